/* sdmx.c -- facts in the words of SDMX. */
#include "model/sdmx.h"

#include "base/utf8.h"
#include "num/unit.h"

#define SCHOOL_YEAR_START "--09-01"

static const struct {
    const char *id, *title, *title_en;
    bool coded;
} sdmx_components[SDMX_COMPONENTS] = {
    { "FREQ", "Tần suất", "Frequency", true },
    { "INDICATOR", "Chỉ tiêu", "Indicator", true },
    { "REF_AREA", "Đơn vị hành chính", "Reference area", true },
    { "KIND", "Loại số", "Kind of figure", true },
    { "BOOK", "Sổ kế hoạch", "Plan book", false },
    { "SOURCE", "Nguồn", "Source", false },
    { "BREAKDOWN", "Phân tổ", "Breakdown", false },
    { "TIME_PERIOD", "Kỳ", "Time period", false },
    { "OBS_VALUE", "Giá trị", "Observation value", false },
    { "OBS_STATUS", "Trạng thái", "Observation status", true },
    { "UNIT_MEASURE", "Đơn vị đo", "Unit of measure", true },
    { "UNIT_MULT", "Bội số của đơn vị", "Unit multiplier", true },
    { "DECIMALS", "Số chữ số thập phân", "Decimals", true },
    { "REPORTING_YEAR_START_DAY", "Ngày đầu năm báo cáo", "Reporting year start day", false },
    { "UPPER_VALUE", "Cận trên", "Upper end of a range", false },
    { "HEDGE", "Từ ước lượng", "Hedge", false },
    { "FINALITY", "Mức độ chính thức", "How final the figure is", true },
    { "UNIT_TEXT", "Đơn vị tính như đã viết", "Unit as written", false },
    { "PUBLISHED", "Ngày công bố", "Day of publication", false },
    { "NAME", "Tên trong nguồn", "Name in the source", false },
    { "COMMENT", "Ghi chú", "Comment", false },
    { "REASON", "Lý do", "Reason", false },
    { "REVISION", "Lần sửa", "Revision", false },
    { "AS_OF", "Tính đến ngày", "As of", false },
    { "DOCUMENT", "Văn bản", "Document", false },
    { "ENTRY", "Mục nhật ký", "Entry of the log", false },
};

const char *sdmx_component_id(enum sdmx_component c)
{
    return sdmx_components[c].id;
}

const char *sdmx_component_title(enum sdmx_component c)
{
    return sdmx_components[c].title;
}

const char *sdmx_component_title_en(enum sdmx_component c)
{
    return sdmx_components[c].title_en;
}

bool sdmx_component_is_coded(enum sdmx_component c)
{
    return sdmx_components[c].coded;
}

bool sdmx_component_parse(str id, enum sdmx_component *out)
{
    for (int c = 0; c < SDMX_COMPONENTS; c++)
        if (str_is(id, sdmx_components[c].id)) {
            *out = (enum sdmx_component)c;
            return true;
        }
    return false;
}

/* -- ids: letters, digits and _ - @; all else, and '$', by its byte: $7E -- */

static bool stands_in_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
}

static void put_escaped_byte(struct buf *b, char c)
{
    buf_printf(b, "$%02X", (unsigned)(unsigned char)c);
}

/* An id may not begin with what begins the codes of SDMX for nothing ("_T"), nor with what a
 * spreadsheet takes for a formula. */
static str sdmx_id(struct arena *a, str text, const char *none)
{
    struct buf b;

    if (!text.len)
        return str_from(none);
    buf_init(&b, a);
    for (size_t i = 0; i < text.len; i++)
        if (stands_in_id(text.ptr[i]) && (i || (text.ptr[i] != '_' && text.ptr[i] != '-')))
            buf_char(&b, text.ptr[i]);
        else
            put_escaped_byte(&b, text.ptr[i]);
    return buf_str(&b);
}

/* A text that stands for itself: only its first byte may be escaped. */
static str sdmx_text(struct arena *a, str text, const char *none)
{
    struct buf b;

    if (!text.len)
        return str_from(none);
    if (!memchr("_$=+-@'\t\r\n", text.ptr[0], 10))
        return text;
    buf_init(&b, a);
    put_escaped_byte(&b, text.ptr[0]);
    buf_put(&b, str_sub(text, 1, text.len));
    return buf_str(&b);
}

