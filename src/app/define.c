/* define.c -- definitions of an office, each checked by who will read it. */
#include "app/define.h"

#include "analyse/plan.h"
#include "app/derive.h"
#include "app/places.h"
#include "base/utf8.h"
#include "model/release.h"

const char define_types[] = "plan-book, formula, release, units, mapping, setting";

enum {
    FACTS_DERIVED_AT_ONCE = 20000,
    ID_MOST = 200,              /* bytes */
    UNITS_MOST = 8 << 20        /* of lines of units; others: RECORD_MOST */
};

struct defining {
    struct store *store;
    struct job *job;
    const struct indicators *catalogue;
    const struct define_request *asked;
    str body;                   /* as it is kept */
    struct define_result *out;
};

/* "tệp.txt, dòng 3: vì sao"; line 0: the whole. */
static status refuse_definition(const struct defining *d, uint32_t line, str vi, str en)
{
    str name = d->asked->name;
    const char *between = line ? arena_printf(d->job->arena, d->job->lang == LANG_EN ? ", line %u"
                                                                                     : ", dòng %u",
                                              line).ptr : "";

    return job_fail(d->job, FAIL_FORMAT, "%.*s%s: %.*s", "%.*s%s: %.*s", STRF(name), between,
                    STRF(d->job->lang == LANG_EN ? en : vi));
}

static status refuse_definition_of(const struct defining *d, const struct record_problem *p)
{
    return refuse_definition(d, p->line, p->vi, p->en);
}

static status refuse_other_id(const struct defining *d, str id)
{
    struct arena *a = d->job->arena;

    return refuse_definition(
        d, 0, arena_printf(a, "mã ghi trong tệp là «%.*s», không phải «%.*s»", STRF(id),
                           STRF(d->asked->id)),
        arena_printf(a, "the id in the file is '%.*s', not '%.*s'", STRF(id), STRF(d->asked->id)));
}

static status keep_definition(const struct defining *d)
{
    return store_put_record(d->store, d->job, d->asked->type, d->asked->id, d->body);
}

/* UTF-8 without control characters; lines and tabs only where `lines`. */
static bool is_plain_text(str s, bool lines)
{
    uint32_t cp;

    for (size_t i = 0; i < s.len;) {
        i += utf8_next(s, i, &cp);
        bool space = cp == '\n' || cp == '\r' || cp == '\t';

        if (cp == UTF8_BAD || cp == 0x7f || (cp < ' ' && !(lines && space)))
            return false;
    }
    return true;
}

static status check_definition(const struct defining *d)
{
    const struct define_request *r = d->asked;
    bool one_line = str_is(r->type, "mapping") || str_is(r->type, "setting");
    size_t most = str_is(r->type, "units") ? UNITS_MOST : RECORD_MOST;

    if (!r->id.len || r->id.len > ID_MOST || !is_plain_text(r->id, false))
        return job_fail(d->job, FAIL_USAGE, "mã phải có từ 1 đến %d byte, không ký tự lạ",
                        "an id has 1 to %d bytes and no control characters", ID_MOST);
    if (r->body.len > most)
        return refuse_definition(d, 0, STR("quá dài"), STR("too long"));
    if (!is_plain_text(r->body, !one_line))
        return refuse_definition(
            d, 0, one_line ? STR("cần đúng một dòng chữ") : STR("không phải văn bản UTF-8"),
            one_line ? STR("one line of text is needed") : STR("is no UTF-8 text"));
    return OK;
}

/* -- plan books, releases -- */

static status define_book(struct defining *d)
{
    struct record_problem problem = { 0 };
    struct plan_book book;
    str amended = STR("-");

    if (!d->body.len)
        return keep_definition(d);
    if (!plan_book_parse(d->job->arena, d->body, &book, &problem))
        return refuse_definition_of(d, &problem);
    if (!str_eq(book.id, d->asked->id))
        return refuse_other_id(d, book.id);
    status st = book.amends.len
                    ? store_record(d->store, d->job, STR("plan-book"), book.amends, &amended)
                    : OK;
    if (st == OK && !amended.len)
        return refuse_definition(d, 0, arena_printf(d->job->arena, "chưa có kế hoạch «%.*s» mà "
                                                    "tệp này sửa", STRF(book.amends)),
                                 arena_printf(d->job->arena,
                                              "there is no plan book '%.*s' to amend",
                                              STRF(book.amends)));
    return st == OK ? keep_definition(d) : st;
}

