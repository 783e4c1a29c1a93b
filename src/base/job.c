/* job.c -- one piece of work: its memory, its limits, its one failure. */
#include "base/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SUBJECT_BYTES = 240 };

const struct limits LIMITS_DEFAULT = {
    .memory = (size_t)1 << 30,
    .file_bytes = (size_t)256 << 20,
    .table_cells = 4000000,
    .blocks = 250000,           /* a report of a thousand pages has 30,000 */
    .findings = 10000,
    .figures = 300000,          /* a yearbook of a thousand pages has fewer */
    .text_bytes = (size_t)64 << 20,
    .unpacked_bytes = (size_t)200 << 20,
    .unpack_ratio = 400,        /* a sheet of equal rows reaches 200 */
    .members = 10000,
    .nesting = 256,
    .documents = 200,
    .pages = 2000,
    .seconds = 60,
};

struct job_run {
    struct job job;
    status (*fn)(struct job *j, void *arg);
    void *arg;
    jmp_buf out_of_memory;
    char note[400];             /* the message when the arena has no room for one */
};

/* As much of a name as a message has room for; a character is not cut. */
static str shown_subject(str s)
{
    size_t most = s.len < SUBJECT_BYTES ? s.len : SUBJECT_BYTES;

    while (most < s.len && most > 0 && ((unsigned char)s.ptr[most] & 0xC0) == 0x80)
        most--;
    return str_sub(s, 0, most);
}

static void fail_memory(struct job_run *r)
{
    static const char vi[] = "%s%.*s%scần quá nhiều bộ nhớ (giới hạn %zu MB), hãy chia nhỏ tệp";
    static const char en[] = "%s%.*s%stoo much memory is needed (the limit is %zu MB), "
                             "split the file";
    str subject = shown_subject(r->job.subject);
    size_t mb = r->job.limits.memory >> 20;
    int n;

    if (r->job.failed != OK)
        return;
    n = snprintf(r->note, sizeof r->note, r->job.lang == LANG_EN ? en : vi,
                 subject.len ? "«" : "", STRF(subject), subject.len ? "»: " : "", mb);
    r->job.failed = FAIL_LIMIT;
    r->job.message = (str){ r->note, n > 0 ? (size_t)n : 0 };
}

static void job_exhausted(void *arg)
{
    struct job_run *r = arg;

    fail_memory(r);
    longjmp(r->out_of_memory, 1);
}

/* Apart from job_run, so that everything changed behind setjmp lives in the
 * caller's frame and keeps its value. */
static status run_guarded(struct job_run *r)
{
    if (setjmp(r->out_of_memory))
        return r->job.failed;
    return r->fn(&r->job, r->arg);
}

status job_run(const struct limits *limits, enum lang lang,
               status (*fn)(struct job *j, void *arg), void *arg,
               void (*report)(status st, str message, void *arg))
{
    struct job_run r = { .job = { .limits = *limits, .lang = lang }, .fn = fn, .arg = arg };
    status st;

    r.job.arena = arena_open(limits->memory, job_exhausted, &r);
    if (r.job.arena) {
        st = run_guarded(&r);
    } else {
        fail_memory(&r);
        st = r.job.failed;
    }
    if (st != OK && report)
        report(st, r.job.message, arg);
    arena_close(r.job.arena);
    return st;
}

status job_fail(struct job *j, status class, const char *vi, const char *en, ...)
{
    va_list ap;

    if (j->failed != OK)
        return j->failed;
    va_start(ap, en);
    j->message = arena_vprintf(j->arena, j->lang == LANG_EN ? en : vi, ap);
    va_end(ap);
    j->failed = class;
    return class;
}

void job_forgive(struct job *j)
{
    j->failed = OK;
    j->message = (str){ NULL, 0 };
}
