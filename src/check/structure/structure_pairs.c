/* structure_pairs.c -- quotation marks and brackets without their other half, doubled marks,
 * blanks that nobody filled in.
 *
 * Typists mix “ ” and ", and open with one what the other closes. A quotation may run
 * over several paragraphs, and a page may cut one: what opens in one block may be closed in
 * one of the next three of the body. ")" behind a letter or number alone numbers a list. */
#include "check/structure/structure_int.h"

#include "base/utf8.h"

enum { NEXT_BLOCKS = 3, DEEP = 16 };

enum pair_sign { SIGN_NONE, SIGN_STRAIGHT, SIGN_OPENS, SIGN_CLOSES, SIGN_BRACKET, SIGN_BRACKET_END,
                 SIGN_OTHER };

struct opening { uint32_t block, at, len; };

/* What is open, and what of the blocks before may still be closed. */
struct pairs {
    struct checker *c;
    struct opening quote[DEEP], bracket[DEEP];
    uint32_t nquotes, nbrackets, nstraight;
    struct opening straight;            /* the first straight one of the block */
    struct opening left_quote, left_bracket;    /* len 0: none */
};

/* The sign at s[at]; its bytes in *len. All quotation marks but the straight one begin
 * with one of two bytes. */
static enum pair_sign sign_at(str s, size_t at, uint32_t *len)
{
    static const struct { const char *mark; enum pair_sign sign; } beyond[] = {
        { "“", SIGN_OPENS }, { "«", SIGN_OPENS }, { "„", SIGN_OPENS },
        { "”", SIGN_CLOSES }, { "»", SIGN_CLOSES }, { "…", SIGN_OTHER },
    };

    *len = 1;
    switch (s.ptr[at]) {
    case '"':
        return SIGN_STRAIGHT;
    case '(':
        return SIGN_BRACKET;
    case ')':
        return SIGN_BRACKET_END;
    case '.': case ',': case ';': case '?': case 'x':
        return SIGN_OTHER;
    case '\xE2': case '\xC2':
        break;
    default:
        return SIGN_NONE;
    }
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        str mark = str_from(beyond[i].mark);

        if (str_starts(str_sub(s, at, s.len), mark)) {
            *len = (uint32_t)mark.len;
            return beyond[i].sign;
        }
    }
    return SIGN_NONE;
}

static bool bounds_mark(char c)
{
    return c == ' ' || c == '(' || c == ';';
}

static bool is_roman_mark(char c)
{
    return (c | 32) == 'i' || (c | 32) == 'v' || (c | 32) == 'x';
}

/* "a)", "1)", "iii)", "2.1)" at the front of a block or behind a blank. */
static bool numbers_list(str s, size_t at)
{
    size_t from = at, digits = 0, romans = 0;

    while (from > 0 && at - from < 6 && !bounds_mark(s.ptr[from - 1])) {
        char c = s.ptr[--from];

        digits += (c >= '0' && c <= '9') || c == '.';
        romans += is_roman_mark(c);
    }
    if (at == from)
        return false;
    return (digits == at - from && digits <= 3) || romans == at - from ||
           utf8_count(str_sub(s, from, at)) == 1;
}

/* Two figures or more up to the end of the sentence: nobody can tell which of them are
 * within the bracket. */
static bool holds_figures(str s, uint32_t at)
{
    uint32_t figures = 0;

    for (uint32_t i = at + 1; i + 1 < s.len && !(s.ptr[i] == '.' && s.ptr[i + 1] == ' '); i++)
        figures += s.ptr[i] == ' ' && s.ptr[i + 1] >= '0' && s.ptr[i + 1] <= '9';
    return figures >= 2;
}

static void add_unpaired(struct pairs *p, enum diag_code code, struct opening o)
{
    const struct flow *f = &p->c->report->doc->block[o.block].flow;
    struct diag *d = diag_add(p->c->diags, code, flow_span(f, o.at, o.at + o.len));

    diag_arg(d, str_sub(f->text, o.at, o.at + o.len));
    diag_stated(d, structure_first_words(str_sub(f->text, o.at, f->text.len)));
    if (code == DIAG_BRACKET_UNCLOSED && holds_figures(f->text, o.at))
        d->severity = SEVERITY_WARNING;
}

static void open_pair(struct opening *stack, uint32_t *n, struct opening o)
{
    if (*n < DEEP)
        stack[(*n)++] = o;
}

