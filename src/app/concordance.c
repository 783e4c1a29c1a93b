/* concordance.c -- each fact with all its places, as rows and as a workbook. */
#include "app/concordance.h"

#include "base/os.h"
#include "write/sheet.h"

/* A place of a fact, and how it agrees with those before it. */
struct concordance_row {
    const struct concord_fact *fact;
    const struct concord_place *place;
    const struct dossier_document *document;
    enum concord_answer agrees;
};

/* Called for each place, those of a fact together. */
typedef void (*concordance_put)(const struct dossier *d, const struct concordance_row *row,
                                void *arg);

/* Against the finest figure told so far. */
static void each_place(const struct dossier *d, const struct concord_fact *f,
                       concordance_put put, void *arg)
{
    const struct concord *c = across_concord(d->across);
    struct concord_value finest = { .places = -100 };
    bool any = false;

    for (uint32_t i = 0; i < f->nplaces; i++) {
        const struct concord_place *p = &c->place[f->place + i];
        struct concordance_row row = { f, p, &d->doc[p->input], CONCORD_UNKNOWN };
        struct concord_value v;

        if (concord_read(c, p, &v)) {
            if (any)
                row.agrees = concord_compare(&finest, &v);
            if (!any || v.places > finest.places)
                finest = v;
            any = true;
        }
        put(d, &row, arg);
    }
}

static void each_row(const struct dossier *d, concordance_put put, void *arg)
{
    const struct concord *c = across_concord(d->across);

    for (uint32_t i = 0; i < c->nfacts; i++)
        each_place(d, &c->fact[i], put, arg);
}

/* -- what the cells say -- */

struct concordance_words { const char *plain, *vi; };

static const struct concordance_words kind_words[] = {
    [KIND_ACTUAL] = { "actual", "thực hiện" }, [KIND_ESTIMATE] = { "estimate", "ước" },
    [KIND_PLAN] = { "plan", "kế hoạch" }, [KIND_TARGET] = { "target", "mục tiêu" },
};

static const struct concordance_words aspect_words[] = {
    [CONCORD_LEVEL] = { "value", "giá trị" }, [CONCORD_GROWTH] = { "growth", "tăng, giảm %" },
    [CONCORD_CHANGE] = { "change", "tăng, giảm" },
    [CONCORD_OF_PLAN] = { "share of plan", "% kế hoạch" },
};

static const struct concordance_words agrees_words[] = {
    [CONCORD_EQUAL] = { "equal", "khớp" }, [CONCORD_MEETS] = { "rounded", "khớp khi làm tròn" },
    [CONCORD_DIFFERS] = { "differs", "KHÁC" }, [CONCORD_UNKNOWN] = { "", "" },
};

static str document_words(struct job *j, const struct dossier_document *d)
{
    bool en = j->lang == LANG_EN;

    return arena_printf(j->arena, "%s%s", document_kind_name(d->kind, j->lang),
                        !d->older ? "" : en ? " (older)" : " (bản cũ)");
}

static str place_words(struct job *j, const struct concord *c, const struct concordance_row *r)
{
    struct buf b;

    buf_init(&b, j->arena);
    source_tell_place(r->document->read.src, concord_where(c, r->place).start, j->lang, &b);
    return buf_str(&b);
}

static str fact_period(struct job *j, period p)
{
    struct buf b;

    buf_init(&b, j->arena);
    period_print(&b, p);
    return buf_str(&b);
}

/* -- rows -- */

struct concordance_tsv {
    struct job *job;
    struct buf *out;
};

static void put_fact_cell(struct buf *out, str s)
{
    buf_char(out, '\t');
    buf_tsv(out, s);
}

