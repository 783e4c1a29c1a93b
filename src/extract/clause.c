/* clause.c -- the statements of one block of prose.
 *
 * One walk over the tokens. Each number is told by the verb that governs it:
 *
 *   level    = name ("đạt" | "là" | "có" | "ước" ...) number unit
 *   change   = ("tăng" | "giảm" | "cao hơn" | "thấp hơn" | "vượt" | "gấp") number unit [base]
 *   plan     = ("đạt" | "bằng") number "%" plan
 *   ratio    = ("đạt" | "bằng") number "%" base          61,25% so với cùng kỳ: a level of the base
 *   share    = "chiếm" number "%"
 *   a/b      = number [unit] "/" number unit
 *
 * A change or percentage without a name of its own belongs to the figure
 * before it; with one ("dịch vụ tăng 1,42%") it is a statement of growth
 * alone. A base told once at the end of a chain holds for the whole chain. */
#include "extract/clause.h"

#include "extract/name.h"

#include <string.h>

enum { OPEN_CHANGES = 64 };

/* What governs a number. */
enum governor { GOV_NONE, GOV_LEVEL, GOV_REACH, GOV_CHANGE, GOV_SHARE };

struct governed {
    enum governor by;
    enum compare_kind change;
    uint32_t verb;              /* where the governing words begin */
    enum hedge hedge;
    str hedge_text;
    bool times;                 /* gấp */
};

struct list {
    int32_t total;              /* the statement the parts belong to */
    enum part_kind kind;
    uint32_t group;
    bool bracket;
};

struct walk {
    struct scan *s;
    const struct setting *at;
    struct statements *out;
    str topic;                  /* the block's label */
    uint32_t done;              /* tokens before this are used up by figures */
    int32_t cur;                /* the statement that changes attach to */
    int32_t last;               /* the last level of the block, or NO_STATEMENT */
    struct list list, outer;    /* the running list of parts, and the one it stands in */
    period period;              /* told in this sentence, or inherited */
    str period_text;
    bool period_sticks;         /* a cut-off date holds for the block */
    str place, home;            /* of the figure; where the block stands without one */
    bool estimate, target;
    bool front;                 /* the sentence began with its base: "So với cùng kỳ tăng" */
    bool brackets;              /* inside ( ) */
    uint32_t bracket_at;        /* where it opened, in the text; 0 outside */
    uint32_t sentence_from;
    /* changes of this sentence still without a base: statement and index */
    struct { int32_t statement; uint32_t compare; } open[OPEN_CHANGES];
    uint32_t nopen;
    struct base shared;         /* the last base of the block */
};

static struct statement *statement_at(struct walk *w, int32_t i)
{
    return &w->out->s[i];
}

/* -- figures ------------------------------------------------------------- */

static struct figure figure_of(const struct walk *w, uint32_t i)
{
    const struct token *t = &w->s->t[i];
    enum figure_form form = t->form == NUMBER_DOT_DECIMAL   ? FIGURE_DOT_DECIMAL
                          : t->form == NUMBER_BLANK_INSIDE ? FIGURE_BLANK_INSIDE
                          : t->form == NUMBER_TWO_COMMAS   ? FIGURE_TWO_COMMAS : FIGURE_PLAIN;

    return (struct figure){
        .text = str_sub(w->s->text, t->at, t->end),
        .where = flow_span(&w->at->block->flow, t->at, t->end),
        .value = t->value,
        .other = t->other,
        .has_value = t->has_value,
        .has_other = t->has_other,
        .form = form,
    };
}

static bool is_hedge(const struct scan *s, uint32_t i, enum hedge *hedge)
{
    switch (scan_word(s, i)) {
    case W_TREN:   *hedge = HEDGE_OVER; return true;
    case W_HON:
        *hedge = HEDGE_OVER;
        return i == 0 || (scan_word(s, i - 1) != W_CAO && scan_word(s, i - 1) != W_THAP &&
                          scan_word(s, i - 1) != W_NHIEU && scan_word(s, i - 1) != W_IT);
    case W_GAN:    *hedge = HEDGE_NEARLY; return true;
    case W_KHOANG: case W_CHUNG_ABOUT: *hedge = HEDGE_ABOUT; return true;
    case W_XI:     *hedge = HEDGE_ABOUT; return true;
    case W_NHAT:   *hedge = HEDGE_AT_LEAST; return i > 0 && scan_word(s, i - 1) == W_IT;
    case W_THIEU:  *hedge = HEDGE_AT_LEAST; return i > 0 && scan_word(s, i - 1) == W_TOI;
    case W_DUOI:   *hedge = HEDGE_AT_MOST; return true;
    case W_DA:     *hedge = HEDGE_AT_MOST; return i > 0 && scan_word(s, i - 1) == W_TOI;
    default:       return false;
    }
}

static uint32_t plan_words_before(const struct scan *s, uint32_t k, uint32_t lo)
{
    if (k >= lo + 1 && PHRASE(s, k - 1, W_KE, W_HOACH))
        return 2;
    if (k >= lo + 1 && PHRASE(s, k - 1, W_DU, W_TOAN))
        return 2;
    if (k >= lo + 1 && (PHRASE(s, k - 1, W_CHI, W_TIEU) || PHRASE(s, k - 1, W_MUC, W_TIEU)))
        return 2;
    return 0;
}

/* Looks back from number i, not before lo, for the verb that governs it. */
static struct governed govern(const struct scan *s, uint32_t i, uint32_t lo)
{
    struct governed g = { .by = GOV_NONE, .verb = i };
    bool down_to = false;       /* còn, xuống, lên, từ ...: the number is a level */
    bool is_span = i + 2 < s->n && scan_is_mark(s, i + 1, '-') && scan_is_number(s, i + 2);

