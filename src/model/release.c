/* release.c -- when figures are due, read from calendars and reckoned. */
#include "model/release.h"

#include "model/data.h"

enum release_column {
    RELEASE_ID, RELEASE_OF, RELEASE_PERIOD, RELEASE_STATUS, RELEASE_DUE, RELEASE_FROM, RELEASE_TO,
    RELEASE_SOURCE, RELEASE_COLUMNS
};

static const char *const release_columns[RELEASE_COLUMNS] = {
    "id", "of", "period", "status", "due", "from", "to", "source"
};

/* In the order of enum release_of. */
static const char *const release_of_words[] = { "all", "agency", "group", "indicator" };

static const struct { const char *word; enum period_kind kind; } release_period_words[] = {
    { "month", PERIOD_MONTH },      { "quarter", PERIOD_QUARTER },
    { "months", PERIOD_MONTHS },    { "year", PERIOD_YEAR },
    { "term", PERIOD_TERM },        { "school-year", PERIOD_SCHOOL_YEAR },
};

enum { RELEASE_PERIODS = sizeof release_period_words / sizeof *release_period_words };

static bool read_release_of(str text, struct release *out)
{
    size_t colon = str_find(text, STR(":"));
    str word = colon == SIZE_MAX ? text : str_sub(text, 0, colon);

    for (int i = RELEASE_ALL; i <= RELEASE_INDICATOR; i++) {
        if (!str_is(word, release_of_words[i]))
            continue;
        out->of = (enum release_of)i;
        out->name = colon == SIZE_MAX ? (str){ NULL, 0 }
                                      : str_trim(str_sub(text, colon + 1, text.len));
        return (i == RELEASE_ALL) == (out->name.len == 0) &&
               (i == RELEASE_ALL) == (colon == SIZE_MAX);
    }
    return false;
}

static bool read_release_period(str text, enum period_kind *out)
{
    for (size_t i = 0; i < RELEASE_PERIODS; i++)
        if (str_is(text, release_period_words[i].word)) {
            *out = release_period_words[i].kind;
            return true;
        }
    return false;
}

static bool read_due_part(str text, int least, int most, int8_t *out)
{
    dec d;

    if (!text.len || text.len > 2 || !dec_parse_plain(text, &d) || d.scale || d.coef < least ||
        d.coef > most)
        return false;
    *out = (int8_t)d.coef;
    return true;
}

/* "1/6": the 6th of the first month behind. */
static bool read_due(str text, struct release *out)
{
    size_t slash = str_find(text, STR("/"));

    return slash != SIZE_MAX && read_due_part(str_sub(text, 0, slash), 0, 60, &out->months) &&
           read_due_part(str_sub(text, slash + 1, text.len), 1, 31, &out->dom);
}

static bool read_release_day(str text, int32_t *out)
{
    *out = RELEASE_OPEN;
    return !text.len || day_parse(text, out);
}

static bool good_release_id(str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return id.len > 0;
}

/* -1, or the column that is wrong. */
static int read_release(const str f[RELEASE_COLUMNS], struct release *out)
{
    struct release r = { .id = f[RELEASE_ID], .source = f[RELEASE_SOURCE] };

    if (!good_release_id(r.id))
        return RELEASE_ID;
    if (!read_release_of(f[RELEASE_OF], &r))
        return RELEASE_OF;
    if (!read_release_period(f[RELEASE_PERIOD], &r.period))
        return RELEASE_PERIOD;
    if (!fact_status_parse(f[RELEASE_STATUS], &r.status))
        return RELEASE_STATUS;
    if (!read_due(f[RELEASE_DUE], &r))
        return RELEASE_DUE;
    if (!read_release_day(f[RELEASE_FROM], &r.from))
        return RELEASE_FROM;
    if (!read_release_day(f[RELEASE_TO], &r.to) || (r.to != RELEASE_OPEN && r.to < r.from))
        return RELEASE_TO;
    *out = r;
    return -1;
}

static bool refuse_release_column(struct arena *a, uint32_t line, const char *column,
                          struct record_problem *problem)
{
    problem->line = line;
    problem->vi = arena_printf(a, "cột %s để trống hoặc ghi sai", column);
    problem->en = arena_printf(a, "%s is missing, or none that is known", column);
    return false;
}

bool releases_read(struct arena *a, str text, const struct release **list, size_t *count,
                   struct record_problem *problem)
{
    struct release *all = NULL;
    size_t n = 0, cap = 0;
    str rest = text, line;
    uint32_t number = 0;

