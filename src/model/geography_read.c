/* geography_read.c -- lines of units and successions to a geography.
 *
 * A text has parts of two kinds, each under its own line of column names:
 *
 *   code name kind parent valid_from valid_to
 *   old new effective share act
 *
 * with tabs between; empty lines and those that begin with '#' are none. */
#include "model/geography_int.h"

#include "model/data.h"

#include <string.h>

enum {
    UNIT_COLUMNS = 6, SUCCESSION_COLUMNS = 5, NAME_MOST = 96, ACT_MOST = 160,
    UNITS_PER_CODE = 64, GEOGRAPHY_LINES = 100000
};

#define UNIT_HEAD "code\tname\tkind\tparent\tvalid_from\tvalid_to"
#define SUCCESSION_HEAD "old\tnew\teffective\tshare\tact"

enum geography_part { GEOGRAPHY_NONE, GEOGRAPHY_UNITS, GEOGRAPHY_SUCCESSIONS };

struct unit_origin {
    str file;
    uint32_t line;
};

struct geography_reader {
    struct job *job;
    struct geography *g;
    struct succession *succession;
    size_t nsuccessions;
    struct unit_origin *origin; /* by unit: the line that told it */
    str file;                   /* that is being read, and its line */
    uint32_t line;
    str last_iso;               /* days repeat: the last one that was parsed */
    epoch_day last_day;
};

/* What is wrong with the line; `what` is the text that is meant. */
static status bad_line(struct geography_reader *r, const char *vi, const char *en, str what)
{
    str shown = str_sub(what, 0, NAME_MOST);

    return job_fail(r->job, FAIL_FORMAT, "%.*s:%u: %s «%.*s»", "%.*s:%u: %s «%.*s»",
                    STRF(r->file), r->line, r->job->lang == LANG_EN ? en : vi, STRF(shown));
}

static bool is_name_text(str s, size_t most)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f)
            return false;
    return s.len <= most;
}

/* An empty text is `otherwise`. */
static bool read_unit_day(struct geography_reader *r, str iso, epoch_day otherwise, epoch_day *out)
{
    if (iso.len == 0) {
        *out = otherwise;
        return true;
    }
    if (!str_eq(iso, r->last_iso)) {
        if (!day_parse(iso, &r->last_day))
            return false;
        r->last_iso = iso;
    }
    *out = r->last_day;
    return true;
}

static bool area_kind_fits(str kind, enum area_level level)
{
    static const char *const word[3] = {
        [AREA_PROVINCE] = "tỉnh|thành phố",
        [AREA_DISTRICT] = "huyện|quận|thị xã|thành phố",
        [AREA_COMMUNE] = "xã|phường|thị trấn|đặc khu",
    };
    str rest = str_from(word[level]), one;

    while (str_split(&rest, '|', &one))
        if (str_eq(one, kind))
            return true;
    return false;
}

/* -- units -- */

static status check_unit(struct geography_reader *r, struct area *u, str from, str to)
{
    size_t slot = area_code_slot(u->code), parent = area_code_slot(u->parent);

    if (slot == AREA_CODES)
        return bad_line(r, "mã đơn vị phải có 2, 3 hoặc 5 chữ số:",
                        "the code of a unit has 2, 3 or 5 digits:", u->code);
    u->level = u->code.len == 2 ? AREA_PROVINCE : u->code.len == 3 ? AREA_DISTRICT : AREA_COMMUNE;
    if (u->name.len == 0 || !is_name_text(u->name, NAME_MOST))
        return bad_line(r, "tên đơn vị trống hoặc quá dài:", "the name is empty or too long:",
                        u->name);
    if (!area_kind_fits(u->kind, u->level))
        return bad_line(r, "loại đơn vị không hợp với mã:", "the kind does not go with the code:",
                        u->kind);
    if (u->level == AREA_PROVINCE ? u->parent.len > 0
                                  : parent >= AREA_HOLDERS || u->parent.len >= u->code.len)
        return bad_line(r, "mã đơn vị cấp trên không đúng:", "the code of the parent is wrong:",
                        u->parent);
    if (!read_unit_day(r, from, DAY_FIRST, &u->from))
        return bad_line(r, "ngày không đúng:", "no such day:", from);
    if (!read_unit_day(r, to, DAY_LAST, &u->to))
        return bad_line(r, "ngày không đúng:", "no such day:", to);
    return u->from <= u->to ? OK : bad_line(r, "ngày cuối trước ngày đầu:",
                                            "the last day is before the first:", to);
}

