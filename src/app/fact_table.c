/* fact_table.c -- tables of facts: our own TSV and CSV. */
#include "app/facts.h"

enum fact_column {
    FC_INDICATOR, FC_AREA, FC_PERIOD, FC_KIND, FC_VALUE, FC_UNIT, FC_STATUS, FC_SOURCE, FC_NOTE,
    FC_BOOK, FC_COUNT
};

static const char *const fact_column_name[FC_COUNT] = {
    "indicator", "area", "period", "kind", "value", "unit", "status", "source", "note",
    "book",
};

enum { MAX_FIELDS = 32 };

/* The fields of one line. In CSV a field may stand in quotes, doubled inside;
 * it may not hold a line end. */
static int split_fields(struct arena *a, str line, char sep, str field[MAX_FIELDS])
{
    int n = 0;
    size_t at = 0;

    while (n < MAX_FIELDS) {
        struct buf b;

        if (sep == ',' && at < line.len && line.ptr[at] == '"') {
            buf_init(&b, a);
            for (at++; at < line.len; at++) {
                if (line.ptr[at] != '"')
                    buf_char(&b, line.ptr[at]);
                else if (at + 1 < line.len && line.ptr[at + 1] == '"')
                    buf_char(&b, line.ptr[at++]);
                else
                    break;
            }
            field[n++] = buf_str(&b);
            while (at < line.len && line.ptr[at] != sep)
                at++;
        } else {
            size_t start = at;

            while (at < line.len && line.ptr[at] != sep)
                at++;
            field[n++] = str_trim(str_sub(line, start, at));
        }
        if (at >= line.len)
            break;
        at++;
    }
    return n;
}

/* The next line that is no comment and not empty; *number counts all lines. */
static bool next_row(str *rest, uint32_t *number, str *line)
{
    while (str_split(rest, '\n', line)) {
        ++*number;
        if (str_ends(*line, STR("\r")))
            line->len--;
        if (*number == 1 && str_starts(*line, STR("\xEF\xBB\xBF")))
            *line = str_sub(*line, 3, line->len);
        if (str_trim(*line).len && line->ptr[0] != '#')
            return true;
    }
    return false;
}

static char separator_of(str header)
{
    for (size_t i = 0; i < header.len; i++)
        if (header.ptr[i] == '\t')
            return '\t';
    return ',';
}

bool is_fact_table(str text)
{
    str rest = text, line;
    uint32_t number = 0;

    if (!next_row(&rest, &number, &line) || line.len > 4096)
        return false;
    return (str_find(line, STR("\t")) != SIZE_MAX || str_find(line, STR(",")) != SIZE_MAX) &&
           str_starts(line, STR("indicator")) && str_find(line, STR("period")) != SIZE_MAX &&
           str_find(line, STR("value")) != SIZE_MAX;
}

/* "a" or "a..b" in plain digits; the four ways of having no number. */
static bool read_value(str text, struct fact *f)
{
    size_t dots = str_find(text, STR(".."));

    if (fact_state_parse(text, &f->state) && f->state != FACT_NUMBER)
        return true;
    f->state = FACT_NUMBER;
    if (dots == SIZE_MAX)
        return dec_parse_plain(text, &f->value);
    f->is_range = true;
    return dec_parse_plain(str_sub(text, 0, dots), &f->value) &&
           dec_parse_plain(str_sub(text, dots + 2, text.len), &f->upper);
}

static status fail_row(struct job *j, str name, uint32_t line, const char *vi, const char *en,
                       str what)
{
    str quoted = arena_str(j->arena, what);

    return job_fail(j, FAIL_FORMAT, "%.*s:%u: %s: «%s»", "%.*s:%u: %s: '%s'", STRF(name), line,
                    j->lang == LANG_EN ? en : vi, quoted.ptr);
}

