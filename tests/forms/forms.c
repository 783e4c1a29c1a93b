/* forms.c -- makes the sample form, fills it in as a program would, and tells what is read back.
 *
 *   forms make FOLDER       form.xlsx, form.csv, filled.xlsx; what was filled in as facts.csv,
 *                           facts.json, facts.sdmx.csv, facts.sdmx.json
 *   forms read FILE         rows, then errors, one a line */
#include <stdio.h>
#include <stdlib.h>

#include "base/os.h"
#include "pack/zip.h"
#include "pack/zip_write.h"
#include "read/fact_rows.h"
#include "sample.h"
#include "write/dataset.h"
#include "write/form.h"

static void save(const char *folder, const char *name, str bytes)
{
    char path[512];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "wb");
    if (!f || fwrite(bytes.ptr, 1, bytes.len, f) != bytes.len || fclose(f))
        abort();
}

/* The sheet with this cell's content, which was empty. */
static str fill_cell(struct arena *a, str sheet, const char *cell, str content, const char *type)
{
    str mark = arena_printf(a, "<c r=\"%s\" s=\"", cell);
    size_t at = str_find(sheet, mark), end;

    if (at == SIZE_MAX)
        abort();
    end = at + str_find(str_sub(sheet, at, sheet.len), STR("></c>"));
    return arena_printf(a, "%.*s%s>%.*s%.*s", STRF(str_sub(sheet, 0, end)), type, STRF(content),
                        STRF(str_sub(sheet, end + 1, sheet.len)));
}

static str typed_text(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    buf_html(&b, str_from(s));
    return arena_printf(a, "<is><t>%.*s</t></is>", STRF(buf_str(&b)));
}

/* The row of the sheet that asks for the figure of that number. */
static uint32_t row_of(const struct form *f, uint32_t number)
{
    uint32_t asked = 0;

    for (uint32_t i = 0; i < f->n; i++)
        if (f->row[i].indicator.len && ++asked == number)
            return 8 + i;
    abort();
}

static str filled_sheet(struct arena *a, const struct form *f, str sheet)
{
    for (size_t i = 0; i < sizeof sample_filled / sizeof *sample_filled; i++) {
        uint32_t row = row_of(f, sample_filled[i].number);

        if (sample_filled[i].value[0])
            sheet = fill_cell(a, sheet, arena_printf(a, "G%u", row).ptr,
                              arena_printf(a, "<v>%s</v>", sample_filled[i].value), "");
        if (sample_filled[i].state[0])
            sheet = fill_cell(a, sheet, arena_printf(a, "H%u", row).ptr,
                              typed_text(a, sample_filled[i].state), " t=\"inlineStr\"");
        if (sample_filled[i].note[0])
            sheet = fill_cell(a, sheet, arena_printf(a, "I%u", row).ptr,
                              typed_text(a, sample_filled[i].note), " t=\"inlineStr\"");
    }
    return sheet;
}

/* The facts of a filled form, one of them withdrawn, in every format that is text. */
static status export_facts(struct job *j, const char *folder, str filled)
{
    static const struct { enum dataset_format format; const char *name; } files[] = {
        { DATASET_CSV, "facts.csv" }, { DATASET_JSON, "facts.json" },
        { DATASET_SDMX_CSV, "facts.sdmx.csv" }, { DATASET_SDMX_JSON, "facts.sdmx.json" },
    };
    struct import_rows rows = { .n = 0 };
    struct dataset_row *row;
    struct dataset ds = { .agency = STR("UBND \"tỉnh\""), .prepared = 1751270400,
                          .as_of = day_of(2025, 6, 30) };

    if (fact_rows_read(j, STR("filled.xlsx"), filled, NULL, &rows) != OK)
        return j->failed;
    row = arena_array(j->arena, struct dataset_row, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        struct fact *f = arena_new(j->arena, struct fact);

        *f = rows.row[i].fact;
        if (i == 2)
            f->state = FACT_WITHDRAWN;
        row[i] = (struct dataset_row){ f, rows.row[i].fact.name, STR("tỉnh Điện Biên") };
    }
    ds.row = row;
    ds.n = rows.n;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf out;

        buf_init(&out, j->arena);
        if (dataset_put(j, files[i].format, &ds, &out) != OK)
            return j->failed;
        save(folder, files[i].name, buf_str(&out));
    }
    return OK;
}

static status make(struct job *j, void *arg)
{
    const struct form *f = sample_form(j->arena);
    struct buf book, csv, filled;
    struct zip_change change = { STR("xl/worksheets/sheet1.xml"), { NULL, 0 } };
    struct zip z;
    str sheet;

    buf_init(&book, j->arena);
    buf_init(&csv, j->arena);
    buf_init(&filled, j->arena);
    form_put_csv(j->arena, f, &csv);
    if (form_put_xlsx(j, f, &book) != OK || zip_open(j, STR("f"), buf_str(&book), &z) != OK ||
        zip_read(j, &z, zip_find(&z, change.name), &sheet) != OK)
        return j->failed;
    change.content = filled_sheet(j->arena, f, sheet);
    if (zip_rewrite(j, &z, &change, 1, &filled) != OK)
        return j->failed;
    save(arg, "form.xlsx", buf_str(&book));
    save(arg, "form.csv", buf_str(&csv));
    save(arg, "filled.xlsx", buf_str(&filled));
    return export_facts(j, arg, buf_str(&filled));
}

static void put_read(const struct import_rows *rows, struct arena *a, str name, struct buf *out)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct fact *f = &rows->row[i].fact;
        char value[DEC_TEXT];

        dec_format_plain(f->value, value);
        buf_printf(out, "%.*s|%.*s|", STRF(f->indicator), STRF(f->area));
        period_print(out, f->when);
        buf_printf(out, "|%.*s|%.*s|%s|%.*s|%.*s|%.*s\n", STRF(fact_kind_word(f->kind)),
                   STRF(fact_state_word(f->state)), f->state == FACT_NUMBER ? value : "",
                   STRF(f->unit), STRF(f->source), STRF(f->note));
    }
    buf_printf(out, "empty %zu\n", rows->empty);
    fact_rows_put_errors(rows, name, out);
    (void)a;
}

static status tell(struct job *j, void *arg)
{
    struct import_rows rows;
    struct buf out;
    str bytes;

    if (os_read_file(j, str_from(arg), &bytes) != OK ||
        fact_rows_read(j, STR("f"), bytes, NULL, &rows) != OK)
        return j->failed;
    buf_init(&out, j->arena);
    put_read(&rows, j->arena, STR("f"), &out);
    fwrite(out.ptr, 1, out.len, stdout);
    return OK;
}

static void report(status st, str message, void *arg)
{
    (void)arg;
    if (st != OK)
        fprintf(stderr, "%.*s\n", STRF(message));
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    return job_run(&LIMITS_DEFAULT, LANG_VI, str_is(str_from(argv[1]), "make") ? make : tell,
                   argv[2], report) == OK ? 0 : 2;
}
