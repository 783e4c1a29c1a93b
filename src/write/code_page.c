/* code_page.c -- the page of a code in one language. */
#include "write/code_page.h"

#include <stdio.h>

#include "model/data.h"

/* What stands before `mark`, and what behind it; all of it before when there is none. */
static str cut_at(str text, str mark, str *behind)
{
    size_t at = str_find(text, mark);

    if (at == SIZE_MAX) {
        *behind = (str){ NULL, 0 };
        return text;
    }
    *behind = str_sub(text, at + mark.len, text.len);
    return str_sub(text, 0, at);
}

bool code_page_find(str number, enum lang lang, struct code_page *out)
{
    char name[64];
    str own, english, line;

    if (number.len > 16
        || snprintf(name, sizeof name, "codes/%.*s.md", STRF(number)) >= (int)sizeof name)
        return false;
    own = cut_at(data_file(str_from(name)), STR("\n## English\n"), &english);
    if (!own.len)
        return false;
    str_split(&own, '\n', &line);
    out->title = str_trim(str_sub(line, STR("# ").len + number.len + STR(": ").len, line.len));
    out->prose = str_trim(cut_at(own, STR("\n## Sai\n"), &out->examples));
    out->examples = str_trim(out->examples);
    if (lang == LANG_EN && str_trim(english).len) {
        english = str_trim(english);
        str_split(&english, '\n', &line);
        out->title = str_trim(line);
        out->prose = str_trim(english);
    }
    return true;
}

/* `1101 "65"` of `1101 "65": các thành phần ...`. */
static str finding_without_message(str line)
{
    size_t at = str_find(line, STR("\": "));

    return at == SIZE_MAX ? line : str_sub(line, 0, at + 1);
}

static void put_english_examples(struct buf *out, str examples)
{
    bool findings = false;
    str line;

    while (str_split(&examples, '\n', &line)) {
        if (str_starts(line, STR("```")))
            findings = str_eq(line, STR("```findings"));
        if (str_eq(line, STR("## Đúng")))
            line = STR("## Right");
        buf_put(out, findings ? finding_without_message(line) : line);
        buf_char(out, '\n');
    }
}

void code_page_put(struct buf *out, str number, const struct code_page *page, enum lang lang)
{
    buf_printf(out, "# %.*s: ", STRF(number));
    buf_put(out, page->title);
    buf_put(out, STR("\n\n"));
    if (page->prose.len) {
        buf_put(out, page->prose);
        buf_put(out, STR("\n\n"));
    }
    buf_put(out, lang == LANG_EN ? STR("## Wrong\n\n") : STR("## Sai\n\n"));
    if (lang == LANG_EN) {
        put_english_examples(out, page->examples);
        return;
    }
    buf_put(out, page->examples);
    buf_char(out, '\n');
}
