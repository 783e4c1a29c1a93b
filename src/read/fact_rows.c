/* fact_rows.c -- tables of facts read strictly. */
#include "read/fact_rows.h"

#include "read/cells_int.h"
#include "read/charset.h"
#include "read/fact_rows_int.h"
#include "read/kind.h"

enum { HEADER_COLUMNS = 256, TABLE_HEADER_LINES = 40 };

/* The cells of a row by what their columns mean. */
struct row_cells {
    const struct raw_cell *of[FACT_FIELDS];
};

/* What each column of a table means; FACT_FIELDS: nothing. */
struct table_header {
    uint8_t meaning[HEADER_COLUMNS];
    uint32_t ncolumns;
};

/* -- headers -- */

static bool has_columns(struct arena *a, const struct raw_cell *cell, size_t n)
{
    enum fact_field c;
    uint32_t given = 0;

    for (size_t i = 0; i < n && i < HEADER_COLUMNS; i++)
        if (cell[i].content == CELL_TEXT && fact_field_parse(a, cell[i].text, &c))
            given |= UINT32_C(1) << c;
    return (given & 1U << FACTS_INDICATOR) && (given & 1U << FACTS_PERIOD) &&
           (given & 1U << FACTS_VALUE);
}

static bool read_table_header(struct row_reader *r, const struct raw_cell *cell, size_t n,
                              struct table_header *out)
{
    size_t told = r->told;
    uint32_t seen = 0;

    memset(out->meaning, FACT_FIELDS, sizeof out->meaning);
    out->ncolumns = HEADER_COLUMNS;
    for (size_t i = 0; i < n; i++) {
        enum fact_field c;

        if (cell[i].col >= HEADER_COLUMNS || !fact_field_parse(r->job->arena, cell[i].text, &c))
            row_error(r, cell[i].row, cell[i].col, NULL,
                      "cột «%.*s» không thuộc bảng số liệu: hãy sửa tên hoặc bỏ cột",
                      "the column '%.*s' is none of a table of figures: mend its name or take "
                      "it out", STRF(str_sub(cell[i].text, 0, 60)));
        else if (seen & UINT32_C(1) << c)
            row_error(r, cell[i].row, cell[i].col, fact_field_title(c),
                      "cột này đã có ở bên trái", "this column stands to the left already");
        else
            out->meaning[cell[i].col] = (uint8_t)c;
        if (cell[i].col < HEADER_COLUMNS && out->meaning[cell[i].col] < FACT_FIELDS)
            seen |= UINT32_C(1) << c;
    }
    return r->told == told;
}

/* -- one row -- */

static bool sort_row_cells(struct row_reader *r, const struct table_header *h,
                       const struct raw_cell *cell, size_t n, struct row_cells *out,
                       uint32_t *given)
{
    *out = (struct row_cells){ { NULL } };
    *given = 0;
    for (size_t i = 0; i < n; i++) {
        uint8_t c = cell[i].col < HEADER_COLUMNS ? h->meaning[cell[i].col] : FACT_FIELDS;

        if (c >= FACT_FIELDS) {
            row_error(r, cell[i].row, cell[i].col, NULL,
                      "ô này nằm ngoài các cột có tên: hãy xoá, hoặc đặt dấu phân cách trong "
                      "ngoặc kép", "this cell stands in no named column: delete it, or put "
                      "separators in quotes");
            return false;
        }
        out->of[c] = &cell[i];
        *given |= UINT32_C(1) << c;
    }
    return true;
}

static const char *field_title(enum fact_field c)
{
    return fact_field_title(c);
}

static void tell_missing(struct row_reader *r, uint32_t row, uint32_t col, enum fact_field c)
{
    row_error(r, row, col, field_title(c), "thiếu %s", "%s is missing",
              r->job->lang == LANG_EN ? fact_field_word(c) : field_title(c));
}

