/* test_store_laws.c -- the ledger against an array: what drawn histories of facts must give back.
 *
 * The oracle keeps every revision in a plain list and answers by the definitions of store.h, one
 * look over the list a question. Keys, days and values are few, so that everything meets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/provider.h"
#include "t.h"

enum {
    MOST_FIGURES = 9, MOST_TOLD = 512, FIRST_DAY = 20000, LAW_DAYS = 5, LAW_CASES = 24,
    LAW_CLOCK = 1750000000
};

/* A revision that is in the ledger, or would be. */
struct told_fact {
    struct fact f;
    int figure;                 /* which key */
};

struct law {
    uint64_t seed;
    const char *where;
    int64_t tenant;
    struct fact key[MOST_FIGURES];
    int nkeys;
    struct told_fact told[MOST_TOLD];
    int ntold;
    int64_t recorded[64];       /* by entry - 1 */
    int nentries;
};

static uint64_t draw_below(struct law *l, uint64_t n)
{
    return t_draw(&l->seed) % n;
}

static bool draw_one_in(struct law *l, uint64_t n)
{
    return draw_below(l, n) == 0;
}

/* -- what is drawn -- */

static const char *const law_areas[] = { "", "tỉnh A", "xã B" };
static const char *const law_indicators[] = { "ngo", "ngo-2", "lúa" };
static const char *const law_sources[] = { "", "báo cáo", "thống kê" };
static const char *const law_periods[] = { "2024", "2025-06", "2025-06-15", "2025-01/2025-06",
                                           "2025-Q2", "2021/2025", "", "2025-12" };

static str drawn_word(struct law *l, const char *const *words, uint64_t n)
{
    return str_from(words[draw_below(l, n)]);
}

#define DRAWN(l, words) drawn_word((l), (words), sizeof(words) / sizeof *(words))

static bool same_key(const struct fact *a, const struct fact *b)
{
    int64_t p = 0, q = 0;

    return str_eq(a->indicator, b->indicator) && str_eq(a->area, b->area) &&
           period_pack(a->when, &p) && period_pack(b->when, &q) && p == q && a->kind == b->kind &&
           str_eq(a->book, b->book) && str_eq(a->source, b->source) &&
           str_eq(a->breakdown, b->breakdown);
}

static void draw_key(struct law *l, struct fact *f)
{
    *f = (struct fact){ .kind = (enum fact_kind)draw_below(l, FACT_KINDS) };
    f->indicator = DRAWN(l, law_indicators);
    f->area = DRAWN(l, law_areas);
    f->source = DRAWN(l, law_sources);
    str when = DRAWN(l, law_periods);
    if (when.len)
        T(period_parse(when, &f->when), "%.*s", STRF(when));
    if (f->kind >= FACT_PLAN && draw_one_in(l, 2))
        f->book = STR("kh-2025");
    if (draw_one_in(l, 4))
        f->breakdown = STR("sex=nữ");
}

static void draw_keys(struct law *l)
{
    l->nkeys = 0;
    int wanted = 2 + (int)draw_below(l, MOST_FIGURES - 1);
    for (int tries = 0; l->nkeys < wanted && tries < 100; tries++) {
        struct fact f;
        bool known = false;

        draw_key(l, &f);
        for (int i = 0; i < l->nkeys; i++)
            known = known || same_key(&f, &l->key[i]);
        if (!known)
            l->key[l->nkeys++] = f;
    }
}

static struct fact draw_fact(struct law *l, int figure)
{
    struct fact f = l->key[figure];

    f.state = draw_one_in(l, 4) ? (enum fact_state)draw_below(l, FACT_STATES) : FACT_NUMBER;
    f.value.coef = (int64_t)draw_below(l, 3) - 1;
    f.value.scale = (int8_t)draw_below(l, 2);
    f.is_range = draw_one_in(l, 5);
    if (f.is_range)
        f.upper = (dec){ 5 + (int64_t)draw_below(l, 2), 0 };
    f.unit = draw_one_in(l, 6) ? STR("tấn") : STR("ha");
    f.hedge = draw_one_in(l, 6) ? STR("trên") : STR("");
    f.status = draw_one_in(l, 3) ? FACT_DRAFT : FACT_OFFICIAL;
    f.name = draw_one_in(l, 2) ? STR("Tên") : STR("Tên khác");
    f.note = draw_one_in(l, 6) ? STR("ghi chú") : STR("");
    f.reason = draw_one_in(l, 8) ? STR("lý do") : STR("");
    f.published = FIRST_DAY + (epoch_day)draw_below(l, LAW_DAYS);
    if (draw_one_in(l, 12))
        f.published = 0;
    f.document = (int64_t)draw_below(l, 2);
    return f;
}

