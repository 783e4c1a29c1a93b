/* structure.c -- note marks and quotation marks that cannot stand where they do. */
#include "check/check_int.h"

/* The digits of a mark whose markup, if any, begins at src. */
static span mark_digits(const struct checker *c, uint32_t src)
{
    str text = c->report->doc->src->text;
    uint32_t from = src, to;

    while (from < text.len && from < src + 8 && (text.ptr[from] < '0' || text.ptr[from] > '9'))
        from++;
    for (to = from; to < text.len && text.ptr[to] >= '0' && text.ptr[to] <= '9'; to++)
        continue;
    return to > from ? (span){ from, to } : (span){ src, src + 1 };
}

static void check_marks(struct checker *c, const struct block *b)
{
    for (uint32_t i = 0; i < b->flow.nmarks; i++) {
        const struct flow_mark *m = &b->flow.mark[i];

        if (m->number != b->note || m->at == 0)
            continue;
        struct diag *d = diag_add(c->diags, DIAG_MARK_IN_OWN_NOTE, mark_digits(c, m->src));

        diag_arg(d, arena_printf(c->job->arena, "%u", (unsigned)m->number));
        diag_stated(d, d->arg[0]);
    }
}

enum quote { QUOTE_NONE, QUOTE_STRAIGHT, QUOTE_OPENS, QUOTE_CLOSES };

/* The mark at s[at]; its bytes in *len. All but the straight one begin with one of
 * two bytes. */
static enum quote quote_at(str s, size_t at, uint32_t *len)
{
    static const struct { const char *mark; enum quote quote; } beyond[] = {
        { "“", QUOTE_OPENS }, { "«", QUOTE_OPENS }, { "„", QUOTE_OPENS },
        { "”", QUOTE_CLOSES }, { "»", QUOTE_CLOSES },
    };
    char c = s.ptr[at];

    *len = 1;
    if (c == '"')
        return QUOTE_STRAIGHT;
    if (c != '\xE2' && c != '\xC2')
        return QUOTE_NONE;
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        str mark = str_from(beyond[i].mark);

        if (str_starts(str_sub(s, at, s.len), mark)) {
            *len = (uint32_t)mark.len;
            return beyond[i].quote;
        }
    }
    return QUOTE_NONE;
}

/* A typographic closing mark needs an opening one before it in its paragraph; a
 * straight one may open too, as typists mix them. */
static void check_quotes(struct checker *c, const struct block *b)
{
    str s = b->flow.text;
    struct str_search bytes = { .text = s, .set = "\"\xE2\xC2" };
    int open = 0, straight = 0;
    uint32_t len;

    for (uint32_t i = 0; (i = (uint32_t)str_search_from(&bytes, i)) < s.len; i++) {
        enum quote quote = quote_at(s, i, &len);

        if (quote == QUOTE_STRAIGHT)
            straight++;
        else if (quote == QUOTE_OPENS)
            open++;
        else if (quote == QUOTE_CLOSES && open > 0)
            open--;
        else if (quote == QUOTE_CLOSES && straight > 0)
            straight--;
        else if (quote == QUOTE_CLOSES)
            diag_add(c->diags, DIAG_QUOTE_UNOPENED, flow_span(&b->flow, i, i + len));
    }
}

void check_structure(struct checker *c)
{
    for (uint32_t i = 0; i < c->report->doc->nblocks; i++) {
        const struct block *b = &c->report->doc->block[i];

        if (b->kind == BLOCK_TABLE)
            continue;
        if (b->kind == BLOCK_NOTE && b->note > 0)
            check_marks(c, b);
        check_quotes(c, b);
    }
}
