/* diag.h -- findings: what is wrong in the user's text, as data.
 *
 * A finding never stops anything and is no failure. Checks add findings in any
 * order; diags_settle() sorts them by place and keeps one a place. */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/buf.h"
#include "base/job.h"
#include "base/source.h"
#include "num/dec.h"

enum diag_severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diag_code {
    DIAG_NONE,
#define CODE(number, name, kind, severity, vi, en) DIAG_##name = (number),
#include "diag/codes.def"
};

/* How many there are. */
enum {
    DIAG_CODES = 0
#define CODE(number, name, kind, severity, vi, en) + 1
#include "diag/codes.def"
};

enum diag_remark {
#define REMARK(name, vi, en) REMARK_##name,
#include "diag/codes.def"
    REMARK_COUNT
};

/* One entry of the catalogue. */
struct diag_entry {
    enum diag_code code;
    const char *name;
    const char *kind;           /* sum share ratio growth plan repeat unit format date ... */
    enum diag_severity severity;
    const char *vi, *en;
};

/* The whole catalogue in order of number, or one entry (NULL for no such). */
const struct diag_entry *diag_catalogue(size_t *count);
const struct diag_entry *diag_find(enum diag_code code);

enum { DIAG_ARGS = 6 };

/* A line under a finding. Hints tell what to do, the others how it was found. */
struct diag_note {
    enum diag_remark remark;
    bool is_hint;
    bool has_where;
    span where;
    const struct source *in;    /* what `where` points into, NULL: the source of the findings */
    str arg[DIAG_ARGS];
    uint32_t nargs;
};

/* Somebody has looked at a finding and accepts it. Texts as they were put down. */
struct diag_acceptance {
    str when, who, reason;
    str code, stated, sentence; /* of the finding then */
    str fingerprint;
};

struct diag {
    enum diag_code code;
    enum diag_severity severity;    /* the catalogue's, unless a check lowers it */
    span where;                     /* of the blamed figure */
    str stated;                     /* as printed */
    str computed;                   /* plain decimal; empty when no number applies */
    str culprit;                    /* the figure to blame, when it is another than stated */
    str repair;                     /* what should stand there, when known */
    str arg[DIAG_ARGS];
    uint32_t nargs;
    struct diag_note *note;
    size_t nnotes, note_cap;
    uint32_t serial;                /* order of adding, the last key of sorting */
    uint8_t rule;                   /* index of the rule that found it */
    str sentence, fingerprint;      /* what it is known by again; empty where nobody looked */
    const struct diag_acceptance *acceptance;       /* NULL: it is open */
    bool held;                      /* not to be told unless something explains it */
};

/* A figure that a rule has looked at, told by where its digits begin. */
struct diag_mark {
    uint32_t at;
    uint8_t rule;
};

/* How much of a report was looked at. Places with digits, each counted once. */
struct diag_by_rule {
    const char *name;
    uint32_t figures;           /* places this rule looked at */
};

/* A figure that no rule could look at, and what it lacks, in the findings' language. */
struct diag_open {
    span where;
    const char *why;
};

struct diag_coverage {
    uint32_t seen;              /* numbers of the text */
    uint32_t understood;        /* of these: it is known what they are */
    uint32_t figures;           /* figures of statements */
    uint32_t checked;           /* of these: at least one rule could look at them */
    struct diag_by_rule *rule;  /* those that looked at something */
    uint32_t nrules;
    struct diag_open *open;     /* the numbers that no rule looked at, by place */
    size_t nopen;
};

/* The findings of one source, in the job's arena. */
struct diags {
    struct arena *arena;
    const struct source *src;
    enum lang lang;
    size_t limit;
    struct diag **item;
    size_t count, cap;
    size_t dropped;                 /* found beyond the limit: counted, not kept */
    struct diag *spare;             /* that stands for those; NULL until one is needed */
    uint32_t checked;               /* computations compared with a stated figure */
    uint32_t figures;               /* figures that were looked at; 0 when nobody told */
    uint8_t rule;                   /* index of the rule that runs: of what is added now */
    struct diag_mark *mark;         /* once settled: by place, then rule, each once */
    size_t nmarks, mark_cap;
    struct diag **accepted;         /* findings that somebody accepts: not among the items */
    size_t naccepted, accepted_cap;
    const struct diag_acceptance **stale;           /* acceptances that meet no finding */
    size_t nstale, stale_cap;
    const struct diag_coverage *coverage;       /* NULL where nobody counted */
};

void diags_init(struct diags *ds, struct job *j, const struct source *src);

/* A new finding; never NULL (beyond the limit a spare one that is not kept). */
struct diag *diag_add(struct diags *ds, enum diag_code code, span where);
void diag_arg(struct diag *d, str text);
void diag_arg_dec(struct diags *ds, struct diag *d, dec value);        /* 1.234,50 */
void diag_stated(struct diag *d, str as_printed);
void diag_computed(struct diags *ds, struct diag *d, dec value);       /* 1234.50 */

/* Notes live until the arena closes, but a further note of the same finding may
 * move them: fill one before adding the next. */
struct diag_note *diag_note(struct diags *ds, struct diag *d, enum diag_remark remark);
struct diag_note *diag_note_at(struct diags *ds, struct diag *d, enum diag_remark remark,
                               span where);

/* A note about a place of another document, whose source lives as long as the findings. */
struct diag_note *diag_note_in(struct diags *ds, struct diag *d, enum diag_remark remark,
                               const struct source *in, span where);

/* Does the note tell only what the finding's computation tells: a part that stands in the
 * same paragraph? Where there is little room it is left out. */
bool diag_note_is_plain(const struct diags *ds, const struct diag *d, const struct diag_note *n);

/* The source that a note with a place points into. */
const struct source *note_source(const struct diags *ds, const struct diag_note *n);

struct diag_note *diag_hint(struct diags *ds, struct diag *d, enum diag_remark remark);
void note_arg(struct diag_note *n, str text);
void note_arg_dec(struct diags *ds, struct diag_note *n, dec value);

/* The running rule has looked at the figure there; a finding says so by itself. */
void diag_mark(struct diags *ds, span where);

/* Drops those that are held, sorts by place; of findings that begin at one place the
 * gravest stays, and among equals the one that knows a repair, then the first added. */
void diags_settle(struct diags *ds);

size_t diags_count(const struct diags *ds, enum diag_severity severity);

/* The texts with their arguments put in. Messages carry no place. */
str diag_message(const struct diags *ds, const struct diag *d);
str diag_note_message(const struct diags *ds, const struct diag_note *n);
const char *diag_severity_name(enum diag_severity s);      /* error, warning, note */

/* The same for people: "lỗi", and a sign that says it without colours: ✗ ! · */
const char *diag_severity_word(enum diag_severity s, enum lang lang);
const char *diag_severity_sign(enum diag_severity s);

#endif
