/* profile.c -- a profile read: lines of words parted by tabs. */
#include "adapter/adapter.h"

#include "adapter/adapter_int.h"
#include "model/data.h"

enum { PROFILE_BYTES = 1 << 20, LINE_WORDS = 5 };

/* The running line. */
struct profile_reader {
    struct job *job;
    struct adapter *a;
    uint32_t line;
    str word[LINE_WORDS];       /* empty behind the last one */
    size_t n;
    bool has_direction, has_carrier;
};

__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static status
profile_fails(struct profile_reader *r, const char *vi, const char *en, ...)
{
    va_list ap;

    va_start(ap, en);
    str text = arena_vprintf(r->job->arena, r->job->lang == LANG_EN ? en : vi, ap);
    va_end(ap);
    return job_fail(r->job, FAIL_FORMAT, "%.*s:%u: %.*s", "%.*s:%u: %.*s", STRF(r->a->name),
                    r->line, STRF(text));
}

static status word_fails(struct profile_reader *r, size_t i, const char *words)
{
    return profile_fails(r, "không hiểu «%.*s»: hãy ghi %s", "cannot read '%.*s': write %s",
                         STRF(r->word[i]), words);
}

/* Which of "a|b|c" the word is; -1 for none. */
static int profile_choice(str word, const char *words)
{
    str rest = str_from(words), one;

    for (int i = 0; str_split(&rest, '|', &one); i++)
        if (str_eq(one, word))
            return i;
    return -1;
}

static status take_choice_word(struct profile_reader *r, const char *words, int *out)
{
    *out = profile_choice(r->word[1], words);
    return *out < 0 ? word_fails(r, 1, words) : OK;
}

/* -- places -- */

static bool read_path(str text, struct path *out)
{
    str rest = text, step;

    *out = (struct path){ .text = text, .top = str_starts(text, STR("/")) };
    if (out->top)
        rest = str_sub(text, 1, text.len);
    while (rest.len && str_split(&rest, '.', &step)) {
        if (!step.len || out->n == PATH_STEPS)
            return false;
        out->step[out->n++] = step;
    }
    return out->n > 0 && text.ptr[text.len - 1] != '.';
}

/* How many steps both have alike from the start. */
static uint8_t steps_alike(const struct path *a, const struct path *b)
{
    uint8_t n = 0;

    while (n < a->n && n < b->n && str_eq(a->step[n], b->step[n]))
        n++;
    return n;
}

/* Places written one after the other give one object each: what shares an object stands
 * together, and none lies inside another. */
static bool leaf_fits(const struct adapter *a, const struct path *p)
{
    uint8_t near = 0;

    for (size_t i = 0; i < a->nleaves; i++)
        if (a->leaf[i].path.top == p->top)
            near = steps_alike(&a->leaf[i].path, p);
    for (size_t i = 0; i < a->nleaves; i++) {
        const struct path *other = &a->leaf[i].path;
        uint8_t n = steps_alike(other, p);

        if (other->top == p->top && (n == other->n || n == p->n || n > near))
            return false;
    }
    return true;
}

/* `path` with '#' behind it is written as a number of JSON. */
static status put_leaf(struct profile_reader *r, struct leaf *leaf, str path)
{
    struct adapter *a = r->a;

    leaf->number = a->json && str_ends(path, STR("#"));
    path = str_sub(path, 0, path.len - leaf->number);
    if (!read_path(path, &leaf->path))
        return profile_fails(r, "«%.*s» không phải là chỗ trong tệp",
                             "'%.*s' is no place in a file", STRF(path));
    if (!a->json && (leaf->path.top || leaf->path.n > 1))
        return profile_fails(r, "CSV chỉ có cột: «%.*s»", "a CSV has columns only: '%.*s'",
                             STRF(path));
    if (a->nleaves == PROFILE_LEAVES)
        return profile_fails(r, "quá %d chỗ", "more than %d places", PROFILE_LEAVES);
    if (!leaf_fits(a, &leaf->path))
        return profile_fails(r, "«%.*s» trùng, chứa, hoặc đứng xa chỗ cùng nhóm",
                             "'%.*s' is told twice, holds another place, or stands apart from "
                             "its group", STRF(path));
    a->leaf[a->nleaves++] = *leaf;
    return OK;
}

/* -- fields -- */

static bool field_goes(enum fact_field f)
{
    return f != FACTS_REVISION && f != FACTS_AS_OF && f != FACTS_DOCUMENT && f != FACTS_ENTRY &&
           f != FACTS_ACTION;
}

