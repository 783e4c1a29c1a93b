/* seed.c -- how many errors would the rules find? Clean figures of reports, which no
 * finding names, are made wrong, one at a time, each on the untouched text, and the rules
 * run again.
 *
 *   seed [--seed N] [--count N] [--list] REPORT...
 *
 * Eight slips in turn: two digits swapped, one lost, one doubled, dot for comma, a
 * unit of the ladder, tăng for giảm, a denominator or plan of another statement, a
 * digit of a part. Found is what has a finding, new against the untouched text, that
 * stands on the figure or names it in its notes. --list tells each. */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum slip { SLIP_SWAP, SLIP_DROP, SLIP_DOUBLE, SLIP_SEPARATOR, SLIP_LADDER, SLIP_SIGN,
            SLIP_STALE, SLIP_PART, SLIPS };

static const char *const slip_name[SLIPS] = { "swap", "drop", "double", "separator", "ladder",
                                              "sign", "stale", "part" };

enum role { ROLE_VALUE, ROLE_WHOLE, ROLE_RATIO, ROLE_SHARE, ROLE_PLAN, ROLE_CHANGE, ROLES };

static const char *const role_name[ROLES] = { "value", "whole", "percent_of_whole", "share",
                                              "percent_of_plan", "change" };

/* How a covered figure is bounded: what the thresholds tell apart. */
enum bond { BOND_NONE, BOND_SUM, BOND_RELATION, BONDS };

/* A clean figure of a report, and what the rules know of it. */
struct spot {
    const struct figure *f;
    const struct statement *s;
    enum role role;
    enum bond bond;
    bool digits_only;           /* covered by its a/b, or as a whole number: the unit and the */
                                /* word before it are looked at by nobody */
};

struct subject {
    struct arena *arena;
    const char *path;
    str text;
    struct app_document doc;
    struct app_findings found;
    struct spot *spot;
    size_t nspots, cap;
    size_t roles[ROLES][2][2];          /* [role][in a table][covered] */
};

struct site { uint32_t subject, spot; };

/* The bytes [at, end) of the text give way to `put`; the figure stands in [from, to). */
struct change {
    uint32_t at, end, from, to;
    char put[96];
    size_t len;
};

struct count { unsigned all, found, notes, stray; };

static _Noreturn void stop(const char *what, const char *name)
{
    fprintf(stderr, "seed: %s: %s\n", name, what);
    exit(2);
}

static uint64_t chance;

static uint32_t draw(uint32_t below)
{
    uint64_t z = chance += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) % below);
}

/* Does the finding stand in [from, to) or name a place there? */
static bool touches(const struct diag *d, uint32_t from, uint32_t to)
{
    bool at = d->where.start < to && from < d->where.end;

    for (size_t i = 0; i < d->nnotes && !at; i++)
        at = d->note[i].has_where && d->note[i].where.start < to && from < d->note[i].where.end;
    return at;
}

/* Does the finding, which stands nearby, say the figure's digits in its text? */
static bool says(const struct diag *d, str figure, uint32_t from)
{
    enum { NEARBY = 600 };
    bool told = str_eq(d->stated, figure) || str_eq(d->culprit, figure);

    if (d->where.start + NEARBY < from || d->where.start > from + NEARBY || figure.len < 2)
        return false;
    for (uint32_t i = 0; i < d->nargs && !told; i++)
        told = str_eq(d->arg[i], figure);
    for (size_t n = 0; n < d->nnotes && !told; n++)
        for (uint32_t i = 0; i < d->note[n].nargs && !told; i++)
            told = str_eq(d->note[n].arg[i], figure);
    return told;
}

static bool clean(const struct diags *ds, const struct figure *f)
{
    for (size_t i = 0; i < ds->count; i++)
        if (touches(ds->item[i], f->where.start, f->where.end)
            || says(ds->item[i], f->text, f->where.start))
            return false;
    return true;
}

/* Rules of words, shapes and limits bound no value. */
static bool computes(int rule)
{
    static const char *const other[] = { "form", "unit", "cited", "impossible", "date", "tasks",
                                         "structure", "drift", "wording" };

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (rule == check_rule_named(str_from(other[i])))
            return false;
    return true;
}

