/* clause.c -- the statements of one block of prose: one walk over its tokens. */
#include "extract/clause.h"

#include "extract/name.h"
#include "extract/walk.h"

#include <string.h>

enum {
    BASE_WORDS = 8,             /* the longest change of a base in a bracket */
    PLAN_WORDS = 5,             /* a bracket of the plan's value stands so near its name */
    AFTER_WORDS = 8,            /* from "sau khi" to what is over */
    BRACKET_WORDS = 600,        /* the longest bracket that is looked through */
    CLAUSE_WORDS = 192,         /* the farthest that words before a figure are its own */
    LABEL_WORDS_BEFORE = 32,    /* the longest label before a colon */
    THEME_TOKENS = 12,          /* the longest of these that is a theme */
    LABEL_PLACE = 5             /* tokens before a place that leads: "+ Trên địa bàn huyện A" */
};

/* "Cụ thể:", "kết quả như sau:", "nguyên nhân:": words that lead on to what follows
 * and tell nothing of it. */
static bool leads_on(str label)
{
    static const char *const word[] = { "ụ thể", "như sau", "ết quả", "guyên nhân", "ụ lục",
                                        "hi chú", "ý do", "í dụ", "rong đó", "ổi bật",
                                        "trọng tâm" };

    for (size_t k = 0; k < sizeof word / sizeof *word; k++)
        if (str_find(label, str_from(word[k])) != SIZE_MAX)
            return true;
    return false;
}

/* Could the words [from, colon) be a theme: few, a noun with no predicate? */
static bool is_theme(const struct scan *s, uint32_t from, uint32_t colon, str label)
{
    if (colon > from + THEME_TOKENS || leads_on(label))
        return false;
    for (uint32_t k = from; k < colon; k++)
        switch (scan_word(s, k)) {
        case W_DUOC: case W_DA_DONE: case W_DANG: case W_SE: case W_TUC: case W_CO: case W_LA:
            return false;
        default:
            break;
        }
    return true;
}

/* "Vật chứng thu giữ gồm: 2 kg heroin, 3 kg cần sa": a new subject of a list. */
static void take_theme(struct walk *w, uint32_t list)
{
    uint32_t words;
    str label = name_theme(w->s, w->done, list, &words);

    if (words < 2 || !is_theme(w->s, w->done, list, label))
        return;
    w->theme = label;
    walk_take_context(w, w->done, list);
    w->done = list;             /* they name no part of it */
}

/* "lợi nhuận (bao gồm cả lãi tiền gửi) đạt": a bracket that says what is counted in,
 * without figures, is no list; it is left out. */
static bool skip_remark(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    uint32_t k = i;

    for (; k < s->n && k - i < BRACKET_WORDS && !scan_is_mark(s, k, ')'); k++)
        if (scan_is_number(s, k) && !(s->note[k] & NOTE_TIME))
            return false;
    for (uint32_t from = i; from > w->done && i - from < 3; from--)
        if (scan_is_mark(s, from - 1, '(')) {
            scan_mark(w->s, from - 1, k + 1, NOTE_USED);
            break;
        }
    return true;
}

/* "13 ca mắc, tử vong 0 (trong đó: ...)": nothing has no parts; they are those of the
 * last level of the clause that is something. */
static int32_t level_with_parts(const struct walk *w, int32_t total)
{
    uint32_t clause = total != NO_STATEMENT ? walk_statement_const(w, total)->clause : 0;

    for (int32_t i = total; i >= 0; i--) {
        const struct statement *st = walk_statement_const(w, i);

        if (st->clause != clause)
            break;
        if (!st->value.has_value || st->value.value.coef != 0)
            return i;
    }
    return total;
}

/* "trong đó", "gồm", "bao gồm": a list of parts of the last level. "Trong đó bao gồm" is
 * one phrase and may leave parts out, as "trong đó" may. */
