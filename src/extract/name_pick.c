/* name_pick.c -- the words before a figure that name it. */
#include "extract/name_int.h"

#include <string.h>

enum { FRAMED_WORDS = 2 };      /* at least, behind the frame of a sentence */

/* Does the name end with a bracket that opened in it: "tăng trưởng (GRDP)"? */
static bool closes(const struct scan *s, const struct name_part *w)
{
    if (!scan_is_mark(s, w->tok[w->n - 1], ')'))
        return false;
    for (uint32_t i = 0; i < w->n; i++)
        if (scan_is_mark(s, w->tok[i], '('))
            return true;
    return false;
}

/* nhẹ, mạnh, cao ...: how much something rose, in words. */
static bool is_degree(const struct scan *s, uint32_t i)
{
    static const char *const degree[] = { "nhẹ", "mạnh", "cao", "khá", "đều", "nhanh", "chậm",
                                          "sâu", "ít", "nhiều", "đáng", "thấp" };

    for (size_t k = 0; i < s->n && k < sizeof degree / sizeof *degree; k++)
        if (str_is(s->t[i].fold, degree[k]))
            return true;
    return false;
}

/* The words "xu hướng", "chiều hướng" before the k-th: their number. */
static uint32_t tendency(const struct scan *s, const struct name_part *w, uint32_t k)
{
    return k > 3 && scan_word(s, w->tok[k - 1]) == W_HUONG &&
           (str_eq(s->t[w->tok[k - 2]].fold, STR("xu")) ||
            scan_word(s, w->tok[k - 2]) == W_CHIEU) ? 2 : 0;
}

/* "sản lượng thịt hơi có xu hướng tăng nhẹ, ước đạt": the name ends before what
 * the sentence says of it. */
static void cut_at_change(const struct scan *s, struct name_part *w, bool headed)
{
    for (uint32_t k = 2; headed && k < w->n; k++) {
        uint16_t word = scan_word(s, w->tok[k]);

        if (k > 2 && name_is_purpose(s, w->tok[k])) {
            w->n = k;
            return;
        }
        if ((word != W_TANG && word != W_GIAM && word != W_DAT) ||
            !is_degree(s, w->tok[k] + 1))
            continue;           /* tốc độ tăng trưởng, tỷ lệ giảm nghèo */
        w->n = k - tendency(s, w, k);
        while (w->n > 1 && scan_word(s, w->tok[w->n - 1]) != W_OTHER &&
               name_is_tail(s, w->tok[w->n - 1]))
            w->n--;
    }
}

/* Leaves out what stands in brackets: it explains, and names nothing. */
static void drop_brackets(const struct scan *s, struct name_part *w)
{
    uint32_t kept = 0;
    bool inside = false;

    for (uint32_t i = 0; i < w->n; i++) {
        inside |= scan_is_mark(s, w->tok[i], '(');
        if (!inside)
            w->tok[kept++] = w->tok[i];
        inside &= !scan_is_mark(s, w->tok[i], ')');
    }
    w->n = kept;
}

/* Is the run that begins at `start` an item of a list, a noun with all that belongs
 * to it: it opens its clause, and no auxiliary in it tells of a sentence? */
static bool is_item(const struct scan *s, uint32_t start, const struct name_part *w)
{
    if (start > 0 && !scan_is_mark(s, start - 1, ';') && !scan_is_mark(s, start - 1, ':') &&
        !scan_is_mark(s, start - 1, '.'))
        return false;
    for (uint32_t i = 0; i < w->n; i++)
        switch (scan_word(s, w->tok[i])) {
        case W_DA_DONE: case W_DANG: case W_SE: case W_TUC: case W_NHUNG_BUT: case W_LA:
            return false;
        default:
            break;
        }
    return true;
}

