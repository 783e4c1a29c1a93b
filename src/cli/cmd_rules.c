/* cmd_rules.c -- soat rules: what the rules are, and what one of them would say. */
#include <stdatomic.h>
#include <stdio.h>

#include "base/os.h"
#include "cli/cli.h"
#include "diag/print.h"

/* -- list -- */

static void put_rule_line(struct buf *out, const char *word, const char *text)
{
    buf_printf(out, "    %s: %s\n", word, text);
}

static void put_rule_text(struct buf *out, const struct cli *c, const struct rule *r)
{
    buf_printf(out, "%-16s %s  %s\n", r->name,
               r->on ? cli_say(c, "bật", "on ") : cli_say(c, "tắt", "off"), r->codes);
    put_rule_line(out, cli_say(c, "cần", "needs"), cli_say(c, r->needs_vi, r->needs_en));
    put_rule_line(out, cli_say(c, "khi thiếu", "when missing"),
                  cli_say(c, r->missing_vi, r->missing_en));
    put_rule_line(out, cli_say(c, "im lặng với", "silent on"),
                  cli_say(c, r->excepts_vi, r->excepts_en));
}

static void put_rule_tsv(struct buf *out, const struct cli *c, const struct rule *r)
{
    buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", r->name, r->on ? "on" : "off", r->codes,
               cli_say(c, r->needs_vi, r->needs_en), cli_say(c, r->missing_vi, r->missing_en),
               cli_say(c, r->excepts_vi, r->excepts_en));
}

static void put_rule_json(struct buf *out, const struct cli *c, const struct rule *r)
{
    buf_put(out, STR("{\"name\":"));
    buf_json(out, str_from(r->name));
    buf_printf(out, ",\"on\":%s,\"codes\":", r->on ? "true" : "false");
    buf_json(out, str_from(r->codes));
    buf_put(out, STR(",\"needs\":"));
    buf_json(out, str_from(cli_say(c, r->needs_vi, r->needs_en)));
    buf_put(out, STR(",\"missing\":"));
    buf_json(out, str_from(cli_say(c, r->missing_vi, r->missing_en)));
    buf_put(out, STR(",\"exceptions\":"));
    buf_json(out, str_from(cli_say(c, r->excepts_vi, r->excepts_en)));
    buf_put(out, STR("}\n"));
}

static status list_rules(struct job *j, struct cli *c, void *arg)
{
    static void (*const put[])(struct buf *, const struct cli *, const struct rule *) = {
        [FORMAT_TEXT] = put_rule_text, [FORMAT_TSV] = put_rule_tsv, [FORMAT_JSON] = put_rule_json,
    };
    struct buf out;
    size_t n;
    const struct rule *rule = check_rules(&n);

    (void)arg;
    buf_init(&out, j->arena);
    if (c->opt.format == FORMAT_TSV)
        buf_put(&out, STR("name\ton\tcodes\tneeds\tmissing\texceptions\n"));
    for (size_t i = 0; i < n; i++)
        put[c->opt.format](&out, c, &rule[i]);
    if (c->opt.out.len)
        return os_write_file(j, c->opt.out, buf_str(&out));
    cli_print(c, buf_str(&out));
    return OK;
}

/* -- try -- */

/* What all files gave, by index in the catalogue; added to by every thread. */
static _Atomic uint32_t tried_findings[DIAG_CODES], tried_files[DIAG_CODES];

static void count_codes(const struct diags *ds, uint32_t *by_code)
{
    const struct diag_entry *all = diag_catalogue(&(size_t){ 0 });

    for (size_t i = 0; i < ds->count; i++)
        by_code[diag_find(ds->item[i]->code) - all]++;
}

/* "tep.md: 1301 × 2, 1302 × 1" */
static void put_file_counts(struct buf *out, const struct cli *c, const struct diags *ds)
{
    uint32_t by_code[DIAG_CODES] = { 0 };
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n);
    const char *between = ": ";

    count_codes(ds, by_code);
    buf_printf(out, "%.*s", STRF(ds->src->name));
    for (size_t i = 0; i < n; i++) {
        if (!by_code[i])
            continue;
        atomic_fetch_add(&tried_findings[i], by_code[i]);
        atomic_fetch_add(&tried_files[i], 1);
        buf_printf(out, "%s%d × %u", between, (int)all[i].code, (unsigned)by_code[i]);
        between = ", ";
    }
    if (!ds->count)
        buf_printf(out, ": %s", cli_say(c, "không có gì", "nothing"));
    buf_printf(out, cli_say(c, "; đối chiếu %u phép tính\n", "; %u computations checked\n"),
               (unsigned)ds->checked);
}

