/* place.c -- names of places.
 *
 *   place = kind name | kind name [","|"thuộc"] place      xã Xá Nhè, huyện Tủa Chùa
 *   kind  = tỉnh | huyện | thị xã | thành phố | TP | xã | phường | thị trấn
 *   name  = capitalised syllables
 *
 * A list (huyện A, B và C; các huyện ...) names several places: the figure is
 * then for the report's own area. A bare name counts as a place when the
 * province has one of that name and a figure or a colon follows it:
 * "Tuần Giáo 127,05 ha; Mường Chà 48,5 ha". */
#include "extract/scan.h"


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

/* A bare name of the province's places at i, before a figure or a colon. */
static uint32_t bare_place(const struct scan *s, uint32_t i)
{
    uint32_t end = proper_name(s, i);

    if (!s->areas || end == i || (i > 0 && s->t[i - 1].kind == TOKEN_WORD && s->t[i - 1].upper))
        return i;
    if (!scan_is_number(s, end) && !scan_is_mark(s, end, ':'))
        return i;
    if (i > 0 && (scan_word(s, i - 1) == W_BAN || scan_word(s, i - 1) == W_THON ||
                  scan_word(s, i - 1) == W_TO_GROUP || scan_word(s, i - 1) == W_XOM))
        return i;               /* "bản Mường Luân 1": the number is the hamlet's */
    return area_names_kind(s->areas, scan_text(s, i, end)).len ? end : i;
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
    return buf_str(&b);
}

void scan_places(struct scan *s)
{
    for (uint32_t i = 0; i < s->n; ) {
        uint32_t end = scan_place_at(s, i), more;
        bool several = i > 0 && (scan_word(s, i - 1) == W_CAC || scan_is_number(s, i - 1));

        if (end <= i)
            end = bare_place(s, i);

        if (end <= i) {
            i++;
            continue;
        }
        while ((more = list_goes_on(s, end)) > end) {
            several = true;
            end = more;
        }

        str text = place_text(s, i, end);

        /* another province is never the figure's own area */
        several |= scan_word(s, i) == W_TINH && !str_eq(text, s->home);
        *arena_push(s->arena, s->place, s->nplaces, s->place_cap) =
            (struct mention){ .from = i, .to = end, .text = text, .several = several };
        scan_mark(s, i, end, NOTE_PLACE);
        i = end;
    }
}
