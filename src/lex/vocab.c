/* vocab.c -- the words of a text: each distinct spelling is folded once. */
#include "lex/vocab.h"

#include "base/utf8.h"
#include "lex/numeral.h"

#include <endian.h>
#include <string.h>

/* A report has four thousand spellings; a text with more than VOCAB_MOST begins anew. */
enum { VOCAB_FIRST = 1024, VOCAB_MOST = 1 << 16, SPELLING = 16 };

/* The bytes of the letter that a byte begins: 1 in ASCII, 2 from U+0100 to U+023F, 3
 * from U+1E00 to U+1EFF, 4 from U+00C0 to U+00FF; 5 is a digit, 6 asks utf8_next(), 0
 * begins no letter. */
enum { LEAD_DIGIT = 5, LEAD_LATIN1 = 4, LEAD_ASK = 6 };
static const char word_lead[] =
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5\5\5\5\5\5\5\5\5\5\0\0\0\0\0\0"
    "\0\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\0\0\0\0\1"
    "\0\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\0\0\0\0\0"
    "\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6"
    "\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6"
    "\6\6\6\4\2\2\2\2\2\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6"
    "\6\3\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6\6";

static bool is_tail_byte(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The length of the letter above ASCII at text[at], 0 when it is none; ² and ³ are
 * letters inside a word. */
static size_t wide_letter(str text, size_t at, bool inside)
{
    const char *p = text.ptr + at;
    size_t left = text.len - at, n;
    uint32_t cp;

    switch (word_lead[(unsigned char)*p]) {
    case LEAD_LATIN1:
        if (left > 1 && is_tail_byte(p[1]))
            return p[1] != '\x97' && p[1] != '\xB7' ? 2 : 0;      /* × and ÷ */
        return 0;
    case 2:
        return left > 1 && is_tail_byte(p[1]) ? 2 : 0;
    case 3:
        if (left > 2 && is_tail_byte(p[2]) && ((unsigned char)p[1] & 0xFC) == 0xB8)
            return 3;
        break;
    default:
        break;
    }
    n = utf8_next(text, at, &cp);
    return utf8_is_letter(cp) || (inside && (cp == 0xB2 || cp == 0xB3)) ? n : 0;
}

/* The length of the word at text[at]: letters, and digits glued behind them
 * (m3, KT1, J02); HK.km and tấn.km keep their dot. */
static size_t word_run(str text, size_t at)
{
    size_t i = at, n;

    for (;;) {
        int lead = 0;

        while (i < text.len && (lead = word_lead[(unsigned char)text.ptr[i]]) == 1)
            i++;
        if (i == text.len)
            break;
        if (lead == 0) {
            if (text.ptr[i] != '.' || i == at || i + 2 >= text.len ||
                (text.ptr[i + 1] | 32) != 'k' || (text.ptr[i + 2] | 32) != 'm')
                break;
            n = 1;
        } else if (lead == LEAD_DIGIT) {
            n = i > at;
        } else {
            n = wide_letter(text, i, i > at);
        }
        if (n == 0)
            break;
        i += n;
    }
    return i - at;
}

/* The length of the currency sign at text[at], which is a word like any unit, or 0. */
static size_t currency_run(str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    uint32_t cp;
    size_t n;

    if (c < 0x80)
        return c == '$';
    n = utf8_next(text, at, &cp);
    return cp == 0xA3 || cp == 0xA5 || (cp >= 0x20A0 && cp <= 0x20BF) ? n : 0;
}

/* A spelling as two numbers: its bytes up to a blank, zeroes behind them. */
struct spelling { uint64_t head, tail; };

static inline uint64_t load_eight(const char *p)
{
    uint64_t eight;

    memcpy(&eight, p, sizeof eight);
    return le64toh(eight);
}

/* The bits of the bytes before the first blank. */
static inline uint64_t before_blank(uint64_t eight)
{
    uint64_t other = eight ^ EACH_BYTE(' ');
    uint64_t blank = (other - EACH_BYTE(1)) & ~other & EACH_BYTE(0x80);

    return ((blank & -blank) >> 7) - 1;
}

/* The spelling at p, where SPELLING bytes and one more may be read; false for one that is
 * longer than can be told. Words of either half stand in any order: a branch would be
 * mistaken every other time. */
static inline bool spell_at(const char *p, struct spelling *k)
{
    uint64_t head = load_eight(p), tail = load_eight(p + 8);
    uint64_t head_bits = before_blank(head);
    uint64_t tail_bits = before_blank(tail) & -(uint64_t)(head_bits == UINT64_MAX);

    *k = (struct spelling){ head & head_bits, tail & tail_bits };
    return tail_bits != UINT64_MAX || p[SPELLING] == ' ';
}

/* The same at the end of a text. */
__attribute__((noinline))
static bool spell_last(str rest, struct spelling *k)
{
    char padded[SPELLING + 1];

    memset(padded, ' ', sizeof padded);
    memcpy(padded, rest.ptr, rest.len);
    return spell_at(padded, k);
}

static inline bool spell(str text, size_t at, struct spelling *k)
{
    return text.len - at > SPELLING ? spell_at(text.ptr + at, k)
                                    : spell_last((str){ text.ptr + at, text.len - at }, k);
}

static inline size_t spelling_slot(const struct vocab *v, struct spelling k)
{
    uint64_t h = (k.head ^ k.tail << 23 ^ k.tail >> 41) * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(h ^ h >> 32) & (v->nslots - 1);
}

/* The slot of the spelling, or the empty one where it belongs. */
static inline struct vocab_word *find_slot(const struct vocab *v, struct spelling k)
{
    size_t at = spelling_slot(v, k);

    while (v->slot[at].head && (v->slot[at].head != k.head || v->slot[at].tail != k.tail))
        at = (at + 1) & (v->nslots - 1);
    return &v->slot[at];
}

static void grow_vocab(struct vocab *v, struct arena *a)
{
    struct vocab_word *old = v->slot;
    size_t nold = v->nslots;

    v->nslots = nold ? nold * 2 : VOCAB_FIRST;
    v->slot = arena_array(a, struct vocab_word, v->nslots);
    for (size_t i = 0; i < nold; i++)
        if (old[i].head)
            *find_slot(v, (struct spelling){ old[i].head, old[i].tail }) = old[i];
}

/* Room for one more. */
static void make_room(struct vocab *v, struct arena *a)
{
    if ((v->n + 1) * 2 <= v->nslots)
        return;
    if (v->nslots < VOCAB_MOST) {
        grow_vocab(v, a);
    } else {
        memset(v->slot, 0, v->nslots * sizeof *v->slot);
        v->n = 0;
    }
}

/* Tells all of the word that text[at] begins. */
static void learn_word(struct vocab_word *w, const struct lexicon *l, struct arena *a, str text,
                       size_t at)
{
    size_t len = word_run(text, at);
    str raw = str_sub(text, at, at + (len ? len : currency_run(text, at)));
    char *fold;
    uint32_t cp;

    if (raw.len == 0)
        return;
    fold = arena_alloc(a, 1, raw.len * 2 + 1);          /* see fold_word */
    utf8_next(raw, 0, &cp);
    w->len = (uint32_t)raw.len;
    w->fold = (str){ fold, fold_word(raw, fold) };
    w->word = lexicon_word(l, w->fold);
    w->numeral = numeral_word(w->fold);
    w->upper = utf8_is_upper(cp);
    for (size_t i = 0; i < raw.len; i++)
        w->digits |= raw.ptr[i] >= '0' && raw.ptr[i] <= '9';
}

/* A new spelling, or one that no slot can hold: those are rare, and stay out of the way
 * of the others. */
__attribute__((noinline))
static const struct vocab_word *learn_spelling(struct vocab *v, const struct lexicon *l,
                                               struct arena *a, str text, size_t at)
{
    struct vocab_word *w;
    struct spelling k;

    if (spell(text, at, &k)) {
        make_room(v, a);
        w = find_slot(v, k);
        w->head = k.head;
        w->tail = k.tail;
        v->n++;
    } else {
        w = arena_new(a, struct vocab_word);
    }
    learn_word(w, l, a, text, at);
    return w;
}

const struct vocab_word *vocab_at(struct vocab *v, const struct lexicon *l, struct arena *a,
                                  str text, size_t at)
{
    struct spelling k;

    if (v->n > 0 && spell(text, at, &k)) {
        const struct vocab_word *w = find_slot(v, k);

        if (w->head)
            return w;
    }
    return learn_spelling(v, l, a, text, at);
}
