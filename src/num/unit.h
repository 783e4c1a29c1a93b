/* unit.h -- units: what is measured, and by which power of ten. */
#ifndef NUM_UNIT_H
#define NUM_UNIT_H

#include "base/arena.h"

enum unit_class {
    UNIT_NONE,
    UNIT_COUNT,                 /* people, cases, communes, animals: exact unless multiplied */
    UNIT_MEASURE,               /* tấn, ha, km, MW: rounded as printed */
    UNIT_MONEY,
    UNIT_PERCENT,               /* %, ‰ */
    UNIT_POINT,                 /* điểm phần trăm, điểm %: difference of two percentages */
    UNIT_SCORE,                 /* điểm, bậc, hạng of indices */
    UNIT_TIMES,                 /* lần */
    UNIT_RATE                   /* something per something: tạ/ha, người/năm */
};

/* A unit as a report writes it. Two units with the same class and base measure
 * the same thing; their powers tell how they convert. */
typedef struct {
    enum unit_class class;
    uint32_t base;              /* what is measured: a hash of its words; 0 when not known */
    int8_t power;               /* 10^power base units: tỷ đồng 9, nghìn tấn 6 (kg), % -2 */
    bool multiplied;            /* nghìn, triệu, tỷ stand in it: a count is rounded then */
} unit;

/* The same measured thing, so that amounts convert by their powers. */
bool unit_same_base(unit a, unit b);

/* Is a number in this unit exact as printed? */
bool unit_is_exact(unit u);

/* Power of ten of nghìn, triệu, tỷ, trăm, vạn, chục (canonical form, see
 * fold_word); 0 for any other word. */
int unit_multiplier(str word);

/* The known units as a table for lookup by canonical words: one for the program, built
 * when it is first asked for. */
struct units;
const struct units *units_known(void);

/* The unit of exactly these canonical words ("tỷ đồng" is looked up as "đồng"
 * by the caller, multipliers apart). */
bool units_find(const struct units *us, str words, unit *out);

/* The same where the words come one after the other: their hash (see str_hash_more) is
 * known, and whether they may be the front of a longer unit. */
bool units_find_hash(const struct units *us, str words, uint64_t hash, unit *out);
bool units_may_go_on(const struct units *us, uint64_t hash);

/* A count of whatever these words name. */
unit unit_counting(str words);

/* u per what `per` names: tạ/ha, người/năm. */
unit unit_per(unit u, str per);

/* u times 10^power ("nghìn tấn"). */
unit unit_times(unit u, int power);

/* Reads all of `words` as written in a table's cell ("Tỷ đồng", "Nghìn lượt",
 * "Bác sĩ", "Tr. Viên", "%"): known units and anything countable. False only
 * for an empty text or figures. */
bool unit_read(const struct units *us, str words, unit *out);

#endif
