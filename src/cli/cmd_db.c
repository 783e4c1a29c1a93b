/* cmd_db.c -- soat db: making, verifying, copying and restoring the ledger. */
#include <stdio.h>
#include <string.h>

#include "app/facts.h"
#include "cli/cli.h"

static status init_ledger(struct job *j, struct cli *c, void *arg)
{
    struct store_counts n = { 0 };
    struct store *s;

    (void)arg;
    status st = store_open(j, c->opt.db, STORE_CREATE, &s);
    if (st == OK && c->opt.demo)
        st = app_load_demo(j, s);
    if (st == OK)
        st = store_count(s, j, &n);
    if (st != OK)
        return st;

    str line = arena_printf(j->arena,
                            cli_say(c, "%.*s: %lld số liệu, %lld văn bản\n",
                                    "%.*s: %lld facts, %lld documents\n"),
                            STRF(c->opt.db), (long long)n.facts, (long long)n.documents);
    cli_print(c, line);
    return OK;
}

static status verify_ledger(struct job *j, struct cli *c, void *arg)
{
    struct store_counts n = { 0 };
    struct store *s;
    str head = { NULL, 0 };

    (void)arg;
    status st = store_open(j, c->opt.db, STORE_READ, &s);
    if (st == OK)
        st = store_verify(s, j, &n, &head);
    if (st != OK)
        return st;

    str line = arena_printf(
        j->arena,
        cli_say(c,
                "%.*s: nguyên vẹn; %lld mục nhật ký, %lld số liệu qua %lld lần ghi, %lld văn bản\n"
                "mã cuối: %.*s\n",
                "%.*s: intact; %lld entries, %lld facts in %lld revisions, %lld documents\n"
                "last hash: %.*s\n"),
        STRF(c->opt.db), (long long)n.entries, (long long)n.facts, (long long)n.revisions,
        (long long)n.documents, STRF(head));
    cli_print(c, line);
    return OK;
}

/* Copies the ledger `from` to `to`, after making sure that it is intact. */
static status copy_ledger(struct job *j, str from, str to)
{
    struct store_counts n;
    struct store *s;
    str head;

    status st = store_open(j, from, STORE_READ, &s);
    if (st == OK)
        st = store_verify(s, j, &n, &head);
    return st == OK ? store_backup(s, j, to) : st;
}

static status backup_ledger(struct job *j, struct cli *c, void *arg)
{
    (void)arg;
    return copy_ledger(j, c->opt.db, str_from(c->opt.arg[1]));
}

static status restore_ledger(struct job *j, struct cli *c, void *arg)
{
    (void)arg;
    return copy_ledger(j, str_from(c->opt.arg[1]), c->opt.db);
}

static const struct {
    const char *name;
    int nargs;
    status (*fn)(struct job *j, struct cli *c, void *arg);
} db_command[] = {
    { "init", 1, init_ledger },
    { "verify", 1, verify_ledger },
    { "backup", 2, backup_ledger },
    { "restore", 2, restore_ledger },
};

int cmd_db(struct cli *c)
{
    const char *word = c->opt.nargs ? c->opt.arg[0] : "";

    for (size_t i = 0; i < sizeof db_command / sizeof db_command[0]; i++) {
        if (strcmp(word, db_command[i].name) != 0)
            continue;
        if (!c->opt.db.len)
            return cli_usage(c, "cần --db TỆP, tệp sổ số liệu",
                             "--db FILE, the ledger, is needed", NULL);
        if (c->opt.nargs != db_command[i].nargs)
            return cli_usage(c, "số tệp kèm theo không đúng cho lệnh",
                             "wrong number of files for the command", word);
        return cli_once(c, db_command[i].fn, NULL);
    }
    return cli_usage(c, "cần một trong: init, verify, backup, restore",
                     "one of these is needed: init, verify, backup, restore", NULL);
}
