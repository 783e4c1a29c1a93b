/* test_trace.c -- reports in the ledger: every figure leads back to its digits, and what was known
 * when can be asked. On SQLite, and on PostgreSQL where SOAT_TEST_POSTGRES names a server. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/facts.h"
#include "base/os.h"
#include "t.h"

static const char *const report_file[] = {
    "corpus/bc-6-thang-2025.md",
    "corpus/cv-thang-10-2023.txt",
    "corpus/bc-nam-2020.md",
};

struct trace {
    const char *where;
    int64_t tenant;
};

static status open_trace(struct job *j, const struct trace *t, struct store **s)
{
    return store_open_tenant(j, str_from(t->where), STORE_CREATE, t->tenant, s);
}

static const struct import_request by_officer = { .author = { "an", 2 } };

/* The digits that stand in the text where a mention points are those of its value. */
static bool digits_stand_there(str text, const struct fact_mention *m)
{
    char digits[32];
    size_t n = 0, from = m->where.start, to = m->where.end;
    int64_t coef = m->value.coef < 0 ? -m->value.coef : m->value.coef;

    snprintf(digits, sizeof digits, "%lld", (long long)coef);
    if (to > text.len || from >= to)
        return false;
    for (size_t i = from; i < to && digits[n]; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9' && (text.ptr[i] != '0' || n))
            n += text.ptr[i] == digits[n];
    return !digits[n] || !coef;
}

struct fact_count {
    size_t of_documents;
};

static status count_of_document(void *arg, const struct fact *f)
{
    struct fact_count *c = arg;

    c->of_documents += f->document > 0;
    return OK;
}

static status import_corpus(struct job *j, void *arg)
{
    const struct trace *t = arg;
    struct store *s;
    size_t mentions = 0, strange = 0, silent = 0, traced = 0;
    struct fact_count count = { 0 };
    struct documents docs;

    if (!T(open_trace(j, t, &s) == OK, "open"))
        return OK;
    for (size_t i = 0; i < sizeof report_file / sizeof report_file[0]; i++) {
        const char *path = t_shared(report_file[i]);
        struct import_result done;

        if (!path)
            return OK;
        T(app_import(j, s, str_from(path), &by_officer, &done) == OK, "%s: %.*s", path,
          STRF(j->message));
        T(done.added > 300, "%s: %u facts", path, done.added);
    }
    T(store_documents(s, j, &docs) == OK && docs.count == 3, "three documents");
    T(store_each_fact(s, j, &(struct fact_filter){ .limit = 0 }, count_of_document, &count) == OK,
      "facts");
    for (size_t d = 0; d < docs.count; d++) {
        struct document doc;
        struct mentions all;

        T(store_document(s, j, docs.list[d].id, &doc) == OK, "its text");
        T(store_mentions(s, j, doc.id, &all) == OK, "its mentions");
        mentions += all.count;
        for (size_t i = 0; i < all.count; i++) {
            const struct fact_mention *m = &all.list[i];

            strange += !digits_stand_there(doc.text, m);
            silent += m->sentence.len == 0 || m->line == 0;
            traced += m->fact->document == doc.id && !m->differs;
        }
    }
    T(strange * 100 <= mentions, "%zu of %zu mentions do not lead to their digits", strange,
      mentions);
    T(silent == 0, "%zu mentions without sentence or line", silent);
    T(traced >= count.of_documents, "%zu facts of documents, %zu traced", count.of_documents,
      traced);
    printf("%s: %zu facts of reports, %zu mentions, %zu not at their digits\n",
           t->tenant > 1 ? "postgres" : "sqlite", count.of_documents, mentions, strange);
    return OK;
}

/* -- as first published, and as revised -- */

static const char first_report[] =
    "# BÁO CÁO\n\nĐiện Biên, ngày 29 tháng 6 năm 2025\n\n"
    "**Tình hình 6 tháng đầu năm 2025 tỉnh Điện Biên**\n\n"
    "Sản lượng ngô 6 tháng đầu năm 2025 đạt 71.183,19 tấn.\n";
static const char later_report[] =
    "# BÁO CÁO\n\nĐiện Biên, ngày 20 tháng 12 năm 2025\n\n"
    "**Tình hình năm 2025 tỉnh Điện Biên**\n\n"
    "Sản lượng ngô 6 tháng đầu năm 2025 đạt 70.950,4 tấn.\n";

static int64_t maize_known(struct job *j, struct store *s, const char *day)
{
    struct fact_filter filter = { .indicator = STR("ngo") };
    struct facts all;

    T(day_parse(str_from(day), &filter.as_of) && period_parse(STR("2025-H1"), &filter.at), "%s",
      day);
    T(store_facts(s, j, &filter, &all) == OK, "asked");
    return all.count == 1 ? all.list[0].value.coef : -(int64_t)all.count;
}

static status held_twice(struct job *j, void *arg)
{
    const struct trace *t = arg;
    struct import_result done;
    struct mentions quotes;
    struct store *s;

    if (!T(open_trace(j, t, &s) == OK, "open"))
        return OK;
    /* The later one first: the order of importing does not matter. */
    T(app_import_text(j, s, STR("nam.md"), str_from(later_report), &by_officer, &done) == OK,
      "the year's report");
    T(app_import_text(j, s, STR("sau-thang.md"), str_from(first_report), &by_officer, &done) == OK,
      "the half-year's report");
    T(maize_known(j, s, "2025-06-28") == 0, "nothing before");
    T(maize_known(j, s, "2025-06-29") == 7118319, "as first published");
    T(maize_known(j, s, "2025-12-19") == 7118319, "until the revision");
    T(maize_known(j, s, "2025-12-20") == 709504, "as revised");

    struct fact key = { .indicator = STR("ngo"), .area = STR("11"), .source = STR("báo cáo") };
    T(period_parse(STR("2025-H1"), &key.when), "the half-year");
    T(store_quotes(s, j, &key, &quotes) == OK && quotes.count == 2, "%zu quotes", quotes.count);

    /* A correction after that lists both documents and their sentences. */
    T(app_import_text(j, s, STR("dinh-chinh.tsv"),
                      STR("indicator\tarea\tperiod\tvalue\tunit\tsource\nngo\t11\t2025-H1\t70951"
                          "\ttấn\tbáo cáo\n"), &by_officer, &done) == OK && done.revised == 1,
      "corrected");
    const struct correction *one = done.corrected.list;
    T(done.corrected.count == 1 && one->quoted.count == 2 && one->quoted.list[0].document == 1 &&
          str_find(one->quoted.list[0].sentence, STR("70.950,4")) != SIZE_MAX,
      "%zu figures, %zu places quote the old one", done.corrected.count, one->quoted.count);
    return OK;
}

/* -- review: decided once, remembered -- */

static const char reviewed_report[] =
    "# BÁO CÁO\n\n**Tình hình 6 tháng đầu năm 2025 tỉnh Điện Biên**\n\n"
    "Sản lượng ngô 6 tháng đầu năm 2025 đạt 71.183,19 tấn. Số cuộc họp thôn bản là 15 cuộc. "
    "Sản lượng ngô hạt vụ mới đạt 900 tấn.\n";
static const char next_edition[] =
    "# BÁO CÁO\n\n**Tình hình 9 tháng đầu năm 2025 tỉnh Điện Biên**\n\n"
    "Sản lượng ngô 9 tháng đầu năm 2025 đạt 72.000 tấn. Số cuộc họp thôn bản là 18 cuộc.\n";

/* The table with what an officer would write into it: every name with `word` is `action`. */
static str fill_in(struct arena *a, str table, const char *word, const char *action)
{
    str rest = table, line, cell;
    struct buf b;

    buf_init(&b, a);
    while (str_split(&rest, '\n', &line)) {
        if (str_find(line, str_from(word)) != SIZE_MAX && line.ptr[0] != '#') {
            str_split(&line, '\t', &cell);
            buf_printf(&b, "%s\t%.*s\n", action, STRF(line));
        } else {
            buf_printf(&b, "%.*s\n", STRF(line));
        }
    }
    return buf_str(&b);
}

static status decide_and_remember(struct job *j, void *arg)
{
    const struct trace *t = arg;
    struct import_request request = by_officer;
    struct import_result done;
    struct app_document d;
    struct review *r;
    struct store *s;
    struct facts all;
    struct buf table;

    if (!T(open_trace(j, t, &s) == OK && review_open(j, s, &r) == OK, "open"))
        return OK;
    T(app_read_text(j, STR("bc.md"), str_from(reviewed_report), &d) == OK, "read");
    buf_init(&table, j->arena);
    review_print(&table, j, r, &d);
    T(str_find(buf_str(&table), STR("accept\tngo\t")) != SIZE_MAX, "a sure one is proposed");
    request.review_name = STR("duyet.tsv");
    request.review = fill_in(j->arena, buf_str(&table), "cuộc họp", "skip");
    T(app_import_text(j, s, STR("bc.md"), str_from(reviewed_report), &request, &done) == OK &&
          done.skipped == 1, "%u skipped: %.*s", done.skipped, STRF(j->message));
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all) == OK &&
          all.count >= 1 && all.list[0].status == FACT_PRELIMINARY, "accepted is no draft");

    request.review = (str){ NULL, 0 };
    T(app_import_text(j, s, STR("bc9.md"), str_from(next_edition), &request, &done) == OK &&
          done.skipped == 1, "remembered: skip");
    T(store_facts(s, j, &(struct fact_filter){ .indicator = STR("ngo") }, &all) == OK &&
          all.count == 2 && all.list[1].status == FACT_PRELIMINARY, "remembered: accept");

    request.review = buf_str(&table);
    T(app_import_text(j, s, STR("bc10.md"), STR("# BÁO CÁO\n\nMột văn bản khác.\n"), &request,
                      &done) == FAIL_FORMAT, "a review of another text is refused");
    return OK;
}

