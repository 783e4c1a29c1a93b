/* series.c -- facts of the ledger to the cells of a series. */
#include "app/series.h"

#include <stdlib.h>

#include "app/derive.h"

/* The figure in force of one unit in one period, in the unit of its indicator. */
struct series_pick {
    int64_t when;               /* packed */
    const struct fact *fact;
    dec value, upper;
};

/* Those of one indicator, by period, then by area. */
struct series_picks {
    struct series_pick *list;
    size_t n;
    unit unit;
    str unit_text;
};

struct series_work {
    struct job *job;
    struct store *store;
    const struct indicators *catalogue;
    const struct geography *g;
    struct places *places;
    const struct series_request *asked;
    const struct indicator *one;        /* NULL: not of the catalogue */
    str id;
    struct series_picks own, above, below;
    struct series_row *row;
    size_t nrows, rows_cap;
    struct series_stray *stray;
    size_t nstrays, strays_cap;
    size_t elsewhere;
};

/* -- which figures -- */

static void add_series_stray(struct series_work *w, period when, str area, const char *vi,
                             const char *en)
{
    *arena_push(w->job->arena, w->stray, w->nstrays, w->strays_cap) = (struct series_stray){
        when, area, place_title(w->places, area),
        str_from(w->job->lang == LANG_EN ? en : vi) };
}

/* The figure in the unit of the picks; those of an indicator outside the catalogue are in that of
 * the first figure. */
static bool convert_pick(const struct series_work *w, const struct series_picks *p,
                         struct series_pick *out)
{
    const struct fact *f = out->fact;
    unit u;

    out->value = f->value;
    out->upper = f->upper;
    if (f->state != FACT_NUMBER || !f->unit.len || str_eq(f->unit, p->unit_text))
        return true;
    if (!unit_read(w->catalogue->units, f->unit, &u) || u.class == UNIT_RATE)
        return false;
    bool counts = u.class == UNIT_COUNT && p->unit.class == UNIT_COUNT;
    return (unit_same_base(u, p->unit) || counts) &&
           dec_shift(f->value, u.power - p->unit.power, &out->value) &&
           dec_shift(f->upper, u.power - p->unit.power, &out->upper);
}

static bool series_done(const struct fact *f)
{
    return f->kind == FACT_ACTUAL;
}

/* What nobody confirmed comes last; what was done hides an estimate; the entry of today hides the
 * one it was renamed from. */
static bool series_outranks(const struct fact *a, const struct fact *b, str id)
{
    bool draft_a = a->status == FACT_DRAFT, draft_b = b->status == FACT_DRAFT;

    if (draft_a != draft_b)
        return draft_b;
    if (a->kind != b->kind)
        return series_done(a) && !series_done(b);
    if (str_eq(a->indicator, id) != str_eq(b->indicator, id))
        return str_eq(a->indicator, id);
    return fact_outranks(a, b);
}

static int by_pick(const void *a, const void *b)
{
    const struct series_pick *x = a, *y = b;

    if (x->when != y->when)
        return x->when < y->when ? -1 : 1;
    return str_cmp(x->fact->area, y->fact->area);
}

/* Of the figures of one unit and period the one in force is left. */
static void keep_in_force(struct series_picks *p, str id)
{
    size_t kept = 0;

    if (p->n)
        qsort(p->list, p->n, sizeof *p->list, by_pick);
    for (size_t i = 0; i < p->n; i++) {
        if (!kept || by_pick(&p->list[kept - 1], &p->list[i]) != 0)
            p->list[kept++] = p->list[i];
        else if (series_outranks(p->list[i].fact, p->list[kept - 1].fact, id))
            p->list[kept - 1] = p->list[i];
    }
    p->n = kept;
}

