/* form.h -- a form (biểu mẫu): which figures an agency is asked for, for a period; what is shown
 * beside them; and how each row is told again when the filled file comes back. */
#ifndef MODEL_FORM_H
#define MODEL_FORM_H

#include "base/buf.h"
#include "model/fact.h"

struct form_row {
    str number;                 /* "1", "1.2", "I": shown in front; may be empty */
    str name;
    str indicator;              /* id; empty: a heading, nothing is asked */
    str unit;
    str area, area_name;        /* id and name */
    uint8_t level;              /* 0: not indented */
    uint8_t places;             /* decimals that may be given, 0..6, and are shown */
    bool is_signed;             /* may be below zero: changes, balances */
    const struct fact *plan;    /* shown, not asked; NULL: none known */
    const struct fact *last;
};

struct form {
    str id;                     /* "01/KTXH": Biểu số */
    str title;
    str agency;                 /* who fills it in */
    str receiver;               /* who gets it */
    str regime;                 /* what it is issued by: Nghị định, Quyết định; may be empty */
    period when;
    enum fact_kind kind;        /* of what is asked */
    str book;                   /* where a plan is asked: its book; else empty */
    str source;                 /* what the facts will call their source */
    epoch_day deadline;               /* 0: none */
    str plan_title, last_title, value_title;    /* over the columns: "Kế hoạch 2025" */
    const struct form_row *row;
    size_t n;
};

/* The columns of a form, in workbook and CSV alike; those from FORM_KEY on are hidden. */
enum form_column {
    FORM_NUMBER, FORM_NAME, FORM_UNIT, FORM_AREA, FORM_PLAN, FORM_LAST, FORM_VALUE, FORM_STATE,
    FORM_NOTE,
    FORM_KEY, FORM_INDICATOR_ID, FORM_AREA_ID, FORM_PERIOD, FORM_KIND, FORM_BOOK, FORM_SOURCE,
    FORM_PLACES, FORM_SIGNED, FORM_UNIT_TEXT,
    FORM_COLUMNS
};

/* The header of a hidden column ("Mã dòng" over FORM_KEY), by which a form is known. */
const char *form_column_title(enum form_column c);

/* What stands in a hidden cell of a row, but for FORM_KEY. */
str form_hidden(struct arena *a, const struct form *f, const struct form_row *row,
                enum form_column c);

/* "3/12-9f3a2c1b": row 3 of 12 that ask, and a hash of what else is hidden; hidden[0] is that of
 * FORM_KEY + 1. It finds slips of the hand, not forgery. */
str form_key(struct arena *a, uint32_t number, uint32_t total,
             const str hidden[FORM_COLUMNS - FORM_KEY - 1]);

/* Rows that ask for a figure. */
uint32_t form_asked(const struct form *f);

/* Do all of them ask about one area? Its column is not shown then. */
bool form_has_one_area(const struct form *f);

/* A period in Vietnamese: "tháng 6/2025", "6 tháng đầu năm 2025", "10 tháng năm 2025". */
void form_put_period(struct buf *b, period p);

/* The states one may choose from: "số,chưa có số,không áp dụng,chưa đến hạn". */
extern const char form_states[];

#endif