static status define_release(struct defining *d)
{
    struct record_problem problem = { 0 };
    struct release r;

    if (d->body.len && !release_parse(d->job->arena, d->body, &r, &problem))
        return refuse_definition_of(d, &problem);
    if (d->body.len && !str_eq(r.id, d->asked->id))
        return refuse_other_id(d, r.id);
    if (d->body.len && r.of == RELEASE_INDICATOR && !indicators_find(d->catalogue, r.name))
        return refuse_definition(d, 0, arena_printf(d->job->arena, "danh mục không có chỉ tiêu "
                                                    "«%.*s»", STRF(r.name)),
                                 arena_printf(d->job->arena, "the catalogue has no '%.*s'",
                                              STRF(r.name)));
    return keep_definition(d);
}

/* -- units -- */

static status define_units(struct defining *d)
{
    struct places *places;
    status st = keep_definition(d);

    /* The record's id names the text in messages. */
    return st == OK ? places_open(d->job, d->store, (str){ NULL, 0 }, &places) : st;
}

/* -- mappings, settings -- */

static status define_mapping(struct defining *d)
{
    str rest = d->body, word = { NULL, 0 };

    str_split(&rest, ' ', &word);
    bool map = str_is(word, "map") && indicators_find(d->catalogue, str_trim(rest));
    bool alone = !rest.len && (str_is(word, "accept") || str_is(word, "skip"));
    if (d->body.len && !map && !alone)
        return refuse_definition(
            d, 1, STR("cần accept, skip, hoặc map kèm mã của một chỉ tiêu trong danh mục"),
            STR("accept, skip, or map with an id of the catalogue is needed"));
    return keep_definition(d);
}

static status define_setting(struct defining *d)
{
    struct places *places;

    if (!str_is(d->asked->id, "area") && !str_is(d->asked->id, "title"))
        return refuse_definition(d, 0, STR("chỉ có area (đơn vị của sổ) và title (tên trên trang)"),
                                 STR("settings are area (the ledger's own) and title"));
    if (!str_is(d->asked->id, "area") || !d->body.len)
        return keep_definition(d);
    status st = places_open(d->job, d->store, d->body, &places);
    if (st != OK)
        return st;
    d->body = place_id(places, d->body, day_of(2025, 7, 1), day_of(2025, 6, 30));
    if (!geography_find(places_geography(places), d->body))
        return refuse_definition(d, 1, STR("không rõ là đơn vị hành chính nào; xem «soat area "
                                           "find TÊN»"),
                                 STR("no such unit; see \"soat area find NAME\""));
    return keep_definition(d);
}

/* -- formulas -- */

/* Lines "unit: ...", "decimals: ...", "formula: ..." as derive_define() takes them; a line with
 * tabs is that already. */
static status formula_body(struct defining *d)
{
    struct record_field f[] = { { .name = "unit" }, { .name = "decimals" },
                                { .name = "formula", .needed = true } };
    struct record_problem problem = { 0 };

    if (str_find(d->body, STR("\t")) != SIZE_MAX) {
        if (str_find(d->body, STR("\n")) == SIZE_MAX)
            return OK;
        return refuse_definition(d, 2, STR("công thức là một dòng"), STR("a formula is one line"));
    }
    if (!record_read(d->job->arena, d->body, f, 3, &problem))
        return refuse_definition_of(d, &problem);
    str decimals = f[1].value.len ? f[1].value : STR("2");
    d->body = arena_printf(d->job->arena, "%.*s\t%.*s\t%.*s", STRF(f[0].value), STRF(decimals),
                           STRF(f[2].value));
    return OK;
}

static bool in_formula_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '~';
}

/* The next word that may be an id; empty behind the last. */
static str next_id(str *rest)
{
    size_t from = 0, to;

    while (from < rest->len && !in_formula_id(rest->ptr[from]))
        from++;
    for (to = from; to < rest->len && in_formula_id(rest->ptr[to]);)
        to++;
    str word = str_sub(*rest, from, to);
    *rest = str_sub(*rest, to, rest->len);
    return word;
}

/* The facts of each indicator that a formula names. */
static status read_named_facts(struct defining *d, str formula, struct facts *all)
{
    str rest = formula, id;
    size_t cap = 0;
    status st = OK;

    while (st == OK && (id = next_id(&rest)).len) {
        struct fact_filter filter = { .indicator = id, .limit = FACTS_DERIVED_AT_ONCE + 1 };
        struct facts more = { NULL, 0 };

        if (indicators_find(d->catalogue, id))
            st = store_facts(d->store, d->job, &filter, &more);
        for (size_t i = 0; i < more.count && all->count <= FACTS_DERIVED_AT_ONCE; i++)
            *arena_push(d->job->arena, all->list, all->count, cap) = more.list[i];
    }
    return st;
}

