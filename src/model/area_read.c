/* area_read.c -- data/areas.tsv to one table of names a province. */
#include "model/area_int.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { PROVINCES = 256, DISTRICTS = 1024, CODE_PROVINCE = 2, CODE_DISTRICT = 3, CODE_COMMUNE = 5 };

/* One line: code, name, kind, parent, and the days it is valid from and to. */
struct area_row {
    str code, name, kind, parent, from, to;
};

/* A unit that others lie in, before districts ended or since: codes were given
 * anew. */
struct area_parent {
    str code;
    uint32_t province;          /* index of its set */
    bool before, now;
    struct area_text place;     /* kind and name; empty for a province */
};

struct area_builder {
    struct arena *arena;
    struct buf text;
    struct area_names set[PROVINCES];
    struct area_name *name[PROVINCES];
    uint16_t *slot[PROVINCES];
    uint32_t cities[PROVINCES];
    struct area_parent parent[PROVINCES + DISTRICTS];
    size_t nsets, nparents;
};

/* The next line whose code has `digits` digits. */
static bool next_area(str *all, size_t digits, struct area_row *row)
{
    str line;

    while (str_split(all, '\n', &line)) {
        if (line.len <= digits || line.ptr[digits] != '\t' || line.ptr[0] < '0' ||
            line.ptr[0] > '9')
            continue;
        *row = (struct area_row){ 0 };
        if (str_split(&line, '\t', &row->code) && str_split(&line, '\t', &row->name) &&
            str_split(&line, '\t', &row->kind) && str_split(&line, '\t', &row->parent) &&
            str_split(&line, '\t', &row->from))
            str_split(&line, '\t', &row->to);
        row->name = str_trim(row->name);
        return true;
    }
    return false;
}

static struct area_text put_area_text(struct area_builder *b, str s)
{
    size_t at = b->text.len ? str_find(buf_str(&b->text), s) : SIZE_MAX;

    if (s.len == 0)
        return (struct area_text){ 0, 0 };
    if (at == SIZE_MAX) {
        at = b->text.len;
        buf_put(&b->text, s);
    }
    return (struct area_text){ (uint32_t)at & 0xFFFFFF, (uint8_t)s.len };
}

static str area_text_of(const struct area_builder *b, struct area_text t)
{
    return str_sub(buf_str(&b->text), t.at, t.at + t.len);
}

/* What the unit of the row lies in, or NULL. */
static const struct area_parent *find_parent(const struct area_builder *b,
                                             const struct area_row *row)
{
    for (size_t i = 0; i < b->nparents; i++)
        if (str_eq(b->parent[i].code, row->parent) &&
            (row->from.len ? b->parent[i].now : b->parent[i].before))
            return &b->parent[i];
    return NULL;
}

/* The entry of a folded name in a set, made when it is new. */
static struct area_name *name_entry(struct area_builder *b, uint32_t province, str fold)
{
    struct area_names *set = &b->set[province];
    uint16_t *slot = b->slot[province];
    size_t at = (size_t)str_hash(fold) & set->mask;

    while (slot[at] && !str_eq(area_text_of(b, set->name[slot[at] - 1].fold), fold))
        at = (at + 1) & set->mask;
    if (!slot[at]) {
        b->name[province][set->n] = (struct area_name){ .fold = put_area_text(b, fold) };
        slot[at] = (uint16_t)++set->n;
    }
    return &b->name[province][slot[at] - 1];
}

/* `district` is where a commune lies, empty for a district and for communes
 * that lie in no district: those of today. */
static void put_fold(struct area_builder *b, uint32_t province, str fold,
                     const struct area_row *row, struct area_text district)
{
    struct area_name *name = name_entry(b, province, fold);
    struct area_text *kind = row->from.len ? &name->now : &name->kind;

    if (kind->len == 0)         /* the first of a name stands: districts come first */
        *kind = put_area_text(b, row->kind);
    if (district.len == 0)
        return;
    name->several |= name->district.len && !str_eq(area_text_of(b, name->district),
                                                   area_text_of(b, district));
    name->district = district;
}

/* A name as written and, marked, without its diacritics. */
static void put_area(struct area_builder *b, uint32_t province, const struct area_row *row,
                     struct area_text district)
{
    struct buf plain;

    put_fold(b, province, fold_text(b->arena, row->name), row, district);
    buf_init(&plain, b->arena);
    buf_put(&plain, fold_strip(b->arena, row->name));
    buf_char(&plain, AREA_STRIPPED);
    put_fold(b, province, buf_str(&plain), row, district);
}

