/* wording_count.c -- a count against the list that follows it.
 *
 *   03 huyện: Mường Ảng, Tuần Giáo        (two are named)
 *   gồm 04 nhiệm vụ: (1) ...; (2) ...; (3) ...
 *   tại 3 xã Nà Tấu, Nà Nhạn, Pá Khoang và Mường Phăng
 *   thực hiện 3 nội dung sau:             (and two items below)
 *
 * A list may group its items, tell amounts of each, or break off ("..."): it is held
 * against the count only when no way of counting it gives the count, and when it is no
 * further from it than by a slip. */
#include "check/wording/wording_int.h"

#include "base/utf8.h"

enum {
    MOST_COUNTED = 30,
    NOUN_BYTES = 60,            /* from the count to its list */
    LIST_BYTES = 900,
    SLIP = 2                    /* items too few or too many that a slip explains */
};

struct counted { uint32_t block; str s; size_t from, to; int32_t n; };

/* "5/10 xã" counts five. */
static bool read_counted(str s, size_t at, struct counted *out)
{
    size_t end = at, over;

    out->n = 0;
    while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9' && end - at < 3)
        out->n = out->n * 10 + (s.ptr[end++] - '0');
    out->from = at;
    out->to = end;
    if (end - at > 2 || end >= s.len || s.ptr[end] != ' ' || out->n > MOST_COUNTED)
        return false;
    if (at > 1 && s.ptr[at - 1] == '/') {
        for (over = at - 1; over > 0 && s.ptr[over - 1] >= '0' && s.ptr[over - 1] <= '9';)
            over--;
        if (over == at - 1 || (over > 0 && s.ptr[over - 1] != ' ' && s.ptr[over - 1] != '('))
            return false;
        out->n = 0;
        for (size_t i = over; i < at - 1 && out->n <= MOST_COUNTED; i++)
            out->n = out->n * 10 + (s.ptr[i] - '0');
        out->from = over;
    } else if (at > 0 && s.ptr[at - 1] != ' ' && s.ptr[at - 1] != '(') {
        return false;
    }
    return out->n >= 2 && out->n <= MOST_COUNTED;
}

/* "khoảng 5 xã" promises no list, and "tháng 5" counts nothing. */
static bool promises_none(const struct counted *k)
{
    static const char *const hedge[] = { "trên", "hơn", "gần", "khoảng", "ít nhất", "tối thiểu",
                                         "dưới", "nhóm", "thứ", "số", "điều", "khoản", "mục",
                                         "tháng", "ngày", "năm", "quý", "phụ lục", "biểu", "lần",
                                         NULL };

    return phrase_any_before(k->s, k->from, hedge);
}

/* Where the list of a count begins, and by what it was opened. */
struct listed { size_t from, to; bool bracket, numbered; int places; };

/* What stands between a count and its list: a noun and what it belongs to. */
static bool opens_list(str between)
{
    static const char *const other[] = { "như", "trong đó", "ví dụ", "điển hình", "nhất là",
                                         "so với", "tăng", "giảm", "đạt", "chiếm", "còn", "tổng",
                                         NULL };

    return !phrase_has_any(between, other);
}

/* The closing bracket of s[at], or the end of the list. */
static size_t bracket_end(str s, size_t at)
{
    int depth = 0;

    for (size_t i = at; i < s.len && i - at < LIST_BYTES; i++) {
        depth += s.ptr[i] == '(';
        depth -= s.ptr[i] == ')';
        if (depth == 0)
            return i;
    }
    return s.len;
}

/* The end of a list behind a colon: that of the sentence. "TP. Sơn Lâm" ends none. */
static size_t sentence_end(str s, size_t at)
{
    size_t i = at;

    for (; i < s.len && i - at < LIST_BYTES; i++) {
        if (s.ptr[i] == '(')
            i = bracket_end(s, i);
        else if (s.ptr[i] == '.' && (i + 1 >= s.len || s.ptr[i + 1] == ' ') &&
                 !(i > 1 && (s.ptr[i - 1] == 'P' || s.ptr[i - 1] == 'X') && s.ptr[i - 2] == 'T'))
            break;
    }
    return i < s.len ? i : s.len;
}

