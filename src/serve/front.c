/* front.c -- GET /: the indicators of a period against plan and last year. */
#include <stdio.h>

#include "serve/page.h"

/* Digits after the comma each column needs, for aligning at the comma. */
struct score_scales {
    int now, plan, before, share, growth;
};

static void widen_scale(int *scale, bool has, dec d)
{
    int own = d.scale >= 0 ? d.scale : 0;

    if (has && own > *scale)
        *scale = own;
}

static struct score_scales scales_of(const struct scorecard *card)
{
    struct score_scales s = { 0, 0, 0, 0, 0 };

    for (size_t i = 0; i < card->nrows; i++) {
        const struct score_row *r = &card->row[i];

        widen_scale(&s.now, r->now.has, r->now.value);
        widen_scale(&s.plan, r->plan.has, r->plan.value);
        widen_scale(&s.before, r->before.has, r->before.value);
        widen_scale(&s.share, r->has_share, r->share);
        widen_scale(&s.growth, r->has_growth, r->growth);
    }
    return s;
}

/* The figure, and unseen what it lacks to the widest of its column: commas
 * stand in one line, and copying gives the bare number. */
static void put_aligned(struct page *p, dec d, int widest)
{
    html_dec(p, d);
    if (d.scale >= widest)
        return;
    HTML(p, "<i class=\"bu\" aria-hidden=\"true\" data-d=\"");
    if (d.scale == 0)
        HTML(p, ",");
    buf_repeat(&p->out, '0', (size_t)(widest - d.scale));
    HTML(p, "\"></i>");
}

static void put_figure_cell(struct page *p, const char *class, const struct score_figure *f,
                            int widest)
{
    buf_printf(&p->out, "<td class=\"so %s\">", class);
    if (f->has)
        put_aligned(p, f->value, widest);
    else
        HTML(p, "<span class=\"mo\">–</span>");
    HTML(p, "</td>");
}

/* -- the bar: value to plan, a tick where it should stand by now -- */

static void put_plain(struct page *p, dec d)
{
    char text[DEC_TEXT];

    dec_format_plain(d, text);
    buf_put(&p->out, str_from(text));
}

static void put_bar(struct page *p, const struct score_row *r)
{
    static const dec most = { 110, 0 };
    const char *class = r->light == LIGHT_BEHIND ? "tn" : r->light == LIGHT_LATE ? "tc" : "td";
    dec width = dec_cmp(r->share, most) > 0 ? most : r->share;

    if (!r->has_share)
        return;
    HTML(p, "<svg class=\"vd\" viewBox=\"0 0 110 12\" preserveAspectRatio=\"none\" role=\"img\" "
            "aria-label=\"");
    html_dec(p, r->share);
    HTML(p, "% kế hoạch");
    if (r->pace.coef) {
        HTML(p, ", nhịp ");
        html_dec(p, r->pace);
        HTML(p, "%");
    }
    HTML(p, "\"><rect class=\"ranh\" width=\"100\" height=\"12\"/>");
    buf_printf(&p->out, "<rect class=\"%s\" y=\"3\" height=\"6\" width=\"", class);
    put_plain(p, width);
    HTML(p, "\"/><rect class=\"moc\" x=\"99.6\" width=\"0.8\" height=\"12\"/>");
    if (r->pace.coef) {
        HTML(p, "<rect class=\"nhip\" width=\"1.6\" height=\"12\" x=\"");
        put_plain(p, r->pace);
        HTML(p, "\"/>");
    }
    HTML(p, "</svg>");
}

static void put_growth(struct page *p, const struct score_row *r, int widest)
{
    bool worse = (r->growth.coef < 0 && r->indicator->direction == DIRECTION_UP) ||
                 (r->growth.coef > 0 && r->indicator->direction == DIRECTION_DOWN);

    HTML(p, "<td class=\"so ck\">");
    if (r->has_growth) {
        HTML(p, "<span class=\"an-mt\">cùng kỳ </span>");
        buf_printf(&p->out, "<span%s>", worse ? " class=\"nguy\"" : "");
        if (r->growth.coef > 0)
            HTML(p, "+");
        put_aligned(p, r->growth, widest);
        HTML(p, "</span><span class=\"dvc\">");
        if (r->in_points)
            HTML(p, "<abbr title=\"điểm phần trăm\">đ.%</abbr>");
        else
            HTML(p, "%");
        HTML(p, "</span>");
    } else {
        HTML(p, "<span class=\"mo\">–</span>");
    }
    HTML(p, "</td>");
}

