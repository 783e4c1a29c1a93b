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

static bool at_text(str s, size_t at, const char *what)
{
    str w = str_from(what);

    return at + w.len <= s.len && str_eq(str_sub(s, at, at + w.len), w);
}

/* A typographic closing mark needs an opening one before it in its paragraph; a
 * straight one may open too, as typists mix them. */
static void check_quotes(struct checker *c, const struct block *b)
{
    str s = b->flow.text;
    int open = 0, straight = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"') {
            straight++;
        } else if ((unsigned char)s.ptr[i] < 0x80) {
            continue;                   /* all the other marks are beyond ASCII */
        } else if (at_text(s, i, "“") || at_text(s, i, "«") || at_text(s, i, "„")) {
            open++;
        } else if (at_text(s, i, "”") || at_text(s, i, "»")) {
            if (open > 0) {
                open--;
            } else if (straight > 0) {
                straight--;
            } else {
                uint32_t src = flow_source(&b->flow, (uint32_t)i);

                diag_add(c->diags, DIAG_QUOTE_UNOPENED, (span){ src, src + 3 });
            }
        }
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
