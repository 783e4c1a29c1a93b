/* comment_part.c -- the parts beside the document: the comments, their relationship, their
 * content type, each changed by what is added alone. */
#include "write/comment_int.h"
#include "write/marked.h"

#include <time.h>

#define OFFICE_2006 "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define OFFICE_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define WORDS_2006 "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORDS_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* A part whose root element takes one more child. */
struct open_part {
    struct comment_parts *parts;
    str bytes;
    uint32_t root, root_end;    /* its start tag */
    uint32_t tail;              /* of its end tag */
    bool found;                 /* what is looked for is there */
    str target;                 /* of the relationship found */
    long last_id;               /* of comments */
    uint32_t ids;               /* relationships whose name begins as ours do */
    struct buf text;            /* of dcterms:modified */
    bool in_time;
};

/* "word/document.xml" -> "word/". */
static str folder_of_part(str part)
{
    size_t end = part.len;

    while (end > 0 && part.ptr[end - 1] != '/')
        end--;
    return str_sub(part, 0, end);
}

static str relations_part(struct comment_parts *p)
{
    str folder = folder_of_part(p->document);

    return arena_printf(p->job->arena, "%.*s_rels/%.*s.rels", STRF(folder),
                        STRF(str_sub(p->document, folder.len, p->document.len)));
}

static void part_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct open_part *o = arg;
    long n;

    if (xml_depth(x) == 0) {
        o->root = xml_at(x);
        o->root_end = xml_end(x);
    }
    switch (id) {
    case COMMENT_r_Relationship:
        if (str_starts(xml_attr(attrs, "Id"), STR("soat")))
            o->ids++;
        if (str_ends(xml_attr(attrs, "Type"), STR("/comments"))) {
            o->found = true;
            o->target = arena_str(o->parts->job->arena, xml_attr(attrs, "Target"));
        }
        break;
    case COMMENT_ct_Override:
        if (str_eq(str_sub(xml_attr(attrs, "PartName"), 1, SIZE_MAX), o->parts->comments))
            o->found = true;
        break;
    case COMMENT_w_comment:
        n = xml_number(attrs, "id", -1);
        if (n > o->last_id)
            o->last_id = n;
        break;
    case COMMENT_dc_modified:
        o->in_time = true;
        break;
    default:
        break;
    }
}

static void part_end(struct xml *x, uint16_t id, void *arg)
{
    struct open_part *o = arg;

    if (id == COMMENT_dc_modified)
        o->in_time = false;
    if (xml_depth(x) == 0)
        o->tail = xml_at(x);
}

static void part_text(struct xml *x, str text, void *arg)
{
    struct open_part *o = arg;

    (void)x;
    if (o->in_time)
        buf_put(&o->text, text);
}

/* Reads the part, if the file has it. */
static status open_part(struct comment_parts *p, str part, struct open_part *o)
{
    static const struct xml_events events = { part_start, part_end, part_text };
    const struct zip_member *m = zip_find(p->zip, part);

    *o = (struct open_part){ .parts = p, .last_id = -1 };
    buf_init(&o->text, p->job->arena);
    if (!m)
        return OK;

    status st = zip_read(p->job, p->zip, m, &o->bytes);
    return st == OK ? xml_parse(p->job, p->zip->name, part, o->bytes, &comment_language, &events, o)
                    : st;
}

static void change_part(struct comment_parts *p, str part, str content)
{
    p->change[p->nchanges++] = (struct zip_change){ part, content };
}

/* The part with one more child at the end of its root, which may be an empty element. */
static str with_child(struct comment_parts *p, const struct open_part *o, str child)
{
    struct buf b;
    str bytes = o->bytes;
    bool empty = o->tail == o->root_end && o->tail >= 2 && bytes.ptr[o->tail - 2] == '/';

    buf_init(&b, p->job->arena);
    buf_put(&b, str_sub(bytes, 0, empty ? o->tail - 2 : o->tail));
    if (empty)
        buf_char(&b, '>');
    buf_put(&b, child);
    if (empty) {
        size_t end = o->root + 1;

        while (bytes.ptr[end] != ' ' && bytes.ptr[end] != '/' && bytes.ptr[end] != '\n' &&
               bytes.ptr[end] != '\r' && bytes.ptr[end] != '\t')
            end++;
        buf_printf(&b, "</%.*s>", STRF(str_sub(bytes, o->root + 1, end)));
    }
    buf_put(&b, str_sub(bytes, o->tail, bytes.len));
    return buf_str(&b);
}

/* -- what the file has -- */