/* Figures of one id behind those that are there. */
static status add_picks(struct series_work *w, struct series_picks *p, str id, size_t *cap)
{
    struct fact_filter filter = w->asked->filter;
    struct facts all = { NULL, 0 };

    filter.indicator = id;
    filter.whole = filter.bare = true;
    if (!filter.kinds)
        filter.kinds = 1u << FACT_ACTUAL | 1u << FACT_ESTIMATE;
    status st = store_facts(w->store, w->job, &filter, &all);
    for (size_t i = 0; i < all.count && st == OK; i++) {
        const struct fact *f = &all.list[i];
        struct series_pick one = { .fact = f };

        if (!p->unit_text.len) {
            p->unit_text = f->unit;
            unit_read(w->catalogue->units, f->unit, &p->unit);
        }
        if (!period_pack(f->when, &one.when) || !one.when)
            add_series_stray(w, f->when, f->area, "không có kỳ", "of no period");
        else if (!convert_pick(w, p, &one))
            add_series_stray(w, f->when, f->area, "đơn vị tính khác, không quy đổi được",
                             "in a unit that does not convert");
        else
            *arena_push(w->job->arena, p->list, p->n, *cap) = one;
    }
    return st;
}

/* Behind an id the one it was renamed from. NULL when there is none. */
static const struct indicator *renamed_from(const struct indicators *all, str id)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->list[i].successor, id))
            return &all->list[i];
    return NULL;
}

enum { MOST_RENAMED = 16 };     /* names one behind the other */

/* Plans of two books in one series would be two series; a plan told without a book is not another
 * one. */
static status refuse_books(struct job *j, const struct series_picks *p)
{
    str first = { NULL, 0 };

    for (size_t i = 0; i < p->n; i++) {
        str book = p->list[i].fact->book;

        if (first.len && book.len && !str_eq(first, book))
            return job_fail(j, FAIL_USAGE,
                            "có số của nhiều kế hoạch («%.*s», «%.*s» ...); cần --book",
                            "there are several plan books ('%.*s', '%.*s' ...); --book is needed",
                            STRF(first), STRF(book));
        if (book.len)
            first = book;
    }
    return OK;
}

/* Figures of an indicator under each of its names. */
static status read_picks(struct series_work *w, str id, struct series_picks *p)
{
    const struct indicator *one = indicators_find(w->catalogue, id), *other = one;
    size_t cap = 0;

    if (one) {
        p->unit = one->unit;
        p->unit_text = one->unit_text;
    }
    status st = add_picks(w, p, id, &cap);
    for (int i = 0; i < MOST_RENAMED && other && st == OK; i++) {
        other = renamed_from(w->catalogue, other->id);
        if (other)
            st = add_picks(w, p, other->id, &cap);
    }
    other = one;
    for (int i = 0; i < MOST_RENAMED && other && other->successor.len && st == OK; i++) {
        other = indicators_find(w->catalogue, other->successor);
        if (other)
            st = add_picks(w, p, other->id, &cap);
    }
    if (st == OK)
        st = refuse_books(w->job, p);
    keep_in_force(p, id);
    return st;
}

/* -- each figure in its own unit -- */

static bool series_lies_in(const struct series_work *w, const struct area *u, epoch_day d)
{
    const struct series_request *r = w->asked;

    if (!u || u->level != r->level)
        return false;
    while (u && r->area.len && !str_eq(u->id, r->area))
        u = geography_parent(w->g, u, d);
    return u != NULL;
}

static bool is_asked_place(const struct series_work *w, const struct fact *f)
{
    const struct series_request *r = w->asked;

    if (r->by_level)
        return series_lies_in(w, geography_find(w->g, f->area), period_last_day(f->when));
    return !r->area.len || str_eq(f->area, r->area);
}

static void list_as_kept(struct series_work *w)
{
    for (size_t i = 0; i < w->own.n; i++) {
        const struct series_pick *p = &w->own.list[i];
        const struct fact *f = p->fact;

        if (!is_asked_place(w, f)) {
            w->elsewhere++;
            continue;
        }
        struct series_row *r = arena_push(w->job->arena, w->row, w->nrows, w->rows_cap);
        *r = (struct series_row){
            .when = f->when, .area = f->area, .title = place_title(w->places, f->area),
            .state = f->state, .value = p->value, .hedge = f->hedge, .status = f->status,
            .sources = f->source, .is_range = f->is_range, .upper = p->upper };
    }
}

