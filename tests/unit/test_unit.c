/* test_unit.c -- units as tables print them. */
#include "num/unit.h"

#include "base/job.h"
#include "t.h"

static const struct {
    const char *words;
    enum unit_class class;
    int8_t power;
    bool exact;
} cell[] = {
    { "Tỷ đồng",           UNIT_MONEY,    9, false },
    { "triệu USD",         UNIT_MONEY,    6, false },
    { "Nghìn tấn",         UNIT_MEASURE,  6, false },
    { "Ha",                UNIT_MEASURE,  4, false },
    { "Triệu.Kwh",         UNIT_MEASURE,  9, false },
    { "Tr. Viên",          UNIT_COUNT,    6, false },
    { "con",               UNIT_COUNT,    0, true },
    { "nghìn lượt",        UNIT_COUNT,    3, false },
    { "tạ/ha",             UNIT_RATE,     2, false },
    { "triệu đồng/người/năm", UNIT_RATE,  6, false },
    { "%",                 UNIT_PERCENT, -2, false },
    { "‰",                 UNIT_PERCENT, -3, false },
    { "điểm %",            UNIT_POINT,    0, false },
    { "Người",             UNIT_COUNT,    0, true },
    { "trđ",               UNIT_MONEY,    6, false },
    { "Tr.đ",              UNIT_MONEY,    6, false },
    { "tỷ đ",              UNIT_MONEY,    9, false },
    { "ngđ",               UNIT_MONEY,    3, false },
    { "(1000 USD)",        UNIT_MONEY,    3, false },
    { "1.000 tấn",         UNIT_MEASURE,  6, false },
    { "1000 cái",          UNIT_COUNT,    3, false },
    { "triệu trang",       UNIT_COUNT,    6, false },
    { "triệu lít",         UNIT_MEASURE,  6, false },
    { "nghìn m3",          UNIT_MEASURE,  3, false },
    { "triệu KWh",         UNIT_MEASURE,  9, false },
    { "MVA",               UNIT_MEASURE,  6, false },
    { "kWp",               UNIT_MEASURE,  3, false },
    { "Nghìn T.km",        UNIT_MEASURE,  3, false },
    { "triệu HK.Km",       UNIT_MEASURE,  6, false },
    { "USD/ha",            UNIT_RATE,     0, false },
    { "kg/người/năm",      UNIT_RATE,     0, false },
    { "giường/vạn dân",    UNIT_RATE,     0, false },
    { "ca/100.000 trẻ đẻ sống", UNIT_RATE, 0, false },
    { "lượt khách/ngày",   UNIT_RATE,     0, false },
    { "bao",               UNIT_COUNT,    0, true },
    { "Chai",              UNIT_COUNT,    0, true },
    { "1000đ",             UNIT_MONEY,    3, false },
    { "1000HK.km",         UNIT_MEASURE,  3, false },
    { "1.000 lượt khách",  UNIT_COUNT,    3, false },
    { "Tỷ đồng (giá so sánh)", UNIT_MONEY, 9, false },
    { "%/năm",             UNIT_PERCENT, -2, false },
    { "lồng nuôi tôm",     UNIT_COUNT,    0, true },   /* reports count anything */
};

static status run(struct job *j, void *arg)
{
    const struct units *us = units_known();
    unit tan, ta, kg, con, nguoi, u;

    (void)j;
    (void)arg;
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
        bool ok = unit_read(us, str_from(cell[i].words), &u);

        T(ok && u.class == cell[i].class && u.power == cell[i].power,
          "%s: class %d power %d", cell[i].words, u.class, u.power);
        T(unit_is_exact(u) == cell[i].exact, "%s counts exactly", cell[i].words);
    }
    T(!unit_read(us, STR(""), &u) && !unit_read(us, STR("12,5"), &u), "no unit");
    T(unit_read(us, STR("tấn"), &tan) && unit_read(us, STR("tạ"), &ta) &&
      unit_read(us, STR("KG"), &kg) && unit_same_base(tan, ta) && unit_same_base(ta, kg),
      "tấn, tạ, kg measure the same");
    T(unit_read(us, STR("con"), &con) && unit_read(us, STR("người"), &nguoi) &&
      !unit_same_base(con, nguoi), "con and người do not");
    T(unit_read(us, STR("ki lô mét vuông"), &tan) && unit_read(us, STR("ha"), &ta) &&
      unit_same_base(tan, ta), "km² and ha measure the same");
    T(unit_read(us, STR("tr.đ"), &tan) && unit_read(us, STR("triệu đồng"), &ta) &&
      unit_same_base(tan, ta) && tan.power == ta.power, "tr.đ is triệu đồng");
    T(unit_read(us, STR("khách\u00A0"), &con) && unit_read(us, STR("khách"), &nguoi) &&
      unit_same_base(con, nguoi), "nor do typed blanks at the end");
    T(unit_read(us, STR("lượt  khách"), &con) && unit_read(us, STR("Lượt khách"), &nguoi) &&
      unit_same_base(con, nguoi), "blanks between words do not count");
    T(unit_read(us, STR("bác sĩ/10.000 dân"), &con) &&
      unit_read(us, STR("Bác sĩ/1 vạn dân"), &nguoi) && unit_same_base(con, nguoi) &&
      unit_read(us, STR("bác sĩ/vạn dân"), &kg) && unit_same_base(con, kg) &&
      unit_read(us, STR("bác sĩ/1.000 dân"), &kg) && !unit_same_base(con, kg),
      "ten thousand however written");
    T(!unit_is_exact(tan) && tan.multiplied, "and as little exact");
    T(unit_read(us, STR("10"), &u) == false && unit_read(us, STR("1000"), &u) == false,
      "a figure is no unit");
    T(units_find_hash(us, STR("tấn"), str_hash(STR("tấn")), &u) && u.class == UNIT_MEASURE,
      "a unit by its hash");
    T(units_may_go_on(us, str_hash(STR("ki lô"))) && units_may_go_on(us, str_hash(STR("lượt"))) &&
      !units_may_go_on(us, str_hash(STR("hộ nghèo"))), "what longer units begin with");
    T(unit_multiplier(STR("tỉ")) == 9 && unit_multiplier(STR("đồng")) == 0, "multipliers");
    return OK;
}

void test_unit(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run, NULL, NULL) == OK, "the unit table");
}
