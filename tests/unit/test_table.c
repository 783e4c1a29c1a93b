/* test_table.c -- tables: roles of columns, shifted rows, names, statements. */
#include "base/buf.h"
#include "extract/table.h"
#include "t.h"

#include <string.h>

void test_table(void);

enum { CELLS = 16 };

/* A document of one table; `rows` has cells parted by tabs, rows by line ends. */
static const struct doc *table_doc(struct job *j, const char *rows)
{
    str text = str_from(rows), rest = text, row, field;
    struct source *src = source_new(j->arena, STR("bang.md"), text);
    struct table *t = arena_new(j->arena, struct table);
    struct doc *d = arena_new(j->arena, struct doc);
    struct block *b = arena_new(j->arena, struct block);

    while (str_split(&rest, '\n', &row)) {
        uint32_t n = 0;

        while (str_split(&row, '\t', &field))
            n++;
        t->ncols = n > t->ncols ? n : t->ncols;
        t->nrows++;
    }
    struct cell *cell = arena_array(j->arena, struct cell, (size_t)t->nrows * t->ncols);
    uint32_t *at = arena_array(j->arena, uint32_t, t->nrows), r = 0;

    for (rest = text; str_split(&rest, '\n', &row); r++) {
        at[r] = (uint32_t)(row.ptr - text.ptr);
        for (uint32_t c = 0; str_split(&row, '\t', &field); c++) {
            struct flow_seg *seg = arena_new(j->arena, struct flow_seg);

            seg->src = (uint32_t)(field.ptr - text.ptr);
            cell[(size_t)r * t->ncols + c].flow = (struct flow){ .text = field, .seg = seg,
                                                                 .nsegs = field.len > 0 };
        }
    }
    t->cell = cell;
    t->src = at;
    *b = (struct block){ .kind = BLOCK_TABLE, .parent = NO_BLOCK, .anchor = NO_BLOCK, .table = t };
    *d = (struct doc){ .src = src, .block = b, .nblocks = 1 };
    return d;
}

static struct table_view view_of(struct job *j, const char *rows, const struct table_view *before)
{
    struct table_context context = {
        .period = { .kind = PERIOD_MONTHS, .year = 2025, .month = 6, .from_year = 2025,
                    .from_month = 1 },
        .before = before,
    };
    struct table_view v = { 0 };

    T(extract_table(j, table_doc(j, rows), 0, &context, &v) == OK, "a table");
    return v;
}

static const char head[] =
    "TT\tChỉ tiêu\tĐơn vị\tKế hoạch 2025\tThực hiện 6 tháng 2024\tƯớc TH 6 tháng 2025"
    "\tSo sánh ước TH 6 tháng 2025 với (%)\t\n"
    "\t\t\t\t\t\tThực hiện 6 tháng 2024\tKH 2025\n"
    "1\t2\t3\t4\t5\t6\t7\t8\n";

static const char *with_head(struct job *j, const char *rows)
{
    return arena_printf(j->arena, "%s%s", head, rows).ptr;
}

static const struct statement *find(const struct table_view *v, const char *indicator,
                                    enum statement_kind kind)
{
    for (uint32_t i = 0; i < v->nstatements; i++)
        if (str_eq(v->statement[i].indicator, str_from(indicator)) && v->statement[i].kind == kind)
            return &v->statement[i];
    return NULL;
}

static void test_roles(struct job *j)
{
    static const enum column_role want[] = { COLUMN_INDEX, COLUMN_LABEL, COLUMN_UNIT, COLUMN_PLAN,
                                             COLUMN_BEFORE, COLUMN_NOW, COLUMN_VS_BEFORE,
                                             COLUMN_VS_PLAN };
    struct table_view v = view_of(j, with_head(j, "1\tSản lượng chè\tTấn\t220,00\t55,60\t57,69"
                                                  "\t103,76\t26,22"), NULL);
    const struct statement *now = find(&v, "Sản lượng chè", KIND_ESTIMATE);

    for (uint32_t c = 0; c < 8; c++)
        T(v.column[c].role == want[c], "column %u is %d", (unsigned)c, (int)v.column[c].role);
    T(v.nstatements == 3, "plan, before, now: %u", (unsigned)v.nstatements);
    if (!T(now != NULL, "the estimate"))
        return;
    T(now->period.kind == PERIOD_MONTHS && now->period.month == 6 && now->period.year == 2025,
      "its period");
    T(now->ncompares == 1 && now->compare[0].kind == CMP_EQUAL
      && now->compare[0].base == BASE_SAME_PERIOD && now->compare[0].base_year == 2024, "index");
    T(str_eq(now->plan_pct->text, STR("26,22")), "%% of plan");
}

