/* row.c -- rows of facts from the database, and facts from rows. */
#include "store/row.h"

#include "num/period.h"

int year_of_packed(int64_t packed)
{
    return period_unpack(packed).year;
}

enum { FIGURE_COLUMNS = 10, ROW_COLUMNS = 13 };

static struct fact_row row_of_ints(const int64_t v[ROW_COLUMNS])
{
    return (struct fact_row){
        .series = (uint32_t)v[0], .period = v[1], .revision = (int32_t)v[2],
        .state = (uint8_t)v[3], .coef = v[4], .scale = (int8_t)v[5], .unit = (uint32_t)v[6],
        .status = (uint8_t)v[7], .published = (int32_t)v[8], .entry = v[9],
        .hedge = (uint32_t)v[10], .name = (uint32_t)v[11], .document = (int32_t)v[12],
    };
}

void fact_row_read(struct store *s, struct stmt *st, struct fact_row *r)
{
    int64_t v[ROW_COLUMNS];

    s->class->ints(st, v, ROW_COLUMNS);
    *r = row_of_ints(v);
}

void figure_row_read(struct store *s, struct stmt *st, struct fact_row *r)
{
    int64_t v[ROW_COLUMNS] = { 0 };

    s->class->ints(st, v, FIGURE_COLUMNS);
    *r = row_of_ints(v);
}

void note_row_read(struct store *s, struct stmt *st, struct arena *a, struct note_row *r)
{
    const struct store_class *db = s->class;

    r->series = (uint32_t)db->int_at(st, 0);
    r->period = db->int_at(st, 1);
    r->revision = (int32_t)db->int_at(st, 2);
    r->is_range = !db->null_at(st, 3);
    r->upper = (dec){ db->int_at(st, 3), (int8_t)db->int_at(st, 4) };
    r->note = arena_str(a, db->str_at(st, 5));
    r->reason = arena_str(a, db->str_at(st, 6));
}

void bind_years(struct store *s, struct stmt *st, int first, int last)
{
    for (int i = 0; i < SPAN_YEARS; i++)
        s->class->bind_int(st, 2 + i, i == 0 || first + i <= last ? first + i : first);
}

status rows_read(struct store *s, struct job *j, const struct row_range *place,
                  struct fact_rows *rows)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_RUN);

    db->bind_int(st, 1, s->tenant);
    db->bind_int(st, 2, place->year);
    db->bind_int(st, 3, place->first);
    db->bind_int(st, 4, place->last);
    db->bind_int(st, 5, place->from);
    db->bind_int(st, 6, place->to);
    while (db->step(st))
        fact_row_read(s, st, arena_push(j->arena, rows->row, rows->count, rows->cap));
    return db->finish(st, j);
}

status notes_read(struct store *s, struct job *j, const struct row_range *place,
                  struct note_rows *notes)
{
    const struct store_class *db = s->class;
    struct stmt *st = db->query(s, Q_NOTES);

    db->bind_int(st, 1, s->tenant);
    bind_years(s, st, place->year, place->last_year);
    db->bind_int(st, 9, place->from);
    db->bind_int(st, 10, place->to);
    db->bind_int(st, 11, place->first);
    db->bind_int(st, 12, place->last);
    while (db->step(st))
        note_row_read(s, st, j->arena, arena_push(j->arena, notes->row, notes->count, notes->cap));
    return db->finish(st, j);
}

/* By series, period, revision. */
static int compare_note(const struct note_row *n, const struct fact_row *r)
{
    if (n->series != r->series)
        return n->series < r->series ? -1 : 1;
    if (n->period != r->period)
        return n->period < r->period ? -1 : 1;
    return (n->revision > r->revision) - (n->revision < r->revision);
}

const struct note_row *note_find(const struct note_rows *notes, const struct fact_row *r)
{
    size_t low = 0, high = notes->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (compare_note(&notes->row[mid], r) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < notes->count && compare_note(&notes->row[low], r) == 0 ? &notes->row[low] : NULL;
}

void fact_say(struct store *s, struct job *j, const struct fact_row *r,
              const struct note_row *note, struct fact *f)
{
    f->when = period_unpack(r->period);
    f->state = (enum fact_state)r->state;
    f->value = (dec){ r->coef, r->scale };
    f->unit = term_text(s, j, r->unit);
    f->hedge = term_text(s, j, r->hedge);
    f->status = (enum fact_status)r->status;
    f->name = term_text(s, j, r->name);
    f->published = r->published;
    f->document = r->document;
    f->revision = r->revision;
    f->entry = r->entry;
    f->is_range = note && note->is_range;
    f->upper = note ? note->upper : (dec){ 0, 0 };
    f->note = note ? note->note : (str){ NULL, 0 };
    f->reason = note ? note->reason : (str){ NULL, 0 };
}

status fact_from_row(struct store *s, struct job *j, const struct fact_row *r,
                     const struct note_row *note, struct fact *f)
{
    const struct series_key *key = series_at(s, j, r->series);

    if (!key)
        return j->failed != OK ? j->failed
                               : job_fail(j, FAIL_DATABASE,
                                          "sổ hỏng: số liệu không thuộc dãy nào%s",
                                          "the ledger is damaged: a fact of no series%s", "");
    *f = (struct fact){
        .indicator = term_text(s, j, key->indicator),
        .area = term_text(s, j, key->area),
        .kind = (enum fact_kind)key->kind,
        .book = term_text(s, j, key->book),
        .source = term_text(s, j, key->source),
        .breakdown = term_text(s, j, key->breakdown),
    };
    fact_say(s, j, r, note, f);
    return j->failed;
}
