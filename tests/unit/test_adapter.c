/* test_adapter.c -- facts to other systems and back: recorded files, what is refused, and that
 * what was sent comes back as it was. */
#include "adapter/adapter.h"

#include "base/os.h"
#include "model/data.h"
#include "pack/json.h"
#include "t.h"

void test_adapter(void);

/* -- helpers -- */

static const struct adapter_lists *adapter_test_lists(struct job *j)
{
    struct adapter_lists *lists = arena_new(j->arena, struct adapter_lists);

    lists->catalogue = indicators_load(j->arena);
    T(geography_load(j, GEOGRAPHY_PROVINCE, NULL, 0, &lists->places) == OK, "the units");
    return lists;
}

static const struct adapter *shipped_adapter(struct job *j, const char *name)
{
    const struct adapter *a = NULL;
    str text = adapter_shipped(str_from(name));

    T(text.len > 0, "%.*s is shipped", STRF(str_from(name)));
    status st = adapter_open(j, str_from(name), text, adapter_test_lists(j), &a);
    T(st == OK, "%.*s", STRF(j->message));
    return a;
}

static void put_told_text(struct buf *b, const char *what, str text)
{
    if (text.len)
        buf_printf(b, " %s=%.*s", what, STRF(text));
}

/* Every row with all it says, a line each; then the errors. */
static str told_import(struct job *j, const struct import_rows *rows, str name)
{
    char value[DEC_TEXT];
    struct buf b;

    buf_init(&b, j->arena);
    for (size_t i = 0; i < rows->n && !rows->nerrors; i++) {
        const struct import_row *r = &rows->row[i];
        const struct fact *f = &r->fact;

        buf_printf(&b, "%u:%u %s %.*s %.*s ", r->line, r->value_col, row_action_word(r->action),
                   STRF(f->indicator), STRF(f->area));
        period_print(&b, f->when);
        dec_format_plain(f->value, value);
        buf_printf(&b, " %.*s %s %.*s %.*s", STRF(fact_kind_word(f->kind)),
                   f->state == FACT_NUMBER
                       ? value : arena_str(j->arena, fact_state_word(f->state)).ptr,
                   STRF(f->unit), STRF(fact_status_word(f->status)));
        if (f->is_range) {
            dec_format_plain(f->upper, value);
            put_told_text(&b, "upper", str_from(value));
        }
        put_told_text(&b, "hedge", f->hedge);
        put_told_text(&b, "book", f->book);
        put_told_text(&b, "breakdown", f->breakdown);
        put_told_text(&b, "source", f->source);
        if (f->published)
            put_told_text(&b, "published", day_print(j->arena, f->published));
        put_told_text(&b, "note", f->note);
        buf_char(&b, '\n');
    }
    fact_rows_put_errors(rows, name, &b);
    return buf_str(&b);
}

static str file_text(struct job *j, const char *path)
{
    const char *found = t_path(path);
    str text = { NULL, 0 };

    T(found != NULL && os_read_file(j, str_from(found), &text) == OK, "%s is there", path);
    return text;
}

static void hold_texts(const char *what, str is, str should)
{
    T(str_eq(is, should), "%s\n--- is\n%.*s\n--- should be\n%.*s", what, STRF(is), STRF(should));
}

/* -- recorded files -- */

/* The files one behind the other are what is received. */
static const struct recorded { const char *profile, *file[2], *expected; } recorded[] = {
    { "mau-bao-cao", { "mau-bao-cao.json" }, "mau-bao-cao.txt" },
    { "mau-bao-cao", { "mau-bao-cao-sai.json" }, "mau-bao-cao-sai.txt" },
    { "mau-bao-cao", { "mau-bao-cao-thieu-ky.json" }, "mau-bao-cao-thieu-ky.txt" },
    { "ckan-csv", { "ckan-dump.csv" }, "ckan-dump.txt" },
    { "ckan-csv", { "ckan-dump-sai.csv" }, "ckan-dump-sai.txt" },
    { "ckan-datastore", { "datastore-trang-1.json", "datastore-trang-2.json" }, "datastore.txt" },
    { "ckan-datastore", { "datastore-trang-1.json" }, "datastore-thieu-trang.txt" },
    { "ckan-datastore", { "datastore-trang-1.json", "datastore-trang-1.json" },
      "datastore-hai-lan.txt" },
    { "ckan-datastore", { "datastore-tu-choi.json" }, "datastore-tu-choi.txt" },
};