static void put_alias(struct geography_reader *r, const struct area *row, uint32_t area)
{
    struct geography *g = r->g;
    struct area_alias *name = &g->alias[g->naliases++];
    uint32_t *slot;

    *name = (struct area_alias){ .fold = area_key(r->job->arena, row->name), .kind = row->kind,
                                 .area = area, .from = row->from, .to = row->to };
    slot = area_name_slot(g, name->fold);
    name->next = *slot;
    *slot = (uint32_t)g->naliases;
}

/* Another name of a unit: another spelling, or one it bore until a day, whereupon it
 * got the name of its first line. */
static status put_second_name(struct geography_reader *r, const struct area *row, uint32_t area)
{
    struct geography *g = r->g;
    const struct area *u = &g->area[area];

    if (!str_eq(row->parent, u->parent) || row->to > u->to)
        return bad_line(r, "đơn vị này đã có, ở nơi khác hoặc thời gian khác:",
                        "the unit is there already, elsewhere or at another time:", u->id);
    put_alias(r, row, area);
    for (size_t i = 0; i + 1 < g->naliases && row->to < u->to; i++)
        if (g->alias[i].area == area && g->alias[i].to == u->to)
            g->alias[i].from = row->to + 1;
    return OK;
}

static status put_area_unit(struct geography_reader *r, str *field)
{
    struct geography *g = r->g;
    struct area row = { .code = field[0], .name = field[1], .kind = field[2],
                        .parent = field[3], .id = field[0] };

    status st = check_unit(r, &row, field[4], field[5]);
    if (st != OK)
        return st;
    if (field[4].len)
        row.id = arena_printf(r->job->arena, "%.*s/%.*s", STRF(field[0]), STRF(field[4]));

    uint32_t *by_id = area_id_slot(g, row.id);
    size_t slot = area_code_slot(row.code);
    if (*by_id)
        return put_second_name(r, &row, *by_id - 1);
    r->origin[g->n] = (struct unit_origin){ r->file, r->line };
    g->area[g->n] = row;
    g->next_code[g->n] = g->by_code[slot];
    put_alias(r, &row, (uint32_t)g->n);
    *by_id = g->by_code[slot] = (uint32_t)++g->n;
    return OK;
}

/* -- successions -- */

static status check_succession(struct geography_reader *r, const struct succession *s, str day_text,
                               str share)
{
    if (s->after->from != s->effective)
        return bad_line(r, "đơn vị mới không bắt đầu vào ngày",
                        "the new unit does not begin on", day_text);
    if (s->before->from >= s->effective ||
        (s->before->to != DAY_LAST && s->before->to != s->effective - 1))
        return bad_line(r, "đơn vị cũ không kết thúc ngay trước ngày",
                        "the old unit does not end the day before", day_text);
    if (!str_eq(share, STR("whole")) && !str_eq(share, STR("part")))
        return bad_line(r, "phần chuyển phải là whole hoặc part:",
                        "the share is whole or part:", share);
    for (const struct succession *t = s->before->became; t; t = t->next_became)
        if (t->after == s->after || t->whole || s->whole)
            return bad_line(r, "đơn vị cũ đã chuyển hết, hoặc dòng lặp lại:",
                            "the old unit has gone as a whole, or the line repeats:",
                            s->before->id);
    return is_name_text(s->act, ACT_MOST) ? OK
         : bad_line(r, "tên văn bản quá dài:", "the name of the act is too long:", s->act);
}

