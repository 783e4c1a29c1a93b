/* serve.h -- the web server: pages for people, an API for programs. Read-only. */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "base/job.h"

struct serve_options {
    str db;
    str listen;                 /* "ADDRESS:PORT"; empty: 127.0.0.1:8080 */
    enum lang lang;
    void (*ready)(str address, void *arg);  /* called once, when it listens */
    void *arg;
};

/* Serves until SIGINT or SIGTERM. */
status serve_run(struct job *j, const struct serve_options *o);

#endif
