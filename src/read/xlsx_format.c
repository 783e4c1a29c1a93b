/* xlsx_format.c -- numbers as the cells of a workbook show them.
 *
 * All is done on the decimal digits that the file has: a binary double would round
 * 2,675 to 2,67, where Excel shows 2,68. */
#include "read/xlsx_int.h"

#include "base/utf8.h"

enum { EXCEL_DIGITS = 15, MOST_DIGITS = 18, MOST_EXPONENT = 400, PLAIN_EXPONENT = 21,
       MOST_DECIMALS = 30, DATE_PIECES = 24, LAST_DAY = 2958465 };

/* -- compiling -- */

struct format_reader {
    struct arena *arena;
    str code;
    size_t at;
    struct number_section *s;
    struct buf literal;
    bool digits, decimals;      /* a place for one has come; the point has */
    bool general, fraction, scientific, text, condition;
    struct date_piece piece[DATE_PIECES];
};

static void flush_literal(struct format_reader *r)
{
    str text = arena_str(r->arena, buf_str(&r->literal));

    if (r->s->npieces && r->s->npieces < DATE_PIECES && text.len)
        r->piece[r->s->npieces++] = (struct date_piece){ '"', 0, text };
    else if (!r->digits && !r->general)
        r->s->before = text;
    else
        r->s->after = text;
    r->literal.len = 0;
}

static void flush_before(struct format_reader *r)
{
    if (!r->digits && !r->general)
        flush_literal(r);
}

