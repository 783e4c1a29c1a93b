/* test_charset.c -- texts of before Unicode: each word in all encodings comes out the same. */
#include "read/charset.h"

#include "base/utf8.h"
#include "pack.h"
#include "read/read.h"
#include "t.h"

/* The single bytes of letters below 256. */
static str latin1(struct arena *a, const char *utf8)
{
    struct buf b;
    str s = str_from(utf8);

    buf_init(&b, a);
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        size_t n = utf8_next(s, at, &cp);

        if (cp == UTF8_BAD || cp > 255)
            cp = (unsigned char)s.ptr[at];
        buf_char(&b, (char)cp);
        at += n;
    }
    return buf_str(&b);
}

/* The bytes as a Word file has them: Unicode letters with their numbers. */
static str widened(struct arena *a, str bytes)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < bytes.len; i++)
        utf8_put(&b, (unsigned char)bytes.ptr[i]);
    return buf_str(&b);
}

static const char sentence[] = "Tổng sản phẩm trên địa bàn tỉnh đạt 1.234 tỷ đồng, tăng 7,5% so "
                               "với cùng kỳ năm trước.";
static const char in_tcvn3[] = "T\xE6ng s\xB6n ph\xC8m tr\xAAn \xAE\xDE" "a b\xB5n t\xD8nh "
                               "\xAE\xB9t 1.234 t\xFB \xAE\xE5ng, t\xA8ng 7,5% so v\xEDi "
                               "c\xEF" "ng k\xFA n\xA8m tr\xAD\xED" "c.";
static const char in_vni[] = "Toång saûn phaåm treân ñòa baøn tænh ñaït 1.234 tyû ñoàng, taêng "
                             "7,5% so vôùi cuøng kyø naêm tröôùc.";
static const char in_1258[] = "T\xF4\xD2ng sa\xD2n ph\xE2\xD2m tr\xEAn \xF0i\xF2" "a ba\xCCn "
                              "ti\xD2nh \xF0" "a\xF2t 1.234 ty\xD2 \xF0\xF4\xCCng, t\xE3ng "
                              "7,5% so v\xF5\xECi cu\xCCng ky\xCC n\xE3m tr\xFD\xF5\xEC" "c.";

static status test_texts(struct job *j, void *arg)
{
    const struct { const char *name; str bytes; } form[] = {
        { "TCVN3", str_from(in_tcvn3) }, { "VNI", latin1(j->arena, in_vni) },
        { "Windows-1258", str_from(in_1258) }, { "UTF-8", str_from(sentence) },
    };
    str got;

    (void)arg;
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        T(charset_text(j, STR("mẫu"), form[i].bytes, &got) == OK, "%s: read", form[i].name);
        T(str_eq(got, str_from(sentence)), "%s: %.*s", form[i].name, STRF(got));
    }
    T(charset_text(j, STR("mẫu"), STR("\xFF\xFE" "5\0 \0h\0\xD9\x1E"), &got) == OK &&
      str_eq(got, STR("5 hộ")), "UTF-16, small end first");
    T(charset_text(j, STR("mẫu"), STR("\xFE\xFF\0" "5\0 \0h\x1E\xD9"), &got) == OK &&
      str_eq(got, STR("5 hộ")), "UTF-16, big end first");
    T(charset_text(j, STR("mẫu"), STR("12 \xFF h\xE1\xBB\x99"), &got) == OK, "a slip is let pass");
    return OK;
}

static status refuse_bytes(struct job *j, void *arg)
{
    char noise[256];
    str got;

    (void)arg;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(0x80 + i * 37 % 128);
    return charset_text(j, STR("mẫu"), (str){ noise, sizeof noise }, &got);
}

/* A Word file whose first paragraph is of an old font, its second of a new one. */
static status test_word(struct job *j, void *arg)
{
    const str old[] = { str_from(in_tcvn3), latin1(j->arena, in_vni) };

    (void)arg;
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        str typed = widened(j->arena, old[i]);
        str body = arena_printf(j->arena, "<w:p><w:r><w:t>%.*s</w:t></w:r></w:p><w:p><w:r><w:t>Có "
                                "5 hộ ở xã Núa Ngam.</w:t></w:r></w:p>", STRF(typed));
        str file = pack_docx(j->arena, body.ptr, NULL, NULL);
        const struct doc *d;

        if (!T(read_file(j, STR("mẫu"), file, &d) == OK, "reads"))
            return OK;
        T(d->nblocks == 2 && str_eq(d->block[0].flow.text, str_from(sentence)), "%.*s",
          STRF(d->block[0].flow.text));
        T(str_eq(d->block[1].flow.text, STR("Có 5 hộ ở xã Núa Ngam.")), "%.*s",
          STRF(d->block[1].flow.text));
    }
    return OK;
}

void test_charset(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_texts, NULL, NULL) == OK, "texts");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, refuse_bytes, NULL, NULL) == FAIL_FORMAT,
      "noise is refused");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, test_word, NULL, NULL) == OK, "old fonts in Word");
}
