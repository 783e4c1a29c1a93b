/* cmd_export.c -- soat export: facts of the ledger as a file; soat form: a form to be filled in. */
#include "app/export.h"
#include "app/filing.h"
#include "app/profiles.h"
#include "base/os.h"
#include "cli/cli.h"
#include "write/form.h"

/* To --out, or to standard output. */
static status write_out(struct job *j, struct cli *c, const struct buf *out)
{
    if (c->opt.out.len)
        return os_write_file(j, c->opt.out, buf_str(out));
    cli_print(c, buf_str(out));
    return OK;
}

/* The options that choose facts. */
static status read_filter(struct job *j, const struct cli *c, struct places *places,
                          struct fact_filter *out)
{
    const struct options *o = &c->opt;

    *out = (struct fact_filter){ .indicator = o->indicator, .book = o->book, .source = o->source };
    if (o->period.len && !period_parse(o->period, &out->at))
        return cli_fail_word(j, "không hiểu kỳ", "no such period", o->period);
    epoch_day then = out->at.kind == PERIOD_NONE ? day_of_time(os_now())
                                                 : period_last_day(out->at);
    out->area = place_id(places, o->area, then, 0);
    status st = cli_kinds(j, c, &out->kinds);
    return st == OK ? cli_day(j, o->as_of, &out->as_of) : st;
}

/* The columns of a CSV for another system and their types, beside it. */
static status write_description(struct job *j, const struct cli *c, const struct adapter *a)
{
    struct buf b;

    if (!a || !adapter_about(a).csv || !c->opt.out.len)
        return OK;
    buf_init(&b, j->arena);
    adapter_describe(a, &b);
    return os_write_file(j, arena_printf(j->arena, "%.*s.resource.json", STRF(c->opt.out)),
                         buf_str(&b));
}

/* To standard error: the file may be standard output. */
static void tell_sent(struct job *j, const struct cli *c, const struct adapter_sent *told)
{
    os_print_error(told->errors);
    if (told->skipped && j->failed == OK)
        os_print_error(arena_printf(j->arena, cli_say(c, "%zu số đã ghi, %zu số không thuộc kết "
                                                      "nối này\n", "%zu figures written, %zu are "
                                                      "none of this connection's\n"),
                                    told->sent, told->skipped));
}

static status export_facts(struct job *j, struct cli *c, void *arg)
{
    struct export_request *request = arg;
    struct cli_ledger l;
    struct buf out;
    size_t n;

    buf_init(&out, j->arena);
    status st = cli_ledger_open(j, c, STORE_READ, &l);
    if (st == OK)
        st = read_filter(j, c, l.places, &request->filter);
    if (st == OK && c->opt.profile.len)
        st = app_profile(j, c->opt.profile, l.catalogue, places_geography(l.places),
                         &request->adapter);
    if (st == OK)
        st = app_export(j, l.store, l.catalogue, l.places, request, &out, &n);
    tell_sent(j, c, &request->told);
    if (st == OK)
        st = write_out(j, c, &out);
    return st == OK ? write_description(j, c, request->adapter) : st;
}

/* "csv" of so.csv, "sdmx-json" of so.sdmx.json or so.sdmx-json: what the file is called. */
static enum dataset_format format_of_name(str name)
{
    static const struct { const char *end; enum dataset_format format; } known[] = {
        { ".sdmx.csv", DATASET_SDMX_CSV }, { ".sdmx-csv", DATASET_SDMX_CSV },
        { ".sdmx.json", DATASET_SDMX_JSON }, { ".sdmx-json", DATASET_SDMX_JSON },
        { ".csv", DATASET_CSV }, { ".xlsx", DATASET_XLSX }, { ".json", DATASET_JSON },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ends(name, str_from(known[i].end)))
            return known[i].format;
    return DATASET_CSV;
}

int cmd_export(struct cli *c)
{
    struct export_request request = { .format = DATASET_CSV, .public_only = c->opt.released };

    if (c->opt.dataset.len && !dataset_format_parse(c->opt.dataset, &request.format))
        return cli_usage(c, "dạng chỉ có csv, xlsx, json, sdmx-csv, sdmx-json",
                         "forms are csv, xlsx, json, sdmx-csv, sdmx-json", c->opt.dataset.ptr);
    if (!c->opt.dataset.len && !c->opt.profile.len)
        request.format = format_of_name(c->opt.out);
    if (c->opt.profile.len && c->opt.dataset.len)
        return cli_usage(c, "chọn một trong hai: --format, --profile",
                         "one of these: --format, --profile", NULL);
    if (request.format == DATASET_XLSX && !c->opt.out.len)
        return cli_usage(c, "tệp Excel cần --out TỆP", "a workbook needs --out FILE", NULL);
    return cli_once(c, export_facts, &request);
}

/* -- forms -- */

static status make_form(struct job *j, struct cli *c, void *arg)
{
    struct form_request request = { .agency = c->opt.agency, .indicator = c->opt.indicator,
                                    .area = c->opt.area };
    struct cli_ledger l;
    struct form form;
    struct buf out;

    (void)arg;
    buf_init(&out, j->arena);
    if (!period_parse(c->opt.period, &request.when))
        return cli_fail_word(j, "không hiểu kỳ", "no such period", c->opt.period);
    status st = cli_day(j, c->opt.deadline, &request.deadline);
    if (st == OK)
        st = cli_ledger_open(j, c, STORE_READ, &l);
    if (st == OK)
        st = app_form(j, l.store, l.catalogue, l.places, &request, &form);
    if (st != OK)
        return st;
    if (str_ends(c->opt.out, STR(".xlsx")))
        st = form_put_xlsx(j, &form, &out);
    else
        form_put_csv(j->arena, &form, &out);
    return st == OK ? write_out(j, c, &out) : st;
}

int cmd_form(struct cli *c)
{
    if (!c->opt.agency.len == !c->opt.indicator.len)
        return cli_usage(c, "cần một trong hai: --agency CƠ QUAN, --indicator ID,ID",
                         "one of these is needed: --agency NAME, --indicator ID,ID", NULL);
    return cli_once(c, make_form, NULL);
}