static status tell_recorded(struct job *j, void *arg)
{
    const struct recorded *c = arg;
    const struct adapter *a = shipped_adapter(j, c->profile);
    struct import_rows rows = { .n = 0 };
    struct buf b;

    buf_init(&b, j->arena);
    for (int i = 0; i < 2 && c->file[i]; i++) {
        str path = arena_printf(j->arena, "tests/adapter/recorded/%s", c->file[i]);

        buf_put(&b, file_text(j, path.ptr));
    }
    status st = adapter_receive(j, a, str_from(c->file[0]),
                                arena_str(j->arena, buf_str(&b)), &rows);
    T(st == OK, "%s: %.*s", c->file[0], STRF(j->message));
    str path = arena_printf(j->arena, "tests/adapter/expected/%s", c->expected);
    hold_texts(c->expected, told_import(j, &rows, str_from(c->file[0])), file_text(j, path.ptr));
    return OK;
}

/* -- sending, and receiving what was sent -- */

static struct dataset dataset_of_rows(struct job *j, const struct import_rows *rows)
{
    struct dataset_row *row = arena_array(j->arena, struct dataset_row, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++)
        row[i].fact = &rows->row[i].fact;
    return (struct dataset){ .row = row, .n = rows->n };
}

static struct dataset dataset_of_table(struct job *j, const char *text)
{
    struct import_rows rows = { .n = 0 };

    T(fact_rows_read(j, STR("t"), arena_str(j->arena, str_from(text)), NULL, &rows) == OK &&
      !rows.nerrors, "a table: %s", text);
    return dataset_of_rows(j, &rows);
}

#define TABLE "indicator,area,period,kind,value,unit,status,source,state,hedge,upper,breakdown," \
              "note\n"

static const char sent_table[] = TABLE
    "grdp,11,2025-H1,estimate,8225.680,tỷ đồng,estimate,N,,,,,\"=1+1, \"\"hai\"\"\"\n"
    "grdp-tang,11,2025-H1,estimate,-8.62,%,estimate,N,,,,,\n"
    "grdp-nong,03127,2025-H1,actual,,tỷ đồng,preliminary,N,not-due,,,sex=nu,\n";

static status hold_sent(struct job *j, void *arg)
{
    static const struct { const char *profile, *expected; } sent[] = {
        { "ckan-csv", "tests/adapter/expected/gui-ckan.csv" },
        { "ckan-create", "tests/adapter/expected/gui-ckan.json" },
        { "mau-bao-cao", "tests/adapter/expected/gui-mau-bao-cao.json" },
    };

    (void)arg;
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        const struct adapter *a = shipped_adapter(j, sent[i].profile);
        struct dataset ds = dataset_of_table(j, sent_table);
        struct import_rows rows;
        struct buf one, two;
        struct adapter_sent told;

        buf_init(&one, j->arena);
        buf_init(&two, j->arena);
        status st = adapter_send(j, a, &ds, &one, &told);
        T(st == OK, "%s: %.*s %.*s", sent[i].profile, STRF(j->message), STRF(told.errors));
        hold_texts(sent[i].profile, buf_str(&one), file_text(j, sent[i].expected));
        if (!adapter_about(a).receives)
            continue;
        st = adapter_receive(j, a, STR("f"), arena_str(j->arena, buf_str(&one)), &rows);
        T(st == OK && !rows.nerrors && rows.n == 3, "%s comes back", sent[i].profile);
        ds = dataset_of_rows(j, &rows);
        st = adapter_send(j, a, &ds, &two, &told);
        T(st == OK, "%s again: %.*s", sent[i].profile, STRF(told.errors));
        hold_texts("sent again", buf_str(&two), buf_str(&one));
    }
    return OK;
}

