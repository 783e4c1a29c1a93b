/* designation.c -- what numbers are that state nothing and are no exempt form.
 *
 * A count stands before its noun, a designation behind it: "3 thôn", "thôn 3". So
 * a number right behind a noun, with no unit, is its name or its place in a row:
 *
 *   bão số 3 · Dự án 4 · mức độ 3, 4 · Km25+300 · công nghiệp 4.0 · 15.7.2023
 *
 * What is left lacks its unit. */
#include "extract/designation.h"

#include "extract/name.h"

enum { CODE_DIGITS = 10, DESIGNATIONS = 10000 };

/* "15.7.2023", lexed as one run. */
static bool is_dotted_date(str run)
{
    uint32_t part[3] = { 0 }, n = 0;

    for (size_t i = 0; i < run.len; i++)
        if (run.ptr[i] == '.') {
            if (++n == 3)
                return false;
        } else if (run.ptr[i] >= '0' && run.ptr[i] <= '9') {
            part[n] = part[n] * 10 + (uint32_t)(run.ptr[i] - '0');
        } else {
            return false;
        }
    return n == 2 && part[0] >= 1 && part[0] <= 31 && part[1] >= 1 && part[1] <= 12 &&
           part[2] > 1900 && part[2] < 2200;
}

/* "Km25+300", "07:46+0700", "TMDV- 03", "ĐT.152", "95-III": a part of a code. */
static bool in_code(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];

    if (i > 1 && t[-1].kind == TOKEN_MARK && t[-1].glued && t[-2].kind != TOKEN_MARK &&
        (t[-2].upper || t[-1].mark == '+') && (t->glued || t[-1].mark == '-') &&
        (t[-1].mark == '+' || t[-1].mark == '-' || t[-1].mark == '.' || t[-1].mark == '/'))
        return true;
    return i + 2 < s->n && t[1].kind == TOKEN_MARK && t[1].glued && t[1].mark == '-' &&
           t[2].glued && t[2].kind == TOKEN_WORD && t[2].upper;
}

/* Numbers of telephones and accounts: a leading zero, or digits no count has. */
static bool is_call_number(const struct scan *s, uint32_t i)
{
    const struct token *t = &s->t[i];
    uint32_t len = t->end - t->at;

    return (t->padded && len > 3 && t->value.scale == 0) || len > CODE_DIGITS ||
           (i > 0 && s->t[i - 1].kind == TOKEN_NUMBER && s->claim[i - 1] == CLAIM_NAME);
}

/* Right behind a noun, which the number numbers. */
static bool is_designation(const struct scan *s, uint32_t i, uint32_t done)
{
    const struct token *t = &s->t[i];

    switch (i > 0 ? scan_word(s, i - 1) : (uint16_t)W_VA) {
    case W_VA: case W_HOAC: case W_CUA: case W_TAI: case W_O: case W_VOI: case W_TU: case W_DEN:
    case W_CHO: case W_TREN: case W_DUOI: case W_TRONG: case W_THEO: case W_NHU:
        return false;
    default:
        break;
    }
    return t[-1].kind == TOKEN_WORD && t->value.scale == 0 &&
           t->value.coef < DESIGNATIONS && !name_is_headed(s, done, i);
}

/* What the number before it in a row is: "mức độ 3, 4", "tháng 6, 7 và 8". */
static enum claim_class row_class(const struct scan *s, uint32_t i)
{
    if (i < 2 || s->t[i - 2].kind != TOKEN_NUMBER ||
        !(scan_is_mark(s, i - 1, ',') || scan_is_mark(s, i - 1, '-') ||
          scan_word(s, i - 1) == W_VA || scan_word(s, i - 1) == W_HOAC ||
          scan_word(s, i - 1) == W_DEN))
        return CLAIM_NONE;
    switch ((enum claim_class)s->claim[i - 2]) {
    case CLAIM_DATE: case CLAIM_DOCNUM: case CLAIM_ORDINAL: case CLAIM_NAME: case CLAIM_RANGE:
        return (enum claim_class)s->claim[i - 2];
    default:
        return CLAIM_NONE;
    }
}

enum claim_class designation_class(const struct scan *s, uint32_t i, uint32_t done, bool governed,
                                   const char **reason)
{
    const struct token *t = &s->t[i];
    enum claim_class row = row_class(s, i);

    *reason = "";
    if (is_dotted_date(t->fold))
        return CLAIM_DATE;
    *reason = "code";
    if (in_code(s, i) || is_call_number(s, i))
        return CLAIM_NAME;
    *reason = "row";
    if (row != CLAIM_NONE)
        return row;
    *reason = "quoted";
    if (scan_is_mark(s, i + 1, '"') && i > 0 && t[-1].kind == TOKEN_WORD)
        return CLAIM_NAME;
    *reason = "version";
    if (t->form == NUMBER_DOT_DECIMAL && t->value.scale == 1 && i > 0 &&
        t[-1].kind == TOKEN_WORD && !governed)
        return CLAIM_NAME;
    *reason = "designation";
    if (!governed && t->has_value && is_designation(s, i, done))
        return CLAIM_ORDINAL;
    *reason = t->has_value ? "no unit" : "odd shape";
    return CLAIM_REJECTED;
}