/* -- in the units of another day -- */

/* The picks of one period, [from, to). */
struct pick_span {
    size_t from, to;
};

static struct pick_span pick_span_of(const struct series_picks *p, int64_t when)
{
    struct pick_span s = { 0, p->n };

    while (s.from < s.to) {
        size_t mid = s.from + (s.to - s.from) / 2;

        if (p->list[mid].when < when)
            s.from = mid + 1;
        else
            s.to = mid;
    }
    while (s.to < p->n && p->list[s.to].when == when)
        s.to++;
    return s;
}

/* Ranges have no place in a sum: they are told apart. */
static struct regroup_series series_figures(struct series_work *w,
                                            const struct series_picks *p, int64_t when, bool tell)
{
    struct pick_span s = pick_span_of(p, when);
    struct regroup_figure *out = arena_array(w->job->arena, struct regroup_figure,
                                             s.to - s.from + 1);
    size_t n = 0;

    for (size_t i = s.from; i < s.to; i++) {
        const struct fact *f = p->list[i].fact;

        if (f->is_range && tell)
            add_series_stray(w, f->when, f->area, "là một khoảng, không cộng được",
                             "is a range: nothing adds it up");
        if (!f->is_range)
            out[n++] = (struct regroup_figure){ f->area, period_last_day(f->when), f->state,
                                                p->list[i].value };
    }
    return (struct regroup_series){ out, n };
}

static const struct fact *pick_at(const struct series_picks *p, int64_t when, str area)
{
    struct pick_span s = pick_span_of(p, when);

    for (size_t i = s.from; i < s.to; i++)
        if (str_eq(p->list[i].fact->area, area))
            return p->list[i].fact;
    return NULL;
}

static bool names_source(str list, str one)
{
    str rest = list, field;

    while (str_split(&rest, ',', &field))
        if (str_eq(str_trim(field), one))
            return true;
    return false;
}

/* Adds what a row has of one figure: whose it is, how final, how hedged. */
static void add_origin(struct series_work *w, struct series_row *r, const struct fact *f)
{
    if (!f)
        return;
    if (!r->sources.len) {
        r->sources = f->source;
        r->status = f->status;
        r->hedge = f->hedge;
        return;
    }
    if (!names_source(r->sources, f->source))
        r->sources = arena_printf(w->job->arena, "%.*s, %.*s", STRF(r->sources), STRF(f->source));
    if (f->status < r->status)
        r->status = f->status;
    if (!str_eq(f->hedge, r->hedge))
        r->hedge = STR("khoảng");
}

static void add_origins(struct series_work *w, struct series_row *r, int64_t when,
                        const struct regroup_cell *c)
{
    for (size_t i = 0; i < c->parts.n; i++) {
        str id = c->parts.area[i]->id;

        if (!c->recomputed) {
            add_origin(w, r, pick_at(&w->own, when, id));
            continue;
        }
        add_origin(w, r, pick_at(&w->above, when, id));
        add_origin(w, r, pick_at(&w->below, when, id));
    }
}

/* A rate in the unit of the catalogue, not as 10^power. */
static void make_rate(struct series_work *w, const struct regroup_request *rr,
                      const struct regroup_cell *c, struct series_row *r)
{
    r->recomputed = true;
    r->above = (struct quantity){ c->above, w->above.unit };
    r->below = (struct quantity){ c->below, w->below.unit };
    if (indicators_rate(w->catalogue, w->one, &r->above, &r->below, rr->scale, &r->value))
        return;
    r->verdict = REGROUP_OVERFLOW;
    r->reason = w->job->lang == LANG_EN ? STR("cannot be computed from these units")
                                        : STR("không tính được từ các đơn vị tính này");
}

