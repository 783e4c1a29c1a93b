/* app.h -- the use cases, one function each, shared by the command line and
 * the server. Everything they make lives in the job's arena. */
#ifndef APP_APP_H
#define APP_APP_H

#include "analyse/concord.h"
#include "analyse/implied.h"
#include "base/job.h"
#include "base/source.h"
#include "check/check.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "extract/statement.h"
#include "model/indicator.h"

/* A report as read: its text, its tree, its statements. */
struct app_document {
    str bytes;                  /* the file as it is */
    const struct source *src;
    const struct doc *doc;
    const struct report *report;
    const struct indicators *catalogue;
};

/* The catalogue of indicators, with the lines of the file that SOAT_CATALOGUE
 * names behind it; FAIL_FORMAT when one of these is wrong. */
status app_catalogue(struct job *j, const struct indicators **out);

/* The bytes of the file at `path` ("-" is standard input), and the name
 * messages call it by. */
status app_load(struct job *j, str path, str *name, str *text);

/* Reads that file and extracts its statements. Any failure is the job's. */
status app_read(struct job *j, str path, struct app_document *out);

/* The same of a text already in memory, which must outlive the job's arena;
 * `name` is what messages call it. */
status app_read_text(struct job *j, str name, str text, struct app_document *out);

/* What the checks found in one document, sorted by place. */
struct app_findings {
    struct diags *diags;
    size_t errors, warnings, notes;
};

/* Reads, extracts and runs the rules of the set. Findings are data: only a failure is no
 * OK. */
status app_check(struct job *j, str path, rule_set rules, struct app_document *out,
                 struct app_findings *found);
status app_check_text(struct job *j, str name, str text, rule_set rules,
                      struct app_document *out, struct app_findings *found);

/* Several reports read as one: what they tell alike, and what they imply. The first that
 * cannot be read fails the job. */
struct app_corpus {
    const struct app_document *document;
    size_t n;
    const struct concord *concord;      /* input[i] is document[i]'s report */
};
status app_read_corpus(struct job *j, const str *path, size_t n, struct app_corpus *out);

/* The user's own Word file with the findings as comments at their figures. FAIL_USAGE for
 * a file of another kind, which says what to do. */
status app_commented_copy(struct job *j, const struct app_document *d, const struct diags *found,
                          str *out);

/* One page with the document, its findings marked in it, and the list of them; it needs
 * nothing beside itself. */
status app_findings_page(struct job *j, const struct app_document *d, const struct diags *found,
                         str *out);

/* The area of a statement: its own, or the one the report is about. */
str app_area(const struct report *r, const struct statement *st);

/* The period of a statement as period_print() writes it, or its own words
 * where it is not understood. */
str app_period(struct arena *a, const struct statement *st);

/* Where the statement is told: its value's first digit, else that of its
 * first comparison, else that of its % of plan; of the row in a table. */
struct place app_place(const struct app_document *d, const struct statement *st);

#endif
