/* review.c -- the table of a report's figures, and what was decided of them. */
#include "app/review.h"

#include <stdlib.h>

#define REVIEW_MARK "# soat review "

static const char *const verdict_word[VERDICTS] = { "?", "accept", "map", "skip" };

/* A decision of the table. */
struct placed {
    uint32_t line, col;
    str slug;
    struct decision decision;
};

/* What is known of a name. */
struct reviewed_name {
    str slug;
    struct decision decision;
    bool divided;               /* the rows of the table say different things */
    bool told;                  /* by the table, not by the ledger */
};

struct review {
    struct arena *arena;
    struct placed *placed;
    size_t nplaced, placed_cap;
    struct reviewed_name *named;
    size_t nnamed, named_cap;
};

static bool parse_verdict(str word, enum review_verdict *out)
{
    for (int i = 0; i < VERDICTS; i++)
        if (str_is(word, verdict_word[i])) {
            *out = (enum review_verdict)i;
            return true;
        }
    return false;
}

static int by_reviewed_slug(const void *a, const void *b)
{
    const struct reviewed_name *x = a, *y = b;

    return str_cmp(x->slug, y->slug);
}

static struct reviewed_name *find_named(const struct review *r, str slug)
{
    struct reviewed_name key = { .slug = slug };

    return r->nnamed ? bsearch(&key, r->named, r->nnamed, sizeof key, by_reviewed_slug) : NULL;
}

/* -- what the ledger remembers: "accept", "skip", "map ID" -- */

status review_open(struct job *j, struct store *s, struct review **out)
{
    struct review *r = arena_new(j->arena, struct review);
    struct records all = { NULL, 0 };

    r->arena = j->arena;
    status st = s ? store_records(s, j, STR("mapping"), &all) : OK;
    for (size_t i = 0; i < all.count && st == OK; i++) {
        str rest = all.list[i].body, word;
        struct reviewed_name n = { .slug = all.list[i].id };

        str_split(&rest, ' ', &word);
        if (parse_verdict(word, &n.decision.verdict)) {
            n.decision.indicator = str_trim(rest);
            *arena_push(r->arena, r->named, r->nnamed, r->named_cap) = n;
        }
    }
    if (st == OK)
        *out = r;
    return st;
}

static bool same_decision(const struct decision *a, const struct decision *b)
{
    return a->verdict == b->verdict && str_eq(a->indicator, b->indicator);
}

status review_remember(struct store *s, struct job *j, const struct review *r)
{
    status st = OK;

    for (size_t i = 0; i < r->nnamed && st == OK; i++) {
        const struct reviewed_name *n = &r->named[i];

        if (!n->told || n->divided || n->decision.verdict == REVIEW_NONE)
            continue;
        str body = n->decision.verdict == REVIEW_MAP
                       ? arena_printf(j->arena, "map %.*s", STRF(n->decision.indicator))
                       : str_from(verdict_word[n->decision.verdict]);
        st = store_put_record(s, j, STR("mapping"), n->slug, body);
    }
    return st;
}

/* -- the table -- */

enum review_column {
    RC_ACTION, RC_INDICATOR, RC_LINE, RC_COL, RC_NAME, RC_UNIT, RC_VALUE, RC_PERIOD, RC_AREA,
    RC_KIND, RC_CLASS, RC_CATALOGUE, RC_COUNT
};

static const char *const review_header[RC_COUNT] = {
    "action", "indicator", "line", "col", "name", "unit", "value", "period", "area", "kind",
    "class", "catalogue",
};

static str review_number(struct arena *a, uint32_t n)
{
    return arena_printf(a, "%u", n);
}

static str review_value(struct arena *a, const struct statement *st)
{
    char low[DEC_TEXT], high[DEC_TEXT];

    dec_format_plain(st->value.value, low);
    dec_format_plain(st->value.upper, high);
    return st->value.is_range ? arena_printf(a, "%s..%s", low, high)
                              : arena_str(a, str_from(low));
}

