/* test_diag.c -- findings: collecting, settling, wording, the three printers. */
#include "diag/print.h"
#include "t.h"

#include <string.h>

void test_diag(void);

static bool holds(const struct buf *b, const char *what)
{
    return str_find(buf_str(b), str_from(what)) != SIZE_MAX;
}

static const char report[] =
    "Dòng đầu.\n"
    "Đã xử lý 79/105 vụ, đạt 72,54% kế hoạch.\n";

static span place_of(const char *what)
{
    size_t at = str_find(str_from(report), str_from(what));

    T(at != SIZE_MAX, "«%s» stands in the report", what);
    return (span){ (uint32_t)at, (uint32_t)(at + strlen(what)) };
}

static struct diag *add_ratio_finding(struct diags *ds)
{
    struct diag *d = diag_add(ds, DIAG_RATIO_MISMATCH, place_of("72,54"));

    diag_arg(d, STR("79"));
    diag_arg(d, STR("105"));
    diag_arg_dec(ds, d, (dec){ 7524, 2 });
    diag_arg(d, STR("72,54"));
    diag_stated(d, STR("72,54"));
    diag_computed(ds, d, (dec){ 752381, 4 });
    d->repair = STR("75,24");
    note_arg(diag_hint(ds, d, REMARK_SWAP), STR("75,24"));
    note_arg(diag_note_at(ds, d, REMARK_TOTAL_HERE, place_of("105")), STR("105"));
    return d;
}

static void test_catalogue(void)
{
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n);

    T(n > 30, "%zu entries", n);
    for (size_t i = 0; i < n; i++) {
        T(all[i].code >= 1000 && all[i].code <= 9999, "%s has four digits", all[i].name);
        T(i == 0 || all[i - 1].code < all[i].code, "%s stands in order", all[i].name);
        T(all[i].vi[0] && all[i].en[0] && all[i].kind[0], "%s has its texts", all[i].name);
        T(diag_find(all[i].code) == &all[i], "%s is found", all[i].name);
    }
    T(diag_find((enum diag_code)1999) == NULL, "no such code");
}

static void test_messages(struct diags *ds)
{
    const struct diag *d = add_ratio_finding(ds);

    T(str_eq(diag_message(ds, d), STR("79/105 là 75,24%, văn bản ghi 72,54%")), "%.*s",
      STRF(diag_message(ds, d)));
    ds->lang = LANG_EN;
    T(str_eq(diag_message(ds, d), STR("79/105 is 75,24%, the text states 72,54%")), "%.*s",
      STRF(diag_message(ds, d)));
    ds->lang = LANG_VI;
    T(str_eq(diag_note_message(ds, &d->note[0]), STR("đổi chỗ hai chữ số: «75,24»")), "hint");
    T(str_eq(d->computed, STR("75.2381")), "computed is plain: %.*s", STRF(d->computed));
}

/* One a place: the gravest, then the one that knows a repair; sorted by place. */
static void test_settling(struct job *j, const struct source *src)
{
    struct diags ds;

    diags_init(&ds, j, src);
    diag_add(&ds, DIAG_SHARE_ROUNDING, place_of("72,54"));
    diag_add(&ds, DIAG_SHARE_MISMATCH, place_of("72,54"));
    add_ratio_finding(&ds);
    diag_add(&ds, DIAG_SUM_DOUBTFUL, place_of("79"));
    diags_settle(&ds);
    T(ds.count == 2, "%zu stay", ds.count);
    T(ds.item[0]->code == DIAG_SUM_DOUBTFUL && ds.item[1]->code == DIAG_RATIO_MISMATCH,
      "in order of place, the one with a repair");
    T(diags_count(&ds, SEVERITY_ERROR) == 1 && diags_count(&ds, SEVERITY_WARNING) == 1
      && diags_count(&ds, SEVERITY_NOTE) == 0, "counted by severity");
}

static void test_limit(struct job *j, const struct source *src)
{
    struct diags ds;

    diags_init(&ds, j, src);
    ds.limit = 2;
    for (int i = 0; i < 5; i++)
        diag_stated(diag_add(&ds, DIAG_DOT_DECIMAL, place_of("79")), STR("79"));
    T(ds.count == 2 && ds.dropped == 3, "%zu kept, %zu dropped", ds.count, ds.dropped);
}

static void test_tsv(struct diags *ds)
{
    struct buf b;

    buf_init(&b, ds->arena);
    diag_print_tsv_header(&b);
    diag_print_tsv(&b, ds);
    T(str_starts(buf_str(&b), STR("line\tseverity\tkind\tstated\tcomputed\tmessage\tcol\tcode\t"
                                  "culprit\trepair\tplace\tfile\telsewhere\n")), "header");
    T(holds(&b, "2\terror\tratio\t72,54\t75.2381\t79/105 là 75,24%, văn bản ghi 72,54%\t25\t1301"
                "\t\t75,24\t2:25\tbao-cao.md\t\n"), "row: %.*s", STRF(buf_str(&b)));
}

static void test_json(struct diags *ds)
{
    struct buf b;

    buf_init(&b, ds->arena);
    diag_print_json(&b, ds);
    T(holds(&b, "\"line\":2,\"col\":25"), "place");
    T(holds(&b, "\"code\":1301,\"severity\":\"error\",\"kind\":\"ratio\""), "code");
    T(holds(&b, "\"computed\":\"75.2381\""), "figures are strings");
    T(holds(&b, "\"hint\":true"), "notes");
    T(b.len > 0 && b.ptr[b.len - 1] == '\n', "one line");
}

