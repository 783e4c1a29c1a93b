/* test_vocab.c -- the words a thread keeps from report to report. */
#include "lex/vocab.h"

#include "base/job.h"
#include "t.h"

#include <string.h>

enum { WORDS = 20000, LETTERS = 26 };        /* more than are kept */

/* The i-th word of five letters, the first of them a capital. */
static str made_word(int i, char *out)
{
    for (int k = 0; k < 5; k++, i /= LETTERS)
        out[k] = (char)((k ? 'a' : 'A') + i % LETTERS);
    return (str){ out, 5 };
}

static bool tells(const struct vocab_word *w, int i)
{
    char raw[5], fold[5];

    made_word(i, raw);
    memcpy(fold, raw, 5);
    fold[0] = (char)(fold[0] | 32);
    return w && w->len == 5 && w->look.upper && !w->look.digits &&
           str_eq(vocab_fold(w), (str){ fold, 5 });
}

/* Words met anew and met again, kept or not: each is what it is. */
static status many_words(struct job *j, void *arg)
{
    struct vocab *v = vocab_open(j->arena);
    int wrong = 0, first = *(const int *)arg;

    for (int i = first; i < first + WORDS; i++) {
        char text[5];

        wrong += !tells(vocab_find(v, j->arena, made_word(i, text)), i);
        wrong += !tells(vocab_find(v, j->arena, made_word(i / 2, text)), i / 2);
    }
    T(wrong == 0, "words told wrongly");
    return OK;
}

static status odd_words(struct job *j, void *arg)
{
    struct vocab *v = vocab_open(j->arena);
    size_t len = *(const size_t *)arg;
    char *text = memset(arena_array(j->arena, char, len), 'a', len);

    T(str_eq(vocab_fold(vocab_find(v, j->arena, STR("HOÀ"))), STR("hòa")), "a moved tone");
    T(!vocab_find(v, j->arena, STR("hòa,")) &&
      vocab_at(v, j->arena, STR("hòa, b"), 0)->len == strlen("hòa"), "a comma behind");
    T(vocab_at(v, j->arena, (str){ text, len }, 0)->len > 0, "a word without an end");
    return OK;
}

/* Spellings that no slot can hold ("Tuấn,Hùng,Dũng,Minh") are learnt each time: they take no
 * room from the words that are kept, however many a report has. */
static status joined_words(struct job *j, void *arg)
{
    str joined = STR("tuấn,hùng,dũng,minh,anh");
    struct vocab *v = vocab_open(j->arena);
    int wrong = 0, times = *(const int *)arg;
    char text[5];

    for (int i = 0; i < times; i++) {
        const struct vocab_word *w = vocab_at(v, j->arena, joined, 0);

        wrong += !str_eq(vocab_fold(w), STR("tuấn"));
        wrong += !tells(vocab_find(v, j->arena, made_word(i % 100, text)), i % 100);
    }
    T(wrong == 0, "joined words told wrongly");
    return OK;
}

void test_vocab(void)
{
    int joined = 100000;
    int from[] = { 0, 5000, 0 };
    size_t len = 100000;

    for (int i = 0; i < 3; i++)
        T(job_run(&LIMITS_DEFAULT, LANG_VI, many_words, &from[i], NULL) == OK, "many words");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, odd_words, &len, NULL) == OK, "odd words");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, joined_words, &joined, NULL) == OK, "joined words");
}
