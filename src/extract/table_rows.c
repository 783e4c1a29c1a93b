/* table_rows.c -- the rows of a table: marks, parents, units, full names.
 *
 * A row's own label is often half a name: "+ Dịch vụ" under "GRDP (giá hiện
 * hành)", "Diện tích" under "+ Cây cà phê". The full name is put together from
 * the parent's where the label cannot stand alone. */
#include "extract/table_int.h"

#include <string.h>

#include "base/utf8.h"

/* Depths by mark, outer first. Rows without any mark are leaves. */
enum { DEPTH_LETTER = 1, DEPTH_ROMAN, DEPTH_NUMBER, DEPTH_SUBNUMBER, DEPTH_SMALL, DEPTH_DASH,
       DEPTH_PLUS, DEPTH_STAR, DEPTH_NONE };

static bool all_of(str s, const char *set)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr(set, s.ptr[i]))
            return false;
    return s.len > 0;
}

/* The depth a list mark stands for ("A", "II", "3", "3.1", "a)", "-", "+"), 0 for none. */
static int mark_depth(str s)
{
    while (s.len && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ')'))
        s.len--;
    if (s.len == 0 || s.len > 6)
        return 0;
    if (str_eq(s, STR("-")) || str_eq(s, STR("–")) || str_eq(s, STR("—")))
        return DEPTH_DASH;
    if (str_eq(s, STR("+")))
        return DEPTH_PLUS;
    if (str_eq(s, STR("*")) || str_eq(s, STR("•")) || str_eq(s, STR("·")))
        return DEPTH_STAR;
    if (all_of(s, "IVX"))
        return DEPTH_ROMAN;
    if (s.len == 1 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z')
        return DEPTH_LETTER;
    if (s.len == 1 && s.ptr[0] >= 'a' && s.ptr[0] <= 'z')
        return DEPTH_SMALL;
    if (all_of(s, "0123456789"))
        return DEPTH_NUMBER;
    if (all_of(s, "0123456789.") && s.ptr[0] != '.')
        return DEPTH_SUBNUMBER;
    return 0;
}

/* Takes a mark off the label's front ("- Vốn NSTW", "+ Ngô", "1. Trâu"); gives its depth. */
static int take_mark(str *label)
{
    size_t blank = str_find(*label, STR(" "));
    str s = *label;

    if (s.len > 1 && (s.ptr[0] == '-' || s.ptr[0] == '+' || s.ptr[0] == '*')) {
        *label = str_trim(str_sub(s, 1, s.len));
        return s.ptr[0] == '-' ? DEPTH_DASH : s.ptr[0] == '+' ? DEPTH_PLUS : DEPTH_STAR;
    }
    if (blank == SIZE_MAX || blank == 0)
        return 0;

    str head = str_sub(s, 0, blank);
    int depth = mark_depth(head);
    bool closed = head.ptr[head.len - 1] == '.' || head.ptr[head.len - 1] == ')';

    if (depth == 0 || (depth < DEPTH_DASH && !closed))
        return 0;
    *label = str_trim(str_sub(s, blank, s.len));
    return depth;
}

/* "Trong đó:", "TD:", "Bao gồm:" at the front of a label. */
static bool take_among(struct job *j, str *label)
{
    static const char *const word[] = { "trong do", "td", "bao gom", "gom" };
    str f;

    for (size_t i = 0; i < 4; i++) {
        str w = str_from(word[i]);

        if (!utf8_begins_plain(*label, word[i]))
            continue;
        f = fold_strip(j->arena, *label);
        if (!str_starts(f, w) || (f.len > w.len && f.ptr[w.len] != ':' && f.ptr[w.len] != ' '))
            continue;
        if (f.len == w.len) {
            *label = STR("");
            return true;
        }
        size_t colon = str_find(*label, STR(":"));

        if (colon == SIZE_MAX)
            return false;
        *label = str_trim(str_sub(*label, colon + 1, label->len));
        return true;
    }
    return false;
}

