/* unit.h -- units: what is measured, and by which power of ten. */
#ifndef NUM_UNIT_H
#define NUM_UNIT_H

#include "base/str.h"

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
    uint16_t base;              /* interned base unit: đồng, USD, kg, m2, người ...; 0 when not known */
    int8_t power;               /* 10^power base units: tỷ đồng 9, nghìn tấn 6 (kg), % -2 */
    bool multiplied;            /* nghìn, triệu, tỷ stand in it: a count is rounded then */
} unit;

bool unit_same_base(unit a, unit b);

/* Reads the words of a unit, "triệu đồng", "tạ/ha", as written (any case, any
 * tone placement). Unknown words give UNIT_COUNT with a base made of the words
 * when `counting` is set (reports count anything), else false. */
bool unit_parse(str words, bool counting, unit *out);

#endif