static bool code_is(const struct format_reader *r, const char *word)
{
    str rest = str_sub(r->code, r->at, r->code.len);
    size_t len = strlen(word);

    if (rest.len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((rest.ptr[i] | 0x20) != (word[i] | 0x20))
            return false;
    return true;
}

/* How often the running letter follows itself. */
static size_t letter_run(const struct format_reader *r)
{
    size_t n = 1;

    while (r->at + n < r->code.len && (r->code.ptr[r->at + n] | 0x20) ==
                                      (r->code.ptr[r->at] | 0x20))
        n++;
    return n;
}

/* m behind an hour or before seconds counts minutes. */
static bool means_minutes(const struct format_reader *r, size_t run)
{
    for (uint32_t i = r->s->npieces; i-- > 0;)
        if (r->piece[i].kind != '"')
            return r->piece[i].kind == 'h' || r->piece[i].kind == 'H';
    for (size_t i = r->at + run; i < r->code.len && r->code.ptr[i] != ';'; i++) {
        char c = (char)(r->code.ptr[i] | 0x20);

        if (c >= 'a' && c <= 'z')
            return c == 's';
    }
    return false;
}

static void push_date_piece(struct format_reader *r, char kind, size_t width)
{
    if (!r->s->npieces && r->literal.len)
        r->piece[r->s->npieces++] =
            (struct date_piece){ '"', 0, arena_str(r->arena, buf_str(&r->literal)) };
    else if (r->literal.len)
        flush_literal(r);
    r->literal.len = 0;
    if (r->s->npieces < DATE_PIECES)
        r->piece[r->s->npieces++] = (struct date_piece){ kind, (uint8_t)(width & 15), { 0, 0 } };
    r->s->kind = NUMBER_DATE;
}

static void take_date_letter(struct format_reader *r)
{
    size_t run = letter_run(r);
    char c = (char)(r->code.ptr[r->at] | 0x20);

    if (c == 'm' && run < 3 && means_minutes(r, run))
        c = 'n';
    push_date_piece(r, c, run);
    r->at += run;
}

/* "[h]", "[$đ-42A]", "[Red]", "[>100]". */
static void take_bracket(struct format_reader *r)
{
    size_t close = str_find(str_sub(r->code, r->at, r->code.len), STR("]"));
    str in = str_sub(r->code, r->at + 1, close == SIZE_MAX ? r->code.len : r->at + close);
    char c = in.len ? (char)(in.ptr[0] | 0x20) : '\0';

    r->at += close == SIZE_MAX ? r->code.len - r->at : close + 1;
    if (in.len && in.ptr[0] == '$') {
        size_t dash = str_find(in, STR("-"));

        buf_put(&r->literal, str_sub(in, 1, dash == SIZE_MAX ? in.len : dash));
    } else if (in.len && strchr("<>=", in.ptr[0])) {
        r->condition = true;
    } else if (in.len <= 2 && (c == 'h' || c == 'm' || c == 's')) {
        push_date_piece(r, c == 'h' ? 'H' : c == 'm' ? 'N' : 'S', in.len);
    }
}

static void take_digit_place(struct format_reader *r, char c)
{
    flush_before(r);
    r->digits = true;
    if (r->decimals) {
        if (r->s->most < MOST_DECIMALS)
            r->s->most++;
        if (c == '0')
            r->s->least = r->s->most;
    } else if (c == '0' && r->s->whole < MOST_DIGITS) {
        r->s->whole++;
    }
    r->s->grouped = r->s->grouped || r->s->thousands;
    r->s->thousands = 0;        /* a comma before a digit groups */
}

/* The bytes of the letter behind the running sign. */
static size_t letter_bytes(const struct format_reader *r)
{
    uint32_t letter;

    return r->at + 1 < r->code.len ? utf8_next(r->code, r->at + 1, &letter) : 0;
}

/* A quoted text, an escaped letter, a blank as wide as another sign. */
static bool take_literal(struct format_reader *r, char c)
{
    str rest = str_sub(r->code, r->at + 1, r->code.len);
    size_t end;

    switch (c) {
    case '"':
        end = str_find(rest, STR("\""));
        buf_put(&r->literal, str_sub(rest, 0, end));
        r->at += end == SIZE_MAX ? rest.len + 1 : end + 2;
        return true;
    case '\\':
        buf_put(&r->literal, str_sub(rest, 0, letter_bytes(r)));
        r->at += 1 + letter_bytes(r);
        return true;
    case '_':
        buf_char(&r->literal, ' ');
        r->at += 1 + letter_bytes(r);
        return true;
    case '*':
        r->at += 1 + letter_bytes(r);
        return true;
    default:
        return false;
    }
}

static void take_format_sign(struct format_reader *r, char c)
{
    switch (c) {
    case '0': case '#': case '?':
        take_digit_place(r, c);
        break;
    case '.':
        if (r->s->npieces)
            buf_char(&r->literal, c);
        else
            r->decimals = true;
        break;
    case ',':
        if (r->digits && r->s->thousands < 6)
            r->s->thousands++;
        else if (!r->digits)
            buf_char(&r->literal, c);
        break;
    case '%':
        flush_before(r);
        buf_char(&r->literal, c);
        r->s->shift = (uint8_t)(r->s->shift + (r->s->shift < 4 ? 2 : 0));
        break;
    case '/':
        r->fraction = r->fraction || (r->digits && !r->s->npieces);
        buf_char(&r->literal, c);
        break;
    case '@':
        r->text = true;
        break;
    default:
        buf_char(&r->literal, c);
        break;
    }
    r->at++;
}

static void take_code(struct format_reader *r)
{
    char c = r->code.ptr[r->at], low = (char)(c | 0x20);

    if (take_literal(r, c))
        return;
    if (c == '[') {
        take_bracket(r);
    } else if (code_is(r, "general") || code_is(r, "standard")) {
        flush_before(r);
        r->general = true;
        r->at += code_is(r, "general") ? strlen("general") : strlen("standard");
    } else if (code_is(r, "am/pm") || code_is(r, "a/p")) {
        r->at += code_is(r, "am/pm") ? strlen("am/pm") : strlen("a/p");
    } else if (r->digits && !r->s->npieces && (code_is(r, "e+") || code_is(r, "e-"))) {
        r->scientific = true;
        r->at += 2;
    } else if (low == 'y' || low == 'm' || low == 'd' || low == 'h' || low == 's') {
        take_date_letter(r);
    } else {
        take_format_sign(r, c);
    }
}

/* One section, up to its ";"; false when it counts under a condition only. */
static bool read_section(struct format_reader *r, struct number_section *s)
{
    *s = (struct number_section){ .kind = NUMBER_WORDS };
    r->s = s;
    r->literal.len = 0;
    r->digits = r->decimals = r->general = r->fraction = r->scientific = r->text = false;
    r->condition = false;
    while (r->at < r->code.len && r->code.ptr[r->at] != ';')
        take_code(r);
    r->at++;
    if (s->kind == NUMBER_DATE) {
        struct date_piece *piece;

        flush_literal(r);
        piece = arena_array(r->arena, struct date_piece, s->npieces);
        memcpy(piece, r->piece, s->npieces * sizeof *piece);
        s->piece = piece;
        return !r->condition;
    }
    flush_literal(r);
    if (r->general || r->fraction || r->scientific || r->text)
        s->kind = NUMBER_GENERAL;
    else if (r->digits)
        s->kind = NUMBER_DIGITS;
    if (r->fraction || r->scientific)
        s->before = s->after = (str){ NULL, 0 };
    return !r->condition;
}

struct number_format number_format_read(struct arena *a, str code)
{
    struct format_reader r = { .arena = a, .code = code };
    struct number_format f = { .nsections = 0 };
    struct number_section s = { .kind = NUMBER_GENERAL };
    bool told = false;

    buf_init(&r.literal, a);
    while (r.at < code.len && f.nsections < 3) {
        bool counts = read_section(&r, &s);

        told = told || !counts;
        if (counts)
            f.section[f.nsections++] = s;
    }
    if (told && f.nsections > 1)        /* conditions take the others' meaning away */
        f.section[0] = f.section[f.nsections - 1];
    if (told || !f.nsections)
        f.nsections = 1;
    return f;
}

str number_format_built_in(long id)
{
    static const char *const code[] = {
        "General", "0", "0.00", "#,##0", "#,##0.00", "#,##0", "#,##0", "#,##0.00", "#,##0.00",
        "0%", "0.00%", "0.00E+00", "# ?/?", "# ?\?/??", "dd/mm/yyyy", "dd/mm/yyyy", "dd/mm",
        "mm/yyyy", "h:mm", "h:mm:ss", "h:mm", "h:mm:ss", "dd/mm/yyyy h:mm",
    };

    if (id >= 0 && id < (long)(sizeof code / sizeof *code))
        return str_from(code[id]);
    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return STR("dd/mm/yyyy");
    switch (id) {
    case 37: case 38: return STR("#,##0");
    case 39: case 40: return STR("#,##0.00");
    case 41: case 42: return STR("#,##0;-#,##0;\"-\"");
    case 43: case 44: return STR("#,##0.00;-#,##0.00;\"-\"");
    case 45: return STR("mm:ss");
    case 46: return STR("[h]:mm:ss");
    case 47: return STR("mm:ss");
    case 49: return STR("@");
    default: return STR("General");
    }
}

/* -- digits -- */

/* digit[0 .. n) behind "0,", times 10 to the power of `point`. Zero has no digits. */
struct digits {
    bool negative;
    uint8_t digit[MOST_DIGITS + 1];
    int n, point;
};

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* "E-05" at s[at, end); false for anything else. */
static bool read_exponent(str s, size_t at, int *out)
{
    bool negative = at < s.len && s.ptr[at] == '-';
    int n = 0;

    at += at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+');
    if (at >= s.len)
        return false;
    for (; at < s.len; at++) {
        if (!is_figure(s.ptr[at]))
            return false;
        if (n < MOST_EXPONENT)
            n = n * 10 + (s.ptr[at] - '0');
    }
    *out = negative ? -n : n;
    return n < MOST_EXPONENT;
}

/* Keeps n digits, half of one away from zero. */
static void round_digits(struct digits *d, int keep)
{
    if (keep >= d->n)
        return;

    bool up = keep >= 0 && d->digit[keep] >= 5;

    d->n = keep > 0 ? keep : 0;
    for (int i = d->n; up && i-- > 0;) {
        up = d->digit[i] == 9;
        d->digit[i] = up ? 0 : (uint8_t)(d->digit[i] + 1);
    }
    if (up) {
        memmove(d->digit + 1, d->digit, (size_t)d->n);
        d->digit[0] = 1;
        d->n++;
        d->point++;
    }
    while (d->n > 0 && d->digit[d->n - 1] == 0)
        d->n--;
    if (d->n == 0)
        d->point = 0;
}

/* "-12.5", "1.5E-05". More digits than Excel has are rounded off, but those of a whole
 * number, which other programs have. */
static bool read_stored(str s, struct digits *d)
{
    size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    bool behind = false, any = false;
    int told = 0, exponent = 0;

    d->negative = s.len && s.ptr[0] == '-';
    d->n = d->point = 0;
    for (; at < s.len && (is_figure(s.ptr[at]) || (s.ptr[at] == '.' && !behind)); at++) {
        if (s.ptr[at] == '.') {
            behind = true;
            continue;
        }
        any = true;
        if (told || s.ptr[at] != '0') {
            if (told < MOST_DIGITS)
                d->digit[told] = (uint8_t)(s.ptr[at] - '0');
            told++;
            d->point += !behind;
        } else {
            d->point -= behind;
        }
    }
    if (!any || (at < s.len && ((s.ptr[at] | 0x20) != 'e' || !read_exponent(s, at + 1, &exponent))))
        return false;
    d->n = told < MOST_DIGITS ? told : MOST_DIGITS;
    d->point = told ? d->point + exponent : 0;
    if (told > MOST_DIGITS || (d->n > EXCEL_DIGITS && d->n != d->point))
        round_digits(d, EXCEL_DIGITS);
    while (d->n > 0 && d->digit[d->n - 1] == 0)
        d->n--;
    if (d->n == 0)
        d->point = 0;
    return d->point < MOST_EXPONENT && d->point > -MOST_EXPONENT;
}

static char digit_at(const struct digits *d, int at)
{
    return at >= 0 && at < d->n ? (char)('0' + d->digit[at]) : '0';
}

/* The digits with at least so many before the comma and behind it. */
static void put_shown_digits(const struct digits *d, int whole, int least, bool grouped,
                       struct buf *out)
{
    char text[2 * MOST_EXPONENT + 64];
    int before = d->point > whole ? d->point : whole, behind = d->n - d->point;
    size_t n = 0;

    if (before > MOST_EXPONENT)
        before = MOST_EXPONENT;
    behind = behind > least ? behind : least;
    behind = behind > MOST_EXPONENT ? MOST_EXPONENT : behind;
    for (int i = before; i > 0 && n < MOST_EXPONENT + 32; i--) {
        text[n++] = digit_at(d, d->point - i);
        if (grouped && i > 1 && (i - 1) % 3 == 0)
            text[n++] = '.';
    }
    if (behind > 0)
        text[n++] = ',';
    for (int i = 0; i < behind; i++)
        text[n++] = digit_at(d, d->point + i);
    buf_put(out, (str){ text, n });
}

/* 1,5E+30: what would be hundreds of zeros. */
static void put_scientific(const struct digits *d, struct buf *out)
{
    struct digits m = *d;

    m.point = 1;
    put_shown_digits(&m, 1, 0, false, out);
    buf_printf(out, "E%+d", d->point - 1);
}

static void put_general(const struct digits *d, struct buf *out)
{
    if (d->n && (d->point > PLAIN_EXPONENT || d->point < -PLAIN_EXPONENT))
        put_scientific(d, out);
    else
        put_shown_digits(d, 1, 0, false, out);
}

/* -- dates -- */

struct date_time {
    int day, month, year, hour, minute, second;
    int64_t seconds;            /* in all, for time that has passed */
};

/* Days from 1/1/1970 to a date (H. Hinnant's days). */
static void date_of_days(int64_t days, struct date_time *t)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

    t->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    t->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    t->year = (int)(yoe + era * 400 + (t->month <= 2));
}

