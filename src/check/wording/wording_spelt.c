/* wording_spelt.c -- proper names spelt two ways: Nậm Múc and Nậm Mức, Pu Nhi and Pú Nhi.
 *
 * Two syllables with capitals that are alike but for tones and diacritics are nearly always
 * one name in a report. The one that stands less often is told, once a report. Where many
 * pairs are found the text was read badly, and they are notes. */
#include "check/wording/wording_int.h"

#include "base/utf8.h"
#include "base/window.h"
#include "model/area.h"

#include <stdlib.h>

enum { FEW_NAMES = 4, SYLLABLE = 24 };

struct name_seen {
    uint64_t plain, exact;      /* hashes: without diacritics; with them, tones put in place */
    uint32_t block, from, to;
};

struct names_seen {
    struct name_seen *n;
    size_t count, cap;
    size_t last, last_end;      /* the word looked at last, and where its syllable ends */
};

/* A capital and small letters behind it: the end of the syllable at s[at], or at. */
static size_t capital_syllable(str s, size_t at)
{
    uint32_t cp;
    size_t i, letters = 0;

    if (at >= s.len)
        return at;
    i = at + utf8_next(s, at, &cp);
    if (!utf8_is_letter(cp) || !utf8_is_upper(cp))
        return at;
    for (; i < s.len; letters++) {
        size_t next = i + 1;

        if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z')) {
            next = i + utf8_next(s, i, &cp);
            if (!utf8_is_letter(cp))
                break;
            if (utf8_is_upper(cp))
                return at;
        }
        i = next;
    }
    return letters && i - at <= SYLLABLE ? i : at;
}

static uint64_t plain_hash(str s)
{
    uint64_t h = 0;
    uint32_t cp;

    for (size_t i = 0; i < s.len;) {
        if ((unsigned char)s.ptr[i] < 0x80) {
            cp = (unsigned char)s.ptr[i++] | 32;    /* letters, and the blank */
        } else {
            i += utf8_next(s, i, &cp);
            cp = utf8_strip(cp);
        }
        h = (h ^ cp) * UINT64_C(0x100000001B3);
        h ^= h >> 23;
    }
    return h;
}

/* Of two syllables with a blank between. */
static uint64_t exact_hash(str name)
{
    char out[4 * SYLLABLE + 16];
    str first, second = name;
    size_t n;

    str_split(&second, ' ', &first);
    n = fold_word(first, out);
    out[n++] = ' ';
    n += fold_word(second, out + n);
    return str_hash((str){ out, n });
}

/* Could a capital begin with this byte and the next? Most words begin with a small letter
 * of ASCII, most others with đ. */
static inline bool may_be_capital(const char *p)
{
    return (*p >= 'A' && *p <= 'Z') ||
           ((unsigned char)*p >= 0x80 && !(*p == '\xC4' && p[1] == '\x91'));
}

/* Is the byte no small letter of ASCII? Told first: it is the cheapest to ask. */
static inline bool no_small_letter(char byte)
{
    return (signed char)byte < 'a';
}

static inline uint16_t first_two(const char *p)
{
    uint16_t two;

    memcpy(&two, p, sizeof two);
    return two;
}

/* The words at `from` and behind the blank at `blank`, if both are capital syllables. */
static void take_capitals(struct checker *c, uint32_t block, size_t from, size_t blank,
                      struct names_seen *out)
{
    str s = c->report->doc->block[block].flow.text;
    size_t next = blank + 1, end = from == out->last ? out->last_end : capital_syllable(s, from);

    if (end != blank)
        return;
    out->last = next;
    out->last_end = capital_syllable(s, next);
    if (out->last_end > next)
        *arena_push(c->job->arena, out->n, out->count, out->cap) = (struct name_seen){
            plain_hash(str_sub(s, from, out->last_end)), 0,
            block, (uint32_t)from, (uint32_t)out->last_end,
        };
}

static lanes blank_bytes(lanes bytes)
{
    return lanes_equal(bytes, ' ');
}

/* One pass over the words of a block. */
static void read_names(struct checker *c, uint32_t block, struct names_seen *out)
{
    str s = c->report->doc->block[block].flow.text;
    str but_two = str_sub(s, 0, s.len > 2 ? s.len - 2 : 0);     /* a word has two bytes or more */
    uint16_t begins = but_two.len ? first_two(s.ptr) : 0;
    bool capital = but_two.len && no_small_letter(s.ptr[0]);
    size_t from = 0;

    out->last = SIZE_MAX;
    for (size_t at = 0; at < but_two.len; at += WINDOW)
        for (uint64_t blank = window_of(but_two, at, blank_bytes); blank; blank &= blank - 1) {
            size_t i = at + first_of_window(blank);
            const char *word = s.ptr + i + 1;
            uint16_t begins_next = first_two(word);
            bool next = no_small_letter(*word);

            if (begins_next == begins)
                check_doubled_word(c, block, from, i + 1);
            if (next && capital && may_be_capital(word) && may_be_capital(s.ptr + from))
                take_capitals(c, block, from, i, out);
            from = i + 1;
            begins = begins_next;
            capital = next;
        }
}

