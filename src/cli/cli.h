/* cli.h -- what the commands share: options, output, messages. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "app/app.h"
#include "app/places.h"
#include "base/buf.h"
#include "base/job.h"
#include "diag/diag.h"
#include "store/store.h"

/* Exit statuses. */
enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_FAILED = 2, EXIT_USAGE = 64 };

enum format { FORMAT_TEXT, FORMAT_TSV, FORMAT_JSON, FORMAT_SARIF, FORMAT_HTML, FORMAT_DOCX };

/* One bit per option: a command names those it takes. */
#define OPTION(n) (UINT64_C(1) << (n))
#define TAKES_FORMAT OPTION(0)
#define TAKES_LEVEL OPTION(1)
#define TAKES_ONLY OPTION(2)
#define TAKES_OUT OPTION(3)
#define TAKES_DB OPTION(4)
#define TAKES_LISTEN OPTION(5)
#define TAKES_DEMO OPTION(6)
#define TAKES_COVERAGE OPTION(7)
#define TAKES_JOBS OPTION(8)
#define TAKES_FORM OPTION(9)           /* --format with the forms of findings */
#define TAKES_ONCE OPTION(10)
#define TAKES_RULES OPTION(11)
#define TAKES_UNCHECKED OPTION(12)
#define TAKES_IMPLIED OPTION(13)
#define TAKES_DOSSIER OPTION(14)
#define TAKES_AGAINST OPTION(15)
#define TAKES_CONCORDANCE OPTION(16)
#define TAKES_ACCEPT OPTION(17)
#define TAKES_ACCEPTED OPTION(18)
#define TAKES_LINE OPTION(19)
#define TAKES_UNDO OPTION(20)
#define TAKES_AT OPTION(21)
#define TAKES_AS_OF OPTION(22)
#define TAKES_SOURCE OPTION(23)
#define TAKES_PUBLISHED OPTION(24)
#define TAKES_REASON OPTION(25)
#define TAKES_REVIEW OPTION(26)
#define TAKES_PREVIEW OPTION(27)
#define TAKES_INDICATOR OPTION(28)
#define TAKES_AREA OPTION(29)
#define TAKES_PERIOD OPTION(30)
#define TAKES_KIND OPTION(31)
#define TAKES_BOOK OPTION(32)
#define TAKES_TENANT OPTION(33)
#define TAKES_DATASET OPTION(34)
#define TAKES_RELEASED OPTION(35)
#define TAKES_AGENCY OPTION(36)
#define TAKES_DEADLINE OPTION(37)
#define TAKES_AUTHOR OPTION(38)
#define TAKES_ACTION OPTION(39)
#define TAKES_SINCE OPTION(40)
#define TAKES_UNTIL OPTION(41)
#define TAKES_ENTRY OPTION(42)
#define TAKES_LIMIT OPTION(43)
#define TAKES_ANCHOR OPTION(44)
#define TAKES_ENCRYPT OPTION(45)
#define TAKES_PASSPHRASE OPTION(46)
#define TAKES_UNITS OPTION(50)
#define TAKES_REMOVE OPTION(51)
#define TAKES_BOOKS OPTION(52)
#define TAKES_BY OPTION(53)
#define TAKES_PROFILE OPTION(54)

enum { MAX_AGAINST = 64 };

struct options {
    enum format format;
    enum diag_severity level;
    str only;                   /* codes or kinds with commas between; empty: all */
    rule_set rules;             /* that run */
    str out;                    /* empty: standard output */
    str db;
    str listen;
    bool demo;
    bool dossier;               /* check: all files are one file of papers */
    char *against[MAX_AGAINST]; /* earlier reports, nagainst of them */
    size_t nagainst;
    str concordance;            /* where it is written; empty: nowhere */
    bool coverage;              /* read: what became of each run of digits */
    bool unchecked;             /* check: the figures that no rule could look at */
    bool implied;               /* read: the figures that the sentences pin down */
    str accept;                 /* file of acceptances; empty: beside the document */
    bool accepted;              /* tells what is accepted as well */
    unsigned line;              /* of the finding meant; 0: any */
    bool undo;                  /* accept: takes it back */
    str at;                     /* area: a day; empty: none told */
    str as_of;                  /* a day: what was known then */
    str source;                 /* import: whose figures they are */
    str published;              /* import: the day they became known */
    str reason;                 /* import: why, for the audit */
    str review;                 /* import: the officer's table */
    bool preview;               /* import: prints that table, and keeps nothing */
    str indicator, area, period, kind, book;    /* which figures */
    str dataset;                /* export: the format */
    str profile;                /* import, export: of another system, its name or file */
    bool released;              /* export: only what the public may see */
    str agency, deadline;       /* form: who fills it in, until when */
    str units;                  /* series: the level of the units read */
    bool remove;                /* define: takes it away */
    bool books;                 /* plan: lists the books */
    str by;                     /* plan: which parts */
    str tenant;                 /* number of the province, where a ledger has several */
    str author, action;         /* db log: whose entries, of which changes */
    str since, until;           /* db log: days */
    str entry, limit;           /* db log: numbers */
    str anchor;                 /* db verify: file of hashes kept elsewhere */
    bool encrypt;               /* db backup */
    str passphrase_file;
    bool once;                  /* watch: checks what is there and ends */
    unsigned jobs;              /* files worked on at the same time */
    bool help;
    char **arg;                 /* what is no option: files, codes */
    int nargs;
};

