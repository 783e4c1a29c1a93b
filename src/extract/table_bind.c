/* table_bind.c -- figures of a row whose cells were parted by blanks, to columns.
 *
 * As many figures as columns stand in their order. Fewer are bound by form ("%"
 * is a comparison, unless the row's unit is per cent) and by arithmetic: a
 * comparison must follow from its two values. Bindings that neither forbids are
 * all possible; one alone is the row's, several leave it open. */
#include "extract/table_int.h"

enum { BIND_COLUMNS = 8 };

struct binder {
    const struct table_column *column;
    const struct table_cells *role;
    const struct figure *given; /* the row's figures in order */
    const bool *percent;        /* printed with a % */
    uint32_t ngiven;
    uint32_t value[BIND_COLUMNS];       /* the value columns */
    uint32_t nvalues;
    unit unit;
};

enum bind_verdict { BIND_REFUSED, BIND_POSSIBLE, BIND_PROVEN };

/* The figure that column `col` has under `mask`, or NULL. */
static const struct figure *bound_figure(const struct binder *b, uint32_t mask, int32_t col)
{
    uint32_t figure = 0;

    for (uint32_t i = 0; i < b->nvalues; i++) {
        if (!(mask >> i & 1))
            continue;
        if ((int32_t)b->value[i] == col)
            return b->given[figure].has_value ? &b->given[figure] : NULL;
        figure++;
    }
    return NULL;
}

static bool is_comparing(const struct table_column *k)
{
    return k->role == COLUMN_VS_BEFORE || k->role == COLUMN_VS_PLAN;
}

static enum bind_verdict judge_comparison(const struct binder *b, uint32_t mask, uint32_t col,
                                     bool percent)
{
    const struct figure *cmp = bound_figure(b, mask, (int32_t)col);
    const struct figure *now = bound_figure(b, mask, b->role->now);
    const struct figure *base = bound_figure(b, mask, b->column[col].role == COLUMN_VS_PLAN
                                                      ? b->role->plan : b->role->before);

    if (!cmp)
        return BIND_POSSIBLE;
    if (!now || !base)                  /* a comparison of nothing: only its form tells it */
        return percent && b->unit.class != UNIT_PERCENT ? BIND_POSSIBLE : BIND_REFUSED;
    return table_row_fits(now, base, cmp, b->unit) == FITS_YES ? BIND_PROVEN : BIND_REFUSED;
}

static enum bind_verdict judge_binding(const struct binder *b, uint32_t mask)
{
    enum bind_verdict v = BIND_POSSIBLE;
    uint32_t figure = 0;

    for (uint32_t i = 0; i < b->nvalues; i++) {
        const struct table_column *k = &b->column[b->value[i]];
        enum bind_verdict here;

        if (!(mask >> i & 1))
            continue;
        bool percent = b->percent[figure++];

        if (!is_comparing(k) && percent && b->unit.class != UNIT_PERCENT)
            return BIND_REFUSED;
        if (!is_comparing(k))
            continue;
        here = judge_comparison(b, mask, b->value[i], percent);
        if (here == BIND_REFUSED)
            return BIND_REFUSED;
        if (here == BIND_PROVEN)
            v = BIND_PROVEN;
    }
    return v;
}

static uint32_t bit_count(uint32_t mask)
{
    uint32_t n = 0;

    for (; mask; mask &= mask - 1)
        n++;
    return n;
}

/* The columns of the figures as a mask; *sure tells how surely. */
static uint32_t choose_binding(const struct binder *b, enum certainty *sure)
{
    uint32_t all = 1u << b->nvalues, possible = 0, proven = 0, first = 0, first_proven = 0;
    uint32_t result = 0;

    for (uint32_t mask = 1; mask < all; mask++) {
        enum bind_verdict v;

        if (bit_count(mask) != b->ngiven || (v = judge_binding(b, mask)) == BIND_REFUSED)
            continue;
        if (possible++ == 0)
            first = mask;
        if (v == BIND_PROVEN && proven++ == 0)
            first_proven = mask;
        if (b->ngiven == 1 && bound_figure(b, mask, b->role->now))
            result = mask;
    }
    *sure = proven == 1 ? CLASS_A : possible == 1 ? CLASS_B : CLASS_C;
    if (b->ngiven == b->nvalues && possible == 0 && b->nvalues > 0) {
        for (uint32_t i = 0; i < b->nvalues; i++)
            if (b->percent[i] && !is_comparing(&b->column[b->value[i]]) &&
                b->unit.class != UNIT_PERCENT)
                return all - 1;         /* a % where none belongs */
        *sure = CLASS_A;                /* in order; what does not fit is for the checks */
        return all - 1;
    }
    if (b->ngiven == b->nvalues)
        *sure = CLASS_A;
    return proven ? first_proven : result ? result : first ? first : (1u << b->ngiven) - 1;
}

static bool may_hold_value(enum column_role r)
{
    return r != COLUMN_INDEX && r != COLUMN_LABEL && r != COLUMN_UNIT && r != COLUMN_NOTE;
}

enum certainty table_bind_row(const struct table *t, uint32_t row,
                              const struct table_column *column, const struct table_cells *role,
                              unit u, struct figure *value)
{
    struct figure given[BIND_COLUMNS] = { 0 };
    bool percent[BIND_COLUMNS] = { false };
    struct binder b = { .column = column, .role = role, .given = given, .percent = percent,
                        .unit = u };
    enum certainty sure;
    uint32_t mask, figure = 0;

    for (uint32_t c = 0; c < t->ncols; c++) {
        str s = str_trim(table_cell(t, row, c)->flow.text);

        if (!may_hold_value(column[c].role))
            continue;
        if (b.nvalues == BIND_COLUMNS)
            return CLASS_C;
        b.value[b.nvalues++] = c;
        if (s.len == 0)
            continue;
        percent[b.ngiven] = s.ptr[s.len - 1] == '%';
        given[b.ngiven++] = value[c];
    }
    if (b.ngiven == 0)
        return CLASS_A;
    mask = choose_binding(&b, &sure);
    for (uint32_t i = 0; i < b.nvalues; i++)
        value[b.value[i]] = mask >> i & 1 ? given[figure++] : (struct figure){ 0 };
    return sure;
}