static status take_field_word(struct profile_reader *r, enum fact_field *out)
{
    for (int f = 0; f < FACT_FIELDS; f++)
        if (str_is(r->word[1], fact_field_word((enum fact_field)f)) &&
            field_goes((enum fact_field)f)) {
            *out = (enum fact_field)f;
            return OK;
        }
    return word_fails(r, 1, "indicator, area, period, kind, value ...");
}

/* "needed", or nothing. */
static status take_needed(struct profile_reader *r, size_t at, struct leaf *leaf)
{
    leaf->needed = str_is(r->word[at], "needed");
    return leaf->needed || !r->word[at].len ? OK : word_fails(r, at, "needed");
}

static status take_field_line(struct profile_reader *r)
{
    struct leaf leaf = { .kind = LEAF_FIELD };
    str rest = r->word[2], path;

    status st = take_field_word(r, &leaf.field);
    if (st == OK)
        st = take_needed(r, 3, &leaf);
    if (st == OK && r->a->parts[leaf.field])
        return profile_fails(r, "trường này đã có chỗ", "the field has its place already");
    while (st == OK && str_split(&rest, '|', &path)) {
        if (r->a->parts[leaf.field] == FIELD_PARTS)
            return profile_fails(r, "quá %d chỗ", "more than %d places", FIELD_PARTS);
        leaf.part = r->a->parts[leaf.field]++;
        st = put_leaf(r, &leaf, path);
    }
    return st;
}

/* The constant as JSON, and as the text that it is. */
static status take_const_line(struct profile_reader *r)
{
    struct leaf leaf = { .kind = LEAF_CONST, .literal = r->word[2], .word = r->word[2] };
    const struct json *v = NULL;
    struct json_reader json;

    if (r->a->json) {
        json_open(r->job, arena_printf(r->job->arena, "%.*s:%u", STRF(r->a->name), r->line),
                  r->word[2], &json);
        status st = json_next(&json, &v);
        if (st != OK)
            return st;
        if (!v || v->kind >= JSON_LIST || json.at < r->word[2].len)
            return word_fails(r, 2, "\"...\", 12, true, null");
        leaf.word = v->text;
    }
    status st = take_needed(r, 3, &leaf);
    return st == OK ? put_leaf(r, &leaf, r->word[1]) : st;
}

static status take_rows_line(struct profile_reader *r)
{
    struct leaf leaf = { .kind = LEAF_ROWS, .needed = true };
    str path = r->word[1];

    if (!r->a->json || !str_starts(path, STR("/")) || !str_ends(path, STR("[]")))
        return word_fails(r, 1, "/data[]");
    for (size_t i = 0; i < r->a->nleaves; i++)
        if (r->a->leaf[i].kind == LEAF_ROWS)
            return profile_fails(r, "dòng này đã có", "this line is there already");
    return put_leaf(r, &leaf, str_sub(path, 0, path.len - 2));
}

/* count, columns: places of the document that tell of its rows. */
static status take_summary_line(struct profile_reader *r)
{
    struct leaf leaf = { .kind = str_is(r->word[0], "count") ? LEAF_COUNT : LEAF_COLUMNS };

    if (!r->a->json || !str_starts(r->word[1], STR("/")))
        return word_fails(r, 1, "/total");
    status st = take_needed(r, 2, &leaf);
    return st == OK ? put_leaf(r, &leaf, r->word[1]) : st;
}

static status take_pass_line(struct profile_reader *r)
{
    struct path p;

    if (!read_path(r->word[1], &p) || p.top)
        return word_fails(r, 1, "_id");
    *arena_push(r->job->arena, r->a->pass, r->a->npass, r->a->pass_cap) = p;
    return OK;
}

/* -- codes -- */

static str code_key(struct arena *a, enum fact_field f, str word)
{
    return arena_printf(a, "%d %.*s", (int)f, STRF(word));
}

/* The first line with a word decides. */
static void index_code(struct arena *a, struct key_set *set, uint32_t **first, size_t *cap,
                       str key, uint32_t line)
{
    bool is_new;
    uint32_t n = key_set_put(set, key, &is_new);
    size_t used = n - 1;

    if (is_new)
        *arena_push(a, *first, used, *cap) = line;
}