    while (str_split(&rest, '\n', &line)) {
        str f[RELEASE_COLUMNS] = { { NULL, 0 } }, one;
        int columns = 0;

        number++;
        if (!line.len || str_starts(line, STR("#")) || str_starts(line, STR("id\t")))
            continue;
        while (columns <= RELEASE_COLUMNS && str_split(&line, '\t', &one)) {
            if (columns < RELEASE_COLUMNS)
                f[columns] = one;
            columns++;
        }

        struct release r;
        int wrong = columns == RELEASE_COLUMNS ? read_release(f, &r) : RELEASE_SOURCE;
        if (wrong >= 0)
            return refuse_release_column(a, number, release_columns[wrong], problem);
        *arena_push(a, all, n, cap) = r;
    }
    *list = all;
    *count = n;
    return true;
}

const struct release *releases_load(struct arena *a, size_t *count)
{
    struct record_problem problem;
    const struct release *list = NULL;
    bool good = releases_read(a, data_file(STR("releases.tsv")), &list, count, &problem);

    assert(good);
    (void)good;
    return list;
}

bool release_parse(struct arena *a, str text, struct release *out, struct record_problem *problem)
{
    struct record_field field[RELEASE_COLUMNS];
    str f[RELEASE_COLUMNS];

    for (int i = 0; i < RELEASE_COLUMNS; i++)
        field[i] = (struct record_field){ .name = release_columns[i],
                                          .needed = i <= RELEASE_DUE };
    if (!record_read(a, text, field, RELEASE_COLUMNS, problem))
        return false;
    for (int i = 0; i < RELEASE_COLUMNS; i++)
        f[i] = field[i].value;

    int wrong = read_release(f, out);
    return wrong < 0 || record_refuse(a, &field[wrong], problem);
}

static void put_release_day(struct buf *b, const char *name, int32_t bound)
{
    if (bound != RELEASE_OPEN)
        record_put(b, name, day_print(b->arena, bound));
}

void release_print(struct buf *b, const struct release *r)
{
    struct arena *a = b->arena;

    record_put(b, "id", r->id);
    record_put(b, "of", r->of == RELEASE_ALL ? STR("all")
                                             : arena_printf(a, "%s:%.*s", release_of_words[r->of],
                                                            STRF(r->name)));
    for (size_t i = 0; i < RELEASE_PERIODS; i++)
        if (release_period_words[i].kind == r->period)
            record_put(b, "period", str_from(release_period_words[i].word));
    record_put(b, "status", fact_status_word(r->status));
    record_put(b, "due", arena_printf(a, "%d/%d", r->months, r->dom));
    put_release_day(b, "from", r->from);
    put_release_day(b, "to", r->to);
    record_put(b, "source", r->source);
}

/* -- days -- */

/* The month a period ends in, counted from year 0; -1 when it has no end. */
static int last_month_of(period p)
{
    if (p.kind == PERIOD_NONE || p.open || p.year < 1 || p.year > 4000)
        return -1;
    int year, month, day;

    day_split(period_last_day(p), &year, &month, &day);
    return year * 12 + month - 1;
}

bool release_period_end(period p, int32_t *out)
{
    if (last_month_of(p) < 0)
        return false;
    *out = period_last_day(p);
    return true;
}

bool release_due(const struct release *r, period when, int32_t *out)
{
    int32_t last;

    if (when.kind != r->period || !release_period_end(when, &last) ||
        (r->from != RELEASE_OPEN && last < r->from) || (r->to != RELEASE_OPEN && last > r->to))
        return false;

    int month = last_month_of(when) + r->months, year = month / 12, m = month % 12 + 1;
    int most = month_length(year, m);
    *out = day_of(year, m, r->dom < most ? r->dom : most);
    return true;
}

static bool release_is_about(const struct release *r, const struct release_key *key)
{
    const str named[] = { { NULL, 0 }, key->agency, key->group, key->indicator };

    return r->of == RELEASE_ALL || str_eq(r->name, named[r->of]);
}

const struct release *release_find(const struct release *list, size_t n,
                                   const struct release_key *key)
{
    const struct release *best = NULL;
    int32_t due;

    for (size_t i = 0; i < n; i++)
        if (list[i].status == key->status && release_is_about(&list[i], key) &&
            release_due(&list[i], key->when, &due) && (!best || list[i].of >= best->of))
            best = &list[i];
    return best;
}

bool fact_is_public(const struct fact *f, int32_t today)
{
    return f->published <= today;
}
