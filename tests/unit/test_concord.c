/* test_concord.c -- which figures tell one fact, and whether they agree. */
#include "analyse/concord.h"

#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

void test_concord(void);

/* Each text is a report; a row is a fact told at several places: indicator | kind and
 * aspect | the forms, with the number of the report in front of those that are not of the
 * first | "differs". Facts told once are left out. */
enum { REPORTS = 3, FACTS = 6 };

static const struct {
    const char *text[REPORTS];
    const char *fact[FACTS];
} told[] = {
    /* prose and table, another order of the words, tỷ and triệu */
    { { "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA\n\n"
        "Thu ngân sách nhà nước trên địa bàn đạt 1.066,14 tỷ đồng, tăng 8,94% so với cùng kỳ "
        "năm trước, đạt 51,7% dự toán.\n\n"
        "Tổng thu ngân sách nhà nước 6 tháng đạt 1.066.140 triệu đồng, vượt 8,9% so với cùng kỳ "
        "năm trước." },
      { "Thu ngân sách nhà nước trên địa bàn|result level|1.066,14 tỷ đồng; "
        "1.066.140 triệu đồng" } },
    /* the same decimals must be equal, other ones must meet */
    { { "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA\n\n"
        "Sản lượng chè búp tươi ước đạt 47.512 tấn.\n\nSản lượng chè búp tươi ước đạt 47,51 nghìn "
        "tấn.\n\nSản lượng chè búp tươi đạt gần 48 nghìn tấn." },
      { "Sản lượng chè búp|result level|47.512 tấn; 47,51 nghìn tấn; gần 48 nghìn tấn" } },
    { { "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA\n\n"
        "Sản lượng chè búp tươi ước đạt 47.512 tấn.\n\nSản lượng chè búp tươi ước đạt 47,4 nghìn "
        "tấn." },
      { "Sản lượng chè búp|result level|47.512 tấn; 47,4 nghìn tấn|differs" } },
    /* a coarse third does not hide that two differ */
    { { "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA\n\n"
        "Diện tích lúa mùa là 748,5 ha.\n\nDiện tích lúa mùa là 748 ha.\n\n"
        "Diện tích lúa mùa là 749 ha." },
      { "Diện tích lúa mùa|result level|748,5 ha; 748 ha; 749 ha|differs" } },
    /* another area, period or kind is another fact */
    { { "# BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025 CỦA TỈNH SƠN LA\n\n"
        "Đàn trâu có 120.500 con.\n\nĐàn trâu của huyện Mộc Châu có 20.500 con.\n\n"
        "Năm 2024 đàn trâu có 119.000 con. Kế hoạch đàn trâu năm 2025 là 121.000 con." },
      { NULL } },
    /* two reports: the result of the one is the earlier figure of the other */
    { { "# BÁO CÁO KẾT QUẢ NĂM 2023 CỦA TỈNH SƠN LA\n\nDiện tích rừng trồng mới đạt 1.250 ha.",
        "# BÁO CÁO KẾT QUẢ NĂM 2024 CỦA TỈNH SƠN LA\n\n"
        "Năm 2023 diện tích rừng trồng mới là 1.205 ha." },
      { "Diện tích rừng trồng mới|result level|1.250 ha; 2: 1.205 ha|differs" } },
};

static const char *const kind_of[] = { "result", "plan", "target" };
static const char *const aspect_of[] = { "level", "growth", "change", "of plan" };

static str fact_text(struct arena *a, const struct concord *c, const struct concord_fact *f)
{
    const struct concord_place *first, *second;
    struct buf b;

    buf_init(&b, a);
    buf_printf(&b, "%.*s|%s %s|", STRF(f->indicator), kind_of[f->kind], aspect_of[f->aspect]);
    for (uint32_t i = 0; i < f->nplaces; i++) {
        const struct concord_place *p = &c->place[f->place + i];

        if (i)
            buf_put(&b, STR("; "));
        if (p->input)
            buf_printf(&b, "%u: ", p->input + 1);
        buf_put(&b, concord_form(a, c, p));
    }
    if (concord_differs(c, f, &first, &second))
        buf_put(&b, STR("|differs"));
    return buf_str(&b);
}

