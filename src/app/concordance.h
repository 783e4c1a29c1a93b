/* concordance.h -- each fact of a dossier with all the places where it stands, so that one knows
 * what to change when a figure moves. */
#ifndef APP_CONCORDANCE_H
#define APP_CONCORDANCE_H

#include "app/dossier.h"

/* A row a place, the places of a fact together: fact, indicator, id, area, period, kind, aspect,
 * value (plain), unit, form (as it stands there), document, file, place, line, places (of the
 * fact), agrees (with the finest figure told before it: equal, rounded, differs; empty for the
 * first, and where it cannot be told). Facts stand in the order in which they are first told. */
void concordance_tsv(struct buf *out, struct job *j, const struct dossier *d);

/* The same as a workbook for people, in the job's language; rows that differ are marked. */
status concordance_xlsx(struct job *j, const struct dossier *d, str *out);

#endif