static int value_of_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that "$7E" at s[at] stands for; -1 for none. */
static int escaped_byte(str s, size_t at)
{
    if (s.ptr[at] != '$' || at + 2 >= s.len)
        return -1;

    int high = value_of_hex(s.ptr[at + 1]), low = value_of_hex(s.ptr[at + 2]);

    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_no_code(str id)
{
    return str_is(id, "_T") || str_is(id, "_X") || str_is(id, "_Z") || str_is(id, "_U");
}

str sdmx_id_restore(struct arena *a, str id)
{
    struct buf b;

    if (is_no_code(id))
        return (str){ NULL, 0 };
    buf_init(&b, a);
    for (size_t i = 0; i < id.len; i++) {
        int byte = escaped_byte(id, i);

        buf_char(&b, byte > 0 ? (char)byte : id.ptr[i]);
        i += byte > 0 ? 2 : 0;
    }
    return buf_str(&b);
}

str sdmx_text_restore(struct arena *a, str text)
{
    int byte = text.len ? escaped_byte(text, 0) : -1;

    if (is_no_code(text))
        return (str){ NULL, 0 };
    return byte > 0 ? arena_printf(a, "%c%.*s", byte, STRF(str_sub(text, 3, text.len))) : text;
}

/* -- times -- */

static int months_of_span(period p)
{
    return (p.year - p.from_year) * 12 + p.month - p.from_month + 1;
}

static bool is_first_half(period p)
{
    return p.kind == PERIOD_MONTHS && p.from_year == p.year && p.from_month == 1 &&
           p.month == 6 && !p.day;
}

static void put_sdmx_time(struct buf *b, period p)
{
    switch (p.kind) {
    case PERIOD_NONE:
        break;
    case PERIOD_DAY: case PERIOD_MONTH: case PERIOD_QUARTER: case PERIOD_YEAR:
        period_print(b, p);
        break;
    case PERIOD_SCHOOL_YEAR:
        buf_printf(b, "%04d-A1", p.from_year);
        break;
    case PERIOD_TERM:
        buf_printf(b, "%04d-01-01/P%dY", p.from_year, p.year - p.from_year + 1);
        break;
    case PERIOD_REST:
        if (p.from_month == 7)
            buf_printf(b, "%04d-S2", p.year);
        else
            buf_printf(b, "%04d-%02d-01/P%dM", p.year, p.from_month, 13 - p.from_month);
        break;
    case PERIOD_MONTHS:
        if (is_first_half(p))
            buf_printf(b, "%04d-S1", p.year);
        else if (p.day)
            buf_printf(b, "%04d-%02d-01/P%dD", p.from_year, p.from_month,
                       day_of(p.year, p.month, p.day) -
                       day_of(p.from_year, p.from_month, 1) + 1);
        else
            buf_printf(b, "%04d-%02d-01/P%dM", p.from_year, p.from_month, months_of_span(p));
        break;
    }
}

static const char *frequency_of(period p)
{
    switch (p.kind) {
    case PERIOD_DAY:
        return "D";
    case PERIOD_MONTH:
        return "M";
    case PERIOD_QUARTER:
        return "Q";
    case PERIOD_YEAR: case PERIOD_SCHOOL_YEAR:
        return "A";
    case PERIOD_MONTHS:
        return is_first_half(p) ? "S" : "_O";
    case PERIOD_REST:
        return p.from_month == 7 ? "S" : "_O";
    case PERIOD_NONE: case PERIOD_TERM:
        break;
    }
    return "_O";
}

/* Up to `most` digits at *at of s; -1 where none stand there. */
static int take_time_number(str s, size_t *at, size_t most)
{
    size_t from = *at;
    int n = 0;

    while (*at < s.len && *at - from < most && s.ptr[*at] >= '0' && s.ptr[*at] <= '9')
        n = n * 10 + (s.ptr[(*at)++] - '0');
    return *at > from ? n : -1;
}

/* "2025-01-01" or "2025-01-01T00:00:00" before the slash, "P10M" behind it. */
static bool parse_interval(str start, str length, period *out)
{
    size_t clock = str_find(start, STR("T")), at = 1;
    epoch_day first;
    int y, m, dom, n;

    if (clock != SIZE_MAX) {
        if (!str_eq(str_sub(start, clock, start.len), STR("T00:00:00")))
            return false;
        start = str_sub(start, 0, clock);
    }
    if (!day_parse(start, &first) || length.len < 3 || length.ptr[0] != 'P')
        return false;
    day_split(first, &y, &m, &dom);
    n = take_time_number(length, &at, 5);
    if (dom != 1 || n < 1 || at + 1 != length.len)
        return false;

    struct { int y, m, d; } end = { y, m, 0 };
    char unit_letter = length.ptr[at];

    if (unit_letter == 'Y') {
        if (m != 1 || y + n - 1 > 2999)
            return false;
        *out = (period){ .kind = PERIOD_TERM, .from_year = (int16_t)y,
                         .year = (int16_t)(y + n - 1) };
        return true;
    }
    if (unit_letter == 'M') {
        end.y = y + (m + n - 2) / 12;
        end.m = (m + n - 2) % 12 + 1;
    } else if (unit_letter == 'D') {
        day_split(first + n - 1, &end.y, &end.m, &end.d);
    } else {
        return false;
    }
    if (end.y > 2999)
        return false;
    *out = (period){ .kind = PERIOD_MONTHS, .from_year = (int16_t)y, .from_month = (int8_t)m,
                     .year = (int16_t)end.y, .month = (int8_t)end.m, .day = (int8_t)end.d };
    if (y == end.y && end.m == 12 && !end.d && m > 1)
        out->kind = PERIOD_REST;
    return true;
}

/* "A1", "S2", "T3", "Q4", "M06": a share of a year that begins in January. */
static bool parse_share(int year, char letter, int n, period *out)
{
    static const struct { char letter; int most; } shares[] = {
        { 'A', 1 }, { 'S', 2 }, { 'T', 3 }, { 'Q', 4 }, { 'M', 12 },
    };

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        int months = 12 / shares[i].most;

        if (shares[i].letter != letter || n < 1 || n > shares[i].most)
            continue;
        *out = (period){ .year = (int16_t)year, .from_year = (int16_t)year,
                         .from_month = (int8_t)(months * (n - 1) + 1),
                         .month = (int8_t)(months * n) };
        out->kind = letter == 'Q' ? PERIOD_QUARTER : letter == 'M' ? PERIOD_MONTH
                    : letter == 'A' ? PERIOD_YEAR : n * months == 12 ? PERIOD_REST
                                                                     : PERIOD_MONTHS;
        if (letter == 'A')
            out->month = out->from_month = 0;
        return true;
    }
    return false;
}

