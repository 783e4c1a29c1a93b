/* names.c -- names as sets of words that are told apart by their hashes. */
#include "analyse/names.h"

#include "base/utf8.h"
#include "lex/vocab.h"

#include <string.h>
#include <threads.h>

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

/* What tells of a plan no more than that it is one. */
static const char words_of_plans[] = "kế hoạch dự toán chỉ tiêu mục giao sẽ kiến";

/* Words that stand in names of every kind, without diacritics. */
static const char bare_fillers[] =
    "cua va cac toan tinh tren dia ban trong uoc dat voi la theo mot nhung duoc ve cho tai muc so "
    "luong tong co den nam thang o";

enum {
    NNAMED = sizeof named_word / sizeof *named_word,
    NAMED_SLOTS = 512,
    FIRST_READ = 256,
    STANDS_FOR = 6              /* words, at most, that an abbreviation stands for */
};

_Static_assert(NNAMED * 2 < NAMED_SLOTS, "the table of named words needs room");

/* A word, or two as one, that is no plain word of a name. */
struct named {
    uint64_t hash;              /* 0: a free slot */
    uint64_t short_of[STANDS_FOR];
    uint8_t nshort;
    uint8_t role;
    bool pairs;                 /* it begins a pair that is named */
    bool plan;
    bool bare_filler;
};

static struct named named_slot[NAMED_SLOTS];

struct name_slot {
    uint64_t hash;              /* str_quick_hash() of the name */
    struct name_told *told;     /* NULL: a free slot */
};

struct names {
    struct arena *arena;
    struct name_slot *slot;     /* open addressing */
    size_t nslots;
    uint32_t ntold;
    struct vocab *vocab;
    const struct lexicon *lexicon;
};

/* -- the named words -- */

static uint64_t named_pair(uint64_t first, uint64_t second)
{
    return first * UINT64_C(0x9E3779B97F4A7C15) ^ (second >> 7 | second << 57);
}

/* The slot of this hash, or the free one where it belongs. */
static struct named *named_at(uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) % NAMED_SLOTS;

    while (named_slot[at].hash && named_slot[at].hash != hash)
        at = (at + 1) % NAMED_SLOTS;
    return &named_slot[at];
}

/* The named word of this hash, or NULL. */
static inline const struct named *named_find(uint64_t hash)
{
    const struct named *k = named_at(hash);

    return k->hash ? k : NULL;
}

static struct named *named_make(uint64_t hash, enum word_role role)
{
    struct named *k = named_at(hash);

    if (!k->hash)
        *k = (struct named){ .hash = hash, .role = ROLE_WORD };
    if (role != ROLE_WORD)
        k->role = (uint8_t)role;
    return k;
}

static void add_named_word(size_t i)
{
    str rest = str_from(named_word[i].words), stands = str_from(named_word[i].stands_for), word;
    struct named *k;

    str_split(&rest, ' ', &word);
    if (rest.len) {
        named_make(str_hash(word), ROLE_WORD)->pairs = true;
        k = named_make(named_pair(str_hash(word), str_hash(rest)), named_word[i].role);
    } else {
        k = named_make(str_hash(word), named_word[i].role);
    }
    while (stands.len && k->nshort < STANDS_FOR && str_split(&stands, ' ', &word))
        k->short_of[k->nshort++] = str_hash(word);
}

static void build_named(void)
{
    str plans = str_from(words_of_plans), fillers = str_from(bare_fillers), word;

    for (size_t i = 0; i < NNAMED; i++)
        add_named_word(i);
    while (str_split(&plans, ' ', &word))
        named_make(str_hash(word), ROLE_WORD)->plan = true;
    while (str_split(&fillers, ' ', &word))
        named_make(str_hash(word), ROLE_WORD)->bare_filler = true;
}

struct names *names_open(struct arena *a)
{
    static once_flag once = ONCE_FLAG_INIT;
    struct names *n = arena_new(a, struct names);

    call_once(&once, build_named);
    n->arena = a;
    n->vocab = vocab_open(a);
    n->lexicon = lexicon_known();
    return n;
}

/* -- the words of a name -- */

static bool is_name_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in_word(char c)
{
    return (unsigned char)c >= 0x80 || is_name_digit(c) || (c >= 'a' && c <= 'z')
           || (c >= 'A' && c <= 'Z') || c == '%';
}

