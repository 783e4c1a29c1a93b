/* soat.c -- the public face of the library. */
#include "soat.h"

#include "app/app.h"
#include "check/coverage.h"
#include "diag/print.h"
#include "version.h"

#include <assert.h>

struct public_call {
    const struct soat_check *check;
    const char *name;
    str text;
    bool from_file;
    enum soat_answer answer;
};

/* A page and a Word file show what the text shows: no notes. */
static void drop_notes(struct diags *ds)
{
    size_t kept = 0;

    for (size_t i = 0; i < ds->count; i++)
        if (ds->item[i]->severity != SEVERITY_NOTE)
            ds->item[kept++] = ds->item[i];
    ds->count = kept;
}

static void print_form(struct buf *b, const struct diags *ds, enum soat_form form)
{
    const struct text_style plain = { .width = 100, .level = SEVERITY_WARNING };

    switch (form) {
    case SOAT_FORM_TEXT:
        diag_print_text(b, ds, &plain);
        break;
    case SOAT_FORM_TSV:
        diag_print_tsv_header(b);
        diag_print_tsv(b, ds);
        break;
    case SOAT_FORM_JSON:
        diag_print_json(b, ds);
        break;
    default:
        break;
    }
}

static status show_form(struct job *j, const struct app_document *d, struct diags *ds,
                        enum soat_form form, str *out)
{
    struct buf b;

    if (form != SOAT_FORM_TSV)
        check_coverage(j, d->report, ds);
    if (form == SOAT_FORM_HTML || form == SOAT_FORM_DOCX) {
        drop_notes(ds);
        return form == SOAT_FORM_HTML ? app_findings_page(j, d, ds, out)
                                      : app_commented_copy(j, d, ds, out);
    }
    buf_init(&b, j->arena);
    print_form(&b, ds, form);
    *out = buf_str(&b);
    return OK;
}

static status run_public_call(struct job *j, void *arg)
{
    struct public_call *call = arg;
    str name = str_from(call->name);
    struct app_document d;
    struct app_findings found;
    str shown;

    status st = call->from_file ? app_check(j, name, check_rules_on(), &d, &found)
                                : app_check_text(j, name, call->text, check_rules_on(), &d, &found);
    if (st == OK)
        st = show_form(j, &d, found.diags, call->check->form, &shown);
    if (st != OK)
        return st;
    call->answer = found.errors + found.warnings ? SOAT_FINDINGS : SOAT_CLEAN;
    call->check->print(call->check->arg, shown.ptr ? shown.ptr : "", shown.len);
    return OK;
}

static void report_public_call(status st, str message, void *arg)
{
    const struct public_call *call = arg;

    (void)st;
    call->check->print(call->check->arg, message.ptr ? message.ptr : "", message.len);
}

static enum soat_answer answer_public_call(struct public_call *call)
{
    enum lang lang = call->check->english ? LANG_EN : LANG_VI;

    assert(call->check->print);
    if (job_run(&LIMITS_DEFAULT, lang, run_public_call, call, report_public_call) != OK)
        return SOAT_FAILED;
    return call->answer;
}

const char *soat_version(void)
{
    return SOAT_VERSION " (" SOAT_COMMIT ")";
}

enum soat_answer soat_check_file(const struct soat_check *c, const char *path)
{
    struct public_call call = { .check = c, .name = path, .from_file = true };

    return answer_public_call(&call);
}

enum soat_answer soat_check_text(const struct soat_check *c, const char *name, const char *text,
                                 size_t len)
{
    struct public_call call = { .check = c, .name = name, .text = { text, len } };

    return answer_public_call(&call);
}
