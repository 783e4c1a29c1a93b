/* cmd_watch.c -- soat watch: reports of a folder are checked as they are saved. */
#include <stdio.h>

#include "app/watch.h"
#include "cli/cli.h"

enum { PAUSE = 1000 };

static void tell_watched(const struct watch_event *e, void *arg)
{
    struct cli *c = arg;
    char line[1024];
    int len;

    if (e->status != OK)
        len = snprintf(line, sizeof line, "%.*s\n", STRF(e->failure));
    else
        len = snprintf(line, sizeof line,
                       cli_say(c, "%.*s: %zu lỗi, %zu cảnh báo, %zu ghi chú -> %.*s%s%.*s\n",
                               "%.*s: %zu errors, %zu warnings, %zu notes -> %.*s%s%.*s\n"),
                       STRF(e->name), e->errors, e->warnings, e->notes, STRF(e->page),
                       e->copy.len ? ", " : "", STRF(e->copy));
    if (len > 0)
        cli_print(c, (str){ line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1 });
}

static status run_watch(struct job *j, struct cli *c, void *arg)
{
    struct watch w = { .folder = str_from(c->opt.arg[0]), .pause = PAUSE, .once = c->opt.once,
                       .limits = &LIMITS_DEFAULT, .lang = c->lang, .tell = tell_watched,
                       .arg = c };

    (void)arg;
    if (!w.once) {
        cli_print(c, str_from(cli_say(c, "đang theo dõi «", "watching «")));
        cli_print(c, w.folder);
        cli_print(c, str_from(cli_say(c, "»: lưu báo cáo vào đó là được soát; Ctrl+C để dừng\n",
                                      "»: reports saved there are checked; Ctrl+C ends it\n")));
    }
    return app_watch(j, &w);
}

int cmd_watch(struct cli *c)
{
    if (c->opt.nargs != 1)
        return cli_usage(c, "cần đúng một thư mục", "one folder is needed", NULL);
    return cli_once(c, run_watch, NULL);
}
