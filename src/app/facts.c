/* facts.c -- what a report states, as facts of the ledger with provenance. */
#include "app/facts.h"

#include "analyse/document.h"
#include "app/places.h"
#include "app/profiles.h"
#include "app/rows.h"
#include "base/os.h"
#include "base/utf8.h"

enum { SENTENCE_BYTES = 600 };

/* Whose word a figure of a report is, where the import does not tell. */
#define REPORTS "báo cáo"

/* A time that is no interval ("mùa khô") tells figures apart all the same. */
static str period_as_words(struct arena *a, const struct statement *st)
{
    struct fact_part words = { STR("period"), st->period_text };

    return st->period_text.len ? fact_breakdown(a, &words, 1) : (str){ NULL, 0 };
}

bool fact_from_statement(struct arena *a, const struct app_document *d,
                         const struct statement *st, str source, struct fact *f)
{
    if (!st->value.has_value || !st->indicator.len)
        return false;

    const struct indicator *known =
        indicators_match(d->catalogue, st->indicator, st->unit_text);
    *f = (struct fact){
        .indicator = known ? known->id : indicator_slug(a, st->indicator, st->unit_text),
        .area = app_area(d->report, st),
        .when = st->period,
        .kind = (enum fact_kind)st->kind,
        .source = source,
        .name = known ? known->name : st->indicator,
        .state = FACT_NUMBER,
        .value = st->value.value,
        .is_range = st->value.is_range,
        .upper = st->value.upper,
        .unit = st->unit_text,
        .hedge = st->value.hedge_text,
        .status = FACT_DRAFT,
    };
    f->when = period_canonical(f->when);
    if (f->when.kind == PERIOD_NONE)
        f->breakdown = period_as_words(a, st);
    return f->indicator.len > 0;
}

/* The sentence of a figure: from the last full stop before it to the next
 * behind it, never longer than the ledger wants to keep. */
