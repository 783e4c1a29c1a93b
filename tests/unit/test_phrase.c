/* test_phrase.c -- words round a place of a text, one by one and by lists. */
#include "t.h"

#include "check/wording/phrase.h"

void test_phrase(void);

static const char *const words[] = { "từ", "bao gồm", "đến", "so với", NULL };

static void test_sides(void)
{
    str s = STR("Tăng TỪ 5 hộ lên ĐẾN 7 hộ, bao gồm  9 xã");
    size_t end = 0;

    T(phrase_before(s, str_find(s, STR("5")), "từ"), "capitals before");
    T(phrase_before(s, str_find(s, STR("9")), "bao gồm"), "blanks between");
    T(!phrase_before(STR("thừ 5"), sizeof "thừ " - 1, "ừ"), "no part of a word");
    T(!phrase_before(STR("ừ"), 0, "ừ") && !phrase_behind(STR("ừ"), sizeof "ừ" - 1, "ừ"),
      "nothing there");
    T(phrase_behind(s, str_find(s, STR(" ĐẾN")), "đến"), "capitals behind");
    T(!phrase_behind(STR("đếnh"), 0, "đến"), "no front of a word");
    T(phrase_which_behind(s, str_find(s, STR(" bao")), words, &end) == words[1] &&
          str_starts(str_sub(s, end, s.len), STR("  9")), "which of them");
    T(!phrase_which_behind(s, 0, words, &end), "none of them");
    T(phrase_is(STR("ĐẾN"), "đến") && !phrase_is(STR("đế"), "đến") &&
          !phrase_is(STR("đến nay"), "đến") && !phrase_is(STR(""), "đến"), "all of a text");
}

/* What is made ready tells what is asked each time. */
static void test_lists(void)
{
    const struct phrase_ends ends = phrase_ends_of(words);
    static const char *const text[] = {
        "", "từ", "TỪ", "thực hiện bao gồm", "bao GỒM ", "gồm", "chuyến", "từ đến", "xSO VỚI",
        "5 so với", "…từ", "tứ", "đên",
    };

    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        str s = str_from(text[i]);
        bool any = false;

        for (size_t k = 0; words[k]; k++)
            any |= phrase_find(s, words[k]) != SIZE_MAX;
        T(phrase_has_any(s, words) == any, "\"%s\" has any", text[i]);
        T(phrase_ends_before(&ends, s, s.len) == phrase_any_before(s, s.len, words),
          "\"%s\" ends with any", text[i]);
    }
}

void test_phrase(void)
{
    test_sides();
    test_lists();
}
