/* test_dataset.c -- facts written in every format; what CSV, SDMX-CSV and workbooks say is read
 * back as it was. */
#include "write/dataset.h"

#include "model/exchange.h"
#include "model/sdmx.h"
#include "read/fact_rows.h"
#include "t.h"

void test_dataset(void);

/* -- times of SDMX, by hand from the standard (section 6, part "Time") -- */

static const struct { const char *ours, *sdmx, *freq, *first, *last; } sdmx_times[] = {
    { "2025", "2025", "A", "2025-01-01", "2025-12-31" },
    { "2025-06", "2025-06", "M", "2025-06-01", "2025-06-30" },
    { "2024-02", "2024-02", "M", "2024-02-01", "2024-02-29" },
    { "2025-Q2", "2025-Q2", "Q", "2025-04-01", "2025-06-30" },
    { "2025-H1", "2025-S1", "S", "2025-01-01", "2025-06-30" },
    { "2025-H2", "2025-S2", "S", "2025-07-01", "2025-12-31" },
    { "2025-01/2025-10", "2025-01-01/P10M", "_O", "2025-01-01", "2025-10-31" },
    { "2025-01/2025-12", "2025-01-01/P12M", "_O", "2025-01-01", "2025-12-31" },
    { "2025-01/2025-10-14", "2025-01-01/P287D", "_O", "2025-01-01", "2025-10-14" },
    { "2025-10/2025-12", "2025-10-01/P3M", "_O", "2025-10-01", "2025-12-31" },
    { "2024-11/2025-02", "2024-11-01/P4M", "_O", "2024-11-01", "2025-02-28" },
    { "2025-06-15", "2025-06-15", "D", "2025-06-15", "2025-06-15" },
    { "năm học 2024-2025", "2024-A1", "A", "2024-09-01", "2025-08-31" },
    { "2021/2025", "2021-01-01/P5Y", "_O", "2021-01-01", "2025-12-31" },
};

static void tell_times(struct arena *a)
{
    for (size_t i = 0; i < sizeof sdmx_times / sizeof *sdmx_times; i++) {
        struct fact f = { .indicator = STR("x") };
        epoch_day first = 0, last = 0;
        period back;

        T(period_parse(str_from(sdmx_times[i].ours), &f.when), "%s", sdmx_times[i].ours);

        str time = sdmx_value(a, &f, 0, SDMX_TIME_PERIOD);
        str start = sdmx_value(a, &f, 0, SDMX_YEAR_START);

        T(str_is(time, sdmx_times[i].sdmx), "%s is %.*s", sdmx_times[i].ours, STRF(time));
        T(str_is(sdmx_value(a, &f, 0, SDMX_FREQ), sdmx_times[i].freq), "%s", sdmx_times[i].ours);
        T(sdmx_time_parse(time, start, &back) && period_eq(back, f.when), "%s comes back",
          sdmx_times[i].ours);
        T(sdmx_days(f.when, &first, &last) &&
          str_is(day_print(a, first), sdmx_times[i].first) &&
          str_is(day_print(a, last), sdmx_times[i].last), "days of %s", sdmx_times[i].ours);
    }
}

static void tell_other_times(void)
{
    static const struct { const char *sdmx, *start, *ours; } other[] = {
        { "2025-M06", "", "2025-06" }, { "2025-T1", "", "2025-01/2025-04" },
        { "2025-A1", "--01-01", "2025" }, { "2025-A1", "", "2025" },
        { "2025-01-01T00:00:00/P6M", "", "2025-H1" },
        { "2025-W05", "", NULL }, { "2025-D001", "", NULL }, { "2025-Q5", "", NULL },
        { "2025-A1", "--07-01", NULL }, { "2025-01-15/P1M", "", NULL },
        { "2025-02-01/P1Y", "", NULL }, { "2025-01-01/P0M", "", NULL },
        { "2025-01-01/P", "", NULL }, { "2025-01-01/P9999Y", "", NULL }, { "25", "", NULL },
        { "", "", NULL }, { "2025/2026", "", NULL },
    };

    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        period got, want = { .kind = PERIOD_NONE };
        bool read = sdmx_time_parse(str_from(other[i].sdmx), str_from(other[i].start), &got);

        T(read == (other[i].ours != NULL), "%s", other[i].sdmx);
        if (read && other[i].ours)
            T(period_parse(str_from(other[i].ours), &want) && period_eq(got, want), "%s",
              other[i].sdmx);
    }
}