/* A word that begins with a figure: 3G, 2010, %; "03" is 3. */
static uint64_t hash_figure(struct arena *a, str word)
{
    size_t digits = 0;

    if (word.len > 1 && word.ptr[0] == '0')
        word = str_sub(word, 1, word.len);
    while (digits < word.len && is_name_digit(word.ptr[digits]))
        digits++;
    return str_hash(digits == word.len ? word : fold_text(a, word));
}

/* The length of the word at name[at], and its hash; 0 where none begins. */
static size_t word_at(struct names *n, str name, size_t at, uint64_t *hash)
{
    size_t end = at;

    if (is_name_digit(name.ptr[at]) || name.ptr[at] == '%') {
        while (end < name.len && in_word(name.ptr[end]))
            end++;
        *hash = hash_figure(n->arena, str_sub(name, at, end));
        return end - at;
    }
    const struct vocab_word *w = vocab_at(n->vocab, n->arena, name, at);

    if (w->len)
        *hash = vocab_hash(w);
    return w->len;
}

/* The words of a name in their order; gives how many. */
static uint32_t split_name(struct names *n, str name, uint64_t word[NAMES_MOST])
{
    uint32_t found = 0;

    for (size_t at = 0; at < name.len && found < NAMES_MOST;) {
        size_t len;

        if (name.ptr[at] == ' ') {
            at++;
            continue;
        }
        len = in_word(name.ptr[at]) ? word_at(n, name, at, &word[found]) : 0;

        found += len > 0;
        at += len ? len : 1;
        while (!len && at < name.len && ((unsigned char)name.ptr[at] & 0xC0) == 0x80)
            at++;
    }
    return found;
}

uint32_t names_leave_plan(const struct name_told *t, uint64_t word[NAMES_MOST])
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < t->n; i++) {
        const struct named *k = named_find(t->word[i]);

        if (!k || !k->plan)
            word[kept++] = t->word[i];
    }
    return kept;
}

/* -- the names that were met -- */

static struct name_slot *slot_of_name(const struct names *n, str name, uint64_t hash)
{
    size_t at = (size_t)hash & (n->nslots - 1);

    while (n->slot[at].told && (n->slot[at].hash != hash || !str_eq(n->slot[at].told->name, name)))
        at = (at + 1) & (n->nslots - 1);
    return &n->slot[at];
}

static void grow_names(struct names *n)
{
    struct name_slot *old = n->slot;
    size_t nold = n->nslots;

    n->nslots = nold ? nold * 2 : FIRST_READ;
    n->slot = arena_array(n->arena, struct name_slot, n->nslots);
    for (size_t i = 0; i < nold; i++)
        if (old[i].told)
            *slot_of_name(n, old[i].told->name, old[i].hash) = old[i];
}

static struct name_told *take_apart(struct names *n, str name)
{
    struct name_told *t = arena_new(n->arena, struct name_told);
    uint64_t word[NAMES_MOST], *kept;

    t->n = split_name(n, name, word);
    kept = arena_array_raw(n->arena, uint64_t, t->n);
    memcpy(kept, word, t->n * sizeof *word);
    t->name = name;
    t->word = kept;
    t->number = n->ntold++;
    return t;
}

struct name_told *names_told(struct names *n, str name)
{
    uint64_t hash = str_quick_hash(name);
    struct name_slot *slot;

    if ((n->ntold + 1) * 2 > n->nslots)
        grow_names(n);
    slot = slot_of_name(n, name, hash);
    if (!slot->told)
        *slot = (struct name_slot){ hash, take_apart(n, name) };
    return slot->told;
}

/* -- sets of them -- */

/* The words in the order in which they were met, each once. */
struct bag_draft {
    uint64_t word[NAMES_MOST];
    uint32_t n;
    uint64_t met;               /* a bit for what the words are: one that is not set is new */
};

static void add_to_bag(struct bag_draft *d, uint64_t hash)
{
    uint64_t bit = UINT64_C(1) << (hash >> 58);

    for (uint32_t i = 0; (d->met & bit) && i < d->n; i++)
        if (d->word[i] == hash)
            return;
    d->met |= bit;
    if (d->n < NAMES_MOST)
        d->word[d->n++] = hash;
}

