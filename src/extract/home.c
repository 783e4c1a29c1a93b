/* home.c -- the area that a report is of.
 *
 * The province it names most, with its kind: "UBND TỈNH LÀO CAI", "trên địa bàn tỉnh
 * Lào Cai", "thành phố Hà Nội". Where it names none, or hardly any: the one that its
 * first lines name without a kind, or the country, when that is what it speaks of. */
#include "extract/home.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "model/area.h"

/* What stands between two blocks: no name and no phrase goes over it. */
#define APART STR("\n\n")

enum {
    HEAD_BLOCKS = 12,           /* letterhead, title, subject */
    HEAD_WEIGHT = 3,
    COUNTRY_TITLE_BYTES = 200,
    HOME_NAMES = 16,
    NAME_SYLLABLES = 4,
    SURE = 6,                   /* a name told so often needs no further look */
    CLEAR = 60                  /* and one told so often ends the search */
};

struct home_search {
    struct arena *arena;
    const struct doc *doc;
    str text;                   /* of all blocks: to look through it is one step a phrase */
    size_t head;                /* the end of the first blocks in it */
    struct {
        const struct area_names *of;
        uint32_t count;
    } name[HOME_NAMES];
    uint32_t n, best;
};

/* The end of the capitalised word at `at`, or `at`. */
static size_t capital_word(str text, size_t at)
{
    size_t end = at;
    uint32_t cp;

    if (at >= text.len || (utf8_next(text, at, &cp), !utf8_is_upper(cp)))
        return at;
    while (end < text.len) {
        size_t next = end + utf8_next(text, end, &cp);

        if (!utf8_is_letter(cp) && !utf8_is_mark(cp))
            break;
        end = next;
    }
    return end;
}

/* The province with the longest name at `at`, or NULL. */
static const struct area_names *province_at(const struct home_search *h, str text, size_t at)
{
    str longest = { NULL, 0 };
    size_t end = at;

    for (int k = 0; k < NAME_SYLLABLES; k++) {
        size_t word = end;

        if (k > 0)              /* a blank, or the dash of Bà Rịa - Vũng Tàu */
            word += str_starts(str_sub(text, end, text.len), STR(" - ")) ? 3 : 1;
        end = capital_word(text, word);
        if (end == word)
            break;
        if (area_names_province(str_sub(text, at, end)).len)
            longest = str_sub(text, at, end);
    }
    return longest.len ? area_names_open(h->arena, longest) : NULL;
}

static void count_home(struct home_search *h, const struct area_names *of, uint32_t weight)
{
    uint32_t k = 0;

    while (k < h->n && h->name[k].of != of)
        k++;
    if (k == HOME_NAMES)
        return;
    if (k == h->n) {
        h->name[h->n].of = of;
        h->name[h->n++].count = 0;
    }
    h->name[k].count += weight;
    if (h->name[k].count > h->name[h->best].count)
        h->best = k;
}

static uint32_t best_count(const struct home_search *h)
{
    return h->n ? h->name[h->best].count : 0;
}

/* Counts the provinces named right behind `word`, up to text[end]. */
static void count_behind(struct home_search *h, str word, size_t end)
{
    str text = str_sub(h->text, 0, end);

    for (size_t at = 0, found; best_count(h) < CLEAR; at = found) {
        const struct area_names *of;

        found = str_find(str_sub(text, at, end), word);
        if (found == SIZE_MAX)
            break;
        found += at + word.len;
        of = province_at(h, text, found);
        if (of)
            count_home(h, of, found <= h->head ? HEAD_WEIGHT : 1);
    }
}

/* Counts the provinces that the first blocks name without a kind. */
static void count_bare(struct home_search *h)
{
    for (uint32_t b = 0; b < HEAD_BLOCKS && b < h->doc->nblocks; b++) {
        str text = h->doc->block[b].flow.text;

        for (size_t at = 0; at < text.len;) {
            const struct area_names *of = province_at(h, text, at);
            size_t blank = str_find(str_sub(text, at, text.len), STR(" "));

            if (of)
                count_home(h, of, 1);
            if (blank == SIZE_MAX)
                break;
            at += blank + 1;
        }
    }
}

/* How often the words are told, the first blocks weighing more. */
static uint32_t count_phrase(const struct home_search *h, str word)
{
    uint32_t n = 0;

    for (size_t at = 0, found; ; at = found + word.len) {
        found = str_find(str_sub(h->text, at, h->text.len), word);
        if (found == SIZE_MAX)
            return n;
        found += at;
        n += found < h->head ? HEAD_WEIGHT : 1;
    }
}

/* Does the text speak of the country more than of any province, and of no
 * province as its own? */
static bool is_national(const struct home_search *h)
{
    static const char *const country[] = { "cả nước", "Cả nước", "toàn quốc", "nước ta" };
    static const char *const own[] = { "toàn tỉnh", "Toàn tỉnh", "địa bàn tỉnh", "UBND tỉnh" };
    uint32_t told = 0;

    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (count_phrase(h, str_from(own[k])) > 0)
            return false;
    for (size_t k = 0; k < sizeof country / sizeof *country; k++)
        told += count_phrase(h, str_from(country[k]));
    return told > 2 && told > 2 * best_count(h);
}

/* "Tình hình kinh tế cả nước tháng 5": a first line of the country and of no province. */
static bool is_titled_national(const struct doc *d)
{
    str title = d->nblocks ? d->block[0].flow.text : (str){ NULL, 0 };

    return (str_find(title, STR("cả nước")) != SIZE_MAX ||
            str_find(title, STR("CẢ NƯỚC")) != SIZE_MAX) &&
           str_find(title, STR("ỉnh")) == SIZE_MAX && str_find(title, STR("ỈNH")) == SIZE_MAX &&
           str_find(title, STR("ành phố")) == SIZE_MAX && title.len <= COUNTRY_TITLE_BYTES;
}

static void join_blocks(struct home_search *h)
{
    struct buf b;

    buf_init(&b, h->arena);
    for (uint32_t i = 0; i < h->doc->nblocks; i++) {
        buf_put(&b, h->doc->block[i].flow.text);
        buf_put(&b, APART);
        if (i < HEAD_BLOCKS)
            h->head = b.len;
    }
    h->text = buf_str(&b);
}

str home_find(struct arena *a, const struct doc *d)
{
    static const str town[] = { { "h\xC3\xA0nh ph\xE1\xBB\x91 ", 12 },      /* hành phố */
                                { "TH\xC3\x80NH PH\xE1\xBB\x90 ", 13 } };   /* THÀNH PHỐ */
    struct home_search h = { .arena = a, .doc = d };

    if (is_titled_national(d))
        return STR("cả nước");
    join_blocks(&h);
    count_behind(&h, (str){ "\xE1\xBB\x88NH ", 6 }, h.head);                /* ỈNH */
    count_behind(&h, (str){ "\xE1\xBB\x89nh ", 6 }, h.text.len);            /* ỉnh */
    if (best_count(&h) < SURE) {
        for (size_t k = 0; k < sizeof town / sizeof *town; k++)
            count_behind(&h, town[k], h.text.len);
        count_behind(&h, STR("TP "), h.text.len);
        count_behind(&h, STR("TP. "), h.text.len);
    }
    if (best_count(&h) == 0)
        count_bare(&h);
    if (best_count(&h) < SURE && is_national(&h))
        return STR("cả nước");
    return h.n ? area_names_title(h.name[h.best].of) : (str){ NULL, 0 };
}