static uint32_t open_list(struct walk *w, uint32_t i)
{
    uint32_t len = PHRASE(w->s, i, W_TRONG, W_DO);
    enum part_kind kind = PART_AMONG;
    int32_t total = w->recent != NO_STATEMENT ? w->recent
                  : w->cur != NO_STATEMENT  ? w->cur : w->last;

    if (len == 0)
        kind = PART_LIST;
    if (PHRASE(w->s, i + len, W_BAO, W_GOM))
        len += 2;
    else if (PHRASE(w->s, i + len, W_GOM))
        len++;
    if (len == 0)
        return i;
    if (w->brackets && skip_remark(w, i))
        return i + len;
    walk_take_context(w, w->done, i);
    if (kind == PART_LIST)
        take_theme(w, i);
    total = level_with_parts(w, total == NO_STATEMENT ? w->at->anchor : total);
    if (total == NO_STATEMENT)
        return i + len;
    if (w->bracket_of != NO_STATEMENT && w->bracket_of == w->recent)
        w->bracket_of = total;  /* the parts have its name */
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

    for (uint32_t k = i + 1; k < s->n && k - i < BRACKET_WORDS && !scan_is_mark(s, k, ')'); k++) {
        uint16_t v = scan_word(s, k);

        if (k <= i + 2 && (v == W_TANG || v == W_GIAM || v == W_DAT || v == W_CHIEM ||
                           v == W_BANG || v == W_VUOT || v == W_SO || v == W_TY ||
                           ((v == W_CAO || v == W_THAP) && scan_word(s, k + 1) == W_HON)))
            return false;               /* "cao hơn 5%", but "cao cấp 20 người" */
        numbers += scan_is_number(s, k) && !(s->note[k] & NOTE_TIME);
    }
    return numbers >= 2;
}

/* "so với bình quân cả nước (50,77%)": the base's own figure; the token behind the
 * bracket, or i. A percentage behind a change in units is the change once more. */
static uint32_t base_figure_at(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    uint32_t k = i + 1, end;
    unit u;
    str text;

    while (k < i + 3 && (scan_word(s, k) == W_DAT || scan_word(s, k) == W_LA))
        k++;
    if (w->done != i || i == 0 || !(s->note[i - 1] & NOTE_USED) || !scan_is_number(s, k))
        return i;
    end = scan_unit(s, k + 1, &u, &text);
    if (w->change.end == i && scan_is_mark(s, end, ')') && walk_state_base(w, k))
        return end + 1;
    if (!scan_is_mark(s, end, ')') ||
        (u.class == UNIT_PERCENT && w->change.unit.class != UNIT_PERCENT &&
         w->change.unit.class != UNIT_POINT))
        return i;
    return end + 1;
}

/* "tăng 8,6% (cùng kỳ năm 2023 giảm 0,3%)", "tăng 8% (quý I/2023 tăng 5%)": the same
 * growth at an earlier time; the token behind the bracket, or i. */
static uint32_t base_change_at(struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    bool same = scan_word(s, i + 1) == W_CUNG;
    struct base b = { 0 };
    period when = { 0 };
    uint32_t end = same ? scan_base(s, i + 1, &b) : scan_time_at(s, i + 1, &when), verb = end;
    uint32_t number = verb + 1;

    if (end == i + 1 || (same ? b.kind != BASE_SAME_PERIOD : w->change.end != i))
        return i;
    if (scan_word(s, verb) != W_TANG && scan_word(s, verb) != W_GIAM)
        return i;
    while (end < s->n && end < verb + BASE_WORDS && !scan_is_mark(s, end, ')'))
        end++;
    if (!scan_is_mark(s, end, ')'))
        return i;
    scan_claim(s, i, end, CLAIM_COMPARISON, "");
    if (w->change.end == i && scan_is_number(s, number) && s->t[number].has_value)
        walk_state_earlier(w, number, scan_word(s, verb) == W_TANG ? CMP_INCREASE
                                                                   : CMP_DECREASE,
                             same ? walk_period_of_base(w, &b) : when);
    return end + 1;
}

/* "tăng 176 lớp (7.561/7.385 lớp đạt 102,4% kế hoạch)": no list of parts. */
static bool restates_change(const struct walk *w, uint32_t i)
{
    return w->change.end == i && w->change.of == w->cur && scan_is_number(w->s, i + 1) &&
           scan_is_mark(w->s, i + 2, '/') && scan_is_number(w->s, i + 3);
}