/* -- the definitions -- */

static bool is_draft(const struct fact *f)
{
    return f->status == FACT_DRAFT && f->state != FACT_WITHDRAWN;
}

static bool is_confirmed(const struct fact *f)
{
    return !is_draft(f) && f->state != FACT_WITHDRAWN;
}

/* The first day behind `day` on which something was published; far away when there is none. */
static epoch_day next_published(const struct law *l, epoch_day day)
{
    epoch_day next = INT32_MAX;

    for (int i = 0; i < l->ntold; i++)
        if (l->told[i].f.published > day && l->told[i].f.published < next)
            next = l->told[i].f.published;
    return next;
}

/* Which one of the figure was current among those published and recorded until then; -1: none.
 * Day by day, in the order of recording, each takes the place of the one before, but a draft not
 * that of what is confirmed. */
static int current_told(const struct law *l, int figure, epoch_day until, int64_t entry)
{
    int now = -1;

    for (epoch_day day = next_published(l, INT32_MIN); day <= until && day < INT32_MAX;
         day = next_published(l, day))
        for (int i = 0; i < l->ntold; i++) {
            const struct fact *f = &l->told[i].f;

            if (l->told[i].figure == figure && f->published == day && f->entry <= entry &&
                (now < 0 || !is_draft(f) || !is_confirmed(&l->told[now].f)))
                now = i;
        }
    return now;
}

/* The last of its drafts until that day. */
static int last_draft(const struct law *l, int figure, epoch_day day)
{
    int best = -1;

    for (int i = 0; i < l->ntold; i++)
        if (l->told[i].figure == figure && is_draft(&l->told[i].f) &&
            l->told[i].f.published <= day &&
            (best < 0 || l->told[i].f.published >= l->told[best].f.published))
            best = i;
    return best;
}

static bool tells_the_same(const struct fact *a, const struct fact *b)
{
    bool number = a->state == FACT_NUMBER;

    return a->state == b->state && a->is_range == b->is_range &&
           (!number || (a->value.coef == b->value.coef && a->value.scale == b->value.scale)) &&
           (!a->is_range ||
            (a->upper.coef == b->upper.coef && a->upper.scale == b->upper.scale)) &&
           str_eq(a->unit, b->unit) && str_eq(a->hedge, b->hedge) && a->status == b->status &&
           str_eq(a->note, b->note) && str_eq(a->reason, b->reason);
}

static enum put_result put_told(struct law *l, int figure, struct fact f, struct fact *as_kept)
{
    int known = current_told(l, figure, f.published, INT64_MAX);
    int draft = is_draft(&f) ? last_draft(l, figure, f.published) : -1;

    f.revision = 1;
    for (int i = 0; i < l->ntold; i++)
        f.revision += l->told[i].figure == figure;
    if (draft >= 0 && !tells_the_same(&f, &l->told[known].f))
        known = draft;
    *as_kept = known >= 0 ? l->told[known].f : f;
    if (known >= 0 && tells_the_same(&f, &l->told[known].f))
        return PUT_SAME;
    *as_kept = f;
    l->told[l->ntold++] = (struct told_fact){ f, figure };
    return f.revision > 1 ? PUT_REVISED : PUT_NEW;
}

