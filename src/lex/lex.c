/* lex.c -- text to tokens. */
#include "lex/lex.h"

#include "base/utf8.h"
#include "lex/number.h"
#include "lex/vocab_int.h"

#include <string.h>
#include <threads.h>

enum { LEX_SLOTS = 1024 };

static const char *const word_text[W_COUNT] = {
    "",
#define WORD(name, text) text,
#include "lex/words.def"
#undef WORD
};

_Static_assert(W_COUNT * 2 < LEX_SLOTS, "the lexicon needs room");

struct lexicon {
    uint16_t slot[LEX_SLOTS];   /* enum word, open addressing; 0 empty */
    const struct units *units;
};

static struct lexicon lexicon_built;

static void build_lexicon(void)
{
    struct lexicon *l = &lexicon_built;

    for (uint16_t w = 1; w < W_COUNT; w++) {
        size_t at = str_hash(str_from(word_text[w])) % LEX_SLOTS;

        while (l->slot[at])
            at = (at + 1) % LEX_SLOTS;
        l->slot[at] = w;
    }
    l->units = units_known();
}

const struct lexicon *lexicon_known(void)
{
    static once_flag once = ONCE_FLAG_INIT;

    call_once(&once, build_lexicon);
    return &lexicon_built;
}

const struct units *lexicon_units(const struct lexicon *l)
{
    return l->units;
}

uint16_t lexicon_word(const struct lexicon *l, str fold)
{
    if (fold.len > 12)
        return W_OTHER;
    for (size_t at = str_hash(fold) % LEX_SLOTS; l->slot[at]; at = (at + 1) % LEX_SLOTS)
        if (str_eq(str_from(word_text[l->slot[at]]), fold))
            return l->slot[at];
    return W_OTHER;
}

/* A multi-byte sign that is not a letter: its ASCII stand-in and length. */
static size_t mark_run(str text, size_t at, char *mark)
{
    uint32_t cp;
    size_t n = utf8_next(text, at, &cp);

    switch (cp) {
    case 0x2030:                *mark = '%'; break;
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212:
                                *mark = '-'; break;
    case 0x201C: case 0x201D: case 0x2033:
                                *mark = '"'; break;
    case 0x2018: case 0x2019:   *mark = '\''; break;
    case 0x2026:                *mark = '.'; break;
    case 0x2264:                *mark = '<'; break;
    case 0x2265:                *mark = '>'; break;
    default:                    *mark = cp < 0x80 ? (char)cp : '?';
    }
    return n;
}

/* "94 ,87": the decimals of the number at token[n - 1] stand behind a blank. */
static bool joins_number(const struct token *last, str text, size_t at)
{
    return last->kind == TOKEN_NUMBER && last->form == NUMBER_PLAIN && at == last->end + 1 &&
           at + 1 < text.len && text.ptr[at] == ',' && text.ptr[at + 1] >= '0' &&
           text.ptr[at + 1] <= '9' &&
           memchr(text.ptr + last->at, ',', last->end - last->at) == NULL;
}

static void join_number(struct token *last, str text, size_t at)
{
    char plain[64];
    size_t len = number_run(text, at + 1), n = last->end - last->at;

    last->form = NUMBER_BLANK_INSIDE;
    last->has_other = false;
    if (n + 1 + len < sizeof plain) {
        struct token joined = { 0 };

        memcpy(plain, text.ptr + last->at, n);
        memcpy(plain + n, text.ptr + at, len + 1);
        number_read((str){ plain, n + 1 + len }, &joined);
        last->value = joined.value;
        last->has_value = joined.has_value;
    }
    last->end = (uint32_t)(at + 1 + len);
}

