/* document.c -- telling reports, appendices, resolutions and letters apart. */
#include "analyse/document.h"

#include "base/utf8.h"
#include "model/fact.h"

enum {
    PAPER_TITLE_BLOCKS = 40,    /* letterhead, motto, number, date, receivers, title */
    PAPER_TITLE_BYTES = 400,    /* looked at: a paragraph says too much */
    TABLE_SHARE = 3             /* of an appendix at least so many in four figures are in tables */
};

struct title_words {
    const char *words;          /* folded; the title begins with them */
    enum document_kind kind;
    bool capitals;              /* as printed it begins with two capitals: no plain sentence */
};

static const struct title_words title_table[] = {
    { "dự thảo nghị quyết", DOCUMENT_RESOLUTION, false },
    { "nghị quyết", DOCUMENT_RESOLUTION, true },
    { "báo cáo", DOCUMENT_REPORT, true },
    { "phụ lục", DOCUMENT_APPENDIX, false },
    { "phụ biểu", DOCUMENT_APPENDIX, false },
    { "biểu", DOCUMENT_APPENDIX, true },
    { "danh mục nhiệm vụ", DOCUMENT_TASKS, false },
    { "phân công nhiệm vụ", DOCUMENT_TASKS, false },
    { "nhiệm vụ, giải pháp", DOCUMENT_TASKS, true },
    { "bảng phân công", DOCUMENT_TASKS, false },
    { "tờ trình", DOCUMENT_LETTER, true },
    { "công văn", DOCUMENT_LETTER, true },
    { "kính gửi", DOCUMENT_LETTER, false },
    { "v/v", DOCUMENT_LETTER, false },
};

/* The second letter is a capital, too: BÁO CÁO, not "Báo cáo của Sở". */
static bool opens_in_capitals(str text)
{
    uint32_t cp;
    int letters = 0;

    for (size_t at = 0; at < text.len && letters < 2;) {
        at += utf8_next(text, at, &cp);
        if (utf8_is_mark(cp) || !utf8_is_letter(cp))
            continue;
        if (!utf8_is_upper(cp))
            return false;
        letters++;
    }
    return letters == 2;
}

/* "Số: /NQ-HĐND", "I. NHIỆM VỤ": marks before the first letter are none of the title. */
static str paper_title(str text)
{
    uint32_t cp;
    size_t at = 0;

    while (at < text.len) {
        size_t next = at + utf8_next(text, at, &cp);

        if (utf8_is_letter(cp))
            break;
        at = next;
    }
    return str_sub(text, at, text.len < at + PAPER_TITLE_BYTES ? text.len : at + PAPER_TITLE_BYTES);
}

static bool kind_of_title(struct arena *a, const struct block *b, enum document_kind *kind)
{
    str text = paper_title(b->flow.text), fold = fold_text(a, text);

    for (size_t i = 0; i < sizeof title_table / sizeof *title_table; i++) {
        const struct title_words *t = &title_table[i];
        str words = str_from(t->words);

        if (!str_starts(fold, words) || (t->capitals && !opens_in_capitals(text)))
            continue;
        if (fold.len > words.len && fold.ptr[words.len] != ' ' && fold.ptr[words.len] != ':')
            continue;
        *kind = t->kind;
        return true;
    }
    return false;
}

/* -- who issued it -- */

/* The next word of the text, without what stands round it; empty at its end. */
static str next_issuer_word(str *rest)
{
    str word;

    while (str_split(rest, ' ', &word))
        if (word.len)
            return word;
    return (str){ NULL, 0 };
}

static bool is_among_words(struct arena *a, str word, const char *const *list, size_t n)
{
    str fold = fold_text(a, word);

    for (size_t i = 0; i < n; i++)
        if (str_eq(fold, str_from(list[i])))
            return true;
    return false;
}

/* "XÃ NÀ TẤU": the kind and at most three words of the name, capitals all. */
static str unit_at(struct arena *a, str text)
{
    static const char *const kind[] = { "huyện", "xã", "phường" };
    static const char *const end[] = { "cộng", "số", "tỉnh", "khóa" };
    str rest = text, word = next_issuer_word(&rest);
    const char *last;

    if (!is_among_words(a, word, kind, sizeof kind / sizeof *kind))
        return (str){ NULL, 0 };
    last = word.ptr + word.len;
    for (int i = 0; i < 3; i++) {
        uint32_t cp;

        word = next_issuer_word(&rest);
        if (!word.len || is_among_words(a, word, end, sizeof end / sizeof *end))
            break;
        utf8_next(word, 0, &cp);
        if (!utf8_is_upper(cp))
            break;
        last = word.ptr + word.len;
    }
    return str_trim(str_sub(text, 0, (size_t)(last - text.ptr)));
}