    for (uint32_t k = i; k-- > lo;) {
        enum hedge hedge;
        uint32_t plan;

        if (is_hedge(s, k, &hedge)) {
            if (g.hedge == HEDGE_NONE) {
                g.hedge = hedge;
                g.hedge_text = scan_text(s, k, k + 1);
            }
            g.verb = k;
            continue;
        }
        switch (scan_word(s, k)) {
        case W_TANG:
            if (down_to) {
                g.by = GOV_LEVEL;
                g.verb = k;
                return g;
            }
            g.by = GOV_CHANGE;
            g.change = CMP_INCREASE;
            g.verb = k;
            return g;
        case W_GIAM:
            g.by = down_to ? GOV_LEVEL : GOV_CHANGE;
            g.change = CMP_DECREASE;
            g.verb = k;
            return g;
        case W_VUOT: case W_HUT:
            g.by = GOV_CHANGE;
            g.change = scan_word(s, k) == W_VUOT ? CMP_EXCEED : CMP_SHORT;
            g.verb = k;
            return g;
        case W_GAP:
            g.by = GOV_CHANGE;
            g.change = CMP_INCREASE;
            g.times = true;
            g.verb = k > lo && scan_word(s, k - 1) == W_TANG ? k - 1 : k;
            return g;
        case W_HON:             /* cao hơn, thấp hơn: plain "hơn" was a hedge */
            g.by = GOV_CHANGE;
            g.change = scan_word(s, k - 1) == W_CAO || scan_word(s, k - 1) == W_NHIEU
                     ? CMP_INCREASE : CMP_DECREASE;
            g.verb = k - 1;
            return g;
        case W_DAT: case W_BANG:
            g.by = GOV_REACH;
            g.verb = k;
            return g;
        case W_CHIEM:
            g.by = GOV_SHARE;
            g.verb = k;
            return g;
        case W_CON: case W_XUONG: case W_LEN:
            down_to = true;
            g.by = GOV_LEVEL;
            g.verb = k;
            continue;
        case W_LA: case W_CO: case W_DUOC: case W_UOC: case W_CHO: case W_DEN: case W_VOI:
        case W_TOI_REACH:
            g.by = GOV_LEVEL;
            g.verb = k;
            continue;
        case W_TU:              /* "giảm từ 47,11% xuống"; "tăng từ 3-5%" is a change */
            down_to |= !is_span;
            g.verb = k;
            continue;
        case W_CHI: case W_CUNG: case W_XAP: case W_TOI: case W_IT:
        case W_DA_DONE: case W_HIEN: case W_THUC: case W_DU: case W_KIEN: case W_THEM:
            g.verb = k;
            continue;
        case W_BINH: case W_QUAN:
            continue;
        case W_LE:
            if (k > lo && (scan_word(s, k - 1) == W_TY || scan_word(s, k - 1) == W_TI)) {
                k--;
                continue;
            }
            return g;
        case W_HOACH: case W_TOAN: case W_TIEU:
            plan = plan_words_before(s, k, lo);
            if (plan && k >= lo + plan && scan_word(s, k - plan) == W_VUOT) {
                k -= plan - 1;
                continue;
            }
            return g;
        default:
            return g;
        }
    }
    return g;
}

/* -- numbers that are no figures ------------------------------------------ */

static bool is_document_word(const struct scan *s, uint32_t i)
{
    return PHRASE(s, i, W_NGHI, W_QUYET) || PHRASE(s, i, W_QUYET, W_DINH) ||
           PHRASE(s, i, W_CHI, W_THI) || PHRASE(s, i, W_NGHI, W_DINH) ||
           PHRASE(s, i, W_CONG, W_VAN) || PHRASE(s, i, W_CONG, W_DIEN_WIRE) ||
           PHRASE(s, i, W_KET, W_LUAN) || PHRASE(s, i, W_DE, W_AN) ||
           PHRASE(s, i, W_CHUONG, W_TRINH) || PHRASE(s, i, W_VAN, W_BAN) ||
           PHRASE(s, i, W_HUONG, W_DAN) || PHRASE(s, i, W_BAO, W_CAO) ||
           PHRASE(s, i, W_KE, W_HOACH) || PHRASE(s, i, W_THONG, W_BAO) ||
           PHRASE(s, i, W_TO, W_TRINH) || scan_word(s, i) == W_LUAT ||
           (scan_word(s, i) == W_THONG && i + 1 < s->n && s->t[i + 1].fold.len == 3);
}

/* "01/NQ-CP", "06/2025/QĐ-UBND", "68-NQ/TW": the end of it, or i. */
static uint32_t document_number(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1;
    bool letters = false;

    while (k < s->n && s->t[k].glued &&
           (s->t[k].kind != TOKEN_MARK || strchr("/-&.", (char)s->t[k].word))) {
        if (s->t[k].kind == TOKEN_WORD) {
            /* capitals or QĐ: an issuer's sign, no unit */
            if (!s->t[k].upper || scan_word(s, k) == W_KH)
                letters |= scan_word(s, k) == W_KH && k + 1 < s->n && s->t[k + 1].glued;
            else
                letters = true;
            if (!s->t[k].upper)
                break;
        }
        k++;
    }
    if (!letters)
        return i;
    while (k > i && s->t[k - 1].kind == TOKEN_MARK)
        k--;
    return scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, '-') ? k : i;
}

