/* form.c -- what a form asks for, and the keys of its rows. */
#include "model/form.h"

#include "model/exchange.h"

const char form_states[] = "số,chưa có số,không áp dụng,chưa đến hạn";

const char *form_column_title(enum form_column c)
{
    static const char *const titles[FORM_COLUMNS] = {
        "STT", "Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kế hoạch", "Kỳ trước", "Kỳ này",
        "Tình trạng số", "Ghi chú, giải trình",
        "Mã dòng", "Mã chỉ tiêu", "Mã địa bàn", "Mã kỳ", "Mã loại số", "Mã sổ kế hoạch",
        "Mã nguồn", "Mã số lẻ", "Mã dấu", "Mã đơn vị tính",
    };

    return titles[c];
}

str form_hidden(struct arena *a, const struct form *f, const struct form_row *row,
                enum form_column c)
{
    struct buf b;

    switch (c) {
    case FORM_INDICATOR_ID:
        return row->indicator;
    case FORM_AREA_ID:
        return row->area;
    case FORM_PERIOD:
        buf_init(&b, a);
        period_print(&b, f->when);
        return buf_str(&b);
    case FORM_KIND:
        return fact_kind_word(f->kind);
    case FORM_BOOK:
        return f->book;
    case FORM_SOURCE:
        return f->source;
    case FORM_PLACES:
        return arena_printf(a, "%u", row->places);
    case FORM_SIGNED:
        return row->is_signed ? STR("signed") : STR("unsigned");
    case FORM_UNIT_TEXT:
        return row->unit;
    default:
        break;
    }
    return (str){ NULL, 0 };
}

str form_key(struct arena *a, uint32_t number, uint32_t total,
             const str hidden[FORM_COLUMNS - FORM_KEY - 1])
{
    uint64_t hash = str_hash(arena_printf(a, "%u/%u", number, total));

    for (int i = 0; i < FORM_COLUMNS - FORM_KEY - 1; i++)
        hash = str_hash_more(str_hash_more(hash, STR("\n")), hidden[i]);
    return arena_printf(a, "%u/%u-%08x", number, total, (unsigned)(hash ^ hash >> 32));
}

uint32_t form_asked(const struct form *f)
{
    uint32_t n = 0;

    for (size_t i = 0; i < f->n; i++)
        n += f->row[i].indicator.len > 0;
    return n;
}

bool form_has_one_area(const struct form *f)
{
    const struct form_row *first = NULL;

    for (size_t i = 0; i < f->n; i++) {
        if (!f->row[i].indicator.len)
            continue;
        if (first && !str_eq(first->area, f->row[i].area))
            return false;
        first = &f->row[i];
    }
    return true;
}

static void put_months_words(struct buf *b, period p)
{
    if (p.from_year != p.year)
        buf_printf(b, "từ tháng %d/%d đến tháng %d/%d", p.from_month, p.from_year, p.month,
                   p.year);
    else if (p.day)
        buf_printf(b, "từ đầu năm đến ngày %02d/%02d/%d", p.day, p.month, p.year);
    else if (p.from_month != 1)
        buf_printf(b, "từ tháng %d đến tháng %d năm %d", p.from_month, p.month, p.year);
    else if (p.month == 6)
        buf_printf(b, "6 tháng đầu năm %d", p.year);
    else
        buf_printf(b, "%d tháng năm %d", p.month, p.year);
}

void form_put_period(struct buf *b, period p)
{
    static const char *const quarter[] = { "I", "II", "III", "IV" };

    switch (p.kind) {
    case PERIOD_NONE:
        break;
    case PERIOD_DAY:
        buf_printf(b, "ngày %02d/%02d/%d", p.day, p.month, p.year);
        break;
    case PERIOD_MONTH:
        buf_printf(b, "tháng %d/%d", p.month, p.year);
        break;
    case PERIOD_QUARTER:
        buf_printf(b, "quý %s/%d", quarter[(p.month - 1) / 3 & 3], p.year);
        break;
    case PERIOD_MONTHS:
        put_months_words(b, p);
        break;
    case PERIOD_REST:
        buf_printf(b, "%d tháng cuối năm %d", 13 - p.from_month, p.year);
        break;
    case PERIOD_YEAR:
        buf_printf(b, "năm %d", p.year);
        break;
    case PERIOD_SCHOOL_YEAR:
        buf_printf(b, "năm học %d-%d", p.from_year, p.year);
        break;
    case PERIOD_TERM:
        buf_printf(b, "giai đoạn %d-%d", p.from_year, p.year);
        break;
    }
}
