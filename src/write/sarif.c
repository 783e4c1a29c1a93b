/* sarif.c -- findings as SARIF 2.1.0. */
#include "write/sarif.h"

#include <stdio.h>

#include "base/utf8.h"
#include "version.h"
#include "write/code_page.h"

static void put_key(struct buf *out, const char *name, str value)
{
    buf_printf(out, "\"%s\":", name);
    buf_json(out, value);
}

static void put_text_object(struct buf *out, const char *name, str text)
{
    buf_printf(out, "\"%s\":{", name);
    put_key(out, "text", text);
    buf_char(out, '}');
}

/* -- the catalogue -- */

/* "SUM_MISMATCH" -> "SumMismatch" */
static str pascal_name(struct arena *a, const char *name)
{
    struct buf b;
    bool first = true;

    buf_init(&b, a);
    for (const char *p = name; *p; p++) {
        if (*p != '_')
            buf_char(&b, first || *p < 'A' || *p > 'Z' ? *p : (char)(*p - 'A' + 'a'));
        first = *p == '_';
    }
    return buf_str(&b);
}

/* `[X](...)` and code marks are few in these pages: as plain text they may stay. */
static void put_meaning(struct buf *out, const char *name, str title, str prose)
{
    buf_printf(out, "\"%s\":{", name);
    put_key(out, "title", title);
    buf_char(out, ',');
    put_key(out, "text", prose);
    buf_char(out, '}');
}

static void put_descriptor(struct buf *out, const struct diag_entry *e, enum lang lang)
{
    struct code_page own = { .title = str_from(lang == LANG_EN ? e->en : e->vi) }, vi, en;
    str number = arena_printf(out->arena, "%d", (int)e->code);
    struct buf page;
    bool told = code_page_find(number, lang, &own);

    buf_char(out, '{');
    put_key(out, "id", number);
    buf_char(out, ',');
    put_key(out, "name", pascal_name(out->arena, e->name));
    buf_char(out, ',');
    put_text_object(out, "shortDescription", own.title);
    if (told) {
        buf_init(&page, out->arena);
        code_page_put(&page, number, &own, lang);
        buf_char(out, ',');
        put_text_object(out, "fullDescription", own.prose);
        buf_char(out, ',');
        put_text_object(out, "help", buf_str(&page));
    }
    buf_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"},"
               "\"properties\":{\"tags\":[\"%s\"]", diag_severity_name(e->severity),
               e->kind);
    if (told && code_page_find(number, LANG_VI, &vi) && code_page_find(number, LANG_EN, &en)) {
        buf_char(out, ',');
        put_meaning(out, "vi", vi.title, vi.prose);
        buf_char(out, ',');
        put_meaning(out, "en", en.title, en.prose);
    }
    buf_put(out, STR("}}"));
}

void sarif_put_head(struct buf *out, enum lang lang)
{
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n);

    buf_put(out, STR("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
                     "schemas/sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
                     "\"tool\":{\"driver\":{\"name\":\"Soát\",\"fullName\":\"Soát "
                     SOAT_VERSION " (" SOAT_COMMIT ")\",\"version\":\"" SOAT_VERSION "\","
                     "\"semanticVersion\":\"" SOAT_VERSION "\",\"rules\":[\n"));
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_put(out, STR(",\n"));
        put_descriptor(out, &all[i], lang);
    }
    buf_printf(out, "]}},\"language\":\"%s\",\"columnKind\":\"utf16CodeUnits\",\"results\":[",
               lang == LANG_EN ? "en" : "vi");
}

/* -- places -- */

/* Where the characters stand that are two code units. */
struct unit_counter {
    const struct source *src;
    uint32_t *wide;
    size_t n, cap;
};

static struct unit_counter find_wide(struct arena *a, const struct source *src)
{
    struct unit_counter u = { .src = src };

    for (size_t i = 0; i < src->text.len; i++)
        if ((unsigned char)src->text.ptr[i] >= 0xF0)
            *arena_push(a, u.wide, u.n, u.cap) = (uint32_t)i;
    return u;
}

