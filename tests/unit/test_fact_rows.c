/* test_fact_rows.c -- tables of facts read strictly: what they ask for, and what is wrong in
 * which cell. */
#include "read/fact_rows.h"

#include "forms/sample.h"
#include "pack.h"
#include "t.h"
#include "write/form.h"

void test_fact_rows(void);

static str told_rows(struct job *j, const struct import_rows *rows)
{
    struct buf b;

    buf_init(&b, j->arena);
    for (size_t i = 0; i < rows->n; i++) {
        const struct import_row *r = &rows->row[i];
        char value[DEC_TEXT], upper[DEC_TEXT];

        dec_format_plain(r->fact.value, value);
        dec_format_plain(r->fact.upper, upper);
        buf_printf(&b, "%u %s %.*s %.*s ", r->line, row_action_word(r->action),
                   STRF(r->fact.indicator), STRF(fact_kind_word(r->fact.kind)));
        period_print(&b, r->fact.when);
        if (r->fact.state == FACT_NUMBER)
            buf_printf(&b, " %s%s%s", value, r->fact.is_range ? ".." : "",
                       r->fact.is_range ? upper : "");
        else
            buf_printf(&b, " %.*s", STRF(fact_state_word(r->fact.state)));
        buf_printf(&b, " %.*s\n", STRF(fact_status_word(r->fact.status)));
    }
    return buf_str(&b);
}

static str told_places(struct job *j, const struct import_rows *rows)
{
    struct buf b;

    buf_init(&b, j->arena);
    for (size_t i = 0; i < rows->nerrors; i++)
        buf_printf(&b, "%u:%u %.*s;", rows->error[i].line, rows->error[i].col,
                   STRF(rows->error[i].column));
    return buf_str(&b);
}

#define H "indicator,period,value\n"
#define HT "indicator\tarea\tperiod\tkind\tvalue\tunit\tstatus\tsource\tnote\n"
#define HS "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"

/* Texts and the rows in them. */
static const struct { const char *text, *rows; } good_tables[] = {
    { H "ngo,2025,71183.19\n", "2 replace ngo actual 2025 71183.19 preliminary\n" },
    { H, "" },
    { "# lời, có dấu phẩy\n\n" H "# giữa\nngo,2025,5\n",
      "5 replace ngo actual 2025 5 preliminary\n" },
    { "\xEF\xBB\xBF" "indicator,period,value\r\nngo,2025-H1,5\r\n\r\n",
      "2 replace ngo actual 2025-H1 5 preliminary\n" },
    { HT "ngo\ttỉnh A\t2025\tplan\t79039.83\ttấn\t\t\t\n",
      "2 replace ngo plan 2025 79039.83 preliminary\n" },
    { HT "ngo\t\t2025\testimate\t5\ttấn\t\tnguồn \"x\"\t\n",
      "2 replace ngo estimate 2025 5 estimate\n" },
    { H "ngo,2025,1200..1300\nngo,2024,unknown\nngo,2023,not-due\nngo,2022,not-applicable\n",
      "2 replace ngo actual 2025 1200..1300 preliminary\n"
      "3 replace ngo actual 2024 unknown preliminary\n"
      "4 replace ngo actual 2023 not-due preliminary\n"
      "5 replace ngo actual 2022 not-applicable preliminary\n" },
    { "note,indicator,period,value\n"
      "\"hai\ndòng\",\"tên có phẩy, \"\"và\"\" nháy\",2025,-5\n,ngo,2025,0\n",
      "2 replace tên có phẩy, \"và\" nháy actual 2025 -5 preliminary\n"
      "4 replace ngo actual 2025 0 preliminary\n" },
    { "Chỉ tiêu;Đơn vị hành chính;KỲ;Loại số;Giá trị;Đơn vị tính;Trạng thái;Nguồn;Ghi chú\n"
      "ngo;11;2025;Ước thực hiện;5.5;tấn;chính thức;TK;\nngo;11;2024;Kế hoạch;;tấn;chưa có số;;\n",
      "2 replace ngo estimate 2025 5.5 official\n"
      "3 replace ngo plan 2024 unknown preliminary\n" },
    { "indicator,period,value,action\nngo,2025,1,append\nngo,2025,,D\nngo,2025,2,m\n"
      "ngo,2025,,M\nngo,2025,3,Information\n",
      "2 append ngo actual 2025 1 preliminary\n3 delete ngo actual 2025 withdrawn preliminary\n"
      "4 merge ngo actual 2025 2 preliminary\n5 merge ngo actual 2025 0 preliminary\n"
      "6 information ngo actual 2025 3 preliminary\n" },
    { "indicator,period,value,state,upper\nngo,2025,,withdrawn,\nngo,2024,1.0,number,2.50\n",
      "2 delete ngo actual 2025 withdrawn preliminary\n"
      "3 replace ngo actual 2024 1.0..2.50 preliminary\n" },
    { HS "dataflow,SOAT:FACTS(1.0),R,ngo,2025-S1,7.50,A\n"
      "dataflow,SOAT:FACTS(1.0),A,san-luong-ngo$7Etan,2025-01-01/P10M,NaN,O\n"
      "dataflow,SOAT:FACTS(1.0),D,ngo,2024-A1,,\ndataflow,SOAT:FACTS(1.0),M,ngo,2024,,\n"
      "dataflow,SOAT:FACTS(1.0),I,ngo,2024-Q3,-1,F\n",
      "2 replace ngo actual 2025-H1 7.50 official\n"
      "3 append san-luong-ngo~tan actual 2025-01/2025-10 unknown preliminary\n"
      "4 delete ngo actual 2024 withdrawn preliminary\n"
      "5 merge ngo actual 2024 0 preliminary\n"
      "6 information ngo actual 2024-Q3 -1 estimate\n" },
};

