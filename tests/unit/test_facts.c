/* test_facts.c -- tables of facts and reports into the ledger, and the page's
 * judgement of them. */
#include "app/facts.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/scorecard.h"
#include "model/data.h"
#include "read/fact_rows.h"
#include "t.h"

static const struct import_request import_by_an = { .author = { "an", 2 } };

static char import_folder[64], import_path[96];

static void import_ledger_make(void)
{
    snprintf(import_folder, sizeof import_folder, "/tmp/soat-facts-XXXXXX");
    if (!mkdtemp(import_folder))
        abort();
    snprintf(import_path, sizeof import_path, "%s/so.db", import_folder);
}

static void import_ledger_drop(void)
{
    static const char *const tail[] = { "", "-wal", "-shm" };
    char name[128];

    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", import_path, tail[i]);
        unlink(name);
    }
    rmdir(import_folder);
}

static struct store *open_import_ledger(struct job *j)
{
    struct store *s = NULL;

    T(store_open(j, str_from(import_path), STORE_CREATE, &s) == OK, "open");
    return s;
}

static void in_import_ledger(status (*fn)(struct job *, void *), void *arg)
{
    import_ledger_make();
    job_run(&LIMITS_DEFAULT, LANG_VI, fn, arg, NULL);
    import_ledger_drop();
}

/* -- amounts -- */

static const struct {
    dec a;
    const char *unit_a;
    dec b;
    const char *unit_b;
    bool same;
} amount_table[] = {
    { { 822568, 2 }, "tỷ đồng", { 822568, 2 }, "Tỷ đồng", true },
    { { 822568, 2 }, "tỷ đồng", { 822569, 2 }, "tỷ đồng", false },
    { { 822568, 2 }, "tỷ đồng", { 8226, 0 }, "tỷ đồng", true },
    { { 822568, 2 }, "tỷ đồng", { 8225, 0 }, "tỷ đồng", false },
    { { 12345, 1 }, "triệu đồng", { 123, 2 }, "tỷ đồng", true },
    { { 12345, 1 }, "triệu đồng", { 124, 2 }, "tỷ đồng", false },
    { { 5034, 0 }, "nghìn con", { 5033540, 0 }, "Con", true },
    { { 5034, 0 }, "nghìn con", { 5033499, 0 }, "Con", false },
    { { 5368, 0 }, "người", { 5368, 0 }, "lao động", true },
    { { 5368, 0 }, "người", { 5638, 0 }, "lao động", false },
    { { 35, 0 }, "người", { 36, 0 }, "người", false },
    { { 12, 0 }, "tấn", { 12, 0 }, "ha", false },
    { { 12, 0 }, "", { 12, 0 }, "", true },
    { { 12, 0 }, "", { 12, 0 }, "ha", false },
    { { INT64_MAX, 18 }, "tỷ đồng", { INT64_MAX, 0 }, "tỷ đồng", false },
};

static void test_amounts(void)
{
    for (size_t i = 0; i < sizeof amount_table / sizeof amount_table[0]; i++) {
        struct fact f = { .value = amount_table[i].a, .unit = str_from(amount_table[i].unit_a) };
        struct fact g = { .value = amount_table[i].b, .unit = str_from(amount_table[i].unit_b) };

        T(fact_same_amount(&f, &g) == amount_table[i].same &&
              fact_same_amount(&g, &f) == amount_table[i].same, "amounts of line %zu", i);
    }
}

/* -- tables of facts -- */

static const struct {
    const char *text;
    status want;
    uint32_t added;
} fact_table[] = {
    { "indicator\tarea\tperiod\tkind\tvalue\tunit\nngo\ttỉnh A\t2025\tplan\t79039.83\ttấn\n", OK,
      1 },
    { "# lời\nindicator,period,value,unit\n\"Sản lượng ngô\",2025-H1,\"71183.19\",tấn\n", OK, 1 },
    { "\xEF\xBB\xBFindicator,period,value\r\n\"Tên \"\"lạ\"\"\",2025,5\r\n", OK, 1 },
    { "indicator\tperiod\tvalue\nngo\t2025\t1..2\nngo\t2024\tunknown\nngo\t2023\tnot-due\n", OK,
      3 },
    { "indicator\tperiod\tvalue\nngo\t2025\t1\nngo\t2025\t1\n", OK, 1 },    /* said twice */
    { "indicator\tperiod\tvalue\n", OK, 0 },
    { "indicator\tperiod\tvalue\nngo\t2025\t1.234,5\n", FAIL_FORMAT, 0 },
    { "indicator\tperiod\tvalue\nngo\t2025\t\n", FAIL_FORMAT, 0 },
    { "indicator\tperiod\tvalue\nngo\tnăm ngoái\t1\n", FAIL_FORMAT, 0 },
    { "indicator\tperiod\tvalue\n\t2025\t1\n", FAIL_FORMAT, 0 },
    { "indicator\tperiod\tvalue\tkind\nngo\t2025\t1\tđoán\n", FAIL_FORMAT, 0 },
    { "indicator\tperiod\tvalue\tstatus\nngo\t2025\t1\tthật\n", FAIL_FORMAT, 0 },
    /* One bad row at the end: nothing of the table is kept. */
    { "indicator\tperiod\tvalue\nngo\t2025\t1\nngo\t2024\tx\n", FAIL_FORMAT, 0 },
};

