/* dataset.c -- facts as CSV and JSON; the other formats have files of their own. */
#include "write/dataset.h"

#include "write/dataset_int.h"

static const struct { const char *word, *media; } dataset_formats[] = {
    { "csv", "text/csv; charset=utf-8" },
    { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { "json", "application/json" },
    { "sdmx-csv", "application/vnd.sdmx.data+csv;version=2.0.0" },
    { "sdmx-json", "application/vnd.sdmx.data+json;version=2.0.0" },
};

bool dataset_format_parse(str word, enum dataset_format *out)
{
    for (size_t i = 0; i < sizeof dataset_formats / sizeof *dataset_formats; i++)
        if (str_is(word, dataset_formats[i].word)) {
            *out = (enum dataset_format)i;
            return true;
        }
    return false;
}

const char *dataset_media_type(enum dataset_format f)
{
    return dataset_formats[f].media;
}

/* -- fields -- */

static str field_number(struct arena *a, dec d)
{
    char text[DEC_TEXT];

    return arena_str(a, (str){ text, dec_format_plain(d, text) });
}

static str field_count(struct arena *a, int64_t n)
{
    return n ? arena_printf(a, "%lld", (long long)n) : (str){ NULL, 0 };
}

static str field_day(struct arena *a, epoch_day d)
{
    return d ? day_print(a, d) : (str){ NULL, 0 };
}

static str field_period(struct arena *a, period p)
{
    struct buf b;

    buf_init(&b, a);
    period_print(&b, p);
    return buf_str(&b);
}

static str field_action(const struct fact *f)
{
    return str_from(row_action_word(f->state == FACT_WITHDRAWN ? ROW_DELETE : ROW_REPLACE));
}

str dataset_field(struct arena *a, const struct dataset *ds, const struct dataset_row *row,
                  enum fact_field c)
{
    const struct fact *f = row->fact;
    str none = { NULL, 0 };

    switch (c) {
    case FACTS_INDICATOR:
        return f->indicator;
    case FACTS_AREA:
        return f->area;
    case FACTS_PERIOD:
        return field_period(a, f->when);
    case FACTS_KIND:
        return fact_kind_word(f->kind);
    case FACTS_VALUE:
        return f->state == FACT_NUMBER ? field_number(a, f->value) : none;
    case FACTS_UNIT:
        return f->unit;
    case FACTS_STATUS:
        return fact_status_word(f->status);
    case FACTS_SOURCE:
        return f->source;
    case FACTS_REVISION:
        return field_count(a, f->revision);
    case FACTS_AS_OF:
        return field_day(a, ds->as_of);
    case FACTS_STATE:
        return fact_state_word(f->state);
    case FACTS_HEDGE:
        return f->hedge;
    case FACTS_UPPER:
        return f->state == FACT_NUMBER && f->is_range ? field_number(a, f->upper) : none;
    case FACTS_BOOK:
        return f->book;
    case FACTS_BREAKDOWN:
        return f->breakdown;
    case FACTS_PUBLISHED:
        return field_day(a, f->published);
    case FACTS_NAME:
        return f->name;
    case FACTS_NOTE:
        return f->note;
    case FACTS_REASON:
        return f->reason;
    case FACTS_DOCUMENT:
        return field_count(a, f->document);
    case FACTS_ENTRY:
        return field_count(a, f->entry);
    case FACTS_ACTION:
        return field_action(f);
    case FACTS_INDICATOR_NAME:
        return row->indicator_name;
    case FACTS_AREA_NAME:
        return row->area_name;
    case FACT_FIELDS:
        break;
    }
    return none;
}

str dataset_moment(struct arena *a, int64_t seconds)
{
    enum { DAY = 86400 };
    int64_t days = seconds / DAY, rest = seconds % DAY;

    return arena_printf(a, "%.*sT%02d:%02d:%02dZ", STRF(day_print(a, (epoch_day)days)),
                        (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
}

/* -- CSV -- */

static void put_csv_row(struct arena *a, const struct dataset *ds, const struct dataset_row *row,
                        struct buf *out)
{
    for (int i = 0; i < FACT_FIELDS; i++) {
        enum fact_field c = (enum fact_field)i;
        str field = dataset_field(a, ds, row, c);

        if (!fact_field_is_number(c))
            field = exchange_neutral(a, field);
        if (i)
            buf_char(out, ',');
        exchange_put_field(out, field, ',', i == 0);
    }
    buf_put(out, STR("\r\n"));
}

void dataset_put_head(enum dataset_format f, struct buf *out)
{
    if (f == DATASET_SDMX_CSV) {
        put_sdmx_csv_head(out);
        return;
    }
    for (int c = 0; c < FACT_FIELDS; c++)
        buf_printf(out, "%s%s", c ? "," : "", fact_field_word((enum fact_field)c));
    buf_put(out, STR("\r\n"));
}

void dataset_put_rows(enum dataset_format f, const struct dataset *ds,
                      const struct dataset_row *row, size_t n, struct arena *scratch,
                      struct buf *out)
{
    for (size_t i = 0; i < n; i++)
        if (f == DATASET_SDMX_CSV)
            put_sdmx_csv_row(scratch, ds, &row[i], out);
        else
            put_csv_row(scratch, ds, &row[i], out);
}

/* -- JSON -- */

static void put_json_fact(struct arena *a, const struct dataset *ds,
                          const struct dataset_row *row, struct buf *out)
{
    const char *between = "{";

    for (int i = 0; i < FACT_FIELDS; i++) {
        enum fact_field c = (enum fact_field)i;
        str field = dataset_field(a, ds, row, c);

        if (!field.len || c == FACTS_AS_OF || c == FACTS_ACTION)
            continue;
        buf_printf(out, "%s\"%s\":", between, fact_field_word(c));
        if (c == FACTS_REVISION || c == FACTS_ENTRY || c == FACTS_DOCUMENT)
            buf_put(out, field);
        else
            buf_json(out, field);
        between = ",";
    }
    buf_char(out, '}');
}

void put_dataset_json(struct arena *a, const struct dataset *ds, struct buf *out)
{
    buf_put(out, STR("{\"format\":\"soat-facts\",\"version\":1,\"agency\":"));
    buf_json(out, ds->agency);
    buf_printf(out, ",\"prepared\":\"%.*s\",\"as_of\":\"%.*s\",\"facts\":[",
               STRF(dataset_moment(a, ds->prepared)), STRF(field_day(a, ds->as_of)));
    for (size_t i = 0; i < ds->n; i++) {
        buf_put(out, i ? STR(",\n") : STR("\n"));
        put_json_fact(a, ds, &ds->row[i], out);
    }
    buf_put(out, STR("\n]}\n"));
}

/* -- all -- */

status dataset_put(struct job *j, enum dataset_format f, const struct dataset *ds,
                   struct buf *out)
{
    switch (f) {
    case DATASET_CSV: case DATASET_SDMX_CSV:
        dataset_put_head(f, out);
        dataset_put_rows(f, ds, ds->row, ds->n, j->arena, out);
        return OK;
    case DATASET_XLSX:
        return put_dataset_book(j, ds, out);
    case DATASET_JSON:
        put_dataset_json(j->arena, ds, out);
        return OK;
    case DATASET_SDMX_JSON:
        put_sdmx_json(j->arena, ds, out);
        return OK;
    }
    return OK;
}