/* A mark or a word that joins phrases. */
static bool is_joint(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_VA: case W_CAC: case W_NHUNG: case W_CUA: case W_CHO: case W_VE: case W_THEO:
    case W_DE: case W_VOI: case W_DA_DONE: case W_DANG: case W_SE: case W_TAI: case W_LA:
        return true;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

/* How many of the last words to keep: about eight, from behind a mark or a word of the
 * grammar, so that no compound is cut in half ("sản | xuất nông nghiệp"). */
static uint32_t end_to_keep(const struct scan *s, const struct name_part *w)
{
    enum { KEPT = 8, MOST = 12, LEAST = 5 };

    for (uint32_t k = KEPT; k <= MOST && k < w->n; k++)
        if (is_joint(s, w->tok[w->n - k - 1]))
            return k;
    for (uint32_t k = KEPT; k >= LEAST; k--)
        if (is_joint(s, w->tok[w->n - k - 1]))
            return k;
    return KEPT;
}

/* Without a head, a long run of words is a sentence: its end names best. */
static void shorten(const struct scan *s, uint32_t start, struct name_part *w)
{
    enum { LONG = 12 };
    uint32_t kept;

    if (w->n > LONG)
        drop_brackets(s, w);
    if (w->n <= LONG || (is_item(s, start, w) && w->n < NAME_WORDS))
        return;
    kept = end_to_keep(s, w);
    memmove(w->tok, w->tok + w->n - kept, sizeof *w->tok * kept);
    w->n = kept;
}

/* "thu hồi nộp ngân sách số tiền là": the sum of money at the end is the head of what
 * stands before it. Its token, or `to`. */
static uint32_t bare_sum(const struct scan *s, uint32_t from, uint32_t to)
{
    uint32_t last = to;

    while (last > from && name_is_tail(s, last - 1))
        last--;
    if (last < from + 2 || scan_word(s, last - 2) != W_SO_COUNT ||
        scan_word(s, last - 1) != W_TIEN)
        return to;
    return last > from + 2 && scan_word(s, last - 3) == W_TONG ? last - 3 : last - 2;
}

/* "tại bản Nà Sự, 5 ca", "ở trường Hoa Sen và 7 ca": where the figure before stands is
 * no part of the name. The token behind it, or `from`. */
static uint32_t past_locative(const struct scan *s, uint32_t from, uint32_t to)
{
    if ((scan_word(s, from) != W_TAI && scan_word(s, from) != W_O) || from == 0 ||
        s->t[from - 1].kind == TOKEN_MARK)
        return from;            /* at the head of a sentence it may be all there is */
    for (uint32_t i = from + 1; i < to; i++)
        if (scan_is_mark(s, i, ',') || scan_word(s, i) == W_VA)
            return i + 1;
    return from;
}

/* "Về cơ cấu kinh tế, khu vực dịch vụ", "Theo Sở Công Thương, lượng điện": what frames
 * a sentence is no part of the name. The token behind its comma, or `from`. */
static uint32_t past_frame(const struct scan *s, uint32_t from, uint32_t to)
{
    uint32_t i = from;

    while (i < to && (s->t[i].kind == TOKEN_MARK || name_whereabouts(s, i)))
        i += s->t[i].kind == TOKEN_MARK ? 1 : name_whereabouts(s, i);
    if (scan_word(s, i) != W_VE && scan_word(s, i) != W_THEO)
        return from;
    for (; i + FRAMED_WORDS < to; i++)
        if (scan_is_mark(s, i, ','))
            return i + 1;
    return from;
}

/* What is no part of a name at i, wherever it stands: its length or 0. */
static inline uint32_t aside_words(const struct scan *s, uint32_t i)
{
    uint32_t k;

    if (scan_word(s, i) == W_OTHER)
        return 0;
    k = name_whereabouts(s, i);
    return k ? k : name_nationwide(s, i);
}

/* "tại các xã A, B", "trên địa bàn các huyện C, D": what leads to places that are no part
 * of the name. Its length or 0. */
static uint32_t leads_to_dropped(const struct scan *s, uint32_t i)
{
    uint32_t k = i + (scan_word(s, i) == W_TAI || scan_word(s, i) == W_O);

    k += scan_word(s, k) == W_CAC;
    return k > i && k < s->n && (s->note[k] & NOTE_PLACE) && !name_is_dwelling(s, i) ? k - i : 0;
}

/* "các huyện có tỷ lệ hộ nghèo cao", "địa phương có số ca tăng": the quantity of places
 * is what they have. Does it begin at i? */
static bool places_have(const struct scan *s, uint32_t i)
{
    if (i < 2 || scan_word(s, i - 1) != W_CO)
        return false;
    switch (scan_word(s, i - 2)) {
    case W_HUYEN: case W_XA: case W_TINH: case W_PHO: case W_PHUONG:
        return true;
    default:
        return str_eq(s->t[i - 2].fold, STR("phương"));
    }
}

/* "cao", "thấp nhất", "nhiều như" at the end of what places have: what is left. */
static uint32_t before_degree(const struct scan *s, uint32_t from, uint32_t to)
{
    while (to > from && (scan_word(s, to - 1) == W_NHU || scan_word(s, to - 1) == W_NHAT ||
                         scan_word(s, to - 1) == W_LA))
        to--;
    return to > from + 2 && (is_degree(s, to - 1) || str_eq(s->t[to - 1].fold, STR("lớn")))
         ? to - 1 : to;
}

/* May a head stand at i, behind the word before it? */
static bool opens_head(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i - 1)) {
    case W_VA: case W_VOI: case W_NANG: case W_UOC:
        return true;
    case W_CO:
        return name_is_dropped(s, i - 1) || places_have(s, i);
    default:
        return scan_is_mark(s, i - 1, ',') || name_is_dropped(s, i - 1) || name_is_lead(s, i - 1);
    }
}

/* A word that the grammar does not know, of no time, place or base: it names. */
static inline bool is_plain_word(const struct scan *s, uint32_t i)
{
    return s->t[i].kind == TOKEN_WORD && s->t[i].word == W_OTHER && !name_is_dropped(s, i);
}