static void put_series_cell(struct series_work *w, const struct regroup_request *rr,
                            int64_t when, const struct regroup_cell *c)
{
    struct series_row *r = arena_push(w->job->arena, w->row, w->nrows, w->rows_cap);

    *r = (struct series_row){
        .when = period_unpack(when), .area = c->unit->id,
        .title = area_title(w->job->arena, c->unit), .verdict = c->verdict, .state = c->state,
        .value = c->value, .reason = regroup_reason(w->job, c), .parts = &c->parts,
        .missing = &c->missing, .shared = &c->shared };
    add_origins(w, r, when, c);
    if (c->verdict == REGROUP_TOLD && c->recomputed)
        make_rate(w, rr, c, r);
}

static void put_strays(struct series_work *w, period when, const struct regroup_result *found)
{
    static const struct {
        const char *vi, *en;
    } why[] = {
        [STRAY_UNKNOWN] = { "không có đơn vị hành chính này", "there is no such unit" },
        [STRAY_NOT_THEN] = { "đơn vị không có vào ngày của số liệu",
                             "the unit did not exist on the figure's day" },
        [STRAY_ELSEWHERE] = { "thuộc nơi khác hoặc cấp khác", "of another place or level" },
    };

    for (size_t i = 0; i < found->nstrays; i++) {
        const struct regroup_stray *s = &found->stray[i];

        if (s->why == STRAY_ELSEWHERE && !w->asked->by_level)
            w->elsewhere++;
        else
            add_series_stray(w, when, s->unit, why[s->why].vi, why[s->why].en);
    }
}

static bool has_pick(const struct series_work *w, int64_t when, const struct area_list *units)
{
    for (size_t i = 0; i < units->n; i++) {
        str id = units->area[i]->id;

        if (pick_at(&w->own, when, id) || pick_at(&w->above, when, id) ||
            pick_at(&w->below, when, id))
            return true;
    }
    return false;
}

/* Is anything told, or refused, of this period? Where no unit that could tell it has a figure
 * there is no row. */
static bool has_any_cell(const struct series_work *w, int64_t when,
                         const struct regroup_result *found)
{
    for (size_t i = 0; i < found->n; i++) {
        const struct regroup_cell *c = &found->cell[i];
        bool divided = c->verdict == REGROUP_SPLIT || c->verdict == REGROUP_STRADDLES;

        if (c->verdict != REGROUP_NOTHING && (!divided || has_pick(w, when, &c->parts)))
            return true;
    }
    return false;
}

static status regroup_period(struct series_work *w, struct regroup_request *rr, int64_t when)
{
    struct regroup_result found;

    rr->own = series_figures(w, &w->own, when, true);
    rr->above = series_figures(w, &w->above, when, false);
    rr->below = series_figures(w, &w->below, when, false);
    status st = regroup_read(w->job, w->g, rr, &found);
    if (st != OK)
        return st;
    if (has_any_cell(w, when, &found))
        for (size_t i = 0; i < found.n; i++)
            put_series_cell(w, rr, when, &found.cell[i]);
    put_strays(w, period_unpack(when), &found);
    return OK;
}

/* The decimals a rate made anew is told with: those the rates themselves have, two at least. */
static int8_t rate_scale(const struct series_work *w)
{
    int8_t most = 2;

    for (size_t i = 0; i < w->own.n; i++)
        if (w->own.list[i].value.scale > most)
            most = w->own.list[i].value.scale;
    return most < 6 ? most : 6;
}

/* A unit that is read in a day it does not have: what its ground became. */
static status refuse_ended(struct series_work *w, const struct area *u)
{
    struct arena *a = w->job->arena;
    struct area_list shared = { 0 };
    struct buf units;

    buf_init(&units, a);
    geography_straddling(w->g, a, u, w->asked->at, &shared);
    for (size_t i = 0; i < shared.n; i++)
        buf_printf(&units, "%s%.*s (%.*s)", i ? ", " : "", STRF(area_title(a, shared.area[i])),
                   STRF(shared.area[i]->id));
    if (!shared.n)
        buf_put(&units, w->job->lang == LANG_EN ? STR("none") : STR("không có"));
    str title = area_title(a, u), day = day_print(a, w->asked->at), list = buf_str(&units);
    return job_fail(w->job, FAIL_USAGE,
                    "không có %.*s (%.*s) vào ngày %.*s; xã nằm cả trên đất của nơi khác: %.*s",
                    "there is no %.*s (%.*s) on %.*s; communes with ground of others: %.*s",
                    STRF(title), STRF(u->id), STRF(day), STRF(list));
}

