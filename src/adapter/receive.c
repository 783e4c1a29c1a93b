/* receive.c -- the file that another system gives, to rows that ask for facts. */
#include "adapter/adapter_int.h"
#include "base/utf8.h"
#include "model/sdmx.h"
#include "read/cells.h"
#include "read/charset.h"

enum { SHOWN_TOLD_BYTES = 60, TOLD_BYTES = 32 * 1024 };

/* What stands in one place. */
struct told_value {
    bool there;                 /* and no null */
    bool number;                /* a number of JSON: its notation is certain */
    str text;
    uint32_t line, col;
    str column;                 /* as messages call it */
};

struct receiver {
    struct job *job;
    const struct adapter *a;
    str name;
    struct told_value told[PROFILE_LEAVES];     /* of the running row */
    uint32_t line, col;         /* where it begins */
    struct import_row row;
    bool wrong;                 /* the running row has an error */
    struct key_set figures;     /* and, by their numbers, their lines */
    uint32_t *figure_line;
    size_t figure_cap;

    struct import_rows rows;
    struct import_row *list;
    size_t list_cap;
    struct cell_error *error;
    size_t error_cap, nerrors;
};

/* -- errors -- */

__attribute__((format(printf, 5, 7), format(printf, 6, 7))) static void
receive_error(struct receiver *r, uint32_t line, uint32_t col, str column, const char *vi,
              const char *en, ...)
{
    struct arena *a = r->job->arena;
    bool english = r->job->lang == LANG_EN;
    struct cell_error e = { .line = line, .col = col, .column = column, .place = r->name };
    struct buf b;
    va_list ap;

    r->wrong = true;
    if (r->nerrors++ >= CELL_ERRORS_KEPT) {
        r->rows.more_errors = true;
        return;
    }
    va_start(ap, en);
    buf_init(&b, a);
    buf_tsv(&b, arena_vprintf(a, english ? en : vi, ap));
    va_end(ap);
    e.message = buf_str(&b);
    if (line && col)
        e.place = english ? arena_printf(a, "line %u, column %u", line, col)
                          : arena_printf(a, "dòng %u, cột %u", line, col);
    else if (line)
        e.place = english ? arena_printf(a, "line %u", line) : arena_printf(a, "dòng %u", line);
    *arena_push(a, r->error, r->rows.nerrors, r->error_cap) = e;
    r->rows.error = r->error;
}

