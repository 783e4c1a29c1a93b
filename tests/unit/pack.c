/* pack.c -- packed files made in memory. */
#include "pack.h"

#include <libdeflate.h>

static void put16(struct buf *b, unsigned n)
{
    buf_char(b, (char)(n & 0xFF));
    buf_char(b, (char)(n >> 8 & 0xFF));
}

static void put32(struct buf *b, size_t n)
{
    put16(b, (unsigned)(n & 0xFFFF));
    put16(b, (unsigned)(n >> 16 & 0xFFFF));
}

void pack_begin(struct packing *p, struct arena *a)
{
    buf_init(&p->out, a);
    buf_init(&p->directory, a);
    p->n = 0;
}

/* What the local header and the directory both tell of a member. */
static void put_facts(struct buf *b, unsigned method, str content, size_t packed, size_t name)
{
    put16(b, 20);
    put16(b, 0);
    put16(b, method);
    put32(b, 0x00210000);
    put32(b, libdeflate_crc32(0, content.ptr, content.len));
    put32(b, packed);
    put32(b, content.len);
    put16(b, (unsigned)name);
    put16(b, 0);
}

void pack_member(struct packing *p, const char *name, str content, bool deflate)
{
    size_t at = p->out.len;
    str packed = content;

    if (deflate) {
        size_t most = libdeflate_deflate_compress_bound(NULL, content.len);
        char *to = arena_alloc(p->out.arena, 1, most);      /* it may end the job */
        struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);

        packed = (str){ to, libdeflate_deflate_compress(c, content.ptr, content.len, to, most) };
        libdeflate_free_compressor(c);
    }
    put32(&p->out, 0x04034b50);
    put_facts(&p->out, deflate ? 8 : 0, content, packed.len, strlen(name));
    buf_put(&p->out, str_from(name));
    buf_put(&p->out, packed);
    put32(&p->directory, 0x02014b50);
    put16(&p->directory, 20);
    put_facts(&p->directory, deflate ? 8 : 0, content, packed.len, strlen(name));
    put16(&p->directory, 0);
    put16(&p->directory, 0);
    put16(&p->directory, 0);
    put32(&p->directory, 0);
    put32(&p->directory, at);
    buf_put(&p->directory, str_from(name));
    p->n++;
}

str pack_end(struct packing *p)
{
    size_t at = p->out.len;

    buf_put(&p->out, buf_str(&p->directory));
    put32(&p->out, 0x06054b50);
    put32(&p->out, 0);
    put16(&p->out, p->n);
    put16(&p->out, p->n);
    put32(&p->out, p->directory.len);
    put32(&p->out, at);
    put16(&p->out, 0);
    return buf_str(&p->out);
}

#define WORD_SPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
                   "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define RELATION(id, type, target)                                                              \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships/" type "\" Target=\"" target "\"/>"
#define RELATIONS(list)                                                                      \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    list "</Relationships>"

static void pack_part(struct packing *p, const char *name, const char *root, const char *body)
{
    if (body)
        pack_member(p, name, arena_printf(p->out.arena, "<w:%s " WORD_SPACE ">%s</w:%s>", root,
                                          body, root), true);
}

str pack_docx(struct arena *a, const char *body, const char *footnotes, const char *numbering)
{
    struct packing p;

    pack_begin(&p, a);
    pack_member(&p, "_rels/.rels", STR(RELATIONS(RELATION("r1", "officeDocument",
                                                          "word/document.xml"))), false);
    pack_member(&p, "word/_rels/document.xml.rels",
                STR(RELATIONS(RELATION("r1", "footnotes", "footnotes.xml")
                              RELATION("r2", "numbering", "/word/numbering.xml"))), false);
    pack_part(&p, "word/document.xml", "document", body);
    pack_part(&p, "word/footnotes.xml", "footnotes", footnotes);
    pack_part(&p, "word/numbering.xml", "numbering", numbering);
    return pack_end(&p);
}

#define OASIS(prefix, name) \
    " xmlns:" prefix "=\"urn:oasis:names:tc:opendocument:xmlns:" name ":1.0\""
#define OASIS_SPACES \
    OASIS("office", "office") OASIS("text", "text") OASIS("table", "table") \
    OASIS("style", "style") OASIS("draw", "drawing") OASIS("svg", "svg-compatible") \
    OASIS("fo", "xsl-fo-compatible") \
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" \
    " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""

