/* shown.c -- findings where people see them: in their own Word file, on a page. */
#include "app/app.h"

#include "base/os.h"
#include "read/kind.h"
#include "write/docx_comment.h"
#include "write/findings_page.h"

/* What to do with a file of that kind to have comments in it. */
static status refuse_comments(struct job *j, str name, enum file_kind kind)
{
    switch (kind) {
    case FILE_OLE: case FILE_RTF: case FILE_ODT: case FILE_HTML: case FILE_PDF:
        return job_fail(j, FAIL_USAGE,
                        "«%.*s» là tệp %s, chú thích chỉ đặt được vào tệp Word (.docx): hãy mở "
                        "bằng Word rồi lưu thành .docx, hoặc dùng --format html",
                        "«%.*s» is a %s file, comments go into Word files (.docx) only: open it "
                        "in Word and save it as .docx, or use --format html", STRF(name),
                        file_kind_name(kind));
    default:
        return job_fail(j, FAIL_USAGE,
                        "«%.*s» là tệp %s, chú thích chỉ đặt được vào tệp Word (.docx): hãy dùng "
                        "--format html",
                        "«%.*s» is a %s file, comments go into Word files (.docx) only: use "
                        "--format html", STRF(name), file_kind_name(kind));
    }
}

status app_commented_copy(struct job *j, const struct app_document *d, const struct diags *found,
                          str *out)
{
    struct docx_commenting c = { .name = d->src->name, .bytes = d->bytes, .doc = d->doc,
                                 .found = found, .now = os_now() };
    enum file_kind kind = file_kind_of(d->bytes);

    return kind == FILE_DOCX ? docx_write_comments(j, &c, out)
                             : refuse_comments(j, d->src->name, kind);
}

status app_findings_page(struct job *j, const struct app_document *d, const struct diags *found,
                         str *out)
{
    struct buf b;

    buf_init(&b, j->arena);
    write_findings_page(&b, d->doc, found);
    *out = buf_str(&b);
    return OK;
}