/* "35,2‰, không đạt kế hoạch (34‰)", "vượt mục tiêu đề ra (3,5%)" */
static bool follows_plan_word(const struct walk *w, uint32_t i)
{
    for (uint32_t k = i; k-- > w->done && i - k <= PLAN_WORDS && w->s->t[k].kind == TOKEN_WORD;)
        if (scan_plan_word(w->s, k))
            return true;
    return false;
}

static void open_bracket(struct walk *w, uint32_t i)
{
    w->brackets = true;
    w->bracket_at = w->s->t[i].at;
    w->bracket_of = i <= w->done + 1 || follows_plan_word(w, i) ? w->recent : NO_STATEMENT;
    walk_take_context(w, w->done, i);
    w->outer_place = w->place;
    w->outer_time = (struct framed){ w->period, w->period_text, w->period_sticks };
    if (w->cur == NO_STATEMENT || i > w->done + 6 || !bracket_lists(w->s, i) ||
        restates_change(w, i))
        return;
    if (scan_word(w->s, i + 1) == W_TRONG || scan_word(w->s, i + 1) == W_BAO ||
        scan_word(w->s, i + 1) == W_GOM)
        return;                 /* the word itself opens the list */
    w->outer = w->list;
    w->list = (struct list){ level_with_parts(w, w->recent != NO_STATEMENT ? w->recent : w->cur),
                             PART_LIST, ++w->out->groups, true };
    w->done = i + 1;
    w->cur = NO_STATEMENT;
}

/* "3 vụ (huyện Sông Mã)": does the bracket that closes at i just tell a place? */
static bool is_place_only(const struct walk *w, uint32_t i)
{
    const struct scan *s = w->s;
    size_t k = scan_mention_from(s->place, s->nplaces, w->seen + 1);

    return scan_is_mark(s, w->seen, '(') && k < s->nplaces && s->place[k].from == w->seen + 1 &&
           s->place[k].to == i;
}

static void close_bracket(struct walk *w, uint32_t i)
{
    if (w->brackets && !is_place_only(w, i)) {      /* places inside stay inside */
        w->place = w->outer_place;
        w->seen = i;
        w->period = w->outer_time.period;
        w->period_text = w->outer_time.text;
        w->period_sticks = w->outer_time.sticks;
    }
    w->brackets = false;
    w->bracket_at = 0;
    w->bracket_of = NO_STATEMENT;
    if (w->list.total != NO_STATEMENT && w->list.bracket) {
        walk_place_total(w, w->list.total);
        /* "(trong đó mới 9 người, gồm: xã A 5 người ...)": both lists end here */
        if (w->outer.total != NO_STATEMENT && w->outer.bracket)
            w->list = w->outer;
        w->cur = w->list.total;
        w->list = w->outer.bracket ? (struct list){ .total = NO_STATEMENT } : w->outer;
        w->outer.total = NO_STATEMENT;
        w->done = i + 1;
    }
    if (w->past == i + 1)
        w->done = w->past_to;
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
            w->told = (struct told_change){
                .change = scan_word(w->s, i) == W_TANG ? CMP_INCREASE : CMP_DECREASE,
                .verb = i, .base_from = k, .base_to = end,
            };
            scan_mark(w->s, i, end, NOTE_USED);
            return end;
        }
    }
    return i + 1;
}

static bool ends_clause(const struct scan *s, uint32_t i)
{
    return i >= s->n || scan_is_mark(s, i, ')') || scan_is_mark(s, i, ';') ||
           scan_is_mark(s, i, '.');
}

/* Words that join what follows to what was told: "song nếu so với cùng kỳ thì giảm". */
static bool joins_sentences(uint16_t word)
{
    return word == W_SONG || word == W_NEU || word == W_NHU || word == W_NHUNG_BUT ||
           word == W_VA || word == W_KHI || word == W_CON || word == W_MA;
}