static void put_verdict(struct page *p, const struct scorecard *card, const struct score_row *r)
{
    static const char *const class[LIGHT_COUNT] = {
        [LIGHT_NONE] = "chua",   [LIGHT_DONE] = "dat",         [LIGHT_IN_TIME] = "dat",
        [LIGHT_LATE] = "cham",   [LIGHT_BEHIND] = "nguy",      [LIGHT_OFF_SEASON] = "chua",
        [LIGHT_NO_FIGURE] = "chua", [LIGHT_NO_PLAN] = "chua",
    };

    buf_printf(&p->out, "<td class=\"nd\"><details class=\"luat\"><summary class=\"%s\">%s",
               class[r->light], light_word(r->light));
    if (r->has_share && r->light != LIGHT_NONE) {
        HTML(p, "<span class=\"an-mt\"> · ");
        html_dec(p, r->share);
        HTML(p, "% KH</span>");
    }
    HTML(p, "</summary><p>");
    html_text(p, light_rule(p->out.arena, card, r));
    if (r->now.fact) {
        HTML(p, ".<br><span class=\"nho\">Nguồn: ");
        html_text(p, r->now.fact->source);
        if (r->now.fact->note.len) {
            HTML(p, "; ");
            html_text(p, r->now.fact->note);
        }
        HTML(p, "</span>");
    }
    HTML(p, "</p></details></td>");
}

static void put_row(struct page *p, const struct scorecard *card, const struct score_row *r,
                    const struct score_scales *s)
{
    bool estimate = r->now.fact && r->now.fact->kind == FACT_ESTIMATE;

    HTML(p, "<tr id=\"");
    html_text(p, r->indicator->id);
    HTML(p, "\"><td class=\"den\">");
    html_light(p, r->light);
    HTML(p, "</td><th scope=\"row\" class=\"ten\">");
    html_text(p, r->indicator->name);
    HTML(p, "</th><td class=\"so gt\">");
    if (r->now.has) {
        put_aligned(p, r->now.value, s->now);
        if (estimate)
            HTML(p, "<sup class=\"u\"><abbr title=\"số ước thực hiện\">ư</abbr></sup>");
        else
            HTML(p, "<sup class=\"u\"></sup>");
    } else {
        HTML(p, "<span class=\"mo\">chưa có</span>");
    }
    HTML(p, "<span class=\"an-mt dvn\">");
    html_text(p, r->indicator->unit_text);
    HTML(p, "</span></td>");
    put_figure_cell(p, "kh", &r->plan, s->plan);
    HTML(p, "<td class=\"dv\">");
    html_text(p, r->indicator->unit_text);
    HTML(p, "</td><td class=\"tb\">");
    put_bar(p, r);
    HTML(p, "</td><td class=\"so pt\">");
    if (r->has_share)
        put_aligned(p, r->share, s->share);
    else
        HTML(p, "<span class=\"mo\">–</span>");
    HTML(p, "</td>");
    put_figure_cell(p, "truoc", &r->before, s->before);
    put_growth(p, r, s->growth);
    put_verdict(p, card, r);
    HTML(p, "</tr>");
}

static void put_table_head(struct page *p, const struct scorecard *card)
{
    HTML(p, "<thead><tr><th class=\"den\"><span class=\"an\">Đèn</span></th>"
            "<th>Chỉ tiêu</th><th class=\"so gt\">Thực hiện</th><th class=\"so kh\">Kế hoạch ");
    buf_printf(&p->out, "%d", card->plan.year);
    HTML(p, "</th><th class=\"dv\">Đơn vị</th><th class=\"tb\">So kế hoạch, vạch đậm là nhịp</th>"
            "<th class=\"so pt\">% KH</th><th class=\"so truoc\">Cùng kỳ ");
    buf_printf(&p->out, "%d", card->before.year);
    HTML(p, "</th><th class=\"so ck\">So cùng kỳ</th><th class=\"nd\">Nhận định</th></tr></thead>");
}

static void put_score_table(struct page *p, const struct scorecard *card)
{
    struct score_scales s = scales_of(card);
    str group = { NULL, 0 };

    HTML(p, "<table class=\"bang\">");
    put_table_head(p, card);
    for (size_t i = 0; i < card->nrows; i++) {
        const struct score_row *r = &card->row[i];

        if (!str_eq(r->indicator->group, group)) {
            if (i)
                HTML(p, "</tbody>");
            HTML(p, "<tbody><tr class=\"nhom\"><th colspan=\"10\" scope=\"rowgroup\">");
            html_text(p, r->indicator->group);
            HTML(p, "</th></tr>");
            group = r->indicator->group;
        }
        put_row(p, card, r, &s);
    }
    HTML(p, "</tbody></table>");
}