static void add_named(struct bag_draft *d, const struct named *k, enum name_reading reading)
{
    if (k->role == ROLE_WORD && !(k->plan && reading == NAME_OF_PLAN))
        add_to_bag(d, k->hash);
    for (uint8_t i = 0; i < k->nshort; i++)
        add_to_bag(d, k->short_of[i]);
}

static uint64_t names_spread(uint64_t h)
{
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 29;
}

static uint64_t hash_draft(const struct bag_draft *d)
{
    uint64_t hash = 0;

    for (uint32_t i = 0; i < d->n; i++)
        hash += names_spread(d->word[i]);
    return hash;
}

/* A bag and its words. */
struct kept_bag {
    struct name_bag bag;
    uint64_t word[];
};

static const struct name_bag *keep_bag(struct arena *a, const struct bag_draft *d)
{
    struct kept_bag *kept = arena_alloc_raw(a, sizeof *kept + d->n * sizeof *d->word, 1);

    for (uint32_t i = 0; i < d->n; i++) {
        uint64_t word = d->word[i];
        uint32_t at = i;

        for (; at > 0 && kept->word[at - 1] > word; at--)
            kept->word[at] = kept->word[at - 1];
        kept->word[at] = word;
    }
    kept->bag = (struct name_bag){ kept->word, d->n, hash_draft(d) };
    return &kept->bag;
}

static void draft_bag(struct bag_draft *d, const uint64_t *word, uint32_t n,
                      enum name_reading reading)
{
    d->n = 0;
    d->met = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct named *k = named_find(word[i]), *pair = NULL;

        if (k && k->pairs && i + 1 < n)
            pair = named_find(named_pair(word[i], word[i + 1]));
        if (pair) {
            add_named(d, pair, reading);
            i++;
        } else if (k) {
            add_named(d, k, reading);
        } else {
            add_to_bag(d, word[i]);
        }
    }
}

static const struct name_bag *read_bag(struct names *n, const struct name_told *t,
                                       enum name_reading reading)
{
    struct bag_draft d;

    draft_bag(&d, t->word, t->n, reading);
    return keep_bag(n->arena, &d);
}

uint64_t names_hash(struct names *n, str name)
{
    uint64_t word[NAMES_MOST];
    struct bag_draft d;

    draft_bag(&d, word, split_name(n, name, word), NAME_PLAIN);
    return hash_draft(&d);
}

/* -- the same without diacritics -- */

static bool in_bare_word(char c)
{
    return (c >= 'a' && c <= 'z') || is_name_digit(c);
}

static void add_bare_word(struct bag_draft *d, str word)
{
    uint64_t hash = str_hash(word);
    const struct named *k = named_find(hash);

    if (!k || !k->bare_filler)
        add_to_bag(d, hash);
}

static const struct name_bag *read_bare(struct names *n, str name)
{
    str bare = fold_strip(n->arena, name);
    struct bag_draft d;

    d.n = 0;
    d.met = 0;
    for (size_t i = 0, from = 0; i <= bare.len; i++) {
        if (i < bare.len && in_bare_word(bare.ptr[i]))
            continue;
        if (i > from)
            add_bare_word(&d, str_sub(bare, from, i));
        from = i + 1;
    }
    return keep_bag(n->arena, &d);
}

const struct name_bag *names_bag(struct names *n, struct name_told *t, enum name_reading reading)
{
    if (!t->bag[reading])
        t->bag[reading] = reading == NAME_BARE ? read_bare(n, t->name) : read_bag(n, t, reading);
    return t->bag[reading];
}

const struct name_bag *names_read(struct names *n, str name, enum name_reading reading)
{
    return names_bag(n, names_told(n, name), reading);
}

uint32_t names_shared(const struct name_bag *a, const struct name_bag *b)
{
    uint32_t i = 0, k = 0, shared = 0;

    while (i < a->n && k < b->n) {
        bool same = a->word[i] == b->word[k], less = a->word[i] < b->word[k];

        shared += same;
        i += same || less;
        k += same || !less;
    }
    return shared;
}

bool names_within(const struct name_bag *part, const struct name_bag *whole)
{
    return names_shared(part, whole) == part->n;
}
