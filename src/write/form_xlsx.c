/* form_xlsx.c -- a form as a workbook. */
#include "write/form.h"

#include "base/utf8.h"
#include "write/book.h"

#define INK_QUIET 0x5B6673
#define GROUND_HEAD 0xDCE6F1
#define GROUND_GROUP 0xF1F4F8
#define GROUND_ENTRY 0xFFF8DC
#define GROUND_SHOWN 0xF7F9FB

/* Widths in digits; FORM_AREA is hidden where all rows are of one area. */
static const uint8_t form_widths[FORM_KEY] = { 6, 42, 13, 20, 16, 16, 18, 16, 34 };

enum { FORM_PLACES_MOST = 6, FORM_LEVELS = 4 };

struct form_writer {
    struct job *job;
    const struct form *form;
    struct book *book;
    struct book_sheet *sheet;
    bool area;                  /* its column is shown */
    uint32_t last;              /* the last column that is shown */
};

static uint32_t form_look(struct form_writer *w, struct book_look l)
{
    return book_look(w->book, &l);
}

/* A text over columns [from, to]. */
static void put_over(struct form_writer *w, uint32_t from, uint32_t to, uint32_t style, str text)
{
    book_text(w->sheet, from, style, text);
    for (uint32_t c = from + 1; c <= to; c++)
        book_text(w->sheet, c, style, (str){ NULL, 0 });
    if (to > from)
        book_merge(w->sheet, from, to);
}

/* Vietnamese capitals: each small letter of utf8_lower() has its capital one below it, but for
 * those of Latin-1, which are 32 apart. */
static str upper_case(struct arena *a, str s)
{
    struct buf b;
    uint32_t cp;

    buf_init(&b, a);
    for (size_t at = 0; at < s.len;) {
        at += utf8_next(s, at, &cp);
        if (cp == UTF8_BAD)
            continue;
        if (cp >= 32 && utf8_lower(cp - 32) == cp)
            cp -= 32;
        else if (cp && utf8_lower(cp - 1) == cp)
            cp -= 1;
        utf8_put(&b, cp);
    }
    return buf_str(&b);
}

/* -- above the table -- */

static str vietnamese_day(struct arena *a, epoch_day d)
{
    int y, m, dom;

    day_split(d, &y, &m, &dom);
    return arena_printf(a, "%02d/%02d/%d", dom, m, y);
}

/* Left: who reports to whom. Right: which form, by which regime, until when. */
static void put_form_head(struct form_writer *w)
{
    const struct form *f = w->form;
    struct arena *a = w->job->arena;
    uint32_t strong = form_look(w, (struct book_look){ .bold = true, .wrap = true });
    uint32_t plain = form_look(w, (struct book_look){ .wrap = true, .ink = INK_QUIET });
    uint32_t due = form_look(w, (struct book_look){ .wrap = true, .bold = true, .ink = 0x9C2A10 });

    book_row(w->sheet, 17, true);
    put_over(w, FORM_NUMBER, FORM_UNIT, strong,
             arena_printf(a, "Đơn vị báo cáo: %.*s", STRF(f->agency)));
    put_over(w, FORM_VALUE, w->last, strong, arena_printf(a, "Biểu số: %.*s", STRF(f->id)));
    book_row(w->sheet, 17, true);
    put_over(w, FORM_NUMBER, FORM_UNIT, plain,
             arena_printf(a, "Đơn vị nhận báo cáo: %.*s", STRF(f->receiver)));
    put_over(w, FORM_VALUE, w->last, due,
             f->deadline ? arena_printf(a, "Hạn gửi: %.*s", STRF(vietnamese_day(a, f->deadline)))
                         : (str){ NULL, 0 });
    book_row(w->sheet, f->regime.len > 60 ? 32 : 17, true);
    put_over(w, FORM_VALUE, w->last, plain,
             f->regime.len ? arena_printf(a, "Ban hành theo: %.*s", STRF(f->regime))
                           : (str){ NULL, 0 });
}

