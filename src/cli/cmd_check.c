/* cmd_check.c -- soat check: findings of reports. */
#include <stdio.h>

#include "app/against_ledger.h"
#include "check/coverage.h"
#include "cli/cli.h"
#include "diag/print.h"
#include "write/sarif.h"

static bool code_wanted(str only, const struct diag *d)
{
    const struct diag_entry *entry = diag_find(d->code);
    char number[16];
    str rest = only, word;

    if (!only.len)
        return true;
    snprintf(number, sizeof number, "%d", (int)d->code);
    while (str_split(&rest, ',', &word)) {
        word = str_trim(word);
        if (str_eq(word, str_from(number)) || (entry && str_eq(word, str_from(entry->kind))))
            return true;
    }
    return false;
}

static size_t select_among(struct diag **item, size_t n, str only)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (code_wanted(only, item[i]))
            item[kept++] = item[i];
    return kept;
}

void cli_select(struct diags *ds, str only)
{
    ds->count = select_among(ds->item, ds->count, only);
    ds->naccepted = select_among(ds->accepted, ds->naccepted, only);
}

/* Leaves those at or above the level, and gives their number. People's text
 * counts the milder ones instead of hiding them. */
static uint32_t count_grave(struct diags *ds, enum diag_severity level, bool drop)
{
    size_t grave = 0;

    for (size_t i = 0; i < ds->count; i++) {
        if (ds->item[i]->severity < level)
            continue;
        if (drop)
            ds->item[grave] = ds->item[i];
        grave++;
    }
    if (drop)
        ds->count = grave;
    return (uint32_t)grave;
}

static void drop_milder_accepted(struct diags *ds, enum diag_severity level)
{
    size_t kept = 0;

    for (size_t i = 0; i < ds->naccepted; i++)
        if (ds->accepted[i]->severity >= level)
            ds->accepted[kept++] = ds->accepted[i];
    ds->naccepted = kept;
}

void cli_count(struct diags *ds, enum diag_severity level, bool drop, uint32_t *count)
{
    count[COUNT_ERRORS] = (uint32_t)diags_count(ds, SEVERITY_ERROR);
    count[COUNT_WARNINGS] = (uint32_t)diags_count(ds, SEVERITY_WARNING);
    count[COUNT_NOTES] = (uint32_t)diags_count(ds, SEVERITY_NOTE);
    if (drop)
        drop_milder_accepted(ds, level);
    count[COUNT_FOUND] = count_grave(ds, level, drop);
}

/* The results, and for the foot the file. */
static void put_sarif(struct buf *out, const struct diags *ds)
{
    const char *name[sizeof(rule_set) * 8];
    size_t n;
    const struct rule *rule = check_rules(&n);

    for (size_t i = 0; i < n; i++)
        name[i] = rule[i].name;
    sarif_put_results(out, ds, name);
    buf_char(out, '\0');
    sarif_put_artifact(out, ds);
}

status cli_put_findings(struct job *j, const struct cli *c, const struct app_document *d,
                        struct diags *found, struct buf *out, uint32_t *count)
{
    struct text_style style;

    if (c->opt.unchecked) {
        unchecked_print(j, d, found, c->opt.format, out);
        return OK;
    }
    if (c->opt.format != FORMAT_TSV)
        check_coverage(j, d->report, found);

    status st = cli_part_accepted(j, c, d, found);
    if (st != OK)
        return st;
    cli_select(found, c->opt.only);
    cli_count(found, c->opt.level, c->opt.format != FORMAT_TEXT, count);
    switch (c->opt.format) {
    case FORMAT_TEXT:
        style = text_style_here();
        style.level = c->opt.level;
        style.colours = style.colours && !c->opt.out.len;
        style.accepted = c->opt.accepted;
        diag_print_text(out, found, &style);
        break;
    case FORMAT_TSV:
        diag_print_tsv(out, found);
        break;
    case FORMAT_JSON:
        diag_print_json(out, found);
        break;
    case FORMAT_SARIF:
        put_sarif(out, found);
        break;
    case FORMAT_HTML: case FORMAT_DOCX:
        return shown_write(j, c, d, found, out);
    }
    return OK;
}

