/* places.c -- places with their figures in the bracket behind a total.
 *
 *     412 nhà bị tốc mái (Bát Xát 156, Văn Bàn 98, Bảo Thắng 87 và Sa Pa 71)
 *
 * The grammar reads a list by its units and opens it near its total; what names places in
 * a row needs neither. */
#include "check/parts/sum_int.h"

#include "base/utf8.h"
#include "check/wording/phrase.h"
#include "lex/number.h"

enum {
    PLACES_REACH = 110,         /* from the total to its bracket, in bytes */
    PLACES_BRACKET = 1200,      /* the longest bracket */
    PLACE_NAME = 40,
    NEAR_BRACKET = 32
};

/* The bracket [*open, *close) behind text[from), with nothing but words between. */
static bool places_bracket(str text, size_t from, size_t *open, size_t *close)
{
    size_t end = from + PLACES_REACH < text.len ? from + PLACES_REACH : text.len;

    if (from >= end || !memchr(text.ptr + from, '(', end - from))
        return false;
    for (size_t i = from; i < end; i++) {
        char at = text.ptr[i];

        if (at == ';' || at == ')' || at == ':' || at == '\n' || at == '\t' ||
            (at >= '0' && at <= '9') || (at == '.' && i + 1 < end && text.ptr[i + 1] == ' '))
            return false;
        if (at != '(')
            continue;
        for (*open = i, i++; i < text.len && i < *open + PLACES_BRACKET; i++) {
            if (text.ptr[i] == '(' || text.ptr[i] == '\n' || text.ptr[i] == '\t')
                return false;
            if (text.ptr[i] == ')') {
                *close = i;
                return true;
            }
        }
        return false;
    }
    return false;
}

/* "huyện Sông Mã", "Bát Xát:", "TP Hồ Chí Minh" */
static bool names_place(str name)
{
    static const char *const kind[] = { "huyện ", "xã ", "thị xã ", "thành phố ", "tỉnh ",
                                        "thị trấn ", "phường ", "quận ", "các xã " };
    uint32_t cp;

    name = str_trim(name);
    if (name.len && name.ptr[name.len - 1] == ':')
        name = str_trim(str_sub(name, 0, name.len - 1));
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (str_starts(name, str_from(kind[i]))) {
            name = str_sub(name, strlen(kind[i]), name.len);
            break;
        }
    if (name.len < 2 || name.len > PLACE_NAME)
        return false;
    for (size_t i = 0, words = 0; i < name.len; words++) {     /* every word is a name's */
        utf8_next(name, i, &cp);
        if (!utf8_is_upper(cp) || words > 5)
            return false;
        while (i < name.len && name.ptr[i] != ' ')
            i++;
        while (i < name.len && name.ptr[i] == ' ')
            i++;
    }
    return true;
}

/* "mầm non", "tiểu học:", "người khuyết tật": words that name a part, and say no more. */
static bool names_part(str name)
{
    static const char *const not_name[] = {
        "năm", "tháng", "quý", "ngày", "số", "tăng", "giảm", "đạt", "trên", "dưới", "từ", "đến",
        "chiếm", "bằng", "so", "khoảng", "gần", "hơn", "lớp", "khóa", "đợt", "lần", "thứ", "mức",
        "giai đoạn", "trong đó", "kế hoạch", "cùng kỳ", "vượt", "còn", "có", "thêm", "mới", NULL
    };
    enum { PART_NAME = 48 };
    uint32_t cp;

    name = str_trim(name);
    if (name.len && name.ptr[name.len - 1] == ':')
        name = str_trim(str_sub(name, 0, name.len - 1));
    if (name.len < 2 || name.len > PART_NAME || phrase_has_any(name, not_name))
        return false;
    for (size_t i = 0; i < name.len;) {
        i += utf8_next(name, i, &cp);
        if (!utf8_is_letter(cp) && cp != ' ' && cp != '-')
            return false;
    }
    return true;
}

/* The end of the item that begins at text[from): a list with semicolons is parted by them
 * alone. */
static size_t item_end(str text, size_t from, bool semicolons)
{
    for (size_t i = from; i < text.len; i++) {
        if (text.ptr[i] == ';' ||
            (!semicolons && text.ptr[i] == ',' && i + 1 < text.len && text.ptr[i + 1] == ' ') ||
            (!semicolons && str_starts(str_sub(text, i, text.len), STR(" và "))))
            return i;
    }
    return text.len;
}

/* Reads "Bát Xát 156", "Lai Châu: 259 nhà" as a part of s; *place: whether it is a place's. */
static struct statement *place_item(struct checker *c, const struct statement *s, size_t from,
                                    size_t to, bool *place)
{
    const struct flow *flow = &c->report->doc->block[s->block].flow;
    size_t at = str_find_digit(flow->text, from), end;
    struct statement *part;
    struct figure f = { .has_value = true };
    str rest;

    if (at >= to)
        return NULL;
    *place = names_place(str_sub(flow->text, from, at));
    if (!*place && !names_part(str_sub(flow->text, from, at)))
        return NULL;
    end = at + number_run(flow->text, at);
    rest = str_trim(str_sub(flow->text, end, to));
    if (str_find_digit(rest, 0) < rest.len || (rest.len && !str_starts(rest, s->unit_text)))
        return NULL;
    f.text = str_sub(flow->text, at, end);
    if (!dec_parse_vi(f.text, &f.value))
        return NULL;
    f.where = flow_span(flow, (uint32_t)at, (uint32_t)end);
    part = arena_new(c->job->arena, struct statement);
    *part = *s;
    part->value = f;
    part->area = str_trim(str_sub(flow->text, from, at));
    part->ncompares = 0;
    part->part = PART_LIST;
    part->at = (uint32_t)at;
    part->end = (uint32_t)end;
    return part;
}

/* Has the grammar read the bracket's figures as parts? Then they are checked already. */
static bool read_as_parts(const struct checker *c, uint32_t at, size_t open, size_t close)
{
    const struct statement *s = &c->report->statement[at];

    for (uint32_t i = at + 1; i < c->report->nstatements; i++) {
        const struct statement *o = &c->report->statement[i];

        if (o->block != s->block || o->at >= close)
            return false;
        if (o->at > open && o->part_group > 0)
            return true;
    }
    return false;
}

void check_place_bracket(struct checker *c, uint32_t i)
{
    const struct statement *s = &c->report->statement[i];
    struct terms t;
    bool places = true;
    size_t open, close;
    str inside;

    if (!s->value.has_value || s->value.is_range || s->row >= 0 || !s->unit_text.len ||
        (s->unit.class != UNIT_COUNT && s->unit.class != UNIT_MEASURE &&
         s->unit.class != UNIT_MONEY) ||
        !places_bracket(block_text(c, s->block), s->end, &open, &close) ||
        read_as_parts(c, i, open, close))
        return;
    t = (struct terms){ .total = s };
    inside = str_sub(block_text(c, s->block), 0, close);
    bool semicolons = memchr(inside.ptr + open, ';', close - open) != NULL;

    for (size_t from = open + 1, to; from < close; from = to + 1) {
        to = item_end(inside, from, semicolons);
        bool place = false;
        struct statement *part = place_item(c, s, from, to, &place);

        places = places && place;

        if (to < close && inside.ptr[to] == ' ')
            to += STR(" và").len;
        if (!part || t.n == SUM_PARTS)
            return;
        t.part[t.n++] = part;
    }
    /* of other names a bracket right behind a count lists all when there are three */
    if (places || (t.n >= 3 && s->unit.class == UNIT_COUNT && open - s->end < NEAR_BRACKET))
        check_terms(c, &t, PART_LIST);
}
