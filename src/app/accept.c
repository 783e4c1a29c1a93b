/* accept.c -- findings that somebody has looked at and accepts. */
#include "app/accept.h"

#include <stdlib.h>
#include <time.h>

#include "base/os.h"
#include "doc/sentence.h"

static const char FILE_ENDING[] = ".soat.chap-nhan.tsv";

/* Spreadsheets take a file that begins so for UTF-8. */
#define FILE_HEAD "\xEF\xBB\xBF" \
    "khi\tai\tviệc\tmã\tsố\tlý do\tcâu\tdấu\n"

enum { COLUMN_WHEN, COLUMN_WHO, COLUMN_ACT, COLUMN_CODE, COLUMN_STATED, COLUMN_REASON,
       COLUMN_SENTENCE, COLUMN_PRINT, FILE_COLUMNS };

static const char ACT_ACCEPT[] = "chấp nhận", ACT_UNDO[] = "rút lại";

/* -- identity -- */

static uint64_t hash_on(uint64_t hash, str s)
{
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return (hash ^ 0xFF) * UINT64_C(0x100000001b3);
}

void app_identify(const struct doc *doc, struct diags *found)
{
    for (size_t i = 0; i < found->count; i++) {
        struct diag *d = found->item[i];
        uint64_t hash = UINT64_C(0xcbf29ce484222325);
        str code = arena_printf(found->arena, "%d", (int)d->code);

        d->sentence = doc_sentence(found->arena, doc, d->where.start);
        hash = hash_on(hash_on(hash_on(hash, code), d->stated), d->sentence);
        for (size_t k = 0; k < d->nnotes; k++)          /* what another paper says instead */
            if (d->note[k].has_where && d->note[k].in)
                hash = hash_on(hash, source_text(d->note[k].in, d->note[k].where));
        d->fingerprint = arena_printf(found->arena, "%016llx", (unsigned long long)hash);
    }
}

/* -- reading -- */

str app_acceptance_path(struct arena *a, str path)
{
    return arena_printf(a, "%.*s%s", STRF(path), FILE_ENDING);
}

/* A line of the file; the last one about a finding counts. */
struct acceptance_line {
    struct diag_acceptance a;
    bool undo;
    uint32_t number;
    bool met;                   /* a finding has its fingerprint */
};

struct acceptances {
    struct acceptance_line *line;
    size_t n, cap;
};

static bool is_code(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len == 4;
}

static status take_line(struct job *j, str file, str text, uint32_t number,
                        struct acceptances *all)
{
    str cell[FILE_COLUMNS], rest = text;
    size_t n = 0;
    struct acceptance_line *l;

    while (n < FILE_COLUMNS && str_split(&rest, '\t', &cell[n]))
        n++;
    if (n < FILE_COLUMNS || !is_code(cell[COLUMN_CODE]) || str_trim(cell[COLUMN_PRINT]).len != 16
        || !(str_eq(cell[COLUMN_ACT], str_from(ACT_ACCEPT))
             || str_eq(cell[COLUMN_ACT], str_from(ACT_UNDO))))
        return job_fail(j, FAIL_FORMAT, "%.*s:%u: không phải một dòng chấp nhận",
                        "%.*s:%u: not a line of acceptances", STRF(file), (unsigned)number);
    l = arena_push(j->arena, all->line, all->n, all->cap);
    *l = (struct acceptance_line){ .number = number,
                                   .undo = str_eq(cell[COLUMN_ACT], str_from(ACT_UNDO)) };
    l->a = (struct diag_acceptance){
        .when = cell[COLUMN_WHEN], .who = cell[COLUMN_WHO], .code = cell[COLUMN_CODE],
        .stated = cell[COLUMN_STATED], .reason = cell[COLUMN_REASON],
        .sentence = cell[COLUMN_SENTENCE], .fingerprint = str_trim(cell[COLUMN_PRINT]),
    };
    return OK;
}

static status read_acceptances(struct job *j, str file, struct acceptances *all)
{
    str text, line;
    uint32_t number = 0;

    *all = (struct acceptances){ 0 };
    if (!os_same_file(j, file, file))
        return OK;

    status st = os_read_file(j, file, &text);
    while (st == OK && str_split(&text, '\n', &line))
        if (number++ > 0 && str_trim(line).len)
            st = take_line(j, file, line, number, all);
    return st;
}

