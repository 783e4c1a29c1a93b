/* phrase.c -- the words that stand round a place of a text. */
#include "check/wording/phrase.h"

#include "base/utf8.h"

static bool letter_at(str s, size_t at)
{
    uint32_t cp;

    if (at >= s.len)
        return false;
    utf8_next(s, at, &cp);
    return utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
}

/* The letter before s[at] begins where? */
static size_t letter_before(str s, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* Does a letter beyond ASCII stand at s[at], as `small` has it or as its capital? The
 * length of the two, or 0. */
static size_t match_letter(str s, size_t at, const char *small)
{
    size_t len = (unsigned char)*small < 0xE0 ? 2 : 3;
    uint32_t a, b;

    if (s.len - at < len)
        return 0;
    if (memcmp(s.ptr + at, small, len) == 0)
        return len;
    utf8_next((str){ small, len }, 0, &b);
    return utf8_next(s, at, &a) == len && utf8_lower(a) == b ? len : 0;
}

/* The end of `small` in s from `at` on, or SIZE_MAX. Capitals of these letters are as long
 * as the small ones. */
static size_t match_phrase(str s, size_t at, const char *small)
{
    while (*small) {
        size_t len = 1;

        if (at >= s.len)
            return SIZE_MAX;
        if ((unsigned char)*small >= 0x80)
            len = match_letter(s, at, small);
        else if (s.ptr[at] != *small &&
                 !(s.ptr[at] >= 'A' && s.ptr[at] <= 'Z' && (s.ptr[at] | 0x20) == *small))
            len = 0;
        if (len == 0)
            return SIZE_MAX;
        at += len;
        small += len;
    }
    return at;
}

/* Could the byte begin the letter, in either case? Of letters beyond ASCII, small and capital
 * ones of Vietnamese begin with the same byte. */
static inline bool may_begin(char byte, const char *small)
{
    return byte == *small || ((byte | 0x20) == *small && !(*small & 0x80));
}

/* Could the phrase stand at s[at]? Most are told by their first two bytes. */
static inline bool may_stand(str s, size_t at, const char *small)
{
    if (!may_begin(s.ptr[at], small))
        return false;
    return (*small & 0x80) || !small[1] ||
           (at + 1 < s.len && may_begin(s.ptr[at + 1], small + 1));
}

bool phrase_is_all(str text, const char *small)
{
    return match_phrase(text, 0, small) == text.len;
}

/* Do the words end at s[at]? */
static inline bool ends_at(str s, size_t at, const char *small, size_t len)
{
    size_t from = at - len;

    return at >= len && may_stand(s, from, small) &&
           match_phrase(str_sub(s, 0, at), from, small) == at &&
           (from == 0 || !letter_at(s, letter_before(s, from)));
}

/* Do they begin there, wherever that is? */
static inline bool begins_at(str s, size_t at, const char *small)
{
    size_t end;

    return may_stand(s, at, small) && (end = match_phrase(s, at, small)) != SIZE_MAX &&
           !letter_at(s, end);
}

static inline size_t before_blanks(str s, size_t at)
{
    while (at > 0 && s.ptr[at - 1] == ' ')
        at--;
    return at;
}

static inline size_t behind_blanks(str s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at;
}

bool phrase_before(str s, size_t at, const char *small)
{
    return ends_at(s, before_blanks(s, at), small, strlen(small));
}

bool phrase_behind(str s, size_t at, const char *small)
{
    at = behind_blanks(s, at);
    return at < s.len && begins_at(s, at, small);
}

bool phrase_any_before(str s, size_t at, const char *const *list)
{
    at = before_blanks(s, at);
    for (; *list; list++)
        if (ends_at(s, at, *list, strlen(*list)))
            return true;
    return false;
}

struct phrase_ends phrase_ends_of(const char *const *list)
{
    struct phrase_ends of = { .list = list };

    for (size_t i = 0; list[i] && i < PHRASE_ENDS; i++) {
        unsigned char last;

        of.len[i] = strlen(list[i]);
        last = (unsigned char)list[i][of.len[i] - 1];
        of.last[last] = of.last[last & ~0x20] = true;
        for (unsigned byte = 0x80; last >= 0x80 && byte < 256; byte++)
            of.last[byte] = true;       /* the letter's capital may end with any */
    }
    return of;
}

bool phrase_ends_before(const struct phrase_ends *of, str s, size_t at)
{
    at = before_blanks(s, at);
    if (at == 0 || !of->last[(unsigned char)s.ptr[at - 1]])
        return false;
    for (size_t i = 0; of->list[i] && i < PHRASE_ENDS; i++)
        if (ends_at(s, at, of->list[i], of->len[i]))
            return true;
    return false;
}

bool phrase_any_behind(str s, size_t at, const char *const *list)
{
    size_t end;

    return phrase_which_behind(s, at, list, &end) != NULL;
}

const char *phrase_which_behind(str s, size_t at, const char *const *list, size_t *end)
{
    at = behind_blanks(s, at);
    for (; at < s.len && *list; list++)
        if (begins_at(s, at, *list)) {
            *end = at + strlen(*list);      /* capitals are as long */
            return *list;
        }
    return NULL;
}

/* Does a word begin at s[at]? Most letters are told by the byte before them. */
static bool begins_word(str s, size_t at)
{
    unsigned char before = at ? (unsigned char)s.ptr[at - 1] : ' ';

    if (before == ' ')
        return true;
    if (before < 0x80)
        return !((before | 0x20) >= 'a' && (before | 0x20) <= 'z') &&
               !(before >= '0' && before <= '9');
    return !letter_at(s, letter_before(s, at));
}

size_t phrase_find(str s, const char *small)
{
    for (size_t i = 0; i < s.len; i++)
        if (may_begin(s.ptr[i], small) && begins_word(s, i) && begins_at(s, i, small))
            return i;
    return SIZE_MAX;
}

/* Bytes that phrases begin with, in either case: a bit of `plain` for those of ASCII. */
struct first_bytes { uint64_t plain; bool beyond; };

static inline uint64_t first_byte_bit(char byte)
{
    return UINT64_C(1) << ((byte | 0x20) & 63);
}

static struct first_bytes first_bytes_of(const char *const *list)
{
    struct first_bytes f = { 0, false };

    for (; *list; list++)
        if (**list & 0x80)
            f.beyond = true;
        else
            f.plain |= first_byte_bit(**list);
    return f;
}

static inline bool may_begin_any(const struct first_bytes *f, char byte)
{
    return byte & 0x80 ? f->beyond : (f->plain & first_byte_bit(byte)) != 0;
}

/* Behind the character at s[at]; *letter: is it a letter or a digit? Nearly all letters
 * beyond ASCII are told by their first bytes. */
static inline size_t pass_character(str s, size_t at, bool *letter)
{
    unsigned char byte = (unsigned char)s.ptr[at];
    uint32_t cp;
    size_t len;

    if (byte < 0x80) {
        *letter = ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= '0' && byte <= '9');
        return at + 1;
    }
    if ((byte >= 0xC4 && byte <= 0xC6) ||
        (byte == 0xE1 && at + 1 < s.len && (unsigned char)s.ptr[at + 1] >= 0xB8)) {
        *letter = true;
        return at + (byte == 0xE1 ? 3 : 2);
    }
    len = utf8_next(s, at, &cp);
    *letter = utf8_is_letter(cp);
    return at + len;
}

