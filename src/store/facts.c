/* facts.c -- figures out of the ledger.
 *
 * The series that are meant are known from their terms; their rows are read some years at a time,
 * because the year leads the key. Rows of one figure lie together: the current one is picked on
 * the way. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "store/row.h"

/* A filter with its texts as numbers. */
struct wanted_facts {
    const struct fact_filter *filter;
    uint32_t indicator, area, source, book, breakdown;
    int first_year, last_year;
    int64_t from, to;           /* packed periods */
    int64_t last_entry;         /* rows of later entries were not recorded then */
    bool nothing;               /* a text that no fact has */
};

/* *year becomes the first one from it on that there is a fact of: periods without a year stand in
 * the year 0, far before the others. */
static status next_year(struct store *s, struct job *j, int *year)
{
    struct stmt *st = s->class->query(s, Q_NEXT_YEAR);

    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, *year);
    *year = INT_MAX;
    if (s->class->step(st) && !s->class->null_at(st, 0))
        *year = (int)s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

static status entry_at(struct store *s, struct job *j, int64_t moment, int64_t *entry)
{
    struct stmt *st = s->class->query(s, Q_ENTRY_BEFORE);

    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, moment);
    if (s->class->step(st))
        *entry = s->class->int_at(st, 0);
    return s->class->finish(st, j);
}

static void want_periods(struct wanted_facts *w)
{
    const struct fact_filter *f = w->filter;

    if (f->at.kind != PERIOD_NONE) {
        w->nothing = w->nothing || !period_pack(f->at, &w->from);
        w->to = w->from;
        w->first_year = w->last_year = f->at.year;
        return;
    }
    w->from = 0;
    w->to = INT64_MAX;
    w->first_year = 0;
    w->last_year = INT_MAX - 1;
    if (f->from_year) {
        w->from = period_pack_from(f->from_year, f->from_month ? f->from_month : 1);
        w->first_year = f->from_year;
    }
    if (f->to_year) {
        w->to = period_pack_from(f->to_year, (f->to_month ? f->to_month : 12) + 1) - 1;
        w->last_year = f->to_year;
    }
}

static status want(struct store *s, struct job *j, const struct fact_filter *f,
                   struct wanted_facts *w)
{
    *w = (struct wanted_facts){ .filter = f, .last_entry = INT64_MAX };
    status st = names_refresh(s, j);

    w->nothing = !term_find(s, f->indicator, &w->indicator) || !term_find(s, f->area, &w->area) ||
                 !term_find(s, f->source, &w->source) || !term_find(s, f->book, &w->book) ||
                 !term_find(s, f->breakdown, &w->breakdown);
    want_periods(w);
    if (st == OK && f->recorded_until)
        st = entry_at(s, j, f->recorded_until, &w->last_entry);
    return st;
}

static bool wants_series(const struct wanted_facts *w, const struct series_key *k)
{
    const struct fact_filter *f = w->filter;

    return (!w->indicator || k->indicator == w->indicator) && (!w->area || k->area == w->area) &&
           (!w->source || k->source == w->source) && (!w->book || k->book == w->book) &&
           (!w->breakdown || k->breakdown == w->breakdown) && (!f->whole || !k->breakdown) &&
           (!f->kinds || f->kinds >> k->kind & 1);
}

/* -- the rows of some years -- */

/* Years that are read at once. */
struct year_span {
    int first, last;
};

/* What is not of one indicator is read year by year: that much stands in memory. */
static struct year_span years_from(const struct wanted_facts *w, int year)
{
    int most = w->indicator ? SPAN_YEARS : 1;

    return (struct year_span){ year, w->last_year - year < most ? w->last_year : year + most - 1 };
}

/* Are figures without their words asked for, by the one question that has such an answer? */
static bool wants_bare(const struct wanted_facts *w)
{
    return w->filter->bare && w->indicator && !w->area;
}

static unsigned wanted_kinds(const struct wanted_facts *w)
{
    return w->filter->kinds ? w->filter->kinds : (1u << FACT_KINDS) - 1;
}

static struct stmt *rows_of_run(struct store *s, const struct wanted_facts *w, int year)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_RUN);

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, year);
    db->bind_int(st, 3, 0);
    db->bind_int(st, 4, UINT32_MAX >> 1);
    db->bind_int(st, 5, w->from);
    db->bind_int(st, 6, w->to);
    return st;
}

static struct stmt *rows_of_area(struct store *s, const struct wanted_facts *w, int year)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_FACTS_OF_AREA);

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, year);
    db->bind_int(st, 3, w->from);
    db->bind_int(st, 4, w->to);
    db->bind_int(st, 5, wanted_kinds(w));
    db->bind_int(st, 6, w->area);
    return st;
}

static struct stmt *rows_of_indicator(struct store *s, const struct wanted_facts *w,
                                      struct year_span years)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, w->area           ? Q_FACTS_OF_BOTH
                                   : wants_bare(w) ? Q_FIGURES_OF_INDICATOR
                                                   : Q_FACTS_OF_INDICATOR);

    db->bind_int(st, 1, s->tenant);
    bind_years(s, st, years.first, years.last);
    db->bind_int(st, 9, w->from);
    db->bind_int(st, 10, w->to);
    db->bind_int(st, 11, wanted_kinds(w));
    db->bind_int(st, 12, w->indicator);
    if (w->area)
        db->bind_int(st, 13, w->area);
    return st;
}