static const char *const place_kind[] = { "huyện", "xã", "phường", "thị trấn", "thị xã",
                                          "thành phố", "tỉnh", "bản", "thôn", "tp", "tx", "quận",
                                          "tổ", "ấp", "đặc khu", NULL };

/* Kinds of one level stand in one list: "06 huyện A, B và thành phố C"; of another they tell
 * where these lie: "02 xã A, B, huyện C". */
static int level_of_place(str s, size_t at)
{
    static const char *const village[] = { "bản", "thôn", "tổ", "ấp", NULL };
    static const char *const commune[] = { "xã", "phường", "thị trấn", "đặc khu", NULL };
    static const char *const district[] = { "huyện", "thị xã", "thành phố", "quận", "tp", "tx",
                                            NULL };

    if (phrase_any_behind(s, at, village))
        return 1;
    if (phrase_any_behind(s, at, commune))
        return 2;
    if (phrase_any_behind(s, at, district))
        return 3;
    return phrase_behind(s, at, "tỉnh") ? 4 : 0;
}

/* Provinces and the great cities stand side by side. */
static bool same_level(int counted, int item)
{
    return item == 0 || item == counted || (counted == 4 && item == 3);
}

/* Nouns of which nothing is listed by its name. */
static const char *const measure[] = { "lần", "lượt", "bậc", "điểm", "tỷ", "triệu", "nghìn", "ha",
                                       "tấn", "km", "ngày", "tháng", "năm", "giờ", "tuần", "người",
                                       "con", "cây", "m", "m2", "vụ", "ca", "học sinh", NULL };

/* The sign that opens a list within the limit: its place, or SIZE_MAX. A comma that joins
 * kinds of places ("xã, phường") parts nothing. */
static size_t find_opening(str s, size_t from, size_t limit)
{
    for (size_t i = from; i < limit; i++) {
        if (s.ptr[i] == ':' || s.ptr[i] == '(' ||
            (s.ptr[i] == 'g' && s.ptr[i - 1] == ' ' && phrase_behind(s, i, "gồm")))
            return i;
        if (s.ptr[i] == ';' || s.ptr[i] == '.' || (s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
            (s.ptr[i] == ',' && !phrase_any_behind(s, i + 1, place_kind)))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* ": A, B", "gồm A, B", "(A, B)" not far behind the count, no other number between. */
static bool find_list(const struct counted *k, struct listed *out)
{
    str s = k->s;
    size_t limit = k->to + NOUN_BYTES < s.len ? k->to + NOUN_BYTES : s.len;
    size_t i = find_opening(s, k->to, limit);

    *out = (struct listed){ 0 };
    if (i == SIZE_MAX || phrase_any_behind(s, k->to, measure) ||
        !opens_list(str_sub(s, k->to, i)))
        return false;
    out->places = level_of_place(s, k->to);
    if (s.ptr[i] == 'g')
        i += sizeof "gồm" - 1;
    out->bracket = i < s.len && s.ptr[i] == '(';
    if (out->bracket && i + 2 < s.len && s.ptr[i + 1] == '1' && s.ptr[i + 2] == ')')
        out->bracket = false;
    else
        i++;
    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == ':'))
        i++;
    out->from = i;
    out->numbered = str_starts(str_sub(s, i, s.len), STR("(1)"));
    out->to = out->numbered ? s.len
              : out->bracket ? bracket_end(s, i - 1) : sentence_end(s, i);
    return out->to > out->from && out->to - out->from < LIST_BYTES + NOUN_BYTES;
}

/* (1) .. (k): the last number of the row that begins at s[from]; 0 for one that skips. */
static int32_t last_numbered(str s, size_t from)
{
    int32_t last = 0;

    for (const char *p = s.ptr + from; (p = memchr(p, '(', s.len - (size_t)(p - s.ptr))); p++) {
        size_t i = (size_t)(p - s.ptr) + 1;
        int32_t n = 0;

        while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 100)
            n = n * 10 + (s.ptr[i++] - '0');
        if (n == 0 || i >= s.len || s.ptr[i] != ')')
            continue;
        if (n == 1 && last > 0)
            return last;
        if (n != last + 1)
            return 0;
        last = n;
    }
    return last;
}