/* Is number i a name, a date, an ordinal ...? Its end, or i for a figure. */
static uint32_t not_a_figure(const struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    uint32_t end = document_number(s, i);
    uint16_t before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;

    if (end > i)
        return end;
    if (s->note[i] & NOTE_TIME)
        return i + 1;
    /* (1), 1), a sentence's own number */
    if (scan_is_mark(s, i + 1, ')') && (i == 0 || scan_is_mark(s, i - 1, '(')) && !s->t[i].padded &&
        scan_integer(s, i) >= 0 && scan_integer(s, i) < 40)
        return i + 2;
    if (i == w->sentence_from && scan_is_mark(s, i + 1, '.') && s->t[i + 1].glued)
        return i + 2;
    /* 3G, 4G; COVID-19 */
    if (i + 1 < s->n && s->t[i + 1].glued && s->t[i + 1].kind == TOKEN_WORD &&
        s->t[i + 1].fold.len == 1 && s->t[i + 1].upper)
        return i + 2;
    if (i > 0 && s->t[i].glued && s->t[i - 1].kind == TOKEN_MARK && s->t[i - 1].word == '-' &&
        s->t[i - 1].glued && i > 1 && s->t[i - 2].kind == TOKEN_WORD)
        return i + 1;
    /* map scales: 1/500, 1:5000 */
    if (scan_integer(s, i) == 1 && (scan_is_mark(s, i + 1, '/') || scan_is_mark(s, i + 1, ':')) &&
        s->t[i + 1].glued && scan_is_number(s, i + 2) && i > 0 && before == W_LE)
        return i + 3;
    switch (before) {
    case W_SO_COUNT:
        for (uint32_t back = 2; back <= 6 && back <= i; back++)
            if (is_document_word(s, i - back))
                return i + 1;
        break;
    case W_THU_ORD:
        return scan_is_mark(s, i + 1, '/') ? i : i + 1;     /* xếp thứ 40/63 */
    case W_KHOA: case W_DIEU:
        return i + 1;
    case W_LOP: case W_CAP: case W_LOAI: case W_VONG: case W_TO_GROUP: case W_DO_LEVEL: case W_NHOM: case W_THON: case W_BAN: case W_KM: case W_BUOC:
    case W_BIEU: case W_BANG_TABLE: case W_TRANG: case W_KHU: case W_VUC: case W_DOAN: case W_LUC: case W_LO: case W_KHOAN: case W_HANG: case W_MUC_LEVEL: {
        unit u;
        str text;

        if (before == W_HANG && scan_is_mark(s, i + 1, '/'))
            break;
        /* a unit of its own tells a figure: "cấp 1.227 suất" */
        if (scan_unit(s, i + 1, &u, &text) == i + 1 || u.class == UNIT_COUNT)
            if (!s->t[i].padded && s->t[i].value.scale == 0 && s->t[i].value.coef < 100)
                return i + 1;
        break;
    }
    case W_NAM: case W_NGAY: case W_THANG:
        if (scan_integer(s, i) >= 0 && s->t[i].value.scale == 0)
            return i + 1;
        break;
    case W_AN: case W_TRINH: case W_QUYET: case W_THI: case W_DINH:
        if (i >= 2 && is_document_word(s, i - 2)) {
            unit u;
            str text;

            if (s->t[i].padded || scan_unit(s, i + 1, &u, &text) == i + 1 || before != W_TRINH)
                return i + 1;
        }
        break;
    default:
        break;
    }
    if (i > 0 && s->t[i - 1].kind == TOKEN_WORD && before == W_OTHER && s->t[i - 1].upper &&
        s->t[i].value.scale == 0 && s->t[i].value.coef < 1000) {
        unit u;
        str text;

        /* "Huổi Chan 1", "Quốc lộ 12", "DOC 21": the number ends a name */
        if (scan_unit(s, i + 1, &u, &text) == i + 1)
            return i + 1;
    }
    return i;
}

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

/* -- making statements ----------------------------------------------------- */

/* A time told right behind the figure is the figure's: "42,8% năm 2020". */
static void take_time_behind(struct walk *w, int32_t index, uint32_t from)
{
    const struct scan *s = w->s;

    for (size_t k = 0; k < s->ntimes; k++)
        if (s->time[k].from == from && !(s->note[from] & NOTE_USED) &&
            s->time[k].period.kind != PERIOD_TERM) {
            statement_at(w, index)->period = s->time[k].period;
            statement_at(w, index)->period_text = s->time[k].text;
        }
}

static int32_t add_statement(struct walk *w, uint32_t i)
{
    struct statements *out = w->out;
    struct statement *st = arena_push(out->arena, out->s, out->n, out->cap);

    *st = (struct statement){
        .parent = NO_STATEMENT,
        .block = w->at->index,
        .sentence = out->sentences,
        .clause = out->clauses,
        .at = w->s->t[i].at,
        .end = w->s->t[i].end,
        .row = -1, .col = -1,
        .period = w->period,
        .period_text = w->period_text,
        .area = w->place,
        .kind = w->target ? KIND_TARGET : w->estimate ? KIND_ESTIMATE : KIND_ACTUAL,
        .rule = "level",
    };
    return (int32_t)(out->n - 1);
}

/* What the words before a figure tell of its time, place and kind. */
static void take_context(struct walk *w, uint32_t from, uint32_t to)
{
    const struct scan *s = w->s;

    for (size_t k = 0; k < s->ntimes; k++) {
        const struct mention *m = &s->time[k];

        if (m->from < from || m->to > to || (s->note[m->from] & NOTE_USED))
            continue;
        if (m->period.kind == PERIOD_TERM && w->period.kind != PERIOD_NONE)
            continue;           /* terms name programmes more often than periods */
        if (m->period.open && w->period_sticks && w->period.day)
            continue;           /* "lũy kế" up to the cut-off already told */
        w->period = m->period;
        w->period_text = m->text;
        w->period_sticks = m->period.day != 0 || m->period.open ||
                           m->period.kind == PERIOD_SCHOOL_YEAR;
    }
    for (size_t k = 0; k < s->nplaces; k++) {
        const struct mention *m = &s->place[k];

        if (m->from >= from && m->to <= to)
            w->place = m->several || str_eq(m->text, s->home) ? w->home : m->text;
    }
    for (uint32_t i = from; i < to; i++) {
        if (scan_word(s, i) == W_UOC)
            w->estimate = true;
        if (scan_word(s, i) == W_DU && scan_word(s, i + 1) == W_KIEN)
            w->estimate = true;
        if (scan_word(s, i) == W_PHAN && scan_word(s, i + 1) == W_DAU_STRIVE)
            w->target = true;
    }
}