static void tell_codes(struct arena *a)
{
    static const struct { const char *text, *code, *mult, *back; } units[] = {
        { "tỷ đồng", "VND", "9", "tỷ đồng" }, { "Triệu đồng", "VND", "6", "triệu đồng" },
        { "đồng", "VND", "0", "đồng" }, { "%", "PT", "0", "%" },
        { "nghìn tấn", "TAN", "3", "nghìn TAN" }, { "lượt người", "LUOT_NGUOI", "0", NULL },
        { "nghìn tỷ đồng", "VND", "12", "nghìn tỷ đồng" }, { "", "_X", "0", "" },
        { "tạ/ha", "TA_HA", "0", NULL },
    };
    static const struct { enum fact_state state; enum fact_status status; const char *code; }
    codes[] = {
        { FACT_NUMBER, FACT_DRAFT, "V" }, { FACT_NUMBER, FACT_ESTIMATED, "E" },
        { FACT_NUMBER, FACT_PRELIMINARY, "P" }, { FACT_NUMBER, FACT_OFFICIAL, "A" },
        { FACT_UNKNOWN, FACT_OFFICIAL, "O" }, { FACT_NOT_APPLICABLE, FACT_OFFICIAL, "M" },
        { FACT_NOT_DUE, FACT_OFFICIAL, "L" }, { FACT_WITHDRAWN, FACT_OFFICIAL, "" },
    };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct fact f = { .unit = str_from(units[i].text) };
        str code = sdmx_value(a, &f, 0, SDMX_UNIT_MEASURE), back;
        str mult = sdmx_value(a, &f, 0, SDMX_UNIT_MULT);

        T(str_is(code, units[i].code) && str_is(mult, units[i].mult), "«%s» is %.*s, %.*s",
          units[i].text, STRF(code), STRF(mult));
        if (units[i].back)
            T(sdmx_unit_restore(a, code, mult.len == 2 ? 12 : mult.ptr[0] - '0', &back) &&
              str_is(back, units[i].back), "«%s» back", units[i].text);
    }
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct fact f = { .state = codes[i].state, .status = codes[i].status };

        T(str_is(sdmx_value(a, &f, 0, SDMX_OBS_STATUS), codes[i].code), "code %zu", i);
    }
}

/* -- texts that spreadsheets take for formulas -- */

static void tell_neutral(struct arena *a)
{
    static const struct { const char *text, *neutral; } texts[] = {
        { "=1+1", "'=1+1" }, { "+84 912", "'+84 912" }, { "-5% so với", "'-5% so với" },
        { "@SUM(A1)", "'@SUM(A1)" }, { "\tx", "'\tx" }, { "\rx", "'\rx" }, { "\nx", "'\nx" },
        { "'=1", "''=1" }, { "''-", "'''-" }, { "'tốt'", "'tốt'" }, { "tăng", "tăng" },
        { "", "" }, { "'", "'" }, { "5", "5" }, { "a=b", "a=b" },
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf b;

        buf_init(&b, a);
        exchange_put_neutral(&b, str_from(texts[i].text));
        T(str_is(buf_str(&b), texts[i].neutral), "«%s» is «%.*s»", texts[i].text,
          STRF(buf_str(&b)));
        T(str_is(exchange_restore(buf_str(&b)), texts[i].text), "«%s» back", texts[i].text);
    }
}

/* -- facts that are drawn -- */

static str draw_of(uint64_t *seed, const char *const *list, size_t n)
{
    return str_from(list[t_draw(seed) % n]);
}

