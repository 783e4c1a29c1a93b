/* send.c -- facts to the file that another system takes. */
#include "adapter/adapter_int.h"
#include "model/sdmx.h"

enum { ERRORS_TOLD = 200 };

struct sender {
    struct job *job;
    const struct adapter *a;
    const struct dataset_row *row;      /* the running one */
    str text[PROFILE_LEAVES];   /* of its leaves, in their notation */
    str top[PROFILE_LEAVES];    /* of those that stand once, by the first row */
    size_t sent, skipped;
    struct key_set figures;
    struct buf rows, errors;
    size_t nerrors;
};

/* -- errors -- */

/* "grdp, 11, 2025-H1: ..."; gives false, for `return`. */
__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static bool
row_unsent(struct sender *s, const char *vi, const char *en, ...)
{
    const struct fact *f = s->row->fact;
    va_list ap;

    if (s->nerrors++ >= ERRORS_TOLD)
        return false;
    buf_printf(&s->errors, "%.*s, %.*s, ", STRF(f->indicator), STRF(f->area));
    period_print(&s->errors, f->when);
    buf_put(&s->errors, STR(": "));
    va_start(ap, en);
    buf_tsv(&s->errors, arena_vprintf(s->job->arena, s->job->lang == LANG_EN ? en : vi, ap));
    va_end(ap);
    buf_char(&s->errors, '\n');
    return false;
}

static const char *sent_field(const struct sender *s, enum fact_field f)
{
    return s->job->lang == LANG_EN ? fact_field_word(f) : fact_field_title(f);
}

/* -- what a fact says, in our words -- */

static str sent_figure(const struct sender *s, dec d)
{
    char room[DEC_TEXT];
    size_t n = s->a->figures == FIGURES_TEXT_VI ? dec_format_vi(d, room)
                                                : dec_format_plain(d, room);

    return arena_str(s->job->arena, (str){ room, n });
}

static str sent_period(const struct sender *s, period p)
{
    struct buf b;

    buf_init(&b, s->job->arena);
    period_print(&b, p);
    return buf_str(&b);
}

static str sent_word(const struct sender *s, enum fact_field field)
{
    const struct fact *f = s->row->fact;
    bool number = f->state == FACT_NUMBER;
    str none = { NULL, 0 };

    switch (field) {
    case FACTS_INDICATOR: return f->indicator;
    case FACTS_AREA: return f->area;
    case FACTS_PERIOD: return sent_period(s, f->when);
    case FACTS_KIND: return fact_kind_word(f->kind);
    case FACTS_VALUE: return number ? sent_figure(s, f->value) : none;
    case FACTS_UPPER: return number && f->is_range ? sent_figure(s, f->upper) : none;
    case FACTS_UNIT: return f->unit;
    case FACTS_STATUS: return fact_status_word(f->status);
    case FACTS_STATE: return fact_state_word(f->state);
    case FACTS_SOURCE: return f->source;
    case FACTS_HEDGE: return f->hedge;
    case FACTS_BOOK: return f->book;
    case FACTS_BREAKDOWN: return f->breakdown;
    case FACTS_PUBLISHED: return f->published ? day_print(s->job->arena, f->published) : none;
    case FACTS_NAME: return f->name;
    case FACTS_NOTE: return f->note;
    case FACTS_REASON: return f->reason;
    case FACTS_INDICATOR_NAME: return s->row->indicator_name;
    case FACTS_AREA_NAME: return s->row->area_name;
    default: return none;
    }
}

/* -- in their words -- */

static bool send_listed(struct sender *s, enum fact_field field, str ours, str *out)
{
    const struct code_line *code = code_of_ours(s->a, field, ours);

    if (code)
        *out = code->theirs;
    if (code || !ours.len)
        return true;
    return row_unsent(s, "hồ sơ kết nối không có mã cho %s «%.*s»",
                      "the profile has no code for the %s '%.*s'", sent_field(s, field),
                      STRF(ours));
}

