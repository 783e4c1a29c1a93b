/* table_head.c -- what the columns of a table say, told by its header's words.
 *
 * Offices order their columns in every way, so only words count. A header has
 * one or two levels; the upper one spans the columns to its right that have a
 * text on the lower one only:
 *
 *     TT | Chỉ tiêu | Đơn vị | Kế hoạch 2025 | So sánh với (%)      |
 *        |          |        |               | cùng kỳ  | kế hoạch  |
 */
#include "extract/table_int.h"

#include <string.h>

#include "base/utf8.h"

enum { NEAR_COLUMNS = 32 };     /* a comparison stands so near its results */

bool table_has_words(str stripped, const char *words)
{
    str w = str_from(words);

    for (size_t at = 0; at + w.len <= stripped.len; at++) {
        size_t found = str_find(str_sub(stripped, at, stripped.len), w);

        if (found == SIZE_MAX)
            return false;
        at += found;
        bool left = at == 0 || stripped.ptr[at - 1] == ' ' || stripped.ptr[at - 1] == '('
                    || stripped.ptr[at - 1] == '/';
        size_t end = at + w.len;
        bool right = end == stripped.len || strchr(" ,;:()/%.", stripped.ptr[end]) != NULL;

        if (left && right)
            return true;
    }
    return false;
}

/* A bit for each letter that s has: what begins with another is not in it. */
static uint32_t letters_of(str s)
{
    uint32_t set = 0;

    for (size_t i = 0; i < s.len; i++)
        set |= UINT32_C(1) << (s.ptr[i] & 31);
    return set;
}

static bool any_words(str stripped, const char *const *words)
{
    uint32_t letters = letters_of(stripped);

    for (; *words; words++)
        if (letters >> (**words & 31) & 1 && table_has_words(stripped, *words))
            return true;
    return false;
}

static str header_cell_text(const struct table *t, uint32_t row, uint32_t col)
{
    return str_trim(table_cell(t, row, col)->flow.text);
}

bool table_number_cell(const struct cell *c)
{
    struct figure f;

    return table_read_figure(c, &f);
}

bool table_index_row(const struct table *t, uint32_t row)
{
    uint32_t numbers = 0;
    int64_t last = 0;

    for (uint32_t c = 0; c < t->ncols; c++) {
        str s = header_cell_text(t, row, c);
        dec d;

        if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')')
            s = str_sub(s, 1, s.len - 1);
        if (s.len == 0 || (s.len == 1 && s.ptr[0] >= 'A' && s.ptr[0] <= 'H'))
            continue;
        size_t formula = str_find(s, STR("="));

        if (formula != SIZE_MAX && formula > 0)
            s = str_trim(str_sub(s, 0, formula));
        if (s.len > 2 || !dec_parse_vi(s, &d) || d.scale != 0 || d.coef <= last)
            return false;
        last = d.coef;
        numbers++;
    }
    return numbers >= 3 && last <= t->ncols + 1;
}

static const char *const head_words[] = {
    "tt", "stt", "chi tieu", "don vi", "dvt", "ke hoach", "kh", "thuc hien", "th", "cung ky",
    "so sanh", "so voi", "noi dung", "ghi chu", "du toan", "muc tieu", "nam", "thang", "uoc",
    "ket qua", "danh muc", "ty le", "dia phuong", "dien tich", "nang suat", "san luong", "so luong",
    "gia tri", "dan so", "tong so", "don vi hanh chinh", "kinh phi", "so ho", "so vu", "loai", NULL,
};

/* A year that stands alone in a cell. */
static bool bare_year(dec d)
{
    return d.scale == 0 && d.coef >= 1990 && d.coef <= 2100;
}

/* A row of figures is no header: asked first, because most rows are told by it. */
static bool row_has_figures(const struct table *t, uint32_t row)
{
    for (uint32_t c = t->ncols; c-- > 0;) {
        const struct cell *cell = table_cell(t, row, c);
        dec d;

        if (dec_parse_vi(str_trim(cell->flow.text), &d) ? !bare_year(d) : table_number_cell(cell))
            return true;
    }
    return false;
}