static status put_succession(struct geography_reader *r, str *field)
{
    struct geography *g = r->g;
    uint32_t before = *area_id_slot(g, field[0]), after = *area_id_slot(g, field[1]);
    struct succession *s = &r->succession[r->nsuccessions];

    if (!before || !after)
        return bad_line(r, "không có đơn vị", "there is no unit", field[before ? 1 : 0]);
    *s = (struct succession){ .before = &g->area[before - 1], .after = &g->area[after - 1],
                              .whole = str_eq(field[3], STR("whole")), .act = field[4] };
    if (field[2].len == 0 || !read_unit_day(r, field[2], DAY_FIRST, &s->effective))
        return bad_line(r, "ngày không đúng:", "no such day:", field[2]);

    status st = check_succession(r, s, field[2], field[3]);
    if (st != OK)
        return st;
    s->next_became = s->before->became;
    s->next_made_of = s->after->made_of;
    g->area[before - 1].became = s;
    g->area[after - 1].made_of = s;
    g->area[before - 1].to = s->effective - 1;
    r->nsuccessions++;
    return OK;
}

/* -- texts -- */

static size_t split_row(str line, str *field, size_t most)
{
    size_t n = 0;
    str one;

    while (n < most && str_split(&line, '\t', &one))
        field[n++] = str_trim(one);
    return line.len ? most + 1 : n;
}

static status read_geography_row(struct geography_reader *r, enum geography_part part, str line)
{
    str field[UNIT_COLUMNS] = { 0 };
    size_t want = part == GEOGRAPHY_UNITS ? UNIT_COLUMNS : SUCCESSION_COLUMNS;
    size_t n = split_row(line, field, want);

    /* The last columns may be empty, and some programs then leave their tabs out. */
    if (n > want || n < 3)
        return bad_line(r, "số cột không đúng:", "wrong number of columns:", line);
    return part == GEOGRAPHY_UNITS ? put_area_unit(r, field) : put_succession(r, field);
}