static bool is_percent_level(const struct walk *w)
{
    const struct statement *st = w->out->n ? &w->out->s[w->out->n - 1] : NULL;

    return st && st->value.has_value && st->unit.class == UNIT_PERCENT;
}

/* "So với cùng kỳ năm trước tăng 03 trường": the base before its changes; behind them
 * ("tăng 5,8%, vượt 0,6% KH (so với năm 2019)") it is that of the open ones. */
static uint32_t fronted_base(struct walk *w, uint32_t i)
{
    struct base b;
    uint32_t end;

    for (uint32_t k = w->done; k < i; k++)
        if (w->s->t[k].kind == TOKEN_WORD && !joins_sentences(scan_word(w->s, k)))
            return i + 1;
    end = scan_base(w->s, i, &b);
    if (end == i)
        return i + 1;
    if (b.kind == BASE_OTHER && w->done == i && is_percent_level(w)) {
        scan_mark(w->s, i, end, NOTE_USED);     /* "chiếm 86% so với tổng đàn" */
        return w->done = end;
    }
    if (w->nopen && ends_clause(w->s, end)) {
        walk_close_chain(w, &b, b.kind == BASE_PLAN ? CMP_EXCEED : CMP_NONE);
    } else {
        w->shared = b;
        w->front = true;
    }
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
    walk_attach_base(&c, &b, false);
    walk_add_change(w, w->cur, c, end);
    w->done = end;
    return end;
}

/* The label of a block is a theme only when it names one thing: a disease, a crop, a
 * project. Most are headings of a field ("Công tác thú y:"). */
static bool names_a_thing(str label)
{
    static const char *const noun[] = { "Bệnh ", "Dịch bệnh ", "Dịch tả", "Cây ", "Giống ",
                                        "Quà ", "Vắc xin ", "Dự án ", "Đề án " };

    for (size_t k = 0; k < sizeof noun / sizeof *noun; k++)
        if (str_starts(label, str_from(noun[k])))
            return str_find(label, STR(",")) == SIZE_MAX;
    return false;
}

/* "Thiếu vắc xin X: nhu cầu 500 liều": what is short is the thing. Gives the token that
 * the thing begins with. */
static uint32_t past_lack(const struct scan *s)
{
    return s->n > 1 && str_eq(s->t[0].fold, STR("thiếu")) ? 1 : 0;
}

/* "(1) Bệnh dại:", "c) Cây ăn quả:": the token behind the numbering. */
static uint32_t past_numbering(const struct scan *s, uint32_t from, uint32_t colon)
{
    uint32_t i = from + scan_is_mark(s, from, '(');

    return i + 1 < colon && scan_is_mark(s, i + 1, ')') && s->t[i].end - s->t[i].at <= 4
         ? i + 2 : from;
}

/* Where the label that ends at the colon begins: behind a colon before it in the clause,
 * "cụ thể như sau: Vắc xin dại: nhu cầu 500 liều". */
static uint32_t label_from(const struct walk *w, uint32_t colon)
{
    for (uint32_t i = colon; i > w->done && colon - i < LABEL_WORDS_BEFORE; i--)
        if (scan_is_mark(w->s, i - 1, ':'))
            return i;
    return w->done;
}

/* Words before a colon. "Sản lượng thịt hơi: trâu 5 tấn; bò 6 tấn": a quantity names
 * what follows it in the sentence. "Bệnh dại: 3 xã có 5 con mắc": anything else is
 * its theme, of the sentence when it begins it, else of the clause. */
static void take_label(struct walk *w, uint32_t colon)
{
    uint32_t words, from = label_from(w, colon);
    str label;

    if (w->cur != NO_STATEMENT || colon > from + LABEL_WORDS_BEFORE)
        return;
    label = name_subject(w->s, from, colon, &words);
    if (words >= 2 && name_is_headed(w->s, from, colon))
        w->label = label;
    else if (words >= 2 && is_theme(w->s, from, colon, label))
        *(from == w->sentence_from ? &w->theme : &w->clause_theme) =
            name_theme(w->s, past_numbering(w->s, from, colon), colon, &words);
}