/* Facts that cannot be told, and a word of why. */
static const struct unsent { const char *profile, *rows, *why; } unsent[] = {
    { "ckan-csv", "", "không có số nào" },
    { "ckan-datastore", "grdp,11,2025,plan,1,tỷ đồng,official,N,,,,,\n", "chỉ để nhận" },
    { "ckan-csv", "grdp,11,2025,plan,1,tỷ đồng,draft,N,,,,,\n", "draft" },
    { "ckan-csv", "grdp,11,2025,plan,1,tỷ đồng,official,N,,,,,\n"
                  "grdp,11,2025,plan,2,tỷ đồng,official,N,,,,,\n", "thành một" },
    { "mau-bao-cao", "grdp,11,2025,plan,1,tỷ đồng,official,N,,,,,\n"
                     "grdp,11,2024,plan,2,tỷ đồng,official,N,,,,,\n", "một tệp chỉ có một" },
    { "mau-bao-cao", "grdp,11,2025,plan,1,tỷ đồng,official,N,,,2,,\n", "cận trên" },
    { "mau-bao-cao", "grdp,11,2025,plan,1,triệu đồng,official,N,,,,,\n", "hệ thống nhận" },
    { "mau-bao-cao", "dan-so,11,2025,plan,1,người,official,N,,,,,\n", "không có số nào" },
    { "mau-bao-cao", "grdp,11,2025,plan,1,tỷ đồng,draft,N,,,,,\n", "không có số nào" },
    { "mau-bao-cao", "grdp,11,2021/2025,plan,1,tỷ đồng,official,N,,,,,\n", "không có cách ghi" },
    { "mau-bao-cao", "grdp,xã Na Sang,2025,plan,1,tỷ đồng,official,N,,,,,\n", "không phải mã" },
    { "mau-bao-cao", "grdp,03127/2025-07-01,2024,plan,1,tỷ đồng,official,N,,,,,\n",
      "sẽ chỉ đơn vị khác" },
};

static status refuse_unsent(struct job *j, void *arg)
{
    const struct unsent *c = arg;
    const struct adapter *a = shipped_adapter(j, c->profile);
    struct dataset ds = dataset_of_table(j, arena_printf(j->arena, TABLE "%s", c->rows).ptr);
    struct buf out;
    struct adapter_sent told;

    buf_init(&out, j->arena);
    status st = adapter_send(j, a, &ds, &out, &told);
    T(st != OK && out.len == 0, "%s: %s", c->profile, c->rows);
    T(str_find(j->message, str_from(c->why)) != SIZE_MAX ||
      str_find(told.errors, str_from(c->why)) != SIZE_MAX, "%s: %.*s; %.*s", c->why,
      STRF(j->message), STRF(told.errors));
    return OK;
}

/* Drawn facts come back from each profile that goes both ways, with every digit. */
static status hold_drawn(struct job *j, void *arg)
{
    static const char *const both[] = { "ckan-csv", "mau-bao-cao" };
    static const char *const notes[] = { "", "a,b;\"c\"", "'=x", "=x", "{\"a\":\\n}", "dòng\nhai",
                                         "#x" };
    static const char *const ids[] = { "grdp", "grdp-nong", "grdp-cong-nghiep", "grdp-dich-vu" };
    static const char *const times[] = { "2025", "2025-H1", "2025-01/2025-09", "2025-Q3",
                                         "2025-11" };
    uint64_t seed = t_seed();

    (void)arg;
    for (int round = 0; round < 60; round++) {
        const struct adapter *a = shipped_adapter(j, both[round % 2]);
        struct dataset_row row[4];
        struct fact f[4];
        struct dataset ds = { .row = row };
        struct import_rows rows;
        struct buf out;
        struct adapter_sent told;
        period when;
        uint64_t time = t_draw(&seed);

        period_parse(str_from(times[time % 5]), &when);
        for (ds.n = 0; ds.n < 4; ds.n++) {
            uint64_t value = t_draw(&seed);
            uint64_t way = t_draw(&seed);

            f[ds.n] = (struct fact){
                .indicator = str_from(ids[ds.n]), .area = STR("11"), .when = when,
                .kind = (enum fact_kind)(way % FACT_KINDS), .unit = STR("tỷ đồng"),
                .status = (enum fact_status)(1 + way / 4 % 3), .source = STR("N"),
                .note = str_from(notes[way / 16 % 7]),
                .value = { (int64_t)(value % 2000000000000) - 1000000000000,
                           (int8_t)(way / 128 % 7) },
            };
            row[ds.n] = (struct dataset_row){ .fact = &f[ds.n] };
        }
        buf_init(&out, j->arena);
        status st = adapter_send(j, a, &ds, &out, &told);
        T(st == OK, "%.*s", STRF(told.errors));
        st = adapter_receive(j, a, STR("f"), arena_str(j->arena, buf_str(&out)), &rows);
        T(st == OK && rows.n == 4 && !rows.nerrors, "\n%.*s", STRF(buf_str(&out)));
        for (size_t i = 0; i < rows.n; i++) {
            const struct fact *g = &rows.row[i].fact;

            T(str_eq(g->indicator, f[i].indicator) && str_eq(g->area, f[i].area) &&
              period_eq(g->when, f[i].when) && g->kind == f[i].kind &&
              g->value.coef == f[i].value.coef && g->value.scale == f[i].value.scale &&
              str_eq(g->unit, f[i].unit) && g->status == f[i].status &&
              str_eq(g->note, f[i].note), "row %zu of\n%.*s", i, STRF(buf_str(&out)));
        }
    }
    return OK;
}