/* "Tổng số ..., trong đó:" announces the rows below and is no part of the name. */
static str cut_announcement(struct job *j, str label)
{
    static const char *const tail[] = { ", trong đó", ", bao gồm", " trong đó", " bao gồm",
                                        ", gồm", " gồm" };
    str s = label;

    while (s.len && (s.ptr[s.len - 1] == ':' || s.ptr[s.len - 1] == ' '))
        s.len--;
    if (s.len == 0 || ((unsigned char)s.ptr[s.len - 1] < 0x80 && !strchr("mM", s.ptr[s.len - 1])))
        return s;               /* all of them end with ó or m */

    str f = fold_text(j->arena, s);
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (str_ends(f, str_from(tail[i])) && s.len > strlen(tail[i]))
            return str_trim(str_sub(s, 0, s.len - strlen(tail[i])));
    return s;
}

/* "Tr. Viên" and "Triệu.Kwh" with blanks, and the short word spelt out. */
static str unit_words(struct job *j, str s)
{
    struct buf b;

    s = str_trim(s);
    if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')')
        s = str_trim(str_sub(s, 1, s.len - 1));
    buf_init(&b, j->arena);
    if (str_starts(s, STR("Tr.")) || str_starts(s, STR("tr."))) {
        buf_put(&b, STR("triệu "));
        s = str_trim(str_sub(s, 3, s.len));
    }
    for (size_t i = 0; i < s.len; i++)
        buf_char(&b, s.ptr[i] == '.' ? ' ' : s.ptr[i]);
    return arena_str(j->arena, str_trim(buf_str(&b)));
}

bool table_take_unit(struct job *j, const struct units *units, str *label, str *words)
{
    unit u;

    if (label->len < 3 || label->ptr[label->len - 1] != ')')
        return false;
    size_t open = label->len - 1;

    while (open > 0 && label->ptr[open] != '(')
        open--;
    str inside = str_trim(str_sub(*label, open + 1, label->len - 1));

    if (open == 0 || (!units_find(units, fold_text(j->arena, inside), &u) &&
                      (!unit_read(units, inside, &u) || u.class == UNIT_COUNT)))
        return false;           /* "tạ/ha", "nghìn tấn" are units, "giá hiện hành" is none */
    *words = inside;
    *label = str_trim(str_sub(*label, 0, open));
    return true;
}

static int32_t column_with(const struct table_column *column, uint32_t ncols,
                           enum column_role role)
{
    for (uint32_t c = 0; c < ncols; c++)
        if (column[c].role == role)
            return (int32_t)c;
    return -1;
}

static str row_cells_text(const struct table *t, uint32_t row, int32_t col)
{
    return col < 0 ? STR("") : str_trim(table_cell(t, row, (uint32_t)col)->flow.text);
}

/* The nearest row above with a smaller depth; `above` is the nearest with a name. Rows
 * between a row and its parent lie no less deep than the row. */
static int32_t parent_of(const struct table_row *row, int32_t above, uint8_t depth)
{
    while (above >= 0 && row[above].depth >= depth)
        above = row[above].parent;
    return above;
}

/* The same unit as in the row above: ", -nt-, như trên. */
static bool is_ditto(struct job *j, str words)
{
    str f = fold_strip(j->arena, words);

    return str_eq(words, STR("\"")) || str_eq(words, STR("”")) || str_eq(words, STR("″")) ||
           str_eq(words, STR("''")) || str_eq(f, STR("nt")) || str_eq(f, STR("-nt-")) ||
           str_eq(f, STR("nhu tren"));
}

/* The last row that the unit's cell in row r reaches down to; 0 where it is its own. */
static uint32_t unit_reach(const struct table *t, uint32_t r, int32_t col)
{
    const struct cell *c = col < 0 ? NULL : table_cell(t, r, (uint32_t)col);

    return c && c->more_rows ? r + c->more_rows : 0;
}

