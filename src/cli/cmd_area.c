/* cmd_area.c -- soat area: administrative units by name, and what became of each. */
#include <string.h>

#include "app/areas.h"
#include "base/os.h"
#include "cli/cli.h"

enum { AREA_FIELDS = 11, UNIT_FIELDS = 7 };

/* What is told of one unit: the fields from RELATION on by `show` alone. */
enum area_field {
    FIELD_ID, FIELD_KIND, FIELD_NAME, FIELD_LEVEL, FIELD_PARENT, FIELD_FROM, FIELD_TO,
    FIELD_RELATION, FIELD_EFFECTIVE, FIELD_SHARE, FIELD_ACT
};

static const char *const area_field_name[AREA_FIELDS] = {
    "id", "kind", "name", "level", "parent", "valid_from", "valid_to",
    "relation", "effective", "share", "act",
};

/* One run of the command. */
struct area_run {
    struct job *job;
    struct cli *cli;
    const struct geography *g;
    struct buf out;
    bool told;                  /* --at, and its day */
    epoch_day at;
};

/* -- rows -- */

/* The day whose neighbours are told: the unit's last one, today for one that stands. */
static epoch_day last_day_of(const struct area *u)
{
    epoch_day today = day_of_time(os_now());

    return u->to < today ? u->to : u->from > today ? u->from : today;
}

static const struct area *parent_of_area(const struct area_run *k, const struct area *u)
{
    return geography_parent(k->g, u, k->told && area_valid(u, k->at) ? k->at : last_day_of(u));
}

static str day_or_nothing(struct arena *a, epoch_day d)
{
    return d == DAY_FIRST || d == DAY_LAST ? (str){ NULL, 0 } : day_print(a, d);
}

static void fill_area_fields(const struct area_run *k, const struct area *u, str *field)
{
    static const char *const level[3] = { "province", "district", "commune" };
    const struct area *in = parent_of_area(k, u);

    field[FIELD_ID] = u->id;
    field[FIELD_KIND] = u->kind;
    field[FIELD_NAME] = u->name;
    field[FIELD_LEVEL] = str_from(level[u->level]);
    field[FIELD_PARENT] = in ? in->id : (str){ NULL, 0 };
    field[FIELD_FROM] = day_or_nothing(k->job->arena, u->from);
    field[FIELD_TO] = day_or_nothing(k->job->arena, u->to);
}

static void put_area_head(struct area_run *k, size_t n)
{
    for (size_t i = 0; i < n && k->cli->opt.format == FORMAT_TSV; i++)
        buf_printf(&k->out, "%s%c", area_field_name[i], i + 1 < n ? '\t' : '\n');
}

static void put_area_fields(struct area_run *k, const str *field, size_t n)
{
    bool json = k->cli->opt.format == FORMAT_JSON;

    for (size_t i = 0; i < n; i++) {
        if (json) {
            buf_printf(&k->out, "%s\"%s\":", i ? "," : "{", area_field_name[i]);
            buf_json(&k->out, field[i]);
        } else {
            buf_put(&k->out, i ? STR("\t") : STR(""));
            buf_tsv(&k->out, field[i]);
        }
    }
    buf_put(&k->out, json ? STR("}\n") : STR("\n"));
}

/* "xã Mường Chà (03166/2025-07-01), tỉnh Điện Biên, từ 2025-07-01" */
static void put_area_words(struct area_run *k, const struct area *u)
{
    const struct area *in = parent_of_area(k, u);
    struct arena *a = k->job->arena;

    buf_printf(&k->out, "%.*s %.*s (%.*s)", STRF(u->kind), STRF(u->name), STRF(u->id));
    if (in)
        buf_printf(&k->out, ", %.*s %.*s", STRF(in->kind), STRF(in->name));
    if (u->from != DAY_FIRST)
        buf_printf(&k->out, ", %s %.*s", cli_say(k->cli, "từ", "from"),
                   STRF(day_print(a, u->from)));
    if (u->to != DAY_LAST)
        buf_printf(&k->out, ", %s %.*s", cli_say(k->cli, "đến hết", "to"),
                   STRF(day_print(a, u->to)));
    buf_char(&k->out, '\n');
}

static void put_area_list(struct area_run *k, const struct area_list *list)
{
    str field[UNIT_FIELDS];

    put_area_head(k, UNIT_FIELDS);
    for (size_t i = 0; i < list->n; i++) {
        if (k->cli->opt.format == FORMAT_TEXT) {
            put_area_words(k, list->area[i]);
            continue;
        }
        fill_area_fields(k, list->area[i], field);
        put_area_fields(k, field, UNIT_FIELDS);
    }
}