static enum bond bond_of(const struct diags *ds, span where, bool *digits_only)
{
    int sum = check_rule_named(STR("sum")), ratio = check_rule_named(STR("ratio"));
    int integer = check_rule_named(STR("integer"));
    enum bond bond = BOND_NONE;

    *digits_only = true;
    for (size_t i = 0; i < ds->nmarks; i++)
        if (ds->mark[i].at == where.start && computes(ds->mark[i].rule)) {
            if (bond != BOND_RELATION)
                bond = ds->mark[i].rule == sum ? BOND_SUM : BOND_RELATION;
            *digits_only = *digits_only && (ds->mark[i].rule == ratio
                                            || ds->mark[i].rule == integer);
        }
    return bond;
}

/* Is there no finding on any figure of the statement, and none that names one? */
static bool clean_statement(const struct diags *ds, const struct statement *s)
{
    bool is = clean(ds, &s->value) && clean(ds, s->whole) && clean(ds, s->whole_pct)
              && clean(ds, s->share) && clean(ds, s->plan_pct);

    for (uint32_t k = 0; k < s->ncompares && is; k++)
        is = clean(ds, &s->compare[k].amount);
    return is;
}

static void add_spot(struct subject *u, const struct statement *s, const struct figure *f,
                     enum role role)
{
    if (!f->has_value || f->is_range || f->form != FIGURE_PLAIN || !f->text.len
        || f->where.end - f->where.start != f->text.len)
        return;
    if (memcmp(u->text.ptr + f->where.start, f->text.ptr, f->text.len) != 0)
        return;
    for (size_t i = u->nspots; i-- > 0 && i + 24 > u->nspots;)
        if (u->spot[i].f->where.start == f->where.start)
            return;
    bool digits_only;
    enum bond bond = bond_of(u->found.diags, f->where, &digits_only);

    *arena_push(u->arena, u->spot, u->nspots, u->cap) =
        (struct spot){ f, s, role, bond, digits_only };
    u->roles[role][s->row >= 0][bond != BOND_NONE]++;
}

static void add_statement(struct subject *u, const struct statement *s)
{
    if (!clean_statement(u->found.diags, s))
        return;
    add_spot(u, s, &s->value, ROLE_VALUE);
    add_spot(u, s, s->whole, ROLE_WHOLE);
    add_spot(u, s, s->whole_pct, ROLE_RATIO);
    add_spot(u, s, s->share, ROLE_SHARE);
    add_spot(u, s, s->plan_pct, ROLE_PLAN);
    for (uint32_t k = 0; k < s->ncompares; k++)
        add_spot(u, s, &s->compare[k].amount, ROLE_CHANGE);
}

/* --- the slips ---------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the digits of a figure stand in its text. */
static size_t digit_places(str text, size_t place[32])
{
    size_t n = 0;

    for (size_t i = 0; i < text.len && n < 32; i++)
        if (is_digit(text.ptr[i]))
            place[n++] = i;
    return n;
}

static void put_text(struct change *c, str text)
{
    c->len = text.len < sizeof c->put ? text.len : sizeof c->put - 1;
    memcpy(c->put, text.ptr, c->len);
}

static bool change_swap(struct change *c, str text)
{
    size_t place[32], n = digit_places(text, place);
    uint32_t from = n ? draw((uint32_t)n) : 0;

    for (size_t k = 0; k + 1 < n; k++) {
        size_t i = (from + k) % (n - 1);
        char a = text.ptr[place[i]], b = text.ptr[place[i + 1]];

        if (a == b || (i == 0 && b == '0'))
            continue;
        put_text(c, text);
        c->put[place[i]] = b;
        c->put[place[i + 1]] = a;
        return true;
    }
    return false;
}

/* Dots set anew between thousands: what a person writes who copies the digits. A lost
 * key leaves the dots where they were. */
static void regroup(struct change *c)
{
    char out[sizeof c->put];
    size_t whole = 0, n = 0, m = 0;

    for (size_t i = 0; i < c->len && c->put[i] != ','; i++)
        whole += is_digit(c->put[i]);
    for (size_t i = 0; i < c->len; i++) {
        if (c->put[i] == '.')
            continue;
        if (n > 0 && n < whole && (whole - n) % 3 == 0)
            out[m++] = '.';
        out[m++] = c->put[i];
        n++;
    }
    memcpy(c->put, out, m);
    c->len = m;
}