bool sdmx_time_parse(str time, str year_start, period *out)
{
    size_t slash = str_find(time, STR("/")), at = 0;
    int year, n;

    if (slash != SIZE_MAX)
        return parse_interval(str_sub(time, 0, slash), str_sub(time, slash + 1, time.len), out);
    year = take_time_number(time, &at, 4);
    if (at != 4 || year < 1900 || year > 2999)
        return false;
    if (at + 2 < time.len && time.ptr[at] == '-' && time.ptr[at + 1] >= 'A') {
        char letter = time.ptr[at + 1];

        at += 2;
        n = take_time_number(time, &at, 2);
        if (at != time.len)
            return false;
        if (letter == 'A' && n == 1 && str_is(year_start, SCHOOL_YEAR_START) && year < 2999) {
            *out = (period){ .kind = PERIOD_SCHOOL_YEAR, .from_year = (int16_t)year,
                             .year = (int16_t)(year + 1) };
            return true;
        }
        if (year_start.len && !str_is(year_start, "--01-01"))
            return false;
        return parse_share(year, letter, n, out);
    }
    return period_parse(time, out) && (out->kind == PERIOD_YEAR || out->kind == PERIOD_MONTH ||
                                       out->kind == PERIOD_DAY);
}

/* The day before the first of the month behind this one. */
static epoch_day last_of_month(int year, int month)
{
    return day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;
}

bool sdmx_days(period p, epoch_day *first, epoch_day *last)
{
    switch (p.kind) {
    case PERIOD_NONE:
        return false;
    case PERIOD_DAY:
        *first = *last = day_of(p.year, p.month, p.day);
        return true;
    case PERIOD_SCHOOL_YEAR:
        *first = day_of(p.from_year, 9, 1);
        *last = day_of(p.year, 8, 31);
        return true;
    case PERIOD_YEAR: case PERIOD_TERM:
        *first = day_of(p.from_year, 1, 1);
        *last = day_of(p.year, 12, 31);
        return true;
    case PERIOD_MONTH: case PERIOD_QUARTER: case PERIOD_MONTHS: case PERIOD_REST:
        break;
    }
    *first = day_of(p.from_year, p.from_month ? p.from_month : 1, 1);
    *last = p.day ? day_of(p.year, p.month, p.day) : last_of_month(p.year, p.month);
    return true;
}

/* -- units -- */

