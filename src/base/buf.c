/* buf.c -- text that grows in an arena. */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *b, struct arena *a)
{
    *b = (struct buf){ .arena = a };
}

static char *buf_room(struct buf *b, size_t n)
{
    if (b->cap - b->len < n)
        b->ptr = arena_grow_raw(b->arena, b->ptr, 1, b->len, b->len + n, &b->cap);
    return b->ptr + b->len;
}

void buf_put(struct buf *b, str s)
{
    if (s.len == 0)
        return;
    memcpy(buf_room(b, s.len), s.ptr, s.len);
    b->len += s.len;
}

void buf_char(struct buf *b, char c)
{
    *buf_room(b, 1) = c;
    b->len++;
}

void buf_repeat(struct buf *b, char c, size_t n)
{
    if (n == 0)
        return;
    memset(buf_room(b, n), c, n);
    b->len += n;
}

void buf_number(struct buf *b, uint64_t n, unsigned width)
{
    enum { MOST_DIGITS = 20 };
    char digit[MOST_DIGITS];
    unsigned at = MOST_DIGITS;

    do {
        digit[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0 || (MOST_DIGITS - at < width && at > 0));
    buf_put(b, (str){ digit + at, MOST_DIGITS - at });
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;

    va_start(ap, fmt);
    va_copy(again, ap);

    int n = vsnprintf(NULL, 0, fmt, ap);

    if (n > 0) {
        vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
    va_end(ap);
}

/* How a byte of text is written in JSON; NULL as it is. Bytes above ASCII are
 * looked at one character at a time. */
static const char *json_escape(char c, char room[8])
{
    switch (c) {
    case '"':  return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    default:
        if ((unsigned char)c >= 0x20)
            return NULL;
        snprintf(room, 8, "\\u%04x", (unsigned)(unsigned char)c);
        return room;
    }
}

void buf_json(struct buf *b, str s)
{
    size_t from = 0;

    buf_char(b, '"');
    for (size_t i = 0; i < s.len;) {
        char room[8];
        uint32_t cp;
        size_t n = (unsigned char)s.ptr[i] < 0x80 ? 1 : utf8_next(s, i, &cp);
        const char *written = (unsigned char)s.ptr[i] < 0x80 ? json_escape(s.ptr[i], room)
                              : cp == UTF8_BAD               ? "\xEF\xBF\xBD"
                                                             : NULL;

        if (written) {
            buf_put(b, str_sub(s, from, i));
            buf_put(b, str_from(written));
            from = i + n;
        }
        i += n;
    }
    buf_put(b, str_sub(s, from, s.len));
    buf_char(b, '"');
}

void buf_tsv(struct buf *b, str s)
{
    if (s.len == 0)
        return;

    char *out = buf_room(b, s.len);

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        out[i] = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
    b->len += s.len;
}

static const char *html_escape(char c)
{
    switch (c) {
    case '&':  return "&amp;";
    case '<':  return "&lt;";
    case '>':  return "&gt;";
    case '"':  return "&quot;";
    case '\'': return "&#39;";
    default:   return NULL;
    }
}

void buf_html(struct buf *b, str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        const char *written = html_escape(s.ptr[i]);

        if (written) {
            buf_put(b, str_sub(s, from, i));
            buf_put(b, str_from(written));
            from = i + 1;
        }
    }
    buf_put(b, str_sub(s, from, s.len));
}

str buf_str(const struct buf *b)
{
    return (str){ b->ptr, b->len };
}
