/* place.c -- names of places.
 *
 *   place = kind name | kind name [","|"-"|"thuộc"] place | kind name "(" place ")"
 *   kind  = tỉnh | huyện | quận | thị xã | TX | thành phố | TP | xã | phường | thị trấn | đặc khu
 *   name  = capitalised syllables | the number of a quarter (quận 5)
 *   home  = (toàn | cả) tỉnh | trên địa bàn tỉnh
 *
 *     xã Xá Nhè, huyện Tủa Chùa     phường Cốc Lếu - TP. Lào Cai
 *
 * A list (huyện A, B và C; các huyện ...) names several places: the figure is
 * then for the report's own area. A bare name counts as a place when the
 * province has one of that name and a figure or a colon follows it, or a word
 * of place leads it: "Tuần Giáo 127,05 ha; Mường Chà 48,5 ha của Nậm Pồ"; in
 * such a list also when its diacritics were lost. Another province is only
 * named, unless its figure follows at once. A commune that stands alone is
 * told with the district it lay in while there were districts: reports repeat
 * the names of communes, and two districts may have one of the same name. */
#include "extract/scan.h"

#include "base/utf8.h"

#include <string.h>

enum place_rank { RANK_PROVINCE, RANK_DISTRICT, RANK_COMMUNE };

enum {
    PLACE_SYLLABLES = 4,
    QUARTERS = 40,              /* numbers that quarters of a city have */
    LIST_REACH = 24,            /* tokens between two entries of a list of places */
    ENTRY_WORDS = 12,           /* of an entry of such a list */
    PLACE_BYTES = 200
};

/* Did districts end before the period's end? They ended on 2025-06-30. */
static bool after_districts(period p)
{
    return p.year > 2025 || (p.year == 2025 && (p.month == 0 || p.month > 6));
}

/* One level of a place: its kind, and the tokens of its name. */
struct level {
    enum place_rank rank;
    str kind;
    uint32_t from, to;
};

enum { PLACE_LEVELS = 4 };

struct named_place {
    struct level level[PLACE_LEVELS];
    uint32_t n;
};

static uint32_t of_kind(struct level *l, enum place_rank rank, str kind, uint32_t len)
{
    l->rank = rank;
    l->kind = kind;
    return len;
}

/* "huyện đảo Phú Quý", "xã biên giới Na Ư": words between a kind and its name, how
 * many. */
static uint32_t describes(const struct scan *s, uint32_t i)
{
    static const char *const word[][2] = {
        { "đảo", "" }, { "biên", "giới" }, { "vùng", "cao" }, { "miền", "núi" },
    };

    if (i >= s->n || s->t[i].kind != TOKEN_WORD || s->t[i].upper)
        return 0;
    for (size_t k = 0; k < sizeof word / sizeof *word; k++)
        if (str_eq(s->t[i].fold, str_from(word[k][0]))) {
            bool two = word[k][1][0] != 0;

            return !two ? 1 : i + 1 < s->n && str_eq(s->t[i + 1].fold, str_from(word[k][1]))
                            ? 2 : 0;
        }
    return 0;
}

/* The kind at i, however it is written, and its length in tokens, 0 for none. */
static uint32_t kind_at(const struct scan *s, uint32_t i, struct level *l)
{
    switch (scan_word(s, i)) {
    case W_TINH:
        return of_kind(l, RANK_PROVINCE, STR("tỉnh"), 1);
    case W_HUYEN:
        return of_kind(l, RANK_DISTRICT, STR("huyện"), 1 + describes(s, i + 1));
    case W_QUAN_DISTRICT:
        return of_kind(l, RANK_DISTRICT, STR("quận"), 1);
    case W_TP:
        return of_kind(l, RANK_DISTRICT, STR("thành phố"), 1 + scan_is_mark(s, i + 1, '.'));
    case W_TX:
        return of_kind(l, RANK_DISTRICT, STR("thị xã"), 1 + scan_is_mark(s, i + 1, '.'));
    case W_XA:
        return of_kind(l, RANK_COMMUNE, STR("xã"), 1 + describes(s, i + 1));
    case W_PHUONG:
        return of_kind(l, RANK_COMMUNE, STR("phường"), 1);
    case W_THANH:
        if (scan_word(s, i + 1) == W_PHO)
            return of_kind(l, RANK_DISTRICT, STR("thành phố"), 2);
        return 0;
    case W_THI:
        if (scan_word(s, i + 1) == W_XA)
            return of_kind(l, RANK_DISTRICT, STR("thị xã"), 2);
        if (scan_word(s, i + 1) == W_TRAN)
            return of_kind(l, RANK_COMMUNE, STR("thị trấn"), 2);
        return 0;
    case W_DAC:
        if (scan_word(s, i + 1) == W_KHU)
            return of_kind(l, RANK_COMMUNE, STR("đặc khu"), 2);
        return 0;
    default:
        return 0;
    }
}