/* A header row tells words of headers in most of its filled cells and no figure
 * (a bare year is a header's word too). */
static bool header_like(struct job *j, const struct table *t, uint32_t row)
{
    uint32_t filled = 0, known = 0;

    if (row_has_figures(t, row))
        return false;
    for (uint32_t c = 0; c < t->ncols; c++) {
        str s = header_cell_text(t, row, c);
        dec d;

        filled += s.len > 0;
        known += s.len > 0 &&
                 (dec_parse_vi(s, &d) || any_words(fold_strip(j->arena, s), head_words));
    }
    return filled >= 2 && known * 2 > filled;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The four-digit year in s from `at` on; 0 for none. */
static int16_t year_in(str s, size_t *at)
{
    for (size_t i = *at; i + 4 <= s.len; i++) {
        if ((i > 0 && digit(s.ptr[i - 1])) || (i + 4 < s.len && digit(s.ptr[i + 4])))
            continue;
        if (digit(s.ptr[i]) && digit(s.ptr[i + 1]) && digit(s.ptr[i + 2]) && digit(s.ptr[i + 3])) {
            int year = (s.ptr[i] - '0') * 1000 + (s.ptr[i + 1] - '0') * 100
                       + (s.ptr[i + 2] - '0') * 10 + (s.ptr[i + 3] - '0');

            if (year >= 1990 && year <= 2100) {
                *at = i + 4;
                return (int16_t)year;
            }
        }
    }
    return 0;
}

static int small_number(str s, size_t from)
{
    int n = 0;

    if (from >= s.len || !digit(s.ptr[from]))
        return 0;
    for (size_t i = from; i < s.len && digit(s.ptr[i]) && n < 100; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

/* The number of months told as "6 tháng" (positive) or the month of "tháng 6"
 * (negative); 0 for neither. */
/* "9T", short for 9 tháng */
static int short_months(str s)
{
    for (size_t i = 0; i + 1 < s.len; i++) {
        size_t end = i;

        if ((i > 0 && s.ptr[i - 1] != ' ') || !digit(s.ptr[i]))
            continue;
        while (end < s.len && digit(s.ptr[end]))
            end++;
        if (end - i <= 2 && end < s.len && s.ptr[end] == 't' &&
            (end + 1 == s.len || s.ptr[end + 1] == ' ' || s.ptr[end + 1] == '/'))
            return small_number(s, i) <= 12 ? small_number(s, i) : 0;
    }
    return 0;
}

static int months_in(str s)
{
    for (size_t at = 0; at < s.len; at++) {
        size_t found = str_find(str_sub(s, at, s.len), STR("thang"));

        if (found == SIZE_MAX)
            return short_months(s);
        at += found;
        size_t i = at;

        while (i > 0 && s.ptr[i - 1] == ' ')
            i--;
        size_t end = i;

        while (i > 0 && digit(s.ptr[i - 1]))
            i--;
        int before = end > i && end - i <= 2 ? small_number(s, i) : 0;
        int after = small_number(s, at + 6);

        if (before >= 1 && before <= 12)
            return before;
        if (after >= 1 && after <= 12)
            return -after;
    }
    return 0;
}

static int quarter_in(str s)
{
    static const char *const name[] = { "quy iv", "quy iii", "quy ii", "quy i",
                                        "quy 4", "quy 3", "quy 2", "quy 1" };

    for (int i = 0; i < 8; i++)
        if (table_has_words(s, name[i]))
            return 4 - i % 4;
    return 0;
}

static period column_period(str s, period report, bool last_year)
{
    size_t at = 0;
    int16_t year = year_in(s, &at), to = year ? year_in(s, &at) : 0;
    int months = months_in(s), quarter = quarter_in(s);
    period p = { .kind = PERIOD_NONE };

    if (to > year && months == 0)
        return (period){ .kind = PERIOD_TERM, .year = to, .from_year = year, .from_month = 1 };
    if (year == 0 && report.kind != PERIOD_NONE)
        year = (int16_t)(report.year - last_year);
    if (year == 0)
        return p;
    p = (period){ .kind = PERIOD_YEAR, .year = year, .from_year = year, .from_month = 1 };
    if (months > 0) {
        p.kind = PERIOD_MONTHS;
        p.month = (int8_t)months;
        if (months == 12) {
            p.kind = PERIOD_YEAR;
            p.month = 0;
        }
    } else if (months < 0) {
        p.kind = PERIOD_MONTH;
        p.month = p.from_month = (int8_t)-months;
    } else if (quarter) {
        p.kind = PERIOD_QUARTER;
        p.month = (int8_t)(3 * quarter);
        p.from_month = (int8_t)(p.month - 2);
    }
    return p;
}

static const char *const plan_words[] = { "ke hoach", "kh", "du toan", "muc tieu", "nghi quyet",
                                          "chi tieu giao", "giao", "nq", "phan dau", NULL };
static const char *const before_words[] = { "cung ky", "nam truoc", "ky truoc", "nam ngoai", NULL };
static const char *const now_words[] = { "thuc hien", "th", "uoc", "ket qua", "uth", "dat duoc",
                                         "du uoc", "so lieu", NULL };
static const char *const compare_words[] = { "so sanh", "so voi", "% so", "ty le", "% thuc hien",
                                             "tang giam", "tang, giam", "tang/giam", "(%)", "%",
                                             NULL };

/* "TH 2024/TH 2023", "Thực hiện/Kế hoạch": the base behind the slash, else empty. */
static str slash_base(str told)
{
    size_t slash = str_find(told, STR("/"));
    str left, right;

    if (slash == SIZE_MAX)
        return STR("");
    left = str_sub(told, 0, slash);
    right = str_trim(str_sub(told, slash + 1, told.len));
    if (!any_words(left, now_words) || right.len == 0 ||
        !(any_words(right, plan_words) || any_words(right, now_words) ||
          any_words(right, before_words) || table_has_words(right, "nam") ||
          str_starts(right, STR("dt")) || str_starts(right, STR("ck"))))
        return STR("");
    return right;
}

/* "KH 2025/UTH 2024": the next plan compared, which is no result. */
static bool told_ahead(str told)
{
    size_t slash = str_find(told, STR("/"));

    return slash != SIZE_MAX && any_words(str_sub(told, 0, slash), plan_words) &&
           any_words(str_sub(told, slash + 1, told.len), now_words);
}

/* The role told by a column's own words and those of the level above. */
static enum column_role role_of(str own, str upper, period report)
{
    bool compares = any_words(upper, compare_words)
                    || (any_words(own, compare_words) && !table_has_words(own, "dvt"));
    str base = upper.len && any_words(upper, compare_words) ? own : upper.len ? upper : own;
    str told = own.len ? own : upper;
    size_t at = 0;
    int16_t year = year_in(told, &at);

    if (str_eq(told, STR("tt")) || str_eq(told, STR("stt")) || str_starts(told, STR("so tt")))
        return COLUMN_INDEX;
    if (table_has_words(told, "don vi tinh") || str_eq(told, STR("dvt"))
        || str_eq(told, STR("don vi")))
        return COLUMN_UNIT;
    if (str_starts(told, STR("ghi chu")) || str_starts(told, STR("danh gia")))
        return COLUMN_NOTE;
    if (!year && !table_has_words(told, "giao") && !compares
        && (str_starts(told, STR("chi tieu")) || str_starts(told, STR("cac chi tieu"))
            || str_starts(told, STR("ten chi tieu")) || str_starts(told, STR("noi dung"))
            || str_starts(told, STR("danh muc"))))
        return COLUMN_LABEL;
    if (told_ahead(own) || (compares && table_has_words(told, "binh quan")))
        return COLUMN_NONE;
    if (slash_base(own).len)
        return any_words(slash_base(own), plan_words) || str_starts(slash_base(own), STR("dt"))
               ? COLUMN_VS_PLAN : COLUMN_VS_BEFORE;
    if (compares) {
        /* "So sánh ước thực hiện 6 tháng 2025 với": the base stands below it, or
         * behind the word "với" where the level above compares nothing. */
        size_t with = str_find(own, STR("voi "));

        if (with != SIZE_MAX && any_words(own, compare_words) && !any_words(upper, compare_words))
            base = str_sub(own, with, own.len);
        return any_words(base, plan_words) || table_has_words(base, "chi tieu")
               ? COLUMN_VS_PLAN : COLUMN_VS_BEFORE;
    }
    if (any_words(told, plan_words) || (year && table_has_words(told, "chi tieu")))
        return report.kind != PERIOD_NONE && year > report.year ? COLUMN_NEXT_PLAN : COLUMN_PLAN;
    if (any_words(told, before_words))
        return COLUMN_BEFORE;
    if (any_words(told, now_words) || year || months_in(told)) {
        if (year && report.kind != PERIOD_NONE && year < report.year)
            return COLUMN_BEFORE;
        return year && report.kind != PERIOD_NONE && year > report.year
               && !any_words(told, now_words) ? COLUMN_NEXT_PLAN : COLUMN_NOW;
    }
    return COLUMN_NONE;
}

static bool same_period_of_time(period a, period b)
{
    return a.kind == b.kind && a.year == b.year && a.month == b.month &&
           a.from_month == b.from_month;
}

/* The words of a comparing header before "với" and behind it. */
static str subject_words(str told)
{
    size_t with = str_find(told, STR("voi "));

    return with == SIZE_MAX ? told : str_sub(told, 0, with);
}

static str base_words_of(str told)
{
    size_t with = str_find(told, STR("voi "));

    return with == SIZE_MAX ? told : str_sub(told, with, told.len);
}

/* The header's words before the unit in brackets. */
static str measured(struct job *j, const struct table_column *k)
{
    size_t open = str_find(k->header, STR("("));

    return fold_strip(j->arena, str_trim(str_sub(k->header, 0,
                                                 open == SIZE_MAX ? k->header.len : open)));
}

/* The results that comparing column `c` is about: those of the time or the measure
 * that its header tells, else the nearest to its left. */
static int32_t results_of(struct job *j, const struct table_column *column, uint32_t n,
                          uint32_t c, period report)
{
    str told = fold_strip(j->arena, column[c].header);
    uint32_t from = c > NEAR_COLUMNS ? c - NEAR_COLUMNS : 0;
    uint32_t to = c + NEAR_COLUMNS < n ? c + NEAR_COLUMNS : n;
    str subject = subject_words(told);
    int32_t nearest = -1;
    period p = { 0 };

    if (months_in(subject) || quarter_in(subject))
        p = column_period(subject, report, false);
    for (uint32_t k = from; k < to; k++) {
        if (column[k].role != COLUMN_NOW && column[k].role != COLUMN_MEASURE)
            continue;
        if (p.kind != PERIOD_NONE && same_period_of_time(column[k].period, p))
            return (int32_t)k;
        if (column[k].role == COLUMN_MEASURE &&
            str_find(subject, measured(j, &column[k])) != SIZE_MAX)
            return (int32_t)k;
        if (nearest == -1 || k < c)
            nearest = (int32_t)k;
    }
    return nearest;
}

void table_bind_comparisons(struct job *j, period report, struct table_column *column,
                            uint32_t n)
{
    for (uint32_t c = 0; c < n; c++)
        column[c].of = column[c].first = column[c].next = -1;
    for (uint32_t c = n; c-- > 0;) {
        struct table_column *k = &column[c];

        if (k->role != COLUMN_VS_BEFORE && k->role != COLUMN_VS_PLAN)
            continue;
        k->of = results_of(j, column, n, c, report);
        if (k->of < 0)
            continue;
        k->next = column[k->of].first;
        column[k->of].first = (int32_t)c;
    }
}

static str period_words(struct job *j, period p)
{
    int y = p.year, m = p.month;

    switch (p.kind) {
    case PERIOD_YEAR:
        return arena_printf(j->arena, "năm %d", y);
    case PERIOD_MONTHS:
        return m == 6 || m == 9 ? arena_printf(j->arena, "%d tháng đầu năm %d", m, y)
                                : arena_printf(j->arena, "%d tháng năm %d", m, y);
    case PERIOD_MONTH:
        return arena_printf(j->arena, "tháng %d/%d", m, y);
    case PERIOD_QUARTER:
        return arena_printf(j->arena, "quý %d năm %d", m / 3, y);
    case PERIOD_TERM:
        return arena_printf(j->arena, "giai đoạn %d-%d", (int)p.from_year, y);
    default:
        return STR("");
    }
}

static enum statement_kind column_kind(enum column_role role, str stripped)
{
    static const char *const given[] = { "ke hoach", "kh", "giao", "du toan", NULL };

    if (role == COLUMN_PLAN || role == COLUMN_NEXT_PLAN)
        return !any_words(stripped, given) && (table_has_words(stripped, "muc tieu") ||
                                               table_has_words(stripped, "phan dau"))
               ? KIND_TARGET : KIND_PLAN;
    if (role == COLUMN_NOW && (table_has_words(stripped, "uoc") || table_has_words(stripped, "uth")
                               || table_has_words(stripped, "du uoc")))
        return KIND_ESTIMATE;
    return KIND_ACTUAL;
}

/* The time of the latest result that the columns tell. */
static period latest_result(str *told, uint32_t ncols)
{
    period p = { .kind = PERIOD_NONE };

    for (uint32_t c = 0; c < ncols; c++) {
        period here = column_period(told[c], p, false);

        if (here.kind != PERIOD_NONE && here.kind != PERIOD_TERM && any_words(told[c], now_words)
            && !any_words(told[c], compare_words) && slash_base(told[c]).len == 0
            && !told_ahead(told[c]) && here.year > p.year)
            p = here;
    }
    return p;
}

/* "Tỷ lệ % đạt" names no base: where a plan stands, it is the plan's. A second
 * "Chỉ tiêu" beside the labels' is a plan, too. */
static void settle_roles(struct table_column *column, const str *told, uint32_t n)
{
    static const char *const reached[] = { "dat", "hoan thanh", "thuc hien", NULL };
    static const char *const against[] = { "so voi", "so sanh", NULL };
    bool plan = false, before = false, label = false;

    for (uint32_t c = 0; c < n; c++)
        label = label || column[c].role == COLUMN_LABEL;
    for (uint32_t c = 0; c < n && !label; c++) {
        size_t at = 0;

        label = (str_starts(told[c], STR("muc tieu")) || str_starts(told[c], STR("tieu chi"))) &&
                !year_in(told[c], &at) && !table_has_words(told[c], "giao");
        if (label)
            column[c].role = COLUMN_LABEL;
    }
    label = false;
    for (uint32_t c = 0; c < n; c++) {
        struct table_column *k = &column[c];

        if (k->role == COLUMN_LABEL && label && table_has_words(told[c], "chi tieu"))
            k->role = COLUMN_PLAN;
        label = label || k->role == COLUMN_LABEL;
        plan = plan || k->role == COLUMN_PLAN;
        before = before || k->role == COLUMN_BEFORE;
    }
    for (uint32_t c = 0; c < n && plan; c++) {
        size_t at = 0;

        if (column[c].role == COLUMN_VS_BEFORE && !any_words(told[c], before_words) &&
            !year_in(told[c], &at) && !months_in(told[c]) &&
            (!before || (any_words(told[c], reached) && !any_words(told[c], against))))
            column[c].role = COLUMN_VS_PLAN;
    }
}

uint32_t table_read_header(struct job *j, const struct table *t, uint32_t first_row,
                           period report, struct table_column *column)
{
    uint32_t rows = 0, n = t->ncols;

    while (first_row + rows < t->nrows && rows < 4
           && (header_like(j, t, first_row + rows)
               || (rows > 0 && table_index_row(t, first_row + rows))))
        rows++;
    if (rows == 0)
        return 0;

    uint32_t levels = 0;

    while (levels < rows && !table_index_row(t, first_row + levels))
        levels++;
    if (levels == 0)
        return 0;

    str *own = arena_array(j->arena, str, n), *upper = arena_array(j->arena, str, n);
    str *header = arena_array(j->arena, str, n), *told = arena_array(j->arena, str, n);

    for (uint32_t c = 0; c < n; c++) {
        str top = header_cell_text(t, first_row, c), low = { 0 };

        for (uint32_t l = 1; l < levels; l++)
            if (header_cell_text(t, first_row + l, c).len)
                low = header_cell_text(t, first_row + l, c);
        if (top.len == 0 && low.len)
            for (uint32_t left = c; left-- > 0 && top.len == 0;)
                top = header_cell_text(t, first_row, left);
        own[c] = fold_strip(j->arena, low.len ? low : top);
        upper[c] = low.len ? fold_strip(j->arena, top) : STR("");
        header[c] = low.len && top.len ? arena_printf(j->arena, "%.*s - %.*s", STRF(top), STRF(low))
                                       : low.len ? low : top;
        told[c] = fold_strip(j->arena, header[c]);
    }
    period latest = latest_result(told, n);     /* no result is later than its report */

    if (report.kind == PERIOD_NONE || latest.year > report.year)
        report = latest;
    for (uint32_t c = 0; c < n; c++)
        column[c] = (struct table_column){ .role = role_of(own[c], upper[c], report),
                                           .header = header[c] };
    settle_roles(column, told, n);
    for (uint32_t c = 0; c < n; c++) {
        struct table_column *k = &column[c];

        /* a two-level header often has the period on one level only */
        bool compares = k->role == COLUMN_VS_BEFORE || k->role == COLUMN_VS_PLAN;
        str where = compares && upper[c].len ? own[c] : told[c];

        if (compares && slash_base(own[c]).len)
            where = slash_base(own[c]);
        else if (compares)
            where = base_words_of(where);
        k->previous = compares && (table_has_words(where, "thang truoc") ||
                                   table_has_words(where, "quy truoc"));

        if (k->role == COLUMN_PLAN || k->role == COLUMN_NEXT_PLAN || k->role == COLUMN_NOW
            || k->role == COLUMN_BEFORE || compares)
            k->period = column_period(where, report, k->role == COLUMN_BEFORE
                                                     || k->role == COLUMN_VS_BEFORE);
        if ((k->role == COLUMN_NOW || k->role == COLUMN_BEFORE) && k->period.kind == PERIOD_YEAR
            && report.kind != PERIOD_NONE && months_in(where) == 0 && !quarter_in(where)
            && (any_words(where, before_words) || !table_has_words(where, "nam"))
            && table_has_words(where, "cung ky")) {
            int16_t year = k->period.year;

            k->period = report;
            k->period.from_year = k->period.year = year;
        }
        size_t year_at = 0;

        /* the same time of the year before, whichever the results are of */
        if (compares && table_has_words(where, "cung ky") && !year_in(where, &year_at) &&
            !months_in(where))
            k->period = (period){ 0 };
        k->period_text = period_words(j, k->period);
        k->kind = column_kind(k->role, told[c]);
    }
    return rows;
}