/* -- find -- */

static void keep_valid(struct area_run *k, struct area_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->n; i++)
        if (!k->told || area_valid(list->area[i], k->at))
            list->area[kept++] = list->area[i];
    list->n = kept;
}

static status find_area(struct area_run *k, str name)
{
    struct area_list found = { 0 };

    geography_named(k->g, k->job->arena, name, &found);
    keep_valid(k, &found);
    if (found.n == 0) {
        geography_named_like(k->g, k->job->arena, name, &found);
        keep_valid(k, &found);
        if (found.n && k->cli->opt.format == FORMAT_TEXT)
            buf_printf(&k->out, cli_say(k->cli, "không có tên «%.*s»; chỉ khác dấu:\n",
                                        "no name '%.*s'; with other diacritics:\n"), STRF(name));
    }
    if (found.n == 0)
        return job_fail(k->job, FAIL_USAGE, "không có đơn vị hành chính nào tên «%.*s»",
                        "there is no administrative unit named '%.*s'", STRF(name));
    put_area_list(k, &found);
    return OK;
}

/* -- show -- */

/* The unit of an id; of a code that one unit bears (on the day, where it is told). */
static status choose_area(struct area_run *k, str id, const struct area **out)
{
    struct area_list coded = { 0 };

    *out = k->told ? NULL : geography_find(k->g, id);
    if (*out)
        return OK;
    geography_coded(k->g, k->job->arena, id, &coded);
    keep_valid(k, &coded);
    if (coded.n == 0 && geography_find(k->g, id))
        *out = geography_find(k->g, id);
    else if (coded.n == 1)
        *out = coded.area[0];
    else if (coded.n > 1)
        return job_fail(k->job, FAIL_USAGE, "nhiều đơn vị mã «%.*s»: %.*s, %.*s ...",
                        "several units of the code '%.*s': %.*s, %.*s ...", STRF(id),
                        STRF(coded.area[0]->id), STRF(coded.area[1]->id));
    return *out ? OK : job_fail(k->job, FAIL_USAGE, "không có đơn vị hành chính nào mã «%.*s»",
                                "there is no administrative unit '%.*s'", STRF(id));
}

static const char *said_area_relation(const struct cli *c, const char *how)
{
    return strcmp(how, "predecessor") == 0 ? cli_say(c, "hợp thành từ", "made of")
         : strcmp(how, "successor") == 0 ? cli_say(c, "trở thành", "became")
         : strcmp(how, "district") == 0 ? cli_say(c, "trên đất của", "on the ground of")
         : cli_say(c, "cùng mã", "same code");
}

/* One unit that has to do with the one shown; s NULL: by no succession. */
static void put_related_area(struct area_run *k, const char *how, const struct area *u,
                        const struct succession *s)
{
    str field[AREA_FIELDS] = { 0 };

    if (k->cli->opt.format == FORMAT_TEXT) {
        buf_printf(&k->out, "    %s ", said_area_relation(k->cli, how));
        if (s && !s->whole)
            buf_put(&k->out, str_from(cli_say(k->cli, "một phần: ", "in part: ")));
        put_area_words(k, u);
        return;
    }
    fill_area_fields(k, u, field);
    field[FIELD_RELATION] = str_from(how);
    if (s) {
        field[FIELD_EFFECTIVE] = day_print(k->job->arena, s->effective);
        field[FIELD_SHARE] = s->whole ? STR("whole") : STR("part");
        field[FIELD_ACT] = s->act;
    }
    put_area_fields(k, field, AREA_FIELDS);
}

static void put_act(struct area_run *k, const struct succession *s)
{
    if (s && k->cli->opt.format == FORMAT_TEXT)
        buf_printf(&k->out, "    %s %.*s, %.*s:\n", cli_say(k->cli, "theo", "by"), STRF(s->act),
                   STRF(day_print(k->job->arena, s->effective)));
}

static void put_area_relations(struct area_run *k, const struct area *u)
{
    struct area_list districts = { 0 }, coded = { 0 };

    put_act(k, u->made_of);
    for (const struct succession *s = u->made_of; s; s = s->next_made_of)
        put_related_area(k, "predecessor", s->before, s);
    if (u->level == AREA_COMMUNE)
        geography_former_districts(k->g, k->job->arena, u, &districts);
    for (size_t i = 0; i < districts.n; i++)
        put_related_area(k, "district", districts.area[i], NULL);
    put_act(k, u->became);
    for (const struct succession *s = u->became; s; s = s->next_became)
        put_related_area(k, "successor", s->after, s);
    geography_coded(k->g, k->job->arena, u->code, &coded);
    for (size_t i = 0; i < coded.n; i++)
        if (coded.area[i] != u)
            put_related_area(k, "code", coded.area[i], NULL);
}