static bool is_kind(const struct scan *s, uint32_t i)
{
    struct level ignored;

    return kind_at(s, i, &ignored) > 0;
}

static bool is_name_word(const struct scan *s, uint32_t i)
{
    return i < s->n && s->t[i].kind == TOKEN_WORD && s->t[i].upper;
}

/* Capitals only: "PCI", a word of a title in capitals. */
static bool is_capitals(const struct scan *s, uint32_t i)
{
    str w = str_sub(s->text, s->t[i].at, s->t[i].end);
    size_t letters = 0;
    uint32_t cp;

    if (w.len > 1 && w.ptr[1] >= 'a' && w.ptr[1] <= 'z')
        return false;           /* most names: "Mai Sơn" */
    for (size_t k = 0; k < w.len; letters++) {
        k += utf8_next(w, k, &cp);
        if (!utf8_is_upper(cp) && !utf8_is_mark(cp))
            return false;
    }
    return letters > 1;
}

/* "kinh tế - Xã Hội", "Huyện Đoàn", "Huyện Ủy": bodies, no names of places. */
static bool is_body(const struct scan *s, uint32_t i)
{
    static const char *const body[] = { "hội", "đoàn", "ủy", "đội" };

    for (size_t k = 0; k < sizeof body / sizeof *body; k++)
        if (str_is(s->t[i].fold, body[k]))
            return true;
    return false;
}

static bool is_known(const struct scan *s, uint32_t from, uint32_t to)
{
    char fold[PLACE_BYTES];
    size_t n = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct token *t = &s->t[i];

        if (n + t->fold.len + 1 > sizeof fold)
            return false;
        if (i > from && !t->glued)
            fold[n++] = ' ';
        memcpy(fold + n, t->fold.ptr, t->fold.len);
        n += t->fold.len;
    }
    return s->areas && area_names_known(s->areas, (str){ fold, n });
}

/* Capitalised syllables from i; "Tủa Chùa", "Điện Biên Phủ", "Ea H'leo". */
static uint32_t plain_name(const struct scan *s, uint32_t i)
{
    uint32_t k = i;

    while (k - i < PLACE_SYLLABLES && is_name_word(s, k)) {
        if (k > i && is_kind(s, k))
            break;              /* "Thành phố Huyện ...": another place begins */
        if (is_capitals(s, k))
            break;
        k++;
        if (scan_is_mark(s, k, '\'') && s->t[k].glued && k + 1 < s->n && s->t[k + 1].glued &&
            s->t[k + 1].kind == TOKEN_WORD)
            k += 2;
    }
    return k;
}

static uint32_t proper_name(const struct scan *s, uint32_t i)
{
    uint32_t k = plain_name(s, i);

    if (k == i + 1 && is_body(s, i))
        return i;
    if (!s->areas || k == i)
        return k;
    /* "Bà Rịa - Vũng Tàu": a name of two halves */
    if (scan_is_mark(s, k, '-') && is_name_word(s, k + 1) && !is_kind(s, k + 1)) {
        uint32_t end = plain_name(s, k + 1);

        if (is_known(s, i, end))
            return end;
    }
    /* "Điện Biên phủ": a last syllable typed small, where the name is known */
    if (k < s->n && s->t[k].kind == TOKEN_WORD && !s->t[k].upper && !is_kind(s, k) &&
        is_known(s, i, k + 1))
        k++;
    return k;
}