static status put_tried(struct job *j, const struct cli *c, str path, struct buf *out,
                        uint32_t *count)
{
    struct app_document d;
    struct app_findings all;
    struct text_style style = text_style_here();

    status st = app_check(j, path, c->opt.rules, &d, &all);
    if (st != OK)
        return st;
    cli_select(all.diags, c->opt.only);
    cli_count(all.diags, c->opt.level, c->opt.format != FORMAT_TEXT, count);
    style.level = c->opt.level;
    style.colours = style.colours && !c->opt.out.len;
    style.bare = true;
    if (c->opt.format == FORMAT_TSV) {
        diag_print_tsv(out, all.diags);
    } else if (c->opt.format == FORMAT_JSON) {
        diag_print_json(out, all.diags);
    } else {
        put_file_counts(out, c, all.diags);
        diag_print_text(out, all.diags, &style);
    }
    return OK;
}

static void try_head(struct buf *out, const struct cli *c)
{
    if (c->opt.format == FORMAT_TSV)
        diag_print_tsv_header(out);
}

static void try_foot(struct buf *out, const struct cli *c, const struct cli_sum *sum)
{
    size_t n, found = 0;
    const struct diag_entry *all = diag_catalogue(&n);

    if (c->opt.format != FORMAT_TEXT)
        return;
    buf_printf(out, cli_say(c, "tổng cộng %zu tệp:", "%zu files in all:"), sum->files);
    for (size_t i = 0; i < n; i++) {
        if (!tried_findings[i])
            continue;
        buf_printf(out, cli_say(c, "%s %d × %u ở %u tệp", "%s %d × %u in %u files"),
                   found++ ? "," : "", (int)all[i].code, (unsigned)tried_findings[i],
                   (unsigned)tried_files[i]);
    }
    if (!found)
        buf_printf(out, " %s", cli_say(c, "không có gì", "nothing"));
    if (sum->failed)
        buf_printf(out, cli_say(c, "; %zu tệp không đọc được", "; %zu not readable"), sum->failed);
    buf_char(out, '\n');
}

/* The rule of that name, or those that may find the code, which then alone is told. */
static bool choose_tried(struct cli *c, str word)
{
    int rule = check_rule_named(word);
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n);

    if (rule >= 0) {
        c->opt.rules = (rule_set)1 << rule;
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        char number[16];

        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (!str_eq(word, str_from(number)))
            continue;
        c->opt.rules = check_rules_of(all[i].code);
        c->opt.only = word;
        return true;
    }
    return false;
}

static int try_rule(struct cli *c)
{
    static const struct cli_files files = { .work = put_tried, .head = try_head,
                                            .foot = try_foot };

    if (c->opt.nargs < 2)
        return cli_usage(c, "cần một quy tắc hoặc một mã, rồi các tệp",
                         "a rule or a code is needed, then the files", NULL);
    if (!choose_tried(c, str_from(c->opt.arg[0])))
        return cli_unknown_rule(c, str_from(c->opt.arg[0]));
    c->opt.arg++;
    c->opt.nargs--;
    return cli_each_file(c, &files);
}

int cmd_rules(struct cli *c)
{
    str verb = str_from(c->opt.nargs ? c->opt.arg[0] : "");

    if (str_eq(verb, STR("list")) && c->opt.nargs == 1)
        return cli_once(c, list_rules, NULL);
    if (!str_eq(verb, STR("try")))
        return cli_usage(c, "hãy dùng: soat rules list, hoặc soat rules try QUY-TẮC TỆP...",
                         "use: soat rules list, or soat rules try RULE FILE...", NULL);
    c->opt.arg++;
    c->opt.nargs--;
    return try_rule(c);
}