/* Ways of counting the items of a list. */
struct ways {
    int places;                 /* the level of the places counted, 0 for other things */
    int32_t semicolons, commas, ands, sum, sum_commas;
    bool names;                 /* every item by commas and "và" begins with a capital */
    bool brief;                 /* every such item is of a few words and no number */
    bool open_end;              /* "...", "v.v" */
    bool mixed;                 /* places of another level than those counted */
};

static bool capital_at(str s, size_t at)
{
    uint32_t cp;

    if (at >= s.len)
        return false;
    utf8_next(s, at, &cp);
    return utf8_is_upper(cp);
}

/* The place behind a word of its kind, "huyện " at s[at]. */
static size_t behind_kind(str s, size_t at)
{
    size_t end;

    if (!phrase_which_behind(s, at, place_kind, &end))
        return at;
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '.'))
        end++;
    return end;
}

/* The count that an item begins with ("02 huyện ..."), or 1. */
static int32_t item_count(str s, size_t at)
{
    int32_t n = 0;

    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && n < 100)
        n = n * 10 + (s.ptr[at++] - '0');
    return n && at < s.len && s.ptr[at] == ' ' ? n : 1;
}

/* Is the item at s[at] of at most BRIEF words, without a number? */
static bool is_brief(str s, size_t at)
{
    enum { BRIEF = 4 };
    static const char *const several[] = { "các", "những", "một số", "nhiều", "mỗi", "toàn bộ",
                                           NULL };
    int words = 1;

    if (phrase_any_behind(s, at, several) || phrase_any_behind(s, at, place_kind))
        return false;

    for (; at < s.len && !strchr(",;(", s.ptr[at]); at++) {
        if (s.ptr[at] >= '0' && s.ptr[at] <= '9')
            return false;
        if (s.ptr[at] == ' ' && str_starts(str_sub(s, at, s.len), STR(" và ")))
            return true;
        words += s.ptr[at] == ' ';
    }
    return words <= BRIEF;
}

static void take_item(struct ways *t, str s, size_t at, bool by_semicolon)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    if (t->places && !same_level(t->places, level_of_place(s, at)))
        t->mixed = true;
    if (by_semicolon)
        t->sum += item_count(s, at);
    t->sum_commas += item_count(s, at);
    if (!capital_at(s, behind_kind(s, at)))
        t->names = false;
    if (!is_brief(s, at))
        t->brief = false;
}

static struct ways tally_list(str s, int places)
{
    struct ways t = { .places = places, .semicolons = 1, .commas = 1, .ands = 1,
                      .names = true, .brief = true };

    t.open_end = str_find(s, STR("..")) != SIZE_MAX || str_find(s, STR("…")) != SIZE_MAX ||
                 str_find(s, STR("v.v")) != SIZE_MAX;
    take_item(&t, s, 0, true);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '(' || s.ptr[i] == '"') {
            size_t end = s.ptr[i] == '(' ? bracket_end(s, i) : str_find(str_sub(s, i + 1, s.len),
                                                                          STR("\""));

            i = s.ptr[i] == '(' ? end : end == SIZE_MAX ? i : i + 1 + end;
        } else if (s.ptr[i] == ';') {
            t.semicolons++;
            t.commas++;
            t.ands++;
            take_item(&t, s, i + 1, true);
        } else if (s.ptr[i] == ',' && i + 1 < s.len && s.ptr[i + 1] == ' ') {
            t.commas++;
            t.ands++;
            take_item(&t, s, i + 1, false);
        } else if (s.ptr[i] == ' ' && phrase_behind(s, i, "và") &&
                   str_starts(str_sub(s, i, s.len), STR(" và "))) {
            t.ands++;
            take_item(&t, s, i + sizeof " và " - 1, false);
        }
    }
    return t;
}