/* The end of the name behind a kind; of a quarter also a number that counts nothing. */
static uint32_t name_of_kind(const struct scan *s, uint32_t kind, uint32_t i)
{
    uint16_t w = scan_word(s, kind);
    int n = scan_integer(s, i);
    unit ignored;
    str text;

    if ((w == W_QUAN_DISTRICT || w == W_PHUONG) && n > 0 && n < QUARTERS &&
        scan_unit(s, i + 1, &ignored, &text) == i + 1)
        return i + 1;
    return proper_name(s, i);
}

/* A level at i, its kind and its name; the token behind it, or i. */
static uint32_t level_at(const struct scan *s, uint32_t i, struct level *l)
{
    uint32_t len = kind_at(s, i, l);

    if (len == 0)
        return i;
    l->from = i + len;
    l->to = name_of_kind(s, i, l->from);
    return l->to > l->from ? l->to : i;
}

/* "xã Mường Nhé - Mường Nhé": the district without its kind. */
static uint32_t bare_outer(const struct scan *s, uint32_t i, struct level *l)
{
    l->from = i + 1;
    l->to = scan_is_mark(s, i, '-') ? proper_name(s, l->from) : l->from;
    if (l->to == l->from || !s->areas)
        return i;
    l->rank = RANK_DISTRICT;
    l->kind = area_names_kind(s->areas, scan_text(s, l->from, l->to), false);
    return l->kind.len == 0 || str_eq(l->kind, STR("xã")) || str_eq(l->kind, STR("phường"))
         ? i : l->to;
}

/* The place at i, level by level; its end, or i. */
static uint32_t place_at(const struct scan *s, uint32_t i, struct named_place *p)
{
    uint32_t end = level_at(s, i, &p->level[0]);

    p->n = end > i;
    while (p->n && p->n < PLACE_LEVELS) {
        struct level *outer = &p->level[p->n];
        bool bracket = scan_is_mark(s, end, '(');
        uint32_t k = end + (bracket || scan_is_mark(s, end, ',') || scan_is_mark(s, end, '-') ||
                            scan_word(s, end) == W_THUOC);
        uint32_t next = level_at(s, k, outer);

        if (next == k && outer[-1].rank == RANK_COMMUNE) {
            next = bare_outer(s, end, outer);
            k = end;
            bracket = false;
        }
        if (next == k || outer->rank >= outer[-1].rank ||
            (bracket && !scan_is_mark(s, next, ')')))
            break;
        end = next + bracket;
        p->n++;
    }
    return end;
}

uint32_t scan_place_at(const struct scan *s, uint32_t i)
{
    struct named_place ignored;

    return place_at(s, i, &ignored);
}

/* Does a list go on at i: ", Mường Chà", "và huyện Nậm Pồ"? Its end, or i. */
static uint32_t list_goes_on(const struct scan *s, uint32_t i)
{
    uint32_t k = i, end;

    if (scan_is_mark(s, k, ',') || scan_word(s, k) == W_VA)
        k++;
    else
        return i;
    end = scan_place_at(s, k);
    if (end > k)
        return scan_is_number(s, end) || scan_is_mark(s, end, ':') ? i : end;
    end = proper_name(s, k);
    /* one capital alone may begin a sentence's name: two syllables at least */
    return end >= k + 2 && !scan_is_number(s, end) && !scan_is_mark(s, end, ':') ? end : i;
}

/* The name of the report's own area without its kind. */
static str home_name(const struct scan *s)
{
    static const char *const kind[] = { "tỉnh ", "thành phố " };

    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        if (str_starts(s->home, str_from(kind[k])))
            return str_sub(s->home, str_from(kind[k]).len, s->home.len);
    return s->home;
}

/* Words of place, behind which a name may stand. */
static bool leads_name(uint16_t word)
{
    return word == W_CUA || word == W_TAI || word == W_O || word == W_THUOC;
}