status comment_find_parts(struct comment_parts *p, long last_id)
{
    struct open_part o;
    str folder = folder_of_part(p->document);

    status st = open_part(p, relations_part(p), &o);
    if (st != OK)
        return st;
    p->next_id = last_id + 1;
    if (o.found && o.target.len) {
        p->comments = o.target.ptr[0] == '/'
                          ? str_sub(o.target, 1, o.target.len)
                          : arena_printf(p->job->arena, "%.*s%.*s", STRF(folder), STRF(o.target));
        p->has_comments = zip_find(p->zip, p->comments) != NULL;
        st = open_part(p, p->comments, &o);
        if (st == OK && o.last_id >= p->next_id)
            p->next_id = o.last_id + 1;
        return st;
    }
    p->comments = arena_printf(p->job->arena, "%.*scomments.xml", STRF(folder));
    for (unsigned n = 1; zip_find(p->zip, p->comments); n++)
        p->comments = arena_printf(p->job->arena, "%.*scomments%u.xml", STRF(folder), n);
    return OK;
}

/* -- the comments -- */

static void put_digits(struct buf *b, int n, unsigned width, char behind)
{
    buf_number(b, n < 0 ? 0 : (uint64_t)n, width);
    buf_char(b, behind);
}

/* "2025-06-29T14:32:00Z": the time told, where it is one. */
static bool take_time(struct buf *out, str told)
{
    static const char form[] = "0000-00-00T00:00:00";
    size_t n = sizeof form - 1;

    told = str_trim(told);
    if (told.len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (form[i] == '0' ? told.ptr[i] < '0' || told.ptr[i] > '9' : told.ptr[i] != form[i])
            return false;
    buf_put(out, str_sub(told, 0, n));
    buf_char(out, 'Z');
    return true;
}

/* The time the file was last saved at: the same file gives the same copy. */
static status find_time(struct comment_parts *p, int64_t now, str *out)
{
    struct open_part o;
    struct buf b;
    struct tm day;
    time_t t = (time_t)now;

    status st = open_part(p, STR("docProps/core.xml"), &o);
    if (st != OK)
        return st;
    buf_init(&b, p->job->arena);
    if (!take_time(&b, buf_str(&o.text)) && gmtime_r(&t, &day)) {
        put_digits(&b, day.tm_year + 1900, 4, '-');
        put_digits(&b, day.tm_mon + 1, 2, '-');
        put_digits(&b, day.tm_mday, 2, 'T');
        put_digits(&b, day.tm_hour, 2, ':');
        put_digits(&b, day.tm_min, 2, ':');
        put_digits(&b, day.tm_sec, 2, 'Z');
    }
    *out = buf_str(&b);
    return OK;
}

/* XML has no control characters, not even escaped. */
static void put_xml_text(struct buf *b, str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20) {
            buf_html(b, str_sub(s, from, i));
            buf_char(b, ' ');
            from = i + 1;
        }
    buf_html(b, str_sub(s, from, s.len));
}

static void put_comment_para(struct buf *b, str prefix, bool bold, str lead, str text)
{
    buf_printf(b, "<%.*sp><%.*sr>", STRF(prefix), STRF(prefix));
    if (bold)
        buf_printf(b, "<%.*srPr><%.*sb/></%.*srPr>", STRF(prefix), STRF(prefix), STRF(prefix));
    buf_printf(b, "<%.*st xml:space=\"preserve\">", STRF(prefix));
    put_xml_text(b, lead);
    put_xml_text(b, text);
    buf_printf(b, "</%.*st></%.*sr></%.*sp>", STRF(prefix), STRF(prefix), STRF(prefix));
}

static const char *comment_word(const struct diags *ds, enum diag_severity s)
{
    if (ds->lang == LANG_EN)
        return s == SEVERITY_ERROR ? "✗ Error" : s == SEVERITY_WARNING ? "! Warning" : "· Note";
    return s == SEVERITY_ERROR ? "✗ Lỗi" : s == SEVERITY_WARNING ? "! Cảnh báo" : "· Ghi chú";
}

/* "đoạn 14: ", the place a note is about, where it is another than the finding's. */
static str note_lead(struct arena *a, const struct diags *ds, const struct diag *d,
                     const struct diag_note *n)
{
    bool en = ds->lang == LANG_EN;
    struct buf b;

    buf_init(&b, a);
    if (n->is_hint)
        buf_put(&b, str_from(en ? "Hint: " : "Gợi ý: "));
    marked_put_note_place(&b, ds, d, n);
    return buf_str(&b);
}

/* "chú thích 1: «65»", where the comment does not stand at the figure. */
static void put_figure_place(struct buf *b, str prefix, const struct diags *ds,
                             const struct diag *d)
{
    str figure = d->stated.len ? d->stated : source_text(ds->src, d->where);
    struct buf place;

    buf_init(&place, ds->arena);
    marked_put_place(&place, ds->src, d->where.start, ds->lang);
    put_comment_para(b, prefix, false, buf_str(&place),
                     figure.len ? arena_printf(ds->arena, ": «%.*s»", STRF(figure))
                                : (str){ NULL, 0 });
}

