/* api.c -- the same figures for programs: JSON, figures as strings. */
#include "serve/page.h"

enum { MAX_ROWS = 10000, DAY = 86400 };

static void open_json(struct page *p)
{
    p->type = "application/json; charset=utf-8";
}

static void put_field_of(struct page *p, const char *key, str value, bool first)
{
    if (!first)
        buf_put(&p->out, STR(", "));
    buf_json(&p->out, str_from(key));
    buf_put(&p->out, STR(": "));
    buf_json(&p->out, value);
}

status api_indicators(const struct request *r, struct page *p)
{
    static const char *const direction[] = { "none", "up", "down" };

    open_json(p);
    buf_put(&p->out, STR("{\"indicators\": ["));
    for (size_t i = 0; i < r->catalogue->count; i++) {
        const struct indicator *one = &r->catalogue->list[i];

        buf_put(&p->out, i ? STR(",\n  {") : STR("\n  {"));
        put_field_of(p, "id", one->id, true);
        put_field_of(p, "name", one->name, false);
        put_field_of(p, "unit", one->unit_text, false);
        put_field_of(p, "nature", str_from(nature_word(one->nature)), false);
        put_field_of(p, "direction", str_from(direction[one->direction]), false);
        put_field_of(p, "group", one->group, false);
        buf_char(&p->out, '}');
    }
    buf_put(&p->out, STR("\n]}\n"));
    return OK;
}

status api_documents(const struct request *r, struct page *p)
{
    struct documents all;

    status st = store_documents(r->store, r->job, &all);
    if (st != OK)
        return st;
    open_json(p);
    buf_put(&p->out, STR("{\"documents\": ["));
    for (size_t i = 0; i < all.count; i++) {
        const struct document *d = &all.list[i];

        buf_printf(&p->out, "%s\n  {\"id\": %lld, ", i ? "," : "", (long long)d->id);
        put_field_of(p, "name", d->name, true);
        put_field_of(p, "title", d->title, false);
        put_field_of(p, "hash", d->hash, false);
        put_field_of(p, "period", d->period, false);
        put_field_of(p, "area", d->area, false);
        buf_printf(&p->out, ", \"statements\": %lld, \"errors\": %lld, \"warnings\": %lld, "
                   "\"notes\": %lld, \"entry\": %lld", (long long)d->statements,
                   (long long)d->errors, (long long)d->warnings, (long long)d->notes,
                   (long long)d->entry);
        put_field_of(p, "published", day_print(p->out.arena, d->published), false);
        buf_char(&p->out, '}');
    }
    buf_put(&p->out, STR("\n]}\n"));
    return OK;
}

/* A whole number of the query string; `fallback` when absent or no number. */
static int64_t number_value(const struct request *r, const char *name, int64_t fallback)
{
    struct request one = *r;
    int64_t n;

    one.tail = request_value(r, name);
    return request_id(&one, &n) ? n : fallback;
}

static void put_fact_json(struct page *p, const struct fact *f)
{
    char value[DEC_TEXT], upper[DEC_TEXT];
    struct buf when;

    dec_format_plain(f->value, value);
    dec_format_plain(f->upper, upper);
    buf_init(&when, p->out.arena);
    period_print(&when, f->when);
    buf_char(&p->out, '{');
    put_field_of(p, "indicator", f->indicator, true);
    put_field_of(p, "name", f->name, false);
    put_field_of(p, "area", f->area, false);
    put_field_of(p, "period", buf_str(&when), false);
    put_field_of(p, "kind", fact_kind_word(f->kind), false);
    put_field_of(p, "state", fact_state_word(f->state), false);
    if (f->state == FACT_NUMBER)
        put_field_of(p, "value", str_from(value), false);
    if (f->is_range)
        put_field_of(p, "upper", str_from(upper), false);
    put_field_of(p, "unit", f->unit, false);
    put_field_of(p, "hedge", f->hedge, false);
    put_field_of(p, "status", fact_status_word(f->status), false);
    put_field_of(p, "book", f->book, false);
    put_field_of(p, "source", f->source, false);
    put_field_of(p, "breakdown", f->breakdown, false);
    put_field_of(p, "note", f->note, false);
    put_field_of(p, "reason", f->reason, false);
    put_field_of(p, "published", day_print(p->out.arena, f->published), false);
    buf_printf(&p->out, ", \"revision\": %lld, \"entry\": %lld", (long long)f->revision,
               (long long)f->entry);
    if (f->document)
        buf_printf(&p->out, ", \"document\": %lld", (long long)f->document);
    buf_char(&p->out, '}');
}

static status fail_json(struct page *p, unsigned http, str text)
{
    p->status = http;
    buf_put(&p->out, STR("{\"error\": "));
    buf_json(&p->out, text);
    buf_put(&p->out, STR("}\n"));
    return OK;
}

/* GET /api/v1/facts?indicator=&area=&period=&as_of=&limit=&offset= */
status api_facts(const struct request *r, struct page *p)
{
    struct fact_filter filter = {
        .indicator = request_value(r, "indicator"),
        .area = request_value(r, "area"),
        .offset = (size_t)number_value(r, "offset", 0),
        .limit = (size_t)number_value(r, "limit", MAX_ROWS),
    };
    str when = request_value(r, "period"), as_of = request_value(r, "as_of");
    struct facts all;

    open_json(p);
    if (when.len && !period_parse(when, &filter.at))
        return fail_json(p, 400, STR("period phải là một kỳ, như 2025-H1"));
    if (as_of.len && !day_parse(as_of, &filter.as_of))
        return fail_json(p, 400, STR("as_of phải là một ngày, như 2025-06-30"));
    if (filter.limit > MAX_ROWS)
        filter.limit = MAX_ROWS;
    status st = store_facts(r->store, r->job, &filter, &all);
    if (st != OK)
        return st;
    buf_put(&p->out, STR("{\"facts\": ["));
    for (size_t i = 0; i < all.count; i++) {
        buf_put(&p->out, i ? STR(",\n  ") : STR("\n  "));
        put_fact_json(p, &all.list[i]);
    }
    buf_put(&p->out, STR("\n]}\n"));
    return OK;
}
