/* date_task.c -- tasks to come whose time is over.
 *
 * Sections of tasks speak of what is ahead: a deadline there that passed before the report's
 * own last month, or a scheme yet to be drafted for years that are nearly over, was copied
 * from an older text. Days of documents and of what was done are none. */
#include "analyse/document.h"
#include "check/date/date_int.h"
#include "check/wording/phrase.h"

#include "base/utf8.h"

enum { DRAFT_BYTES = 160 };     /* from "xây dựng" to the years of the scheme */

static const char *const deadline[] = {
    "trước", "trước ngày", "trước tháng", "chậm nhất ngày", "chậm nhất là ngày", "chậm nhất trong",
    "muộn nhất ngày", "muộn nhất trong", "xong trong", "xong trong tháng", "xong trong quý",
    "xong tháng", "trước hết tháng", "trước cuối tháng", "vào cuối tháng", "vào đầu tháng",
    "vào giữa tháng", "trong tháng", "trong quý", "cuối tháng", "hạn ngày", "thời hạn ngày",
    "chậm nhất vào ngày", "xong quý", "vào tháng", NULL,
};

static const char *const task_verb[] = {
    "hoàn thành", "xong", "trình", "báo cáo", "ban hành", "phê duyệt", "triển khai", "tổ chức",
    "khởi công", "giải ngân", "nghiệm thu", "bàn giao", "thông qua", "công bố", "gửi",
    "khánh thành", "khắc phục", "xử lý", "giải quyết", "thẩm định", "đưa vào", NULL,
};

/* What is told of the past in a section of tasks. */
static const char *const past_word[] = {
    "đã", "được ban hành", "được phê duyệt", "được giao", "phát sinh", "còn tồn", "kể từ",
    "có hiệu lực", "thành lập", "từ ngày", "từ trước", "tồn đọng", "kết luận", "căn cứ",
    "vừa ban hành", "vừa được", "năm trước", "hết hiệu lực", "năm sau", NULL,
};

static int32_t month_number(int32_t year, int month)
{
    return year * 12 + month;
}

/* The year that a time without one means: the section's when it is the report's own. */
static int32_t year_of(const struct checker *c, const struct moment *m)
{
    const struct section *sec = &c->report->section[m->block];

    if (m->year)
        return m->year;
    return sec->period.year == c->report->period.year ? c->report->period.year : 0;
}

/* The last month of what a moment tells, and the first; 0 for none. */
static int32_t month_of(const struct checker *c, const struct moment *m)
{
    int32_t year = year_of(c, m);
    int month = m->kind == MOMENT_QUARTER ? m->month * 3 : m->month;

    if (year == 0 || month < 1 || month > 12)
        return 0;
    return month_number(year, month);
}

static bool is_deadline(const struct checker *c, const struct moment *m)
{
    static const char *const each_year[] = { "hằng năm", "hàng năm", "mỗi năm", NULL };
    str s = moment_block(c, m), before;

    if (!phrase_any_before(s, m->from, deadline) || phrase_any_behind(s, m->to, each_year))
        return false;
    before = str_sub(s, phrase_clause(s, m->from), m->from);
    return phrase_has_any(before, task_verb) && !phrase_has_any(before, past_word);
}

/* A year told before the report's is no deadline of its tasks at all, unless the digit
 * slipped: more than a year ago things were founded and begun. */
static void check_deadline(struct checker *c, const struct moment *m, int32_t now)
{
    int32_t month = month_of(c, m);
    struct diag *d;

    if (month == 0 || month >= now || month < now - 24 || !is_deadline(c, m))
        return;
    d = moment_finding(c, DIAG_DEADLINE_OVER, m);
    if (m->kind != MOMENT_DAY)
        d->stated = d->arg[0] = arena_printf(c->job->arena, "%s %.*s",
                                             m->kind == MOMENT_MONTH ? "tháng" : "quý",
                                             STRF(d->stated));
    diag_arg(d, arena_printf(c->job->arena, "%d/%d", (int)((now - 1) % 12 + 1),
                             (int)((now - 1) / 12)));
}

/* "Xây dựng Đề án phát triển du lịch giai đoạn 2021-2023": is the scheme of that time
 * itself drafted, and not one that carries it out? */
static bool is_drafted(str s, size_t at)
{
    static const char *const verb[] = {
        "xây dựng đề án", "xây dựng kế hoạch", "xây dựng chương trình", "xây dựng chiến lược",
        "xây dựng, ban hành đề án", "xây dựng, ban hành kế hoạch", "ban hành đề án", "lập kế hoạch",
        "ban hành kế hoạch", "ban hành chương trình", "phê duyệt đề án", "phê duyệt kế hoạch",
        "phê duyệt chương trình", "trình đề án", "lập đề án", "soạn thảo đề án", "lập quy hoạch",
        "tham mưu đề án", "xây dựng quy hoạch", "xây dựng nghị quyết", "ban hành nghị quyết", NULL,
    };
    static const char *const other[] = {
        "thực hiện", "triển khai", "theo", "thuộc", "quyết định", "chỉ thị", "mục tiêu quốc gia",
        "tổng kết", "đánh giá", "sơ kết", "điều chỉnh", "kéo dài", "kết quả", "quyết toán",
        "hằng năm", "hàng năm", "chuyển tiếp", "thay thế", "đã", "năm cuối", "sửa đổi", "bổ sung",
        "nguồn vốn", NULL,
    };
    size_t clause = phrase_clause(s, at);
    str text = str_sub(s, at - clause > DRAFT_BYTES ? at - DRAFT_BYTES : clause, at);

    for (size_t i = 0; verb[i]; i++) {
        size_t found = phrase_find(text, verb[i]);

        if (found != SIZE_MAX)
            return !phrase_has_any(str_sub(text, found + strlen(verb[i]), text.len), other);
    }
    return false;
}