str pack_odf_root(struct arena *a, str inner)
{
    return arena_printf(a, "<office:document-content" OASIS_SPACES ">%.*s"
                        "</office:document-content>", STRF(inner));
}

str pack_odf_content(struct arena *a, const char *kind, const char *automatic, const char *body)
{
    return pack_odf_root(a, arena_printf(
        a, "<office:automatic-styles>%s</office:automatic-styles><office:body><office:%s>%s"
        "</office:%s></office:body>", automatic ? automatic : "", kind, body, kind));
}

str pack_odf(struct arena *a, const char *kind, const char *styles, str content)
{
    struct packing p;

    pack_begin(&p, a);
    pack_member(&p, "mimetype", arena_printf(a, "application/vnd.oasis.opendocument.%s", kind),
                false);
    if (styles)
        pack_member(&p, "styles.xml",
                    arena_printf(a, "<office:document-styles" OASIS_SPACES ">%s"
                                 "</office:document-styles>", styles), false);
    pack_member(&p, "content.xml", content, false);
    return pack_end(&p);
}

/* -- documents as lines -- */

#define SHEET_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void pack_book_part(struct packing *p, const char *name, const char *root,
                           const char *content)
{
    if (content)
        pack_member(p, name, arena_printf(p->out.arena, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                          "\n<%s xmlns=\"" SHEET_SPACE "\" xmlns:r=\""
                                          OFFICE_SPACE "\">%s</%s>", root, content, root), true);
}

str pack_xlsx(struct arena *a, const struct packed_book *b)
{
    static const char relations[] =
        RELATION("r1", "worksheet", "worksheets/sheet1.xml")
        RELATION("r2", "sharedStrings", "./sharedStrings.xml")
        RELATION("r3", "styles", "../xl/styles.xml");
    struct packing p;

    pack_begin(&p, a);
    pack_member(&p, "_rels/.rels",
                STR(RELATIONS(RELATION("r1", "officeDocument", "/xl/workbook.xml"))), false);
    pack_member(&p, "xl/_rels/workbook.xml.rels",
                arena_printf(a, RELATIONS("%s"), b->relations ? b->relations : relations), false);
    pack_book_part(&p, "xl/workbook.xml", "workbook",
                   b->book ? b->book : "<sheets><sheet name=\"Biểu 1\" sheetId=\"7\" "
                                       "r:id=\"r1\"/></sheets>");
    pack_book_part(&p, "xl/worksheets/sheet1.xml", "worksheet", b->sheet);
    pack_book_part(&p, "xl/sharedStrings.xml", "sst", b->strings);
    pack_book_part(&p, "xl/styles.xml", "styleSheet", b->styles);
    return pack_end(&p);
}

static void put_flow(struct buf *out, const struct flow *f)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < f->nmarks; i++) {
        buf_put(out, str_sub(f->text, at, f->mark[i].at));
        buf_printf(out, "[%u]", f->mark[i].number);
        at = f->mark[i].at;
    }
    buf_put(out, str_sub(f->text, at, f->text.len));
}

static void put_cells(struct buf *out, const struct table *t)
{
    for (uint32_t r = 0; r < t->nrows; r++) {
        for (uint32_t c = 0; c < t->ncols; c++) {
            const struct cell *cell = table_cell(t, r, c);

            if (c)
                buf_char(out, '|');
            put_flow(out, &cell->flow);
            if (cell->covered)
                buf_char(out, '~');
            if (cell->more_rows || cell->more_cols)
                buf_printf(out, "{%ux%u}", cell->more_rows + 1U, cell->more_cols + 1U);
        }
        buf_char(out, '\n');
    }
}

void pack_tell(struct buf *out, const struct doc *d)
{
    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *b = &d->block[i];

        switch (b->kind) {
        case BLOCK_HEADING: buf_printf(out, "heading%u ", b->level); break;
        case BLOCK_PARA:    buf_put(out, STR("para ")); break;
        case BLOCK_ITEM:    buf_printf(out, "item%u ", b->level); break;
        case BLOCK_NOTE:    buf_printf(out, "note%u ", b->note); break;
        case BLOCK_TABLE:
            buf_put(out, STR("table\n"));
            put_cells(out, b->table);
            continue;
        }
        put_flow(out, &b->flow);
        buf_char(out, '\n');
    }
}