/* Texts and the cells that are wrong in them. */
static const struct { const char *text, *places; } bad_tables[] = {
    { H "ngo,2025,\"1.234,5\"\n", "2:3 Giá trị;" },
    { H "ngo,2025,nhiều\n", "2:3 Giá trị;" },
    { H "ngo,2025,12 tấn\n", "2:3 Giá trị;" },
    { H "ngo,2025,\n", "2:1 Giá trị;" },
    { H "ngo,năm ngoái,x\nngo,2025,y\n", "2:2 Kỳ;2:3 Giá trị;3:3 Giá trị;" },
    { H "ngo,2025-13,1\nngo,,1\n,2025,1\n", "2:2 Kỳ;3:1 Kỳ;4:1 Chỉ tiêu;" },
    { H "ngo,2025,1,thừa\n", "2:4 ;" },
    { H "ngo,2025,2..1\n", "2:3 Đến (cận trên);" },
    { "indicator,period,value,vlaue\nngo,2025,1,1\n", "1:4 ;" },
    { "indicator,period,value,Giá trị\nngo,2025,1,1\n", "1:4 Giá trị;" },
    { "indicator,period,value,kind,status,action\nngo,2025,1,đoán,thật,xoá hết\n",
      "2:4 Loại số;2:5 Trạng thái;2:6 Thao tác;" },
    { "indicator,period,value,state\nngo,2025,1,unknown\n", "2:3 Giá trị;" },
    { "indicator,period,value,upper\nngo,2025,5,4\n", "2:4 Đến (cận trên);" },
    { "indicator,period,value,state,action\nngo,2025,,withdrawn,replace\n", "2:1 ;" },
    { "indicator,period,value,published,revision\nngo,2025,1,30/6/2025,-1\n",
      "2:5 Lần sửa;2:4 Ngày công bố;" },
    { "indicator,period,value,breakdown\nngo,2025,1,nam\n", "2:4 Phân tổ;" },
    { "indicator,period,value,note\nngo,2025,1,a\x01" "b\n", "2:4 Ghi chú;" },
    { HS "dataflow,OTHER:FACTS(1.0),R,ngo,2025,1,A\n", "2:2 STRUCTURE_ID;" },
    { HS "dataflow,SOAT:FACTS(1.0),X,ngo,2025,1,A\n", "2:3 ACTION;" },
    { HS "dataflow,SOAT:FACTS(1.0),R,ngo,2025-W05,x,Z\n",
      "2:7 OBS_STATUS;2:5 TIME_PERIOD;2:6 OBS_VALUE;" },
    { HS "dataflow,SOAT:FACTS(1.0),R,ngo,2025,1,M\n", "2:6 OBS_VALUE;" },
    { HS "dataflow,SOAT:FACTS(1.0),R,_X,2025,1,A\n", "2:1 INDICATOR;" },
    { "STRUCTURE,STRUCTURE_ID,ACTION,SEX,INDICATOR,TIME_PERIOD,OBS_VALUE\n", "1:4 ;" },
};

