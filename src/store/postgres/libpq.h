/* libpq.h -- the functions of libpq that are used, found at run time.
 *
 * The library is opened when a ledger in PostgreSQL is: the program neither links with it nor needs
 * its headers, and runs where it is not installed. Prototypes and numbers are those of libpq-fe.h
 * and postgres_ext.h, version 15; they are part of its interface since 9.2 and may not change. */
#ifndef STORE_POSTGRES_LIBPQ_H
#define STORE_POSTGRES_LIBPQ_H

#include "base/job.h"

struct pg_conn;
struct pg_result;
struct pg_option;

enum { PQ_CONNECTION_OK = 0 };
enum { PQ_COMMAND_OK = 1, PQ_TUPLES_OK = 2, PQ_COPY_OUT = 3, PQ_COPY_IN = 4 };
enum { PQ_IDLE = 0 };
enum { PQ_SQLSTATE = 'C', PQ_MESSAGE = 'M' };

/* The types of columns that are understood. */
enum {
    PQ_BOOL = 16, PQ_INT8 = 20, PQ_INT2 = 21, PQ_INT4 = 23, PQ_TEXT = 25, PQ_VARCHAR = 1043,
    PQ_NUMERIC = 1700
};

typedef void pq_notice(void *arg, const char *message);

/* F(result, name behind "PQ", parameters) */
#define LIBPQ(F)                                                                                   \
    F(struct pg_option *, conninfoParse, (const char *url, char **error))                          \
    F(void, conninfoFree, (struct pg_option *))                                                    \
    F(struct pg_conn *, connectdbParams,                                                           \
      (const char *const *name, const char *const *value, int expand_dbname))                      \
    F(void, finish, (struct pg_conn *))                                                            \
    F(void, reset, (struct pg_conn *))                                                             \
    F(int, status, (const struct pg_conn *))                                                       \
    F(int, transactionStatus, (const struct pg_conn *))                                            \
    F(int, serverVersion, (const struct pg_conn *))                                                \
    F(const char *, parameterStatus, (const struct pg_conn *, const char *name))                   \
    F(char *, db, (const struct pg_conn *))                                                        \
    F(char *, errorMessage, (const struct pg_conn *))                                              \
    F(pq_notice *, setNoticeProcessor, (struct pg_conn *, pq_notice *, void *arg))                 \
    F(struct pg_result *, exec, (struct pg_conn *, const char *sql))                               \
    F(struct pg_result *, prepare,                                                                 \
      (struct pg_conn *, const char *name, const char *sql, int n, const unsigned *type))          \
    F(struct pg_result *, execPrepared,                                                            \
      (struct pg_conn *, const char *name, int n, const char *const *value, const int *length,     \
       const int *format, int result_format))                                                      \
    F(struct pg_result *, getResult, (struct pg_conn *))                                           \
    F(int, putCopyData, (struct pg_conn *, const char *bytes, int n))                              \
    F(int, putCopyEnd, (struct pg_conn *, const char *error))                                      \
    F(int, getCopyData, (struct pg_conn *, char **bytes, int async))                               \
    F(void, freemem, (void *))                                                                     \
    F(int, resultStatus, (const struct pg_result *))                                               \
    F(char *, resultErrorField, (const struct pg_result *, int field))                             \
    F(char *, cmdStatus, (struct pg_result *))                                                     \
    F(int, ntuples, (const struct pg_result *))                                                    \
    F(int, nfields, (const struct pg_result *))                                                    \
    F(unsigned, ftype, (const struct pg_result *, int col))                                        \
    F(int, getisnull, (const struct pg_result *, int row, int col))                                \
    F(int, getlength, (const struct pg_result *, int row, int col))                                \
    F(char *, getvalue, (const struct pg_result *, int row, int col))                              \
    F(void, clear, (struct pg_result *))

struct libpq {
#define LIBPQ_MEMBER(result, name, parameters) result (*name) parameters;
    LIBPQ(LIBPQ_MEMBER)
#undef LIBPQ_MEMBER
};

/* Opens the library of that name ("libpq.so.5") and finds all functions. FAIL_SYSTEM, naming the
 * package to install, when it is not there. It stays open: it keeps state of its own. */
status libpq_open(struct job *j, const char *name, struct libpq *out);

#endif