/* The units that the province's set must have room for. */
static void count_units(struct area_builder *b, str tsv, uint32_t *units)
{
    struct area_row row;
    str all = tsv;

    for (size_t digits = CODE_DISTRICT; digits <= CODE_COMMUNE; digits += 2, all = tsv)
        while (next_area(&all, digits, &row)) {
            const struct area_parent *in = find_parent(b, &row);

            if (!in)
                continue;
            units[in->province]++;
            if (digits == CODE_DISTRICT && b->nparents < PROVINCES + DISTRICTS)
                b->parent[b->nparents++] = (struct area_parent){
                    .code = row.code, .province = in->province, .before = true };
        }
}

/* The set of the province of this name, a new one when it is the first. A
 * province that others joined has two codes. */
static uint32_t set_of(struct area_builder *b, str fold)
{
    for (uint32_t i = 0; i < b->nsets; i++)
        if (str_eq(area_text_of(b, b->set[i].province), fold))
            return i;
    b->set[b->nsets].province = put_area_text(b, fold);
    return (uint32_t)b->nsets++;
}

static struct area_text put_title(struct area_builder *b, const struct area_row *row)
{
    struct buf title;

    buf_init(&title, b->arena);
    buf_put(&title, row->kind);
    buf_char(&title, ' ');
    buf_put(&title, row->name);
    return put_area_text(b, buf_str(&title));
}

/* A province that became a city keeps the kind it had longest. */
static void put_province_title(struct area_builder *b, const struct area_row *row)
{
    struct area_names *set = &b->set[set_of(b, fold_text(b->arena, row->name))];

    if (set->title.len == 0)
        set->title = put_title(b, row);
}

static void put_district(struct area_builder *b, const struct area_row *row,
                         struct area_parent *self)
{
    self->place = put_title(b, row);
    if (str_eq(row->kind, STR("thành phố")))
        b->set[self->province].city = b->cities[self->province]++ == 0
                                    ? self->place : (struct area_text){ 0, 0 };
}

/* Puts the units of one level. */
static void put_level(struct area_builder *b, str tsv, size_t digits)
{
    struct area_row row;

    while (next_area(&tsv, digits, &row)) {
        const struct area_parent *in = find_parent(b, &row);

        if (!in)
            continue;
        put_area(b, in->province, &row, in->place);
        for (size_t i = 0; digits == CODE_DISTRICT && i < b->nparents; i++)
            if (str_eq(b->parent[i].code, row.code))
                put_district(b, &row, &b->parent[i]);
    }
}

static void open_set(struct area_builder *b, uint32_t i, size_t units)
{
    size_t slots = 4;

    while (slots < 3 * units)   /* two names a unit, a third of it empty */
        slots *= 2;
    b->slot[i] = arena_array(b->arena, uint16_t, slots);
    b->set[i].slot = b->slot[i];
    b->name[i] = arena_array(b->arena, struct area_name, 2 * units + 1);
    b->set[i].name = b->name[i];
    b->set[i].mask = (uint32_t)slots - 1;
}

static void open_sets(struct area_builder *b, str tsv)
{
    uint32_t units[PROVINCES] = { 0 };
    struct area_row row;
    str all = tsv;

    set_of(b, STR("cả nước"));
    while (b->nsets < PROVINCES && next_area(&all, CODE_PROVINCE, &row)) {
        units[0]++;
        b->parent[b->nparents++] = (struct area_parent){
            .code = row.code, .province = set_of(b, fold_text(b->arena, row.name)),
            .before = row.from.len == 0, .now = row.to.len == 0 };
    }
    count_units(b, tsv, units);
    for (uint32_t i = 0; i < b->nsets; i++)
        open_set(b, i, units[i]);
    b->set[0].title = b->set[0].province;
    for (all = tsv; next_area(&all, CODE_PROVINCE, &row);) {
        put_area(b, 0, &row, (struct area_text){ 0, 0 });
        put_province_title(b, &row);
    }
}

/* A province that had another name before (one code, two names: Huế, Thừa Thiên
 * Huế) has the same places under both. */
static void share_sets(struct area_builder *b, str tsv)
{
    struct area_row row;

    while (next_area(&tsv, CODE_PROVINCE, &row)) {
        struct area_names *set = &b->set[set_of(b, fold_text(b->arena, row.name))];

        for (size_t i = 0; set->n == 0 && i < b->nparents; i++)
            if (str_eq(b->parent[i].code, row.code) && b->set[b->parent[i].province].n) {
                struct area_names own = *set;

                *set = b->set[b->parent[i].province];
                set->province = own.province;
                set->title = own.title;
            }
    }
}

const struct area_names *areas_read(struct arena *a, str tsv, size_t *count)
{
    struct area_builder *b = arena_new(a, struct area_builder);

    b->arena = a;
    buf_init(&b->text, a);
    open_sets(b, tsv);
    put_level(b, tsv, CODE_DISTRICT);
    put_level(b, tsv, CODE_COMMUNE);
    share_sets(b, tsv);
    for (size_t i = 0; i < b->nsets; i++)
        b->set[i].text = b->text.ptr;
    *count = b->nsets;
    return b->set;
}