/* A text as messages show it: cut at a letter. */
static str shown_told(str s)
{
    size_t n = s.len < SHOWN_TOLD_BYTES ? s.len : SHOWN_TOLD_BYTES;

    while (n < s.len && n && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}

#define TOLD(t) (t)->line, (t)->col, (t)->column

static const char *received_field(const struct receiver *r, enum fact_field f)
{
    return r->job->lang == LANG_EN ? fact_field_word(f) : fact_field_title(f);
}

/* -- fields -- */

/* The first place of a field; NULL when it has none. */
static const struct told_value *told_of(const struct receiver *r, enum fact_field f)
{
    for (size_t i = 0; i < r->a->nleaves; i++)
        if (r->a->leaf[i].kind == LEAF_FIELD && r->a->leaf[i].field == f)
            return &r->told[i];
    return NULL;
}

/* The texts of all places of a field, with '|' between; *some: one is there. A part that is
 * absent beside others is an error. */
static bool join_parts(struct receiver *r, enum fact_field f, bool *some, str *out)
{
    bool all = true;
    struct buf b;

    *some = false;
    buf_init(&b, r->job->arena);
    for (size_t i = 0; i < r->a->nleaves; i++) {
        const struct leaf *leaf = &r->a->leaf[i];

        if (leaf->kind != LEAF_FIELD || leaf->field != f)
            continue;
        if (leaf->part)
            buf_char(&b, '|');
        buf_put(&b, r->told[i].text);
        *some = *some || r->told[i].there;
        all = all && r->told[i].there;
    }
    *out = buf_str(&b);
    if (*some && !all) {
        const struct told_value *t = told_of(r, f);

        receive_error(r, t->line ? t->line : r->line, t->line ? t->col : r->col, t->column,
                      "thiếu một phần của %s", "a part of the %s is missing",
                      received_field(r, f));
    }
    return all || !*some;
}

/* Their text of a field; empty when there is none. */
static bool their_text(struct receiver *r, enum fact_field f, str *out)
{
    const struct told_value *t = told_of(r, f);
    bool some = false;

    *out = (str){ NULL, 0 };
    if (!t)
        return true;
    if (r->a->parts[f] > 1)
        return join_parts(r, f, &some, out);
    if (t->there)
        *out = t->text;
    return true;
}

static bool tell_unknown_code(struct receiver *r, enum fact_field f, str theirs)
{
    const struct told_value *t = told_of(r, f);

    receive_error(r, TOLD(t), "hồ sơ kết nối không có %s «%.*s»: hãy sửa mã hoặc thêm dòng code",
                  "the profile knows no %s '%.*s': mend the code or add a line for it",
                  received_field(r, f), STRF(shown_told(theirs)));
    return false;
}

static bool tell_no_word(struct receiver *r, enum fact_field f, str theirs)
{
    const struct told_value *t = told_of(r, f);

    receive_error(r, t ? t->line : r->line, t ? t->col : r->col, t ? t->column : (str){ NULL, 0 },
                  "không hiểu %s «%.*s»", "cannot read the %s '%.*s'", received_field(r, f),
                  STRF(shown_told(theirs)));
    return false;
}

/* Our words for their text of a field, or what the profile says of it. */
static bool our_word(struct receiver *r, enum fact_field f, str *out)
{
    const struct adapter *a = r->a;
    const struct code_line *code;
    str theirs;

    if (!their_text(r, f, &theirs))
        return false;
    *out = theirs;
    if (!theirs.len) {
        *out = a->is_fixed[f] ? a->fixed[f] : a->given[f];
        return true;
    }
    if (has_forms(a, f))
        return form_to_ours(a, r->job->arena, f, theirs, out) || tell_no_word(r, f, theirs);
    code = code_of_theirs(a, f, theirs);
    if (code)
        *out = code->ours;
    else if (a->mode[f] == CODES_LISTED)
        return tell_unknown_code(r, f, theirs);
    if (a->is_fixed[f] && !str_eq(*out, a->fixed[f])) {
        const struct told_value *t = told_of(r, f);

        receive_error(r, TOLD(t), "%s phải là «%.*s»", "the %s must be '%.*s'",
                      received_field(r, f), STRF(a->fixed[f]));
        return false;
    }
    return true;
}

/* -- one row -- */

static bool day_there_is(period p)
{
    int y, m, d;

    if (!p.day)
        return true;
    day_split(day_of(p.year, p.month, p.day), &y, &m, &d);
    return m == p.month && d == p.day;
}

static void receive_period(struct receiver *r)
{
    str word;

    if (!our_word(r, FACTS_PERIOD, &word))
        return;
    if (!word.len)
        receive_error(r, r->line, 0, (str){ NULL, 0 }, "thiếu %s", "the %s is missing",
                      received_field(r, FACTS_PERIOD));
    else if (!period_parse(word, &r->row.fact.when) || !day_there_is(r->row.fact.when))
        tell_no_word(r, FACTS_PERIOD, word);
    else
        r->row.fact.when = period_canonical(r->row.fact.when);
}

static void receive_indicator(struct receiver *r)
{
    const struct indicators *all = r->a->lists.catalogue;
    struct fact *f = &r->row.fact;
    const struct indicator *known;
    str word;

    if (!our_word(r, FACTS_INDICATOR, &word))
        return;
    known = all ? indicators_find(all, word) : NULL;
    if (!word.len)
        receive_error(r, r->line, 0, (str){ NULL, 0 }, "thiếu %s", "the %s is missing",
                      received_field(r, FACTS_INDICATOR));
    else if (all && !known && !is_named_indicator(word))
        tell_no_word(r, FACTS_INDICATOR, word);
    f->indicator = word;
    if (known)
        f->name = known->name;
}

/* The unit that had this code on the last day of the period. */
static bool unit_of_code(struct receiver *r, str code, str *out)
{
    struct area_list list = { NULL, 0, 0 };
    epoch_day first, last;

    if (!sdmx_days(r->row.fact.when, &first, &last))
        return true;            /* the period has its error already */
    geography_coded(r->a->lists.places, r->job->arena, code, &list);
    for (size_t i = 0; i < list.n; i++)
        if (area_valid(list.area[i], last)) {
            *out = list.area[i]->id;
            return true;
        }
    const struct told_value *t = told_of(r, FACTS_AREA);
    str day = day_print(r->job->arena, last);
    receive_error(r, t ? t->line : r->line, t ? t->col : r->col, t ? t->column : (str){ NULL, 0 },
                  "ngày %.*s không có đơn vị hành chính nào mang mã «%.*s»",
                  "on %.*s no administrative unit has the code '%.*s'", STRF(day),
                  STRF(shown_told(code)));
    return false;
}

static void receive_area(struct receiver *r)
{
    const struct told_value *t = told_of(r, FACTS_AREA);
    str word;

    if (!our_word(r, FACTS_AREA, &word))
        return;
    if (t && t->there && r->a->mode[FACTS_AREA] == CODES_UNIT && r->a->lists.places &&
        !code_of_theirs(r->a, FACTS_AREA, t->text) && !unit_of_code(r, word, &word))
        return;
    r->row.fact.area = word;
}

static void receive_words(struct receiver *r)
{
    struct arena *a = r->job->arena;
    struct fact *f = &r->row.fact;
    str word;

    if (our_word(r, FACTS_KIND, &word) && !fact_kind_read(a, word, &f->kind))
        tell_no_word(r, FACTS_KIND, word);
    f->status = f->kind == FACT_ESTIMATE ? FACT_ESTIMATED : FACT_PRELIMINARY;
    if (our_word(r, FACTS_STATUS, &word) && word.len && !fact_status_read(a, word, &f->status))
        tell_no_word(r, FACTS_STATUS, word);
    if (our_word(r, FACTS_STATE, &word) && word.len && !fact_state_read(a, word, &f->state))
        tell_no_word(r, FACTS_STATE, word);
    if (our_word(r, FACTS_PUBLISHED, &word) && word.len && !day_parse(word, &f->published))
        tell_no_word(r, FACTS_PUBLISHED, word);
}

/* "norm=2021;sex=nữ" in its canonical form. */
static bool breakdown_of(struct arena *a, str text, str *out)
{
    enum { MOST_PARTS = 32 };
    struct fact_part d[MOST_PARTS];
    str rest = text, one;
    size_t n = 0;

    while (n < MOST_PARTS && str_split(&rest, ';', &one)) {
        size_t equals = str_find(one, STR("="));

        if (equals == SIZE_MAX)
            return false;
        d[n++] = (struct fact_part){ str_sub(one, 0, equals), str_sub(one, equals + 1, one.len) };
    }
    *out = fact_breakdown(a, d, n);
    return out->len > 0;
}

static void receive_texts(struct receiver *r)
{
    struct fact *f = &r->row.fact;
    const struct code_line *code;
    const struct { enum fact_field field; str *to; } texts[] = {
        { FACTS_UNIT, &f->unit }, { FACTS_SOURCE, &f->source }, { FACTS_HEDGE, &f->hedge },
        { FACTS_BOOK, &f->book }, { FACTS_NOTE, &f->note }, { FACTS_REASON, &f->reason },
    };
    str word;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        our_word(r, texts[i].field, texts[i].to);
    if (our_word(r, FACTS_NAME, &word) && word.len)
        f->name = word;
    if (our_word(r, FACTS_BREAKDOWN, &word) && word.len &&
        !breakdown_of(r->job->arena, word, &f->breakdown))
        tell_no_word(r, FACTS_BREAKDOWN, word);
    if (!f->source.len)
        f->source = r->a->title;

    code = code_of_ours(r->a, FACTS_INDICATOR, f->indicator);
    if (!code || !code->unit.len)
        return;
    if (!f->unit.len)
        f->unit = code->unit;
    else if (!str_eq(f->unit, code->unit))
        tell_no_word(r, FACTS_UNIT, f->unit);
}

/* -- figures -- */

static void tell_no_number(struct receiver *r, const struct told_value *t)
{
    bool vi = r->a->figures == FIGURES_TEXT_VI;
    char likely[DEC_TEXT];
    dec d;

    if (vi ? dec_parse_plain(t->text, &d) : dec_parse_vi(t->text, &d)) {
        if (vi)
            dec_format_vi(d, likely);
        else
            dec_format_plain(d, likely);
        receive_error(r, TOLD(t), "«%.*s» không ghi theo cách của hệ thống; nếu là %s thì hãy ghi "
                      "như vậy", "'%.*s' is in another notation; if it is %s, write it so",
                      STRF(shown_told(t->text)), likely);
        return;
    }
    receive_error(r, TOLD(t), "«%.*s» không phải là số đọc được đúng từng chữ số",
                  "'%.*s' is no number whose digits can be kept", STRF(shown_told(t->text)));
}

static bool receive_figure(struct receiver *r, const struct told_value *t, dec *out)
{
    bool vi = r->a->figures == FIGURES_TEXT_VI && !t->number;

    if (vi ? dec_parse_vi(t->text, out) : dec_parse_plain(t->text, out))
        return true;
    tell_no_number(r, t);
    return false;
}

static void receive_range(struct receiver *r)
{
    const struct told_value *t = told_of(r, FACTS_UPPER);
    struct fact *f = &r->row.fact;

    if (!t || !t->there || !receive_figure(r, t, &f->upper))
        return;
    f->is_range = true;
    if (dec_cmp(f->value, f->upper) > 0)
        receive_error(r, TOLD(t), "cận trên nhỏ hơn giá trị",
                      "the upper end is less than the value");
}

/* A figure, or a state that says why there is none. */
static void receive_value(struct receiver *r)
{
    const struct told_value *t = told_of(r, FACTS_VALUE);
    const struct told_value *upper = told_of(r, FACTS_UPPER);
    struct fact *f = &r->row.fact;

    if (f->state == FACT_WITHDRAWN)
        r->row.action = ROW_DELETE;
    if (!t->there && upper && upper->there)
        receive_error(r, TOLD(upper), "có cận trên mà không có giá trị",
                      "there is an upper end and no value");
    if (t->there && f->state != FACT_NUMBER)
        receive_error(r, TOLD(t), "vừa có số vừa ghi «%s»", "there is a number and the state '%s'",
                      r->job->lang == LANG_EN
                          ? arena_str(r->job->arena, fact_state_word(f->state)).ptr
                          : fact_state_title(f->state));
    else if (t->there && receive_figure(r, t, &f->value))
        receive_range(r);
    else if (!t->there && f->state == FACT_NUMBER && r->a->empty_is_unknown)
        f->state = FACT_UNKNOWN;
    else if (!t->there && f->state == FACT_NUMBER)
        receive_error(r, t->line ? t->line : r->line, t->line ? t->col : r->col, t->column,
                      "thiếu số: hãy ghi số, hoặc tình trạng vì sao không có",
                      "no figure: write one, or the state that says why there is none");
}

/* -- the row as a whole -- */

static bool told_text_holds(struct receiver *r, const struct told_value *t)
{
    uint32_t c;

    for (size_t i = 0; i < t->text.len; i += utf8_next(t->text, i, &c)) {
        utf8_next(t->text, i, &c);
        if (c == UTF8_BAD || c == 127 || (c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
            receive_error(r, TOLD(t), "có ký tự điều khiển, hoặc không phải UTF-8",
                          "there is a control character, or it is not UTF-8");
            return false;
        }
    }
    if (t->text.len <= TOLD_BYTES)
        return true;
    receive_error(r, TOLD(t), "văn bản dài hơn %d byte", "the text is longer than %d bytes",
                  TOLD_BYTES);
    return false;
}

/* What must be there is, constants are what they are, texts are texts. */
static void hold_told(struct receiver *r)
{
    for (size_t i = 0; i < r->a->nleaves; i++) {
        const struct leaf *leaf = &r->a->leaf[i];
        const struct told_value *t = &r->told[i];

        if ((leaf->kind != LEAF_FIELD && leaf->kind != LEAF_CONST) || leaf->path.top)
            continue;
        if (t->there)
            told_text_holds(r, t);
        if (leaf->needed && !t->there)
            receive_error(r, t->line ? t->line : r->line, t->line ? t->col : r->col,
                          leaf->path.text, "chỗ này phải có", "this is needed");
        else if (leaf->kind == LEAF_CONST && t->there && !str_eq(t->text, leaf->word))
            receive_error(r, TOLD(t), "phải là «%.*s», không phải «%.*s»",
                          "it must be '%.*s', not '%.*s'", STRF(leaf->word),
                          STRF(shown_told(t->text)));
    }
}

static void hold_new_figure(struct receiver *r)
{
    const struct fact *f = &r->row.fact;
    size_t used;
    int64_t when = 0;
    bool is_new;

    period_pack(f->when, &when);
    str key = arena_printf(r->job->arena, "%zu %zu %zu %zu %lld %d %.*s%.*s%.*s%.*s%.*s",
                           f->indicator.len, f->area.len, f->book.len, f->source.len,
                           (long long)when, (int)f->kind, STRF(f->indicator), STRF(f->area),
                           STRF(f->book), STRF(f->source), STRF(f->breakdown));
    uint32_t n = key_set_put(&r->figures, key, &is_new);
    used = n - 1;
    if (is_new)
        *arena_push(r->job->arena, r->figure_line, used, r->figure_cap) = r->line;
    else
        receive_error(r, r->line, r->col, (str){ NULL, 0 }, "số này đã có ở dòng %u",
                      "the figure stands in line %u already", r->figure_line[n - 1]);
}

/* One row of the file, whose places have been filled in. */
static void receive_row(struct receiver *r)
{
    const struct told_value *value = told_of(r, FACTS_VALUE);

    r->wrong = false;
    r->row = (struct import_row){ .action = r->a->action, .line = r->line };
    hold_told(r);
    if (r->wrong)
        return;
    receive_period(r);
    receive_indicator(r);
    receive_area(r);
    receive_words(r);
    receive_texts(r);
    if (!r->wrong)
        receive_value(r);
    if (!r->wrong)
        hold_new_figure(r);
    if (r->wrong)
        return;
    r->row.value_col = value->col;
    if (value->line)
        r->row.line = value->line;
    *arena_push(r->job->arena, r->list, r->rows.n, r->list_cap) = r->row;
    r->rows.row = r->list;
}

/* -- JSON -- */

static void tell_place(struct receiver *r, const struct json *v, str column,
                       struct told_value *out)
{
    *out = (struct told_value){ .column = column };
    if (!v)
        return;
    out->line = v->line;
    out->col = v->col;
    if (v->kind == JSON_LIST || v->kind == JSON_OBJECT) {
        receive_error(r, TOLD(out), "ở đây phải là chữ hoặc số",
                      "here a text or a number is needed");
        return;
    }
    out->number = v->kind == JSON_NUMBER;
    out->text = v->kind == JSON_TEXT ? str_trim(v->text) : v->text;
    out->there = v->kind != JSON_NULL && out->text.len > 0;
    if (!out->there)
        out->text = (str){ NULL, 0 };
}

static const struct json *json_at(const struct json *v, const struct path *p)
{
    for (uint8_t i = 0; v && i < p->n; i++)
        v = json_find(v, p->step[i]);
    return v;
}

/* Is this way through a row the one to a known place, or a part of it? */
static bool way_is_known(const struct adapter *a, const struct path *way, bool *whole)
{
    *whole = false;
    for (size_t i = 0; i < a->nleaves + a->npass; i++) {
        const struct path *p = i < a->nleaves ? &a->leaf[i].path : &a->pass[i - a->nleaves];
        uint8_t n = 0;

        if (p->top || p->n < way->n)
            continue;
        while (n < way->n && str_eq(p->step[n], way->step[n]))
            n++;
        if (n == way->n) {
            *whole = p->n == n;
            return true;
        }
    }
    return false;
}

/* A place that the profile does not name may hold a figure: it is not passed over in silence. */
static void hold_known_names(struct receiver *r, const struct json *row, struct path *way)
{
    for (const struct json *v = row->child; v; v = v->next) {
        bool whole = false;

        way->step[way->n++] = v->key;
        if (!way_is_known(r->a, way, &whole))
            receive_error(r, v->line, v->col, v->key,
                          "hồ sơ kết nối không nói đến chỗ này: thêm dòng field hoặc pass",
                          "the profile does not name this place: add a line field or pass");
        else if (!whole && v->kind == JSON_OBJECT && way->n < PATH_STEPS)
            hold_known_names(r, v, way);
        way->n--;
    }
}

/* One answer: a document of JSON. */
struct answer {
    const struct json *v;
    const struct json *rows;
    struct answer *next;
};

/* The places of the document have been told by hold_page(). */
static void receive_json_row(struct receiver *r, const struct json *row)
{
    struct path way = { .n = 0 };

    r->line = row->line;
    r->col = row->col;
    r->wrong = false;
    if (row->kind != JSON_OBJECT) {
        receive_error(r, row->line, row->col, (str){ NULL, 0 }, "mỗi dòng phải là một nhóm {…}",
                      "each row must be an object");
        return;
    }
    hold_known_names(r, row, &way);
    for (size_t i = 0; i < r->a->nleaves; i++) {
        const struct leaf *leaf = &r->a->leaf[i];

        if (!leaf->path.top)
            tell_place(r, json_at(row, &leaf->path), leaf->path.text, &r->told[i]);
    }
    if (!r->wrong)
        receive_row(r);
}

static void hold_count(struct receiver *r, const struct json *v, str column, size_t nrows)
{
    dec d;

    if (v && v->kind == JSON_NUMBER && dec_parse_plain(v->text, &d) && !d.scale &&
        d.coef == (int64_t)nrows)
        return;
    if (v && v->kind != JSON_NULL)
        receive_error(r, v->line, v->col, column, "hệ thống báo có %.*s dòng, tệp có %zu: hãy tải "
                      "đủ các trang và nối thành một tệp", "the system tells of %.*s rows, the "
                      "file has %zu: fetch all pages and join them in one file",
                      STRF(shown_told(v->text)), nrows);
}

/* What stands once in a document, told once; false when its rows cannot be understood without
 * what is missing. */
static bool hold_page(struct receiver *r, const struct answer *page, size_t nrows)
{
    bool good = true;

    for (size_t i = 0; i < r->a->nleaves; i++) {
        const struct leaf *leaf = &r->a->leaf[i];
        const struct json *v = leaf->path.top ? json_at(page->v, &leaf->path) : NULL;
        str column = leaf->path.text;
        struct told_value *t = &r->told[i];

        if (!leaf->path.top)
            continue;
        if (leaf->kind == LEAF_COUNT)
            hold_count(r, v, column, nrows);
        if (leaf->kind == LEAF_FIELD || leaf->kind == LEAF_CONST) {
            tell_place(r, v, column, t);
            good = (!t->there || told_text_holds(r, t)) && good;
        }
        if (leaf->needed && (!v || v->kind == JSON_NULL)) {
            receive_error(r, page->v->line, page->v->col, column, "chỗ này phải có",
                          "this is needed");
            good = false;
        } else if (leaf->kind == LEAF_CONST && t->there && !str_eq(t->text, leaf->word)) {
            receive_error(r, TOLD(t), "phải là «%.*s», không phải «%.*s»",
                          "it must be '%.*s', not '%.*s'", STRF(leaf->word),
                          STRF(shown_told(t->text)));
        }
    }
    return good;
}

static bool top_is_const(const struct adapter *a)
{
    for (size_t i = 0; i < a->nleaves; i++)
        if (a->leaf[i].path.top && a->leaf[i].kind == LEAF_CONST)
            return true;
    return false;
}

static status no_such_answer(struct receiver *r)
{
    return job_fail(r->job, FAIL_FORMAT, "«%.*s» không có dạng của «%.*s»",
                    "'%.*s' has not the form of '%.*s'", STRF(r->name), STRF(r->a->title));
}

static const struct path *rows_path(const struct adapter *a)
{
    size_t i = 0;

    while (a->leaf[i].kind != LEAF_ROWS)
        i++;
    return &a->leaf[i].path;
}

/* All documents of the text, and how many rows they have together. */
static status read_answers(struct receiver *r, str bytes, struct answer **out, size_t *nrows)
{
    struct json_reader json;
    const struct json *v;
    status st;

    *nrows = 0;
    json_open(r->job, r->name, bytes, &json);
    while ((st = json_next(&json, &v)) == OK && v) {
        struct answer *page = arena_new(r->job->arena, struct answer);

        page->v = v;
        page->rows = json_at(v, rows_path(r->a));
        /* A refusal of the other side has no rows, and is told by its constants. */
        if (v->kind != JSON_OBJECT || (page->rows && page->rows->kind != JSON_LIST) ||
            (!page->rows && !top_is_const(r->a)))
            return no_such_answer(r);
        for (v = page->rows ? page->rows->child : NULL; v; v = v->next)
            ++*nrows;
        *out = page;
        out = &page->next;
    }
    return st;
}

static status receive_json(struct receiver *r, str bytes)
{
    struct answer *page = NULL;
    size_t nrows;

    status st = read_answers(r, bytes, &page, &nrows);
    if (st == OK && !page)
        return no_such_answer(r);
    for (; st == OK && page; page = page->next) {
        const struct json *v = page->rows ? page->rows->child : NULL;

        for (v = hold_page(r, page, nrows) ? v : NULL; v; v = v->next)
            receive_json_row(r, v);
    }
    return st;
}

/* -- CSV -- */

enum { CSV_MOST = 256 };

/* Which leaf each column is; -1: passed over, -2: none. */
struct csv_columns {
    int16_t leaf[CSV_MOST];
};

static int column_leaf(const struct adapter *a, str name)
{
    for (size_t i = 0; i < a->nleaves; i++)
        if (str_eq(a->leaf[i].path.text, name))
            return (int)i;
    for (size_t i = 0; i < a->npass; i++)
        if (str_eq(a->pass[i].text, name))
            return -1;
    return -2;
}

static bool read_csv_head(struct receiver *r, const struct raw_cell *cell, size_t n,
                          struct csv_columns *out)
{
    size_t before = r->nerrors;
    bool has[PROFILE_LEAVES] = { false };

    for (size_t i = 0; i < CSV_MOST; i++)
        out->leaf[i] = -2;
    for (size_t i = 0; i < n; i++) {
        str name = exchange_restore(cell[i].text);
        int leaf = cell[i].col < CSV_MOST ? column_leaf(r->a, name) : -2;

        if (leaf == -2 || (leaf >= 0 && has[leaf]))
            receive_error(r, cell[i].row + 1, cell[i].col + 1, name,
                          leaf == -2 ? "hồ sơ kết nối không có cột này: thêm dòng field hoặc pass"
                                     : "cột này đã có ở bên trái",
                          leaf == -2 ? "the profile has no such column: add a line field or pass"
                                     : "this column stands to the left already");
        else
            out->leaf[cell[i].col] = (int16_t)leaf;
        if (leaf >= 0)
            has[leaf] = true;
    }
    for (size_t i = 0; i < r->a->nleaves; i++)
        if (r->a->leaf[i].needed && !has[i])
            receive_error(r, 1, 0, r->a->leaf[i].path.text, "thiếu cột này",
                          "this column is missing");
    return r->nerrors == before;
}

static void receive_csv_row(struct receiver *r, const struct csv_columns *h,
                            const struct raw_cell *cell, size_t n)
{
    r->line = cell[0].row + 1;
    r->col = 0;
    r->wrong = false;
    for (size_t i = 0; i < r->a->nleaves; i++)
        r->told[i] = (struct told_value){ .line = r->line, .column = r->a->leaf[i].path.text };
    for (uint32_t col = 0; col < CSV_MOST; col++)
        if (h->leaf[col] >= 0)
            r->told[h->leaf[col]].col = col + 1;
    for (size_t i = 0; i < n; i++) {
        int leaf = cell[i].col < CSV_MOST ? h->leaf[cell[i].col] : -2;

        if (leaf == -2)
            receive_error(r, r->line, cell[i].col + 1, (str){ NULL, 0 },
                          "ô này nằm ngoài các cột có tên", "this cell stands in no named column");
        if (leaf < 0)
            continue;
        r->told[leaf].text = str_trim(exchange_restore(cell[i].text));
        r->told[leaf].there = r->told[leaf].text.len > 0;
    }
    if (!r->wrong)
        receive_row(r);
}

static status receive_csv(struct receiver *r, str bytes)
{
    struct csv_columns header;
    const struct raw_cell *cell;
    struct cells all;
    size_t at = 0, n;

    status st = charset_text(r->job, r->name, bytes, &bytes);
    if (st == OK)
        st = cells_read(r->job, r->name, bytes, &all);
    if (st != OK)
        return st;
    if (all.workbook || !cells_next_row(&all.sheet[0], &at, &cell, &n))
        return no_such_answer(r);
    if (!read_csv_head(r, cell, n, &header))
        return OK;
    while (cells_next_row(&all.sheet[0], &at, &cell, &n))
        receive_csv_row(r, &header, cell, n);
    return OK;
}

status adapter_receive(struct job *j, const struct adapter *a, str name, str bytes,
                       struct import_rows *out)
{
    struct receiver r = { .job = j, .a = a, .name = name };

    if (!a->receives)
        return job_fail(j, FAIL_USAGE, "%.*s: hồ sơ kết nối này chỉ để gửi",
                        "%.*s: this profile only sends", STRF(a->name));
    key_set_init(&r.figures, j->arena);
    status st = a->json ? receive_json(&r, bytes) : receive_csv(&r, bytes);
    if (st == OK)
        *out = r.rows;
    return st;
}