/* A place told behind the figures of a clause: "147 ca mắc tại Trường ..., xã Pá
 * Khoang". It holds for those of the clause that have none of their own. */
static void take_place_behind(struct walk *w, int32_t index, uint32_t from)
{
    const struct scan *s = w->s;
    bool at = false;

    for (uint32_t k = from; k < s->n && k - from < 24; k++) {
        if (scan_is_mark(s, k, ';') || scan_is_mark(s, k, ')') || scan_is_mark(s, k, '(') ||
            (scan_is_mark(s, k, '.') && !s->t[k].glued))
            return;
        if (scan_is_number(s, k) && s->t[k].has_value && k + 1 < s->n && !at)
            return;
        at |= scan_word(s, k) == W_TAI || scan_word(s, k) == W_O;
        if (!at || !(s->note[k] & NOTE_PLACE))
            continue;
        for (size_t m = 0; m < s->nplaces; m++) {
            const struct mention *p = &s->place[m];

            if (p->from != k || p->several || str_eq(p->text, s->home))
                continue;
            for (size_t i = w->out->n; i-- > 0 && w->out->s[i].clause == w->out->s[index].clause;)
                if (w->out->s[i].at >= w->bracket_at &&
                    (w->out->s[i].area.len == 0 || str_eq(w->out->s[i].area, w->at->place)))
                    w->out->s[i].area = p->text;
            return;
        }
        if (scan_is_mark(s, k + 1, '.'))
            return;
    }
}

static str name_of(const struct walk *w, int32_t i)
{
    return i == NO_STATEMENT ? (str){ NULL, 0 } : w->out->s[i].indicator;
}

/* Names the statement; gives the token behind the words that name it. */
static uint32_t name_statement(struct walk *w, int32_t index, uint32_t i, uint32_t verb,
                               uint32_t unit_from, uint32_t unit_to, bool share)
{
    struct statement *st = statement_at(w, index);
    const struct statement *total = w->list.total != NO_STATEMENT
                                  ? statement_at(w, w->list.total) : NULL;
    uint32_t words, end;
    bool attached = false;

    for (uint32_t k = w->done; k < verb && k < w->done + 3; k++)
        attached |= scan_word(w->s, k) == W_VOI;
    name_subject(w->s, w->done, verb, &words);

    struct name_request r = {
        .from = w->done,
        .to = verb,
        .number = i,
        .unit_from = unit_from,
        .unit_to = unit_to,
        .behind_to = w->s->n,
        .unit = st->unit,
        .topic = w->topic,
        .before = name_of(w, w->last),
        .total = total ? total->indicator : (str){ NULL, 0 },
        .total_unit = total ? total->unit_text : (str){ NULL, 0 },
        .share = share,
        .attached = attached && words > 0 && words <= 5,
    };

    st->indicator = name_make(w->s, &r, &st->name, &end);
    /* a figure without a word of its own in the unit of the one before it is the
     * same indicator at another time: "từ 47,11% xuống còn 42,8%" */
    if (words == 0 && st->name.len == 0 && w->last != NO_STATEMENT && !r.share &&
        w->last != index && unit_same_base(statement_at(w, w->last)->unit, st->unit))
        st->indicator = name_of(w, w->last);
    return end;
}

static void attach_base(struct comparison *c, const struct base *b, bool shared)
{
    c->base = b->kind;
    c->base_text = b->text;
    c->base_year = b->year;
    c->base_shared = shared;
}

/* A base told at the end holds for the changes before it in the sentence. */
static void close_chain(struct walk *w, const struct base *b)
{
    for (uint32_t k = 0; k < w->nopen; k++) {
        struct statement *st = statement_at(w, w->open[k].statement);

        attach_base(&st->compare[w->open[k].compare], b, true);
    }
    w->nopen = 0;
    w->shared = *b;
}

/* Adds the change to statement `index`; a change too many gets none. */
static void add_change(struct walk *w, int32_t index, struct comparison c, uint32_t end)
{
    struct statement *st = statement_at(w, index);

    if (st->ncompares == STATEMENT_COMPARES)
        return;
    if (c.base == BASE_NONE && w->nopen < OPEN_CHANGES) {
        w->open[w->nopen].statement = index;
        w->open[w->nopen++].compare = st->ncompares;
    }
    st->compare[st->ncompares++] = c;
    if (end > 0 && st->end < w->s->t[end - 1].end)
        st->end = w->s->t[end - 1].end;
}

/* The last level of this block in a unit that amounts of `u` add to: "So với
 * cùng kỳ tăng 03 trường; tăng 36 lớp" goes back to schools and classes. */
static int32_t level_in_unit(const struct walk *w, unit u)
{
    for (size_t i = w->out->n; i-- > 0;) {
        const struct statement *st = &w->out->s[i];

        if (st->block != w->at->index)
            break;
        if (st->value.has_value && unit_same_base(st->unit, u) && u.class != UNIT_PERCENT &&
            st->ncompares < STATEMENT_COMPARES)
            return (int32_t)i;
    }
    return NO_STATEMENT;
}

/* The statement a change or percentage belongs to: the current one when the
 * words before its verb name nothing new, else a new one without a level. */