/* The stored number of days as a time; false where Excel has no date for it. */
static bool date_of_number(const struct digits *d, bool from_1904, struct date_time *t)
{
    int64_t day = 0, micro = 0;

    if (d->negative || d->point > 7)
        return false;
    for (int i = 0; i < d->point; i++)
        day = day * 10 + (digit_at(d, i) - '0');
    for (int i = 0; i < 10; i++)
        micro = micro * 10 + (digit_at(d, d->point + i) - '0');
    t->seconds = day * 86400 + (micro * 86400 + 5000000000) / 10000000000;
    day = t->seconds / 86400;
    t->hour = (int)(t->seconds % 86400 / 3600);
    t->minute = (int)(t->seconds % 3600 / 60);
    t->second = (int)(t->seconds % 60);
    if (from_1904)
        day += 1462;
    if (day > LAST_DAY)
        return false;
    if (day == 60)              /* the 29/2/1900 that Excel has and the calendar has not */
        *t = (struct date_time){ 29, 2, 1900, t->hour, t->minute, t->second, t->seconds };
    else
        date_of_days(day - 25569 + (day < 60), t);
    return true;
}

static void put_date_number(struct buf *out, int n, unsigned width)
{
    buf_number(out, n > 0 ? (uint64_t)n : 0, width < 1 ? 1 : width);
}

