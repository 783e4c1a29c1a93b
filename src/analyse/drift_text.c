/* drift_text.c -- a document as passages of words. */
#include "analyse/drift_int.h"

#include "base/utf8.h"
#include "num/dec.h"

enum {
    FOLD_BYTES = 256, WORD_BYTES = 100,
    FULL = 12                   /* words: a shorter piece goes with what stands before it */
};

/* What sentences about any figure are made of, folded. */
static const char *const common_word[] = {
    "so", "với", "cùng", "kỳ", "năm", "trước", "đạt", "kế", "hoạch", "ước", "tăng", "giảm", "ha",
    "tấn", "tạ", "đồng", "tỷ", "triệu", "nghìn", "và", "các", "là", "được", "trong", "đó", "có",
    "sản", "lượng", "diện", "tích", "giá", "trị", "tổng", "số", "của", "tháng", "trên", "đầu",
};

enum { COMMON_WORDS = sizeof common_word / sizeof *common_word };

struct drift_reader {
    uint64_t common[COMMON_WORDS];
    struct drift_text *text;
    struct arena *arena;
    const struct flow *flow;
    uint64_t before;            /* id of the word read last */
    uint32_t from;              /* where its passage begins */
};

static bool is_digit_byte(char c)
{
    return c >= '0' && c <= '9';
}

/* -- one word -- */

/* Quotation marks, brackets and stops round a word are none of it. */
static bool is_edge(uint32_t cp)
{
    return cp < 0x80 ? !((cp >= '0' && cp <= '9') || utf8_is_letter(cp))
                     : !utf8_is_letter(cp) && !utf8_is_mark(cp);
}

static str word_core(str raw)
{
    size_t from = 0, to = raw.len;
    uint32_t cp;

    while (from < to) {
        size_t n = utf8_next(raw, from, &cp);

        if (!is_edge(cp))
            break;
        from += n;
    }
    while (to > from) {
        size_t last = to - 1;

        while (last > from && ((unsigned char)raw.ptr[last] & 0xC0) == 0x80)
            last--;
        utf8_next(raw, last, &cp);
        if (!is_edge(cp))
            break;
        to = last;
    }
    return str_sub(raw, from, to);
}

/* "(1)", "1." and "a)" before the text number an item: two documents number them apart. */
static bool is_mark_of_item(str raw, str core, bool first)
{
    if (raw.len >= 3 && raw.ptr[0] == '(' && raw.ptr[raw.len - 1] == ')' && core.len <= 2)
        return true;
    if (!first || core.len == 0 || core.len + 1 < raw.len)
        return false;

    char end = raw.ptr[raw.len - 1];

    if (end != '.' && end != ')' && end != ':')
        return false;
    for (size_t i = 0; i < core.len; i++)
        if (!is_digit_byte(core.ptr[i]) && core.ptr[i] != '.' && core.len > 3)
            return false;
    return true;
}

/* A figure's value, so that 05 is 5 and 10,50 is 10,5. */
static bool value_id(str core, uint64_t *id)
{
    char text[DEC_TEXT];
    dec d;

    if (!dec_parse_vi(core, &d))
        return false;
    while (d.scale > 0 && d.coef % 10 == 0) {
        d.coef /= 10;
        d.scale--;
    }
    *id = str_hash((str){ text, dec_format_plain(d, text) });
    return true;
}

/* Of dates and numbers of documents: 30/09/2025 is 30/9/2025. */
static uint64_t date_id(str fold)
{
    char text[FOLD_BYTES];
    size_t n = 0;

    for (size_t i = 0; i < fold.len && n < sizeof text; i++) {
        bool opens = i == 0 || !is_digit_byte(fold.ptr[i - 1]);

        if (opens && fold.ptr[i] == '0' && i + 1 < fold.len && is_digit_byte(fold.ptr[i + 1]))
            continue;
        text[n++] = fold.ptr[i];
    }
    return str_hash((str){ text, n });
}

static bool is_roman(str core)
{
    for (size_t i = 0; i < core.len; i++)
        if (core.ptr[i] != 'I' && core.ptr[i] != 'V' && core.ptr[i] != 'X')
            return false;
    return core.len > 0;
}

static bool holds_byte(str s, char c)
{
    return memchr(s.ptr, c, s.len) != NULL;
}

static bool is_year_word(str core)
{
    return core.len == 4 && (str_starts(core, STR("19")) || str_starts(core, STR("20")))
           && str_find_digit(core, 2) == 2 && is_digit_byte(core.ptr[3]);
}

static bool is_telling(const struct drift_reader *r, uint64_t id)
{
    for (size_t i = 0; i < COMMON_WORDS; i++)
        if (r->common[i] == id)
            return false;
    return true;
}