static status take_code_line(struct profile_reader *r)
{
    struct arena *arena = r->job->arena;
    struct code_line code = { .ours = r->word[2], .theirs = r->word[3], .unit = r->word[4] };
    struct adapter *a = r->a;

    status st = take_field_word(r, &code.field);
    if (st != OK)
        return st;
    if (!code.theirs.len || (code.unit.len && code.field != FACTS_INDICATOR))
        return profile_fails(r, "cần: code, trường, mã của Soát, mã của hệ thống",
                             "needed: code, field, our word, their code");
    if (code.field == FACTS_INDICATOR && a->lists.catalogue && !is_named_indicator(code.ours) &&
        !indicators_find(a->lists.catalogue, code.ours))
        return profile_fails(r, "danh mục không có chỉ tiêu «%.*s»",
                             "the catalogue has no indicator '%.*s'", STRF(code.ours));
    *arena_push(arena, a->code, a->ncodes, a->code_cap) = code;
    if (a->mode[code.field] == CODES_SAME)
        a->mode[code.field] = CODES_LISTED;
    index_code(arena, &a->by_ours, &a->first_ours, &a->first_cap[0],
               code_key(arena, code.field, code.ours), (uint32_t)a->ncodes);
    index_code(arena, &a->by_theirs, &a->first_theirs, &a->first_cap[1],
               code_key(arena, code.field, code.theirs), (uint32_t)a->ncodes);
    return OK;
}

/* Keys of the longest words that are looked up; a longer one is no code. */
enum { LONGEST_CODE = 500 };

static const struct code_line *code_line_of(const struct adapter *a, const struct key_set *set,
                                            const uint32_t *first, enum fact_field f, str word)
{
    char room[LONGEST_CODE + 16];
    size_t n = 0;

    if (word.len > LONGEST_CODE)
        return NULL;
    if (f >= 10)
        room[n++] = (char)('0' + f / 10);
    room[n++] = (char)('0' + f % 10);
    room[n++] = ' ';
    if (word.len)
        memcpy(room + n, word.ptr, word.len);
    uint32_t i = key_set_find(set, (str){ room, n + word.len });
    return i ? &a->code[first[i - 1] - 1] : NULL;
}

const struct code_line *code_of_ours(const struct adapter *a, enum fact_field f, str ours)
{
    return code_line_of(a, &a->by_ours, a->first_ours, f, ours);
}

const struct code_line *code_of_theirs(const struct adapter *a, enum fact_field f, str theirs)
{
    return code_line_of(a, &a->by_theirs, a->first_theirs, f, theirs);
}

static status take_codes_line(struct profile_reader *r)
{
    enum fact_field f;
    int mode = profile_choice(r->word[2], "same|listed|code");

    status st = take_field_word(r, &f);
    if (st != OK)
        return st;
    if (mode < 0 || (mode == CODES_UNIT) > (f == FACTS_AREA))
        return word_fails(r, 2, "same, listed; area: code");
    r->a->mode[f] = (enum code_mode)mode;
    return OK;
}

static status take_form_line(struct profile_reader *r)
{
    struct form_line form = { .ours = r->word[2], .theirs = r->word[3] };
    uint32_t ours, theirs;

    status st = take_field_word(r, &form.field);
    if (st != OK)
        return st;
    if (form.field != FACTS_PERIOD && form.field != FACTS_PUBLISHED)
        return word_fails(r, 1, "period, published");
    if (!pattern_good(form.ours, &ours) || !pattern_good(form.theirs, &theirs) || ours != theirs)
        return profile_fails(r, "hai vế phải có cùng các dấu {y} {a} {m} {n} {d} {e} {q}",
                             "both sides need the same marks {y} {a} {m} {n} {d} {e} {q}");
    *arena_push(r->job->arena, r->a->form, r->a->nforms, r->a->form_cap) = form;
    return OK;
}

static status take_fixed_line(struct profile_reader *r)
{
    enum fact_field f;
    bool fixed = str_is(r->word[0], "fixed");

    status st = take_field_word(r, &f);
    if (st != OK)
        return st;
    if (f == FACTS_VALUE || f == FACTS_UPPER)
        return word_fails(r, 1, "kind, unit, source ...");
    if (fixed) {
        r->a->is_fixed[f] = true;
        r->a->fixed[f] = r->word[2];
    } else {
        r->a->given[f] = r->word[2];
    }
    return OK;
}

/* -- settings -- */

static status take_direction(struct profile_reader *r)
{
    int i;

    status st = take_choice_word(r, "both|send|receive", &i);
    r->a->sends = i != 2;
    r->a->receives = i != 1;
    r->has_direction = true;
    return st;
}