/* A code means the unit that has it when the period ends: another one of that code is not
 * to be told by it. */
static bool send_unit_code(struct sender *s, str ours, str *out)
{
    const struct geography *g = s->a->lists.places;
    const struct area *u = g && ours.len ? geography_find(g, ours) : NULL;
    epoch_day first, last;

    if (!ours.len || !g)
        return true;
    if (!u)
        return row_unsent(s, "«%.*s» không phải mã đơn vị hành chính",
                          "'%.*s' is no id of an administrative unit", STRF(ours));
    if (!sdmx_days(s->row->fact->when, &first, &last) || !area_valid(u, last))
        return row_unsent(s, "cuối kỳ không có đơn vị này: mã «%.*s» sẽ chỉ đơn vị khác",
                          "there is no such unit when the period ends: the code '%.*s' would mean "
                          "another one", STRF(u->code));
    *out = u->code;
    return true;
}

/* The text of a field as the other system writes it; empty for none. */
static bool send_field(struct sender *s, enum fact_field field, str *out)
{
    const struct adapter *a = s->a;
    str ours = sent_word(s, field);

    *out = ours;
    if (ours.len && has_forms(a, field)) {
        if (!form_to_theirs(a, s->job->arena, field, ours, out))
            return row_unsent(s, "hồ sơ kết nối không có cách ghi %s «%.*s»",
                              "the profile has no form for the %s '%.*s'", sent_field(s, field),
                              STRF(ours));
    } else if (a->mode[field] == CODES_LISTED || code_of_ours(a, field, ours)) {
        if (!send_listed(s, field, ours, out))
            return false;
    } else if (a->mode[field] == CODES_UNIT && !send_unit_code(s, ours, out)) {
        return false;
    }
    if (a->most_text && out->len > a->most_text)
        return row_unsent(s, "%s dài quá %u byte", "the %s is longer than %u bytes",
                          sent_field(s, field), a->most_text);
    return true;
}

/* What the file has no place for must not be lost. */
static bool all_is_told(struct sender *s)
{
    const struct adapter *a = s->a;
    const struct fact *f = s->row->fact;
    enum fact_field lost = FACT_FIELDS;

    if (f->is_range && f->state == FACT_NUMBER && !a->parts[FACTS_UPPER])
        lost = FACTS_UPPER;
    else if (f->breakdown.len && !adapter_tells(a, FACTS_BREAKDOWN))
        lost = FACTS_BREAKDOWN;
    else if (f->hedge.len && !adapter_tells(a, FACTS_HEDGE) && !a->drops_hedge)
        lost = FACTS_HEDGE;
    else if (f->state != FACT_NUMBER && !adapter_tells(a, FACTS_STATE) &&
             !(a->empty_is_unknown && f->state == FACT_UNKNOWN))
        lost = FACTS_STATE;
    if (lost == FACT_FIELDS)
        return true;

    str word = sent_word(s, lost);
    return row_unsent(s, "hồ sơ kết nối không có chỗ cho %s «%.*s»",
                      "the profile has no place for the %s '%.*s'", sent_field(s, lost),
                      STRF(word));
}

static bool fixed_holds(struct sender *s)
{
    for (int f = 0; f < FACT_FIELDS; f++) {
        if (!s->a->is_fixed[f])
            continue;
        str ours = sent_word(s, (enum fact_field)f);
        if (!str_eq(ours, s->a->fixed[f]))
            return row_unsent(s, "%s là «%.*s», kết nối này chỉ nhận «%.*s»",
                              "the %s is '%.*s', this connection takes '%.*s' only",
                              sent_field(s, (enum fact_field)f), STRF(ours),
                              STRF(s->a->fixed[f]));
    }
    return true;
}