/* Code units before the offset. */
static uint32_t units_before(const struct unit_counter *u, uint32_t offset)
{
    size_t lo = 0, hi = u->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (u->wide[mid] < offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    return source_chars(u->src, offset) + (uint32_t)lo;
}

/* A path as a reference: what is no plain letter of addresses is escaped. */
static void put_uri(struct buf *out, str path)
{
    static const char plain[] = "-._~/";

    buf_put(out, STR("\"uri\":\""));
    if (path.len && path.ptr[0] == '/')
        buf_put(out, STR("file://"));
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (letter || (c && strchr(plain, c)))
            buf_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
    buf_char(out, '"');
}

static void put_artifact_location(struct buf *out, str path)
{
    buf_put(out, STR("\"artifactLocation\":{"));
    put_uri(out, path);
    buf_char(out, '}');
}

static void put_region(struct buf *out, const struct unit_counter *u, span where)
{
    const struct source *src = u->src;
    uint32_t from = source_place(src, where.start).line, to = source_place(src, where.end).line;
    uint32_t at = units_before(u, where.start), end = units_before(u, where.end);

    buf_printf(out, "\"region\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,"
               "\"endColumn\":%u,\"charOffset\":%u,\"charLength\":%u", (unsigned)from,
               (unsigned)(at - units_before(u, src->line[from - 1]) + 1), (unsigned)to,
               (unsigned)(end - units_before(u, src->line[to - 1]) + 1), (unsigned)at,
               (unsigned)(end - at));
    if (where.end > where.start) {
        buf_char(out, ',');
        put_text_object(out, "snippet", source_text(src, where));
    }
    buf_char(out, '}');
}

/* The inside of a location: of a file that is no text the place by name. */
static void put_location(struct buf *out, const struct unit_counter *u, span where,
                         enum lang lang)
{
    const struct source *src = u->src;
    struct buf told;

    buf_put(out, STR("\"physicalLocation\":{"));
    put_artifact_location(out, src->name);
    if (!src->tell) {
        buf_char(out, ',');
        put_region(out, u, where);
        buf_char(out, '}');
        return;
    }
    buf_init(&told, out->arena);
    source_tell_place(src, where.start, lang, &told);
    buf_put(out, STR("},\"logicalLocations\":[{"));
    put_key(out, "fullyQualifiedName", buf_str(&told));
    buf_put(out, STR("}]"));
}

/* -- results -- */

/* What was found and how, in one line of text. */
static str result_text(const struct diags *ds, const struct diag *d)
{
    struct buf b;

    buf_init(&b, ds->arena);
    buf_put(&b, diag_message(ds, d));
    for (size_t i = 0; i < d->nnotes; i++) {
        buf_put(&b, STR("; "));
        if (d->note[i].is_hint)
            buf_put(&b, ds->lang == LANG_EN ? STR("hint: ") : STR("gợi ý: "));
        buf_put(&b, diag_note_message(ds, &d->note[i]));
    }
    return buf_str(&b);
}

static void put_related(struct buf *out, const struct diags *ds, const struct unit_counter *own,
                        const struct diag *d)
{
    const char *before = ",\"relatedLocations\":[{";
    unsigned id = 0;

    for (size_t i = 0; i < d->nnotes; i++) {
        const struct diag_note *n = &d->note[i];
        const struct source *src = note_source(ds, n);
        struct unit_counter u = *own;

        if (!n->has_where)
            continue;
        if (src != own->src)
            u = find_wide(out->arena, src);
        buf_put(out, str_from(before));
        buf_printf(out, "\"id\":%u,", ++id);
        put_location(out, &u, n->where, ds->lang);
        buf_char(out, ',');
        put_text_object(out, "message", diag_note_message(ds, n));
        before = "},{";
    }
    if (id)
        buf_put(out, STR("}]"));
}

/* Only where the figure itself is what is to be replaced, in a text. */
static void put_fix(struct buf *out, const struct diags *ds, const struct unit_counter *u,
                    const struct diag *d)
{
    bool own = !d->culprit.len || str_eq(d->culprit, d->stated);

    if (ds->src->tell || !d->repair.len || !own
        || !str_eq(source_text(ds->src, d->where), d->stated))
        return;
    buf_put(out, STR(",\"fixes\":[{"));
    put_text_object(out, "description",
                    arena_printf(out->arena, ds->lang == LANG_EN ? "write \"%.*s\""
                                                                 : "viết «%.*s»",
                                 STRF(d->repair)));
    buf_put(out, STR(",\"artifactChanges\":[{"));
    put_artifact_location(out, ds->src->name);
    buf_put(out, STR(",\"replacements\":[{\"deletedRegion\":{"));
    buf_printf(out, "\"charOffset\":%u,\"charLength\":%u},",
               (unsigned)units_before(u, d->where.start),
               (unsigned)(units_before(u, d->where.end) - units_before(u, d->where.start)));
    put_text_object(out, "insertedContent", d->repair);
    buf_put(out, STR("}]}]}]"));
}

static void put_suppressions(struct buf *out, const struct diag_acceptance *a)
{
    buf_put(out, STR(",\"suppressions\":["));
    if (a) {
        buf_put(out, STR("{\"kind\":\"external\",\"status\":\"accepted\","));
        put_key(out, "justification", a->reason);
        buf_put(out, STR(",\"properties\":{"));
        put_key(out, "who", a->who);
        buf_char(out, ',');
        put_key(out, "when", a->when);
        buf_put(out, STR("}}"));
    }
    buf_char(out, ']');
}

static void put_result_properties(struct buf *out, const struct diag *d, const char *rule)
{
    buf_put(out, STR(",\"properties\":{"));
    put_key(out, "rule", str_from(rule));
    buf_char(out, ',');
    put_key(out, "stated", d->stated);
    buf_char(out, ',');
    put_key(out, "computed", d->computed);
    buf_char(out, ',');
    put_key(out, "repair", d->repair);
    buf_put(out, STR("}}"));
}

static void put_result(struct buf *out, const struct diags *ds, const struct unit_counter *u,
                       const struct diag *d, const char *rule)
{
    size_t n;
    const struct diag_entry *all = diag_catalogue(&n), *entry = diag_find(d->code);

    buf_printf(out, ",\n{\"ruleId\":\"%d\",\"ruleIndex\":%zu,\"level\":\"%s\",", (int)d->code,
               entry ? (size_t)(entry - all) : 0, diag_severity_name(d->severity));
    put_text_object(out, "message", result_text(ds, d));
    buf_put(out, STR(",\"locations\":[{"));
    put_location(out, u, d->where, ds->lang);
    buf_put(out, STR("}]"));
    put_related(out, ds, u, d);
    if (d->fingerprint.len)
        buf_printf(out, ",\"partialFingerprints\":{\"soatSentence/v1\":\"%.*s\"}",
                   STRF(d->fingerprint));
    put_fix(out, ds, u, d);
    put_suppressions(out, d->acceptance);
    put_result_properties(out, d, rule);
}

void sarif_put_results(struct buf *out, const struct diags *ds, const char *const *rule_name)
{
    struct unit_counter u = find_wide(out->arena, ds->src);

    for (size_t i = 0; i < ds->count; i++)
        put_result(out, ds, &u, ds->item[i], rule_name[ds->item[i]->rule]);
    for (size_t i = 0; i < ds->naccepted; i++)
        put_result(out, ds, &u, ds->accepted[i], rule_name[ds->accepted[i]->rule]);
}

/* -- behind the results -- */

static void put_artifact_coverage(struct buf *out, const struct diag_coverage *c)
{
    buf_printf(out, ",\"properties\":{\"numbers\":%u,\"understood\":%u,\"figures\":%u,"
               "\"checked\":%u,\"notChecked\":%u,\"checkedByRule\":{", (unsigned)c->seen,
               (unsigned)c->understood, (unsigned)c->figures, (unsigned)c->checked,
               (unsigned)(c->figures - c->checked));
    for (uint32_t i = 0; i < c->nrules; i++)
        buf_printf(out, "%s\"%s\":%u", i ? "," : "", c->rule[i].name,
                   (unsigned)c->rule[i].figures);
    buf_put(out, STR("}}"));
}

void sarif_put_artifact(struct buf *out, const struct diags *ds)
{
    buf_put(out, STR(",\n{\"location\":{"));
    put_uri(out, ds->src->name);
    buf_put(out, STR("},\"roles\":[\"analysisTarget\"]"));
    if (ds->coverage)
        put_artifact_coverage(out, ds->coverage);
    buf_char(out, '}');
}

void sarif_put_failure(struct buf *out, str message)
{
    buf_put(out, STR(",\n{\"level\":\"error\","));
    put_text_object(out, "message", message);
    buf_char(out, '}');
}

void sarif_put_foot(struct buf *out, str artifacts, str failures)
{
    buf_put(out, STR("],\"artifacts\":["));
    buf_put(out, str_sub(artifacts, 1, artifacts.len));
    buf_printf(out, "],\"invocations\":[{\"executionSuccessful\":%s,"
               "\"toolExecutionNotifications\":[", failures.len ? "false" : "true");
    buf_put(out, str_sub(failures, 1, failures.len));
    buf_put(out, STR("]}]}]}\n"));
}