static int32_t owner_of(struct walk *w, uint32_t i, uint32_t verb, unit u)
{
    uint32_t words;
    str subject = name_subject(w->s, w->done, verb, &words);
    int32_t same = words == 0 ? level_in_unit(w, u) : NO_STATEMENT;

    if (w->cur != NO_STATEMENT && words == 0)
        return w->front && same != NO_STATEMENT ? same : w->cur;
    if (same != NO_STATEMENT)
        return same;
    take_context(w, w->done, i);

    int32_t index = add_statement(w, i);
    struct statement *st = statement_at(w, index);

    st->unit = (unit){ UNIT_NONE, 0, 0, false };
    st->rule = "growth";
    st->parent = w->list.total;
    st->part = w->list.total != NO_STATEMENT ? w->list.kind : PART_NONE;
    st->part_group = w->list.total != NO_STATEMENT ? w->list.group : 0;
    if (words == 0 && w->last != NO_STATEMENT) {
        st->indicator = name_of(w, w->last);
        st->name = subject;
        st->certainty = CLASS_C;
    } else {
        name_statement(w, index, i, verb, i, i, false);
        statement_at(w, index)->certainty = CLASS_B;
    }
    w->cur = index;
    return index;
}

/* -- the kinds of figures -------------------------------------------------- */

struct amount {
    uint32_t i, end;            /* the number, behind its unit */
    uint32_t upper;             /* the second number of a range, or 0 */
    uint32_t unit_from;
    unit unit;
    str unit_text;
    struct governed g;
};

static uint32_t read_change(struct walk *w, const struct amount *a)
{
    struct base b = { 0 };
    struct comparison c = {
        .kind = a->g.change,
        .amount = figure_of(w, a->i),
        .unit = a->unit,
        .unit_text = a->unit_text,
        .in_brackets = w->brackets,
    };
    uint32_t end = scan_base(w->s, a->end, &b);

    if (a->upper) {
        c.amount.is_range = true;
        c.amount.upper = w->s->t[a->upper].value;
    }
    c.amount.hedge = a->g.hedge;
    c.amount.hedge_text = a->g.hedge_text;
    if (end == a->end)
        end = scan_plan(w->s, a->end, &b);
    if (end == a->end && a->g.verb > 2) {
        /* "vượt kế hoạch 2,3%": the plan stands between */
        for (uint32_t k = a->g.verb; k + 1 < a->i && b.kind == BASE_NONE; k++)
            if (scan_plan(w->s, k, &b) <= k)
                b.kind = BASE_NONE;
    }
    scan_mark(w->s, a->end, end, NOTE_USED);

    int32_t owner = owner_of(w, a->i, a->g.verb, a->unit);

    if (end > a->end || b.kind != BASE_NONE) {
        attach_base(&c, &b, false);
        add_change(w, owner, c, end);
        close_chain(w, &b);
    } else {
        add_change(w, owner, c, end);
    }
    w->done = end;
    return end;
}

/* The b of a/b against a plan is the plan, stated. */
static void state_plan(struct walk *w, int32_t of)
{
    struct statement *st = arena_push(w->out->arena, w->out->s, w->out->n, w->out->cap);
    const struct statement *a = statement_at(w, of);

    *st = *a;
    st->value = a->whole;
    st->whole = st->whole_pct = st->plan_pct = st->share = (struct figure){ 0 };
    st->ncompares = 0;
    st->kind = KIND_PLAN;
    st->parent = NO_STATEMENT;
    st->part = PART_NONE;
    st->part_group = 0;
    if (a->period.kind == PERIOD_MONTHS || a->period.kind == PERIOD_MONTH) {
        st->period = (period){ .kind = PERIOD_YEAR, .year = a->period.year,
                               .from_year = a->period.year };
        st->period_text = (str){ NULL, 0 };
    }
    st->indicator = arena_printf(w->s->arena, "Kế hoạch %.*s", STRF(a->indicator));
    st->rule = "fraction plan";
    statement_at(w, of)->whole_is_plan = true;
}

static uint32_t read_plan(struct walk *w, const struct amount *a, uint32_t end)
{
    int32_t owner = owner_of(w, a->i, a->g.verb, a->unit);
    struct statement *st = statement_at(w, owner);

    scan_mark(w->s, a->end, end, NOTE_USED);
    st->plan_pct = figure_of(w, a->i);
    st->plan_pct.hedge = a->g.hedge;
    if (end > 0 && st->end < w->s->t[end - 1].end)
        st->end = w->s->t[end - 1].end;
    if (st->whole.has_value && !st->whole_pct.has_value) {
        st->whole_pct = st->plan_pct;
        state_plan(w, owner);
    }
    w->done = end;
    return end;
}

static uint32_t read_ratio(struct walk *w, const struct amount *a, const struct base *b,
                           uint32_t end)
{
    int32_t owner = owner_of(w, a->i, a->g.verb, a->unit);
    struct comparison c = {
        .kind = CMP_EQUAL,
        .amount = figure_of(w, a->i),
        .unit = a->unit,
        .unit_text = a->unit_text,
        .in_brackets = w->brackets,
    };

    scan_mark(w->s, a->end, end, NOTE_USED);
    attach_base(&c, b, false);
    add_change(w, owner, c, end);
    close_chain(w, b);
    w->done = end;
    return end;
}

/* A second number behind "-" or "đến": its token, or 0. */
static uint32_t range_end(const struct scan *s, uint32_t i)
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

/* "xếp hạng 44/63", "đứng thứ 27/63": moves *verb to the rank's words. */
static bool is_rank(const struct scan *s, uint32_t *verb, uint32_t i)
{
    for (uint32_t k = *verb > 4 ? *verb - 4 : 0; k < i; k++) {
        if (!PHRASE(s, k, W_XEP, W_HANG) && !PHRASE(s, k, W_XEP, W_THU_ORD) &&
            !PHRASE(s, k, W_DUNG, W_THU_ORD) && !(scan_word(s, k) == W_XEP && k + 1 == i))
            continue;
        *verb = k < *verb ? k : *verb;
        return true;
    }
    return false;
}

