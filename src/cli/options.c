/* options.c -- options: one table, of which each command takes a part. */
#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/os.h"
#include "cli/cli.h"

enum { KEY_LONG = 256, MAX_OPTIONS = 16 };

static const struct {
    enum option_bit bit;
    const char *name, *arg;
    const char *vi, *en;
} option_table[] = {
    { TAKES_FORMAT, "format", "text|tsv|json", "dạng in ra", "form of the output" },
    { TAKES_LEVEL, "level", "note|warning|error", "mức thấp nhất được kể (mặc định: warning)",
      "lowest severity told (default: warning)" },
    { TAKES_ONLY, "only", "CODES", "chỉ các mã này, cách nhau dấu phẩy",
      "these codes only, with commas between" },
    { TAKES_OUT, "out", "FILE", "ghi vào tệp thay vì in ra", "write to FILE instead" },
    { TAKES_DB, "db", "DB", "tệp sổ số liệu", "file of the ledger" },
    { TAKES_LISTEN, "listen", "ADDRESS:PORT", "nơi nghe (mặc định: 127.0.0.1:8080)",
      "where to listen (default: 127.0.0.1:8080)" },
    { TAKES_DEMO, "demo", NULL, "kèm tỉnh mẫu", "with the demo province" },
    { TAKES_COVERAGE, "coverage", NULL, "kể từng dãy chữ số đã được hiểu là gì",
      "tell what each run of digits was understood as" },
};

enum { NOPTIONS = sizeof option_table / sizeof option_table[0] };

/* Finds word among "a|b|c"; -1 when it is none of them. */
static int choice_of(const char *words, const char *word)
{
    str rest = str_from(words), field;

    for (int i = 0; str_split(&rest, '|', &field); i++)
        if (str_eq(field, str_from(word)))
            return i;
    return -1;
}

static error_t take_option(int key, char *arg, struct argp_state *state)
{
    struct cli *c = state->input;
    struct options *o = &c->opt;
    int choice;

    if (key == 'h') {
        o->help = true;
        return 0;
    }
    if (key < KEY_LONG || key >= KEY_LONG + NOPTIONS)
        return ARGP_ERR_UNKNOWN;
    switch (option_table[key - KEY_LONG].bit) {
    case TAKES_FORMAT:
    case TAKES_LEVEL:
        choice = choice_of(option_table[key - KEY_LONG].arg, arg);
        if (choice < 0)
            return EINVAL;
        if (option_table[key - KEY_LONG].bit == TAKES_FORMAT)
            o->format = (enum format)choice;
        else
            o->level = (enum diag_severity)choice;
        break;
    case TAKES_ONLY:
        o->only = str_from(arg);
        break;
    case TAKES_OUT:
        o->out = str_from(arg);
        break;
    case TAKES_DB:
        o->db = str_from(arg);
        break;
    case TAKES_LISTEN:
        o->listen = str_from(arg);
        break;
    case TAKES_DEMO:
        o->demo = true;
        break;
    case TAKES_COVERAGE:
        o->coverage = true;
        break;
    }
    return 0;
}

/* Operands are gathered at the front of argv, in their order. */
static error_t take_word(int key, char *arg, struct argp_state *state)
{
    struct cli *c = state->input;

    if (key != ARGP_KEY_ARG)
        return take_option(key, arg, state);
    c->opt.arg[c->opt.nargs++] = arg;
    return 0;
}

static void print_option(struct cli *c, int i)
{
    char left[64], line[256];

    snprintf(left, sizeof left, "--%s%s%s", option_table[i].name, option_table[i].arg ? " " : "",
             option_table[i].arg ? option_table[i].arg : "");
    snprintf(line, sizeof line, "  %-30s %s\n", left,
             cli_say(c, option_table[i].vi, option_table[i].en));
    cli_print(c, str_from(line));
}

static void print_command_help(struct cli *c, const struct command *cmd)
{
    char line[512];

    snprintf(line, sizeof line, "%s: soat %s%s %s\n\n%s\n", cli_say(c, "cách dùng", "usage"),
             cmd->name, cmd->takes ? cli_say(c, " [tùy chọn]", " [options]") : "", cmd->operands,
             cli_say(c, cmd->vi, cmd->en));
    cli_print(c, str_from(line));
    if (cmd->takes)
        cli_print(c, STR("\n"));
    for (int i = 0; i < NOPTIONS; i++)
        if (cmd->takes & option_table[i].bit)
            print_option(c, i);
}

bool cli_options(struct cli *c, const struct command *cmd, int argc, char **argv, int *exit)
{
    struct argp_option list[MAX_OPTIONS] = { { "help", 'h', NULL, 0, NULL, 0 } };
    struct argp argp = { list, take_word, NULL, NULL, NULL, NULL, NULL };
    int n = 1, bad = 0;

    for (int i = 0; i < NOPTIONS; i++)
        if (cmd->takes & option_table[i].bit)
            list[n++] = (struct argp_option){ option_table[i].name, KEY_LONG + i,
                                              option_table[i].arg, 0, NULL, 0 };
    c->opt = (struct options){ .level = SEVERITY_WARNING, .arg = argv };

    char *word[2] = { argv[0], NULL };
    char *last = argc > 1 ? argv[1] : word[0];
    error_t e = argp_parse(&argp, argc, argv, ARGP_NO_ERRS | ARGP_NO_HELP | ARGP_NO_EXIT, &bad, c);
    if (e) {
        *exit = cli_usage(c, "không hiểu tùy chọn", "cannot use the option",
                          bad > 0 && bad <= argc ? argv[bad - 1] : last);
        return false;
    }
    if (c->opt.help) {
        print_command_help(c, cmd);
        *exit = EXIT_CLEAN;
        return false;
    }
    return true;
}