static void close_quote(struct pairs *p, struct opening o)
{
    if (p->nquotes > 0)
        p->nquotes--;
    else if (p->nstraight > 0)
        p->nstraight--;
    else if (p->left_quote.len)
        p->left_quote.len = 0;
    else
        add_unpaired(p, DIAG_QUOTE_UNOPENED, o);
}

static void shut_bracket(struct pairs *p, str s, struct opening o)
{
    if (p->nbrackets > 0)
        p->nbrackets--;
    else if (p->left_bracket.len)
        p->left_bracket.len = 0;
    else if (!numbers_list(s, o.at))
        add_unpaired(p, DIAG_BRACKET_UNOPENED, o);
}

/* A bracket may close "(1" of a list read as an item, whose mark is not in the text. */
static void take_pair_sign(struct pairs *p, str s, enum pair_sign sign, struct opening o)
{
    switch (sign) {
    case SIGN_STRAIGHT:
        if (p->nquotes > 0 && (o.at == 0 || s.ptr[o.at - 1] != ' ')) {
            p->nquotes--;       /* “Tết trồng cây" */
            break;
        }
        if (p->nstraight++ == 0)
            p->straight = o;
        break;
    case SIGN_OPENS:
        open_pair(p->quote, &p->nquotes, o);
        break;
    case SIGN_CLOSES:
        close_quote(p, o);
        break;
    case SIGN_BRACKET:
        open_pair(p->bracket, &p->nbrackets, o);
        break;
    case SIGN_BRACKET_END:
        shut_bracket(p, s, o);
        break;
    case SIGN_NONE: case SIGN_OTHER:
        break;
    }
}

/* A block's end: what it left open waits for the next ones. */
static void end_block(struct pairs *p, bool body)
{
    if (p->nquotes > 0) {
        if (body && !p->left_quote.len)
            p->left_quote = p->quote[0];
        else
            add_unpaired(p, DIAG_QUOTE_UNCLOSED, p->quote[0]);
    }
    if (p->nbrackets > 0) {
        if (body && !p->left_bracket.len)
            p->left_bracket = p->bracket[0];
        else
            add_unpaired(p, DIAG_BRACKET_UNCLOSED, p->bracket[0]);
    }
    p->nquotes = p->nbrackets = p->nstraight = 0;
}

static void give_up(struct pairs *p, struct opening *o, enum diag_code code, uint32_t passed)
{
    if (o->len == 0 || passed <= NEXT_BLOCKS)
        return;
    add_unpaired(p, code, *o);
    o->len = 0;
}

static void read_block_pairs(struct pairs *p, uint32_t block)
{
    const struct block_signs *signs = &p->c->signs[block];
    str s = p->c->report->doc->block[block].flow.text;

    for (uint32_t i = 0; i < signs->nsigns; i++) {
        uint32_t at = signs->sign[i], len;
        enum pair_sign sign = sign_at(s, at, &len);

        if (sign == SIGN_OTHER)
            check_left_blank(p->c, block, s, at);
        else if (sign != SIGN_NONE)
            take_pair_sign(p, s, sign, (struct opening){ block, at, len });
    }
}

void check_pairs(struct checker *c)
{
    struct pairs body = { .c = c }, note = { .c = c };
    uint32_t bodies = 0, quote_at = 0, bracket_at = 0;

    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        const struct block *b = &c->report->doc->block[i];
        bool is_body = structure_is_body(b);

        if (b->kind == BLOCK_TABLE)
            continue;
        if (!is_body) {
            read_block_pairs(&note, i);
            end_block(&note, false);
            continue;
        }
        bodies++;
        read_block_pairs(&body, i);
        if (!body.left_quote.len)
            quote_at = bodies;
        if (!body.left_bracket.len)
            bracket_at = bodies;
        end_block(&body, true);
        give_up(&body, &body.left_quote, DIAG_QUOTE_UNCLOSED, bodies - quote_at);
        give_up(&body, &body.left_bracket, DIAG_BRACKET_UNCLOSED, bodies - bracket_at);
    }
    give_up(&body, &body.left_quote, DIAG_QUOTE_UNCLOSED, NEXT_BLOCKS + 1);
    give_up(&body, &body.left_bracket, DIAG_BRACKET_UNCLOSED, NEXT_BLOCKS + 1);
}