static bool change_length(struct change *c, str text, bool twice)
{
    size_t place[32], n = digit_places(text, place), i;
    bool dotted = memchr(text.ptr, '.', text.len);

    if (n < 2 || n > 24)
        return false;
    i = place[draw((uint32_t)n)];
    if (!twice && (i == 0 && (text.ptr[1] == '0' || !is_digit(text.ptr[1]))))
        i = place[n - 1];
    put_text(c, str_sub(text, 0, i + (twice ? 1 : 0)));
    str rest = str_sub(text, twice ? i : i + 1, text.len);

    memcpy(c->put + c->len, rest.ptr, rest.len);
    c->len += rest.len;
    if (c->len && !is_digit(c->put[c->len - 1]))
        c->len--;
    if (dotted && draw(2))
        regroup(c);
    return true;
}

static bool change_separator(struct change *c, str text)
{
    size_t at[32], n = 0;

    for (size_t i = 0; i < text.len && n < 32; i++)
        if (text.ptr[i] == '.' || text.ptr[i] == ',')
            at[n++] = i;
    if (n == 0)
        return false;
    size_t i = at[draw((uint32_t)n)];

    put_text(c, text);
    c->put[i] = text.ptr[i] == '.' ? ',' : '.';
    return true;
}

static bool change_digit(struct change *c, str text)
{
    size_t place[32], n = digit_places(text, place);

    if (n == 0)
        return false;
    put_text(c, text);
    size_t i = place[draw((uint32_t)n)];

    c->put[i] = (char)('0' + (text.ptr[i] - '0' + 1 + (int)draw(9)) % 10);
    return n > 1 ? c->put[0] != '0' || text.ptr[0] == '0' : c->put[0] != '0';
}

static const char *const ladder[][2] = {
    { "nghìn tỷ", "tỷ" }, { "nghìn", "triệu" }, { "triệu", "tỷ" }, { "triệu", "nghìn" },
    { "tỷ", "triệu" }, { "tạ", "tấn" }, { "tấn", "tạ" }, { "ha", "m2" }, { "m2", "ha" },
    { "con", "nghìn con" }, { "nghìn con", "con" }, { "nghìn tấn", "tấn" },
};