/* Other orders of columns, one level of header, no number column. */
static void test_other_orders(struct job *j)
{
    struct table_view v = view_of(j,
        "Chỉ tiêu\tĐVT\tThực hiện năm 2024\tƯớc thực hiện năm 2025\tSo với năm 2024 (%)"
        "\tKế hoạch năm 2025\tSo với KH (%)\n"
        "Thu nội địa\ttỷ đồng\t500,0\t550,0\t110,0\t600,0\t91,7", NULL);
    const struct statement *now = find(&v, "Thu nội địa", KIND_ESTIMATE);

    T(v.column[2].role == COLUMN_BEFORE && v.column[3].role == COLUMN_NOW
      && v.column[4].role == COLUMN_VS_BEFORE && v.column[5].role == COLUMN_PLAN
      && v.column[6].role == COLUMN_VS_PLAN, "roles by words");
    T(now && str_eq(now->plan_pct->text, STR("91,7")) && now->ncompares == 1,
      "bound to the result");
}

static void test_rates(struct job *j)
{
    struct table_view v = view_of(j, with_head(j,
        "1\tTỷ lệ lao động qua đào tạo\t%\t65,10\t62,86\t64,33\t1,47\t-0,77\n"
        "2\tTỷ lệ xã có nhà văn hóa\t%\t83,00\t79,84\t80,62\t100,98\t97,13"), NULL);
    const struct statement *a = find(&v, "Tỷ lệ lao động qua đào tạo", KIND_ESTIMATE);
    const struct statement *b = find(&v, "Tỷ lệ xã có nhà văn hóa", KIND_ESTIMATE);

    if (!T(a && b, "both rates"))
        return;
    T(a->ncompares == 2 && a->compare[0].kind == CMP_INCREASE && a->compare[1].kind == CMP_SHORT
      && a->compare[1].base == BASE_PLAN && a->compare[0].unit.class == UNIT_POINT
      && !a->plan_pct->has_value, "differences are points");
    T(str_eq(a->compare[1].amount.text, STR("0,77")) && a->compare[1].amount.value.coef == 77,
      "without their sign");
    T(b->ncompares == 1 && b->compare[0].kind == CMP_EQUAL && b->plan_pct->has_value,
      "ratios stay ratios");
}

static void test_shift(struct job *j)
{
    struct table_view v = view_of(j, with_head(j,
        "I\tTổng sản phẩm (GRDP)\tTỷ đồng\t17.970,88\t7.573,15\t8.225,68\t108,62\t45,77\n"
        "\tTốc độ tăng trưởng\t\t\t10,50\t11,43\t8,62\t\n"
        "II\tĐàn gia súc\t\t\t593.816\t563.413\t575.937\t102,22\n"
        "\t- Trâu\tCon\t146.447\t140.151\t143.196\t102,17\t97,78\n"
        "III\tKhai thác gỗ\tm3\t\t5.942\t5.863\t98,67\t"), NULL);

    T(!v.row[3].shifted && v.row[4].shifted && v.row[5].shifted, "moved back by arithmetic");
    T(!v.row[7].shifted, "an empty plan alone proves nothing");
    const struct statement *now = find(&v, "Tốc độ tăng trưởng GRDP", KIND_ESTIMATE);

    T(now && str_eq(now->value.text, STR("8,62")) && now->unit.class == UNIT_PERCENT,
      "the growth of the row above");
    now = find(&v, "Đàn gia súc", KIND_PLAN);
    T(now && str_eq(now->value.text, STR("593.816")) && str_eq(now->unit_text, STR("Con")),
      "the unit of the rows below");
}