static status read_geography_text(struct geography_reader *r, const struct geography_text *text)
{
    enum geography_part part = GEOGRAPHY_NONE;
    str rest = text->text, line;
    status st = OK;

    r->file = text->name;
    r->line = 0;
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_sub(rest, 3, rest.len);
    while (st == OK && str_split(&rest, '\n', &line)) {
        r->line++;
        if (str_ends(line, STR("\r")))
            line.len--;
        if (str_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        if (str_eq(line, STR(UNIT_HEAD)))
            part = GEOGRAPHY_UNITS;
        else if (str_eq(line, STR(SUCCESSION_HEAD)))
            part = GEOGRAPHY_SUCCESSIONS;
        else if (part == GEOGRAPHY_NONE)
            st = bad_line(r, "dòng đầu phải kể tên cột:", "the first line names the columns:",
                          line);
        else
            st = read_geography_row(r, part, line);
    }
    return st;
}

/* Units of one code follow one another in time; the newest stands first. */
static status check_neighbours(struct geography_reader *r, uint32_t i)
{
    const struct geography *g = r->g;
    const struct area *u = &g->area[i];
    int others = 0;

    for (uint32_t k = g->next_code[i]; k; k = g->next_code[k - 1]) {
        const struct area *v = &g->area[k - 1];

        if (v->from <= u->to && u->from <= v->to)
            return bad_line(r, "trùng mã và thời gian với đơn vị", "shares code and time with",
                            v->id);
        if (++others == UNITS_PER_CODE)
            return bad_line(r, "quá nhiều đơn vị cùng mã", "too many units of the code", u->code);
    }
    return OK;
}

/* What can be seen only when all lines are there. A parent that no unit has, or a divided
 * unit of which all parts but one are missing, would make figures wrong without a word. */
static status check_geography(struct geography_reader *r)
{
    const struct geography *g = r->g;
    status st = OK;

    for (uint32_t i = 0; i < g->n && st == OK; i++) {
        const struct area *u = &g->area[i];

        r->file = r->origin[i].file;
        r->line = r->origin[i].line;
        if (u->parent.len && !g->by_code[area_code_slot(u->parent)])
            st = bad_line(r, "không có đơn vị cấp trên", "there is no parent", u->parent);
        else if (u->became && !u->became->whole && !u->became->next_became)
            st = bad_line(r, "mới kể một phần của đơn vị bị chia",
                          "only one part is told of the divided unit", u->id);
        else
            st = check_neighbours(r, i);
    }
    return st;
}

/* Backwards, so that each row of children has the order of the data. */
static void link_children(struct geography *g)
{
    for (size_t i = g->n; i-- > 0;) {
        uint32_t *first;

        if (g->area[i].parent.len == 0)
            continue;
        first = &g->child[area_code_slot(g->area[i].parent)];
        g->next_child[i] = *first;
        *first = (uint32_t)i + 1;
    }
}

/* The same of successions; while reading, the last one stands first. */
static void link_successions(struct geography_reader *r)
{
    for (size_t i = 0; i < r->g->n; i++)
        r->g->area[i].became = r->g->area[i].made_of = NULL;
    for (size_t i = r->nsuccessions; i-- > 0;) {
        struct succession *s = &r->succession[i];
        struct area *before = &r->g->area[s->before - r->g->area];
        struct area *after = &r->g->area[s->after - r->g->area];

        s->next_became = before->became;
        s->next_made_of = after->made_of;
        before->became = after->made_of = s;
    }
}

static size_t count_text_lines(const struct geography_text *text, size_t n)
{
    size_t lines = n;

    for (size_t i = 0; i < n; i++) {
        str rest = text[i].text;

        for (const char *p; rest.len && (p = memchr(rest.ptr, '\n', rest.len)) != NULL; lines++)
            rest = str_sub(rest, (size_t)(p - rest.ptr) + 1, rest.len);
    }
    return lines;
}

/* Room for as many units and successions as there are lines. */
static void open_geography(struct geography_reader *r, size_t lines)
{
    struct arena *a = r->job->arena;
    struct geography *g = arena_new(a, struct geography);
    size_t slots = 8;

    while (slots < 2 * lines)
        slots *= 2;
    g->area = arena_array_raw(a, struct area, lines + 1);
    g->alias = arena_array_raw(a, struct area_alias, lines + 1);
    g->next_code = arena_array_raw(a, uint32_t, lines + 1);
    g->next_child = arena_array(a, uint32_t, lines + 1);
    g->by_code = arena_array(a, uint32_t, AREA_CODES);
    g->child = arena_array(a, uint32_t, AREA_HOLDERS);
    g->by_id = arena_array(a, uint32_t, slots);
    g->by_name = arena_array(a, uint32_t, slots);
    g->id_mask = g->name_mask = slots - 1;
    r->origin = arena_array_raw(a, struct unit_origin, lines + 1);
    r->succession = arena_array_raw(a, struct succession, lines + 1);
    r->g = g;
}

status geography_read(struct job *j, const struct geography_text *text, size_t n,
                      const struct geography **out)
{
    struct geography_reader r = { .job = j };
    size_t lines = count_text_lines(text, n);
    status st = OK;

    if (lines > GEOGRAPHY_LINES)
        return job_fail(j, FAIL_LIMIT, "%.*s: quá nhiều dòng đơn vị hành chính (nhiều nhất %d)",
                        "%.*s: too many lines of administrative units (at most %d)",
                        STRF(text[n - 1].name), GEOGRAPHY_LINES);
    open_geography(&r, lines);
    for (size_t i = 0; i < n && st == OK; i++)
        st = read_geography_text(&r, &text[i]);
    if (st == OK)
        st = check_geography(&r);
    if (st != OK)
        return st;
    link_children(r.g);
    link_successions(&r);
    *out = r.g;
    return OK;
}

static struct geography_text shipped_text(const char *name)
{
    return (struct geography_text){ str_from(name), data_file(str_from(name)) };
}

status geography_load(struct job *j, enum geography_reach reach,
                      const struct geography_text *more, size_t n, const struct geography **out)
{
    struct geography_text *text = arena_array(j->arena, struct geography_text, n + 3);
    size_t count = 0;

    text[count++] = shipped_text("areas.tsv");
    text[count++] = shipped_text("successions.tsv");
    if (reach == GEOGRAPHY_COUNTRY)
        text[count++] = shipped_text("successions-communes.tsv");
    for (size_t i = 0; i < n; i++)
        text[count++] = more[i];
    return geography_read(j, text, count, out);
}
