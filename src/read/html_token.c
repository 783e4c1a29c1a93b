/* html_token.c -- parting HTML into tags and texts. */
#include "read/html_token.h"

#include "base/utf8.h"

enum { NAME_LONGEST = 12, REFERENCE_LONGEST = 32 };

static const struct { const char *name; uint16_t nature; } html_element[HTML_NELEMENTS] = {
    { "", 0 },
#define X(name, nature) { #name, (nature) },
    HTML_ELEMENTS(X)
#undef X
};

static const char *const html_attribute[HTML_NATTRIBUTES] = {
#define X(name, text) text,
    HTML_ATTRIBUTES(X)
#undef X
};

static const struct { const char *name; uint16_t cp; } html_entity[] = {
#define ENTITY(name, cp) { name, cp },
#include "read/html_entities.def"
#undef ENTITY
};

unsigned html_nature_of(enum html_element e)
{
    return html_element[e].nature;
}

static bool html_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool html_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The name in small letters; false for one longer than any that is known. */
static bool lower_name(str name, char out[NAME_LONGEST + 1])
{
    if (name.len > NAME_LONGEST)
        return false;
    for (size_t i = 0; i < name.len; i++)
        out[i] = ascii_lower(name.ptr[i]);
    out[name.len] = '\0';
    return true;
}

enum html_element html_element_of(str name)
{
    char lower[NAME_LONGEST + 1];
    int lo = HTML_OTHER + 1, hi = HTML_NELEMENTS;

    if (!lower_name(name, lower))
        return HTML_OTHER;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2, order = strcmp(lower, html_element[mid].name);

        if (order == 0)
            return (enum html_element)mid;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return HTML_OTHER;
}

static void keep_attribute(struct html_token *out, str name, str value)
{
    char lower[NAME_LONGEST + 1];

    if (!lower_name(name, lower))
        return;
    for (int i = 0; i < HTML_NATTRIBUTES; i++)
        if (lower[0] == html_attribute[i][0] && strcmp(lower, html_attribute[i]) == 0) {
            if (!html_has(out, (enum html_attribute)i))     /* the first one counts */
                out->attr[i] = value;
            out->has |= 1U << i;
            return;
        }
}

static void skip_blanks(struct html_scan *s)
{
    while (s->at < s->bytes.len && html_blank(s->bytes.ptr[s->at]))
        s->at++;
}

/* Moves behind the next c; to the end when there is none. Gives what stood before it. */
static str take_until(struct html_scan *s, char c)
{
    size_t from = s->at;
    const char *p = memchr(s->bytes.ptr + from, c, s->bytes.len - from);

    s->at = p ? (size_t)(p - s->bytes.ptr) + 1 : s->bytes.len;
    return str_sub(s->bytes, from, p ? s->at - 1 : s->at);
}

static str take_value(struct html_scan *s)
{
    size_t from;
    char c;

    skip_blanks(s);
    if (s->at >= s->bytes.len)
        return STR("");
    c = s->bytes.ptr[s->at];
    if (c == '"' || c == '\'') {
        str v;

        s->at++;
        v = take_until(s, c);
        return v.ptr ? v : STR("");
    }
    for (from = s->at; s->at < s->bytes.len; s->at++)
        if (html_blank(s->bytes.ptr[s->at]) || s->bytes.ptr[s->at] == '>')
            break;
    return (str){ s->bytes.ptr + from, s->at - from };
}

/* The attributes of a tag, and its ">". */
static void take_attributes(struct html_scan *s, struct html_token *out)
{
    for (;;) {
        str name, value = STR("");
        size_t from;

        while (s->at < s->bytes.len &&
               (html_blank(s->bytes.ptr[s->at]) || s->bytes.ptr[s->at] == '/'))
            s->at++;
        if (s->at >= s->bytes.len)
            return;
        if (s->bytes.ptr[s->at] == '>') {
            s->at++;
            return;
        }
        for (from = s->at++; s->at < s->bytes.len; s->at++) {   /* a leading "=" is a name */
            char c = s->bytes.ptr[s->at];

            if (c == '=' || c == '>' || c == '/' || html_blank(c))
                break;
        }
        name = str_sub(s->bytes, from, s->at);
        skip_blanks(s);
        if (s->at < s->bytes.len && s->bytes.ptr[s->at] == '=') {
            s->at++;
            value = take_value(s);
        }
        keep_attribute(out, name, value);
    }
}

/* The attributes, a quarter of a kilobyte, are left as they are: none is told yet. */
static void start_token(struct html_token *out, enum html_kind kind, enum html_element e)
{
    out->kind = kind;
    out->element = e;
    out->has = 0;
}

static void take_tag(struct html_scan *s, enum html_kind kind, struct html_token *out)
{
    size_t from = s->at;

    while (s->at < s->bytes.len && !html_blank(s->bytes.ptr[s->at]) &&
           s->bytes.ptr[s->at] != '/' && s->bytes.ptr[s->at] != '>')
        s->at++;
    start_token(out, kind, html_element_of(str_sub(s->bytes, from, s->at)));
    take_attributes(s, out);
    if (kind == HTML_OPEN && (html_nature_of(out->element) & HTML_RAW))
        s->raw = out->element;
}

