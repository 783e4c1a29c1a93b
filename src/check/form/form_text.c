/* form_text.c -- numbers whose digits are written wrong, wherever they stand.
 *
 * Looks at the text and not at the statements: what is written wrong is often read as
 * no figure at all. Every run of digits is looked at once; only an odd one is asked
 * what it is and what stands beside it.
 *
 *   94 ,87   1 .234   12, 5%   1. 234 hộ      a blank beside the separator
 *   12,,5   1..234   12.,5                    two separators
 *   12.34.567   1.234.56   1234.567           groups of not three digits
 *   1O5   2.5OO   l5 hộ                       a letter for a digit
 *   12,5%%   12,%                             a sign too many */
#include "check/form/near.h"

#include "extract/claim.h"
#include "lex/number.h"

/* A run of digits of a block, and its neighbours. */
struct digits_seen {
    struct near *near;
    const struct block *block;
    str s;                      /* the block's text */
    size_t at, end;
    size_t dots, commas;
};

/* A finding on s[from, to); its repair, when known. */
static struct diag *add_written(struct digits_seen *w, enum diag_code code, size_t from, size_t to,
                                str repair)
{
    struct checker *c = w->near->c;
    struct diag *d = diag_add(c->diags, code,
                              flow_span(&w->block->flow, (uint32_t)from, (uint32_t)to));

    diag_arg(d, str_sub(w->s, from, to));
    diag_stated(d, d->arg[0]);
    if (repair.len) {
        d->repair = repair;
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), repair);
    }
    return d;
}

/* Where the digits end that begin at `at`. */
static size_t digits_end(str s, size_t at)
{
    while (is_digit_of(s, at))
        at++;
    return at;
}

/* s[from, to) without what stands in [drop, drop_to), `sign` in its place. */
static str without(struct digits_seen *w, size_t from, size_t drop, str sign, size_t drop_to,
                   size_t to)
{
    str head = str_sub(w->s, from, drop), tail = str_sub(w->s, drop_to, to);

    return arena_printf(w->near->c->job->arena, "%.*s%.*s%.*s", STRF(head), STRF(sign),
                        STRF(tail));
}

static bool states(struct digits_seen *w)
{
    return near_states(w->near, &w->block->flow, w->at);
}

/* Does a row of numbers stand before: "lần lượt 5, 6, 7 tỷ"? */
static bool in_a_row(const struct digits_seen *w)
{
    static const char *const row[] = { "lần lượt", "tương ứng", "các số", "và " };
    size_t from = w->at > 60 ? w->at - 60 : 0, i = w->at;
    str before = str_sub(w->s, from, w->at);

    while (i > 0 && w->s.ptr[i - 1] == ' ')
        i--;
    if (i > 0 && (w->s.ptr[i - 1] == ',' || w->s.ptr[i - 1] == '/' || w->s.ptr[i - 1] == '-'))
        return true;
    for (size_t k = 0; k < 3; k++)
        if (str_find(before, str_from(row[k])) != SIZE_MAX)
            return true;
    return false;
}

/* "94 ,87", "1 .234", "12 .5%": nobody sets a blank before a mark and none behind it. */
static void blank_before(struct digits_seen *w)
{
    size_t sign = w->end + 1, end = digits_end(w->s, sign + 1);
    bool comma = w->s.ptr[sign] == ',';
    unit u;

    if (w->commas || (!comma && w->dots) || is_digit_of(w->s, end + 1) ||
        !near_unit(w->s, end, &u) || !states(w))
        return;
    if (end - sign - 1 > 3 || (!comma && end - sign - 1 != 3 && u.class != UNIT_PERCENT))
        return;
    add_written(w, DIAG_BLANK_INSIDE, w->at, end,
                without(w, w->at, w->end, comma || end - sign - 1 != 3 ? STR(",") : STR("."),
                        sign + 1, end));
}