#define DRAW(seed, list) draw_of(seed, list, sizeof(list) / sizeof *(list))

static const char *const drawn_texts[] = {
    "", "x", "=HYPERLINK(\"http://x\")", "+1", "-1,5", "@a", "\ttab", "'=x", "''@", "a,b;c",
    "\"quoted\"", "two\nlines", "two\r\nlines", " blanks ", "#hash", "1.234,5", "_T", "_X", "$7E",
    "tỉnh Điện Biên", "NaN", "\xEF\xBB\xBFmark", "a\tb", "_x0041_",
    "__x005F_", "Báo cáo \"6 tháng\", 2025",
};
static const char *const drawn_names[] = {
    "grdp", "san-luong-ngo~tan", "_T", "$7E", "-x", "11", "tỉnh Điện Biên", "a b", "#1", "=x",
    "11.5~", "q\"uote",
};
static const char *const drawn_units[] = { "", "tỷ đồng", "%", "Nghìn tấn", "=ha", "+", "#" };
static const char *const drawn_breakdowns[] = {
    "", "sex=nữ", "norm=2021;sex=nữ", "source==x", "a=\"b\",c", "a='x",
};

static dec draw_dec(uint64_t *seed)
{
    int64_t coef = (int64_t)(t_draw(seed) % 1000000000000000);
    int8_t scale = (int8_t)(t_draw(seed) % 7);

    return (dec){ t_draw(seed) % 3 ? coef : -coef, scale };
}

static void draw_period(uint64_t *seed, struct fact *f)
{
    size_t i = t_draw(seed) % (sizeof sdmx_times / sizeof *sdmx_times);

    period_parse(str_from(sdmx_times[i].ours), &f->when);
}

static void draw_value(uint64_t *seed, struct fact *f)
{
    dec more;

    f->state = t_draw(seed) % 3 ? FACT_NUMBER : (enum fact_state)(t_draw(seed) % FACT_STATES);
    if (f->state != FACT_NUMBER)
        return;
    f->value = draw_dec(seed);
    more = dec_abs(draw_dec(seed));
    f->is_range = t_draw(seed) % 4 == 0 && dec_add(f->value, more, &f->upper);
}

static struct fact draw_fact(uint64_t *seed)
{
    struct fact f = { .kind = (enum fact_kind)(t_draw(seed) % FACT_KINDS) };

    f.status = (enum fact_status)(t_draw(seed) % FACT_STATUSES);
    draw_period(seed, &f);
    draw_value(seed, &f);
    f.indicator = DRAW(seed, drawn_names);
    f.area = DRAW(seed, drawn_names);
    f.book = DRAW(seed, drawn_names);
    f.source = DRAW(seed, drawn_texts);
    if (!f.source.len)
        f.source = STR("Thống kê");
    f.breakdown = DRAW(seed, drawn_breakdowns);
    f.unit = DRAW(seed, drawn_units);
    f.hedge = t_draw(seed) % 2 ? STR("gần") : (str){ NULL, 0 };
    f.name = DRAW(seed, drawn_texts);
    f.note = DRAW(seed, drawn_texts);
    f.reason = DRAW(seed, drawn_texts);
    f.published = t_draw(seed) % 2 ? (epoch_day)(t_draw(seed) % 20000) : 0;
    f.document = (int64_t)(t_draw(seed) % 3);
    f.revision = (int64_t)(t_draw(seed) % 5);
    f.entry = (int64_t)(t_draw(seed) % 100);
    return f;
}

static bool same_dec(dec a, dec b)
{
    return a.coef == b.coef && a.scale == b.scale;
}

