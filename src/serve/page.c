/* page.c -- what all pages share: escaping, figures, head and foot. */
#include "serve/page.h"

#include <time.h>

#include "model/data.h"
#include "version.h"
#include "write/html.h"

void html_text(struct page *p, str s)
{
    html_put_text(&p->out, s);
}

void html_dec(struct page *p, dec d)
{
    html_put_dec(&p->out, d);
}

void html_int(struct page *p, int64_t n)
{
    html_dec(p, (dec){ n, 0 });
}

void html_date(struct page *p, int64_t when)
{
    time_t t = (time_t)when;
    struct tm day;

    if (localtime_r(&t, &day))
        buf_printf(&p->out, "%d/%d/%d", day.tm_mday, day.tm_mon + 1, day.tm_year + 1900);
}

bool request_id(const struct request *r, int64_t *out)
{
    int64_t n = 0;

    if (!r->tail.len || r->tail.len > 12)
        return false;
    for (size_t i = 0; i < r->tail.len; i++) {
        if (r->tail.ptr[i] < '0' || r->tail.ptr[i] > '9')
            return false;
        n = n * 10 + (r->tail.ptr[i] - '0');
    }
    *out = n;
    return n > 0;
}

/* -- shapes: a light is told by shape and word, colour only helps -- */

static const struct {
    const char *class, *symbol;
} light_look[LIGHT_COUNT] = {
    [LIGHT_NONE] = { "chua", "h-gach" },       [LIGHT_DONE] = { "dat", "h-dat" },
    [LIGHT_IN_TIME] = { "dat", "h-dat" },      [LIGHT_LATE] = { "cham", "h-cham" },
    [LIGHT_BEHIND] = { "nguy", "h-nguy" },     [LIGHT_OFF_SEASON] = { "chua", "h-vu" },
    [LIGHT_NO_FIGURE] = { "chua", "h-trong" }, [LIGHT_NO_PLAN] = { "chua", "h-gach" },
};

void html_light(struct page *p, enum light l)
{
    html_put_shape(&p->out, light_look[l].class, light_look[l].symbol, light_word(l));
}

void html_severity(struct page *p, enum diag_severity s)
{
    html_put_severity(&p->out, s);
}

/* -- head and foot -- */

static void put_nav(struct page *p, const char *current)
{
    static const struct { const char *key, *href, *word; } entry[] = {
        { "chi-tieu", "/", "Chỉ tiêu" },
        { "van-ban", "/documents", "Văn bản" },
    };

    HTML(p, "<nav aria-label=\"Phần\">");
    for (size_t i = 0; i < sizeof entry / sizeof entry[0]; i++) {
        bool here = str_eq(str_from(current), str_from(entry[i].key));

        buf_printf(&p->out, "<a href=\"%s\"%s>%s</a>", entry[i].href,
                   here ? " aria-current=\"page\"" : "", entry[i].word);
    }
    HTML(p, "</nav>");
}

static void put_head(struct page *p, str title)
{
    HTML(p, "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            "<meta name=\"color-scheme\" content=\"light dark\"><title>");
    html_text(p, title);
    HTML(p, " · Soát</title><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">"
            "<link rel=\"stylesheet\" href=\"/soat.css?v=" SOAT_COMMIT "\"></head>\n<body>");
    html_put_symbols(&p->out);
}

status page_open(const struct request *r, struct page *p, str title, const char *current)
{
    str demo, area;

    status st = store_setting(r->store, r->job, STR("demo"), &demo);
    if (st == OK)
        st = store_setting(r->store, r->job, STR("title"), &area);
    if (st != OK)
        return st;
    put_head(p, title);
    HTML(p, "<a class=\"nhay\" href=\"#chinh\">Đến nội dung</a><header class=\"tren\">"
            "<a class=\"hieu\" href=\"/\"><svg viewBox=\"0 0 22 22\" aria-hidden=\"true\">"
            "<rect class=\"o\" width=\"22\" height=\"22\" rx=\"4\"/>"
            "<path class=\"net\" d=\"M5.5 11.5l4 4 7-8.5\"/></svg>Soát</a>");
    put_nav(p, current);
    HTML(p, "<span class=\"noi\">");
    html_text(p, area);
    HTML(p, "</span></header>");
    if (demo.len)
        HTML(p, "<p class=\"mau\">Dữ liệu mẫu: số công khai của tỉnh Điện Biên và một báo cáo tự "
                "soạn có số sai cố ý. Không dùng để báo cáo.</p>");
    HTML(p, "<main id=\"chinh\">");
    return OK;
}

void page_close(struct page *p)
{
    HTML(p, "</main><footer class=\"chan\">Soát " SOAT_VERSION " (" SOAT_COMMIT ") · số liệu mở: "
            "<a href=\"/api/v1/indicators\">chỉ tiêu</a>, <a href=\"/api/v1/facts\">số liệu</a>, "
            "<a href=\"/api/v1/documents\">văn bản</a></footer></body></html>\n");
}

status page_fail(const struct request *r, struct page *p, unsigned http, str text)
{
    (void)r;
    buf_init(&p->out, p->out.arena);
    p->status = http;
    p->type = "text/html; charset=utf-8";
    p->lasting = false;
    put_head(p, STR("Không mở được"));
    HTML(p, "<main id=\"chinh\" class=\"don\"><p class=\"nho\">Lỗi ");
    buf_printf(&p->out, "%u", http);
    HTML(p, "</p><h1>");
    html_text(p, text);
    HTML(p, "</h1><p><a class=\"nut\" href=\"/\">Về trang chỉ tiêu</a></p></main></body></html>\n");
    return OK;
}

status page_style(const struct request *r, struct page *p)
{
    (void)r;
    p->type = "text/css; charset=utf-8";
    p->lasting = true;
    buf_put(&p->out, data_file(STR("web/soat.css")));
    return OK;
}

status page_icon(const struct request *r, struct page *p)
{
    (void)r;
    p->type = "image/svg+xml";
    p->lasting = true;
    buf_put(&p->out, data_file(STR("web/icon.svg")));
    return OK;
}

/* Alive means: the ledger answers. */
status page_health(const struct request *r, struct page *p)
{
    str demo;

    p->type = "text/plain; charset=utf-8";
    status st = store_setting(r->store, r->job, STR("demo"), &demo);
    if (st == OK)
        buf_put(&p->out, STR("ok\n"));
    return st;
}
