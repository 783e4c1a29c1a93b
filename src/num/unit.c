/* unit.c -- units: what is measured, and by which power of ten. */
#include "num/unit.h"

#include "base/utf8.h"

#include <string.h>
#include <threads.h>

static const struct {
    const char *words;
    enum unit_class class;
    const char *base;           /* NULL: the words themselves */
    int8_t power;
} known_unit[] = {
#define UNIT(words, class, base, power) { words, UNIT_##class, base, power },
#define COUNT(words) { words, UNIT_COUNT, NULL, 0 },
#include "num/units.def"
#undef UNIT
#undef COUNT
};

enum { NKNOWN = sizeof known_unit / sizeof *known_unit, SLOTS = 2048, FRONTS = 1 << 16 };

struct units {
    uint16_t slot[SLOTS];       /* index + 1 of known_unit, open addressing */
    uint64_t hash[NKNOWN];
    unit unit[NKNOWN];
    uint8_t front[FRONTS / 8];  /* a bit for the hash of each front of a unit */
};

_Static_assert(NKNOWN * 3 < SLOTS * 2, "the unit table needs room");

static struct units units_built;

static uint32_t base_hash(str words)
{
    uint64_t h = str_hash(words);

    return (uint32_t)(h ^ h >> 32) | 1;
}

static void add_fronts(struct units *us, const char *words)
{
    uint64_t h = STR_HASH;

    for (; *words; words++) {
        h = str_hash_more(h, (str){ words, 1 });
        us->front[h % FRONTS / 8] |= (uint8_t)(1 << h % 8);
    }
}

static void build_units(void)
{
    struct units *us = &units_built;

    for (uint16_t i = 0; i < NKNOWN; i++) {
        const char *words = known_unit[i].words;
        const char *base = known_unit[i].base ? known_unit[i].base : words;
        uint64_t h = str_hash(str_from(words));
        size_t at = h % SLOTS;

        add_fronts(us, words);

        while (us->slot[at])
            at = (at + 1) % SLOTS;
        us->slot[at] = (uint16_t)(i + 1);
        us->hash[i] = h;
        us->unit[i] = (unit){ known_unit[i].class, base_hash(str_from(base)),
                              known_unit[i].power,
                              /* trđ has its million inside */
                              known_unit[i].class == UNIT_MONEY && known_unit[i].power > 0 };
    }
}

const struct units *units_known(void)
{
    static once_flag once = ONCE_FLAG_INIT;

    call_once(&once, build_units);
    return &units_built;
}

bool units_find_hash(const struct units *us, str words, uint64_t hash, unit *out)
{
    for (size_t at = hash % SLOTS; us->slot[at]; at = (at + 1) % SLOTS) {
        uint16_t i = (uint16_t)(us->slot[at] - 1);

        if (us->hash[i] == hash && str_eq(str_from(known_unit[i].words), words)) {
            *out = us->unit[i];
            return true;
        }
    }
    return false;
}

bool units_find(const struct units *us, str words, unit *out)
{
    return units_find_hash(us, words, str_hash(words), out);
}

bool units_may_go_on(const struct units *us, uint64_t hash)
{
    return us->front[hash % FRONTS / 8] >> hash % 8 & 1;
}

bool unit_same_base(unit a, unit b)
{
    return a.class == b.class && a.base == b.base && a.base != 0;
}

bool unit_is_exact(unit u)
{
    return (u.class == UNIT_COUNT || (u.class == UNIT_SCORE && u.base != 0)) && !u.multiplied;
}

int unit_multiplier(str word)
{
    static const struct { const char *word; size_t len; int power; } step[] = {
#define STEP(word, power) { word, sizeof(word) - 1, power }
        STEP("nghìn", 3), STEP("ngàn", 3), STEP("triệu", 6), STEP("tr", 6), STEP("tr.", 6),
        STEP("tỷ", 9), STEP("tỉ", 9), STEP("trăm", 2), STEP("vạn", 4), STEP("chục", 1),
#undef STEP
    };

    if (word.len < 2 || word.len > 7 || !strchr("ntvc", word.ptr[0]))
        return 0;
    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        if (word.len == step[i].len && memcmp(word.ptr, step[i].word, word.len) == 0)
            return step[i].power;
    return 0;
}

unit unit_counting(str words)
{
    return (unit){ UNIT_COUNT, base_hash(words), 0, false };
}

unit unit_times(unit u, int power)
{
    u.power = (int8_t)(u.power + power);
    u.multiplied = true;
    return u;
}