static const char *const no_tables[] = {
    "", "Báo cáo kinh tế", "a,b,c\n1,2,3\n", "indicator,period\nngo,2025\n",
    H "\"ngo,2025,1\n", H "\"ngo\"x,2025,1\n", H "ngo,2025,\"",
};

static bool read_text_table(struct job *j, const char *text, struct import_rows *out)
{
    str copy = arena_str(j->arena, str_from(text));

    return fact_rows_read(j, STR("bang.csv"), copy, NULL, out) == OK;
}

static status tell_good(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof good_tables / sizeof *good_tables; i++) {
        struct import_rows rows = { .n = 0 };

        T(is_fact_rows(j, STR("b"), arena_str(j->arena, str_from(good_tables[i].text))),
          "%zu is one", i);
        T(read_text_table(j, good_tables[i].text, &rows), "table %zu: %.*s", i, STRF(j->message));
        T(rows.nerrors == 0 && str_is(told_rows(j, &rows), good_tables[i].rows),
          "table %zu: %.*s %.*s", i, STRF(told_rows(j, &rows)), STRF(told_places(j, &rows)));
    }
    return OK;
}

static status tell_bad(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof bad_tables / sizeof *bad_tables; i++) {
        struct import_rows rows = { .n = 0 };

        T(read_text_table(j, bad_tables[i].text, &rows), "table %zu: %.*s", i, STRF(j->message));
        T(str_is(told_places(j, &rows), bad_tables[i].places), "table %zu: %.*s", i,
          STRF(told_places(j, &rows)));
    }
    return OK;
}

static status tell_none(struct job *j, void *arg)
{
    struct import_rows rows = { .n = 0 };

    T(!read_text_table(j, no_tables[*(size_t *)arg], &rows), "«%s» is no table",
      no_tables[*(size_t *)arg]);
    T(j->failed == FAIL_FORMAT, "its failure");
    return OK;
}

static status tell_messages(struct job *j, void *arg)
{
    struct import_rows rows = { .n = 0 };
    struct buf b;

    (void)arg;
    buf_init(&b, j->arena);
    T(read_text_table(j, H "ngo,2025,\"1.234,50\"\n", &rows), "read");
    fact_rows_put_errors(&rows, STR("bang.csv"), &b);
    T(str_is(buf_str(&b), j->lang == LANG_EN
             ? "bang.csv: line 2, column 3: Giá trị: '1.234,50' is in Vietnamese notation; here it "
               "must be 1234.50\n"
             : "bang.csv: dòng 2, cột 3: Giá trị: «1.234,50» ghi theo kiểu Việt Nam; ở đây phải "
               "ghi 1234.50\n"), "%.*s", STRF(buf_str(&b)));
    return OK;
}

