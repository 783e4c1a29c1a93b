/* dataset_sdmx.c -- facts as SDMX-CSV 2.0 and as an SDMX-JSON 2.0 data message. */
#include "write/dataset_int.h"

#include "model/sdmx.h"

/* -- SDMX-CSV -- */

void put_sdmx_csv_head(struct buf *out)
{
    buf_put(out, STR("STRUCTURE,STRUCTURE_ID,ACTION"));
    for (int c = 0; c < SDMX_COMPONENTS; c++)
        buf_printf(out, ",%s", sdmx_component_id((enum sdmx_component)c));
    buf_put(out, STR("\r\n"));
}

/* Texts that are not escaped as dimensions are, and are no numbers. */
static bool is_free_text(enum sdmx_component c)
{
    return c == SDMX_HEDGE || c == SDMX_UNIT_TEXT || c == SDMX_NAME || c == SDMX_COMMENT ||
           c == SDMX_REASON;
}

void put_sdmx_csv_row(struct arena *a, const struct dataset *ds, const struct dataset_row *row,
                      struct buf *out)
{
    bool gone = row->fact->state == FACT_WITHDRAWN;

    buf_printf(out, "dataflow,%s,%c", SDMX_STRUCTURE,
               row_action_letter(gone ? ROW_DELETE : ROW_REPLACE));
    for (int i = 0; i < SDMX_COMPONENTS; i++) {
        enum sdmx_component c = (enum sdmx_component)i;
        str field = sdmx_value(a, row->fact, ds->as_of, c);

        if (is_free_text(c))
            field = exchange_neutral(a, field);
        if (gone && c == SDMX_OBS_VALUE)
            field = STR("NaN");     /* of a row that deletes, only what is not empty is deleted */
        buf_char(out, ',');
        exchange_put_field(out, field, ',', false);
    }
    buf_put(out, STR("\r\n"));
}

/* -- SDMX-JSON; its schema 2.0.0 says what must be there and what must not -- */

#define DATAFLOW "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=" SDMX_STRUCTURE
#define DATAFLOW_LINKS "\"links\":[{\"rel\":\"dataflow\",\"urn\":\"" DATAFLOW "\"}]"

/* Each component has a list of its values; observations point into them. */

/* Texts by number, in the order they came; found by open addressing. */
struct value_list {
    str *text;
    str *name;                  /* empty: none */
    period *when;               /* of times */
    size_t n, cap, name_cap, when_cap;
    uint32_t *slot;             /* number + 1; 0 is free */
    size_t nslots;
};

static void grow_slots(struct arena *a, struct value_list *l)
{
    size_t nslots = l->nslots ? 2 * l->nslots : 64;

    l->slot = arena_array(a, uint32_t, nslots);
    l->nslots = nslots;
    for (size_t i = 0; i < l->n; i++) {
        size_t at = str_hash(l->text[i]) & (nslots - 1);

        while (l->slot[at])
            at = (at + 1) & (nslots - 1);
        l->slot[at] = (uint32_t)i + 1;
    }
}

/* The number of the text, which is added when it is new. */
static uint32_t list_number(struct arena *a, struct value_list *l, str text, str name,
                             period when)
{
    if (2 * (l->n + 1) > l->nslots)
        grow_slots(a, l);

    size_t at = str_hash(text) & (l->nslots - 1);

    for (; l->slot[at]; at = (at + 1) & (l->nslots - 1))
        if (str_eq(l->text[l->slot[at] - 1], text))
            return l->slot[at] - 1;

    size_t n = l->n, m = l->n;

    *arena_push(a, l->text, l->n, l->cap) = text;
    *arena_push(a, l->name, n, l->name_cap) = name;
    *arena_push(a, l->when, m, l->when_cap) = when;
    l->slot[at] = (uint32_t)l->n;
    return (uint32_t)l->n - 1;
}

enum { NO_VALUE = -1 };

/* An observation: its key and what stands in it, NO_VALUE for nothing. */
struct sdmx_observation {
    int64_t at[SDMX_COMPONENTS];
    str measure;
    int64_t revision;
    bool gone;
};

struct sdmx_message {
    struct arena *a;
    const struct dataset *ds;
    struct value_list values[SDMX_COMPONENTS];
    struct value_list keys;
    struct sdmx_observation *obs;       /* by number of key */
    size_t n, cap;
};