/* Behind "<!--", up to and with its end; "<!-->" is one, too. */
static void skip_comment(struct html_scan *s)
{
    str rest = str_sub(s->bytes, s->at, s->bytes.len);

    if (str_starts(rest, STR(">")) || str_starts(rest, STR("->"))) {
        s->at += rest.ptr[0] == '>' ? 1 : 2;
        return;
    }
    while (s->at < s->bytes.len) {
        take_until(s, '>');

        str seen = str_sub(s->bytes, 0, s->at);
        if (str_ends(seen, STR("-->")) || str_ends(seen, STR("--!>")))
            return;
    }
}

/* At a "<" that begins no text: true when a tag was taken, false when what stood there is
 * none (a comment, a declaration). */
static bool take_markup(struct html_scan *s, struct html_token *out)
{
    char next = s->bytes.ptr[s->at + 1];

    if (html_is_letter(next)) {
        s->at++;
        take_tag(s, HTML_OPEN, out);
        return true;
    }
    if (next == '/' && s->at + 2 < s->bytes.len && html_is_letter(s->bytes.ptr[s->at + 2])) {
        s->at += 2;
        take_tag(s, HTML_CLOSE, out);
        return true;
    }
    if (str_starts(str_sub(s->bytes, s->at, s->bytes.len), STR("<!--"))) {
        s->at += 4;
        skip_comment(s);
    } else {
        take_until(s, '>');
    }
    return false;
}

static bool begins_markup(const struct html_scan *s, size_t at)
{
    char next;

    if (at + 1 >= s->bytes.len)
        return false;
    next = s->bytes.ptr[at + 1];
    return html_is_letter(next) || next == '!' || next == '?' ||
           (next == '/' && at + 2 < s->bytes.len);
}

/* Does the end tag of the raw element stand at s[at]? */
static bool raw_ends(const struct html_scan *s, size_t at)
{
    const char *name = html_element[s->raw].name;
    size_t len = strlen(name);

    if (at + 2 + len >= s->bytes.len || s->bytes.ptr[at + 1] != '/')
        return false;
    for (size_t i = 0; i < len; i++)
        if (ascii_lower(s->bytes.ptr[at + 2 + i]) != name[i])
            return false;

    char behind = s->bytes.ptr[at + 2 + len];
    return html_blank(behind) || behind == '/' || behind == '>';
}

/* Text up to the next tag, in a raw element up to its end. */
static void take_html_text(struct html_scan *s, struct html_token *out)
{
    size_t from = s->at, at = from;

    while (at < s->bytes.len) {
        const char *p = memchr(s->bytes.ptr + at, '<', s->bytes.len - at);

        if (!p) {
            at = s->bytes.len;
            break;
        }
        at = (size_t)(p - s->bytes.ptr);
        if (s->raw ? raw_ends(s, at) : begins_markup(s, at))
            break;
        at++;
    }
    s->at = at;
    start_token(out, HTML_TEXT, HTML_OTHER);
    out->text = str_sub(s->bytes, from, at);
}

void html_next(struct html_scan *s, struct html_token *out)
{
    while (s->at < s->bytes.len) {
        bool markup = s->bytes.ptr[s->at] == '<' &&
                      (s->raw ? raw_ends(s, s->at) : begins_markup(s, s->at));

        if (!markup) {
            take_html_text(s, out);
            return;
        }
        s->raw = HTML_OTHER;
        if (take_markup(s, out))
            return;
    }
    start_token(out, HTML_END, HTML_OTHER);
}

/* -- character references -- */

uint32_t html_meant_letter(uint32_t cp)
{
    static const uint16_t windows[32] = {
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    };

    if (cp >= 0x80 && cp < 0xA0)
        return windows[cp - 0x80];
    return cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0xFFFD : cp;
}

/* s begins with "&#". */
static size_t number_reference(str s, uint32_t *cp)
{
    bool hex = s.len > 2 && (s.ptr[2] == 'x' || s.ptr[2] == 'X');
    size_t from = hex ? 3 : 2, i = from;
    uint32_t n = 0;

    for (; i < s.len; i++) {
        char c = ascii_lower(s.ptr[i]);
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                       : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : 16;

        if (digit == 16)
            break;
        if (n <= 0x10FFFF)
            n = n * (hex ? 16 : 10) + digit;
    }
    if (i == from)
        return 0;
    *cp = html_meant_letter(n);
    return i + (i < s.len && s.ptr[i] == ';');
}

static size_t named_reference(str s, uint32_t *cp)
{
    size_t end = 1, lo = 0, hi = sizeof html_entity / sizeof *html_entity;
    str name;

    while (end < s.len && end < REFERENCE_LONGEST &&
           (html_is_letter(s.ptr[end]) || (s.ptr[end] >= '0' && s.ptr[end] <= '9')))
        end++;
    name = str_sub(s, 1, end);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = str_cmp(name, str_from(html_entity[mid].name));

        if (order == 0) {
            *cp = html_entity[mid].cp;
            return end + (end < s.len && s.ptr[end] == ';');
        }
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return 0;
}

size_t html_letter(str s, size_t at, uint32_t *cp)
{
    size_t n = 0;

    if (s.ptr[at] == '&' && at + 1 < s.len) {
        str rest = str_sub(s, at, s.len);

        n = s.ptr[at + 1] == '#' ? number_reference(rest, cp) : named_reference(rest, cp);
    }
    return n ? n : utf8_next(s, at, cp);
}