static bool ends_word(str text, size_t at)
{
    unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : ' ';

    return !(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/');
}

static bool change_ladder(struct change *c, str text, const struct spot *p)
{
    enum { LADDER = sizeof ladder / sizeof *ladder };
    size_t at = p->f->where.end;
    uint32_t first = draw(LADDER);

    if (p->s->row >= 0)
        return false;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    for (uint32_t k = 0; k < LADDER; k++) {
        const char *const *l = ladder[(first + k) % LADDER];
        str from = str_from(l[0]);

        if (!str_starts(str_sub(text, at, text.len), from) || !ends_word(text, at + from.len))
            continue;
        put_text(c, str_from(l[1]));
        c->at = (uint32_t)at;
        c->end = (uint32_t)(at + from.len);
        c->to = (uint32_t)(at + c->len);
        return true;
    }
    return false;
}

static const char *const sign_word[][2] = {
    { "tăng", "giảm" }, { "giảm", "tăng" }, { "Tăng", "Giảm" }, { "Giảm", "Tăng" },
    { "vượt", "đạt" }, { "đạt", "vượt" },
};

/* The word of the change, right before its figure: no other figure stands between. */
static bool change_sign(struct change *c, str text, const struct spot *p)
{
    enum { SIGNS = sizeof sign_word / sizeof *sign_word, REACH = 32 };
    uint32_t from = p->f->where.start, least = from > REACH ? from - REACH : 0;

    if (p->s->row >= 0 || (p->role != ROLE_CHANGE && p->role != ROLE_PLAN))
        return false;
    for (uint32_t at = from; at-- > least && !is_digit(text.ptr[at]);)
        for (size_t k = p->role == ROLE_PLAN ? 5 : 0; k < SIGNS; k++) {
            str word = str_from(sign_word[k][0]);

            if ((k == 5 && p->role == ROLE_CHANGE)
                || !str_starts(str_sub(text, at, from), word)
                || !ends_word(text, at + word.len))
                continue;
            put_text(c, str_from(sign_word[k][1]));
            c->at = c->from = at;
            c->end = (uint32_t)(at + word.len);
            c->to = (uint32_t)(p->f->where.end + c->len - word.len);
            return true;
        }
    return false;
}

static unit unit_of_spot(const struct spot *p)
{
    return p->s->unit;
}

/* A denominator or plan of another statement, in the same unit and of the same size. */
static bool change_stale(struct change *c, const struct subject *u, const struct spot *p)
{
    if (p->role != ROLE_WHOLE && !(p->role == ROLE_VALUE && p->s->kind == KIND_PLAN))
        return false;
    uint32_t first = draw((uint32_t)u->nspots);

    for (size_t k = 0; k < u->nspots; k++) {
        const struct spot *o = &u->spot[(first + k) % u->nspots];
        dec twice;

        if ((o->role != ROLE_WHOLE && o->role != ROLE_VALUE)
            || !unit_same_base(unit_of_spot(o), unit_of_spot(p))
            || unit_of_spot(o).power != unit_of_spot(p).power
            || dec_cmp(o->f->value, p->f->value) == 0
            || !dec_add(o->f->value, o->f->value, &twice) || dec_cmp(twice, p->f->value) < 0
            || !dec_add(p->f->value, p->f->value, &twice) || dec_cmp(twice, o->f->value) < 0)
            continue;
        put_text(c, o->f->text);
        return true;
    }
    return false;
}

/* "48,10" for "48,1", "46,4" for "46,43": no error at all. */
static bool still_right(str text, const struct change *c)
{
    dec was, is, rounded;

    return dec_parse_vi(text, &was) && dec_parse_vi((str){ c->put, c->len }, &is)
           && (dec_cmp(was, is) == 0 || (is.scale < was.scale
                                         && dec_rescale(was, is.scale, &rounded)
                                         && dec_cmp(rounded, is) == 0));
}

static bool make_change(struct change *c, const struct subject *u, const struct spot *p,
                        enum slip slip)
{
    str text = p->f->text;
    bool made = false;

    *c = (struct change){ .at = p->f->where.start, .end = p->f->where.end,
                          .from = p->f->where.start };
    switch (slip) {
    case SLIP_SWAP: made = change_swap(c, text); break;
    case SLIP_DROP: made = change_length(c, text, false); break;
    case SLIP_DOUBLE: made = change_length(c, text, true); break;
    case SLIP_SEPARATOR: made = change_separator(c, text); break;
    case SLIP_LADDER: return change_ladder(c, u->text, p);
    case SLIP_SIGN: return change_sign(c, u->text, p);
    case SLIP_STALE: made = change_stale(c, u, p); break;
    case SLIP_PART: made = p->s->part_group > 0 && p->role == ROLE_VALUE && p->s->row < 0
                           && change_digit(c, text); break;
    case SLIPS: break;
    }
    c->to = c->from + (uint32_t)c->len;
    return made && !str_eq((str){ c->put, c->len }, text) && !still_right(text, c);
}

/* --- what the rules say of it -------------------------------------------------- */

struct trial {
    const struct subject *u;
    const struct change *c;
    const struct spot *p;
    bool found, note_only, stray;
    char code[16];
};

/* The place in the changed text of one of the untouched text. */
static uint32_t moved(const struct change *c, uint32_t at)
{
    return at >= c->end ? (uint32_t)(at + c->len - (c->end - c->at)) : at;
}

static bool known_before(const struct trial *t, const struct diag *d)
{
    const struct diags *ds = t->u->found.diags;

    for (size_t i = 0; i < ds->count; i++)
        if (ds->item[i]->code == d->code && moved(t->c, ds->item[i]->where.start)
            == d->where.start)
            return true;
    return false;
}

static status try_change(struct job *j, void *arg)
{
    struct trial *t = arg;
    struct app_document doc;
    struct app_findings found;
    size_t len = t->u->text.len - (t->c->end - t->c->at) + t->c->len;
    char *text = arena_alloc(j->arena, 1, len + 1);
    enum diag_severity worst = SEVERITY_NOTE;

    memcpy(text, t->u->text.ptr, t->c->at);
    memcpy(text + t->c->at, t->c->put, t->c->len);
    memcpy(text + t->c->at + t->c->len, t->u->text.ptr + t->c->end, t->u->text.len - t->c->end);
    str changed = { text, len };
    status st = app_check_text(j, str_from(t->u->path), changed, check_rules_on(), &doc, &found);

    for (size_t i = 0; st == OK && i < found.diags->count; i++) {
        const struct diag *d = found.diags->item[i];

        if (known_before(t, d))
            continue;
        if (!touches(d, t->c->from, t->c->to)
            && !says(d, str_sub(changed, t->c->from, t->c->to), t->c->from)) {
            t->stray = true;
            continue;
        }
        if (!t->found || d->severity > worst) {
            worst = d->severity;
            snprintf(t->code, sizeof t->code, "%c%d", "nwe"[worst], (int)d->code);
        }
        t->found = true;
    }
    t->note_only = t->found && worst == SEVERITY_NOTE;
    return st;
}

/* Findings that the untouched text has, read a second time. */
static unsigned new_on_untouched(const struct subject *u)
{
    struct change none = { 0 };
    struct spot spot = { &FIGURE_NONE, NULL, ROLE_VALUE, BOND_NONE, false };
    struct trial t = { .u = u, .c = &none, .p = &spot };

    if (job_run(&LIMITS_DEFAULT, LANG_VI, try_change, &t, NULL) != OK)
        exit(2);
    return t.found || t.stray;
}

/* The rules that cover the figure. */
static void list_rules(const struct diags *ds, const struct spot *p)
{
    size_t n;
    const struct rule *rule = check_rules(&n);
    const char *sep = "";

    for (size_t i = 0; i < ds->nmarks; i++)
        if (ds->mark[i].at == p->f->where.start) {
            printf("%s%s", sep, rule[ds->mark[i].rule].name);
            sep = " ";
        }
}

static void list_trial(const struct trial *t, enum slip slip)
{
    struct place at = source_place(t->u->doc.src, t->c->from);

    printf("%s\t", slip_name[slip]);
    list_rules(t->u->found.diags, t->p);
    printf("\t%s\t%s:%u\t%s%s\t%.*s\t%.*s -> %.*s\t%.*s\n",
           t->found ? t->code : t->stray ? "stray" : "none", t->u->path, (unsigned)at.line,
           role_name[t->p->role], t->p->s->row >= 0 ? "|" : "", STRF(t->p->f->text),
           STRF(str_sub(t->u->text, t->c->at, t->c->end)), (int)t->c->len, t->c->put,
           STRF(t->p->s->indicator));
}

/* --- all of it ------------------------------------------------------------------ */

static status load(struct job *j, void *arg)
{
    struct subject *u = arg;
    str name, text;
    status st = app_load(j, str_from(u->path), &name, &text);

    if (st == OK)
        st = app_check_text(j, name, text, check_rules_on(), &u->doc, &u->found);
    return st;
}

static void no_room(void *arg)
{
    stop("too large", arg);
}

static void read_subject(struct subject *u, char *path)
{
    struct job j = { .limits = LIMITS_DEFAULT, .lang = LANG_VI };

    u->path = path;
    u->arena = j.arena = arena_open(LIMITS_DEFAULT.memory, no_room, path);
    if (!u->arena || load(&j, u) != OK)
        stop("cannot be checked", path);
    u->text = u->doc.src->text;
    for (uint32_t i = 0; i < u->doc.report->nstatements; i++)
        add_statement(u, &u->doc.report->statement[i]);
}

static void print_ratio(const char *name, unsigned part, unsigned whole)
{
    printf("%-28s %.4f  (%u of %u)\n", name, whole ? (double)part / whole : 1.0, part, whole);
}

static void print_coverage(const struct subject *u, size_t n)
{
    for (int table = 0; table < 2; table++)
        for (int role = 0; role < ROLES; role++) {
            unsigned none = 0, covered = 0;
            char name[48];

            for (size_t i = 0; i < n; i++) {
                none += (unsigned)u[i].roles[role][table][0];
                covered += (unsigned)u[i].roles[role][table][1];
            }
            snprintf(name, sizeof name, "covered_%s%s", role_name[role], table ? "_in_table" : "");
            if (none + covered)
                print_ratio(name, covered, none + covered);
        }
}

/* What the thresholds ask for. */
static void print_bars(struct count by[SLIPS][BONDS])
{
    static const enum slip digits[] = { SLIP_SWAP, SLIP_DROP, SLIP_DOUBLE, SLIP_STALE, SLIP_PART };
    static const enum slip other[] = { SLIP_SEPARATOR, SLIP_LADDER, SLIP_SIGN };
    unsigned all = 0, found = 0, notes = 0, stray = 0;

    for (int s = 0; s < SLIPS; s++) {
        unsigned n = 0, hit = 0;

        for (int b = 0; b < BONDS; b++) {
            n += by[s][b].all;
            hit += by[s][b].found;
            notes += by[s][b].notes;
            stray += by[s][b].stray;
        }
        all += n;
        found += hit;
        print_ratio(slip_name[s], hit, n);
    }
    for (int i = 0; i < 3; i++) {
        struct count a = by[other[i]][BOND_SUM], b = by[other[i]][BOND_RELATION];
        char name[48];

        snprintf(name, sizeof name, "covered_%s_found", slip_name[other[i]]);
        print_ratio(name, a.found + b.found, a.all + b.all);
    }
    for (enum bond b = BOND_SUM; b < BONDS; b++) {
        unsigned n = 0, hit = 0;

        for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
            n += by[digits[i]][b].all;
            hit += by[digits[i]][b].found;
        }
        print_ratio(b == BOND_SUM ? "covered_part_found" : "covered_relation_found", hit, n);
    }
    print_ratio("found", found, all);
    print_ratio("found_as_note", notes, all);
    print_ratio("named_elsewhere", stray, all);
}