static str value_name(const struct dataset_row *row, enum sdmx_component c, str code, str base)
{
    const char *title = sdmx_code_title(c, code);

    if (title)
        return str_from(title);
    if (c == SDMX_INDICATOR)
        return row->indicator_name.len ? row->indicator_name
               : row->fact->name.len   ? row->fact->name : row->fact->indicator;
    if (c == SDMX_REF_AREA)
        return row->area_name.len ? row->area_name : row->fact->area;
    if (c == SDMX_UNIT_MEASURE)
        return base;
    return code;
}

static void take_observation(struct sdmx_message *m, const struct dataset_row *row)
{
    struct sdmx_observation o = { .revision = row->fact->revision,
                                  .gone = row->fact->state == FACT_WITHDRAWN };
    period never = { .kind = PERIOD_NONE };
    struct buf key;

    buf_init(&key, m->a);
    for (int i = 0; i < SDMX_COMPONENTS; i++) {
        enum sdmx_component c = (enum sdmx_component)i;
        str text = sdmx_value(m->a, row->fact, m->ds->as_of, c);

        o.at[i] = NO_VALUE;
        if (c == SDMX_OBS_VALUE)
            o.measure = text;
        else if (text.len || i < SDMX_DIMENSIONS)
            o.at[i] = list_number(m->a, &m->values[i], text,
                                   value_name(row, c, text, row->fact->unit),
                                   c == SDMX_TIME_PERIOD ? row->fact->when : never);
        if (i < SDMX_DIMENSIONS)
            buf_printf(&key, "%s%lld", i ? ":" : "", (long long)o.at[i]);
    }

    size_t number = list_number(m->a, &m->keys, buf_str(&key), (str){ NULL, 0 }, never);

    if (number == m->n)
        *arena_push(m->a, m->obs, m->n, m->cap) = o;
    else if (m->obs[number].revision <= o.revision)
        m->obs[number] = o;
}

/* One of the values: what a code is called, what a time begins and ends with. */
static void put_component_value(const struct value_list *l, size_t i, enum sdmx_component c,
                                struct arena *a, struct buf *out)
{
    epoch_day first, last;

    buf_printf(out, "{\"%s\":", sdmx_component_is_coded(c) ? "id" : "value");
    buf_json(out, l->text[i]);
    if (sdmx_component_is_coded(c)) {
        buf_put(out, STR(",\"name\":"));
        buf_json(out, l->name[i]);
    }
    if (c == SDMX_TIME_PERIOD && sdmx_days(l->when[i], &first, &last))
        buf_printf(out, ",\"start\":\"%.*sT00:00:00\",\"end\":\"%.*sT23:59:59\"",
                   STRF(day_print(a, first)), STRF(day_print(a, last)));
    buf_char(out, '}');
}

/* What values that are no codes are made of. */
static const char *type_of_values(enum sdmx_component c)
{
    return c == SDMX_TIME_PERIOD ? "ObservationalTimePeriod"
           : c == SDMX_OBS_VALUE || c == SDMX_UPPER ? "Decimal"
                                                    : "String";
}

static void put_component(const struct sdmx_message *m, enum sdmx_component c, struct buf *out)
{
    const struct value_list *l = &m->values[c];

    buf_printf(out, "{\"id\":\"%s\",\"name\":\"%s\",\"names\":{\"vi\":\"%s\",\"en\":\"%s\"}",
               sdmx_component_id(c), sdmx_component_title(c), sdmx_component_title(c),
               sdmx_component_title_en(c));
    if (c < SDMX_OBS_VALUE)
        buf_printf(out, ",\"keyPosition\":%d", (int)c);
    if (c == SDMX_FREQ || c == SDMX_TIME_PERIOD)
        buf_printf(out, ",\"roles\":[\"%s\"]", sdmx_component_id(c));
    if (c > SDMX_OBS_VALUE)
        buf_put(out, STR(",\"relationship\":{\"observation\":{}}"));
    if (!sdmx_component_is_coded(c))
        buf_printf(out, ",\"format\":{\"dataType\":\"%s\"}", type_of_values(c));
    if (l->n)                   /* a list of no values is not allowed */
        buf_put(out, STR(",\"values\":["));
    for (size_t i = 0; i < l->n; i++) {
        buf_put(out, i ? STR(",\n") : STR("\n"));
        put_component_value(l, i, c, m->a, out);
    }
    buf_put(out, l->n ? STR("]}") : STR("}"));
}

/* `what` has nothing at data sets and series: every key is flat, and all is of observations. */
static void put_components(const struct sdmx_message *m, const char *what, int from, int to,
                           struct buf *out)
{
    buf_printf(out, "\"%s\":{\"observation\":[", what);
    for (int c = from; c < to; c++) {
        buf_put(out, c > from ? STR(",\n") : STR("\n"));
        put_component(m, (enum sdmx_component)c, out);
    }
    buf_put(out, STR("]}"));
}

