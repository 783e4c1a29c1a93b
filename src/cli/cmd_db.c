/* cmd_db.c -- soat db: making, upgrading, verifying, copying and restoring the ledger. */
#include <stdio.h>
#include <string.h>

#include "app/facts.h"
#include "app/moves.h"
#include "base/os.h"
#include "cli/cli.h"
#include "store/anchor.h"

status cli_number(struct job *j, const char *option, str word, int64_t none, int64_t *out)
{
    int64_t n = 0;

    *out = none;
    if (!word.len)
        return OK;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9' || n > INT32_MAX)
            return job_fail(j, FAIL_USAGE, "%s phải là một số: «%.*s»",
                            "%s must be a number: '%.*s'", option, STRF(word));
        n = n * 10 + (word.ptr[i] - '0');
    }
    *out = n;
    return n ? OK : job_fail(j, FAIL_USAGE, "%s tính từ 1%s", "%s counts from 1%s", option, "");
}

/* A URL may hold a password: of it the part between user and host, and all behind '?', are left
 * out. */
static str ledger_shown(struct job *j, str where)
{
    size_t scheme = str_find(where, STR("://")), at = str_find(where, STR("@")), colon;

    if (!store_is_url(where))
        return where;
    where = str_sub(where, 0, str_find(where, STR("?")));
    if (at >= where.len)
        return where;
    scheme += 3;
    colon = str_find(str_sub(where, scheme, at), STR(":"));
    if (colon == SIZE_MAX)
        return where;
    return arena_printf(j->arena, "%.*s%.*s", STRF(str_sub(where, 0, scheme + colon)),
                        STRF(str_sub(where, at, where.len)));
}

static status init_ledger(struct job *j, struct cli *c)
{
    struct store_counts n = { 0 };
    struct store *s;

    status st = cli_open_store(j, c, STORE_CREATE, &s);
    if (st == OK && c->opt.demo)
        st = app_load_demo(j, s);
    if (st == OK)
        st = store_count(s, j, &n);
    if (st != OK)
        return st;

    str line = arena_printf(j->arena,
                            cli_say(c, "%.*s: %lld số liệu, %lld văn bản\n",
                                    "%.*s: %lld facts, %lld documents\n"),
                            STRF(ledger_shown(j, c->opt.db)), (long long)n.facts,
                            (long long)n.documents);
    cli_print(c, line);
    return OK;
}

static status migrate_file(struct job *j, struct cli *c)
{
    int64_t before, now;
    struct store *s;

    status st = cli_open_store(j, c, STORE_WRITE, &s);
    if (st != OK)
        return st;
    store_versions(s, &before, &now);
    if (before == now)
        cli_print(c, arena_printf(j->arena, cli_say(c, "%.*s: đã ở phiên bản %lld\n",
                                                    "%.*s: is of version %lld already\n"),
                                  STRF(ledger_shown(j, c->opt.db)), (long long)now));
    else
        cli_print(c, arena_printf(j->arena,
                                  cli_say(c, "%.*s: đã nâng từ phiên bản %lld lên %lld\n",
                                          "%.*s: from version %lld to version %lld\n"),
                                  STRF(ledger_shown(j, c->opt.db)), (long long)before,
                                  (long long)now));
    return OK;
}

static void print_counts(struct job *j, struct cli *c, str name, const struct store_counts *n,
                         str head)
{
    cli_print(c, arena_printf(
        j->arena,
        cli_say(c,
                "%.*s: nguyên vẹn; %lld mục nhật ký, %lld số liệu qua %lld lần ghi, "
                "%lld văn bản\n"
                "mã cuối: %.*s\n",
                "%.*s: intact; %lld entries, %lld facts in %lld revisions, %lld documents\n"
                "last hash: %.*s\n"),
        STRF(ledger_shown(j, name)), (long long)n->entries, (long long)n->facts,
        (long long)n->revisions, (long long)n->documents, STRF(head)));
}

