/* office.c -- Word and Excel files of before 2007, and RTF, through LibreOffice: a .docx or
 * .xlsx is made of them, which is then read like any other. */
#include "read/office.h"

#include "base/child.h"

enum { OFFICE_PROCESSES = 400 };
#define OFFICE_MEMORY ((size_t)6 << 30)         /* address space, most of it never touched */

/* The names of streams stand in UTF-16. */
static bool has_stream(str bytes, const char *name)
{
    char units[64];
    size_t n = 0;

    for (; *name && n + 1 < sizeof units; n += 2) {
        units[n] = *name++;
        units[n + 1] = 0;
    }
    return memmem(bytes.ptr, bytes.len, units, n) != NULL;
}

/* What LibreOffice is asked for: its input's name tells it what to expect. */
struct office_way {
    const char *input, *output;
    const char *to;
};

static status choose_way(struct job *j, str name, str bytes, bool rtf, struct office_way *out)
{
    if (!rtf && has_stream(bytes, "EncryptedPackage"))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» có mật khẩu: hãy mở và lưu lại không có mật khẩu rồi thử lại",
                        "«%.*s» needs a password: open it, save it without one and try again",
                        STRF(name));
    if (rtf) {
        *out = (struct office_way){ "tep.rtf", "tep.docx", "docx" };
        return OK;
    }
    if (has_stream(bytes, "WordDocument")) {
        *out = (struct office_way){ "tep.doc", "tep.docx", "docx" };
        return OK;
    }
    if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) {
        *out = (struct office_way){ "tep.xls", "tep.xlsx", "xlsx" };
        return OK;
    }
    return job_fail(j, FAIL_FORMAT,
                    "«%.*s» không phải tệp Word hay Excel: hãy lưu báo cáo thành .docx hoặc .xlsx",
                    "«%.*s» is no file of Word or Excel: save the report as .docx or .xlsx",
                    STRF(name));
}

status office_convert(struct job *j, str name, str bytes, bool rtf, str *out)
{
    struct office_way way = { "", "", "" };
    status st = choose_way(j, name, bytes, rtf, &way);

    if (st != OK)
        return st;

    const char *const args[] = { "--headless", "--norestore", "--nologo", "--nolockcheck",
                                 "--convert-to", way.to, way.input, NULL };
    struct child c = { .program = "soffice",
                       .package = rtf || str_ends(str_from(way.input), STR(".doc"))
                                      ? "libreoffice-writer" : "libreoffice-calc",
                       .args = args, .input_name = way.input, .input = bytes,
                       .output_name = way.output, .most = j->limits.file_bytes,
                       .memory = OFFICE_MEMORY, .processes = OFFICE_PROCESSES,
                       .local_sockets = true };

    return child_run(j, name, &c, out);
}
