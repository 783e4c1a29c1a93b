/* wording_name.c -- abbreviations and codes that were spelt wrong; a word put twice.
 *
 * An abbreviation one letter from another may be one of its own (PCTT, PCTN): it is held
 * for a slip only where it stands once in the report, and in the same paragraph before the
 * same words as the other. */
#include "check/wording/wording_int.h"

#include "base/utf8.h"
#include "base/window.h"

#include <stdlib.h>

enum {
    LEAST_LETTERS = 4, MOST_LETTERS = 10,
    CODE_REACH = 40,            /* bytes between two codes of one list */
    CONTEXT_BYTES = 40
};

/* A word of capitals in a block. */
struct abbreviation {
    uint64_t hash;
    uint32_t block, at, len;
    bool again;                 /* stands elsewhere, too */
};

struct abbreviations {
    struct abbreviation *a;
    size_t n, cap;
    size_t bytes;               /* of the block read last: in words of capitals */
};

static str short_text(const struct checker *c, const struct abbreviation *a)
{
    return str_sub(c->report->doc->block[a->block].flow.text, a->at, a->at + a->len);
}

/* Letters of the word of capitals at s[at]; 0 for another word. *end: behind it. */
static uint32_t capitals_at(str s, size_t at, size_t *end)
{
    uint32_t n = 0, cp;
    bool small = false;

    for (; at < s.len; n++) {
        size_t next = at + 1;

        if (!(s.ptr[at] >= 'A' && s.ptr[at] <= 'Z')) {
            next = at + utf8_next(s, at, &cp);
            if (!utf8_is_letter(cp))
                break;
            small |= !utf8_is_upper(cp);
        }
        at = next;
    }
    *end = at;
    return small ? 0 : n;
}

/* Bytes of capitals: A to Z, Đ, Ư. */
static bool capital_byte(str s, size_t at)
{
    unsigned char byte = at < s.len ? (unsigned char)s.ptr[at] : 0;

    return (byte >= 'A' && byte <= 'Z') || byte == 0xC4 || byte == 0xC6 || byte == 0x90 ||
           byte == 0xAF;
}

/* The same of many. */
static lanes capital_bytes(lanes bytes)
{
    return lanes_within(bytes, 'A', 'Z') | lanes_equal(bytes & 0xFD, 0xC4) |
           lanes_equal(bytes, 0x90) | lanes_equal(bytes, 0xAF);
}

/* Reads the word of capitals that begins at s[at], where two such bytes stand. Gives where
 * to look on. Of letters beyond ASCII alone there is none: "Điện". */
static size_t read_capitals(struct checker *c, uint32_t block, size_t at,
                            struct abbreviations *out)
{
    str s = c->report->doc->block[block].flow.text;
    size_t end = at;
    bool ascii = false;
    uint32_t letters;

    for (; capital_byte(s, end); end++)
        ascii |= (unsigned char)s.ptr[end] < 0x80;
    if (!ascii)
        return end;
    letters = capitals_at(s, at, &end);
    out->bytes += end - at;
    if (letters >= LEAST_LETTERS && letters <= MOST_LETTERS)
        *arena_push(c->job->arena, out->a, out->n, out->cap) = (struct abbreviation){
            str_hash(str_sub(s, at, end)), block, (uint32_t)at, (uint32_t)(end - at), false,
        };
    return end > at ? end : at + 1;
}

/* Reads the abbreviations of a text that is not all capitals, as titles are. */
static void read_abbreviations(struct checker *c, uint32_t block, struct abbreviations *out)
{
    str s = c->report->doc->block[block].flow.text;
    size_t before = out->n, end = 0;

    out->bytes = 0;
    for (size_t at = 0; at < s.len; at += WINDOW) {
        uint64_t capital = window_of(s, at, capital_bytes);
        uint64_t two = capital & (capital >> 1 | UINT64_C(1) << 63);

        for (; two; two &= two - 1) {
            size_t i = at + first_of_window(two);

            if (i >= end && capital_byte(s, i + 1))
                end = read_capitals(c, block, i, out);
        }
    }
    if (out->bytes * 2 > s.len)     /* a title */
        out->n = before;
}

