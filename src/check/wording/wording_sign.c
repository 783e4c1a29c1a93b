/* wording_sign.c -- words of rise and fall, of plans met and missed, against their figures.
 *
 *   tăng từ 120 ha xuống 110 ha        the words against each other
 *   giảm từ 100 hộ lên 120 hộ
 *   tăng -3%                           the word and the sign
 *   bằng 105% cùng kỳ, giảm 5%         two ways of telling one change
 *   vượt kế hoạch, đạt 97,5%           a plan that was missed
 *   chưa đạt kế hoạch (104,5%)         one that was met */
#include "check/form/near.h"
#include "check/wording/wording_int.h"

#include "lex/number.h"

enum {
    VERB_BYTES = 60,            /* from "tăng" to "từ" */
    PLAN_BYTES = 70,            /* between "vượt kế hoạch" and its percentage */
    NEARLY_MET = 90             /* of a part of the year a smaller share may well be ahead */
};

static const char *const rising[] = { "tăng", "nâng", NULL };
static const char *const falling[] = { "giảm", "hạ", NULL };

/* A number of the text with its unit. */
struct said_amount { size_t from, to; dec value; unit unit; bool has_unit; };

static bool read_said(str s, size_t at, struct said_amount *out)
{
    struct token t = { 0 };
    size_t len = number_run(s, at);

    number_read(str_sub(s, at, at + len), &t);
    *out = (struct said_amount){ .from = at, .to = at + len, .value = t.value };
    if (!t.has_value || (t.form != NUMBER_PLAIN && t.form != NUMBER_DOT_DECIMAL))
        return false;
    out->has_unit = near_unit(s, out->to, &out->unit);
    return true;
}

/* The number behind "lên", "xuống", "còn"; the way they point: 1 up, -1 down, 0 none. */
static int way_to(str s, size_t at, size_t *number)
{
    static const struct { const char *word; int way; } to[] = {
        { "lên đến", 1 }, { "lên tới", 1 }, { "lên mức", 1 }, { "lên", 1 },
        { "xuống còn", -1 }, { "xuống", -1 }, { "còn", -1 },
    };

    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (phrase_behind(s, at, to[i].word)) {
            size_t digit = str_find_digit(s, at);

            *number = digit;
            return digit < s.len && digit - at <= strlen(to[i].word) + 2 ? to[i].way : 0;
        }
    return 0;
}