static void put_comment_text(struct buf *b, str prefix, const struct diags *ds,
                             const struct diag *d, bool elsewhere)
{
    struct arena *a = ds->arena;
    bool hinted = false;

    put_comment_para(b, prefix, true,
                     arena_printf(a, "%s %d: ", comment_word(ds, d->severity), (int)d->code),
                     diag_message(ds, d));
    if (elsewhere)
        put_figure_place(b, prefix, ds, d);
    for (size_t i = 0; i < d->nnotes; i++) {
        if (diag_note_is_plain(ds, d, &d->note[i]))
            continue;
        put_comment_para(b, prefix, false, note_lead(a, ds, d, &d->note[i]),
                         diag_note_message(ds, &d->note[i]));
        hinted = hinted || d->note[i].is_hint;
    }
    if (d->repair.len && !hinted)
        put_comment_para(b, prefix, false,
                         str_from(ds->lang == LANG_EN ? "Hint: write " : "Gợi ý: viết "),
                         arena_printf(a, "«%.*s»", STRF(d->repair)));
}

/* Attributes need a prefix even where elements have none. */
static void put_comments(struct comment_parts *p, struct buf *b, str prefix, str time,
                         const struct diags *ds)
{
    str attr = prefix.len ? prefix : STR("soat:");

    for (size_t i = 0; i < ds->count; i++) {
        buf_printf(b, "<%.*scomment", STRF(prefix));
        if (!prefix.len)
            buf_printf(b, " xmlns:soat=\"%s\"", p->strict ? WORDS_STRICT : WORDS_2006);
        buf_printf(b, " %.*sid=\"%ld\" %.*sauthor=\"Soát\" %.*sdate=\"%.*s\" %.*sinitials=\"S\">",
                   STRF(attr), p->next_id + (long)i, STRF(attr), STRF(attr), STRF(time),
                   STRF(attr));
        put_comment_text(b, prefix, ds, ds->item[i], p->elsewhere[i]);
        buf_printf(b, "</%.*scomment>", STRF(prefix));
    }
}

/* -- the changes -- */

static status write_comments_part(struct comment_parts *p, const struct docx_commenting *c)
{
    struct open_part o;
    struct buf b;
    str time;

    status st = find_time(p, c->now, &time);
    if (st == OK)
        st = open_part(p, p->comments, &o);
    if (st != OK)
        return st;
    buf_init(&b, p->job->arena);
    if (p->has_comments) {
        put_comments(p, &b, seam_prefix(o.bytes, o.root), time, c->found);
        change_part(p, p->comments, with_child(p, &o, buf_str(&b)));
        return OK;
    }
    buf_printf(&b, XML_HEAD "<w:comments xmlns:w=\"%s\">", p->strict ? WORDS_STRICT : WORDS_2006);
    put_comments(p, &b, STR("w:"), time, c->found);
    buf_put(&b, STR("</w:comments>"));
    change_part(p, p->comments, buf_str(&b));
    return OK;
}

static status write_relation(struct comment_parts *p)
{
    str part = relations_part(p), folder = folder_of_part(p->document), prefix;
    struct open_part o;

    status st = open_part(p, part, &o);
    if (st != OK || o.found)
        return st;
    prefix = o.bytes.len ? seam_prefix(o.bytes, o.root) : (str){ NULL, 0 };

    str one = arena_printf(p->job->arena,
                           "<%.*sRelationship Id=\"soat%u\" Type=\"%s/comments\" "
                           "Target=\"%.*s\"/>", STRF(prefix), o.ids + 1,
                           p->strict ? OFFICE_STRICT : OFFICE_2006,
                           STRF(str_sub(p->comments, folder.len, p->comments.len)));

    change_part(p, part,
                o.bytes.len
                    ? with_child(p, &o, one)
                    : arena_printf(p->job->arena,
                                   XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats"
                                   ".org/package/2006/relationships\">%.*s</Relationships>",
                                   STRF(one)));
    return OK;
}

static status write_content_type(struct comment_parts *p)
{
    str part = STR("[Content_Types].xml"), prefix;
    struct open_part o;

    status st = open_part(p, part, &o);
    if (st != OK || o.found || !o.bytes.len)
        return st;
    prefix = seam_prefix(o.bytes, o.root);
    change_part(p, part,
                with_child(p, &o, arena_printf(p->job->arena,
                           "<%.*sOverride PartName=\"/%.*s\" ContentType=\"application/vnd."
                           "openxmlformats-officedocument.wordprocessingml.comments+xml\"/>",
                           STRF(prefix), STRF(p->comments))));
    return OK;
}

status comment_write_parts(struct comment_parts *p, const struct docx_commenting *c)
{
    status st = write_comments_part(p, c);

    if (st == OK)
        st = write_relation(p);
    return st == OK ? write_content_type(p) : st;
}
