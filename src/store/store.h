/* store.h -- the ledger: facts with revisions, documents, provenance, audit.
 *
 * Append-only: a correction is a new revision of the same figure, taking a figure back is a
 * revision that withdraws it, and every question can be asked as of a day. Everything is kept per
 * tenant (a province). Functions return the job's failure (FAIL_DATABASE, FAIL_FILE, FAIL_FORMAT);
 * what is read lives in the job's arena, or in that of the job that opened the store. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/job.h"
#include "base/source.h"
#include "model/fact.h"

struct store;

enum store_mode {
    STORE_READ,                 /* must exist; never writes */
    STORE_WRITE,                /* must exist; brought up to this version */
    STORE_CREATE                /* made when it is not there */
};

/* Opens a ledger: a file of SQLite, or what a postgresql:// URL leads to. It closes with the
 * arena of j. The tenant is a number from 1 on; 0 stands for 1. */
status store_open(struct job *j, str where, enum store_mode mode, struct store **out);
status store_open_tenant(struct job *j, str where, enum store_mode mode, int64_t tenant,
                         struct store **out);

/* Is it the URL of a server? Else it is the name of a file. */
bool store_is_url(str where);
int64_t store_tenant(const struct store *s);

/* Which version its tables had when it was opened (0: there were none), and have now. */
void store_versions(const struct store *s, int64_t *before, int64_t *now);

/* All changes stand between begin and commit, which is on disk when it returns. What is not
 * committed is undone by abort, by closing, or by a crash. The author and the action stand in the
 * audit; they must live until then. A transaction that has changed nothing leaves no entry.
 * Texts are UTF-8 without a NUL and names have 2,600 bytes at most, in either database; where one
 * is not so, the call that brings it fails, and so does commit. */
status store_begin(struct store *s, struct job *j, str author, str action);
status store_commit(struct store *s, struct job *j);
void store_abort(struct store *s);

/* Why the change is made, for the audit; between begin and commit. */
void store_say_reason(struct store *s, str reason);

/* The same as one call: begin, change(s, j, arg), commit; abort where change fails. Where the
 * database asks to try again, all of it is, some times. */
struct store_change {
    str author, action, reason;
    status (*fn)(struct store *s, struct job *j, void *arg);
    void *arg;
};
status store_change(struct store *s, struct job *j, const struct store_change *c);

/* What is read between these is one state of the ledger, whatever writers do meanwhile. */
status store_read_begin(struct store *s, struct job *j);
void store_read_end(struct store *s);

/* -- facts -- */

enum put_result { PUT_NEW, PUT_REVISED, PUT_SAME };

/* Adds the facts, or revisions of them where number, state, unit, hedge, status, note or reason
 * differ from what was known on the day they were published; nothing is added where they do not,
 * nor for a draft that tells what the last draft until that day told.
 * Fills revision, entry and, where it is 0, published (today); *how has room for n. A fact that
 * comes late (published before the last revision) is kept, and does not become the current one.
 * FAIL_FORMAT for a period that cannot be kept or a text with a NUL. */
status store_put_facts(struct store *s, struct job *j, struct fact *list, size_t n,
                       enum put_result *how);
status store_put_fact(struct store *s, struct job *j, struct fact *f, enum put_result *how);

struct facts {
    struct fact *list;
    size_t count;
};

/* Which facts: zero and empty take all. */
struct fact_filter {
    str indicator, area, source, book, breakdown;
    bool whole;                 /* only facts without a breakdown */
    unsigned kinds;             /* bits 1 << enum fact_kind */
    period at;                  /* of exactly this period */
    int from_year, from_month;  /* else: that end in this month or later */
    int to_year, to_month;      /* and in this month or earlier; month 0: December */
    epoch_day as_of;            /* what was known at the end of that day */
    int64_t recorded_until;     /* what had been recorded at that moment (seconds since 1970) */
    bool withdrawn;             /* figures taken back, too */
    bool bare;                  /* may leave out hedge, name and document: for many figures */
    size_t offset, limit;       /* after the first so many, so many; limit 0: all */
};

/* The revision of each figure that is current (struct contest in model/fact.h), or was at the end
 * of `as_of`. By indicator, area, period, kind, book, source and breakdown. */
status store_facts(struct store *s, struct job *j, const struct fact_filter *filter,
                   struct facts *out);

/* The same one by one, by series within some years, for ledgers larger than memory; what fn is
 * given is gone when it returns. Its failure ends the walk. */
status store_each_fact(struct store *s, struct job *j, const struct fact_filter *filter,
                       status (*fn)(void *arg, const struct fact *f), void *arg);

/* Every revision of one figure, in the order of recording. */
status store_revisions(struct store *s, struct job *j, const struct fact *key, struct facts *out);

/* How many figures an area has for each period, by period. Kept in step with the facts. */
struct period_tally {
    period when;
    int64_t facts;              /* revisions apart; plans and breakdowns not counted */
};
status store_periods(struct store *s, struct job *j, str area, struct period_tally **out,
                     size_t *n);

/* The plan books that facts of this kind are of, the empty one not among them; as the store knows
 * them since it last read or began. In the arena. */
size_t store_books(struct store *s, struct arena *a, enum fact_kind kind, const str **out);