/* The unit of the indicator's code is that of the fact. */
static bool unit_holds(struct sender *s)
{
    const struct fact *f = s->row->fact;
    const struct code_line *code = code_of_ours(s->a, FACTS_INDICATOR, f->indicator);

    if (!code || !code->unit.len || str_eq(code->unit, f->unit))
        return true;
    return row_unsent(s, "số tính bằng «%.*s», hệ thống nhận «%.*s»",
                      "the figure is in '%.*s', the system takes '%.*s'", STRF(f->unit),
                      STRF(code->unit));
}

/* -- rows -- */

/* Puts the texts of a field into its leaves. */
static bool fill_leaves(struct sender *s, enum fact_field field, str text)
{
    const struct adapter *a = s->a;
    size_t most = a->parts[field];
    str rest = text, part = text;

    for (size_t i = 0; i < a->nleaves; i++) {
        const struct leaf *leaf = &a->leaf[i];

        if (leaf->kind != LEAF_FIELD || leaf->field != field)
            continue;
        if (most > 1 && !str_split(&rest, '|', &part))
            part = (str){ NULL, 0 };
        if (leaf->needed && !part.len)
            return row_unsent(s, "thiếu %s", "the %s is missing", sent_field(s, field));
        s->text[i] = part;
    }
    if (most > 1 && str_split(&rest, '|', &part) && text.len)
        return row_unsent(s, "%s «%.*s» có nhiều phần hơn số chỗ",
                          "the %s '%.*s' has more parts than places", sent_field(s, field),
                          STRF(text));
    return true;
}

static bool encode_row(struct sender *s)
{
    for (int f = 0; f < FACT_FIELDS; f++) {
        str text;

        if (s->a->parts[f] && (!send_field(s, (enum fact_field)f, &text) ||
                               !fill_leaves(s, (enum fact_field)f, text)))
            return false;
    }
    return true;
}

/* What stands once in the document is one for all rows. */
static bool top_holds(struct sender *s)
{
    for (size_t i = 0; i < s->a->nleaves; i++) {
        const struct leaf *leaf = &s->a->leaf[i];

        if (!leaf->path.top || leaf->kind != LEAF_FIELD)
            continue;
        if (!s->sent)
            s->top[i] = s->text[i];
        else if (!str_eq(s->top[i], s->text[i]))
            return row_unsent(s, "một tệp chỉ có một %s: «%.*s», không phải «%.*s»",
                              "a file has one %s: '%.*s', not '%.*s'",
                              sent_field(s, leaf->field), STRF(s->top[i]), STRF(s->text[i]));
    }
    return true;
}

/* No two facts may be one on the other side. */
static bool figure_is_new(struct sender *s)
{
    bool is_new;
    struct buf b;

    buf_init(&b, s->job->arena);
    for (size_t i = 0; i < s->a->nleaves; i++) {
        enum fact_field f = s->a->leaf[i].field;
        bool key = f == FACTS_INDICATOR || f == FACTS_AREA || f == FACTS_PERIOD ||
                   f == FACTS_KIND || f == FACTS_BOOK || f == FACTS_SOURCE ||
                   f == FACTS_BREAKDOWN;

        if (s->a->leaf[i].kind == LEAF_FIELD && key)
            buf_printf(&b, "%zu %.*s", s->text[i].len, STRF(s->text[i]));
    }
    key_set_put(&s->figures, buf_str(&b), &is_new);
    return is_new || row_unsent(s, "hai số của sổ thành một ở hệ thống kia: hãy chọn nguồn, sổ "
                                "kế hoạch hoặc loại số",
                                "two figures of the ledger are one in that system: choose a "
                                "source, a plan book or a kind");
}

/* -- the file -- */

static bool leaf_is_figure(const struct leaf *leaf)
{
    return leaf->kind == LEAF_FIELD &&
           (leaf->field == FACTS_VALUE || leaf->field == FACTS_UPPER);
}

