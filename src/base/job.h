/* job.h -- one piece of work: its memory, its limits, its one failure.
 *
 * A failure (file, format, limit, database, usage, system) is stored in the job
 * by the first call that meets it and passed up as a status; callers return it
 * unchanged. Findings about the user's text are data and never failures. */
#ifndef BASE_JOB_H
#define BASE_JOB_H

#include "base/arena.h"

typedef enum {
    OK,
    FAIL_FILE,                  /* cannot be read or written */
    FAIL_FORMAT,                /* is not what it says it is, or is damaged */
    FAIL_LIMIT,                 /* larger, deeper or slower than allowed */
    FAIL_DATABASE,
    FAIL_USAGE,                 /* wrong command or option */
    FAIL_SYSTEM                 /* the machine: sockets, processes */
} status;

enum lang { LANG_VI, LANG_EN };

struct limits {
    size_t memory;              /* bytes one job may hold */
    size_t file_bytes;          /* of one input file */
    uint32_t table_cells;       /* of one table */
    uint32_t blocks;            /* paragraphs and tables of a file that is no text */
    uint32_t findings;          /* kept per job; more are counted, not kept */
    uint32_t figures;           /* statements of one report */
    size_t text_bytes;          /* of all cells of a workbook: many may share one text */
    size_t unpacked_bytes;      /* of all members of a packed file that are read */
    uint32_t unpack_ratio;      /* of one member of more than a megabyte */
    uint32_t members;           /* of a packed file */
    uint32_t nesting;           /* of elements in XML and HTML */
    uint32_t documents;         /* read as one dossier */
    uint32_t pages;             /* of a PDF */
    uint32_t seconds;           /* that a converter may take */
};

struct job {
    struct arena *arena;
    struct limits limits;
    enum lang lang;             /* of messages: SOAT_LANG=en gives LANG_EN */
    status failed;              /* OK until the first failure */
    str message;                /* one line, no full stop; empty while OK */
    str subject;                /* what it works on, named where memory ends it; may be empty */
};

extern const struct limits LIMITS_DEFAULT;

/* Runs fn(job, arg) with a fresh arena under `limits` and gives its status.
 * Running out of memory ends the job with FAIL_LIMIT. On return the message, if
 * any, has been passed to `report` (may be NULL) before the arena is closed. */
status job_run(const struct limits *limits, enum lang lang,
               status (*fn)(struct job *j, void *arg), void *arg,
               void (*report)(status st, str message, void *arg));

/* Stores the failure (the first one wins) and gives its class back. Both
 * formats take the same arguments; the job's language picks one. */
status job_fail(struct job *j, status class, const char *vi, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* Forgets the failure: the caller has turned it into a finding and goes on. */
void job_forgive(struct job *j);

#endif
