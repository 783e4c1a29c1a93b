/* fact_rows_sdmx.c -- SDMX-CSV 2.x of our structure. */
#include "read/fact_rows_int.h"

#include "model/sdmx.h"

enum { SDMX_ACTION = -1, SDMX_STRUCTURE_KIND = -2, SDMX_STRUCTURE_ID = -3, SDMX_NOTHING = -4,
       MOST_COMPONENTS = 256 };

/* The cells of a row by component. */
struct sdmx_cells {
    const struct raw_cell *of[SDMX_COMPONENTS];
    const struct raw_cell *action, *structure;
};

bool is_sdmx_header(const struct raw_cell *cell, size_t n)
{
    bool structure = false, time = false;

    for (size_t i = 0; i < n; i++) {
        structure = structure || (cell[i].col == 0 && str_is(cell[i].text, "STRUCTURE"));
        time = time || str_is(cell[i].text, "TIME_PERIOD");
    }
    return structure && time;
}

static int meaning_of(str id)
{
    enum sdmx_component c;

    if (str_is(id, "STRUCTURE"))
        return SDMX_STRUCTURE_KIND;
    if (str_is(id, "STRUCTURE_ID"))
        return SDMX_STRUCTURE_ID;
    if (str_is(id, "ACTION"))
        return SDMX_ACTION;
    return sdmx_component_parse(id, &c) ? (int)c : SDMX_NOTHING;
}

bool sdmx_read_header(struct row_reader *r, const struct raw_cell *cell, size_t n,
                      struct sdmx_header *out)
{
    size_t told = r->told;
    uint64_t seen = 0;

    out->ncolumns = MOST_COMPONENTS;
    out->component = arena_array(r->job->arena, int8_t, MOST_COMPONENTS);
    memset(out->component, SDMX_NOTHING, MOST_COMPONENTS);
    for (size_t i = 0; i < n; i++) {
        int c = meaning_of(cell[i].text);
        uint64_t bit = UINT64_C(1) << (c + 8);

        if (c == SDMX_NOTHING || cell[i].col >= MOST_COMPONENTS)
            row_error(r, cell[i].row, cell[i].col, NULL,
                      "thành phần «%.*s» không có trong cấu trúc %s",
                      "the component '%.*s' is not in the structure %s",
                      STRF(str_sub(cell[i].text, 0, 60)), SDMX_STRUCTURE);
        else if (seen & bit)
            row_error(r, cell[i].row, cell[i].col, NULL, "cột này đã có ở bên trái",
                      "this column stands to the left already");
        else
            out->component[cell[i].col] = (int8_t)c;
        if (c != SDMX_NOTHING)
            seen |= bit;
    }
    if (!(seen & UINT64_C(1) << (SDMX_INDICATOR + 8)))
        row_error(r, cell->row, 0, NULL, "thiếu cột INDICATOR", "the column INDICATOR is missing");
    return r->told == told;
}

static bool sort_components(struct row_reader *r, const struct sdmx_header *h,
                            const struct raw_cell *cell, size_t n, struct sdmx_cells *out)
{
    *out = (struct sdmx_cells){ .action = NULL };
    for (size_t i = 0; i < n; i++) {
        int c = cell[i].col < h->ncolumns ? h->component[cell[i].col] : SDMX_NOTHING;

        if (c == SDMX_NOTHING) {
            row_error(r, cell[i].row, cell[i].col, NULL, "ô này nằm ngoài các cột có tên",
                      "this cell stands in no named column");
            return false;
        }
        if (c == SDMX_ACTION)
            out->action = &cell[i];
        else if (c == SDMX_STRUCTURE_ID)
            out->structure = &cell[i];
        else if (c >= 0)
            out->of[c] = &cell[i];
    }
    return true;
}

static void tell_code(struct row_reader *r, const struct raw_cell *cell, enum sdmx_component c)
{
    row_error(r, cell->row, cell->col, sdmx_component_id(c),
              "mã «%.*s» không có trong danh mục mã", "the code '%.*s' is not in the code list",
              STRF(str_sub(cell->text, 0, 60)));
}