static bool ends_sentence(const struct scan *s, uint32_t i)
{
    if (!scan_is_mark(s, i, '.') && !scan_is_mark(s, i, '!') && !scan_is_mark(s, i, '?'))
        return false;
    if (i + 1 >= s->n)
        return true;
    /* "Tr. Viên" */
    if (i > 0 && s->t[i - 1].kind == TOKEN_WORD && s->t[i].glued &&
        s->t[i - 1].end - s->t[i - 1].at == 1)
        return false;
    return !s->t[i + 1].glued &&
           (s->t[i + 1].upper || s->t[i + 1].kind != TOKEN_WORD);
}

static void end_clause(struct walk *w, uint32_t next)
{
    w->out->clauses++;
    w->cur = w->recent = w->head = NO_STATEMENT;
    w->change.end = 0;
    w->told.base_to = 0;
    w->done = w->seen = next;
    w->place = w->lead;
    w->clause_theme = (str){ NULL, 0 };
}

/* "Tại huyện Mộc Châu, ...": a place that leads the sentence holds for all of it. */
static void lead_sentence(struct walk *w)
{
    const struct scan *s = w->s;
    size_t k = scan_mention_from(s->place, s->nplaces, w->sentence_from);
    const struct mention *m = k < s->nplaces ? &s->place[k] : NULL;

    w->lead = w->home;
    if (m && m->from > w->sentence_from && m->from <= w->sentence_from + LABEL_PLACE &&
        scan_is_mark(s, m->to, ',') && !m->several && !str_eq(m->text, s->home) &&
        (scan_word(s, m->from - 1) == W_TAI || scan_word(s, m->from - 1) == W_O ||
         scan_word(s, m->from - 1) == W_BAN_AREA))
        w->lead = m->text;
    w->place = w->lead;
}

static bool is_merger(const struct scan *s, uint32_t i)
{
    uint16_t second = scan_word(s, i + 1);

    return s->t[i].kind == TOKEN_WORD && (second == W_XEP || second == W_NHAP) &&
           (str_eq(s->t[i].fold, STR("sắp")) || str_eq(s->t[i].fold, STR("sáp")));
}

/* "Sau khi sắp xếp: còn 83 phòng (giảm 29,1%)": what offices are fewer than before,
 * "trước sắp xếp"; empty where the sentence tells of no such thing. */
static str before_merger(const struct walk *w, uint32_t to)
{
    const struct scan *s = w->s;

    for (uint32_t k = w->sentence_from; k < to && k < w->sentence_from + BRACKET_WORDS; k++)
        for (uint32_t i = k + 1; scan_word(s, k) == W_SAU_AFTER && i < k + AFTER_WORDS && i < to;
             i++)
            if (is_merger(s, i))
                return name_joined(s, STR("trước"), scan_text(s, i, i + 2));
    return (str){ NULL, 0 };
}

/* The base of a change that none was told for: the plan of what exceeds, the last base
 * of the block, else the year before of a year's figure, the same period of others. */
static struct base base_untold(const struct walk *w, const struct statement *st,
                               enum compare_kind kind, str before)
{
    if (kind == CMP_EXCEED || kind == CMP_SHORT)
        return (struct base){ BASE_PLAN, STR("kế hoạch"), 0 };
    if (before.len)
        return (struct base){ BASE_OTHER, before, 0 };
    if (w->shared.kind != BASE_NONE)
        return w->shared;
    if (st->period.kind == PERIOD_YEAR)
        return (struct base){ BASE_YEAR,
                              arena_printf(w->s->arena, "năm %d", st->period.year - 1),
                              (int16_t)(st->period.year - 1) };
    return (struct base){ BASE_SAME_PERIOD, STR("cùng kỳ năm trước"), 0 };
}

