/* export.c -- facts of the ledger as a file for others. */
#include "app/export.h"

#include "base/os.h"
#include "model/release.h"

static struct dataset_row row_of_fact(const struct indicators *catalogue, struct places *places,
                                      const struct fact *f)
{
    const struct indicator *known = indicators_find(catalogue, f->indicator);

    return (struct dataset_row){ .fact = f, .indicator_name = known ? known->name : f->name,
                                 .area_name = place_title(places, f->area) };
}

status app_export(struct job *j, struct store *s, const struct indicators *catalogue,
                  struct places *places, struct export_request *request, struct buf *out,
                  size_t *n)
{
    epoch_day today = day_of_time(os_now());
    struct dataset ds = { .agency = request->agency, .prepared = os_now(),
                          .as_of = request->filter.as_of ? request->filter.as_of : today };
    bool public = request->public_only ||
                  (request->adapter && adapter_about(request->adapter).released);
    struct facts all;

    status st = store_facts(s, j, &request->filter, &all);
    if (st != OK)
        return st;
    struct dataset_row *row = arena_array(j->arena, struct dataset_row, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const struct fact *f = &all.list[i];

        if (!public || (f->status != FACT_DRAFT && fact_is_public(f, today)))
            row[ds.n++] = row_of_fact(catalogue, places, f);
    }
    ds.row = row;
    *n = ds.n;
    return request->adapter ? adapter_send(j, request->adapter, &ds, out, &request->told)
                            : dataset_put(j, request->format, &ds, out);
}