static void identify(const struct drift_reader *r, str core, struct drift_word *w)
{
    static const uint64_t none = 0;
    char fold[FOLD_BYTES];
    str folded = { fold, fold_word(core, fold) };
    uint32_t cp;

    w->id = str_hash(folded) | 1;
    utf8_next(core, 0, &cp);
    w->upper = utf8_is_upper(cp);
    if (is_digit_byte(core.ptr[0])) {
        w->kind = DRIFT_WORD_FIGURE;
        if (holds_byte(core, '/') || holds_byte(core, '-'))
            w->kind = DRIFT_WORD_DATE;
        if (is_year_word(core))
            w->kind = DRIFT_WORD_DATE;
        else if (value_id(core, &w->id))
            return;
        w->id = date_id(folded);
    } else if (is_roman(core) && r->before != none && r->before == (str_hash(STR("quý")) | 1)) {
        w->kind = DRIFT_WORD_DATE;
    }
}

/* -- passages -- */

static uint64_t words_id(const struct drift_text *t, uint32_t from, uint32_t to)
{
    uint64_t id = UINT64_C(14695981039346656037);

    for (uint32_t i = from; i < to; i++)
        id = (id ^ t->word[i].id) * UINT64_C(1099511628211);
    return id;
}

/* "giao Sở Tài chính chủ trì." says too little alone: it is joined to the piece before it in
 * the same paragraph. */
static bool join_passage(struct drift_reader *r, uint32_t to)
{
    struct drift_text *t = r->text;
    struct drift_passage *last = t->npassages ? &t->passage[t->npassages - 1] : NULL;

    if (!last || to - r->from >= FULL || to - last->from > DRIFT_PASSAGE
        || t->word[last->from].flow != r->flow)
        return false;
    last->to = to;
    last->id = words_id(t, last->from, to);
    return true;
}

static void close_passage(struct drift_reader *r)
{
    struct drift_text *t = r->text;
    uint32_t to = (uint32_t)t->nwords;

    if (to == r->from)
        return;
    if (!join_passage(r, to))
        *arena_push(r->arena, t->passage, t->npassages, t->passage_cap) =
            (struct drift_passage){ r->from, to, words_id(t, r->from, to) };
    r->from = to;
    r->before = 0;
}

static void put_drift_word(struct drift_reader *r, str raw)
{
    str core = word_core(raw);
    uint32_t at;

    if (!core.len || core.len > WORD_BYTES
        || is_mark_of_item(raw, core, r->from == (uint32_t)r->text->nwords))
        return;
    at = (uint32_t)(core.ptr - r->flow->text.ptr);

    struct drift_word *w = arena_push(r->arena, r->text->word, r->text->nwords,
                                      r->text->word_cap);

    w->flow = r->flow;
    w->at = at;
    w->end = at + (uint32_t)core.len;
    identify(r, core, w);
    w->telling = w->kind == DRIFT_WORD && is_telling(r, w->id);
    r->before = w->id;
}

/* "; ", or a stop that a capital follows; not the dot of "TP. Mường Lay", whose word is short,
 * nor that of an item's mark. */
static bool ends_passage(str text, str raw, size_t next)
{
    char last = raw.ptr[raw.len - 1];
    uint32_t cp;

    if (last == ';')
        return true;
    if (last != '.' || raw.len < 4)
        return false;
    while (next < text.len && text.ptr[next] == ' ')
        next++;
    if (next >= text.len)
        return true;
    utf8_next(text, next, &cp);
    return utf8_is_upper(cp) || !utf8_is_letter(cp);
}

static void read_drift_flow(struct drift_reader *r, const struct flow *f)
{
    size_t at = 0;

    r->flow = f;
    while (at < f->text.len) {
        const char *blank = memchr(f->text.ptr + at, ' ', f->text.len - at);
        size_t end = blank ? (size_t)(blank - f->text.ptr) : f->text.len;
        str raw = str_sub(f->text, at, end);

        at = end + 1;
        if (!raw.len)
            continue;
        put_drift_word(r, raw);
        if ((r->text->nwords - r->from >= FULL && ends_passage(f->text, raw, at))
            || r->text->nwords - r->from == (size_t)DRIFT_PASSAGE)
            close_passage(r);
    }
    close_passage(r);
}

struct drift_text *drift_read(struct job *j, const struct doc *d)
{
    struct drift_text *t = arena_new(j->arena, struct drift_text);
    struct drift_reader r = { .text = t, .arena = j->arena };

    for (size_t i = 0; i < COMMON_WORDS; i++)
        r.common[i] = str_hash(str_from(common_word[i])) | 1;
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct table *table = d->block[i].table;

        read_drift_flow(&r, &d->block[i].flow);
        for (size_t k = 0; table && k < (size_t)table->nrows * table->ncols; k++)
            if (!table->cell[k].covered)
                read_drift_flow(&r, &table->cell[k].flow);
    }
    return t;
}
