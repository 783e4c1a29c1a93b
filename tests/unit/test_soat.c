/* test_soat.c -- the library as another program uses it: soat.h alone. */
#include "t.h"

#include "soat.h"

#include <string.h>

void test_soat(void);

enum { SHOWN_ROOM = 16384 };

struct shown {
    char text[SHOWN_ROOM];
    size_t len;
    unsigned calls;
};

static void keep_shown(void *arg, const char *text, size_t len)
{
    struct shown *s = arg;

    s->calls++;
    s->len = len < SHOWN_ROOM - 1 ? len : SHOWN_ROOM - 1;
    memcpy(s->text, text, s->len);
    s->text[s->len] = '\0';
}

static const char wrong[] = "Có 65 hộ được vay, gồm 18 hộ nghèo, 21 hộ cận nghèo, 24 hộ khác.\n";
static const char right[] = "Có 63 hộ được vay, gồm 18 hộ nghèo, 21 hộ cận nghèo, 24 hộ khác.\n";

static const struct {
    const char *what;
    const char *text;
    enum soat_form form;
    int english;
    enum soat_answer want;
    const char *holds;
} api_case[] = {
    { "finding", wrong, SOAT_FORM_TEXT, 0, SOAT_FINDINGS, "thu.md:1:4: ✗ lỗi[1101]: " },
    { "finding in English", wrong, SOAT_FORM_TEXT, 1, SOAT_FINDINGS,
      "thu.md:1:4: ✗ error[1101]: " },
    { "finding as a row", wrong, SOAT_FORM_TSV, 0, SOAT_FINDINGS, "\n1\terror\tsum\t65\t63\t" },
    { "finding as JSON", wrong, SOAT_FORM_JSON, 0, SOAT_FINDINGS, "1101" },
    { "finding on a page", wrong, SOAT_FORM_HTML, 0, SOAT_FINDINGS, "<!doctype html>" },
    { "comments in no Word file", wrong, SOAT_FORM_DOCX, 0, SOAT_FAILED, "--format html" },
    { "nothing", right, SOAT_FORM_TSV, 0, SOAT_CLEAN, "line\tseverity\t" },
    { "no text at all", "", SOAT_FORM_TSV, 0, SOAT_CLEAN, "line\tseverity\t" },
};

void test_soat(void)
{
    struct shown s = { .len = 0 };
    struct soat_check c = { .print = keep_shown, .arg = &s };

    T(strstr(soat_version(), " (") != NULL, "version and commit: %s", soat_version());
    for (size_t i = 0; i < sizeof api_case / sizeof api_case[0]; i++) {
        s.calls = 0;
        c.form = api_case[i].form;
        c.english = api_case[i].english;

        enum soat_answer got = soat_check_text(&c, "thu.md", api_case[i].text,
                                               strlen(api_case[i].text));

        T(got == api_case[i].want && s.calls == 1, "%s: answer %d, %u calls", api_case[i].what,
          (int)got, s.calls);
        T(strstr(s.text, api_case[i].holds) != NULL, "%s: shown\n%s", api_case[i].what, s.text);
    }
    c.english = 0;
    T(soat_check_text(&c, "nul.md", "a\0b 12%", 7) == SOAT_FAILED, "a NUL");
    T(strchr(s.text, '\n') == NULL && s.len > 0, "one line: %s", s.text);
    T(soat_check_file(&c, "/no/such/file.md") == SOAT_FAILED, "no such file");
    T(strstr(s.text, "/no/such/file.md") != NULL, "names the file: %s", s.text);
}
