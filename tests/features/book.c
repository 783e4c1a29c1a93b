/* book.c -- a workbook by libxlsxwriter, from lines of fields parted by tabs:
 *
 *     sheet NAME hidden|shown     column C     row R      (hidden ones)
 *     text R C TEXT     rich R C RUN...     number R C VALUE FORMAT     formula R C TEXT VALUE
 *     merge R C R2 C2 TEXT     comment R C TEXT
 *
 *     book FILE.xlsx < LINES */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

enum { FIELDS = 16, RUNS = FIELDS };

struct maker {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold;
};

static int split(char *line, char **field)
{
    int n = 0;

    line[strcspn(line, "\n")] = '\0';
    for (char *at = line; at && n < FIELDS; n++) {
        field[n] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    return n;
}

static lxw_format *format_of(struct maker *m, const char *form)
{
    lxw_format *f;

    if (strcmp(form, "General") == 0)
        return NULL;
    f = workbook_add_format(m->book);
    format_set_num_format(f, form);
    return f;
}

static void put_sheet(struct maker *m, char **field)
{
    m->sheet = workbook_add_worksheet(m->book, field[1]);
    if (strcmp(field[2], "hidden") == 0)
        worksheet_hide(m->sheet);
}

static void put_rich(struct maker *m, lxw_row_t r, lxw_col_t c, char **run, int n)
{
    lxw_rich_string_tuple part[RUNS], *parts[RUNS + 1] = { NULL };

    for (int i = 0; i < n; i++) {
        part[i] = (lxw_rich_string_tuple){ i % 2 ? m->bold : NULL, run[i] };
        parts[i] = &part[i];
    }
    worksheet_write_rich_string(m->sheet, r, c, parts, NULL);
}

static void put_formula(struct maker *m, lxw_row_t r, lxw_col_t c, const char *text,
                        const char *value)
{
    char *end;
    double number = strtod(value, &end);

    if (*value && !*end)
        worksheet_write_formula_num(m->sheet, r, c, text, NULL, number);
    else
        worksheet_write_formula_str(m->sheet, r, c, text, NULL, value);
}

static void put_line(struct maker *m, char **field, int n)
{
    lxw_row_t r = n > 1 ? (lxw_row_t)strtoul(field[1], NULL, 10) : 0;
    lxw_col_t c = n > 2 ? (lxw_col_t)strtoul(field[2], NULL, 10) : 0;
    lxw_row_col_options hide = { .hidden = LXW_TRUE };

    if (strcmp(field[0], "sheet") == 0)
        put_sheet(m, field);
    else if (strcmp(field[0], "column") == 0)
        worksheet_set_column_opt(m->sheet, (lxw_col_t)r, (lxw_col_t)r, LXW_DEF_COL_WIDTH, NULL,
                                 &hide);
    else if (strcmp(field[0], "row") == 0)
        worksheet_set_row_opt(m->sheet, r, LXW_DEF_ROW_HEIGHT, NULL, &hide);
    else if (strcmp(field[0], "text") == 0)
        worksheet_write_string(m->sheet, r, c, field[3], NULL);
    else if (strcmp(field[0], "rich") == 0)
        put_rich(m, r, c, field + 3, n - 3);
    else if (strcmp(field[0], "number") == 0)
        worksheet_write_number(m->sheet, r, c, strtod(field[3], NULL), format_of(m, field[4]));
    else if (strcmp(field[0], "formula") == 0)
        put_formula(m, r, c, field[3], field[4]);
    else if (strcmp(field[0], "merge") == 0)
        worksheet_merge_range(m->sheet, r, c, (lxw_row_t)strtoul(field[3], NULL, 10),
                              (lxw_col_t)strtoul(field[4], NULL, 10), field[5], NULL);
    else if (strcmp(field[0], "comment") == 0)
        worksheet_write_comment(m->sheet, r, c, field[3]);
}

int main(int argc, char **argv)
{
    char line[4096], *field[FIELDS];
    struct maker m = { 0 };

    if (argc != 2)
        return 64;
    m.book = workbook_new(argv[1]);
    m.bold = workbook_add_format(m.book);
    format_set_bold(m.bold);
    while (fgets(line, sizeof line, stdin))
        put_line(&m, field, split(line, field));
    return workbook_close(m.book) == LXW_NO_ERROR ? 0 : 1;
}