/* How many current-or-not figures each area has, the busiest first. */
struct area_tally {
    str area;
    int64_t facts;
};
status store_areas(struct store *s, struct job *j, struct area_tally **out, size_t *n);

/* -- documents and what they quote -- */

struct document {
    int64_t id;                 /* put fills it */
    str hash;                   /* SHA-256 of the text, in hex; put fills it */
    str name;                   /* of the file */
    str title;
    str kind;                   /* report, table, form */
    str period;
    str area;
    str source;                 /* whose document it is */
    epoch_day published;        /* its date; 0: today, put fills it */
    str text;
    int64_t statements;
    int64_t errors, warnings, notes;
    int64_t entry;              /* put fills it */
};

/* Adds the document unless its text is already there; *known tells. */
status store_put_document(struct store *s, struct job *j, struct document *d, bool *known);

/* Where a document states a fact, and with which digits: a document may state one thing twice,
 * and differently. */
struct fact_mention {
    int64_t document;
    int64_t ordinal;            /* 1, 2, ... in reading order */
    struct fact *fact;          /* its key and revision */
    uint32_t line, col;
    span where;
    str place;                  /* as people look for it: "Phụ lục!C7", "trang 3" */
    str sentence;
    bool has_value;
    dec value;
    bool differs;               /* from the fact it is a mention of */
};

status store_put_mention(struct store *s, struct job *j, const struct fact_mention *m);

struct mentions {
    struct fact_mention *list;
    size_t count;
};

/* What a document quotes, in reading order, with the revision it quotes. */
status store_mentions(struct store *s, struct job *j, int64_t document, struct mentions *out);

/* Every place that quotes a revision of this figure, by document. */
status store_quotes(struct store *s, struct job *j, const struct fact *key, struct mentions *out);

/* Documents, newest first, without their texts; one with its text. FAIL_USAGE when there is none
 * with the id. */
struct documents {
    struct document *list;
    size_t count;
};
status store_documents(struct store *s, struct job *j, struct documents *out);
status store_document(struct store *s, struct job *j, int64_t id, struct document *out);

/* -- what is defined rather than measured -- */

/* Plan books, formulas, mappings of names, releases, settings ...: a text under a type and an id,
 * with revisions as facts have them. An empty body takes it away. Nothing is added when the body is
 * the one that is there. */
struct record {
    str type, id, body;
    int64_t revision, entry;
};
struct records {
    struct record *list;
    size_t count;
};
status store_put_record(struct store *s, struct job *j, str type, str id, str body);
status store_record(struct store *s, struct job *j, str type, str id, str *body);
status store_records(struct store *s, struct job *j, str type, struct records *out);

/* Records of type "setting". */
status store_setting(struct store *s, struct job *j, str name, str *out);
status store_put_setting(struct store *s, struct job *j, str name, str value);

/* -- the audit -- */

struct audit_entry {
    int64_t entry;
    int64_t since;              /* the first entry whose rows the digest covers; 0: sealed later */
    int64_t recorded_at;        /* seconds since 1970 */
    str author, action, reason;
    int64_t nrows;
    str digest, previous, hash;
};
struct audit_log {
    struct audit_entry *list;
    size_t count;
};

/* Entries first..last (0: to the end), oldest first. */
status store_audit(struct store *s, struct job *j, int64_t first, int64_t last,
                   struct audit_log *out);

/* What a ledger holds. */
struct store_counts {
    int64_t facts, revisions, documents, mentions, records, entries;
};
status store_count(struct store *s, struct job *j, struct store_counts *out);

/* Recomputes the chain of the audit, the digest of every entry's rows, the tallies, and that what
 * rows point at is there. FAIL_FORMAT, with what is wrong, when something was changed, removed or
 * slipped in; other failures say that it could not be read. *head is the hash of the last entry:
 * keep it elsewhere to prove later that nothing was cut off at the end. */
status store_verify(struct store *s, struct job *j, struct store_counts *out, str *head);

/* -- copies -- */

/* A consistent copy as one file of SQLite while the ledger is in use; `to` must not exist, and is
 * whole or not there. Of a file all tenants, of a server the one that was opened. */
status store_backup(struct store *s, struct job *j, str to);

/* The same without a name, on the disk of the file `beside`: to be verified, and sent or written
 * where it is wanted. It is gone with the arena of j, and when the program is killed. */
status store_snapshot(struct store *s, struct job *j, str beside, struct store **out);

/* Bytes of a ledger as a file: fn reads them from fd, or writes them to it, from its start. */
struct store_bytes {
    status (*fn)(struct job *j, int fd, void *arg);
    void *arg;
    str name;                   /* of the other end, for messages */
};
status store_send(struct store *snapshot, struct job *j, const struct store_bytes *to);

/* The snapshot as a file, which must not exist. */
status store_write(struct store *snapshot, struct job *j, str to);

/* A snapshot of bytes that come from elsewhere, brought up to this version. */
status store_receive(struct job *j, str beside, const struct store_bytes *from, int64_t tenant,
                     struct store **out);

/* Everything of `from`'s tenant into the empty tenant of `to`, which may be another database:
 * every row, the audit too, as it is. */
status store_copy(struct store *from, struct store *to, struct job *j);

#endif
