/* test_rules.c -- the table of rules, and sets of them that are asked for. */
#include "check/check.h"
#include "t.h"

void test_rules(void);

static void test_codes_have_rules(void)
{
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n);

    for (size_t i = 0; i < n; i++)
        T(check_rules_of(all[i].code) != 0, "%d is among the codes of a rule", (int)all[i].code);
    T(check_rules_of(DIAG_NONE) == 0, "no rule finds nothing");
}

static rule_set one(const char *name)
{
    int rule = check_rule_named(str_from(name));

    T(rule >= 0, "there is a rule %s", name);
    return rule < 0 ? 0 : (rule_set)1 << rule;
}

static void test_rules_asked(void)
{
    rule_set set, on = check_rules_on();
    str unknown = { NULL, 0 };

    T(check_rules_asked(STR(""), &set, &unknown) && set == on, "nothing asked");
    T(check_rules_asked(STR("-sum"), &set, &unknown) && set == (on & ~one("sum")), "one less");
    T(check_rules_asked(STR("-sum, +sum"), &set, &unknown) && set == (on | one("sum")),
      "taken away and put back");
    T(check_rules_asked(STR("sum"), &set, &unknown) && set == one("sum"), "one alone");
    T(check_rules_asked(STR("sum,ratio"), &set, &unknown) && set == (one("sum") | one("ratio")),
      "two alone");
    T(check_rules_asked(STR("sum,-sum"), &set, &unknown) && set == 0, "none");
    T(!check_rules_asked(STR("+sum,-su"), &set, &unknown) && str_eq(unknown, STR("-su")),
      "the unknown one is told");
    T(!check_rules_asked(STR("sum,"), &set, &unknown) && !unknown.len, "an empty name is none");
}

void test_rules(void)
{
    test_codes_have_rules();
    test_rules_asked();
}
