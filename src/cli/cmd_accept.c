/* cmd_accept.c -- soat accept: a finding that somebody has looked at and accepts. */
#include "app/accept.h"
#include "app/dossier.h"
#include "base/os.h"
#include "cli/cli.h"

static str acceptance_file(struct arena *a, const struct cli *c, str path)
{
    return c->opt.accept.len ? c->opt.accept : app_acceptance_path(a, path);
}

/* The rules whose findings would have been told: those of a dossier only in one. A file of
 * acceptances of several documents says nothing of one of them. */
static rule_set rules_told(const struct cli *c)
{
    static const char *const across[] = { "drift", "dossier", "earlier" };
    bool shared = c->opt.accept.len && (c->opt.nargs > 1 || c->opt.dossier);
    rule_set told = c->opt.only.len || shared ? 0 : c->opt.rules;

    for (size_t i = 0; i < sizeof across / sizeof *across; i++) {
        int rule = check_rule_named(str_from(across[i]));

        if (rule >= 0 && !c->opt.dossier)
            told &= ~((rule_set)1 << rule);
    }
    return told;
}

status cli_part_accepted(struct job *j, const struct cli *c, const struct app_document *d,
                         struct diags *found)
{
    app_identify(d->doc, found);
    return app_apply_acceptances(j, acceptance_file(j->arena, c, d->src->name), rules_told(c),
                                 found);
}

/* What the command line names; with --dossier the other papers follow. */
enum { WANTED_WORDS = 4 };

struct wanted {
    str path, code, stated, reason;
};

static bool is_wanted(const struct cli *c, const struct wanted *w, const struct diags *ds,
                      const struct diag *d)
{
    return str_eq(w->code, arena_printf(ds->arena, "%d", (int)d->code))
           && str_eq(w->stated, d->stated)
           && (!c->opt.line || source_place(ds->src, d->where.start).line == c->opt.line);
}

static status tell_several(struct job *j, const struct wanted *w, const struct diags *ds,
                           const struct diag *a, const struct diag *b)
{
    return job_fail(j, FAIL_USAGE,
                    "%.*s: có nhiều phát hiện %.*s «%.*s»: ở dòng %u, dòng %u ...; hãy chọn bằng "
                    "--line", "%.*s: there are several findings %.*s '%.*s': in lines %u, %u ...; "
                    "choose one with --line", STRF(w->path), STRF(w->code), STRF(w->stated),
                    (unsigned)source_place(ds->src, a->where.start).line,
                    (unsigned)source_place(ds->src, b->where.start).line);
}

/* The one finding of the list that is meant; *found stays NULL where there is none. */
static status find_wanted(struct job *j, const struct cli *c, const struct wanted *w,
                          const struct diags *ds, struct diag *const *item, size_t n,
                          const struct diag **found)
{
    *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!is_wanted(c, w, ds, item[i]))
            continue;
        if (*found && !str_eq((*found)->fingerprint, item[i]->fingerprint))
            return tell_several(j, w, ds, *found, item[i]);
        *found = item[i];
    }
    return OK;
}

/* An acceptance that meets no finding any more is known by what it says. */
static const struct diag *find_stale(const struct wanted *w, const struct diags *ds)
{
    for (size_t i = 0; i < ds->nstale; i++) {
        const struct diag_acceptance *a = ds->stale[i];

        if (str_eq(a->code, w->code) && str_eq(a->stated, w->stated)) {
            struct diag *d = arena_new(ds->arena, struct diag);

            for (size_t k = 0; k < a->code.len; k++)
                d->code = (enum diag_code)((int)d->code * 10 + (a->code.ptr[k] - '0'));
            d->stated = a->stated;
            d->sentence = a->sentence;
            d->fingerprint = a->fingerprint;
            return d;
        }
    }
    return NULL;
}

