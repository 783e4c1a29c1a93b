/* app.c -- reading a report: bytes to statements. */
#include "app/app.h"

#include "base/os.h"
#include "extract/extract.h"
#include "read/read.h"

status app_catalogue(struct job *j, const struct indicators **out)
{
    struct catalogue_problem problem;
    str path = os_env("SOAT_CATALOGUE"), text;

    if (!path.len) {
        *out = indicators_load(j->arena);
        return OK;
    }

    status st = os_read_file(j, path, &text);
    if (st != OK)
        return st;

    const struct indicators *all = indicators_extend(j->arena, text, &problem);
    if (!all)
        return job_fail(j, FAIL_FORMAT, "%.*s:%u: %.*s", "%.*s:%u: %.*s", STRF(path), problem.line,
                        STRF(j->lang == LANG_EN ? problem.en : problem.vi));
    *out = all;
    return OK;
}

status app_read_text(struct job *j, str name, str text, struct app_document *out)
{
    struct report *report = arena_new(j->arena, struct report);
    const struct indicators *catalogue = NULL;
    const struct doc *doc = NULL;

    j->subject = name;
    status st = app_catalogue(j, &catalogue);
    if (st == OK)
        st = read_file(j, name, text, &doc);
    if (st == OK)
        st = extract_report(j, doc, report);
    report->catalogue = catalogue;
    if (st == OK)
        *out = (struct app_document){ text, doc->src, doc, report, catalogue };
    return st;
}

status app_load(struct job *j, str path, str *name, str *text)
{
    bool input = str_eq(path, STR("-"));

    *name = j->subject = input ? STR("<stdin>") : path;
    return input ? os_read_stdin(j, text) : os_read_file(j, path, text);
}

status app_read(struct job *j, str path, struct app_document *out)
{
    str name, text;

    status st = app_load(j, path, &name, &text);
    return st == OK ? app_read_text(j, name, text, out) : st;
}

str app_area(const struct report *r, const struct statement *st)
{
    return st->area.len ? st->area : r->area;
}

str app_period(struct arena *a, const struct statement *st)
{
    struct buf b;

    if (st->period.kind == PERIOD_NONE)
        return st->period_text;
    buf_init(&b, a);
    period_print(&b, st->period);
    return b.len ? buf_str(&b) : st->period_text;
}

struct place app_place(const struct app_document *d, const struct statement *st)
{
    uint32_t at = 0;

    if (st->row >= 0 && st->block >= 0 && d->doc->block[st->block].table)
        at = d->doc->block[st->block].table->src[st->row];
    else if (st->value.text.len)
        at = st->value.where.start;
    else if (st->ncompares && st->compare[0].amount.text.len)
        at = st->compare[0].amount.where.start;
    else if (st->plan_pct->text.len)
        at = st->plan_pct->where.start;
    return source_place(d->src, at);
}