static int compare_names(const void *a, const void *b)
{
    const struct name_seen *x = a, *y = b;

    if (x->plain != y->plain)
        return x->plain < y->plain ? -1 : 1;
    if (x->exact != y->exact)
        return x->exact < y->exact ? -1 : 1;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static str seen_text(const struct checker *c, const struct name_seen *n)
{
    return str_sub(c->report->doc->block[n->block].flow.text, n->from, n->to);
}

/* The first name that is alike but for diacritics, of each name. */
static const uint32_t *first_alike(struct checker *c, const struct names_seen *all)
{
    uint32_t *first = arena_array(c->job->arena, uint32_t, all->count), *slot;
    size_t slots = 16;

    while (slots < 2 * all->count)
        slots *= 2;
    slot = arena_array(c->job->arena, uint32_t, slots);     /* its first name, plus 1 */
    for (size_t i = 0; i < all->count; i++) {
        size_t k = (size_t)all->n[i].plain & (slots - 1);

        while (slot[k] && all->n[slot[k] - 1].plain != all->n[i].plain)
            k = (k + 1) & (slots - 1);
        if (!slot[k])
            slot[k] = (uint32_t)i + 1;
        first[i] = slot[k] - 1;
    }
    return first;
}

/* Leaves the names that are spelt in several ways, and hashes these. Most are spelt in one
 * and need neither be folded nor sorted. */
static void keep_several(struct checker *c, struct names_seen *all)
{
    const uint32_t *first = first_alike(c, all);
    bool *several = arena_array(c->job->arena, bool, all->count);
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++)
        several[first[i]] |= !str_eq(seen_text(c, &all->n[i]), seen_text(c, &all->n[first[i]]));
    for (size_t i = 0; i < all->count; i++)
        if (several[first[i]]) {
            all->n[kept] = all->n[i];
            all->n[kept].exact = exact_hash(seen_text(c, &all->n[kept]));
            kept++;
        }
    all->count = kept;
}

/* The two spellings that stand oftenest of the names [0, n), which are alike. */
static bool pick_two(const struct name_seen *k, size_t n, const struct name_seen *two[2])
{
    size_t most[2] = { 0, 0 }, to;

    two[0] = two[1] = NULL;
    for (size_t from = 0; from < n; from = to) {
        for (to = from + 1; to < n && k[to].exact == k[from].exact; to++)
            continue;
        if (to - from > most[0] || (to - from == most[0] && k[from].block < two[0]->block)) {
            most[1] = most[0];
            two[1] = two[0];
            most[0] = to - from;
            two[0] = &k[from];
        } else if (to - from > most[1]) {
            most[1] = to - from;
            two[1] = &k[from];
        }
    }
    return two[1] != NULL;
}

static bool is_known_place(struct checker *c, const struct area_names *places,
                           const struct name_seen *n)
{
    return area_names_known(places, fold_text(c->job->arena, seen_text(c, n)));
}

/* A known place is spelt right, whatever stands oftener; two known ones are two places. */
static bool settle_by_places(struct checker *c, const struct name_seen *two[2])
{
    const struct area_names *places = area_names_open(c->job->arena, c->report->area);
    bool first = is_known_place(c, places, two[0]), second = is_known_place(c, places, two[1]);
    const struct name_seen *swap = two[0];

    if (!first && second) {
        two[0] = two[1];
        two[1] = swap;
    }
    return !(first && second);
}

/* The rule of places has spoken of this name already. */
static bool told_as_place(struct checker *c, const struct name_seen *odd)
{
    span at = flow_span(&c->report->doc->block[odd->block].flow, odd->from, odd->to);

    for (size_t i = c->diags->count; i-- > 0;)
        if (c->diags->item[i]->code == DIAG_PLACE_MISSPELT &&
            c->diags->item[i]->where.start == at.start)
            return true;
    return false;
}

/* Places and works are looked for by their names; elsewhere it is a slip of the pen. */
static bool names_a_place(const struct checker *c, const struct name_seen *n)
{
    static const char *const noun[] = { "xã", "phường", "bản", "thôn", "huyện", "thị trấn", "đèo",
                                        "tỉnh", "thành phố", "thủy điện", "dự án", "sông", "suối",
                                        "hồ", "núi", "trạm", "đường", "cầu", "nhà máy", "kcn",
                                        "công trình", "td", "cửa khẩu", "khu", "công ty", "ông",
                                        "bà", "đồng chí", "trường", "tuyến", NULL };
    str s = c->report->doc->block[n->block].flow.text;

    return phrase_any_before(s, n->from, noun);
}

static struct diag *add_two_ways(struct checker *c, const struct name_seen *odd,
                                 const struct name_seen *other)
{
    struct diag *d = structure_finding(c, DIAG_NAME_TWO_WAYS, odd->block, odd->from,
                                       seen_text(c, odd));

    diag_arg(d, seen_text(c, other));
    d->computed = seen_text(c, other);
    if (!names_a_place(c, odd) && !names_a_place(c, other))
        d->severity = SEVERITY_NOTE;
    note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE,
                          flow_span(&c->report->doc->block[other->block].flow, other->from,
                                    other->to)),
             seen_text(c, other));
    return d;
}

void check_names_spelt(struct checker *c)
{
    struct names_seen all = { 0 };
    struct diag *found[FEW_NAMES] = { NULL };
    uint32_t n = 0;
    size_t to;

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++)
        if (c->report->doc->block[i].kind != BLOCK_TABLE)
            read_names(c, i, &all);
    if (all.count < 2)
        return;
    keep_several(c, &all);
    qsort(all.n, all.count, sizeof *all.n, compare_names);
    for (size_t from = 0; from < all.count; from = to) {
        const struct name_seen *two[2];
        struct diag *d;

        for (to = from + 1; to < all.count && all.n[to].plain == all.n[from].plain; to++)
            continue;
        if (all.n[from].exact == all.n[to - 1].exact || !pick_two(&all.n[from], to - from, two) ||
            !settle_by_places(c, two) || told_as_place(c, two[1]))
            continue;
        d = add_two_ways(c, two[1], two[0]);
        if (n < FEW_NAMES)
            found[n] = d;
        else
            d->severity = SEVERITY_NOTE;
        if (n++ == FEW_NAMES)
            for (uint32_t i = 0; i < FEW_NAMES; i++)
                found[i]->severity = SEVERITY_NOTE;
    }
}