static bool passes(const struct fact_filter *w, const struct fact *f)
{
    int64_t at = 0, wanted = 0;
    int month = f->when.month ? f->when.month : 12, ends = f->when.year * 12 + month;

    period_pack(f->when, &at);
    if (w->at.kind != PERIOD_NONE) {
        if (!period_pack(w->at, &wanted) || wanted != at)
            return false;
    } else if ((w->from_year && ends < w->from_year * 12 + (w->from_month ? w->from_month : 1)) ||
               (w->to_year && ends > w->to_year * 12 + (w->to_month ? w->to_month : 12))) {
        return false;
    }
    return (!w->indicator.len || str_eq(w->indicator, f->indicator)) &&
           (!w->area.len || str_eq(w->area, f->area)) &&
           (!w->source.len || str_eq(w->source, f->source)) &&
           (!w->book.len || str_eq(w->book, f->book)) &&
           (!w->breakdown.len || str_eq(w->breakdown, f->breakdown)) &&
           (!w->whole || !f->breakdown.len) && (!w->kinds || (w->kinds >> f->kind & 1)) &&
           (w->withdrawn || f->state != FACT_WITHDRAWN);
}

static int by_stated_order(const void *a, const void *b)
{
    const struct fact *x = *(const struct fact *const *)a, *y = *(const struct fact *const *)b;
    int64_t p = 0, q = 0;
    int c;

    period_pack(x->when, &p);
    period_pack(y->when, &q);
    if ((c = str_cmp(x->indicator, y->indicator)) != 0 || (c = str_cmp(x->area, y->area)) != 0)
        return c;
    if (p != q)
        return p < q ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if ((c = str_cmp(x->book, y->book)) != 0 || (c = str_cmp(x->source, y->source)) != 0)
        return c;
    return str_cmp(x->breakdown, y->breakdown);
}

static int expect_facts(const struct law *l, const struct fact_filter *w, const struct fact **out)
{
    epoch_day day = w->as_of ? w->as_of : INT32_MAX;
    int64_t entry = INT64_MAX;
    int n = 0;

    if (w->recorded_until)
        for (entry = 0; entry < l->nentries && l->recorded[entry] <= w->recorded_until;)
            entry++;
    for (int k = 0; k < l->nkeys; k++) {
        int i = current_told(l, k, day, entry);

        if (i >= 0 && passes(w, &l->told[i].f))
            out[n++] = &l->told[i].f;
    }
    qsort(out, (size_t)n, sizeof *out, by_stated_order);
    return n;
}

static bool same_revision(const struct fact *a, const struct fact *b)
{
    return same_key(a, b) && tells_the_same(a, b) && a->revision == b->revision &&
           a->entry == b->entry && a->published == b->published && str_eq(a->name, b->name) &&
           a->document == b->document;
}

/* -- histories -- */

static status open_law(struct job *j, const struct law *l, enum store_mode mode, struct store **s)
{
    return store_open_tenant(j, str_from(l->where), mode, l->tenant, s);
}

enum { MOST_CALL = 14 };

static void put_drawn_call(struct law *l, struct store *s, struct job *j)
{
    struct fact list[MOST_CALL], kept[MOST_CALL];
    enum put_result how[MOST_CALL], wanted[MOST_CALL];
    size_t n = 1 + draw_below(l, MOST_CALL);
    int figure[MOST_CALL];

    for (size_t i = 0; i < n; i++) {
        figure[i] = (int)draw_below(l, (uint64_t)l->nkeys);
        list[i] = draw_fact(l, figure[i]);
        kept[i] = list[i];
        if (!kept[i].published)
            kept[i].published = day_of_time(s->now);
        kept[i].entry = s->entry;
        wanted[i] = put_told(l, figure[i], kept[i], &kept[i]);
    }
    T(store_put_facts(s, j, list, n, how) == OK, "put: %.*s", STRF(j->message));
    for (size_t i = 0; i < n; i++) {
        T(how[i] == wanted[i], "fact %zu of %zu: result %d, not %d", i, n, (int)how[i],
          (int)wanted[i]);
        T(list[i].revision == kept[i].revision && list[i].entry == kept[i].entry,
          "fact %zu: revision %lld of entry %lld, not %lld of %lld", i, (long long)list[i].revision,
          (long long)list[i].entry, (long long)kept[i].revision, (long long)kept[i].entry);
    }
}