/* "tăng 12, 5%": decimals behind a blank. A list of numbers looks the same. */
static void blank_behind_comma(struct digits_seen *w, size_t end)
{
    size_t ndigits = end - w->end - 2;
    char word[NEAR_WORD];
    struct diag *d;
    unit u;

    if (w->commas || ndigits > 2 || !near_unit(w->s, end, &u) ||
        (u.class != UNIT_PERCENT && u.class != UNIT_MONEY && u.class != UNIT_MEASURE) ||
        !near_governs(near_before(w->s, w->at, word)) || in_a_row(w) || !states(w))
        return;
    d = add_written(w, DIAG_BLANK_INSIDE, w->at, end,
                    without(w, w->at, w->end + 1, STR(""), w->end + 2, end));
    if (u.class != UNIT_PERCENT)
        d->severity = SEVERITY_WARNING;
}

/* "đạt 1. 234 hộ": thousands behind a blank. The end of a sentence looks the same, but
 * none begins with a number when the one before it ended with another. */
static void blank_behind_dot(struct digits_seen *w, size_t end)
{
    char word[NEAR_WORD];
    unit u;

    if (w->commas || end - w->end - 2 != 3 || w->at == 0 || w->end - w->at > 11 ||
        !near_unit(w->s, end, &u) || !near_governs(near_before(w->s, w->at, word)) || !states(w))
        return;
    if (w->s.ptr[end] == ',' && is_digit_of(w->s, end + 1))
        end = digits_end(w->s, end + 1);
    add_written(w, DIAG_BLANK_INSIDE, w->at, end,
                without(w, w->at, w->end + 1, STR(""), w->end + 2, end));
}

static void blank_behind(struct digits_seen *w)
{
    size_t end = digits_end(w->s, w->end + 2);

    if (w->s.ptr[w->end] == ',')
        blank_behind_comma(w, end);
    else
        blank_behind_dot(w, end);
}

/* "12,,5", "1..234", "12.,5". */
static void two_signs(struct digits_seen *w)
{
    size_t end = digits_end(w->s, w->end + 2);
    size_t tail = end - w->end - 2;
    bool dots = w->s.ptr[w->end] == '.' && w->s.ptr[w->end + 1] == '.';
    unit u;

    if ((dots && (tail != 3 || !near_unit(w->s, end, &u))) || !states(w))
        return;
    add_written(w, DIAG_TWO_SIGNS, w->at, end,
                without(w, w->at, w->end, dots ? STR(".") : STR(","), w->end + 2, end));
}

/* "12,%", "12, %": nothing behind the comma. */
static void sign_left(struct digits_seen *w, size_t percent)
{
    if (!states(w))
        return;
    add_written(w, DIAG_SIGN_LEFT, w->at, percent + 1,
                without(w, w->at, w->end, STR(""), percent, percent + 1));
}

/* "12,5%%", "12,5 % %". */
static void percent_twice(struct digits_seen *w, size_t percent)
{
    size_t next = percent + 1;

    while (next < w->s.len && w->s.ptr[next] == ' ')
        next++;
    if (next >= w->s.len || w->s.ptr[next] != '%')
        return;
    add_written(w, DIAG_PERCENT_TWICE, w->at, next + 1,
                str_sub(w->s, w->at, percent + 1));
}

/* The digit a letter stands for, 0 for one that looks like none. */
static char digit_like(char c)
{
    return c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : 0;
}

/* "1O5", "2.5OO", "l5 hộ": the run of digits, signs and letters that look like digits.
 * Codes have other letters, liters ("5l") and degrees ("35o") end with one small one. */
static void letter_for_digit(struct digits_seen *w)
{
    size_t from = w->at, end = w->end, letters = 0, inner = 0, large = 0;
    struct buf b;
    unit u;

    while (from > 0 && digit_like(w->s.ptr[from - 1]))
        from--;
    while (end < w->s.len && (digit_like(w->s.ptr[end]) || is_digit_of(w->s, end) ||
                              ((w->s.ptr[end] == '.' || w->s.ptr[end] == ',') &&
                               is_digit_of(w->s, end + 1))))
        end++;
    if ((from > 0 && (is_letter_of(w->s, from - 1) || strchr("-/._+", w->s.ptr[from - 1]))) ||
        is_letter_of(w->s, end) || (end < w->s.len && strchr("-/_+", w->s.ptr[end])))
        return;
    buf_init(&b, w->near->c->job->arena);
    for (size_t i = from; i < end; i++) {
        char digit = digit_like(w->s.ptr[i]);

        buf_char(&b, digit ? digit : w->s.ptr[i]);
        letters += digit != 0;
        inner += digit && is_digit_of(w->s, i + 1) && i > from;
        large += w->s.ptr[i] == 'O';
    }
    if ((inner == 0 && large == 0 && from == w->at) || letters * 2 > end - from + 1 ||
        (!near_unit(w->s, end, &u) && (inner == 0 || letters > 2)))
        return;
    add_written(w, DIAG_LETTER_FOR_DIGIT, from, end, arena_str(b.arena, buf_str(&b)));
}

