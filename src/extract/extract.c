/* extract.c -- documents to statements: block by block, in reading order. */
#include "extract/extract.h"

#include "base/utf8.h"
#include "extract/clause.h"
#include "extract/home.h"
#include "extract/name.h"
#include "extract/slip.h"
#include "extract/table.h"

#include <stdlib.h>
#include <string.h>

enum { UNIT_LINE = 80, CAPTION_LINES = 3, TITLE_BLOCKS = 12, LEVELS = 16, LABEL_TOKENS = 32,
       LETTER_BLOCKS = 12,      /* of a letter, whose subject is no title */
       CAPTION = 160,
       MARK_BYTES = 200,        /* before the mark of a note: its clause */
       STATEMENT_BYTES = 96,    /* of text, in most reports: room for more is made as they come */
       CLAIM_BYTES = 64 };      /* the same of numbers */

struct extractor {
    struct job *job;
    const struct doc *doc;
    const struct lexicon *lexicon;
    struct lex_room room;
    struct name_memo *memo;
    struct statements out;
    struct report *report;
    uint8_t *note, *claim;      /* one a token of the running block */
    const char **reason;
    size_t note_cap, claim_cap, reason_cap;
    struct claim *claims;       /* of the document so far */
    size_t nclaims, claims_cap;
    int32_t block;              /* that is read */
    struct word_slip *slips;
    size_t nslips, slips_cap;
    const struct area_names *areas;
    str place[LEVELS];          /* places that labels of the items above name, by level */
    struct table_view *table;
    size_t ntables, table_cap;
    struct section *section;    /* one a block */
};

static void scan_block(struct extractor *x, str text, struct scan *s)
{
    uint32_t n;

    lex_text(x->lexicon, x->job->arena, &x->room, text, &n);
    n = scan_join_said(lexicon_units(x->lexicon), x->room.token, n, text);
    x->note = arena_grow_raw(x->job->arena, x->note, 1, 0, n + 1, &x->note_cap);
    x->claim = arena_grow_raw(x->job->arena, x->claim, 1, 0, n + 1, &x->claim_cap);
    x->reason = arena_grow_raw(x->job->arena, x->reason, sizeof *x->reason, 0, n + 1,
                               &x->reason_cap);
    memset(x->note, 0, n + 1);
    memset(x->claim, 0, n + 1);
    *s = (struct scan){
        .arena = x->job->arena,
        .lexicon = x->lexicon,
        .vocab = x->room.vocab,
        .memo = x->memo,
        .units = lexicon_units(x->lexicon),
        .areas = x->areas,
        .text = text,
        .t = x->room.token, .n = n,
        .note = x->note,
        .claim = x->claim,
        .reason = x->reason,
        .report = x->report->period,
        .home = x->report->area,
    };
}

static bool outranks(period a, period b)
{
    static const int8_t rank[] = {
        [PERIOD_NONE] = 0, [PERIOD_DAY] = 1, [PERIOD_TERM] = 1, [PERIOD_REST] = 1,
        [PERIOD_SCHOOL_YEAR] = 1, [PERIOD_MONTH] = 2, [PERIOD_YEAR] = 3, [PERIOD_QUARTER] = 4,
        [PERIOD_MONTHS] = 5,
    };

    return rank[a.kind] > rank[b.kind];
}

/* The number of the digits at text[at, end), -1 when they are not four. */
static int four_digits(str text, size_t at, size_t end)
{
    int n = 0;

    for (size_t i = at; i < end; i++)
        n = n * 10 + (text.ptr[i] - '0');
    return end - at == 4 ? n : -1;
}

/* "so với cùng kỳ năm 2016": the year before the one that is reported. */
static bool is_year_before(str s, size_t at)
{
    return str_ends(str_sub(s, 0, at), STR("cùng kỳ năm ")) ||
           str_ends(str_sub(s, 0, at), STR("cùng kỳ "));
}

