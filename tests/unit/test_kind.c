/* test_kind.c -- what a file is, told by its first bytes. */
#include "read/kind.h"

#include "t.h"

static const struct {
    const char *bytes;
    enum file_kind kind;
} beginning[] = {
    { "", FILE_TEXT },
    { "Đạt 5 tấn < kế hoạch <html>", FILE_TEXT },
    { "<!-- lời dẫn -->\n# Báo cáo", FILE_TEXT },
    { "\xEF\xBB\xBF<!DOCTYPE HTML>\n<p>", FILE_HTML },
    { "\r\n<HTML xmlns:o=\"urn:schemas-microsoft-com:office:office\">", FILE_HTML },
    { "<?xml version=\"1.0\"?>\n<!-- x -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
      FILE_HTML },
    { "<table border=1><tr><td>", FILE_HTML },
    { "<meta charset=utf-8><p>", FILE_HTML },
    { "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>",
      FILE_XML },
    { "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"", FILE_MHTML },
    { "From: <Saved by Blink>\r\nContent-Type: multipart/related;", FILE_MHTML },
    { "%PDF-1.7\n", FILE_PDF },
    { "{\\rtf1\\ansi", FILE_RTF },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FILE_OLE },
    { "PK\x03\x04 word/document.xml", FILE_DOCX },
    { "PK\x03\x04 xl/workbook.xml", FILE_XLSX },
    { "PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", FILE_ODT },
    { "PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", FILE_ODS },
    { "PK\x03\x04 anh.png", FILE_ZIP },
};

void test_kind(void)
{
    for (size_t i = 0; i < sizeof beginning / sizeof *beginning; i++)
        T(file_kind_of(str_from(beginning[i].bytes)) == beginning[i].kind, "%s",
          beginning[i].bytes);
    for (int k = FILE_TEXT; k <= FILE_XML; k++)
        T(file_kind_name((enum file_kind)k) != NULL, "kind %d has a name", k);
}
