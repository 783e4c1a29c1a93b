/* form_csv.c -- a form as a CSV. */
#include "write/form.h"

#include "model/exchange.h"

str form_hidden_cell(struct arena *a, const struct form *f, const struct form_row *row,
                     uint32_t number, enum form_column c)
{
    str hidden[FORM_COLUMNS - FORM_KEY - 1];

    if (c != FORM_KEY)
        return arena_printf(a, "[%.*s]", STRF(form_hidden(a, f, row, c)));
    for (int i = FORM_KEY + 1; i < FORM_COLUMNS; i++)
        hidden[i - FORM_KEY - 1] = form_hidden(a, f, row, (enum form_column)i);
    return arena_printf(a, "[%.*s]", STRF(form_key(a, number, form_asked(f), hidden)));
}

str form_shown(struct arena *a, const struct fact *f)
{
    char low[DEC_TEXT], high[DEC_TEXT];

    if (!f)
        return (str){ NULL, 0 };
    if (f->state != FACT_NUMBER)
        return str_from(fact_state_title(f->state));
    dec_format_vi(f->value, low);
    if (!f->is_range)
        return arena_printf(a, "%s", low);
    dec_format_vi(f->upper, high);
    return arena_printf(a, "%s - %s", low, high);
}

static void put_comment(struct buf *out, const char *title, str text)
{
    if (!text.len)
        return;
    buf_printf(out, "# %s: ", title);
    buf_tsv(out, text);
    buf_put(out, STR("\r\n"));
}

static str form_period(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    form_put_period(&b, p);
    return buf_str(&b);
}

static void put_form_field(struct arena *a, struct buf *out, str text, int column)
{
    struct buf neutral;

    if (column)
        buf_char(out, ';');
    buf_init(&neutral, a);
    if (column == FORM_PLAN || column == FORM_LAST)
        buf_put(&neutral, text);
    else
        exchange_put_neutral(&neutral, text);
    exchange_put_field(out, buf_str(&neutral), ';', column == 0);
}

static str form_cell(struct arena *a, const struct form *f, const struct form_row *row,
                     uint32_t number, enum form_column c)
{
    bool asked = row->indicator.len > 0;

    switch (c) {
    case FORM_NUMBER:
        return row->number;
    case FORM_NAME:
        return row->name;
    case FORM_UNIT:
        return row->unit;
    case FORM_AREA:
        return asked ? row->area_name : (str){ NULL, 0 };
    case FORM_PLAN:
        return form_shown(a, row->plan);
    case FORM_LAST:
        return form_shown(a, row->last);
    case FORM_VALUE: case FORM_STATE: case FORM_NOTE:
        break;
    default:
        if (asked)
            return form_hidden_cell(a, f, row, number, c);
        break;
    }
    return (str){ NULL, 0 };
}

static str over_column(const struct form *f, enum form_column c)
{
    str told = c == FORM_PLAN    ? f->plan_title
               : c == FORM_LAST  ? f->last_title
               : c == FORM_VALUE ? f->value_title : (str){ NULL, 0 };

    return told.len ? told : str_from(form_column_title(c));
}

void form_put_csv(struct arena *a, const struct form *f, struct buf *out)
{
    uint32_t number = 0;

    buf_put(out, STR("\xEF\xBB\xBF"));
    put_comment(out, "Biểu số", f->id);
    put_comment(out, "Tên biểu", f->title);
    put_comment(out, "Đơn vị báo cáo", f->agency);
    put_comment(out, "Đơn vị nhận báo cáo", f->receiver);
    put_comment(out, "Ban hành theo", f->regime);
    put_comment(out, "Kỳ báo cáo", form_period(a, f->when));
    if (f->deadline)
        put_comment(out, "Hạn gửi", day_print(a, f->deadline));
    for (int c = 0; c < FORM_COLUMNS; c++)
        put_form_field(a, out, over_column(f, (enum form_column)c), c);
    buf_put(out, STR("\r\n"));
    for (size_t i = 0; i < f->n; i++) {
        number += f->row[i].indicator.len > 0;
        for (int c = 0; c < FORM_COLUMNS; c++)
            put_form_field(a, out, form_cell(a, f, &f->row[i], number, (enum form_column)c), c);
        buf_put(out, STR("\r\n"));
    }
}
