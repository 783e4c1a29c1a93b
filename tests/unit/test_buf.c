/* test_buf.c -- text that grows, and its escapes. */
#include "t.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

void test_buf(void);

static void no_room(void *arg)
{
    (void)arg;
}

static const struct {
    const char *in, *json, *tsv, *html;
} escape_cases[] = {
    { "", "\"\"", "", "" },
    { "tỷ đồng", "\"tỷ đồng\"", "tỷ đồng", "tỷ đồng" },
    { "a\"b\\c", "\"a\\\"b\\\\c\"", "a\"b\\c", "a&quot;b\\c" },
    { "a\tb\r\nc", "\"a\\u0009b\\u000d\\nc\"", "a b  c", "a\tb\r\nc" },
    { "<b>&'", "\"<b>&'\"", "<b>&'", "&lt;b&gt;&amp;&#39;" },
    { "\x01\x1F\x7F", "\"\\u0001\\u001f\x7F\"", "\x01\x1F\x7F", "\x01\x1F\x7F" },
    { "\xC3", "\"\xEF\xBF\xBD\"", "\xC3", "\xC3" },
    { "\xE1\xBB" "x", "\"\xEF\xBF\xBD\xEF\xBF\xBDx\"", "\xE1\xBB" "x", "\xE1\xBB" "x" },
    { "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"", "\xED\xA0\x80", "\xED\xA0\x80" },
};

static void test_escapes(struct arena *a)
{
    for (size_t i = 0; i < sizeof escape_cases / sizeof *escape_cases; i++) {
        str in = str_from(escape_cases[i].in);
        struct buf json, tsv, html;

        buf_init(&json, a);
        buf_init(&tsv, a);
        buf_init(&html, a);
        buf_json(&json, in);
        buf_tsv(&tsv, in);
        buf_html(&html, in);
        T(str_eq(buf_str(&json), str_from(escape_cases[i].json)), "json %zu: %.*s", i,
          STRF(buf_str(&json)));
        T(str_eq(buf_str(&tsv), str_from(escape_cases[i].tsv)), "tsv %zu: %.*s", i,
          STRF(buf_str(&tsv)));
        T(str_eq(buf_str(&html), str_from(escape_cases[i].html)), "html %zu: %.*s", i,
          STRF(buf_str(&html)));
    }

    struct buf json;

    buf_init(&json, a);
    buf_json(&json, (str){ "a\0b", 3 });
    T(str_eq(buf_str(&json), STR("\"a\\u0000b\"")), "%.*s", STRF(buf_str(&json)));
}

static void test_growth(struct arena *a)
{
    struct buf b, other;
    size_t wrong = 0;

    buf_init(&b, a);
    buf_init(&other, a);
    T(buf_str(&b).len == 0, "begins empty");
    for (int i = 0; i < 5000; i++) {
        buf_printf(&b, "%04d", i);
        buf_char(&other, 'x');              /* two buffers that grow in turns */
        buf_put(&b, STR(""));
        buf_repeat(&b, '.', (size_t)(i % 3));
        buf_repeat(&b, '!', 0);
    }
    T(buf_str(&other).len == 5000, "the other one");
    for (size_t i = 0; i < other.len; i++)
        wrong += other.ptr[i] != 'x';
    T(wrong == 0, "%zu bytes of the other were hit", wrong);
    T(b.len == 5000 * 4 + 4999, "%zu", b.len);
    T(str_starts(buf_str(&b), STR("00000001.0002..0003")), "%.20s", b.ptr);
    T(str_ends(buf_str(&b), STR("4998" "4999.")), "the end");

    char big[3000];

    memset(big, 'y', sizeof big - 1);
    big[sizeof big - 1] = 0;
    buf_init(&b, a);
    buf_printf(&b, "%s|%s", big, big);
    T(b.len == 2 * sizeof big - 1 && b.ptr[sizeof big - 1] == '|', "a long print");
}

static void test_utf8_put(struct arena *a)
{
    static const uint32_t points[] = {
        'a', 0x7F, 0x80, 0x7FF, 0x800, 0x1EF9, 0xFFFF, 0x10000, 0x10FFFF,
    };
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        size_t at = b.len;
        uint32_t back;

        utf8_put(&b, points[i]);
        T(utf8_next(buf_str(&b), at, &back) == b.len - at && back == points[i], "U+%04X",
          (unsigned)points[i]);
    }
    buf_init(&b, a);
    utf8_put(&b, 0xD800);
    utf8_put(&b, UTF8_BAD);
    T(str_eq(buf_str(&b), STR("\xEF\xBF\xBD\xEF\xBF\xBD")), "what is no character");
}

void test_buf(void)
{
    struct arena *a = arena_open(1 << 24, no_room, NULL);

    if (!T(a, "an arena"))
        return;
    test_escapes(a);
    test_growth(a);
    test_utf8_put(a);
    arena_close(a);
}
