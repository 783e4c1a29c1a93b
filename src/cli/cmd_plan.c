/* cmd_plan.c -- soat plan: do the parts of plans add up; which book answers. */
#include "app/plans.h"
#include "base/os.h"
#include "cli/cli.h"

enum plan_column {
    PC_BOOK, PC_BY, PC_STATE, PC_INDICATOR, PC_NAME, PC_PERIOD, PC_WHOLE, PC_UNIT, PC_PARTS,
    PC_SUM, PC_DIFFERENCE, PC_MISSING, PC_COUNT
};

static const char *const plan_column_name[PC_COUNT] = {
    "book", "by", "state", "indicator", "name", "period", "whole", "unit", "parts", "sum",
    "difference", "missing",
};

static const char *const part_word[] = { "agency", "area", "quarter" };

static const struct {
    const char *word, *vi, *en;
} account_words[] = {
    [PLAN_SUM_HOLDS] = { "holds", "KHỚP", "HOLDS" },
    [PLAN_SUM_DIFFERS] = { "differs", "LỆCH", "DIFFERS" },
    [PLAN_SUM_MISSING] = { "missing", "THIẾU PHẦN", "PARTS MISSING" },
    [PLAN_SUM_NONE] = { "none", "không có phần nào", "no part" },
    [PLAN_SUM_NO_WHOLE] = { "no-whole", "kế hoạch chung không có chỉ tiêu này",
                            "the plan does not have it" },
    [PLAN_SUM_NOT_ADDED] = { "not-added", "không cộng: tỷ lệ, chỉ số, thứ hạng, hoặc số cuối kỳ",
                             "not added: a rate, an index, a rank, or a stock" },
    [PLAN_SUM_BOUND] = { "bound", "không cộng: có khoảng hoặc «trên», «ít nhất»",
                         "not added: a range or \"at least\" among them" },
    [PLAN_SUM_UNIT] = { "unit", "không cộng: đơn vị tính không quy đổi được",
                        "not added: units that do not convert" },
    [PLAN_SUM_LARGE] = { "large", "không cộng: số quá lớn", "not added: too large" },
};

/* One run of the command. */
struct plan_run {
    struct job *job;
    struct cli *cli;
    struct cli_ledger ledger;
    struct plan_question asked;
    struct buf out;
    size_t differ;
};

static bool was_added(enum plan_sum_state s)
{
    return s == PLAN_SUM_HOLDS || s == PLAN_SUM_DIFFERS || s == PLAN_SUM_MISSING;
}

/* Ids as they are, or the titles of units with commas between. */
static str missing_parts(const struct plan_run *k, const struct plan_sum *s, bool titles)
{
    struct buf b;

    buf_init(&b, k->job->arena);
    for (size_t i = 0; i < s->nmissing; i++) {
        str one = titles ? place_title(k->ledger.places, s->missing[i]) : s->missing[i];

        buf_printf(&b, "%s%.*s", i ? ", " : "", STRF(one));
    }
    return buf_str(&b);
}

static str plan_name(const struct plan_run *k, const struct plan_sum *s)
{
    const struct indicator *one = indicators_find(k->ledger.catalogue, s->indicator);

    return one ? one->name : s->whole && s->whole->name.len ? s->whole->name : s->indicator;
}

static void put_sum_row(struct plan_run *k, const struct plan_account *a, const struct plan_sum *s)
{
    const struct cli_rows rows = { k->cli->opt.format, plan_column_name, PC_COUNT };
    struct arena *m = k->job->arena;
    str field[PC_COUNT] = {
        [PC_BOOK] = a->book, [PC_BY] = str_from(part_word[a->by]),
        [PC_STATE] = str_from(account_words[s->state].word), [PC_INDICATOR] = s->indicator,
        [PC_NAME] = plan_name(k, s), [PC_PERIOD] = cli_period(m, k->asked.when),
        [PC_PARTS] = arena_printf(m, "%zu", s->nparts), [PC_MISSING] = missing_parts(k, s, false) };

    if (s->whole && s->whole->state == FACT_NUMBER)
        field[PC_WHOLE] = cli_plain(m, s->whole->value);
    if (s->whole)
        field[PC_UNIT] = s->whole->unit;
    if (was_added(s->state)) {
        field[PC_SUM] = cli_plain(m, s->sum);
        field[PC_DIFFERENCE] = cli_plain(m, s->difference);
    }
    cli_row(&k->out, &rows, field);
}