/* "của Điện Biên Đông", "tại Nậm Pồ": a name behind a word of place, which is
 * not the province's own name too. */
static bool stands_in(const struct scan *s, uint32_t i, uint32_t end)
{
    return i > 0 && leads_name(scan_word(s, i - 1)) &&
           !str_eq(home_name(s), scan_text(s, i, end));
}

static bool has_figure(const struct scan *s, uint32_t end)
{
    return scan_is_number(s, end + scan_is_mark(s, end, ':'));
}

/* "các huyện có nhiều ca: Phù Yên (18), Sông Mã (12 ca)": a figure alone in a bracket
 * behind a name that stands in a list. */
static bool brackets_figure(const struct scan *s, uint32_t i, uint32_t end)
{
    unit ignored;
    str text;

    if (!scan_is_mark(s, end, '(') || !scan_is_number(s, end + 1) || i == 0)
        return false;
    if (!scan_is_mark(s, i - 1, ':') && !scan_is_mark(s, i - 1, ',') &&
        !scan_is_mark(s, i - 1, ';') && scan_word(s, i - 1) != W_VA &&
        scan_word(s, i - 1) != W_NHU && scan_word(s, i - 1) != W_LA)
        return false;
    end = scan_unit(s, end + 2, &ignored, &text);
    return scan_is_mark(s, end, ')') || scan_is_mark(s, end, ';');
}

/* "Bến Tre tăng 5,2%", "và Hậu Giang đạt khoảng 6%": does the clause that begins with the
 * name [i, end) tell how that place has changed? */
static bool has_change(const struct scan *s, uint32_t i, uint32_t end)
{
    bool opens = i == 0 || s->t[i - 1].kind == TOKEN_MARK || scan_word(s, i - 1) == W_VA ||
                 scan_word(s, i - 1) == W_NHU || scan_word(s, i - 1) == W_LA ||
                 scan_word(s, i - 1) == W_DO;
    uint32_t k = end + 1;

    if (scan_word(s, end) == W_VOI && i > 0 && scan_word(s, i - 1) == W_LA)
        return has_figure(s, end + 1);      /* "cao nhất là Phù Yên với 52%" */
    if (!opens || (scan_word(s, end) != W_TANG && scan_word(s, end) != W_GIAM &&
                   scan_word(s, end) != W_DAT))
        return false;
    while (scan_word(s, k) == W_GAN || scan_word(s, k) == W_TREN || scan_word(s, k) == W_HON ||
           scan_word(s, k) == W_KHOANG)
        k++;
    return scan_is_number(s, k);
}

/* Is i an entry of a list whose entry before was a place? */
static bool continues_list(const struct scan *s, uint32_t i)
{
    return s->nplaces && i > 0 && i - s->place[s->nplaces - 1].to <= LIST_REACH &&
           (scan_is_mark(s, i - 1, ';') || scan_is_mark(s, i - 1, ',') ||
            scan_word(s, i - 1) == W_VA);
}

/* "bản Mường Luân 1", "thủy điện Sông Bung 4", "hồ Phú Ninh 85 triệu m3": behind such a
 * noun stands the name of a hamlet, a work, a river. */
static bool names_a_work(const struct scan *s, uint32_t i)
{
    static const char *const noun[] = { "thủy điện", "nhà máy", "hồ chứa", "hồ", "đập", "cầu",
                                        "sông", "suối", "núi", "đèo", "chợ", "cửa khẩu",
                                        "sân bay", "cảng", "bệnh viện", "trạm", "tuyến",
                                        "khu", "cụm", "công ty", "hợp tác xã",
                                        "cánh đồng" };

    if (i == 0)
        return false;
    switch (scan_word(s, i - 1)) {
    case W_BAN: case W_THON: case W_TO_GROUP: case W_XOM:
        return true;
    default:
        break;
    }
    for (size_t k = 0; k < sizeof noun / sizeof *noun; k++)
        if (str_is(s->t[i - 1].fold, noun[k]) ||
            (i > 1 && str_ends(str_from(noun[k]), s->t[i - 1].fold) &&
             str_starts(str_from(noun[k]), s->t[i - 2].fold) &&
             str_from(noun[k]).len == s->t[i - 1].fold.len + s->t[i - 2].fold.len + 1))
            return true;
    return false;
}

