/* anchor.c -- reading anchors, and holding the chain against them. */
#include "store/anchor.h"

#include <stdlib.h>

#include "store/provider.h"

enum { ANCHOR_HASH = 64, ANCHOR_DIGITS = 18, VIETNAM_HOURS = 7 };

static bool take_anchor_number(str *rest, int64_t *n)
{
    str s = str_trim(*rest);
    size_t i = 0;

    *n = 0;
    while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && i < ANCHOR_DIGITS)
        *n = *n * 10 + (s.ptr[i++] - '0');
    *rest = str_sub(s, i, s.len);
    return i > 0 && rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t');
}

static bool is_hash(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789abcdef", s.ptr[i]))
            return false;
    return s.len == ANCHOR_HASH;
}

/* TENANT ENTRY HASH, and what else stands behind a blank. */
static bool parse_anchor(str line, int64_t *tenant, struct anchor *a)
{
    if (!take_anchor_number(&line, tenant) || !take_anchor_number(&line, &a->entry))
        return false;
    line = str_trim(line);
    size_t end = 0;
    while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')
        end++;
    a->hash = str_sub(line, 0, end);
    return a->entry ? is_hash(a->hash) : str_eq(a->hash, STR("-"));
}

static int by_anchored_entry(const void *a, const void *b)
{
    const struct anchor *x = a, *y = b;

    return (x->entry > y->entry) - (x->entry < y->entry);
}

status anchors_read(struct store *s, struct job *j, str name, str text, struct anchors *out)
{
    struct anchors all = { NULL, 0 };
    size_t cap = 0;
    str line;

    for (uint32_t number = 1; str_split(&text, '\n', &line); number++) {
        struct anchor a = { .line = number };
        int64_t tenant;

        line = str_trim(line);
        if (!line.len || line.ptr[0] == '#')
            continue;
        if (!parse_anchor(line, &tenant, &a))
            return job_fail(j, FAIL_FORMAT,
                            "%.*s:%u: không phải dòng do soat db head in ra",
                            "%.*s:%u: this is no line that soat db head prints", STRF(name),
                            (unsigned)number);
        if (tenant == s->tenant)
            *arena_push(j->arena, all.list, all.count, cap) = a;
    }
    if (!all.count)
        return job_fail(j, FAIL_USAGE, "«%.*s» không có dòng nào của tỉnh số %lld",
                        "\"%.*s\" has no line of province %lld", STRF(name),
                        (long long)s->tenant);
    qsort(all.list, all.count, sizeof *all.list, by_anchored_entry);
    *out = all;
    return OK;
}

/* The entry of that number; false when it is not there. */
static status entry_of(struct store *s, struct job *j, int64_t entry, struct audit_entry *out,
                       bool *there)
{
    struct audit_log log = { NULL, 0 };
    status st = store_audit(s, j, entry, entry, &log);

    *there = log.count > 0;
    if (*there)
        *out = log.list[0];
    return st;
}

/* The number of the last entry that is there; what the head tells may be another. */
static status last_entry(struct store *s, struct job *j, int64_t *n)
{
    struct stmt *st = s->class->query(s, Q_ENTRY_BEFORE);

    s->class->bind_int(st, 1, s->tenant);
    s->class->bind_int(st, 2, INT64_MAX);
    *n = s->class->step(st) ? s->class->int_at(st, 0) : 0;
    return s->class->finish(st, j);
}

status anchors_hold(struct store *s, struct job *j, const struct anchors *a,
                    struct anchor_verdict *out)
{
    struct anchor_verdict v = { .holds = true };
    struct audit_entry e;
    bool there;

    status st = last_entry(s, j, &v.last);
    for (size_t i = 0; i < a->count && st == OK && v.holds; i++) {
        if (!a->list[i].entry)
            continue;
        st = entry_of(s, j, a->list[i].entry, &e, &there);
        v.missing = !there;
        v.holds = there && str_eq(e.hash, a->list[i].hash);
        if (v.holds)
            v.agreed = a->list[i].entry;
        else
            v.wrong = a->list[i];
    }
    if (st == OK)
        *out = v;
    return st;
}

str anchor_time(struct arena *a, int64_t seconds)
{
    int64_t local = seconds + VIETNAM_HOURS * 3600, clock = local % 86400;

    return arena_printf(a, "%.*sT%02d:%02d:%02d+07:00", STRF(day_print(a, day_of_time(seconds))),
                        (int)(clock / 3600), (int)(clock / 60 % 60), (int)(clock % 60));
}

status anchor_line(struct store *s, struct job *j, str *out)
{
    struct audit_entry e;
    int64_t last = 0;
    bool there = false;

    status st = last_entry(s, j, &last);
    if (st == OK && last)
        st = entry_of(s, j, last, &e, &there);
    if (st != OK)
        return st;
    *out = there ? arena_printf(j->arena, "%lld %lld %.*s %.*s", (long long)s->tenant,
                                (long long)e.entry, STRF(e.hash),
                                STRF(anchor_time(j->arena, e.recorded_at)))
                 : arena_printf(j->arena, "%lld 0 -", (long long)s->tenant);
    return OK;
}
