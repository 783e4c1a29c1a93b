/* server.c -- HTTP: connections, limits, routes.
 *
 * One thread answers everything over one read-only connection to the ledger.
 * Nothing is ever taken from a body: every method but GET and HEAD is refused
 * before the body is read. */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

#include "base/os.h"
#include "serve/page.h"
#include "serve/serve.h"

enum {
    MAX_URL = 2048,
    MAX_CONNECTIONS = 256,
    IDLE_SECONDS = 20,
    CONNECTION_MEMORY = 32 * 1024,
    DEFAULT_PORT = 8080
};

struct server {
    struct store *store;
    const struct indicators *catalogue;
    struct limits limits;       /* of one request */
    enum lang lang;
};

static const struct route {
    const char *path;
    bool prefix;                /* a tail follows: /documents/{id} */
    status (*fn)(const struct request *r, struct page *p);
} route_table[] = {
    { "/", false, page_front },
    { "/healthz", false, page_health },
    { "/documents", false, page_documents },
    { "/documents/", true, page_document },
    { "/codes/", true, page_code },
    { "/soat.css", false, page_style },
    { "/icon.svg", false, page_icon },
    { "/api/v1/indicators", false, api_indicators },
    { "/api/v1/documents", false, api_documents },
    { "/api/v1/facts", false, api_facts },
};

static const struct route *route_find(str path, str *tail)
{
    *tail = (str){ NULL, 0 };
    for (size_t i = 0; i < sizeof route_table / sizeof route_table[0]; i++) {
        str own = str_from(route_table[i].path);

        if (str_eq(path, own) && !route_table[i].prefix)
            return &route_table[i];
        if (route_table[i].prefix && str_starts(path, own) && path.len > own.len) {
            *tail = str_sub(path, own.len, path.len);
            return &route_table[i];
        }
    }
    return NULL;
}

str request_value(const struct request *r, const char *name)
{
    return str_from(MHD_lookup_connection_value(r->connection, MHD_GET_ARGUMENT_KIND, name));
}

/* -- answering -- */

static const struct { const char *name, *value; } fixed_header[] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
};

struct answer_task {
    struct server *server;
    struct MHD_Connection *connection;
    str path, method;
    enum MHD_Result sent;
};

static enum MHD_Result send_page(struct answer_task *t, const struct page *p)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        p->out.len, p->out.ptr ? p->out.ptr : "", MHD_RESPMEM_MUST_COPY);

    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < sizeof fixed_header / sizeof fixed_header[0]; i++)
        MHD_add_response_header(response, fixed_header[i].name, fixed_header[i].value);
    MHD_add_response_header(response, "Content-Type", p->type);
    MHD_add_response_header(response, "Cache-Control",
                            p->lasting ? "public, max-age=86400" : "no-store");
    if (p->status == 405)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result sent = MHD_queue_response(t->connection, p->status, response);
    MHD_destroy_response(response);
    return sent;
}

static status run_route(const struct request *r, const struct answer_task *t, struct page *p)
{
    struct request own = *r;

    if (!str_eq(t->method, STR("GET")) && !str_eq(t->method, STR("HEAD")))
        return page_fail(r, p, 405, STR("Trang này chỉ để xem"));
    if (t->path.len > MAX_URL)
        return page_fail(r, p, 414, STR("Địa chỉ quá dài"));

    const struct route *route = route_find(t->path, &own.tail);
    if (!route)
        return page_fail(r, p, 404, STR("Không có trang này"));
    return route->fn(&own, p);
}

static status answer_request(struct job *j, void *arg)
{
    struct answer_task *t = arg;
    struct page p = { .status = 200, .type = "text/html; charset=utf-8" };
    struct request r = { .job = j,
                         .store = t->server->store,
                         .catalogue = t->server->catalogue,
                         .path = t->path,
                         .connection = t->connection };

    buf_init(&p.out, j->arena);
    if (run_route(&r, t, &p) != OK) {
        os_print_error(arena_printf(j->arena, "soat: %.*s: %.*s\n", STRF(t->path),
                                    STRF(j->message)));
        page_fail(&r, &p, 500, STR("Sổ số liệu không trả lời, hãy thử lại sau"));
    }
    t->sent = send_page(t, &p);
    return OK;
}

/* Memory ran out while the page was made: there is no arena to say it with. */
static enum MHD_Result send_overload(struct answer_task *t)
{
    static char text[] = "503: trang quá lớn để dựng\n";
    struct page p = { .out = { .ptr = text, .len = sizeof text - 1 },
                      .status = 503, .type = "text/plain; charset=utf-8" };

