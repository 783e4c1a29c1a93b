/* store.h -- the ledger: facts with revisions, documents, provenance, audit.
 *
 * Append-only: a correction is a new revision of the same fact, and every
 * question can be asked as of a time. Everything is kept per tenant (a
 * province). Functions return the job's failure (FAIL_DATABASE, FAIL_FILE,
 * FAIL_FORMAT); texts and rows read live in the job's arena. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/job.h"
#include "base/source.h"
#include "num/dec.h"

struct store;

enum store_mode {
    STORE_READ,                 /* must exist; never writes */
    STORE_WRITE,                /* must exist; the one writer */
    STORE_CREATE                /* made when it is not there */
};

/* Opens the ledger at `path` for one tenant; it closes with the arena of j. */
status store_open(struct job *j, str path, enum store_mode mode, struct store **out);

/* All changes stand between begin and commit, which is on disk when it returns.
 * What is not committed is undone by abort, by closing, or by a crash. The
 * author and the action stand in the audit. */
status store_begin(struct store *s, struct job *j, str author, str action);
status store_commit(struct store *s, struct job *j);
void store_abort(struct store *s);

/* Unknown, zero, not applicable and not yet due are four different things. */
enum fact_state { FACT_NUMBER, FACT_UNKNOWN, FACT_NOT_APPLICABLE, FACT_NOT_DUE };

struct fact {
    /* The key. */
    str indicator;              /* id of the catalogue, or a slug of the name */
    str area;
    str period;                 /* ISO text, or words where not understood */
    str kind;                   /* actual, estimate, plan, target */
    str source;                 /* the document or the table it came from */
    str breakdown;              /* empty: the whole */
    int64_t revision;           /* 1, 2, ...; put fills it */

    str name;                   /* of the indicator, as the source calls it */
    enum fact_state state;
    dec value;                  /* as written, never normalised */
    bool is_range;
    dec upper;                  /* of a range a..b */
    str unit;
    str hedge;                  /* trên, gần, khoảng; empty for none */
    str status;                 /* draft, estimate, preliminary, official */
    str note;
    int64_t recorded_at;        /* seconds since 1970; put fills it and the author */
    str author;
    int64_t document;           /* 0: none */
};

enum put_result { PUT_NEW, PUT_REVISED, PUT_SAME };

/* Adds the fact, or a revision of it where number, unit, hedge, status or note
 * differ from the last one; nothing is added when they do not. */
status store_put_fact(struct store *s, struct job *j, struct fact *f, enum put_result *how);

struct document {
    int64_t id;                 /* put fills it */
    str hash;                   /* SHA-256 of the text, in hex; put fills it */
    str name;                   /* of the file */
    str title;
    str kind;                   /* report, table */
    str period;
    str area;
    str text;
    int64_t statements;
    int64_t errors, warnings, notes;
    int64_t recorded_at;
    str author;
};

/* Adds the document unless its text is already there; *known tells. */
status store_put_document(struct store *s, struct job *j, struct document *d, bool *known);

/* Where a document states a fact, and with which digits: a document may state
 * one thing twice, and differently. */
struct fact_mention {
    int64_t document;
    int64_t ordinal;            /* 1, 2, ... in reading order */
    const struct fact *fact;    /* its key and revision */
    uint32_t line, col;
    span where;
    str sentence;
    dec value;
    bool differs;               /* from the fact it is a mention of */
};

status store_put_mention(struct store *s, struct job *j, const struct fact_mention *m);

struct facts {
    struct fact *list;
    size_t count;
};

/* The last revision of each fact, by indicator, area, period, kind and source;
 * with as_of > 0 the last one recorded until then. Empty filters take all. */
struct fact_filter {
    str indicator, area, period;
    int64_t as_of;
    int64_t document;           /* 0: all */
    int64_t offset, limit;      /* limit 0: all */
};
status store_facts(struct store *s, struct job *j, const struct fact_filter *filter,
                   struct facts *out);

/* Every revision of one key, oldest first. */
status store_revisions(struct store *s, struct job *j, const struct fact *key, struct facts *out);

/* One fact for each indicator, area, period and kind: of several sources the
 * best status, then the newest. Kept in step with the facts. */
status store_latest(struct store *s, struct job *j, str area, struct facts *out);

/* Documents, newest first, without their texts; one with its text. FAIL_USAGE
 * when there is none with the id. */
struct documents {
    struct document *list;
    size_t count;
};
status store_documents(struct store *s, struct job *j, struct documents *out);
status store_document(struct store *s, struct job *j, int64_t id, struct document *out);

/* Small settings of the tenant; empty when not set. */
status store_setting(struct store *s, struct job *j, str name, str *out);
status store_put_setting(struct store *s, struct job *j, str name, str value);

/* What a ledger holds. */
struct store_counts {
    int64_t facts, revisions, documents, mentions, entries;
};
status store_count(struct store *s, struct job *j, struct store_counts *out);

/* Recomputes the audit chain, the digest of every entry's rows, and the latest
 * values. FAIL_DATABASE, with what is wrong, when something was changed or
 * removed. *head is the hash of the last entry: keep it elsewhere to prove
 * later that nothing was cut off at the end. */
status store_verify(struct store *s, struct job *j, struct store_counts *out, str *head);

/* A consistent copy of the ledger while it is in use; `to` must not exist. */
status store_backup(struct store *s, struct job *j, str to);

#endif
