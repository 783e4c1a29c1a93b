/* tags.c -- a pull reader of XML's tags. */
#include "pack/tags.h"

#include "base/utf8.h"

static enum tags_event tags_fail(struct tags *x)
{
    if (x->job->failed == OK)
        job_fail(x->job, FAIL_FORMAT,
                 "«%.*s»: «%.*s» hỏng ở byte %zu, hãy lưu lại tệp này từ phần mềm đã soạn nó",
                 "«%.*s»: «%.*s» is damaged at byte %zu, save the file again from the program it "
                 "was made with", STRF(x->file), STRF(x->part), x->at);
    return TAGS_FAILED;
}

/* Is s, in any case of its letters, that word of small ones? */
static bool is_word(str s, const char *word)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] | 0x20) != (word[i] | 0x20))
            return false;
    return word[s.len] == '\0';
}

/* The declaration tells no other encoding than UTF-8. */
static bool told_utf8(str bytes)
{
    str head = str_sub(bytes, 0, 200), value = { NULL, 0 }, name;
    size_t end = str_find(head, STR("?>"));

    if (!str_starts(head, STR("<?xml")) || end == SIZE_MAX)
        return true;
    head = str_sub(head, strlen("<?xml"), end);
    while (tags_next_attr(&head, &name, &value))
        if (str_eq(name, STR("encoding")))
            return (value.len == 5 && is_word(value, "utf-8")) ||
                   (value.len == 8 && is_word(value, "us-ascii"));
    return true;
}

status tags_open(struct job *j, str file, str part, str bytes, struct tags *out)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.len);
    *out = (struct tags){ .job = j, .file = file, .part = part, .bytes = bytes };
    out->open = arena_array(j->arena, str, (size_t)j->limits.nesting + 1);
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")) ||
        !told_utf8(bytes))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s»: «%.*s» không ghi bằng UTF-8, hãy lưu lại tệp này từ Excel hoặc "
                        "LibreOffice",
                        "«%.*s»: «%.*s» is not in UTF-8, save the file again from Excel or "
                        "LibreOffice", STRF(file), STRF(part));
    return OK;
}

static bool tag_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Sets name, strange from a tag's full name. */
static void tags_take_name(struct tags *x, str full)
{
    const char *colon = memchr(full.ptr, ':', full.len);
    str prefix = colon ? (str){ full.ptr, (size_t)(colon - full.ptr) } : (str){ NULL, 0 };

    if (x->depth == 0)
        x->prefix = prefix;
    x->strange = !str_eq(prefix, x->prefix);
    x->name = colon ? str_sub(full, prefix.len + 1, full.len) : full;
}

static enum tags_event too_deep(struct tags *x)
{
    job_fail(x->job, FAIL_LIMIT, "«%.*s»: «%.*s» lồng nhau quá %u tầng: không đọc",
             "«%.*s»: «%.*s» is nested more than %u deep: not read", STRF(x->file),
             STRF(x->part), x->job->limits.nesting);
    return TAGS_FAILED;
}

/* at: behind "<". */
static enum tags_event read_start(struct tags *x)
{
    const char *from = x->bytes.ptr + x->at, *p = from, *end = x->bytes.ptr + x->bytes.len;
    const char *name_end;

    while (p < end && *p != '>' && *p != '/' && !tag_blank(*p))
        p++;
    name_end = p;
    if (name_end == from || memchr(from, '<', (size_t)(name_end - from)))
        return tags_fail(x);
    for (; p < end && *p != '>'; p++) {
        if (*p == '<')
            return tags_fail(x);
        if (*p == '"' || *p == '\'')
            p = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!p)
            return tags_fail(x);
    }
    if (p >= end)
        return tags_fail(x);
    if (x->depth >= x->job->limits.nesting)
        return too_deep(x);
    x->empty = p[-1] == '/';
    x->attrs = (str){ name_end, (size_t)(p - name_end) - x->empty };
    x->at = (size_t)(p + 1 - x->bytes.ptr);

    str full = { from, (size_t)(name_end - from) };

    tags_take_name(x, full);
    x->open[x->depth++] = full;
    return TAGS_START;
}