static status tell_many(struct job *j, void *arg)
{
    struct import_rows rows = { .n = 0 };
    struct buf b;

    (void)arg;
    buf_init(&b, j->arena);
    buf_put(&b, STR(H));
    for (int i = 0; i < 500; i++)
        buf_put(&b, STR("ngo,2025,x\n"));
    buf_char(&b, '\0');
    T(read_text_table(j, b.ptr, &rows) && rows.nerrors == CELL_ERRORS_KEPT && rows.more_errors &&
      rows.n == 0, "many errors: %zu", rows.nerrors);
    return OK;
}

static status tell_catalogue(struct job *j, void *arg)
{
    static const struct { const char *text, *id; } names[] = {
        { "grdp", "grdp" }, { "Tổng sản phẩm trên địa bàn (GRDP)", "grdp" },
        { "san-luong-ngo~tan", "san-luong-ngo~tan" }, { "Chỉ tiêu lạ", "chi-tieu-la" },
    };
    const struct indicators *all = indicators_load(j->arena);

    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct import_rows rows = { .n = 0 };
        str none = { NULL, 0 };
        str text = arena_printf(j->arena, H "\"%s\",2025,1\n", names[i].text);

        T(fact_rows_read(j, STR("b"), text, all, &rows) == OK && rows.n == 1 &&
          str_is(rows.row[0].fact.indicator, names[i].id), "«%s» is %.*s", names[i].text,
          STRF(rows.n ? rows.row[0].fact.indicator : none));
        T(rows.n == 1 && str_is(rows.row[0].fact.source, "b"), "its source");
    }
    return OK;
}

/* -- numbers as workbooks store them -- */

#define SHEET_CELL(ref, type, inner) "<c r=\"" ref "\"" type ">" inner "</c>"
#define TEXT_CELL(ref, text) \
    SHEET_CELL(ref, " t=\"inlineStr\"", "<is><t>" text "</t></is>")

static const struct { const char *cell, *want; } stored_cells[] = {
    { SHEET_CELL("C2", "", "<v>11765.28</v>"), "2 replace ngo actual 2025 11765.28 preliminary\n" },
    { SHEET_CELL("C2", "", "<v>0.30000000000000004</v>"),
      "2 replace ngo actual 2025 0.3 preliminary\n" },
    { SHEET_CELL("C2", "", "<v>1.2E+3</v>"), "2 replace ngo actual 2025 1200 preliminary\n" },
    { SHEET_CELL("C2", "", "<v>1.5E-3</v>"), "2 replace ngo actual 2025 0.0015 preliminary\n" },
    { SHEET_CELL("C2", "", "<v>-99.999999999999986</v>"),
      "2 replace ngo actual 2025 -100 preliminary\n" },
    { SHEET_CELL("C2", "", "<v>0</v>"), "2 replace ngo actual 2025 0 preliminary\n" },
    { SHEET_CELL("C2", " s=\"1\"", "<v>52.4</v>"),
      "2 replace ngo actual 2025 52.40 preliminary\n" },
    { SHEET_CELL("C2", " s=\"2\"", "<v>0.124</v>"),
      "2 replace ngo actual 2025 12.4 preliminary\n" },
    { TEXT_CELL("C2", "1.234,5"), "2 replace ngo actual 2025 1234.5 preliminary\n" },
    { TEXT_CELL("C2", "1,234.5"), "" },
    { SHEET_CELL("C2", " t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>"), "" },
    { SHEET_CELL("C2", " t=\"b\"", "<v>1</v>"), "" },
    { SHEET_CELL("C2", "", "<v>1E+99</v>"), "" },
    { SHEET_CELL("C2", " s=\"3\"", "<v>45800</v>"), "" },
};