/* What was found, and where to look: the entries behind the last anchor that agrees. */
static status fail_anchor(struct job *j, const struct anchor_verdict *v, str file)
{
    if (v->missing)
        return job_fail(j, FAIL_FORMAT,
                        "sổ chỉ còn %lld mục, mất mục %lld đã ghi ở %.*s:%u; các mục sau mục %lld "
                        "đã bị cắt: hãy khôi phục từ bản sao lưu",
                        "the ledger ends with entry %lld, entry %lld of %.*s:%u is gone; what is "
                        "behind entry %lld was cut off: restore a backup", (long long)v->last,
                        (long long)v->wrong.entry, STRF(file), (unsigned)v->wrong.line,
                        (long long)v->agreed);
    return job_fail(j, FAIL_FORMAT,
                    "mục %lld không có mã đã ghi ở %.*s:%u; có mục từ %lld đến %lld đã bị làm lại: "
                    "hãy so với bản sao lưu (soat db log) và khôi phục",
                    "entry %lld has not the hash of %.*s:%u; of the entries %lld to %lld some were "
                    "made again: compare with a backup (soat db log) and restore it",
                    (long long)v->wrong.entry, STRF(file), (unsigned)v->wrong.line,
                    (long long)v->agreed + 1, (long long)v->wrong.entry);
}

static status hold_anchors(struct job *j, struct cli *c, struct store *s,
                           const struct anchors *anchors)
{
    struct anchor_verdict v;
    status st = anchors_hold(s, j, anchors, &v);

    if (st != OK)
        return st;
    if (!v.holds)
        return fail_anchor(j, &v, c->opt.anchor);
    cli_print(c, arena_printf(j->arena,
                              cli_say(c, "%.*s: khớp cả %zu dòng, tới mục %lld\n",
                                      "%.*s: all %zu lines agree, up to entry %lld\n"),
                              STRF(c->opt.anchor), anchors->count, (long long)v.agreed));
    return OK;
}

/* Anchors are asked even of a chain that is broken: they tell where to look. */
static status verify_store(struct job *j, struct cli *c, struct store *s,
                           const struct anchors *anchors)
{
    struct store_counts n = { 0 };
    str head = { NULL, 0 };

    status st = store_verify(s, j, &n, &head);
    if (st == OK)
        print_counts(j, c, c->opt.db, &n, head);
    return st == OK && c->opt.anchor.len ? hold_anchors(j, c, s, anchors) : st;
}

/* What was tampered with is a finding: it is told like a failure, with a status of its own. */
static status verify_ledger(struct job *j, struct cli *c, int *exit)
{
    struct anchors anchors = { NULL, 0 };
    struct store *s;
    str text;

    status st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK && c->opt.anchor.len)
        st = os_read_file(j, c->opt.anchor, &text);
    if (st == OK && c->opt.anchor.len)
        st = anchors_read(s, j, c->opt.anchor, text, &anchors);
    if (st != OK)
        return st;
    st = verify_store(j, c, s, &anchors);
    if (st == FAIL_FORMAT)
        *exit = EXIT_FINDINGS;
    return st;
}

static status print_head(struct job *j, struct cli *c)
{
    struct store *s;
    str line = { NULL, 0 };

    status st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK)
        st = anchor_line(s, j, &line);
    if (st != OK)
        return st;
    cli_print(c, arena_printf(j->arena, "%.*s\n", STRF(line)));
    return OK;
}

/* From the environment or the first line of a file, never from the command line, where every user
 * of the machine can read it. */
static status read_passphrase(struct job *j, const struct cli *c, str *out)
{
    str text = os_env("SOAT_PASSPHRASE");
    status st = c->opt.passphrase_file.len ? os_read_file(j, c->opt.passphrase_file, &text) : OK;

    if (st != OK)
        return st;
    str_split(&text, '\n', out);
    if (out->len && out->ptr[out->len - 1] == '\r')
        out->len--;
    return OK;
}