/* Can a note mark be glued to the digits before it? -1: the report has no notes at all,
 * which may be lost; 0: none of that number. */
static int note_glued(const struct checker *c, str digits)
{
    const struct doc *doc = c->report->doc;
    uint32_t n = 0, most = 0;

    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (uint32_t)(digits.ptr[i] - '0');
    for (uint32_t b = 0; b < doc->nblocks; b++)
        if (doc->block[b].kind == BLOCK_NOTE && doc->block[b].note > most)
            most = doc->block[b].note;
    return most == 0 ? -1 : n > 0 && n <= most;
}

/* "1.234.56" is 1.234,56: all groups but the last have three digits. */
static str last_dot_mended(struct digits_seen *w, size_t last_dot)
{
    size_t group = 0;

    for (size_t i = w->at; i < last_dot; i++) {
        if (w->s.ptr[i] != '.') {
            group++;
            continue;
        }
        if (group == 0 || group > 3 || (group < 3 && str_find(str_sub(w->s, w->at, i), STR(".")) !=
                                                         SIZE_MAX))
            return (str){ NULL, 0 };
        group = 0;
    }
    if (group != 3 || w->end - last_dot - 1 > 2)
        return (str){ NULL, 0 };
    return without(w, w->at, last_dot, STR(","), last_dot + 1, w->end);
}

static size_t last_dot_of(const struct digits_seen *w)
{
    size_t i = w->end;

    while (w->s.ptr[i - 1] != '.')
        i--;
    return i - 1;
}

/* "19.5 tỷ" and groups of not three digits: "12.34.567", "1.234.56". */
static void odd_groups(struct digits_seen *w)
{
    struct token t = { 0 };
    size_t dot, tail;
    struct diag *d;
    int glued = 0;
    unit u;

    number_read(str_sub(w->s, w->at, w->end), &t);
    if (t.form != NUMBER_ODD && t.form != NUMBER_DOT_DECIMAL)
        return;
    dot = last_dot_of(w);
    tail = w->end - dot - 1;
    if (!near_unit(w->s, w->end, &u) || !states(w))
        return;
    if (t.form == NUMBER_DOT_DECIMAL && (tail <= 2 || w->s.ptr[w->at] == '0')) {
        if (w->near->c->writes_dots)
            return;
        add_written(w, DIAG_DOT_DECIMAL, w->at, w->end,
                    without(w, w->at, dot, STR(","), dot + 1, w->end));
        return;
    }
    if (t.form == NUMBER_DOT_DECIMAL && tail > 3) {
        glued = note_glued(w->near->c, str_sub(w->s, dot + 4, w->end));
        if (glued > 0)
            return;
    }
    d = add_written(w, DIAG_BAD_GROUPS, w->at, w->end,
                    w->commas ? (str){ NULL, 0 } : last_dot_mended(w, dot));
    if (t.form == NUMBER_DOT_DECIMAL && tail > 3)
        d->severity = glued < 0 ? SEVERITY_NOTE : SEVERITY_WARNING;
}

/* Numbers of no dimension that the clause may tell of. */
static bool dimensionless(const struct digits_seen *w)
{
    static const char *const word[] = { "ệ số", "hỉ số", "ỷ số", "GINI", "Gini", "ICOR", "HDI",
                                        "pH", "uất sinh", "ức sinh", "lần lượt", "tương ứng",
                                        "xếp ", "ỷ suất", "iểm" };
    enum { BACK = 160 };
    str before = str_sub(w->s, w->at > BACK ? w->at - BACK : 0, w->at);

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_find(before, str_from(word[i])) != SIZE_MAX)
            return true;
    return false;
}