/* Years for which nothing can be planned any more: over, or nearly so when the second half
 * of the last one is ahead. */
static void check_planned_span(struct checker *c, const struct moment *m)
{
    const struct section *sec = &c->report->section[m->block];
    int32_t year = sec->period.year ? sec->period.year : c->report->period.year;
    bool late = year > c->report->period.year || c->report->period.month >= 6;
    str s = moment_block(c, m);

    if (m->until > year || (m->until == year && (!late || sec->period.year != year)) ||
        m->until <= m->year || m->until < year - 3 || !phrase_before(s, m->from, "giai đoạn") ||
        !is_drafted(s, m->from))
        return;
    moment_finding(c, DIAG_PLANNED_SPAN_OVER, m);
}

/* A resolution and a list of tasks report no month: what their titles tell is ahead. */
static bool looks_ahead(const struct checker *c)
{
    enum document_kind kind = document_kind_of(c->job->arena, c->report);

    return kind == DOCUMENT_RESOLUTION || kind == DOCUMENT_TASKS;
}

/* "Phấn đấu trong năm 2024 có thêm 5 xã" among the tasks of 2025. */
static void check_year_over(struct checker *c, const struct moment *m)
{
    static const char *const within[] = { "trong năm", "đến hết năm", "hết năm", "đến cuối năm",
                                          "cuối năm", "ngay trong năm", NULL };
    static const char *const aim[] = { "phấn đấu", "hoàn thành", "bảo đảm", "đảm bảo", "trình",
                                       "khởi công", "đưa vào", NULL };
    const struct section *sec = &c->report->section[m->block];
    str s = moment_block(c, m), before;

    if (sec->period.year == 0 || m->year >= sec->period.year || m->year < sec->period.year - 1 ||
        m->year > c->report->period.year || !phrase_any_before(s, m->from, within))
        return;
    before = str_sub(s, phrase_clause(s, m->from), m->from);
    if (!phrase_has_any(before, aim) || phrase_has_any(before, past_word))
        return;

    struct diag *d = moment_finding(c, DIAG_YEAR_OVER, m);

    diag_arg(d, arena_printf(c->job->arena, "%d", sec->period.year));
}

/* Districts ended on 30 June 2025. */
enum { LAST_DISTRICT_YEAR = 2025, LAST_DISTRICT_MONTH = 6 };

static size_t find_district(str s, size_t *len)
{
    static const char *const level[] = { "cấp huyện", "UBND các huyện", "Ủy ban nhân dân các huyện",
                                         "Uỷ ban nhân dân các huyện" };

    for (size_t i = 0; i < sizeof level / sizeof *level; i++) {
        size_t at = str_find(s, str_from(level[i]));

        *len = strlen(level[i]);
        if (at != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

/* Does the sentence speak of the end of the districts, or of what they did? */
static bool tells_their_end(str s, size_t at)
{
    static const char *const end[] = { "chấm dứt", "kết thúc", "sắp xếp", "giải thể", "chuyển giao",
                                       "bàn giao", "không tổ chức", "hai cấp", "02 cấp", "2 cấp",
                                       "tiếp nhận", "trước đây", "cũ", "về thanh tra tỉnh", NULL };
    size_t from = phrase_sentence(s, at), to = at;

    while (to < s.len && !(s.ptr[to] == '.' && (to + 1 == s.len || s.ptr[to + 1] == ' ')))
        to++;
    return phrase_has_any(str_sub(s, from, to), end);
}

/* Tasks of the time without districts that are given to them; told once a report. */
static void check_districts(struct checker *c, int32_t now)
{
    const struct doc *d = c->report->doc;

    if (now < month_number(LAST_DISTRICT_YEAR, LAST_DISTRICT_MONTH))
        return;
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct section *sec = &c->report->section[i];
        const struct flow *f = &d->block[i].flow;
        size_t len, at;
        struct diag *found;

        if (!sec->target || sec->period.year < LAST_DISTRICT_YEAR ||
            (at = find_district(f->text, &len)) == SIZE_MAX || tells_their_end(f->text, at))
            continue;
        found = diag_add(c->diags, DIAG_DISTRICT_OVER,
                         flow_span(f, (uint32_t)at, (uint32_t)(at + len)));
        diag_arg(found, str_sub(f->text, at, at + len));
        diag_stated(found, found->arg[0]);
        return;
    }
}

void check_tasks(struct checker *c)
{
    struct moments all = moments_of(c);
    int32_t last = report_last_day(c);
    int32_t now = month_number(last >> 9, last >> 5 & 15);

    if (last == 0 || looks_ahead(c))
        return;
    check_districts(c, now);
    for (size_t i = 0; i < all.n; i++) {
        const struct moment *m = &all.m[i];

        if (!c->report->section[m->block].target)
            continue;
        if (m->kind == MOMENT_DAY || m->kind == MOMENT_MONTH || m->kind == MOMENT_QUARTER)
            check_deadline(c, m, now);
        else if (m->kind == MOMENT_SPAN)
            check_planned_span(c, m);
        else if (m->kind == MOMENT_YEAR)
            check_year_over(c, m);
    }
}
