/* dataset.h -- facts of the ledger as files for others: CSV, workbook, JSON, SDMX.
 *
 * Figures are written with the digits they have, never as floating point. The same facts give
 * the same bytes. docs/exchange.md tells the columns and codes to users; what reads the files
 * again is read/fact_rows.h. */
#ifndef WRITE_DATASET_H
#define WRITE_DATASET_H

#include "base/job.h"
#include "model/fact.h"

enum dataset_format {
    DATASET_CSV,                /* RFC 4180, UTF-8, plain numbers with a point */
    DATASET_XLSX,
    DATASET_JSON,               /* figures as strings */
    DATASET_SDMX_CSV,           /* SDMX-CSV 2.0 */
    DATASET_SDMX_JSON           /* SDMX-JSON data message 2.0, with its structure */
};

/* "csv", "xlsx", "json", "sdmx-csv", "sdmx-json": the words of the command line. */
bool dataset_format_parse(str word, enum dataset_format *out);

/* "text/csv; charset=utf-8" and the like, for HTTP. */
const char *dataset_media_type(enum dataset_format f);

struct dataset_row {
    const struct fact *fact;
    str indicator_name;         /* of the catalogue; may be empty */
    str area_name;              /* of the unit; may be empty */
};

struct dataset {
    str agency;                 /* who sends it; may be empty */
    int64_t prepared;           /* seconds since 1970, from the caller's clock */
    epoch_day as_of;                  /* the ledger as it stood at the end of this day */
    const struct dataset_row *row;
    size_t n;
};

/* The whole file, appended to out. FAIL_LIMIT: more rows than Excel opens. In SDMX-JSON each
 * figure stands once, with its latest revision: an observation has one key. */
status dataset_put(struct job *j, enum dataset_format f, const struct dataset *ds,
                   struct buf *out);

/* CSV and SDMX-CSV piece by piece, so that a large file need not stand in memory: the header's
 * line, then rows as often as wanted (of `ds` only as_of is looked at). What the rows need on
 * the way lives in `scratch`. */
void dataset_put_head(enum dataset_format f, struct buf *out);
void dataset_put_rows(enum dataset_format f, const struct dataset *ds,
                      const struct dataset_row *row, size_t n, struct arena *scratch,
                      struct buf *out);

#endif