static void put_date_piece(const struct date_piece *p, const struct date_time *t, struct buf *out)
{
    unsigned two = p->width > 1 ? 2 : 1;

    switch (p->kind) {
    case 'y': put_date_number(out, t->year, 4); break;
    case 'm': put_date_number(out, t->month, two); break;
    case 'd':
        if (p->width <= 2)
            put_date_number(out, t->day, two);
        break;
    case 'h': put_date_number(out, t->hour, two); break;
    case 'n': put_date_number(out, t->minute, two); break;
    case 's': put_date_number(out, t->second, two); break;
    case 'H': buf_number(out, (uint64_t)t->seconds / 3600, two); break;
    case 'N': buf_number(out, (uint64_t)t->seconds / 60, two); break;
    case 'S': buf_number(out, (uint64_t)t->seconds, two); break;
    default:  buf_put(out, p->literal); break;
    }
}

/* Has the format words of its own: "ngày" dd "tháng" mm? */
static bool date_in_words(const struct number_section *s)
{
    for (uint32_t i = 0; i < s->npieces; i++)
        for (size_t k = 0; k < s->piece[i].literal.len; k++) {
            unsigned char c = (unsigned char)s->piece[i].literal.ptr[k];

            if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
                return true;
        }
    return false;
}

/* The first piece of a kind; NULL for none. Weekdays are no days. */
static const struct date_piece *piece_of(const struct number_section *s, char kind)
{
    for (uint32_t i = 0; i < s->npieces; i++)
        if (s->piece[i].kind == kind && (kind != 'd' || s->piece[i].width <= 2))
            return &s->piece[i];
    return NULL;
}

