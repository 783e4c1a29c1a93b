/* row.h -- a row of the table of facts, as numbers. */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "store/names.h"
#include "store/provider.h"

struct fact_row {
    uint32_t series;
    int32_t revision;
    int64_t period;             /* packed */
    int64_t coef;
    int64_t entry;
    uint32_t unit, hedge, name; /* terms */
    int32_t published;
    int32_t document;
    uint8_t state, status;
    int8_t scale;
};

/* What few rows have, beside. */
struct note_row {
    uint32_t series;
    int32_t revision;
    int64_t period;
    bool is_range;
    dec upper;
    str note, reason;
};

struct fact_rows {
    struct fact_row *row;
    size_t count, cap;
};

struct note_rows {
    struct note_row *row;
    size_t count, cap;
};

/* The columns of a query over facts; those of a query over notes, with texts in the arena. */
void fact_row_read(struct store *s, struct stmt *st, struct fact_row *r);

/* The same of a query without hedge, name and document. */
void figure_row_read(struct store *s, struct stmt *st, struct fact_row *r);
void note_row_read(struct store *s, struct stmt *st, struct arena *a, struct note_row *r);

/* Years that are read at once: where a series is asked for, five years and the parts of years
 * around them are one question. */
enum { SPAN_YEARS = 7 };

/* Binds ?2 to ?8 of a query: at most SPAN_YEARS of them, from `first` to `last`. */
void bind_years(struct store *s, struct stmt *st, int first, int last);

/* Rows of one year, of series first..last and periods from..to, sorted; notes of several. */
struct row_range {
    int year, last_year;        /* the last: of notes, where it is later */
    uint32_t first, last;
    int64_t from, to;
};
status rows_read(struct store *s, struct job *j, const struct row_range *place,
                  struct fact_rows *rows);
status notes_read(struct store *s, struct job *j, const struct row_range *place,
                  struct note_rows *notes);

/* The place of the rows of one figure; false when its series is not in the ledger. */
bool rows_of_figure(struct store *s, const struct fact *f, struct row_range *place);

/* The note of a row among sorted ones; NULL when it has none. */
const struct note_row *note_find(const struct note_rows *notes, const struct fact_row *r);

static inline struct standing row_standing(const struct fact_row *r)
{
    return (struct standing){ r->published, r->revision,
                              r->status == FACT_DRAFT && r->state != FACT_WITHDRAWN,
                              r->state == FACT_WITHDRAWN };
}

/* The year that leads the key: that of the period's end, 0 without one. */
int year_of_packed(int64_t packed);

/* What a row says, into a fact whose series is that of the row already. */
void fact_say(struct store *s, struct job *j, const struct fact_row *r,
              const struct note_row *note, struct fact *f);

/* The fact of a row: its texts are the store's, but for those of the note. */
status fact_from_row(struct store *s, struct job *j, const struct fact_row *r,
                     const struct note_row *note, struct fact *f);

#endif