/* By fingerprint, then the last line first. */
static int acceptance_order(const void *pa, const void *pb)
{
    const struct acceptance_line *a = pa, *b = pb;
    int order = str_cmp(a->a.fingerprint, b->a.fingerprint);

    if (order)
        return order;
    return a->number > b->number ? -1 : a->number < b->number;
}

/* Leaves of each fingerprint what its last line says, and that only where it accepts. */
static void settle_acceptances(struct acceptances *all)
{
    size_t kept = 0;
    str last = { NULL, 0 };

    if (all->n)
        qsort(all->line, all->n, sizeof *all->line, acceptance_order);
    for (size_t i = 0; i < all->n; i++) {
        bool later = i > 0 && str_eq(last, all->line[i].a.fingerprint);

        last = all->line[i].a.fingerprint;
        if (!later && !all->line[i].undo)
            all->line[kept++] = all->line[i];
    }
    all->n = kept;
}

static struct acceptance_line *find_acceptance(const struct acceptances *all, str fingerprint)
{
    size_t lo = 0, hi = all->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = str_cmp(all->line[mid].a.fingerprint, fingerprint);

        if (order == 0)
            return &all->line[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* Would a finding of that code have been told? */
static bool was_told(const struct diag_acceptance *a, rule_set told)
{
    int code = 0;

    for (size_t i = 0; i < a->code.len; i++)
        code = code * 10 + (a->code.ptr[i] - '0');
    return (check_rules_of((enum diag_code)code) & ~told) == 0;
}

status app_apply_acceptances(struct job *j, str file, rule_set told, struct diags *found)
{
    struct acceptances known;
    size_t kept = 0;

    status st = read_acceptances(j, file, &known);
    if (st != OK || !known.n)
        return st;
    settle_acceptances(&known);
    for (size_t i = 0; i < found->count; i++) {
        struct diag *d = found->item[i];
        struct acceptance_line *l = find_acceptance(&known, d->fingerprint);

        if (!l) {
            found->item[kept++] = d;
            continue;
        }
        l->met = true;
        d->acceptance = &l->a;
        *arena_push(j->arena, found->accepted, found->naccepted, found->accepted_cap) = d;
    }
    found->count = kept;
    for (size_t i = 0; i < known.n; i++)
        if (!known.line[i].met && was_told(&known.line[i].a, told))
            *arena_push(j->arena, found->stale, found->nstale, found->stale_cap) =
                &known.line[i].a;
    return OK;
}

/* -- writing -- */

static void put_time(struct buf *b, int64_t when)
{
    time_t t = (time_t)when;
    struct tm day;

    if (localtime_r(&t, &day))
        buf_printf(b, "%04d-%02d-%02d %02d:%02d", day.tm_year + 1900, day.tm_mon + 1,
                   day.tm_mday, day.tm_hour, day.tm_min);
}

static void put_acceptance_cell(struct buf *b, str s)
{
    buf_char(b, '\t');
    buf_tsv(b, s);
}

status app_accept(struct job *j, const struct app_acceptance *a, const struct diag *d)
{
    struct buf b;
    str old = STR(FILE_HEAD);

    if (os_same_file(j, a->file, a->file)) {
        status st = os_read_file(j, a->file, &old);

        if (st != OK)
            return st;
    }
    buf_init(&b, j->arena);
    buf_put(&b, old);
    if (old.len && old.ptr[old.len - 1] != '\n')
        buf_char(&b, '\n');
    put_time(&b, a->when);
    put_acceptance_cell(&b, a->who);
    put_acceptance_cell(&b, str_from(a->undo ? ACT_UNDO : ACT_ACCEPT));
    put_acceptance_cell(&b, arena_printf(j->arena, "%d", (int)d->code));
    put_acceptance_cell(&b, d->stated);
    put_acceptance_cell(&b, a->reason);
    put_acceptance_cell(&b, d->sentence);
    put_acceptance_cell(&b, d->fingerprint);
    buf_char(&b, '\n');
    return os_write_file(j, a->file, buf_str(&b));
}