static void test_names(struct job *j)
{
    struct table_view v = view_of(j, with_head(j,
        "II\tGRDP (giá hiện hành)\tTỷ đồng\t35.934,73\t14.600,68\t16.341,08\t111,92\t45,47\n"
        "\tTrong đó:\n"
        "\t+ Dịch vụ\tTỷ đồng\t21.240,03\t9.043,77\t10.221,34\t113,02\t48,12\n"
        "III\tCơ cấu GRDP (giá hiện hành)\n"
        "\t- Dịch vụ\t%\t59,11\t61,94\t62,55\t0,61\t3,44\n"
        "IV\tTrồng trọt\n"
        "+\tCây cà phê\n"
        "Diện tích\t\tha\t5.549,95\t2.758,56\t4.797,33\t173,91\t86,44\n"
        "-\tDiện tích gieo trồng\n"
        "+\tLúa đông xuân\tHa\t9.789,48\t9.831,17\t9.763,24\t99,31\t99,73\n"
        "V\tCông nghiệp\n"
        "1\tGạch\tTr. Viên\t130,00\t6,50\t7,20\t110,77\t5,54\n"
        "2\tThu thuế, xuất nhập khẩu\tTỷ đồng\t15,00\t-\t5,23\t-\t34,84"), NULL);

    T(find(&v, "GRDP dịch vụ (giá hiện hành)", KIND_PLAN) != NULL, "a sector of the total");
    T(find(&v, "Tỷ trọng dịch vụ trong GRDP (giá hiện hành)", KIND_PLAN) != NULL, "a share");
    T(find(&v, "Diện tích cây cà phê", KIND_PLAN) != NULL, "a name in the number column");
    T(find(&v, "Diện tích gieo trồng lúa đông xuân", KIND_PLAN) != NULL, "a measure above");
    const struct statement *brick = find(&v, "Sản lượng gạch", KIND_PLAN);

    T(brick && brick->unit.power == 6 && brick->unit.multiplied, "millions of bricks");
    T(find(&v, "Thu thuế, xuất nhập khẩu", KIND_ACTUAL) == NULL, "a dash is no figure");
    T(v.row[4].own_label.len == 0 && v.row[5].among, "trong đó");
}

/* A fragment on the next page has no header of its own. */
static void test_fragment(struct job *j)
{
    struct table_view first = view_of(j, with_head(j, "I\tTrồng trọt"), NULL);
    struct table_view next = view_of(j, "1\tSản lượng chè\tTấn\t220,00\t55,60\t57,69\t103,76"
                                        "\t26,22\t", &first);
    struct table_view alone = view_of(j, "1\tNguyễn Văn A\tXã Hạ\t12", NULL);

    T(first.nstatements == 0 && next.nstatements == 3, "the header is carried on");
    T(alone.nstatements == 0, "a table that tells no indicators");
}

/* A table with more figures than the job's is refused before room is made for them; cells
 * of rows without a name and of columns that compare are none. */
static void test_limit(struct job *j)
{
    const char *rows = with_head(j, "1\tLúa\tha\t10\t11\t12\t109\t120\n"
                                    "2\tNgô\tha\t20\t21\t22\t104\t110\n\t\t\t5\t6\t7\n");
    struct table_view v;

    j->limits.figures = 6;
    v = view_of(j, rows, NULL);
    T(!v.too_many && v.nstatements == 6, "as many as there may be");
    j->limits.figures = 5;
    v = view_of(j, rows, NULL);
    T(v.too_many && v.nstatements == 0 && !v.value, "one more than there may be");
    j->limits.figures = LIMITS_DEFAULT.figures;
}

static struct table_view bound_view(struct job *j, const char *rows)
{
    const struct doc *d = table_doc(j, arena_printf(j->arena,
        "TT\tChỉ tiêu\tĐơn vị\tChỉ tiêu giao\tKết quả 2022\tSo với chỉ tiêu\tChỉ tiêu 2023\n%s",
        rows).ptr);
    struct table_context context = { .period = { .kind = PERIOD_NONE } };
    struct table_view v = { 0 };

    ((struct table *)(uintptr_t)d->block[0].table)->by_order = true;
    T(extract_table(j, d, 0, &context, &v) == OK, "a table");
    return v;
}

