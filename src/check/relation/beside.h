/* beside.h -- the plan or the earlier value told in brackets behind the words of a base.
 *
 *     đạt 71,5% dự toán tỉnh giao (3.000 tỷ đồng)
 *     tăng 74 ca so với cùng kỳ (144 ca)
 *     tăng 5% (cùng kỳ 1.200 nghìn tấn) */
#ifndef CHECK_BESIDE_H
#define CHECK_BESIDE_H

#include "check/check_int.h"

/* What a figure is held against, as the words round a bracket tell it. */
enum beside { BESIDE_PLAN, BESIDE_EARLIER };

/* The value told in the bracket that follows `told`, a share of plan or a change of s, as
 * a statement of the same thing in the report's arena; NULL when there is no such bracket,
 * or its words tell another kind than `kind`. `named`: the words of the base may stand
 * elsewhere, the comparison has one. */
const struct statement *value_in_bracket(struct checker *c, const struct statement *s,
                                         const struct figure *told, enum beside kind, bool named);

/* The changes of s against the values in the brackets behind them; a part of "growth". */
void check_changes_beside(struct checker *c, const struct statement *s);

/* difference.c: balances of trade, changes behind "từ ... xuống ..."; a part of "growth". */
void check_differences(struct checker *c);

#endif