static void run_transaction(struct law *l, struct store *s, struct job *j)
{
    int before = l->ntold;

    T(store_begin(s, j, STR("an"), STR("nhập")) == OK, "begin: %.*s", STRF(j->message));
    s->now = LAW_CLOCK + (l->nentries ? l->recorded[l->nentries - 1] - LAW_CLOCK : 0) +
             (int64_t)draw_below(l, 3) * 3600;
    uint64_t calls = 1 + draw_below(l, 3);
    for (uint64_t i = 0; i < calls && l->ntold + MOST_CALL < MOST_TOLD; i++)
        put_drawn_call(l, s, j);
    if (draw_one_in(l, 4)) {
        store_abort(s);
        l->ntold = before;
        return;
    }
    if (l->ntold > before)
        l->recorded[l->nentries++] = s->now;
    T(store_commit(s, j) == OK, "commit: %.*s", STRF(j->message));
}

/* -- questions -- */

static void ask(const struct law *l, struct store *s, struct job *j, const struct fact_filter *w)
{
    const struct fact *wanted[MOST_FIGURES];
    struct facts got = { NULL, 0 };
    int n = expect_facts(l, w, wanted);

    T(store_facts(s, j, w, &got) == OK, "facts: %.*s", STRF(j->message));
    if (!T(got.count == (size_t)n, "%zu facts, not %d", got.count, n))
        return;
    for (int i = 0; i < n; i++)
        T(same_revision(&got.list[i], wanted[i]),
          "fact %d is not the one: revision %lld, not %lld", i, (long long)got.list[i].revision,
          (long long)wanted[i]->revision);
}

static struct fact_filter draw_filter(struct law *l)
{
    struct fact_filter w = { .withdrawn = draw_one_in(l, 2), .whole = draw_one_in(l, 6) };

    if (draw_one_in(l, 3))
        w.indicator = draw_one_in(l, 9) ? STR("không có") : DRAWN(l, law_indicators);
    if (draw_one_in(l, 3))
        w.area = DRAWN(l, law_areas);
    if (draw_one_in(l, 4))
        w.source = DRAWN(l, law_sources);
    if (draw_one_in(l, 8))
        w.book = STR("kh-2025");
    if (draw_one_in(l, 8))
        w.breakdown = STR("sex=nữ");
    if (draw_one_in(l, 4))
        w.kinds = (unsigned)draw_below(l, 16);
    if (draw_one_in(l, 5))
        period_parse(DRAWN(l, law_periods), &w.at);
    if (draw_one_in(l, 3))
        w.from_year = 2023 + (int)draw_below(l, 4);
    if (w.from_year && draw_one_in(l, 2))
        w.from_month = 1 + (int)draw_below(l, 12);
    if (draw_one_in(l, 3))
        w.to_year = 2023 + (int)draw_below(l, 4);
    if (w.to_year && draw_one_in(l, 2))
        w.to_month = 1 + (int)draw_below(l, 12);
    return w;
}

static void ask_all_times(struct law *l, struct store *s, struct job *j)
{
    struct fact_filter w = { .withdrawn = true };

    for (epoch_day d = FIRST_DAY - 1; d <= FIRST_DAY + LAW_DAYS; d++) {
        w.as_of = d;
        ask(l, s, j, &w);
    }
    for (int e = 0; e < l->nentries; e++) {
        w.recorded_until = l->recorded[e];
        w.as_of = draw_one_in(l, 2) ? 0 : FIRST_DAY + (epoch_day)draw_below(l, LAW_DAYS);
        ask(l, s, j, &w);
    }
    for (int i = 0; i < 12; i++) {
        w = draw_filter(l);
        if (draw_one_in(l, 2))
            w.as_of = FIRST_DAY + (epoch_day)draw_below(l, LAW_DAYS);
        if (l->nentries && draw_one_in(l, 2))
            w.recorded_until = l->recorded[draw_below(l, (uint64_t)l->nentries)] -
                               (int64_t)draw_below(l, 2);
        ask(l, s, j, &w);
    }
}

