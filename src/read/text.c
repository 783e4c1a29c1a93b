/* text.c -- joins the lines of a text into the blocks of a document.
 *
 * Pages, notes and wrapping cut sentences; what belongs together is told by
 * how a line ends (a stop or not), how the next begins (lower case or not), and
 * by the notes between them. */
#include "read/read.h"

#include "base/utf8.h"
#include "doc/flow.h"
#include "read/gap.h"
#include "read/grid.h"
#include "read/line.h"
#include "read/mark.h"
#include "read/outline.h"

#include <string.h>

enum { TEXT_PROBE = 64 * 1024, CUT_CHARS = 80, TITLE_BYTES = 330 };

/* A block while it is being joined: the last of the body, the last note. All others
 * are whole. */
struct draft {
    int32_t block;              /* or NO_BLOCK */
    struct flow_builder flow;
    bool open;                  /* its last line does not end like a sentence */
    uint16_t chars;             /* of its last line */
};

struct reader {
    struct job *job;
    const struct source *src;
    struct lines lines;
    struct marks marks;
    uint32_t gap;               /* the next of lines.gap */

    struct block *block;
    size_t n, cap;
    struct draft body, note;    /* the note is of the running zone */
    bool notes_between;         /* a note stood since the last body line */
};

static bool is_digits(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

static uint32_t skip_marks(const struct reader *r, uint32_t offset)
{
    uint32_t lo = 0, hi = r->marks.n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (r->marks.mark[mid].at < offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Appends source[from, to), with its note marks taken out and recorded. */
static void put_text(struct reader *r, struct draft *d, uint32_t from, uint32_t to)
{
    for (uint32_t i = skip_marks(r, from); i < r->marks.n && r->marks.mark[i].at < to; i++) {
        const struct mark *m = &r->marks.mark[i];

        flow_put(&d->flow, from, m->at, r->lines.markdown);
        flow_put_mark(&d->flow, m->number, m->at);
        from = m->at + m->len;
    }
    if (from < to)
        flow_put(&d->flow, from, to, r->lines.markdown);
}

/* "2026-" | "2030": a range of years cut by the end of its line. */
static bool cut_behind_dash(const struct buf *text, const struct source *src, const struct line *l)
{
    size_t n = text->len;

    return n >= 5 && text->ptr[n - 1] == '-' && src->text.ptr[l->text] >= '1' &&
           src->text.ptr[l->text] <= '2' && l->end - l->text >= 4 &&
           is_digits((str){ text->ptr + n - 5, 4 }) &&
           is_digits((str){ src->text.ptr + l->text, 4 });
}

static int32_t push_block(struct reader *r, struct block block)
{
    block.parent = block.anchor = NO_BLOCK;
    r->block = arena_grow_raw(r->job->arena, r->block, sizeof *r->block, r->n, r->n + 1, &r->cap);
    r->block[r->n] = block;
    return (int32_t)r->n++;
}

static void close_draft(struct reader *r, struct draft *d)
{
    if (d->block != NO_BLOCK)
        r->block[d->block].flow = flow_finish(&d->flow);
    d->block = NO_BLOCK;
}

static void open_draft(struct reader *r, struct draft *d, struct block block)
{
    close_draft(r, d);
    d->block = push_block(r, block);
    flow_init(&d->flow, r->job->arena, r->src);
}

static void begin_block(struct reader *r, struct draft *d, enum block_kind kind,
                        const struct line *l)
{
    uint32_t bytes = l->end - l->text;

    open_draft(r, d, (struct block){ .kind = kind, .level = l->level, .note = l->note });
    flow_expect(&d->flow, (bytes < BLOCK_BYTES ? bytes : BLOCK_BYTES) + 1);
}

/* What follows in a block that is full. */
static void continue_block(struct reader *r, struct draft *d)
{
    const struct block *full = &r->block[d->block];
    enum block_kind kind = full->kind == BLOCK_HEADING ? BLOCK_PARA : full->kind;

    open_draft(r, d, (struct block){ .kind = kind, .level = full->level, .note = full->note });
}

/* Appends the line to the block, and goes on in further ones where it is full: no
 * paragraph is that long, and what is done a block at a time stays small. */
static void append_line(struct reader *r, struct draft *d, const struct line *l)
{
    if (!cut_behind_dash(&d->flow.text, r->src, l))
        flow_blank(&d->flow);
    for (uint32_t from = l->text, to; from < l->end; from = to) {
        to = line_piece_end(r->src->text, from, l->end);
        if (d->flow.text.len >= BLOCK_BYTES)
            continue_block(r, d);
        put_text(r, d, from, to);
    }
    d->open = !l->finished;
    d->chars = l->chars;
}

/* The next line that is neither blank nor furniture, or NULL. */
static const struct line *next_line(const struct reader *r, uint32_t i)
{
    for (i++; i < r->lines.n; i++) {
        enum line_kind k = r->lines.line[i].kind;

        if (k != LINE_BLANK && k != LINE_FURNITURE && k != LINE_COMMENT && k != LINE_RULE)
            return &r->lines.line[i];
    }
    return NULL;
}

static bool starts_with_digit(const struct reader *r, const struct line *l)
{
    char c = l->text < l->end ? r->src->text.ptr[l->text] : '\0';

    return c >= '0' && c <= '9';
}

/* Wrapped text: does l go on in the paragraph whose last line is d's? */
static bool joins_wrapped(const struct reader *r, const struct draft *d, const struct line *l)
{
    unsigned width = r->lines.width, chars = d->chars;

    if (l->starts_lower)
        return true;
    if (!d->open)
        return chars * 100 >= width * 88 && l->kind == LINE_TEXT;
    if (l->kind == LINE_ITEM || l->kind == LINE_HEADING)
        return false;
    return starts_with_digit(r, l) || chars * 100 >= width * 70;
}

static void read_note(struct reader *r, const struct line *l)
{
    begin_block(r, &r->note, BLOCK_NOTE, l);
    r->notes_between = true;
    append_line(r, &r->note, l);
}

/* A line of the note zone of wrapped text. */
static void read_zone_line(struct reader *r, const struct line *l)
{
    if (r->note.block == NO_BLOCK)
        return;                 /* a zone without a note: furniture */
    if (l->kind == LINE_ITEM && !l->starts_lower) {
        struct line again = *l;

        again.note = r->block[r->note.block].note;
        begin_block(r, &r->note, BLOCK_NOTE, &again);
    }
    append_line(r, &r->note, l);
}

static void read_body_block(struct reader *r, enum block_kind kind, const struct line *l)
{
    begin_block(r, &r->body, kind, l);
    r->notes_between = false;
    append_line(r, &r->body, l);
}

/* An item or a heading on a line of its own; a heading is whole as it stands. */
static void read_titled_line(struct reader *r, const struct line *l)
{
    read_body_block(r, l->kind == LINE_ITEM ? BLOCK_ITEM : BLOCK_HEADING, l);
    if (l->kind == LINE_HEADING && l->chars < TITLE_BYTES)
        r->body.open = false;
}

static void join_body(struct reader *r, const struct line *l)
{
    append_line(r, &r->body, l);
    r->notes_between = false;
}

/* A running line where each line is a paragraph or a page's share of one. */
static void read_paragraph_line(struct reader *r, uint32_t i)
{
    const struct line *l = &r->lines.line[i];
    const struct line *next = next_line(r, i);
    bool adjacent = i > 0 && r->lines.line[i - 1].kind != LINE_BLANK;
    bool body_open = r->body.block != NO_BLOCK && r->body.open;
    bool note_open = r->note.block != NO_BLOCK && r->note.open;

    if (adjacent && r->note.block != NO_BLOCK && r->notes_between &&
        (l->starts_lower || note_open)) {
        append_line(r, &r->note, l);
    } else if (adjacent && body_open && !r->notes_between) {
        join_body(r, l);
    } else if (note_open && l->starts_lower &&
               (!body_open || (next && next->kind == LINE_NOTE))) {
        append_line(r, &r->note, l);
    } else if (body_open && l->starts_lower) {
        join_body(r, l);
    } else if (body_open && r->notes_between && next && next->kind == LINE_TEXT &&
               next->starts_lower) {
        begin_block(r, &r->note, BLOCK_NOTE, l);    /* a note that lost its mark */
        append_line(r, &r->note, l);
    } else if (body_open && r->body.chars >= CUT_CHARS) {
        join_body(r, l);
    } else {
        read_body_block(r, BLOCK_PARA, l);
    }
}

static void read_wrapped_line(struct reader *r, uint32_t i)
{
    const struct line *l = &r->lines.line[i];

    if (r->body.block != NO_BLOCK && joins_wrapped(r, &r->body, l))
        join_body(r, l);
    else
        read_body_block(r, l->kind == LINE_ITEM      ? BLOCK_ITEM
                           : l->kind == LINE_HEADING ? BLOCK_HEADING : BLOCK_PARA, l);
}

static status read_table(struct reader *r, uint32_t *i)
{
    enum line_kind kind = r->lines.line[*i].kind;
    uint32_t from = *i, to = from;
    const struct table *t;
    status st;

    if (kind == LINE_GAPS) {
        const struct gap_table *gap = &r->lines.gap[r->gap++];

        to = gap->end;
        st = grid_read_gaps(r->job, r->src, gap, &t);
    } else {
        while (to < r->lines.n && r->lines.line[to].kind == kind)
            to++;
        st = grid_read(r->job, r->src, &r->lines, from, to, &t);
    }
    if (st != OK)
        return st;

    close_draft(r, &r->body);
    close_draft(r, &r->note);
    push_block(r, (struct block){ .kind = BLOCK_TABLE, .level = r->lines.line[from].level,
                                  .note = r->lines.line[from].note, .table = t });
    *i = to - 1;
    return OK;
}

/* Wrapped text with tagged marks: the lines below "<sup>4</sup> ..." are the note's
 * until a blank line, or until a line that only a new paragraph can be. */
static bool note_goes_on(const struct reader *r, uint32_t i)
{
    const struct line *l = &r->lines.line[i], *before = i ? l - 1 : l;

    return r->lines.wrapped && r->lines.markdown && r->notes_between &&
           r->note.block != NO_BLOCK && l->kind == LINE_TEXT && before->kind != LINE_BLANK &&
           before->kind != LINE_RULE && (r->note.open || l->starts_lower);
}

static status read_lines(struct reader *r)
{
    for (uint32_t i = 0; i < r->lines.n; i++) {
        const struct line *l = &r->lines.line[i];
        status st;

        switch (l->kind) {
        case LINE_BLANK: case LINE_RULE: case LINE_COMMENT: case LINE_FURNITURE:
            continue;
        case LINE_TABS: case LINE_PIPES: case LINE_GAPS:
            if ((st = read_table(r, &i)) != OK)
                return st;
            continue;
        case LINE_NOTE:
            read_note(r, l);
            continue;
        case LINE_HEADING: case LINE_ITEM: case LINE_TEXT:
            break;
        }
        if (l->in_notes || note_goes_on(r, i))
            read_zone_line(r, l);
        else if (r->lines.wrapped)
            read_wrapped_line(r, i);
        else if (l->kind == LINE_TEXT)
            read_paragraph_line(r, i);
        else
            read_titled_line(r, l);
    }
    return OK;
}

/* Is one of the eight bytes below `least`, at most 0x80? */
static bool bytes_below(uint64_t part, uint64_t least)
{
    return ((part - EACH_BYTE(least)) & ~part & EACH_BYTE(0x80)) != 0;
}

static bool is_text(str s)
{
    size_t odd = 0, probe = s.len < TEXT_PROBE ? s.len : TEXT_PROBE, i = 0;

    while (i < probe) {
        uint64_t part;

        /* eight bytes that are all letters, signs and blanks need no closer look */
        if (i + 8 <= probe && (memcpy(&part, s.ptr + i, 8), !bytes_below(part, 0x20))) {
            i += 8;
            continue;
        }
        for (size_t end = i + 8 < probe ? i + 8 : probe; i < end; i++) {
            unsigned char c = (unsigned char)s.ptr[i];

            odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
        }
    }
    return odd * 100 <= probe;
}

static status refuse_binary(struct job *j, const struct source *src)
{
    str s = src->text, name = src->name;

    const char *nul = s.len ? memchr(s.ptr, '\0', s.len) : NULL;

    if (nul) {
        struct place p = source_place(src, (uint32_t)(nul - s.ptr));

        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» không phải văn bản: có byte NUL ở dòng %u, hãy lưu lại bằng UTF-8",
                        "«%.*s» is not text: it has a NUL byte at line %u, save it as UTF-8",
                        STRF(name), p.line);
    }
    if (!is_text(s))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» không phải văn bản, hãy lưu lại bằng UTF-8",
                        "«%.*s» is not text, save it as UTF-8", STRF(name));
    return OK;
}

/* Room for half as many blocks as there are lines with something in them. */
static void expect_blocks(struct reader *r)
{
    size_t lines = 0;

    for (uint32_t i = 0; i < r->lines.n; i++)
        lines += r->lines.line[i].kind != LINE_BLANK;
    r->block = arena_grow_raw(r->job->arena, NULL, sizeof *r->block, 0, lines / 2 + 1, &r->cap);
}

status read_doc(struct job *j, const struct source *src, const struct doc **out)
{
    struct reader r = { .job = j, .src = src, .body.block = NO_BLOCK, .note.block = NO_BLOCK };
    status st = refuse_binary(j, src);

    if (st != OK)
        return st;
    r.lines = lines_read(j->arena, src);
    if (r.lines.wrapped)
        marks_find_notes(src, &r.lines);
    r.marks = marks_find(j->arena, src, &r.lines);
    expect_blocks(&r);
    st = read_lines(&r);
    if (st != OK)
        return st;
    close_draft(&r, &r.body);
    close_draft(&r, &r.note);

    struct doc *d = arena_new(j->arena, struct doc);

    outline_blocks(j->arena, r.block, (uint32_t)r.n, r.lines.wrapped);
    *d = (struct doc){ .src = src, .block = r.block, .nblocks = (uint32_t)r.n };
    *out = d;
    return OK;
}