void table_read_rows(struct job *j, const struct units *units, const struct table *t,
                     const struct table_column *column, str told_unit, struct table_row *row)
{
    int32_t tt = column_with(column, t->ncols, COLUMN_INDEX);
    int32_t name = column_with(column, t->ncols, COLUMN_LABEL);
    int32_t measured = column_with(column, t->ncols, COLUMN_UNIT);
    bool among = false;
    uint8_t among_depth = 0;
    int32_t above = -1;                     /* the last row with a name */
    uint32_t reach = 0;                     /* the unit told last holds down to this row */
    str last = { 0 };

    for (uint32_t r = 0; r < t->nrows; r++) {
        struct table_row *k = &row[r];
        str mark = row_cells_text(t, r, tt), label = row_cells_text(t, r, name), words = { 0 };
        int depth;

        k->row = r;
        k->parent = -1;
        if (k->header)
            continue;
        depth = mark_depth(mark);
        if (depth == 0 && mark.len && label.len == 0)
            label = mark;                   /* the name slipped into the TT column */
        bool dots = label.len > 0 && all_of(label, ".… ");

        if (dots)
            label = STR("");
        bool here = take_among(j, &label);
        int own = take_mark(&label);

        if (!here)
            here = take_among(j, &label);
        k->own_label = cut_announcement(j, label);
        k->depth = (uint8_t)(own > depth ? own : depth ? depth : DEPTH_NONE);
        if (k->own_label.len == 0) {        /* "Trong đó:" alone, or an empty row */
            among = among || here;
            among_depth = DEPTH_NONE;
            continue;
        }
        if (among && among_depth == DEPTH_NONE)
            among_depth = k->depth;
        if (among && k->depth < among_depth)
            among = false;
        k->among = among || here;
        k->parent = parent_of(row, above, k->depth);
        above = (int32_t)r;
        words = row_cells_text(t, r, measured);
        if (words.len == 0 && measured < 0 &&
            !table_take_unit(j, units, &k->own_label, &words))
            words = told_unit;
        if (words.len)
            reach = unit_reach(t, r, measured);
        k->unit_text = (r <= reach && !words.len) || is_ditto(j, words) ? last
                     : unit_words(j, words);
        if (measured >= 0 && k->unit_text.len)
            last = k->unit_text;
        if (k->unit_text.len)
            unit_read(units, k->unit_text, &k->unit);
    }
}

static bool starts_with_word(str stripped, const char *word)
{
    str w = str_from(word);

    return str_starts(stripped, w) && (stripped.len == w.len || stripped.ptr[w.len] == ' '
                                       || stripped.ptr[w.len] == ',' || stripped.ptr[w.len] == ':');
}

/* Labels that begin so can stand alone: they say what is measured. */
static const char *const measure_heads[] = {
    "dien tich", "san luong", "nang suat", "ty le", "ti le", "ty trong", "toc do", "so", "tong",
    "thu", "gia tri", "kim ngach", "doanh thu", "dan so", "khoi luong", "chi so", "binh quan",
    "thu nhap", "tong so", "san pham", "muc", "so luong", "so luot", "von", "luong", "dan",
    "chi", "co cau", "grdp", "gdp", "do che phu", "mat do", "tuoi tho", "ty suat", "nguon von",
    "tong muc", "ngan sach", "luot", "xa", "doanh nghiep", "che phu", NULL,
};

/* Of these nothing but the measure is told: the parent must say of what. */
static const char *const bare_measures[] = {
    "dien tich", "san luong", "nang suat", "tong san luong", "tong dien tich", "tong so",
    "so luong", "gia tri", "toc do tang truong", "tong dan", "dien tich gieo trong",
    "dien tich thu hoach", "dien tich trong moi", "dien tich cho san pham", "toc do tang",
    "tong cong", "so ho", "so nguoi", "khoi luong", NULL,
};

bool table_begins_measure(str stripped)
{
    if (starts_with_word(stripped, "chi tieu"))     /* a heading, not spending (chi) */
        return false;
    for (const char *const *w = measure_heads; *w; w++)
        if (starts_with_word(stripped, *w))
            return true;
    return false;
}

