/* structure_list.c -- the numbering of sections and lists, sections without a text.
 *
 * Blocks begin with "I.", "1.", "1.2.", "a)", "(3)" or none of these. Kinds of numbers nest:
 * one that was met before ends all that were met since. Within one kind the next number
 * follows the last or begins a list anew. A page that is read badly loses lines, so a report
 * where numbers skip everywhere is not told so at each place. */
#include "check/structure/structure_int.h"

#include "base/utf8.h"

enum { KINDS = 12, FEW = 4, MOST_NUMBER = 60 };

enum list_kind {
    NUMBERS_NONE, NUMBERS_ROMAN, NUMBERS_LETTER_BIG, NUMBERS_PLAIN, NUMBERS_TWO, NUMBERS_THREE,
    NUMBERS_LETTER, NUMBERS_BRACKET, NUMBERS_BRACKETS, NUMBERS_PART
};

/* The number that a block begins with. */
struct numbering {
    enum list_kind kind;
    int32_t above;              /* of 1.2 and 1.2.3: what stands before the last dot */
    int32_t value;              /* letters: the byte or, of đ, the one behind 'd' */
    str text;
};

static bool decimal(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* At most two digits, without a zero in front: "05 dự án" counts. */
static int32_t read_small(str s, size_t *at)
{
    size_t from = *at;
    int32_t n = 0;

    while (decimal(s, *at) && *at - from < 3)
        n = n * 10 + (s.ptr[(*at)++] - '0');
    return *at - from > 2 || *at == from || s.ptr[from] == '0' ? -1 : n;
}

static int32_t read_roman(str s, size_t *at)
{
    static const struct { char letter; int32_t value; } digit[] = { { 'I', 1 }, { 'V', 5 },
                                                                    { 'X', 10 } };
    int32_t n = 0, last = 0;

    for (size_t from = *at; *at < s.len && *at - from < 6; ++*at) {
        int32_t value = 0;

        for (size_t k = 0; k < 3; k++)
            if (s.ptr[*at] == digit[k].letter)
                value = digit[k].value;
        if (value == 0)
            break;
        n += value > last ? value - 2 * last : value;
        last = value;
    }
    return n;
}

/* "a", "đ": twice the letter, so that đ may stand behind d. */
static int32_t read_letter(str s, size_t *at)
{
    uint32_t cp;

    if (*at >= s.len)
        return 0;
    size_t next = *at + utf8_next(s, *at, &cp);

    if (cp != 0x0111 && !(cp >= 'a' && cp <= 'y'))
        return 0;
    *at = next;
    return cp == 0x0111 ? 2 * 'd' + 1 : 2 * (int32_t)cp;
}

/* "4. Về y tế", and "4.Về y tế" of a hurried hand. */
static bool stop_at(str s, size_t at)
{
    uint32_t next;

    if (at + 1 >= s.len || s.ptr[at] != '.')
        return false;
    utf8_next(s, at + 1, &next);
    return next == ' ' || utf8_is_upper(next);
}

static struct numbering list_digits(str s, size_t at, bool bracket)
{
    struct numbering n = { .kind = NUMBERS_PLAIN };
    int32_t part = read_small(s, &at);

    n.value = part;
    while (part >= 0 && at + 1 < s.len && s.ptr[at] == '.' && decimal(s, at + 1) && !bracket &&
           n.kind < NUMBERS_THREE) {
        at++;
        part = read_small(s, &at);
        n.kind++;
        n.above = n.above * 100 + n.value;
        n.value = part;
    }
    n.text = str_sub(s, 0, at);
    if (part < 0 || part > MOST_NUMBER)
        return (struct numbering){ 0 };
    if (at < s.len && s.ptr[at] == ')' && n.kind == NUMBERS_PLAIN) {
        n.kind = bracket ? NUMBERS_BRACKETS : NUMBERS_BRACKET;
        n.text = str_sub(s, 0, at + bracket);
    }
    else if (bracket || (!stop_at(s, at) && !(n.kind > NUMBERS_PLAIN && at < s.len &&
                                             s.ptr[at] == ' ')))
        return (struct numbering){ 0 };
    return n;
}

/* "I. ", "a) ", "1. ", "1.2. ", "(1) ", "Phần II" are left alone. */
static struct numbering numbering_of(str s)
{
    size_t at = 0;
    int32_t value;

    if (decimal(s, 0))
        return list_digits(s, 0, false);
    if (s.len && s.ptr[0] == '(' && decimal(s, 1))
        return list_digits(s, 1, true);
    value = read_roman(s, &at);
    if (value && stop_at(s, at))
        return (struct numbering){ NUMBERS_ROMAN, 0, value, str_sub(s, 0, at) };
    at = 0;
    value = read_letter(s, &at);
    if (value && at < s.len && s.ptr[at] == ')')
        return (struct numbering){ NUMBERS_LETTER, 0, value, str_sub(s, 0, at) };
    return (struct numbering){ 0 };
}

/* Letters that may follow: f, j, w and z are seldom used, đ is by many. */
static bool letter_follows(int32_t last, int32_t next)
{
    static const char skipped[] = "fjw";

    if (next == last + 1 || next == last + 2)
        return true;
    if (last == 2 * 'd' + 1)
        return next == 2 * 'e';
    return next == last + 4 && strchr(skipped, last / 2 + 1);
}

static bool follows(const struct numbering *last, const struct numbering *next)
{
    if (next->kind == NUMBERS_LETTER)
        return letter_follows(last->value, next->value);
    return next->value == last->value + 1;
}

static bool is_first(const struct numbering *n)
{
    return n->kind == NUMBERS_LETTER ? n->value == 2 * 'a' : n->value == 1;
}

/* One that skips by no more than a few is a slip; more is another list. */
static bool skips_few(const struct numbering *last, const struct numbering *next)
{
    int32_t by = next->value - last->value;

    return next->kind == NUMBERS_LETTER ? by > 2 && by <= 2 * FEW : by > 1 && by <= FEW;
}

struct open_list { struct numbering last; uint32_t block; bool grown; };

struct lists {
    struct checker *c;
    struct open_list open[KINDS];
    uint32_t n;
    struct diag *found[FEW + 1];
    uint32_t nfound;
};

/* More than a few in one report: the numbers were lost in reading. They are notes. */
static struct diag *add_list(struct lists *l, enum diag_code code, uint32_t block,
                             const struct numbering *n)
{
    struct diag *d = structure_finding(l->c, code, block, 0, n->text);

    if (l->nfound > FEW)
        d->severity = SEVERITY_NOTE;
    else
        l->found[l->nfound] = d;
    if (++l->nfound == FEW + 1)
        for (uint32_t i = 0; i <= FEW; i++)
            l->found[i]->severity = SEVERITY_NOTE;
    return d;
}

static void compare_numbers(struct lists *l, struct open_list *o, const struct numbering *n,
                            uint32_t block)
{
    struct diag *d;

    if (n->above != o->last.above || is_first(n) || follows(&o->last, n))
        return;
    if (n->value == o->last.value && o->grown) {
        add_list(l, DIAG_LIST_TWICE, block, n);
    } else if (skips_few(&o->last, n)) {
        d = add_list(l, DIAG_LIST_GAP, block, n);
        diag_arg(d, o->last.text);
    }
}

static void take_number(struct lists *l, const struct numbering *n, uint32_t block)
{
    uint32_t i = 0;

    while (i < l->n && l->open[i].last.kind != n->kind)
        i++;
    if (i < l->n) {
        compare_numbers(l, &l->open[i], n, block);
        l->open[i].grown = follows(&l->open[i].last, n);
    } else if (i == KINDS) {
        return;
    } else {
        l->open[i].grown = false;
    }
    l->open[i].last = *n;
    l->open[i].block = block;
    l->n = i + 1;
}

/* "(1) ...; (2) ...; (4) ..." inside a block. */
static void check_inline(struct lists *l, uint32_t block)
{
    str s = l->c->report->doc->block[block].flow.text;
    struct numbering last = { 0 };
    bool grown = false;

    for (const char *p = s.ptr; p && (p = memchr(p, '(', s.len - (size_t)(p - s.ptr))); p++) {
        struct numbering n = numbering_of(str_sub(s, (size_t)(p - s.ptr), s.len));

        if (n.kind != NUMBERS_BRACKETS)
            continue;
        if (grown && !follows(&last, &n) && n.value >= last.value && n.value <= last.value + 2) {
            struct diag *d = add_list(l, n.value == last.value ? DIAG_LIST_TWICE : DIAG_LIST_GAP,
                                      block, &n);

            d->where = flow_span(&l->c->report->doc->block[block].flow, (uint32_t)(p - s.ptr),
                                 (uint32_t)((size_t)(p - s.ptr) + n.text.len));
            if (n.value != last.value)
                diag_arg(d, last.text);
        }
        grown = last.kind && follows(&last, &n);
        last = n;
    }
}

/* A section of whose kind the next one stands right behind it is empty. In lists of
 * contents and of short headings all are. */
static void check_empty(struct checker *c)
{
    const struct doc *d = c->report->doc;
    uint32_t row = 0, last = 0;

    for (uint32_t i = 0; i < d->nblocks; i++) {
        const struct block *b = &d->block[i];
        struct numbering n, next;
        bool empty = false;

        if (b->kind == BLOCK_HEADING && i + 1 < d->nblocks &&
            d->block[i + 1].kind == BLOCK_HEADING) {
            n = numbering_of(b->flow.text);
            next = numbering_of(d->block[i + 1].flow.text);
            empty = n.kind != NUMBERS_NONE && n.kind == next.kind && n.above == next.above &&
                    follows(&n, &next);
        }
        if (empty) {
            row++;
            last = i;
            continue;
        }
        if (row == 1 && b->kind == BLOCK_HEADING && i + 1 < d->nblocks &&
            d->block[i + 1].kind != BLOCK_HEADING)
            structure_finding(c, DIAG_SECTION_EMPTY, last, 0,
                              structure_first_words(d->block[last].flow.text));
        row = 0;
    }
}

/* The title promises tasks to come, and no section speaks of any. */
static void check_promised(struct checker *c)
{
    enum { TITLE_BLOCKS_SEEN = 8, LONG_REPORT = 40 };
    static const char *const tasks[] = { "phương hướng, nhiệm vụ", "nhiệm vụ, giải pháp",
                                         "nhiệm vụ trọng tâm", "phương hướng nhiệm vụ",
                                         "phương hướng", "nhiệm vụ và giải pháp", NULL };
    static const char *const task[] = { "nhiệm vụ", "phương hướng", "giải pháp", "kế hoạch", NULL };
    const struct doc *d = c->report->doc;
    const char *promised = NULL;
    uint32_t at = 0;

    if (d->nblocks < LONG_REPORT)
        return;
    for (uint32_t i = 0; i < TITLE_BLOCKS_SEEN && !promised; i++)
        for (size_t k = 0; tasks[k] && !promised; k++)
            if (d->block[i].kind == BLOCK_HEADING && phrase_has_any(d->block[i].flow.text, tasks) &&
                phrase_find(d->block[i].flow.text, tasks[k]) != SIZE_MAX &&
                phrase_find(d->block[i].flow.text, "tình hình") != SIZE_MAX) {
                promised = tasks[k];
                at = i;
            }
    if (!promised)
        return;
    for (uint32_t i = at + 1; i < d->nblocks; i++)
        if (c->report->section[i].target ||
            (d->block[i].kind == BLOCK_HEADING && phrase_has_any(d->block[i].flow.text, task)))
            return;
    structure_finding(c, DIAG_SECTION_MISSING, at, phrase_find(d->block[at].flow.text, promised),
                      str_from(promised));
}

void check_lists(struct checker *c)
{
    struct lists l = { .c = c };
    const struct doc *d = c->report->doc;

    for (uint32_t i = 0; i < d->nblocks; i++) {
        struct numbering n;

        if (!structure_is_body(&d->block[i]))
            continue;
        check_inline(&l, i);
        n = numbering_of(d->block[i].flow.text);
        if (n.kind != NUMBERS_NONE)
            take_number(&l, &n, i);
        else if (d->block[i].kind == BLOCK_HEADING)
            l.n = 0;
    }
    check_empty(c);
    check_promised(c);
}