static const struct { int power; const char *word; } multiplier_words[] = {
    { 0, "" }, { 1, "chục " }, { 2, "trăm " }, { 3, "nghìn " }, { 6, "triệu " }, { 9, "tỷ " },
    { 12, "nghìn tỷ " },
};

static const struct { const char *code, *text; } known_measures[] = {
    { "VND", "đồng" }, { "PT", "%" }, { "USD", "USD" },
};

/* The unit without its multipliers, and their power. */
static str unit_base_words(struct arena *a, str text, int *mult)
{
    str folded = fold_text(a, text), rest = folded, word, base = folded;

    *mult = 0;
    while (str_split(&rest, ' ', &word) && rest.len) {
        int power = unit_multiplier(word);

        if (!power)
            break;
        *mult += power;
        base = rest;
    }
    return base;
}

static str measure_code(struct arena *a, str base)
{
    str plain = fold_strip(a, base);
    struct buf b;

    if (!base.len)
        return STR("_X");
    for (size_t i = 0; i < sizeof known_measures / sizeof *known_measures; i++)
        if (str_eq(base, fold_text(a, str_from(known_measures[i].text))))
            return str_from(known_measures[i].code);
    buf_init(&b, a);
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.ptr[i];

        if (c >= 'a' && c <= 'z')
            buf_char(&b, (char)(c - 'a' + 'A'));
        else if (c >= '0' && c <= '9')
            buf_char(&b, c);
        else if (b.len && b.ptr[b.len - 1] != '_')
            buf_char(&b, '_');
    }
    return b.len ? buf_str(&b) : STR("_X");
}

bool sdmx_unit_restore(struct arena *a, str measure, int mult, str *out)
{
    str base = is_no_code(measure) ? (str){ NULL, 0 } : measure;

    for (size_t i = 0; i < sizeof known_measures / sizeof *known_measures; i++)
        if (str_is(measure, known_measures[i].code))
            base = str_from(known_measures[i].text);
    for (size_t i = 0; i < sizeof multiplier_words / sizeof *multiplier_words; i++)
        if (multiplier_words[i].power == mult) {
            *out = mult ? arena_printf(a, "%s%.*s", multiplier_words[i].word, STRF(base)) : base;
            return true;
        }
    return false;
}

/* -- states -- */

static const char *obs_status_of(const struct fact *f)
{
    static const char *const final[FACT_STATUSES] = { "V", "E", "P", "A" };

    switch (f->state) {
    case FACT_NUMBER:
        return final[f->status];
    case FACT_UNKNOWN:
        return "O";
    case FACT_NOT_APPLICABLE:
        return "M";
    case FACT_NOT_DUE:
        return "L";
    case FACT_WITHDRAWN:
        break;
    }
    return "";
}

bool sdmx_status_parse(str code, enum fact_state *state, enum fact_status *how)
{
    static const struct { const char *code; enum fact_state state; enum fact_status how; }
    known[] = {
        { "A", FACT_NUMBER, FACT_OFFICIAL }, { "P", FACT_NUMBER, FACT_PRELIMINARY },
        { "E", FACT_NUMBER, FACT_ESTIMATED }, { "F", FACT_NUMBER, FACT_ESTIMATED },
        { "I", FACT_NUMBER, FACT_ESTIMATED }, { "V", FACT_NUMBER, FACT_DRAFT },
        { "O", FACT_UNKNOWN, FACT_PRELIMINARY }, { "Q", FACT_UNKNOWN, FACT_PRELIMINARY },
        { "M", FACT_NOT_APPLICABLE, FACT_PRELIMINARY },
        { "L", FACT_NOT_DUE, FACT_PRELIMINARY },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(code, known[i].code)) {
            *state = known[i].state;
            *how = known[i].how;
            return true;
        }
    return false;
}

/* -- values -- */

static str plain_number(struct arena *a, dec d)
{
    char text[DEC_TEXT];

    return arena_str(a, (str){ text, dec_format_plain(d, text) });
}

static str whole_number(struct arena *a, int64_t n)
{
    return n ? arena_printf(a, "%lld", (long long)n) : (str){ NULL, 0 };
}

static str sdmx_time(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    put_sdmx_time(&b, p);
    return buf_str(&b);
}

static str measure_of(struct arena *a, const struct fact *f)
{
    if (f->state == FACT_NUMBER)
        return plain_number(a, f->value);
    return f->state == FACT_WITHDRAWN ? (str){ NULL, 0 } : STR("NaN");
}

static str unit_part(struct arena *a, str unit_text, bool mult)
{
    int power;
    str base = unit_base_words(a, unit_text, &power);

    return mult ? arena_printf(a, "%d", power) : measure_code(a, base);
}

