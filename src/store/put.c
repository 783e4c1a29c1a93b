/* put.c -- facts into the ledger.
 *
 * Facts are put in pieces, each sorted as the table is. What the table has of the figures of a
 * piece is read in ranges and merged with them, so that a month of a province costs a walk along
 * the pages it will lie in, and a form of fifty figures fifty looks. */
#include <assert.h>
#include <stdlib.h>

#include "store/journal.h"
#include "store/row.h"
#include "store/tally.h"

enum {
    PUT_PIECE = 32768,              /* facts sorted and written at once */
    NEAR_SERIES = 8                    /* series so close are read as one range */
};

/* A fact of the piece, with its key as numbers. */
struct put_item {
    int64_t period;
    uint32_t series;
    uint32_t index;             /* into the piece */
    uint16_t year;
    bool fresh;                 /* its series began in this piece: the table has nothing of it */
    struct fact_row row;
};

struct tally_item {
    uint32_t area;
    int64_t period;
    int64_t n;
};

/* What the open transaction adds to the tallies: written once, at its end. */
struct tally_list {
    struct arena *arena;        /* of the job that began it */
    struct tally_item *item;
    size_t count, cap;
};

/* What the table has of a run of items. */
struct known_rows {
    struct fact_rows rows;
    struct note_rows notes;
    size_t at;                  /* the first row that is not before the item's figure */
};

/* The room of the known rows and the tally is used again by the next piece. */
struct put_piece {
    struct store *store;
    struct fact *fact;
    enum put_result *how;
    struct put_item *item;
    size_t n;
    struct tally_item *tally;
    struct known_rows known;
};