static void put_rules(struct page *p, const struct scorecard *card)
{
    int month = card->period.month ? card->period.month : 12;

    HTML(p, "<section class=\"cach\" id=\"cach-tinh\"><h2>Cách tính đèn</h2>"
            "<p>Chỉ tiêu cộng dồn so với <b>nhịp</b> của năm: ");
    buf_printf(&p->out, "%d/12 tháng là ", month);
    dec pace;
    if (dec_percent((dec){ month, 0 }, (dec){ 12, 0 }, 2, &pace))
        html_dec(p, pace);
    HTML(p, "% kế hoạch. Từ 100% nhịp là ");
    html_light(p, LIGHT_IN_TIME);
    HTML(p, " <b>Kịp</b>, từ 90% đến dưới 100% là ");
    html_light(p, LIGHT_LATE);
    HTML(p, " <b>Hơi chậm</b>, dưới 90% là ");
    html_light(p, LIGHT_BEHIND);
    HTML(p, " <b>Chậm</b>; bằng hoặc hơn kế hoạch cả năm là <b>Đạt</b>. Tỷ lệ và số tại một thời "
            "điểm so thẳng với kế hoạch; chỉ tiêu càng thấp càng tốt thì so ngược lại. Cây trồng, "
            "điện theo mùa trước tháng 9 chưa xét chậm: ");
    html_light(p, LIGHT_OFF_SEASON);
    HTML(p, " <b>Chưa vào vụ</b>. Bấm vào nhận định của từng dòng để xem phép tính và nguồn. "
            "“–” là không có số; <abbr title=\"số ước thực hiện\">ư</abbr> là số ước; "
            "đ.% là điểm phần trăm.</p></section>");
}

/* -- the band above the table -- */

static void put_scope(struct page *p, const struct scorecard *card)
{
    period when;

    HTML(p, "<nav class=\"phamvi\" aria-label=\"Kỳ\"><span>Kỳ</span>");
    for (size_t i = 0; i < card->nother && i < 8; i++) {
        bool here = str_eq(card->other[i], card->iso);

        HTML(p, "<a class=\"chon\" href=\"/?ky=");
        html_text(p, card->other[i]);
        buf_printf(&p->out, "\"%s>", here ? " aria-current=\"true\"" : "");
        if (period_parse(card->other[i], &when))
            html_text(p, period_name(p->out.arena, when));
        HTML(p, "</a>");
    }
    HTML(p, "<a class=\"day\" href=\"#cach-tinh\">Cách tính đèn</a></nav>");
}

/* The catalogue's first indicator that has a figure is the one of the page. */
static void put_headline(struct page *p, const struct scorecard *card)
{
    const struct score_row *r = NULL;

    for (size_t i = 0; i < card->nrows && !r; i++)
        if (card->row[i].now.has)
            r = &card->row[i];
    if (!r)
        return;
    HTML(p, "<section class=\"dau\"><h2 class=\"nho\">");
    html_text(p, r->indicator->name);
    if (r->now.fact->kind == FACT_ESTIMATE)
        HTML(p, " <span class=\"nhan\">ước</span>");
    HTML(p, "</h2><p class=\"lon\"><span class=\"so\">");
    html_dec(p, r->now.value);
    HTML(p, "</span> <span class=\"dvl\">");
    html_text(p, r->indicator->unit_text);
    HTML(p, "</span>");
    if (r->has_growth) {
        buf_printf(&p->out, "<span class=\"tang %s\">", r->growth.coef < 0 ? "nguy" : "dat");
        if (r->growth.coef > 0)
            HTML(p, "+");
        html_dec(p, r->growth);
        if (r->in_points)
            HTML(p, " điểm %");
        else
            HTML(p, "%");
        HTML(p, " <small>so cùng kỳ</small></span>");
    }
    HTML(p, "</p>");
    put_bar(p, r);
    buf_printf(&p->out, "<p class=\"nho\"><b>%s</b>: ", light_word(r->light));
    html_text(p, light_rule(p->out.arena, card, r));
    HTML(p, ".</p></section>");
}

enum { NAMED = 4 };

/* "12 chỉ tiêu chậm: ...": the answer first, in a sentence. */
static void put_sentence(struct page *p, const struct scorecard *card)
{
    size_t behind = card->lights[LIGHT_BEHIND], named = 0;

    HTML(p, "<section class=\"cau\"><h2 class=\"nho\">Điều cần biết trước</h2><p>");
    if (!behind)
        HTML(p, "Không có chỉ tiêu nào chậm so với nhịp.");
    else
        buf_printf(&p->out, "%zu chỉ tiêu chậm: ", behind);
    for (size_t i = 0; i < card->nrows && named < NAMED; i++) {
        const struct score_row *r = &card->row[i];

        if (r->light != LIGHT_BEHIND)
            continue;
        if (named++)
            HTML(p, ", ");
        HTML(p, "<a href=\"#");
        html_text(p, r->indicator->id);
        HTML(p, "\">");
        html_text(p, r->indicator->name);
        HTML(p, "</a> ");
        html_dec(p, r->share);
        HTML(p, "%");
    }
    if (behind > named)
        buf_printf(&p->out, " và %zu chỉ tiêu khác", behind - named);
    if (behind)
        HTML(p, " kế hoạch năm.");
    HTML(p, "</p>");
}