/* Page after page gives every fact of the whole once. */
static void ask_pages(struct law *l, struct store *s, struct job *j)
{
    struct fact_filter w = draw_filter(l);
    struct facts all, page;

    T(store_facts(s, j, &w, &all) == OK, "all");
    bool *seen = arena_array(j->arena, bool, all.count + 1);
    size_t told = 0;
    for (w.limit = 1 + draw_below(l, 4);; w.offset += w.limit) {
        T(store_facts(s, j, &w, &page) == OK, "page");
        T(page.count <= w.limit, "%zu facts on a page of %zu", page.count, w.limit);
        for (size_t i = 0; i < page.count; i++, told++)
            for (size_t k = 0; k < all.count; k++)
                if (same_revision(&page.list[i], &all.list[k])) {
                    T(!seen[k], "a fact on two pages");
                    seen[k] = true;
                }
        if (page.count < w.limit)
            break;
    }
    T(told == all.count, "%zu facts on pages, %zu in all", told, all.count);
}

static void ask_revisions(const struct law *l, struct store *s, struct job *j)
{
    for (int k = 0; k < l->nkeys; k++) {
        struct facts got;
        size_t n = 0;

        T(store_revisions(s, j, &l->key[k], &got) == OK, "revisions");
        for (int i = 0; i < l->ntold; i++)
            if (l->told[i].figure == k) {
                T(n < got.count && same_revision(&got.list[n], &l->told[i].f), "revision %zu", n);
                n++;
            }
        T(n == got.count, "%zu revisions, not %zu", got.count, n);
    }
}

static bool is_tallied(const struct law *l, int k)
{
    for (int i = 0; i < l->ntold; i++)
        if (l->told[i].figure == k)
            return l->key[k].kind < FACT_PLAN && !l->key[k].breakdown.len;
    return false;
}

static int64_t tally_of(const struct law *l, str area, const period *when)
{
    int64_t n = 0, p = 0, q = 0;

    for (int k = 0; k < l->nkeys; k++) {
        period_pack(l->key[k].when, &p);
        if (when)
            period_pack(*when, &q);
        n += is_tallied(l, k) && str_eq(l->key[k].area, area) && (!when || p == q);
    }
    return n;
}

static void ask_tallies(const struct law *l, struct store *s, struct job *j)
{
    struct period_tally *of_period;
    struct area_tally *of_area;
    size_t n, nareas;
    int64_t sum = 0, all = 0;

    T(store_areas(s, j, &of_area, &nareas) == OK, "areas");
    for (size_t i = 0; i < nareas; i++) {
        T(of_area[i].facts == tally_of(l, of_area[i].area, NULL), "area %zu: %lld", i,
          (long long)of_area[i].facts);
        T(i == 0 || of_area[i - 1].facts >= of_area[i].facts, "the busiest first");
        sum += of_area[i].facts;
    }
    for (size_t a = 0; a < sizeof law_areas / sizeof law_areas[0]; a++) {
        str area = str_from(law_areas[a]);
        int64_t in_area = 0;

        T(store_periods(s, j, area, &of_period, &n) == OK, "periods");
        for (size_t i = 0; i < n; i++) {
            T(of_period[i].facts == tally_of(l, area, &of_period[i].when), "period %zu", i);
            in_area += of_period[i].facts;
        }
        T(in_area == tally_of(l, area, NULL), "the periods of area %zu", a);
        all += in_area;
    }
    T(sum == all, "%lld by area, %lld by period", (long long)sum, (long long)all);
}

static void ask_counts(const struct law *l, struct store *s, struct job *j, str *head)
{
    struct store_counts n = { 0 };
    int64_t figures = 0;

    for (int k = 0; k < l->nkeys; k++) {
        bool any = false;

        for (int i = 0; i < l->ntold; i++)
            any = any || l->told[i].figure == k;
        figures += any;
    }
    T(store_verify(s, j, &n, head) == OK, "verify: %.*s", STRF(j->message));
    T(n.facts == figures && n.revisions == l->ntold && n.entries == l->nentries,
      "%lld facts, %lld revisions, %lld entries; not %lld, %d, %d", (long long)n.facts,
      (long long)n.revisions, (long long)n.entries, (long long)figures, l->ntold, l->nentries);
}

static void ask_everything(struct law *l, struct store *s, struct job *j, str *head)
{
    ask_all_times(l, s, j);
    ask_pages(l, s, j);
    ask_revisions(l, s, j);
    ask_tallies(l, s, j);
    ask_counts(l, s, j, head);
}

