/* near.h -- what stands beside a number in a block's text.
 *
 * For rules that look at digits as they are written. They ask only about numbers that
 * are odd already, so that nothing here need be quick. */
#ifndef CHECK_NEAR_H
#define CHECK_NEAR_H

#include "check/check_int.h"

/* The report's claims by their place in the source; built when first asked for. */
struct near {
    struct checker *c;
    const struct claim *claim;
    size_t nclaims;
};

/* What became of the number whose digits begin at `at` of the flow. */
enum claim_class near_class(struct near *n, const struct flow *f, size_t at);

/* Does it state something, or may it: no date, no number of a document, no name? */
bool near_states(struct near *n, const struct flow *f, size_t at);

/* The word that ends before, or begins at, `at`, blanks apart, in canonical form; empty
 * where a mark or a number stands. It is written to out. */
enum { NEAR_WORD = 48 };
str near_before(str s, size_t at, char out[NEAR_WORD]);
str near_behind(str s, size_t at, char out[NEAR_WORD]);

/* The unit behind a number that ends at `at`: "%", "tỷ đồng", "người". */
bool near_unit(str s, size_t at, unit *out);

/* Is the word one that a figure follows: "tăng", "đạt", "còn", "gần"? */
bool near_governs(str word);

static inline bool is_digit_of(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* Letters of Vietnamese are ASCII letters and bytes above. */
static inline bool is_letter_of(str s, size_t at)
{
    return at < s.len &&
           (((s.ptr[at] | 32) >= 'a' && (s.ptr[at] | 32) <= 'z') ||
            (unsigned char)s.ptr[at] >= 0xC3);
}

#endif
