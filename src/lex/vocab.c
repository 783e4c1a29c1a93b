/* vocab.c -- the words of a text: each distinct spelling is folded once. */
#include "lex/vocab.h"

#include "base/utf8.h"
#include "lex/numeral.h"

#include <string.h>

/* A report has two thousand spellings; a text with more than VOCAB_MOST begins anew. */
enum { VOCAB_FIRST = 1024, VOCAB_MOST = 1 << 16 };

/* A spelling as two numbers, which with its length tell it from all others of at most
 * sixteen bytes; longer ones are rare. */
struct spelling { uint64_t head, tail; };

static inline struct spelling spell(str s)
{
    struct spelling k = { 0, 0 };

    if (s.len > 16) {
        k.head = str_hash(s);
    } else if (s.len >= 8) {
        memcpy(&k.head, s.ptr, 8);
        memcpy(&k.tail, s.ptr + s.len - 8, 8);
    } else if (s.len >= 4) {
        uint32_t head, tail;

        memcpy(&head, s.ptr, 4);
        memcpy(&tail, s.ptr + s.len - 4, 4);
        k = (struct spelling){ head, tail };
    } else {
        for (size_t i = 0; i < s.len; i++)
            k.head = k.head << 8 | (unsigned char)s.ptr[i];
    }
    return k;
}

static inline size_t spelling_slot(const struct vocab *v, uint64_t head, uint64_t tail)
{
    uint64_t h = (head ^ tail << 23 ^ tail >> 41) * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(h ^ h >> 32) & (v->nslots - 1);
}

static void grow_vocab(struct vocab *v, struct arena *a)
{
    struct vocab_word *old = v->slot;
    size_t nold = v->nslots;

    v->nslots = nold ? nold * 2 : VOCAB_FIRST;
    v->slot = arena_array(a, struct vocab_word, v->nslots);
    for (size_t i = 0; i < nold; i++) {
        size_t at = spelling_slot(v, old[i].head, old[i].tail);

        if (!old[i].raw.len)
            continue;
        while (v->slot[at].raw.len)
            at = (at + 1) & (v->nslots - 1);
        v->slot[at] = old[i];
    }
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

static void learn_word(struct vocab_word *w, const struct lexicon *l, struct arena *a, str raw)
{
    char *fold = arena_alloc(a, 1, raw.len * 2 + 1);        /* see fold_word */
    uint32_t cp;

    utf8_next(raw, 0, &cp);
    w->raw = raw;
    w->fold = (str){ fold, fold_word(raw, fold) };
    w->word = lexicon_word(l, w->fold);
    w->numeral = numeral_word(w->fold);
    w->upper = utf8_is_upper(cp);
    for (size_t i = 0; i < raw.len; i++)
        w->digits |= raw.ptr[i] >= '0' && raw.ptr[i] <= '9';
}

const struct vocab_word *vocab_find(struct vocab *v, const struct lexicon *l, struct arena *a,
                                    str raw)
{
    struct spelling k = spell(raw);
    struct vocab_word *w;

    make_room(v, a);
    for (size_t at = spelling_slot(v, k.head, k.tail);; at = (at + 1) & (v->nslots - 1)) {
        w = &v->slot[at];
        if (!w->raw.len)
            break;
        if (w->head == k.head && w->tail == k.tail && w->raw.len == raw.len &&
            (raw.len <= 16 || memcmp(w->raw.ptr, raw.ptr, raw.len) == 0))
            return w;
    }
    learn_word(w, l, a, raw);
    w->head = k.head;
    w->tail = k.tail;
    v->n++;
    return w;
}