static status import_tables(struct job *j, void *arg)
{
    size_t i = *(size_t *)arg;
    struct store *s = open_import_ledger(j);
    struct import_result done = { 0 };
    struct store_counts n = { 0 };

    T(is_fact_rows(j, STR("bang.tsv"), str_from(fact_table[i].text)), "table %zu is one", i);
    status st = app_import_text(j, s, STR("bang.tsv"), str_from(fact_table[i].text),
                                &import_by_an, &done);
    T(st == fact_table[i].want, "table %zu: status %d", i, (int)st);
    T(store_count(s, j, &n) == OK && n.facts == fact_table[i].added, "table %zu: %lld facts", i,
      (long long)n.facts);
    T(st == OK || str_find(j->message, STR("bang.tsv:")) == 0, "names the line: %.*s",
      STRF(j->message));
    return OK;
}

static status no_tables(struct job *j, void *arg)
{
    (void)arg;
    T(!is_fact_rows(j, STR("a.md"), STR("# Báo cáo\n\nindicator period value\n")),
      "a report is no table");
    T(!is_fact_rows(j, STR("a.md"), STR("")), "nothing is no table");
    return OK;
}

/* -- reports -- */

static const char small_report[] =
    "# BÁO CÁO\n\n**Tình hình 6 tháng đầu năm 2025 tỉnh Điện Biên**\n\n"
    "Sản lượng ngô 6 tháng đầu năm 2025 đạt 71.183,19 tấn, bằng 90,06% kế hoạch năm.\n\n"
    "Đến nay sản lượng ngô 6 tháng đầu năm 2025 đạt 71.200 tấn.\n";

static status import_report_once(struct job *j, void *arg)
{
    struct store *s = open_import_ledger(j);
    struct import_result done = { 0 };
    struct documents docs;
    struct facts all;
    struct store_counts n = { 0 };
    str head = { NULL, 0 };

    (void)arg;
    T(app_import_text(j, s, STR("thu-muc/bc.md"), str_from(small_report), &import_by_an,
                      &done) == OK,
      "imported");
    T(done.document == 1 && !done.known && done.added >= 1, "%u facts", done.added);
    T(store_documents(s, j, &docs) == OK && docs.count == 1, "a document");
    T(str_eq(docs.list[0].name, STR("bc.md")), "its name without the folder");
    T(str_find(docs.list[0].title, STR("Tình hình 6 tháng")) != SIZE_MAX, "title: %.*s",
      STRF(docs.list[0].title));
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all) == OK &&
          all.count >= 1, "maize is told");
    T(all.list[0].status == FACT_DRAFT, "what was read is a draft");
    T(all.list[0].document == 1 && str_eq(all.list[0].source, STR("báo cáo")), "its source");

    T(app_import_text(j, s, STR("khac.md"), str_from(small_report), &import_by_an, &done) == OK &&
          done.known && done.document == 1, "the same text is known by its hash");
    T(store_verify(s, j, &n, &head) == OK && n.entries == 1 && n.documents == 1,
      "and left no trace");
    return OK;
}

