/* test_heads.c -- which of many heads a name begins with. */
#include "check/unit/heads.h"
#include "t.h"

void test_heads(void);

static uint64_t bit(int number)
{
    return UINT64_C(1) << number;
}

void test_heads(void)
{
    enum { ALL_DEBT, DEBT, AREA, GRDP, OXEN };
    static const char *const head[] = { "tong du no tin dung", "tong du no", "dien tich", "grdp",
                                        "dan bo" };
    static const struct { const char *name; uint64_t begun; } told[] = {
        { "Tổng dư nợ tín dụng ưu đãi", UINT64_C(1) << ALL_DEBT | UINT64_C(1) << DEBT },
        { "tổng dư nợ của các ngân hàng", UINT64_C(1) << DEBT },
        { "Diện tích gieo trồng", UINT64_C(1) << AREA }, { "DIỆN TÍCH", UINT64_C(1) << AREA },
        { "GRDP", UINT64_C(1) << GRDP }, { "GRDP bình quân", UINT64_C(1) << GRDP },
        { "Đàn bò", UINT64_C(1) << OXEN }, { "đàn bò sữa", UINT64_C(1) << OXEN },
        { "đàn b", 0 }, { "Tổng đàn", 0 }, { "3 dự án", 0 }, { "", 0 },
    };
    struct heads h = { .n = 0 };

    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        heads_add(&h, head[i]);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        T(heads_begun(&h, str_from(told[i].name), UINT64_MAX) == told[i].begun, "%s",
          told[i].name);
    T(heads_begun(&h, STR("Tổng dư nợ tín dụng"), bit(DEBT)) == bit(DEBT), "only one is asked for");
    T(heads_begun(&h, STR("Diện tích"), bit(DEBT)) == 0, "another one is asked for");
}
