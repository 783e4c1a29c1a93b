/* spelling.c -- words that a typist or a scan got wrong, one finding a word. */
#include "check/check_int.h"

#include "base/utf8.h"

/* Findings of the words told already, by their folded letters. */
struct told_words {
    struct checker *c;
    str *word;
    struct diag **diag;
    size_t n, cap, diag_cap;
};

static struct diag *told_before(struct told_words *t, str word)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->word[i], word))
            return t->diag[i];
    return NULL;
}

static void remember(struct told_words *t, str word, struct diag *d)
{
    size_t n = t->n;

    *arena_push(t->c->job->arena, t->word, t->n, t->cap) = word;
    *arena_push(t->c->job->arena, t->diag, n, t->diag_cap) = d;
}

/* "truờng" for "trường": the horn set on the wrong vowel is the commonest slip. */
static str mended_word(struct checker *c, str word)
{
    static const struct { const char *wrong, *right; } pair[] = {
        { "uờ", "ườ" }, { "uớ", "ướ" }, { "uở", "ưở" }, { "uỡ", "ưỡ" }, { "uợ", "ượ" },
        { "uơ", "ươ" }, { "ưo", "ươ" }, { "ưò", "ườ" }, { "ưó", "ướ" }, { "ưọ", "ượ" },
        { "ưỏ", "ưở" }, { "ưõ", "ưỡ" }, { "nghà", "ngà" }, { "nghạ", "ngạ" },
    };

    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        size_t at = str_find(word, str_from(pair[i].wrong));

        if (at == SIZE_MAX)
            continue;
        return arena_printf(c->job->arena, "%.*s%s%.*s", STRF(str_sub(word, 0, at)),
                            pair[i].right,
                            STRF(str_sub(word, at + strlen(pair[i].wrong), word.len)));
    }
    return (str){ NULL, 0 };
}

/* A folded name with capitals: "điện biên" as "Điện Biên". */
static str capitals(struct checker *c, str fold)
{
    struct buf b;
    bool first = true;
    uint32_t cp;

    buf_init(&b, c->job->arena);
    for (size_t i = 0; i < fold.len;) {
        size_t n = utf8_next(fold, i, &cp);

        if (first && cp >= 'a' && cp <= 'z')
            buf_char(&b, (char)(cp - 'a' + 'A'));
        else if (first && cp == 0x111)
            utf8_put(&b, 0x110);
        else if (first && cp >= 0x1EA0)
            utf8_put(&b, cp & ~UINT32_C(1));
        else if (first && cp >= 0xE0 && cp < 0x100)
            utf8_put(&b, cp - 0x20);
        else
            utf8_put(&b, cp);
        first = cp == ' ' || cp == '-';
        i += n;
    }
    return arena_str(b.arena, buf_str(&b));
}

static void tell_word_slip(struct told_words *t, const struct word_slip *s)
{
    static const enum diag_code code[] = { DIAG_NO_SYLLABLE, DIAG_NUMBER_GLUED,
                                           DIAG_PLACE_MISSPELT };
    struct checker *c = t->c;
    const struct flow *f = &c->report->doc->block[s->block].flow;
    str word = str_sub(f->text, s->at, s->end), right = s->right;
    span where = flow_span(f, s->at, s->end);
    struct diag *d = told_before(t, word);

    if (d) {
        note_arg(diag_note_at(c->diags, d, REMARK_OTHER_HERE, where), word);
        return;
    }
    d = diag_add(c->diags, code[s->kind], where);
    remember(t, word, d);
    diag_arg(d, word);
    diag_stated(d, word);
    if (s->kind == SLIP_PLACE) {
        right = capitals(c, right);
        diag_arg(d, right);
    }
    if (s->kind == SLIP_SPELLING)
        right = mended_word(c, word);
    if (right.len) {
        d->repair = right;
        note_arg(diag_hint(c->diags, d, REMARK_WRITE), right);
    }
}

/* Texts in another language than Vietnamese have more of these than anyone would read. */
void check_spelling(struct checker *c)
{
    enum { MOST = 200 };
    struct told_words told = { .c = c };

    for (size_t i = 0; i < c->report->nslips && told.n < MOST; i++)
        tell_word_slip(&told, &c->report->slip[i]);
}
