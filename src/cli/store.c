/* store.c -- the ledger that the options name. */
#include "cli/cli.h"

status cli_open_store(struct job *j, const struct cli *c, enum store_mode mode,
                      struct store **out)
{
    int64_t tenant = 0;

    if (!c->opt.db.len)
        return job_fail(j, FAIL_USAGE, "cần --db TỆP, tệp sổ số liệu%s",
                        "--db FILE, the ledger, is needed%s", "");
    for (size_t i = 0; i < c->opt.tenant.len; i++) {
        char digit = c->opt.tenant.ptr[i];

        if (digit < '0' || digit > '9' || tenant > INT32_MAX)
            return job_fail(j, FAIL_USAGE, "--tenant phải là một số: «%s»",
                            "--tenant must be a number: '%s'", c->opt.tenant.ptr);
        tenant = tenant * 10 + (digit - '0');
    }
    return store_open_tenant(j, c->opt.db, mode, tenant, out);
}

status cli_day(struct job *j, str word, epoch_day *out)
{
    *out = 0;
    if (!word.len || day_parse(word, out))
        return OK;
    return job_fail(j, FAIL_USAGE, "«%s» không phải một ngày, như 2025-06-30",
                    "'%s' is no day, such as 2025-06-30", arena_str(j->arena, word).ptr);
}
