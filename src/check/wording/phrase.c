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

/* The end of `small` in s from `at` on, or SIZE_MAX. */
static size_t match_phrase(str s, size_t at, const char *small)
{
    str want = str_from(small);
    size_t i = 0;

    while (i < want.len) {
        uint32_t a, b;

        if (at >= s.len)
            return SIZE_MAX;
        at += utf8_next(s, at, &a);
        i += utf8_next(want, i, &b);
        if (a != b && utf8_lower(a) != b)
            return SIZE_MAX;
    }
    return at;
}

/* Could the byte begin the phrase, in either case? Letters beyond ASCII always could. */
static bool may_begin(char byte, const char *small)
{
    return (*small & 0x80) ? (byte & 0x80) != 0 : (byte | 0x20) == *small || byte == *small;
}

bool phrase_is(str text, const char *small)
{
    return match_phrase(text, 0, small) == text.len;
}

bool phrase_before(str s, size_t at, const char *small)
{
    size_t len = strlen(small);

    while (at > 0 && s.ptr[at - 1] == ' ')
        at--;
    if (at < len || !may_begin(s.ptr[at - len], small))
        return false;

    size_t from = at - len;     /* capitals of these letters are as long as the small ones */

    return match_phrase(str_sub(s, 0, at), from, small) == at &&
           (from == 0 || !letter_at(s, letter_before(s, from)));
}

bool phrase_behind(str s, size_t at, const char *small)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;

    size_t end = match_phrase(s, at, small);

    return end != SIZE_MAX && !letter_at(s, end);
}

bool phrase_any_before(str s, size_t at, const char *const *list)
{
    for (; *list; list++)
        if (phrase_before(s, at, *list))
            return true;
    return false;
}

bool phrase_any_behind(str s, size_t at, const char *const *list)
{
    for (; *list; list++)
        if (phrase_behind(s, at, *list))
            return true;
    return false;
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

static bool stands_at(str s, size_t at, const char *small)
{
    size_t end;

    return may_begin(s.ptr[at], small) && begins_word(s, at) &&
           (end = match_phrase(s, at, small)) != SIZE_MAX && !letter_at(s, end);
}

size_t phrase_find(str s, const char *small)
{
    for (size_t i = 0; i < s.len; i++)
        if (stands_at(s, i, small))
            return i;
    return SIZE_MAX;
}

bool phrase_has_any(str s, const char *const *list)
{
    for (; *list; list++)
        if (phrase_find(s, *list) != SIZE_MAX)
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
