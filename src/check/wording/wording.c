/* wording.c -- words that do not agree with figures, lists and other words. */
#include "check/wording/wording_int.h"

void check_wording(struct checker *c)
{
    check_sign_words(c);
    check_counted_lists(c);
    check_spelt_names(c);
    check_names_spelt(c);
    check_more_words(c);
}
