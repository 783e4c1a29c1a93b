/* number.h -- shapes of numbers and what they can mean. */
#ifndef LEX_NUMBER_H
#define LEX_NUMBER_H

#include "lex/lex.h"

/* The length of the run of digits with dots and commas inside that begins at
 * text[at] (a digit). A dot or comma at the end is no part of it. */
size_t number_run(str text, size_t at);

/* Reads the run into t: form, value, other reading. */
void number_read(str run, struct token *t);

#endif
