/* walk.c -- binds figures to names, times, places, totals and bases. */
#include "extract/walk.h"

#include "extract/name.h"

/* Statements back that a place told behind the figures may hold for. */
enum {
    LEVEL_REACH = 64,
    REMARK_WORDS = 24,          /* the longest remark in brackets behind a figure */
    PLACE_REACH = 256,
    ATTACHED_WORDS = 6,         /* "với tổng số vốn đăng ký đầu tư" */
    TOTALS_REACH = 8,           /* figures in a row before a list of parts */
    NOTE_REACH = 32,            /* before the figure that a note hangs on */
    PLACE_WORDS = 24,           /* between a figure and the place behind it */
    LABEL_NAMES = 16,           /* the same, when it is a label before a colon */
    COUNTED_WORDS = 14,         /* between a figure and the time of what it counts */
    TERM_WORDS = 16             /* between a programme's noun and its term */
};

struct statement *walk_statement(struct walk *w, int32_t i)
{
    return &w->out->s[i];
}

const struct statement *walk_statement_const(const struct walk *w, int32_t i)
{
    return &w->out->s[i];
}

struct figure walk_figure(const struct walk *w, uint32_t i)
{
    const struct token *t = &w->s->t[i];
    enum figure_form form = t->form == NUMBER_DOT_DECIMAL   ? FIGURE_DOT_DECIMAL
                          : t->form == NUMBER_BLANK_INSIDE ? FIGURE_BLANK_INSIDE
                          : t->form == NUMBER_TWO_COMMAS   ? FIGURE_TWO_COMMAS
                          : t->form == NUMBER_ENGLISH      ? FIGURE_ENGLISH
                          : t->form == NUMBER_BLANK_GROUPS ? FIGURE_BLANK_GROUPS : FIGURE_PLAIN;

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

/* The period a mention tells here: "trong tháng" is the month of a cut-off day
 * told before it. */
static period period_here(const struct walk *w, const struct mention *m)
{
    period p = m->period;

    if (p.kind == PERIOD_MONTH && m->to - m->from == 2 && scan_word(w->s, m->from) == W_TRONG &&
        w->period.day) {
        p.year = p.from_year = w->period.year;
        p.month = p.from_month = w->period.month;
    }
    return p;
}

/* Words that end what a figure counts; a time behind them is not the figure's:
 * "theo kế hoạch năm 2025", "do bão năm 2024". */
static bool ends_counted(uint16_t word)
{
    switch (word) {
    case W_THEO: case W_SO: case W_VOI: case W_KE: case W_HOACH: case W_KH: case W_GIAO:
    case W_DO_CAUSE: case W_TANG: case W_GIAM: case W_DAT: case W_BANG: case W_LA: case W_CO:
    case W_TU: case W_TRUOC: case W_SAU_AFTER: case W_DE: case W_HON: case W_CHIEM: case W_VUOT:
    case W_KHI: case W_NGHI: case W_DU: case W_TRONG:
        return true;
    default:
        return false;
    }
}

/* The time of the figure whose words begin at `from`: next to it, or the year or
 * month at the end of what it counts ("32 văn bản ban hành năm 2025"). */
static const struct mention *time_behind(const struct walk *w, uint32_t from)
{
    const struct scan *s = w->s;
    size_t m = scan_mention_from(s->time, s->ntimes, from);
    const struct mention *t = m < s->ntimes ? &s->time[m] : NULL;

    if (!t || t->from - from > COUNTED_WORDS || (s->note[t->from] & NOTE_USED) ||
        t->period.kind == PERIOD_TERM)
        return NULL;
    if (t->from > from && (t->period.open || t->period.kind == PERIOD_DAY))
        return NULL;
    for (uint32_t k = from; k < t->from; k++)
        if (s->t[k].kind != TOKEN_WORD || ends_counted(s->t[k].word))
            return NULL;
    return t;
}

/* "35,2% (năm 2021)": the time is the figure's, if nothing else is in the bracket. */
static const struct mention *bracketed_time(const struct walk *w, uint32_t from)
{
    const struct scan *s = w->s;
    size_t m = scan_mention_from(s->time, s->ntimes, from);
    const struct mention *t = m < s->ntimes ? &s->time[m] : NULL;

    return t && scan_is_mark(s, from, '(') && t->from == from + 1 && scan_is_mark(s, t->to, ')') &&
           t->period.kind == PERIOD_YEAR && !t->period.open ? t : NULL;
}

void walk_take_time_behind(struct walk *w, int32_t index, uint32_t from)
{
    const struct mention *t = bracketed_time(w, from);

    if (t)
        scan_mark(w->s, t->from, t->to, NOTE_USED);
    else
        t = time_behind(w, from);
    if (!t)
        return;
    walk_statement(w, index)->period = period_here(w, t);
    walk_statement(w, index)->period_text = t->text;
    walk_statement(w, index)->own_period = true;
}

int32_t walk_add_statement(struct walk *w, uint32_t i)
{
    struct statements *out = w->out;
    struct statement *st = statements_push(out);

    *st = (struct statement){
        STATEMENT_NEW,
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

void walk_take_places(struct walk *w, uint32_t to)
{
    const struct scan *s = w->s;

    for (size_t k = scan_mention_from(s->place, s->nplaces, w->seen);
         k < s->nplaces && s->place[k].to <= to; k++) {
        const struct mention *m = &s->place[k];

        w->place = m->several ? w->home : str_eq(m->text, s->home) ? (str){ NULL, 0 } : m->text;
    }
    w->seen = to;
}

/* "Năm 2024, ...", "Trong giai đoạn 2016-2020, ...": a time that frames what
 * follows it, to the end of the block or the next such time. */
static bool frames(const struct walk *w, const struct mention *m)
{
    return m->from <= w->sentence_from + 1 && scan_is_mark(w->s, m->to, ',');
}

/* A noun before a term that names what runs for so long: "chương trình ... giai đoạn". */
static bool names_programme(const struct scan *s, uint32_t from, uint32_t to)
{
    static const char *const noun[][2] = {
        { "chương", "trình" }, { "đề", "án" },       { "dự", "án" },   { "kế", "hoạch" },
        { "nghị", "quyết" },   { "quy", "hoạch" },   { "chiến", "lược" }, { "mục", "tiêu" },
        { "quyết", "định" },   { "phong", "trào" },  { "tiêu", "chí" }, { "chuẩn", "nghèo" },
        { "nhiệm", "kỳ" },     { "trung", "hạn" },
    };

    for (uint32_t k = from; k + 1 < to; k++)
        for (size_t i = 0; i < sizeof noun / sizeof *noun; i++)
            if (str_eq(s->t[k].fold, str_from(noun[i][0])) &&
                str_eq(s->t[k + 1].fold, str_from(noun[i][1])))
                return true;
    return false;
}

/* Is a term the time of the figure behind it, "bình quân giai đoạn 2021-2025 đạt 6,8%",
 * "5 năm 2021-2025 đạt 78.600 tỷ đồng"? Most terms name programmes. */
static bool tells_span(const struct walk *w, const struct mention *m)
{
    const struct scan *s = w->s;
    uint32_t from = m->from > w->sentence_from + TERM_WORDS ? m->from - TERM_WORDS
                                                            : w->sentence_from;

    if (m->from == 0 || (scan_word(s, m->from) != W_GIAI && !scan_is_number(s, m->from - 1)))
        return false;
    if (scan_word(s, m->from - 1) == W_QUAN && scan_word(s, m->from - 2) == W_BINH)
        return true;
    switch (scan_word(s, m->to)) {
    case W_DAT: case W_UOC: case W_LA: case W_TANG: case W_GIAM: case W_BINH: case W_CON:
        return !names_programme(s, from, m->from);
    default:
        return false;
    }
}

static void take_times(struct walk *w, uint32_t from, uint32_t to)
{
    const struct scan *s = w->s;

    for (size_t k = scan_mention_from(s->time, s->ntimes, from);
         k < s->ntimes && s->time[k].to <= to; k++) {
        const struct mention *m = &s->time[k];

        if (s->note[m->from] & NOTE_USED)
            continue;
        if (m->period.kind == PERIOD_TERM && w->period.kind != PERIOD_NONE &&
            m->from > w->sentence_from + 1 && scan_word(s, m->from) != W_TU &&
            !tells_span(w, m))
            continue;           /* terms name programmes more often than periods */
        if (m->period.open && w->period_sticks && w->period.day)
            continue;           /* "lũy kế" up to the cut-off already told */
        w->period = period_here(w, m);
        w->period_text = m->text;
        w->period_sticks = m->period.day != 0 || m->period.open ||
                           m->period.kind == PERIOD_SCHOOL_YEAR || frames(w, m);
    }
}

/* Takes up what the words of [from, to) tell of the kind of what follows. They are asked
 * for again at each bracket and figure: those looked through are not looked at twice. */
static void take_kind(struct walk *w, uint32_t from, uint32_t to)
{
    const struct scan *s = w->s;
    uint32_t i = from < w->kind_from ? from : from < w->kind_to ? w->kind_to : from;

    for (; i < to; i++)
        switch (scan_word(s, i)) {
        case W_UOC:
            w->estimate = true;
            break;
        case W_DU:
            w->estimate |= scan_word(s, i + 1) == W_KIEN;
            break;
        case W_PHAN:
            w->target |= scan_word(s, i + 1) == W_DAU_STRIVE;
            break;
        default:
            break;
        }
    w->kind_from = from;
    w->kind_to = to;
}

void walk_take_context(struct walk *w, uint32_t from, uint32_t to)
{
    take_times(w, from, to);
    walk_take_places(w, to);
    take_kind(w, from, to);
}

/* The place at token k, if it is one of the figures' own, else NULL. */
static const struct mention *own_place(const struct walk *w, uint32_t k)
{
    const struct scan *s = w->s;
    size_t m = scan_mention_from(s->place, s->nplaces, k);

    if (m >= s->nplaces || s->place[m].from != k || s->place[m].several ||
        str_eq(s->place[m].text, s->home))
        return NULL;
    return &s->place[m];
}

/* Is there just the place in the bracket at k: "3 vụ (huyện Sông Mã)"? */
static const struct mention *bracketed_place(const struct walk *w, uint32_t k)
{
    const struct mention *p = scan_is_mark(w->s, k, '(') ? own_place(w, k + 1) : NULL;

    return p && scan_is_mark(w->s, p->to, ')') ? p : NULL;
}

/* Is the place of statement `index` its label: "Phù Yên: 3 xã", "Phù Yên 3 xã"? */
static bool is_labelled(const struct walk *w, int32_t index, uint32_t from)
{
    const struct scan *s = w->s;
    uint32_t at = walk_statement_const(w, index)->at, i = from;

    while (i > 0 && s->t[i - 1].at >= at)
        i--;
    i -= i > 0 && scan_is_mark(s, i - 1, ':');
    return i > 0 && (s->note[i - 1] & NOTE_PLACE) != 0;
}

/* "01 ổ dịch Trường tiểu học A, xã B: 19 ca": a place before a colon, with names
 * only between the figure and it. */
static const struct mention *labelled_place(const struct walk *w, uint32_t k)
{
    const struct scan *s = w->s;

    for (uint32_t end = k + LABEL_NAMES; k < end && k < s->n; k++) {
        const struct mention *p = s->note[k] & NOTE_PLACE ? own_place(w, k) : NULL;

        if (p)
            return scan_is_mark(s, p->to, ':') ? p : NULL;
        if (scan_is_mark(s, k, ';') || scan_is_mark(s, k, '(') || scan_is_mark(s, k, ')') ||
            scan_is_mark(s, k, ':') || scan_is_mark(s, k, '.'))
            return NULL;
        if (scan_is_number(s, k) && (k == 0 || !s->t[k - 1].upper))
            return NULL;        /* "phố 1" is a name */
    }
    return NULL;
}

/* "tại", "ở" at k, or "của", "thuộc" before the name of a place. */
static bool leads_to_place(const struct scan *s, uint32_t k)
{
    uint16_t v = scan_word(s, k);

    return v == W_TAI || v == W_O ||
           ((v == W_CUA || v == W_THUOC) && scan_place_at(s, k + 1) > k + 1);
}

/* Behind the bracket that opens at k, or k when it is long or lists figures. */
static uint32_t skip_bracket(const struct scan *s, uint32_t k)
{
    for (uint32_t i = k + 1; i < s->n && i - k < PLACE_WORDS; i++)
        if (scan_is_mark(s, i, ')'))
            return i + 1;
        else if (scan_is_mark(s, i, ';') || scan_is_number(s, i))
            break;
    return k;
}

/* "..., trong đó: tại huyện A", "tại các huyện: A (18), B (12)": what stands there is of
 * the parts; "tại: xã A" is not. */
static bool opens_parts(const struct scan *s, uint32_t k, bool at)
{
    return PHRASE(s, k, W_TRONG, W_DO) ||
           (scan_is_mark(s, k, ':') && !(at && leads_to_place(s, k - 1)));
}

/* "15.000 kg gạo cho huyện A, ...": does place p end the phrase that begins at `from`,
 * with nothing in between that is no noun's? */
static bool ends_phrase(const struct scan *s, uint32_t from, const struct mention *p)
{
    if (p->to < s->n && (s->t[p->to].kind != TOKEN_MARK || scan_is_mark(s, p->to, ':') ||
                         scan_is_mark(s, p->to, '(') || scan_is_mark(s, p->to, '-')))
        return false;
    for (uint32_t k = from; k < p->from; k++)
        if (s->t[k].kind != TOKEN_WORD || ends_counted(s->t[k].word) ||
            (s->note[k] & (NOTE_USED | NOTE_PLACE)))
            return false;
    return true;
}

/* The place told behind a figure at `from`, by a word of place or as a label. */
static const struct mention *place_behind(const struct walk *w, int32_t index, uint32_t from)
{
    const struct scan *s = w->s;
    const struct mention *p = bracketed_place(w, from);
    bool at = false;

    if (!p && !is_labelled(w, index, from))
        p = labelled_place(w, from);
    if (p)
        return p;
    for (uint32_t k = from; k < s->n && k - from < PLACE_WORDS; k++) {
        if (!at && scan_is_mark(s, k, '(') && skip_bracket(s, k) > k)
            k = from = skip_bracket(s, k);
        if (scan_is_mark(s, k, ';') || scan_is_mark(s, k, ')') || scan_is_mark(s, k, '(') ||
            (scan_is_mark(s, k, '.') && !s->t[k].glued) || opens_parts(s, k, at))
            return NULL;
        if (scan_is_number(s, k) && s->t[k].has_value && k + 1 < s->n && !at)
            return NULL;
        at |= leads_to_place(s, k);
        if ((s->note[k] & NOTE_PLACE) && (p = own_place(w, k)) != NULL &&
            (at || ends_phrase(s, from, p)))
            return p;
        if (scan_is_mark(s, k + 1, '.'))
            return NULL;
    }
    return NULL;
}

/* Does any place stand near enough behind token `from`? */
static bool has_place_behind(const struct scan *s, uint32_t from)
{
    size_t m = s->nplaces ? scan_mention_from(s->place, s->nplaces, from) : 0;

    return m < s->nplaces && s->place[m].from < from + 2 * PLACE_WORDS;
}

/* Gives the place to the statements of the clause that have none of their own. Those known
 * to have one are passed over: a list of a thousand parts asks at each. */
static void share_place(struct walk *w, uint32_t clause, str place)
{
    size_t n = w->out->n, far = n > PLACE_REACH ? n - PLACE_REACH : 0, placed = n;

    for (size_t i = n; i-- > far && w->out->s[i].clause == clause;) {
        struct statement *st = &w->out->s[i];
        bool known = i >= w->placed_from && i < w->placed_to;
        size_t last = known ? w->placed_from : i;

        if (w->list.total >= (int32_t)last && w->list.total <= (int32_t)i)
            break;              /* the place is of the parts */
        if (!known && st->at >= w->bracket_at &&
            (st->area.len == 0 || str_eq(st->area, w->at->place)))
            st->area = place;
        if (placed == i + 1 && (known || (st->area.len && !str_eq(st->area, w->at->place))))
            placed = last;
        i = last;
    }
    w->placed_from = placed;
    w->placed_to = n;
}

void walk_take_place_behind(struct walk *w, int32_t index, uint32_t from)
{
    const struct mention *p = has_place_behind(w->s, from) ? place_behind(w, index, from) : NULL;
    struct statement *own = walk_statement(w, index);

    if (!p)
        return;
    /* "3 ca ở huyện A, tử vong 1 tại xã B": what stands next to it is its own */
    if (scan_word(w->s, from) == W_TAI || scan_word(w->s, from) == W_O ||
        scan_is_mark(w->s, p->to, ':') || ends_phrase(w->s, from, p))
        if ((!str_eq(own->area, w->home) || str_eq(w->home, w->at->place)) &&
            !str_ends(own->area, p->text))      /* the commune's district tells no more */
            own->area = p->text;
    share_place(w, own->clause, p->text);
}

/* What two places share from the outside: all, or the outermost level; else empty. */
static str shared_place(str a, str b)
{
    size_t x = a.len, y = b.len;

    if (str_eq(a, b))
        return a;
    while (x > 0 && !str_ends(str_sub(a, 0, x), STR(", ")))
        x--;
    while (y > 0 && !str_ends(str_sub(b, 0, y), STR(", ")))
        y--;
    return str_eq(str_sub(a, x, a.len), str_sub(b, y, b.len)) ? str_sub(a, x, a.len)
                                                              : (str){ NULL, 0 };
}

/* The place that all parts of a total lie in, when they add up to it; else empty. */
static str place_of_parts(const struct walk *w, int32_t total)
{
    const struct statement *whole = walk_statement_const(w, total);
    dec sum = { 0, 0 };
    str place = { NULL, 0 };
    uint32_t parts = 0;

    for (size_t i = (size_t)total + 1; i < w->out->n; i++) {
        const struct statement *st = &w->out->s[i];

        if (st->parent != total || !st->value.has_value)
            continue;
        if (st->area.len == 0 || !unit_same_base(st->unit, whole->unit) ||
            !dec_add(sum, st->value.value, &sum))
            return (str){ NULL, 0 };
        place = parts++ ? shared_place(place, st->area) : st->area;
        if (place.len == 0)
            return place;
    }
    return parts > 1 && dec_cmp(sum, whole->value.value) == 0 ? place : (str){ NULL, 0 };
}

void walk_place_total(struct walk *w, int32_t total)
{
    str place = walk_statement(w, total)->value.has_value ? place_of_parts(w, total)
                                                          : (str){ NULL, 0 };

    if (place.len == 0)
        return;
    for (size_t i = w->out->n, far = PLACE_REACH; i-- > 0 && far-- > 0;) {
        struct statement *st = &w->out->s[i];

        if (st->clause != walk_statement(w, total)->clause)
            break;
        if (st->parent != total && (st->area.len == 0 || str_eq(st->area, w->at->place)))
            st->area = place;
    }
}

str walk_name_of(const struct walk *w, int32_t i)
{
    return i == NO_STATEMENT ? (str){ NULL, 0 } : w->out->s[i].indicator;
}

/* The statement before `index` in this block, of whatever kind. */
static int32_t latest_before(const struct walk *w, int32_t index)
{
    return index > 0 && w->out->s[index - 1].block == w->at->index ? index - 1 : NO_STATEMENT;
}

/* Where the words that name a figure begin. A rate at the head of a bracket names
 * itself: "cơ sở vật chất được cải thiện (12,68 bác sĩ/vạn dân". */
static uint32_t name_start(const struct walk *w, uint32_t verb, const struct statement *st)
{
    bool counts = st->unit.class == UNIT_RATE && str_find(st->unit_text, STR("đồng")) == SIZE_MAX;

    for (uint32_t k = verb; counts && k > w->done && verb - k < 3; k--)
        if (scan_is_mark(w->s, k - 1, '('))
            return k;
    return w->done;
}

void walk_take_event(struct walk *w)
{
    const struct statement *all = w->out->s;
    int32_t on = w->at->anchor;

    for (int32_t k = on; k >= 0 && on - k < NOTE_REACH; k--) {
        if (all[k].clause != all[on].clause)
            return;
        if (str_eq(all[k].unit_text, STR("vụ")) || str_eq(all[k].unit_text, STR("đợt"))) {
            w->event = name_complement(w->s, all[k].indicator);
            w->event_of = w->out->sentences;
            return;
        }
    }
}

/* The nearest figure of the sentence, from `before` back, whose name tells more than
 * what it counts: "3 thông báo thu hồi đất của 5 tổ chức với diện tích". */
static int32_t telling_before(const struct walk *w, int32_t before)
{
    int32_t k = before;

    while (k > 0 && before - k < NOTE_REACH &&
           w->out->s[k].sentence == w->out->s[before].sentence) {
        const struct statement *st = &w->out->s[k];
        bool bare = st->unit.class == UNIT_COUNT &&
                    st->indicator.len <= STR("Số ").len + st->unit_text.len;

        if (!bare && name_complement(w->s, st->indicator).len)
            return k;
        k--;
    }
    return before;
}

/* What the block is about, for a figure of unit u. A note hangs on a figure, but its
 * counts may be of another one of that sentence, or of the one that its clause began
 * with: "xảy ra 9 vụ cháy, thiệt hại 2 tỷ đồng(1)", note 1: "Giảm 3 vụ". */
static str topic_for(const struct walk *w, unit u)
{
    int32_t first = w->at->anchor;
    const struct statement *on = first == NO_STATEMENT ? NULL : &w->out->s[first];

    if (!on || w->at->worded || u.class != UNIT_COUNT || unit_same_base(on->unit, u) ||
        !str_eq(w->topic, on->indicator))
        return w->topic;
    for (int32_t k = first; k >= 0 && w->at->anchor - k < NOTE_REACH; k--) {
        const struct statement *st = &w->out->s[k];

        if (st->sentence != on->sentence)
            break;
        if (unit_same_base(st->unit, u))
            return st->indicator;
        if (st->clause == on->clause)
            first = k;
    }
    return w->out->s[first].indicator;
}

/* The word next to a count of number i: behind its unit, or before it. */
static str counted_word(const struct walk *w, uint32_t i, uint32_t unit_to)
{
    const struct token *t = w->s->t;

    if (unit_to < w->s->n && t[unit_to].kind == TOKEN_WORD)
        return t[unit_to].fold;
    return i > 0 && t[i - 1].kind == TOKEN_WORD ? t[i - 1].fold : (str){ NULL, 0 };
}

/* The total that statement `index` is a part of. "Xảy ra 9 vụ, làm chết 5 người, bị thương
 * 7 người. Trong đó, đường bộ 8 vụ, làm chết 4 người": of the figures told in a row before
 * the list the one of its own kind. */
static const struct statement *total_of(const struct walk *w, int32_t index, uint32_t i,
                                        uint32_t unit_to)
{
    const struct statement *st = walk_statement_const(w, index), *total, *alike = NULL;
    str word;

    if (w->list.total == NO_STATEMENT)
        return NULL;
    total = walk_statement_const(w, w->list.total);
    if (st->unit.class != UNIT_COUNT || total->unit.class != UNIT_COUNT || w->list.bracket ||
        total->sentence == st->sentence)
        return total;
    word = counted_word(w, i, unit_to);
    for (int32_t k = w->list.total; k >= 0 && w->list.total - k < TOTALS_REACH; k--) {
        const struct statement *of = walk_statement_const(w, k);

        if (of->sentence != total->sentence || of->block != total->block)
            break;
        if (!unit_same_base(of->unit, st->unit))
            continue;
        if (word.len && str_find(of->indicator, word) != SIZE_MAX)
            return of;
        if (!alike)
            alike = of;
    }
    return alike ? alike : total;
}

uint32_t walk_name_statement(struct walk *w, int32_t index, uint32_t i, uint32_t verb,
                               uint32_t unit_from, uint32_t unit_to, bool share)
{
    struct statement *st = walk_statement(w, index);
    const struct statement *total = total_of(w, index, i, unit_to);
    struct name_reach reach;
    uint32_t words;
    bool attached = false;

    bool bracket = w->brackets && w->bracket_of != NO_STATEMENT;
    int32_t before = bracket                  ? w->bracket_of
                   : w->last != NO_STATEMENT ? w->last : latest_before(w, index);

    for (uint32_t k = w->done; k < verb && k < w->done + 3; k++)
        attached |= scan_word(w->s, k) == W_VOI;
    words = name_count(w->s, w->done, verb);
    if (attached)
        before = telling_before(w, before);

    bool same_unit = before != NO_STATEMENT &&
                     unit_same_base(walk_statement(w, before)->unit, st->unit);

    struct name_request r = {
        .from = name_start(w, verb, st),
        .to = verb,
        .number = i,
        .unit_from = unit_from,
        .unit_to = unit_to,
        .behind_to = w->s->n,
        .unit = st->unit,
        .unit_text = st->unit_text,
        .topic = bracket ? (str){ NULL, 0 } : topic_for(w, st->unit),
        .before = walk_name_of(w, before),
        .subject = walk_name_of(w, w->cur),
        .before_number = before != NO_STATEMENT && before == w->named ? w->named_number
                                                                      : NO_NUMBER,
        .before_same_unit = same_unit,
        .before_alike = same_unit && walk_statement(w, before)->sentence == st->sentence,
        .event = w->event_of == st->sentence ? w->event : (str){ NULL, 0 },
        .label = w->label,
        .theme = w->clause_theme.len ? w->clause_theme : w->theme,
        .total = total ? total->indicator : (str){ NULL, 0 },
        .total_unit = total ? total->unit_text : (str){ NULL, 0 },
        .total_counts = total && total->unit.class == UNIT_COUNT,
        .total_alike = total && (st->unit.class == UNIT_NONE ||
                                 unit_same_base(st->unit, total->unit) ||
                                 total->unit.class == UNIT_NONE),
        .share = share,
        .opens = w->cur == NO_STATEMENT,
        .attached = attached && words > 0 && words <= ATTACHED_WORDS,
    };

    st->indicator = name_make(w->s, &r, &st->name, &reach);
    /* a figure without a word of its own in the unit of the one before it is the
     * same indicator at another time: "từ 47,11% xuống còn 42,8%" */
    if (words == 0 && st->name.len == 0 && before != NO_STATEMENT && !r.share &&
        !(r.opens && st->unit.class == UNIT_COUNT && name_of_all(w->s, r.from, i)) &&
        (st->value.has_value || st->unit.class == UNIT_NONE) && before != index &&
        (unit_same_base(walk_statement(w, before)->unit, st->unit) ||
         (st->unit.class == UNIT_MONEY &&       /* in another currency */
          walk_statement(w, before)->unit.class == UNIT_MONEY) ||
         !walk_statement(w, before)->value.has_value))
        st->indicator = walk_name_of(w, before);
    if (reach.event.len) {
        w->event = reach.event;
        w->event_of = walk_statement(w, index)->sentence;
    }
    w->named = index;
    w->named_number = i;
    if (reach.past) {
        w->past = reach.past;
        w->past_to = reach.past_to;
    }
    return reach.end;
}

void walk_attach_base(struct comparison *c, const struct base *b, bool shared)
{
    c->base = b->kind;
    c->base_text = b->text;
    c->base_year = b->year;
    c->base_shared = shared;
}

static bool is_of_plan(enum compare_kind kind)
{
    return kind == CMP_EXCEED || kind == CMP_SHORT;
}

void walk_close_chain(struct walk *w, const struct base *b, enum compare_kind kind)
{
    uint32_t left = 0;

    for (uint32_t k = 0; k < w->nopen; k++) {
        struct comparison *c =
            &walk_statement(w, w->open[k].statement)->compare[w->open[k].compare];

        if (is_of_plan(c->kind) == is_of_plan(kind))
            walk_attach_base(c, b, true);
        else
            w->open[left++] = w->open[k];
    }
    w->nopen = left;
    if (!is_of_plan(kind))
        w->shared = *b;
}

void walk_take_rank_change(struct walk *w, int32_t rank)
{
    struct statement *of, *to = walk_statement(w, rank);
    struct comparison *moved;

    if (w->change.end == 0 || w->change.of == rank || !unit_same_base(w->change.unit, to->unit))
        return;
    of = walk_statement(w, w->change.of);
    if (of->is_rank || of->ncompares == 0 ||
        !unit_same_base(of->compare[of->ncompares - 1].unit, to->unit))
        return;
    moved = statement_compare(w->out->arena, to);
    *moved = of->compare[--of->ncompares];
    for (uint32_t k = 0; k < w->nopen; k++)
        if (w->open[k].statement == w->change.of && w->open[k].compare == of->ncompares) {
            w->open[k].statement = rank;
            w->open[k].compare = to->ncompares - 1;
        }
    w->change.of = rank;
}

void walk_add_change(struct walk *w, int32_t index, struct comparison c, uint32_t end)
{
    struct statement *st = walk_statement(w, index);

    struct comparison *added = statement_compare(w->out->arena, st);

    if (!added)
        return;
    *added = c;
    if (c.base == BASE_NONE && w->nopen < OPEN_CHANGES) {
        w->open[w->nopen].statement = index;
        w->open[w->nopen++].compare = st->ncompares - 1;
    }
    if (end > 0 && st->end < w->s->t[end - 1].end)
        st->end = w->s->t[end - 1].end;
}

/* A change without a name is about the total, not about the last of its parts,
 * once the list of the parts has ended. */
static int32_t whole_of(const struct walk *w, int32_t i)
{
    const struct statement *st = i == NO_STATEMENT ? NULL : &w->out->s[i];

    return st && w->list.total == NO_STATEMENT && st->parent != NO_STATEMENT &&
           unit_same_base(w->out->s[st->parent].unit, st->unit) ? st->parent : i;
}

int32_t walk_level_in_unit(const struct walk *w, unit u, uint32_t behind)
{
    const struct scan *s = w->s;
    str word = behind < s->n && s->t[behind].kind == TOKEN_WORD
             ? str_sub(s->text, s->t[behind].at, s->t[behind].end) : (str){ NULL, 0 };
    int32_t found = NO_STATEMENT;

    if (u.class == UNIT_PERCENT || u.class == UNIT_NONE)
        return NO_STATEMENT;
    for (size_t i = w->out->n; i-- > 0 && w->out->n - i <= LEVEL_REACH;) {
        const struct statement *st = &w->out->s[i];

        if (st->block != w->at->index)
            break;
        if (!st->value.has_value || !unit_same_base(st->unit, u) ||
            st->ncompares == STATEMENT_COMPARES)
            continue;
        if (word.len && str_find(st->indicator, word) != SIZE_MAX)
            return (int32_t)i;
        if (found == NO_STATEMENT)
            found = (int32_t)i;
    }
    return whole_of(w, found);
}

/* "đạt 82,96%, xếp thứ 40/63; tăng 2,8% so với năm 2023": a clause without a
 * subject is about the last level of its sentence that can change so. */
static int32_t level_of_sentence(const struct walk *w, unit u)
{
    if (w->list.total != NO_STATEMENT)
        return NO_STATEMENT;
    for (size_t i = w->out->n; i-- > 0 && w->out->n - i <= LEVEL_REACH;) {
        const struct statement *st = &w->out->s[i];

        if (st->sentence != w->out->sentences || st->block != w->at->index)
            break;
        if (!st->value.has_value || st->is_rank || st->kind == KIND_PLAN ||
            st->ncompares == STATEMENT_COMPARES)
            continue;
        if (u.class == UNIT_PERCENT || u.class == UNIT_TIMES || unit_same_base(u, st->unit) ||
            ((u.class == UNIT_POINT || u.class == UNIT_SCORE) &&
             st->unit.class == UNIT_PERCENT))
            return whole_of(w, (int32_t)i);
    }
    return NO_STATEMENT;
}

/* Of the current statement and the last one in the amount's unit: an amount in
 * another unit than the current figure's goes to the one in its own. A bracket
 * right behind a figure is about that figure. */
static int32_t owner_among(const struct walk *w, int32_t same, unit u)
{
    const struct statement *cur = &w->out->s[w->cur];

    if (same != NO_STATEMENT && (w->front || !unit_same_base(cur->unit, u)))
        return same;
    if (w->brackets && w->recent != NO_STATEMENT && w->bracket_of == w->recent)
        return w->recent;
    return w->cur;
}

/* "Xảy ra 41 vụ, làm 18 người chết. So với cùng kỳ, số vụ tăng 6,1%; số người chết giảm
 * 9,3%": the level of this or the last sentence that the subject counts. */
static int32_t level_counted(const struct walk *w, uint32_t verb)
{
    const struct scan *s = w->s;
    uint32_t from = w->done, end;
    int32_t found;
    unit u;

    while (from < verb && s->t[from].kind == TOKEN_MARK)
        from++;
    if (scan_word(s, from) != W_SO_COUNT)
        return NO_STATEMENT;
    end = scan_known_unit(s, from + 1, &u);
    if (end == from + 1 || end > verb || u.class != UNIT_COUNT || verb - end > 3)
        return NO_STATEMENT;
    found = walk_level_in_unit(w, u, end);
    if (found == NO_STATEMENT)
        return found;

    const struct statement *st = &w->out->s[found];

    return st->sentence + 1 >= w->out->sentences && st->ncompares == 0 &&
           (end == verb || str_find(st->indicator, scan_text(s, end, verb)) != SIZE_MAX)
         ? found : NO_STATEMENT;
}

/* A change that counts what no level before it counts: "Giảm 2 vụ, 1 người chết". */
static bool counts_anew(const struct walk *w, unit u)
{
    return u.class == UNIT_COUNT &&
           (w->cur == NO_STATEMENT ||
            (!walk_statement_const(w, w->cur)->value.has_value && w->change.of == w->cur &&
             w->change.end > 0 && w->change.unit.class == UNIT_COUNT &&
             !unit_same_base(w->change.unit, u)));
}

/* A statement of growth without a level. */
static int32_t add_growth(struct walk *w, uint32_t i, uint32_t verb, bool unnamed)
{
    int32_t index = walk_add_statement(w, i);
    struct statement *st = walk_statement(w, index);

    st->rule = "growth";
    st->parent = w->list.total;
    st->part = w->list.total != NO_STATEMENT ? w->list.kind : PART_NONE;
    st->part_group = w->list.total != NO_STATEMENT ? w->list.group : 0;
    if (unnamed && w->label.len) {
        st->indicator = name_capitalised(w->s, w->label);
        st->certainty = CLASS_B;
    } else if (unnamed && w->last != NO_STATEMENT) {
        st->indicator = walk_name_of(w, w->last);
        st->certainty = CLASS_C;
    } else {
        walk_name_statement(w, index, i, verb, i, i, false);
        walk_statement(w, index)->certainty = CLASS_B;
    }
    return index;
}

/* The same of a count, which its unit and the words behind that name. */
static int32_t add_counted_growth(struct walk *w, uint32_t i, uint32_t verb, unit u,
                                  uint32_t behind)
{
    int32_t index = walk_add_statement(w, i);
    struct statement *st = walk_statement(w, index);

    st->rule = "growth";
    st->unit = u;
    st->unit_text = scan_text(w->s, i + 1, behind);
    walk_name_statement(w, index, i, verb, i + 1, behind, false);
    st = walk_statement(w, index);
    st->unit = (unit){ UNIT_NONE, 0, 0, false };
    st->unit_text = (str){ NULL, 0 };
    st->certainty = CLASS_B;
    return index;
}

/* Where the subject of a verb may begin: behind a remark in brackets that follows the
 * figure before, "8.125 tỷ đồng (giá so sánh 2010), tăng 3,2%". */
static uint32_t subject_from(const struct walk *w, uint32_t verb)
{
    if (!scan_is_mark(w->s, w->done, '(') || w->brackets)
        return w->done;
    for (uint32_t k = w->done + 1; k < verb && k < w->done + REMARK_WORDS; k++)
        if (scan_is_mark(w->s, k, ')'))
            return k + 1;
    return w->done;
}

/* Is a place of its own the subject of the change whose verb is given: "Bến Tre tăng 5%",
 * "địa phương tăng cao như Bến Tre tăng 5%"? No level told before is that place's. */
static bool place_changes(const struct walk *w, uint32_t verb, uint32_t words)
{
    const struct scan *s = w->s;

    for (size_t k = scan_mention_from(s->place, s->nplaces, w->done);
         k < s->nplaces && s->place[k].to <= verb; k++) {
        const struct mention *m = &s->place[k];
        uint16_t before = m->from > 0 ? scan_word(s, m->from - 1) : (uint16_t)W_OTHER;

        if (m->to == verb && own_place(w, m->from))
            return (words == 0 || before == W_NHU || before == W_LA) &&
                   (w->cur == NO_STATEMENT ||
                    !str_eq(walk_statement_const(w, w->cur)->area, m->text));
    }
    return false;
}

int32_t walk_owner_of(struct walk *w, uint32_t i, uint32_t verb, unit u, uint32_t behind)
{
    uint32_t words;
    bool anew;

    words = name_count(w->s, subject_from(w, verb), verb);
    if (place_changes(w, verb, words)) {
        walk_take_context(w, w->done, i);
        return w->cur = w->recent = add_growth(w, i, verb, true);
    }

    int32_t same = words == 0 ? walk_level_in_unit(w, u, behind) : NO_STATEMENT;

    if (words == 0 && same == NO_STATEMENT && w->cur == NO_STATEMENT)
        same = level_of_sentence(w, u);
    if (words > 0)
        same = level_counted(w, verb);
    anew = words == 0 && same == NO_STATEMENT && counts_anew(w, u);
    if (w->cur != NO_STATEMENT && words == 0 && !anew)
        return w->cur = owner_among(w, same, u);
    if (same != NO_STATEMENT)
        return w->cur = same;
    walk_take_context(w, w->done, i);
    return w->cur = w->recent = anew ? add_counted_growth(w, i, verb, u, behind)
                                     : add_growth(w, i, verb, words == 0);
}

period walk_period_of_base(const struct walk *w, const struct base *b)
{
    period p = walk_statement_const(w, w->change.of)->period;
    int16_t back = b->year && b->year < p.year ? (int16_t)(p.year - b->year) : 1;

    if (p.year) {
        p.year = (int16_t)(p.year - back);
        p.from_year = (int16_t)(p.from_year - back);
    }
    return p;
}

void walk_state_earlier(struct walk *w, uint32_t i, enum compare_kind kind, period when)
{
    int32_t of = w->change.of, index = walk_add_statement(w, i);
    struct statement *st = walk_statement(w, index);
    const struct statement *now = walk_statement_const(w, of);
    struct comparison *c = statement_compare(w->out->arena, st);

    st->indicator = now->indicator;
    st->area = now->area;
    st->period = when;
    st->period_text = (str){ NULL, 0 };
    st->own_period = true;
    st->kind = KIND_ACTUAL;
    st->rule = "growth";
    st->certainty = CLASS_B;
    if (!c)
        return;
    *c = (struct comparison){ .kind = kind, .amount = walk_figure(w, i) };
    scan_unit(w->s, i + 1, &c->unit, &c->unit_text);
    if (now->ncompares && now->compare[now->ncompares - 1].base == BASE_SAME_PERIOD &&
        now->compare[now->ncompares - 1].base_year == 0) {
        c->base = BASE_SAME_PERIOD;
        c->base_text = now->compare[now->ncompares - 1].base_text;
        c->base_shared = true;
    }
}

bool walk_state_base(struct walk *w, uint32_t i)
{
    const struct statement *now = walk_statement_const(w, w->change.of);
    const struct comparison *c = now->ncompares ? &now->compare[now->ncompares - 1] : NULL;
    struct statement *st;
    unit u;
    str text;
    bool country;

    if (w->change.end == 0 || !c)
        return false;
    scan_unit(w->s, i + 1, &u, &text);
    country = str_find(c->base_text, STR("cả nước")) != SIZE_MAX ||
              str_find(c->base_text, STR("toàn quốc")) != SIZE_MAX;
    if (!country || (now->value.has_value && !unit_same_base(now->unit, u)))
        return false;
    scan_claim(w->s, i, i + 1, CLAIM_STATEMENT, "");
    st = walk_statement(w, walk_add_statement(w, i));
    now = walk_statement_const(w, w->change.of);
    st->value = walk_figure(w, i);
    st->unit = u;
    st->unit_text = text;
    st->indicator = now->indicator;
    st->period = now->period;
    st->period_text = now->period_text;
    st->own_period = now->own_period;
    st->area = STR("cả nước");
    st->kind = KIND_ACTUAL;
    st->rule = "base";
    return true;
}