static void end_sentence(struct walk *w, uint32_t next)
{
    str before = w->nopen ? before_merger(w, next) : (str){ NULL, 0 };

    for (uint32_t k = 0; k < w->nopen; k++) {
        struct statement *st = walk_statement(w, w->open[k].statement);
        struct comparison *c = &st->compare[w->open[k].compare];
        struct base b = base_untold(w, st, c->kind, before);

        walk_attach_base(c, &b, true);
    }
    w->reached = BASE_NONE;
    w->nopen = 0;
    end_clause(w, next);
    w->out->sentences++;
    w->sentence_from = next;
    w->list = w->outer = (struct list){ .total = NO_STATEMENT };
    w->brackets = false;
    w->bracket_at = 0;
    w->bracket_of = NO_STATEMENT;
    w->label = w->theme = (str){ NULL, 0 };
    w->estimate = w->front = false;
    w->target = w->at->target;
    w->kind_from = w->kind_to = next;
    lead_sentence(w);
    if (!w->period_sticks) {
        w->period = w->at->period;
        w->period_text = (str){ NULL, 0 };
    }
}

/* A note that is nothing but names with figures in the unit of the figure its
 * mark hangs on ("Tuần Giáo 127,05 ha; Điện Biên 55 ha; ...") lists its parts. */
static bool is_bare_list(const struct scan *s, unit of)
{
    uint32_t figures = 0;

    for (uint32_t i = 0; i < s->n;) {
        const struct token *t = &s->t[i];
        uint32_t end;
        unit u;
        str text;

        if (t->kind == TOKEN_MARK && strchr(";,.:-", t->mark)) {
            i++;
        } else if (t->kind == TOKEN_NUMBER) {
            end = scan_unit(s, i + 1, &u, &text);
            if (end == i + 1 || !unit_same_base(u, of))
                return false;
            figures++;
            i = end;
        } else if (t->kind == TOKEN_WORD &&
                   (t->upper || (s->note[i] & NOTE_PLACE) || t->word == W_VA ||
                    t->word == W_HUYEN || t->word == W_XA || t->word == W_THI ||
                    t->word == W_TRAN || t->word == W_THANH || t->word == W_PHO)) {
            i++;
        } else {
            return false;
        }
    }
    return figures >= 3;
}

/* Is there nothing before token `to` but marks and words that lead to a place:
 * "+ Trên địa bàn huyện A", "1.2. Đối với huyện B"? */
static bool leads_label(const struct scan *s, uint32_t to)
{
    for (uint32_t i = 0; i < to; i++)
        switch (scan_word(s, i)) {
        case W_TREN: case W_DIA: case W_BAN_AREA: case W_TAI: case W_O: case W_DOI: case W_VOI:
        case W_RIENG:
            break;
        default:
            if (s->t[i].kind == TOKEN_WORD && s->t[i].end - s->t[i].at > 2)
                return false;
            if (s->t[i].kind == TOKEN_NUMBER && s->t[i + 1].kind != TOKEN_MARK)
                return false;
        }
    return true;
}

str clause_label_place(const struct scan *s)
{
    for (size_t k = 0; k < s->nplaces; k++) {
        const struct mention *m = &s->place[k];

        if (m->from > LABEL_PLACE || !leads_label(s, m->from))
            break;
        if ((scan_is_mark(s, m->to, ':') || m->to == s->n) && !m->several &&
            !str_eq(m->text, s->home))
            return m->text;
    }
    return (str){ NULL, 0 };
}

/* Reads the mark at i; `labels`: a colon here ends a label. Gives the next token. */
static uint32_t read_mark(struct walk *w, uint32_t i, bool labels)
{
    const struct scan *s = w->s;
    uint32_t end;

    if (s->note[i] & NOTE_PLACE)
        return i + 1;           /* "xã A (huyện B)" */
    switch (s->t[i].mark) {
    case '.': case '!': case '?':
        if (ends_sentence(s, i))
            end_sentence(w, i + 1);
        break;
    case ';':
        end_clause(w, i + 1);
        if (w->brackets)
            w->place = w->outer_place;
        break;
    case ':':
        if (labels)
            take_label(w, i);
        break;
    case '(':
        end = base_figure_at(w, i);
        if (end == i)
            end = base_change_at(w, i);
        if (end > i)
            return w->done = end;
        open_bracket(w, i);
        break;
    case ')':
        close_bracket(w, i);
        break;
    default:
        break;
    }
    return i + 1;
}