static void print_moved(struct job *j, struct cli *c, str to, const struct moved *m)
{
    print_counts(j, c, to, &m->counts, m->head);
}

static status backup_ledger(struct job *j, struct cli *c)
{
    str to = str_from(c->opt.arg[1]), passphrase = { NULL, 0 };
    struct moved m;
    struct store *s;

    status st = c->opt.encrypt ? read_passphrase(j, c, &passphrase) : OK;
    if (st == OK && c->opt.encrypt && !passphrase.len)
        st = job_fail(j, FAIL_USAGE, "--encrypt cần mật khẩu trong SOAT_PASSPHRASE hoặc "
                      "--passphrase-file TỆP%s", "--encrypt needs a passphrase in SOAT_PASSPHRASE "
                      "or --passphrase-file FILE%s", "");
    if (st == OK)
        st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK)
        st = app_backup(j, s, to, passphrase, &m);
    if (st == OK)
        print_moved(j, c, to, &m);
    return st;
}

static status restore_ledger(struct job *j, struct cli *c)
{
    str from = str_from(c->opt.arg[1]), passphrase = { NULL, 0 };
    struct moved m;
    int64_t tenant;

    status st = cli_number(j, "--tenant", c->opt.tenant, 1, &tenant);
    if (st == OK)
        st = read_passphrase(j, c, &passphrase);
    if (st == OK)
        st = app_restore(j, from, passphrase, tenant, c->opt.db, &m);
    if (st == OK)
        print_moved(j, c, c->opt.db, &m);
    return st;
}

static status copy_ledger(struct job *j, struct cli *c)
{
    str to = str_from(c->opt.arg[1]);
    struct moved m;
    struct store *s;

    status st = cli_open_store(j, c, STORE_READ, &s);
    if (st == OK)
        st = app_copy(j, s, to, &m);
    if (st == OK)
        print_moved(j, c, to, &m);
    return st;
}

static const struct db_command {
    const char *name;
    int nargs;
    status (*fn)(struct job *j, struct cli *c);
} db_command[] = {
    { "init", 1, init_ledger },
    { "migrate", 1, migrate_file },
    { "verify", 1, NULL },
    { "head", 1, print_head },
    { "log", 1, db_log },
    { "backup", 2, backup_ledger },
    { "restore", 2, restore_ledger },
    { "copy", 2, copy_ledger },
};

struct db_run {
    const struct db_command *command;
    int exit;                   /* for a failure that is a finding; else 0 */
};

static status run_db(struct job *j, struct cli *c, void *arg)
{
    struct db_run *r = arg;
    status st = r->command->fn ? r->command->fn(j, c) : verify_ledger(j, c, &r->exit);

    if (st == FAIL_USAGE)
        r->exit = EXIT_USAGE;
    return st;
}

int cmd_db(struct cli *c)
{
    const char *word = c->opt.nargs ? c->opt.arg[0] : "";

    for (size_t i = 0; i < sizeof db_command / sizeof db_command[0]; i++) {
        struct db_run run = { &db_command[i], 0 };

        if (strcmp(word, db_command[i].name) != 0)
            continue;
        if (!c->opt.db.len)
            return cli_usage(c, "cần --db TỆP, tệp sổ số liệu",
                             "--db FILE, the ledger, is needed", NULL);
        if (c->opt.nargs != db_command[i].nargs)
            return cli_usage(c, "số tệp kèm theo không đúng cho lệnh",
                             "wrong number of files for the command", word);
        int exit = cli_once(c, run_db, &run);
        return exit == EXIT_FAILED && run.exit ? run.exit : exit;
    }
    return cli_usage(c, "cần một trong: init, migrate, verify, head, log, backup, restore, copy",
                     "one of these is needed: init, migrate, verify, head, log, backup, restore, "
                     "copy", NULL);
}
