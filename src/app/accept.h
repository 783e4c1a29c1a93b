/* accept.h -- findings that somebody has looked at and accepts, with the reason.
 *
 * They are kept beside the document, in NAME.soat.chap-nhan.tsv: one line each, only ever
 * added to, with when, who, what was done, code, figure, reason, sentence, and the
 * fingerprint of the finding. That is made of code, figure and sentence, and of what another
 * paper of a dossier says instead: when one of them changes, the finding is open again. */
#ifndef APP_ACCEPT_H
#define APP_ACCEPT_H

#include "app/app.h"

/* Fills sentence and fingerprint of all findings. */
void app_identify(const struct doc *doc, struct diags *found);

/* Where acceptances of the document at `path` are kept. */
str app_acceptance_path(struct arena *a, str path);

/* Parts the findings that the file accepts from the others: found->accepted. Acceptances
 * that meet no finding are found->stale, where the rules of their code are all among `told`.
 * No file is no acceptance; a damaged one is FAIL_FORMAT with its line. */
status app_apply_acceptances(struct job *j, str file, rule_set told, struct diags *found);

/* Adds a line that accepts the finding, or takes that back. */
struct app_acceptance {
    str file;
    str who, reason;
    int64_t when;
    bool undo;
};
status app_accept(struct job *j, const struct app_acceptance *a, const struct diag *d);

#endif
