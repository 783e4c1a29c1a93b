/* test_source.c -- lines, columns and spans of a text. */
#include "t.h"

#include "base/source.h"

#include <stdio.h>
#include <string.h>

void test_source(void);

static void no_room(void *arg)
{
    (void)arg;
}

static const struct {
    const char *text;
    uint32_t offset, line, col;
} place_cases[] = {
    { "", 0, 1, 1 },
    { "", 9, 1, 1 },
    { "a", 0, 1, 1 },
    { "a", 1, 1, 2 },
    { "a\nb", 1, 1, 2 },                /* the line end belongs to its line */
    { "a\nb", 2, 2, 1 },
    { "a\r\nb", 3, 2, 1 },
    { "\n\n\n", 2, 3, 1 },
    { "tỷ 5", 5, 1, 4 },                /* columns count characters */
    { "tỷ 5", 2, 1, 2 },                /* inside a character */
    { "tỷ 5", 3, 1, 2 },
    { "ty\xCC\x89 5", 5, 1, 5 },        /* a mark is a character */
    { "hộ\n65 hộ", 7, 2, 3 },
    { "a\n", 2, 1, 3 },
    { "a\n", 99, 1, 3 },
};

static void test_places(struct arena *a)
{
    for (size_t i = 0; i < sizeof place_cases / sizeof *place_cases; i++) {
        struct source *s = source_new(a, STR("x"), str_from(place_cases[i].text));
        struct place p = source_place(s, place_cases[i].offset);

        T(p.line == place_cases[i].line && p.col == place_cases[i].col, "case %zu: %u:%u", i,
          p.line, p.col);
    }

    struct source *none = source_new(a, STR("x"), (str){ NULL, 0 });

    T(none->nlines == 1 && source_line(none, 1).len == 0, "a text that is not there");
}

static void test_lines(struct arena *a)
{
    struct source *s = source_new(a, STR("b.md"), STR("một\r\n\nba\n"));

    T(s->nlines == 3, "%u lines", s->nlines);
    T(str_eq(source_line(s, 1), STR("một")), "without its end");
    T(source_line(s, 2).len == 0 && str_eq(source_line(s, 3), STR("ba")), "2 and 3");
    T(source_line(s, 0).len == 0 && source_line(s, 4).len == 0, "no such lines");
    T(str_eq(source_text(s, (span){ 0, 3 }), STR("m\xE1\xBB")), "any bytes");
    T(source_text(s, (span){ 3, 3 }).len == 0 && source_text(s, (span){ 90, 99 }).len == 0,
      "empty");

    span j = span_join((span){ 5, 9 }, (span){ 2, 6 });

    T(j.start == 2 && j.end == 9, "joined");
    j = span_join((span){ 1, 9 }, (span){ 2, 6 });
    T(j.start == 1 && j.end == 9, "one inside the other");
}

/* Against counting from the start, over lines far longer than one step. */
static void test_laws(struct arena *a, uint64_t seed)
{
    static const char *const piece[] = { "a", "ỷ", "đ", "\xF0\x9F\x98\x80", " " };
    enum { BYTES = 9000 };
    char *text = arena_alloc(a, 1, BYTES);
    size_t len = 0;

    while (len < BYTES - 8) {
        uint64_t draw = t_draw(&seed);
        const char *p = draw % 997 == 0 ? "\n" : draw % 499 == 0 ? "\r\n" : piece[draw % 5];

        memcpy(text + len, p, strlen(p));
        len += strlen(p);
    }

    struct source *s = source_new(a, STR("x"), (str){ text, len });
    uint32_t line = 1, col = 0;

    for (uint32_t at = 0; at < len; at++) {
        if (((unsigned char)text[at] & 0xC0) != 0x80)
            col++;

        struct place p = source_place(s, at);

        T(p.line == line && p.col == col, "byte %u: %u:%u, want %u:%u", at, p.line,
          p.col, line, col);
        if (text[at] == '\n') {
            line++;
            col = 0;
        }
    }
}

void test_source(void)
{
    struct arena *a = arena_open(1 << 24, no_room, NULL);

    if (!T(a, "an arena"))
        return;
    test_places(a);
    test_lines(a);
    test_laws(a, t_seed());
    arena_close(a);
}