static status tell_stored(struct job *j, void *arg)
{
    static const char styles[] =
        "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.00\"/></numFmts>"
        "<cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/>"
        "<xf numFmtId=\"14\"/></cellXfs>";

    (void)arg;
    for (size_t i = 0; i < sizeof stored_cells / sizeof *stored_cells; i++) {
        struct packed_book book = { .styles = styles };
        struct import_rows rows = { .n = 0 };

        book.sheet = arena_printf(j->arena, "<sheetData><row r=\"1\">" TEXT_CELL("A1", "Chỉ tiêu")
                                  TEXT_CELL("B1", "Kỳ") TEXT_CELL("C1", "Giá trị") "</row>"
                                  "<row r=\"2\">" TEXT_CELL("A2", "ngo")
                                  SHEET_CELL("B2", "", "<v>2025</v>") "%s</row></sheetData>",
                                  stored_cells[i].cell).ptr;
        T(fact_rows_read(j, STR("b.xlsx"), pack_xlsx(j->arena, &book), NULL, &rows) == OK,
          "%.*s", STRF(j->message));
        T(str_is(told_rows(j, &rows), stored_cells[i].want) &&
          (rows.nerrors == 1) == !stored_cells[i].want[0], "%s: %.*s %zu", stored_cells[i].cell,
          STRF(told_rows(j, &rows)), rows.nerrors);
        if (rows.nerrors)
            T(str_is(rows.error[0].place, "Biểu 1!C2"), "%.*s", STRF(rows.error[0].place));
    }
    return OK;
}

/* -- forms -- */

/* The CSV of the sample with `typed` in the row of that number, from the figure on. */
static str typed_form(struct job *j, uint32_t number, const char *from, const char *to)
{
    struct buf b, out;
    str rest, line, mark = arena_printf(j->arena, "[%u/7-", number);

    buf_init(&b, j->arena);
    buf_init(&out, j->arena);
    form_put_csv(j->arena, sample_form(j->arena), &b);
    for (rest = buf_str(&b); str_split(&rest, '\n', &line);) {
        size_t at = str_find(line, mark), typed;

        if (at == SIZE_MAX || (typed = str_find(line, str_from(from))) == SIZE_MAX) {
            buf_printf(&out, "%.*s%s", STRF(line), rest.len ? "\n" : "");
            continue;
        }
        buf_printf(&out, "%.*s%s%.*s\n", STRF(str_sub(line, 0, typed)), to,
                   STRF(str_sub(line, typed + strlen(from), line.len)));
    }
    return arena_str(j->arena, buf_str(&out));
}

/* What is changed in row `number` and what comes of it: rows and places of errors. */
static const struct { uint32_t number; const char *from, *to, *rows, *places; } typed_forms[] = {
    { 9, "", "", "", "" },      /* nothing */
    { 2, ";;;;[2", ";-1,25;;;[2", "tang-grdp number -1.25", "" },
    { 2, ";;;;[2", ";-1,250;số;giảm;[2", "tang-grdp number -1.25", "" },
    { 1, ";;;;[1", ";7.956,1;;;[1", "grdp number 7956.1", "" },
    { 1, ";;;;[1", ";;không áp dụng;vì sao;[1", "grdp not-applicable", "" },
    { 1, ";;;;[1", ";chưa đến hạn;;;[1", "grdp not-due", "" },
    { 1, ";;;;[1", ";7956.1;;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";-5;;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";5,125;;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";nhiều;;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";#N/A;;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";5;chưa có số;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";;số;;[1", "", "10:7 Kỳ này;" },
    { 1, ";;;;[1", ";;lạ;;[1", "", "10:8 Tình trạng số;" },
    { 1, ";;;;[1", ";;;chỉ ghi chú;[1", "", "10:7 Kỳ này;" },
    { 1, "[grdp]", "[cpi]", "", "10:10 Mã dòng;0:0 ;" },
    { 1, "[11]", "[12]", "", "10:10 Mã dòng;0:0 ;" },
    { 1, "[1/7-", "[2/7-", "", "10:10 Mã dòng;0:0 ;" },
    { 1, "[2025-H1]", "", "", "10:10 Mã dòng;0:0 ;" },
    { 7, "\r", "\r\n7;Thêm;tấn;;;;5;;;\r", "", "18:7 Kỳ này;" },
};