static void trace_on(const char *where, int64_t tenant, status (*fn)(struct job *j, void *arg))
{
    struct trace t = { where, tenant };

    T(job_run(&LIMITS_DEFAULT, LANG_VI, fn, &t, NULL) == OK || true, "ran");
}

static void trace_all(const char *server)
{
    static status (*const test[])(struct job *, void *) = { import_corpus, held_twice,
                                                            decide_and_remember };
    int64_t tenant = 2000000000 - (int64_t)(time(NULL) % 100000000) * 4;

    for (size_t i = 0; i < sizeof test / sizeof test[0]; i++) {
        char path[] = "/tmp/soat-trace-XXXXXX", name[64];

        if (server) {
            trace_on(server, tenant + (int64_t)i, test[i]);
            continue;
        }
        if (!mkdtemp(path))
            abort();
        snprintf(name, sizeof name, "%s/so.db", path);
        trace_on(name, 1, test[i]);
        unlink(name);
        rmdir(path);
    }
}

void test_trace(void);
void test_trace(void)
{
    const char *server = getenv("SOAT_TEST_POSTGRES");

    trace_all(NULL);
    if (server)
        trace_all(server);
    else
        puts("SKIP: SOAT_TEST_POSTGRES is not set; tracing was NOT tested on PostgreSQL");
}
