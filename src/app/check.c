/* check.c -- checking a report: bytes to findings. */
#include "app/app.h"

status app_check_text(struct job *j, str name, str text, rule_set rules,
                      struct app_document *out, struct app_findings *found)
{
    struct diags *ds = arena_new(j->arena, struct diags);
    struct app_document d;

    status st = app_read_text(j, name, text, &d);
    if (st != OK)
        return st;
    diags_init(ds, j, d.src);
    check_report(j, d.report, rules, ds);
    *out = d;
    *found = (struct app_findings){
        .diags = ds,
        .errors = diags_count(ds, SEVERITY_ERROR),
        .warnings = diags_count(ds, SEVERITY_WARNING),
        .notes = diags_count(ds, SEVERITY_NOTE),
    };
    return OK;
}

status app_check(struct job *j, str path, rule_set rules, struct app_document *out,
                 struct app_findings *found)
{
    str name, text;

    status st = app_load(j, path, &name, &text);
    return st == OK ? app_check_text(j, name, text, rules, out, found) : st;
}
