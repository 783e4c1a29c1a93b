/* rows.c -- tables of facts and filled forms into the ledger: what each row asks for, all of it or
 * nothing, with errors by cell. */
#include "app/rows.h"

#include <string.h>

enum { LONGEST_KEPT = 16 << 20 };       /* bytes of a table that the ledger keeps as a document */

/* An error found against the ledger, as the reader of rows tells those of cells. */
static void put_row_error(struct buf *b, const struct row_import *im, const struct import_row *row,
                          enum lang lang, const char *vi, const char *en)
{
    buf_printf(b, "%.*s:%u: %s\n", STRF(im->name), row->line, lang == LANG_EN ? en : vi);
}

/* The figure in force of the row's key; false when there is none. */
static status current_fact(struct store *s, struct job *j, const struct fact *key, bool *found,
                           struct fact *out)
{
    struct facts all;

    *found = false;
    status st = store_revisions(s, j, key, &all);
    for (size_t i = 0; i < all.count && st == OK; i++)
        if (all.list[i].published <= key->published || !key->published) {
            *out = all.list[i];
            *found = all.list[i].state != FACT_WITHDRAWN;
        }
    return st;
}

/* ROW_MERGE: what the row leaves empty stays as it is. */
static void merge_fact(const struct import_row *row, const struct fact *now, struct fact *f)
{
    uint32_t given = row->given;

    if (!(given & 1u << FACTS_VALUE) && !(given & 1u << FACTS_STATE)) {
        f->state = now->state;
        f->value = now->value;
        f->is_range = now->is_range;
        f->upper = now->upper;
    }
    if (!(given & 1u << FACTS_UNIT))
        f->unit = now->unit;
    if (!(given & 1u << FACTS_HEDGE))
        f->hedge = now->hedge;
    if (!(given & 1u << FACTS_STATUS))
        f->status = now->status;
    if (!(given & 1u << FACTS_NAME))
        f->name = now->name;
    if (!(given & 1u << FACTS_NOTE))
        f->note = now->note;
    if (!(given & 1u << FACTS_REASON))
        f->reason = now->reason;
}

/* What is to be put for a row; *skip for one that asks for nothing. Complaints go to errors. */
static status obey_action(struct store *s, struct job *j, const struct row_import *im,
                          const struct import_row *row, struct fact *f, bool *skip,
                          struct buf *errors)
{
    struct fact now;
    bool found;

    *skip = row->action == ROW_INFORMATION;
    if (row->action == ROW_REPLACE || *skip)
        return OK;
    status st = current_fact(s, j, f, &found, &now);
    if (st != OK)
        return st;
    if (row->action == ROW_APPEND && found)
        put_row_error(errors, im, row, j->lang, "đã có số này rồi; muốn sửa thì ghi replace",
                      "the figure is there already; to correct it write replace");
    else if (row->action == ROW_DELETE && !found)
        put_row_error(errors, im, row, j->lang, "không có số nào để rút",
                      "there is no figure to withdraw");
    else if (row->action == ROW_DELETE) {
        str reason = f->reason;

        *f = now;
        f->state = FACT_WITHDRAWN;
        f->is_range = false;
        f->published = im->published;
        f->reason = reason;
    } else if (row->action == ROW_MERGE && found) {
        merge_fact(row, &now, f);
    }
    return OK;
}

struct asked_rows {
    struct fact *fact;
    const struct import_row **row;
    size_t n;
};

static status ask_rows(struct store *s, struct job *j, const struct row_import *im,
                       int64_t document, struct asked_rows *out, struct buf *errors)
{
    out->fact = arena_array(j->arena, struct fact, im->rows->n + 1);
    out->row = arena_array(j->arena, const struct import_row *, im->rows->n + 1);
    out->n = 0;
    for (size_t i = 0; i < im->rows->n; i++) {
        const struct import_row *row = &im->rows->row[i];
        struct fact *f = &out->fact[out->n];
        bool skip;

        *f = row->fact;
        f->document = document;
        if (!f->published)
            f->published = im->published;
        f->area = place_id(im->derivation->places, f->area, period_last_day(f->when), 0);
        status st = obey_action(s, j, im, row, f, &skip, errors);
        if (st != OK)
            return st;
        out->row[out->n] = row;
        out->n += !skip;
    }
    return OK;
}

/* Where each figure stands: row, column, and the line's own text as its sentence. */
static status mention_rows(struct store *s, struct job *j, const struct row_import *im,
                           int64_t document, const struct asked_rows *asked)
{
    status st = OK;

    for (size_t i = 0; i < asked->n && st == OK; i++) {
        const struct import_row *row = asked->row[i];
        struct fact *f = &asked->fact[i];
        struct fact_mention m = {
            .document = document, .ordinal = (int64_t)i + 1, .fact = f, .line = row->line,
            .col = row->value_col, .sentence = f->name.len ? f->name : f->indicator,
            .has_value = f->state == FACT_NUMBER, .value = f->value };

        if (row->sheet.len)
            m.place = arena_printf(j->arena, "%.*s!%c%u", STRF(row->sheet),
                                   row->value_col <= 26 ? (char)('A' + row->value_col - 1) : '?',
                                   row->line);
        st = store_put_mention(s, j, &m);
    }
    (void)im;
    return st;
}

/* The file itself, where it is text of a size to be kept: a figure leads back to its row. A
 * workbook is kept by its hash alone. */
static status put_row_document(struct store *s, struct job *j, const struct row_import *im,
                               struct document *doc, bool *known)
{
    bool text = !memchr(im->bytes.ptr, 0, im->bytes.len) && im->bytes.len <= LONGEST_KEPT;

    *doc = (struct document){
        .name = im->name, .title = im->name, .kind = im->rows->form ? STR("form") : STR("table"),
        .source = im->rows->n ? im->rows->row[0].fact.source : (str){ NULL, 0 },
        .published = im->published,
        .text = text ? im->bytes
                     : arena_printf(j->arena, "%.*s, %zu bytes, %016llx\n", STRF(im->name),
                                    im->bytes.len, (unsigned long long)str_hash(im->bytes)),
        .statements = (int64_t)im->rows->n };
    return store_put_document(s, j, doc, known);
}

status import_rows_put(struct store *s, struct job *j, const struct row_import *im,
                struct import_result *out)
{
    struct asked_rows asked;
    struct document doc;
    struct buf errors;
    bool known;

    buf_init(&errors, j->arena);
    status st = put_row_document(s, j, im, &doc, &known);
    if (st == OK)
        st = ask_rows(s, j, im, doc.id, &asked, &errors);
    if (st != OK)
        return st;
    if (errors.len) {
        out->cell_errors = buf_str(&errors);
        return job_fail(j, FAIL_FORMAT, "«%s»: có dòng không thực hiện được, không nhập gì",
                        "\"%s\": some rows cannot be done, nothing was taken",
                        arena_str(j->arena, im->name).ptr);
    }

    enum put_result *how = arena_array(j->arena, enum put_result, asked.n + 1);
    st = store_put_facts(s, j, asked.fact, asked.n, how);
    if (st != OK)
        return st;
    count_puts(how, asked.n, out);
    out->document = doc.id;
    out->known = known && out->added == 0 && out->revised == 0;
    if (!known)
        st = mention_rows(s, j, im, doc.id, &asked);
    if (st == OK)
        st = find_corrected(s, j, asked.fact, how, asked.n, &out->corrected);
    return st == OK ? derive_put(s, j, im->derivation, asked.fact, how, asked.n, &out->derived)
                    : st;
}
