/* operand.c -- what stands round the number of a level: the b of a/b, the end of a
 * range, a rank's words, a unit or a rate told elsewhere; and whether it states
 * anything at all. */
#include "extract/figure.h"

#include "extract/claim.h"
#include "extract/designation.h"

enum {
    INDEX_WORDS = 10,           /* of an index's name */
    ROW_NUMBERS = 8             /* that share a unit */
};

/* Units of age, term and clock tell no indicator. */
static bool is_idle_unit(const struct walk *w, uint32_t i, uint32_t unit_from,
                         const struct governed *g)
{
    const struct scan *s = w->s;
    bool decimal = s->t[i].value.scale > 0;

    switch (scan_word(s, unit_from)) {
    case W_TUOI:
        return g->by != GOV_REACH && !decimal;
    case W_THANG: case W_NAM:
        return !decimal;
    case W_NGAY:
        return !decimal && g->by != GOV_REACH && g->by != GOV_LEVEL;
    default:
        break;
    }
    return unit_from < s->n && (str_eq(s->t[unit_from].fold, STR("giờ")) ||
                                str_eq(s->t[unit_from].fold, STR("phút"))) && !decimal;
}

/* A second number behind "-" or "đến": its token, or 0. */
uint32_t figure_range_end(const struct scan *s, uint32_t i)
{
    if (scan_is_mark(s, i + 1, '-') && scan_is_number(s, i + 2) && s->t[i + 2].has_value &&
        dec_cmp(s->t[i].value, s->t[i + 2].value) < 0)
        return i + 2;
    if (scan_word(s, i + 1) == W_DEN && scan_is_number(s, i + 2) && i > 0 &&
        scan_word(s, i - 1) == W_TU && s->t[i + 2].has_value)
        return i + 2;
    return 0;
}

/* The b of a/b behind number i (and its unit, ending at `end`), or 0. */
static uint32_t whole_at(const struct scan *s, uint32_t end)
{
    if (scan_is_mark(s, end, '/') && scan_is_number(s, end + 1) && s->t[end + 1].has_value &&
        s->t[end + 1].value.coef != 0 && !(s->note[end + 1] & NOTE_TIME))
        return end + 1;
    return 0;
}

/* "tử vong 01": the noun before the number counts cases. */
static bool counts_deaths(const struct scan *s, uint32_t i)
{
    return i >= 2 && str_eq(s->t[i - 1].fold, STR("vong")) && str_eq(s->t[i - 2].fold, STR("tử"));
}

/* "101/115 (tỷ lệ 88%) điểm bưu điện": the noun behind the bracket is the unit. */
static uint32_t unit_behind_bracket(const struct scan *s, uint32_t i)
{
    if (!scan_is_mark(s, i, '('))
        return i;
    for (uint32_t k = i + 1; k < i + 8 && k < s->n; k++)
        if (scan_is_mark(s, k, ')'))
            return k + 1;
    return i;
}

/* "(168 mầm non, 296 phổ thông)" of schools: a noun that is no unit says which
 * of the total's units are counted. */
static void take_list_unit(struct walk *w, struct amount *a)
{
    const struct statement *total = walk_statement(w, w->list.total);
    size_t comma = str_find(total->unit_text, STR(","));
    unit known;

    if (total->unit.class != UNIT_COUNT ||
        scan_known_unit(w->s, a->unit_from, &known) > a->unit_from ||
        str_eq(a->unit_text, total->unit_text) ||
        (a->unit_from < w->s->n && unit_multiplier(w->s->t[a->unit_from].fold)))
        return;
    a->unit = total->unit;
    /* "486 trường, trung tâm (168 mầm non": the first of the kinds */
    a->unit_text = str_sub(total->unit_text, 0, comma < total->unit_text.len
                                                    ? comma : total->unit_text.len);
    a->end = a->unit_from;      /* the noun belongs to the name */
}

/* The first "số" of [from, to), or `to`. It is asked for at each bare number of a row:
 * tokens that hold none are not looked at twice. */
static uint32_t first_count_word(struct walk *w, uint32_t from, uint32_t to)
{
    uint32_t k = from >= w->uncounted_from && from < w->uncounted_to ? w->uncounted_to : from;

    while (k < to && scan_word(w->s, k) != W_SO_COUNT)
        k++;
    w->uncounted_from = from;
    w->uncounted_to = k;
    return k < to ? k : to;
}

/* "Số hộ nghèo 1.250, ...", "Số nhà bị tốc mái: 45;": nothing but the noun that is
 * counted and what tells of it stands between "số" and number i, and no word behind. */
