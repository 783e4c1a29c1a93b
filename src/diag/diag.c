/* diag.c -- collecting, ordering and wording findings. */
#include "diag/diag.h"

#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

static const struct diag_entry code_entry[] = {
#define CODE(number, name, kind, severity, vi, en) \
    { DIAG_##name, #name, kind, SEVERITY_##severity, vi, en },
#include "diag/codes.def"
};

enum { CATALOGUE_SIZE = sizeof code_entry / sizeof *code_entry };

static const struct { const char *vi, *en; } remark_text[] = {
#define REMARK(name, vi, en) { vi, en },
#include "diag/codes.def"
};

const struct diag_entry *diag_catalogue(size_t *count)
{
    *count = CATALOGUE_SIZE;
    return code_entry;
}

const struct diag_entry *diag_find(enum diag_code code)
{
    size_t lo = 0, hi = CATALOGUE_SIZE;     /* the catalogue stands in order of its numbers */

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (code_entry[mid].code < code)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < CATALOGUE_SIZE && code_entry[lo].code == code ? &code_entry[lo] : NULL;
}

const char *diag_severity_name(enum diag_severity s)
{
    return s == SEVERITY_ERROR ? "error" : s == SEVERITY_WARNING ? "warning" : "note";
}

const char *diag_severity_word(enum diag_severity s, enum lang lang)
{
    if (lang == LANG_EN)
        return diag_severity_name(s);
    return s == SEVERITY_ERROR ? "lỗi" : s == SEVERITY_WARNING ? "cảnh báo" : "ghi chú";
}

const char *diag_severity_sign(enum diag_severity s)
{
    return s == SEVERITY_ERROR ? "✗" : s == SEVERITY_WARNING ? "!" : "·";
}

void diags_init(struct diags *ds, struct job *j, const struct source *src)
{
    *ds = (struct diags){ .arena = j->arena, .src = src, .lang = j->lang,
                          .limit = j->limits.findings };
}

/* One spare serves all that are not kept; the room of its notes is used again. */
static struct diag *spare_finding(struct diags *ds)
{
    struct diag *d = ds->spare;

    if (!d)
        return ds->spare = arena_new(ds->arena, struct diag);
    *d = (struct diag){ .note = d->note, .note_cap = d->note_cap };
    return d;
}

struct diag *diag_add(struct diags *ds, enum diag_code code, span where)
{
    const struct diag_entry *entry = diag_find(code);
    struct diag *d = ds->count < ds->limit ? arena_new(ds->arena, struct diag)
                                           : spare_finding(ds);

    d->code = code;
    d->severity = entry ? entry->severity : SEVERITY_NOTE;
    d->where = where;
    if (ds->count >= ds->limit) {
        ds->dropped++;
        return d;
    }
    d->serial = (uint32_t)ds->count;
    d->rule = ds->rule;
    *arena_push(ds->arena, ds->item, ds->count, ds->cap) = d;
    return d;
}

static str number_text(struct diags *ds, dec value, bool plain)
{
    char text[DEC_TEXT];
    size_t len = plain ? dec_format_plain(value, text) : dec_format_vi(value, text);

    return arena_str(ds->arena, (str){ text, len });
}

void diag_arg(struct diag *d, str text)
{
    if (d->nargs < DIAG_ARGS)
        d->arg[d->nargs++] = text;
}

void diag_arg_dec(struct diags *ds, struct diag *d, dec value)
{
    diag_arg(d, number_text(ds, value, false));
}

void diag_stated(struct diag *d, str as_printed)
{
    d->stated = as_printed;
}

void diag_computed(struct diags *ds, struct diag *d, dec value)
{
    d->computed = number_text(ds, value, true);
}

struct diag_note *diag_note(struct diags *ds, struct diag *d, enum diag_remark remark)
{
    struct diag_note *n = arena_push(ds->arena, d->note, d->nnotes, d->note_cap);

    n->remark = remark;
    return n;
}

struct diag_note *diag_note_at(struct diags *ds, struct diag *d, enum diag_remark remark,
                               span where)
{
    struct diag_note *n = diag_note(ds, d, remark);

    n->has_where = true;
    n->where = where;
    return n;
}

struct diag_note *diag_note_in(struct diags *ds, struct diag *d, enum diag_remark remark,
                               const struct source *in, span where)
{
    struct diag_note *n;

    if (in == ds->src)
        return diag_note_at(ds, d, remark, where);
    n = diag_note(ds, d, remark);
    n->has_where = true;
    n->where = where;
    n->in = in;
    return n;
}

const struct source *note_source(const struct diags *ds, const struct diag_note *n)
{
    return n->in ? n->in : ds->src;
}

bool diag_note_is_plain(const struct diags *ds, const struct diag *d, const struct diag_note *n)
{
    bool computed = false;

    for (size_t i = 0; i < d->nnotes; i++)
        computed = computed || d->note[i].remark == REMARK_COMPUTATION;
    return computed && n->remark == REMARK_PART_HERE && n->has_where && !n->in
           && source_place(ds->src, n->where.start).line
                  == source_place(ds->src, d->where.start).line;
}

struct diag_note *diag_hint(struct diags *ds, struct diag *d, enum diag_remark remark)
{
    struct diag_note *n = diag_note(ds, d, remark);

    n->is_hint = true;
    return n;
}

void note_arg(struct diag_note *n, str text)
{
    if (n->nargs < DIAG_ARGS)
        n->arg[n->nargs++] = text;
}

void note_arg_dec(struct diags *ds, struct diag_note *n, dec value)
{
    note_arg(n, number_text(ds, value, false));
}

void diag_mark(struct diags *ds, span where)
{
    *arena_push(ds->arena, ds->mark, ds->nmarks, ds->mark_cap) =
        (struct diag_mark){ where.start, ds->rule };
}

/* By place and rule, each once. */
static void settle_marks(struct diags *ds)
{
    struct sort_item *item = arena_array_raw(ds->arena, struct sort_item, ds->nmarks);
    size_t kept = 0;

    for (size_t i = 0; i < ds->nmarks; i++)
        item[i] = (struct sort_item){ (uint64_t)ds->mark[i].at << 8 | ds->mark[i].rule, 0 };
    sort_items(ds->arena, item, ds->nmarks);
    for (size_t i = 0; i < ds->nmarks; i++)
        if (i == 0 || item[i].key != item[i - 1].key)
            ds->mark[kept++] = (struct diag_mark){ (uint32_t)(item[i].key >> 8),
                                                   (uint8_t)item[i].key };
    ds->nmarks = kept;
}

/* By place, then graver first, then with a repair first, then as added. */
static int compare_diags(const void *pa, const void *pb)
{
    const struct diag *a = *(struct diag *const *)pa, *b = *(struct diag *const *)pb;

    if (a->where.start != b->where.start)
        return a->where.start < b->where.start ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if ((a->repair.len > 0) != (b->repair.len > 0))
        return a->repair.len > 0 ? -1 : 1;
    return a->serial < b->serial ? -1 : a->serial > b->serial;
}

void diags_settle(struct diags *ds)
{
    size_t kept = 0, told = 0;

    for (size_t i = 0; i < ds->count; i++)
        if (!ds->item[i]->held)
            ds->item[told++] = ds->item[i];
    ds->count = told;
    for (size_t i = 0; i < ds->count; i++) {
        const struct diag *d = ds->item[i];

        ds->rule = d->rule;
        diag_mark(ds, d->where);
        for (size_t k = 0; k < d->nnotes; k++)
            if (d->note[k].has_where && !d->note[k].in)
                diag_mark(ds, d->note[k].where);
    }
    settle_marks(ds);
    if (ds->count < 2)
        return;
    qsort(ds->item, ds->count, sizeof *ds->item, compare_diags);
    for (size_t i = 0; i < ds->count; i++)
        if (kept == 0 || ds->item[kept - 1]->where.start != ds->item[i]->where.start)
            ds->item[kept++] = ds->item[i];
    ds->count = kept;
}

size_t diags_count(const struct diags *ds, enum diag_severity severity)
{
    size_t n = 0;

    for (size_t i = 0; i < ds->count; i++)
        n += ds->item[i]->severity == severity;
    return n;
}

/* A figure of thousands of digits would hide what is said about it. */
static void put_arg(struct buf *b, str arg)
{
    enum { LONGEST = 300, SHOWN = 100 };
    size_t end = SHOWN;

    if (arg.len <= LONGEST) {
        buf_put(b, arg);
        return;
    }
    while (end > 0 && ((unsigned char)arg.ptr[end] & 0xC0) == 0x80)
        end--;
    buf_put(b, str_sub(arg, 0, end));
    buf_put(b, STR("…"));
}

/* Puts {0} .. {5} of text in; a number without an argument stays empty. */
static str put_args(const struct diags *ds, const char *text, const str *arg, uint32_t nargs)
{
    struct buf b;

    buf_init(&b, ds->arena);
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
            uint32_t n = (uint32_t)(p[1] - '0');

            if (n < nargs)
                put_arg(&b, arg[n]);
            p += 2;
        } else {
            buf_char(&b, *p);
        }
    }
    return arena_str(ds->arena, buf_str(&b));
}

str diag_message(const struct diags *ds, const struct diag *d)
{
    const struct diag_entry *entry = diag_find(d->code);

    if (!entry)
        return STR("");
    return put_args(ds, ds->lang == LANG_EN ? entry->en : entry->vi, d->arg, d->nargs);
}

str diag_note_message(const struct diags *ds, const struct diag_note *n)
{
    const char *text = ds->lang == LANG_EN ? remark_text[n->remark].en
                                           : remark_text[n->remark].vi;

    return put_args(ds, text, n->arg, n->nargs);
}
