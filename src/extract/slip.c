/* slip.c -- words that a typist or a scan got wrong.
 *
 * Only what is no word in any reading: a syllable that cannot be, a verb glued to its
 * number, a place of the province with other diacritics. */
#include "extract/slip.h"

#include "base/utf8.h"

enum { SLIP_PLACE_WORDS = 4 };

/* Does it end with one of them? "nướctăng" lacks a blank, too. */
static bool slip_ends_with(str fold, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ends(fold, str_from(word[i])))
            return true;
    return false;
}

/* "tăng1,36%", "đạt45 ha": the verb's last letter touches the number. Marks of notes touch
 * words, too, but nothing measures them. */
static bool glued_number(const struct scan *s, uint32_t i, struct word_slip *out)
{
    static const char *const verb[] = { "tăng", "giảm", "đạt", "chiếm", "còn", "gần", "hơn",
                                        "khoảng", "bằng", "vượt" };
    const struct token *t = &s->t[i];
    size_t letters = t->fold.len;
    uint32_t end = t->end;
    unit u;
    str text;

    while (letters > 0 && t->fold.ptr[letters - 1] >= '0' && t->fold.ptr[letters - 1] <= '9')
        letters--;
    if (letters == t->fold.len || !slip_ends_with(str_sub(t->fold, 0, letters), verb,
                                                  sizeof verb / sizeof *verb))
        return false;
    if (i + 2 < s->n && t[1].kind == TOKEN_MARK && t[1].glued
        && (t[1].mark == ',' || t[1].mark == '.') && t[2].kind == TOKEN_NUMBER && t[2].glued)
        end = t[2].end;
    else if (scan_unit(s, i + 1, &u, &text) == i + 1 || u.class == UNIT_COUNT)
        return false;
    *out = (struct word_slip){ .kind = SLIP_GLUED, .at = t->at, .end = end };
    return true;
}

/* "huyện Điên Biên": the longest run of capitals that is a name but for its diacritics. */
static bool misspelt_place(const struct scan *s, uint32_t i, struct word_slip *out)
{
    uint32_t end = i + 1;
    str right = { NULL, 0 };

    if (!s->areas || !s->t[i].upper || i == 0)
        return false;
    while (end < s->n && end < i + SLIP_PLACE_WORDS && s->t[end].kind == TOKEN_WORD
           && s->t[end].upper)
        end++;
    for (; end > i + 1; end--) {
        str name = scan_text(s, i, end);

        if (area_names_kind(s->areas, name, false).len)
            return false;
        right = area_names_mended(s->areas, s->arena, name);
        if (right.len)
            break;
        if (end > i + 2 && area_names_province(name).len)
            return false;
    }
    if (right.len == 0)
        return false;
    *out = (struct word_slip){ .kind = SLIP_PLACE, .at = s->t[i].at, .end = s->t[end - 1].end,
                          .right = right };
    return true;
}

bool slip_at(const struct scan *s, uint32_t i, struct word_slip *out)
{
    const struct token *t = &s->t[i];

    if (t->odd) {
        *out = (struct word_slip){ .kind = SLIP_SPELLING, .at = t->at, .end = t->end };
        return true;
    }
    if (t->digits)
        return glued_number(s, i, out);
    return misspelt_place(s, i, out);
}