/* The percentage of an a/b just read: "(đạt 72,54%)", ", đạt 72%". */
static int32_t fraction_before(const struct walk *w, uint32_t i)
{
    if (w->cur == NO_STATEMENT)
        return NO_STATEMENT;

    const struct statement *st = &w->out->s[w->cur];

    return st->whole.has_value && !st->whole_pct.has_value && i - w->done <= 8 ? w->cur
                                                                                : NO_STATEMENT;
}

static void join_list(struct walk *w, int32_t index)
{
    struct statement *st = statement_at(w, index);

    if (w->list.total == NO_STATEMENT || w->list.total == index)
        return;
    st->parent = w->list.total;
    st->part = w->list.kind;
    st->part_group = w->list.group;
}

/* "tử vong 01": the noun before the number counts cases. */
static bool counts_deaths(const struct scan *s, uint32_t i)
{
    return i >= 2 && str_eq(s->t[i - 1].fold, STR("vong")) && str_eq(s->t[i - 2].fold, STR("tử"));
}

/* "Kế hoạch vốn ...", "Dự toán ...": the figure is a plan. */
static bool states_plan(str indicator)
{
    return str_starts(indicator, STR("Kế hoạch")) || str_starts(indicator, STR("Dự toán")) ||
           str_starts(indicator, STR("Chỉ tiêu"));
}

/* ", đạt 99,07%" behind an amount, with no base told: of its plan. */
static bool is_bare_percent(const struct walk *w, const struct amount *a)
{
    const struct scan *s = w->s;

    if (a->unit.class != UNIT_PERCENT || a->g.by != GOV_REACH || w->cur == NO_STATEMENT ||
        (a->end < s->n && s->t[a->end].kind == TOKEN_WORD && scan_word(s, a->end) != W_VA))
        return false;

    const struct statement *of = &w->out->s[w->cur];

    return of->value.has_value && of->unit.class != UNIT_PERCENT && !of->whole.has_value &&
           !of->plan_pct.has_value && of->block == w->at->index;
}

static uint32_t read_level(struct walk *w, struct amount *a)
{
    const struct scan *s = w->s;
    uint32_t whole = whole_at(s, a->end), upper = 0, end = a->end, words, named;
    bool deaths = false;
    int32_t fraction = fraction_before(w, a->i);
    bool rank = is_rank(s, &a->g.verb, a->i);
    unit whole_unit = { 0 };
    str whole_text = { NULL, 0 };

    if (whole) {
        end = scan_unit(s, whole + 1, &whole_unit, &whole_text);
        if (a->unit.class == UNIT_NONE) {
            a->unit = whole_unit;
            a->unit_text = whole_text;
            a->unit_from = whole + 1;
        }
        a->end = end;
    } else if ((upper = range_end(s, a->i)) > 0) {
        end = scan_unit(s, upper + 1, &a->unit, &a->unit_text);
        a->unit_from = upper + 1;
        a->end = end;
        if (a->unit.class == UNIT_COUNT || a->unit.class == UNIT_NONE || a->unit.class == UNIT_SCORE) {
            w->done = w->done < end ? w->done : end;
            return end;         /* "từ 15-18 tiêu chí": describes, states nothing */
        }
    }
    if (rank) {
        a->unit = (unit){ UNIT_SCORE, 0, 0, false };
        a->unit_text = STR("hạng");
    }
    if (a->unit.class == UNIT_NONE && (deaths = counts_deaths(s, a->i))) {
        a->unit = unit_counting(STR("ca"));
        a->unit_text = STR("ca");
    }
    if (a->unit.class == UNIT_NONE && a->g.by != GOV_SHARE && a->g.by != GOV_REACH && !whole)
        return a->i + 1;
    if (a->unit.class == UNIT_TIMES && s->t[a->i].value.scale == 0)
        return end;             /* "khám thai 4 lần": no multiple of anything */
    if (is_idle_unit(w, a->i, a->unit_from, &a->g))
        return end > a->i ? end : a->i + 1;

    name_subject(s, w->done, a->g.verb, &words);
    if (words == 0 && is_bare_percent(w, a)) {
        struct statement *of = statement_at(w, w->cur);

        of->plan_pct = figure_of(w, a->i);
        of->plan_pct.hedge = a->g.hedge;
        w->done = end;
        return end;
    }
    take_context(w, w->done, a->i);

    int32_t index = add_statement(w, a->i);
    struct statement *st = statement_at(w, index);

    st->value = figure_of(w, a->i);
    st->value.hedge = a->g.hedge;
    st->value.hedge_text = a->g.hedge_text;
    st->unit = a->unit;
    st->unit_text = a->unit_text;
    st->is_rank = rank;
    if (whole) {
        st->whole = figure_of(w, whole);
        st->rule = "fraction";
    }
    if (upper) {
        st->value.is_range = true;
        st->value.upper = s->t[upper].value;
        st->rule = "range";
    }
    if (end > 0)
        st->end = s->t[end - 1].end;
    join_list(w, index);
    named = name_statement(w, index, a->i, a->g.verb, a->unit_from, a->end,
                           a->g.by == GOV_SHARE);
    st = statement_at(w, index);
    if (rank)
        st->indicator = arena_printf(s->arena, "Xếp hạng %.*s",
                                     STRF(words ? st->name : name_of(w, w->last)));
    if (deaths)
        st->indicator = arena_printf(s->arena, "Số ca tử vong %.*s", STRF(name_of(w, w->last)));
    if (states_plan(st->indicator)) {
        st->kind = KIND_PLAN;
        if (st->period.kind == PERIOD_MONTHS && st->period_text.len == 0)
            st->period = (period){ .kind = PERIOD_YEAR, .year = st->period.year,
                                   .from_year = st->period.year };
    }
    if (fraction != NO_STATEMENT && a->unit.class == UNIT_PERCENT && words == 0) {
        struct statement *of = statement_at(w, fraction);

        of->whole_pct = st->value;
        if (of->unit.class == UNIT_MEASURE || of->unit.class == UNIT_MONEY) {
            of->plan_pct = st->value;
            w->out->n--;
            state_plan(w, fraction);
            w->done = end;
            return end;
        }
        st->indicator = arena_printf(s->arena, "Tỷ lệ %.*s", STRF(of->indicator));
        st->rule = "fraction percent";
        w->done = end;
        return end;
    }
    if (a->g.by == GOV_SHARE && a->unit.class != UNIT_COUNT) {
        st->rule = "share";
        if (w->cur != NO_STATEMENT && words == 0 && statement_at(w, w->cur)->value.has_value) {
            statement_at(w, w->cur)->share = st->value;
            w->done = end;
            return end;         /* a change behind it is the amount's or the share's */
        }
    }
    take_place_behind(w, index, end);
    take_time_behind(w, index, end);
    w->cur = index;
    if (w->list.total == NO_STATEMENT || !w->list.bracket)
        w->last = index;
    w->done = named > end ? named : end;
    return end;
}