static int compare_abbreviations(const void *a, const void *b)
{
    const struct abbreviation *x = *(struct abbreviation *const *)a;
    const struct abbreviation *y = *(struct abbreviation *const *)b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Of one length, with one letter another, or two side by side swapped. */
static bool one_letter_off(str a, str b)
{
    size_t first = 0, last = a.len;

    if (a.len != b.len || str_eq(a, b))
        return false;
    while (a.ptr[first] == b.ptr[first])
        first++;
    while (a.ptr[last - 1] == b.ptr[last - 1])
        last--;
    if (last - first == 1)
        return true;
    return last - first == 2 && a.ptr[first] == b.ptr[first + 1] &&
           a.ptr[first + 1] == b.ptr[first];
}

/* Do the same two words stand behind both? */
static bool same_context(const struct checker *c, const struct abbreviation *a,
                         const struct abbreviation *b)
{
    enum { BLANKS = 3 };
    str s = c->report->doc->block[a->block].flow.text;
    str x = str_sub(s, a->at + a->len, s.len), y = str_sub(s, b->at + b->len, s.len);
    int blanks = 0;

    for (size_t n = 0; n < x.len && n < y.len && n < CONTEXT_BYTES && x.ptr[n] == y.ptr[n]; n++)
        blanks += x.ptr[n] == ' ';
    return blanks >= BLANKS;
}

static void add_slip_of(struct checker *c, const struct abbreviation *once, str meant)
{
    const struct flow *f = &c->report->doc->block[once->block].flow;
    struct diag *d = diag_add(c->diags, DIAG_ABBREVIATION_SLIP,
                              flow_span(f, once->at, once->at + once->len));

    diag_arg(d, short_text(c, once));
    diag_arg(d, meant);
    diag_stated(d, d->arg[0]);
    d->computed = d->repair = meant;
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), meant);
}

/* Those that stand once, against those before them in their paragraph, and against those
 * that stand oftener wherever. */
static void check_once(struct checker *c, const struct abbreviation *once,
                       const struct abbreviation *in_block, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((in_block[i].at < once->at || in_block[i].again) &&
            one_letter_off(short_text(c, once), short_text(c, &in_block[i])) &&
            same_context(c, once, &in_block[i])) {
            add_slip_of(c, once, short_text(c, &in_block[i]));
            return;
        }
}

/* Which of them stand more than once. `by_place` is in the order of the text. */
static void tell_again(struct checker *c, const struct abbreviations *by_place)
{
    struct abbreviation **sorted = arena_array(c->job->arena, struct abbreviation *,
                                               by_place->n + 1);

    for (size_t i = 0; i < by_place->n; i++)
        sorted[i] = &by_place->a[i];
    qsort(sorted, by_place->n, sizeof *sorted, compare_abbreviations);
    for (size_t i = 1; i < by_place->n; i++)
        if (sorted[i - 1]->hash == sorted[i]->hash)
            sorted[i - 1]->again = sorted[i]->again = true;
}

static void check_abbreviations(struct checker *c, const struct abbreviations *all)
{
    enum { MANY = 200 };        /* in one block: a table set as text */
    size_t from, to;

    tell_again(c, all);
    for (from = 0; from < all->n; from = to) {
        for (to = from + 1; to < all->n && all->a[to].block == all->a[from].block; to++)
            continue;
        for (size_t i = from; i < to && to - from < MANY; i++)
            if (!all->a[i].again)
                check_once(c, &all->a[i], &all->a[from], to - from);
    }
}

/* "TMDV-03", "TMDV- 03", "TMDV04": letters, what parts them from digits, digits. */
struct code { str letters, sign; size_t from, to; };