/* The year a text speaks of most, 0 when it names none. */
static int16_t main_year(const struct doc *d)
{
    uint16_t count[200] = { 0 };
    int best = 0;

    for (uint32_t b = 0; b < d->nblocks && b < 200; b++) {
        str s = d->block[b].flow.text;

        for (size_t i = 0; (i = str_find_digit(s, i)) < s.len;) {
            size_t end = i;
            int y;

            while (end < s.len && end - i < 5 && s.ptr[end] >= '0' && s.ptr[end] <= '9')
                end++;
            y = four_digits(s, i, end);
            if (y >= 1950 && y < 2149)
                count[y - 1950 + is_year_before(s, i)]++;
            while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9')
                end++;
            i = end;
        }
    }
    for (int y = 1; y < 200; y++)
        if (count[y] > count[best])
            best = y;
    return count[best] ? (int16_t)(1950 + best) : 0;
}

/* Could the time be the report's? Not a day, a term or what is left of the year, and
 * nothing that is told by the report's own or compared with it. */
static bool is_reported_time(const struct scan *s, const struct mention *m)
{
    uint16_t before = m->from > 0 ? scan_word(s, m->from - 1) : (uint16_t)W_OTHER;

    if (m->period.open || m->period.day || m->period.year == 0 ||
        m->period.kind == PERIOD_TERM || m->period.kind == PERIOD_REST)
        return false;
    if (scan_word(s, m->from) == W_DEN && m->period.kind == PERIOD_YEAR)
        return false;           /* "mục tiêu đến năm 2030" */
    return before != W_KY && before != W_VOI && scan_word(s, m->from) != W_CUNG &&
           scan_word(s, m->from + 1) != W_TRUOC;
}

/* Takes the strongest period that the first blocks (titles only, if asked) name; where titles
 * look ahead alone ("nhiệm vụ 6 tháng cuối năm 2025"), their year. Without
 * titles the first line that tells more than a year is as good as one. */
static bool tell_period_in(struct extractor *x, bool titles)
{
    period best = { 0 }, ahead = { 0 };

    for (uint32_t b = 0; b < x->doc->nblocks && b < TITLE_BLOCKS; b++) {
        const struct block *block = &x->doc->block[b];
        struct scan s;

        if (titles && block->kind != BLOCK_HEADING)
            continue;
        scan_block(x, block->flow.text, &s);
        scan_times(&s);
        for (size_t k = 0; k < s.ntimes; k++)
            if (is_reported_time(&s, &s.time[k]) && outranks(s.time[k].period, best))
                best = s.time[k].period;
            else if (s.time[k].period.kind == PERIOD_REST && s.time[k].period.year
                     && best.kind == PERIOD_NONE)
                ahead = (period){ .kind = PERIOD_YEAR, .year = s.time[k].period.year,
                                  .from_year = s.time[k].period.year };
        if (!titles && best.kind != PERIOD_NONE && best.kind != PERIOD_YEAR)
            break;
    }
    if (titles && ahead.kind != PERIOD_NONE
        && (best.kind == PERIOD_NONE || best.kind == PERIOD_YEAR))
        best = ahead;
    if (best.kind == PERIOD_NONE)
        return false;
    x->report->period = best;
    return true;
}

/* Is this a report to a congress, "BÁO CÁO CHÍNH TRỊ ..."? */
static bool is_congress_report(const struct extractor *x)
{
    for (uint32_t b = 0; b < x->doc->nblocks && b < TITLE_BLOCKS; b++) {
        str text = x->doc->block[b].flow.text;

        text = fold_text(x->job->arena, str_sub(text, 0, text.len < CAPTION ? text.len : CAPTION));
        if (str_find(text, STR("báo cáo chính trị")) != SIZE_MAX)
            return true;
    }
    return false;
}

/* A term's report is of the year that the term told of ends with and the next begins
 * with; where but one term is told, of its end nearest to the year of the text. */
