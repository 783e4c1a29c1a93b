/* items.h -- lists whose lead has several totals at once.
 *
 * Inside check only. The items may be paragraphs (items.c) or stand in the lead's own
 * sentence (inline.c); who gathers them gives each total its parts, the rest is one. */
#ifndef CHECK_ITEMS_H
#define CHECK_ITEMS_H

#include "check/check_int.h"

enum { ITEM_TOTALS = 8, ITEM_PARTS = 64 };

/* How the lead announces its items. */
enum lead_kind { LEAD_BARE, LEAD_AMONG, LEAD_ALL };

struct item_total {
    const struct statement *of;
    const struct statement *part[ITEM_PARTS];
    uint32_t n, empty;          /* parts; items without one */
    bool fits, judged;
    bool elsewhere;             /* another rule compares it: here it only proves */
    range within;
    dec sum;
};

struct item_list {
    struct checker *c;
    int32_t first, end;         /* blocks of the items */
    uint8_t level;
    enum lead_kind kind;
    enum diag_code code;        /* of a list that does not make its total */
    struct item_total total[ITEM_TOTALS];
    uint32_t ntotals;
};

/* How words that end a lead announce what follows: "trong đó:", "chia ra:". */
enum lead_kind lead_kind_of(struct checker *c, str text);

/* A figure that can be a total or a part: an amount or a count, not planned. */
bool item_amount(const struct statement *s);

/* One more total, if it can be one. */
void item_list_add(struct item_list *l, const struct statement *s);

/* The total that a figure is a part of: in its unit, and where several totals have that
 * unit ("71 ca mắc, 0 ca tử vong") the one with most of its words; or NULL. */
struct item_total *item_list_total(struct item_list *l, const struct statement *s);

/* Compares each total with its parts and says what is wrong. */
void item_list_judge(struct item_list *l);

#endif