static status put_findings(struct job *j, const struct cli *c, str path, struct buf *out,
                           uint32_t *count)
{
    struct app_document d;
    struct app_findings all;

    status st = c->opt.db.len ? app_check_ledger(j, path, c->opt.db, c->opt.rules, &d, &all)
                              : app_check(j, path, c->opt.rules, &d, &all);
    return st == OK ? cli_put_findings(j, c, &d, all.diags, out, count) : st;
}

void cli_put_head(struct buf *out, const struct cli *c)
{
    if (c->opt.format == FORMAT_TSV && c->opt.unchecked)
        unchecked_tsv_header(out);
    else if (c->opt.format == FORMAT_TSV)
        diag_print_tsv_header(out);
    else if (c->opt.format == FORMAT_SARIF)
        sarif_put_head(out, c->lang);
}

void cli_put_sum(struct buf *out, const struct cli *c, const struct cli_sum *sum)
{
    if (c->opt.format == FORMAT_SARIF)
        sarif_put_foot(out, buf_str(&sum->kept), buf_str(&sum->failures));
    if ((c->opt.format != FORMAT_TEXT && !shown_wanted(&c->opt)) || c->opt.unchecked)
        return;
    buf_printf(out, cli_say(c, "tổng cộng %zu tệp: %zu tệp cần xem lại, %zu tệp không có gì",
                            "%zu files in all: %zu to look at, %zu with nothing found"),
               sum->files, sum->found, sum->files - sum->found - sum->failed);
    if (sum->failed)
        buf_printf(out, cli_say(c, ", %zu tệp không đọc được", ", %zu not readable"), sum->failed);
    buf_printf(out, cli_say(c, "; %zu lỗi, %zu cảnh báo, %zu ghi chú\n",
                            "; %zu errors, %zu warnings, %zu notes\n"),
               sum->count[COUNT_ERRORS], sum->count[COUNT_WARNINGS], sum->count[COUNT_NOTES]);
}

/* Codes are numbers of the catalogue or its kinds. */
static bool code_known(str word)
{
    size_t count;
    const struct diag_entry *all = diag_catalogue(&count);

    for (size_t i = 0; i < count; i++) {
        char number[16];

        snprintf(number, sizeof number, "%d", (int)all[i].code);
        if (str_eq(word, str_from(number)) || str_eq(word, str_from(all[i].kind)))
            return true;
    }
    return false;
}

bool cli_codes_known(str only)
{
    str rest = only, word;

    while (only.len && str_split(&rest, ',', &word))
        if (!code_known(str_trim(word)))
            return false;
    return true;
}

int cmd_check(struct cli *c)
{
    static const struct cli_files files = { .work = put_findings, .head = cli_put_head,
                                              .foot = cli_put_sum };
    static const struct cli_files shown = { .work = put_findings, .foot = cli_put_sum,
                                            .writes = true };
    static const struct cli_files joined = { .work = put_findings, .head = cli_put_head,
                                             .foot = cli_put_sum, .joined = true,
                                             .failed = sarif_put_failure };
    int exit;

    if (!c->opt.nargs)
        return cli_usage(c, "cần ít nhất một tệp", "at least one file is needed", NULL);
    if (!cli_codes_known(c->opt.only))
        return cli_usage(c, "không có mã nào như", "there is no such code:",
                         c->opt.only.ptr);
    if (c->opt.unchecked && c->opt.format > FORMAT_JSON)
        return cli_usage(c, "--unchecked in ra dạng text, tsv hoặc json",
                         "--unchecked prints text, tsv or json", NULL);
    exit = shown_wanted(&c->opt) ? shown_usage(c) : EXIT_CLEAN;
    if (exit != EXIT_CLEAN)
        return exit;
    if (c->opt.dossier && c->opt.db.len)
        return cli_usage(c, "--db chưa dùng được cùng --dossier",
                         "--db does not go with --dossier yet", NULL);
    if (c->opt.dossier)
        return cli_dossier(c);
    if (c->opt.format == FORMAT_SARIF)
        return cli_each_file(c, &joined);
    return cli_each_file(c, shown_wanted(&c->opt) ? &shown : &files);
}
