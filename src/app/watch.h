/* watch.h -- a folder whose reports are checked as they are saved.
 *
 * No set-up and no server: what is saved there gets its page of findings beside it,
 * NAME.soat.html, and a Word file also a copy with comments, NAME.soat.docx. The folder is
 * looked at again and again, for a share on another machine tells no changes; a file is
 * taken when it has not changed between two looks, so that nothing half saved is read. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include "app/app.h"

/* What became of one file. The texts are valid until `tell` returns. */
struct watch_event {
    str name;                   /* in the folder */
    status status;              /* not OK: failure says why */
    str failure;
    size_t errors, warnings, notes;
    str page, copy;             /* names of what was written; copy may be empty */
};

struct watch {
    str folder;
    unsigned pause;             /* milliseconds between two looks */
    bool once;                  /* checks what is there and ends */
    const struct limits *limits;        /* of each file */
    enum lang lang;
    void (*tell)(const struct watch_event *e, void *arg);
    void *arg;
};

/* Watches until the end is wished for (SIGINT, SIGTERM). Fails when the folder cannot be
 * read at the start; a file that cannot be checked is told and the watch goes on. */
status app_watch(struct job *j, const struct watch *w);

#endif