    return send_page(t, &p);
}

static enum MHD_Result accept_request(void *cls, struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      const char *upload_data, size_t *upload_data_size,
                                      void **con_cls)
{
    struct server *server = cls;
    struct answer_task t = { server, connection, str_from(url), str_from(method), MHD_NO };

    (void)version;
    (void)upload_data;
    (void)upload_data_size;
    /* The first call brings the head alone. Answering it at once would close the
     * connection, which is what a request with a body deserves and no other. */
    if (!*con_cls && (str_eq(t.method, STR("GET")) || str_eq(t.method, STR("HEAD")))) {
        *con_cls = server;
        return MHD_YES;
    }
    if (job_run(&server->limits, server->lang, answer_request, &t, NULL) != OK &&
        t.sent == MHD_NO)
        return send_overload(&t);
    return t.sent;
}

/* -- listening -- */

static bool read_port(str text, uint16_t *port)
{
    uint32_t n = 0;

    if (!text.len || text.len > 5)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *port = (uint16_t)n;
    return n <= 65535;
}

/* "127.0.0.1:8080", "8080"; never a name, and never every interface unless
 * 0.0.0.0 is asked for. */
static status read_listen(struct job *j, str text, struct sockaddr_in *out)
{
    str shown = arena_str(j->arena, text), host = STR("127.0.0.1"), port = text;
    uint16_t number = DEFAULT_PORT;

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == ':') {
            host = arena_str(j->arena, str_sub(text, 0, i));
            port = str_sub(text, i + 1, text.len);
        }
    *out = (struct sockaddr_in){ .sin_family = AF_INET };
    if ((text.len && !read_port(port, &number)) ||
        inet_pton(AF_INET, host.ptr, &out->sin_addr) != 1)
        return job_fail(j, FAIL_USAGE, "không hiểu nơi nghe «%s»; hãy ghi như 127.0.0.1:8080",
                        "cannot read the address '%s'; write it as 127.0.0.1:8080", shown.ptr);
    out->sin_port = htons(number);
    return OK;
}

static void drop_log(void *arg, const char *fmt, va_list ap)
{
    (void)arg;
    (void)fmt;
    (void)ap;
}

static void stop_daemon(void *arg)
{
    MHD_stop_daemon(arg);
}

/* The address as a browser takes it; the system chose the port when 0 was asked. */
static str shown_address(struct job *j, struct MHD_Daemon *daemon, const struct sockaddr_in *at)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    char host[INET_ADDRSTRLEN];

    inet_ntop(AF_INET, &at->sin_addr, host, sizeof host);
    return arena_printf(j->arena, "http://%s:%u", host,
                        info ? (unsigned)info->port : (unsigned)ntohs(at->sin_port));
}

static status start_daemon(struct job *j, struct server *server, struct sockaddr_in *at,
                           struct MHD_Daemon **out)
{
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG, 0, NULL, NULL,
        accept_request, server, MHD_OPTION_EXTERNAL_LOGGER, drop_log, NULL, MHD_OPTION_SOCK_ADDR,
        at, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MAX_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U, MHD_OPTION_END);

    if (!daemon)
        return job_fail(j, FAIL_SYSTEM,
                        "không nghe được ở cổng %u, có chương trình khác đang dùng?",
                        "cannot listen on port %u, is another program using it?",
                        (unsigned)ntohs(at->sin_port));
    arena_defer(j->arena, stop_daemon, daemon);
    *out = daemon;
    return OK;
}

status serve_run(struct job *j, const struct serve_options *o)
{
    struct server *server = arena_new(j->arena, struct server);
    struct sockaddr_in at;
    struct MHD_Daemon *daemon = NULL;
    sigset_t ends;
    int which;

    server->limits = LIMITS_DEFAULT;
    server->limits.memory = (size_t)256 << 20;
    server->lang = o->lang;
    status st = read_listen(j, o->listen, &at);
    if (st == OK)
        st = store_open(j, o->db, STORE_READ, &server->store);
    if (st == OK)
        st = app_catalogue(j, &server->catalogue);
    if (st != OK)
        return st;

    /* Blocked before the server's thread starts, so that this one takes them. */
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    st = start_daemon(j, server, &at, &daemon);
    if (st != OK)
        return st;
    o->ready(shown_address(j, daemon, &at), o->arg);
    sigwait(&ends, &which);
    return OK;
}