static bool bare_measure(str stripped)
{
    for (const char *const *w = bare_measures; *w; w++)
        if (str_eq(stripped, str_from(*w)))
            return true;
    return false;
}

/* Remarks in brackets say how it was counted; they are no part of the name. */
static str without_remarks(struct job *j, str label)
{
    static const char *const remark[] = { "khong", "hoac", "bao gom", "gom", "ke ca", "theo",
                                          "ca ", "chua", "da ", "trong do", "tinh den" };
    struct buf b;
    size_t at = 0;

    buf_init(&b, j->arena);
    while (at < label.len) {
        size_t open = str_find(str_sub(label, at, label.len), STR("("));

        if (open == SIZE_MAX)
            break;
        open += at;
        size_t close = str_find(str_sub(label, open, label.len), STR(")"));

        if (close == SIZE_MAX)
            break;
        close += open;
        str inside = fold_strip(j->arena, str_sub(label, open + 1, close));
        bool drop = false;

        for (size_t i = 0; i < sizeof remark / sizeof *remark; i++)
            drop = drop || str_starts(inside, str_from(remark[i]));
        buf_put(&b, drop ? str_trim(str_sub(label, at, open)) : str_sub(label, at, close + 1));
        at = close + 1;
    }
    buf_put(&b, str_sub(label, at, label.len));
    return str_trim(arena_str(j->arena, buf_str(&b)));
}

/* "... đến năm 2030" at a label's end: the header tells the time. "Giá so sánh năm 2010"
 * tells more than a time. */
static str without_year(str label)
{
    size_t n = label.len;

    if (n < 6 || !all_of(str_sub(label, n - 4, n), "0123456789") ||
        !str_ends(str_sub(label, 0, n - 4), STR(" đến năm ")))
        return label;
    return str_trim(str_sub(label, 0, n - 4 - strlen(" đến năm ")));
}

/* The parent's name in the form a child's name can be put into. "Tổng sản phẩm
 * trên địa bàn (GRDP) theo giá so sánh 2010" gives head GRDP and a tail. */
struct stem { str head, tail; };

static bool acronym(str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < 'A' || s.ptr[i] > 'Z')
            return false;
        letters++;
    }
    return letters >= 3;
}

static str capital_first(struct job *j, str s)
{
    if (str_starts(s, STR("đ")))
        return arena_printf(j->arena, "Đ%.*s", STRF(str_sub(s, strlen("đ"), s.len)));
    if (s.len == 0 || s.ptr[0] < 'a' || s.ptr[0] > 'z')
        return s;
    return arena_printf(j->arena, "%c%.*s", s.ptr[0] - 'a' + 'A', STRF(str_sub(s, 1, s.len)));
}

static struct stem stem_of(struct job *j, str label)
{
    struct stem st = { label, { 0 } };
    size_t open = str_find(label, STR("(")), close;
    static const char *const total[] = { "Tổng số ", "Tổng " };

    if (open != SIZE_MAX && open > 0) {
        close = str_find(str_sub(label, open, label.len), STR(")"));
        if (close != SIZE_MAX) {
            str inside = str_sub(label, open + 1, open + close);

            if (acronym(inside)) {
                st.head = inside;
                st.tail = str_trim(str_sub(label, open + close + 1, label.len));
                return st;
            }
            st.head = str_trim(str_sub(label, 0, open));
            st.tail = str_trim(str_sub(label, open, label.len));
        }
    }
    for (size_t i = 0; i < 2; i++)
        if (str_starts(st.head, str_from(total[i]))) {
            st.head = capital_first(j, str_sub(st.head, strlen(total[i]), st.head.len));
            break;
        }
    return st;
}

str table_lower_first(struct job *j, str s)
{
    uint32_t first, second = 0;
    size_t n;
    struct buf b;

    if (s.len == 0)
        return s;
    n = utf8_next(s, 0, &first);
    if (n < s.len)
        utf8_next(s, n, &second);
    if (!utf8_is_upper(first) || utf8_is_upper(second))
        return s;
    buf_init(&b, j->arena);
    utf8_put(&b, utf8_lower(first));
    buf_put(&b, str_sub(s, n, s.len));
    return arena_str(j->arena, buf_str(&b));
}

