/* findings_page.c -- the page around a marked document. */
#include "write/findings_page.h"

#include "base/os.h"
#include "base/utf8.h"
#include "model/data.h"
#include "version.h"
#include "write/html.h"
#include "write/marked.h"

enum { SHORT_TITLE = 24, TITLE_AMONG = 12 };

/* Offices and the motto stand above the title. */
static bool is_letterhead(str text)
{
    static const char *const above[] = { "cong hoa xa hoi chu nghia", "doc lap", "uy ban nhan dan",
                                         "hoi dong nhan dan" };

    for (size_t i = 0; i < sizeof above / sizeof *above; i++)
        if (utf8_begins_plain(text, above[i]))
            return true;
    return false;
}

/* "BÁO CÁO" alone says little: the headings behind a short one belong to the title. */
static str page_title(struct arena *a, const struct doc *doc)
{
    struct buf title;

    buf_init(&title, a);
    for (uint32_t i = 0; i < doc->nblocks && i < TITLE_AMONG && title.len < SHORT_TITLE; i++) {
        const struct block *b = &doc->block[i];

        if (b->kind != BLOCK_HEADING && title.len)
            break;
        if (is_letterhead(b->flow.text))
            continue;
        if (b->kind != BLOCK_HEADING || !b->flow.text.len)
            continue;
        if (title.len)
            buf_char(&title, ' ');
        buf_put(&title, b->flow.text);
    }
    return title.len ? buf_str(&title) : os_base_name(doc->src->name);
}

/* Nothing is fetched, whatever the document says. */
static void put_page_head(struct buf *out, str title)
{
    HTML_LIT(out, "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                  "<meta name=\"color-scheme\" content=\"light dark\">"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; script-src 'unsafe-inline'\"><title>");
    html_put_text(out, title);
    HTML_LIT(out, " · Soát</title><style>\n");
    buf_put(out, data_file(STR("web/soat.css")));
    buf_put(out, data_file(STR("web/phat-hien.css")));
    HTML_LIT(out, "</style></head>\n<body class=\"trang\">");
    html_put_symbols(out);
}

static void put_total(struct buf *out, enum diag_severity s, size_t n, const char *words)
{
    HTML_LIT(out, "<span class=\"dem\">");
    html_put_severity(out, s);
    HTML_LIT(out, "<b class=\"so\">");
    html_put_count(out, n);
    buf_printf(out, "</b> %s</span>", words);
}

static void put_said_count(struct buf *out, const char *before, uint64_t n, const char *behind)
{
    buf_put(out, str_from(before));
    HTML_LIT(out, "<b class=\"so\">");
    html_put_count(out, n);
    HTML_LIT(out, "</b>");
    buf_put(out, str_from(behind));
}

/* The numbers that no rule could look at; of a long document the first ones. */
static void put_open_list(struct buf *out, const struct source *src,
                          const struct diag_coverage *c)
{
    enum { MOST_OPEN = 300 };
    struct buf place;

    if (!c->nopen)
        return;
    buf_init(&place, out->arena);
    HTML_LIT(out, "<ul class=\"chua-soat\">");
    for (size_t i = 0; i < c->nopen && i < MOST_OPEN; i++) {
        place.len = 0;
        marked_put_place(&place, src, c->open[i].where.start, LANG_VI);
        HTML_LIT(out, "<li><b class=\"so\">");
        html_put_text(out, source_text(src, c->open[i].where));
        HTML_LIT(out, "</b> ");
        html_put_text(out, buf_str(&place));
        HTML_LIT(out, ": ");
        html_put_text(out, str_from(c->open[i].why));
        HTML_LIT(out, "</li>");
    }
    HTML_LIT(out, "</ul>");
    if (c->nopen > MOST_OPEN)
        put_said_count(out, "<p>… và ", c->nopen - MOST_OPEN, " số nữa.</p>");
}

/* What was read, what of it was checked and by which rules, and what was not. */
static void put_coverage_lines(struct buf *out, const struct source *src,
                               const struct diag_coverage *c)
{
    HTML_LIT(out, "<details class=\"do-phu nho\"><summary>");
    put_said_count(out, "", c->checked, " trong ");
    put_said_count(out, "", c->figures, " số liệu đã đối chiếu; ");
    put_said_count(out, "", c->figures - c->checked, " số không có gì để đối chiếu</summary><p>");
    put_said_count(out, "Văn bản có ", c->seen, " số, hiểu được ");
    put_said_count(out, "", c->understood, ". Số không đối chiếu được không phải là số đúng: "
                                           "hãy tự xem lại những số ấy.</p>");
    if (c->nrules)
        HTML_LIT(out, "<p>Theo quy tắc: ");
    for (uint32_t i = 0; i < c->nrules; i++) {
        buf_printf(out, "%s<code>%s</code> ", i ? ", " : "", c->rule[i].name);
        html_put_count(out, c->rule[i].figures);
    }
    if (c->nrules)
        HTML_LIT(out, ".</p>");
    put_open_list(out, src, c);
    HTML_LIT(out, "</details>");
}

