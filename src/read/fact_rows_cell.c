/* fact_rows_cell.c -- the cells of a table of facts: figures, days, texts, and what is wrong
 * with them. */
#include "read/fact_rows_int.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>

enum { BOOK_DIGITS = 15, CELL_TEXT_BYTES = 32 * 1024, SHOWN_CELL_BYTES = 60 };

void row_error(struct row_reader *r, uint32_t row, uint32_t col, const char *column,
               const char *vi, const char *en, ...)
{
    struct arena *a = r->job->arena;
    struct cell_error e = { .line = row + 1, .col = col + 1, .column = str_from(column) };
    va_list ap;

    if (r->told++ >= CELL_ERRORS_KEPT) {
        r->out->more_errors = true;
        return;
    }
    va_start(ap, en);
    e.message = arena_vprintf(a, r->job->lang == LANG_EN ? en : vi, ap);
    va_end(ap);
    if (row == UINT32_MAX)
        e.line = e.col = 0, e.place = r->all->workbook ? r->sheet->name : r->name;
    else
        e.place = cells_place(a, r->all, r->sheet, row, col, r->job->lang);
    *arena_push(a, r->error, r->out->nerrors, r->error_cap) = e;
    r->out->error = r->error;
}

/* The cell's text as a message shows it: cut, on one line. */
static str shown_cell(struct row_reader *r, str text)
{
    struct buf b;
    bool cut = text.len > SHOWN_CELL_BYTES;

    if (cut)
        for (text.len = SHOWN_CELL_BYTES;
             text.len && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80;)
            text.len--;
    buf_init(&b, r->job->arena);
    buf_tsv(&b, text);
    if (cut)
        buf_put(&b, STR("…"));
    return buf_str(&b);
}

/* -- figures -- */

/* The digits of a stored number, "-12.50E+3": digit[0..n) with the point behind `point`. */
struct stored_digits {
    char digit[64];
    int n, point;
    bool negative;
};

static bool take_stored(str s, struct stored_digits *d)
{
    size_t at = 0;
    int exponent = 0, sign = 1;
    bool point = false, any = false;

    *d = (struct stored_digits){ .n = 0 };
    if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+'))
        d->negative = s.ptr[at++] == '-';
    for (; at < s.len && (s.ptr[at] == '.' || (s.ptr[at] >= '0' && s.ptr[at] <= '9')); at++) {
        if (s.ptr[at] == '.') {
            if (point)
                return false;
            point = true;
            continue;
        }
        any = true;
        if (!point && !d->n && s.ptr[at] == '0')
            continue;
        if (d->n >= (int)sizeof d->digit)
            return false;
        d->digit[d->n++] = s.ptr[at];
        d->point += !point;
    }
    if (any && at < s.len && (s.ptr[at] | 0x20) == 'e') {
        at++;
        if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+'))
            sign = s.ptr[at++] == '-' ? -1 : 1;
        for (any = false; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++, any = true)
            if ((exponent = exponent * 10 + (s.ptr[at] - '0')) > 400)
                return false;
        d->point += sign * exponent;
    }
    return any && at == s.len;
}

/* Excel keeps 15 digits, but writes 17: what is behind is noise, and so are the zeros then. */
static void drop_noise(struct stored_digits *d)
{
    int lead = 0, n;

    while (lead < d->n && d->digit[lead] == '0')
        lead++;
    n = lead + BOOK_DIGITS;
    if (d->n <= n)
        return;

    bool up = d->digit[n] >= '5';

    for (d->n = n; up && n-- > 0;) {
        up = d->digit[n] == '9';
        d->digit[n] = up ? '0' : (char)(d->digit[n] + 1);
    }
    if (up) {
        memmove(d->digit + 1, d->digit, (size_t)d->n - 1);
        d->digit[0] = '1';
        d->point++;
    }
    while (d->n > d->point && d->n > 0 && d->digit[d->n - 1] == '0')
        d->n--;
}

bool row_stored_number(str stored, int places, dec *out)
{
    struct stored_digits d;
    dec value = { 0, 0 };
    int scale;

    if (!take_stored(stored, &d))
        return false;
    drop_noise(&d);
    for (int i = 0; i < d.n; i++)
        if (value.coef > (INT64_MAX - 9) / 10)
            return false;
        else
            value.coef = value.coef * 10 + (d.digit[i] - '0');
    if (d.negative)
        value.coef = -value.coef;
    scale = d.n - d.point;
    if (scale < 0 && !dec_shift(value, -scale, &value))
        return false;
    if (scale > DEC_MAX_SCALE)
        return false;
    value.scale = (int8_t)(scale > 0 ? scale : 0);
    if (places > DEC_MAX_SCALE)
        places = DEC_MAX_SCALE;
    if (value.scale < places)
        dec_rescale(value, (int8_t)places, &value);
    *out = value;
    return true;
}