/* What may stand behind a bare name that is a place: see has_figure(), has_change() and
 * brackets_figure(). */
static bool may_follow_name(const struct scan *s, uint32_t i)
{
    uint16_t w = scan_word(s, i);

    return scan_is_number(s, i) || scan_is_mark(s, i, ':') || scan_is_mark(s, i, '(') ||
           w == W_VOI || w == W_TANG || w == W_GIAM || w == W_DAT;
}

/* Could a name that begins at i be one? Most are the first word of a sentence; nothing
 * is looked up for them. Wherever the name ends, it does before `last`. */
static bool may_be_bare(const struct scan *s, uint32_t i)
{
    uint32_t last = i + 1;

    if (i > 0 && leads_name(scan_word(s, i - 1)))
        return true;
    while (last < s->n && (is_name_word(s, last) || s->t[last].glued ||
                           scan_is_mark(s, last, '-')))
        last++;
    for (uint32_t k = i + 1; k <= last + 1; k++)
        if (may_follow_name(s, k))
            return true;
    return false;
}

/* A bare name of the province's places at i, before a figure or a colon, or
 * behind a word of place; its kind. */
static uint32_t bare_place(const struct scan *s, uint32_t i, str *kind)
{
    uint32_t end;
    bool now = after_districts(s->report);

    if (!s->areas || !is_name_word(s, i) || (i > 0 && is_name_word(s, i - 1)) ||
        !may_be_bare(s, i))
        return i;
    end = proper_name(s, i);
    if (end == i)
        return i;

    bool told = has_figure(s, end) || has_change(s, i, end) || brackets_figure(s, i, end);

    if (!told && !scan_is_mark(s, end, ':') && !stands_in(s, i, end))
        return i;
    if (names_a_work(s, i))
        return i;

    str name = scan_text(s, i, end);

    *kind = area_names_kind(s->areas, name, now);
    if (kind->len == 0 && told)
        *kind = area_names_province(name);
    if (kind->len == 0 && has_figure(s, end) && continues_list(s, i))
        *kind = area_names_kind_stripped(s->areas, s->arena, name, now);
    return kind->len ? end : i;
}

/* "Nông Sơn 45 hộ; Nam Giang 12 hộ": a name that no list of units has, at the
 * head of an entry, where the entry beside it is a place. */
static uint32_t listed_name(const struct scan *s, uint32_t i)
{
    uint32_t end;

    if (!s->areas || !is_name_word(s, i) || i == 0 || s->t[i - 1].kind != TOKEN_MARK)
        return i;
    end = plain_name(s, i);
    if (end < i + 2 || !has_figure(s, end))
        return i;
    if (continues_list(s, i))
        return end;
    for (uint32_t k = end; k < s->n && k - end < ENTRY_WORDS; k++)
        if (scan_is_mark(s, k, ';') || scan_is_mark(s, k, ',')) {
            uint32_t name = plain_name(s, k + 1);

            return name > k + 1 && has_figure(s, name) &&
                   area_names_kind(s->areas, scan_text(s, k + 1, name), false).len ? end : i;
        }
    return i;
}

/* "Phước Sơn và Nam Trà My 210 hộ": where the names begin of which the one at i
 * is the last, or i. */
static uint32_t first_of_several(const struct scan *s, uint32_t i)
{
    uint32_t from = i;

    if (i < 2 || scan_word(s, i - 1) != W_VA)
        return i;
    for (from = i - 1; from > 0 && is_name_word(s, from - 1);)
        from--;
    return s->areas && area_names_kind(s->areas, scan_text(s, from, i - 1), false).len ? from : i;
}

