/* facts.c -- what a report states, as facts of the ledger with provenance. */
#include "app/facts.h"

#include <stdio.h>

#include "base/os.h"
#include "base/utf8.h"

enum { SENTENCE_BYTES = 600 };

static const char *const kind_of_fact[] = { "actual", "estimate", "plan", "target" };

/* "Tỉnh Điện Biên" and "tỉnh Điện Biên" are one place. */
static str area_of_fact(struct arena *a, str area)
{
    uint32_t first;
    struct buf b;

    if (!area.len)
        return area;
    size_t n = utf8_next(area, 0, &first);
    if (first == UTF8_BAD || !utf8_is_upper(first))
        return area;
    buf_init(&b, a);
    utf8_put(&b, utf8_lower(first));
    buf_put(&b, str_sub(area, n, area.len));
    return buf_str(&b);
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
        .area = area_of_fact(a, app_area(d->report, st)),
        .period = app_period(a, st),
        .kind = str_from(kind_of_fact[st->kind]),
        .source = source,
        .name = known ? known->name : st->indicator,
        .state = FACT_NUMBER,
        .value = st->value.value,
        .is_range = st->value.is_range,
        .upper = st->value.upper,
        .unit = st->unit_text,
        .hedge = st->value.hedge_text,
        .status = STR("draft"),
    };
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

/* Facts this document has told so far, by their key. */
struct told_facts {
    struct fact **slot;
    size_t nslots;
};

static bool same_key(const struct fact *a, const struct fact *b)
{
    return str_eq(a->indicator, b->indicator) && str_eq(a->area, b->area) &&
           str_eq(a->period, b->period) && str_eq(a->kind, b->kind);
}

/* The slot of f's key: the fact told before, or a free place. */
static struct fact **told_slot(const struct told_facts *t, const struct fact *f)
{
    uint64_t hash = str_hash(f->indicator) * 31 + str_hash(f->period) * 7 + str_hash(f->area);
    size_t i = (size_t)hash & (t->nslots - 1);

    while (t->slot[i] && !same_key(t->slot[i], f))
        i = (i + 1) & (t->nslots - 1);
    return &t->slot[i];
}

static status put_told_statement(struct job *j, struct store *s, const struct app_document *d,
                            const struct statement *st, const struct document *doc,
                            struct told_facts *told, int64_t *ordinal, struct import_result *out)
{
    struct fact *f = arena_new(j->arena, struct fact);
    struct fact_mention m = { .document = doc->id, .value = st->value.value,
                         .where = st->value.where };
    enum put_result how;

    if (!fact_from_statement(j->arena, d, st, doc->name, f))
        return OK;
    f->document = doc->id;

    struct fact **slot = told_slot(told, f);
    status result = OK;
    if (*slot) {
        m.differs = dec_cmp((*slot)->value, f->value) != 0 || !str_eq((*slot)->unit, f->unit);
        out->twice += m.differs;
    } else {
        *slot = f;
        result = store_put_fact(s, j, f, &how);
        out->added += result == OK && how == PUT_NEW;
        out->revised += result == OK && how == PUT_REVISED;
        out->same += result == OK && how == PUT_SAME;
    }
    if (result != OK)
        return result;

    struct place at = app_place(d, st);
    m.ordinal = ++*ordinal;
    m.fact = *slot;
    m.line = at.line;
    m.col = at.col;
    m.sentence = sentence_of(d, st);
    return store_put_mention(s, j, &m);
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

static status put_report(struct job *j, struct store *s, const struct app_document *d, str name,
                         const struct app_findings *found, struct import_result *out)
{
    struct told_facts told = { .nslots = 64 };
    struct buf when;
    int64_t ordinal = 0;

    buf_init(&when, j->arena);
    period_print(&when, d->report->period);
    struct document doc = {
        .name = name,
        .title = title_of(j->arena, d),
        .kind = STR("report"),
        .period = buf_str(&when),
        .area = area_of_fact(j->arena, d->report->area),
        .text = d->src->text,
        .statements = d->report->nstatements,
        .errors = (int64_t)found->errors,
        .warnings = (int64_t)found->warnings,
        .notes = (int64_t)found->notes,
    };

    status st = store_put_document(s, j, &doc, &out->known);
    out->document = doc.id;
    if (st != OK || out->known)
        return st;
    while (told.nslots < 2 * (size_t)d->report->nstatements)
        told.nslots *= 2;
    told.slot = arena_array(j->arena, struct fact *, told.nslots);
    for (uint32_t i = 0; i < d->report->nstatements && st == OK; i++)
        st = put_told_statement(j, s, d, &d->report->statement[i], &doc, &told, &ordinal, out);
    return st;
}

static status import_table(struct job *j, struct store *s, str name, str text, str author,
                           struct import_result *out)
{
    str action = arena_printf(j->arena, "import %.*s", STRF(name));
    const struct indicators *catalogue;

    status st = app_catalogue(j, &catalogue);
    if (st == OK)
        st = store_begin(s, j, author, action);
    if (st != OK)
        return st;
    st = put_fact_table(j, s, catalogue, name, text, out);
    if (st != OK) {
        store_abort(s);
        return st;
    }
    return store_commit(s, j);
}

static status import_report(struct job *j, struct store *s, str path, str text, str author,
                            struct import_result *out)
{
    struct app_findings found;
    struct app_document d;
    str name = os_base_name(path);

    status st = app_check_text(j, path, text, check_rules_on(), &d, &found);
    if (st != OK)
        return st;
    out->errors = found.errors;
    out->warnings = found.warnings;
    st = store_begin(s, j, author, arena_printf(j->arena, "import %.*s", STRF(name)));
    if (st != OK)
        return st;
    st = put_report(j, s, &d, name, &found, out);
    if (st != OK || out->known) {
        store_abort(s);             /* a text that is there leaves no trace */
        return st;
    }
    return store_commit(s, j);
}

status app_import_text(struct job *j, struct store *s, str name, str text, str author,
                       struct import_result *out)
{
    *out = (struct import_result){ 0 };
    return is_fact_table(text) ? import_table(j, s, os_base_name(name), text, author, out)
                               : import_report(j, s, name, text, author, out);
}

status app_import(struct job *j, struct store *s, str path, str author,
                  struct import_result *out)
{
    str name, text;

    status st = app_load(j, path, &name, &text);
    return st == OK ? app_import_text(j, s, name, text, author, out) : st;
}