/* Are there a few items more or less than the count promises? */
static bool miscounted(const struct counted *k, int32_t items)
{
    int32_t off = k->n > items ? k->n - items : items - k->n;

    return items >= 2 && off > 0 && off <= SLIP && off * 2 <= k->n + 1 && !promises_none(k);
}

static struct diag *add_count(struct checker *c, enum diag_code code, const struct counted *k,
                      int32_t items)
{
    const struct flow *f = &c->report->doc->block[k->block].flow;
    struct diag *d = diag_add(c->diags, code, flow_span(f, (uint32_t)k->from, (uint32_t)k->to));

    diag_arg(d, arena_printf(c->job->arena, "%d", (int)k->n));
    diag_arg(d, arena_printf(c->job->arena, "%d", (int)items));
    diag_stated(d, str_sub(k->s, k->from, k->to));
    d->computed = d->arg[1];
    return d;
}

/* Does the numbered list go on in the next paragraph? */
static bool numbers_go_on(const struct checker *c, uint32_t block)
{
    const struct doc *d = c->report->doc;
    uint32_t next = structure_next(c, block);
    str s = d->block[block].flow.text;

    return s.ptr[s.len - 1] == ';' || s.ptr[s.len - 1] == ',' ||
           (next < d->nblocks && str_starts(d->block[next].flow.text, STR("(")));
}

/* A list in the count's own block. */
static void check_list_beside(struct checker *c, const struct counted *k, const struct listed *l)
{
    str list = str_sub(k->s, l->from, l->to);
    struct ways t;
    int32_t items;

    if (l->numbered) {
        items = last_numbered(k->s, l->from);
        if (miscounted(k, items) && !numbers_go_on(c, k->block))
            add_count(c, DIAG_COUNT_OF_ITEMS, k, items)->severity = SEVERITY_ERROR;
        return;
    }
    t = tally_list(list, l->places);
    if (t.open_end || t.mixed || t.semicolons == k->n || t.ands == k->n ||
        (t.commas == k->n && !(l->places && t.names)) ||
        (t.sum == k->n && t.semicolons > 1) ||
        (t.sum_commas == k->n && t.sum_commas != t.commas) || (t.ands == 1 && t.semicolons == 1))
        return;
    items = t.semicolons > 1 ? t.semicolons : t.ands;
    if (t.semicolons == 1 && !t.names && !(t.brief && l->bracket && t.ands > 2))
        return;
    if (t.semicolons > 1 && (str_find_digit(list, 0) < list.len || t.sum_commas != t.commas))
        return;
    if (!miscounted(k, items))
        return;

    struct diag *d = add_count(c, DIAG_COUNT_OF_NAMES, k, items);

    if (l->places && t.names)
        d->severity = SEVERITY_ERROR;
}

