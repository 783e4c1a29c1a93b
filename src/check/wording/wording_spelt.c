/* wording_spelt.c -- proper names spelt two ways: Nậm Múc and Nậm Mức, Pu Nhi and Pú Nhi.
 *
 * Two syllables with capitals that are alike but for tones and diacritics are nearly always
 * one name in a report. The one that stands less often is told, once a report. Where many
 * pairs are found the text was read badly, and they are notes. */
#include "check/wording/wording_int.h"

#include "base/utf8.h"
#include "model/area.h"

#include <stdlib.h>

enum { FEW_NAMES = 4, SYLLABLE = 24 };

struct name_seen {
    uint64_t plain, exact;      /* hashes: without diacritics; with them, tones put in place */
    uint32_t block, from, to;
};

struct names_seen { struct name_seen *n; size_t count, cap; };

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
        size_t next = i + utf8_next(s, i, &cp);

        if (!utf8_is_letter(cp))
            break;
        if (utf8_is_upper(cp))
            return at;
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

static uint64_t exact_hash(str first, str second)
{
    char out[4 * SYLLABLE + 16];
    size_t n = fold_word(first, out);

    out[n++] = ' ';
    n += fold_word(second, out + n);
    return str_hash((str){ out, n });
}

/* Could a capital begin with this byte and the next? Most words begin with a small letter
 * of ASCII, most others with đ. */
static inline bool may_be_capital(const char *p)
{
    return !(*p >= 'a' && *p <= 'z') && !(*p == '\xC4' && p[1] == '\x91');
}

/* One pass over the words of a block. */
static void read_names(struct checker *c, uint32_t block, struct names_seen *out)
{
    str s = c->report->doc->block[block].flow.text;
    size_t from = 0, end = capital_syllable(s, 0);

    for (const char *p = s.ptr; p && (p = memchr(p, ' ', s.len - (size_t)(p - s.ptr))); p++) {
        size_t i = (size_t)(p - s.ptr), next;

        if (i + 2 >= s.len)
            break;
        if (s.ptr[i + 1] == s.ptr[from] && s.ptr[i + 2] == s.ptr[from + 1])
            check_doubled_word(c, block, from, i + 1);
        next = may_be_capital(s.ptr + i + 1) ? capital_syllable(s, i + 1) : i + 1;
        if (next > i + 1 && end == i && end > from)
            *arena_push(c->job->arena, out->n, out->count, out->cap) = (struct name_seen){
                plain_hash(str_sub(s, from, next)),
                exact_hash(str_sub(s, from, end), str_sub(s, i + 1, next)),
                block, (uint32_t)from, (uint32_t)next,
            };
        from = i + 1;
        end = next;
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
