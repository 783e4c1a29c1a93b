/* dossier.h -- a file of papers read as one: a report, its appendix, the draft resolution,
 * and earlier reports that their figures are held against. */
#ifndef APP_DOSSIER_H
#define APP_DOSSIER_H

#include "analyse/document.h"
#include "app/app.h"
#include "check/dossier/across.h"

struct dossier_document {
    struct app_document read;
    enum document_kind kind;    /* told by its content */
    bool older;                 /* gives values only: its own errors are not told */
    struct app_findings found;  /* of older ones: none, diags NULL */
};

struct dossier {
    struct dossier_document *doc;       /* as given, folders by name; older ones behind */
    size_t n, nolder;
    const struct across *across;        /* what they say together */
    const str *failure;         /* a line for each file that could not be read */
    size_t nfailures;
};

/* What is to be read: files, folders (their files, not those of folders inside) and "-". */
struct dossier_paths {
    char *const *path;
    size_t n;
    char *const *older;         /* --against: a file that is among the others, too, is older */
    size_t nolder;
    rule_set rules;
};

/* Reads all of it in one job, so that the limits hold for all together, and checks each
 * document that is not older. A file that cannot be read is told and left out; FAIL_LIMIT
 * where there are too many or too much. */
status app_dossier(struct job *j, const struct dossier_paths *p, struct dossier *out);

#endif
