/* plan_book.c -- a plan book as a record of the ledger. */
#include "analyse/plan.h"

static const char *const plan_type_words[] = { "centre", "council", "adjusted", "five-year",
                                               "scenario" };

enum plan_field { BOOK_ID, BOOK_TYPE, BOOK_TITLE, BOOK_ACT, BOOK_DAY, BOOK_YEARS, BOOK_AMENDS,
                  BOOK_FIELDS };

const char *plan_type_word(enum plan_type t)
{
    return plan_type_words[t];
}

static bool good_book_id(str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
            return false;
    }
    return id.len > 0;
}

static bool read_plan_type(str word, enum plan_type *out)
{
    for (int i = 0; i < PLAN_TYPES; i++)
        if (str_is(word, plan_type_words[i])) {
            *out = (enum plan_type)i;
            return true;
        }
    return false;
}

/* A term has several years, any other book one. */
static bool read_plan_years(str text, struct plan_book *out)
{
    period p;

    if (!period_parse(text, &p) ||
        p.kind != (out->type == PLAN_TERM ? PERIOD_TERM : PERIOD_YEAR) ||
        (out->type == PLAN_TERM && p.from_year == p.year))
        return false;
    out->from_year = p.from_year;
    out->year = p.year;
    return true;
}

/* Does it amend a book when it must, and none when it cannot? */
static bool amends_well(const struct plan_book *book)
{
    if (!book->amends.len)
        return book->type != PLAN_ADJUSTED;
    return (book->type == PLAN_ADJUSTED || book->type == PLAN_SCENARIO) &&
           good_book_id(book->amends) && !str_eq(book->amends, book->id);
}

bool plan_book_parse(struct arena *a, str text, struct plan_book *out,
                     struct record_problem *problem)
{
    struct record_field f[BOOK_FIELDS] = {
        [BOOK_ID] = { .name = "id", .needed = true },
        [BOOK_TYPE] = { .name = "type", .needed = true },
        [BOOK_TITLE] = { .name = "title", .needed = true },
        [BOOK_ACT] = { .name = "act" },
        [BOOK_DAY] = { .name = "act-day" },
        [BOOK_YEARS] = { .name = "years", .needed = true },
        [BOOK_AMENDS] = { .name = "amends" },
    };
    struct plan_book book = { .act_day = PLAN_NO_DAY };

    if (!record_read(a, text, f, BOOK_FIELDS, problem))
        return false;
    book.id = f[BOOK_ID].value;
    book.title = f[BOOK_TITLE].value;
    book.act = f[BOOK_ACT].value;
    book.amends = f[BOOK_AMENDS].value;
    if (!good_book_id(book.id))
        return record_refuse(a, &f[BOOK_ID], problem);
    if (!read_plan_type(f[BOOK_TYPE].value, &book.type))
        return record_refuse(a, &f[BOOK_TYPE], problem);
    if (f[BOOK_DAY].value.len && !day_parse(f[BOOK_DAY].value, &book.act_day))
        return record_refuse(a, &f[BOOK_DAY], problem);
    if (!read_plan_years(f[BOOK_YEARS].value, &book))
        return record_refuse(a, &f[BOOK_YEARS], problem);
    if (!amends_well(&book))
        return record_refuse(a, &f[BOOK_AMENDS], problem);
    *out = book;
    return true;
}

void plan_book_print(struct buf *b, const struct plan_book *book)
{
    struct arena *a = b->arena;

    record_put(b, "id", book->id);
    record_put(b, "type", str_from(plan_type_words[book->type]));
    record_put(b, "title", book->title);
    record_put(b, "act", book->act);
    if (book->act_day != PLAN_NO_DAY)
        record_put(b, "act-day", day_print(a, book->act_day));
    record_put(b, "years", book->from_year == book->year
                               ? arena_printf(a, "%04d", book->year)
                               : arena_printf(a, "%04d/%04d", book->from_year, book->year));
    record_put(b, "amends", book->amends);
}
