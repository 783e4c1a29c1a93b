/* unchecked.c -- soat check --unchecked: the figures that no rule could look at. */
#include "check/coverage.h"
#include "cli/cli.h"

static void put_open_text(struct buf *b, const struct source *src, const struct open_figure *f,
                          enum lang lang)
{
    source_put_place(src, f->where.start, lang, b);
    buf_printf(b, ": %.*s: %s\n", STRF(source_text(src, f->where)), open_why_text(f->why, lang));
}

static void put_open_tsv(struct buf *b, const struct source *src, const struct open_figure *f,
                         enum lang lang)
{
    struct place p = source_place(src, f->where.start);

    buf_printf(b, "%u\t%u\t", (unsigned)p.line, (unsigned)p.col);
    buf_tsv(b, source_text(src, f->where));
    buf_printf(b, "\t%s\t%s\t", open_why_name(f->why), open_why_text(f->why, lang));
    buf_tsv(b, src->name);
    buf_char(b, '\n');
}

static void put_open_json(struct buf *b, const struct source *src, const struct open_figure *f,
                          enum lang lang)
{
    struct place p = source_place(src, f->where.start);

    buf_put(b, STR("{\"file\":"));
    buf_json(b, src->name);
    buf_printf(b, ",\"line\":%u,\"col\":%u,\"figure\":", (unsigned)p.line, (unsigned)p.col);
    buf_json(b, source_text(src, f->where));
    buf_printf(b, ",\"why\":\"%s\",\"text\":", open_why_name(f->why));
    buf_json(b, str_from(open_why_text(f->why, lang)));
    buf_put(b, STR("}\n"));
}

void unchecked_tsv_header(struct buf *b)
{
    buf_put(b, STR("line\tcol\tfigure\twhy\ttext\tfile\n"));
}

void unchecked_print(struct job *j, const struct app_document *d, const struct diags *found,
                     enum format format, struct buf *b)
{
    static void (*const put[])(struct buf *, const struct source *, const struct open_figure *,
                               enum lang) = {
        [FORMAT_TEXT] = put_open_text, [FORMAT_TSV] = put_open_tsv, [FORMAT_JSON] = put_open_json,
    };
    size_t n;
    const struct open_figure *open = check_open_figures(j, d->report, found, &n);

    for (size_t i = 0; i < n; i++)
        put[format](b, d->src, &open[i], j->lang);
    if (format == FORMAT_TEXT)
        buf_printf(b, j->lang == LANG_EN ? "%.*s: %zu figures not checked\n"
                                         : "%.*s: %zu số không đối chiếu được\n",
                   STRF(d->src->name), n);
}