static str day_text(struct arena *a, epoch_day d)
{
    return d ? day_print(a, d) : (str){ NULL, 0 };
}

str sdmx_value(struct arena *a, const struct fact *f, epoch_day as_of, enum sdmx_component c)
{
    str none = { NULL, 0 };

    switch (c) {
    case SDMX_FREQ:
        return str_from(frequency_of(f->when));
    case SDMX_INDICATOR:
        return sdmx_id(a, f->indicator, "_X");
    case SDMX_REF_AREA:
        return sdmx_id(a, f->area, "_X");
    case SDMX_KIND:
        return fact_kind_word(f->kind);
    case SDMX_BOOK:
        return sdmx_text(a, f->book, "_Z");
    case SDMX_SOURCE:
        return sdmx_text(a, f->source, "_X");
    case SDMX_BREAKDOWN:
        return sdmx_text(a, f->breakdown, "_T");
    case SDMX_TIME_PERIOD:
        return sdmx_time(a, f->when);
    case SDMX_OBS_VALUE:
        return measure_of(a, f);
    case SDMX_OBS_STATUS:
        return str_from(obs_status_of(f));
    case SDMX_UNIT_MEASURE:
        return unit_part(a, f->unit, false);
    case SDMX_UNIT_MULT:
        return unit_part(a, f->unit, true);
    case SDMX_DECIMALS:
        return f->state == FACT_NUMBER ? arena_printf(a, "%d", f->value.scale) : none;
    case SDMX_YEAR_START:
        return f->when.kind == PERIOD_SCHOOL_YEAR ? STR(SCHOOL_YEAR_START) : none;
    case SDMX_UPPER:
        return f->state == FACT_NUMBER && f->is_range ? plain_number(a, f->upper) : none;
    case SDMX_HEDGE:
        return f->hedge;
    case SDMX_FINALITY:
        return fact_status_word(f->status);
    case SDMX_UNIT_TEXT:
        return f->unit;
    case SDMX_PUBLISHED:
        return day_text(a, f->published);
    case SDMX_NAME:
        return f->name;
    case SDMX_COMMENT:
        return f->note;
    case SDMX_REASON:
        return f->reason;
    case SDMX_REVISION:
        return whole_number(a, f->revision);
    case SDMX_AS_OF:
        return day_text(a, as_of);
    case SDMX_DOCUMENT:
        return whole_number(a, f->document);
    case SDMX_ENTRY:
        return whole_number(a, f->entry);
    case SDMX_COMPONENTS:
        break;
    }
    return none;
}

const char *sdmx_code_title(enum sdmx_component c, str code)
{
    static const struct { enum sdmx_component of; const char *code, *title; } titles[] = {
        { SDMX_FREQ, "A", "Năm" }, { SDMX_FREQ, "S", "Sáu tháng" }, { SDMX_FREQ, "Q", "Quý" },
        { SDMX_FREQ, "M", "Tháng" }, { SDMX_FREQ, "D", "Ngày" },
        { SDMX_FREQ, "_O", "Kỳ khác" },
        { SDMX_KIND, "actual", "Thực hiện" }, { SDMX_KIND, "estimate", "Ước thực hiện" },
        { SDMX_KIND, "plan", "Kế hoạch" }, { SDMX_KIND, "target", "Mục tiêu" },
        { SDMX_OBS_STATUS, "A", "Chính thức" }, { SDMX_OBS_STATUS, "P", "Sơ bộ" },
        { SDMX_OBS_STATUS, "E", "Ước tính" }, { SDMX_OBS_STATUS, "V", "Dự thảo" },
        { SDMX_OBS_STATUS, "O", "Chưa có số" }, { SDMX_OBS_STATUS, "M", "Không áp dụng" },
        { SDMX_OBS_STATUS, "L", "Chưa đến hạn" },
        { SDMX_FINALITY, "draft", "Dự thảo" }, { SDMX_FINALITY, "estimate", "Ước tính" },
        { SDMX_FINALITY, "preliminary", "Sơ bộ" }, { SDMX_FINALITY, "official", "Chính thức" },
        { SDMX_UNIT_MEASURE, "VND", "Đồng" }, { SDMX_UNIT_MEASURE, "PT", "Phần trăm" },
        { SDMX_UNIT_MEASURE, "_X", "Không nêu" }, { SDMX_REF_AREA, "_X", "Không nêu" },
    };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i].of == c && str_is(code, titles[i].code))
            return titles[i].title;
    return NULL;
}