static status build_concord(struct job *j, void *arg)
{
    size_t row = *(size_t *)arg, n = 0, want = 0;
    struct concord_input in[REPORTS];
    struct report report[REPORTS];
    const struct doc *d;

    for (; n < REPORTS && told[row].text[n]; n++) {
        str text = str_from(told[row].text[n]);

        if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), text), &d) == OK
               && extract_report(j, d, &report[n]) == OK, "row %zu reads", row))
            return OK;
        in[n].report = &report[n];
    }
    const struct concord *c = concord_build(j, names_open(j->arena), in, n,
                                            indicators_load(j->arena));

    for (uint32_t i = 0; i < c->nfacts; i++) {
        if (c->fact[i].nplaces < 2)
            continue;
        str got = fact_text(j->arena, c, &c->fact[i]);

        if (T(want < FACTS && told[row].fact[want], "row %zu: also «%.*s»", row, STRF(got)))
            T(str_eq(got, str_from(told[row].fact[want])), "row %zu: want «%s» got «%.*s»", row,
              told[row].fact[want], STRF(got));
        want++;
    }
    T(want == FACTS || !told[row].fact[want], "row %zu: no «%s»", row,
      want < FACTS && told[row].fact[want] ? told[row].fact[want] : "");
    return OK;
}

/* Names that are one, and names that are not. */
static const struct { const char *a, *b; enum name_reading reading; bool same; } pair[] = {
    { "Tổng thu ngân sách nhà nước trên địa bàn tỉnh", "Thu NSNN", NAME_PLAIN, true },
    { "Diện tích cây ngô gieo trồng", "Diện tích ngô", NAME_PLAIN, true },
    { "Hoà giải thành công", "hòa giải THÀNH CÔNG", NAME_PLAIN, true },
    { "Số hộ nghèo", "Số hộ cận nghèo", NAME_PLAIN, false },
    { "Kế hoạch vốn được giao", "Vốn", NAME_OF_PLAN, true },
    { "Kế hoạch vốn được giao", "Vốn", NAME_PLAIN, false },
    { "Quý 03", "Quý 3", NAME_PLAIN, true },
    { "Tổng số", "Trên địa bàn toàn tỉnh", NAME_PLAIN, true },      /* both tell nothing */
    { "Đường nông thôn", "duong nong thon", NAME_BARE, true },
    { "Số lượng đàn trâu của tỉnh", "Đàn trâu", NAME_BARE, true },
    { "Thu NSNN", "Thu ngân sách nhà nước", NAME_BARE, false },
};

static status read_names(struct job *j, void *arg)
{
    struct names *n = names_open(j->arena);

    (void)arg;
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        const struct name_bag *a = names_read(n, str_from(pair[i].a), pair[i].reading);
        const struct name_bag *b = names_read(n, str_from(pair[i].b), pair[i].reading);
        bool same = a->n == b->n && names_within(a, b);

        T(same == pair[i].same && same == (a->hash == b->hash), "%s, %s", pair[i].a, pair[i].b);
        T(names_told(n, arena_str(j->arena, str_from(pair[i].a)))
              == names_told(n, str_from(pair[i].a)), "%s is read once", pair[i].a);
    }
    return OK;
}

static const struct { const char *a, *b; bool same; } times[] = {
    { "2025-H1", "2025-01/2025-06", true },
    { "2025-H1", "2025-01/2025-06-30", true },
    { "2025-H1", "2025-01/2025-06-15", false },
    { "2025", "2025-01/2025-12", true },
    { "2025-Q1", "2025-01/2025-03", true },
    { "2025-06", "2025-H1", false },
    { "2025", "2024", false },
};

void test_concord(void)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, build_concord, &i, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_names, NULL, NULL);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        period a, b;

        if (T(period_parse(str_from(times[i].a), &a) && period_parse(str_from(times[i].b), &b),
              "%s, %s", times[i].a, times[i].b))
            T(concord_same_period(a, b) == times[i].same, "%s, %s", times[i].a, times[i].b);
    }
}
