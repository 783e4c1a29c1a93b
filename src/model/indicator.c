/* indicator.c -- loading the catalogue and finding indicators by name. */
#include "model/indicator.h"

#include "base/utf8.h"
#include "model/data.h"

struct indicator_name {
    str key;                    /* folded; empty: a free slot */
    const struct indicator *of;
};

/* Words that tell nothing apart in a report about one place. */
static bool is_filler(str word)
{
    static const char *const fillers[] = { "tổng", "số",  "toàn", "tỉnh", "trên",
                                           "địa",  "bàn", "của",  "và",   "các" };

    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        if (str_eq(word, str_from(fillers[i])))
            return true;
    return false;
}

/* Abbreviations as reports use them beside the words. */
static str expand_word(str word)
{
    static const struct { const char *from, *to; } table[] = {
        { "nsnn", "ngân sách nhà nước" },  { "nsđp", "ngân sách địa phương" },
        { "nstw", "ngân sách trung ương" }, { "ntm", "nông thôn mới" },
        { "bhyt", "bảo hiểm y tế" },       { "mtqg", "mục tiêu quốc gia" },
        { "xh", "xã hội" },                { "03", "3" },
        { "thuỷ", "thủy" },
    };

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (str_eq(word, str_from(table[i].from)))
            return str_from(table[i].to);
    return word;
}

static bool is_name_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* The words of the folded name that matter, with single blanks between. */
static str name_key(struct arena *a, str name)
{
    str folded = fold_text(a, name);
    struct buf key;
    size_t at = 0;

    buf_init(&key, a);
    while (at < folded.len) {
        size_t start = at;

        while (at < folded.len && is_name_byte(folded.ptr[at]))
            at++;
        if (at > start) {
            str word = str_sub(folded, start, at);

            if (!is_filler(word)) {
                if (key.len)
                    buf_char(&key, ' ');
                buf_put(&key, expand_word(word));
            }
        } else {
            at++;
        }
    }
    return buf_str(&key);
}

static enum nature nature_of(str word)
{
    if (str_eq(word, STR("season")))
        return NATURE_SEASON;
    if (str_eq(word, STR("stock")))
        return NATURE_STOCK;
    return str_eq(word, STR("rate")) ? NATURE_RATE : NATURE_FLOW;
}

static enum direction direction_of(str word)
{
    if (str_eq(word, STR("up")))
        return DIRECTION_UP;
    return str_eq(word, STR("down")) ? DIRECTION_DOWN : DIRECTION_NONE;
}

/* The slot that holds key, or the free one where it belongs. */
static size_t slot_of(const struct indicator_name *slot, size_t nslots, str key)
{
    size_t i = (size_t)str_hash(key) & (nslots - 1);

    while (slot[i].key.len && !str_eq(slot[i].key, key))
        i = (i + 1) & (nslots - 1);
    return i;
}

enum { COLUMNS = 7 };

/* One line of the file; false for comments, the header and short lines. */
static bool split_row(str line, str field[COLUMNS])
{
    str rest = line;
    int n = 0;

    if (str_starts(line, STR("#")) || str_starts(line, STR("id\t")))
        return false;
    while (n < COLUMNS && str_split(&rest, '\t', &field[n]))
        n++;
    return n == COLUMNS;
}

static void add_name(struct arena *a, struct indicator_name *slot, size_t nslots, str name,
                     const struct indicator *of)
{
    str key = name_key(a, name);
    size_t i = slot_of(slot, nslots, key);

    if (key.len && !slot[i].key.len)
        slot[i] = (struct indicator_name){ key, of };
}

const struct indicators *indicators_load(struct arena *a)
{
    str text = data_file(STR("indicators.tsv")), rest = text, line, field[COLUMNS];
    size_t lines = 1, names = 1;

    for (size_t i = 0; i < text.len; i++) {
        lines += text.ptr[i] == '\n';
        names += text.ptr[i] == '\n' || text.ptr[i] == ';' || text.ptr[i] == '\t';
    }

    size_t nslots = 64;
    while (nslots < names * 2)
        nslots *= 2;

    struct indicator *list = arena_array(a, struct indicator, lines);
    struct indicator_name *slot = arena_array(a, struct indicator_name, nslots);
    const struct units *units = units_open(a);
    size_t count = 0;

    while (str_split(&rest, '\n', &line)) {
        if (!split_row(line, field))
            continue;

        struct indicator *one = &list[count++];
        str aliases = field[2], alias;

        *one = (struct indicator){ .id = field[0],
                                   .name = field[1],
                                   .unit_text = field[3],
                                   .nature = nature_of(field[4]),
                                   .direction = direction_of(field[5]),
                                   .group = field[6] };
        unit_read(units, field[3], &one->unit);
        add_name(a, slot, nslots, one->name, one);
        while (str_split(&aliases, ';', &alias))
            add_name(a, slot, nslots, alias, one);
    }

    struct indicators *all = arena_new(a, struct indicators);
    *all = (struct indicators){ list, count, units, slot, nslots };
    return all;
}

const struct indicator *indicators_find(const struct indicators *all, str id)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->list[i].id, id))
            return &all->list[i];
    return NULL;
}

/* Counts go by many words (người, lao động); anything else must agree. */
static bool measures_same(unit a, unit b)
{
    if (a.class == UNIT_COUNT && b.class == UNIT_COUNT)
        return true;
    if (a.class == UNIT_RATE || b.class == UNIT_RATE)
        return (a.class == UNIT_RATE || a.class == UNIT_COUNT) &&
               (b.class == UNIT_RATE || b.class == UNIT_COUNT);
    return a.class == b.class && (a.base == b.base || !a.base || !b.base);
}

const struct indicator *indicators_match(const struct indicators *all, struct arena *scratch,
                                         str name, str unit_text)
{
    str key = name_key(scratch, name);
    unit u;

    if (!key.len)
        return NULL;

    const struct indicator *one = all->slot[slot_of(all->slot, all->nslots, key)].of;
    if (!one || !unit_text.len)
        return one;
    return unit_read(all->units, unit_text, &u) && measures_same(one->unit, u) ? one : NULL;
}

/* Letters and digits of the stripped text, everything else a single hyphen. */
static void put_slug(struct buf *b, str stripped)
{
    bool gap = false;
    size_t start = b->len;

    for (size_t i = 0; i < stripped.len; i++) {
        char c = stripped.ptr[i];
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');

        if (word && gap && b->len > start)
            buf_char(b, '-');
        if (word)
            buf_char(b, c);
        if (c == '%')
            buf_put(b, STR("pct"));
        gap = !word;
    }
}

str indicator_slug(struct arena *a, str name, str unit_text)
{
    struct buf b;

    buf_init(&b, a);
    put_slug(&b, fold_strip(a, name));
    if (unit_text.len) {
        buf_char(&b, '~');
        put_slug(&b, fold_strip(a, unit_text));
    }
    return buf_str(&b);
}