/* Three digits, on the last group with decimals behind them. */
static bool is_group(const struct token *t, bool last)
{
    if (t->kind != TOKEN_NUMBER || t->form != NUMBER_PLAIN || t->fold.len < 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (t->fold.ptr[i] < '0' || t->fold.ptr[i] > '9')
            return false;
    return t->fold.len == 3 || (last && t->fold.ptr[3] == ',');
}

/* Words whose number stands by itself: "tháng 6 120 hộ". */
static bool names_number(const struct token *t)
{
    switch (t->word) {
    case W_THANG: case W_NGAY: case W_QUY: case W_NAM: case W_DIEU: case W_KHOAN: case W_THU_ORD:
    case W_LOP: case W_KHOA: case W_SO_COUNT: case W_LO: case W_DOT: case W_TO_GROUP: case W_KHU:
        return t->kind == TOKEN_WORD;
    default:
        return t->kind == TOKEN_MARK && (t->mark == '/' || t->mark == '-');
    }
}

/* The index of the first of the numbers before t[count] (a word) that blanks
 * group into one, "816 000" of "816 000 tấn", or count. Groups are three digits
 * behind one blank each and a unit follows; a row of figures is none. */
static size_t first_group(const struct lexicon *l, const struct token *t, size_t count)
{
    size_t first = count - 1;
    bool padded = false;
    unit u;

    while (first > 0 && is_group(&t[first], first == count - 1) &&
           t[first - 1].kind == TOKEN_NUMBER && t[first].at == t[first - 1].end + 1) {
        padded = padded || t[first].fold.ptr[0] == '0';
        first--;
    }
    if (first == count - 1 || t[first].form != NUMBER_PLAIN || t[first].fold.len > 3 ||
        t[first].fold.ptr[0] == '0' || t[count].upper || count - first > 5)
        return count;
    for (size_t i = 0; i < t[first].fold.len; i++)
        if (t[first].fold.ptr[i] < '0' || t[first].fold.ptr[i] > '9')
            return count;
    if (first > 0 && ((t[first - 1].kind == TOKEN_NUMBER && !t[first].glued) ||
                      (t[first - 1].kind == TOKEN_WORD && t[first].glued) ||
                      (!padded && names_number(&t[first - 1]))))
        return count;
    if (!unit_multiplier(t[count].fold) && !units_find(l->units, t[count].fold, &u))
        return count;
    return first;
}

/* Makes one token of t[first .. count): the last group stays as the other reading
 * where it could be a figure of its own. */
static void join_groups(struct token *t, size_t first, size_t count, str text)
{
    const struct token last = t[count - 1];
    char plain[64];
    size_t n = 0;
    bool padded = false;

    for (size_t i = first; i < count; i++) {
        padded = padded || (i > first && t[i].fold.ptr[0] == '0');
        if (n + t[i].fold.len >= sizeof plain)
            return;
        memcpy(plain + n, t[i].fold.ptr, t[i].fold.len);
        n += t[i].fold.len;
    }

    struct token joined = { 0 };

    number_read((str){ plain, n }, &joined);
    t[first].form = NUMBER_BLANK_GROUPS;
    t[first].value = joined.value;
    t[first].has_value = joined.has_value;
    t[first].other = last.value;
    t[first].has_other = !padded && last.has_value;
    t[first].end = last.end;
    t[first].fold = str_sub(text, t[first].at, last.end);
}

/* Field by field: clearing the token as a whole costs more than all the rest. */
static inline void begin_token(struct token *t, size_t at, bool glued)
{
    t->at = t->end = (uint32_t)at;
    t->fold = (str){ NULL, 0 };
    t->look = (struct word_look){ .word = W_OTHER };
    t->kind = TOKEN_END;
    t->mark = 0;
    t->glued = glued;
    t->form = NUMBER_PLAIN;
}

/* The same of a word, all at once: most tokens are words. */
static inline void lex_word(struct token *t, size_t at, bool glued, const struct vocab_word *w)
{
    t->at = (uint32_t)at;
    t->end = (uint32_t)at + w->len;
    t->fold = vocab_fold(w);
    t->look = w->look;
    t->glued = glued;
    t->kind = TOKEN_WORD;
    t->mark = 0;
    t->form = NUMBER_PLAIN;
}

static void lex_number(struct token *t, str text, size_t at)
{
    t->kind = TOKEN_NUMBER;
    t->fold = str_sub(text, at, at + number_run(text, at));
    number_read(t->fold, t);
}

static void lex_mark(struct token *t, str text, size_t at)
{
    size_t len = 1;

    t->mark = text.ptr[at];
    if ((unsigned char)t->mark >= 0x80)
        len = mark_run(text, at, &t->mark);
    t->kind = TOKEN_MARK;
    t->fold = str_sub(text, at, at + len);
}

/* The bytes that a word may begin with: letters, the signs _ and $, all above ASCII. */
static const bool word_begins[256] = {
    ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['_'] = 1, ['$'] = 1,
    [0x80] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1,
    [0xA0] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1,
    [0xC0] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1,
    [0xE0] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1,
};

/* "816 000 tấn": now that t[count], a word, is known, the numbers before it may be one.
 * Gives the count of tokens up to the word. */
static size_t settle_groups(const struct lexicon *l, struct token *t, size_t count, str text)
{
    size_t first = first_group(l, t, count);

    if (first == count)
        return count;
    join_groups(t, first, count, text);
    if (t[first].form != NUMBER_BLANK_GROUPS)
        return count;
    t[first + 1] = t[count];
    return first + 1;
}

const struct token *lex_text(const struct lexicon *l, struct arena *a, struct lex_room *room,
                             str text, uint32_t *n)
{
    size_t count = 0;
    struct token *token;
    struct vocab *vocab;

    if (!room->vocab)
        room->vocab = vocab_open(a);
    vocab = room->vocab;
    /* no token is shorter than a byte */
    token = room->token = arena_grow_raw(a, room->token, sizeof *token, 0, text.len + 1,
                                         &room->cap);
    for (size_t at = 0, numbers = 0;;) {        /* numbers: as many stand right before */
        struct token *t = &token[count];
        bool glued = at > 0;

        for (; at < text.len && text.ptr[at] == ' '; at++)
            glued = false;
        if (at < text.len && word_begins[(unsigned char)text.ptr[at]]) {
            const struct vocab_word *w = vocab_known_at(vocab, text, at);

            if (!w)
                w = vocab_at(vocab, a, text, at);
            if (w->len > 0) {
                lex_word(t, at, glued, w);
                at = t->end;
                if (numbers >= 2)
                    count = settle_groups(l, token, count, text);
                numbers = 0;
                count++;
                continue;
            }
        }
        begin_token(t, at, glued);
        if (at >= text.len)
            break;
        if (text.ptr[at] == ',' && count > 0 && joins_number(t - 1, text, at)) {
            join_number(t - 1, text, at);
            at = t[-1].end;
            continue;
        }
        if (text.ptr[at] >= '0' && text.ptr[at] <= '9') {
            lex_number(t, text, at);
            numbers++;
        } else {
            lex_mark(t, text, at);
            numbers = 0;
        }
        at += t->fold.len;
        t->end = (uint32_t)at;
        count++;
    }
    *n = (uint32_t)count;
    return token;
}