static bool counts_then(const struct wanted_facts *w, const struct fact_row *r)
{
    return r->entry <= w->last_entry &&
           (!w->filter->as_of || r->published <= w->filter->as_of);
}

static bool of_one_figure(const struct fact_row *a, const struct fact_row *b)
{
    return a->series == b->series && a->period == b->period;
}

/* Adds the current one of each figure. Rows of one figure come one after the other. */
static void keep_current(struct arena *a, struct fact_rows *out, const struct fact_rows *all)
{
    for (size_t i = 0, end; i < all->count; i = end) {
        struct contest c = { .said_at = 0 };

        for (end = i; end < all->count && of_one_figure(&all->row[end], &all->row[i]); end++)
            contest_meet(&c, row_standing(&all->row[end]), end + 1);
        *arena_push(a, out->row, out->count, out->cap) = all->row[contest_won(&c) - 1];
    }
}

static int by_figure(const void *a, const void *b)
{
    const struct fact_row *x = a, *y = b;

    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->revision > y->revision) - (x->revision < y->revision);
}

/* A database may give the series of a join in any order, and the rows of one in any, too. */
static void sort_fact_rows(struct fact_rows *rows)
{
    for (size_t i = 1; i < rows->count; i++)
        if (by_figure(&rows->row[i - 1], &rows->row[i]) > 0) {
            qsort(rows->row, rows->count, sizeof *rows->row, by_figure);
            return;
        }
}

static void drop_withdrawn(struct fact_rows *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->row[i].state != FACT_WITHDRAWN)
            rows->row[kept++] = rows->row[i];
    rows->count = kept;
}

/* The current rows of the years, by series and period. `out` is emptied first; its room is used
 * again. */
static status read_fact_years(struct store *s, struct job *j, const struct wanted_facts *w,
                              struct year_span years, struct fact_rows *all, struct fact_rows *out)
{
    struct stmt *st = w->indicator ? rows_of_indicator(s, w, years)
                      : w->area    ? rows_of_area(s, w, years.first)
                                   : rows_of_run(s, w, years.first);
    void (*read)(struct store *, struct stmt *, struct fact_row *) =
        wants_bare(w) ? figure_row_read : fact_row_read;
    uint32_t seen = 0;
    bool wanted = false;

    all->count = out->count = 0;
    while (s->class->step(st)) {
        struct fact_row *r = arena_push(s->arena, all->row, all->count, all->cap);

        read(s, st, r);
        if (r->series != seen) {
            const struct series_key *key = series_at(s, j, r->series);

            seen = r->series;
            wanted = key && wants_series(w, key);
        }
        all->count -= !wanted || !counts_then(w, r);
    }
    status result = s->class->finish(st, j);
    sort_fact_rows(all);
    keep_current(s->arena, out, all);
    if (!w->filter->withdrawn)
        drop_withdrawn(out);
    return result == OK ? j->failed : result;
}

/* The notes of these rows. */
static status notes_of_rows(struct store *s, struct job *j, struct year_span years,
                            const struct fact_rows *rows, struct note_rows *notes)
{
    struct row_range place = { .year = years.first, .last_year = years.last,
                               .from = 0, .to = INT64_MAX };

    if (!rows->count)
        return OK;
    place.first = rows->row[0].series;
    place.last = rows->row[rows->count - 1].series;
    return notes_read(s, j, &place, notes);
}

/* Room for the rows of some years, used again by every walk: a derivation makes thousands of small
 * ones. A walk within a walk has room of its own. */
struct row_room {
    struct fact_rows all, rows;
    bool taken;
};

static struct row_room *take_room(struct store *s, struct job *j)
{
    if (!s->room)
        s->room = arena_new(s->arena, struct row_room);
    struct row_room *room = s->room->taken ? arena_new(j->arena, struct row_room) : s->room;

    room->taken = true;
    return room;
}

static status walk_facts(struct store *s, struct job *j, const struct fact_filter *filter,
                         struct row_room *room, status (*fn)(void *arg, const struct fact *f),
                         void *arg)
{
    struct fact_rows *all = &room->all, *rows = &room->rows;
    struct fact f = { .revision = 0 };
    uint32_t series = 0;        /* that f is of */
    struct wanted_facts w;
    size_t told = 0;

    status st = want(s, j, filter, &w);
    struct year_span years = { .last = w.first_year - 1 };
    while (!w.nothing && st == OK && years.last < w.last_year) {
        struct note_rows notes = { NULL, 0, 0 };
        int year = years.last + 1;

        st = next_year(s, j, &year);
        if (st != OK || year > w.last_year)
            break;
        years = years_from(&w, year);
        st = read_fact_years(s, j, &w, years, all, rows);
        if (st == OK)
            st = notes_of_rows(s, j, years, rows, &notes);
        for (size_t i = 0; i < rows->count && st == OK; i++) {
            const struct fact_row *r = &rows->row[i];
            size_t place = told++;

            if (place < filter->offset)
                continue;
            if (filter->limit && place - filter->offset == filter->limit)
                return OK;
            if (r->series == series)
                fact_say(s, j, r, note_find(&notes, r), &f);
            else
                st = fact_from_row(s, j, r, note_find(&notes, r), &f);
            series = r->series;
            if (st == OK)
                st = fn(arg, &f);
        }
    }
    return st;
}

