/* cells_fields.c -- the fields of a CSV (RFC 4180), of semicolons as Excel saves it in
 * Vietnam, or of tabs. */
#include "read/cells_int.h"

/* Moves behind the end of a line, counting it. */
static void pass_line_end(struct field_reader *r)
{
    if (r->at < r->text.len && r->text.ptr[r->at] == '\r')
        r->at++;
    if (r->at < r->text.len && r->text.ptr[r->at] == '\n')
        r->at++;
    r->line++;
}

static bool at_line_end(const struct field_reader *r)
{
    return r->at >= r->text.len || r->text.ptr[r->at] == '\n' ||
           (r->text.ptr[r->at] == '\r' &&
            (r->at + 1 >= r->text.len || r->text.ptr[r->at + 1] == '\n'));
}

/* Moves behind lines that are empty or begin with '#'. */
static void pass_comments(struct field_reader *r)
{
    while (r->at < r->text.len) {
        size_t from = r->at;

        while (!at_line_end(r))
            r->at++;

        str line = str_sub(r->text, from, r->at);

        if (str_trim(line).len && line.ptr[0] != '#' && !str_starts(line, STR("\"#"))) {
            r->at = from;
            return;
        }
        if (str_starts(line, STR("\"#")) && r->begun) {
            r->at = from;       /* behind the header a quoted '#' begins a text */
            return;
        }
        pass_line_end(r);
    }
}

/* Outside quotes: a tab, else a semicolon, else a comma. */
static char tell_separator(str text, size_t from)
{
    bool quoted = false, tab = false, semicolon = false;

    for (size_t i = from; i < text.len && (quoted || text.ptr[i] != '\n'); i++) {
        quoted = quoted != (text.ptr[i] == '"');
        tab = tab || (!quoted && text.ptr[i] == '\t');
        semicolon = semicolon || (!quoted && text.ptr[i] == ';');
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

static status quote_fails(struct field_reader *r, uint32_t line, const char *vi, const char *en)
{
    return job_fail(r->job, FAIL_FORMAT, "%.*s:%u: %s", "%.*s:%u: %s", STRF(r->name), line + 1,
                    r->job->lang == LANG_EN ? en : vi);
}

/* A field in quotes, whose first one stands at `at`. */
static status take_quoted_field(struct field_reader *r, str *out)
{
    uint32_t line = r->line;
    struct buf b;

    buf_init(&b, r->job->arena);
    if (r->at + 1 >= r->text.len)
        return quote_fails(r, line, "dấu ngoặc kép mở ra mà không đóng",
                           "a quote is opened and not closed");
    for (r->at++; r->at < r->text.len; r->at++) {
        char c = r->text.ptr[r->at];

        if (c == '"' && (++r->at >= r->text.len || r->text.ptr[r->at] != '"'))
            break;
        r->line += c == '\n';
        buf_char(&b, c);
        if (r->at + 1 >= r->text.len)
            return quote_fails(r, line, "dấu ngoặc kép mở ra mà không đóng",
                               "a quote is opened and not closed");
    }
    while (!at_line_end(r) && r->text.ptr[r->at] == ' ')
        r->at++;
    if (!at_line_end(r) && r->text.ptr[r->at] != r->separator)
        return quote_fails(r, line, "sau dấu ngoặc kép đóng phải là dấu phân cách",
                           "behind a closing quote there must be a separator");
    *out = buf_str(&b);
    return OK;
}

static status take_one_field(struct field_reader *r, str *out)
{
    size_t from = r->at;

    if (r->separator != '\t')
        while (!at_line_end(r) && r->text.ptr[r->at] == ' ')
            r->at++;
    if (r->separator != '\t' && r->at < r->text.len && r->text.ptr[r->at] == '"')
        return take_quoted_field(r, out);
    while (!at_line_end(r) && r->text.ptr[r->at] != r->separator)
        r->at++;
    *out = str_trim(str_sub(r->text, from, r->at));
    return OK;
}

static status take_field_record(struct field_reader *r)
{
    uint32_t row = r->line;

    r->n = 0;
    r->begun = true;
    for (uint32_t col = 0;; col++) {
        str text;
        status st = take_one_field(r, &text);

        if (st != OK)
            return st;
        if (text.len)
            *arena_push(r->job->arena, r->cell, r->n, r->cap) =
                (struct raw_cell){ .row = row, .col = col, .text = text };
        if (at_line_end(r))
            break;
        r->at++;
    }
    pass_line_end(r);
    return OK;
}

void fields_open(struct job *j, str name, str text, struct field_reader *out)
{
    *out = (struct field_reader){ .job = j, .name = name, .text = text };
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        out->at = 3;
    pass_comments(out);
    out->separator = tell_separator(text, out->at);
}

status fields_next(struct field_reader *r, bool *more)
{
    *more = false;
    for (pass_comments(r); r->at < r->text.len; pass_comments(r)) {
        status st = take_field_record(r);

        *more = st == OK && r->n > 0;
        if (st != OK || r->n)
            return st;
    }
    return OK;
}

status cells_read_fields(struct job *j, str name, str text, struct cells *out)
{
    struct field_reader r;
    status st;
    bool more;

    fields_open(j, name, text, &r);
    out->separator = r.separator;
    cells_begin_sheet(out, (str){ NULL, 0 });
    while ((st = fields_next(&r, &more)) == OK && more && !cells_are_full(out))
        for (size_t i = 0; i < r.n; i++)
            cells_put(out, &r.cell[i]);
    return st;
}