bool phrase_has_any(str s, const char *const *list)
{
    const struct first_bytes first = first_bytes_of(list);
    bool inside = false;        /* a letter stands before */

    for (size_t i = 0; i < s.len; i = pass_character(s, i, &inside))
        for (size_t k = 0; !inside && list[k] && may_begin_any(&first, s.ptr[i]); k++)
            if (begins_at(s, i, list[k]))
                return true;
    return false;
}

str phrase_word_before(str s, size_t at)
{
    size_t end = at, from;

    while (end > 0 && !letter_at(s, letter_before(s, end)))
        end = letter_before(s, end);
    for (from = end; from > 0 && letter_at(s, letter_before(s, from));)
        from = letter_before(s, from);
    return str_sub(s, from, end);
}

/* No clause that a rule asks about is longer. */
enum { PHRASE_REACH = 600 };

/* A full stop ends a sentence where a blank follows. */
static bool stops_sentence(str s, size_t at)
{
    return (s.ptr[at] == '.' || s.ptr[at] == '!' || s.ptr[at] == '?') &&
           (at + 1 == s.len || s.ptr[at + 1] == ' ');
}

size_t phrase_clause(str s, size_t at)
{
    size_t least = at > PHRASE_REACH ? at - PHRASE_REACH : 0;

    while (at > least && s.ptr[at - 1] != ';' && !stops_sentence(s, at - 1))
        at--;
    return at;
}

size_t phrase_sentence(str s, size_t at)
{
    size_t least = at > PHRASE_REACH ? at - PHRASE_REACH : 0;

    while (at > least && !stops_sentence(s, at - 1))
        at--;
    return at;
}

size_t phrase_clause_end(str s, size_t from)
{
    size_t most = s.len - from > PHRASE_REACH ? from + PHRASE_REACH : s.len;

    while (from < most && s.ptr[from] != ';' && !stops_sentence(s, from))
        from++;
    return from;
}