static status take_carrier(struct profile_reader *r)
{
    int i;

    status st = take_choice_word(r, "csv|json", &i);
    r->a->json = i == 1;
    r->a->separator = ',';
    if (st == OK && r->n > 2 &&
        (i == 1 || r->word[2].len != 1 || !memchr(",;", r->word[2].ptr[0], 2)))
        return word_fails(r, 2, ", ;");
    if (st == OK && r->n > 2)
        r->a->separator = r->word[2].ptr[0];
    if (st == OK && r->a->nleaves)
        return profile_fails(r, "carrier phải đứng trước các chỗ",
                             "the carrier stands before the places");
    r->has_carrier = true;
    return st;
}

static status take_limit(struct profile_reader *r)
{
    uint32_t *to = str_is(r->word[1], "rows") ? &r->a->most_rows
                   : str_is(r->word[1], "text") ? &r->a->most_text : NULL;
    dec n;

    if (!to)
        return word_fails(r, 1, "rows, text");
    if (!dec_parse_plain(r->word[2], &n) || n.scale || n.coef < 1 || n.coef > 10000000)
        return word_fails(r, 2, "1 .. 10000000");
    *to = (uint32_t)n.coef;
    return OK;
}

static status take_setting(struct profile_reader *r)
{
    struct adapter *a = r->a;
    int i = 0;

    if (str_is(r->word[0], "title")) {
        a->title = r->word[1];
        return OK;
    }
    if (str_is(r->word[0], "action"))
        return row_action_parse(r->word[1], &a->action) && a->action <= ROW_APPEND
                   ? OK : word_fails(r, 1, "replace, append");

    bool known = true;
    status st = OK;
    if (str_is(r->word[0], "figures")) {
        st = take_choice_word(r, "number|text|text-vi", &i);
        a->figures = i < 0 ? FIGURES_NUMBER : (enum figure_notation)i;
    } else if (str_is(r->word[0], "empty")) {
        st = take_choice_word(r, "error|unknown", &i);
        a->empty_is_unknown = i == 1;
    } else if (str_is(r->word[0], "skip")) {
        st = take_choice_word(r, "withdrawn|drafts|others", &i);
        a->skips_withdrawn = a->skips_withdrawn || i == 0;
        a->skips_drafts = a->skips_drafts || i == 1;
        a->skips_others = a->skips_others || i == 2;
    } else if (str_is(r->word[0], "released")) {
        st = take_choice_word(r, "no|yes", &i);
        a->released = i == 1;
    } else if (str_is(r->word[0], "drop")) {
        st = take_choice_word(r, "hedge", &i);
        a->drops_hedge = i == 0;
    } else {
        known = false;
    }
    return known ? st
                 : word_fails(r, 0, "title, direction, carrier, rows, field, const, count, "
                                    "columns, pass, code, codes, form, fixed, given, figures, "
                                    "empty, skip, released, drop, action, limit");
}

static const struct {
    const char *word;
    size_t least;               /* words of the line */
    status (*take)(struct profile_reader *r);
} profile_lines[] = {
    { "direction", 2, take_direction }, { "carrier", 2, take_carrier },
    { "rows", 2, take_rows_line },      { "field", 3, take_field_line },
    { "const", 3, take_const_line },    { "count", 2, take_summary_line },
    { "columns", 2, take_summary_line }, { "pass", 2, take_pass_line },
    { "code", 4, take_code_line },      { "codes", 3, take_codes_line },
    { "form", 4, take_form_line },      { "fixed", 3, take_fixed_line },
    { "given", 3, take_fixed_line },    { "limit", 3, take_limit },
};

static bool line_has_control(str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r') ||
            line.ptr[i] == 127)
            return true;
    return false;
}

static status take_profile_line(struct profile_reader *r, str line)
{
    str rest = line, word;

    if (line_has_control(line))
        return profile_fails(r, "có ký tự điều khiển", "there is a control character");
    for (r->n = 0; r->n < LINE_WORDS; r->word[r->n++] = (str){ NULL, 0 })
        ;
    for (r->n = 0; str_split(&rest, '\t', &word); r->n++) {
        if (r->n == LINE_WORDS)
            return profile_fails(r, "dòng có quá %d phần", "more than %d parts in a line",
                                 LINE_WORDS);
        r->word[r->n] = str_trim(word);
    }
    for (size_t i = 0; i < sizeof profile_lines / sizeof *profile_lines; i++)
        if (str_is(r->word[0], profile_lines[i].word))
            return r->n >= profile_lines[i].least
                       ? profile_lines[i].take(r)
                       : profile_fails(r, "thiếu phần sau «%.*s»", "more is needed behind '%.*s'",
                                       STRF(r->word[0]));
    return r->n == 2 ? take_setting(r)
                     : profile_fails(r, "không hiểu dòng «%.*s»", "cannot read the line '%.*s'",
                                     STRF(r->word[0]));
}

