/* indicator_read.c -- the catalogue's text, read, checked and indexed. */
#include "model/indicator_int.h"

enum column {
    COL_ID, COL_CODE, COL_NAME, COL_ALIASES, COL_UNIT, COL_NATURE, COL_DIRECTION, COL_PARENT,
    COL_DENOMINATOR, COL_GROUP, COL_FREQUENCY, COL_AGENCY,
    COLUMNS_NEEDED,             /* the others may be left out from the end */
    COL_NUMERATOR = COLUMNS_NEEDED, COL_PER, COL_AREAS, COL_TIME, COL_PRICE, COL_SEASON,
    COL_FROM, COL_TO, COL_SUCCESSOR, COLUMNS
};

enum { MAX_INDICATORS = 60000 };

static const char *const nature_words[] = { "flow", "season", "stock", "rate",
                                            "index", "rank", "count" };
static const char *const direction_words[] = { "none", "up", "down" };
static const char *const frequency_words[] = { "month", "quarter", "half", "season", "year" };
static const char *const adding_words[] = { "none", "sum", "last", "average", "recompute" };
static const char *const price_words[] = { "none", "current", "constant-2010" };
static const char *const per_words[] = { "1", "10", "100", "1000", "10000", "100000" };

#define WORD_LIST(list) list, sizeof list / sizeof *list

const char *nature_word(enum nature n)
{
    return nature_words[n];
}

const char *adding_word(enum adding how)
{
    return adding_words[how];
}

const char *price_word(enum price_basis p)
{
    return price_words[p];
}

/* The catalogue while it is being read. */
struct catalogue_draft {
    struct arena *arena;
    struct indicators all;
    struct indicator *list;
    struct indicator_name *name;
    uint32_t *line;             /* of each entry */
    size_t list_cap, name_cap, line_cap, nlines;
    uint16_t *by_id, *by_words, *by_bag;
    struct catalogue_problem *problem;
    size_t nproblems, problem_cap;
};

/* Both formats take the same arguments. */
__attribute__((format(printf, 3, 5), format(printf, 4, 5))) static void
tell(struct catalogue_draft *d, uint32_t line, const char *vi, const char *en, ...)
{
    struct catalogue_problem *one =
        arena_push(d->arena, d->problem, d->nproblems, d->problem_cap);
    va_list ap;

    one->line = line;
    va_start(ap, en);
    one->vi = arena_vprintf(d->arena, vi, ap);
    va_end(ap);
    va_start(ap, en);
    one->en = arena_vprintf(d->arena, en, ap);
    va_end(ap);
}

static int place_of_word(const char *const *words, size_t n, str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(word, str_from(words[i])))
            return (int)i;
    return -1;
}

static bool good_id(str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
            return false;
    }
    return id.len > 0;
}

static bool split_columns(str line, str field[COLUMNS])
{
    str rest = line, one;
    int n = 0;

    while (str_split(&rest, '\t', &one)) {
        if (n == COLUMNS)
            return false;
        field[n++] = one;
    }
    for (int i = n; i < COLUMNS; i++)
        field[i] = (str){ 0 };
    return n >= COLUMNS_NEEDED;
}

/* The word's place in the list, `otherwise` for an empty one; -1 for any other. */
static int place_or(const char *const *words, size_t n, str word, int otherwise)
{
    return word.len ? place_of_word(words, n, word) : otherwise;
}

/* What follows from the nature where the columns say nothing. */
static enum adding usual_areas(enum nature n, bool recomputed)
{
    if (n == NATURE_INDEX || n == NATURE_RANK)
        return ADDING_NONE;
    if (n == NATURE_RATE)
        return recomputed ? ADDING_RECOMPUTE : ADDING_NONE;
    return ADDING_SUM;
}

static enum adding usual_time(enum nature n, bool recomputed)
{
    enum adding areas = usual_areas(n, recomputed);

    return areas == ADDING_SUM && (n == NATURE_STOCK || n == NATURE_COUNT) ? ADDING_LAST : areas;
}