static bool next_word(str *rest, str *word)
{
    *rest = str_trim(*rest);
    if (rest->len == 0)
        return false;

    size_t n = 0;

    while (n < rest->len && rest->ptr[n] != ' ')
        n++;
    *word = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->len);
    return true;
}

static bool all_digits(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] < '0' || s.ptr[i] > '9') && !strchr("., /-", s.ptr[i]))
            return false;
    return true;
}

/* "1000 cái", "1.000 tấn", "1000đ": the length of the power of ten in digits that
 * word begins with, 0 when it begins with none; *power is its power. */
static size_t digit_power(str word, int *power)
{
    size_t n = 0;

    *power = 0;
    if (word.len == 0 || word.ptr[0] != '1')
        return 0;
    for (n = 1; n < word.len && strchr("0123456789.,", word.ptr[n]) && word.ptr[n]; n++) {
        if (word.ptr[n] == '0')
            ++*power;
        else if (word.ptr[n] != '.' && word.ptr[n] != ',')
            return 0;
    }
    return *power > 0 ? n : 0;
}

/* Takes "nghìn", "tr.", "1000" off the front of *words: their power of ten.
 * "tr.viên", "triệu.kwh": a dot parts the multiplier from its unit. */
static int take_multipliers(str *words)
{
    str rest = *words, word;
    int power = 0;
    bool first = true;

    while (next_word(&rest, &word)) {
        size_t dot = str_find(word, STR(".")), digits;
        int step = unit_multiplier(word);

        if (!step && first && (digits = digit_power(word, &step)) > 0)
            rest = (str){ word.ptr + digits,
                          (size_t)(words->ptr + words->len - (word.ptr + digits)) };
        if (!step && dot != SIZE_MAX && (step = unit_multiplier(str_sub(word, 0, dot))) > 0)
            rest = (str){ word.ptr + dot + 1,
                          (size_t)(words->ptr + words->len - (word.ptr + dot + 1)) };
        if (!step)
            break;
        power += step;
        first = false;
        *words = str_trim(rest);
    }
    return power;
}

unit unit_per(unit u, str per)
{
    char folded[512];

    /* percent stays percent: "1,47%/tổng dư nợ" */
    if (u.class == UNIT_PERCENT)
        return u;

    str what = per;

    if (per.len < sizeof folded / 2 - 4)
        what = (str){ folded, fold_word(per, folded) };

    /* "10.000 dân", "1 vạn dân", "vạn dân" are one; "ha" has no power */
    int power = take_multipliers(&what);

    if (str_starts(what, STR("1 ")))
        what = str_sub(what, 2, what.len);
    power += take_multipliers(&what);
    u.class = UNIT_RATE;
    u.base ^= base_hash(what) * UINT32_C(2654435761) + (uint32_t)power * UINT32_C(40503);
    u.base |= 1;
    return u;
}

/* Makes each run of blanks in text[0 .. len) one blank: the length that is left. */
static size_t one_blank(char *text, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        bool blank = strchr(" \t\r\n", text[i]) != NULL && text[i] != '\0';

        if (!blank)
            text[n++] = text[i];
        else if (n > 0 && text[n - 1] != ' ')
            text[n++] = ' ';
    }
    return n;
}

bool unit_read(const struct units *us, str words, unit *out)
{
    char folded[512];

    words = str_trim(words);
    if (words.len > 2 && words.ptr[0] == '(' && words.ptr[words.len - 1] == ')')
        words = str_trim(str_sub(words, 1, words.len - 1));
    if (words.len == 0 || words.len > 200)
        return false;

    str all = str_trim((str){ folded, one_blank(folded, fold_word(words, folded)) });
    unit u;

    /* "tỷ đồng (giá so sánh 2010)": how it was valued is no part of the unit */
    size_t bracket = str_find(all, STR(" ("));

    if (bracket != SIZE_MAX)
        all = str_sub(all, 0, bracket);
    if (all_digits(all))
        return false;

    /* "trđ", "tr.đ" are one word with its own power */
    if (units_find(us, all, out))
        return true;

    int power = take_multipliers(&all);
    size_t slash = str_find(all, STR("/"));
    str head = slash == SIZE_MAX ? all : str_trim(str_sub(all, 0, slash));

    if (head.len == 0)
        u = (unit){ UNIT_MONEY, base_hash(STR("đồng")), 0, false };
    else if (!units_find(us, head, &u))
        u = unit_counting(head);
    if (slash != SIZE_MAX)
        u = unit_per(u, str_sub(all, slash + 1, all.len));
    *out = power ? unit_times(u, power) : u;
    return true;
}