static int by_item_key(const void *a, const void *b)
{
    const struct put_item *x = a, *y = b;

    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static status fail_period(struct job *j, const struct fact *f)
{
    str name = arena_str(j->arena, f->indicator);

    return job_fail(j, FAIL_FORMAT, "không giữ được kỳ của «%s»: năm hoặc tháng ngoài lịch",
                    "the period of '%s' cannot be kept: no such year or month", name.ptr);
}

static bool can_be_kept(dec d)
{
    return d.scale >= 0 && d.scale <= DEC_MAX_SCALE;
}

/* What no row could hold; a fact that is refused here leaves no names. */
static status check_fact(struct job *j, const struct fact *f, int64_t *packed)
{
    if (!period_pack(f->when, packed))
        return fail_period(j, f);
    if (!can_be_kept(f->value) || (f->is_range && !can_be_kept(f->upper)))
        return job_fail(j, FAIL_FORMAT, "số có quá 18 chữ số thập phân%s",
                        "a number has more than 18 decimals%s", "");
    if (f->document < 0 || f->document > INT32_MAX)
        return job_fail(j, FAIL_FORMAT, "không có văn bản số %lld", "there is no document %lld",
                        (long long)f->document);
    return OK;
}

/* The numbers of a fact's texts; those that are new are noted. */
static void number_item(struct store *s, const struct fact *f, uint32_t first_fresh,
                        struct put_item *item)
{
    struct series_key key = {
        .indicator = term_number(s, f->indicator), .area = term_number(s, f->area),
        .kind = (uint32_t)f->kind,                 .book = term_number(s, f->book),
        .source = term_number(s, f->source),       .breakdown = term_number(s, f->breakdown),
    };
    bool fresh;

    item->series = series_number(s, &key, &fresh);
    item->fresh = item->series >= first_fresh;
    item->year = (uint16_t)year_of_packed(item->period);
    item->row = (struct fact_row){
        .series = item->series,
        .period = item->period,
        .coef = f->state == FACT_NUMBER ? f->value.coef : 0,
        .scale = f->state == FACT_NUMBER ? f->value.scale : 0,
        .entry = s->entry,
        .unit = term_number(s, f->unit),
        .hedge = term_number(s, f->hedge),
        .name = term_number(s, f->name),
        .published = f->published,
        .document = (int32_t)f->document,
        .state = (uint8_t)f->state,
        .status = (uint8_t)f->status,
    };
}

static bool has_note(const struct fact *f)
{
    return f->is_range || f->note.len || f->reason.len;
}

static bool same_upper(const struct fact *f, const struct note_row *note)
{
    if (f->is_range != (note && note->is_range))
        return false;
    return !f->is_range ||
           (f->upper.coef == note->upper.coef && f->upper.scale == note->upper.scale);
}

/* Does the row tell what the fact tells? A unit in another spelling is the same unit. */
static bool same_fact(struct store *s, const struct put_item *item, const struct fact *f,
                      const struct fact_row *r, const struct note_row *note)
{
    const str none = { NULL, 0 };

    return r->state == item->row.state && r->coef == item->row.coef &&
           r->scale == item->row.scale && terms_alike(s, r->unit, item->row.unit) &&
           r->hedge == item->row.hedge && r->status == item->row.status && same_upper(f, note) &&
           str_eq(f->note, note ? note->note : none) &&
           str_eq(f->reason, note ? note->reason : none);
}

static bool row_before(const struct fact_row *r, const struct put_item *item)
{
    return r->series != item->series ? r->series < item->series : r->period < item->period;
}

static bool row_is_of(const struct fact_row *r, const struct put_item *item)
{
    return r->series == item->series && r->period == item->period;
}

/* A revision that an item is held against: a row of the table, or an item before it. */
struct rival {
    const struct fact_row *row; /* NULL: none */
    const struct put_item *item;        /* NULL: it is in the table */
};

/* The revisions of an item's figure, those of the table first: counted from 1. */
struct rivals {
    const struct fact_row *row;
    size_t nrows;
    const struct put_item *first;       /* items that were put before, up to the item itself */
    struct contest contest;     /* of those that were known when the item was published */
    int32_t last;               /* revision; 0: none */
};

static void meet_rival(struct rivals *all, epoch_day published, const struct fact_row *r, size_t at)
{
    if (r->revision > all->last)
        all->last = r->revision;
    if (r->published <= published)
        contest_meet(&all->contest, row_standing(r), at);
}

static struct rival rival_at(const struct rivals *all, size_t at)
{
    if (!at)
        return (struct rival){ NULL, NULL };
    if (at <= all->nrows)
        return (struct rival){ &all->row[at - 1], NULL };
    const struct put_item *item = &all->first[at - all->nrows - 1];
    return (struct rival){ &item->row, item };
}

static bool tells_nothing_new(const struct put_piece *p, const struct put_item *item,
                              const struct rival *r)
{
    const struct fact *f = &p->fact[item->index];

    if (!r->row)
        return false;
    if (!r->item)
        return same_fact(p->store, item, f, r->row, note_find(&p->known.notes, r->row));
    const struct fact *g = &p->fact[r->item->index];
    struct note_row note = { .is_range = g->is_range, .upper = g->upper, .note = g->note,
                             .reason = g->reason };
    return same_fact(p->store, item, f, r->row, has_note(g) ? &note : NULL);
}

/* All revisions of the figure until now: rows of the table, and the items from `first` on, which
 * are of the same figure. */
static struct rivals rivals_of(const struct put_piece *p, const struct put_item *item,
                               const struct put_item *first)
{
    const struct fact_rows *known = &p->known.rows;
    struct rivals all = { .row = known->row + p->known.at, .first = first };
    epoch_day published = p->fact[item->index].published;

    for (size_t i = p->known.at; i < known->count && row_is_of(&known->row[i], item); i++)
        meet_rival(&all, published, &known->row[i], ++all.nrows);
    for (const struct put_item *before = first; before < item; before++)
        if (p->how[before->index] != PUT_SAME)
            meet_rival(&all, published, &before->row, all.nrows + 1 + (size_t)(before - first));
    return all;
}

/* Settles one item: its result, its revision. A draft is held against the last draft, too, which
 * what is confirmed hides. */
static void settle_item(struct put_piece *p, struct put_item *item, const struct put_item *first)
{
    struct fact *f = &p->fact[item->index];
    struct rivals all = rivals_of(p, item, first);
    struct rival same = rival_at(&all, contest_won(&all.contest));
    bool known = tells_nothing_new(p, item, &same);

    if (!known && row_standing(&item->row).draft) {
        same = rival_at(&all, all.contest.draft_at);
        known = tells_nothing_new(p, item, &same);
    }
    item->row.revision = known ? same.row->revision : all.last + 1;
    f->revision = item->row.revision;
    f->entry = known ? same.row->entry : item->row.entry;
    p->how[item->index] = known ? PUT_SAME : all.last ? PUT_REVISED : PUT_NEW;
}

/* Items first..end-1 of one year, their series close together. */
static status settle_run(struct store *s, struct job *j, struct put_piece *p, size_t first,
                         size_t end)
{
    struct known_rows *known = &p->known;
    struct row_range place = { .year = p->item[first].year, .first = p->item[first].series,
                               .last = p->item[end - 1].series, .from = INT64_MAX, .to = 0 };
    const struct put_item *figure = &p->item[first];
    bool fresh = true;
    status st = OK;

    for (size_t i = first; i < end; i++) {
        int64_t when = p->item[i].period;

        fresh = fresh && p->item[i].fresh;
        place.from = when < place.from ? when : place.from;
        place.to = when > place.to ? when : place.to;
    }
    known->at = known->rows.count = known->notes.count = 0;
    if (!fresh)
        st = rows_read(s, j, &place, &known->rows);
    if (st == OK && known->rows.count)
        st = notes_read(s, j, &place, &known->notes);
    if (st != OK)
        return st;

    for (size_t i = first; i < end; i++) {
        struct put_item *item = &p->item[i];

        while (known->at < known->rows.count && row_before(&known->rows.row[known->at], item))
            known->at++;
        if (figure->series != item->series || figure->period != item->period)
            figure = item;
        settle_item(p, item, figure);
    }
    return OK;
}

static status settle_piece(struct store *s, struct job *j, struct put_piece *p)
{
    status st = OK;

    for (size_t i = 0, end; i < p->n && st == OK; i = end) {
        for (end = i + 1; end < p->n && p->item[end].year == p->item[i].year &&
                          p->item[end].series - p->item[end - 1].series <= NEAR_SERIES &&
                          p->item[end].fresh == p->item[i].fresh;)
            end++;
        st = settle_run(s, j, p, i, end);
    }
    return st;
}

/* -- writing -- */

static status write_rows(struct store *s, struct job *j, const struct put_piece *p)
{
    journal_insert_begin(s, TABLE_fact);
    for (size_t i = 0; i < p->n; i++) {
        const struct put_item *item = &p->item[i];
        const struct fact_row *r = &item->row;

        if (p->how[item->index] == PUT_SAME)
            continue;
        const struct datum row[] = {
            datum_int(item->year),
            datum_int(r->series),
            datum_int(r->period),
            datum_int(r->revision),
            datum_int(r->state),
            r->state == FACT_NUMBER ? datum_int(r->coef) : datum_null(),
            datum_int(r->scale),
            datum_int(r->unit),
            datum_int(r->hedge),
            datum_int(r->name),
            datum_int(r->status),
            datum_int(r->published),
            datum_int(r->document),
            datum_int(r->entry),
        };
        journal_insert(s, j, row);
    }
    return journal_insert_end(s, j);
}

static status write_notes(struct store *s, struct job *j, const struct put_piece *p)
{
    journal_insert_begin(s, TABLE_fact_note);
    for (size_t i = 0; i < p->n; i++) {
        const struct put_item *item = &p->item[i];
        const struct fact *f = &p->fact[item->index];

        if (p->how[item->index] == PUT_SAME || !has_note(f))
            continue;
        const struct datum row[] = {
            datum_int(item->year),
            datum_int(item->series),
            datum_int(item->period),
            datum_int(item->row.revision),
            f->is_range ? datum_int(f->upper.coef) : datum_null(),
            datum_int(f->is_range ? f->upper.scale : 0),
            datum_str(f->note),
            datum_str(f->reason),
            datum_int(s->entry),
        };
        journal_insert(s, j, row);
    }
    return journal_insert_end(s, j);
}

/* -- the tally of areas and periods -- */

static int by_tally_area(const void *a, const void *b)
{
    const struct tally_item *x = a, *y = b;

    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    return (x->period > y->period) - (x->period < y->period);
}

/* Sorts them, and makes one of those of one area and period. */
static size_t merge_tallies(struct tally_item *list, size_t n)
{
    size_t kept = 0;

    if (n)
        qsort(list, n, sizeof *list, by_tally_area);
    for (size_t i = 0; i < n; i++)
        if (kept && by_tally_area(&list[kept - 1], &list[i]) == 0)
            list[kept - 1].n += list[i].n;
        else
            list[kept++] = list[i];
    return kept;
}

static void add_tallies(struct store *s, struct job *j, const struct put_piece *p)
{
    struct tally_list *all = s->tally;
    struct tally_item *list = p->tally;
    size_t n = 0;

    for (size_t i = 0; i < p->n; i++) {
        const struct put_item *item = &p->item[i];
        const struct series_key *key = series_at(s, j, item->series);

        if (p->how[item->index] == PUT_NEW && key->kind < FACT_PLAN && !key->breakdown)
            list[n++] = (struct tally_item){ key->area, item->period, 1 };
    }
    n = merge_tallies(list, n);
    for (size_t i = 0; i < n; i++)
        *arena_push(all->arena, all->item, all->count, all->cap) = list[i];
}

void tally_open(struct store *s, struct job *j)
{
    s->tally = arena_new(j->arena, struct tally_list);
    s->tally->arena = j->arena;
}

static status put_tally(struct store *s, struct job *j, const struct tally_item *t)
{
    struct stmt *st = s->class->query(s, Q_PUT_TALLY);

    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, t->area);
    s->class->bind_int(st, 3, year_of_packed(t->period));
    s->class->bind_int(st, 4, t->period);
    s->class->bind_int(st, 5, t->n);
    s->class->step(st);
    return s->class->finish(st, j);
}