static status tell_typed(struct job *j, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < sizeof typed_forms / sizeof *typed_forms; i++) {
        str text = typed_form(j, typed_forms[i].number, typed_forms[i].from, typed_forms[i].to);
        struct import_rows rows = { .n = 0 };
        str got = { NULL, 0 };
        char value[DEC_TEXT] = "";

        T(fact_rows_read(j, STR("f.csv"), text, NULL, &rows) == OK && rows.form, "%.*s",
          STRF(j->message));
        if (rows.n) {
            const struct fact *f = &rows.row[0].fact;

            if (f->state == FACT_NUMBER)
                dec_format_plain(f->value, value);
            got = arena_printf(j->arena, "%.*s %.*s%s%s", STRF(f->indicator),
                               STRF(fact_state_word(f->state)), value[0] ? " " : "", value);
        }
        T(str_is(got, typed_forms[i].rows), "form %zu: %.*s", i, STRF(got));
        T(str_is(told_places(j, &rows), typed_forms[i].places), "form %zu: %.*s", i,
          STRF(told_places(j, &rows)));
    }
    return OK;
}

/* A row taken out, and one there twice. */
static status tell_lost(struct job *j, void *arg)
{
    struct import_rows rows = { .n = 0 };
    struct buf b, lost, twice;
    str rest, line;

    (void)arg;
    buf_init(&b, j->arena);
    buf_init(&lost, j->arena);
    buf_init(&twice, j->arena);
    form_put_csv(j->arena, sample_form(j->arena), &b);
    for (rest = buf_str(&b); str_split(&rest, '\n', &line);) {
        bool third = str_find(line, STR("[3/7-")) != SIZE_MAX;

        for (int i = third ? 0 : 1; i < 2; i++)
            buf_printf(&twice, "%.*s\n", STRF(line));
        if (!third)
            buf_printf(&lost, "%.*s\n", STRF(line));
    }
    T(fact_rows_read(j, STR("f"), arena_str(j->arena, buf_str(&lost)), NULL, &rows) == OK &&
      rows.nerrors == 1 && rows.error[0].line == 0, "lost: %zu", rows.nerrors);
    T(fact_rows_read(j, STR("f"), arena_str(j->arena, buf_str(&twice)), NULL, &rows) == OK &&
      rows.nerrors == 1 && rows.error[0].line == 13, "twice: %zu", rows.nerrors);
    return OK;
}

/* The workbook is the same each time, and comes back empty. */
static status tell_book(struct job *j, void *arg)
{
    struct import_rows rows = { .n = 0 };
    struct buf one, two;

    (void)arg;
    buf_init(&one, j->arena);
    buf_init(&two, j->arena);
    T(form_put_xlsx(j, sample_form(j->arena), &one) == OK &&
      form_put_xlsx(j, sample_form(j->arena), &two) == OK &&
      str_eq(buf_str(&one), buf_str(&two)), "the same bytes");
    T(is_fact_rows(j, STR("f.xlsx"), buf_str(&one)), "is one");
    T(fact_rows_read(j, STR("f.xlsx"), buf_str(&one), NULL, &rows) == OK && rows.form &&
      rows.empty == 7 && !rows.n && !rows.nerrors, "%zu empty, %zu errors", rows.empty,
      rows.nerrors);
    return OK;
}

void test_fact_rows(void)
{
    status (*const jobs[])(struct job *, void *) = {
        tell_good, tell_bad, tell_messages, tell_many, tell_catalogue, tell_stored, tell_typed,
        tell_lost, tell_book,
    };

    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
        T(job_run(&LIMITS_DEFAULT, LANG_VI, jobs[i], NULL, NULL) == OK, "job %zu", i);
    T(job_run(&LIMITS_DEFAULT, LANG_EN, tell_messages, NULL, NULL) == OK, "a job");
    for (size_t i = 0; i < sizeof no_tables / sizeof *no_tables; i++)
        job_run(&LIMITS_DEFAULT, LANG_VI, tell_none, &i, NULL);
}
