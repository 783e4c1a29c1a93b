/* place.c -- names of places.
 *
 *   place = kind name | kind name [","|"thuộc"] place      xã Xá Nhè, huyện Tủa Chùa
 *   kind  = tỉnh | huyện | thị xã | thành phố | TP | xã | phường | thị trấn
 *   name  = capitalised syllables
 *
 * A list (huyện A, B và C; các huyện ...) names several places: the figure is
 * then for the report's own area. A bare name counts as a place when the
 * province has one of that name and a figure or a colon follows it, or a word
 * of place leads it: "Tuần Giáo 127,05 ha; Mường Chà 48,5 ha của Nậm Pồ". A
 * commune that stands alone is told with the district it lay in while there
 * were districts: reports repeat the names of communes, and two districts may
 * have one of the same name. */
#include "extract/scan.h"

/* Did districts still exist at the period's end? They ended on 2025-06-30. */
static bool before_communes(period p)
{
    return p.year < 2025 || (p.year == 2025 && p.month > 0 && p.month <= 6);
}

/* The rank of the kind at i (0 province, 1 district, 2 commune) and its
 * length in tokens, 0 for none. */
static uint32_t kind_at(const struct scan *s, uint32_t i, int *rank)
{
    switch (scan_word(s, i)) {
    case W_TINH:   *rank = 0; return 1;
    case W_HUYEN:  *rank = 1; return 1;
    case W_XA:     *rank = 2; return 1;
    case W_PHUONG: *rank = 2; return 1;
    case W_TP:
        *rank = 1;
        return 1 + scan_is_mark(s, i + 1, '.');
    case W_THI:
        *rank = scan_word(s, i + 1) == W_XA ? 1 : 2;
        return scan_word(s, i + 1) == W_XA || scan_word(s, i + 1) == W_TRAN ? 2 : 0;
    case W_THANH:
        *rank = 1;
        return scan_word(s, i + 1) == W_PHO ? 2 : 0;
    default:
        return 0;
    }
}

static bool is_acronym(const struct scan *s, uint32_t i)
{
    str w = str_sub(s->text, s->t[i].at, s->t[i].end);

    for (size_t k = 0; k < w.len; k++)
        if (w.ptr[k] < 'A' || w.ptr[k] > 'Z')
            return false;
    return w.len > 1;
}

/* Capitalised syllables from i; "Tủa Chùa", "Điện Biên Phủ". */
static uint32_t proper_name(const struct scan *s, uint32_t i)
{
    uint32_t k = i;
    int rank;

    while (k < s->n && k - i < 4 && s->t[k].kind == TOKEN_WORD && s->t[k].upper) {
        if (k > i && kind_at(s, k, &rank) > 0)
            break;              /* "Thành phố Huyện ...": another place begins */
        if (is_acronym(s, k))
            break;              /* "tỉnh (PCI)" */
        k++;
    }
    /* "Điện Biên phủ": a last syllable typed small, where the name is known */
    if (s->areas && k > i && k < s->n && s->t[k].kind == TOKEN_WORD && !s->t[k].upper &&
        kind_at(s, k, &rank) == 0 && area_names_kind(s->areas, scan_text(s, i, k + 1)).len)
        k++;
    return k;
}

uint32_t scan_place_at(const struct scan *s, uint32_t i)
{
    int rank, outer;
    uint32_t len = kind_at(s, i, &rank), end;

    if (len == 0)
        return i;
    end = proper_name(s, i + len);
    if (end == i + len)
        return i;
    for (;;) {
        uint32_t k = end;

        if (scan_is_mark(s, k, ',') || scan_is_mark(s, k, '-') || scan_word(s, k) == W_THUOC)
            k++;
        len = kind_at(s, k, &outer);
        if (len == 0 && rank == 2 && scan_is_mark(s, end, '-')) {
            uint32_t name = proper_name(s, k);

            return name > k ? name : end;       /* "xã Mường Nhé - Mường Nhé" */
        }
        if (len == 0 || outer >= rank)
            return end;

        uint32_t next = proper_name(s, k + len);

        if (next == k + len)
            return end;
        end = next;
        rank = outer;
    }
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
        return end;
    end = proper_name(s, k);
    /* one capital alone may begin a sentence's name: two syllables at least */
    return end >= k + 2 && !scan_is_number(s, end) ? end : i;
}

/* "của Điện Biên Đông", "tại Nậm Pồ": a name behind a word of place, which is
 * not the province's own name too. */
static bool stands_in(const struct scan *s, uint32_t i, uint32_t end)
{
    uint16_t before = i > 0 ? scan_word(s, i - 1) : (uint16_t)W_OTHER;
    str name = scan_text(s, i, end);

    if (before != W_CUA && before != W_TAI && before != W_O && before != W_THUOC)
        return false;
    return !str_ends(s->home, name);
}