/* "thành phố 37 người" in a list of districts: the province's one city. */
static uint32_t bare_city(const struct scan *s, uint32_t i)
{
    struct level l;
    uint32_t len = kind_at(s, i, &l);

    if (!s->areas || len == 0 || !str_eq(l.kind, STR("thành phố")) || !has_figure(s, i + len) ||
        (i > 0 && s->t[i - 1].kind != TOKEN_MARK && scan_word(s, i - 1) != W_VA))
        return i;
    /* "các huyện, thị xã, thành phố": kinds, not a place */
    if (i > 1 && (is_kind(s, i - 2) || (i > 2 && is_kind(s, i - 3))))
        return i;
    return area_names_city(s->areas).len ? i + len : i;
}

/* "toàn tỉnh", "cả tỉnh", "địa bàn tỉnh" with no name behind, or "thành phố" in the
 * report of a city: home. */
static uint32_t whole_province(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1;

    switch (scan_word(s, i)) {
    case W_TOAN_WHOLE: case W_CA:
        break;
    case W_DIA:
        if (scan_word(s, k) != W_BAN_AREA)
            return i;
        k += scan_word(s, k + 1) == W_TOAN_WHOLE ? 2 : 1;
        break;
    default:
        return i;
    }
    if (scan_word(s, k) == W_TINH && !is_name_word(s, k + 1))
        return k + 1;
    return scan_word(s, k) == W_THANH && scan_word(s, k + 1) == W_PHO &&
           !is_name_word(s, k + 2) && str_starts(s->home, STR("thành phố")) ? k + 2 : i;
}

/* "các huyện còn lại", "các xã khác", "các địa phương": several places, none of them
 * named; the end, or i. */
static uint32_t other_places(const struct scan *s, uint32_t i)
{
    uint32_t k = i + 1;

    if (scan_word(s, i) != W_CAC || k >= s->n)
        return i;
    if (scan_word(s, k) == W_DIA && str_eq(s->t[k + 1 < s->n ? k + 1 : k].fold, STR("phương")))
        k += 2;
    else if (scan_word(s, k) == W_HUYEN || scan_word(s, k) == W_XA || scan_word(s, k) == W_TINH)
        k++;
    else
        return i;
    if (k + 1 < s->n && ((scan_word(s, k) == W_CON && str_eq(s->t[k + 1].fold, STR("lại"))) ||
                         str_eq(s->t[k].fold, STR("khác"))))
        return k + 1 + (scan_word(s, k) == W_CON);
    return i;
}

/* Does the country stand at i as what a figure is of: at the head of its words,
 * or behind an average? "phong trào cả nước", "giải toàn quốc" are names. */
static bool is_of_country(const struct scan *s, uint32_t i)
{
    uint16_t before;

    if (i > 0 && scan_word(s, i - 1) == W_CUA)
        i--;
    if (i > 0 && scan_word(s, i - 1) == W_CHUNG)
        i--;
    before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;
    return i == 0 || before == W_QUAN || before == W_BINH || s->t[i - 1].kind == TOKEN_MARK;
}

/* "bình quân cả nước đạt 4,2%", "bình quân toàn quốc (50,77%)": the country's own
 * figure follows. "cao hơn cả nước 2 điểm" is a comparison of the home figure. */
static uint32_t whole_country(const struct scan *s, uint32_t i)
{
    bool named = (scan_word(s, i) == W_CA && scan_word(s, i + 1) == W_NUOC) ||
                 (scan_word(s, i) == W_TOAN_WHOLE && scan_word(s, i + 1) == W_QUOC);
    uint32_t k = i + 2;

    if (!named || !is_of_country(s, i))
        return i;
    for (uint32_t back = 1; back <= 6 && back <= i; back++)
        if (scan_word(s, i - back) == W_HON || scan_word(s, i - back) == W_SO)
            return i;
    if (scan_is_mark(s, k, '('))
        return scan_is_number(s, k + 1) ? k : i;
    switch (scan_word(s, k)) {
    case W_DAT: case W_LA: case W_CO: case W_CON: case W_UOC: case W_TANG: case W_GIAM:
        k++;
        k += k < s->n && str_eq(s->t[k].fold, STR("trưởng"));   /* tăng trưởng */
        k += scan_word(s, k) == W_KHOANG || scan_word(s, k) == W_TREN || scan_word(s, k) == W_HON;
        return scan_is_number(s, k) ? i + 2 : i;
    default:
        return scan_is_number(s, k) ? k : i;
    }
}

