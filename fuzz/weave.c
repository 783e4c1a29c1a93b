/* weave.c -- any bytes as well-formed XML. */
#include "weave.h"

enum { DEEP = 300, TEXTS = 128, ENDS = 176, EMPTY = 224, ATTRIBUTES = 4 };

struct loom {
    struct buf *out;
    const struct weave *words;
    str data;
    size_t at;
    const char *open[DEEP];
    size_t nopen;
};

static unsigned next_byte(struct loom *l)
{
    return l->at < l->data.len ? (unsigned char)l->data.ptr[l->at++] : 0;
}

static const char *pick(const char *const *word, unsigned byte)
{
    unsigned n = 0;

    while (word[n])
        n++;
    return word[byte % n];
}

/* No element has an attribute twice. */
static bool has_attribute(const char *const *had, unsigned n, const char *attribute)
{
    size_t len = strcspn(attribute, "=") + 1;

    for (unsigned i = 0; i < n; i++)
        if (strncmp(had[i], attribute, len) == 0)
            return true;
    return false;
}

static void begin(struct loom *l, const char *element)
{
    const char *had[ATTRIBUTES];
    unsigned count = next_byte(l) % (ATTRIBUTES + 1), n = 0;

    buf_char(l->out, '<');
    buf_put(l->out, str_from(element));
    for (unsigned i = 0; i < count; i++) {
        const char *attribute = pick(l->words->attribute, next_byte(l));

        if (has_attribute(had, n, attribute))
            continue;
        had[n++] = attribute;
        buf_char(l->out, ' ');
        buf_put(l->out, str_from(attribute));
    }
}

static void end(struct loom *l)
{
    if (l->nopen)
        buf_printf(l->out, "</%s>", l->open[--l->nopen]);
}

static void step(struct loom *l, unsigned byte)
{
    if (byte >= TEXTS && byte < ENDS) {
        buf_put(l->out, str_from(pick(l->words->text, byte - TEXTS)));
    } else if (byte >= ENDS && byte < EMPTY) {
        for (unsigned n = byte < EMPTY - 16 ? 1 : byte - (EMPTY - 16) + 1; n > 0; n--)
            end(l);
    } else if (byte >= EMPTY || l->nopen == DEEP) {
        begin(l, pick(l->words->element, next_byte(l)));
        buf_put(l->out, STR("/>"));
    } else {
        l->open[l->nopen++] = pick(l->words->element, byte);
        begin(l, l->open[l->nopen - 1]);
        buf_char(l->out, '>');
    }
}

void weave(struct buf *out, const struct weave *w, str data)
{
    struct loom l = { .out = out, .words = w, .data = data };

    while (l.at < data.len)
        step(&l, next_byte(&l));
    while (l.nopen)
        end(&l);
}