/* The first thing two facts differ in; NULL for none. */
static const char *fact_differs(const struct fact *a, const struct fact *b)
{
    const struct { const char *name; str a, b; } texts[] = {
        { "indicator", a->indicator, b->indicator }, { "area", a->area, b->area },
        { "book", a->book, b->book }, { "source", a->source, b->source },
        { "breakdown", a->breakdown, b->breakdown }, { "unit", a->unit, b->unit },
        { "hedge", a->hedge, b->hedge }, { "name", a->name, b->name },
        { "note", a->note, b->note }, { "reason", a->reason, b->reason },
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!str_eq(texts[i].a, texts[i].b))
            return texts[i].name;
    if (!period_eq(a->when, b->when))
        return "period";
    if (a->kind != b->kind || a->state != b->state || a->status != b->status)
        return "kind, state or status";
    if (!same_dec(a->value, b->value) || a->is_range != b->is_range ||
        (a->is_range && !same_dec(a->upper, b->upper)))
        return "value";
    if (a->published != b->published || a->document != b->document ||
        a->revision != b->revision || a->entry != b->entry)
        return "published, document, revision or entry";
    return NULL;
}

enum { DRAWN = 300 };

static void hold_round_trip(struct job *j, enum dataset_format format, const struct dataset *ds)
{
    struct import_rows rows = { .n = 0 };
    struct buf out, errors, again;

    buf_init(&out, j->arena);
    buf_init(&errors, j->arena);
    buf_init(&again, j->arena);
    T(dataset_put(j, format, ds, &out) == OK && dataset_put(j, format, ds, &again) == OK &&
      str_eq(buf_str(&out), buf_str(&again)), "format %d: the same bytes", (int)format);
    buf_char(&out, '\0');

    str bytes = str_sub(buf_str(&out), 0, out.len - 1);

    T(is_fact_rows(j, STR("f"), bytes), "format %d is one", (int)format);
    T(fact_rows_read(j, STR("f"), bytes, NULL, &rows) == OK, "format %d: %.*s", (int)format,
      STRF(j->message));
    fact_rows_put_errors(&rows, STR("f"), &errors);
    if (!T(rows.n == ds->n && rows.nerrors == 0, "format %d: %zu of %zu rows, %.*s", (int)format,
           rows.n, ds->n, STRF(str_sub(buf_str(&errors), 0, 600))))
        return;
    for (size_t i = 0; i < ds->n; i++) {
        const struct fact *f = ds->row[i].fact;
        const char *differs = fact_differs(f, &rows.row[i].fact);

        T(!differs, "format %d, row %zu, seed %llu: %s", (int)format, i,
          (unsigned long long)t_seed(), differs ? differs : "");
        T(rows.row[i].action == (f->state == FACT_WITHDRAWN ? ROW_DELETE : ROW_REPLACE),
          "format %d, row %zu: action", (int)format, i);
    }
}

static status hold_formats(struct job *j, void *arg)
{
    uint64_t seed = t_seed();
    struct fact *fact = arena_array(j->arena, struct fact, DRAWN);
    struct dataset_row *row = arena_array(j->arena, struct dataset_row, DRAWN);
    struct dataset ds = { .agency = STR("UBND tỉnh"), .prepared = 1750000000,
                          .as_of = day_of(2025, 6, 30), .row = row, .n = DRAWN };

    (void)arg;
    for (size_t i = 0; i < DRAWN; i++) {
        fact[i] = draw_fact(&seed);
        row[i] = (struct dataset_row){ &fact[i], STR("=Tên, \"lạ\""), STR("-Nơi") };
    }
    hold_round_trip(j, DATASET_CSV, &ds);
    hold_round_trip(j, DATASET_SDMX_CSV, &ds);
    hold_round_trip(j, DATASET_XLSX, &ds);
    return OK;
}

/* -- what stands in the files -- */

static struct fact known_fact(void)
{
    struct fact f = { .indicator = STR("grdp"), .area = STR("11"), .kind = FACT_ACTUAL,
                      .source = STR("Thống kê tỉnh"), .value = { 765289, 2 },
                      .unit = STR("tỷ đồng"), .status = FACT_PRELIMINARY,
                      .note = STR("=A1"), .published = 20269, .revision = 2, .entry = 17 };

    period_parse(STR("2025-H1"), &f.when);
    return f;
}