static void tell_accepted(struct cli *c, struct job *j, const struct app_acceptance *a,
                          const struct diag *d)
{
    cli_print(c, arena_printf(j->arena,
                              a->undo ? cli_say(c, "đã rút lại: %d «%.*s»; đã ghi «%.*s»\n",
                                                "taken back: %d '%.*s'; written to '%.*s'\n")
                                      : cli_say(c, "đã chấp nhận: %d «%.*s»; đã ghi «%.*s»\n",
                                                "accepted: %d '%.*s'; written to '%.*s'\n"),
                              (int)d->code, STRF(d->stated), STRF(a->file)));
}

/* The findings of the document among the papers that it is to be read with. */
static status check_in_dossier(struct job *j, const struct cli *c, const struct wanted *w,
                               struct app_document *d, struct app_findings *all)
{
    size_t n = (size_t)c->opt.nargs - WANTED_WORDS;
    char **path = arena_array(j->arena, char *, n + 1);
    struct dossier_paths paths = { .path = path, .n = n + 1, .older = c->opt.against,
                                   .nolder = c->opt.nagainst, .rules = c->opt.rules };
    struct dossier papers;

    path[0] = c->opt.arg[0];
    for (size_t i = 0; i < n; i++)
        path[i + 1] = c->opt.arg[WANTED_WORDS + i];
    status st = app_dossier(j, &paths, &papers);
    for (size_t i = 0; st == OK && i < papers.n; i++) {
        if (papers.doc[i].older || !str_eq(papers.doc[i].read.src->name, w->path))
            continue;
        *d = papers.doc[i].read;
        *all = papers.doc[i].found;
        return OK;
    }
    return st != OK ? st : job_fail(j, FAIL_FILE, "%.*s", "%.*s",
                                    STRF(papers.nfailures ? papers.failure[0] : w->path));
}

static status accept_one(struct job *j, struct cli *c, void *arg)
{
    const struct wanted *w = arg;
    struct app_document d;
    struct app_findings all;
    const struct diag *one = NULL;
    struct app_acceptance a = { .file = acceptance_file(j->arena, c, w->path),
                                .who = cli_author(), .reason = w->reason, .when = os_now(),
                                .undo = c->opt.undo };

    status st = c->opt.dossier ? check_in_dossier(j, c, w, &d, &all)
                               : app_check(j, w->path, c->opt.rules, &d, &all);
    if (st == OK)
        st = cli_part_accepted(j, c, &d, all.diags);
    if (st == OK && a.undo)
        st = find_wanted(j, c, w, all.diags, all.diags->accepted, all.diags->naccepted, &one);
    else if (st == OK)
        st = find_wanted(j, c, w, all.diags, all.diags->item, all.diags->count, &one);
    if (st == OK && !one && a.undo)
        one = find_stale(w, all.diags);
    if (st == OK && !one)
        st = job_fail(j, FAIL_USAGE, "%.*s: không có phát hiện %.*s «%.*s» nào %s",
                      "%.*s: there is no finding %.*s '%.*s' %s", STRF(w->path), STRF(w->code),
                      STRF(w->stated),
                      a.undo ? cli_say(c, "đã chấp nhận", "that is accepted")
                             : cli_say(c, "đang mở", "that is open"));
    if (st == OK)
        st = app_accept(j, &a, one);
    if (st == OK)
        tell_accepted(c, j, &a, one);
    return st;
}

int cmd_accept(struct cli *c)
{
    struct wanted w;

    if (c->opt.nargs < WANTED_WORDS || (c->opt.nargs > WANTED_WORDS && !c->opt.dossier))
        return cli_usage(c, "hãy dùng: soat accept TỆP MÃ SỐ \"LÝ DO\"",
                         "use: soat accept FILE CODE FIGURE \"REASON\"", NULL);
    w = (struct wanted){ str_from(c->opt.arg[0]), str_from(c->opt.arg[1]),
                         str_from(c->opt.arg[2]), str_trim(str_from(c->opt.arg[3])) };
    if (!w.reason.len)
        return cli_usage(c, "hãy cho biết lý do", "a reason is needed", NULL);
    if (!cli_codes_known(w.code))
        return cli_usage(c, "không có mã nào như", "there is no such code:", c->opt.arg[1]);
    return cli_once(c, accept_one, &w);
}
