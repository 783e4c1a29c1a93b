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

/* The copy says what the file says. A mark may be nested one deeper than any text was. */
static status hold_copy(struct job *j, const struct docx_commenting *c, str copy,
                        const struct doc **d)
{
    struct zip was, is;

    must(zip_open(j, c->name, c->bytes, &was) == OK && zip_open(j, c->name, copy, &is) == OK);
    hold_copied(j, &was, &is);

    status st = read_file(j, c->name, copy, d);
    must(st == OK || st == FAIL_LIMIT);
    must(st != OK || str_eq((*d)->src->text, c->doc->src->text));
    return st;
}

/* Puts the comments into a copy of c's file. */
static status comment_copy(struct job *j, struct docx_commenting *c, str *copy)
{
    struct diags ds;

    diags_init(&ds, j, c->doc->src);
    find_figures(&ds, c->doc->src);
    c->found = &ds;
    return docx_write_comments(j, c, copy);
}

/* A copy is a file as any other: it is commented, too. */
static status comment_bytes(struct job *j, void *data)
{
    struct docx_commenting c = { .name = STR("fuzz.docx") };
    str copy;

    c.bytes = word_file_of(j->arena, *(str *)data);
    if (file_kind_of(c.bytes) != FILE_DOCX)
        return OK;

    status st = read_file(j, c.name, c.bytes, &c.doc);
    for (int i = 0; i < 2 && st == OK && c.doc->src->text.len; i++) {
        st = comment_copy(j, &c, &copy);
        if (st == OK)
            st = hold_copy(j, &c, copy, &c.doc);
        c.bytes = copy;
    }
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 400 * 1024, comment_bytes);
    return 0;
}
