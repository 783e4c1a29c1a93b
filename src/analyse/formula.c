/* formula.c -- sets of formulas: what may be added, in which order they are computed, and what
 * a change touches. */
#include "analyse/formula.h"

#include "analyse/formula_int.h"
#include "model/data.h"

#include <stdlib.h>

enum { FORMULA_PATH = 2 * FORMULA_DEPTH + FORMULA_STEPS };

/* A formula and its place among the others. */
struct held_formula {
    struct formula formula;
    struct formula_tree tree;
    size_t place;               /* of its indicator in the catalogue */
    uint16_t height, tried;     /* formulas it stands on, itself with them */
};

struct formula_set {
    struct arena *arena;
    const struct indicators *catalogue;
    struct held_formula **order;        /* by height, then place */
    size_t n, cap;
    struct held_formula **of;           /* of each indicator of the catalogue, or NULL */
};

struct formula_set *formula_set_new(struct arena *a, const struct indicators *catalogue)
{
    struct formula_set *set = arena_new(a, struct formula_set);

    set->arena = a;
    set->catalogue = catalogue;
    set->of = arena_array(a, struct held_formula *, catalogue->count + 1);
    return set;
}

static size_t place_in_catalogue(const struct formula_set *set, const struct indicator *one)
{
    return (size_t)(one - set->catalogue->list);
}

static struct held_formula *held_of(const struct formula_set *set, const struct indicator *one)
{
    return set->of[place_in_catalogue(set, one)];
}

const struct formula *formula_set_find(const struct formula_set *set, str id)
{
    const struct indicator *one = indicators_find(set->catalogue, id);
    const struct held_formula *h = one ? held_of(set, one) : NULL;

    return h ? &h->formula : NULL;
}

const struct formula *formula_set_each(const struct formula_set *set, size_t i)
{
    return i < set->n ? &set->order[i]->formula : NULL;
}

/* -- what a formula reads -- */

struct read_walk {
    struct formula_trouble *trouble;
    struct formula_step step[FORMULA_PATH];
    size_t nsteps;
    struct formula_read *read;
    size_t nreads, cap;
};