static bool take_codes(struct row_reader *r, const struct sdmx_cells *in, struct import_row *row)
{
    const struct raw_cell *kind = in->of[SDMX_KIND], *final = in->of[SDMX_FINALITY];
    const struct raw_cell *how = in->of[SDMX_OBS_STATUS];
    struct fact *f = &row->fact;
    bool good = true;

    if (in->action && !row_action_parse(in->action->text, &row->action)) {
        row_error(r, in->action->row, in->action->col, "ACTION",
                  "không hiểu «%.*s»: hãy ghi một trong: A, M, R, D, I",
                  "cannot read '%.*s': write one of: A, M, R, D, I",
                  STRF(str_sub(in->action->text, 0, 60)));
        good = false;
    }
    if (kind && !fact_kind_parse(kind->text, &f->kind)) {
        tell_code(r, kind, SDMX_KIND);
        good = false;
    }
    f->status = f->kind == FACT_ESTIMATE ? FACT_ESTIMATED : FACT_PRELIMINARY;
    if (how && !sdmx_status_parse(how->text, &f->state, &f->status)) {
        tell_code(r, how, SDMX_OBS_STATUS);
        good = false;
    }
    if (final && !fact_status_parse(final->text, &f->status)) {
        tell_code(r, final, SDMX_FINALITY);
        good = false;
    }
    if (in->structure && !str_starts(in->structure->text, STR(SDMX_AGENCY ":" SDMX_FLOW "(1"))) {
        row_error(r, in->structure->row, in->structure->col, "STRUCTURE_ID",
                  "cấu trúc «%.*s» không phải %s", "the structure '%.*s' is not %s",
                  STRF(str_sub(in->structure->text, 0, 60)), SDMX_STRUCTURE);
        good = false;
    }
    return good;
}

static bool take_sdmx_time(struct row_reader *r, const struct sdmx_cells *in, uint32_t line,
                      struct fact *f)
{
    const struct raw_cell *time = in->of[SDMX_TIME_PERIOD], *start = in->of[SDMX_YEAR_START];

    if (time && sdmx_time_parse(time->text, start ? start->text : (str){ NULL, 0 }, &f->when) &&
        row_period_holds(f->when))
        return true;
    if (time)
        row_error(r, time->row, time->col, "TIME_PERIOD",
                  "không hiểu kỳ «%.*s»: hãy ghi như 2025, 2025-S1, 2025-Q2, 2025-06, "
                  "2025-01-01/P10M", "cannot read the time '%.*s': write it as 2025, 2025-S1, "
                  "2025-Q2, 2025-06, 2025-01-01/P10M", STRF(str_sub(time->text, 0, 60)));
    else
        row_error(r, line, 0, "TIME_PERIOD", "thiếu kỳ", "the time is missing");
    return false;
}

/* DECIMALS: zeros that a program has dropped are put back. */
static bool take_sdmx_decimals(struct row_reader *r, const struct sdmx_cells *in, struct fact *f)
{
    const struct raw_cell *cell = in->of[SDMX_DECIMALS];
    int64_t places;

    if (!cell)
        return true;
    if (!row_count(r, cell, "DECIMALS", &places))
        return false;
    if (places <= DEC_MAX_SCALE && places > f->value.scale)
        dec_rescale(f->value, (int8_t)places, &f->value);
    return true;
}

static bool take_measure(struct row_reader *r, const struct sdmx_cells *in, uint32_t line,
                         struct import_row *row)
{
    const struct raw_cell *value = in->of[SDMX_OBS_VALUE], *upper = in->of[SDMX_UPPER];
    struct fact *f = &row->fact;
    bool nothing = !value || str_is(value->text, "NaN");