/* The pieces there are of a row of kinds, parted by a sign. */
static void put_date_pieces(const struct number_section *s, const char *kinds, char sign,
                       const struct date_time *t, struct buf *out)
{
    bool any = false;

    for (; *kinds; kinds++) {
        const struct date_piece *p = piece_of(s, *kinds);

        if (!p)
            continue;
        if (any)
            buf_char(out, sign);
        put_date_piece(p, t, out);
        any = true;
    }
}

/* Day, month, year in this order, as Vietnamese has it, whatever the format's is. */
static void put_date(const struct number_section *s, const struct date_time *t, struct buf *out)
{
    size_t from = out->len;

    if (date_in_words(s)) {
        for (uint32_t i = 0; i < s->npieces; i++)
            put_date_piece(&s->piece[i], t, out);
        return;
    }
    put_date_pieces(s, "dmy", '/', t, out);
    if (out->len > from)
        buf_char(out, ' ');
    put_date_pieces(s, "HhNnSs", ':', t, out);
    if (out->len > from && out->ptr[out->len - 1] == ' ')
        out->len--;
}

void number_put_iso_date(str s, struct buf *out)
{
    static const char form[] = "0000-00-00";
    bool iso = s.len >= strlen(form);

    for (size_t i = 0; iso && form[i]; i++)
        iso = form[i] == '-' ? s.ptr[i] == '-' : is_figure(s.ptr[i]);
    if (!iso) {
        buf_put(out, s);
        return;
    }
    buf_printf(out, "%.2s/%.2s/%.4s", s.ptr + 8, s.ptr + 5, s.ptr);

    str time = str_sub(s, strlen(form) + 1, strlen(form) + 6);

    if (time.len == 5 && !str_eq(time, STR("00:00")))
        buf_printf(out, " %.*s", STRF(time));
}

