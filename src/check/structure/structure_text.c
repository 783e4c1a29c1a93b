/* structure_text.c -- sentences that are cut off, paragraphs and sentences told twice. */
#include "check/structure/structure_int.h"

#include "base/utf8.h"

enum {
    LEAST_CUT = 60,             /* bytes of a paragraph whose end is looked at */
    LEAST_PARAGRAPH = 160,
    LEAST_SENTENCE = 120
};

/* Words that a sentence cannot end with. */
static const char *const open_word[] = {
    "và", "của", "các", "những", "hoặc", "nhằm", "bao gồm", "giữa", "bởi", "với", "nhưng", "để",
    "nếu", NULL,
};

static bool begins_anew(str s)
{
    uint32_t cp = 0;

    if (s.len)
        utf8_next(s, 0, &cp);
    return utf8_is_upper(cp) || cp == '-' || cp == '+' || cp == '(' || (cp >= '0' && cp <= '9');
}

/* Does the text of the next block go on with this one's sentence? A number may. */
static bool paragraph_goes_on(const struct checker *c, uint32_t block)
{
    const struct doc *d = c->report->doc;
    uint32_t next = structure_next(c, block);
    str s;

    if (next == d->nblocks)
        return false;
    s = d->block[next].flow.text;
    return d->block[next].kind == BLOCK_PARA && (!begins_anew(s) || s.ptr[0] <= '9');
}

static bool told_in_capitals(str s)
{
    uint32_t cp;

    for (size_t i = 0; i < s.len;) {
        i += utf8_next(s, i, &cp);
        if (utf8_is_letter(cp) && !utf8_is_upper(cp))
            return false;
    }
    return true;
}

/* Sentences cut at many places were cut in reading: they are notes. */
enum { FEW_CUT = 2 };

struct cuts {
    struct phrase_ends open;    /* words that a sentence cannot end with */
    struct diag *found[FEW_CUT];
    uint32_t n;
};

static void keep_cut(struct cuts *cuts, struct diag *d)
{
    if (cuts->n < FEW_CUT)
        cuts->found[cuts->n] = d;
    else
        d->severity = SEVERITY_NOTE;
    if (cuts->n++ == FEW_CUT)
        for (uint32_t i = 0; i < FEW_CUT; i++)
            cuts->found[i]->severity = SEVERITY_NOTE;
}

/* "... quan tâm thực hiện và" and the paragraph ends; "... với." */
static void check_cut(struct checker *c, uint32_t block, struct cuts *cuts)
{
    const struct block *b = &c->report->doc->block[block];
    str s = b->flow.text;
    bool stopped = s.len && s.ptr[s.len - 1] == '.';
    size_t end = stopped ? s.len - 1 : s.len;
    str last;

    if (s.len < LEAST_CUT || b->kind == BLOCK_HEADING ||
        !phrase_ends_before(&cuts->open, s, end) || told_in_capitals(s))
        return;
    if (!stopped && b->kind != BLOCK_NOTE && paragraph_goes_on(c, block))
        return;
    last = structure_last_words(str_sub(s, 0, end));
    keep_cut(cuts, structure_finding(c, DIAG_SENTENCE_CUT, block, (size_t)(last.ptr - s.ptr),
                                     last));
}

/* A stretch of text, told by its hash. */
struct stretch { uint64_t hash; uint32_t block, from, to; };

/* Those of one kind, in the order of the text. */
struct stretches { struct stretch *s; size_t n, cap; };

/* Its length and four samples of eight bytes tell most texts apart; equal ones are then
 * compared byte for byte. */
static uint64_t text_key(str s)
{
    uint64_t key = s.len, part;

    for (size_t i = 0; i < 4; i++) {
        memcpy(&part, s.ptr + (s.len - sizeof part) * i / 3, sizeof part);
        key = (key ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        key ^= key >> 29;
    }
    return key;
}

static void add_stretch(struct checker *c, struct stretches *list, uint32_t block, size_t from,
                        size_t to)
{
    str s = str_sub(c->report->doc->block[block].flow.text, from, to);

    *arena_push(c->job->arena, list->s, list->n, list->cap) =
        (struct stretch){ text_key(s), block, (uint32_t)from, (uint32_t)to };
}

/* The sentences of a block that are long enough to be one's own. */
static void add_sentences(struct checker *c, struct stretches *list, uint32_t block)
{
    str s = c->report->doc->block[block].flow.text;
    size_t from = 0;

    while (from < s.len) {
        const char *dot = memchr(s.ptr + from, '.', s.len - from);
        size_t to = dot ? (size_t)(dot - s.ptr) + 1 : s.len;

        while (to < s.len && s.ptr[to] != ' ') {
            dot = memchr(s.ptr + to, '.', s.len - to);
            to = dot ? (size_t)(dot - s.ptr) + 1 : s.len;
        }
        if (to - from >= LEAST_SENTENCE && !(from == 0 && to == s.len))
            add_stretch(c, list, block, from, to);
        from = to;
        while (from < s.len && s.ptr[from] == ' ')
            from++;
    }
}

static str stretch_text(const struct checker *c, const struct stretch *s)
{
    return str_sub(c->report->doc->block[s->block].flow.text, s->from, s->to);
}

static void tell_stretch(struct checker *c, enum diag_code code, const struct stretch *first,
                       const struct stretch *again)
{
    struct diag *d = structure_finding(c, code, again->block, again->from,
                                       structure_first_words(stretch_text(c, again)));

    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE,
                          flow_span(&c->report->doc->block[first->block].flow, first->from,
                                    first->from + (uint32_t)d->stated.len)),
             d->stated);
}

/* Each against the last one before it that has its hash. */
static void check_twice_told(struct checker *c, const struct stretches *list, enum diag_code code)
{
    size_t slots = 16;
    uint32_t *last;             /* the last one of a slot's hash, plus 1 */

    while (slots < 2 * list->n)
        slots *= 2;
    last = arena_array(c->job->arena, uint32_t, slots);
    for (size_t i = 0; i < list->n; i++) {
        const struct stretch *s = &list->s[i], *before;
        size_t k = (size_t)s->hash & (slots - 1);

        while (last[k] && list->s[last[k] - 1].hash != s->hash)
            k = (k + 1) & (slots - 1);
        before = last[k] ? &list->s[last[k] - 1] : NULL;
        last[k] = (uint32_t)i + 1;
        if (before && str_eq(stretch_text(c, before), stretch_text(c, s)))
            tell_stretch(c, code, before, s);
    }
}

void check_texts(struct checker *c)
{
    struct stretches paragraph = { 0 }, sentence = { 0 };
    struct cuts cuts = { .open = phrase_ends_of(open_word) };

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        const struct block *b = &c->report->doc->block[i];

        if (b->kind == BLOCK_TABLE || b->kind == BLOCK_HEADING)
            continue;
        check_cut(c, i, &cuts);
        if (b->flow.text.len >= LEAST_PARAGRAPH && memchr(b->flow.text.ptr, ' ', LEAST_PARAGRAPH))
            add_stretch(c, &paragraph, i, 0, b->flow.text.len);
        add_sentences(c, &sentence, i);
    }
    check_twice_told(c, &paragraph, DIAG_PARAGRAPH_TWICE);
    check_twice_told(c, &sentence, DIAG_SENTENCE_TWICE);
}