static status show_area(struct area_run *k, str id)
{
    str field[AREA_FIELDS] = { 0 };
    const struct area *u;

    status st = choose_area(k, id, &u);
    if (st != OK)
        return st;
    put_area_head(k, AREA_FIELDS);
    if (k->cli->opt.format == FORMAT_TEXT) {
        put_area_words(k, u);
    } else {
        fill_area_fields(k, u, field);
        field[FIELD_RELATION] = STR("self");
        put_area_fields(k, field, AREA_FIELDS);
    }
    put_area_relations(k, u);
    return OK;
}

/* -- list -- */

static status list_areas(struct area_run *k, str id)
{
    struct area_list list = { 0 };
    const struct area *in = NULL;
    status st = id.len ? choose_area(k, id, &in) : OK;

    if (st != OK)
        return st;

    epoch_day d = k->told ? k->at : in ? last_day_of(in) : day_of_time(os_now());
    if (in && !area_valid(in, d))
        return job_fail(k->job, FAIL_USAGE, "không có %.*s %.*s (%.*s) vào ngày %.*s",
                        "there is no %.*s %.*s (%.*s) on %.*s", STRF(in->kind), STRF(in->name),
                        STRF(in->id), STRF(day_print(k->job->arena, d)));
    k->told = true;
    k->at = d;
    geography_children(k->g, k->job->arena, in, d, &list);
    put_area_list(k, &list);
    return OK;
}

/* -- check -- */

/* Of a file of an office's own: what it adds, or where it is wrong. */
static status check_areas(struct area_run *k, str path)
{
    const struct geography *shipped;
    size_t before = 0, after = 0;

    status st = app_geography_with(k->job, GEOGRAPHY_COUNTRY, (str){ NULL, 0 }, &shipped);
    if (st == OK)
        st = app_geography_with(k->job, GEOGRAPHY_COUNTRY, path, &k->g);
    if (st != OK)
        return st;
    while (geography_each(shipped, before))
        before++;
    while (geography_each(k->g, after))
        after++;
    buf_printf(&k->out, cli_say(k->cli, "%.*s: đọc được, thêm %zu đơn vị\n",
                                "%.*s: good, adds %zu units\n"), STRF(path), after - before);
    return OK;
}

/* -- the command -- */

static const struct {
    const char *name;
    int least, most;            /* operands behind the verb */
    status (*fn)(struct area_run *k, str operand);
} area_verb[] = {
    { "find", 1, 1, find_area },
    { "show", 1, 1, show_area },
    { "list", 0, 1, list_areas },
    { "check", 1, 1, check_areas },
};

static status run_area(struct job *j, struct cli *c, void *arg)
{
    struct area_run k = { .job = j, .cli = c, .told = c->opt.at.len > 0 };
    size_t verb = *(const size_t *)arg;
    status st = OK;

    buf_init(&k.out, j->arena);
    if (k.told && !day_parse(c->opt.at, &k.at))
        return job_fail(j, FAIL_USAGE, "«%.*s» không phải một ngày (2025-07-01)",
                        "'%.*s' is no day (2025-07-01)", STRF(c->opt.at));
    if (area_verb[verb].fn != check_areas)
        st = app_geography(j, GEOGRAPHY_COUNTRY, &k.g);
    if (st == OK)
        st = area_verb[verb].fn(&k, str_from(c->opt.nargs > 1 ? c->opt.arg[1] : NULL));
    if (st == OK)
        cli_print(c, buf_str(&k.out));
    return st;
}

int cmd_area(struct cli *c)
{
    const char *word = c->opt.nargs ? c->opt.arg[0] : "";

    for (size_t i = 0; i < sizeof area_verb / sizeof *area_verb; i++)
        if (strcmp(word, area_verb[i].name) == 0 && c->opt.nargs - 1 >= area_verb[i].least &&
            c->opt.nargs - 1 <= area_verb[i].most)
            return cli_once(c, run_area, &i);
    return cli_usage(c, "hãy dùng: soat area find TÊN, show MÃ, list [MÃ], check TỆP",
                     "use: soat area find NAME, show ID, list [ID], check FILE", NULL);
}