/* What is proposed where nothing was decided: a name the catalogue knows, surely read. */
static struct decision proposal_for(const struct review *r, const struct app_document *d,
                                    const struct statement *st, const struct indicator *known,
                                    str slug)
{
    struct place at = app_place(d, st);
    struct decision told = review_of(r, slug, at.line, at.col);

    if (told.verdict == REVIEW_NONE && known && st->certainty == CLASS_A)
        told.verdict = REVIEW_ACCEPT;
    return told;
}

static void print_row(struct buf *out, struct arena *a, const struct review *r,
                      const struct app_document *d, const struct statement *st)
{
    static const char *const kind_name[] = { "actual", "estimate", "plan", "target" };
    static const char *const class_name[] = { "A", "B", "C" };
    const struct indicator *known = indicators_match(d->catalogue, st->indicator, st->unit_text);
    str slug = indicator_slug(a, st->indicator, st->unit_text);
    struct decision told = proposal_for(r, d, st, known, slug);
    struct place at = app_place(d, st);
    str id = told.verdict == REVIEW_MAP ? told.indicator : known ? known->id : slug;
    const str cell[RC_COUNT] = {
        str_from(verdict_word[told.verdict]), id,
        review_number(a, at.line), review_number(a, at.col),
        st->indicator, st->unit_text, review_value(a, st), app_period(a, st),
        app_area(d->report, st), str_from(kind_name[st->kind]),
        str_from(class_name[st->certainty]), known ? known->name : (str){ NULL, 0 },
    };

    for (int c = 0; c < RC_COUNT; c++) {
        if (c)
            buf_char(out, '\t');
        buf_tsv(out, cell[c]);
    }
    buf_char(out, '\n');
}

static str mark_of(struct arena *a, str text)
{
    return arena_printf(a, "%016llx", (unsigned long long)str_hash(text));
}

void review_print(struct buf *out, struct job *j, const struct review *r,
                  const struct app_document *d)
{
    str mark = mark_of(j->arena, d->src->text);

    buf_printf(out, REVIEW_MARK "%.*s\n", STRF(mark));
    buf_put(out, j->lang == LANG_EN
                     ? STR("# action: accept keeps the figure; map keeps it as the indicator told; "
                           "skip leaves it out; ? keeps it as a draft.\n")
                     : STR("# action: accept giữ số liệu; map giữ, theo chỉ tiêu ghi ở cột "
                           "indicator; skip bỏ qua; ? giữ làm bản nháp.\n"));
    for (int c = 0; c < RC_COUNT; c++)
        buf_printf(out, "%s%c", review_header[c], c + 1 < RC_COUNT ? '\t' : '\n');
    for (uint32_t i = 0; i < d->report->nstatements; i++) {
        const struct statement *st = &d->report->statement[i];

        if (st->value.has_value && st->indicator.len)
            print_row(out, j->arena, r, d, st);
    }
}

/* -- reading it back -- */

static status fail_review(struct job *j, str name, uint32_t line, const char *vi, const char *en,
                          str what)
{
    str quoted = arena_str(j->arena, what);

    return job_fail(j, FAIL_FORMAT, "%.*s:%u: %s: «%s»", "%.*s:%u: %s: '%s'", STRF(name), line,
                    j->lang == LANG_EN ? en : vi, quoted.ptr);
}

static bool parse_review_number(str text, uint32_t *out)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i > 8)
            return false;
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *out = n;
    return text.len > 0;
}

static status read_review_row(struct job *j, const struct indicators *catalogue, str name,
                              uint32_t number, str line, struct placed *p)
{
    str cell[RC_COUNT] = { { NULL, 0 } };
    int n = 0;

    while (n < RC_COUNT && str_split(&line, '\t', &cell[n]))
        cell[n] = str_trim(cell[n]), n++;
    if (n <= RC_UNIT)
        return fail_review(j, name, number, "thiếu cột", "columns are missing", cell[0]);
    if (!parse_verdict(cell[RC_ACTION], &p->decision.verdict))
        return fail_review(j, name, number, "chỉ có accept, map, skip, ?",
                           "only accept, map, skip, ? are there", cell[RC_ACTION]);
    if (!parse_review_number(cell[RC_LINE], &p->line) ||
        !parse_review_number(cell[RC_COL], &p->col))
        return fail_review(j, name, number, "không đọc được dòng, cột của số liệu",
                           "cannot read line and column of the figure", cell[RC_LINE]);
    if (p->decision.verdict == REVIEW_MAP) {
        if (!indicators_find(catalogue, cell[RC_INDICATOR]))
            return fail_review(j, name, number, "danh mục không có chỉ tiêu",
                               "the catalogue has no such indicator", cell[RC_INDICATOR]);
        p->decision.indicator = cell[RC_INDICATOR];
    }
    p->slug = indicator_slug(j->arena, cell[RC_NAME], cell[RC_UNIT]);
    return OK;
}