/* The district of a commune whose words name none. */
static str missing_district(const struct scan *s, const struct named_place *p)
{
    const struct level *l = &p->level[0];

    if (!s->areas || p->n != 1 || l->rank != RANK_COMMUNE || after_districts(s->report))
        return (str){ NULL, 0 };
    return area_names_district(s->areas, s->arena, scan_text(s, l->from, l->to));
}

/* "xã Xá Nhè, huyện Tủa Chùa"; the province goes without saying. */
static str place_text(const struct scan *s, const struct named_place *p)
{
    str district = missing_district(s, p);
    struct buf b;

    buf_init(&b, s->arena);
    for (uint32_t k = 0; k < p->n; k++) {
        const struct level *l = &p->level[k];

        if (k > 0 && l->rank == RANK_PROVINCE)
            break;
        if (k > 0)
            buf_put(&b, STR(", "));
        buf_put(&b, l->kind);
        if (l->kind.len)
            buf_char(&b, ' ');
        buf_put(&b, scan_text(s, l->from, l->to));
    }
    if (district.len) {
        buf_put(&b, STR(", "));
        buf_put(&b, district);
    }
    return buf_str(&b);
}

/* Is the number before i a count of places ("02 xã A, B") and not the end of a
 * name ("trường số 1 xã A", "bản B 1 xã A")? */
static bool counts_places(const struct scan *s, uint32_t i)
{
    return i > 0 && scan_is_number(s, i - 1) &&
           !(i > 1 && (scan_word(s, i - 2) == W_SO_COUNT || is_name_word(s, i - 2)));
}

/* Is the place the report's own area, whatever the place of the tone marks? */
static bool is_home(const struct scan *s, str text)
{
    char a[PLACE_BYTES], b[PLACE_BYTES];

    if (str_eq(text, s->home))
        return true;
    if (2 * text.len + 4 > sizeof a || 2 * s->home.len + 4 > sizeof b)
        return false;
    return str_eq((str){ a, fold_word(text, a) }, (str){ b, fold_word(s->home, b) });
}

/* Another province or one of the country's cities: named, but no place of a
 * figure of a province's report, unless that follows at once. */
static bool is_elsewhere(const struct scan *s, const struct named_place *p, uint32_t from,
                         uint32_t end)
{
    const struct level *l = &p->level[0];
    str name = scan_text(s, l->from, l->to);

    if (s->home.len == 0 || str_eq(s->home, STR("cả nước")) ||
        has_change(s, from, end) ||
        (has_figure(s, end) && (from == 0 || scan_word(s, from - 1) != W_VOI)))
        return false;
    return l->rank == RANK_PROVINCE ||
           (str_eq(l->kind, STR("thành phố")) && s->areas &&
            area_names_province(name).len && !area_names_kind(s->areas, name, false).len);
}

static void add_place(struct scan *s, uint32_t from, uint32_t to, str text, bool several)
{
    *arena_push(s->arena, s->place, s->nplaces, s->place_cap) =
        (struct mention){ .from = from, .to = to, .text = text, .several = several };
}

/* Is the place a district, with nothing that lies in it? */
static bool is_district(str place)
{
    static const char *const kind[] = { "huyện ", "thị xã ", "thành phố ", "quận " };

    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        if (str_starts(place, str_from(kind[k])))
            return true;
    return false;
}

/* A place without its kind, that of which is known if anything is. */
static uint32_t bare_level(const struct scan *s, uint32_t i, struct named_place *p)
{
    struct level *l = &p->level[0];

    p->n = 1;
    *l = (struct level){ .rank = RANK_DISTRICT, .from = i };
    l->to = bare_place(s, i, &l->kind);
    if (l->to == i)
        l->to = listed_name(s, i);
    if (!str_eq(l->kind, STR("xã")) && !str_eq(l->kind, STR("phường")))
        return l->to;
    /* a list stays on one level: a district that is none any more, not a commune */
    if (continues_list(s, i) && is_district(s->place[s->nplaces - 1].text))
        l->kind = (str){ NULL, 0 };
    else
        l->rank = RANK_COMMUNE;
    return l->to;
}

