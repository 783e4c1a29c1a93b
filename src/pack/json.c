/* json.c -- JSON read strictly, figures as they are written. */
#include "pack/json.h"

#include "base/utf8.h"

/* -- places and failures -- */

/* Counts lines and letters up to where the reader stands. */
static void count_json_letters(struct json_reader *r)
{
    for (; r->counted < r->at; r->counted++) {
        unsigned char c = (unsigned char)r->text.ptr[r->counted];

        if (c == '\n') {
            r->line++;
            r->col = 1;
        } else {
            r->col += (c & 0xC0) != 0x80;
        }
    }
}

static status json_fails(struct json_reader *r, const char *vi, const char *en)
{
    count_json_letters(r);
    return job_fail(r->job, FAIL_FORMAT, "%.*s:%u:%u: %s", "%.*s:%u:%u: %s", STRF(r->name),
                    r->line, r->col, r->job->lang == LANG_EN ? en : vi);
}

static status json_limit(struct json_reader *r, const char *vi, const char *en)
{
    count_json_letters(r);
    return job_fail(r->job, FAIL_LIMIT, "%.*s:%u:%u: %s", "%.*s:%u:%u: %s", STRF(r->name),
                    r->line, r->col, r->job->lang == LANG_EN ? en : vi);
}

/* The byte the reader stands at; 0 behind the text. */
static char json_peek(const struct json_reader *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void pass_json_blanks(struct json_reader *r)
{
    while (r->at < r->text.len && memchr(" \t\r\n", r->text.ptr[r->at], 4))
        r->at++;
}

/* -- numbers -- */

static size_t pass_json_digits(struct json_reader *r)
{
    size_t from = r->at;

    while (json_peek(r) >= '0' && json_peek(r) <= '9')
        r->at++;
    return r->at - from;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static status take_json_number(struct json_reader *r, str *out)
{
    size_t from = r->at;
    bool good;

    r->at += json_peek(r) == '-';
    good = json_peek(r) == '0' ? r->at++, true : pass_json_digits(r) > 0;
    if (good && json_peek(r) == '.')
        r->at++, good = pass_json_digits(r) > 0;
    if (good && (json_peek(r) | 0x20) == 'e') {
        r->at++;
        r->at += json_peek(r) == '-' || json_peek(r) == '+';
        good = pass_json_digits(r) > 0;
    }
    if (!good || (json_peek(r) >= '0' && json_peek(r) <= '9'))
        return json_fails(r, "số viết không đúng kiểu JSON", "no number of JSON");
    *out = str_sub(r->text, from, r->at);
    return OK;
}

/* -- texts -- */

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Four digits behind \u. */
static bool take_hex(struct json_reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(json_peek(r));

        if (digit < 0)
            return false;
        *out = *out * 16 + (uint32_t)digit;
        r->at++;
    }
    return true;
}

/* Behind "\u": a letter, or the two halves of one. */
static bool take_escaped_letter(struct json_reader *r, struct buf *out)
{
    uint32_t cp, low;

    if (!take_hex(r, &cp) || !cp || (cp >= 0xDC00 && cp <= 0xDFFF))
        return false;
    if (cp >= 0xD800 && cp <= 0xDBFF) {
        if (!str_starts(str_sub(r->text, r->at, r->text.len), STR("\\u")))
            return false;
        r->at += 2;
        if (!take_hex(r, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    utf8_put(out, cp);
    return true;
}

/* Behind a backslash. */
static bool take_json_escape(struct json_reader *r, struct buf *out)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = json_peek(r);
    const char *at = c ? strchr(letters, c) : NULL;

    r->at++;
    if (c == 'u')
        return take_escaped_letter(r, out);
    if (at)
        buf_char(out, meant[at - letters]);
    return at != NULL;
}

/* Passes letters that stand for themselves. */
static bool pass_plain_letters(struct json_reader *r)
{
    uint32_t cp;

    while (r->at < r->text.len && r->text.ptr[r->at] != '"' && r->text.ptr[r->at] != '\\') {
        size_t n = utf8_next(r->text, r->at, &cp);

        if (cp == UTF8_BAD || cp < ' ')
            return false;
        r->at += n;
    }
    return r->at < r->text.len;
}

/* From its quote on. A text without escapes is borrowed. */
static status take_json_text(struct json_reader *r, str *out)
{
    size_t from = ++r->at;
    struct buf b;

    buf_init(&b, r->job->arena);
    while (pass_plain_letters(r)) {
        str plain = str_sub(r->text, from, r->at);
        bool end = json_peek(r) == '"';

        r->at++;
        if (end && !b.len) {
            *out = plain;
            return OK;
        }
        buf_put(&b, plain);
        if (end) {
            *out = buf_str(&b);
            return OK;
        }
        if (!take_json_escape(r, &b))
            return json_fails(r, "dấu \\ không thuộc cách viết nào của JSON",
                              "an escape that JSON does not know");
        from = r->at;
    }
    return json_fails(r, "chuỗi không đóng, có ký tự điều khiển, hoặc không phải UTF-8",
                      "a text that does not end, has a control character, or is not UTF-8");
}

/* -- values -- */

static status take_json_value(struct json_reader *r, struct json *v);

static bool has_member(const struct json *all, str key)
{
    for (; all; all = all->next)
        if (str_eq(all->key, key))
            return true;
    return false;
}

/* "name": before a member's value. */
static status take_json_key(struct json_reader *r, const struct json *before, str *out)
{
    if (json_peek(r) != '"')
        return json_fails(r, "phải có tên trong ngoặc kép", "a name in quotes is needed");

    status st = take_json_text(r, out);
    if (st != OK)
        return st;
    if (has_member(before, *out))
        return json_fails(r, "tên này đã có trong cùng một nhóm {…}",
                          "this name stands twice in one object");
    pass_json_blanks(r);
    if (json_peek(r) != ':')
        return json_fails(r, "thiếu dấu hai chấm", "a colon is missing");
    r->at++;
    pass_json_blanks(r);
    return OK;
}

/* What stands between the brackets, the closing one too. */
static status take_json_children(struct json_reader *r, struct json *v, char close)
{
    const struct json **last = &v->child;
    uint32_t n = 0;

    pass_json_blanks(r);
    if (json_peek(r) == close) {
        r->at++;
        return OK;
    }
    for (;;) {
        struct json *one = arena_new(r->job->arena, struct json);
        status st = OK;

        if (v->kind == JSON_OBJECT && n++ == JSON_MEMBERS)
            return json_limit(r, "một nhóm {…} có quá nhiều mục", "too many members of one object");
        pass_json_blanks(r);
        if (v->kind == JSON_OBJECT)
            st = take_json_key(r, v->child, &one->key);
        if (st == OK)
            st = take_json_value(r, one);
        if (st != OK)
            return st;
        *last = one;
        last = &one->next;
        pass_json_blanks(r);

        char c = json_peek(r);
        if (c != ',' && c != close)
            return json_fails(r, "thiếu dấu phẩy hoặc dấu đóng",
                              "a comma or a closing bracket is missing");
        r->at++;
        if (c == close)
            return OK;
    }
}

static status take_json_nest(struct json_reader *r, struct json *v)
{
    char close = json_peek(r) == '{' ? '}' : ']';

    if (r->depth == JSON_DEPTH)
        return json_limit(r, "lồng nhau quá sâu", "nested too deeply");
    v->kind = close == '}' ? JSON_OBJECT : JSON_LIST;
    r->at++;
    r->depth++;
    status st = take_json_children(r, v, close);
    r->depth--;
    return st;
}

static bool take_json_word(struct json_reader *r, struct json *v)
{
    static const struct { const char *word; enum json_kind kind; } words[] = {
        { "null", JSON_NULL }, { "false", JSON_FALSE }, { "true", JSON_TRUE },
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str word = str_from(words[i].word);

        if (str_starts(str_sub(r->text, r->at, r->text.len), word)) {
            v->kind = words[i].kind;
            v->text = word;
            r->at += word.len;
            return true;
        }
    }
    return false;
}

static status take_json_value(struct json_reader *r, struct json *v)
{
    char c = json_peek(r);

    count_json_letters(r);
    v->line = r->line;
    v->col = r->col;
    if (++r->values > r->job->limits.table_cells)
        return json_limit(r, "tệp có quá nhiều giá trị", "too many values");
    if (c == '{' || c == '[')
        return take_json_nest(r, v);
    if (c == '"') {
        v->kind = JSON_TEXT;
        return take_json_text(r, &v->text);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        v->kind = JSON_NUMBER;
        return take_json_number(r, &v->text);
    }
    if (take_json_word(r, v))
        return OK;
    return json_fails(r, "phải có một giá trị JSON", "a value of JSON is needed");
}

void json_open(struct job *j, str name, str text, struct json_reader *out)
{
    *out = (struct json_reader){ .job = j, .name = name, .text = text, .line = 1, .col = 1 };
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        out->at = out->counted = 3;
}

status json_next(struct json_reader *r, const struct json **out)
{
    struct json *v;

    *out = NULL;
    pass_json_blanks(r);
    if (r->at >= r->text.len)
        return OK;
    v = arena_new(r->job->arena, struct json);
    status st = take_json_value(r, v);
    if (st == OK)
        *out = v;
    return st;
}

const struct json *json_find(const struct json *v, str key)
{
    if (!v || v->kind != JSON_OBJECT)
        return NULL;
    for (v = v->child; v; v = v->next)
        if (str_eq(v->key, key))
            break;
    return v;
}