static status tell_files(struct job *j, void *arg)
{
    static const struct { enum dataset_format format; const char *has; } pieces[] = {
        { DATASET_CSV, "indicator,area,period,kind,value,unit,status,source,revision,as_of," },
        { DATASET_CSV, "\r\ngrdp,11,2025-H1,actual,7652.89,tỷ đồng,preliminary,Thống kê tỉnh,2,"
                       "2025-06-30,number,,,,,2025-06-30,,'=A1,,,17,replace," },
        { DATASET_JSON, "\"value\":\"7652.89\"" }, { DATASET_JSON, "\"note\":\"=A1\"" },
        { DATASET_JSON, "\"revision\":2" },
        { DATASET_SDMX_CSV, "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,KIND,BOOK,"
                            "SOURCE,BREAKDOWN,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,"
                            "UNIT_MULT,DECIMALS," },
        { DATASET_SDMX_CSV, "\r\ndataflow,SOAT:FACTS(1.0),R,S,grdp,11,actual,_Z,Thống kê tỉnh,_T,"
                            "2025-S1,7652.89,P,VND,9,2," },
        { DATASET_SDMX_JSON, "\"0:0:0:0:0:0:0:0\":[7652.89,0,0,0,0,null," },
        { DATASET_SDMX_JSON, "{\"value\":\"2025-S1\",\"start\":"
                             "\"2025-01-01T00:00:00\",\"end\":\"2025-06-30T23:59:59\"}" },
        { DATASET_SDMX_JSON, "{\"id\":\"grdp\",\"name\":\"GRDP (giá so sánh)\"}" },
        { DATASET_SDMX_JSON, "\"action\":\"Replace\",\"links\":[{\"rel\":\"dataflow\",\"urn\":" },
        { DATASET_SDMX_JSON, "\"measures\":{\"observation\":[" },
        { DATASET_SDMX_JSON, "\"format\":{\"dataType\":\"ObservationalTimePeriod\"},\"values\":["
                             "\n{\"value\":\"2025-S1\"," },
    };
    /* What schema 2.0.0 of SDMX-JSON does not allow. */
    static const char *const refused[] = { "\"values\":[]", "\"measures\":{\"dataSet\"" };
    struct fact f = known_fact(), gone = f;
    struct dataset_row row[2] = { { &f, STR("GRDP (giá so sánh)"), STR("tỉnh Điện Biên") },
                                  { &gone, STR("x"), STR("y") } };
    struct dataset ds = { .prepared = 1751270400, .as_of = 20269, .row = row, .n = 1 };
    struct buf out;

    (void)arg;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buf_init(&out, j->arena);
        T(dataset_put(j, pieces[i].format, &ds, &out) == OK, "written");
        T(str_find(buf_str(&out), str_from(pieces[i].has)) != SIZE_MAX, "no %s in %.*s",
          pieces[i].has, STRF(buf_str(&out)));
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        T(str_find(buf_str(&out), str_from(refused[i])) == SIZE_MAX, "%s", refused[i]);
    /* A later revision takes the place of an earlier one; a withdrawn figure is deleted. */
    gone.revision = 3;
    gone.state = FACT_WITHDRAWN;
    ds.n = 2;
    buf_init(&out, j->arena);
    T(dataset_put(j, DATASET_SDMX_JSON, &ds, &out) == OK &&
      str_find(buf_str(&out), STR("\"Delete\",\"links\"")) != SIZE_MAX &&
      str_find(buf_str(&out), STR("\n\"0:0:0:0:0:0:0:0\":[]}")) != SIZE_MAX &&
      str_find(buf_str(&out), STR("\"Replace\"")) == SIZE_MAX, "deleted");
    return OK;
}

static status run_tables(struct job *j, void *arg)
{
    (void)arg;
    tell_times(j->arena);
    tell_other_times();
    tell_codes(j->arena);
    tell_neutral(j->arena);
    return OK;
}

void test_dataset(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_tables, NULL, NULL) == OK, "a job");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, hold_formats, NULL, NULL) == OK, "a job");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, tell_files, NULL, NULL) == OK, "a job");
}