status store_each_fact(struct store *s, struct job *j, const struct fact_filter *filter,
                       status (*fn)(void *arg, const struct fact *f), void *arg)
{
    struct row_room *room = take_room(s, j);
    status st = walk_facts(s, j, filter, room, fn, arg);

    room->taken = false;
    return st;
}

/* -- all of them, sorted -- */

struct gathering {
    struct arena *arena;
    struct facts all;
    size_t cap;
};

static status gather_fact(void *arg, const struct fact *f)
{
    struct gathering *g = arg;

    *arena_push(g->arena, g->all.list, g->all.count, g->cap) = *f;
    return OK;
}

static int by_fact_words(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int64_t p = 0, q = 0;
    int c;

    if ((c = str_cmp(x->indicator, y->indicator)) || (c = str_cmp(x->area, y->area)))
        return c;
    period_pack(x->when, &p);
    period_pack(y->when, &q);
    if (p != q)
        return p < q ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if ((c = str_cmp(x->book, y->book)) || (c = str_cmp(x->source, y->source)))
        return c;
    return str_cmp(x->breakdown, y->breakdown);
}

status store_facts(struct store *s, struct job *j, const struct fact_filter *filter,
                   struct facts *out)
{
    struct gathering g = { .arena = j->arena };

    status st = store_each_fact(s, j, filter, gather_fact, &g);
    if (st != OK)
        return st;
    if (g.all.count)
        qsort(g.all.list, g.all.count, sizeof *g.all.list, by_fact_words);
    *out = g.all;
    return OK;
}

/* -- one figure -- */

bool rows_of_figure(struct store *s, const struct fact *f, struct row_range *place)
{
    struct series_key key = { .kind = (uint32_t)f->kind };
    int64_t when;
    uint32_t num;

    if (!term_find(s, f->indicator, &key.indicator) || !term_find(s, f->area, &key.area) ||
        !term_find(s, f->book, &key.book) || !term_find(s, f->source, &key.source) ||
        !term_find(s, f->breakdown, &key.breakdown) || !series_find(s, &key, &num) ||
        !period_pack(f->when, &when))
        return false;
    *place = (struct row_range){ .year = year_of_packed(when), .first = num, .last = num,
                                 .from = when, .to = when };
    return true;
}

status store_revisions(struct store *s, struct job *j, const struct fact *key, struct facts *out)
{
    struct fact_rows rows = { NULL, 0, 0 };
    struct note_rows notes = { NULL, 0, 0 };
    struct row_range place;

    *out = (struct facts){ NULL, 0 };
    status st = names_refresh(s, j);
    if (st != OK || !rows_of_figure(s, key, &place))
        return st;
    st = rows_read(s, j, &place, &rows);
    if (st == OK)
        st = notes_read(s, j, &place, &notes);
    if (st != OK)
        return st;
    out->list = arena_array(j->arena, struct fact, rows.count);
    for (size_t i = 0; i < rows.count && st == OK; i++)
        st = fact_from_row(s, j, &rows.row[i], note_find(&notes, &rows.row[i]),
                           &out->list[out->count++]);
    return st;
}

/* -- tallies -- */

status store_periods(struct store *s, struct job *j, str area, struct period_tally **out,
                     size_t *n)
{
    struct period_tally *list = NULL;
    size_t count = 0, cap = 0;
    uint32_t num;

    *out = NULL;
    *n = 0;
    status result = names_refresh(s, j);
    if (result != OK || !term_find(s, area, &num))
        return result;
    struct stmt *st = s->class->query(s, Q_TALLY);
    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, num);
    while (s->class->step(st))
        *arena_push(j->arena, list, count, cap) = (struct period_tally){
            period_unpack(s->class->int_at(st, 1)), s->class->int_at(st, 2) };
    result = s->class->finish(st, j);
    if (result == OK) {
        *out = list;
        *n = count;
    }
    return result;
}

status store_areas(struct store *s, struct job *j, struct area_tally **out, size_t *n)
{
    struct area_tally *list = NULL;
    size_t count = 0, cap = 0;

    status result = names_refresh(s, j);
    if (result != OK)
        return result;
    struct stmt *st = s->class->query(s, Q_AREAS);
    s->class->bind_int(st, 1, s->tenant);
    while (s->class->step(st))
        *arena_push(j->arena, list, count, cap) = (struct area_tally){
            term_text(s, j, (uint32_t)s->class->int_at(st, 0)), s->class->int_at(st, 1) };
    result = s->class->finish(st, j);
    if (result == OK) {
        *out = list;
        *n = count;
    }
    return result;
}
