/* db_log.c -- soat db log: the audit for people, rows and programs. */
#include "cli/cli.h"
#include "store/anchor.h"
#include "store/trace.h"

enum { LOG_PIECE = 1024, LOG_FACTS = 100000, SHORT_HASH = 12 };

/* What the first word of an action means; others stand as they are. */
static const struct {
    const char *word, *vi;
} action_word[] = {
    { "import", "nhập" },           { "demo", "nạp dữ liệu mẫu" },
    { "upgrade", "nâng cấp bảng" }, { "formula", "sửa công thức" },
    { "plan", "sửa kế hoạch" },     { "review", "duyệt" },
    { "setting", "sửa cài đặt" },   { "withdraw", "rút số liệu" },
    { "put", "ghi số liệu" },       { "area", "sửa đơn vị hành chính" },
    { "entry", "nhập tay" },        { "derive", "tính lại" },
};

static str action_shown(struct arena *a, const struct cli *c, str action)
{
    size_t end = 0;

    while (end < action.len && action.ptr[end] != ' ')
        end++;
    for (size_t i = 0; c->lang == LANG_VI && i < sizeof action_word / sizeof *action_word; i++)
        if (str_is(str_sub(action, 0, end), action_word[i].word))
            return arena_printf(a, "%s%.*s", action_word[i].vi,
                                STRF(str_sub(action, end, action.len)));
    return action;
}

struct log_filter {
    epoch_day since, until;     /* 0: all */
    int64_t limit;
};

static status read_log_filter(struct job *j, const struct options *o, struct log_filter *f)
{
    status st = cli_day(j, o->since, &f->since);

    if (st == OK)
        st = cli_day(j, o->until, &f->until);
    return st == OK ? cli_number(j, "--limit", o->limit, INT64_MAX, &f->limit) : st;
}

static bool log_wants(struct arena *a, const struct cli *c, const struct log_filter *f,
                      const struct audit_entry *e)
{
    epoch_day day = day_of_time(e->recorded_at);
    const struct options *o = &c->opt;

    return (!f->since || day >= f->since) && (!f->until || day <= f->until) &&
           (!o->author.len || str_eq(e->author, o->author)) &&
           (!o->action.len || str_find(e->action, o->action) != SIZE_MAX ||
            str_find(action_shown(a, c, e->action), o->action) != SIZE_MAX);
}

static void put_log_json(struct buf *b, struct arena *a, const struct audit_entry *e)
{
    buf_printf(b, "{\"entry\":%lld,\"time\":", (long long)e->entry);
    buf_json(b, anchor_time(a, e->recorded_at));
    buf_put(b, STR(",\"author\":"));
    buf_json(b, e->author);
    buf_put(b, STR(",\"action\":"));
    buf_json(b, e->action);
    buf_put(b, STR(",\"reason\":"));
    buf_json(b, e->reason);
    buf_printf(b, ",\"rows\":%lld,\"hash\":\"%.*s\"}\n", (long long)e->nrows, STRF(e->hash));
}

static void put_log_tsv(struct buf *b, struct arena *a, const struct audit_entry *e)
{
    str word[] = { anchor_time(a, e->recorded_at), e->author, e->action, e->reason };

    buf_printf(b, "%lld", (long long)e->entry);
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        buf_char(b, '\t');
        buf_tsv(b, word[i]);
    }
    buf_printf(b, "\t%lld\t%.*s\n", (long long)e->nrows, STRF(e->hash));
}

/* "  12  2025-07-01 08:30:00  an  nhập bao-cao.md (lý do: ...); 57 dòng  3f2a91c0b7d2" */
static void put_log_text(struct buf *b, struct arena *a, const struct cli *c,
                         const struct audit_entry *e)
{
    str when = anchor_time(a, e->recorded_at);

    buf_printf(b, "%6lld  %.*s %.*s  ", (long long)e->entry, STRF(str_sub(when, 0, 10)),
               STRF(str_sub(when, 11, 19)));
    buf_tsv(b, e->author);
    buf_put(b, STR("  "));
    buf_tsv(b, action_shown(a, c, e->action));
    if (e->reason.len) {
        buf_put(b, str_from(cli_say(c, " (lý do: ", " (reason: ")));
        buf_tsv(b, e->reason);
        buf_char(b, ')');
    }
    buf_printf(b, cli_say(c, "; %lld dòng  %.*s\n", "; %lld rows  %.*s\n"), (long long)e->nrows,
               STRF(str_sub(e->hash, 0, SHORT_HASH)));
}

static void put_log_entry(struct buf *b, struct arena *a, const struct cli *c,
                          const struct audit_entry *e)
{
    if (c->opt.format == FORMAT_JSON)
        put_log_json(b, a, e);
    else if (c->opt.format == FORMAT_TSV)
        put_log_tsv(b, a, e);
    else
        put_log_text(b, a, c, e);
}

/* The newest first, some at a time, so that the last of millions are told at once. */
static status print_log(struct job *j, struct cli *c, struct store *s)
{
    struct log_filter f;
    struct anchor_verdict all;
    struct audit_log piece;
    struct buf b;
    int64_t told = 0;

    status st = read_log_filter(j, &c->opt, &f);
    if (st == OK)
        st = anchors_hold(s, j, &(struct anchors){ NULL, 0 }, &all);
    if (st == OK && c->opt.format == FORMAT_TSV)
        cli_print(c, STR("entry\ttime\tauthor\taction\treason\trows\thash\n"));
    buf_init(&b, j->arena);
    for (int64_t last = st == OK ? all.last : 0; last > 0 && told < f.limit && st == OK;
         last -= LOG_PIECE) {
        st = store_audit(s, j, last > LOG_PIECE ? last - LOG_PIECE + 1 : 1, last, &piece);
        b.len = 0;
        for (size_t i = st == OK ? piece.count : 0; i-- > 0 && told < f.limit;)
            if (log_wants(j->arena, c, &f, &piece.list[i])) {
                put_log_entry(&b, j->arena, c, &piece.list[i]);
                told++;
            }
        cli_print(c, buf_str(&b));
    }
    return st;
}

