/* indicator_read.c -- the catalogue's text, read, checked and indexed. */
#include "model/indicator_int.h"

enum column {
    COL_ID, COL_CODE, COL_NAME, COL_ALIASES, COL_UNIT, COL_NATURE, COL_DIRECTION, COL_PARENT,
    COL_DENOMINATOR, COL_GROUP, COL_FREQUENCY, COL_AGENCY, COLUMNS
};

enum { MAX_INDICATORS = 60000 };

static const char *const nature_words[] = { "flow", "season", "stock", "rate",
                                            "index", "rank", "count" };
static const char *const direction_words[] = { "none", "up", "down" };
static const char *const frequency_words[] = { "month", "quarter", "half", "season", "year" };

#define WORD_LIST(list) list, sizeof list / sizeof *list

const char *nature_word(enum nature n)
{
    return nature_words[n];
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
    return n == COLUMNS;
}

/* Reads one line; what is wrong with it is told, and the line left out. */
static void read_entry(struct catalogue_draft *d, uint32_t line, str text)
{
    struct arena *a = d->arena;
    str f[COLUMNS];
    unit u;

    if (!split_columns(text, f)) {
        tell(d, line, "không có đủ %d cột", "not %d columns", COLUMNS);
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
    if (d->all.count == MAX_INDICATORS)
        wrong = "room";
    if (wrong) {
        tell(d, line, "cột %s để trống hoặc ghi sai", "%s is missing, or none that is known",
             wrong);
        return;
    }
    *arena_push(a, d->line, d->nlines, d->line_cap) = line;

    uint16_t of = (uint16_t)d->all.count;
    *arena_push(a, d->list, d->all.count, d->list_cap) = (struct indicator){
        .id = f[COL_ID],
        .code = f[COL_CODE],
        .name = f[COL_NAME],
        .unit_text = f[COL_UNIT],
        .unit = u,
        .nature = (enum nature)nature,
        .direction = (enum direction)direction,
        .parent = f[COL_PARENT],
        .denominator = f[COL_DENOMINATOR],
        .group = f[COL_GROUP],
        .frequency = f[COL_FREQUENCY],
        .agency = f[COL_AGENCY],
    };

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

static void check_links(struct catalogue_draft *d, size_t i)
{
    const struct indicator *one = &d->list[i];
    const struct { const char *what; str id; } link[] = { { "parent", one->parent },
                                                          { "denominator", one->denominator } };

    for (size_t k = 0; k < 2; k++)
        if (link[k].id.len && (!indicators_find(&d->all, link[k].id) ||
                               str_eq(link[k].id, one->id)))
            tell(d, d->line[i], "cột %s: không có chỉ tiêu khác nào mang mã «%.*s»",
                 "the %s «%.*s» is no other entry", link[k].what, STRF(link[k].id));

    /* A chain longer than the catalogue runs in a ring. */
    const struct indicator *up = one;
    size_t steps = 0;
    while (up && up->parent.len && steps <= d->all.count) {
        up = indicators_find(&d->all, up->parent);
        steps++;
    }
    if (steps > d->all.count)
        tell(d, d->line[i], "các chỉ tiêu cha của «%.*s» quay vòng",
             "the parents of «%.*s» run in a ring", STRF(one->id));
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