/* at: behind "</". */
static enum tags_event read_end(struct tags *x)
{
    str open = x->depth ? x->open[x->depth - 1] : (str){ NULL, 0 };
    size_t at = x->at + open.len;

    if (!open.len || at >= x->bytes.len || memcmp(x->bytes.ptr + x->at, open.ptr, open.len) != 0)
        return tags_fail(x);
    while (at < x->bytes.len && tag_blank(x->bytes.ptr[at]))
        at++;
    if (at >= x->bytes.len || x->bytes.ptr[at] != '>')
        return tags_fail(x);
    x->at = at + 1;
    x->depth--;
    tags_take_name(x, open);
    return TAGS_END;
}

/* Moves behind `close`, which ends what begins here; false when it never comes. */
static bool pass(struct tags *x, str close, size_t *from)
{
    size_t found = str_find(str_sub(x->bytes, *from, x->bytes.len), close);

    if (found == SIZE_MAX)
        return false;
    x->at = *from + found + close.len;
    *from += found;
    return true;
}

static enum tags_event refuse_doctype(struct tags *x)
{
    job_fail(x->job, FAIL_FORMAT,
             "«%.*s»: «%.*s» có khai báo DOCTYPE, tệp văn phòng không bao giờ có: không đọc",
             "«%.*s»: «%.*s» has a DOCTYPE, which no office file has: not read", STRF(x->file),
             STRF(x->part));
    return TAGS_FAILED;
}

/* Comments, instructions, CDATA: "<!" or "<?" stands here. Comments are passed; true with
 * *event set for what is told. */
static bool read_other(struct tags *x, enum tags_event *event)
{
    str rest = str_sub(x->bytes, x->at, x->bytes.len);
    size_t from = x->at + 2;

    if (str_starts(rest, STR("<?"))) {
        *event = TAGS_FAILED;
        return !pass(x, STR("?>"), &from);
    }
    if (str_starts(rest, STR("<!--"))) {
        from += 2;
        *event = TAGS_FAILED;
        return !pass(x, STR("-->"), &from);
    }
    if (str_starts(rest, STR("<![CDATA[")) && x->depth) {
        size_t text = x->at + strlen("<![CDATA["), end = text;

        *event = pass(x, STR("]]>"), &end) ? TAGS_TEXT : TAGS_FAILED;
        x->text = str_sub(x->bytes, text, end);
        x->verbatim = true;
        return true;
    }
    *event = str_starts(rest, STR("<!DOCTYPE")) ? refuse_doctype(x) : TAGS_FAILED;
    return true;
}

/* Text up to the next tag; false for mere blanks outside the root. */
static bool read_text(struct tags *x, enum tags_event *event)
{
    const char *from = x->bytes.ptr + x->at;
    const char *to = memchr(from, '<', x->bytes.len - x->at);

    x->text = (str){ from, to ? (size_t)(to - from) : x->bytes.len - x->at };
    x->verbatim = false;
    x->at += x->text.len;
    *event = TAGS_TEXT;
    if (x->depth)
        return true;
    *event = TAGS_FAILED;
    return str_trim(x->text).len > 0;
}

enum tags_event tags_next(struct tags *x)
{
    enum tags_event event;

    if (x->empty) {
        x->empty = false;
        x->depth--;
        return TAGS_END;
    }
    while (x->at < x->bytes.len) {
        const char *p = x->bytes.ptr + x->at;

        if (*p != '<') {
            if (read_text(x, &event))
                return event == TAGS_FAILED ? tags_fail(x) : event;
            continue;
        }
        if (x->at + 1 >= x->bytes.len)
            break;
        if (p[1] == '/') {
            x->at += 2;
            return read_end(x);
        }
        if (p[1] != '!' && p[1] != '?') {
            x->at += 1;
            return read_start(x);
        }
        if (read_other(x, &event))
            return event == TAGS_FAILED ? tags_fail(x) : event;
    }
    return x->depth || x->at < x->bytes.len || !x->open[0].len ? tags_fail(x) : TAGS_DONE;
}

