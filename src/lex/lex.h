/* lex.h -- text to tokens: words of the lexicon, numbers with all their
 * readings, marks. One pass, left to right; nothing is looked at twice. */
#ifndef LEX_LEX_H
#define LEX_LEX_H

#include "base/arena.h"
#include "num/dec.h"
#include "num/unit.h"

/* The syllables that grammar rules look at; W_OTHER is any other. */
enum word {
    W_OTHER,
#define WORD(name, text) W_##name,
#include "lex/words.def"
#undef WORD
    W_COUNT
};

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_END };

enum number_form {
    NUMBER_PLAIN,
    NUMBER_DOT_DECIMAL,         /* 19.5: a dot opens the decimals */
    NUMBER_BLANK_INSIDE,        /* 94 ,87 */
    NUMBER_TWO_COMMAS,          /* 52,45,1 */
    NUMBER_ODD,                 /* 1.2345.6: no number at all */
    NUMBER_ENGLISH,             /* 1,234,567.8: commas group, a dot opens the decimals */
    NUMBER_BLANK_GROUPS         /* 816 000 tấn: blanks group; other: the last group alone */
};

/* What a spelling tells of its token; what numbers tell of theirs fills it up. */
#define WORD_LOOK                                                                        \
    uint16_t word;              /* enum word; W_OTHER of all but words */                \
    uint8_t numeral;            /* of words: numeral_word(), else 0 */                   \
    bool upper : 1;             /* begins with a capital */                              \
    bool digits : 1;            /* of words: one with digits in it, m3 */                \
    bool odd : 1;               /* of words: spelt as none is, see syllable.h */         \
    bool stands_out : 1;        /* any of these three: most words are none */            \
    bool has_value : 1, has_other : 1;                                                   \
    bool padded : 1             /* written with a leading zero: 05 */

struct word_look {
    WORD_LOOK;
};

/* As long as a cache line; what most passes ask stands before the values. */
struct token {
    uint32_t at, end;           /* bytes of the text */
    str fold;                   /* canonical form (see fold_word); of marks: as written */
    union {
        struct word_look look;  /* all of it, to be copied at once */
        struct {
            WORD_LOOK;
        };
    };
    uint8_t kind;               /* enum token_kind */
    char mark;                  /* of marks: the character (‰ is '%' with fold "‰"), else 0 */
    bool glued;                 /* no blank before it */
    uint8_t form;               /* of numbers: enum number_form */
    dec value;                  /* the cheapest reading */
    dec other;                  /* another: 3.450 as 3,450 */
};

struct lexicon;
struct vocab;                   /* lex/vocab.h */

/* The lexicon: one for the program, built when it is first asked for. */
const struct lexicon *lexicon_known(void);
const struct units *lexicon_units(const struct lexicon *l);

/* The word of this canonical form, W_OTHER when it is not in the lexicon. */
uint16_t lexicon_word(const struct lexicon *l, str fold);

/* Tokens of text, ended by one TOKEN_END (not counted in *n). The array is the
 * lexer's and is overwritten by the next call with the same `room`; text and arena
 * must live as long as the room is used. */
struct lex_room {
    struct token *token;
    size_t cap;
    struct vocab *vocab;        /* see vocab.h; opened by the first call when it is NULL */
};

const struct token *lex_text(const struct lexicon *l, struct arena *a, struct lex_room *room,
                             str text, uint32_t *n);

#endif
