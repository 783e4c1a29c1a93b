/* form_rows.c -- a filled form: what was entered, row by row, against the hidden keys. */
#include "read/fact_rows_int.h"

#include "base/utf8.h"
#include "model/form.h"

#include <stdlib.h>

enum { WHOLE_FILE = UINT32_MAX, MOST_FORM_ROWS = 100000 };

/* The cells of a row of a form. */
struct form_cells {
    const struct raw_cell *of[FORM_COLUMNS];
    uint32_t row;
};

/* Which rows came back. */
struct form_seen {
    uint32_t total;             /* 0: no row yet */
    uint32_t *row;              /* by number: where it stands, from 1 */
};

bool is_form_header(struct arena *a, const struct raw_cell *cell, size_t n)
{
    str title = fold_text(a, str_from(form_column_title(FORM_KEY)));

    for (size_t i = 0; i < n; i++)
        if (cell[i].text.len < 64 && str_eq(fold_text(a, str_trim(cell[i].text)), title))
            return true;
    return false;
}

/* Are the columns where they were? */
static bool form_columns_hold(struct row_reader *r, const struct raw_cell *cell, size_t n)
{
    struct arena *a = r->job->arena;

    for (size_t i = 0; i < n; i++)
        for (int c = FORM_KEY; c < FORM_COLUMNS; c++) {
            const char *title = form_column_title((enum form_column)c);

            if (cell[i].col != (uint32_t)c &&
                str_eq(fold_text(a, str_trim(str_sub(cell[i].text, 0, 64))),
                       fold_text(a, str_from(title)))) {
                row_error(r, cell[i].row, cell[i].col, title,
                          "cột của biểu đã bị thêm, xoá hoặc chuyển chỗ: hãy nhập lại vào biểu "
                          "gốc", "columns of the form were added, deleted or moved: fill in the "
                          "form as it was sent");
                return false;
            }
        }
    return true;
}

/* "[2025-06]" without its brackets; false for what has none. */
static bool unbracket(const struct raw_cell *cell, str *out)
{
    str s = cell ? str_trim(cell->text) : (str){ NULL, 0 };

    if (s.len < 2 || s.ptr[0] != '[' || s.ptr[s.len - 1] != ']')
        return false;
    *out = str_sub(s, 1, s.len - 1);
    return true;
}

static uint32_t number_at(str *s)
{
    uint32_t n = 0;
    size_t at = 0;

    while (at < s->len && s->ptr[at] >= '0' && s->ptr[at] <= '9' && n <= MOST_FORM_ROWS)
        n = n * 10 + (uint32_t)(s->ptr[at++] - '0');
    *s = str_sub(*s, at, s->len);
    return n;
}

/* The row's number and the sum of them, when its key is that of what is hidden beside. */
static bool read_key(struct row_reader *r, const struct form_cells *in,
                     str hidden[FORM_COLUMNS - FORM_KEY - 1], uint32_t *number, uint32_t *total)
{
    str key, rest;

    if (!unbracket(in->of[FORM_KEY], &key))
        return false;
    for (int c = FORM_KEY + 1; c < FORM_COLUMNS; c++)
        if (!unbracket(in->of[c], &hidden[c - FORM_KEY - 1]))
            return false;
    rest = key;
    *number = number_at(&rest);
    if (!str_starts(rest, STR("/")))
        return false;
    rest = str_sub(rest, 1, rest.len);
    *total = number_at(&rest);
    return *number >= 1 && *number <= *total && *total <= MOST_FORM_ROWS &&
           str_eq(key, form_key(r->job->arena, *number, *total, hidden));
}

/* Has the row come once, and from this form? */
static bool note_row(struct row_reader *r, struct form_seen *seen, const struct form_cells *in,
                     uint32_t number, uint32_t total)
{
    if (!seen->total) {
        seen->total = total;
        seen->row = arena_array(r->job->arena, uint32_t, total + 1);
    }
    if (seen->total != total) {
        row_error(r, in->row, FORM_NAME, NULL, "dòng này chép từ một biểu khác: hãy xoá",
                  "this row was copied from another form: delete it");
        return false;
    }
    if (seen->row[number]) {
        row_error(r, in->row, FORM_NAME, NULL,
                  "dòng này đã có ở hàng %u: hãy xoá một trong hai",
                  "this row stands in row %u already: delete one of them", seen->row[number]);
        return false;
    }
    seen->row[number] = in->row + 1;
    return true;
}

/* -- what was entered -- */

static str hidden_text(const str *hidden, enum form_column c)
{
    return hidden[c - FORM_KEY - 1];
}