/* ": cả tỉnh 500 ha, cộng 3 phần 480 ha, thiếu 20 ha" */
static void put_sum_figures(struct plan_run *k, const struct plan_sum *s)
{
    struct fact sum = { .value = s->sum, .unit = s->whole->unit };
    struct fact by = { .value = dec_abs(s->difference), .unit = s->whole->unit };
    str whole = cli_figure(k->cli, k->job->arena, s->whole);
    str added = cli_figure(k->cli, k->job->arena, &sum);
    str off = cli_figure(k->cli, k->job->arena, &by);

    buf_printf(&k->out, cli_say(k->cli, ": kế hoạch %.*s, cộng %zu phần %.*s",
                                ": the plan %.*s, its %zu parts %.*s"),
               STRF(whole), s->nparts, STRF(added));
    if (s->difference.coef && s->state == PLAN_SUM_MISSING)
        buf_printf(&k->out, s->difference.coef < 0 ? cli_say(k->cli, ", còn lại %.*s",
                                                             ", %.*s left")
                                                   : cli_say(k->cli, ", đã thừa %.*s",
                                                             ", %.*s over already"),
                   STRF(off));
    else if (s->difference.coef)
        buf_printf(&k->out, s->difference.coef < 0 ? cli_say(k->cli, ", thiếu %.*s", ", %.*s short")
                                                   : cli_say(k->cli, ", thừa %.*s", ", %.*s over"),
                   STRF(off));
    if (!s->nmissing)
        return;
    str missing = missing_parts(k, s, true);
    buf_printf(&k->out, cli_say(k->cli, "; chưa có số của %.*s", "; no figure of %.*s"),
               STRF(missing));
}

static void put_sum_text(struct plan_run *k, const struct plan_sum *s)
{
    str name = plan_name(k, s);

    if (s->state == PLAN_SUM_NONE)
        return;                 /* counted below: not everything is shared out */
    buf_printf(&k->out, "    %s  %.*s (%.*s)",
               cli_say(k->cli, account_words[s->state].vi, account_words[s->state].en), STRF(name),
               STRF(s->indicator));
    if (was_added(s->state))
        put_sum_figures(k, s);
    buf_char(&k->out, '\n');
}

static void put_account_text(struct plan_run *k, const struct plan_account *a)
{
    static const char *const vi[] = { "theo cơ quan", "theo địa bàn", "theo quý" };
    static const char *const en[] = { "by agency", "by area", "by quarter" };
    str when = cli_period(k->job->arena, k->asked.when);
    str where = place_title(k->ledger.places, k->asked.area);
    size_t none = 0;

    buf_printf(&k->out, "%.*s", STRF(a->book.len ? a->book
                                     : str_from(cli_say(k->cli, "(không rõ văn bản)",
                                                        "(no book)"))));
    if (a->known)
        buf_printf(&k->out, ", %.*s", STRF(a->known->title));
    buf_printf(&k->out, "; %.*s, %.*s, %s\n", STRF(when), STRF(where),
               cli_say(k->cli, vi[a->by], en[a->by]));
    for (size_t i = 0; i < a->n; i++) {
        put_sum_text(k, &a->sum[i]);
        none += a->sum[i].state == PLAN_SUM_NONE;
    }
    if (none)
        buf_printf(&k->out, cli_say(k->cli, "    %zu chỉ tiêu không giao phần nào\n",
                                    "    %zu indicators have no part\n"), none);
    if (a->aside)
        buf_printf(&k->out, cli_say(k->cli, "    %zu số của đơn vị cấp khác hoặc nơi khác, không "
                                    "cộng\n", "    %zu figures of units of another level or "
                                    "place, not added\n"), a->aside);
}

static status put_accounts(struct plan_run *k)
{
    const struct cli_rows rows = { k->cli->opt.format, plan_column_name, PC_COUNT };
    const struct plan_account *list;
    size_t n;

    status st = app_plan_accounts(k->job, k->ledger.store, k->ledger.catalogue, k->ledger.places,
                                  &k->asked, &list, &n);
    if (st != OK)
        return st;
    if (k->cli->opt.format != FORMAT_TEXT)
        cli_row_head(&k->out, &rows);
    for (size_t i = 0; i < n; i++) {
        if (k->cli->opt.format == FORMAT_TEXT)
            put_account_text(k, &list[i]);
        for (size_t m = 0; m < list[i].n; m++) {
            k->differ += list[i].sum[m].state == PLAN_SUM_DIFFERS;
            if (k->cli->opt.format != FORMAT_TEXT)
                put_sum_row(k, &list[i], &list[i].sum[m]);
        }
    }
    if (k->cli->opt.format == FORMAT_TEXT)
        buf_printf(&k->out, n ? cli_say(k->cli, "%zu chỉ tiêu lệch\n", "%zu do not add up\n")
                              : cli_say(k->cli, "sổ không có phần giao nào của kỳ này; %zu lệch\n",
                                        "the ledger has no parts of this period; %zu differ\n"),
                   k->differ);
    return OK;
}

/* -- books -- */

enum { BC_ID, BC_TYPE, BC_TITLE, BC_ACT, BC_DAY, BC_YEARS, BC_AMENDS, BC_FIGURES, BC_ANSWERS,
       BC_COUNT };

static const char *const book_column_name[BC_COUNT] = {
    "id", "type", "title", "act", "act_day", "years", "amends", "figures", "answers",
};

