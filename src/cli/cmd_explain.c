/* cmd_explain.c -- soat explain: what a finding means. */
#include <stdio.h>

#include "cli/cli.h"
#include "model/data.h"

/* How many leading digits two numbers of four share. */
static int shared_digits(str a, str b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
        n++;
    return (int)n;
}

/* " 1101 1102 ...": the codes most like `word`. */
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
    for (size_t i = 0; i < count; i++) {
        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (shared_digits(str_from(number), word) == best && len + 8 < size)
            len += (size_t)snprintf(out + len, size - len, " %s", number);
    }
}

static int explain_one(struct cli *c, const char *word)
{
    char name[64], near[512], line[1024];
    str page = { NULL, 0 };

    if (snprintf(name, sizeof name, "codes/%s.md", word) < (int)sizeof name)
        page = data_file(str_from(name));
    if (page.len) {
        cli_print(c, page);
        return EXIT_CLEAN;
    }
    list_near_codes(str_from(word), near, sizeof near);
    snprintf(line, sizeof line, cli_say(c, "không có mã «%.60s»; gần nhất:%s",
                                        "there is no code '%.60s'; nearest:%s"), word, near);
    cli_usage(c, line, line, NULL);
    return EXIT_FAILED;
}

int cmd_explain(struct cli *c)
{
    int exit = EXIT_CLEAN;

    if (!c->opt.nargs)
        return cli_usage(c, "cần một mã, như 1101", "a code is needed, as 1101", NULL);
    for (int i = 0; i < c->opt.nargs; i++)
        if (explain_one(c, c->opt.arg[i]) != EXIT_CLEAN)
            exit = EXIT_FAILED;
    return exit;
}