/* Places that a name tells, with the list that goes on behind it. */
static uint32_t take_named(struct scan *s, uint32_t i)
{
    struct named_place p;
    uint32_t end = place_at(s, i, &p), from = i, more;
    bool several = i > 0 && (scan_word(s, i - 1) == W_CAC || counts_places(s, i));

    if (end <= i) {
        end = bare_level(s, i, &p);
        from = end > i ? first_of_several(s, i) : i;
    }
    if (end <= i)
        return i;

    str text = place_text(s, &p);

    if (p.level[0].rank <= RANK_DISTRICT && p.n == 1 && str_starts(s->home, p.level[0].kind) &&
        is_home(s, text))
        text = s->home;
    else
        several |= from < i || is_elsewhere(s, &p, i, end);
    while ((more = list_goes_on(s, end)) > end) {
        several = true;
        end = more;
    }
    add_place(s, from, end, text, several);
    scan_mark(s, from, end, NOTE_PLACE);
    return end;
}

/* Most words can begin no place: they are neither a kind nor a name. */
static bool may_begin_place(const struct token *t)
{
    static const bool begins[W_COUNT] = {
        [W_TINH] = true, [W_HUYEN] = true, [W_QUAN_DISTRICT] = true, [W_TP] = true,
        [W_TX] = true, [W_XA] = true, [W_PHUONG] = true, [W_THANH] = true, [W_THI] = true,
        [W_DAC] = true, [W_TOAN_WHOLE] = true, [W_CA] = true, [W_DIA] = true, [W_CAC] = true,
    };

    return t->kind == TOKEN_WORD && (t->upper || begins[t->word]);
}

/* A region of the country at i, which a national report tells figures of; its end,
 * or i. */
static uint32_t region_at(const struct scan *s, uint32_t i)
{
    static const char *const region[] = {
        "đồng bằng sông cửu long", "đồng bằng sông hồng", "trung du và miền núi phía bắc",
        "trung du miền núi phía bắc", "bắc trung bộ và duyên hải miền trung", "bắc trung bộ",
        "duyên hải nam trung bộ", "duyên hải miền trung", "tây nguyên", "đông nam bộ",
        "miền bắc", "miền trung", "miền nam",
    };

    for (size_t r = 0; r < sizeof region / sizeof *region; r++) {
        str rest = str_from(region[r]), word;
        uint32_t k = i;

        while (k < s->n && str_split(&rest, ' ', &word) && str_eq(s->t[k].fold, word)) {
            k++;
            if (rest.len == 0)
                return k;
        }
    }
    return i;
}

void scan_places(struct scan *s)
{
    bool national = str_eq(s->home, STR("cả nước"));

    for (uint32_t i = 0; i < s->n;) {
        uint32_t end;

        while (!national && i < s->n && !may_begin_place(&s->t[i]))
            i++;
        if (i >= s->n)
            break;
        end = national ? region_at(s, i) : i;
        if (end > i) {
            add_place(s, i, end, scan_text(s, i, end), false);
            scan_mark(s, i, end, NOTE_PLACE);
            i = end;
            continue;
        }
        if (!may_begin_place(&s->t[i])) {
            i++;
            continue;
        }
        end = take_named(s, i);
        if (end == i && (end = bare_city(s, i)) > i) {
            add_place(s, i, end, area_names_city(s->areas), false);
            scan_mark(s, i, end, NOTE_PLACE);
        }
        if (end == i && (end = whole_province(s, i)) > i)
            add_place(s, i, end, s->home, false);
        if (end == i && (end = other_places(s, i)) > i)
            add_place(s, i, end, s->home, true);
        if (end == i && (end = whole_country(s, i)) > i) {
            add_place(s, i, end, STR("cả nước"), false);
            scan_mark(s, i, end, NOTE_PLACE);
        }
        i = end > i ? end : i + 1;
    }
}