struct cli {
    enum lang lang;
    struct options opt;
    bool closed;                /* the reader of our output went away */
};

struct command {
    const char *name;
    uint64_t takes;             /* TAKES_... */
    uint64_t needs;             /* of these, what must be told: TAKES_DB, TAKES_PERIOD */
    const char *operands;       /* as the usage line shows them; empty: it takes none */
    const char *vi, *en;        /* one line each */
    int (*run)(struct cli *c);
};

extern const struct command cli_command[];     /* ends with an empty name */

/* Opens the ledger of --db for the province of --tenant. FAIL_USAGE without the one, or for no
 * number of a province. */
status cli_open_store(struct job *j, const struct cli *c, enum store_mode mode,
                      struct store **out);

/* The day of an option ("2025-06-30"); 0 when none is told. FAIL_USAGE for no day. */
status cli_day(struct job *j, str word, epoch_day *out);

/* The ledger with what is needed to read it. */
struct cli_ledger {
    struct store *store;
    const struct indicators *catalogue;
    struct places *places;
    str area;                   /* of the setting "area": the ledger's own; may be empty */
};
status cli_ledger_open(struct job *j, const struct cli *c, enum store_mode mode,
                       struct cli_ledger *out);

/* The bit of --kind; 0 when it is not told. FAIL_USAGE for no kind. */
status cli_kinds(struct job *j, const struct cli *c, unsigned *out);

/* FAIL_USAGE: "vi: «word»". */
status cli_fail_word(struct job *j, const char *vi, const char *en, str word);

/* Rows with named fields as --format tsv (behind a head) or json (an object a line) has them. */
struct cli_rows {
    enum format format;
    const char *const *name;
    size_t n;
};
void cli_row_head(struct buf *b, const struct cli_rows *r);
void cli_row(struct buf *b, const struct cli_rows *r, const str *field);

/* "GRDP (giá so sánh 2010) (grdp), tỉnh Điện Biên, 2025-H1, ước thực hiện; nguồn «báo cáo»" */
void cli_put_subject(struct buf *b, const struct cli *c, struct arena *a,
                     const struct cli_ledger *l, const struct fact *f);

/* A figure for people, "trên 1.200 hộ"; its finality; a number and a period as files have them. */
str cli_figure(const struct cli *c, struct arena *a, const struct fact *f);
str cli_status(const struct cli *c, enum fact_status s);
str cli_plain(struct arena *a, dec d);
str cli_period(struct arena *a, period p);

/* The text in the user's language. */
const char *cli_say(const struct cli *c, const char *vi, const char *en);

/* Reads argv[1..] of the command. On false *exit is the status to end with and
 * the message, if any, was printed. */
bool cli_options(struct cli *c, const struct command *cmd, int argc, char **argv, int *exit);

/* "soat: MESSAGE" on standard error; gives EXIT_USAGE. */
int cli_usage(const struct cli *c, const char *vi, const char *en, const char *arg);

/* Tells that there is no such rule, and which there are; gives EXIT_USAGE. */
int cli_unknown_rule(const struct cli *c, str name);

/* Who is recorded as the author of a change made on the command line. */
str cli_author(void);

/* Prints to standard output; remembers when nobody reads it any more. */
void cli_print(struct cli *c, str s);

/* Only findings that `only` asks for, codes or kinds with commas between, are left. */
void cli_select(struct diags *ds, str only);

/* Is each of them the number or the kind of a code? */
bool cli_codes_known(str only);

/* What a file may count of itself. COUNT_FOUND makes the exit status: findings at or
 * above --level. */
enum cli_count { COUNT_FOUND, COUNT_ERRORS, COUNT_WARNINGS, COUNT_NOTES };

/* Counts the findings of a file; `drop`: those below the level are left out. */
void cli_count(struct diags *ds, enum diag_severity level, bool drop, uint32_t *count);

/* The counts of all files. */
struct cli_sum {
    size_t files, failed, found;        /* found: files with COUNT_FOUND */
    size_t count[COUNT_NOTES + 1];
    struct buf kept;            /* of `joined` files: what stood behind a NUL */
    bool piece;                 /* of `joined` files: one was put out */
    struct buf failures;        /* of `joined` files: what `failed` put */
};

