/* cmd_explain.c -- soat explain: what a finding means, or all there are. */
#include <stdio.h>

#include "cli/cli.h"
#include "write/code_page.h"

/* How many leading digits two numbers of four share. */
static int shared_digits(str a, str b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
        n++;
    return (int)n;
}

/* " 1101 1102 ...": the codes most like `word`, none where nothing is like it. */
static void list_near_codes(str word, char *out, size_t size)
{
    size_t count, len = 0;
    const struct diag_entry *all = diag_catalogue(&count);
    int best = 0;
    char number[16];

    for (size_t i = 0; i < count; i++) {
        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (shared_digits(str_from(number), word) > best)
            best = shared_digits(str_from(number), word);
    }
    out[0] = '\0';
    if (!best)
        return;
    for (size_t i = 0; i < count; i++) {
        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (shared_digits(str_from(number), word) == best && len + 8 < size)
            len += (size_t)snprintf(out + len, size - len, " %s", number);
    }
}

static status print_page(struct job *j, struct cli *c, void *arg)
{
    struct code_page page;
    str number = str_from(arg);
    struct buf out;

    if (!code_page_find(number, c->lang, &page))
        return FAIL_USAGE;
    buf_init(&out, j->arena);
    code_page_put(&out, number, &page, c->lang);
    cli_print(c, buf_str(&out));
    return OK;
}

static int explain_one(struct cli *c, char *word)
{
    char near[512], line[1024];
    struct code_page page;

    if (code_page_find(str_from(word), c->lang, &page))
        return cli_once(c, print_page, word);
    list_near_codes(str_from(word), near, sizeof near);
    if (!near[0]) {
        cli_usage(c, "không có mã này, «soat explain» kể mọi mã:",
                  "there is no such code, \"soat explain\" lists all:", word);
        return EXIT_FAILED;
    }
    snprintf(line, sizeof line, cli_say(c, "không có mã «%.60s»; gần nhất:%s",
                                        "there is no code '%.60s'; nearest:%s"), word, near);
    cli_usage(c, line, line, NULL);
    return EXIT_FAILED;
}

static const char *said_severity(const struct cli *c, enum diag_severity s)
{
    return s == SEVERITY_ERROR ? cli_say(c, "lỗi     ", "error  ")
         : s == SEVERITY_WARNING ? cli_say(c, "cảnh báo", "warning")
                                 : cli_say(c, "ghi chú ", "note   ");
}

/* Number, severity and title of all. */
static status list_codes(struct job *j, struct cli *c, void *arg)
{
    size_t count;
    const struct diag_entry *all = diag_catalogue(&count);
    struct code_page page;
    struct buf out;

    (void)arg;
    buf_init(&out, j->arena);
    for (size_t i = 0; i < count; i++) {
        str number = arena_printf(j->arena, "%d", (int)all[i].code);

        if (!code_page_find(number, c->lang, &page))
            page.title = str_from(cli_say(c, all[i].vi, all[i].en));
        buf_printf(&out, "%d  %s  %.*s\n", (int)all[i].code, said_severity(c, all[i].severity),
                   STRF(page.title));
    }
    cli_print(c, buf_str(&out));
    return OK;
}

int cmd_explain(struct cli *c)
{
    int exit = EXIT_CLEAN;

    if (!c->opt.nargs)
        return cli_once(c, list_codes, NULL);
    for (int i = 0; i < c->opt.nargs; i++)
        if (explain_one(c, c->opt.arg[i]) != EXIT_CLEAN)
            exit = EXIT_FAILED;
    return exit;
}