static void put_standing_row(struct plan_run *k, const struct plan_standing *b)
{
    const struct cli_rows rows = { k->cli->opt.format, book_column_name, BC_COUNT };
    struct arena *a = k->job->arena;
    str field[BC_COUNT] = { [BC_ID] = b->book, [BC_FIGURES] = arena_printf(a, "%zu", b->figures),
                            [BC_ANSWERS] = arena_printf(a, "%zu", b->answers) };

    if (b->known) {
        field[BC_TYPE] = str_from(plan_type_word(b->known->type));
        field[BC_TITLE] = b->known->title;
        field[BC_ACT] = b->known->act;
        field[BC_YEARS] = b->known->from_year == b->known->year
                              ? arena_printf(a, "%d", b->known->year)
                              : arena_printf(a, "%d/%d", b->known->from_year, b->known->year);
        field[BC_AMENDS] = b->known->amends;
        if (b->known->act_day != PLAN_NO_DAY)
            field[BC_DAY] = day_print(a, b->known->act_day);
    }
    cli_row(&k->out, &rows, field);
}

static void put_standing_text(struct plan_run *k, const struct plan_standing *b)
{
    static const char *const vi[PLAN_TYPES] = { "Trung ương giao", "nghị quyết HĐND", "điều chỉnh",
                                                "nhiệm kỳ, 5 năm", "kịch bản" };

    buf_printf(&k->out, "%.*s: ", STRF(b->book.len ? b->book
                                       : str_from(cli_say(k->cli, "(không rõ văn bản)",
                                                          "(no book)"))));
    if (b->known)
        buf_printf(&k->out, "%s, %.*s",
                   cli_say(k->cli, vi[b->known->type], plan_type_word(b->known->type)),
                   STRF(b->known->title));
    else
        buf_put(&k->out, str_from(cli_say(k->cli, "chưa khai (soat define plan-book)",
                                          "not defined (soat define plan-book)")));
    if (b->known && b->known->act.len)
        buf_printf(&k->out, ", %.*s", STRF(b->known->act));
    buf_printf(&k->out, cli_say(k->cli, "; %zu số trong năm %d, là kế hoạch của năm cho %zu số\n",
                                "; %zu figures of %d, answers for %zu\n"),
               b->figures, k->asked.when.year, b->answers);
}

static status put_books(struct plan_run *k)
{
    const struct cli_rows rows = { k->cli->opt.format, book_column_name, BC_COUNT };
    const struct plan_standing *list;
    size_t n;

    status st = app_plan_books(k->job, k->ledger.store, &k->asked, &list, &n);
    if (st != OK)
        return st;
    if (k->cli->opt.format != FORMAT_TEXT)
        cli_row_head(&k->out, &rows);
    for (size_t i = 0; i < n; i++) {
        if (k->cli->opt.format == FORMAT_TEXT)
            put_standing_text(k, &list[i]);
        else
            put_standing_row(k, &list[i]);
    }
    return OK;
}

/* -- the command -- */

static status read_question(struct plan_run *k)
{
    const struct options *o = &k->cli->opt;
    struct plan_question *q = &k->asked;
    int year;

    q->book = o->book;
    if (o->period.len && !period_parse(o->period, &q->when))
        return cli_fail_word(k->job, "không hiểu kỳ", "no such period", o->period);
    if (!o->period.len) {
        day_split(day_of_time(os_now()), &year, &(int){ 0 }, &(int){ 0 });
        q->when = (period){ .kind = PERIOD_YEAR, .year = (int16_t)year,
                            .from_year = (int16_t)year };
    }
    q->by_one = o->by.len > 0;
    for (int i = PART_AGENCY; i <= PART_QUARTER; i++)
        if (str_is(o->by, part_word[i]))
            q->by = (enum plan_part)i;
    if (q->by_one && !str_is(o->by, part_word[q->by]))
        return cli_fail_word(k->job, "--by chỉ có agency, area, quarter",
                             "--by is agency, area or quarter", o->by);
    q->area = place_id(k->ledger.places, o->area.len ? o->area : k->ledger.area,
                       period_last_day(q->when), 0);
    if (!q->area.len)
        return job_fail(k->job, FAIL_USAGE, "cần --area: sổ chưa khai đơn vị của mình%s",
                        "--area is needed: the ledger's own is not set%s", "");
    return OK;
}

static status answer_plan(struct job *j, struct cli *c, void *arg)
{
    struct plan_run k = { .job = j, .cli = c };

    buf_init(&k.out, j->arena);
    status st = cli_ledger_open(j, c, STORE_READ, &k.ledger);
    if (st == OK)
        st = read_question(&k);
    if (st == OK)
        st = c->opt.books ? put_books(&k) : put_accounts(&k);
    if (st == OK)
        cli_print(c, buf_str(&k.out));
    *(size_t *)arg = k.differ;
    return st;
}

int cmd_plan(struct cli *c)
{
    size_t differ = 0;

    if (!c->opt.period.len && !c->opt.books)
        return cli_usage(c, "cần --period KỲ, như 2025", "--period is needed, such as 2025", NULL);
    int exit = cli_once(c, answer_plan, &differ);
    return exit == EXIT_CLEAN && differ ? EXIT_FINDINGS : exit;
}
