/* print_json.c -- findings as one JSON object on one line. */
#include "diag/print.h"

static void put_member(struct buf *out, const char *name, str value)
{
    buf_printf(out, ",\"%s\":", name);
    buf_json(out, value);
}

static void put_place(struct buf *out, const struct diags *ds, const struct source *src,
                      span where)
{
    struct place at = source_place(src, where.start);

    buf_printf(out, "\"line\":%u,\"col\":%u,\"start\":%u,\"end\":%u", (unsigned)at.line,
               (unsigned)at.col, (unsigned)where.start, (unsigned)where.end);
    if (src->tell) {
        struct buf told;

        buf_init(&told, ds->arena);
        source_tell_place(src, where.start, ds->lang, &told);
        put_member(out, "place", buf_str(&told));
    }
}

static void put_note(struct buf *out, const struct diags *ds, const struct diag_note *n)
{
    buf_char(out, '{');
    buf_printf(out, "\"hint\":%s", n->is_hint ? "true" : "false");
    put_member(out, "text", diag_note_message(ds, n));
    if (n->has_where) {
        if (n->in)
            put_member(out, "file", n->in->name);
        buf_char(out, ',');
        put_place(out, ds, note_source(ds, n), n->where);
    }
    buf_char(out, '}');
}

static void put_finding(struct buf *out, const struct diags *ds, const struct diag *d)
{
    const struct diag_entry *entry = diag_find(d->code);

    buf_char(out, '{');
    put_place(out, ds, ds->src, d->where);
    buf_printf(out, ",\"code\":%d", (int)d->code);
    put_member(out, "severity", str_from(diag_severity_name(d->severity)));
    put_member(out, "kind", str_from(entry ? entry->kind : ""));
    put_member(out, "stated", d->stated);
    put_member(out, "computed", d->computed);
    put_member(out, "culprit", d->culprit);
    put_member(out, "repair", d->repair);
    put_member(out, "message", diag_message(ds, d));
    buf_put(out, STR(",\"notes\":["));
    for (size_t i = 0; i < d->nnotes; i++) {
        if (i > 0)
            buf_char(out, ',');
        put_note(out, ds, &d->note[i]);
    }
    buf_char(out, ']');
    if (d->fingerprint.len)
        put_member(out, "fingerprint", d->fingerprint);
    if (d->acceptance) {
        put_member(out, "reason", d->acceptance->reason);
        put_member(out, "who", d->acceptance->who);
        put_member(out, "when", d->acceptance->when);
    }
    buf_char(out, '}');
}

static void put_acceptances(struct buf *out, const struct diags *ds)
{
    buf_put(out, STR("\"accepted\":["));
    for (size_t i = 0; i < ds->naccepted; i++) {
        if (i > 0)
            buf_char(out, ',');
        put_finding(out, ds, ds->accepted[i]);
    }
    buf_put(out, STR("],\"stale\":["));
    for (size_t i = 0; i < ds->nstale; i++) {
        buf_put(out, i > 0 ? STR(",{\"code\":") : STR("{\"code\":"));
        buf_put(out, ds->stale[i]->code);
        put_member(out, "stated", ds->stale[i]->stated);
        put_member(out, "reason", ds->stale[i]->reason);
        put_member(out, "who", ds->stale[i]->who);
        put_member(out, "when", ds->stale[i]->when);
        put_member(out, "sentence", ds->stale[i]->sentence);
        buf_char(out, '}');
    }
    buf_put(out, STR("],"));
}

static void put_coverage_member(struct buf *out, const struct diag_coverage *c)
{
    if (!c)
        return;
    buf_printf(out, "\"coverage\":{\"numbers\":%u,\"understood\":%u,\"figures\":%u,"
               "\"checked\":%u,\"not_checked\":%u,\"rules\":{", (unsigned)c->seen,
               (unsigned)c->understood, (unsigned)c->figures, (unsigned)c->checked,
               (unsigned)(c->figures - c->checked));
    for (uint32_t i = 0; i < c->nrules; i++)
        buf_printf(out, "%s\"%s\":%u", i ? "," : "", c->rule[i].name,
                   (unsigned)c->rule[i].figures);
    buf_put(out, STR("}},"));
}

void diag_print_json(struct buf *out, const struct diags *ds)
{
    buf_put(out, STR("{\"file\":"));
    buf_json(out, ds->src->name);
    buf_put(out, STR(",\"findings\":["));
    for (size_t i = 0; i < ds->count; i++) {
        if (i > 0)
            buf_char(out, ',');
        put_finding(out, ds, ds->item[i]);
    }
    buf_put(out, STR("],"));
    put_acceptances(out, ds);
    put_coverage_member(out, ds->coverage);
    buf_printf(out, "\"errors\":%zu,\"warnings\":%zu,\"notes\":%zu,\"dropped\":%zu,"
               "\"checked\":%u,\"figures\":%u}\n", diags_count(ds, SEVERITY_ERROR),
               diags_count(ds, SEVERITY_WARNING), diags_count(ds, SEVERITY_NOTE), ds->dropped,
               (unsigned)ds->checked, (unsigned)ds->figures);
}