static void put_form_title(struct form_writer *w)
{
    struct arena *a = w->job->arena;
    struct buf period_text;

    buf_init(&period_text, a);
    buf_put(&period_text, STR("Kỳ báo cáo: "));
    form_put_period(&period_text, w->form->when);
    book_row(w->sheet, w->form->title.len > 110 ? 44 : 26, true);
    put_over(w, FORM_NUMBER, w->last,
             form_look(w, (struct book_look){ .bold = true, .points = 15, .across = BOOK_CENTRE,
                                         .middle = true, .wrap = true }),
             upper_case(a, w->form->title));
    book_row(w->sheet, 18, true);
    put_over(w, FORM_NUMBER, w->last,
             form_look(w, (struct book_look){ .italic = true, .points = 12,
                                              .across = BOOK_CENTRE }),
             buf_str(&period_text));
    book_row(w->sheet, 18, true);
    put_over(w, FORM_NUMBER, w->last,
             form_look(w, (struct book_look){ .italic = true, .ink = INK_QUIET, .points = 10,
                                         .across = BOOK_CENTRE, .middle = true }),
             STR("Chỉ nhập vào các ô nền vàng. Chưa có số thì để trống ô số và chọn lý do ở cột "
                 "«Tình trạng số»; không ghi 0 thay cho chưa có số."));
}

static str title_over(const struct form *f, enum form_column c)
{
    str told = c == FORM_PLAN    ? f->plan_title
               : c == FORM_LAST  ? f->last_title
               : c == FORM_VALUE ? f->value_title : (str){ NULL, 0 };

    return told.len ? told : str_from(form_column_title(c));
}

static void put_form_columns(struct form_writer *w)
{
    struct book_look head = { .bold = true, .wrap = true, .border = true, .middle = true,
                              .across = BOOK_CENTRE, .ground = GROUND_HEAD };

    book_row(w->sheet, 34, true);
    for (int c = 0; c < FORM_COLUMNS; c++)
        book_text(w->sheet, (uint32_t)c, form_look(w, head),
                  title_over(w->form, (enum form_column)c));
}

/* -- the table -- */

/* A figure that is shown: a number, or words in italics. */
static void put_shown_figure(struct form_writer *w, uint32_t col, const struct fact *f)
{
    struct book_look l = { .border = true, .middle = true, .ground = GROUND_SHOWN,
                           .across = BOOK_RIGHT, .indent = 1 };

    if (f && f->state == FACT_NUMBER && !f->is_range) {
        l.format = book_decimals(f->value.scale);
        book_number(w->sheet, col, form_look(w, l), f->value);
        return;
    }
    l.italic = f != NULL && f->state != FACT_NUMBER;
    l.wrap = true;
    book_text(w->sheet, col, form_look(w, l), form_shown(w->job->arena, f));
}

static uint8_t decimals_asked(const struct form_row *row)
{
    return row->places <= FORM_PLACES_MOST ? row->places : FORM_PLACES_MOST;
}

static void add_rules(struct form_writer *w, const struct form_row *row)
{
    struct arena *a = w->job->arena;
    uint32_t at = book_rows(w->sheet) - 1;
    str told_unit = row->unit.len <= 120 ? row->unit : (str){ NULL, 0 };    /* of 255 letters */
    const char *sign = row->is_signed ? "" : ", không âm";
    struct book_rule number = { .col = FORM_VALUE, .from = at, .to = at, .title = "Nhập số",
                                .not_negative = !row->is_signed };
    const struct book_rule state = {
        .col = FORM_STATE, .from = at, .to = at, .list = form_states, .title = "Tình trạng số",
        .prompt = "Có số thì để trống hoặc chọn «số». Không có số: chọn lý do.",
        .refusal = "Hãy chọn một mục trong danh sách." };

    number.prompt = arena_printf(a, "Đơn vị: %.*s. Tối đa %u chữ số thập phân%s.",
                                 STRF(told_unit), decimals_asked(row), sign).ptr;
    number.refusal = arena_printf(a, "Ô này chỉ nhận số%s. Chưa có số thì để trống và chọn lý do "
                                     "ở cột «Tình trạng số».", sign).ptr;
    book_rule_add(w->sheet, &number);
    book_rule_add(w->sheet, &state);
}

static void put_entry_cells(struct form_writer *w, const struct form_row *row)
{
    struct book_look l = { .border = true, .middle = true, .open = true,
                           .ground = GROUND_ENTRY, .across = BOOK_RIGHT, .indent = 1 };
    str nothing = { NULL, 0 };

    l.format = book_decimals(decimals_asked(row));
    book_text(w->sheet, FORM_VALUE, form_look(w, l), nothing);
    l.format = NULL;
    l.indent = 0;
    l.wrap = true;
    l.across = BOOK_CENTRE;
    book_text(w->sheet, FORM_STATE, form_look(w, l), nothing);
    l.across = BOOK_LEFT;
    book_text(w->sheet, FORM_NOTE, form_look(w, l), nothing);
    add_rules(w, row);
}