static str sentence_around(str text, uint32_t at, uint32_t end)
{
    size_t from = 0, to = text.len;

    for (size_t i = 0; i + 1 < text.len; i++) {
        bool stop = (text.ptr[i] == '.' || text.ptr[i] == ';') && text.ptr[i + 1] == ' ';

        if (stop && i < at)
            from = i + 2;
        if (stop && i >= end) {
            to = i + 1;
            break;
        }
    }
    if (to - from > SENTENCE_BYTES)
        to = from + SENTENCE_BYTES;
    while (to < text.len && to > from && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
        to--;
    return str_sub(text, from, to);
}

static str sentence_of(const struct app_document *d, const struct statement *st)
{
    const struct block *b = &d->doc->block[st->block];

    if (b->table)
        return str_trim(source_line(d->src, app_place(d, st).line));
    return str_trim(sentence_around(b->flow.text, st->at, st->end));
}

/* As people look for it, where that is no line: "trang 3, đoạn 14". */
static str place_of(const struct app_document *d, const struct statement *st, struct job *j)
{
    struct buf b;

    buf_init(&b, j->arena);
    if (d->src->tell)
        d->src->tell(d->src, st->value.where.start, LANG_VI, &b);
    return buf_str(&b);
}

/* Facts this document has told so far, by their key. */
struct told_facts {
    struct fact *fact;          /* room for one a statement: they do not move */
    size_t nfacts;
    uint32_t *slot;             /* index + 1 of a fact; 0 is free */
    size_t nslots;
    struct fact_mention *mention;
    size_t nmentions;
    const struct review *review;
    struct places *areas;
    epoch_day written;          /* of the document, or the end of its period */
};

static bool same_key(const struct fact *a, const struct fact *b)
{
    return str_eq(a->indicator, b->indicator) && str_eq(a->area, b->area) &&
           period_eq(a->when, b->when) && a->kind == b->kind && str_eq(a->breakdown, b->breakdown);
}

/* The slot of f's key: that of a fact told before, or a free one. */
static uint32_t *told_slot(const struct told_facts *t, const struct fact *f)
{
    int64_t when = 0;

    period_pack(f->when, &when);
    uint64_t hash = str_hash(f->indicator) * 31 + (uint64_t)when * 0x9E3779B97F4A7C15u +
                    str_hash(f->area) * 7;
    size_t i = (size_t)(hash ^ hash >> 32) & (t->nslots - 1);

    while (t->slot[i] && !same_key(&t->fact[t->slot[i] - 1], f))
        i = (i + 1) & (t->nslots - 1);
    return &t->slot[i];
}

static void told_init(struct told_facts *t, struct arena *a, size_t nstatements)
{
    *t = (struct told_facts){ .nslots = 64 };
    while (t->nslots < 2 * nstatements)
        t->nslots *= 2;
    t->slot = arena_array(a, uint32_t, t->nslots);
    t->fact = arena_array(a, struct fact, nstatements + 1);
    t->mention = arena_array(a, struct fact_mention, nstatements + 1);
}

/* What was decided of a figure changes what it is kept as; false: it is not kept. */
static bool obey_review(const struct told_facts *t, const struct app_document *d,
                        const struct statement *st, struct arena *a, struct fact *f)
{
    static const enum fact_status reviewed[FACT_KINDS] = {
        [FACT_ACTUAL] = FACT_PRELIMINARY,
        [FACT_ESTIMATE] = FACT_ESTIMATED,
        [FACT_PLAN] = FACT_OFFICIAL,
        [FACT_TARGET] = FACT_OFFICIAL,
    };
    struct place at = app_place(d, st);
    str slug = indicator_slug(a, st->indicator, st->unit_text);
    struct decision told = review_of(t->review, slug, at.line, at.col);

    if (told.verdict == REVIEW_MAP)
        f->indicator = told.indicator;
    if (told.verdict == REVIEW_MAP || told.verdict == REVIEW_ACCEPT)
        f->status = reviewed[f->kind];
    return told.verdict != REVIEW_SKIP;
}

/* Notes what a statement tells: a fact, or a fact told before, and where it stands. */
static void tell_statement(struct job *j, const struct app_document *d, const struct statement *st,
                           const struct document *doc, struct told_facts *t,
                           struct import_result *out)
{
    struct fact *f = &t->fact[t->nfacts];
    struct fact_mention *m = &t->mention[t->nmentions];
    struct place at = app_place(d, st);

    if (!fact_from_statement(j->arena, d, st, doc->source, f))
        return;
    if (!obey_review(t, d, st, j->arena, f)) {
        out->skipped++;
        return;
    }
    f->area = place_id(t->areas, f->area, t->written, period_last_day(f->when));
    f->document = doc->id;
    f->published = doc->published;
    *m = (struct fact_mention){
        .document = doc->id, .ordinal = (int64_t)++t->nmentions, .line = at.line, .col = at.col,
        .where = st->value.where, .place = place_of(d, st, j), .sentence = sentence_of(d, st),
        .has_value = true, .value = st->value.value,
    };

    uint32_t *slot = told_slot(t, f);
    if (*slot) {
        m->fact = &t->fact[*slot - 1];
        m->differs = !fact_same_amount(m->fact, f);
        out->twice += m->differs;
    } else {
        *slot = (uint32_t)++t->nfacts;
        m->fact = f;
    }
}

void count_puts(const enum put_result *how, size_t n, struct import_result *out)
{
    for (size_t i = 0; i < n; i++) {
        out->added += how[i] == PUT_NEW;
        out->revised += how[i] == PUT_REVISED;
        out->same += how[i] == PUT_SAME;
    }
}

/* Does f take the place of another revision of its figure? */
static bool takes_place_of(const struct fact *f, const struct fact *than)
{
    struct contest c = { .said_at = 0 };

    contest_meet(&c, standing_of(than), 1);
    contest_meet(&c, standing_of(f), 2);
    return contest_won(&c) == 2;
}

/* The places of other documents that quote an earlier revision of the figure, with another
 * amount. */
static status quoted_before(struct store *s, struct job *j, const struct fact *f,
                            struct mentions *out)
{
    status st = store_quotes(s, j, f, out);
    size_t kept = 0;

    for (size_t i = 0; i < out->count; i++)
        if (out->list[i].document != f->document && takes_place_of(f, out->list[i].fact) &&
            !fact_same_amount(f, out->list[i].fact))
            out->list[kept++] = out->list[i];
    out->count = kept;
    return st;
}

status find_corrected(struct store *s, struct job *j, const struct fact *f,
                      const enum put_result *how, size_t n, struct corrections *out)
{
    status st = OK;

    for (size_t i = 0; i < n && st == OK; i++) {
        struct correction one = { .fact = &f[i] };

        if (how[i] != PUT_REVISED)
            continue;
        st = quoted_before(s, j, &f[i], &one.quoted);
        if (st == OK && one.quoted.count)
            *arena_push(j->arena, out->list, out->count, out->cap) = one;
    }
    return st;
}

static status put_told(struct job *j, struct store *s, struct told_facts *t,
                       const struct derivation *derivation, struct import_result *out)
{
    enum put_result *how = arena_array(j->arena, enum put_result, t->nfacts + 1);

    status st = store_put_facts(s, j, t->fact, t->nfacts, how);
    if (st == OK)
        count_puts(how, t->nfacts, out);
    if (st == OK)
        st = find_corrected(s, j, t->fact, how, t->nfacts, &out->corrected);
    if (st == OK)
        st = derive_put(s, j, derivation, t->fact, how, t->nfacts, &out->derived);
    for (size_t i = 0; i < t->nmentions && st == OK; i++)
        st = store_put_mention(s, j, &t->mention[i]);
    return st;
}

enum { LONGEST_TITLE = 300 };

/* The report's own heading, or the file's name. "BÁO CÁO" alone says nothing:
 * what follows it is taken too. */
static str title_of(struct arena *a, const struct app_document *d)
{
    str title = { NULL, 0 };

    for (uint32_t i = 0; i < d->doc->nblocks; i++) {
        const struct block *b = &d->doc->block[i];

        if (!b->flow.text.len || b->flow.text.len > LONGEST_TITLE)
            continue;
        if (title.len)
            return arena_printf(a, "%.*s %.*s", STRF(title), STRF(b->flow.text));
        if (b->kind != BLOCK_HEADING)
            continue;
        if (utf8_count(b->flow.text) > 16)
            return b->flow.text;
        title = b->flow.text;
    }
    return title.len ? title : os_base_name(d->src->name);
}

static epoch_day earlier(epoch_day a, epoch_day b)
{
    return a < b ? a : b;
}

/* An import: what is put, and on whose word. */
struct importing {
    str name;
    str text;
    const struct import_request *request;
    const struct import_rows *rows;             /* of a table of facts, or else ... */
    const struct app_document *document;        /* ... of a report */
    struct review *review;
    struct places *areas;
    struct derivation derivation;
    struct import_result *out;
};

static status put_report(struct store *s, struct job *j, void *arg)
{
    struct importing *im = arg;
    const struct app_document *d = im->document;
    struct import_result *out = im->out;
    epoch_day told_day = im->request->published ? im->request->published
                                                : document_day_of(d->report);
    /* A report without a date is written when its period ends. */
    epoch_day written = told_day ? told_day : period_last_day(d->report->period);
    struct told_facts told;
    struct buf when;

    buf_init(&when, j->arena);
    period_print(&when, d->report->period);
    *out = (struct import_result){ .errors = out->errors, .warnings = out->warnings,
                                   .notes = out->notes };
    struct document doc = {
        .name = im->name,
        .title = title_of(j->arena, d),
        .kind = STR("report"),
        .period = buf_str(&when),
        .area = place_id(im->areas, d->report->area, written, 0),
        .source = im->request->source.len ? im->request->source : STR(REPORTS),
        .published = told_day ? told_day : earlier(written, day_of_time(os_now())),
        .text = d->src->text,
        .statements = d->report->nstatements,
        .errors = (int64_t)out->errors,
        .warnings = (int64_t)out->warnings,
        .notes = (int64_t)out->notes,
    };

    status st = store_put_document(s, j, &doc, &out->known);
    out->document = doc.id;
    if (st != OK || out->known)
        return st;
    told_init(&told, j->arena, d->report->nstatements);
    told.review = im->review;
    told.areas = im->areas;
    told.written = written;
    for (uint32_t i = 0; i < d->report->nstatements; i++)
        tell_statement(j, d, &d->report->statement[i], &doc, &told, out);
    st = put_told(j, s, &told, &im->derivation, out);
    return st == OK ? review_remember(s, j, im->review) : st;
}

static status put_table_rows(struct store *s, struct job *j, void *arg)
{
    struct importing *im = arg;
    const struct row_import rows = { .name = im->name, .bytes = im->text, .rows = im->rows,
                                     .derivation = &im->derivation,
                                     .published = im->request->published };

    *im->out = (struct import_result){ .known = false };
    return import_rows_put(s, j, &rows, im->out);
}

static status run_import(struct job *j, struct store *s, struct importing *im,
                         status (*fn)(struct store *s, struct job *j, void *arg))
{
    const struct store_change c = {
        .author = im->request->author,
        .action = arena_printf(j->arena, "import %.*s", STRF(im->name)),
        .reason = im->request->reason,
        .fn = fn,
        .arg = im,
    };

    return store_change(s, j, &c);
}

/* Names are of the ledger's province, or else of that of the report. */
static status open_areas(struct job *j, struct store *s, str area, struct places **out)
{
    str own;

    status st = store_setting(s, j, STR("area"), &own);
    return st == OK ? places_open(j, s, own.len ? own : area, out) : st;
}

static status open_derivation(struct job *j, struct store *s, const struct indicators *catalogue,
                              struct importing *im)
{
    struct formula_set *formulas;

    status st = derive_formulas(j, s, catalogue, &formulas);
    if (st == OK)
        im->derivation = (struct derivation){ formulas, im->areas };
    return st;
}

/* Errors in cells are told together, and nothing is taken. */
static status refuse_bad_cells(struct job *j, struct importing *im, const struct import_rows *rows)
{
    struct buf b;

    buf_init(&b, j->arena);
    fact_rows_put_errors(rows, im->name, &b);
    im->out->cell_errors = buf_str(&b);
    return job_fail(j, FAIL_FORMAT, "%.*s: %zu%s ô sai, không nhập gì",
                    "%.*s: %zu%s cells are wrong, nothing was taken", STRF(im->name),
                    rows->nerrors, rows->more_errors ? "+" : "");
}

/* Rows of our own forms, or of another system's by its profile. */
static status read_import_rows(struct job *j, const struct importing *im,
                               const struct indicators *catalogue, struct import_rows *out)
{
    const struct adapter *a;

    if (!im->request->profile.len)
        return fact_rows_read(j, im->name, im->text, catalogue, out);
    status st = app_profile(j, im->request->profile, catalogue, places_geography(im->areas), &a);
    return st == OK ? adapter_receive(j, a, im->name, im->text, out) : st;
}

static status import_table(struct job *j, struct store *s, struct importing *im)
{
    const struct indicators *catalogue;
    struct import_rows rows;

    status st = app_catalogue(j, &catalogue);
    if (st == OK)
        st = open_areas(j, s, (str){ NULL, 0 }, &im->areas);
    if (st == OK)
        st = read_import_rows(j, im, catalogue, &rows);
    if (st == OK && rows.nerrors)
        st = refuse_bad_cells(j, im, &rows);
    if (st == OK)
        st = open_derivation(j, s, catalogue, im);
    im->rows = &rows;
    return st == OK ? run_import(j, s, im, put_table_rows) : st;
}

static status import_report(struct job *j, struct store *s, str path, struct importing *im)
{
    struct app_findings found;
    struct app_document d;

    status st = app_check_text(j, path, im->text, check_rules_on(), &d, &found);
    if (st != OK)
        return st;
    im->out->errors = found.errors;
    im->out->warnings = found.warnings;
    im->out->notes = found.notes;
    im->document = &d;
    st = open_areas(j, s, d.report->area, &im->areas);
    if (st == OK)
        st = open_derivation(j, s, d.catalogue, im);
    if (st == OK)
        st = review_open(j, s, &im->review);
    if (st == OK && im->request->review.len)
        st = review_read(j, im->review, d.catalogue, im->request->review_name,
                         im->request->review, d.src->text);
    if (st != OK)
        return st;
    return run_import(j, s, im, put_report);
}

status app_import_text(struct job *j, struct store *s, str name, str text,
                       const struct import_request *request, struct import_result *out)
{
    struct importing im = { .name = os_base_name(name), .text = text, .request = request,
                            .out = out };

    *out = (struct import_result){ .known = false };
    return request->profile.len || is_fact_rows(j, im.name, text)
               ? import_table(j, s, &im) : import_report(j, s, name, &im);
}

status app_import(struct job *j, struct store *s, str path, const struct import_request *request,
                  struct import_result *out)
{
    str name, text;

    status st = app_load(j, path, &name, &text);
    return st == OK ? app_import_text(j, s, name, text, request, out) : st;
}
