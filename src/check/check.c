/* check.c -- runs the rules and settles what they found. */
#include "check/dossier/across_int.h"
#include "check/ledger/ledger.h"
#include "check/check_int.h"

#include <assert.h>

/* Does the report cut its percentages? Told by the a/b it prints: those that
 * are right only when truncated against those right only when rounded. */
static bool habit_of_cutting(const struct report *r)
{
    uint32_t cut = 0, rounded = 0;

    for (uint32_t i = 0; i < r->nstatements; i++) {
        const struct statement *s = &r->statement[i];
        range part, whole, p;

        if (!s->value.has_value || !s->whole->has_value || !s->whole_pct->has_value || s->is_rank
            || s->whole->value.coef <= 0 || !amount_range(&s->value, s->unit, &part)
            || !amount_range(s->whole, s->unit, &whole))
            continue;
        bool fits_rounded = range_of(s->whole_pct->value, RANGE_ROUNDED, HEDGE_NONE, &p)
                            && range_fits_percent(part, whole, p) == FITS_YES;
        bool fits_cut = range_of(s->whole_pct->value, RANGE_TRUNCATED, HEDGE_NONE, &p)
                        && range_fits_percent(part, whole, p) == FITS_YES;

        cut += fits_cut && !fits_rounded;
        rounded += fits_rounded && !fits_cut;
    }
    return cut >= 3 && cut > rounded;
}

static void index_groups(struct checker *c)
{
    const struct report *r = c->report;

    for (uint32_t i = 0; i < r->nstatements; i++)
        if (r->statement[i].part_group > c->ngroups)
            c->ngroups = r->statement[i].part_group;
    c->group_first = arena_array(c->job->arena, uint32_t, (size_t)c->ngroups + 1);
    c->group_next = arena_array(c->job->arena, uint32_t, (size_t)r->nstatements + 1);
    for (uint32_t i = r->nstatements; i-- > 0;) {
        uint32_t *first = &c->group_first[r->statement[i].part_group];

        c->group_next[i] = *first ? *first - 1 : r->nstatements;
        *first = i + 1;
    }
}

static void index_blocks(struct checker *c)
{
    const struct report *r = c->report;

    c->block_from = arena_array(c->job->arena, uint32_t, (size_t)r->doc->nblocks + 1);
    c->block_to = arena_array(c->job->arena, uint32_t, (size_t)r->doc->nblocks + 1);
    for (uint32_t i = 0; i < r->nstatements; i++) {
        int32_t b = r->statement[i].block;

        assert(b >= 0 && (uint32_t)b < r->doc->nblocks);
        if (c->block_to[b] == 0)
            c->block_from[b] = i;
        c->block_to[b] = i + 1;
    }
}

#define RULE(NAME, name, function, on, codes, needs_vi, needs_en, missing_vi, missing_en,  \
             excepts_vi, excepts_en)                                                       \
    { name, on, codes, needs_vi, needs_en, missing_vi, missing_en, excepts_vi, excepts_en },
static const struct rule rule_table[] = {
#include "check/rules.def"
};
#undef RULE

#define RULE(NAME, name, function, on, codes, needs_vi, needs_en, missing_vi, missing_en,  \
             excepts_vi, excepts_en)                                                       \
    function,
static void (*const rule_function[])(struct checker *) = {
#include "check/rules.def"
};
#undef RULE

enum { NRULES = sizeof rule_table / sizeof rule_table[0] };

_Static_assert(NRULES <= 32, "a rule_set has 32 bits");

const struct rule *check_rules(size_t *count)
{
    *count = NRULES;
    return rule_table;
}

int check_rule_named(str name)
{
    for (int i = 0; i < NRULES; i++)
        if (str_eq(name, str_from(rule_table[i].name)))
            return i;
    return -1;
}

rule_set check_rules_on(void)
{
    rule_set on = 0;

    for (int i = 0; i < NRULES; i++)
        on |= (rule_set)rule_table[i].on << i;
    return on;
}

bool check_rules_asked(str words, rule_set *set, str *unknown)
{
    str rest = words, word = { NULL, 0 };
    bool first = true;

    *set = check_rules_on();
    while (words.len && str_split(&rest, ',', &word)) {
        word = str_trim(word);
        char sign = word.len && (word.ptr[0] == '+' || word.ptr[0] == '-') ? word.ptr[0] : 0;
        int rule = check_rule_named(str_sub(word, sign != 0, word.len));

        if (rule < 0) {
            *unknown = word;
            return false;
        }
        if (first && !sign)
            *set = 0;
        first = false;
        if (sign == '-')
            *set &= ~((rule_set)1 << rule);
        else
            *set |= (rule_set)1 << rule;
    }
    return true;
}

static int number_in(str s)
{
    int n = 0;

    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

/* Is the code among "1401-1402 2104"? */
static bool codes_hold(const char *codes, int code)
{
    str rest = str_from(codes), word;

    while (str_split(&rest, ' ', &word)) {
        size_t dash = str_find(word, STR("-"));
        int from = number_in(word);
        int to = dash == SIZE_MAX ? from : number_in(str_sub(word, dash + 1, word.len));

        if (code >= from && code <= to)
            return true;
    }
    return false;
}

rule_set check_rules_of(enum diag_code code)
{
    rule_set set = 0;

    for (int i = 0; i < NRULES; i++)
        set |= (rule_set)codes_hold(rule_table[i].codes, (int)code) << i;
    return set;
}

void covered(struct checker *c, const struct figure *f)
{
    diag_mark(c->diags, f->where);
}

void checked(struct checker *c, const struct figure *f)
{
    c->diags->checked++;
    covered(c, f);
}

static void run_rules(struct checker *c, rule_set rules)
{
    index_groups(c);
    index_blocks(c);
    c->signs = signs_of(c->job->arena, c->report->doc);
    c->diags->figures += c->report->nstatements;
    for (int i = 0; i < NRULES; i++) {
        c->diags->rule = (uint8_t)i;
        if (rules >> i & 1)
            rule_function[i](c);
    }
    blame(c);
    mark_equations(c);
    diags_settle(c->diags);
}

void check_report(struct job *j, const struct report *r, rule_set rules, struct diags *out)
{
    struct checker c = { .job = j, .report = r, .diags = out, .table = r->table,
                         .ntables = r->ntables, .truncates = habit_of_cutting(r) };

    run_rules(&c, rules);
}

void check_report_ledger(struct job *j, const struct report *r, rule_set rules,
                         const struct ledger *l, struct diags *out)
{
    struct checker c = { .job = j, .report = r, .diags = out, .table = r->table,
                         .ntables = r->ntables, .truncates = habit_of_cutting(r), .ledger = l };

    run_rules(&c, rules);
}

void check_report_across(struct job *j, const struct across *all, uint32_t doc, rule_set rules,
                         struct diags *out)
{
    const struct report *r = all->doc[doc].report;
    struct checker c = { .job = j, .report = r, .diags = out, .table = r->table,
                         .ntables = r->ntables, .truncates = habit_of_cutting(r),
                         .across = all, .self = doc };

    run_rules(&c, rules);
}
