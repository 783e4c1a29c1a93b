/* dataset_int.h -- between the files that write facts. */
#ifndef WRITE_DATASET_INT_H
#define WRITE_DATASET_INT_H

#include "base/buf.h"
#include "model/exchange.h"
#include "write/dataset.h"

/* What the row has for a column, as CSV and JSON write it, not neutralised; empty: nothing. */
str dataset_field(struct arena *a, const struct dataset *ds, const struct dataset_row *row,
                  enum fact_field c);

/* The moment in UTC: "2025-06-30T08:00:00Z". */
str dataset_moment(struct arena *a, int64_t seconds);

status put_dataset_book(struct job *j, const struct dataset *ds, struct buf *out);
void put_dataset_json(struct arena *a, const struct dataset *ds, struct buf *out);
void put_sdmx_csv_head(struct buf *out);
void put_sdmx_csv_row(struct arena *a, const struct dataset *ds, const struct dataset_row *row,
                      struct buf *out);
void put_sdmx_json(struct arena *a, const struct dataset *ds, struct buf *out);

#endif