/* Computes again what depends on these facts. */
static status derive_from(struct defining *d, const struct formula_set *formulas,
                          const struct facts *all)
{
    struct derivation how = { formulas, NULL };

    enum put_result *changed = arena_array(d->job->arena, enum put_result, all->count + 1);
    for (size_t i = 0; i < all->count; i++)
        changed[i] = PUT_NEW;
    status st = places_open(d->job, d->store, (str){ NULL, 0 }, &how.places);
    return st == OK ? derive_put(d->store, d->job, &how, all->list, changed, all->count,
                                 &d->out->derived)
                    : st;
}

/* What a formula gave that is no more is taken back. */
static status withdraw_derived(struct defining *d, struct facts *all)
{
    const struct fact_filter filter = { .indicator = d->asked->id, .source = STR(DERIVED_SOURCE),
                                        .limit = FACTS_DERIVED_AT_ONCE };

    status st = store_facts(d->store, d->job, &filter, all);
    for (size_t i = 0; i < all->count && st == OK; i++)
        all->list[i].state = FACT_WITHDRAWN;
    enum put_result *how = arena_array(d->job->arena, enum put_result, all->count + 1);
    return st == OK ? store_put_facts(d->store, d->job, all->list, all->count, how) : st;
}

static status derive_all(struct defining *d)
{
    struct formula_set *formulas;
    struct facts all = { NULL, 0 };
    const struct formula *f = NULL;

    status st = derive_formulas(d->job, d->store, d->catalogue, &formulas);
    if (st == OK) {
        f = formula_set_find(formulas, d->asked->id);
        st = f ? read_named_facts(d, f->text, &all) : withdraw_derived(d, &all);
    }
    if (st != OK || !all.count)
        return st;
    d->out->later = all.count > FACTS_DERIVED_AT_ONCE;
    return d->out->later ? OK : derive_from(d, formulas, &all);
}

static status define_formula(struct defining *d)
{
    status st = d->body.len ? formula_body(d) : OK;

    if (st == OK)
        st = derive_define(d->store, d->job, d->catalogue, d->asked->id, d->body);
    return st == OK ? derive_all(d) : st;
}

/* -- each type -- */

static const struct {
    const char *name;
    status (*define)(struct defining *d);
} define_type[] = {
    { "plan-book", define_book },   { "formula", define_formula },
    { "release", define_release },  { "units", define_units },
    { "mapping", define_mapping },  { "setting", define_setting },
};

enum { DEFINE_TYPES = sizeof define_type / sizeof define_type[0] };

bool define_type_known(str type)
{
    for (size_t i = 0; i < DEFINE_TYPES; i++)
        if (str_is(type, define_type[i].name))
            return true;
    return false;
}

/* The revision the record has; 0 when there is none. */
static status find_revision(const struct defining *d, int64_t *out)
{
    struct records all = { NULL, 0 };

    *out = 0;
    status st = store_records(d->store, d->job, d->asked->type, &all);
    for (size_t i = 0; i < all.count && st == OK; i++)
        if (str_eq(all.list[i].id, d->asked->id))
            *out = all.list[i].revision;
    return st;
}

static status change_definition(struct store *s, struct job *j, void *arg)
{
    struct defining *d = arg;
    int64_t before = 0;

    (void)s;
    d->body = d->asked->body;
    *d->out = (struct define_result){ .changed = false };
    status st = check_definition(d);
    if (st == OK)
        st = find_revision(d, &before);
    if (st == OK && !d->body.len && !before)
        return job_fail(j, FAIL_USAGE, "sổ không có «%.*s» loại %.*s",
                        "the ledger has no '%.*s' of type %.*s", STRF(d->asked->id),
                        STRF(d->asked->type));
    for (size_t i = 0; i < DEFINE_TYPES && st == OK; i++)
        if (str_is(d->asked->type, define_type[i].name))
            st = define_type[i].define(d);
    if (st == OK)
        st = find_revision(d, &d->out->revision);
    d->out->changed = d->out->revision != before;
    return st;
}

status app_define(struct store *s, struct job *j, const struct indicators *catalogue,
                  const struct define_request *r, struct define_result *out)
{
    struct defining d = { .store = s, .job = j, .catalogue = catalogue, .asked = r, .out = out };
    const struct store_change change = {
        .author = r->author, .reason = r->reason, .fn = change_definition, .arg = &d,
        .action = arena_printf(j->arena, "define %.*s %.*s", STRF(r->type), STRF(r->id)) };

    return store_change(s, j, &change);
}