/* A number token that may be a figure; gives the next token to look at. */
static uint32_t read_number(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    uint32_t end = not_a_figure(w, i), plan, base;
    struct base b = { 0 };
    struct amount a = { .i = i, .unit_from = i + 1 };

    if (end > i)
        return end;
    if (!s->t[i].has_value)
        return i + 1;
    a.end = scan_unit(s, i + 1, &a.unit, &a.unit_text);
    a.g = govern(s, i, w->done);
    if (a.g.by == GOV_CHANGE) {
        uint32_t upper = range_end(s, i);

        if (upper)
            a.end = scan_unit(s, upper + 1, &a.unit, &a.unit_text);
        a.upper = upper;
        return read_change(w, &a);
    }
    plan = a.unit.class == UNIT_PERCENT ? scan_plan(s, a.end, &b) : a.end;
    if (plan > a.end && a.g.by != GOV_SHARE)
        return read_plan(w, &a, plan);
    if (a.unit.class == UNIT_PERCENT && a.g.by == GOV_REACH) {
        base = scan_base(s, a.end, &b);
        if (base > a.end && b.kind == BASE_PLAN)
            return read_plan(w, &a, base);
        if (base > a.end && b.kind != BASE_OTHER)
            return read_ratio(w, &a, &b, base);
    }
    return read_level(w, &a);
}

/* -- the walk -------------------------------------------------------------- */

/* "trong đó", "gồm", "bao gồm": a list of parts of the last level. */
static uint32_t open_list(struct walk *w, uint32_t i)
{
    uint32_t len = PHRASE(w->s, i, W_TRONG, W_DO);
    enum part_kind kind = PART_AMONG;
    int32_t total = w->cur != NO_STATEMENT ? w->cur : w->last;

    if (len == 0) {
        kind = PART_LIST;
        len = PHRASE(w->s, i, W_BAO, W_GOM);
        if (len == 0)
            len = PHRASE(w->s, i, W_GOM);
    }
    if (len == 0)
        return i;
    if (total == NO_STATEMENT)
        total = w->at->anchor;
    if (total == NO_STATEMENT)
        return i + len;
    w->outer = w->list;
    w->list = (struct list){ total, kind, ++w->out->groups, w->brackets };
    w->done = i + len;
    w->cur = NO_STATEMENT;
    return i + len;
}

/* Does the bracket at i hold figures with names of their own (a list of
 * parts), and not just a change or a percentage of the figure before it? */
static bool bracket_lists(const struct scan *s, uint32_t i)
{
    uint32_t numbers = 0;

    for (uint32_t k = i + 1; k < s->n && !scan_is_mark(s, k, ')'); k++) {
        uint16_t v = scan_word(s, k);

        if (k <= i + 2 && (v == W_TANG || v == W_GIAM || v == W_DAT || v == W_CHIEM ||
                           v == W_BANG || v == W_VUOT || v == W_CAO || v == W_THAP || v == W_SO || v == W_TY))
            return false;
        numbers += scan_is_number(s, k) && !(s->note[k] & NOTE_TIME);
    }
    return numbers >= 2;
}

/* "so với bình quân cả nước (50,77%)": the base's own figure. */
static bool holds_base_figure(const struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;

    return w->done == i && i > 0 && (s->note[i - 1] & NOTE_USED) && scan_is_number(s, i + 1) &&
           (scan_is_mark(s, i + 2, ')') || scan_is_mark(s, i + 3, ')'));
}

static void open_bracket(struct walk *w, uint32_t i)
{
    w->brackets = true;
    w->bracket_at = w->s->t[i].at;
    if (w->cur == NO_STATEMENT || i > w->done + 6 || !bracket_lists(w->s, i))
        return;
    if (scan_word(w->s, i + 1) == W_TRONG || scan_word(w->s, i + 1) == W_BAO ||
        scan_word(w->s, i + 1) == W_GOM)
        return;                 /* the word itself opens the list */
    w->outer = w->list;
    w->list = (struct list){ w->cur, PART_LIST, ++w->out->groups, true };
    w->done = i + 1;
    w->cur = NO_STATEMENT;
}

static void close_bracket(struct walk *w, uint32_t i)
{
    w->brackets = false;
    w->bracket_at = 0;
    if (w->list.total != NO_STATEMENT && w->list.bracket) {
        w->cur = w->list.total;
        w->list = w->outer;
        w->outer.total = NO_STATEMENT;
        w->done = i + 1;
    }
}