static status choose_targets(struct series_work *w, struct regroup_request *rr)
{
    const struct series_request *r = w->asked;
    const struct area *u = r->area.len ? geography_find(w->g, r->area) : NULL;

    if (r->area.len && !u)
        return job_fail(w->job, FAIL_USAGE, "không rõ «%.*s» là đơn vị hành chính nào",
                        "cannot tell which unit '%.*s' is", STRF(r->area));
    if (u && !area_valid(u, r->at))
        return refuse_ended(w, u);
    rr->within = u;
    rr->level = r->by_level ? r->level : AREA_PROVINCE;
    if (u && !r->by_level) {
        rr->target = &r->area;
        rr->ntargets = 1;
    }
    return OK;
}

static int64_t least_of(const struct series_picks *p, int64_t behind, int64_t least)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->list[i].when > behind)
            return p->list[i].when < least ? p->list[i].when : least;
    return least;
}

static status regroup_all(struct series_work *w)
{
    struct regroup_request rr = { .how = w->one ? regroup_how_of(w->one) : REGROUP_NONE,
                                  .reference = w->asked->at, .from_communes = true };
    int64_t when = 0;

    status st = choose_targets(w, &rr);
    if (st == OK && rr.how == REGROUP_RATIO && w->one->numerator.len)
        st = read_picks(w, w->one->numerator, &w->above);
    if (st == OK && rr.how == REGROUP_RATIO && w->one->denominator.len)
        st = read_picks(w, w->one->denominator, &w->below);
    rr.scale = rate_scale(w);
    while (st == OK) {
        int64_t next = least_of(&w->own, when, INT64_MAX);

        next = least_of(&w->below, when, least_of(&w->above, when, next));
        if (next == INT64_MAX)
            break;
        when = next;
        st = regroup_period(w, &rr, when);
    }
    return st;
}

/* -- the whole -- */

static status find_indicator(struct series_work *w)
{
    const struct series_request *r = w->asked;
    struct fact_filter any = { .indicator = r->indicator, .limit = 1 };
    struct facts kept = { NULL, 0 };

    w->one = indicators_find(w->catalogue, r->indicator);
    if (!w->one)
        w->one = indicators_match(w->catalogue, r->indicator, (str){ NULL, 0 });
    w->id = w->one ? w->one->id : r->indicator;
    if (w->one)
        return OK;
    status st = store_facts(w->store, w->job, &any, &kept);
    if (st != OK || kept.count)
        return st;
    return job_fail(w->job, FAIL_USAGE, "danh mục và sổ không có chỉ tiêu «%.*s»",
                    "neither catalogue nor ledger has the indicator '%.*s'", STRF(r->indicator));
}

status app_series(struct job *j, struct store *s, const struct indicators *catalogue,
                  struct places *places, const struct series_request *r, struct area_series *out)
{
    struct series_work w = { .job = j, .store = s, .catalogue = catalogue, .places = places,
                             .g = places_geography(places), .asked = r };

    status st = find_indicator(&w);
    if (st == OK)
        st = read_picks(&w, w.id, &w.own);
    if (st == OK && r->at)
        st = regroup_all(&w);
    else if (st == OK)
        list_as_kept(&w);
    if (st != OK)
        return st;
    *out = (struct area_series){
        .indicator = w.id, .title = w.one ? w.one->name : w.id, .unit = w.own.unit_text,
        .row = w.row, .n = w.nrows, .stray = w.stray, .nstrays = w.nstrays,
        .elsewhere = w.elsewhere };
    for (size_t i = 0; i < w.nrows; i++)
        out->refused += w.row[i].verdict != REGROUP_TOLD;
    return OK;
}
