/* file.c -- a file of any kind to its document: tells the kind, calls the reader. */
#include "read/charset.h"
#include "read/formats.h"
#include "read/kind.h"
#include "read/office.h"
#include "read/read.h"

static status read_text_file(struct job *j, str name, str bytes, const struct doc **out)
{
    return read_doc(j, source_new(j->arena, name, bytes), out);
}

/* Opens a packed file and lets its reader tell the tree. */
static status read_packed(struct job *j, str name, str bytes,
                          status (*reader)(struct job *, struct zip *, struct tree *),
                          const struct doc **out)
{
    struct tree *t = tree_new(j, name);
    struct zip z;

    status st = zip_open(j, name, bytes, &z);
    if (st == OK)
        st = reader(j, &z, t);
    return st == OK ? tree_finish(t, out) : st;
}

/* The same of a file that is one piece. */
static status read_whole(struct job *j, str name, str bytes,
                         status (*reader)(struct job *, str, str, struct tree *),
                         const struct doc **out)
{
    struct tree *t = tree_new(j, name);
    status st = reader(j, name, bytes, t);

    return st == OK ? tree_finish(t, out) : st;
}

static status refuse_kind(struct job *j, str name, enum file_kind kind)
{
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s» là tệp %s, chưa đọc được: hãy lưu thành .docx hoặc .xlsx",
                    "«%.*s» is a %s file, which is not read yet: save it as .docx or .xlsx",
                    STRF(name), file_kind_name(kind));
}

static status read_kind(struct job *j, str name, str bytes, enum file_kind kind,
                        const struct doc **out);

/* A file of before 2007: what LibreOffice makes of it is told by its content again. */
static status read_old(struct job *j, str name, str bytes, bool rtf, const struct doc **out)
{
    str made = { NULL, 0 };
    status st = office_convert(j, name, bytes, rtf, &made);
    enum file_kind kind;

    if (st != OK)
        return st;
    kind = file_kind_of(made);
    if (kind == FILE_OLE || kind == FILE_RTF)
        return refuse_kind(j, name, kind);
    return read_kind(j, name, made, kind, out);
}

static status read_kind(struct job *j, str name, str bytes, enum file_kind kind,
                        const struct doc **out)
{
    switch (kind) {
    case FILE_TEXT:
        return read_text_file(j, name, bytes, out);
    case FILE_CSV:
        return read_whole(j, name, bytes, csv_read, out);
    case FILE_DOCX:
        return read_packed(j, name, bytes, docx_read, out);
    case FILE_ODT:
        return read_packed(j, name, bytes, odt_read, out);
    case FILE_ODS:
        return read_packed(j, name, bytes, ods_read, out);
    case FILE_HTML:
        return read_whole(j, name, bytes, html_read, out);
    case FILE_PDF:
        return read_whole(j, name, bytes, pdf_read, out);
    case FILE_XLSX:
        return read_packed(j, name, bytes, xlsx_read, out);
    case FILE_OLE:
    case FILE_RTF:
        return read_old(j, name, bytes, kind == FILE_RTF, out);
    default:
        return refuse_kind(j, name, kind);
    }
}

status read_file(struct job *j, str name, str bytes, const struct doc **out)
{
    enum file_kind kind = file_kind_of(bytes);

    if (kind == FILE_TEXT || kind == FILE_CSV) {
        status st = charset_text(j, name, bytes, &bytes);

        if (st != OK)
            return st;
        kind = file_kind_of(bytes);
    }
    return read_kind(j, name, bytes, kind, out);
}