/* The same signs the other way round: points for commas. */
static str other_notation(struct row_reader *r, str s)
{
    str t = arena_str(r->job->arena, s);
    char *p = (char *)t.ptr;

    for (size_t i = 0; i < t.len; i++)
        p[i] = p[i] == '.' ? ',' : p[i] == ',' ? '.' : p[i];
    return t;
}

/* "1,234.5" as a person in an English house writes it: without its groups. */
static bool parse_english(struct row_reader *r, str s, dec *out)
{
    return dec_parse_plain(s, out) || dec_parse_vi(other_notation(r, s), out);
}

static void tell_no_figure(struct row_reader *r, const struct raw_cell *cell, const char *column,
                           str text)
{
    char likely[DEC_TEXT];
    str shown = shown_cell(r, text);
    dec d;

    if (r->vietnamese ? parse_english(r, text, &d) : dec_parse_vi(text, &d)) {
        if (r->vietnamese)
            dec_format_vi(d, likely);
        else
            dec_format_plain(d, likely);
        row_error(r, cell->row, cell->col, column,
                  r->vietnamese ? "«%.*s» ghi theo kiểu tiếng Anh; nếu là %s thì hãy ghi như vậy"
                                : "«%.*s» ghi theo kiểu Việt Nam; ở đây phải ghi %s",
                  r->vietnamese ? "'%.*s' is in English notation; if it is %s, write it so"
                                : "'%.*s' is in Vietnamese notation; here it must be %s",
                  STRF(shown), likely);
        return;
    }
    row_error(r, cell->row, cell->col, column,
              "«%.*s» không phải là số: hãy ghi số, không kèm chữ và đơn vị",
              "'%.*s' is no number: write figures only, without words or a unit", STRF(shown));
}

static void tell_bad_cell(struct row_reader *r, const struct raw_cell *cell, const char *column)
{
    str shown = shown_cell(r, cell->text);

    if (cell->content == CELL_ERROR)
        row_error(r, cell->row, cell->col, column,
                  "công thức bị lỗi %.*s: hãy sửa công thức hoặc gõ số",
                  "the formula has failed, %.*s: mend it or type the number", STRF(shown));
    else if (cell->content == CELL_DATE)
        row_error(r, cell->row, cell->col, column,
                  "ô đang là ngày tháng «%.*s»: hãy định dạng lại là số rồi gõ lại",
                  "the cell holds a date, '%.*s': format it as a number and type it again",
                  STRF(shown));
    else
        row_error(r, cell->row, cell->col, column, "«%.*s» không phải là số",
                  "'%.*s' is no number", STRF(shown));
}

bool row_figure(struct row_reader *r, const struct raw_cell *cell, const char *column, dec *out)
{
    str text = str_trim(cell->text);

    if (cell->content == CELL_NUMBER) {
        int places = cell->places + cell->shift;

        if (row_stored_number(text, places, out) &&
            (!cell->shift || dec_shift(*out, cell->shift, out)))
            return true;
        row_error(r, cell->row, cell->col, column, "số «%.*s» có quá nhiều chữ số",
                  "the number '%.*s' has too many digits", STRF(shown_cell(r, text)));
        return false;
    }
    if (cell->content != CELL_TEXT) {
        tell_bad_cell(r, cell, column);
        return false;
    }
    if (r->vietnamese ? dec_parse_vi(text, out) : dec_parse_plain(text, out))
        return true;
    tell_no_figure(r, cell, column, text);
    return false;
}

bool row_count(struct row_reader *r, const struct raw_cell *cell, const char *column,
               int64_t *out)
{
    dec d;

    if (dec_parse_plain(str_trim(cell->text), &d) && d.scale == 0 && d.coef >= 0) {
        *out = d.coef;
        return true;
    }
    row_error(r, cell->row, cell->col, column, "«%.*s» không phải là số nguyên không âm",
              "'%.*s' is no whole number of 0 or more", STRF(shown_cell(r, cell->text)));
    return false;
}

/* -- texts -- */

static bool is_utf8(str s)
{
    uint32_t cp;

    for (size_t at = 0; at < s.len;)
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
        } else {
            at += utf8_next(s, at, &cp);
            if (cp == UTF8_BAD)
                return false;
        }
    return true;
}

