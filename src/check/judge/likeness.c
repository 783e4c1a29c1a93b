/* likeness.c -- names of indicators as sets of words: which words two of them share.
 *
 * Rules compare the same names again and again. Each is folded and split when it is first
 * asked for; from then on it is a few numbers, one a word. */
#include "check/check_int.h"

#include "base/utf8.h"

enum { SET_WORDS = 48, FIRST_SLOTS = 256, NO_WORD = 0 };

/* The words of one name, each once. */
struct word_set {
    str name;                   /* told by its place: names stay where they are */
    uint32_t n;
    const uint32_t *word;
};

/* A word that was met, and its number. */
struct known_word {
    str text;
    uint32_t number;            /* NO_WORD: tells nothing of what is measured */
};

/* Both tables are open addressed; an empty slot has no text. */
struct name_book {
    struct arena *arena;
    struct word_set *set;
    size_t nsets, set_slots;
    struct known_word *word;
    size_t nwords, word_slots;
};

static struct known_word *word_slot(const struct name_book *k, str w)
{
    size_t at = (size_t)str_hash(w) & (k->word_slots - 1);

    while (k->word[at].text.ptr && !str_eq(k->word[at].text, w))
        at = (at + 1) & (k->word_slots - 1);
    return &k->word[at];
}

static void grow_words(struct name_book *k)
{
    struct known_word *old = k->word;
    size_t nold = k->word_slots;

    k->word_slots = nold ? nold * 2 : FIRST_SLOTS;
    k->word = arena_array(k->arena, struct known_word, k->word_slots);
    for (size_t i = 0; i < nold; i++)
        if (old[i].text.ptr)
            *word_slot(k, old[i].text) = old[i];
}

static uint32_t word_number(struct name_book *k, str w)
{
    struct known_word *slot = word_slot(k, w);

    if (slot->text.ptr)
        return slot->number;
    if ((k->nwords + 1) * 2 > k->word_slots) {
        grow_words(k);
        slot = word_slot(k, w);
    }
    *slot = (struct known_word){ w, (uint32_t)++k->nwords };
    return slot->number;
}

/* Words that stand in names of every kind. */
static void know_fillers(struct name_book *k)
{
    static const char *const filler[] = {
        "cua", "va", "cac", "toan", "tinh", "tren", "dia", "ban", "trong", "uoc", "dat", "voi",
        "la", "theo", "mot", "nhung", "duoc", "ve", "cho", "tai", "muc", "so", "luong", "tong",
        "co", "den", "nam", "thang", "o",
    };

    for (size_t i = 0; i < sizeof filler / sizeof *filler; i++)
        word_slot(k, str_from(filler[i]))[0] = (struct known_word){ str_from(filler[i]), NO_WORD };
    k->nwords = sizeof filler / sizeof *filler;
}

static bool in_plain_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The numbers of the words of a folded name, each once. */
static uint32_t split_name(struct name_book *k, str folded, uint32_t word[SET_WORDS])
{
    uint32_t n = 0;

    for (size_t i = 0, from = 0; i <= folded.len && n < SET_WORDS; i++) {
        uint32_t number, seen = 0;

        if (i < folded.len && in_plain_word(folded.ptr[i]))
            continue;
        number = i > from ? word_number(k, str_sub(folded, from, i)) : (uint32_t)NO_WORD;
        from = i + 1;
        while (seen < n && word[seen] != number)
            seen++;
        if (number != NO_WORD && seen == n)
            word[n++] = number;
    }
    return n;
}

static struct word_set *set_slot(const struct name_book *k, str name)
{
    uint64_t h = ((uint64_t)(uintptr_t)name.ptr ^ (uint64_t)name.len << 48) *
                 UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(h >> 32) & (k->set_slots - 1);

    while (k->set[at].name.ptr &&
           (k->set[at].name.ptr != name.ptr || k->set[at].name.len != name.len))
        at = (at + 1) & (k->set_slots - 1);
    return &k->set[at];
}

static void grow_sets(struct name_book *k)
{
    struct word_set *old = k->set;
    size_t nold = k->set_slots;

    k->set_slots = nold ? nold * 2 : FIRST_SLOTS;
    k->set = arena_array(k->arena, struct word_set, k->set_slots);
    for (size_t i = 0; i < nold; i++)
        if (old[i].name.ptr)
            *set_slot(k, old[i].name) = old[i];
}

static struct name_book *book_of(struct checker *c)
{
    struct name_book *k = c->names;

    if (k)
        return k;
    k = c->names = arena_new(c->job->arena, struct name_book);
    k->arena = c->job->arena;
    grow_words(k);
    grow_sets(k);
    know_fillers(k);
    return k;
}

static struct word_set name_set(struct checker *c, str name)
{
    struct name_book *k = book_of(c);
    struct word_set *slot;
    uint32_t word[SET_WORDS], *kept;

    if (name.len == 0)
        return (struct word_set){ .n = 0 };
    slot = set_slot(k, name);
    if (slot->name.ptr)
        return *slot;
    if ((k->nsets + 1) * 2 > k->set_slots) {
        grow_sets(k);
        slot = set_slot(k, name);
    }
    k->nsets++;
    *slot = (struct word_set){ .name = name, .n = split_name(k, fold_strip(k->arena, name), word) };
    kept = arena_array(k->arena, uint32_t, slot->n);
    memcpy(kept, word, slot->n * sizeof *word);
    slot->word = kept;
    return *slot;
}

struct likeness names_alike(struct checker *c, str a, str b)
{
    struct word_set x = name_set(c, a), y = name_set(c, b);
    struct likeness l = { 0, x.n, y.n };

    for (uint32_t i = 0; i < x.n; i++)
        for (uint32_t k = 0; k < y.n; k++)
            l.shared += x.word[i] == y.word[k];
    return l;
}

bool names_close(struct checker *c, str a, str b)
{
    struct likeness l = names_alike(c, a, b);
    uint32_t least = l.first < l.second ? l.first : l.second;

    return least > 0 && l.shared * 5 >= least * 3;
}