/* -- profiles -- */

#define P "direction\tboth\ncarrier\tcsv\n"
#define ALL P "field\tindicator\ti\nfield\tarea\ta\nfield\tperiod\tp\nfield\tkind\tk\n"

static const struct bad_profile { const char *text, *why; } bad_profiles[] = {
    { "", ":0:" },
    { P, "indicator" },
    { ALL "field\tunit\tu\n", "value" },
    { ALL "field\tvalue\tv\n", "đơn vị tính" },
    { ALL "field\tvalue\tp\n", ":7:" },
    { ALL "field\tvalue\tx.y\n", "CSV chỉ có cột" },
    { ALL "field\tindicator\tj\n", "đã có chỗ" },
    { ALL "field\trevision\tr\n", ":7:" },
    { ALL "field\tvalue\tv\tneed\n", "needed" },
    { ALL "code\tkind\tplan\n", "thiếu phần" },
    { ALL "code\tindicator\tgrpd\tX\n", "danh mục" },
    { ALL "form\tperiod\t{y}-{m}\t{m}\n", "cùng các dấu" },
    { ALL "form\tperiod\t{y}-{z}\t{y}-{z}\n", "cùng các dấu" },
    { ALL "form\tunit\t{y}\t{y}\n", "published" },
    { ALL "codes\tkind\tcode\n", ":7:" },
    { ALL "limit\trows\t0\n", ":7:" },
    { ALL "tilte\tx\n", "không hiểu" },
    { "direction\tboth\ncarrier\tjson\nrows\t/a[]\nfield\tperiod\t/b.c\n"
      "field\tkind\t/a.k\n", ":5:" },
    { "direction\tboth\ncarrier\tjson\nrows\t/a[]\nfield\tperiod\tb.c\nfield\tkind\td\n"
      "field\tarea\tb.e\n", ":6:" },
    { "direction\tboth\ncarrier\tjson\nrows\ta[]\n", "/data[]" },
    { "direction\tboth\ncarrier\tjson\nconst\t/a\tyes\n", "JSON" },
};

static status refuse_profile(struct job *j, void *arg)
{
    const struct bad_profile *c = arg;
    const struct adapter *a;

    status st = adapter_open(j, STR("p"), str_from(c->text), adapter_test_lists(j), &a);
    T(st == FAIL_FORMAT, "%s", c->text);
    T(str_find(j->message, str_from(c->why)) != SIZE_MAX, "%s: %.*s", c->why, STRF(j->message));
    return OK;
}

static status refuse_nul(struct job *j, void *arg)
{
    const struct adapter *a;
    str text = STR("direction\tboth\nfield\tvalue\0value\tv\n");

    (void)arg;
    status st = adapter_open(j, STR("p"), text, adapter_test_lists(j), &a);
    T(st == FAIL_FORMAT && str_find(j->message, STR("p:2:")) == 0, "%.*s", STRF(j->message));
    T(str_find(j->message, STR("điều khiển")) != SIZE_MAX, "%.*s", STRF(j->message));
    return OK;
}

static status open_shipped(struct job *j, void *arg)
{
    str name, content;
    size_t n = 0;

    (void)arg;
    for (size_t i = 0; data_each(i, &name, &content); i++)
        if (str_starts(name, STR("profiles/"))) {
            shipped_adapter(j, arena_str(j->arena, str_sub(name, 9, name.len - 4)).ptr);
            n++;
        }
    T(n == 4, "%zu are shipped", n);
    T(adapter_shipped(STR("../areas")).len == 0, "profiles only");
    T(str_find(adapter_names(j->arena), STR("ckan-csv, ")) != SIZE_MAX, "names");
    return OK;
}

/* -- JSON -- */