bool row_words(struct row_reader *r, const struct raw_cell *cell, const char *column, bool lines,
              str *out)
{
    str s = r->all->workbook ? cell->text : exchange_restore(cell->text);

    if (cell->content == CELL_ERROR) {
        tell_bad_cell(r, cell, column);
        return false;
    }
    if (s.len > CELL_TEXT_BYTES) {
        row_error(r, cell->row, cell->col, column, "văn bản dài hơn %d byte",
                  "the text is longer than %d bytes", CELL_TEXT_BYTES);
        return false;
    }
    if (!is_utf8(s)) {
        row_error(r, cell->row, cell->col, column,
                  "văn bản không phải UTF-8: hãy lưu tệp lại theo UTF-8",
                  "the text is not UTF-8: save the file again as UTF-8");
        return false;
    }
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c == 127 || (c < ' ' && !(lines && (c == '\n' || c == '\t' || c == '\r')))) {
            row_error(r, cell->row, cell->col, column,
                      "có ký tự điều khiển (mã %u) trong «%.*s»: hãy xoá đi",
                      "there is a control character (%u) in '%.*s': delete it", c,
                      STRF(shown_cell(r, s)));
            return false;
        }
    }
    *out = s;
    return true;
}

bool row_period_holds(period p)
{
    int y, m, dom;

    if (!p.day)
        return true;
    day_split(day_of(p.year, p.month, p.day), &y, &m, &dom);
    return m == p.month && dom == p.day;
}

bool row_day(struct row_reader *r, const struct raw_cell *cell, const char *column, epoch_day *out)
{
    if (day_parse(str_trim(cell->text), out))
        return true;
    row_error(r, cell->row, cell->col, column,
              "«%.*s» không phải là ngày: hãy ghi năm-tháng-ngày, như 2025-06-30",
              "'%.*s' is no day: write year-month-day, as in 2025-06-30",
              STRF(shown_cell(r, cell->text)));
    return false;
}

bool row_breakdown(struct row_reader *r, const struct raw_cell *cell, const char *column,
                   str *out)
{
    enum { MOST_DIMENSIONS = 32 };
    struct fact_part d[MOST_DIMENSIONS];
    str rest, one, text;
    size_t n = 0, equals = 0;

    if (!row_words(r, cell, column, false, &text))
        return false;
    for (rest = text; str_split(&rest, ';', &one) && n < MOST_DIMENSIONS; n++) {
        equals = str_find(one, STR("="));
        if (equals == SIZE_MAX)
            break;
        d[n] = (struct fact_part){ str_sub(one, 0, equals), str_sub(one, equals + 1, one.len) };
    }
    *out = equals == SIZE_MAX ? (str){ NULL, 0 } : fact_breakdown(r->job->arena, d, n);
    if (out->len)
        return true;
    row_error(r, cell->row, cell->col, column,
              "không hiểu phân tổ «%.*s»: hãy ghi như sex=nu;norm=2021",
              "cannot read the breakdown '%.*s': write it as sex=nu;norm=2021",
              STRF(shown_cell(r, text)));
    return false;
}

/* Is it an id already: of a slug with its unit? */
static bool is_slug(str s)
{
    bool joined = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        joined = joined || c == '~';
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '~'))
            return false;
    }
    return joined;
}

void row_indicator(struct row_reader *r, str text, struct fact *f)
{
    const struct indicator *known;

    if (!r->catalogue) {
        f->indicator = text;
        return;
    }
    known = indicators_find(r->catalogue, text);
    if (!known)
        known = indicators_match(r->catalogue, text, f->unit);
    f->indicator = known         ? known->id
                   : is_slug(text) ? text
                                 : indicator_slug(r->job->arena, text, f->unit);
    if (!f->name.len)
        f->name = known ? known->name : is_slug(text) ? f->name : text;
}

/* -- rows -- */

bool row_settle(struct row_reader *r, const struct raw_cell *at, struct import_row *row,
                bool action_told)
{
    struct fact *f = &row->fact;

    if (f->state == FACT_WITHDRAWN && !action_told)
        row->action = ROW_DELETE;
    if (f->state == FACT_WITHDRAWN && row->action != ROW_DELETE &&
        row->action != ROW_INFORMATION) {
        row_error(r, at->row, at->col, NULL,
                  "số đã rút chỉ đi với thao tác delete: hãy ghi delete hoặc bỏ trạng thái này",
                  "a figure that is withdrawn goes with the action delete only: write delete, or "
                  "another state");
        return false;
    }
    if (row->action == ROW_DELETE) {
        f->state = FACT_WITHDRAWN;
        f->value = f->upper = (dec){ 0, 0 };
        f->is_range = false;
    }
    return true;
}

void row_add(struct row_reader *r, const struct import_row *row)
{
    *arena_push(r->job->arena, r->row, r->out->n, r->row_cap) = *row;
    r->out->row = r->row;
}