/* Enough for the name, which is wrapped, and for air around it. */
static uint32_t form_row_height(const struct form_row *row)
{
    enum { LINE = 15, AIR = 6 };
    uint8_t level = row->level < FORM_LEVELS ? row->level : FORM_LEVELS;
    size_t a_line = (size_t)form_widths[FORM_NAME] - 2U * level;

    return (uint32_t)((utf8_count(row->name) + a_line - 1) / a_line) * LINE + AIR;
}

static void put_asking_row(struct form_writer *w, const struct form_row *row, uint32_t number)
{
    struct arena *a = w->job->arena;
    uint8_t level = row->level < FORM_LEVELS ? row->level : FORM_LEVELS;
    struct book_look l = { .border = true, .middle = true, .wrap = true };

    book_row(w->sheet, form_row_height(row), false);
    l.across = BOOK_CENTRE;
    book_text(w->sheet, FORM_NUMBER, form_look(w, l), row->number);
    book_text(w->sheet, FORM_UNIT, form_look(w, l), row->unit);
    l.across = BOOK_LEFT;
    l.indent = level;
    book_text(w->sheet, FORM_NAME, form_look(w, l), row->name);
    l.indent = 0;
    book_text(w->sheet, FORM_AREA, form_look(w, l), row->area_name);
    put_shown_figure(w, FORM_PLAN, row->plan);
    put_shown_figure(w, FORM_LAST, row->last);
    put_entry_cells(w, row);
    for (int c = FORM_KEY; c < FORM_COLUMNS; c++)
        book_text(w->sheet, (uint32_t)c, 0,
                  form_hidden_cell(a, w->form, row, number, (enum form_column)c));
}

static void put_group_row(struct form_writer *w, const struct form_row *row)
{
    struct book_look l = { .border = true, .middle = true, .wrap = true, .bold = true,
                           .ground = GROUND_GROUP };

    book_row(w->sheet, form_row_height(row), false);
    book_text(w->sheet, FORM_NAME, form_look(w, l), row->name);
    for (uint32_t c = FORM_UNIT; c < FORM_KEY; c++)
        book_text(w->sheet, c, form_look(w, l), (str){ NULL, 0 });
    l.across = BOOK_CENTRE;
    book_text(w->sheet, FORM_NUMBER, form_look(w, l), row->number);
}

/* -- below the table -- */

static void put_signatures(struct form_writer *w)
{
    uint32_t name = form_look(w, (struct book_look){ .bold = true, .across = BOOK_CENTRE });
    uint32_t hint = form_look(w, (struct book_look){ .italic = true, .across = BOOK_CENTRE,
                                                .ink = INK_QUIET });

    book_row(w->sheet, 8, true);
    book_row(w->sheet, 17, true);
    put_over(w, FORM_LAST, w->last, hint, STR("........., ngày ..... tháng ..... năm ........"));
    book_row(w->sheet, 17, true);
    put_over(w, FORM_NUMBER, FORM_UNIT, name, STR("NGƯỜI LẬP BIỂU"));
    put_over(w, FORM_LAST, w->last, name, STR("THỦ TRƯỞNG ĐƠN VỊ"));
    book_row(w->sheet, 17, true);
    put_over(w, FORM_NUMBER, FORM_UNIT, hint, STR("(Ký, ghi rõ họ tên)"));
    put_over(w, FORM_LAST, w->last, hint, STR("(Ký, đóng dấu, ghi rõ họ tên)"));
}

enum { FORM_HEAD_ROWS = 7 };         /* head, title and the table's header */

status form_put_xlsx(struct job *j, const struct form *f, struct buf *out)
{
    struct form_writer w = { .job = j, .form = f, .book = book_new(j),
                             .area = !form_has_one_area(f), .last = FORM_NOTE };
    const struct book_page page = { .frozen_rows = FORM_HEAD_ROWS, .frozen_cols = FORM_UNIT,
                                    .protect = true, .titles = true,
                                    .title_from = FORM_HEAD_ROWS - 1 };
    uint32_t number = 0;
    str bytes;

    w.sheet = book_sheet_new(w.book, STR("Biểu nhập"), &page);
    for (int c = 0; c < FORM_COLUMNS; c++)
        book_column(w.sheet, c >= FORM_KEY || (c == FORM_AREA && !w.area) ? 0 : form_widths[c]);
    put_form_head(&w);
    put_form_title(&w);
    put_form_columns(&w);
    for (size_t i = 0; i < f->n; i++) {
        number += f->row[i].indicator.len > 0;
        if (f->row[i].indicator.len)
            put_asking_row(&w, &f->row[i], number);
        else
            put_group_row(&w, &f->row[i]);
    }
    put_signatures(&w);

    status st = book_finish(w.book, &bytes);
    if (st == OK)
        buf_put(out, bytes);
    return st;
}