/* What is deleted has its key alone: values would be the only ones to be deleted. */
static void put_observation(const struct sdmx_message *m, size_t number, struct buf *out)
{
    const struct sdmx_observation *o = &m->obs[number];

    buf_char(out, '"');
    buf_put(out, m->keys.text[number]);
    if (o->gone) {
        buf_put(out, STR("\":[]"));
        return;
    }
    buf_put(out, STR("\":["));
    if (!o->measure.len)
        buf_put(out, STR("null"));
    else if (str_is(o->measure, "NaN"))
        buf_put(out, STR("\"NaN\""));
    else
        buf_put(out, o->measure);
    for (int c = SDMX_OBS_VALUE + 1; c < SDMX_COMPONENTS; c++)
        if (o->at[c] == NO_VALUE)
            buf_put(out, STR(",null"));
        else
            buf_printf(out, ",%lld", (long long)o->at[c]);
    buf_char(out, ']');
}

static bool any_observation(const struct sdmx_message *m, bool gone)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->obs[i].gone == gone)
            return true;
    return false;
}

static void put_data_set(const struct sdmx_message *m, bool gone, struct buf *out)
{
    const char *between = "\n";

    buf_printf(out, "{\"structure\":0,\"action\":\"%s\"," DATAFLOW_LINKS ",\"observations\":{",
               gone ? "Delete" : "Replace");
    for (size_t i = 0; i < m->n; i++) {
        if (m->obs[i].gone != gone)
            continue;
        buf_put(out, str_from(between));
        put_observation(m, i, out);
        between = ",\n";
    }
    buf_put(out, STR("}}"));
}

static void put_meta(const struct sdmx_message *m, struct buf *out)
{
    buf_printf(out, "{\"meta\":{\"schema\":\"https://raw.githubusercontent.com/sdmx-twg/sdmx-json/"
               "master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json\",\"id\":"
               "\"SOAT-%lld\",\"test\":false,\"prepared\":\"%.*s\",\"contentLanguages\":[\"vi\"],"
               "\"sender\":{\"id\":\"" SDMX_AGENCY "\",\"name\":", (long long)m->ds->prepared,
               STRF(dataset_moment(m->a, m->ds->prepared)));
    buf_json(out, m->ds->agency.len ? m->ds->agency : STR(SDMX_AGENCY));
    buf_put(out, STR("}},\n"));
}

static void put_sdmx_structure(const struct sdmx_message *m, size_t sets, struct buf *out)
{
    buf_put(out, STR("\"structures\":[{" DATAFLOW_LINKS ",\"name\":"
                     "\"Số liệu kinh tế - xã hội\",\"names\":{\"vi\":\"Số liệu kinh tế - xã hội\","
                     "\"en\":\"Socio-economic figures\"},\n"));
    put_components(m, "dimensions", 0, SDMX_DIMENSIONS, out);
    buf_put(out, STR(",\n"));
    put_components(m, "measures", SDMX_OBS_VALUE, SDMX_OBS_VALUE + 1, out);
    buf_put(out, STR(",\n"));
    put_components(m, "attributes", SDMX_OBS_VALUE + 1, SDMX_COMPONENTS, out);
    buf_printf(out, ",\"annotations\":[],\"dataSets\":[%s]}],\n", sets == 2 ? "0,1" : "0");
}

void put_sdmx_json(struct arena *a, const struct dataset *ds, struct buf *out)
{
    struct sdmx_message *m = arena_new(a, struct sdmx_message);
    bool gone, there;

    m->a = a;
    m->ds = ds;
    for (size_t i = 0; i < ds->n; i++)
        take_observation(m, &ds->row[i]);
    gone = any_observation(m, true);
    there = any_observation(m, false);
    put_meta(m, out);
    if (!ds->n) {               /* a dimension without values is not allowed */
        buf_put(out, STR("\"data\":{\"structures\":[],\"dataSets\":[]},\"errors\":[]}\n"));
        return;
    }
    buf_put(out, STR("\"data\":{"));
    put_sdmx_structure(m, gone && there ? 2 : 1, out);
    buf_put(out, STR("\"dataSets\":["));
    if (there)
        put_data_set(m, false, out);
    if (gone && there)
        buf_put(out, STR(",\n"));
    if (gone)
        put_data_set(m, true, out);
    buf_put(out, STR("]},\"errors\":[]}\n"));
}
