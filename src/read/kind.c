/* kind.c -- telling files apart by their first bytes and, packed ones, by their members. */
#include "read/kind.h"

#include "read/formats.h"

enum { HEAD_BYTES = 1024 };

/* Is there a member of that name? Its name stands in the directory at the end as it is. */
static bool names_member(str bytes, const char *name)
{
    size_t len = strlen(name);
    size_t probe = bytes.len < (1 << 20) ? bytes.len : 1 << 20;

    return memmem(bytes.ptr + bytes.len - probe, probe, name, len) != NULL ||
           memmem(bytes.ptr, probe, name, len) != NULL;
}

static enum file_kind packed_kind(str bytes)
{
    str head = str_sub(bytes, 0, HEAD_BYTES);

    if (str_find(head, STR("application/vnd.oasis.opendocument.text")) != SIZE_MAX)
        return FILE_ODT;
    if (str_find(head, STR("application/vnd.oasis.opendocument.spreadsheet")) != SIZE_MAX)
        return FILE_ODS;
    if (names_member(bytes, "word/"))
        return FILE_DOCX;
    if (names_member(bytes, "xl/"))
        return FILE_XLSX;
    if (names_member(bytes, "content.xml") && names_member(bytes, "META-INF/manifest.xml"))
        return FILE_ODT;        /* packed again by hand; its reader looks what it is */
    return FILE_ZIP;
}

static bool starts_any_case(str s, const char *word)
{
    size_t len = strlen(word);

    if (s.len < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = s.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word[i])
            return false;
    }
    return true;
}

/* What web systems export as a file of Word or Excel may lack its <html>. */
static bool is_piece_of_html(str head)
{
    static const char *const front[] = { "<table", "<meta", "<head", "<style", "<title" };

    for (size_t i = 0; i < sizeof front / sizeof *front; i++)
        if (starts_any_case(head, front[i]))
            return true;
    return false;
}

/* "<!DOCTYPE html", "<html", also behind a comment or an XML declaration. */
static bool is_html(str head)
{
    head = str_trim(head);
    if (!head.len || head.ptr[0] != '<')
        return false;
    if (is_piece_of_html(head))
        return true;
    for (size_t i = 0; i < head.len; i++) {
        str rest = str_sub(head, i, head.len);

        if (rest.ptr[0] == '<' && (starts_any_case(rest, "<!doctype html") ||
                                   starts_any_case(rest, "<html") ||
                                   starts_any_case(rest, "<body")))
            return true;
    }
    return false;
}

static bool is_mhtml(str head)
{
    return (starts_any_case(head, "mime-version:") || starts_any_case(head, "from: <saved by")) &&
           str_find(head, STR("multipart/related")) != SIZE_MAX;
}

enum file_kind file_kind_of(str bytes)
{
    str head = str_sub(bytes, 0, HEAD_BYTES);

    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_sub(head, 3, head.len);
    if (str_starts(head, STR("PK\x03\x04")) || str_starts(head, STR("PK\x05\x06")))
        return packed_kind(bytes);
    if (str_find(head, STR("%PDF-")) != SIZE_MAX)
        return FILE_PDF;
    if (str_starts(head, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return FILE_OLE;
    if (str_starts(head, STR("{\\rtf")))
        return FILE_RTF;
    if (is_html(head))
        return FILE_HTML;
    if (str_starts(str_trim(head), STR("<?xml")))
        return FILE_XML;
    if (is_mhtml(head))
        return FILE_MHTML;
    return csv_delimiter(bytes) ? FILE_CSV : FILE_TEXT;
}

const char *file_kind_name(enum file_kind kind)
{
    static const char *const name[] = {
        [FILE_TEXT] = "văn bản thuần", [FILE_DOCX] = "Word (.docx)", [FILE_XLSX] = "Excel (.xlsx)",
        [FILE_ODT] = "OpenDocument (.odt)", [FILE_ODS] = "OpenDocument (.ods)",
        [FILE_HTML] = "HTML", [FILE_CSV] = "CSV", [FILE_PDF] = "PDF",
        [FILE_OLE] = "Word/Excel 97-2003 (.doc, .xls)", [FILE_RTF] = "RTF", [FILE_ZIP] = "zip",
        [FILE_MHTML] = "trang web một tệp (.mht)", [FILE_XML] = "XML",
    };

    return name[kind];
}
