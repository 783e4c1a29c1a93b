/* pdf.c -- PDF through pdftotext, a program of its own: where each word stands. */
#include "base/child.h"
#include "read/formats.h"
#include "read/pdf_int.h"

enum { PDF_MEMORY = 256 << 20, PDF_OUTPUT = 64 << 20 };

/* Its last part names the key that it is locked with. */
static bool is_locked(str bytes)
{
    return memmem(bytes.ptr, bytes.len, "/Encrypt", 8) != NULL;
}

status pdf_read(struct job *j, str name, str bytes, struct tree *t)
{
    str last = arena_printf(j->arena, "%u", j->limits.pages + 1);
    const char *const args[] = { "-tsv", "-enc", "UTF-8", "-l", last.ptr, "tep.pdf", "-", NULL };
    struct child c = { .program = "pdftotext", .package = "poppler-utils", .args = args,
                       .input_name = "tep.pdf", .input = bytes, .most = PDF_OUTPUT,
                       .memory = PDF_MEMORY };
    str tsv;
    status st = child_run(j, name, &c, &tsv);

    if (st == FAIL_FORMAT && is_locked(bytes)) {
        job_forgive(j);
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» có mật khẩu: hãy lưu lại không có mật khẩu rồi thử lại",
                        "«%.*s» needs a password: save it without one and try again",
                        STRF(name));
    }
    return st == OK ? pdf_layout(j, name, tsv, t) : st;
}