static bool tell_congress_year(struct extractor *x)
{
    int16_t year[TITLE_BLOCKS], best = 0;
    uint32_t n = 0, most = 0;
    int main = x->report->period.year;

    for (uint32_t b = 0; b < x->doc->nblocks && b < TITLE_BLOCKS; b++) {
        struct scan s;

        scan_block(x, x->doc->block[b].flow.text, &s);
        scan_times(&s);
        for (size_t k = 0; k < s.ntimes; k++) {
            if (s.time[k].period.kind != PERIOD_TERM || n + 2 > TITLE_BLOCKS)
                continue;
            year[n++] = s.time[k].period.from_year;
            year[n++] = s.time[k].period.year;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t votes = 0;

        for (uint32_t k = 0; k < n; k++)
            votes += year[k] == year[i];
        if (votes > most || (votes == most && abs(year[i] - main) < abs(best - main))) {
            most = votes;
            best = year[i];
        }
    }
    if (n == 0)
        return false;
    x->report->period = (period){ .kind = PERIOD_YEAR, .year = best, .from_year = best };
    return true;
}

/* The reporting period: the strongest one that the first blocks name, with the
 * year of the text where it stands without one. */
static void tell_period(struct extractor *x)
{
    struct report *r = x->report;

    r->period = (period){ .kind = PERIOD_YEAR, .year = main_year(x->doc) };
    r->period.from_year = r->period.year;
    if (r->period.year == 0)
        r->period.kind = PERIOD_NONE;

    /* titles name the period; a letter without titles names it in its subject */
    r->period_told = (is_congress_report(x) && tell_congress_year(x)) || tell_period_in(x, true) ||
                     (tell_period_in(x, false) && x->doc->nblocks >= LETTER_BLOCKS);
}

/* The statement that a note's mark hangs on: the last that began before it.
 * Statements stand in the order of their blocks and of their places there. */
static int32_t anchor_of(const struct extractor *x, const struct block *b)
{
    size_t lo = 0, hi = x->out.n;

    if (b->anchor == NO_BLOCK)
        return NO_STATEMENT;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct statement *s = &x->out.s[mid];

        if (s->block < b->anchor || (s->block == b->anchor && s->at < b->anchor_at))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > 0 && x->out.s[lo - 1].block == b->anchor ? (int32_t)lo - 1 : NO_STATEMENT;
}

/* Is the note about the time of the statement it hangs on? Not when that time is
 * the figure's alone, nor in a later sentence, but for days and school years. */
static bool shares_period(const struct extractor *x, const struct block *note, int32_t anchor)
{
    const struct statement *st = &x->out.s[anchor];
    str text = x->doc->block[note->anchor].flow.text;
    uint32_t cp;

    if (st->own_period)
        return false;
    if (st->period.day || st->period.kind == PERIOD_SCHOOL_YEAR)
        return true;
    for (size_t i = st->end; i + 2 < note->anchor_at && i + 2 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == ' ' &&
            (utf8_next(text, i + 2, &cp), utf8_is_upper(cp)))
            return false;
    return true;
}

/* Where one of the phrases stands in a heading, s->n for nowhere. */
static uint32_t heading_says(const struct scan *s, const uint16_t (*phrase)[3], size_t n)
{
    for (uint32_t i = 0; i + 1 < s->n; i++)
        for (size_t p = 0; scan_word(s, i) != W_OTHER && p < n; p++)
            if (scan_phrase(s, i, phrase[p]) && scan_word(s, i + 2) != W_QUOC)
                return i;       /* "mục tiêu quốc gia" names a programme */
    return s->n;
}

/* The year of a section of tasks: its heading's, that of the section it stands in,
 * or the one to come. What is left of the reported year is still ahead of a report
 * of months. */
static period period_ahead(const struct extractor *x, const struct scan *s,
                           const struct section *in)
{
    period p = { .kind = PERIOD_YEAR, .year = x->report->period.year };

    if (in->target)
        p = in->period;
    else if (x->report->period.kind == PERIOD_YEAR)
        p.year++;
    for (size_t k = 0; k < s->ntimes; k++)      /* of a term its end, when that is to come */
        if (s->time[k].period.year && (s->time[k].period.kind != PERIOD_TERM ||
                                       s->time[k].period.year > x->report->period.year))
            p.year = s->time[k].period.year;
    p.from_year = p.year;
    if (x->report->period.year == 0 && s->ntimes == 0)
        p.kind = PERIOD_NONE;
    return p;
}

/* "Báo cáo năm 2021; nhiệm vụ năm 2022": is the reported time told before the tasks? */
static bool reports_first(const struct extractor *x, const struct scan *s, uint32_t task)
{
    return s->ntimes && s->time[0].to <= task &&
           period_eq(s->time[0].period, x->report->period);
}

static bool in_capitals(str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;

        i += utf8_next(text, i, &cp);
        if (utf8_is_letter(cp) && !utf8_is_mark(cp) && !utf8_is_upper(cp))
            return false;
    }
    return text.len > 0;
}