static void tell_unknown_word(struct row_reader *r, const struct raw_cell *cell,
                              enum fact_field c, const char *words)
{
    row_error(r, cell->row, cell->col, field_title(c), "không hiểu «%.*s»: hãy ghi một trong: %s",
              "cannot read '%.*s': write one of: %s", STRF(str_sub(cell->text, 0, 60)), words);
}

static bool take_text(struct row_reader *r, const struct row_cells *in, enum fact_field c,
                      bool lines, str *out)
{
    return !in->of[c] || row_words(r, in->of[c], field_title(c), lines, out);
}

static bool take_period(struct row_reader *r, const struct raw_cell *cell, struct fact *f)
{
    str text = cell->text;

    if (period_parse(text, &f->when) && row_period_holds(f->when))
        return true;
    row_error(r, cell->row, cell->col, field_title(FACTS_PERIOD),
              "không hiểu kỳ «%.*s»: hãy ghi như 2025, 2025-06, 2025-Q2, 2025-H1, "
              "2025-01/2025-10", "cannot read the period '%.*s': write it as 2025, 2025-06, "
              "2025-Q2, 2025-H1, 2025-01/2025-10", STRF(str_sub(text, 0, 60)));
    return false;
}

static bool take_words(struct row_reader *r, const struct row_cells *in, struct import_row *row)
{
    struct arena *a = r->job->arena;
    struct fact *f = &row->fact;
    const struct raw_cell *kind = in->of[FACTS_KIND], *final = in->of[FACTS_STATUS];
    const struct raw_cell *state = in->of[FACTS_STATE], *action = in->of[FACTS_ACTION];
    bool good = true;

    if (kind && !fact_kind_read(a, kind->text, &f->kind)) {
        tell_unknown_word(r, kind, FACTS_KIND, "actual, estimate, plan, target");
        good = false;
    }
    f->status = f->kind == FACT_ESTIMATE ? FACT_ESTIMATED : FACT_PRELIMINARY;
    if (final && !fact_status_read(a, final->text, &f->status) &&
        (state || !fact_state_read(a, final->text, &f->state))) {
        tell_unknown_word(r, final, FACTS_STATUS, "draft, estimate, preliminary, official");
        good = false;
    }
    if (state && !fact_state_read(a, state->text, &f->state)) {
        tell_unknown_word(r, state, FACTS_STATE,
                          "number, unknown, not-applicable, not-due, withdrawn");
        good = false;
    }
    if (action && !row_action_parse(action->text, &row->action)) {
        tell_unknown_word(r, action, FACTS_ACTION,
                          "replace, append, merge, delete, information (R, A, M, D, I)");
        good = false;
    }
    return good;
}

/* "1200..1300" of tables written by hand. */
static bool take_old_range(struct row_reader *r, const struct raw_cell *cell, size_t dots,
                           struct fact *f)
{
    struct raw_cell low = *cell, high = *cell;

    low.text = str_sub(cell->text, 0, dots);
    high.text = str_sub(cell->text, dots + 2, cell->text.len);
    f->is_range = true;
    return row_figure(r, &low, field_title(FACTS_VALUE), &f->value) &&
           row_figure(r, &high, field_title(FACTS_VALUE), &f->upper);
}

static bool take_upper(struct row_reader *r, const struct raw_cell *upper, struct fact *f)
{
    if (!row_figure(r, upper, field_title(FACTS_UPPER), &f->upper))
        return false;
    f->is_range = true;
    return true;
}

static bool order_of_range(struct row_reader *r, const struct raw_cell *cell,
                           const struct fact *f)
{
    if (!f->is_range || dec_cmp(f->value, f->upper) <= 0)
        return true;
    row_error(r, cell->row, cell->col, field_title(FACTS_UPPER),
              "cận trên nhỏ hơn giá trị: hãy kiểm tra lại hai số",
              "the upper end is less than the value: look at both numbers again");
    return false;
}