static struct site *find_sites(struct arena *a, const struct subject *u, size_t n, enum slip slip,
                               size_t *count)
{
    struct site *site = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < u[i].nspots; k++) {
            struct change c;

            if (make_change(&c, &u[i], &u[i].spot[k], slip))
                *arena_push(a, site, *count, cap) = (struct site){ (uint32_t)i, (uint32_t)k };
        }
    return site;
}

static void run_slip(struct subject *u, size_t n, enum slip slip, unsigned count, bool list,
                     struct count by[BONDS])
{
    size_t nsites;
    struct site *site = find_sites(u->arena, u, n, slip, &nsites);

    for (unsigned i = 0; i < count && nsites > 0; i++) {
        struct site at = site[draw((uint32_t)nsites)];
        const struct subject *of = &u[at.subject];
        struct change c;
        struct trial t = { .u = of, .c = &c, .p = &of->spot[at.spot] };

        if (!make_change(&c, of, t.p, slip))
            continue;
        if (job_run(&LIMITS_DEFAULT, LANG_VI, try_change, &t, NULL) != OK)
            exit(2);
        bool word = slip == SLIP_LADDER || slip == SLIP_SIGN;
        enum bond bond = word && t.p->digits_only ? BOND_NONE : t.p->bond;

        by[bond].all++;
        by[bond].found += t.found;
        by[bond].notes += t.note_only;
        by[bond].stray += t.stray && !t.found;
        if (list)
            list_trial(&t, slip);
    }
}

int main(int argc, char **argv)
{
    enum { SUBJECTS = 32 };
    static struct subject subject[SUBJECTS];
    struct count by[SLIPS][BONDS] = { 0 };
    unsigned long seed = 20261122, count = 1000;
    bool list = false;
    size_t n = 0;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            seed = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--count") == 0 && i + 1 < argc)
            count = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--list") == 0)
            list = true;
        else if (n < SUBJECTS)
            read_subject(&subject[n++], argv[i]);
    }
    if (n == 0)
        stop("seed [--seed N] [--count N] [--list] REPORT...", "no report");
    chance = seed;
    for (int s = 0; s < SLIPS; s++)
        run_slip(subject, n, (enum slip)s, (unsigned)(count / SLIPS), list, by[s]);
    printf("seed %lu\n", seed);
    unsigned fresh = 0;

    for (size_t i = 0; i < n; i++)
        fresh += new_on_untouched(&subject[i]);
    printf("%-28s %u\n", "new_on_untouched", fresh);
    print_coverage(subject, n);
    print_bars(by);
    return 0;
}