static void pick_words(const struct scan *s, uint32_t from, uint32_t to, struct name_part *w)
{
    uint32_t start = from, head = to;
    bool had = false;

    w->n = 0;
    while (to > from && scan_is_mark(s, to - 1, '('))
        to--;
    head = to;
    for (uint32_t i = from; i < to; i++) {
        if (s->t[i].kind == TOKEN_MARK) {
            if (scan_is_mark(s, i, '(') && name_closing(s, i, to) < to)
                i = name_closing(s, i, to);  /* "đàn gia súc (trâu, bò, lợn)" is one name */
            else if (strchr(";:.(", s->t[i].mark) && i + 1 < to)
                start = i + 1;
        } else if (scan_word(s, i) == W_CHO && i + 2 < to &&
                   str_eq(s->t[i + 1].fold, STR("biết"))) {
            start = i + 2;      /* "Sở Công Thương cho biết, ..." */
        }
    }
    /* a later head behind a comma opens a clause of its own; behind "có" it belongs to
     * the noun before that: "khu vực có vốn đầu tư nước ngoài" */
    for (uint32_t i = start; i < to; i++) {
        if (s->t[i].word != W_OTHER && !name_is_dropped(s, i) && name_is_head(s, i) &&
            (head == to || scan_is_mark(s, i - 1, ',') || scan_word(s, i - 1) == W_NANG) &&
            (i == start || opens_head(s, i))) {
            head = i;
            had = i > start && places_have(s, i);
        }
    }
    if (head == to)
        head = bare_sum(s, start, to);
    start = head < to ? head : past_frame(s, past_locative(s, start, to), to);

    uint32_t last = to;

    while (last > start && (name_is_dropped(s, last - 1) || name_is_tail(s, last - 1)) &&
           !scan_is_mark(s, last - 1, ')'))
        last--;
    if (had)
        last = before_degree(s, start, last);
    if (scan_word(s, start) == W_DUA && scan_word(s, start + 1) == W_VAO)
        start = start + 4 < last ? start + 4 : start;   /* "đưa vào sử dụng nhà máy" */
    while (start < last && head == to &&
           (aside_words(s, start) || name_is_dropped(s, start) || name_is_lead(s, start)))
        start += aside_words(s, start) ? aside_words(s, start) : 1;
    for (uint32_t i = start; i < last; i++) {
        uint32_t skip;

        if (is_plain_word(s, i) && w->n < NAME_WORDS) {
            w->tok[w->n++] = i;
            continue;
        }
        skip = aside_words(s, i);
        if (skip == 0)
            skip = leads_to_dropped(s, i);
        if (last - start > NAME_WORDS && scan_is_mark(s, i, '(') &&
            name_closing(s, i, last) < last)
            skip = name_closing(s, i, last) + 1 - i;    /* long names leave remarks out */
        if (skip) {
            i += skip - 1;
            continue;
        }
        if (s->t[i].kind == TOKEN_NUMBER && scan_word(s, i + 1) == W_THANG) {
            i++;                /* "bình quân 9 tháng" */
            continue;
        }
        if (name_is_dropped(s, i) || (s->t[i].kind == TOKEN_NUMBER && !name_is_number(s, i)) ||
            scan_is_mark(s, i, '"') ||
            (scan_is_mark(s, i, ',') && i > start && name_is_dropped(s, i - 1)))
            continue;
        if (w->n == NAME_WORDS && head < to)
            break;              /* a head names from its beginning */
        if (w->n == NAME_WORDS) {
            memmove(w->tok, w->tok + 1, sizeof *w->tok * (NAME_WORDS - 1));
            w->n--;
        }
        if (scan_is_mark(s, i, ')') && w->n && scan_is_mark(s, w->tok[w->n - 1], '(')) {
            w->n--;             /* there was but a place in it */
            continue;
        }
        w->tok[w->n++] = i;
    }
    cut_at_change(s, w, head < to);
    if (head == to)
        shorten(s, start, w);
    while (w->n && s->t[w->tok[0]].kind == TOKEN_MARK) {
        memmove(w->tok, w->tok + 1, sizeof *w->tok * (w->n - 1));
        w->n--;
    }
    while (w->n && name_is_tail(s, w->tok[w->n - 1]) && !closes(s, w))
        w->n--;
}

struct name_memo *name_memo_new(struct arena *a)
{
    return arena_new(a, struct name_memo);
}

void name_pick(const struct scan *s, uint32_t from, uint32_t to, struct name_part *w)
{
    struct name_memo *m = s->memo;

    if (m && m->text == s->text.ptr && m->from == from && m->to == to &&
        m->marked == s->marked) {
        w->n = m->part.n;
        memcpy(w->tok, m->part.tok, w->n * sizeof *w->tok);
        return;
    }
    pick_words(s, from, to, w);
    if (m) {
        m->text = s->text.ptr;
        m->from = from;
        m->to = to;
        m->marked = s->marked;
        m->part.n = w->n;
        memcpy(m->part.tok, w->tok, w->n * sizeof *w->tok);
    }
}