/* The figure, or one of the ways of having none. */
static bool take_fact_value(struct row_reader *r, const struct row_cells *in, uint32_t line,
                       struct import_row *row)
{
    const struct raw_cell *value = in->of[FACTS_VALUE], *upper = in->of[FACTS_UPPER];
    struct fact *f = &row->fact;
    enum fact_state word;
    size_t dots;

    if (!value) {
        if (f->state != FACT_NUMBER || row->action == ROW_DELETE || row->action == ROW_MERGE)
            return true;
        tell_missing(r, line, 0, FACTS_VALUE);
        return false;
    }
    if (value->content == CELL_TEXT && fact_state_read(r->job->arena, value->text, &word) &&
        word != FACT_NUMBER) {
        f->state = word;
        return true;
    }
    if (f->state != FACT_NUMBER && row->action != ROW_DELETE && f->state != FACT_WITHDRAWN) {
        row_error(r, value->row, value->col, field_title(FACTS_VALUE),
                  "vừa có số vừa ghi «%s»: hãy xoá một trong hai",
                  "there is a number and the state '%s': delete one of them",
                  r->job->lang == LANG_EN ? arena_str(r->job->arena, fact_state_word(f->state)).ptr
                                          : fact_state_title(f->state));
        return false;
    }
    dots = value->content == CELL_TEXT ? str_find(value->text, STR("..")) : SIZE_MAX;
    if (dots != SIZE_MAX && !upper)
        return take_old_range(r, value, dots, f) && order_of_range(r, value, f);
    return row_figure(r, value, field_title(FACTS_VALUE), &f->value) &&
           (!upper || (take_upper(r, upper, f) && order_of_range(r, upper, f)));
}

static bool take_counts(struct row_reader *r, const struct row_cells *in, struct fact *f)
{
    static const enum fact_field columns[] = { FACTS_REVISION, FACTS_DOCUMENT, FACTS_ENTRY };
    int64_t *to[] = { &f->revision, &f->document, &f->entry };
    bool good = true;
    epoch_day ignored;

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (in->of[columns[i]] &&
            !row_count(r, in->of[columns[i]], field_title(columns[i]), to[i]))
            good = false;
    if (in->of[FACTS_PUBLISHED] &&
        !row_day(r, in->of[FACTS_PUBLISHED], field_title(FACTS_PUBLISHED), &f->published))
        good = false;
    if (in->of[FACTS_AS_OF] &&
        !row_day(r, in->of[FACTS_AS_OF], field_title(FACTS_AS_OF), &ignored))
        good = false;
    return good;
}

static bool take_texts(struct row_reader *r, const struct row_cells *in, struct fact *f,
                       str *indicator)
{
    struct { enum fact_field column; bool lines; str *to; } texts[] = {
        { FACTS_INDICATOR, false, indicator }, { FACTS_AREA, false, &f->area },
        { FACTS_UNIT, false, &f->unit }, { FACTS_SOURCE, true, &f->source },
        { FACTS_BOOK, false, &f->book }, { FACTS_HEDGE, false, &f->hedge },
        { FACTS_NAME, true, &f->name }, { FACTS_NOTE, true, &f->note },
        { FACTS_REASON, true, &f->reason },
    };
    bool good = true;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!take_text(r, in, texts[i].column, texts[i].lines, texts[i].to))
            good = false;
    if (in->of[FACTS_BREAKDOWN] && !row_breakdown(r, in->of[FACTS_BREAKDOWN],
                                                   field_title(FACTS_BREAKDOWN), &f->breakdown))
        good = false;
    return good;
}