    if (nothing && f->state == FACT_NUMBER && value && !in->of[SDMX_OBS_STATUS])
        f->state = FACT_UNKNOWN;
    if (nothing && (f->state != FACT_NUMBER || row->action == ROW_DELETE ||
                    row->action == ROW_MERGE))
        return true;
    if (nothing) {
        row_error(r, line, value ? value->col : 0, "OBS_VALUE",
                  "thiếu giá trị: hãy ghi số, hoặc OBS_STATUS là O, M, L",
                  "the value is missing: write a number, or O, M, L in OBS_STATUS");
        return false;
    }
    if (f->state != FACT_NUMBER) {
        row_error(r, value->row, value->col, "OBS_VALUE",
                  "có số mà OBS_STATUS nói là không có: hãy sửa một trong hai",
                  "there is a number, but OBS_STATUS says there is none: mend one of them");
        return false;
    }
    if (!row_figure(r, value, "OBS_VALUE", &f->value) || !take_sdmx_decimals(r, in, f))
        return false;
    if (!upper)
        return true;
    f->is_range = true;
    if (!row_figure(r, upper, "UPPER_VALUE", &f->upper))
        return false;
    if (dec_cmp(f->value, f->upper) <= 0)
        return true;
    row_error(r, upper->row, upper->col, "UPPER_VALUE", "cận trên nhỏ hơn giá trị",
              "the upper end is less than the value");
    return false;
}

static bool take_sdmx_unit(struct row_reader *r, const struct sdmx_cells *in, struct fact *f)
{
    const struct raw_cell *measure = in->of[SDMX_UNIT_MEASURE], *mult = in->of[SDMX_UNIT_MULT];
    int64_t power = 0;

    if (in->of[SDMX_UNIT_TEXT])
        return row_words(r, in->of[SDMX_UNIT_TEXT], "UNIT_TEXT", false, &f->unit);
    if (mult && !row_count(r, mult, "UNIT_MULT", &power))
        return false;
    if (power <= 12 && sdmx_unit_restore(r->job->arena,
                                         measure ? measure->text : (str){ NULL, 0 },
                                         (int)power, &f->unit))
        return true;
    tell_code(r, mult, SDMX_UNIT_MULT);
    return false;
}

static bool take_sdmx_attributes(struct row_reader *r, const struct sdmx_cells *in, struct fact *f)
{
    struct { enum sdmx_component c; str *to; } texts[] = {
        { SDMX_HEDGE, &f->hedge }, { SDMX_NAME, &f->name }, { SDMX_COMMENT, &f->note },
        { SDMX_REASON, &f->reason },
    };
    struct { enum sdmx_component c; int64_t *to; } counts[] = {
        { SDMX_REVISION, &f->revision }, { SDMX_DOCUMENT, &f->document },
        { SDMX_ENTRY, &f->entry },
    };
    bool good = true;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (in->of[texts[i].c] && !row_words(r, in->of[texts[i].c], sdmx_component_id(texts[i].c),
                                            true, texts[i].to))
            good = false;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (in->of[counts[i].c] && !row_count(r, in->of[counts[i].c],
                                              sdmx_component_id(counts[i].c), counts[i].to))
            good = false;
    if (in->of[SDMX_PUBLISHED] &&
        !row_day(r, in->of[SDMX_PUBLISHED], "PUBLISHED", &f->published))
        good = false;
    return take_sdmx_unit(r, in, f) && good;
}

static bool take_dimensions(struct row_reader *r, const struct sdmx_cells *in, uint32_t line,
                            struct fact *f, str *indicator)
{
    struct arena *a = r->job->arena;
    struct { enum sdmx_component c; str *to; bool id; } dims[] = {
        { SDMX_INDICATOR, indicator, true }, { SDMX_REF_AREA, &f->area, true },
        { SDMX_BOOK, &f->book, false }, { SDMX_SOURCE, &f->source, false },
        { SDMX_BREAKDOWN, &f->breakdown, false },
    };

