/* adapter.h -- facts in the form that another system takes or gives: a report system, an
 * open-data portal.
 *
 * Which form, a profile tells: a text of lines that names the places, codes, notations and
 * limits of one connection (docs/exchange.md tells users how to write one; data/profiles has
 * those that are shipped). Nothing here touches a network: files come in and go out. Whatever
 * a profile has no place or no code for is refused and never left out in silence, so is what
 * would be one figure on the other side and is two here. */
#ifndef ADAPTER_ADAPTER_H
#define ADAPTER_ADAPTER_H

#include "model/geography.h"
#include "read/fact_rows.h"
#include "write/dataset.h"

struct adapter;

/* What codes are looked up in. */
struct adapter_lists {
    const struct indicators *catalogue; /* NULL: indicators are taken as they stand */
    const struct geography *places;     /* NULL: so are units */
};

/* What whoever runs it has to know of a profile. */
struct adapter_about {
    str title;
    bool sends, receives;
    bool released;              /* only what is released may be sent */
    bool csv;                   /* else JSON */
};

/* The text of a shipped profile ("ckan-csv"), empty when there is none. */
str adapter_shipped(str name);

/* "ckan-csv, ckan-datastore": the shipped ones. */
str adapter_names(struct arena *a);

/* Reads a profile; `name` is what messages call it. The texts of the profile are borrowed.
 * FAIL_FORMAT, with file and line, when it breaks the rules, or names an indicator that is in
 * no catalogue. */
status adapter_open(struct job *j, str name, str text, const struct adapter_lists *lists,
                    const struct adapter **out);

struct adapter_about adapter_about(const struct adapter *a);

/* What became of the facts that were to be sent. */
struct adapter_sent {
    size_t sent;
    size_t skipped;             /* that the profile says are none of its connection's */
    str errors;                 /* each that cannot be sent, a line one; up to 200 */
};

/* The facts as the file to be sent, appended to out; the same facts give the same bytes.
 * FAIL_FORMAT when some cannot be sent: nothing is appended to out then. FAIL_LIMIT: more rows
 * than the profile allows. FAIL_USAGE: it does not send, or there is no fact. *told is filled in
 * in any case. */
status adapter_send(struct job *j, const struct adapter *a, const struct dataset *ds,
                    struct buf *out, struct adapter_sent *told);

/* The columns of the file and their types, as JSON ("resource.json" beside a CSV). */
void adapter_describe(const struct adapter *a, struct buf *out);

/* Reads what the other system has given, all of it: a JSON text may hold several answers one
 * behind the other, the pages of one list. Rows and errors are those of fact_rows.h. `bytes`
 * are followed by a NUL and outlive the job. FAIL_FORMAT: not such a file at all. */
status adapter_receive(struct job *j, const struct adapter *a, str name, str bytes,
                       struct import_rows *out);

#endif