/* "PHẦN THỨ HAI" has its title in capitals on the lines behind it. */
static bool titles_part(const struct extractor *x, int32_t index)
{
    const struct block *b = &x->doc->block[index];

    return b->kind == BLOCK_PARA && b->parent != NO_BLOCK && b->parent + 1 == index &&
           x->doc->block[b->parent].level == 1 && in_capitals(b->flow.text);
}

/* A heading of tasks and targets ("NHIỆM VỤ, GIẢI PHÁP ... NĂM 2021") opens a
 * section of plans for its year; one of results closes it ("THỰC HIỆN NHIỆM VỤ").
 * Others inherit. */
static void tell_section(struct extractor *x, int32_t index, const struct scan *s)
{
    static const uint16_t ahead[][3] = {
        { W_NHIEM, W_VU }, { W_PHUONG_WAY, W_HUONG }, { W_MUC, W_TIEU }, { W_GIAI_WAY, W_PHAP },
    };
    static const uint16_t behind[][3] = {
        { W_TINH_STATE, W_HINH }, { W_KET, W_QUA_RESULT }, { W_DANH, W_GIA }, { W_TON, W_TAI },
    };
    static const uint16_t doing[][3] = { { W_THUC, W_HIEN } };
    struct section *sec = &x->section[index];
    const struct block *b = &x->doc->block[index];
    struct section *title = sec;
    uint32_t task;

    *sec = b->parent == NO_BLOCK ? (struct section){ .period = x->report->period }
                                 : x->section[b->parent];
    if (titles_part(x, index))
        title = &x->section[b->parent];
    else if (b->kind != BLOCK_HEADING)
        return;
    if (clause_label_place(s).len)
        sec->place = clause_label_place(s);
    task = heading_says(s, ahead, sizeof ahead / sizeof *ahead);
    if (heading_says(s, behind, sizeof behind / sizeof *behind) < s->n ||
        heading_says(s, doing, 1) < task || reports_first(x, s, task)) {
        sec->period = x->report->period;
        sec->target = false;
    } else if (task < s->n) {
        sec->period = period_ahead(x, s, sec);
        sec->target = true;
    }
    *title = *sec;
}

/* A figure of a year after the reported one, if nothing says otherwise, is aimed at; one
 * of a year that is over is not. */
static void tell_aims(struct extractor *x, size_t first)
{
    period now = x->report->period;

    for (size_t i = first; i < x->out.n && now.year; i++) {
        struct statement *st = &x->out.s[i];

        if (st->kind == KIND_ACTUAL && st->period.year > now.year &&
            (st->period.kind == PERIOD_YEAR || st->period.kind == PERIOD_TERM))
            st->kind = KIND_TARGET;
        else if (st->kind == KIND_TARGET && st->own_period && now.kind == PERIOD_YEAR &&
                 st->period.kind == PERIOD_YEAR && st->period.year <= now.year)
            st->kind = KIND_ACTUAL;     /* "nâng từ 66% năm 2025 lên 75% năm 2030" */
    }
}

/* The place a block stands under: "- Huyện Mường Nhé: ..." holds for the "+"
 * items below it, until an item of its own rank or a running paragraph. */
static str place_above(struct extractor *x, const struct block *b, str own)
{
    uint8_t level = b->level < LEVELS ? b->level : LEVELS - 1;
    str found = { NULL, 0 };

    for (uint8_t k = 0; k < level; k++)
        if (x->place[k].len)
            found = x->place[k];
    for (uint8_t k = level; k < LEVELS; k++)
        x->place[k] = (str){ NULL, 0 };
    x->place[level] = level ? own : (str){ NULL, 0 };
    return found;
}

