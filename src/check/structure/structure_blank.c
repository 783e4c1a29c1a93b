/* structure_blank.c -- blanks that nobody filled in, marks put twice.
 *
 *   đạt ... tỷ đồng · số …/KH-UBND · tăng xx% · (?)
 *
 * Three dots behind examples say "and so on" and are none of these. */
#include "check/structure/structure_int.h"

enum { HEAD = 8, SHORT_HEAD = 160 };    /* the head of a draft has its blanks */

static size_t dots_end(str s, size_t at)
{
    while (at < s.len && s.ptr[at] == '.')
        at++;
    while (str_starts(str_sub(s, at, s.len), STR("…")))
        at += sizeof "…" - 1;
    while (at < s.len && s.ptr[at] == '.')
        at++;
    return at;
}

static bool blank_at(str s, size_t at)
{
    return at >= s.len || s.ptr[at] == ' ';
}

/* Do dots at [from, to) stand where a figure, a number or a day should? */
static bool awaits_figure(str s, size_t from, size_t to)
{
    static const char *const verb[] = { "đạt", "là", "khoảng", "bằng", "số", "ngày", "ước đạt",
                                        "tăng", "giảm", "chiếm", "còn", "gần", "trên", NULL };
    static const char *const counted[] = { "tỷ đồng", "triệu đồng", "nghìn đồng", "ha", "tấn", "%",
                                        "người", "hộ", "lượt", "dự án", "doanh nghiệp", "điểm %",
                                        NULL };
    bool parted = from > 0 && s.ptr[from - 1] == ' ';

    if ((to < s.len && s.ptr[to] == '/') || (from > 0 && s.ptr[from - 1] == '/'))
        return true;
    return phrase_any_behind(s, to, counted) && (parted || phrase_any_before(s, from, verb)) &&
           (phrase_any_before(s, from, verb) || !phrase_behind(s, to, "người"));
}

/* "Số: …/BC-UBND", "ngày … tháng … năm 2024" of a draft's head. */
static bool in_head(const struct checker *c, uint32_t block, size_t at)
{
    static const char *const label[] = { "số", "số:", "ngày", "tháng", NULL };
    str s = c->report->doc->block[block].flow.text;

    return block < HEAD && s.len < SHORT_HEAD && phrase_any_before(s, at, label);
}

static void add_blank(struct checker *c, uint32_t block, str s, size_t from, size_t to)
{
    size_t behind = to;

    for (int words = 0; behind < s.len && words < 2; behind++)
        words += s.ptr[behind] == ' ' && behind > to;
    while (behind > to && s.ptr[behind - 1] == ' ')
        behind--;
    structure_finding(c, DIAG_LEFT_BLANK, block, from, str_sub(s, from, behind));
}

static void check_run_of_dots(struct checker *c, uint32_t block, str s, size_t at)
{
    size_t end = dots_end(s, at), len = end - at;

    if (at > 0 && (s.ptr[at - 1] == '.' || str_ends(str_sub(s, 0, at), STR("…"))))
        return;
    if (at > 1 && s.ptr[at - 1] == '/' && (s.ptr[at - 2] == '.' || s.ptr[at - 2] == '\xA6'))
        return;                 /* ".../.../2024" is told once */
    if (len >= 3) {
        if (awaits_figure(s, at, end) && !in_head(c, block, at))
            add_blank(c, block, s, at, end);
    } else if (len == 2 && blank_at(s, end) && at > 0 && s.ptr[at - 1] != ' ' &&
               s.ptr[at - 1] != 'v') {
        structure_finding(c, DIAG_MARK_DOUBLED, block, at, str_sub(s, at, end));
    }
}

/* "xx", "x,x%": letters for digits to come. Roman numbers are capitals. */
static void check_letters(struct checker *c, uint32_t block, str s, size_t at)
{
    size_t end = at;

    if (at > 0 && !strchr(" (", s.ptr[at - 1]))
        return;
    while (end < s.len && (s.ptr[end] == 'x' || (s.ptr[end] == ',' && end + 1 < s.len &&
                                                 s.ptr[end + 1] == 'x')))
        end++;
    if (end - at >= 2 && (end == s.len || strchr(" %.;)/", s.ptr[end])))
        add_blank(c, block, s, at, end);
}

void check_left_blank(struct checker *c, uint32_t block, str s, size_t at)
{
    char mark = s.ptr[at], next = at + 1 < s.len ? s.ptr[at + 1] : '\0';

    switch (mark) {
    case 'x':
        check_letters(c, block, s, at);
        break;
    case '?':
        if (next == '?' || (next == ')' && at > 0 && s.ptr[at - 1] == '('))
            structure_finding(c, DIAG_LEFT_BLANK, block, at, str_sub(s, at, at + 1));
        break;
    case ',': case ';':
        if ((next == mark || next == '.') && blank_at(s, at + 2) && at > 0 && s.ptr[at - 1] != mark)
            structure_finding(c, DIAG_MARK_DOUBLED, block, at, str_sub(s, at, at + 2));
        break;
    case '.':
        if (next != '.') {
            if (next == ',' && blank_at(s, at + 2) && !(at > 0 && strchr("vP", s.ptr[at - 1])))
                structure_finding(c, DIAG_MARK_DOUBLED, block, at, str_sub(s, at, at + 2));
            break;
        }
        check_run_of_dots(c, block, s, at);
        break;
    default:
        check_run_of_dots(c, block, s, at);
        break;
    }
}