/* A light for each indicator, by group; every one is a link with its name. */
static void put_strip(struct page *p, const struct scorecard *card)
{
    str group = { NULL, 0 };

    HTML(p, "<div class=\"dai\">");
    for (size_t i = 0; i < card->nrows; i++) {
        const struct score_row *r = &card->row[i];

        if (r->light == LIGHT_NONE || r->light == LIGHT_NO_PLAN)
            continue;
        if (!str_eq(r->indicator->group, group)) {
            if (group.len)
                HTML(p, "</span></div>");
            HTML(p, "<div><span class=\"tieu\">");
            html_text(p, r->indicator->group);
            HTML(p, "</span><span class=\"hang-den\">");
            group = r->indicator->group;
        }
        HTML(p, "<a href=\"#");
        html_text(p, r->indicator->id);
        HTML(p, "\" title=\"");
        html_text(p, r->indicator->name);
        buf_printf(&p->out, ": %s\">", light_word(r->light));
        html_light(p, r->light);
        HTML(p, "</a>");
    }
    if (group.len)
        HTML(p, "</span></div>");
    HTML(p, "</div></section>");
}

static void put_state_line(struct page *p, int64_t n, const char *words)
{
    HTML(p, "<tr><td class=\"so\">");
    html_int(p, n);
    buf_printf(&p->out, "</td><td>%s</td></tr>", words);
}

static void put_state(struct page *p, const struct scorecard *card, const struct store_counts *n,
                      const struct documents *docs)
{
    int64_t estimates = 0, errors = 0;

    for (size_t i = 0; i < card->nrows; i++)
        estimates += card->row[i].now.fact && card->row[i].now.fact->kind == FACT_ESTIMATE;
    for (size_t i = 0; i < docs->count; i++)
        errors += docs->list[i].errors;
    HTML(p, "<section class=\"tinh-trang\"><h2 class=\"nho\">Số liệu của kỳ</h2><table>");
    put_state_line(p, (int64_t)card->nrows, "chỉ tiêu có số hoặc có kế hoạch");
    put_state_line(p, estimates, "số ước, chờ số chính thức");
    put_state_line(p, n->facts, "số liệu trong sổ, các kỳ");
    put_state_line(p, errors, "lỗi trong văn bản đã đọc");
    HTML(p, "</table></section>");
}

static void put_empty(struct page *p)
{
    HTML(p, "<section class=\"don\"><h1>Sổ chưa có số liệu</h1><p>Đưa báo cáo hoặc bảng số liệu "
            "vào sổ bằng <code>soat import --db SỔ TỆP</code>, hoặc tạo tỉnh mẫu bằng "
            "<code>soat db init --demo --db SỔ</code>.</p></section>");
}

status page_front(const struct request *r, struct page *p)
{
    struct scorecard card;
    struct store_counts n = { 0 };
    struct documents docs;

    status st = scorecard_read(r->job, r->store, r->catalogue, request_value(r, "ky"), &card);
    if (st == OK)
        st = store_count(r->store, r->job, &n);
    if (st == OK)
        st = store_documents(r->store, r->job, &docs);
    if (st == OK)
        st = page_open(r, p, card.nrows ? period_name(r->job->arena, card.period)
                                        : STR("Chỉ tiêu"), "chi-tieu");
    if (st != OK)
        return st;
    if (card.nrows) {
        put_scope(p, &card);
        HTML(p, "<h1 class=\"an\">Chỉ tiêu ");
        html_text(p, period_name(r->job->arena, card.period));
        HTML(p, "</h1><div class=\"bandau\">");
        put_headline(p, &card);
        put_sentence(p, &card);
        put_strip(p, &card);
        put_state(p, &card, &n, &docs);
        HTML(p, "</div>");
    } else {
        put_empty(p);
    }
    HTML(p, "<div class=\"hai\"><div class=\"chinh\">");
    if (card.nrows) {
        put_score_table(p, &card);
        put_rules(p, &card);
    }
    HTML(p, "</div><aside class=\"ben\" id=\"van-ban\"><h2>Văn bản đã đọc</h2>");
    html_documents(p, &docs, 12);
    HTML(p, "</aside></div>");
    page_close(p);
    return OK;
}
