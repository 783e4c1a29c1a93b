/* xlsx.c -- Excel's workbooks to the tree (ECMA-376 part 1, chapter 18; transitional and
 * strict): the sheets that are printed, in the order of their tabs. */
#include "read/xlsx_int.h"

#include <stdlib.h>

#define BOOK_ELEMENTS(X) X(s, sheet) X(s, workbookPr) X(r, Relationship)

enum book_element {
    XLSX_BOOK_OTHER,
#define X(prefix, local) XLSX_BOOK_##prefix##_##local,
    BOOK_ELEMENTS(X)
#undef X
};

static const struct xml_space book_spaces[] = {
    { "s", "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
    { "s", "http://purl.oclc.org/ooxml/spreadsheetml/main" },
    { "r", "http://schemas.openxmlformats.org/package/2006/relationships" },
};

static const struct xml_name book_names[] = {
#define X(prefix, local) { #prefix, #local, XLSX_BOOK_##prefix##_##local },
    BOOK_ELEMENTS(X)
#undef X
};

static const struct xml_language book_language = {
    book_spaces, sizeof book_spaces / sizeof *book_spaces,
    book_names, sizeof book_names / sizeof *book_names,
};

/* A relation of the workbook. */
struct book_relation {
    str id, path;
    bool sheet;                 /* of cells; charts and macro sheets have none */
};

struct book_reader {
    struct xlsx_book *book;
    struct arena *arena;
    bool of_package;            /* the relations read are the package's */
    str workbook, folder;       /* the folder its targets are told from */
    str styles, strings;
    struct book_relation *relation;     /* sorted by id before sheets are looked up */
    size_t nrelations, relation_cap;
    struct { str name, id; } *sheet;    /* that are printed */
    size_t nsheets, sheet_cap;
};

/* "/xl/styles.xml" as it is, "styles.xml" and "./styles.xml" from the workbook's folder,
 * "../x.xml" from the folder around it. */
static str target_path(struct book_reader *r, str target)
{
    str folder = r->of_package ? STR("") : r->folder;

    if (str_starts(target, STR("/")))
        return arena_str(r->arena, str_sub(target, 1, target.len));
    for (;;) {
        if (str_starts(target, STR("./"))) {
            target = str_sub(target, 2, target.len);
        } else if (str_starts(target, STR("../"))) {
            target = str_sub(target, 3, target.len);
            if (folder.len)
                folder.len--;
            while (folder.len && folder.ptr[folder.len - 1] != '/')
                folder.len--;
        } else {
            return arena_printf(r->arena, "%.*s%.*s", STRF(folder), STRF(target));
        }
    }
}

static void take_relation(struct book_reader *r, xml_attrs attrs)
{
    str type = xml_attr(attrs, "Type"), path = xml_attr(attrs, "Target");

    if (str_eq(xml_attr(attrs, "TargetMode"), STR("External")))
        return;
    path = target_path(r, path);
    if (r->of_package) {
        if (str_ends(type, STR("/officeDocument")))
            r->workbook = path;
        return;
    }
    if (str_ends(type, STR("/styles")))
        r->styles = path;
    else if (str_ends(type, STR("/sharedStrings")))
        r->strings = path;
    *arena_push(r->arena, r->relation, r->nrelations, r->relation_cap) = (struct book_relation){
        arena_str(r->arena, xml_attr(attrs, "Id")), path, str_ends(type, STR("/worksheet")) };
}

static void take_sheet(struct book_reader *r, xml_attrs attrs)
{
    str state = xml_attr(attrs, "state"), id = { NULL, 0 };

    if (r->book->tree && (str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden"))))
        return;
    for (xml_attrs a = attrs; *a; a += 2)       /* r:id, not sheetId */
        if (str_ends(str_from(a[0]), STR(" id")))
            id = str_from(a[1]);

    r->sheet = arena_grow(r->arena, r->sheet, sizeof *r->sheet, r->nsheets, r->nsheets + 1,
                          &r->sheet_cap);
    r->sheet[r->nsheets].name = arena_str(r->arena, xml_attr(attrs, "name"));
    r->sheet[r->nsheets++].id = arena_str(r->arena, id);
}

static void book_start(struct xml *x, uint16_t id, xml_attrs attrs, void *arg)
{
    struct book_reader *r = arg;
    str era;

    (void)x;
    switch (id) {
    case XLSX_BOOK_r_Relationship:
        take_relation(r, attrs);
        break;
    case XLSX_BOOK_s_sheet:
        take_sheet(r, attrs);
        break;
    case XLSX_BOOK_s_workbookPr:
        era = xml_attr(attrs, "date1904");
        r->book->from_1904 = str_eq(era, STR("1")) || str_eq(era, STR("true"));
        break;
    default:
        break;
    }
}

static void book_end(struct xml *x, uint16_t id, void *arg)
{
    (void)x, (void)id, (void)arg;
}

static status read_book_part(struct book_reader *r, str part)
{
    static const struct xml_events events = { book_start, book_end, NULL };

    return xml_parse_member(r->book->job, r->book->zip, part, &book_language, &events, r);
}

static int relation_by_id(const void *a, const void *b)
{
    const struct book_relation *l = a, *r = b;

    return str_cmp(l->id, r->id);
}

/* The workbook and what belongs to it, told by the package's relations. */
static status read_book(struct book_reader *r)
{
    struct xlsx_book *b = r->book;
    status st;

    r->of_package = true;
    st = read_book_part(r, STR("_rels/.rels"));
    r->of_package = false;
    if (st != OK)
        return st;
    if (!r->workbook.len)
        r->workbook = STR("xl/workbook.xml");
    if (!zip_find(b->zip, r->workbook))
        return job_fail(b->job, FAIL_FORMAT, "«%.*s» không có bảng tính nào («%.*s»)",
                        "«%.*s» has no workbook in it («%.*s»)", STRF(b->zip->name),
                        STRF(r->workbook));

    if (str_ends(r->workbook, STR(".bin")))
        return job_fail(b->job, FAIL_FORMAT,
                        "«%.*s» là Excel nhị phân (.xlsb), hãy lưu thành .xlsx",
                        "«%.*s» is a binary Excel file (.xlsb), save it as .xlsx",
                        STRF(b->zip->name));

    size_t slash = r->workbook.len;

    while (slash > 0 && r->workbook.ptr[slash - 1] != '/')
        slash--;
    r->folder = str_sub(r->workbook, 0, slash);
    st = read_book_part(r, arena_printf(r->arena, "%.*s_rels/%.*s.rels", STRF(r->folder),
                                        STRF(str_sub(r->workbook, slash, r->workbook.len))));
    if (st == OK)
        st = read_book_part(r, r->workbook);
    if (r->nrelations)
        qsort(r->relation, r->nrelations, sizeof *r->relation, relation_by_id);
    return st;
}

static status read_sheets(struct book_reader *r)
{
    struct xlsx_book *b = r->book;

    for (size_t i = 0; i < r->nsheets && !(b->tree && tree_is_full(b->tree)); i++) {
        struct book_relation key = { .id = r->sheet[i].id };
        const struct book_relation *found =
            r->nrelations ? bsearch(&key, r->relation, r->nrelations, sizeof key, relation_by_id)
                          : NULL;

        if (!found || !found->sheet)
            continue;
        if (b->tree)
            tree_sheet(b->tree, r->sheet[i].name);
        else
            cells_begin_sheet(b->cells, r->sheet[i].name);

        status st = xlsx_read_sheet(b, found->path);
        if (st != OK)
            return st;
    }
    return OK;
}

static status read_whole_book(struct xlsx_book *b)
{
    struct book_reader r = { .book = b, .arena = b->job->arena };

    status st = read_book(&r);
    if (st == OK)
        st = xlsx_read_styles(b->job, b->zip, r.styles, &b->styles);
    if (st == OK)
        st = xlsx_read_strings(b->job, b->zip, r.strings, &b->strings);
    return st == OK ? read_sheets(&r) : st;
}

status xlsx_read(struct job *j, struct zip *z, struct tree *t)
{
    struct xlsx_book book = { .job = j, .zip = z, .tree = t };

    return read_whole_book(&book);
}

status xlsx_read_cells(struct job *j, struct zip *z, struct cells *out)
{
    struct xlsx_book book = { .job = j, .zip = z, .cells = out };

    return read_whole_book(&book);
}
