/* vocab.c -- the words of a text: each distinct spelling is folded once. */
#include "lex/vocab_int.h"

#include "base/kept.h"
#include "base/utf8.h"
#include "lex/numeral.h"
#include "lex/syllable.h"

#include <stdlib.h>

enum { WORD_MOST = 20000 };

/* Enough for the folded form, see fold_word. */
#define FOLD_BYTES(len) (2 * (len) + 4)

enum { HASH_BYTES = sizeof(uint64_t) };     /* before each folded form, see vocab_hash() */

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

static inline uint64_t load_four(const char *p)
{
    uint32_t four;

    memcpy(&four, p, sizeof four);
    return le32toh(four);
}

/* The `len` bytes at p, at most eight, and blanks behind them. */
static inline uint64_t load_some(const char *p, size_t len)
{
    uint64_t some = 0;

    if (len >= 8)
        return load_eight(p);
    if (len >= 4)
        some = load_four(p) | load_four(p + len - 4) << 8 * (len - 4);
    else if (len > 0)           /* one to three: the first, the middle one, the last */
        some = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[len / 2] << 8 * (len / 2)
             | (uint64_t)(unsigned char)p[len - 1] << 8 * (len - 1);
    return some | EACH_BYTE(' ') << 8 * len;
}

/* The same at the end of a text, which has at most SPELLING bytes more: blanks behind. */
static inline bool spell_last(str rest, struct spelling *k)
{
    uint64_t head = load_some(rest.ptr, rest.len);
    uint64_t tail = rest.len > 8 ? load_some(rest.ptr + 8, rest.len - 8) : EACH_BYTE(' ');

    return spell_lanes((lanes)(halves){ htole64(head), htole64(tail) }, true, k);
}

static void forget_words(struct vocab *v)
{
    memset(v->slot, 0, sizeof v->slot);
    v->n = 0;
}

/* The thread's own, kept from job to job; where there is no memory for one the job's. */
static struct vocab *kept_vocab(struct arena *a)
{
    struct vocab *v = kept_of_thread(KEPT_VOCAB, sizeof *v);

    return v ? v : arena_new(a, struct vocab);
}

struct vocab *vocab_open(struct arena *a)
{
    struct vocab *v = kept_vocab(a);

    if (v->spilled) {
        forget_words(v);
        v->spilled = false;
        v->ntext = 0;
    }
    return v;
}

/* Room for one more. Tokens of the running report still show folded forms of words that
 * are forgotten here: the text of those is not used again before the next report. */
static void make_room(struct vocab *v)
{
    if (v->n < VOCAB_MOST && v->ntext + HASH_BYTES + FOLD_BYTES(SPELLING) <= TEXT_BYTES)
        return;
    forget_words(v);
    v->spilled = true;
}

/* Where the folded form of a word of `len` bytes goes, with room for its hash before it. Only
 * of one that a slot keeps, for which make_room() has looked, does it stay from report to
 * report. */
static char *fold_room(struct vocab *v, struct arena *a, size_t len, bool kept)
{
    bool stays = kept && !v->spilled && len <= SPELLING;
    char *room = stays ? v->text + v->ntext : arena_alloc(a, 1, HASH_BYTES + FOLD_BYTES(len));

    return room + HASH_BYTES;
}

/* Tells all of the word that text[at] begins. */
static void learn_word(struct vocab_word *w, struct vocab *v, struct arena *a, str text,
                       size_t at, bool kept)
{
    size_t len = word_run(str_sub(text, 0, at + WORD_MOST), at);
    str raw = str_sub(text, at, at + (len ? len : currency_run(text, at)));
    uint64_t hash;
    char *fold;
    uint32_t cp;

    if (raw.len == 0)
        return;
    fold = fold_room(v, a, raw.len, kept);
    utf8_next(raw, 0, &cp);
    w->len = (uint16_t)raw.len;
    w->folded = fold;
    w->fold_len = (uint16_t)fold_word(raw, fold);
    hash = str_hash(vocab_fold(w));
    memcpy(fold - HASH_BYTES, &hash, HASH_BYTES);
    w->look.word = lexicon_word(lexicon_known(), vocab_fold(w));
    w->look.numeral = numeral_word(vocab_fold(w));
    w->look.upper = utf8_is_upper(cp);
    w->look.digits = str_find_digit(raw, 0) < raw.len;
    w->look.odd = !w->look.upper && w->look.word == W_OTHER && !syllable_fits(vocab_fold(w));
    w->look.stands_out = w->look.upper || w->look.digits || w->look.odd;
    if (fold == v->text + v->ntext + HASH_BYTES)
        v->ntext += HASH_BYTES + (size_t)w->fold_len;
}

/* A new spelling, or one that no slot can hold: those are rare. */
static const struct vocab_word *learn_spelling(struct vocab *v, struct arena *a, str text,
                                               size_t at, bool kept, struct spelling k)
{
    struct vocab_word learnt = { .head = k.head, .tail = k.tail }, *w;

    if (kept)
        make_room(v);
    learn_word(&learnt, v, a, text, at, kept);
    if (kept) {
        w = find_slot(v, k);
        v->n++;
    } else {
        w = arena_new(a, struct vocab_word);
    }
    *w = learnt;
    return w;
}

/* At the end of a text, and of spellings that are not known yet: out of the way of all the
 * others, which need few registers without it. */
__attribute__((noinline))
static const struct vocab_word *seldom_at(struct vocab *v, struct arena *a, str text, size_t at)
{
    struct spelling k = { 0, 0 };
    bool kept = text.len - at > SPELLING
              ? spell_at(text.ptr + at, &k)
              : spell_last((str){ text.ptr + at, text.len - at }, &k);
    const struct vocab_word *w = kept ? find_slot(v, k) : NULL;

    return w && w->head ? w : learn_spelling(v, a, text, at, kept, k);
}

const struct vocab_word *vocab_at(struct vocab *v, struct arena *a, str text, size_t at)
{
    const struct vocab_word *w = vocab_known_at(v, text, at);

    return w ? w : seldom_at(v, a, text, at);
}