static status import_demo(struct job *j, void *arg)
{
    struct store *s = open_import_ledger(j);
    const struct indicators *catalogue = indicators_load(j->arena);
    struct store_counts first = { 0 }, again = { 0 };
    struct scorecard card;
    str head = { NULL, 0 };

    (void)arg;
    T(app_load_demo(j, s) == OK, "loads: %.*s", STRF(j->message));
    T(store_verify(s, j, &first, &head) == OK, "is intact");
    T(first.facts > 250 && first.documents == 2, "%lld facts", (long long)first.facts);
    T(app_load_demo(j, s) == OK && store_count(s, j, &again) == OK, "loads again");
    T(again.revisions == first.revisions, "and adds nothing");

    T(scorecard_read(j, s, catalogue, STR(""), &card) == OK, "scorecard");
    T(str_eq(card.iso, STR("2025-H1")), "newest period: %.*s", STRF(card.iso));
    T(str_eq(card.area, STR("11")), "area: %.*s", STRF(card.area));
    T(card.nrows > 55, "%zu rows", card.nrows);
    T(card.nother >= 3, "%zu periods", card.nother);
    T(scorecard_read(j, s, catalogue, STR("2023-01/2023-10"), &card) == OK &&
          card.period.month == 10, "another period");
    T(scorecard_read(j, s, catalogue, STR("không có"), &card) == OK &&
          str_eq(card.iso, STR("2025-H1")), "no such period: the newest");
    return OK;
}

/* -- lights: each rule at its edges; computed by hand -- */

static const struct {
    const char *id, *unit;
    const char *now, *before, *plan;    /* plain; empty: not told */
    const char *share, *growth;
    enum light want;
} verdict[] = {
    /* a flow against 50 % of the year */
    { "luong-thuc", "tấn", "50", "40", "100", "50", "25", LIGHT_IN_TIME },
    { "luong-thuc", "tấn", "45", "50", "100", "45", "-10", LIGHT_LATE },
    { "luong-thuc", "tấn", "44.9", "", "100", "44.9", "", LIGHT_BEHIND },
    { "luong-thuc", "tấn", "100", "", "100", "100", "", LIGHT_DONE },
    { "luong-thuc", "nghìn tấn", "0.1", "", "100", "100", "", LIGHT_DONE }, /* units convert */
    { "luong-thuc", "tấn", "", "", "100", "", "", LIGHT_NO_FIGURE },
    { "luong-thuc", "tấn", "5", "", "", "", "", LIGHT_NO_PLAN },
    { "luong-thuc", "tấn", "0", "5", "100", "0", "-100", LIGHT_BEHIND },    /* zero is a figure */
    /* a harvest before its season, and one that is in */
    { "cay-an-qua", "tấn", "9.96", "", "100", "9.96", "", LIGHT_OFF_SEASON },
    { "cay-an-qua", "tấn", "60", "", "100", "60", "", LIGHT_IN_TIME },
    /* stocks and rates against the plan itself */
    { "dan-trau", "con", "97", "100", "100", "97", "-3", LIGHT_LATE },
    { "che-phu-rung", "%", "45.5", "44.5", "45.5", "100", "1.0", LIGHT_DONE },
    { "che-phu-rung", "%", "40", "", "45.5", "87.91", "", LIGHT_BEHIND },
    /* less is better */
    { "ho-ngheo", "%", "19", "21", "20", "95", "-2", LIGHT_DONE },
    { "ho-ngheo", "%", "21", "", "20", "105", "", LIGHT_LATE },
    { "ho-ngheo", "%", "30", "", "20", "150", "", LIGHT_BEHIND },
    /* neither more nor less is better */
    { "nhap-khau", "triệu USD", "10", "20", "45", "22.22", "-50", LIGHT_NONE },
};

static void put_verdict_fact(struct job *j, struct store *s, size_t i, const char *value,
                             const char *when, enum fact_kind kind, const char *units)
{
    struct fact f = { .indicator = str_from(verdict[i].id), .area = STR("tỉnh A"),
                      .kind = kind, .source = STR("bc"), .name = STR("tên"),
                      .unit = str_from(units), .status = FACT_OFFICIAL };
    enum put_result how;

    if (!*value)
        return;
    T(dec_parse_plain(str_from(value), &f.value), "%s", value);
    T(period_parse(str_from(when), &f.when), "%s", when);
    T(store_put_fact(s, j, &f, &how) == OK, "put");
}

static bool is_dec(bool has, dec d, const char *want)
{
    dec w;

    if (!*want)
        return !has;
    return has && dec_parse_plain(str_from(want), &w) && dec_cmp(d, w) == 0;
}