static status live_a_history(struct job *j, void *arg)
{
    struct law *l = arg;
    struct store *s, *other;
    str head = { NULL, 0 }, same = { NULL, 0 };

    draw_keys(l);
    if (!T(open_law(j, l, STORE_CREATE, &s) == OK, "open: %.*s", STRF(j->message)))
        return OK;
    T(open_law(j, l, STORE_READ, &other) == OK, "a reader");
    uint64_t transactions = 1 + draw_below(l, 7);
    for (uint64_t i = 0; i < transactions; i++) {
        run_transaction(l, s, j);
        if (draw_one_in(l, 3))
            ask_all_times(l, other, j);
    }
    ask_everything(l, s, j, &head);
    ask_everything(l, other, j, &same);
    T(str_eq(head, same), "one head");
    return OK;
}

/* -- copies -- */

static str rows_of(struct store *s, struct job *j)
{
    struct datum row[MAX_COLUMNS];
    struct buf all;

    buf_init(&all, j->arena);
    for (int t = 0; t < TABLE_COUNT; t++) {
        struct stmt *st = s->class->scan(s, (enum ledger_table)t);

        while (s->class->step(st)) {
            table_row(s, st, &table_shape[t], row);
            journal_encode(&all, (enum ledger_table)t, row);
        }
        T(s->class->finish(st, j) == OK, "rows of %s", table_shape[t].name);
    }
    return (str){ all.ptr, all.len };
}

struct copying {
    struct law *law;
    const char *way[3];         /* from the first to the last; NULL ends it */
};

static status copy_along(struct job *j, void *arg)
{
    struct copying *c = arg;
    struct store *from, *to;
    str head = { NULL, 0 }, same = { NULL, 0 };

    T(open_law(j, c->law, STORE_READ, &from) == OK, "open");
    ask_counts(c->law, from, j, &head);
    str rows = rows_of(from, j);
    for (int i = 0; i < 3 && c->way[i]; i++) {
        if (!T(store_open_tenant(j, str_from(c->way[i]), STORE_CREATE, c->law->tenant, &to) == OK,
               "open %s: %.*s", c->way[i], STRF(j->message)))
            return OK;
        T(store_copy(from, to, j) == OK, "copied: %.*s", STRF(j->message));
        ask_everything(c->law, to, j, &same);
        T(str_eq(head, same), "the head is kept");
        T(str_eq(rows, rows_of(to, j)), "every row is kept");
        from = to;
    }
    return OK;
}

/* -- all of it -- */

static void tell_law(status st, str message, void *arg)
{
    const struct law *l = arg;

    T(st == OK, "%s, tenant %lld: %.*s", l->where, (long long)l->tenant, STRF(message));
}

static void drop_file(const char *folder, const char *name)
{
    static const char *const tail[] = { "", "-wal", "-shm" };
    char path[160];

    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s%s", folder, name, tail[i]);
        unlink(path);
    }
}

static int64_t own_tenant(void)
{
    static int64_t last;

    if (!last)
        last = 1500000000 + (int64_t)(time(NULL) % 100000) * 1000;
    return ++last;
}

static void test_history(uint64_t seed, const char *server)
{
    static struct law l;
    char folder[64] = "/tmp/soat-laws-XXXXXX", path[96], second[96];

    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/so.db", folder);
    snprintf(second, sizeof second, "%s/copy.db", folder);
    l = (struct law){ .seed = seed, .where = path, .tenant = own_tenant() };
    job_run(&LIMITS_DEFAULT, LANG_EN, live_a_history, &l, tell_law);
    struct copying c = { &l, { server ? server : second, server ? second : NULL, NULL } };
    job_run(&LIMITS_DEFAULT, LANG_EN, copy_along, &c, tell_law);
    if (server) {
        l = (struct law){ .seed = seed, .where = server, .tenant = own_tenant() };
        job_run(&LIMITS_DEFAULT, LANG_EN, live_a_history, &l, tell_law);
    }
    drop_file(folder, "so.db");
    drop_file(folder, "copy.db");
    rmdir(folder);
}

void test_store_laws(void);
void test_store_laws(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");
    uint64_t seed = t_seed();

    for (int i = 0; i < LAW_CASES; i++)
        test_history(t_draw(&seed), server && i % 4 == 0 ? server : NULL);
}
