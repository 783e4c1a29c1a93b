/* code.c -- GET /codes/{number}: what a finding means, with its examples. */
#include "serve/page.h"
#include "write/code_page.h"

/* The pages of docs/codes are written in a small part of markdown: headings,
 * paragraphs, and fences whose first word tells an example from its findings. */
enum code_fence { FENCE_NONE, FENCE_TEXT, FENCE_FINDINGS };

struct code_writer {
    struct page *page;
    enum code_fence fence;
    bool paragraph;             /* one is open */
    bool filled;                /* the open fence has a line */
};

static void close_paragraph(struct code_writer *c)
{
    if (c->paragraph)
        HTML(c->page, "</p>");
    c->paragraph = false;
}

static void open_fence(struct code_writer *c, str line)
{
    close_paragraph(c);
    c->filled = false;
    c->fence = str_starts(line, STR("```findings")) ? FENCE_FINDINGS : FENCE_TEXT;
}

static void close_fence(struct code_writer *c)
{
    if (c->filled)
        HTML(c->page, "</pre>");
    else if (c->fence == FENCE_FINDINGS)
        HTML(c->page, "<p class=\"khong\">Không có phát hiện.</p>");
    c->fence = FENCE_NONE;
}

static void put_fenced_line(struct code_writer *c, str line)
{
    if (!c->filled && !str_trim(line).len)
        return;
    if (c->filled)
        HTML(c->page, "\n");
    else if (c->fence == FENCE_FINDINGS)
        HTML(c->page, "<pre class=\"phat-hien\">");
    else
        HTML(c->page, "<pre>");
    html_text(c->page, line);
    c->filled = true;
}

static void put_prose_line(struct code_writer *c, str line)
{
    if (!str_trim(line).len) {
        close_paragraph(c);
    } else if (str_starts(line, STR("# "))) {
        HTML(c->page, "<h1>");
        html_text(c->page, str_sub(line, 2, line.len));
        HTML(c->page, "</h1>");
    } else if (str_starts(line, STR("## "))) {
        close_paragraph(c);
        HTML(c->page, "<h2>");
        html_text(c->page, str_sub(line, 3, line.len));
        HTML(c->page, "</h2>");
    } else {
        buf_put(&c->page->out, c->paragraph ? STR("\n") : STR("<p>"));
        html_text(c->page, line);
        c->paragraph = true;
    }
}

static void put_code_page(struct page *p, str text)
{
    struct code_writer c = { .page = p };
    str rest = text, line;

    while (str_split(&rest, '\n', &line)) {
        bool mark = str_starts(line, STR("```"));

        if (mark && c.fence != FENCE_NONE)
            close_fence(&c);
        else if (mark)
            open_fence(&c, line);
        else if (c.fence != FENCE_NONE)
            put_fenced_line(&c, line);
        else
            put_prose_line(&c, line);
    }
    if (c.fence != FENCE_NONE)
        close_fence(&c);
    close_paragraph(&c);
}

status page_code(const struct request *r, struct page *p)
{
    struct arena *a = r->job->arena;
    int64_t code;

    if (!request_id(r, &code))
        return page_fail(r, p, 404, STR("Không có mã này"));
    str number = arena_printf(a, "%lld", (long long)code);
    struct code_page about;
    struct buf text;

    if (!code_page_find(number, LANG_VI, &about))
        return page_fail(r, p, 404, STR("Không có mã này"));
    buf_init(&text, a);
    code_page_put(&text, number, &about, LANG_VI);
    status st = page_open(r, p, arena_printf(a, "Mã %lld", (long long)code), "van-ban");
    if (st != OK)
        return st;
    HTML(p, "<article class=\"ma-loi\">");
    put_code_page(p, buf_str(&text));
    HTML(p, "</article>");
    page_close(p);
    return OK;
}