/* Any row of our own: all its errors are told, not the first alone. */
static void read_table_row(struct row_reader *r, const struct table_header *h,
                           const struct raw_cell *cell, size_t n)
{
    struct import_row row = { .line = cell->row + 1, .sheet = r->sheet->name };
    struct row_cells in;
    str indicator = { NULL, 0 };
    bool good;

    if (!sort_row_cells(r, h, cell, n, &in, &row.given))
        return;
    good = take_texts(r, &in, &row.fact, &indicator);
    if (good && !str_trim(indicator).len) {
        tell_missing(r, cell->row, 0, FACTS_INDICATOR);
        good = false;
    }
    if (!in.of[FACTS_PERIOD]) {
        tell_missing(r, cell->row, 0, FACTS_PERIOD);
        good = false;
    } else if (!take_period(r, in.of[FACTS_PERIOD], &row.fact)) {
        good = false;
    }
    good = take_words(r, &in, &row) && good;
    good = take_fact_value(r, &in, cell->row, &row) && good;
    good = take_counts(r, &in, &row.fact) && good;
    if (!good || !row_settle(r, cell, &row, in.of[FACTS_ACTION] != NULL))
        return;
    row.value_col = in.of[FACTS_VALUE] ? in.of[FACTS_VALUE]->col + 1 : 0;
    row_indicator(r, indicator, &row.fact);
    if (!row.fact.source.len)
        row.fact.source = r->name;
    row_add(r, &row);
}

/* -- tables of each kind -- */

enum header_kind { HEADER_NONE, HEADER_TABLE, HEADER_SDMX, HEADER_FORM };

static enum header_kind header_kind_of(struct arena *a, const struct raw_cell *cell, size_t n)
{
    if (is_sdmx_header(cell, n))
        return HEADER_SDMX;
    if (is_form_header(a, cell, n))
        return HEADER_FORM;
    return has_columns(a, cell, n) ? HEADER_TABLE : HEADER_NONE;
}

static status no_table(struct job *j, str name)
{
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s» không phải bảng số liệu: dòng đầu phải có tên các cột indicator "
                    "(Chỉ tiêu), period (Kỳ), value (Giá trị)",
                    "'%.*s' is no table of figures: its first line must name the columns "
                    "indicator, period, value", STRF(name));
}

static status read_text_rows(struct row_reader *r, str text)
{
    struct cells *plain = arena_new(r->job->arena, struct cells);
    struct cells_sheet *sheet = arena_new(r->job->arena, struct cells_sheet);
    struct table_header header;
    struct sdmx_header sdmx;
    struct field_reader fields;
    enum header_kind kind;
    status st;
    bool more;

    r->all = plain;
    r->sheet = sheet;
    fields_open(r->job, r->name, text, &fields);
    st = fields_next(&fields, &more);
    if (st != OK)
        return st;
    kind = more ? header_kind_of(r->job->arena, fields.cell, fields.n) : HEADER_NONE;
    if (kind == HEADER_NONE || kind == HEADER_FORM)
        return no_table(r->job, r->name);
    if (kind == HEADER_SDMX ? !sdmx_read_header(r, fields.cell, fields.n, &sdmx)
                            : !read_table_header(r, fields.cell, fields.n, &header))
        return OK;
    while ((st = fields_next(&fields, &more)) == OK && more)
        if (kind == HEADER_SDMX)
            sdmx_read_row(r, &sdmx, fields.cell, fields.n);
        else
            read_table_row(r, &header, fields.cell, fields.n);
    return st;
}

static void read_sheet_rows(struct row_reader *r, size_t at)
{
    struct table_header header;
    const struct raw_cell *cell;
    size_t n;

    r->vietnamese = true;
    if (!cells_next_row(r->sheet, &at, &cell, &n) || !read_table_header(r, cell, n, &header))
        return;
    while (cells_next_row(r->sheet, &at, &cell, &n))
        read_table_row(r, &header, cell, n);
}

/* The header of the sheet, among its first rows; *at is where its cells begin. */
static enum header_kind find_table_header(struct arena *a, const struct cells_sheet *s, size_t *at)
{
    const struct raw_cell *cell;
    size_t next = 0, n;