/* A bare name of the province's places at i, before a figure or a colon, or
 * behind a word of place. */
static uint32_t bare_place(const struct scan *s, uint32_t i)
{
    uint32_t end = proper_name(s, i);

    if (!s->areas || end == i || (i > 0 && s->t[i - 1].kind == TOKEN_WORD && s->t[i - 1].upper))
        return i;
    if (!scan_is_number(s, end) && !scan_is_mark(s, end, ':') && !stands_in(s, i, end))
        return i;
    if (i > 0 && (scan_word(s, i - 1) == W_BAN || scan_word(s, i - 1) == W_THON ||
                  scan_word(s, i - 1) == W_TO_GROUP || scan_word(s, i - 1) == W_XOM))
        return i;               /* "bản Mường Luân 1": the number is the hamlet's */
    return area_names_kind(s->areas, scan_text(s, i, end)).len ? end : i;
}

/* "thành phố 37 người" in a list of districts: the province's one city. */
static uint32_t bare_city(const struct scan *s, uint32_t i)
{
    int rank;
    uint32_t len = kind_at(s, i, &rank);

    if (!s->areas || len != 2 || scan_word(s, i) != W_THANH || !scan_is_number(s, i + 2) ||
        (i > 0 && s->t[i - 1].kind != TOKEN_MARK))
        return i;
    /* "các huyện, thị xã, thành phố": kinds, not a place */
    if (i > 1 && (kind_at(s, i - 2, &rank) || kind_at(s, i - 3, &rank)))
        return i;
    return area_names_city(s->areas).len ? i + 2 : i;
}

/* The district of the commune at [from, to), when the words name none. */
static str missing_district(const struct scan *s, uint32_t from, uint32_t to)
{
    int rank = 0;
    uint32_t len = kind_at(s, from, &rank);

    if (!s->areas || len == 0 || rank != 2 || proper_name(s, from + len) != to ||
        !before_communes(s->report))
        return (str){ NULL, 0 };
    return area_names_district(s->areas, s->arena, scan_text(s, from + len, to));
}

/* The words of a place with commas between its levels. */
static str place_text(struct scan *s, uint32_t from, uint32_t to)
{
    struct buf b;
    int rank;

    buf_init(&b, s->arena);
    for (uint32_t i = from; i < to; i++) {
        bool joint = s->t[i].kind == TOKEN_MARK || scan_word(s, i) == W_THUOC ||
                     (i > from && kind_at(s, i, &rank) > 0 && scan_word(s, i - 1) != W_THUOC &&
                      s->t[i - 1].kind != TOKEN_MARK && s->t[i - 1].upper);

        if (i > from && scan_word(s, i) == W_TINH)
            break;              /* the province goes without saying */
        if (scan_is_mark(s, i, '.'))
            continue;
        if (joint && b.len && b.ptr[b.len - 1] != ' ')
            buf_put(&b, STR(", "));
        if (s->t[i].kind == TOKEN_MARK || scan_word(s, i) == W_THUOC)
            continue;
        if (b.len && b.ptr[b.len - 1] != ' ')
            buf_char(&b, ' ');
        buf_put(&b, str_sub(s->text, s->t[i].at, s->t[i].end));
    }
    while (b.len && (b.ptr[b.len - 1] == ' ' || b.ptr[b.len - 1] == ','))
        b.len--;

    str district = missing_district(s, from, to);

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
           !(i > 1 && (scan_word(s, i - 2) == W_SO_COUNT ||
                       (s->t[i - 2].kind == TOKEN_WORD && s->t[i - 2].upper)));
}

void scan_places(struct scan *s)
{
    for (uint32_t i = 0; i < s->n; ) {
        uint32_t end = scan_place_at(s, i), more;
        bool several = i > 0 && (scan_word(s, i - 1) == W_CAC || counts_places(s, i));
        bool city = false;

        if (end <= i)
            end = bare_place(s, i);
        if (end <= i) {
            end = bare_city(s, i);
            city = end > i;
        }
        if (end <= i) {
            i++;
            continue;
        }
        while ((more = list_goes_on(s, end)) > end) {
            several = true;
            end = more;
        }

        str text = city ? area_names_city(s->areas) : place_text(s, i, end);

        /* another province is never the figure's own area */
        several |= scan_word(s, i) == W_TINH && !str_eq(text, s->home);
        *arena_push(s->arena, s->place, s->nplaces, s->place_cap) =
            (struct mention){ .from = i, .to = end, .text = text, .several = several };
        scan_mark(s, i, end, NOTE_PLACE);
        i = end;
    }
}
