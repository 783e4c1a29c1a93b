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
    b->ptr = arena_grow(b->arena, b->ptr, 1, b->len, b->len + n, &b->cap);
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

void buf_json(struct buf *b, str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.len;) {
        uint32_t cp;
        size_t n = utf8_next(s, i, &cp);

        if (cp == '"' || cp == '\\')
            buf_printf(b, "\\%c", (char)cp);
        else if (cp == '\n')
            buf_put(b, STR("\\n"));
        else if (cp < 0x20)
            buf_printf(b, "\\u%04x", cp);
        else if (cp == UTF8_BAD)
            buf_put(b, STR("\xEF\xBF\xBD"));
        else
            buf_put(b, str_sub(s, i, i + n));
        i += n;
    }
    buf_char(b, '"');
}

void buf_tsv(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        buf_char(b, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

void buf_html(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        switch (s.ptr[i]) {
        case '&':  buf_put(b, STR("&amp;")); break;
        case '<':  buf_put(b, STR("&lt;")); break;
        case '>':  buf_put(b, STR("&gt;")); break;
        case '"':  buf_put(b, STR("&quot;")); break;
        case '\'': buf_put(b, STR("&#39;")); break;
        default:   buf_char(b, s.ptr[i]);
        }
    }
}

str buf_str(const struct buf *b)
{
    return (str){ b->ptr, b->len };
}
