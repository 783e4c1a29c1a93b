/* fuzz_number.c -- any bytes as numbers: what is read prints and reads back the
 * same, tokens stand in order, and amounts of several tokens stay inside them. */
#include "hold.h"

#include "base/job.h"
#include "lex/amount.h"
#include "num/range.h"

static bool same(dec a, dec b)
{
    return a.coef == b.coef && a.scale == b.scale;
}

static void hold_value(dec d)
{
    char out[DEC_TEXT];
    dec back;

    must(d.scale >= 0 && d.scale <= DEC_MAX_SCALE && d.coef != INT64_MIN);
    must(dec_parse_plain((str){ out, dec_format_plain(d, out) }, &back));
    must(same(back, d));
}

static void hold_dec(str text)
{
    char out[DEC_TEXT];
    dec d, back;
    range r;
    bool fits;

    if (dec_parse_vi(text, &d)) {
        hold_value(d);
        must(dec_parse_vi((str){ out, dec_format_vi(d, out) }, &back));
        must(same(back, d));
        if (range_of(d, RANGE_ROUNDED, HEDGE_NONE, &r))
            must(wide_cmp(r.lo, r.hi, &fits) < 0 || !fits);
    }
    if (dec_parse_plain(text, &d))
        hold_value(d);
}

/* A number token reads as dec_parse_vi does wherever that reads it at all. */
static void hold_number(const struct token *t)
{
    dec d;

    if (t->has_value)
        hold_value(t->value);
    if (t->has_other)
        hold_value(t->other);
    must(t->form != NUMBER_ODD || !t->has_value);
    if (t->form != NUMBER_BLANK_INSIDE && t->form != NUMBER_BLANK_GROUPS &&
        dec_parse_vi(t->fold, &d))
        must(t->form == NUMBER_PLAIN && t->has_value && same(t->value, d));
}

static void hold_amounts(const struct token *t, uint32_t i, uint32_t n)
{
    struct numeral said = { 0 };
    struct lex_amount amount = { 0 };
    int64_t over = 0, under = 0;
    uint32_t end;

    for (int style = NUMERAL_WRITTEN; style <= NUMERAL_SPOKEN; style++) {
        end = lex_numeral_at(t, i, n, (enum numeral_style)style, &said);
        must(end >= i && end <= n && end - i <= NUMERAL_WORDS);
        if (end > i && said.has_value)
            hold_value(said.value);
        must(end == i || said.kind != NUMERAL_FRACTION || said.under > 0);
    }
    end = lex_mixed_at(t, i, n, &amount);
    must(end == i || (end >= i + 3 && end <= n && amount.rank >= i && amount.rank < end));
    if (end > i)
        hold_value(amount.value);
    end = lex_fraction_at(t, i, n, &over, &under);
    must(end == i || (end == i + 3 && over > 0 && over < under));
}

static status hold_text(struct job *j, void *arg)
{
    const struct lexicon *l = lexicon_known();
    struct lex_room room = { 0 };
    str text = *(str *)arg, rest = text, word;
    uint32_t n, at = 0;
    const struct token *t = lex_text(l, j->arena, &room, text, &n);

    for (uint32_t i = 0; i < n; i++) {
        must(t[i].at >= at && t[i].end > t[i].at && t[i].end <= text.len);
        at = t[i].end;
        if (t[i].kind == TOKEN_NUMBER)
            hold_number(&t[i]);
        hold_amounts(t, i, n);
    }
    must(t[n].kind == TOKEN_END);
    while (str_split(&rest, ' ', &word))
        hold_dec(word);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size < 4000 ? size : 4000 };

    job_run(&LIMITS_DEFAULT, LANG_VI, hold_text, &text, NULL);
    return 0;
}