static bool is_counted_bare(const struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    uint32_t k = w->done, end;
    unit u;

    while (k < i && s->t[k].kind == TOKEN_MARK)
        k++;
    k += scan_word(s, k) == W_TONG;
    if (scan_word(s, k) != W_SO_COUNT || (i + 1 < s->n && s->t[i + 1].kind != TOKEN_MARK) ||
        scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, '-'))
        return false;
    end = scan_known_unit(s, k + 1, &u);
    if (end == k + 1 || (end == i && !scan_is_mark(s, i - 1, ':')))
        return false;           /* "số nhà 45" is an address */
    while (end < i && s->t[end].kind == TOKEN_WORD)
        end++;
    return end == i || (end + 1 == i && scan_is_mark(s, end, ':'));
}

/* The unit behind a bracket ("186.718 (đạt 93,85%) trường hợp") or in the name
 * before ("tổng số ca nhiễm là 3.404"). The number's own extent stays. */
static void take_distant_unit(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t from = unit_behind_bracket(s, a->i + 1);
    unit u;

    if (from > a->i + 1 && scan_known_unit(s, from, &u) > from) {
        a->unit = u;
        a->unit_text = scan_text(s, from, scan_known_unit(s, from, &u));
        return;
    }
    if (a->g.by != GOV_LEVEL && a->g.by != GOV_REACH &&
        (a->g.by != GOV_NONE || !is_counted_bare(w, a->i)))
        return;
    for (uint32_t k = first_count_word(w, w->done, a->g.verb); k + 1 < a->g.verb; k++)
        if (scan_word(s, k) == W_SO_COUNT && scan_known_unit(s, k + 1, &u) > k + 1 &&
            u.class == UNIT_COUNT) {
            a->unit = u;
            a->unit_text = scan_text(s, k + 1, scan_known_unit(s, k + 1, &u));
        }
}

/* "vốn là 15, 22 và 35 tỷ đồng": the unit told once, behind the last number of a row.
 * The first has a verb; the others follow one that was taken. */
static void take_row_unit(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t last = a->i, end;
    unit u;
    str text;

    if (a->i > w->row_to && a->g.by != GOV_LEVEL && a->g.by != GOV_REACH)
        return;
    while (last < a->i + 2 * ROW_NUMBERS &&
           (scan_is_mark(s, last + 1, ',') || scan_word(s, last + 1) == W_VA) &&
           scan_is_number(s, last + 2) && s->t[last + 2].has_value)
        last += 2;
    end = scan_unit(s, last + 1, &u, &text);
    if (last == a->i || end == last + 1)
        return;
    a->unit = u;
    a->unit_text = text;
    w->row_to = last;
}

/* "Số thuê bao/100 dân: 79,8 thuê bao", "số bác sĩ trên 1 vạn dân đạt 11 bác sĩ": what
 * the rate is taken per stands in the name. */
static void take_rate_before(const struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;

    for (uint32_t k = w->done; k < a->g.verb; k++) {
        uint32_t end = scan_is_mark(s, k, '/') || scan_word(s, k) == W_TREN
                     ? scan_rate_base(s, k + 1) : k;

        if (end <= k + 1 || end > a->g.verb)
            continue;
        a->unit = unit_per(a->unit, scan_text(s, k + 1, end));
        a->unit_text = scan_rate_text(s, a->unit_text, k + 1, end);
        return;
    }
}

/* "xếp 32/63 toàn quốc, 5/14 vùng": a second rank behind the first. */
bool figure_is_rank_again(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t joint = a->i - 1;

    if (w->cur == NO_STATEMENT || w->cur != w->recent || a->g.by != GOV_NONE ||
        !walk_statement_const(w, w->cur)->is_rank || a->i <= w->done ||
        a->i - w->done > 6 || !scan_is_mark(s, a->i + 1, '/'))
        return false;
    joint -= scan_word(s, joint) == W_THU_ORD;
    return scan_is_mark(s, joint, ',') || scan_word(s, joint) == W_VA;
}

/* "70% trở lên", "5% trở xuống" */
static void take_bound(const struct scan *s, struct amount *a)
{
    uint16_t way = scan_word(s, a->end + 1);

    if (a->g.hedge != HEDGE_NONE || scan_word(s, a->end) != W_TRO ||
        (way != W_LEN && way != W_XUONG))
        return;
    a->g.hedge = way == W_LEN ? HEDGE_AT_LEAST : HEDGE_AT_MOST;
    a->g.hedge_text = scan_text(s, a->end, a->end + 2);
}

/* Reads what stands round the number of a level: the b of a/b, the end of a
 * range, a rank's words, a unit that stands before it or is its list's. */