/* Twelve numbers that never fall and end in 100, with blanks between, each with one
 * decimal at most: "0 0 0 0 40 100 100 100 100 100 100 100". */
static bool read_season(struct arena *a, str text, const uint16_t **out)
{
    uint16_t *season = arena_array(a, uint16_t, 12);
    str rest = text, one;
    int n = 0;
    dec d;

    if (!text.len)
        return true;
    while (str_split(&rest, ' ', &one)) {
        if (n == 12 || !dec_parse_plain(one, &d) || !dec_rescale(d, 1, &d) || d.coef < 0 ||
            d.coef > 1000 || (n > 0 && d.coef < season[n - 1]))
            return false;
        season[n++] = (uint16_t)d.coef;
    }
    *out = season;
    return n == 12 && season[11] == 1000;
}

/* A year of 1900 to 2999, 0 for an empty field. */
static bool read_valid_year(str text, int16_t *out)
{
    dec d;

    *out = 0;
    if (!text.len)
        return true;
    if (text.len != 4 || !dec_parse_plain(text, &d) || d.scale || d.coef < 1900 || d.coef > 2999)
        return false;
    *out = (int16_t)d.coef;
    return true;
}

/* The columns that may be left out; NULL, or the name of the first that is wrong. */
static const char *read_further(struct arena *a, const str f[COLUMNS], struct indicator *one)
{
    bool recomputed = f[COL_NUMERATOR].len && f[COL_DENOMINATOR].len;
    int per = place_or(WORD_LIST(per_words), f[COL_PER], 0);
    int areas = place_or(WORD_LIST(adding_words), f[COL_AREAS],
                         (int)usual_areas(one->nature, recomputed));
    int time = place_or(WORD_LIST(adding_words), f[COL_TIME],
                        (int)usual_time(one->nature, recomputed));
    int price = place_or(WORD_LIST(price_words), f[COL_PRICE], PRICE_NONE);

    if (f[COL_NUMERATOR].len && !f[COL_DENOMINATOR].len)
        return "numerator";
    if (per < 0 || (per > 0 && one->nature != NATURE_RATE))
        return "per";
    if (areas < 0 || areas == ADDING_LAST || areas == ADDING_AVERAGE ||
        (areas == ADDING_RECOMPUTE && !recomputed))
        return "areas";
    if (time < 0 || (time == ADDING_RECOMPUTE && !recomputed))
        return "time";
    if (price < 0)
        return "price";
    if (!read_season(a, f[COL_SEASON], &one->season) ||
        (one->season && one->nature != NATURE_SEASON && one->nature != NATURE_FLOW))
        return "season";
    if (!read_valid_year(f[COL_FROM], &one->valid_from))
        return "valid_from";
    if (!read_valid_year(f[COL_TO], &one->valid_to) ||
        (one->valid_to && one->valid_to < one->valid_from))
        return "valid_to";
    if (f[COL_SUCCESSOR].len && !one->valid_to)
        return "successor";
    one->numerator = f[COL_NUMERATOR];
    one->per = (int8_t)per;
    one->areas = (enum adding)areas;
    one->time = (enum adding)time;
    one->price = (enum price_basis)price;
    one->successor = f[COL_SUCCESSOR];
    return NULL;
}