/* -- the whole -- */

static bool has_rows(const struct adapter *a)
{
    for (size_t i = 0; i < a->nleaves; i++)
        if (a->leaf[i].kind == LEAF_ROWS)
            return true;
    return !a->json;
}

/* Does each code of the indicators tell a unit? */
static bool codes_tell_units(const struct adapter *a)
{
    for (size_t i = 0; i < a->ncodes; i++)
        if (a->code[i].field == FACTS_INDICATOR && !a->code[i].unit.len)
            return false;
    return a->mode[FACTS_INDICATOR] == CODES_LISTED;
}

/* What no file can do without. */
static status hold_profile(struct profile_reader *r)
{
    static const enum fact_field always[] = { FACTS_INDICATOR, FACTS_AREA, FACTS_PERIOD,
                                              FACTS_KIND };
    const struct adapter *a = r->a;

    r->line = 0;
    if (!r->has_direction || !r->has_carrier || !has_rows(a))
        return profile_fails(r, "cần các dòng direction, carrier (JSON: cả rows)",
                             "the lines direction, carrier (JSON: rows) are needed");
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!adapter_tells(a, always[i]) && (a->sends || !a->given[always[i]].len))
            return profile_fails(r, "chưa nói %s đứng ở đâu", "where the %s stands is not told",
                                 fact_field_word(always[i]));
    if (!a->parts[FACTS_VALUE])
        return profile_fails(r, "chưa nói %s đứng ở đâu", "where the %s stands is not told",
                             "value");
    if (!adapter_tells(a, FACTS_UNIT) && !codes_tell_units(a))
        return profile_fails(r, "chưa nói đơn vị tính: trường unit, hoặc ở từng mã chỉ tiêu",
                             "no unit is told: by a field, or with each code of an indicator");
    return OK;
}

status adapter_open(struct job *j, str name, str text, const struct adapter_lists *lists,
                    const struct adapter **out)
{
    struct adapter *a = arena_new(j->arena, struct adapter);
    struct profile_reader r = { .job = j, .a = a };
    str rest = text, line;
    status st = OK;

    a->name = name;
    a->title = name;
    a->lists = *lists;
    key_set_init(&a->by_ours, j->arena);
    key_set_init(&a->by_theirs, j->arena);
    if (text.len > PROFILE_BYTES)
        return job_fail(j, FAIL_LIMIT, "%.*s: hồ sơ kết nối dài quá %d byte",
                        "%.*s: the profile is longer than %d bytes", STRF(name), PROFILE_BYTES);
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_sub(rest, 3, rest.len);
    while (st == OK && str_split(&rest, '\n', &line)) {
        r.line++;
        if (str_trim(line).len && line.ptr[0] != '#')
            st = take_profile_line(&r, line);
    }
    if (st == OK)
        st = hold_profile(&r);
    if (st == OK)
        *out = a;
    return st;
}

struct adapter_about adapter_about(const struct adapter *a)
{
    return (struct adapter_about){ .title = a->title, .sends = a->sends, .receives = a->receives,
                                   .released = a->released, .csv = !a->json };
}

/* -- those that are shipped -- */

str adapter_shipped(str name)
{
    enum { LONGEST_PROFILE = 60 };
    char path[LONGEST_PROFILE + 32] = "profiles/";
    size_t n = strlen(path);

    if (name.len > LONGEST_PROFILE || !name.len)
        return (str){ NULL, 0 };
    memcpy(path + n, name.ptr, name.len);
    memcpy(path + n + name.len, ".tsv", 4);
    return data_file((str){ path, n + name.len + 4 });
}

str adapter_names(struct arena *a)
{
    str name, content;
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; data_each(i, &name, &content); i++)
        if (str_starts(name, STR("profiles/"))) {
            buf_put(&b, b.len ? STR(", ") : STR(""));
            buf_put(&b, str_sub(name, strlen("profiles/"), name.len - strlen(".tsv")));
        }
    return buf_str(&b);
}

bool is_named_indicator(str id)
{
    bool joined = false;

    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        joined = joined || c == '~';
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '~'))
            return false;
    }
    return joined;
}