void figure_read_operands(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    unit whole_unit = { 0 };
    str whole_text = { NULL, 0 };

    a->rank = figure_is_rank_again(w, a) || govern_rank(s, &a->g.verb, a->i);
    a->whole = whole_at(s, a->end);
    a->upper = a->whole ? 0 : figure_range_end(s, a->i);
    if (a->whole) {
        uint32_t from = unit_behind_bracket(s, a->whole + 1);

        a->end = scan_unit(s, from, &whole_unit, &whole_text);
        if (a->unit.class == UNIT_NONE) {
            a->unit = whole_unit;
            a->unit_text = whole_text;
            a->unit_from = from;
        }
        if (from > a->whole + 1)
            a->end = a->whole + 1;      /* the bracket is read next */
    } else if (a->upper) {
        a->end = scan_unit(s, a->upper + 1, &a->unit, &a->unit_text);
        a->unit_from = a->upper + 1;
    }
    if (a->rank) {
        units_find(s->units, STR("hạng"), &a->unit);
        a->unit_text = STR("hạng");
    } else if (a->unit.class == UNIT_NONE && counts_deaths(s, a->i)) {
        a->deaths = true;
        a->unit = unit_counting(STR("ca"));
        a->unit_text = STR("ca");
    } else if (a->unit.class == UNIT_NONE && !a->whole) {
        take_distant_unit(w, a);
        if (a->unit.class == UNIT_NONE)
            take_row_unit(w, a);
    } else if (a->unit.class == UNIT_COUNT && w->list.total != NO_STATEMENT && !a->whole) {
        take_list_unit(w, a);
    }
    if (a->unit.class == UNIT_COUNT && !a->whole)
        take_rate_before(w, a);
    take_bound(s, a);
}

/* "Hệ số Gini 0,42", "chỉ số là 1,02": an index is a bare decimal. */
static bool is_index(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t from = w->done;

    while (from < a->i && s->t[from].kind == TOKEN_MARK)
        from++;
    return s->t[a->i].value.scale > 0 && s->t[a->i].form == NUMBER_PLAIN &&
           a->i - from <= INDEX_WORDS && scan_word(s, from + 1) == W_SO_COUNT &&
           (scan_word(s, from) == W_CHI || scan_word(s, from) == W_TY ||
            str_eq(s->t[from].fold, STR("hệ")));
}

/* Does the number state nothing: a description, an age, a term? */
bool figure_is_idle(const struct walk *w, const struct amount *a)
{
    /* "từ 15-18 tiêu chí" describes */
    if (a->upper && (a->unit.class == UNIT_COUNT || a->unit.class == UNIT_NONE ||
                     a->unit.class == UNIT_SCORE))
        return true;
    if (a->unit.class == UNIT_NONE && a->g.by != GOV_SHARE && a->g.by != GOV_REACH && !a->whole)
        return !is_index(w, a);
    /* "khám thai 4 lần": no multiple of anything */
    if (a->unit.class == UNIT_TIMES && w->s->t[a->i].value.scale == 0)
        return true;
    return is_idle_unit(w, a->i, a->unit_from, &a->g);
}

void figure_claim_designated(const struct walk *w, uint32_t i, bool governed)
{
    const char *reason;
    enum claim_class class = designation_class(w->s, i, w->done, governed, &reason);

    scan_claim(w->s, i, i + 1, class, reason);
}

/* "thu ngân sách 5 năm đạt", "bình quân 5 năm": the years up to that of the text. */
static void take_years(struct walk *w, const struct amount *a)
{
    int years = scan_integer(w->s, a->i);
    bool mean = a->i >= 2 && PHRASE(w->s, a->i - 2, W_BINH, W_QUAN);

    switch (scan_word(w->s, a->unit_from + 1)) {
    case W_DAT: case W_UOC: case W_LA: case W_TANG: case W_GIAM: mean = true; break;
    default: break;
    }
    if (!mean || years < 2 || years > 10 || w->period.kind != PERIOD_YEAR || w->period.open)
        return;
    w->period.kind = PERIOD_TERM;
    w->period.from_year = (int16_t)(w->period.year - years + 1);
    w->period_text = (str){ NULL, 0 };
}

/* What a number that states nothing is instead. */
void figure_claim_idle(struct walk *w, const struct amount *a)
{
    uint32_t end = a->end > a->i ? a->end : a->i + 1;

    switch (scan_word(w->s, a->unit_from)) {
    case W_TUOI:
        scan_claim(w->s, a->i, end, CLAIM_NAME, "age");
        return;
    case W_NAM:                 /* "bình quân 5 năm đạt 7%": no part of the name */
        scan_mark(w->s, a->i, a->unit_from + 1, NOTE_TIME);
        take_years(w, a);
        /* fall through */
    case W_THANG: case W_NGAY:
        scan_claim(w->s, a->i, end, CLAIM_DATE, "duration");
        return;
    default:
        break;
    }
    if (a->upper)
        scan_claim(w->s, a->i, end, CLAIM_RANGE, "");
    else if (a->unit.class == UNIT_TIMES)
        scan_claim(w->s, a->i, end, CLAIM_NAME, "times");
    else if (a->unit.class == UNIT_COUNT)
        scan_claim(w->s, a->i, end, CLAIM_DATE, "hour");
    else
        figure_claim_designated(w, a->i, a->g.verb < a->i);
}