/* Closes what is open of the path before, opens what the next one needs, writes its name. */
static void put_json_way(struct buf *b, const struct path *before, const struct path *p)
{
    uint8_t same = 0;

    while (before && same + 1 < before->n && same + 1 < p->n &&
           str_eq(before->step[same], p->step[same]))
        same++;
    for (int i = before ? before->n - 1 : 0; i > same; i--)
        buf_char(b, '}');
    if (before)
        buf_char(b, ',');
    for (uint8_t i = same; i < p->n; i++) {
        buf_json(b, p->step[i]);
        buf_put(b, i + 1 < p->n ? STR(":{") : STR(":"));
    }
}

static bool put_json_text(struct sender *s, struct buf *b, const struct leaf *leaf, str text)
{
    bool bare = leaf->number || (leaf_is_figure(leaf) && s->a->figures == FIGURES_NUMBER);
    dec d;

    if (leaf->kind == LEAF_CONST)
        buf_put(b, leaf->literal);
    else if (!text.len)
        buf_put(b, STR("null"));
    else if (!bare)
        buf_json(b, text);
    else if (dec_parse_plain(text, &d) && (d.scale || text.len == 1 || text.ptr[0] != '0'))
        buf_put(b, text);
    else
        return row_unsent(s, "«%.*s» không phải là số", "'%.*s' is no number", STRF(text));
    return true;
}

static bool put_json_row(struct sender *s)
{
    const struct path *before = NULL;
    struct buf *b = &s->rows;

    buf_put(b, s->sent ? STR(",\n{") : STR("\n{"));
    for (size_t i = 0; i < s->a->nleaves; i++) {
        const struct leaf *leaf = &s->a->leaf[i];

        if (leaf->path.top)
            continue;
        put_json_way(b, before, &leaf->path);
        if (!put_json_text(s, b, leaf, s->text[i]))
            return false;
        before = &leaf->path;
    }
    buf_repeat(b, '}', before ? before->n : 1);
    return true;
}

static bool put_csv_line(struct sender *s)
{
    for (size_t i = 0; i < s->a->nleaves; i++) {
        const struct leaf *leaf = &s->a->leaf[i];
        str text = leaf->kind == LEAF_CONST ? leaf->word : s->text[i];

        if (i)
            buf_char(&s->rows, s->a->separator);
        if (!leaf_is_figure(leaf))
            text = exchange_neutral(s->job->arena, text);
        exchange_put_field(&s->rows, text, s->a->separator, i == 0);
    }
    buf_put(&s->rows, STR("\r\n"));
    return true;
}