static bool read_code(str s, const struct abbreviation *a, struct code *out)
{
    size_t at = a->at + a->len, digits;

    digits = at;
    while (digits < s.len && digits - at < 3 && (s.ptr[digits] == ' ' || s.ptr[digits] == '-' ||
                                                 s.ptr[digits] == '.'))
        digits++;
    *out = (struct code){ str_sub(s, a->at, at), str_sub(s, at, digits), a->at, digits };
    while (out->to < s.len && out->to - digits < 6 &&
           ((s.ptr[out->to] >= '0' && s.ptr[out->to] <= '9') ||
            (s.ptr[out->to] == '.' && out->to > digits && out->to + 1 < s.len &&
             s.ptr[out->to + 1] >= '0' && s.ptr[out->to + 1] <= '9')))
        out->to++;
    return out->to > digits && out->to - digits < 6 &&
           !(out->sign.len == 1 && out->sign.ptr[0] == ' ');
}

/* Of two spellings the one with a blank inside is odd, else the one without a sign. */
static bool spelt_odd(const struct code *a, const struct code *b)
{
    bool blank_a = str_find(a->sign, STR(" ")) != SIZE_MAX;
    bool blank_b = str_find(b->sign, STR(" ")) != SIZE_MAX;

    return blank_a != blank_b ? blank_a : a->sign.len < b->sign.len;
}

/* Codes of one list are spelt one way; a list is told of once. */
static void check_codes(struct checker *c, const struct abbreviations *all)
{
    struct code last = { .to = 0 }, next;
    uint32_t block = UINT32_MAX;
    bool told = false;

    for (size_t i = 0; i < all->n; i++) {
        str s = c->report->doc->block[all->a[i].block].flow.text;
        const struct code *odd, *other;

        if (!read_code(s, &all->a[i], &next))
            continue;
        if (block != all->a[i].block || next.from - last.to > CODE_REACH ||
            !str_eq(last.letters, next.letters))
            told = false;
        else if (!told && !str_eq(last.sign, next.sign)) {
            odd = spelt_odd(&last, &next) ? &last : &next;
            other = odd == &last ? &next : &last;
            diag_arg(structure_finding(c, DIAG_CODE_SPELT, block, odd->from,
                                       str_sub(s, odd->from, odd->to)),
                     str_sub(s, other->from, other->to));
            told = true;
        }
        last = next;
        block = all->a[i].block;
    }
}

/* Words that are never doubled for a meaning of its own ("đời đời", "năm năm" are). */
static bool never_doubled(str word)
{
    static const char *const list[] = { "của", "các", "và", "được", "trong", "cho", "với", "đã",
                                        "những", "theo", "tại", "trên", "là", "về", "bằng", "để",
                                        "công", "thực", "tỉnh", "huyện", "đạt", "giảm", "thuộc",
                                        "cùng", "nhằm", "hoặc", "do", "kế", NULL };

    for (size_t i = 0; list[i]; i++)
        if (str_eq(word, str_from(list[i])))
            return true;
    return false;
}

void check_doubled_word(struct checker *c, uint32_t block, size_t from, size_t again)
{
    str s = c->report->doc->block[block].flow.text, word = str_sub(s, from, again - 1);
    size_t end = again + word.len;

    if (word.len < 2 || end > s.len || (end < s.len && s.ptr[end] != ' ') ||
        !str_eq(word, str_sub(s, again, end)) || !never_doubled(word))
        return;
    structure_finding(c, DIAG_WORD_TWICE, block, again, word);
}

void check_spelt_names(struct checker *c)
{
    struct abbreviations all = { 0 };

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++)
        if (c->report->doc->block[i].kind != BLOCK_TABLE)
            read_abbreviations(c, i, &all);
    if (all.n == 0)
        return;
    check_abbreviations(c, &all);
    check_codes(c, &all);
}