    for (int i = 0; i < TABLE_HEADER_LINES; i++) {
        *at = next;
        if (!cells_next_row(s, &next, &cell, &n))
            break;

        enum header_kind kind = header_kind_of(a, cell, n);

        if (kind != HEADER_NONE)
            return kind;
    }
    return HEADER_NONE;
}

/* The first sheet that is a table or a form. */
static status read_cells_rows(struct row_reader *r, const struct cells *all)
{
    r->all = all;
    for (size_t i = 0; i < all->nsheets; i++) {
        size_t at;
        enum header_kind kind = find_table_header(r->job->arena, &all->sheet[i], &at);

        r->sheet = &all->sheet[i];
        if (kind == HEADER_FORM) {
            r->out->form = r->vietnamese = true;
            form_read_rows(r, at);
            return OK;
        }
        if (kind == HEADER_TABLE) {
            read_sheet_rows(r, at);
            return OK;
        }
    }
    return no_table(r->job, r->name);
}

/* The kind of a text, by its first record; the header of a form, which has a title above it in a
 * sheet saved as CSV, may come later. *text becomes UTF-8. */
static status text_kind(struct job *j, str name, str *text, enum header_kind *out)
{
    struct field_reader fields;
    bool more;
    status st = charset_text(j, name, *text, text);

    *out = HEADER_NONE;
    if (st != OK)
        return st;
    fields_open(j, name, *text, &fields);
    st = fields_next(&fields, &more);
    if (st == OK && more)
        *out = header_kind_of(j->arena, fields.cell, fields.n);
    for (int i = 0; i < TABLE_HEADER_LINES && st == OK && more && *out == HEADER_NONE; i++) {
        st = fields_next(&fields, &more);
        if (st == OK && more && is_form_header(j->arena, fields.cell, fields.n))
            *out = HEADER_FORM;
    }
    return st;
}

status fact_rows_read(struct job *j, str name, str bytes, const struct indicators *catalogue,
                      struct import_rows *out)
{
    struct import_rows rows = { .n = 0 };
    struct row_reader r = { .job = j, .name = name, .catalogue = catalogue, .out = &rows };
    enum file_kind file = file_kind_of(bytes);
    enum header_kind kind = HEADER_NONE;
    struct cells all;
    status st;

    if (file == FILE_TEXT || file == FILE_CSV) {
        st = text_kind(j, name, &bytes, &kind);
        if (st == OK && kind != HEADER_FORM)
            st = read_text_rows(&r, bytes);
    }
    if ((file != FILE_TEXT && file != FILE_CSV) || kind == HEADER_FORM) {
        st = cells_read(j, name, bytes, &all);
        if (st == OK)
            st = read_cells_rows(&r, &all);
    }
    if (st == OK)
        *out = rows;
    return st;
}

bool is_fact_rows(struct job *j, str name, str bytes)
{
    enum file_kind file = file_kind_of(bytes);
    enum header_kind kind = HEADER_NONE;
    struct cells all;
    size_t at;

    if (file == FILE_TEXT || file == FILE_CSV) {
        if (text_kind(j, name, &bytes, &kind) != OK)
            job_forgive(j);
        return kind != HEADER_NONE;
    }
    if (file != FILE_XLSX || j->failed != OK)
        return false;
    if (cells_read(j, name, bytes, &all) != OK) {
        job_forgive(j);
        return false;
    }
    for (size_t i = 0; i < all.nsheets && kind == HEADER_NONE; i++)
        kind = find_table_header(j->arena, &all.sheet[i], &at);
    return kind == HEADER_FORM || kind == HEADER_TABLE;
}

void fact_rows_put_errors(const struct import_rows *rows, str name, struct buf *out)
{
    for (size_t i = 0; i < rows->nerrors; i++) {
        const struct cell_error *e = &rows->error[i];

        buf_printf(out, "%.*s: %.*s: ", STRF(name), STRF(e->place));
        if (e->column.len)
            buf_printf(out, "%.*s: ", STRF(e->column));
        buf_put(out, e->message);
        buf_char(out, '\n');
    }
}