static void put_column_list(const struct adapter *a, struct buf *b)
{
    bool any = false;

    buf_char(b, '[');
    for (size_t i = 0; i < a->nleaves; i++) {
        const struct leaf *leaf = &a->leaf[i];
        bool number = leaf->number || (leaf_is_figure(leaf) && a->figures != FIGURES_TEXT_VI);

        if (leaf->path.top)
            continue;
        buf_put(b, any ? STR(",\n{\"id\":") : STR("\n{\"id\":"));
        any = true;
        buf_json(b, leaf->path.text);
        buf_printf(b, ",\"type\":\"%s\"", number ? "numeric" : "text");
        if (leaf->kind == LEAF_FIELD) {
            buf_put(b, STR(",\"info\":{\"label\":"));
            buf_json(b, str_from(fact_field_title(leaf->field)));
            buf_char(b, '}');
        }
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static bool put_json_file(struct sender *s, struct buf *b)
{
    const struct path *before = NULL;

    buf_char(b, '{');
    for (size_t i = 0; i < s->a->nleaves; i++) {
        const struct leaf *leaf = &s->a->leaf[i];

        if (!leaf->path.top)
            continue;
        put_json_way(b, before, &leaf->path);
        before = &leaf->path;
        if (leaf->kind == LEAF_ROWS)
            buf_printf(b, "[%.*s\n]", STRF(buf_str(&s->rows)));
        else if (leaf->kind == LEAF_COUNT)
            buf_number(b, s->sent, 0);
        else if (leaf->kind == LEAF_COLUMNS)
            put_column_list(s->a, b);
        else if (!put_json_text(s, b, leaf, s->top[i]))
            return false;
    }
    buf_repeat(b, '}', before ? before->n : 1);
    buf_char(b, '\n');
    return true;
}

static void put_csv_file(struct sender *s, struct buf *b)
{
    for (size_t i = 0; i < s->a->nleaves; i++) {
        if (i)
            buf_char(b, s->a->separator);
        exchange_put_field(b, s->a->leaf[i].path.text, s->a->separator, i == 0);
    }
    buf_put(b, STR("\r\n"));
    buf_put(b, buf_str(&s->rows));
}

/* Is it none of the figures that this connection is for? */
static bool row_is_skipped(const struct adapter *a, const struct fact *f)
{
    return (a->skips_withdrawn && f->state == FACT_WITHDRAWN) ||
           (a->skips_drafts && f->status == FACT_DRAFT) ||
           (a->skips_others && !code_of_ours(a, FACTS_INDICATOR, f->indicator));
}

static void send_row(struct sender *s, const struct dataset_row *row)
{
    s->row = row;
    if (row_is_skipped(s->a, row->fact)) {
        s->skipped++;
        return;
    }
    if (!fixed_holds(s) || !all_is_told(s) || !unit_holds(s) || !encode_row(s) || !top_holds(s) ||
        !figure_is_new(s))
        return;
    if (s->a->json ? put_json_row(s) : put_csv_line(s))
        s->sent++;
}

static status refuse_sending(struct sender *s)
{
    if (s->nerrors)
        return job_fail(s->job, FAIL_FORMAT, "%.*s: %zu số không gửi được, không ghi gì",
                        "%.*s: %zu figures cannot be sent, nothing was written",
                        STRF(s->a->name), s->nerrors);
    if (!s->sent)
        return job_fail(s->job, FAIL_USAGE, "%.*s: không có số nào để gửi",
                        "%.*s: there is no figure to send", STRF(s->a->name));
    if (s->a->most_rows && s->sent > s->a->most_rows)
        return job_fail(s->job, FAIL_LIMIT, "%.*s: %zu số, mỗi lần gửi được %u: hãy chọn bớt",
                        "%.*s: %zu figures, it takes %u at once: choose fewer",
                        STRF(s->a->name), s->sent, s->a->most_rows);
    return OK;
}

status adapter_send(struct job *j, const struct adapter *a, const struct dataset *ds,
                    struct buf *out, struct adapter_sent *told)
{
    struct sender s = { .job = j, .a = a };
    struct buf file;

    *told = (struct adapter_sent){ .sent = 0 };
    if (!a->sends)
        return job_fail(j, FAIL_USAGE, "%.*s: hồ sơ kết nối này chỉ để nhận",
                        "%.*s: this profile only receives", STRF(a->name));
    key_set_init(&s.figures, j->arena);
    buf_init(&s.rows, j->arena);
    buf_init(&s.errors, j->arena);
    buf_init(&file, j->arena);
    for (size_t i = 0; i < ds->n; i++)
        send_row(&s, &ds->row[i]);
    if (!s.nerrors && s.sent && a->json)
        put_json_file(&s, &file);
    else if (!s.nerrors && s.sent)
        put_csv_file(&s, &file);
    *told = (struct adapter_sent){ s.sent, s.skipped, buf_str(&s.errors) };
    status st = refuse_sending(&s);
    if (st == OK)
        buf_put(out, buf_str(&file));
    return st;
}

void adapter_describe(const struct adapter *a, struct buf *out)
{
    buf_put(out, STR("{\"name\":"));
    buf_json(out, a->title);
    buf_printf(out, ",\"format\":\"%s\",\"fields\":", a->json ? "JSON" : "CSV");
    put_column_list(a, out);
    buf_put(out, STR("}\n"));
}