static void add_claim(struct extractor *x, span where, enum claim_class class, const char *reason)
{
    *arena_push(x->job->arena, x->claims, x->nclaims, x->claims_cap) =
        (struct claim){ where, class, reason };
}

static void keep_slip(struct extractor *x, const struct scan *s, uint32_t i)
{
    struct word_slip slip;

    if (slip_at(s, i, &slip)) {
        slip.block = x->block;
        *arena_push(x->job->arena, x->slips, x->nslips, x->slips_cap) = slip;
    }
}

/* What became of the numbers of a block's text: those that the grammar told,
 * words with digits (m3, J02), and the rest, rejected. */
static void claim_tokens(struct extractor *x, const struct scan *s, const struct flow *f)
{
    for (const struct token *t = s->t, *end = t + s->n; t < end; t++) {
        uint32_t i;

        if (t->kind != TOKEN_NUMBER && !t->stands_out)
            continue;
        i = (uint32_t)(t - s->t);
        if (t->kind == TOKEN_WORD && slip_possible(s, i))
            keep_slip(x, s, i);
        if (t->digits)
            add_claim(x, flow_span(f, t->at, t->end), CLAIM_NAME, "word");
        else if (t->kind == TOKEN_NUMBER)
            add_claim(x, flow_span(f, t->at, t->end),
                      s->claim[i] ? (enum claim_class)s->claim[i] : CLAIM_REJECTED,
                      s->claim[i] ? s->reason[i] : "no statement");
    }
}

/* The marks of notes in a block, and the number that its own body begins with. */
static void claim_note_marks(struct extractor *x, const struct block *b)
{
    str text = x->doc->src->text;
    uint32_t start = flow_source(&b->flow, 0), line = start;

    for (uint32_t m = 0; m < b->flow.nmarks; m++) {
        uint32_t at = b->flow.mark[m].src, end = at;

        while (end < text.len && end - at < 8 && (text.ptr[end] < '0' || text.ptr[end] > '9'))
            end++;
        for (unsigned n = b->flow.mark[m].number; n > 0; n /= 10)
            end++;
        add_claim(x, (span){ at, end }, CLAIM_NOTE_MARK, "");
    }
    if (b->kind != BLOCK_NOTE || b->flow.nsegs == 0)
        return;
    while (line > 0 && text.ptr[line - 1] != '\n')
        line--;
    add_claim(x, (span){ line, start }, CLAIM_NOTE_MARK, "");
}

/* Headings state no figures: their numbers are marks, dates, documents, names. */
static void claim_heading(const struct scan *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        enum claim_class class;
        uint32_t end;

        if (!scan_is_number(s, i))
            continue;
        end = scan_exempt(s, i, 0, &class);
        scan_claim(s, i, end > i ? end : i + 1, end > i ? class : CLAIM_NAME, "title");
    }
}

/* Can the tokens state anything? Figures do, and "không có ca tử vong". */
static bool may_state(const struct scan *s)
{
    for (const struct token *t = s->t, *end = t + s->n; t < end; t++)
        if (t->kind == TOKEN_NUMBER || t->word == W_KHONG)
            return true;
    return false;
}

/* Does a label ("Huyện Mường Nhé: ...") open the block, or is it nothing else? */
static bool may_be_labelled(const struct scan *s)
{
    if (s->n <= LABEL_TOKENS)
        return true;
    for (uint32_t i = 0; i < s->n && i < LABEL_TOKENS; i++)
        if (scan_is_mark(s, i, ':'))
            return true;
    return false;
}

/* The token behind the subject of a clause: "xuất khẩu gỗ tiếp tục được duy trì". */
static uint32_t subject_end(const struct scan *s)
{
    for (uint32_t i = 2; i < s->n; i++)
        switch (scan_word(s, i)) {
        case W_DUOC: case W_DA_DONE: case W_DANG: case W_SE: case W_TIEP:
            return i;
        default:
            break;
        }
    return s->n;
}

/* The words that the mark of note b stands behind, when no figure is told in their
 * clause: "đấu tranh với tội phạm ma túy(5)"; `told` is where the last figure before
 * the mark ends. Empty when there are none. */
