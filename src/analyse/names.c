/* names.c -- names as sets of words that are told apart by number. */
#include "analyse/names.h"

#include "base/utf8.h"

#include <string.h>

enum word_role { ROLE_WORD, ROLE_NONE, ROLE_SHORT };

static const struct {
    const char *words;
    enum word_role role;
    const char *stands_for;     /* of ROLE_SHORT */
} named_word[] = {
#define FILLER(words) { words, ROLE_NONE, NULL },
#define LIGHT(words) { words, ROLE_NONE, NULL },
#define SHORT(words, stands_for) { words, ROLE_SHORT, stands_for },
#include "model/name_words.def"
#undef FILLER
#undef LIGHT
#undef SHORT
    { "số lượng", ROLE_NONE, NULL },
};

static const char *const words_of_plans[] = { "kế", "hoạch", "dự", "toán", "chỉ", "tiêu", "mục",
                                          "giao", "sẽ", "kiến" };

enum {
    NNAMED = sizeof named_word / sizeof *named_word,
    NPLAN = sizeof words_of_plans / sizeof *words_of_plans,
    NAMES_FIRST = 1024,         /* slots; a power of two */
    NAMES_MOST = 64,            /* words of a name; the others do not count */
    STANDS_FOR = 6,             /* words, at most, that an abbreviation stands for */
    NAMES_SPELLING = 64         /* bytes; longer ones are cut, and no word */
};

/* A word in its canonical form. */
struct named {
    str fold;
    uint64_t hash;
    uint32_t short_of[STANDS_FOR];      /* number + 1 of each */
    uint8_t role;
    bool pairs;                 /* begins a pair that is named */
    bool plan;                  /* tells no more than that a plan is told */
};

/* A spelling and the word it is. */
struct spelled {
    const char *ptr;
    uint32_t len;
    uint32_t hash;
    uint32_t word;              /* number + 1; 0: no word; of a free slot, ptr is NULL */
};

struct name_pair {
    uint32_t first, second;     /* numbers */
    uint32_t short_of[STANDS_FOR];
};

struct names {
    struct arena *arena;
    struct named *word;
    size_t nwords, word_cap;
    struct spelled *slot;
    size_t nslots, nspelled;
    struct name_pair pair[NNAMED];
    uint32_t npairs;
    str last;                   /* what was read last, as what, and its bag */
    enum name_reading last_reading;
    const struct name_bag *last_bag;
};

