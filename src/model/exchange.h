/* exchange.h -- what the writers and the readers of tables of facts agree on: columns, what
 * a row asks for, texts that spreadsheets would take for formulas.
 *
 * docs/exchange.md tells the formats to their users. */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include "base/buf.h"
#include "model/fact.h"

/* In the order of an export: the first ten are promised to stay. */
enum fact_field {
    FACTS_INDICATOR, FACTS_AREA, FACTS_PERIOD, FACTS_KIND, FACTS_VALUE, FACTS_UNIT,
    FACTS_STATUS, FACTS_SOURCE, FACTS_REVISION, FACTS_AS_OF,
    FACTS_STATE, FACTS_HEDGE, FACTS_UPPER, FACTS_BOOK, FACTS_BREAKDOWN, FACTS_PUBLISHED,
    FACTS_NAME, FACTS_NOTE, FACTS_REASON, FACTS_DOCUMENT, FACTS_ENTRY, FACTS_ACTION,
    FACTS_INDICATOR_NAME, FACTS_AREA_NAME,
    FACT_FIELDS
};

/* Its word in CSV and JSON ("as_of"), its Vietnamese title in workbooks ("Chỉ tiêu"). */
const char *fact_field_word(enum fact_field c);
const char *fact_field_title(enum fact_field c);

/* Does it hold a number, which is never neutralised? */
bool fact_field_is_number(enum fact_field c);

/* Tells a header's cell by word, title or another usual name, whatever the case. */
bool fact_field_parse(struct arena *a, str header, enum fact_field *out);

/* What a row asks the ledger for (SDMX-CSV 2.x, column ACTION). */
enum row_action {
    ROW_REPLACE,                /* R: this is the figure now; a revision of what was */
    ROW_APPEND,                 /* A: a figure there has not been; one that is there is an error */
    ROW_MERGE,                  /* M: the columns that are filled in; the others stay */
    ROW_DELETE,                 /* D: the figure is withdrawn, by a revision */
    ROW_INFORMATION             /* I: nothing is asked for */
};
enum { ROW_ACTIONS = 5 };

const char *row_action_word(enum row_action a);         /* "replace" */
char row_action_letter(enum row_action a);              /* 'R' */
bool row_action_parse(str word, enum row_action *out);  /* either, whatever the case */

/* The words of files or the Vietnamese ones of forms ("ước thực hiện", "chưa có số"). */
bool fact_kind_read(struct arena *a, str word, enum fact_kind *out);
bool fact_state_read(struct arena *a, str word, enum fact_state *out);
bool fact_status_read(struct arena *a, str word, enum fact_status *out);
const char *fact_kind_title(enum fact_kind k);          /* "Thực hiện" */
const char *fact_state_title(enum fact_state s);        /* "chưa có số"; "số" for a number */
const char *fact_status_title(enum fact_status s);      /* "sơ bộ" */

/* A text that begins as a formula does (= + - @, tab, line end) has an apostrophe put before it;
 * so has one that begins so behind apostrophes: each text comes back as it was. */
void exchange_put_neutral(struct buf *b, str text);
str exchange_neutral(struct arena *a, str text);       /* the same text where there is no need */
str exchange_restore(str text);

/* One field of a CSV, in quotes where it needs them; `first` of its line: '#' would make it
 * a comment. */
void exchange_put_field(struct buf *b, str text, char separator, bool first);

#endif