/* The figures of a row by column, with - for none; then its class. */
static str bound_row(struct job *j, const char *row)
{
    struct table_view v = bound_view(j, row);
    struct buf b;

    buf_init(&b, j->arena);
    for (int32_t c = 3; c < 7; c++) {
        const struct figure *f = table_figure(&v, 1, c);

        buf_put(&b, f ? f->text : STR("-"));
        buf_char(&b, ' ');
    }
    buf_char(&b, (char)('A' + (int)v.row[1].bound));
    return buf_str(&b);
}

/* Figures of text from a PDF stand in order; which columns are empty is told by
 * form and arithmetic, or stays open. */
static void test_binding(struct job *j)
{
    static const struct { const char *row, *want; } sample[] = {
        { "1\tDiện tích chè\tha\t640\t655,5\t102,42%\t700", "640 655,5 102,42 700 A" },
        { "1\tDiện tích chè\tha\t640\t655,5\t102,42%", "640 655,5 102,42 - A" },
        { "1\tDiện tích chè\tha\t640\t655,5\t700", "640 655,5 - 700 B" },
        { "1\tDiện tích chè\tha\t655,5\t102,42%\t700", "- - - - C" },
        { "1\tSố tổ\ttổ\t57\t80", "- - - - C" },
        { "1\tSố tổ\ttổ\t57", "- - - - C" },
        { "1\tTỷ lệ hộ có điện\t%\t88,0\t91,5\t3,5\t93,0", "88,0 91,5 3,5 93,0 A" },
        { "1\tTỷ lệ hộ có điện\t%\t88,0\t91,5\t93,0", "88,0 91,5 - 93,0 B" },
        { "1\tTỷ lệ hộ có điện\t%\t88,0\t91,5\t3,5", "88,0 91,5 3,5 - A" },
        { "1\tDiện tích chè\tha\t640\t655,5\t99,9%\t700", "640 655,5 99,9 700 A" },
        { "1\tDiện tích chè\tha\t640\t655,5%\t102,42\t700", "- - - - C" },
        { "I\tNông nghiệp", "- - - - A" },
    };

    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        str got = bound_row(j, sample[i].row);

        T(str_eq(got, str_from(sample[i].want)), "%s: %.*s", sample[i].row, STRF(got));
    }

    struct table_view v = bound_view(j, "1\tSố tổ\ttổ\t57\t80");

    T(v.nstatements == 2 && v.statement[0].certainty == CLASS_C &&
      str_eq(v.statement[1].value.text, STR("80")), "what stays open is stated with its doubt");
}

/* One comparison without a base is the plan's; of earlier years the named one counts. */
static void test_told_bases(struct job *j)
{
    struct table_view v = view_of(j,
        "TT\tNội dung\tĐVT\tKế hoạch năm 2025\tThực hiện 6 tháng năm 2025\tTỷ lệ % đạt\n"
        "1\tSố chợ\tchợ\t12\t6\t50,0", NULL);
    struct table_view w = view_of(j,
        "TT\tChỉ tiêu\tĐVT\tThực hiện năm 2023\tThực hiện năm 2024\tThực hiện năm 2025"
        "\tSo với năm 2024 (%)\n1\tMuối\ttấn\t50\t60\t66\t110,0", NULL);

    struct table_view u = view_of(j,
        "TT\tMục tiêu\tĐVT\tThực hiện năm 2024\tNăm 2025 Kế hoạch\tNăm 2025 Ước thực hiện"
        "\tTH 2025/ TH 2024\tTH 2025/ KH 2025\n1\tMuối\ttấn\t60\t66\t63\t105,0\t95,5", NULL);

    T(v.column[5].role == COLUMN_VS_PLAN, "the plan's");
    T(u.column[1].role == COLUMN_LABEL && u.column[6].role == COLUMN_VS_BEFORE &&
      u.column[6].period.year == 2024 && u.column[7].role == COLUMN_VS_PLAN &&
      u.column[5].role == COLUMN_NOW && u.column[4].role == COLUMN_PLAN, "slashes and targets");
    T(table_column_of(&w, COLUMN_BEFORE) == 4, "the year that is named");
}

static status run_table(struct job *j, void *arg)
{
    (void)arg;
    test_roles(j);
    test_other_orders(j);
    test_rates(j);
    test_shift(j);
    test_names(j);
    test_fragment(j);
    test_binding(j);
    test_limit(j);
    test_told_bases(j);
    return OK;
}

void test_table(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_table, NULL, NULL) == OK, "a job");
}