/* -- one entry -- */

static void put_traced_value(struct buf *b, const struct fact *f)
{
    char text[DEC_TEXT];

    if (f->state != FACT_NUMBER) {
        buf_put(b, fact_state_word(f->state));
        return;
    }
    dec_format_plain(f->value, text);
    buf_put(b, str_from(text));
    if (f->is_range) {
        dec_format_plain(f->upper, text);
        buf_printf(b, "..%s", text);
    }
}

enum { TRACE_CELLS = 11 };

static const char *const trace_column[TRACE_CELLS] = {
    "what", "id", "area", "period", "kind", "source", "breakdown", "revision", "before", "now",
    "unit",
};

static str value_shown(struct arena *a, const struct fact *f)
{
    struct buf b;

    buf_init(&b, a);
    put_traced_value(&b, f);
    return buf_str(&b);
}

static void fact_cells(struct arena *a, const struct traced_fact *t, str *cell)
{
    const struct fact *f = &t->now;
    struct buf when;

    buf_init(&when, a);
    period_print(&when, f->when);
    str all[TRACE_CELLS] = {
        STR("fact"), f->indicator, f->area, buf_str(&when), fact_kind_word(f->kind), f->source,
        f->breakdown, arena_printf(a, "%lld", (long long)f->revision),
        t->is_new ? (str){ NULL, 0 } : value_shown(a, &t->before), value_shown(a, f), f->unit,
    };
    memcpy(cell, all, sizeof all);
}

static void document_cells(struct arena *a, const struct document *d, str *cell)
{
    str all[TRACE_CELLS] = { STR("document"), arena_printf(a, "%lld", (long long)d->id) };

    all[5] = d->source;
    all[9] = d->title.len ? d->title : d->name;
    memcpy(cell, all, sizeof all);
}

static void record_cells(struct arena *a, const struct traced_record *r, str *cell)
{
    str all[TRACE_CELLS] = { r->now.type, r->now.id };

    all[7] = arena_printf(a, "%lld", (long long)r->now.revision);
    all[8] = r->before;
    all[9] = r->now.body;
    memcpy(cell, all, sizeof all);
}

/* Columns that are empty are left out of a line for people. */
static void put_cells(struct buf *b, const struct cli *c, const str *cell)
{
    bool json = c->opt.format == FORMAT_JSON, tsv = c->opt.format == FORMAT_TSV;
    bool any = false;

    if (!json && !tsv)
        buf_put(b, STR("  "));
    for (int i = 0; i < TRACE_CELLS; i++) {
        if (!tsv && !cell[i].len)
            continue;
        if (json)
            buf_printf(b, "%s\"%s\":", any ? "," : "{", trace_column[i]);
        else if (any || (tsv && i))
            buf_put(b, tsv ? STR("\t") : i == 9 && cell[8].len ? STR(" → ") : STR(" · "));
        if (json)
            buf_json(b, cell[i]);
        else
            buf_tsv(b, cell[i]);
        any = true;
    }
    buf_put(b, json ? STR("}\n") : STR("\n"));
}

static void put_trace(struct buf *b, struct job *j, const struct cli *c, const struct trace *t)
{
    str cell[TRACE_CELLS];

    for (size_t i = 0; i < t->ndocuments; i++) {
        document_cells(j->arena, &t->document[i], cell);
        put_cells(b, c, cell);
    }
    for (size_t i = 0; i < t->nrecords; i++) {
        record_cells(j->arena, &t->record[i], cell);
        put_cells(b, c, cell);
    }
    for (size_t i = 0; i < t->nfacts; i++) {
        fact_cells(j->arena, &t->fact[i], cell);
        put_cells(b, c, cell);
    }
    if (c->opt.format == FORMAT_TEXT)
        buf_printf(b, cli_say(c, "  %lld số liệu, %lld chỗ trích, %lld tên mới\n",
                              "  %lld facts, %lld places that quote, %lld new names\n"),
                   (long long)t->facts, (long long)t->mentions, (long long)t->names);
}

static status print_entry(struct job *j, struct cli *c, struct store *s)
{
    struct audit_log log = { NULL, 0 };
    struct trace t;
    struct buf b;
    int64_t entry;

    status st = cli_number(j, "--entry", c->opt.entry, 0, &entry);
    if (st == OK)
        st = store_audit(s, j, entry, entry, &log);
    if (st == OK && !log.count)
        st = job_fail(j, FAIL_USAGE, "nhật ký không có mục %lld", "the log has no entry %lld",
                      (long long)entry);
    if (st == OK)
        st = store_trace(s, j, entry, LOG_FACTS, &t);
    if (st != OK)
        return st;
    buf_init(&b, j->arena);
    for (int i = 0; c->opt.format == FORMAT_TSV && i < TRACE_CELLS; i++)
        buf_printf(&b, "%s%c", trace_column[i], i + 1 < TRACE_CELLS ? '\t' : '\n');
    if (c->opt.format == FORMAT_TEXT)
        put_log_text(&b, j->arena, c, &log.list[0]);
    put_trace(&b, j, c, &t);
    cli_print(c, buf_str(&b));
    return OK;
}

status db_log(struct job *j, struct cli *c)
{
    struct store *s;
    status st = cli_open_store(j, c, STORE_READ, &s);

    if (st != OK)
        return st;
    return c->opt.entry.len ? print_entry(j, c, s) : print_log(j, c, s);
}
