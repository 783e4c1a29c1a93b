/* phrase.h -- the words that stand round a place of a text.
 *
 * A word is what stands between blanks, its marks apart. Words of the rules are written
 * in small letters with their diacritics; the text's may be in capitals. Nothing is
 * copied: every step costs the bytes of the words it looks at. */
#ifndef CHECK_PHRASE_H
#define CHECK_PHRASE_H

#include "base/str.h"

/* Does the text stand for `small`, in small letters or capitals? Most are told by their
 * first byte. */
bool phrase_is_all(str text, const char *small);

static inline bool phrase_is(str text, const char *small)
{
    return text.len && ((*small & 0x80) || (text.ptr[0] | 0x20) == (*small | 0x20))
           && phrase_is_all(text, small);
}

/* Does s[..at), blanks at its end apart, end with the words of `small`? A letter before
 * them would make another word. */
bool phrase_before(str s, size_t at, const char *small);

/* Does s[at..), blanks at its front apart, begin with them, and with no letter behind? */
bool phrase_behind(str s, size_t at, const char *small);

/* Any of a list ended by NULL. */
bool phrase_any_before(str s, size_t at, const char *const *list);
bool phrase_any_behind(str s, size_t at, const char *const *list);

/* A list made ready for asking at many places whether any of it ends there. */
enum { PHRASE_ENDS = 24 };
struct phrase_ends {
    const char *const *list;
    size_t len[PHRASE_ENDS];
    bool last[256];             /* bytes that one of them may end with, in either case */
};

struct phrase_ends phrase_ends_of(const char *const *list);

/* phrase_any_before() of that list. */
bool phrase_ends_before(const struct phrase_ends *of, str s, size_t at);

/* Which of them stands behind; where it ends to *end. NULL for none. */
const char *phrase_which_behind(str s, size_t at, const char *const *list, size_t *end);

/* Where the words first stand in s as words, or SIZE_MAX. For short texts: every place
 * that begins with the first letter is looked at. */
size_t phrase_find(str s, const char *small);
bool phrase_has_any(str s, const char *const *list);

/* The word that ends before s[at], blanks and marks passed over; empty at the front. */
str phrase_word_before(str s, size_t at);

/* Where the clause that holds s[at] begins: behind the last ; or sentence's end. */
size_t phrase_clause(str s, size_t at);

/* Where the sentence that holds s[at] begins. */
size_t phrase_sentence(str s, size_t at);

/* s[from..) up to the end of its clause. */
size_t phrase_clause_end(str s, size_t from);

#endif