static uint32_t spelling_hash(const char *p, size_t len)
{
    uint64_t h = len;

    while (len >= 8) {
        uint64_t eight;

        memcpy(&eight, p, 8);
        h = (h ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 29;
        p += 8;
        len -= 8;
    }
    uint64_t rest = 0;

    for (size_t i = 0; i < len; i++)
        rest = rest << 8 | (unsigned char)p[i];
    h = (h ^ rest) * UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(h >> 32);
}

/* The slot of this spelling, or the free one where it belongs. */
static struct spelled *spelled_slot(struct names *n, const char *p, size_t len, uint32_t hash)
{
    size_t at = hash & (n->nslots - 1);

    while (n->slot[at].ptr && (n->slot[at].hash != hash || n->slot[at].len != len
                               || memcmp(n->slot[at].ptr, p, len) != 0))
        at = (at + 1) & (n->nslots - 1);
    return &n->slot[at];
}

static void grow_spelled(struct names *n)
{
    struct spelled *old = n->slot;
    size_t nold = n->nslots;

    n->nslots *= 2;
    n->slot = arena_array(n->arena, struct spelled, n->nslots);
    for (size_t i = 0; i < nold; i++)
        if (old[i].ptr)
            *spelled_slot(n, old[i].ptr, old[i].len, old[i].hash) = old[i];
}

static void keep_spelling(struct names *n, str spelling, uint32_t hash, uint32_t word)
{
    if (++n->nspelled * 2 > n->nslots)
        grow_spelled(n);
    *spelled_slot(n, spelling.ptr, spelling.len, hash) =
        (struct spelled){ spelling.ptr, (uint32_t)spelling.len, hash, word };
}

/* The number + 1 of a canonical word, which is its own spelling. */
static uint32_t canonical_word(struct names *n, str fold)
{
    uint32_t hash = spelling_hash(fold.ptr, fold.len);
    const struct spelled *known = spelled_slot(n, fold.ptr, fold.len, hash);

    if (known->ptr)
        return known->word;
    fold = arena_str(n->arena, fold);
    *arena_push(n->arena, n->word, n->nwords, n->word_cap) =
        (struct named){ .fold = fold, .hash = str_hash(fold), .role = ROLE_WORD };
    keep_spelling(n, fold, hash, (uint32_t)n->nwords);
    return (uint32_t)n->nwords;
}

static bool in_word(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
           || (c >= 'A' && c <= 'Z') || c == '%';
}

/* The word a spelling is: folded, without the signs that folding makes of typographic
 * ones, and "03" as "3". */
static uint32_t read_spelling(struct names *n, str spelling, uint32_t hash)
{
    char folded[2 * NAMES_SPELLING + 4], bare[2 * NAMES_SPELLING + 4];
    uint32_t word = 0;
    size_t len, k = 0;

    if (spelling.len <= NAMES_SPELLING) {
        len = fold_word(spelling, folded);
        for (size_t i = 0; i < len; i++)
            if (in_word((unsigned char)folded[i]))
                bare[k++] = folded[i];
        str w = { bare, k };

        while (w.len > 1 && w.ptr[0] == '0')
            w = str_sub(w, 1, w.len);
        word = w.len ? canonical_word(n, w) : 0;
    }
    /* a word in its canonical form has been kept by now */
    if (!spelled_slot(n, spelling.ptr, spelling.len, hash)->ptr)
        keep_spelling(n, arena_str(n->arena, spelling), hash, word);
    return word;
}

/* The number + 1 of the next word of *rest; 0 for one that is none. False at the end. */
static bool names_next(struct names *n, str *rest, uint32_t *word)
{
    size_t at = 0, from;

    while (at < rest->len && !in_word((unsigned char)rest->ptr[at]))
        at++;
    if (at == rest->len)
        return false;
    for (from = at; at < rest->len && in_word((unsigned char)rest->ptr[at]);)
        at++;

    str spelling = str_sub(*rest, from, at);
    uint32_t hash = spelling_hash(spelling.ptr, spelling.len);
    const struct spelled *known = spelled_slot(n, spelling.ptr, spelling.len, hash);

    *rest = str_sub(*rest, at, rest->len);
    *word = known->ptr ? known->word : read_spelling(n, spelling, hash);
    return true;
}

static void read_short(struct names *n, const char *words, uint32_t out[STANDS_FOR])
{
    str rest = str_from(words);
    uint32_t word;

    for (int i = 0; i < STANDS_FOR && names_next(n, &rest, &word); i++)
        out[i] = word;
}

static void add_named_word(struct names *n, size_t i)
{
    str rest = str_from(named_word[i].words);
    uint32_t short_of[STANDS_FOR] = { 0 }, first = 0, second = 0;

    if (named_word[i].role == ROLE_SHORT)
        read_short(n, named_word[i].stands_for, short_of);
    if (!names_next(n, &rest, &first) || !first)
        return;
    if (names_next(n, &rest, &second)) {
        n->word[first - 1].pairs = true;
        n->pair[n->npairs] = (struct name_pair){ .first = first - 1, .second = second - 1 };
        memcpy(n->pair[n->npairs++].short_of, short_of, sizeof short_of);
        return;
    }
    n->word[first - 1].role = (uint8_t)named_word[i].role;
    memcpy(n->word[first - 1].short_of, short_of, sizeof short_of);
}

struct names *names_open(struct arena *a)
{
    struct names *n = arena_new(a, struct names);

    n->arena = a;
    n->nslots = NAMES_FIRST;
    n->slot = arena_array(a, struct spelled, n->nslots);
    for (size_t i = 0; i < NNAMED; i++)
        add_named_word(n, i);
    for (size_t i = 0; i < NPLAN; i++) {
        uint32_t word = canonical_word(n, str_from(words_of_plans[i]));

        n->word[word - 1].plan = true;
    }
    return n;
}

/* The words of a name while it is read. */
struct bag_draft {
    uint32_t word[NAMES_MOST];
    uint32_t n;
};

static void add_to_bag(struct bag_draft *d, uint32_t number)
{
    uint32_t at = d->n;

    for (uint32_t i = 0; i < d->n; i++)
        if (d->word[i] == number)
            return;
    if (d->n == NAMES_MOST)
        return;
    for (; at > 0 && d->word[at - 1] > number; at--)
        d->word[at] = d->word[at - 1];
    d->word[at] = number;
    d->n++;
}

static void add_short(struct bag_draft *d, const uint32_t short_of[STANDS_FOR])
{
    for (int i = 0; i < STANDS_FOR && short_of[i]; i++)
        add_to_bag(d, short_of[i] - 1);
}

/* The named pair of these two words, or NULL. */
static const struct name_pair *pair_of(const struct names *n, uint32_t first, uint32_t second)
{
    for (uint32_t i = 0; i < n->npairs; i++)
        if (n->pair[i].first == first && n->pair[i].second == second)
            return &n->pair[i];
    return NULL;
}

static void add_name_word(const struct names *n, struct bag_draft *d, uint32_t number,
                          enum name_reading reading)
{
    const struct named *w = &n->word[number];

    if (w->role == ROLE_NONE || (w->plan && reading == NAME_OF_PLAN))
        return;
    if (w->role == ROLE_SHORT)
        add_short(d, w->short_of);
    else
        add_to_bag(d, number);
}

static uint64_t names_spread(uint64_t h)
{
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 29;
}

static const struct name_bag *keep_bag(const struct names *n, const struct bag_draft *d)
{
    struct name_bag *bag = arena_new(n->arena, struct name_bag);
    uint32_t *word = arena_array(n->arena, uint32_t, d->n);

    for (uint32_t i = 0; i < d->n; i++) {
        word[i] = d->word[i];
        bag->hash += names_spread(n->word[d->word[i]].hash);
    }
    bag->word = word;
    bag->n = d->n;
    return bag;
}

const struct name_bag *names_read(struct names *n, str name, enum name_reading reading)
{
    struct bag_draft d = { .n = 0 };
    uint32_t word, next = 0;
    str rest = name;

    if (n->last_bag && n->last.ptr == name.ptr && n->last.len == name.len
        && n->last_reading == reading)
        return n->last_bag;

    bool more = names_next(n, &rest, &word);
    while (more) {
        const struct name_pair *pair = NULL;

        more = names_next(n, &rest, &next);
        if (word && more && next && n->word[word - 1].pairs)
            pair = pair_of(n, word - 1, next - 1);
        if (pair) {
            add_short(&d, pair->short_of);
            more = names_next(n, &rest, &next);
        } else if (word) {
            add_name_word(n, &d, word - 1, reading);
        }
        word = next;
    }
    n->last = name;
    n->last_reading = reading;
    n->last_bag = keep_bag(n, &d);
    return n->last_bag;
}

uint32_t names_shared(const struct name_bag *a, const struct name_bag *b)
{
    uint32_t i = 0, k = 0, shared = 0;

    while (i < a->n && k < b->n) {
        if (a->word[i] == b->word[k]) {
            shared++;
            i++;
            k++;
        } else if (a->word[i] < b->word[k]) {
            i++;
        } else {
            k++;
        }
    }
    return shared;
}

bool names_within(const struct name_bag *part, const struct name_bag *whole)
{
    return names_shared(part, whole) == part->n;
}
