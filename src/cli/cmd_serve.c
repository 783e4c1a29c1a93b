/* cmd_serve.c -- soat serve: the page and the API. */
#include "cli/cli.h"

#if SOAT_SERVER
#include "serve/serve.h"

static void announce_server(str address, void *arg)
{
    struct cli *c = arg;

    cli_print(c, address);
    cli_print(c, STR("\n"));
}

static status run_server(struct job *j, struct cli *c, void *arg)
{
    struct serve_options o = { .db = c->opt.db, .listen = c->opt.listen, .lang = c->lang,
                               .ready = announce_server, .arg = c };

    (void)arg;
    return serve_run(j, &o);
}

int cmd_serve(struct cli *c)
{
    return cli_once(c, run_server, NULL);
}
#else
int cmd_serve(struct cli *c)
{
    return cli_usage(c, "bản này dựng không có máy chủ (SOAT_SERVER=OFF)",
                     "this build has no server (SOAT_SERVER=OFF)", NULL);
}
#endif