status tally_flush(struct store *s, struct job *j)
{
    struct tally_list *all = s->tally;
    status st = OK;

    all->count = merge_tallies(all->item, all->count);
    for (size_t i = 0; i < all->count && st == OK; i++)
        st = put_tally(s, j, &all->item[i]);
    return st;
}

/* -- pieces -- */

static bool sorted_items(const struct put_piece *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (by_item_key(&p->item[i - 1], &p->item[i]) > 0)
            return false;
    return true;
}

static bool any_noted(const struct put_piece *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (has_note(&p->fact[i]))
            return true;
    return false;
}

static status put_one_piece(struct store *s, struct job *j, struct put_piece *p)
{
    uint32_t first_fresh = names_next_series(s);
    status st = OK;

    for (size_t i = 0; i < p->n && st == OK; i++) {
        struct fact *f = &p->fact[i];

        if (!f->published)
            f->published = day_of_time(s->now);
        p->item[i].index = (uint32_t)i;
        st = check_fact(j, f, &p->item[i].period);
        if (st == OK)
            number_item(s, f, first_fresh, &p->item[i]);
    }
    if (st == OK)
        st = names_flush(s, j);
    if (st == OK && !sorted_items(p))
        qsort(p->item, p->n, sizeof *p->item, by_item_key);
    if (st == OK)
        st = settle_piece(s, j, p);
    if (st == OK)
        st = write_rows(s, j, p);
    if (st == OK && any_noted(p))
        st = write_notes(s, j, p);
    if (st == OK)
        add_tallies(s, j, p);
    return st;
}

status store_put_facts(struct store *s, struct job *j, struct fact *list, size_t n,
                       enum put_result *how)
{
    size_t most = n < PUT_PIECE ? n : PUT_PIECE;
    struct put_piece p = { .store = s,
                           .item = arena_array_raw(j->arena, struct put_item, most),
                           .tally = arena_array_raw(j->arena, struct tally_item, most) };
    status st = OK;

    assert(s->writing);
    for (size_t i = 0; i < n && st == OK; i += PUT_PIECE) {
        p.fact = list + i;
        p.how = how + i;
        p.n = n - i < most ? n - i : most;
        st = put_one_piece(s, j, &p);
    }
    return st;
}

status store_put_fact(struct store *s, struct job *j, struct fact *f, enum put_result *how)
{
    return store_put_facts(s, j, f, 1, how);
}