/* Capitalised words at s[at], digits and hyphens among them: "Nà Tấu 1". */
static size_t name_end(str s, size_t at)
{
    static const char *const office[] = { "sở", "ban", "ubnd", "công", "ủy", "hội", "trường",
                                          "trung", "đoàn", "chi", "cục", "bộ", "hđnd", "mttq",
                                          "quỹ", "chương", "dự", "luật", NULL };
    size_t end = at;

    if (phrase_any_behind(s, at, office))
        return at;
    while (capital_at(s, end) ||
           (end > at && end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9')) {
        while (end < s.len && !strchr(" ,;.:()", s.ptr[end]))
            end++;
        at = end;
        if (end < s.len && s.ptr[end] == ' ')
            end++;
        else
            return end;
    }
    return at;
}

/* "3 xã Nà Tấu, Nà Nhạn và Mường Phăng": how many are named right behind; 0 when it cannot
 * be told where the names end. */
static int32_t count_names(str s, size_t at, int level)
{
    int32_t items = 0;

    for (;;) {
        size_t from = behind_kind(s, at), end = name_end(s, from);

        if (!same_level(level, level_of_place(s, at)))
            return items;
        if (end == from)
            return items && from == at && !capital_at(s, at) ? items : 0;
        items++;
        at = end;
        if (at + 1 < s.len && s.ptr[at] == ' ' && s.ptr[at + 1] == '(')
            at = bracket_end(s, at + 1) + 1;
        if (at < s.len && s.ptr[at] == ',')
            at++;
        else if (!phrase_behind(s, at, "và"))
            return items;
        else
            at += sizeof " và" - 1;
        while (at < s.len && s.ptr[at] == ' ')
            at++;
    }
}

/* Kinds of places stand right behind the count: "06 huyện", "3 xã, phường". */
static void check_places(struct checker *c, const struct counted *k)
{
    static const char *const region[] = { "bắc lào", "nam lào", "tây bắc", "đông bắc", "bắc bộ",
                                          "nam bộ", "tây nguyên", "đông nam", "bắc trung bộ",
                                          "trung du", "duyên hải", "tây nam", NULL };
    size_t at = k->to, first;
    int32_t items;

    while (at < k->s.len && k->s.ptr[at] == ' ')
        at++;
    first = behind_kind(k->s, at);
    if (first == at || !capital_at(k->s, first) || phrase_any_behind(k->s, first, region))
        return;
    items = count_names(k->s, first, level_of_place(k->s, at));
    if (miscounted(k, items))
        add_count(c, DIAG_COUNT_OF_NAMES, k, items);
}

/* Items below "3 nội dung sau:", of the rank of the first; 0 for a list too long to be
 * meant. */
static int32_t items_below(const struct checker *c, uint32_t block)
{
    enum { BLOCKS = 200 };
    const struct doc *d = c->report->doc;
    uint32_t first = structure_next(c, block);
    int32_t items = 0;

    if (first >= d->nblocks || d->block[first].kind != BLOCK_ITEM)
        return 0;
    for (uint32_t i = first; i < d->nblocks; i = structure_next(c, i)) {
        const struct block *b = &d->block[i];

        if (i - first > BLOCKS)
            return 0;
        if (b->kind == BLOCK_PARA && !str_ends(b->flow.text, STR(":"))) {
            uint32_t next = structure_next(c, i);   /* it may stand between two items */

            return next < d->nblocks && d->block[next].kind == BLOCK_ITEM ? 0 : items;
        }
        if (b->kind != BLOCK_ITEM || b->level < d->block[first].level)
            return items;
        items += b->level == d->block[first].level;
    }
    return items;
}

/* Does the block end with the count's noun and a colon? */
static void check_items_below(struct checker *c, const struct counted *k)
{
    str behind = str_sub(k->s, k->to, k->s.len);
    int32_t items;

    if (behind.len > NOUN_BYTES || !str_ends(behind, STR(":")) ||
        str_find_digit(behind, 0) < behind.len || memchr(behind.ptr, '.', behind.len) ||
        memchr(behind.ptr, ',', behind.len) || !opens_list(behind) ||
        !structure_is_body(&c->report->doc->block[k->block]))
        return;
    items = items_below(c, k->block);
    if (miscounted(k, items))
        add_count(c, DIAG_COUNT_OF_ITEMS, k, items);
}

void check_counted_lists(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        struct counted k = { .block = i, .s = c->report->doc->block[i].flow.text };

        if (c->report->doc->block[i].kind == BLOCK_TABLE)
            continue;
        for (uint32_t n = 0; n < c->signs[i].nruns; n++) {
            size_t at = c->signs[i].run[n].from, end = c->signs[i].run[n].to;
            struct listed l;

            if (end - at <= 2 && end + 1 < k.s.len && k.s.ptr[end] == ' ' &&
                (k.s.ptr[end + 1] < '0' || k.s.ptr[end + 1] > '9') &&
                read_counted(k.s, at, &k)) {
                if (find_list(&k, &l))
                    check_list_beside(c, &k, &l);
                else
                    check_places(c, &k);
                check_items_below(c, &k);
            }
        }
    }
}
