/* fuzz_unit.c -- any bytes as the units of a table's cells, one a line, and of the
 * words behind a number: reading ends inside the text and agrees with itself. */
#include "hold.h"

#include "base/job.h"
#include "base/utf8.h"
#include "extract/scan.h"

static bool equal(unit a, unit b)
{
    return a.class == b.class && a.base == b.base && a.power == b.power &&
           a.multiplied == b.multiplied;
}

/* The folded cell reads as the cell does, and known words as their table says. */
static void hold_cell(const struct units *us, struct arena *a, str cell)
{
    unit u, again;
    str folded = fold_text(a, cell);

    if (!unit_read(us, cell, &u))
        return;
    must(u.class > UNIT_NONE && u.class <= UNIT_RATE && u.base != 0);
    must(unit_same_base(u, u));
    must(!unit_is_exact(u) || !u.multiplied);
    if (folded.len <= 200)
        must(unit_read(us, folded, &again) && equal(u, again));
    if (units_find(us, str_trim(folded), &again))
        must(equal(u, again));
}

static status hold_units(struct job *j, void *arg)
{
    const struct lexicon *l = lexicon_known();
    struct lex_room room = { 0 };
    str text = *(str *)arg, rest = text, cell;
    struct scan s = { .arena = j->arena, .lexicon = l, .units = lexicon_units(l), .text = text };

    while (str_split(&rest, '\n', &cell))
        hold_cell(s.units, j->arena, cell);
    s.t = lex_text(l, j->arena, &room, text, &s.n);
    for (uint32_t i = 0; i < s.n; i++) {
        unit u = { 0 };
        str shown = { 0 };
        uint32_t end = scan_known_unit(&s, i, &u);

        must(end >= i && end <= s.n);
        end = scan_unit(&s, i, &u, &shown);
        must(end >= i && end <= s.n && (end == i || u.class != UNIT_NONE));
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = { (const char *)data, size < 2000 ? size : 2000 };

    job_run(&LIMITS_DEFAULT, LANG_VI, hold_units, &text, NULL);
    return 0;
}
