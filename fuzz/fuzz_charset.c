/* fuzz_charset.c -- any bytes as a text in an encoding of before Unicode: its own bytes,
 * and, as out of a Word file, letters of those numbers. What is decoded is UTF-8, and every
 * letter takes bytes of the text. */
#include "hold.h"

#include "base/utf8.h"
#include "read/charset.h"
#include "read/read.h"

static bool is_utf8(str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;

        at += utf8_next(s, at, &cp);
        if (cp == UTF8_BAD)
            return false;
    }
    return true;
}

static void hold_letters(enum charset set, str s, bool coded)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        size_t n = charset_next(set, s, at, coded, &cp);

        must(n > 0 && n <= s.len - at);
        must(cp == UTF8_BAD || (cp <= 0x10FFFF && (cp < 0xD800 || cp >= 0xE000)));
        at += n;
    }
}

/* The bytes as letters of those numbers, as a Word file holds such texts. */
static str coded_text(struct arena *a, str bytes)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < bytes.len; i++)
        utf8_put(&b, (unsigned char)bytes.ptr[i]);
    return buf_str(&b);
}

static status read_text(struct job *j, str text)
{
    const struct doc *d;
    status st = read_file(j, STR("fuzz.txt"), text, &d);

    if (st == OK)
        hold_doc(d->src, d);
    return st;
}

static status hold_charset(struct job *j, void *arg)
{
    str bytes = *(str *)arg, coded = coded_text(j->arena, bytes), text;
    enum charset typed = charset_typed(j->arena, coded);

    for (int set = CHARSET_UTF8; set <= CHARSET_1258; set++) {
        hold_letters((enum charset)set, bytes, false);
        hold_letters((enum charset)set, coded, true);
    }
    if (typed != CHARSET_UTF8)
        charset_typed_in(j->arena, coded, typed);
    if (charset_text(j, STR("fuzz.txt"), bytes, &text) == OK)
        must(text.ptr == bytes.ptr || is_utf8(text));
    else
        job_forgive(j);
    return read_text(j, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size < 4000 ? size : 4000, 300 * 1024, hold_charset);
    return 0;
}
