/* fuzz_comment.c -- any bytes as a Word file with a finding at each of its figures: the copy
 * with comments says the same, has every byte of the file in its order, and differs from it
 * in the members that comments stand in alone. */
#include "hold.h"

#include "pack/zip.h"
#include "read/kind.h"
#include "read/read.h"
#include "word_file.h"
#include "write/docx_comment.h"

enum { FINDINGS = 24 };

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* A finding at each figure, and one where no text is. */
static void find_figures(struct diags *ds, const struct source *src)
{
    str text = src->text;
    uint32_t at = 0, n = 0;

    while (at < text.len && n++ < FINDINGS) {
        uint32_t end;

        while (at < text.len && !is_figure(text.ptr[at]))
            at++;
        for (end = at; end < text.len && is_figure(text.ptr[end]);)
            end++;
        diag_stated(diag_add(ds, DIAG_SUM_MISMATCH, (span){ at, end }), str_sub(text, at, end));
        at = end;
    }
}

/* Does `whole` have all bytes of `part`, in their order? */
static bool has_bytes(str whole, str part)
{
    size_t at = 0;

    for (size_t i = 0; i < whole.len && at < part.len; i++)
        at += whole.ptr[i] == part.ptr[at];
    return at == part.len;
}

static bool may_change(str member)
{
    return str_ends(member, STR("document.xml")) || str_ends(member, STR(".rels")) ||
           str_ends(member, STR("comments.xml")) || str_eq(member, STR("[Content_Types].xml"));
}

static void hold_copied(struct job *j, struct zip *was, struct zip *is)
{
    must(is->n >= was->n);
    for (uint32_t i = 0; i < was->n; i++) {
        str old, new;

        must(str_eq(was->member[i].name, is->member[i].name));
        if (zip_read(j, was, &was->member[i], &old) != OK) {
            job_forgive(j);
            continue;
        }
        must(zip_read(j, is, &is->member[i], &new) == OK);
        must(may_change(was->member[i].name) ? has_bytes(new, old) : str_eq(new, old));
    }
}

static void hold_copy(struct job *j, const struct docx_commenting *c, str copy)
{
    struct zip was, is;
    const struct doc *d;

    must(zip_open(j, c->name, c->bytes, &was) == OK && zip_open(j, c->name, copy, &is) == OK);
    hold_copied(j, &was, &is);
    must(read_file(j, c->name, copy, &d) == OK);
    must(str_eq(d->src->text, c->doc->src->text));
}

static status comment_bytes(struct job *j, void *data)
{
    struct diags ds;
    struct docx_commenting c = { .name = STR("fuzz.docx"), .found = &ds };
    str copy;

    c.bytes = word_file_of(j->arena, *(str *)data);
    if (file_kind_of(c.bytes) != FILE_DOCX)
        return OK;

    status st = read_file(j, c.name, c.bytes, &c.doc);
    if (st != OK || !c.doc->src->text.len)
        return st;
    diags_init(&ds, j, c.doc->src);
    find_figures(&ds, c.doc->src);
    st = docx_write_comments(j, &c, &copy);
    if (st == OK && ds.count)
        hold_copy(j, &c, copy);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 400 * 1024, comment_bytes);
    return 0;
}