/* The first token from i on that is no word, or one that read_word() reads: most are none. */
static uint32_t next_binding(const struct scan *s, uint32_t i)
{
    static const bool binds[W_COUNT] = {
        [W_TRONG] = true, [W_GOM] = true, [W_BAO] = true, [W_TANG] = true, [W_GIAM] = true,
        [W_SO] = true, [W_XAP] = true, [W_LAN] = true, [W_TUONG] = true, [W_KHONG] = true,
    };

    const struct token *t = s->t + i, *end = s->t + s->n;

    while (t < end && t->kind == TOKEN_WORD && !binds[t->word])
        t++;
    return (uint32_t)(t - s->t);
}

/* Reads the word at i, when it is one that binds figures; gives the next token. */
static uint32_t read_word(struct walk *w, uint32_t i)
{
    uint32_t next;

    switch (w->s->t[i].word) {
    case W_TRONG: case W_GOM: case W_BAO:
        next = open_list(w, i);
        return next > i ? next : i + 1;
    case W_TANG: case W_GIAM:
        return worded_change(w, i);
    case W_SO:
        return fronted_base(w, i);
    case W_XAP:
        return near_base(w, i);
    case W_LAN:
        return scan_word(w->s, i + 1) == W_LUOT ? walk_respective(w, i) : i + 1;
    case W_TUONG:
        return scan_word(w->s, i + 1) == W_UNG ? walk_respective(w, i) : i + 1;
    case W_KHONG:
        next = walk_unchanged(w, i);
        return next > i ? next : walk_zero(w, i);
    default:
        return i + 1;
    }
}

/* "Dự án di dân huyện Mai Sơn: ...", "Cháy rừng tại huyện Yên Châu: ...": the one place
 * of a block's label that ends before token `to`; empty for none or several. */
static str place_in_label(const struct scan *s, uint32_t to)
{
    const struct mention *m = s->nplaces ? &s->place[0] : NULL;

    if (!m || m->to >= to || m->several || str_eq(m->text, s->home) ||
        (s->nplaces > 1 && s->place[1].from < to))
        return (str){ NULL, 0 };
    return m->text;
}

void clause_read(struct scan *s, const struct setting *at, struct statements *out)
{
    struct walk w = {
        .s = s, .at = at, .out = out,
        .cur = NO_STATEMENT, .last = NO_STATEMENT, .recent = NO_STATEMENT,
        .head = NO_STATEMENT, .bracket_of = NO_STATEMENT,
        .list = { .total = NO_STATEMENT }, .outer = { .total = NO_STATEMENT },
        .period = at->period,
        .period_sticks = at->period.day != 0,
        .target = at->target,
    };
    uint32_t i, first, words;

    w.topic = name_label(s, 0, &first);
    w.home = clause_label_place(s);
    if (first > 0 && is_theme(s, 0, first - 1, w.topic)) {
        uint32_t from = past_lack(s);

        if (names_a_thing(from ? name_capitalised(s, name_label(s, from, &first)) : w.topic))
            w.theme = name_theme(s, from, first - 1, &words);
    }
    if (w.topic.len == 0)
        w.topic = at->topic;
    if (w.home.len == 0)
        w.home = place_in_label(s, first);
    if (w.home.len == 0)
        w.home = at->place;
    lead_sentence(&w);
    if (at->block->kind == BLOCK_NOTE)
        walk_take_event(&w);
    if (at->block->kind == BLOCK_NOTE && at->anchor != NO_STATEMENT &&
        is_bare_list(s, out->s[at->anchor].unit))
        w.list = (struct list){ at->anchor, PART_LIST, ++out->groups, false };
    for (i = next_binding(s, 0); i < s->n; i = next_binding(s, i)) {
        if (i > w.done + CLAUSE_WORDS)
            w.done = i - CLAUSE_WORDS;
        switch (s->t[i].kind) {
        case TOKEN_NUMBER:
            i = walk_number(&w, i);
            break;
        case TOKEN_MARK:
            i = read_mark(&w, i, i >= first);
            break;
        default:
            i = read_word(&w, i);
        }
    }
    end_sentence(&w, s->n);
}