static status read_row(struct job *j, str name, uint32_t line, const str cell[FC_COUNT],
                       const struct indicators *catalogue, struct fact *f)
{
    const struct indicator *known = indicators_find(catalogue, cell[FC_INDICATOR]);
    if (!known)
        known = indicators_match(catalogue, cell[FC_INDICATOR], cell[FC_UNIT]);

    *f = (struct fact){ .area = cell[FC_AREA], .unit = cell[FC_UNIT], .note = cell[FC_NOTE],
                        .book = cell[FC_BOOK],
                        .source = cell[FC_SOURCE].len ? cell[FC_SOURCE] : name };
    f->indicator = known ? known->id
                         : indicator_slug(j->arena, cell[FC_INDICATOR], cell[FC_UNIT]);
    f->name = known ? known->name : cell[FC_INDICATOR];
    if (!cell[FC_INDICATOR].len)
        return fail_row(j, name, line, "thiếu tên chỉ tiêu", "the indicator is missing",
                        cell[FC_INDICATOR]);
    if (!period_parse(cell[FC_PERIOD], &f->when))
        return fail_row(j, name, line, "không hiểu kỳ", "cannot read the period",
                        cell[FC_PERIOD]);
    if (cell[FC_KIND].len && !fact_kind_parse(cell[FC_KIND], &f->kind))
        return fail_row(j, name, line, "không hiểu loại số", "cannot read the kind",
                        cell[FC_KIND]);
    f->status = f->kind == FACT_ESTIMATE ? FACT_ESTIMATED : FACT_PRELIMINARY;
    if (cell[FC_STATUS].len && !fact_status_parse(cell[FC_STATUS], &f->status))
        return fail_row(j, name, line, "không hiểu tình trạng", "cannot read the status",
                        cell[FC_STATUS]);
    if (!read_value(cell[FC_VALUE], f))
        return fail_row(j, name, line, "không hiểu giá trị", "cannot read the value",
                        cell[FC_VALUE]);
    return OK;
}

/* Which field of a line is which column; -1: not in this table. */
static void read_header(struct arena *a, str line, char sep, int at[FC_COUNT])
{
    str field[MAX_FIELDS];
    int n = split_fields(a, line, sep, field);

    for (int c = 0; c < FC_COUNT; c++) {
        at[c] = -1;
        for (int i = 0; i < n; i++)
            if (str_eq(field[i], str_from(fact_column_name[c])))
                at[c] = i;
    }
}

status read_fact_table(struct job *j, const struct indicators *catalogue, str name, str text,
                       struct facts *out)
{
    str rest = text, line, field[MAX_FIELDS], cell[FC_COUNT];
    struct fact *list = NULL;
    size_t count = 0, cap = 0;
    uint32_t number = 0;
    int at[FC_COUNT];
    status st = OK;

    *out = (struct facts){ NULL, 0 };
    if (!next_row(&rest, &number, &line))
        return OK;
    char sep = separator_of(line);
    read_header(j->arena, line, sep, at);
    while (st == OK && next_row(&rest, &number, &line)) {
        int n = split_fields(j->arena, line, sep, field);

        for (int c = 0; c < FC_COUNT; c++)
            cell[c] = at[c] >= 0 && at[c] < n ? field[at[c]] : (str){ NULL, 0 };
        st = read_row(j, name, number, cell, catalogue,
                      arena_push(j->arena, list, count, cap));
    }
    *out = (struct facts){ list, count };
    return st;
}

status put_fact_table(struct job *j, struct store *s, const struct indicators *catalogue,
                      const struct derivation *derivation, str name, str text,
                      struct import_result *out)
{
    struct facts all = { NULL, 0 };

    status st = read_fact_table(j, catalogue, name, text, &all);
    if (st != OK)
        return st;

    struct fact *list = all.list;
    size_t count = all.count;
    for (size_t i = 0; i < count; i++)
        list[i].area = place_id(derivation->places, list[i].area, period_last_day(list[i].when), 0);

    enum put_result *how = arena_array(j->arena, enum put_result, count + 1);
    st = store_put_facts(s, j, list, count, how);
    if (st == OK)
        count_puts(how, count, out);
    if (st == OK)
        st = find_corrected(s, j, list, how, count, &out->corrected);
    return st == OK ? derive_put(s, j, derivation, list, how, count, &out->derived) : st;
}