/* "tỷ lệ hộ nghèo còn 8,35 giảm ...", "bằng 98,5 dự toán": decimals of nothing. */
static void no_unit(struct digits_seen *w)
{
    static const char *const next[] = { " kế hoạch", " dự toán", " so với", " so cùng", " tăng ",
                                        " giảm ", " đạt ", ", tăng ", ", giảm ", ", đạt ",
                                        "; ", ". ", ", " };
    str rest = str_sub(w->s, w->end, w->s.len);
    char word[NEAR_WORD];
    bool ends = rest.len == 0 || str_eq(rest, STR(".")) || str_eq(rest, STR(";"));
    enum claim_class class;
    bool plan;

    for (size_t i = 0; !ends && rest.len > 1 && i < sizeof next / sizeof *next; i++)
        ends = rest.ptr[1] == next[i][1] && str_starts(rest, str_from(next[i]));
    if (!ends || is_digit_of(rest, 2) || !near_governs(near_before(w->s, w->at, word)))
        return;
    plan = str_starts(rest, str_from(next[0])) || str_starts(rest, str_from(next[1]));
    class = near_class(w->near, &w->block->flow, w->at);
    if ((class != CLAIM_REJECTED && !(plan && class == CLAIM_STATEMENT)) || dimensionless(w))
        return;
    add_written(w, DIAG_UNIT_MISSING, w->at, w->end, (str){ NULL, 0 });
}

/* The run that begins at w->at. Gives where to look on. */
static size_t read_written(struct digits_seen *w)
{
    str s = w->s;
    size_t i = w->at, behind;

    w->dots = w->commas = 0;
    for (;;) {
        i = digits_end(s, i);
        if (i >= s.len || !(s.ptr[i] == '.' || s.ptr[i] == ',') || !is_digit_of(s, i + 1))
            break;
        w->dots += s.ptr[i] == '.';
        w->commas += s.ptr[i] == ',';
        i++;
    }
    w->end = i;
    if (w->at > 0 && digit_like(s.ptr[w->at - 1]))
        letter_for_digit(w);
    if (i < s.len && digit_like(s.ptr[i])) {
        letter_for_digit(w);
        while (i < s.len && (digit_like(s.ptr[i]) || is_digit_of(s, i)))
            i++;
        return i;
    }
    if (w->dots)
        odd_groups(w);
    if (w->commas == 1 && (i >= s.len || memchr(" ,;.", s.ptr[i], 4)))
        no_unit(w);
    if (i + 1 >= s.len)
        return i;
    if (s.ptr[i] == ' ' && (s.ptr[i + 1] == ',' || s.ptr[i + 1] == '.') && is_digit_of(s, i + 2))
        blank_before(w);
    behind = i;
    if (s.ptr[i] == ',' || s.ptr[i] == '.') {
        if (s.ptr[i + 1] == ' ' && is_digit_of(s, i + 2))
            blank_behind(w);
        else if ((s.ptr[i + 1] == ',' || s.ptr[i + 1] == '.') && is_digit_of(s, i + 2))
            two_signs(w);
        behind++;
    }
    if (s.ptr[behind] == ' ')
        behind++;
    if (behind < s.len && s.ptr[behind] == '%') {
        if (s.ptr[i] == ',' || s.ptr[i] == '.')
            sign_left(w, behind);
        percent_twice(w, behind);
    }
    return i;
}

void check_written(struct checker *c)
{
    struct near near = { .c = c };

    for (uint32_t b = 0; b < c->report->doc->nblocks; b++) {
        const struct block *block = &c->report->doc->block[b];
        struct digits_seen w = { .near = &near, .block = block, .s = block->flow.text };
        struct digit_walk digits = digit_walk(&c->signs[b]);

        if (block->kind == BLOCK_TABLE)
            continue;
        for (w.at = 0; (w.at = digit_from(&digits, w.at)) < w.s.len;)
            w.at = read_written(&w);
    }
}