/* Reads one line; what is wrong with it is told, and the line left out. */
static void read_entry(struct catalogue_draft *d, uint32_t line, str text)
{
    struct arena *a = d->arena;
    str f[COLUMNS];
    unit u;

    if (!split_columns(text, f)) {
        tell(d, line, "phải có từ %d đến %d cột", "not %d to %d columns", COLUMNS_NEEDED, COLUMNS);
        return;
    }

    int nature = place_of_word(WORD_LIST(nature_words), f[COL_NATURE]);
    int direction = place_of_word(WORD_LIST(direction_words), f[COL_DIRECTION]);
    int frequency = place_of_word(WORD_LIST(frequency_words), f[COL_FREQUENCY]);
    const char *wrong = !good_id(f[COL_ID])                         ? "id"
                        : !f[COL_NAME].len                          ? "name"
                        : !unit_read(d->all.units, f[COL_UNIT], &u) ? "unit"
                        : nature < 0                                ? "nature"
                        : direction < 0                             ? "direction"
                        : frequency < 0                             ? "frequency"
                        : !f[COL_GROUP].len                         ? "group"
                                                                    : NULL;
    struct indicator entry = { .nature = nature < 0 ? NATURE_FLOW : (enum nature)nature };

    if (d->all.count == MAX_INDICATORS)
        wrong = "room";
    if (!wrong)
        wrong = read_further(a, f, &entry);
    if (wrong) {
        tell(d, line, "cột %s để trống hoặc ghi sai", "%s is missing, or none that is known",
             wrong);
        return;
    }
    *arena_push(a, d->line, d->nlines, d->line_cap) = line;

    uint16_t of = (uint16_t)d->all.count;
    entry.id = f[COL_ID];
    entry.code = f[COL_CODE];
    entry.name = f[COL_NAME];
    entry.unit_text = f[COL_UNIT];
    entry.unit = u;
    entry.direction = (enum direction)direction;
    entry.parent = f[COL_PARENT];
    entry.denominator = f[COL_DENOMINATOR];
    entry.group = f[COL_GROUP];
    entry.frequency = f[COL_FREQUENCY];
    entry.agency = f[COL_AGENCY];
    *arena_push(a, d->list, d->all.count, d->list_cap) = entry;

    str aliases = f[COL_ALIASES], name = f[COL_NAME];
    do {
        struct name_key key = name_key_of(d->all.words, name);

        if (!key.words)
            tell(d, line, "«%.*s» không có từ riêng nào", "«%.*s» has no word of its own",
                 STRF(name));
        else
            *arena_push(a, d->name, d->all.nnames, d->name_cap) =
                (struct indicator_name){ key, of };
    } while (str_split(&aliases, '|', &name) && name.len);
}

/* Puts index + 1 at the first free slot from hash. */
static void put_slot(uint16_t *slot, size_t nslots, uint64_t hash, size_t index)
{
    size_t at = (size_t)hash & (nslots - 1);

    while (slot[at])
        at = (at + 1) & (nslots - 1);
    slot[at] = (uint16_t)(index + 1);
}

static void index_ids(struct catalogue_draft *d)
{
    for (size_t i = 0; i < d->all.count; i++) {
        if (indicators_find(&d->all, d->list[i].id))
            tell(d, d->line[i], "mã «%.*s» có hai lần", "the id «%.*s» is there twice",
                 STRF(d->list[i].id));
        put_slot(d->by_id, d->all.nslots, str_hash(d->list[i].id), i);
    }
}

/* Two entries may share a name only where their units tell them apart. */
static void check_name(struct catalogue_draft *d, size_t n)
{
    const struct indicator_name *own = &d->name[n];
    const struct indicator *one = &d->list[own->of];
    size_t mask = d->all.nslots - 1, at = (size_t)own->key.words & mask;

    for (; d->by_words[at]; at = (at + 1) & mask) {
        const struct indicator_name *other = &d->name[d->by_words[at] - 1];

        if (other->key.words == own->key.words && other->of != own->of &&
            indicator_measures(d->list[other->of].unit, one->unit))
            tell(d, d->line[own->of], "«%.*s» có tên trùng với «%.*s»",
                 "a name of «%.*s» is also one of «%.*s»", STRF(one->id),
                 STRF(d->list[other->of].id));
    }
}

/* An entry's way up to its parent, or on to its successor. */
static str link_parent(const struct indicator *one)
{
    return one->parent;
}

static str link_successor(const struct indicator *one)
{
    return one->successor;
}

/* A chain longer than the catalogue runs in a ring. */
static bool runs_in_ring(const struct indicators *all, const struct indicator *one,
                         str (*link)(const struct indicator *))
{
    for (size_t steps = 0; one && link(one).len; steps++) {
        if (steps > all->count)
            return true;
        one = indicators_find(all, link(one));
    }
    return false;
}

