/* against_ledger.c -- a report and the figures of the ledger it is held against. */
#include "app/against_ledger.h"

#include "analyse/document.h"
#include "app/facts.h"
#include "app/places.h"
#include "check/ledger/ledger.h"
#include "read/fact_rows.h"

/* Everything of the ledger that a report may be about. */
struct ledger_load {
    struct job *j;
    struct store *s;
    struct fact *list;
    size_t n, cap;
};

static void add_facts(struct ledger_load *l, const struct facts *more)
{
    for (size_t i = 0; i < more->count; i++)
        *arena_push(l->j->arena, l->list, l->n, l->cap) = more->list[i];
}

/* Every revision of the figures of one indicator. */
static status load_indicator(struct ledger_load *l, str id)
{
    struct fact_filter filter = { .indicator = id, .whole = true };
    struct facts now, all;

    status st = store_facts(l->s, l->j, &filter, &now);
    for (size_t i = 0; i < now.count && st == OK; i++) {
        if (now.list[i].revision <= 1) {
            add_facts(l, &(struct facts){ &now.list[i], 1 });
            continue;
        }
        st = store_revisions(l->s, l->j, &now.list[i], &all);
        if (st == OK)
            add_facts(l, &all);
    }
    return st;
}

/* Of the indicators that the report names, each once. */
static status load_named(struct ledger_load *l, const struct app_document *d)
{
    bool *seen = arena_array(l->j->arena, bool, d->catalogue->count + 1);
    status st = OK;

    for (uint32_t i = 0; i < d->report->nstatements && st == OK; i++) {
        const struct statement *s = &d->report->statement[i];
        const struct indicator *one =
            ledger_indicator(d->catalogue, s);

        if (!one || seen[one - d->catalogue->list])
            continue;
        seen[one - d->catalogue->list] = true;
        st = load_indicator(l, one->id);
    }
    return st;
}

/* A record that is no book any more is passed over: its plans keep their figures. */
static status load_books(struct ledger_load *l, struct ledger *out)
{
    struct record_problem problem;
    struct records all;

    status st = store_records(l->s, l->j, STR("plan-book"), &all);
    if (st != OK)
        return st;

    struct plan_book *book = arena_array(l->j->arena, struct plan_book, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        out->nbooks += plan_book_parse(l->j->arena, all.list[i].body, &book[out->nbooks],
                                       &problem);
    out->book = book;
    return OK;
}

/* Names of the report are of the day it was written. */
struct report_places {
    struct places *places;
    epoch_day written;
};

/* The words stand for the unit, or are those of the fact. */
static bool is_place(void *arg, str words, str area)
{
    const struct report_places *p = arg;

    return str_eq(words, area) || str_eq(place_id(p->places, words, p->written, 0), area);
}

static epoch_day day_written(const struct report *r)
{
    epoch_day told = document_day_of(r);

    return told ? told : period_last_day(r->period);
}

static status load_ledger(struct job *j, str db, const struct app_document *d,
                          struct ledger *out)
{
    struct report_places *named = arena_new(j->arena, struct report_places);
    struct ledger_load l = { .j = j };

    status st = store_open(j, db, STORE_READ, &l.s);
    if (st == OK)
        st = places_open(j, l.s, d->report->area, &named->places);
    if (st == OK)
        st = load_named(&l, d);
    if (st == OK)
        st = load_books(&l, out);
    if (st != OK)
        return st;
    out->fact = l.list;
    out->nfacts = l.n;
    out->is_area = is_place;
    named->written = day_written(d->report);
    out->arg = named;
    return OK;
}

static status load_table(struct job *j, str path, const struct app_document *d,
                         struct ledger *out)
{
    struct import_rows rows = { .row = NULL };
    str name, text;

    status st = app_load(j, path, &name, &text);
    if (st == OK)
        st = fact_rows_read(j, name, text, d->catalogue, &rows);
    if (st == OK && rows.nerrors)
        st = job_fail(j, FAIL_FORMAT, "%.*s, %.*s: %.*s", "%.*s, %.*s: %.*s", STRF(name),
                      STRF(rows.error->place), STRF(rows.error->message));
    if (st != OK)
        return st;
    struct fact *list = arena_array(j->arena, struct fact, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = rows.row[i].fact;
    out->fact = list;
    out->nfacts = rows.n;
    return OK;
}

status app_check_ledger(struct job *j, str path, str db, rule_set rules,
                        struct app_document *out, struct app_findings *found)
{
    bool table = str_ends(db, STR(".tsv")) || str_ends(db, STR(".csv"));
    struct ledger *l = arena_new(j->arena, struct ledger);
    struct diags *ds = arena_new(j->arena, struct diags);
    struct app_document d;

    status st = app_read(j, path, &d);
    if (st == OK) {
        *l = (struct ledger){ .catalogue = d.catalogue };
        st = table ? load_table(j, db, &d, l) : load_ledger(j, db, &d, l);
    }
    if (st != OK)
        return st;
    diags_init(ds, j, d.src);
    check_report_ledger(j, d.report, rules, l, ds);
    *out = d;
    *found = (struct app_findings){
        .diags = ds,
        .errors = diags_count(ds, SEVERITY_ERROR),
        .warnings = diags_count(ds, SEVERITY_WARNING),
        .notes = diags_count(ds, SEVERITY_NOTE),
    };
    return OK;
}
