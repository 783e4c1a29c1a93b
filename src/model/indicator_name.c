/* indicator_name.c -- what of an indicator's name is compared. */
#include "base/utf8.h"
#include "model/indicator_int.h"

#include <string.h>

enum word_kind { WORD_HEAVY, WORD_FILLER, WORD_LIGHT, WORD_SHORT };

static const struct {
    const char *words;
    enum word_kind kind;
    const char *stands_for;     /* of WORD_SHORT */
} special_word[] = {
#define FILLER(words) { words, WORD_FILLER, NULL },
#define LIGHT(words) { words, WORD_LIGHT, NULL },
#define SHORT(words, stands_for) { words, WORD_SHORT, stands_for },
#include "model/name_words.def"
#undef FILLER
#undef LIGHT
#undef SHORT
};

enum {
    NSPECIAL = sizeof special_word / sizeof *special_word,
    WORD_SLOTS = 512,
    LIGHT_BITS = 64,
    LONGEST_NAME = 400,
    MOST_WORDS = 48
};

_Static_assert(NSPECIAL * 2 < WORD_SLOTS, "the table of words needs room");

struct name_words {
    struct {
        uint64_t hash;          /* 0: a free slot */
        uint8_t special;
        uint8_t light;          /* number of its bit */
    } slot[WORD_SLOTS];
    uint64_t begins_pair[WORD_SLOTS / 64];  /* a bit for the first word of two */
};

static bool in_name(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '%';
}

/* Takes the next word of folded text; "03" is the word "3". */
static bool take_name_word(str *rest, str *word)
{
    size_t at = 0, start;

    while (at < rest->len && !in_name((unsigned char)rest->ptr[at]))
        at++;
    for (start = at; at < rest->len && in_name((unsigned char)rest->ptr[at]);)
        at++;
    *word = str_sub(*rest, start, at);
    *rest = str_sub(*rest, at, rest->len);
    if (word->len > 1 && word->ptr[0] == '0')
        *word = str_sub(*word, 1, word->len);
    return word->len > 0;
}

/* Two words as one, in order. */
static uint64_t hash_pair(uint64_t first, uint64_t second)
{
    return (first * UINT64_C(0x9E3779B97F4A7C15)) ^ (second >> 7 | second << 57);
}

/* Spreads a hash so that sums of several stay apart. */
static uint64_t hash_spread(uint64_t h)
{
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 29;
}

const struct name_words *name_words_open(struct arena *a)
{
    struct name_words *all = arena_new(a, struct name_words);
    uint8_t light = 0;

    for (size_t i = 0; i < NSPECIAL; i++) {
        str rest = str_from(special_word[i].words), word;
        uint64_t hash = take_name_word(&rest, &word) ? str_hash(word) : 0;

        if (take_name_word(&rest, &word)) {
            all->begins_pair[hash % WORD_SLOTS / 64] |= UINT64_C(1) << hash % 64;
            hash = hash_pair(hash, str_hash(word));
        }

        size_t at = hash % WORD_SLOTS;
        while (all->slot[at].hash)
            at = (at + 1) % WORD_SLOTS;
        all->slot[at].hash = hash;
        all->slot[at].special = (uint8_t)i;
        if (special_word[i].kind == WORD_LIGHT)
            all->slot[at].light = light++ % LIGHT_BITS;
    }
    return all;
}

/* The slot of a special word, or a free one. */
static size_t special_slot(const struct name_words *words, uint64_t hash)
{
    size_t at = hash % WORD_SLOTS;

    while (words->slot[at].hash && words->slot[at].hash != hash)
        at = (at + 1) % WORD_SLOTS;
    return at;
}

/* May the word be the first of two that are special as one? */
static bool may_begin_pair(const struct name_words *words, uint64_t hash)
{
    return words->begins_pair[hash % WORD_SLOTS / 64] >> hash % 64 & 1;
}

/* A key while its name is read. */
struct key_draft {
    struct name_key key;
    uint64_t heavy[MOST_WORDS]; /* seen so far */
    uint64_t met;               /* a bit for what they are: one that is not set is new */
};

/* A word said twice ("số HTX tạm ngừng HTX") is in the bag once. The first one
 * keeps its place: the plan of a disbursement is no disbursement of a plan. */
static void add_word(struct key_draft *d, uint64_t hash)
{
    uint64_t bit = UINT64_C(1) << (hash >> 58);

    d->key.words = hash_spread(hash_pair(d->key.words, hash));
    for (uint32_t i = 0; (d->met & bit) && i < d->key.nheavy; i++)
        if (d->heavy[i] == hash)
            return;
    d->met |= bit;
    if (d->key.nheavy < MOST_WORDS) {
        d->key.bag += hash_spread(d->key.nheavy ? hash : ~hash);
        d->heavy[d->key.nheavy++] = hash;
    }
}

static void add_words_of(struct key_draft *d, const char *words)
{
    str rest = str_from(words), word;

    while (take_name_word(&rest, &word))
        add_word(d, str_hash(word));
}

/* Adds the special word in this slot. */
static void add_special(const struct name_words *words, size_t at, struct key_draft *d)
{
    size_t i = words->slot[at].special;

    switch (special_word[i].kind) {
    case WORD_LIGHT:
        d->key.light |= UINT64_C(1) << words->slot[at].light;
        d->key.words = hash_spread(hash_pair(d->key.words, words->slot[at].hash));
        break;
    case WORD_SHORT:
        add_words_of(d, special_word[i].stands_for);
        break;
    case WORD_FILLER:
    case WORD_HEAVY:
        break;
    }
}

struct name_key name_key_from(const struct name_words *words, const uint64_t *word, size_t n)
{
    struct key_draft d;

    d.key = (struct name_key){ 0 };
    d.met = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = special_slot(words, word[i]), pair_at = at;
        bool pair = i + 1 < n && may_begin_pair(words, word[i]);

        if (pair)
            pair_at = special_slot(words, hash_pair(word[i], word[i + 1]));
        if (pair && words->slot[pair_at].hash) {
            add_special(words, pair_at, &d);
            i++;
        } else if (words->slot[at].hash) {
            add_special(words, at, &d);
        } else {
            add_word(&d, word[i]);
        }
    }
    return d.key;
}

struct name_key name_key_of(const struct name_words *words, str name)
{
    char folded[2 * LONGEST_NAME + 4];
    uint64_t hash[LONGEST_NAME];
    str rest, word;
    size_t n = 0;

    if (name.len > LONGEST_NAME)
        return (struct name_key){ 0 };
    rest = (str){ folded, fold_word(name, folded) };
    while (n < LONGEST_NAME && take_name_word(&rest, &word))
        hash[n++] = str_hash(word);
    return name_key_from(words, hash, n);
}