static void test_text(struct diags *ds)
{
    struct text_style style = { .width = 80, .level = SEVERITY_NOTE };
    struct buf b;

    ds->checked = 4;
    buf_init(&b, ds->arena);
    diag_print_text(&b, ds, &style);
    T(holds(&b, "bao-cao.md:2:25: ✗ lỗi[1301]: 79/105 là 75,24%, văn bản ghi 72,54%\n"), "head");
    T(holds(&b, "    2 | Đã xử lý 79/105 vụ, đạt 72,54% kế hoạch.\n"), "line");
    T(holds(&b, "      |             ~~~         ^~~~~\n"), "carets under letters: %.*s",
      STRF(buf_str(&b)));
    T(holds(&b, "gợi ý: đổi chỗ hai chữ số: «75,24»\n"), "hint");
    T(holds(&b, "✗ 1 lỗi, ! 0 cảnh báo, · 0 ghi chú; đã đối chiếu 4 phép tính"), "summary");
    T(!holds(&b, "\033["), "no colours");
    style.colours = true;
    b.len = 0;
    diag_print_text(&b, ds, &style);
    T(holds(&b, "\033[1;31m"), "colours");
}

/* A note about another document names its file; its words are not looked for here. */
static void test_other_source(struct job *j, const struct source *src)
{
    const struct source *other = source_new(j->arena, STR("phu-luc.csv"), STR("a\nb,79\n"));
    struct text_style style = { .width = 80, .level = SEVERITY_NOTE };
    struct diags ds;
    struct buf b;

    diags_init(&ds, j, src);
    struct diag *d = diag_add(&ds, DIAG_REPEAT_DIFFERS, place_of("79"));

    note_arg(diag_note_in(&ds, d, REMARK_OTHER_HERE, src, place_of("105")), STR("105"));
    note_arg(diag_note_in(&ds, d, REMARK_OTHER_HERE, other, (span){ 4, 6 }), STR("79"));
    T(note_source(&ds, &d->note[0]) == src && note_source(&ds, &d->note[1]) == other, "sources");
    buf_init(&b, j->arena);
    diag_print_text(&b, &ds, &style);
    T(holds(&b, "ghi chú: bao-cao.md:2:13: ghi 105 ở đây"), "%.*s", STRF(buf_str(&b)));
    T(holds(&b, "ghi chú: phu-luc.csv:2:3: ghi 79 ở đây"), "%.*s", STRF(buf_str(&b)));
    b.len = 0;
    diag_print_tsv(&b, &ds);
    T(holds(&b, "\tbao-cao.md\tphu-luc.csv:2:3\n"), "%.*s", STRF(buf_str(&b)));
    b.len = 0;
    diag_print_json(&b, &ds);
    T(holds(&b, "\"file\":\"phu-luc.csv\",\"line\":2,\"col\":3"), "%.*s", STRF(buf_str(&b)));
}

/* A paragraph is one line of hundreds of letters: a window around the figure. */
static void test_window(struct job *j)
{
    struct buf line, out;
    struct diags ds;
    struct text_style style = { .width = 60, .level = SEVERITY_NOTE };

    buf_init(&line, j->arena);
    for (int i = 0; i < 40; i++)
        buf_put(&line, STR("đường dài "));
    uint32_t at = (uint32_t)line.len;

    buf_put(&line, STR("19.5"));
    for (int i = 0; i < 40; i++)
        buf_put(&line, STR(" nữa thôi"));
    diags_init(&ds, j, source_new(j->arena, STR("x.md"), buf_str(&line)));
    diag_add(&ds, DIAG_DOT_DECIMAL, (span){ at, at + 4 });
    buf_init(&out, j->arena);
    diag_print_text(&out, &ds, &style);

    str text = buf_str(&out), row;

    while (str_split(&text, '\n', &row))
        T(row.len < 160, "no row is long: %.*s", STRF(row));
    T(holds(&out, "…") && holds(&out, "19.5"), "cut on both sides, the figure stays");
}

static void test_silence(struct job *j, const struct source *src)
{
    struct text_style style = { .width = 80, .level = SEVERITY_NOTE };
    struct diags ds;
    struct buf b;

    diags_init(&ds, j, src);
    buf_init(&b, j->arena);
    diag_print_text(&b, &ds, &style);
    T(holds(&b, "không thấy sai; không có phép tính nào để đối chiếu"), "%.*s",
      STRF(buf_str(&b)));
    ds.checked = 7;
    ds.lang = LANG_EN;
    b.len = 0;
    diag_print_text(&b, &ds, &style);
    T(holds(&b, "nothing found; 7 computations checked"), "%.*s", STRF(buf_str(&b)));
}

static status run_diag(struct job *j, void *arg)
{
    const struct source *src = source_new(j->arena, STR("bao-cao.md"), str_from(report));
    struct diags ds;

    (void)arg;
    diags_init(&ds, j, src);
    test_messages(&ds);
    test_tsv(&ds);
    test_json(&ds);
    test_text(&ds);
    test_settling(j, src);
    test_limit(j, src);
    test_other_source(j, src);
    test_window(j);
    test_silence(j, src);
    return OK;
}

void test_diag(void)
{
    test_catalogue();
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_diag, NULL, NULL) == OK, "a job");
}
