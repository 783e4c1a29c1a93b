/* source.h -- a text that was read, and places in it. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/buf.h"
#include "base/job.h"

/* Bytes [start, end) of a source. */
typedef struct {
    uint32_t start, end;
} span;

struct source {
    str name;                   /* as the user gave it */
    str text;                   /* the whole file, never rewritten; under 4 GiB */
    const uint32_t *line;       /* offset of each line's first byte */
    uint32_t nlines;
    const uint32_t *chars;      /* characters before every 256th byte */

    /* How a place is told to a person where lines mean nothing to them (a Word file, a
     * workbook): NULL where they do. `map` is what it needs to know. */
    void (*tell)(const struct source *s, uint32_t offset, enum lang lang, struct buf *out);
    const void *map;
};

/* Indexes the lines. The text must live as long as the source. */
struct source *source_new(struct arena *a, str name, str text);

/* Physical line and column (in characters), both from 1. */
struct place { uint32_t line, col; };
struct place source_place(const struct source *s, uint32_t offset);

/* Characters before the offset, in the whole text. */
uint32_t source_chars(const struct source *s, uint32_t offset);

/* Appends the place as a person is told it, without the file: "12:5", "trang 3, đoạn 14". */
void source_tell_place(const struct source *s, uint32_t offset, enum lang lang, struct buf *out);

/* Appends the place as a message tells it: "tep.md:12:5", or "tep.docx, trang 3, đoạn 14". */
void source_put_place(const struct source *s, uint32_t offset, enum lang lang, struct buf *out);

/* The text of line n (from 1) without its end. */
str source_line(const struct source *s, uint32_t n);

str source_text(const struct source *s, span where);
span span_join(span a, span b);

#endif