/* What is asked for, as the hidden cells tell it. Their key holds, so they are as written. */
static bool form_fact(struct row_reader *r, const struct form_cells *in, const str *hidden,
                      struct fact *f)
{
    for (int c = FORM_KEY; c < FORM_COLUMNS; c++) {
        str text;

        if (!row_words(r, in->of[c], form_column_title((enum form_column)c), c == FORM_SOURCE,
                       &text))
            return false;
    }
    *f = (struct fact){ .indicator = hidden_text(hidden, FORM_INDICATOR_ID),
                        .area = hidden_text(hidden, FORM_AREA_ID),
                        .book = hidden_text(hidden, FORM_BOOK),
                        .source = hidden_text(hidden, FORM_SOURCE),
                        .unit = hidden_text(hidden, FORM_UNIT_TEXT) };
    if (!period_parse(hidden_text(hidden, FORM_PERIOD), &f->when) ||
        !row_period_holds(f->when) ||
        !fact_kind_parse(hidden_text(hidden, FORM_KIND), &f->kind) || !str_trim(f->indicator).len) {
        row_error(r, in->row, FORM_KEY, form_column_title(FORM_KEY),
                  "mã ẩn của dòng không đọc được: hãy nhập lại vào biểu gốc",
                  "the hidden ids of the row cannot be read: fill in the form as it was sent");
        return false;
    }
    if (!f->source.len)
        f->source = r->name;
    f->status = f->kind == FACT_ESTIMATE ? FACT_ESTIMATED : FACT_PRELIMINARY;
    return true;
}

static const char value_title[] = "Kỳ này";

/* Zeros that nobody needs, so that "12,50" is no slip where one decimal is asked for. */
static void drop_zeros(dec *d, int places)
{
    while (d->scale > places && d->coef % 10 == 0) {
        d->coef /= 10;
        d->scale--;
    }
}

static int form_places(str digits)
{
    return digits.len == 1 && digits.ptr[0] >= '0' && digits.ptr[0] <= '9' ? digits.ptr[0] - '0'
                                                                           : 0;
}

static bool form_figure(struct row_reader *r, const struct raw_cell *cell, const str *hidden,
                        struct fact *f)
{
    str unit_text = hidden_text(hidden, FORM_UNIT_TEXT);
    int places = form_places(hidden_text(hidden, FORM_PLACES));

    if (cell->shift && !str_eq(str_trim(unit_text), STR("%"))) {
        row_error(r, cell->row, cell->col, value_title,
                  "ô có định dạng phần trăm mà đơn vị là «%.*s»: hãy định dạng lại là số",
                  "the cell is formatted as per cent, but the unit is '%.*s': format it as a "
                  "number", STRF(unit_text));
        return false;
    }
    if (!row_figure(r, cell, value_title, &f->value))
        return false;
    drop_zeros(&f->value, places);
    if (f->value.scale > places) {
        row_error(r, cell->row, cell->col, value_title,
                  "số có %d chữ số thập phân, chỉ tiêu này lấy %d: hãy làm tròn",
                  "the number has %d decimals, this indicator takes %d: round it",
                  f->value.scale, places);
        return false;
    }
    if (f->value.coef < 0 && str_is(hidden_text(hidden, FORM_SIGNED), "unsigned")) {
        row_error(r, cell->row, cell->col, value_title, "chỉ tiêu này không thể âm",
                  "this indicator cannot be below zero");
        return false;
    }
    return true;
}

/* The state, from its own cell or, typed instead of the figure, from that of the figure. */
static bool form_state(struct row_reader *r, const struct form_cells *in, struct fact *f,
                       bool *has_value)
{
    const struct raw_cell *value = in->of[FORM_VALUE], *state = in->of[FORM_STATE];
    const char *column = form_column_title(FORM_STATE);
    enum fact_state word;

    *has_value = value != NULL;
    if (value && value->content == CELL_TEXT &&
        fact_state_read(r->job->arena, value->text, &word) && word != FACT_NUMBER) {
        f->state = word;
        *has_value = false;
    }
    if (!state)
        return true;
    if (!fact_state_read(r->job->arena, state->text, &word) || word == FACT_WITHDRAWN) {
        row_error(r, state->row, state->col, column, "không hiểu «%.*s»: hãy chọn một trong: %s",
                  "cannot read '%.*s': choose one of: %s", STRF(str_sub(state->text, 0, 60)),
                  form_states);
        return false;
    }
    if (*has_value && word != FACT_NUMBER) {
        row_error(r, value->row, value->col, value_title,
                  "vừa có số vừa chọn «%s»: hãy xoá một trong hai",
                  "there is a number and the state '%s': delete one of them",
                  fact_state_title(word));
        return false;
    }
    if (!*has_value && word == FACT_NUMBER && f->state == FACT_NUMBER) {
        row_error(r, in->row, FORM_VALUE, value_title,
                  "chọn «số» mà ô số còn trống: hãy nhập số hoặc chọn lý do",
                  "the state says there is a number, but the cell is empty: enter it, or choose "
                  "a reason");
        return false;
    }
    if (!*has_value && word != FACT_NUMBER)
        f->state = word;
    return true;
}