static void put_tsv_row(const struct dossier *d, const struct concordance_row *r, void *arg)
{
    const struct concordance_tsv *t = arg;
    const struct concord *c = across_concord(d->across);
    const struct figure *f = concord_figure(c, r->place);
    char value[DEC_TEXT] = "";

    if (f->has_value)
        dec_format_plain(f->value, value);
    buf_printf(t->out, "%zu", (size_t)(r->fact - c->fact) + 1);
    put_fact_cell(t->out, r->fact->indicator);
    put_fact_cell(t->out, r->fact->known ? r->fact->known->id : (str){ NULL, 0 });
    put_fact_cell(t->out, r->fact->area);
    put_fact_cell(t->out, fact_period(t->job, r->fact->period));
    put_fact_cell(t->out, str_from(kind_words[concord_statement(c, r->place)->kind].plain));
    put_fact_cell(t->out, str_from(aspect_words[r->fact->aspect].plain));
    put_fact_cell(t->out, str_from(value));
    put_fact_cell(t->out, concord_unit_text(c, r->place));
    put_fact_cell(t->out, concord_form(t->job->arena, c, r->place));
    put_fact_cell(t->out, document_words(t->job, r->document));
    put_fact_cell(t->out, r->document->read.src->name);
    put_fact_cell(t->out, place_words(t->job, c, r));
    buf_printf(t->out, "\t%u\t%u", source_place(r->document->read.src,
                                                concord_where(c, r->place).start).line,
               r->fact->nplaces);
    put_fact_cell(t->out, str_from(agrees_words[r->agrees].plain));
    buf_char(t->out, '\n');
}

void concordance_tsv(struct buf *out, struct job *j, const struct dossier *d)
{
    struct concordance_tsv t = { j, out };

    buf_put(out, STR("fact\tindicator\tid\tarea\tperiod\tkind\taspect\tvalue\tunit\tform\tdocument"
                     "\tfile\tplace\tline\tplaces\tagrees\n"));
    each_row(d, put_tsv_row, &t);
}

/* -- the workbook -- */

static const struct sheet_column columns_vi[] = {
    { "Số liệu", 8 }, { "Chỉ tiêu", 44 }, { "Địa bàn", 18 }, { "Kỳ", 12 }, { "Loại", 11 },
    { "Là", 13 }, { "Số", 16 }, { "Đơn vị", 14 }, { "Cách viết", 26 }, { "Văn bản", 16 },
    { "Tệp", 26 }, { "Chỗ", 26 }, { "Số nơi", 8 }, { "So với nơi trước", 18 },
    { "Mã chỉ tiêu", 22 },
};

static const struct sheet_column columns_en[] = {
    { "Fact", 8 }, { "Indicator", 44 }, { "Area", 18 }, { "Period", 12 }, { "Kind", 11 },
    { "Aspect", 13 }, { "Value", 16 }, { "Unit", 14 }, { "As written", 26 }, { "Document", 16 },
    { "File", 26 }, { "Place", 26 }, { "Places", 8 }, { "Against those before", 18 },
    { "Indicator id", 22 },
};

struct concordance_book {
    struct job *job;
    struct sheet *sheet;
};

static str words_for(const struct job *j, const struct concordance_words *w)
{
    return str_from(j->lang == LANG_EN ? w->plain : w->vi);
}

static void put_sheet_row(const struct dossier *d, const struct concordance_row *r, void *arg)
{
    const struct concordance_book *b = arg;
    const struct concord *c = across_concord(d->across);
    const struct figure *f = concord_figure(c, r->place);
    struct sheet *s = b->sheet;

    sheet_row(s, r->agrees == CONCORD_DIFFERS);
    sheet_count(s, (uint64_t)(r->fact - c->fact) + 1);
    sheet_text(s, r->fact->indicator);
    sheet_text(s, r->fact->area);
    sheet_text(s, fact_period(b->job, r->fact->period));
    sheet_text(s, words_for(b->job, &kind_words[concord_statement(c, r->place)->kind]));
    sheet_text(s, words_for(b->job, &aspect_words[r->fact->aspect]));
    if (f->has_value)
        sheet_number(s, f->value);
    else
        sheet_text(s, f->text);
    sheet_text(s, concord_unit_text(c, r->place));
    sheet_text(s, concord_form(b->job->arena, c, r->place));
    sheet_text(s, document_words(b->job, r->document));
    sheet_text(s, os_base_name(r->document->read.src->name));
    sheet_text(s, place_words(b->job, c, r));
    sheet_count(s, r->fact->nplaces);
    sheet_text(s, words_for(b->job, &agrees_words[r->agrees]));
    sheet_text(s, r->fact->known ? r->fact->known->id : (str){ NULL, 0 });
}

status concordance_xlsx(struct job *j, const struct dossier *d, str *out)
{
    bool en = j->lang == LANG_EN;
    uint32_t n = sizeof columns_vi / sizeof *columns_vi;
    struct concordance_book b = { j, sheet_new(j, en ? "Concordance" : "Đối chiếu",
                                               en ? columns_en : columns_vi, n) };

    each_row(d, put_sheet_row, &b);
    return sheet_finish(b.sheet, out);
}