/* The verb before "từ": 1, -1, or 0 when a comma, a digit or another verb parts them. */
static int way_of_verb(str s, size_t tu)
{
    static const char *const other[] = { "đưa", "chuyển", "mở rộng", "thay đổi", "điều chỉnh",
                                         "hạng", "bậc", "vị trí", "thứ", NULL };
    size_t from = tu > VERB_BYTES ? tu - VERB_BYTES : 0, at = tu;
    str lead;
    int way = 0;

    while (at > from && !strchr(",;.:(", s.ptr[at - 1]) &&
           !(s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9'))
        at--;
    lead = str_sub(s, at, tu);
    if (phrase_has_any(lead, other))
        return 0;
    if (phrase_has_any(lead, rising))
        way = 1;
    if (phrase_has_any(lead, falling))
        way = way ? 0 : -1;
    return way;
}

static bool said_alike(const struct said_amount *a, const struct said_amount *b)
{
    if (a->has_unit != b->has_unit)
        return false;
    return !a->has_unit || (unit_same_base(a->unit, b->unit) && a->unit.power == b->unit.power);
}

static struct diag *add_said(struct checker *c, enum diag_code code, const struct block *b,
                             size_t from, size_t to)
{
    struct diag *d = diag_add(c->diags, code, flow_span(&b->flow, (uint32_t)from, (uint32_t)to));

    diag_arg(d, str_sub(b->flow.text, from, to));
    diag_stated(d, d->arg[0]);
    return d;
}

/* "tăng từ A xuống B": verb, the word between, and which is greater must agree. */
static void check_from_to(struct checker *c, const struct block *b, size_t at)
{
    static const char *const from_word[] = { "từ", "từ mức", NULL };
    str s = b->flow.text;
    struct said_amount first, second;
    size_t tu = at, end, number;
    int verb, way, real;
    struct diag *d;

    if (!phrase_any_before(s, at, from_word) || !read_said(s, at, &first))
        return;
    end = first.to;
    for (int words = 0; words < 4 && !(way = way_to(s, end, &number)); words++) {
        while (end < s.len && s.ptr[end] == ' ')
            end++;
        while (end < s.len && !strchr(" ,;.:()", s.ptr[end]))
            end++;
        if (end < s.len && s.ptr[end] != ' ')
            return;
    }
    while (tu > 0 && s.ptr[tu - 1] != 't' && s.ptr[tu - 1] != 'T')
        tu--;
    if (way == 0 || !read_said(s, number, &second) || !said_alike(&first, &second) ||
        dec_cmp(first.value, second.value) == 0)
        return;
    verb = way_of_verb(s, tu ? tu - 1 : 0);
    real = dec_cmp(second.value, first.value) > 0 ? 1 : -1;
    if (verb == 0 || (verb == way && way == real))
        return;
    d = add_said(c, DIAG_FROM_TO_AGAINST, b, second.from, second.to);
    diag_arg(d, str_sub(s, first.from, first.to));
    diag_arg(d, verb > 0 ? STR("tăng") : STR("giảm"));
    if (verb != way && verb != real)
        d->severity = SEVERITY_WARNING;     /* the verb may be that of something else */
}

/* "tăng -3%", "giảm -5 vụ". A sheet's heading "Tăng (+), giảm (-)" is told apart by what
 * stands before the sign. */
static void check_minus(struct checker *c, const struct block *b, size_t at)
{
    str s = b->flow.text;
    struct said_amount amount;
    struct diag *d;

    if (at < 2 || s.ptr[at - 1] != '-' || s.ptr[at - 2] != ' ' ||
        !(phrase_before(s, at - 2, "tăng") || phrase_before(s, at - 2, "giảm")) ||
        phrase_before(s, at - 2, "tăng/giảm") || phrase_before(s, at - 2, "tăng, giảm") ||
        !read_said(s, at, &amount))
        return;
    d = add_said(c, DIAG_SIGN_TWICE, b, at - 1, amount.to);
    diag_arg(d, phrase_word_before(s, at - 2));
}

/* Could "từ" or "mức" end there? */
static bool may_end_from(char last)
{
    return last == '\xAB' || last == '\xAA' || last == 'c' || last == 'C';
}

/* Of digits inside a number another sign stands before. */
static void check_said(struct checker *c, const struct block *b, const struct block_signs *signs)
{
    str s = b->flow.text;

    for (uint32_t i = 0; i < signs->nruns; i++) {
        size_t at = signs->run[i].from;

        if (at > 1 && s.ptr[at - 1] == '-')
            check_minus(c, b, at);
        else if (at > 3 && s.ptr[at - 1] == ' ' && may_end_from(s.ptr[at - 2]))
            check_from_to(c, b, at);
    }
}

/* The text between two places no further apart than PLAN_BYTES; empty for more, or when
 * another number stands there. */
static bool plan_beside_word(str s, size_t a, size_t b)
{
    size_t from = a < b ? a : b, to = a < b ? b : a;

    return to - from <= PLAN_BYTES && str_find_digit(str_sub(s, 0, to), from) >= to;
}

/* One of the words in s[from, to) beside the figure [at, end): where, or SIZE_MAX. */
static size_t word_beside(str s, const char *const *list, size_t at, size_t end)
{
    size_t from = phrase_clause(s, at), to = phrase_clause_end(s, end);

    if (at - from > PLAN_BYTES)
        from = at - PLAN_BYTES;
    if (to - end > PLAN_BYTES)
        to = end + PLAN_BYTES;
    for (; *list; list++) {
        size_t found = phrase_find(str_sub(s, from, at), *list);

        if (found != SIZE_MAX && plan_beside_word(s, from + found, at))
            return from + found;
        found = phrase_find(str_sub(s, end, to), *list);
        if (found != SIZE_MAX && plan_beside_word(s, end, end + found))
            return end + found;
    }
    return SIZE_MAX;
}

static const char *const plan_exceeds[] = { "vượt kế hoạch", "vượt chỉ tiêu", "vượt dự toán",
                                       "vượt mục tiêu", "hoàn thành vượt mức", "vượt mức", NULL };
static const char *const plan_misses[] = {
    "không đạt kế hoạch", "chưa đạt kế hoạch", "không đạt chỉ tiêu", "chưa đạt chỉ tiêu",
    "không hoàn thành kế hoạch", "chưa hoàn thành kế hoạch", "không đạt dự toán",
    "chưa đạt dự toán", "không đạt mục tiêu", "chưa đạt mục tiêu", NULL,
};

/* Do letters that all of these words have stand near [at, end) at all? */
static bool plan_words_near(str s, size_t at, size_t end, bool met)
{
    str near = str_sub(s, at > PLAN_BYTES ? at - PLAN_BYTES : 0, end + PLAN_BYTES);

    return met ? str_find(near, STR("hông")) != SIZE_MAX || str_find(near, STR("hưa")) != SIZE_MAX
               : str_find(near, STR("ượt")) != SIZE_MAX;
}

/* The word that tells the other way than a plan met, or missed, beside [at, end) of the
 * statement's block. "Vượt tiến độ", "vượt kế hoạch quý" are of something else. */
static bool plan_told_otherwise(const struct checker *c, const struct statement *s, size_t at,
                           size_t end, bool met)
{
    static const char *const otherwise[] = { "không vượt", "chưa vượt", "tiến độ", "quý", "tháng",
                                             "phấn đấu", "nếu", "dự kiến", "một số", "nhiều",
                                             NULL };
    str text = block_text(c, s->block);
    size_t word;

    if (!plan_words_near(text, at, end, met))
        return false;
    word = word_beside(text, met ? plan_misses : plan_exceeds, at, end);
    return word != SIZE_MAX &&
           !phrase_has_any(str_sub(text, word > 12 ? word - 12 : 0, word > end ? word + 60 : at),
                           otherwise);
}

static void add_plan_words(struct checker *c, const struct figure *pct, bool met)
{
    struct diag *d = diag_add(c->diags, met ? DIAG_MISSED_ABOVE : DIAG_EXCEEDS_BELOW, pct->where);

    diag_arg(d, arena_printf(c->job->arena, "%.*s%%", STRF(pct->text)));
    diag_stated(d, d->arg[0]);
}

/* "đạt 98% kế hoạch, vượt 2% kế hoạch": the two of one statement. */
static bool contradicts_plan(const struct statement *s, bool met)
{
    for (uint32_t i = 0; i < s->ncompares; i++)
        if (s->compare[i].kind == (met ? CMP_SHORT : CMP_EXCEED) &&
            s->compare[i].base == BASE_PLAN && s->compare[i].amount.has_value &&
            s->compare[i].amount.value.coef > 0)
            return true;
    return false;
}

/* "vượt kế hoạch, đạt 97,5%"; "chưa đạt kế hoạch (104,5%)". */
static void check_plan_words(struct checker *c, const struct statement *s)
{
    dec hundred = { 100, 0 }, nearly = { NEARLY_MET, 0 };
    uint32_t at = flow_at(c, s->block, s->plan_pct->text);
    bool met = dec_cmp(s->plan_pct->value, hundred) >= 0;

    if (at == UINT32_MAX || (!met && c->report->period.kind != PERIOD_YEAR &&
                             dec_cmp(s->plan_pct->value, nearly) < 0))
        return;
    checked(c, s->plan_pct);
    if ((dec_cmp(s->plan_pct->value, hundred) != 0 && contradicts_plan(s, met)) ||
        plan_told_otherwise(c, s, at, at + s->plan_pct->text.len, met))
        add_plan_words(c, s->plan_pct, met);
}

/* "đạt 120/130 ha, vượt kế hoạch". */
static void check_plan_fraction(struct checker *c, const struct statement *s)
{
    uint32_t at = flow_at(c, s->block, s->value.text);
    uint32_t end = flow_at(c, s->block, s->whole->text);
    bool met = dec_cmp(s->value.value, s->whole->value) >= 0;
    struct diag *d;

    if (at == UINT32_MAX || end == UINT32_MAX || end < at || !s->value.has_value ||
        !plan_told_otherwise(c, s, at, end + s->whole->text.len, met))
        return;
    d = diag_add(c->diags, met ? DIAG_MISSED_ABOVE : DIAG_EXCEEDS_BELOW, s->value.where);
    diag_arg(d, arena_printf(c->job->arena, "%.*s/%.*s", STRF(s->value.text),
                             STRF(s->whole->text)));
    diag_stated(d, d->arg[0]);
}

static bool is_percent(const struct comparison *k)
{
    return k->amount.has_value && k->unit.class == UNIT_PERCENT;
}

/* "bằng 105% so với cùng kỳ, giảm 5%": against the same base the two tell one change. */
static void check_equal_words(struct checker *c, const struct statement *s)
{
    dec hundred = { 100, 0 };

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *e = &s->compare[i];
        int side = e->kind == CMP_EQUAL && is_percent(e) ? dec_cmp(e->amount.value, hundred) : 0;

        for (uint32_t k = 0; side && k < s->ncompares; k++) {
            const struct comparison *q = &s->compare[k];
            struct diag *d;

            if (q->kind != (side > 0 ? CMP_DECREASE : CMP_INCREASE) || !is_percent(q) ||
                q->base != e->base || q->base == BASE_NONE || q->base_year != e->base_year ||
                q->amount.value.coef == 0)
                continue;
            d = diag_add(c->diags, DIAG_UP_AND_DOWN, q->amount.where);
            diag_arg(d, e->amount.text);
            diag_arg(d, q->amount.text);
            diag_arg(d, q->kind == CMP_DECREASE ? STR("giảm") : STR("tăng"));
            diag_stated(d, arena_printf(c->job->arena, "%.*s%%", STRF(q->amount.text)));
        }
    }
}

/* "gấp 0,8 lần": what is less than once is no multiple. */
static void check_times(struct checker *c, const struct statement *s)
{
    dec one = { 1, 0 };

    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *k = &s->compare[i];
        uint32_t at;
        struct diag *d;

        if (!k->amount.has_value || k->kind != CMP_INCREASE ||
            !str_eq(k->unit_text, STR("lần")) || dec_cmp(k->amount.value, one) >= 0)
            continue;
        at = flow_at(c, s->block, k->amount.text);
        if (at == UINT32_MAX || !phrase_before(block_text(c, s->block), at, "gấp"))
            continue;
        d = diag_add(c->diags, DIAG_TIMES_BELOW_ONE, k->amount.where);
        diag_arg(d, k->amount.text);
        diag_stated(d, k->amount.text);
    }
}

void check_sign_words(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->doc->nblocks; i++)
        if (c->report->doc->block[i].kind != BLOCK_TABLE)
            check_said(c, &c->report->doc->block[i], &c->signs[i]);
    for (uint32_t i = 0; i < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];

        if (s->row >= 0)
            continue;
        if (s->plan_pct->has_value && !s->plan_pct->is_range)
            check_plan_words(c, s);
        if (s->whole->has_value && s->whole_is_plan)
            check_plan_fraction(c, s);
        if (s->ncompares) {
            check_equal_words(c, s);
            check_times(c, s);
        }
    }
}