static str words_at_mark(struct extractor *x, const struct block *b, uint32_t told)
{
    str text = x->doc->block[b->anchor].flow.text;
    size_t to = b->anchor_at < text.len ? b->anchor_at : text.len, from = to;
    struct scan s;
    uint32_t words;
    str name;

    while (from > told && to - from < MARK_BYTES && !strchr(";:", text.ptr[from - 1]) &&
           !(text.ptr[from - 1] == '.' && from < to && text.ptr[from] == ' '))
        from--;
    if (told && from <= told)
        return (str){ NULL, 0 };
    while (from < to && to - from >= MARK_BYTES && text.ptr[from] != ' ')
        from++;
    scan_block(x, str_sub(text, from, to), &s);
    name = name_subject(&s, 0, subject_end(&s), &words);
    return words >= 2 ? name : (str){ NULL, 0 };
}

/* What a note is about: the figure its mark hangs on, or the words before the mark
 * when the figure is of another clause. */
static void tell_note(struct extractor *x, const struct block *b, struct setting *at)
{
    at->anchor = anchor_of(x, b);
    if (b->anchor != NO_BLOCK)
        at->topic = words_at_mark(x, b, at->anchor == NO_STATEMENT ? 0
                                                                   : x->out.s[at->anchor].end);
    at->worded = at->topic.len > 0;
    if (at->anchor == NO_STATEMENT)
        return;
    if (shares_period(x, b, at->anchor))
        at->period = x->out.s[at->anchor].period;
    if (!at->worded)
        at->topic = x->out.s[at->anchor].indicator;
}

static void read_block(struct extractor *x, int32_t index)
{
    const struct block *b = &x->doc->block[index];
    struct setting at = { .block = b, .index = index, .anchor = NO_STATEMENT };
    struct scan s;
    bool states;

    if (b->kind == BLOCK_NOTE)
        tell_note(x, b, &at);
    x->block = index;
    scan_block(x, b->flow.text, &s);
    states = may_state(&s);
    if (states)
        scan_times(&s);
    if (states || may_be_labelled(&s))
        scan_places(&s);
    tell_section(x, index, &s);
    if (at.period.kind == PERIOD_NONE)
        at.period = x->section[index].period;
    at.target = x->section[index].target;
    if (b->kind == BLOCK_HEADING) {
        claim_heading(&s);
    } else {
        at.place = place_above(x, b, clause_label_place(&s));
        if (at.place.len == 0)
            at.place = x->section[index].place;
        if (states) {
            size_t first = x->out.n;

            clause_read(&s, &at, &x->out);
            tell_aims(x, first);
        }
    }
    claim_note_marks(x, b);
    claim_tokens(x, &s, &b->flow);
}

/* "Đơn vị tính: triệu đồng": the unit that the line tells, empty for another line. */
static str told_unit(const struct extractor *x, str text)
{
    static const char *const name[] = { "don vi tinh:", "don vi:", "dvt:" };
    str stripped;
    size_t colon;

    if (text.len > UNIT_LINE)
        return (str){ NULL, 0 };
    stripped = fold_strip(x->job->arena, text);
    for (size_t k = 0; k < sizeof name / sizeof *name; k++) {
        if (str_find(stripped, str_from(name[k])) == SIZE_MAX)
            continue;
        colon = str_find(text, STR(":"));
        text = str_trim(str_sub(text, colon + 1, text.len));
        while (text.len && strchr(").;*", text.ptr[text.len - 1]))
            text.len--;
        return text;
    }
    return (str){ NULL, 0 };
}

/* The line above a table; those in brackets, "(Kèm theo Báo cáo số ...)", are passed over,
 * and the unit's where it is not wanted. */
static str line_above(const struct extractor *x, int32_t index, bool want_unit)
{
    for (int32_t i = index - 1; i >= 0 && i >= index - CAPTION_LINES; i--) {
        const struct block *b = &x->doc->block[i];
        str text = b->flow.text;
        bool of_unit = told_unit(x, text).len > 0;

        if (b->kind == BLOCK_TABLE)
            break;
        if (of_unit ? want_unit : !(str_starts(text, STR("(")) && str_ends(text, STR(")"))))
            return text;
    }
    return (str){ NULL, 0 };
}