static const struct json_case { const char *text; bool good; } json_cases[] = {
    { "{}", true }, { "[]", true }, { "null", true }, { " -0.50e+7 ", true }, { "", true },
    { "\"\\u00e9\\ud83d\\ude00\\n\"", true }, { "{\"a\":[1,{\"a\":2}],\"b\":[]}", true },
    { "{} {}", true }, { "\xEF\xBB\xBF[1]", true },
    { "{\"a\":1,\"a\":2}", false }, { "{\"a\":1,\"\\u0061\":2}", false }, { "[1,]", false },
    { "{\"a\":1,}", false }, { "[1 2]", false }, { "01", false }, { "1.", false }, { ".5", false },
    { "+1", false }, { "-", false }, { "1e", false }, { "NaN", false },
    { "\"\\ud800\"", false },
    { "\"\\udc00\"", false }, { "\"\\u0000\"", false }, { "\"a\nb\"", false },
    { "\"\xC3\"", false },
    { "\"\\x\"", false }, { "\"a", false }, { "[1", false },
    { "{\"a\"}", false }, { "{a:1}", false },
    { "'a'", false }, { "// x\n1", false }, { "tru", false }, { "\"\xED\xA0\x80\"", false },
};

static status read_json_case(struct job *j, void *arg)
{
    const struct json_case *c = arg;
    struct json_reader r;
    const struct json *v;
    status st;

    json_open(j, STR("f"), str_from(c->text), &r);
    while ((st = json_next(&r, &v)) == OK && v)
        ;
    T((st == OK) == c->good, "«%s»: %.*s", c->text, STRF(j->message));
    return OK;
}

static status hold_json(struct job *j, void *arg)
{
    struct json_reader r;
    const struct json *v, *b;

    (void)arg;
    json_open(j, STR("f"), STR("{\"ă\": 1,\n \"b\": [7652.890, \"\\\"\\u1ea1\\/\"]}"), &r);
    T(json_next(&r, &v) == OK && v, "an object");
    T(json_find(v, STR("ă"))->line == 1 && json_find(v, STR("ă"))->col == 7, "letters count");
    b = json_find(v, STR("b"));
    T(b && b->kind == JSON_LIST && b->line == 2 && b->col == 7, "the list");
    T(str_is(b->child->text, "7652.890") && b->child->kind == JSON_NUMBER, "digits as written");
    T(str_is(b->child->next->text, "\"ạ/"), "escapes");
    T(json_find(v, STR("c")) == NULL && json_find(b, STR("c")) == NULL, "no member");
    return OK;
}

static status limit_json(struct job *j, void *arg)
{
    struct json_reader r;
    const struct json *v;
    struct buf b;

    (void)arg;
    buf_init(&b, j->arena);
    buf_repeat(&b, '[', JSON_DEPTH);
    buf_repeat(&b, ']', JSON_DEPTH);
    json_open(j, STR("f"), buf_str(&b), &r);
    T(json_next(&r, &v) == OK, "as deep as may be");
    b.len = 0;
    buf_repeat(&b, '[', JSON_DEPTH + 1);
    json_open(j, STR("f"), buf_str(&b), &r);
    T(json_next(&r, &v) == FAIL_LIMIT, "deeper");
    return OK;
}

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

void test_adapter(void)
{
    struct limits few = LIMITS_DEFAULT;

    job_run(&few, LANG_VI, hold_json, NULL, NULL);
    job_run(&few, LANG_VI, limit_json, NULL, NULL);
    for (size_t i = 0; i < COUNT_OF(json_cases); i++) {
        struct json_case c = json_cases[i];
        job_run(&few, LANG_VI, read_json_case, &c, NULL);
    }
    T(job_run(&few, LANG_VI, open_shipped, NULL, NULL) == OK, "shipped");
    job_run(&few, LANG_VI, refuse_nul, NULL, NULL);
    for (size_t i = 0; i < COUNT_OF(bad_profiles); i++) {
        struct bad_profile c = bad_profiles[i];
        job_run(&few, LANG_VI, refuse_profile, &c, NULL);
    }
    for (size_t i = 0; i < COUNT_OF(recorded); i++) {
        struct recorded c = recorded[i];
        T(job_run(&few, LANG_VI, tell_recorded, &c, NULL) == OK, "%s", c.expected);
    }
    T(job_run(&few, LANG_VI, hold_sent, NULL, NULL) == OK, "sent");
    for (size_t i = 0; i < COUNT_OF(unsent); i++) {
        struct unsent c = unsent[i];
        job_run(&few, LANG_VI, refuse_unsent, &c, NULL);
    }
    T(job_run(&few, LANG_VI, hold_drawn, NULL, NULL) == OK, "drawn");
}