/* -- cells -- */

/* The section for the number: negative ones and zero may have their own. */
static const struct number_section *section_for(const struct number_format *f,
                                                const struct digits *d)
{
    if (d->n == 0 && f->nsections > 2)
        return &f->section[2];
    return &f->section[d->negative && d->n && f->nsections > 1 ? 1 : 0];
}

/* Signs that only say "negative" are told by the minus; blanks of a width are none. */
static void put_literal(str s, bool negative, struct buf *out)
{
    for (size_t i = 0; i < s.len; i++)
        if (!negative || !strchr("()-+", s.ptr[i]))
            buf_char(out, s.ptr[i]);
}

static void put_as_digits(const struct number_section *s, struct digits d, struct buf *out)
{
    if (d.n)
        d.point += s->shift - 3 * s->thousands;
    round_digits(&d, d.point + s->most);
    if (d.negative && d.n)
        buf_char(out, '-');
    put_literal(s->before, d.negative, out);
    if (d.n || s->whole || s->least)    /* "#" shows no zero */
        put_shown_digits(&d, s->whole ? s->whole : 1, s->least, s->grouped, out);
    put_literal(s->after, d.negative, out);
}

/* A general number that stands as it is shown, but for its point: "12.5", "2025". */
static bool put_as_stored(const struct number_format *f, str s, struct buf *out)
{
    char text[EXCEL_DIGITS + 1];
    bool point = false;

    if (f->section[0].kind != NUMBER_GENERAL || f->nsections > 1 || !s.len ||
        s.len > sizeof text || f->section[0].before.len || f->section[0].after.len ||
        !is_figure(s.ptr[0]) || (s.ptr[0] == '0' && s.len > 1 && s.ptr[1] != '.'))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        bool here = s.ptr[i] == '.';

        if (!is_figure(s.ptr[i]) && (!here || point))
            return false;
        point = point || here;
        text[i] = here ? ',' : s.ptr[i];
    }
    if (point && (s.ptr[s.len - 1] == '0' || s.ptr[s.len - 1] == '.'))
        return false;
    if (!point && s.len > EXCEL_DIGITS)
        return false;
    buf_put(out, (str){ text, s.len });
    return true;
}

bool number_format_put(const struct number_format *f, str stored, bool from_1904, struct buf *out)
{
    const struct number_section *s;
    struct date_time t;
    struct digits d;

    if (put_as_stored(f, stored, out))
        return true;
    if (!read_stored(stored, &d))
        return false;
    s = section_for(f, &d);
    if (s->kind == NUMBER_DIGITS) {
        put_as_digits(s, d, out);
        return true;
    }
    if (s->kind == NUMBER_WORDS) {
        put_literal(s->before, false, out);
        put_literal(s->after, false, out);
        return true;
    }
    if (s->kind == NUMBER_DATE && date_of_number(&d, from_1904, &t)) {
        put_date(s, &t, out);
        return true;
    }
    if (d.negative && d.n)
        buf_char(out, '-');
    if (s->kind == NUMBER_GENERAL)
        put_literal(s->before, d.negative, out);
    put_general(&d, out);
    if (s->kind == NUMBER_GENERAL)
        put_literal(s->after, d.negative, out);
    return true;
}
