/* print_tsv.c -- findings as rows parted by tabs. */
#include "diag/print.h"

void diag_print_tsv_header(struct buf *out)
{
    buf_put(out, STR("line\tseverity\tkind\tstated\tcomputed\tmessage\tcol\tcode\tculprit\t"
                     "repair\tplace\tfile\telsewhere\n"));
}

static void put_field(struct buf *out, str s)
{
    buf_char(out, '\t');
    buf_tsv(out, s);
}

/* Where the finding's first note about another document points to. */
static void put_elsewhere(struct buf *out, const struct diags *ds, const struct diag *d)
{
    struct buf place;

    buf_init(&place, ds->arena);
    for (size_t i = 0; i < d->nnotes && !place.len; i++)
        if (d->note[i].has_where && d->note[i].in)
            source_put_place(d->note[i].in, d->note[i].where.start, ds->lang, &place);
    put_field(out, buf_str(&place));
}

void diag_print_tsv(struct buf *out, const struct diags *ds)
{
    struct buf place;

    buf_init(&place, ds->arena);
    for (size_t i = 0; i < ds->count; i++) {
        const struct diag *d = ds->item[i];
        const struct diag_entry *entry = diag_find(d->code);
        struct place at = source_place(ds->src, d->where.start);

        buf_printf(out, "%u\t%s", (unsigned)at.line, diag_severity_name(d->severity));
        put_field(out, str_from(entry ? entry->kind : ""));
        put_field(out, d->stated);
        put_field(out, d->computed);
        put_field(out, diag_message(ds, d));
        buf_printf(out, "\t%u\t%d", (unsigned)at.col, (int)d->code);
        put_field(out, d->culprit);
        put_field(out, d->repair);
        place.len = 0;
        source_tell_place(ds->src, d->where.start, ds->lang, &place);
        put_field(out, buf_str(&place));
        put_field(out, ds->src->name);
        put_elsewhere(out, ds, d);
        buf_char(out, '\n');
    }
}