/* "tăng cao so với cùng kỳ (tăng 88,94%)": a change in words has its base. */
static uint32_t worded_change(struct walk *w, uint32_t i)
{
    struct base b;

    for (uint32_t k = i + 1; k < i + 4 && k < w->s->n; k++) {
        uint32_t end;

        if (w->s->t[k].kind != TOKEN_WORD)
            break;
        end = scan_word(w->s, k) == W_SO || scan_word(w->s, k) == W_CUNG
            ? scan_base(w->s, k, &b) : k;
        if (end > k) {
            w->shared = b;
            scan_mark(w->s, i, end, NOTE_USED);
            return end;
        }
    }
    return i + 1;
}

/* "So với cùng kỳ năm trước tăng 03 trường": the base before its changes. */
static uint32_t fronted_base(struct walk *w, uint32_t i)
{
    struct base b;
    uint32_t end;

    for (uint32_t k = w->done; k < i; k++)
        if (w->s->t[k].kind == TOKEN_WORD)
            return i + 1;
    end = scan_base(w->s, i, &b);
    if (end == i)
        return i + 1;
    w->shared = b;
    w->front = true;
    scan_mark(w->s, i, end, NOTE_USED);
    w->done = end;
    return end;
}

/* "xấp xỉ cùng kỳ năm trước": as much as the base, without a figure. */
static uint32_t near_base(struct walk *w, uint32_t i)
{
    struct comparison c = { .kind = CMP_EQUAL };
    struct base b;
    uint32_t from = i + 1 + (scan_word(w->s, i + 1) == W_XI), end;

    end = from > i + 1 ? scan_base(w->s, from, &b) : from;
    if (end == from || w->cur == NO_STATEMENT)
        return i + 1;
    scan_mark(w->s, i, end, NOTE_USED);
    attach_base(&c, &b, false);
    add_change(w, w->cur, c, end);
    w->done = end;
    return end;
}

static bool ends_sentence(const struct scan *s, uint32_t i)
{
    if (!scan_is_mark(s, i, '.') && !scan_is_mark(s, i, '!') && !scan_is_mark(s, i, '?'))
        return false;
    if (i + 1 >= s->n)
        return true;
    /* "TP. Điện Biên Phủ", "Tr. Viên" */
    if (i > 0 && s->t[i - 1].kind == TOKEN_WORD && s->t[i].glued &&
        (scan_word(s, i - 1) == W_TP || s->t[i - 1].end - s->t[i - 1].at == 1))
        return false;
    return !s->t[i + 1].glued &&
           (s->t[i + 1].upper || s->t[i + 1].kind != TOKEN_WORD);
}

static void end_clause(struct walk *w, uint32_t next)
{
    w->out->clauses++;
    w->cur = NO_STATEMENT;
    w->done = next;
    w->place = w->home;
}

static void end_sentence(struct walk *w, uint32_t next)
{
    /* changes that no base was told for: the block's last base is meant */
    if (w->nopen && w->shared.kind != BASE_NONE) {
        struct base b = w->shared;

        close_chain(w, &b);
    }
    w->nopen = 0;
    end_clause(w, next);
    w->out->sentences++;
    w->sentence_from = next;
    w->list = w->outer = (struct list){ .total = NO_STATEMENT };
    w->brackets = false;
    w->bracket_at = 0;
    w->estimate = w->front = false;
    w->target = w->at->target;
    w->place = w->home;
    if (!w->period_sticks) {
        w->period = w->at->period;
        w->period_text = (str){ NULL, 0 };
    }
}

str clause_label_place(const struct scan *s)
{
    for (size_t k = 0; k < s->nplaces; k++) {
        const struct mention *m = &s->place[k];

        if (m->from <= 3 && scan_is_mark(s, m->to, ':') && !m->several &&
            !str_eq(m->text, s->home))
            return m->text;
    }
    return (str){ NULL, 0 };
}

void clause_read(struct scan *s, const struct setting *at, struct statements *out)
{
    struct walk w = {
        .s = s, .at = at, .out = out,
        .cur = NO_STATEMENT, .last = NO_STATEMENT,
        .list = { .total = NO_STATEMENT }, .outer = { .total = NO_STATEMENT },
        .period = at->period,
        .period_sticks = at->period.day != 0,
        .target = at->target,
        .shared = { BASE_SAME_PERIOD, STR("cùng kỳ năm trước"), 0 },
    };
    uint32_t i, first;

    w.topic = name_label(s, 0, &first);
    w.home = clause_label_place(s);
    if (w.topic.len == 0)
        w.topic = at->topic;
    if (w.home.len == 0)
        w.home = at->place;
    w.place = w.home;
    for (i = 0; i < s->n; ) {
        if (scan_is_number(s, i)) {
            i = read_number(&w, i);
            continue;
        }
        if (ends_sentence(s, i)) {
            end_sentence(&w, ++i);
            continue;
        }
        if (scan_is_mark(s, i, ';')) {
            end_clause(&w, ++i);
            continue;
        }
        if (scan_is_mark(s, i, '(') && holds_base_figure(&w, i)) {
            i += scan_is_mark(s, i + 2, ')') ? 3 : 4;
            w.done = i;
        } else if (scan_is_mark(s, i, '('))
            open_bracket(&w, i++);
        else if (scan_is_mark(s, i, ')'))
            close_bracket(&w, i++);
        else if (scan_word(s, i) == W_TRONG || scan_word(s, i) == W_GOM ||
                 scan_word(s, i) == W_BAO) {
            uint32_t next = open_list(&w, i);

            i = next > i ? next : i + 1;
        } else if (scan_word(s, i) == W_TANG || scan_word(s, i) == W_GIAM) {
            i = worded_change(&w, i);
        } else if (scan_word(s, i) == W_SO) {
            i = fronted_base(&w, i);
        } else if (scan_word(s, i) == W_XAP) {
            i = near_base(&w, i);
        } else {
            i++;
        }
    }
    end_sentence(&w, s->n);
}