/* Never just "nothing": what was looked at as well. */
static void put_checked(struct buf *out, const struct diags *found)
{
    HTML_LIT(out, "<p class=\"nho\">");
    if (!found->count)
        HTML_LIT(out, "Không thấy sai. ");
    if (found->checked) {
        HTML_LIT(out, "Đã đối chiếu ");
        html_put_count(out, found->checked);
        HTML_LIT(out, " phép tính");
    } else {
        HTML_LIT(out, "Không có phép tính nào để đối chiếu");
    }
    if (found->dropped) {
        HTML_LIT(out, "; còn ");
        html_put_count(out, found->dropped);
        HTML_LIT(out, " phát hiện không giữ lại");
    }
    HTML_LIT(out, ".</p>");
    if (found->coverage && found->coverage->seen)
        put_coverage_lines(out, found->src, found->coverage);
}

static void put_document_head(struct buf *out, const struct doc *doc, const struct diags *found,
                              str title)
{
    str name = os_base_name(doc->src->name);

    HTML_LIT(out, "<header class=\"dau-vb\"><div><h1>");
    html_put_text(out, title);
    HTML_LIT(out, "</h1>");
    if (!str_eq(name, title)) {
        HTML_LIT(out, "<p class=\"nho\">");
        html_put_text(out, name);
        HTML_LIT(out, "</p>");
    }
    HTML_LIT(out, "</div><div class=\"ket-qua\"><p class=\"cac-dem to-hon\">");
    put_total(out, SEVERITY_ERROR, diags_count(found, SEVERITY_ERROR), "lỗi");
    put_total(out, SEVERITY_WARNING, diags_count(found, SEVERITY_WARNING), "cảnh báo");
    put_total(out, SEVERITY_NOTE, diags_count(found, SEVERITY_NOTE), "ghi chú");
    if (found->naccepted)
        put_said_count(out, "<span class=\"dem\">", found->naccepted, " đã chấp nhận</span>");
    HTML_LIT(out, "</p>");
    put_checked(out, found);
    HTML_LIT(out, "</div></header>");
}

static void put_finding_drawer(struct buf *out, const struct marked *m)
{
    HTML_LIT(out, "<details class=\"muc-luc\" id=\"ds\" open><summary>Danh sách ");
    html_put_count(out, m->found->count);
    HTML_LIT(out, " phát hiện</summary><nav aria-label=\"Phát hiện\">");
    marked_put_list(out, m);
    HTML_LIT(out, "</nav></details>");
}

/* What somebody has looked at and accepts, and what was accepted before it changed. */
static void put_accepted_list(struct buf *out, const struct diags *found)
{
    struct buf place;

    buf_init(&place, out->arena);
    HTML_LIT(out, "<section class=\"chap-nhan\"><h2>Đã chấp nhận</h2><ul>");
    for (size_t i = 0; i < found->naccepted; i++) {
        const struct diag *d = found->accepted[i];

        place.len = 0;
        marked_put_place(&place, found->src, d->where.start, found->lang);
        HTML_LIT(out, "<li><b>");
        html_put_text(out, d->stated);
        HTML_LIT(out, "</b> <span class=\"nho\">");
        html_put_text(out, buf_str(&place));
        buf_printf(out, ", mã %d</span><p>", (int)d->code);
        html_put_text(out, diag_message(found, d));
        HTML_LIT(out, "</p><p><b>Lý do:</b> ");
        html_put_text(out, d->acceptance->reason);
        HTML_LIT(out, " <span class=\"nho\">");
        html_put_text(out, d->acceptance->who);
        HTML_LIT(out, ", ");
        html_put_text(out, d->acceptance->when);
        HTML_LIT(out, "</span></p></li>");
    }
    for (size_t i = 0; i < found->nstale; i++) {
        const struct diag_acceptance *a = found->stale[i];

        HTML_LIT(out, "<li><b>");
        html_put_text(out, a->stated);
        HTML_LIT(out, "</b> <span class=\"nho\">mã ");
        html_put_text(out, a->code);
        HTML_LIT(out, "</span><p>Lời chấp nhận không còn khớp: câu hoặc số đã đổi. Lý do khi ấy: ");
        html_put_text(out, a->reason);
        HTML_LIT(out, "</p></li>");
    }
    HTML_LIT(out, "</ul></section>");
}

/* Shown by the script alone: without it there is nothing to press. */
static void put_finding_bar(struct buf *out)
{
    HTML_LIT(out, "<div class=\"di-lai\" role=\"group\" aria-label=\"Đi tới phát hiện\" hidden>"
                  "<button type=\"button\" id=\"truoc\">Trước <kbd>p</kbd></button>"
                  "<output id=\"dang\"></output>"
                  "<button type=\"button\" id=\"sau\">Sau <kbd>n</kbd></button></div>");
}

void write_findings_page(struct buf *out, const struct doc *doc, const struct diags *found)
{
    struct marked m = { .doc = doc, .found = found };
    str title = page_title(out->arena, doc);

    put_page_head(out, title);
    HTML_LIT(out, "<a class=\"nhay\" href=\"#chinh\">Đến văn bản</a>");
    put_document_head(out, doc, found, title);
    HTML_LIT(out, "<div class=\"doc\">");
    if (found->count)
        put_finding_drawer(out, &m);
    HTML_LIT(out, "<main id=\"chinh\">");
    marked_put_document(out, &m);
    if (found->naccepted + found->nstale)
        put_accepted_list(out, found);
    HTML_LIT(out, "</main></div>");
    if (found->count)
        put_finding_bar(out);
    HTML_LIT(out, "<footer class=\"chan\">Soát " SOAT_VERSION " (" SOAT_COMMIT ")</footer>"
                  "<script>\n");
    buf_put(out, data_file(STR("web/phat-hien.js")));
    HTML_LIT(out, "</script></body></html>\n");
}