static bool put_read_of(struct read_walk *w, const struct formula_node *node,
                        const struct indicator *one)
{
    struct arena *a = w->trouble->arena;
    size_t n = w->nsteps + node->nsteps;
    struct formula_step *step = arena_array(a, struct formula_step, n + 1);

    if (w->nreads == FORMULA_READS) {
        formula_tell(w->trouble, node->column, "công thức đọc quá %d số liệu",
                     "the formula reads more than %d figures", FORMULA_READS);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        step[i] = i < w->nsteps ? w->step[i] : node->step[i - w->nsteps];
    *arena_push(a, w->read, w->nreads, w->cap) =
        (struct formula_read){ one, step, (uint16_t)n, node->column };
    return true;
}

/* Growth looks at its argument twice, so a few of them in each other read very much. */
static bool walk_reads(struct read_walk *w, const struct formula_node *node)
{
    size_t nsteps = w->nsteps;

    if (node->op == OP_READ)
        return put_read_of(w, node, node->read);
    if (node->op == OP_PARTS) {
        for (uint16_t i = 0; i < node->nparts; i++)
            if (!put_read_of(w, node->arg[0], node->parts[i]))
                return false;
        return true;
    }

    bool twice = node->op == OP_GROWTH || node->op == OP_PLAN || node->op == OP_IN_PERIOD;
    for (size_t which = 0; which < (twice ? 2u : 1u); which++) {
        size_t n;
        const struct formula_step *step = formula_call_steps(node->op, which, &n);

        for (size_t i = 0; i < n; i++)
            w->step[w->nsteps++] = step[i];
        for (uint8_t i = 0; i < node->nargs; i++)
            if (!walk_reads(w, node->arg[i]))
                return false;
        w->nsteps = nsteps;
    }
    return true;
}

/* -- cycles and heights -- */

static void put_way(struct buf *b, str id)
{
    if (b->len)
        buf_put(b, STR(" → "));
    buf_put(b, id);
}

/* Is `to` below h? *way is then the way down to it, the nearest formula last. Heights are
 * bounded, and so is the depth of this; each formula is looked at once. */
static bool leads_to(const struct formula_set *set, struct held_formula *h,
                     const struct indicator *to, bool *seen, struct held_formula **way, size_t *n)
{
    way[(*n)++] = h;
    seen[h->place] = true;
    for (size_t i = 0; i < h->tree.nreads; i++) {
        const struct indicator *one = h->tree.read[i].indicator;
        struct held_formula *below = held_of(set, one);

        if (one == to)
            return true;
        if (below && !seen[below->place] && leads_to(set, below, to, seen, way, n))
            return true;
    }
    --*n;
    return false;
}

static bool check_cycle(const struct formula_set *set, const struct held_formula *h,
                        struct formula_trouble *t)
{
    struct arena *a = t->arena;
    struct held_formula *way[FORMULA_CHAIN + 1];
    bool *seen = arena_array(a, bool, set->catalogue->count + 1);

    for (size_t i = 0; i < h->tree.nreads; i++) {
        const struct formula_read *read = &h->tree.read[i];
        struct held_formula *below = held_of(set, read->indicator);
        struct buf b;
        size_t n = 0;

        if (read->indicator != h->formula.indicator &&
            (!below || seen[below->place] ||
             !leads_to(set, below, h->formula.indicator, seen, way, &n)))
            continue;
        buf_init(&b, a);
        put_way(&b, h->formula.indicator->id);
        for (size_t k = 0; k < n; k++)
            put_way(&b, way[k]->formula.indicator->id);
        put_way(&b, h->formula.indicator->id);
        formula_tell(t, read->column, "công thức quay vòng: %.*s",
                     "the formulas run in a ring: %.*s", STRF(buf_str(&b)));
        return false;
    }
    return true;
}

static uint16_t height_of(const struct formula_set *set, const struct held_formula *h,
                          const struct held_formula *new)
{
    uint16_t height = 0;

    for (size_t i = 0; i < h->tree.nreads; i++) {
        const struct indicator *one = h->tree.read[i].indicator;
        const struct held_formula *below = one == new->formula.indicator ? new
                                                                         : held_of(set, one);

        if (below && below->tried > height)
            height = below->tried;
    }
    return (uint16_t)(height + 1);
}

/* Heights with the new formula among the others, in `tried`: false when a chain gets too
 * long. The order of before is right but for what stands on the new one. */
static bool try_heights(const struct formula_set *set, struct held_formula *new)
{
    bool more = true;

    for (size_t i = 0; i < set->n; i++)
        set->order[i]->tried = set->order[i]->height;
    new->tried = height_of(set, new, new);
    while (more && new->tried <= FORMULA_CHAIN) {
        more = false;
        for (size_t i = 0; i < set->n; i++) {
            uint16_t height = height_of(set, set->order[i], new);

            if (height > FORMULA_CHAIN)
                return false;
            more = more || height != set->order[i]->tried;
            set->order[i]->tried = height;
        }
    }
    return new->tried <= FORMULA_CHAIN;
}

static bool stands_before(const struct held_formula *a, const struct held_formula *b)
{
    return a->height != b->height ? a->height < b->height : a->place < b->place;
}

/* Most keep their places, so each is moved down to where it belongs. */
static void put_in_order(struct formula_set *set)
{
    for (size_t i = 0; i < set->n; i++)
        set->order[i]->height = set->order[i]->tried;
    for (size_t i = 1; i < set->n; i++) {
        struct held_formula *one = set->order[i];
        size_t at = i;

        for (; at > 0 && stands_before(one, set->order[at - 1]); at--)
            set->order[at] = set->order[at - 1];
        set->order[at] = one;
    }
}

/* -- adding -- */

/* The unit of the result: that of the catalogue, or one that converts to it. */
static bool read_result_unit(const struct formula_set *set, struct held_formula *h, str unit_text,
                             struct formula_trouble *t)
{
    const struct indicator *one = h->formula.indicator;
    struct measure own;

    h->formula.unit_text = arena_str(set->arena, unit_text.len ? unit_text : one->unit_text);
    if (!measure_of_indicator(set->catalogue->units, one, &own) ||
        !measure_read(set->catalogue->units, h->formula.unit_text, &h->tree.measure)) {
        formula_tell(t, 0, "không đọc được đơn vị «%.*s»", "no unit: «%.*s»",
                     STRF(formula_clip(h->formula.unit_text)));
        return false;
    }
    if (!measure_same(&own, &h->tree.measure)) {
        formula_tell(t, 0, "đơn vị «%.*s» không quy đổi được ra «%.*s» của danh mục",
                     "the unit «%.*s» does not convert to «%.*s» of the catalogue",
                     STRF(formula_clip(h->formula.unit_text)),
                     STRF(formula_clip(one->unit_text)));
        return false;
    }
    h->tree.measure.price = own.price;
    return true;
}

/* A rate "/năm" of figures that have no time in their unit is for years only. */
static bool check_result(struct held_formula *h, struct formula_trouble *t)
{
    struct measure bare = h->tree.measure;
    enum period_kind length = measure_take_time(&bare);
    struct formula_trouble quiet = { t->arena, arena_new(t->arena, struct formula_problem), false };

    if (length != PERIOD_NONE &&
        formula_fits(h->tree.root, &bare, h->formula.unit_text, &quiet)) {
        h->tree.measure = bare;
        h->tree.length = length;
        return true;
    }
    return formula_fits(h->tree.root, &h->tree.measure, h->formula.unit_text, t);
}

static bool read_tree(const struct formula_set *set, struct held_formula *h,
                      struct formula_trouble *t)
{
    struct read_walk *w = arena_new(set->arena, struct read_walk);
    struct formula_node *root = formula_parse(set->catalogue, h->formula.text, t);

    if (!root || !formula_measure(set->catalogue, root, t))
        return false;
    h->tree.root = root;
    w->trouble = t;
    if (!check_result(h, t) || !walk_reads(w, root))
        return false;
    h->tree.read = w->read;
    h->tree.nreads = w->nreads;
    return true;
}

static bool check_new_one(const struct formula_set *set, const struct indicator *one, str id,
                       int decimals, struct formula_trouble *t)
{
    if (!one)
        formula_tell(t, 0, "danh mục không có chỉ tiêu «%.*s»",
                     "the catalogue has no indicator «%.*s»", STRF(formula_clip(id)));
    else if (held_of(set, one))
        formula_tell(t, 0, "«%.*s» đã có công thức", "«%.*s» has a formula already", STRF(id));
    else if (set->n == FORMULA_SET)
        formula_tell(t, 0, "quá %d công thức", "more than %d formulas", FORMULA_SET);
    else if (decimals < 0 || decimals > FORMULA_DECIMALS)
        formula_tell(t, 0, "số chữ số lẻ phải từ 0 đến %d", "decimals must be from 0 to %d",
                     FORMULA_DECIMALS);
    return !t->told;
}

const struct formula *formula_set_add(struct formula_set *set, str id, str unit_text,
                                      int decimals, str text, struct formula_problem *problem)
{
    struct formula_trouble t = { set->arena, problem, false };
    const struct indicator *one = indicators_find(set->catalogue, id);
    struct held_formula *h = arena_new(set->arena, struct held_formula);

    if (!check_new_one(set, one, id, decimals, &t))
        return NULL;
    h->place = place_in_catalogue(set, one);
    h->formula = (struct formula){
        .indicator = one, .decimals = (int8_t)decimals, .tree = &h->tree,
        .text = text.len > FORMULA_BYTES ? text : arena_str(set->arena, text)
    };
    if (!read_result_unit(set, h, unit_text, &t) || !read_tree(set, h, &t) ||
        !check_cycle(set, h, &t))
        return NULL;
    if (!try_heights(set, h)) {
        formula_tell(&t, 0, "quá %d công thức nối nhau", "more than %d formulas in a chain",
                     FORMULA_CHAIN);
        return NULL;
    }
    *arena_push(set->arena, set->order, set->n, set->cap) = h;
    set->of[h->place] = h;
    put_in_order(set);
    return &h->formula;
}

/* -- tables -- */

enum { FORMULA_COLUMNS = 4 };

static bool add_line(struct formula_set *set, str line, struct formula_problem *problem)
{
    struct formula_trouble t = { set->arena, problem, false };
    str rest = line, one, field[FORMULA_COLUMNS];
    int n = 0;
    dec decimals;

    while (str_split(&rest, '\t', &one))
        if (n++ < FORMULA_COLUMNS)
            field[n - 1] = str_trim(one);
    if (n != FORMULA_COLUMNS) {
        formula_tell(&t, 0, "có %d cột, phải là %d: id, unit, decimals, formula",
                     "%d columns, not %d: id, unit, decimals, formula", n, FORMULA_COLUMNS);
        return false;
    }
    if (!dec_parse_plain(field[2], &decimals) || decimals.scale != 0 || decimals.coef < 0 ||
        decimals.coef > FORMULA_DECIMALS)
        decimals.coef = -1;
    return formula_set_add(set, field[0], field[1], (int)decimals.coef, field[3], problem);
}

/* NULL for problem: lines that do not go are left out. */
static bool add_table(struct formula_set *set, str table, struct formula_problem *problem)
{
    struct formula_problem unheard;
    uint32_t number = 0;
    str rest = table, line;

    while (str_split(&rest, '\n', &line)) {
        number++;
        if (!str_trim(line).len || line.ptr[0] == '#' || str_starts(line, STR("id\t")))
            continue;
        if (add_line(set, line, problem ? problem : &unheard) || !problem)
            continue;
        problem->line = number;
        return false;
    }
    return true;
}

bool formula_set_read(struct formula_set *set, str table, struct formula_problem *problem)
{
    return add_table(set, table, problem);
}

struct formula_set *formulas_load(struct arena *a, const struct indicators *catalogue)
{
    struct formula_set *set = formula_set_new(a, catalogue);

    add_table(set, data_file(STR("formulas.tsv")), NULL);
    return set;
}

/* -- what a change touches -- */

static int int_cmp(int a, int b)
{
    return (a > b) - (a < b);
}

static int period_order(period a, period b)
{
    int order = int_cmp(a.year, b.year);

    order = order ? order : int_cmp(a.month, b.month);
    order = order ? order : int_cmp(a.day, b.day);
    order = order ? order : int_cmp((int)a.kind, (int)b.kind);
    order = order ? order : int_cmp(a.from_year, b.from_year);
    order = order ? order : int_cmp(a.from_month, b.from_month);
    return order ? order : int_cmp(a.open, b.open);
}

int formula_key_cmp(const struct formula_key *a, const struct formula_key *b)
{
    int order = str_cmp(a->indicator, b->indicator);

    order = order ? order : str_cmp(a->area, b->area);
    order = order ? order : period_order(a->when, b->when);
    order = order ? order : int_cmp((int)a->kind, (int)b->kind);
    order = order ? order : str_cmp(a->book, b->book);
    return order ? order : str_cmp(a->breakdown, b->breakdown);
}

static int keys_in_order(const void *a, const void *b)
{
    return formula_key_cmp(a, b);
}

static void keys_compact(struct formula_keys *l)
{
    size_t n = 0;

    if (l->n)
        qsort(l->key, l->n, sizeof *l->key, keys_in_order);
    for (size_t i = 0; i < l->n; i++)
        if (n == 0 || formula_key_cmp(&l->key[n - 1], &l->key[i]) != 0)
            l->key[n++] = l->key[i];
    l->n = n;
}

/* The work of formula_set_affected(). */
struct formula_change {
    struct arena *arena;
    const struct formula_source *from;
    struct formula_keys *dirty;         /* of each indicator of the catalogue */
    struct formula_keys found;          /* of the formula at hand */
    struct formula_keys room[FORMULA_PATH + 1];
    enum period_kind length;
    str indicator;
};

/* Behind the last steps of a read stand keys of the result. False when they are too many. */
static bool change_back(struct formula_change *c, const struct formula_read *read, size_t nsteps,
                        const struct formula_key *key)
{
    struct formula_keys *room = &c->room[nsteps];

    if (nsteps == 0) {
        struct formula_key result = *key;

        if (c->length != PERIOD_NONE && key->when.kind != c->length)
            return true;
        result.indicator = c->indicator;
        *arena_push(c->arena, c->found.key, c->found.n, c->found.cap) = result;
        if (c->found.n <= 2 * FORMULA_KEYS)
            return true;
        keys_compact(&c->found);
        return c->found.n <= FORMULA_KEYS;
    }
    formula_step_back(c->from, &read->step[nsteps - 1], key, room);
    for (size_t i = 0; i < room->n; i++)
        if (!change_back(c, read, nsteps - 1, &room->key[i]))
            return false;
    return true;
}

/* What of one formula is touched by what has changed so far, in c->found. */
static bool change_formula(struct formula_change *c, const struct formula_set *set,
                           const struct held_formula *h)
{
    c->found.n = 0;
    c->length = h->tree.length;
    c->indicator = h->formula.indicator->id;
    for (size_t i = 0; i < h->tree.nreads; i++) {
        const struct formula_read *read = &h->tree.read[i];
        const struct formula_keys *dirty =
            &c->dirty[place_in_catalogue(set, read->indicator)];

        for (size_t k = 0; k < dirty->n; k++)
            if (!change_back(c, read, read->nsteps, &dirty->key[k]))
                return false;
    }
    keys_compact(&c->found);
    return true;
}

static struct formula_change *change_new(const struct formula_set *set, struct arena *a,
                                 const struct formula_source *from)
{
    struct formula_change *c = arena_new(a, struct formula_change);

    c->arena = a;
    c->from = from;
    c->found.arena = a;
    c->dirty = arena_array(a, struct formula_keys, set->catalogue->count + 1);
    for (size_t i = 0; i <= FORMULA_PATH; i++)
        c->room[i].arena = a;
    return c;
}

bool formula_set_affected(const struct formula_set *set, struct arena *a,
                          const struct formula_source *from, const struct formula_key *changed,
                          size_t nchanged, const struct formula_key **out, size_t *nout)
{
    struct formula_change *c = change_new(set, a, from);
    struct formula_keys all = { .arena = a };

    for (size_t i = 0; i < nchanged; i++) {
        const struct indicator *one = indicators_find(set->catalogue, changed[i].indicator);
        struct formula_keys *l = one ? &c->dirty[place_in_catalogue(set, one)] : NULL;

        if (l)
            *arena_push(a, l->key, l->n, l->cap) = changed[i];
    }
    for (size_t i = 0; i < set->n; i++) {
        struct formula_keys *own = &c->dirty[set->order[i]->place];

        if (!change_formula(c, set, set->order[i]) || all.n + c->found.n > FORMULA_KEYS)
            return false;
        for (size_t k = 0; k < c->found.n; k++) {
            *arena_push(a, all.key, all.n, all.cap) = c->found.key[k];
            *arena_push(a, own->key, own->n, own->cap) = c->found.key[k];
        }
        keys_compact(own);
    }
    *out = all.key;
    *nout = all.n;
    return true;
}
