/* document.c -- the documents that were read, and one with its findings. */
#include <stdio.h>

#include "serve/page.h"
#include "write/marked.h"

static void put_severity_count(struct page *p, enum diag_severity s, int64_t n, const char *words)
{
    HTML(p, "<span class=\"dem\">");
    html_severity(p, s);
    HTML(p, "<b class=\"so\">");
    html_int(p, n);
    buf_printf(&p->out, "</b> %s</span>", words);
}

void html_documents(struct page *p, const struct documents *all, size_t limit)
{
    if (!all->count)
        HTML(p, "<p class=\"nho\">Chưa có văn bản nào. Đưa vào bằng <code>soat import --db SỔ "
                "TỆP</code>.</p>");
    HTML(p, "<ul class=\"ds\">");
    for (size_t i = 0; i < all->count && i < limit; i++) {
        const struct document *d = &all->list[i];

        buf_printf(&p->out, "<li><a href=\"/documents/%lld\">", (long long)d->id);
        html_text(p, d->title);
        HTML(p, "</a><p class=\"nho\">");
        html_text(p, d->name);
        HTML(p, " · đọc ngày ");
        html_date(p, (int64_t)d->published * 86400);
        HTML(p, " · ");
        html_int(p, d->statements);
        HTML(p, " phát biểu có số</p><p class=\"cac-dem\">");
        put_severity_count(p, SEVERITY_ERROR, d->errors, "lỗi");
        put_severity_count(p, SEVERITY_WARNING, d->warnings, "cảnh báo");
        put_severity_count(p, SEVERITY_NOTE, d->notes, "ghi chú");
        HTML(p, "</p></li>");
    }
    HTML(p, "</ul>");
    if (all->count > limit)
        HTML(p, "<p><a href=\"/documents\">Tất cả văn bản</a></p>");
}

status page_documents(const struct request *r, struct page *p)
{
    struct documents all;

    status st = store_documents(r->store, r->job, &all);
    if (st == OK)
        st = page_open(r, p, STR("Văn bản"), "van-ban");
    if (st != OK)
        return st;
    HTML(p, "<section class=\"don rong\"><h1>Văn bản đã đọc</h1>");
    html_documents(p, &all, SIZE_MAX);
    HTML(p, "</section>");
    page_close(p);
    return OK;
}

static void put_stored_head(struct page *p, const struct document *d,
                            const struct app_document *read, const struct app_findings *found)
{
    HTML(p, "<header class=\"dau-vb\"><div><h1>");
    html_text(p, d->title);
    HTML(p, "</h1><p class=\"nho\">");
    html_text(p, d->name);
    HTML(p, " · đọc ngày ");
    html_date(p, (int64_t)d->published * 86400);
    HTML(p, "</p></div><p class=\"cac-dem to-hon\">");
    put_severity_count(p, SEVERITY_ERROR, (int64_t)found->errors, "lỗi");
    put_severity_count(p, SEVERITY_WARNING, (int64_t)found->warnings, "cảnh báo");
    put_severity_count(p, SEVERITY_NOTE, (int64_t)found->notes, "ghi chú");
    HTML(p, "</p><p class=\"nho\">");
    html_int(p, read->report->nstatements);
    HTML(p, " phát biểu có số");
    if (found->diags->checked) {
        HTML(p, ", ");
        html_int(p, found->diags->checked);
        HTML(p, " phép tính đã đối chiếu");
    }
    HTML(p, "</p></header>");
}

/* GET /documents/{id} -- read and checked anew, so that the findings are always
 * those of this version of the program. */
status page_document(const struct request *r, struct page *p)
{
    struct document d;
    struct app_document read;
    struct app_findings found;
    int64_t id;

    if (!request_id(r, &id))
        return page_fail(r, p, 404, STR("Không có văn bản này"));
    status st = store_document(r->store, r->job, id, &d);
    if (st == FAIL_USAGE)
        return page_fail(r, p, 404, STR("Không có văn bản này"));
    if (st == OK)
        st = app_check_text(r->job, d.name, d.text, check_rules_on(), &read, &found);
    if (st == OK)
        st = page_open(r, p, d.title, "van-ban");
    if (st != OK)
        return st;
    put_stored_head(p, &d, &read, &found);

    struct marked marked = { .doc = read.doc, .found = found.diags, .codes = "/codes/" };
    HTML(p, "<div class=\"doc\">");
    if (found.diags->count) {
        HTML(p, "<nav class=\"muc-luc\" aria-label=\"Phát hiện\">");
        marked_put_list(&p->out, &marked);
        HTML(p, "</nav>");
    }
    marked_put_document(&p->out, &marked);
    HTML(p, "</div>");
    page_close(p);
    return OK;
}