    for (size_t i = 0; i < sizeof dims / sizeof *dims; i++) {
        const struct raw_cell *cell = in->of[dims[i].c];
        const char *id = sdmx_component_id(dims[i].c);
        struct raw_cell plain;
        str text;

        if (!cell)
            continue;
        plain = *cell;
        plain.text = text = dims[i].id ? sdmx_id_restore(a, cell->text)
                                       : sdmx_text_restore(a, cell->text);
        if (!text.len)
            continue;
        if (dims[i].c == SDMX_BREAKDOWN ? !row_breakdown(r, &plain, id, dims[i].to)
                                        : !row_words(r, &plain, id, dims[i].c == SDMX_SOURCE,
                                                       &text))
            return false;
        if (dims[i].c != SDMX_BREAKDOWN)
            *dims[i].to = plain.text;
    }
    if (str_trim(*indicator).len)
        return true;
    row_error(r, line, 0, "INDICATOR", "thiếu chỉ tiêu", "the indicator is missing");
    return false;
}

/* What the row fills in, in the columns of our own tables. */
static uint32_t given_columns(const struct sdmx_cells *in)
{
    static const struct { enum sdmx_component c; enum fact_field column; } same[] = {
        { SDMX_INDICATOR, FACTS_INDICATOR }, { SDMX_REF_AREA, FACTS_AREA },
        { SDMX_KIND, FACTS_KIND }, { SDMX_BOOK, FACTS_BOOK }, { SDMX_SOURCE, FACTS_SOURCE },
        { SDMX_BREAKDOWN, FACTS_BREAKDOWN }, { SDMX_TIME_PERIOD, FACTS_PERIOD },
        { SDMX_OBS_VALUE, FACTS_VALUE }, { SDMX_OBS_STATUS, FACTS_STATUS },
        { SDMX_OBS_STATUS, FACTS_STATE }, { SDMX_UNIT_MEASURE, FACTS_UNIT },
        { SDMX_UNIT_TEXT, FACTS_UNIT }, { SDMX_UPPER, FACTS_UPPER },
        { SDMX_HEDGE, FACTS_HEDGE }, { SDMX_FINALITY, FACTS_STATUS },
        { SDMX_PUBLISHED, FACTS_PUBLISHED }, { SDMX_NAME, FACTS_NAME },
        { SDMX_COMMENT, FACTS_NOTE }, { SDMX_REASON, FACTS_REASON },
        { SDMX_REVISION, FACTS_REVISION }, { SDMX_AS_OF, FACTS_AS_OF },
        { SDMX_DOCUMENT, FACTS_DOCUMENT }, { SDMX_ENTRY, FACTS_ENTRY },
    };
    uint32_t given = in->action ? UINT32_C(1) << FACTS_ACTION : 0;

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (in->of[same[i].c])
            given |= UINT32_C(1) << same[i].column;
    return given;
}

void sdmx_read_row(struct row_reader *r, const struct sdmx_header *h,
                   const struct raw_cell *cell, size_t n)
{
    struct import_row row = { .line = cell->row + 1 };
    struct sdmx_cells in;
    str indicator = { NULL, 0 };
    bool good;

    if (!sort_components(r, h, cell, n, &in))
        return;
    good = take_codes(r, &in, &row);
    good = take_dimensions(r, &in, cell->row, &row.fact, &indicator) && good;
    good = take_sdmx_time(r, &in, cell->row, &row.fact) && good;
    good = take_measure(r, &in, cell->row, &row) && good;
    good = take_sdmx_attributes(r, &in, &row.fact) && good;
    if (!good || !row_settle(r, cell, &row, true))
        return;
    row.given = given_columns(&in);
    row.value_col = in.of[SDMX_OBS_VALUE] ? in.of[SDMX_OBS_VALUE]->col + 1 : 0;
    row_indicator(r, indicator, &row.fact);
    if (!row.fact.source.len)
        row.fact.source = r->name;
    row_add(r, &row);
}
