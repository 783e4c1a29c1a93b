/* area_read.c -- data/areas.tsv to one table of names a province. */
#include "model/area_int.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { PROVINCES = 256, DISTRICTS = 1024, CODE_PROVINCE = 2, CODE_DISTRICT = 3, CODE_COMMUNE = 5 };

/* One line: code, name, kind, parent ... */
struct area_row {
    str code, name, kind, parent;
};

/* A unit that others lie in. */
struct area_parent {
    str code;
    uint32_t province;          /* index of its set */
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
            str_split(&line, '\t', &row->kind))
            str_split(&line, '\t', &row->parent);
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

static const struct area_parent *find_parent(const struct area_builder *b, str code)
{
    for (size_t i = 0; i < b->nparents; i++)
        if (str_eq(b->parent[i].code, code))
            return &b->parent[i];
    return NULL;
}

/* `district` is where a commune lies, empty for a district and for communes
 * that lie in no district. A name without diacritics comes without a kind. */
static void put_area(struct area_builder *b, uint32_t province, str fold, str kind,
                     struct area_text district)
{
    struct area_names *set = &b->set[province];
    uint16_t *slot = b->slot[province];
    size_t at = (size_t)str_hash(fold) & set->mask;
    struct area_name *name;

    while (slot[at] && !str_eq(area_text_of(b, set->name[slot[at] - 1].fold), fold))
        at = (at + 1) & set->mask;
    if (!slot[at]) {            /* the first of a name stands: districts come first */
        b->name[province][set->n] = (struct area_name){ put_area_text(b, fold),
                                                        put_area_text(b, kind), { 0, 0 }, false };
        slot[at] = (uint16_t)++set->n;
    }
    if (district.len == 0)
        return;
    name = &b->name[province][slot[at] - 1];
    name->several |= name->district.len && !str_eq(area_text_of(b, name->district),
                                                   area_text_of(b, district));
    name->district = district;
}

/* The units that the province's set must have room for. */
static void count_units(struct area_builder *b, str tsv, uint32_t *units)
{
    struct area_row row;
    str all = tsv;

    for (size_t digits = CODE_DISTRICT; digits <= CODE_COMMUNE; digits += 2, all = tsv)
        while (next_area(&all, digits, &row)) {
            const struct area_parent *in = find_parent(b, row.parent);

            if (!in)
                continue;
            units[in->province]++;
            if (digits == CODE_DISTRICT && b->nparents < PROVINCES + DISTRICTS)
                b->parent[b->nparents++] = (struct area_parent){
                    .code = row.code, .province = in->province };
        }
}

static void put_district(struct area_builder *b, const struct area_row *row,
                         struct area_parent *self)
{
    struct buf place;

    buf_init(&place, b->arena);
    buf_put(&place, row->kind);
    buf_char(&place, ' ');
    buf_put(&place, row->name);
    self->place = put_area_text(b, buf_str(&place));
    if (str_eq(row->kind, STR("thành phố")))
        b->set[self->province].city = b->cities[self->province]++ == 0
                                    ? self->place : (struct area_text){ 0, 0 };
}

/* Puts the units of one level. */
static void put_level(struct area_builder *b, str tsv, size_t digits)
{
    struct area_row row;

    while (next_area(&tsv, digits, &row)) {
        const struct area_parent *in = find_parent(b, row.parent);

        if (!in)
            continue;
        put_area(b, in->province, fold_text(b->arena, row.name), row.kind, in->place);
        if (in->place.len)
            put_area(b, in->province, fold_strip(b->arena, row.name), (str){ NULL, 0 }, in->place);
        for (size_t i = 0; digits == CODE_DISTRICT && i < b->nparents; i++)
            if (str_eq(b->parent[i].code, row.code))
                put_district(b, &row, &b->parent[i]);
    }
}

static void open_sets(struct area_builder *b, str tsv)
{
    uint32_t units[PROVINCES] = { 0 };
    struct area_row row;
    str all = tsv;

    while (b->nsets < PROVINCES && next_area(&all, CODE_PROVINCE, &row)) {
        b->set[b->nsets].province = put_area_text(b, fold_text(b->arena, row.name));
        b->parent[b->nparents++] = (struct area_parent){ .code = row.code,
                                                         .province = (uint32_t)b->nsets++ };
    }
    count_units(b, tsv, units);
    for (size_t i = 0; i < b->nsets; i++) {
        size_t slots = 4;

        while (slots < 3 * (size_t)units[i])    /* two names a unit, a third of it empty */
            slots *= 2;
        b->slot[i] = arena_array(b->arena, uint16_t, slots);
        b->set[i].slot = b->slot[i];
        b->name[i] = arena_array(b->arena, struct area_name, 2 * (size_t)units[i] + 1);
        b->set[i].name = b->name[i];
        b->set[i].mask = (uint32_t)slots - 1;
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
    for (size_t i = 0; i < b->nsets; i++)
        b->set[i].text = b->text.ptr;
    *count = b->nsets;
    return b->set;
}