/* "nông thôn mới nâng cao" behind "... đạt chuẩn nông thôn mới" is nâng cao. */
static str without_overlap(struct job *j, str head, str child)
{
    str h = fold_text(j->arena, head), c = fold_text(j->arena, child);
    str rest = child;

    for (size_t i = 1; i < c.len && c.len == child.len; i++)
        if (c.ptr[i] == ' ' && str_find(str_sub(c, 0, i), STR(" ")) != SIZE_MAX &&
            h.len > i && str_ends(h, str_sub(c, 0, i)) && h.ptr[h.len - i - 1] == ' ')
            rest = str_trim(str_sub(child, i, child.len));
    return rest;
}

static str put_together(struct job *j, struct stem st, str child)
{
    str low = without_overlap(j, st.head, table_lower_first(j, child));

    return st.tail.len ? arena_printf(j->arena, "%.*s %.*s %.*s", STRF(st.head), STRF(low),
                                      STRF(st.tail))
                       : arena_printf(j->arena, "%.*s %.*s", STRF(st.head), STRF(low));
}

static bool unit_is(struct job *j, const struct table_row *k, const char *word)
{
    return str_eq(fold_strip(j->arena, k->unit_text), str_from(word));
}

/* "nghìn tấn", "triệu viên", but "đảng viên". */
static bool unit_multiplier_before(str stripped, size_t length)
{
    static const char *const many[] = { "nghin", "ngan", "trieu", "ty", "tr", "1000", "1 000" };
    str head = str_trim(str_sub(stripped, 0, stripped.len - length));

    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        if (str_is(head, many[i]) && head.len + length < stripped.len)
            return true;
    return false;
}

/* Goods counted in tonnes, cubic metres, bricks: what is told is their output. */
static bool tells_output(struct job *j, const struct table_row *k)
{
    str u = fold_strip(j->arena, k->unit_text);
    static const char *const goods[] = { "tan", "m3", "vien", "kwh", "lit", "ta" };

    if (str_find(u, STR("/")) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        str w = str_from(goods[i]);

        if (str_eq(u, w) || (str_ends(u, w) && unit_multiplier_before(u, w.len)))
            return true;
    }
    return false;
}

/* Does the row head a group? "Diện tích gieo trồng" above a list of crops is the
 * group's own measure; a mere "Tổng sản lượng" still needs a name. */
static bool heads_group(const struct table_row *row, uint32_t nrows, uint32_t at)
{
    return at + 1 < nrows && row[at + 1].parent == (int32_t)at;
}

/* "Diện tích trồng mới" of "Diện tích cây ăn quả" is of cây ăn quả. */
static str behind_measure(struct job *j, str own, str head)
{
    static const char *const twice[] = { "diện tích ", "sản lượng ", "giá trị ", "khối lượng " };
    str a = fold_text(j->arena, own), b = fold_text(j->arena, head);

    for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
        if (str_starts(a, str_from(twice[i])) && str_starts(b, str_from(twice[i])) &&
            b.len == head.len)
            return str_trim(str_sub(head, strlen(twice[i]), head.len));
    return head;
}