str document_unit_of(struct arena *a, const struct report *r)
{
    enum { LETTERHEAD = 6 };
    static const char *const body[] = { "UBND ", "HĐND ", "ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ",
                                        "HỘI ĐỒNG NHÂN DÂN ", "Ủy ban nhân dân " };

    for (uint32_t i = 0; i < r->doc->nblocks && i < LETTERHEAD; i++) {
        str text = r->doc->block[i].flow.text;

        text = str_sub(text, 0, PAPER_TITLE_BYTES);
        for (size_t k = 0; k < sizeof body / sizeof *body; k++) {
            size_t at = str_find(text, str_from(body[k]));
            str name = { NULL, 0 };

            if (at == 0)
                name = unit_at(a, str_sub(text, strlen(body[k]), text.len));
            if (name.len)
                return name;
        }
    }
    return (str){ NULL, 0 };
}

/* -- what it is -- */

static enum document_kind kind_of_figures(const struct report *r)
{
    uint32_t in_tables = 0;

    for (uint32_t i = 0; i < r->nstatements; i++)
        in_tables += r->statement[i].row >= 0;
    return in_tables > 0 && in_tables * 4 >= r->nstatements * TABLE_SHARE ? DOCUMENT_APPENDIX
                                                                          : DOCUMENT_OTHER;
}

enum document_kind document_kind_of(struct arena *a, const struct report *r)
{
    enum document_kind kind;

    for (uint32_t i = 0; i < r->doc->nblocks && i < PAPER_TITLE_BLOCKS; i++)
        if (kind_of_title(a, &r->doc->block[i], &kind))
            return kind;
    return kind_of_figures(r);
}

const char *document_kind_name(enum document_kind k, enum lang lang)
{
    static const struct { const char *vi, *en; } name[] = {
        [DOCUMENT_REPORT] = { "báo cáo", "report" },
        [DOCUMENT_LETTER] = { "công văn", "letter" },
        [DOCUMENT_OTHER] = { "văn bản", "document" },
        [DOCUMENT_APPENDIX] = { "phụ lục", "appendix" },
        [DOCUMENT_TASKS] = { "danh mục nhiệm vụ", "list of tasks" },
        [DOCUMENT_RESOLUTION] = { "nghị quyết", "resolution" },
    };

    return lang == LANG_EN ? name[k].en : name[k].vi;
}

enum { LETTERHEAD = 40, PLACE_AND_DATE = 160 };

/* Takes the number behind `word` ("ngày 29 ..."); false when there is none. */
static bool take_number_behind(str *rest, str word, int *out)
{
    size_t at = str_find(*rest, word), n = 0;
    int value = 0;

    if (at == SIZE_MAX)
        return false;
    *rest = str_trim(str_sub(*rest, at + word.len, rest->len));
    while (n < rest->len && n < 4 && rest->ptr[n] >= '0' && rest->ptr[n] <= '9')
        value = value * 10 + (rest->ptr[n++] - '0');
    *rest = str_sub(*rest, n, rest->len);
    *out = value;
    return n > 0;
}

/* Place and date stand in one short line: "Điện Biên, ngày 29 tháng 6 năm 2025". */
static bool day_at(str text, epoch_day *out)
{
    size_t comma = str_find(text, STR(", ngày"));
    int dom, month, year, y, m, d;
    str rest = text;

    if (text.len > PLACE_AND_DATE || comma == SIZE_MAX)
        return false;
    rest = str_sub(text, comma, text.len);
    if (!take_number_behind(&rest, STR("ngày"), &dom) ||
        !take_number_behind(&rest, STR("tháng"), &month) ||
        !take_number_behind(&rest, STR("năm"), &year) || month < 1 || month > 12 || year < 1990)
        return false;
    *out = day_of(year, month, dom);
    day_split(*out, &y, &m, &d);
    return d == dom && m == month;
}

epoch_day document_day_of(const struct report *r)
{
    uint32_t n = r->doc->nblocks < LETTERHEAD ? r->doc->nblocks : LETTERHEAD;
    epoch_day told;

    for (uint32_t i = 0; i < n; i++)
        if (day_at(r->doc->block[i].flow.text, &told))
            return told;
    return 0;
}