status tags_skip(struct tags *x)
{
    uint32_t depth = x->depth;

    for (;;) {
        enum tags_event e = tags_next(x);

        if (e == TAGS_FAILED || e == TAGS_DONE)
            return x->job->failed;
        if (e == TAGS_END && x->depth < depth)
            return OK;
    }
}

bool tags_next_attr(str *rest, str *name, str *value)
{
    const char *p = rest->ptr, *end = p + rest->len, *from;

    while (p < end && tag_blank(*p))
        p++;
    from = p;
    while (p < end && *p != '=' && !tag_blank(*p))
        p++;
    *name = (str){ from, (size_t)(p - from) };
    while (p < end && *p != '"' && *p != '\'')
        p++;
    if (p >= end)
        return false;

    const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));

    if (!close)
        return false;
    *value = (str){ p + 1, (size_t)(close - p - 1) };
    *rest = (str){ close + 1, (size_t)(end - close - 1) };
    return true;
}

str tags_attr(const struct tags *x, const char *name)
{
    str rest = x->attrs, want = str_from(name), told, value;

    while (rest.len && tags_next_attr(&rest, &told, &value))
        if (str_eq(told, want))
            return value;
    return (str){ NULL, 0 };
}

/* The letter of an entity without & and ;, 0 for none that XML knows of itself. */
static uint32_t entity_letter(str e)
{
    static const struct { str name; char letter; } known[] = {
        { { "lt", 2 }, '<' }, { { "gt", 2 }, '>' }, { { "amp", 3 }, '&' },
        { { "quot", 4 }, '"' }, { { "apos", 4 }, '\'' },
    };
    bool hex = e.len > 1 && (e.ptr[1] == 'x' || e.ptr[1] == 'X');
    uint32_t n = 0;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(e, known[i].name))
            return (uint32_t)known[i].letter;
    if (e.len < 2 || e.ptr[0] != '#' || e.len > 9)
        return 0;
    for (size_t i = hex ? 2 : 1; i < e.len; i++) {
        char c = e.ptr[i], low = (char)(c | 0x20);
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                       : hex && low >= 'a' && low <= 'f' ? (uint32_t)(low - 'a') + 10 : 99;

        if (digit == 99)
            return 0;
        n = n * (hex ? 16 : 10) + digit;
    }
    return n > 0x10FFFF || (n >= 0xD800 && n < 0xE000) ? 0 : n;
}

void tags_put(struct buf *out, str raw)
{
    while (raw.len) {
        const char *amp = memchr(raw.ptr, '&', raw.len);
        size_t plain = amp ? (size_t)(amp - raw.ptr) : raw.len, semicolon;
        uint32_t letter;

        buf_put(out, str_sub(raw, 0, plain));
        if (!amp)
            return;
        raw = str_sub(raw, plain, raw.len);
        semicolon = str_find(str_sub(raw, 0, 12), STR(";"));
        letter = semicolon == SIZE_MAX ? 0 : entity_letter(str_sub(raw, 1, semicolon));
        if (letter)
            utf8_put(out, letter);
        else
            buf_char(out, '&');
        raw = str_sub(raw, letter ? semicolon + 1 : 1, raw.len);
    }
}

void tags_put_text(const struct tags *x, struct buf *out)
{
    if (x->verbatim)
        buf_put(out, x->text);
    else
        tags_put(out, x->text);
}

long tags_number(str raw, long other)
{
    long n = 0;

    if (!raw.len || raw.len > 9)
        return other;
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.ptr[i] < '0' || raw.ptr[i] > '9')
            return other;
        n = n * 10 + (raw.ptr[i] - '0');
    }
    return n;
}