/* The unit of all figures of a table, told above it. */
static str unit_above(const struct extractor *x, int32_t index)
{
    return told_unit(x, line_above(x, index, true));
}

/* The place that a row's label is, kind and name, or empty. Labels that begin with
 * neither a kind nor the name of a known place are not looked at. */
static str row_place(struct extractor *x, str label)
{
    static const char *const kind[] = { "Huyện ", "huyện ", "Thị ", "thị ", "Thành ", "thành ",
                                        "TP", "Tp", "TX", "Xã ", "xã ", "Phường ", "phường ",
                                        "Quận ", "quận ", "Tỉnh ", "tỉnh " };
    str bare = area_names_kind(x->areas, label, x->report->period.year > 2025);
    struct scan s;

    if (bare.len && !str_ends(x->report->area, label))
        return arena_printf(x->job->arena, "%.*s %.*s", STRF(bare), STRF(label));
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        if (str_starts(label, str_from(kind[k]))) {
            scan_block(x, label, &s);
            scan_places(&s);
            return s.nplaces == 1 && s.place[0].from == 0 && s.place[0].to == s.n &&
                   !s.place[0].several ? s.place[0].text : (str){ NULL, 0 };
        }
    return (str){ NULL, 0 };
}

/* "Bảng 2. Diện tích lúa phân theo huyện" right above a table: what all its rows tell.
 * Empty for a line that is no caption of a table by places. */
static str caption_above(const struct extractor *x, int32_t index)
{
    static const char *const by[] = { " phân theo", " chia theo", " theo huyện", " theo địa bàn",
                                      " các huyện", " theo đơn vị hành chính" };
    str text = line_above(x, index, false);
    size_t from = 0, to = SIZE_MAX;

    for (size_t k = 0; k < sizeof by / sizeof *by && to == SIZE_MAX; k++)
        to = str_find(text, str_from(by[k]));
    if (to == SIZE_MAX || to > CAPTION)
        return (str){ NULL, 0 };
    if (str_starts(text, STR("Bảng ")) || str_starts(text, STR("Biểu "))) {
        size_t dot = str_find(text, STR(". ")), colon = str_find(text, STR(": "));

        from = dot < to ? dot + 2 : colon < to ? colon + 2 : 0;
    }
    return str_trim(str_sub(text, from, to));
}

/* Is the row of all places together? */
static bool is_whole_row(str label)
{
    static const char *const whole[] = { "Tổng", "TỔNG", "Toàn tỉnh", "Toàn thành phố", "Cả tỉnh",
                                         "Cả nước", "TOÀN TỈNH", "CẢ NƯỚC", "Chung" };

    for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
        if (str_starts(label, str_from(whole[k])))
            return true;
    return false;
}

/* "Diện tích bắc Bình" of the row "Bắc Bình": what the column measures. */
static str without_label(str name, str label)
{
    uint32_t cp;
    size_t first = label.len ? utf8_next(label, 0, &cp) : 0;

    if (name.len <= label.len + 1 || !str_ends(name, str_sub(label, first, label.len)) ||
        name.ptr[name.len - label.len - 1] != ' ')
        return name;
    return str_sub(name, 0, name.len - label.len - 1);
}

/* Rows that are places tell for each of them the indicator of the row above them
 * ("- Huyện A"), of the caption or of the column. */
static void take_row_places(struct extractor *x, const struct table_view *v, size_t first,
                            str caption)
{
    const struct table_row *above = NULL, *row = NULL;
    str place = { NULL, 0 };

    for (size_t i = first; i < x->out.n; i++) {
        struct statement *st = &x->out.s[i];
        bool labelled;

        if (&v->row[st->row] != row) {
            row = &v->row[st->row];
            place = row_place(x, row->own_label);
            if (place.len == 0)
                above = row;
        }
        labelled = str_eq(st->indicator, row->label);
        if (place.len) {
            st->area = place;
            st->indicator = without_label(st->indicator, row->own_label);
        }
        if ((!labelled && st->indicator.len) || (place.len == 0 && !is_whole_row(row->own_label)))
            continue;
        if (caption.len)
            st->indicator = caption;
        else if (place.len && above && unit_same_base(above->unit, row->unit))
            st->indicator = above->label;
    }
}