static status judge_one(struct job *j, void *arg)
{
    size_t i = *(size_t *)arg;
    struct store *s = open_import_ledger(j);
    const struct indicators *catalogue = indicators_load(j->arena);
    const struct indicator *own = indicators_find(catalogue, str_from(verdict[i].id));
    struct scorecard card;

    if (!T(own != NULL, "%s is in the catalogue", verdict[i].id))
        return OK;

    const char *plain = arena_str(j->arena, own->unit_text).ptr;
    T(store_begin(s, j, STR("an"), STR("thử")) == OK, "begin");
    /* Enough other figures for the period to be shown. */
    for (size_t k = 0, other = 0; k < catalogue->count && other < 12; k++) {
        struct fact f = { .indicator = catalogue->list[k].id, .area = STR("tỉnh A"),
                          .source = STR("bc"), .name = STR("tên"), .value = { 1, 0 },
                          .unit = STR("cái"), .status = FACT_OFFICIAL };
        enum put_result how;

        T(period_parse(STR("2025-H1"), &f.when), "half a year");
        if (&catalogue->list[k] != own && ++other)
            T(store_put_fact(s, j, &f, &how) == OK, "put");
    }
    put_verdict_fact(j, s, i, verdict[i].now, "2025-H1", FACT_ACTUAL, verdict[i].unit);
    put_verdict_fact(j, s, i, verdict[i].before, "2024-H1", FACT_ACTUAL, plain);
    put_verdict_fact(j, s, i, verdict[i].plan, "2025", FACT_PLAN, plain);
    T(store_commit(s, j) == OK, "commit");
    T(scorecard_read(j, s, catalogue, STR("2025-H1"), &card) == OK, "scorecard");

    const struct score_row *row = NULL;
    for (size_t k = 0; k < card.nrows; k++)
        if (card.row[k].indicator == own)
            row = &card.row[k];
    if (!T(row != NULL, "verdict %zu: has a row", i))
        return OK;
    T(row->light == verdict[i].want, "verdict %zu: %s, want %s", i, light_word(row->light),
      light_word(verdict[i].want));
    T(is_dec(row->has_share, row->share, verdict[i].share), "verdict %zu: share", i);
    T(is_dec(row->has_growth, row->growth, verdict[i].growth), "verdict %zu: growth", i);
    T(light_rule(j->arena, &card, row).len > 10, "verdict %zu: has a rule", i);
    return OK;
}

/* -- an import that is killed is there whole, or not at all -- */

enum { IMPORTS = 8 };

static status import_for_ever(struct job *j, void *arg)
{
    struct store *s = NULL;
    str demo = data_file(STR("demo/bao-cao.md"));

    (void)arg;
    if (store_open(j, str_from(import_path), STORE_CREATE, &s) != OK)
        return OK;
    for (int i = 0;; i++) {
        struct import_result done;
        str text = arena_printf(j->arena, "%.*s\n\nLần %d.\n", STRF(demo), i + (int)getpid());

        if (app_import_text(j, s, STR("bao-cao.md"), text, &import_by_an, &done) != OK)
            return OK;
    }
}

static status count_imports(struct job *j, void *arg)
{
    struct store *s = open_import_ledger(j);
    struct store_counts n = { 0 };
    str head = { NULL, 0 };

    (void)arg;
    T(store_verify(s, j, &n, &head) == OK, "intact: %.*s", STRF(j->message));
    T(n.entries == n.documents, "%lld entries, %lld documents", (long long)n.entries,
      (long long)n.documents);
    T(n.documents == 0 || n.mentions % n.documents == 0, "%lld mentions of %lld documents",
      (long long)n.mentions, (long long)n.documents);
    return OK;
}

static void test_killed_import(void)
{
    uint64_t seed = t_seed();

    import_ledger_make();
    for (int i = 0; i < IMPORTS; i++) {
        uint64_t draw = t_draw(&seed);
        struct timespec wait = { 0, (long)(10000000 + draw % 60000000) };
        pid_t child = fork();

        if (child == 0) {
            job_run(&LIMITS_DEFAULT, LANG_VI, import_for_ever, NULL, NULL);
            _exit(0);
        }
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        job_run(&LIMITS_DEFAULT, LANG_VI, count_imports, NULL, NULL);
    }
    import_ledger_drop();
}

void test_facts(void);
void test_facts(void)
{
    test_amounts();
    for (size_t i = 0; i < sizeof fact_table / sizeof fact_table[0]; i++)
        in_import_ledger(import_tables, &i);
    job_run(&LIMITS_DEFAULT, LANG_VI, no_tables, NULL, NULL);
    in_import_ledger(import_report_once, NULL);
    in_import_ledger(import_demo, NULL);
    for (size_t i = 0; i < sizeof verdict / sizeof verdict[0]; i++)
        in_import_ledger(judge_one, &i);
    test_killed_import();
}
