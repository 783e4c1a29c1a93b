/* fuzz_utf8.c -- any bytes as text: decoding covers them, folding is done once for
 * all and within its bound, escapes hold, places agree with counting. */
#include "hold.h"

#include "base/source.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4096 };

static void no_room(void *arg)
{
    (void)arg;
    abort();
}

static void check_decoding(struct arena *a, str s)
{
    struct buf b;
    size_t n = 0;
    uint32_t cp;

    buf_init(&b, a);
    for (size_t i = 0; i < s.len; n++) {
        size_t step = utf8_next(s, i, &cp);

        must(step >= 1 && step <= 4 && step <= s.len - i);
        if (cp == UTF8_BAD) {
            must(step == 1);
            buf_char(&b, s.ptr[i]);
        } else {
            utf8_put(&b, cp);
        }
        i += step;
    }
    must(n == utf8_count(s) && str_eq(buf_str(&b), s));
}

static void check_folding(struct arena *a, str s)
{
    char *one = arena_alloc(a, 1, s.len + s.len / 3 + 1), *two = arena_alloc(a, 1, 2 * s.len + 4);
    size_t n = fold_word(s, one);

    must(n <= s.len + s.len / 3);

    size_t m = fold_word((str){ one, n }, two);

    must(str_eq((str){ one, n }, (str){ two, m }));
    for (size_t i = 0; i < n;) {
        uint32_t cp;

        i += utf8_next((str){ one, n }, i, &cp);
        must(cp != UTF8_BAD && utf8_lower(cp) == cp);
    }

    str text = fold_text(a, s), bare = fold_strip(a, s);

    must(str_eq(str_trim(text), text) && str_find(text, STR("  ")) == SIZE_MAX);
    must(bare.len <= text.len && str_eq(fold_strip(a, bare), bare));
}

static void check_escapes(struct arena *a, str s)
{
    struct buf json, tsv, html;

    buf_init(&json, a);
    buf_init(&tsv, a);
    buf_init(&html, a);
    buf_json(&json, s);
    buf_tsv(&tsv, s);
    buf_html(&html, s);
    for (size_t i = 0; i < json.len; i++)
        must((unsigned char)json.ptr[i] >= 0x20);
    must(json.len >= 2 && tsv.len == s.len && html.len >= s.len);
    for (size_t i = 0; i < tsv.len; i++)
        must(tsv.ptr[i] != '\t' && tsv.ptr[i] != '\n' && tsv.ptr[i] != '\r');
    for (size_t i = 0; i < html.len; i++)
        must(html.ptr[i] != '<' && html.ptr[i] != '>' && html.ptr[i] != '"' && html.ptr[i] != '\'');
}

static void check_places(struct arena *a, str s)
{
    struct source *src = source_new(a, STR("fuzz"), s);
    struct place want = { 1, 0 };       /* characters begun so far in the line */

    for (uint32_t at = 0; at < s.len; at++) {
        if (((unsigned char)s.ptr[at] & 0xC0) != 0x80) {
            want.col++;
            if (at % 7 == 0) {
                struct place p = source_place(src, at);

                must(p.line == want.line && p.col == want.col);
            }
        }
        if (s.ptr[at] == '\n')
            want = (struct place){ want.line + 1, 0 };
    }
    for (uint32_t n = 0; n <= src->nlines + 1; n++)
        must(str_find(source_line(src, n), STR("\n")) == SIZE_MAX);
}

/* Each letter with each neighbour as its mark, and what is told of it alone. */
static void check_letters(struct arena *a, str s)
{
    uint32_t cp, before = 'a';
    size_t width = utf8_width(s);
    int tone;

    must(width <= 2 * utf8_count(s));
    must(!utf8_begins_plain(s, "khong") || str_starts(fold_strip(a, s), STR("khong")));
    for (size_t i = 0; i < s.len;) {
        i += utf8_next(s, i, &cp);
        if (cp == UTF8_BAD)
            continue;
        must(!utf8_is_upper(cp) || utf8_lower(cp) != cp);
        must(utf8_untone(cp, &tone) != 0 || cp == 0);
        must(tone >= 0 && tone <= 5);

        uint32_t joined = utf8_compose(before, cp);

        must(joined == 0 || (utf8_is_mark(cp) && utf8_is_letter(joined)));
        before = cp;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_open(64 << 20, no_room, NULL);
    str s = { (const char *)data, size < LONGEST ? size : LONGEST };

    must(a != NULL);
    check_decoding(a, s);
    check_folding(a, s);
    check_escapes(a, s);
    check_places(a, s);
    check_letters(a, s);
    arena_close(a);
    return 0;
}
