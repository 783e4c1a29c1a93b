/* page.h -- what a page is made from, and of.
 *
 * A handler is a plain function of request and page. Text reaches HTML only
 * through html_text(), which escapes; HTML() takes literals alone. */
#ifndef SERVE_PAGE_H
#define SERVE_PAGE_H

#include "app/app.h"
#include "app/scorecard.h"
#include "base/buf.h"
#include "store/store.h"

struct request {
    struct job *job;
    struct store *store;
    const struct indicators *catalogue;
    str path;
    str tail;                   /* what followed the route's prefix: an id */
    void *connection;
};

struct page {
    struct buf out;
    unsigned status;            /* of HTTP */
    const char *type;           /* content type */
    bool lasting;               /* may be kept by the browser */
};

/* A parameter of the query string; empty when not given. */
str request_value(const struct request *r, const char *name);

/* The tail as a positive whole number. */
bool request_id(const struct request *r, int64_t *out);

/* -- writing HTML -- */

#define HTML(p, lit) buf_put(&(p)->out, STR(lit))
void html_text(struct page *p, str s);
void html_int(struct page *p, int64_t n);       /* 1.234 */
void html_dec(struct page *p, dec d);           /* 1.234,50 with a true minus sign */
void html_date(struct page *p, int64_t when);   /* 29/6/2025 */

/* Head, top bar, strip of the demo; then the foot. `current` is the nav entry:
 * "chi-tieu" or "van-ban". */
status page_open(const struct request *r, struct page *p, str title, const char *current);
void page_close(struct page *p);

/* Replaces whatever was written by a page that says what went wrong. */
status page_fail(const struct request *r, struct page *p, unsigned status, str text);

/* <svg> of a light or a severity, with its word for those who do not see it. */
void html_light(struct page *p, enum light l);
void html_severity(struct page *p, enum diag_severity s);

/* -- the pages -- */

status page_front(const struct request *r, struct page *p);
status page_documents(const struct request *r, struct page *p);
status page_document(const struct request *r, struct page *p);
status page_code(const struct request *r, struct page *p);
status page_style(const struct request *r, struct page *p);
status page_icon(const struct request *r, struct page *p);
status page_health(const struct request *r, struct page *p);
status api_indicators(const struct request *r, struct page *p);
status api_documents(const struct request *r, struct page *p);
status api_facts(const struct request *r, struct page *p);

/* The list of documents, as the front page and the page of documents show it. */
void html_documents(struct page *p, const struct documents *all, size_t limit);

#endif