static int by_reviewed_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->col > y->col) - (x->col < y->col);
}

/* The names of the rows, each once: those of the table take the place of the ledger's. */
static void name_decisions(struct review *r)
{
    struct reviewed_name *old = r->named, *list = NULL;
    size_t nold = r->nnamed, n = 0, cap = 0;

    for (size_t i = 0; i < r->nplaced; i++)
        *arena_push(r->arena, list, n, cap) = (struct reviewed_name){
            .slug = r->placed[i].slug, .decision = r->placed[i].decision, .told = true };
    if (n)
        qsort(list, n, sizeof *list, by_reviewed_slug);
    r->named = NULL;
    r->nnamed = r->named_cap = 0;
    for (size_t i = 0; i < n; i++) {
        struct reviewed_name *last = r->nnamed ? &r->named[r->nnamed - 1] : NULL;

        if (last && str_eq(last->slug, list[i].slug))
            last->divided = last->divided || !same_decision(&last->decision, &list[i].decision);
        else
            *arena_push(r->arena, r->named, r->nnamed, r->named_cap) = list[i];
    }
    size_t told = r->nnamed;
    for (size_t i = 0; i < nold; i++) {
        struct reviewed_name *own =
            told ? bsearch(&old[i], r->named, told, sizeof *own, by_reviewed_slug) : NULL;

        if (!own)
            *arena_push(r->arena, r->named, r->nnamed, r->named_cap) = old[i];
    }
    if (r->nnamed)
        qsort(r->named, r->nnamed, sizeof *r->named, by_reviewed_slug);
}

status review_read(struct job *j, struct review *r, const struct indicators *catalogue, str name,
                   str table, str text)
{
    str rest = table, line, mark = mark_of(j->arena, text);
    bool marked = false, header = false;
    status st = OK;

    for (uint32_t number = 1; st == OK && str_split(&rest, '\n', &line); number++) {
        if (str_ends(line, STR("\r")))
            line.len--;
        if (str_starts(line, STR(REVIEW_MARK))) {
            marked = str_eq(str_trim(str_sub(line, sizeof REVIEW_MARK - 1, line.len)), mark);
            continue;
        }
        if (!str_trim(line).len || line.ptr[0] == '#')
            continue;
        if (!header) {
            header = str_starts(line, STR("action\tindicator\tline\tcol\tname\tunit"));
            if (!header || !marked)
                return fail_review(j, name, number, "không phải bảng duyệt của chính văn bản này",
                                   "this is not the review of this very document", line);
            continue;
        }
        st = read_review_row(j, catalogue, name, number, line,
                             arena_push(r->arena, r->placed, r->nplaced, r->placed_cap));
    }
    if (st != OK)
        return st;
    if (r->nplaced)
        qsort(r->placed, r->nplaced, sizeof *r->placed, by_reviewed_place);
    name_decisions(r);
    return OK;
}

struct decision review_of(const struct review *r, str slug, uint32_t line, uint32_t col)
{
    struct placed key = { .line = line, .col = col };
    const struct placed *p =
        r->nplaced ? bsearch(&key, r->placed, r->nplaced, sizeof key, by_reviewed_place) : NULL;
    const struct reviewed_name *n = p ? NULL : find_named(r, slug);

    if (p)
        return p->decision;
    return n && !n->divided ? n->decision : (struct decision){ .verdict = REVIEW_NONE };
}
