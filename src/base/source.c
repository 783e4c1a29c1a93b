/* source.c -- a text that was read, and places in it. */
#include "base/source.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

/* Characters are counted once per step of this many bytes, so that a place in a
 * line of many megabytes is found as fast as any other. */
enum { COUNT_STEP = 256, LINE_GUESS = 64 };

static uint32_t *index_chars(struct arena *a, str text)
{
    uint32_t *chars = arena_array(a, uint32_t, text.len / COUNT_STEP + 1);

    for (size_t i = 1; i <= text.len / COUNT_STEP; i++)
        chars[i] = chars[i - 1] + (uint32_t)utf8_starts((str){ text.ptr + (i - 1) * COUNT_STEP,
                                                             COUNT_STEP });
    return chars;
}

/* The first byte of each line; behind the last line end none begins. */
static uint32_t *index_lines(struct arena *a, str text, uint32_t *n)
{
    size_t cap = text.len / LINE_GUESS + 1, lines = 1;
    uint32_t *line = arena_array(a, uint32_t, cap);
    const char *end = text.ptr + text.len;

    for (const char *p = text.ptr; p < end; lines++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (!p || ++p == end)
            break;
        if (lines == cap)
            line = arena_grow_raw(a, line, sizeof *line, lines, lines + 1, &cap);
        line[lines] = (uint32_t)(p - text.ptr);
    }
    *n = (uint32_t)lines;
    return line;
}

struct source *source_new(struct arena *a, str name, str text)
{
    assert(text.len < UINT32_MAX);

    if (!text.ptr)
        text = STR("");

    struct source *s = arena_new(a, struct source);
    uint32_t nlines, *line = index_lines(a, text, &nlines);

    *s = (struct source){ .name = name, .text = text, .line = line, .nlines = nlines,
                          .chars = index_chars(a, text) };
    return s;
}

uint32_t source_chars(const struct source *s, uint32_t offset)
{
    uint32_t step = offset / COUNT_STEP;
    uint32_t at = step * COUNT_STEP;

    return s->chars[step] + (uint32_t)utf8_starts(str_sub(s->text, at, offset));
}

/* The line that offset lies in, from 0. */
static uint32_t source_line_at(const struct source *s, uint32_t offset)
{
    uint32_t lo = 0, hi = s->nlines;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (s->line[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

struct place source_place(const struct source *s, uint32_t offset)
{
    if (offset > s->text.len)
        offset = (uint32_t)s->text.len;

    uint32_t n = source_line_at(s, offset), start = s->line[n];

    /* Inside a character: its first byte tells the column. */
    while (offset > start && offset < s->text.len &&
           ((unsigned char)s->text.ptr[offset] & 0xC0) == 0x80)
        offset--;
    return (struct place){ n + 1, source_chars(s, offset) - source_chars(s, start) + 1 };
}

void source_tell_place(const struct source *s, uint32_t offset, enum lang lang, struct buf *out)
{
    if (s->tell) {
        s->tell(s, offset, lang, out);
        return;
    }

    struct place at = source_place(s, offset);

    buf_printf(out, "%u:%u", (unsigned)at.line, (unsigned)at.col);
}

void source_put_place(const struct source *s, uint32_t offset, enum lang lang, struct buf *out)
{
    buf_put(out, s->name);
    buf_put(out, s->tell ? STR(", ") : STR(":"));
    source_tell_place(s, offset, lang, out);
}

str source_line(const struct source *s, uint32_t n)
{
    if (n < 1 || n > s->nlines)
        return (str){ NULL, 0 };

    str line = str_sub(s->text, s->line[n - 1], n < s->nlines ? s->line[n] : s->text.len);

    if (str_ends(line, STR("\n")))
        line.len--;
    if (str_ends(line, STR("\r")))
        line.len--;
    return line;
}

str source_text(const struct source *s, span where)
{
    return str_sub(s->text, where.start, where.end);
}

span span_join(span a, span b)
{
    return (span){ a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end };
}