static void check_rings(struct catalogue_draft *d, size_t i)
{
    const struct indicator *one = &d->list[i];

    if (runs_in_ring(&d->all, one, link_parent))
        tell(d, d->line[i], "các chỉ tiêu cha của «%.*s» quay vòng",
             "the parents of «%.*s» run in a ring", STRF(one->id));
    if (runs_in_ring(&d->all, one, link_successor))
        tell(d, d->line[i], "các chỉ tiêu kế tiếp của «%.*s» quay vòng",
             "the successors of «%.*s» run in a ring", STRF(one->id));
}

/* What a rate is made anew of must itself be there to add up. */
static void check_made_of(struct catalogue_draft *d, size_t i)
{
    const struct indicator *one = &d->list[i];
    const str made_of[] = { one->numerator, one->denominator };

    for (size_t k = 0; k < 2 && one->areas == ADDING_RECOMPUTE; k++) {
        const struct indicator *part = indicators_find(&d->all, made_of[k]);

        if (part && part->areas != ADDING_SUM)
            tell(d, d->line[i], "«%.*s» tính từ «%.*s» là chỉ tiêu không cộng được",
                 "«%.*s» is made of «%.*s», which does not add up", STRF(one->id),
                 STRF(part->id));
    }
}

static void check_links(struct catalogue_draft *d, size_t i)
{
    const struct indicator *one = &d->list[i];
    const struct { const char *what; str id; } link[] = { { "parent", one->parent },
                                                          { "denominator", one->denominator },
                                                          { "numerator", one->numerator },
                                                          { "successor", one->successor } };

    for (size_t k = 0; k < sizeof link / sizeof *link; k++)
        if (link[k].id.len && (!indicators_find(&d->all, link[k].id) ||
                               str_eq(link[k].id, one->id)))
            tell(d, d->line[i], "cột %s: không có chỉ tiêu khác nào mang mã «%.*s»",
                 "the %s «%.*s» is no other entry", link[k].what, STRF(link[k].id));

    const struct indicator *next = indicators_find(&d->all, one->successor);
    if (next && !indicator_measures(next->unit, one->unit))
        tell(d, d->line[i], "«%.*s» kế tiếp «%.*s» nhưng đơn vị khác loại",
             "«%.*s» goes on as «%.*s», which measures something else", STRF(one->id),
             STRF(next->id));
    check_rings(d, i);
    check_made_of(d, i);
}

static void index_all(struct catalogue_draft *d)
{
    d->all.list = d->list;
    d->all.name = d->name;
    d->all.nslots = 64;
    while (d->all.nslots < 2 * d->all.nnames)
        d->all.nslots *= 2;
    d->all.by_id = d->by_id = arena_array(d->arena, uint16_t, d->all.nslots);
    d->all.by_words = d->by_words = arena_array(d->arena, uint16_t, d->all.nslots);
    d->all.by_bag = d->by_bag = arena_array(d->arena, uint16_t, d->all.nslots);
    index_ids(d);
    for (size_t n = 0; n < d->all.nnames; n++) {
        check_name(d, n);
        put_slot(d->by_words, d->all.nslots, d->name[n].key.words, n);
        put_slot(d->by_bag, d->all.nslots, d->name[n].key.bag, n);
    }
    for (size_t i = 0; i < d->all.count; i++)
        check_links(d, i);
}

const struct indicators *catalogue_read(struct arena *a, str text,
                                        const struct catalogue_problem **problem, size_t *count)
{
    struct catalogue_draft *d = arena_new(a, struct catalogue_draft);
    str rest = text, line;
    uint32_t number = 0;

    d->arena = a;
    d->all.units = units_known();
    d->all.words = name_words_open(a);
    while (str_split(&rest, '\n', &line)) {
        number++;
        if (line.len && !str_starts(line, STR("#")) && !str_starts(line, STR("id\t")))
            read_entry(d, number, line);
    }
    index_all(d);
    *problem = d->problem;
    *count = d->nproblems;
    return &d->all;
}