static void read_filled_row(struct row_reader *r, const struct form_cells *in, const str *hidden)
{
    const struct raw_cell *note = in->of[FORM_NOTE], *name = in->of[FORM_NAME];
    struct import_row row = { .line = in->row + 1, .sheet = r->sheet->name,
                            .value_col = FORM_VALUE + 1 };
    bool good = true, has_value;

    if (!in->of[FORM_VALUE] && !in->of[FORM_STATE]) {
        r->out->empty++;
        if (note)
            row_error(r, in->row, FORM_VALUE, value_title,
                      "có ghi chú mà không có số: hãy nhập số hoặc chọn tình trạng",
                      "there is a note, but no number: enter it, or choose a state");
        return;
    }
    if (!form_fact(r, in, hidden, &row.fact))
        return;
    if (name)
        good = row_words(r, name, form_column_title(FORM_NAME), true, &row.fact.name);
    if (note)
        good = row_words(r, note, form_column_title(FORM_NOTE), true, &row.fact.note) && good;
    good = form_state(r, in, &row.fact, &has_value) && good;
    if (has_value && row.fact.state == FACT_NUMBER)
        good = form_figure(r, in->of[FORM_VALUE], hidden, &row.fact) && good;
    if (!good)
        return;
    row.given = UINT32_C(1) << FACTS_VALUE | UINT32_C(1) << FACTS_STATE |
                (note ? UINT32_C(1) << FACTS_NOTE : 0);
    row_add(r, &row);
}

/* -- rows -- */

/* Cells that a person fills in. What stands there in a row without a key was added, but for the
 * signatures below the table. */
static bool is_entered(const struct form_cells *in)
{
    return in->of[FORM_VALUE] && (in->of[FORM_VALUE]->content != CELL_TEXT ||
                                  in->of[FORM_NAME] || in->of[FORM_STATE]);
}

static void read_form_row(struct row_reader *r, const struct raw_cell *cell, size_t n,
                          struct form_seen *seen)
{
    struct form_cells in = { .row = cell->row };
    str hidden[FORM_COLUMNS - FORM_KEY - 1];
    uint32_t number, total;
    bool any_hidden = false;

    for (size_t i = 0; i < n; i++)
        if (cell[i].col < FORM_COLUMNS) {
            in.of[cell[i].col] = &cell[i];
            any_hidden = any_hidden || cell[i].col >= FORM_KEY;
        }
    if (!any_hidden) {
        if (is_entered(&in))
            row_error(r, in.row, FORM_VALUE, value_title,
                      "dòng này không thuộc biểu: hãy xoá, hoặc ghi số vào ghi chú của dòng có sẵn",
                      "this row is none of the form: delete it, or tell the number in the note "
                      "of a row that is");
        return;
    }
    if (!read_key(r, &in, hidden, &number, &total)) {
        row_error(r, in.row, FORM_KEY, form_column_title(FORM_KEY),
                  "mã ẩn của dòng đã bị thay đổi: hãy nhập lại vào biểu gốc",
                  "the hidden ids of the row were changed: fill in the form as it was sent");
        return;
    }
    if (note_row(r, seen, &in, number, total))
        read_filled_row(r, &in, hidden);
}

/* Rows that are gone, told together where they stand one behind the other. */
static void tell_lost_rows(struct row_reader *r, const struct form_seen *seen)
{
    for (uint32_t i = 1; i <= seen->total; i++) {
        uint32_t from = i;

        while (i <= seen->total && !seen->row[i])
            i++;
        if (i == from)
            continue;
        row_error(r, WHOLE_FILE, 0, NULL,
                  "thiếu các dòng từ %u đến %u trong %u dòng của biểu: hãy nhập lại vào biểu gốc",
                  "rows %u to %u of the %u of the form are missing: fill in the form as it was "
                  "sent", from, i - 1, seen->total);
    }
}

void form_read_rows(struct row_reader *r, size_t at)
{
    struct form_seen seen = { .total = 0 };
    const struct raw_cell *cell;
    size_t n;

    if (!cells_next_row(r->sheet, &at, &cell, &n) || !form_columns_hold(r, cell, n))
        return;
    while (cells_next_row(r->sheet, &at, &cell, &n))
        read_form_row(r, cell, n, &seen);
    if (!seen.total)
        row_error(r, WHOLE_FILE, 0, NULL, "biểu không còn dòng nào",
                  "the form has no rows any more");
    tell_lost_rows(r, &seen);
}