static str full_name(struct job *j, const struct table_row *row, uint32_t nrows, uint32_t at)
{
    const struct table_row *k = &row[at];
    const struct table_row *up = k->parent >= 0 ? &row[k->parent] : NULL;
    str own = without_year(without_remarks(j, k->own_label)), f = fold_strip(j->arena, own);
    str above = up ? fold_strip(j->arena, up->own_label) : STR("");

    bool shares = starts_with_word(above, "ty trong cac");      /* "ngành", "khu vực" */

    if (up && (shares || starts_with_word(above, "co cau")) && !table_begins_measure(f)) {
        struct stem st = stem_of(j, up->own_label);
        str of = shares ? STR("") : str_trim(str_sub(st.head, strlen("Cơ cấu"), st.head.len));
        str whole = fold_strip(j->arena, of);

        if (whole.len == 0 || starts_with_word(whole, "kinh te") ||
            starts_with_word(whole, "cac nganh kinh te"))
            of = STR("GRDP");
        return arena_printf(j->arena, "Tỷ trọng %.*s trong %.*s%s%.*s",
                            STRF(table_lower_first(j, own)), STRF(of), st.tail.len ? " " : "",
                            STRF(st.tail));
    }
    if (bare_measure(f)) {
        if (!up || (heads_group(row, nrows, at) && f.len > strlen("tong san luong")))
            return own;
        struct stem st = stem_of(j, without_remarks(j, up->own_label));
        str of = behind_measure(j, own, st.head);

        return arena_printf(j->arena, "%.*s %.*s", STRF(own), STRF(table_lower_first(j, of)));
    }
    if (up && !table_begins_measure(f)) {
        bool same_kind = up->unit_text.len == 0 || k->unit_text.len == 0
                         || unit_same_base(up->unit, k->unit);
        str parent = up->label.len ? up->label : up->own_label;
        struct stem st = stem_of(j, without_remarks(j, up->own_label));
        str stem = fold_strip(j->arena, st.head);

        if (same_kind && (table_begins_measure(stem) || acronym(st.head)) && !bare_measure(stem))
            return put_together(j, st, own);
        if (same_kind && bare_measure(stem))
            return put_together(j, (struct stem){ parent, { 0 } }, own);
    }
    if (up && starts_with_word(f, "von") && k->depth > up->depth && up->unit_text.len
        && table_begins_measure(above) && unit_same_base(up->unit, k->unit))
        return put_together(j, stem_of(j, without_remarks(j, up->own_label)), own);
    if (unit_is(j, k, "con") && !table_has_words(f, "dan") && !table_begins_measure(f))
        return arena_printf(j->arena, "Đàn %.*s", STRF(table_lower_first(j, own)));
    if (!table_begins_measure(f) && unit_is(j, k, "ha"))
        return arena_printf(j->arena, "Diện tích %.*s", STRF(table_lower_first(j, own)));
    if (!table_begins_measure(f) && tells_output(j, k))
        return arena_printf(j->arena, "Sản lượng %.*s", STRF(table_lower_first(j, own)));
    return own;
}

/* The unit all children share, for a total whose own cell is empty. */
static void inherit_unit(struct job *j, const struct units *units, struct table_row *row,
                         uint32_t nrows, uint32_t at)
{
    struct table_row *k = &row[at];
    str f = fold_strip(j->arena, k->own_label), found = { 0 };
    unit u = { 0 };

    if (starts_with_word(f, "ty le") || starts_with_word(f, "co cau")
        || starts_with_word(f, "ty trong") || starts_with_word(f, "toc do")) {
        k->unit_text = STR("%");
        unit_read(units, k->unit_text, &k->unit);
        return;
    }
    for (uint32_t i = at + 1; i < nrows; i++) {
        if (table_ends_branch(&row[i], k->depth))
            break;
        if (row[i].header || row[i].parent != (int32_t)at || row[i].unit_text.len == 0)
            continue;
        if (found.len && !unit_same_base(u, row[i].unit))
            return;
        if (found.len == 0) {
            found = row[i].unit_text;
            u = row[i].unit;
        }
    }
    k->unit_text = found;
    k->unit = u;
}

void table_name_rows(struct job *j, const struct units *units, struct table_row *row,
                     uint32_t nrows)
{
    for (uint32_t r = 0; r < nrows; r++)
        if (!row[r].header && row[r].own_label.len && row[r].unit_text.len == 0)
            inherit_unit(j, units, row, nrows, r);
    for (uint32_t r = 0; r < nrows; r++)
        if (!row[r].header && row[r].own_label.len)
            row[r].label = full_name(j, row, nrows, r);
}