/* What a command does with each of its files. */
struct cli_files {
    /* Puts what is to be printed of one file into out, and counts what it found. Runs in
     * any thread: the options are all it may look at. */
    status (*work)(struct job *j, const struct cli *c, str path, struct buf *out,
                   uint32_t *count);
    /* The work writes --out by itself; what it prints goes to standard output. */
    bool writes;
    /* One document is made of all files: head and foot stand whatever happens. What a file
     * puts out begins with a comma and, behind a NUL, what is kept for the foot. */
    bool joined;
    void (*failed)(struct buf *out, str message);
    /* What stands once, before the first file that can be read; may be NULL. */
    void (*head)(struct buf *out, const struct cli *c);
    /* What stands once, behind the last of several files; may be NULL. */
    void (*foot)(struct buf *out, const struct cli *c, const struct cli_sum *sum);
};

/* Works on each operand in a job of its own, --jobs of them at a time, and prints in
 * the order of the operands, into --out where that is given. A failure prints one line
 * and the rest go on. Gives EXIT_FAILED when one failed, else EXIT_FINDINGS when one
 * found something. */
int cli_each_file(struct cli *c, const struct cli_files *files);

/* Of `joined` files: puts a file's piece out, behind that of the file before, and keeps what
 * stands behind its NUL. */
void cli_put_piece(struct buf *out, struct cli_sum *sum, str text);

/* Runs fn once in a job; a failure prints one line and gives EXIT_FAILED. */
int cli_once(struct cli *c, status (*fn)(struct job *j, struct cli *c, void *arg), void *arg);

/* Are findings shown as documents (a page, a Word file), a file each? */
bool shown_wanted(const struct options *o);

/* Can they be written to --out? EXIT_CLEAN, or the status to end with. */
int shown_usage(struct cli *c);

/* Writes the document of one file, and puts a line about it into out. */
status shown_write(struct job *j, const struct cli *c, const struct app_document *d,
                   const struct diags *found, struct buf *out);

/* Prints, or writes, the findings of one document in the form that is asked for, those
 * that are asked for, and counts them. */
status cli_put_findings(struct job *j, const struct cli *c, const struct app_document *d,
                        struct diags *found, struct buf *out, uint32_t *count);

/* What stands before the findings of the first file. */
void cli_put_head(struct buf *out, const struct cli *c);

/* Of many files at once: how many need a look. Rows and objects have no such line. */
void cli_put_sum(struct buf *out, const struct cli *c, const struct cli_sum *sum);

/* soat check --dossier. */
int cli_dossier(struct cli *c);

/* Parts the accepted findings from the open ones. */
status cli_part_accepted(struct job *j, const struct cli *c, const struct app_document *d,
                         struct diags *found);

int cmd_accept(struct cli *c);
int cmd_area(struct cli *c);
int cmd_check(struct cli *c);
int cmd_rules(struct cli *c);
int cmd_read(struct cli *c);
int cmd_explain(struct cli *c);
int cmd_import(struct cli *c);
int cmd_export(struct cli *c);
int cmd_form(struct cli *c);
int cmd_series(struct cli *c);
int cmd_history(struct cli *c);
int cmd_plan(struct cli *c);
int cmd_define(struct cli *c);
int cmd_due(struct cli *c);
int cmd_db(struct cli *c);

/* soat db log: the audit, newest first; --entry N: what that entry changed. */
status db_log(struct job *j, struct cli *c);

/* The number an option holds: from 1; `none` when the option is not there. */
status cli_number(struct job *j, const char *option, str word, int64_t none, int64_t *out);
int cmd_serve(struct cli *c);
int cmd_watch(struct cli *c);

/* Prints the statements of one document; JSON is one object on one line. */
void statements_tsv_header(struct buf *b);
void statements_tsv(struct buf *b, const struct app_document *d);
void statements_json(struct buf *b, const struct app_document *d);
void statements_text(struct buf *b, const struct app_document *d, enum lang lang);

/* The figures that no rule could look at: rows, JSON lines, or (as text) with their places. */
void unchecked_tsv_header(struct buf *b);
void unchecked_print(struct job *j, const struct app_document *d, const struct diags *found,
                     enum format format, struct buf *b);

/* The plans and earlier figures that the files, read as one, pin down. Gives the status to
 * end with. */
int cli_implied(struct cli *c);

/* How each run of digits of the document was understood: rows, JSON lines, or
 * (as text) the counts. */
void coverage_tsv_header(struct buf *b);
void coverage_print(struct buf *b, const struct app_document *d, enum format format,
                    enum lang lang);

#endif