static status fail_figures(const struct extractor *x, uint32_t block)
{
    const struct source *src = x->doc->src;
    const struct block *b = &x->doc->block[block];
    uint32_t at = b->table ? b->table->src[0] : b->flow.seg[0].src;
    struct buf place;

    buf_init(&place, x->job->arena);
    if (src->tell)
        src->tell(src, at, x->job->lang, &place);
    else
        buf_printf(&place, x->job->lang == LANG_EN ? "the paragraph at line %u"
                                                   : "đoạn ở dòng %u", source_place(src, at).line);
    return job_fail(x->job, FAIL_LIMIT,
                    "«%.*s»: có hơn %u số liệu tính đến %.*s, hãy chia nhỏ tệp",
                    "«%.*s»: more than %u figures up to %.*s, split the file",
                    STRF(src->name), x->job->limits.figures, STRF(buf_str(&place)));
}

/* Appends a table's statements; their parents count from the table's first. */
static status extract_table_block(struct extractor *x, int32_t index)
{
    struct table_context context = {
        .units = lexicon_units(x->lexicon),
        .period = x->report->period,
        .unit = unit_above(x, index),
        .before = x->ntables ? &x->table[x->ntables - 1] : NULL,
    };
    struct table_view view;
    status st = extract_table(x->job, x->doc, index, &context, &view);
    int32_t first = (int32_t)x->out.n;

    if (st != OK)
        return st;
    if (view.too_many || x->out.n + view.nstatements > x->job->limits.figures)
        return fail_figures(x, (uint32_t)index);
    for (uint32_t i = 0; i < view.nstatements; i++) {
        struct statement *s = statements_push(&x->out);

        *s = view.statement[i];
        s->sentence = x->out.sentences++;
        s->clause = x->out.clauses++;
        if (s->parent != NO_STATEMENT)
            s->parent += first;
    }
    take_row_places(x, &view, (size_t)first, caption_above(x, index));
    *arena_push(x->job->arena, x->table, x->ntables, x->table_cap) = view;
    return OK;
}

/* Notes are read after the blocks their marks stand in, so that each knows
 * what it hangs on; statements keep the order of the document. */
status extract_report(struct job *j, const struct doc *d, struct report *out)
{
    struct extractor x = { .job = j, .doc = d, .report = out };

    *out = (struct report){ .doc = d };
    x.lexicon = lexicon_known();
    x.memo = name_memo_new(j->arena);
    x.out.arena = j->arena;
    x.out.s = arena_grow_raw(j->arena, NULL, sizeof *x.out.s, 0,
                             d->src->text.len / STATEMENT_BYTES + 1, &x.out.cap);
    x.claims = arena_grow_raw(j->arena, NULL, sizeof *x.claims, 0,
                              d->src->text.len / CLAIM_BYTES + 1, &x.claims_cap);
    tell_period(&x);
    out->area = home_find(j->arena, d);
    x.section = arena_array(j->arena, struct section, d->nblocks + 1);
    x.areas = area_names_remember(j->arena, area_names_open(j->arena, out->area));
    for (uint32_t i = 0; i < d->nblocks; i++) {
        status st = OK;

        if (d->block[i].kind == BLOCK_TABLE)
            st = extract_table_block(&x, (int32_t)i);
        else
            read_block(&x, (int32_t)i);
        if (st == OK && x.out.n > j->limits.figures)
            st = fail_figures(&x, i);
        if (st != OK)
            return st;
    }
    out->statement = x.out.s;
    out->nstatements = (uint32_t)x.out.n;
    out->nsentences = x.out.sentences;
    out->claim = x.claims;
    out->nclaims = x.nclaims;
    out->slip = x.slips;
    out->nslips = x.nslips;
    out->table = x.table;
    out->ntables = (uint32_t)x.ntables;
    out->section = x.section;
    return OK;
}
