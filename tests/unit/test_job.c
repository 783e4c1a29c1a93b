/* test_job.c -- one piece of work and its one failure. */
#include "t.h"

#include "base/job.h"

#include <stdio.h>
#include <string.h>

void test_job(void);

struct heard {
    int times;
    status st;
    char message[200];
};

struct work {
    struct heard heard;         /* first: report and fn get one argument */
    bool closed;
    bool listens;
    int kind;
};

static void hear(status st, str message, void *arg)
{
    struct heard *h = arg;

    h->times++;
    h->st = st;
    snprintf(h->message, sizeof h->message, "%.*s", STRF(message));
}

static void work_closed(void *arg)
{
    struct work *w = arg;

    w->closed = true;
    T(!w->listens || w->heard.times == (w->kind != 0 && w->kind != 4),
      "the report comes before the closing");
}

static status work_on(struct job *j, void *arg)
{
    struct work *w = arg;
    status st;

    T(j->failed == OK && j->message.len == 0, "begins well");
    arena_defer(j->arena, work_closed, w);
    switch (w->kind) {
    case 0:
        return OK;
    case 1:
        return job_fail(j, FAIL_FORMAT, "tệp «%s» hỏng ở dòng %d", "«%s» is damaged in line %d",
                        "a", 7);
    case 2:
        st = job_fail(j, FAIL_FILE, "lỗi đầu", "the first");
        T(st == FAIL_FILE, "gives its class");
        T(job_fail(j, FAIL_LIMIT, "lỗi sau %d", "a later %d", 1) == FAIL_FILE,
          "the first one wins");
        return st;
    case 3:
        for (;;)
            arena_alloc(j->arena, 1, 4096);
    case 4:
        job_fail(j, FAIL_FILE, "bỏ qua được", "can be passed over");
        job_forgive(j);
        T(j->failed == OK && j->message.len == 0, "forgiven");
        return OK;
    case 5:
        job_forgive(j);
        job_fail(j, FAIL_FILE, "lỗi thật", "the true one");
        for (;;)
            arena_alloc(j->arena, 1, 4096);
    case 6:
        j->subject = STR("quý 2.md");
        for (;;)
            arena_alloc(j->arena, 1, 4096);
    default:
        return FAIL_USAGE;      /* without a word */
    }
}

static const struct {
    status want;
    const char *vi, *en;
} job_cases[] = {
    { OK, "", "" },
    { FAIL_FORMAT, "tệp «a» hỏng ở dòng 7", "«a» is damaged in line 7" },
    { FAIL_FILE, "lỗi đầu", "the first" },
    { FAIL_LIMIT, "cần quá nhiều bộ nhớ (giới hạn 2 MB), hãy chia nhỏ tệp",
      "too much memory is needed (the limit is 2 MB), split the file" },
    { OK, "", "" },
    { FAIL_FILE, "lỗi thật", "the true one" },
    { FAIL_LIMIT, "«quý 2.md»: cần quá nhiều bộ nhớ (giới hạn 2 MB), hãy chia nhỏ tệp",
      "«quý 2.md»: too much memory is needed (the limit is 2 MB), split the file" },
    { FAIL_USAGE, "", "" },
};

static void test_kinds(enum lang lang)
{
    struct limits small = LIMITS_DEFAULT;

    small.memory = 2 << 20;
    for (int i = 0; i < (int)(sizeof job_cases / sizeof *job_cases); i++) {
        struct work w = { .kind = i, .listens = true };
        const char *want = lang == LANG_EN ? job_cases[i].en : job_cases[i].vi;
        status st = job_run(&small, lang, work_on, &w, hear);

        T(st == job_cases[i].want, "case %d: %d", i, st);
        T(w.heard.times == (st != OK) && w.heard.st == st, "case %d was heard %d times", i,
          w.heard.times);
        T(strcmp(w.heard.message, want) == 0, "case %d: «%s»", i, w.heard.message);
        T(w.closed, "case %d: its arena is closed", i);
    }
}

/* A job inside a job: each runs out alone. */
static status work_inside(struct job *j, void *arg)
{
    struct limits small = j->limits;
    struct work w = { .kind = 3 };

    (void)arg;
    small.memory = 1 << 20;
    T(job_run(&small, j->lang, work_on, &w, hear) == FAIL_LIMIT, "the inner one");
    T(arena_new(j->arena, int) != NULL && j->failed == OK, "the outer one goes on");
    return OK;
}

static void test_limits(void)
{
    T(LIMITS_DEFAULT.memory == (size_t)1 << 30 && LIMITS_DEFAULT.file_bytes == 256u << 20 &&
      LIMITS_DEFAULT.table_cells == 4000000 && LIMITS_DEFAULT.findings == 10000 &&
      LIMITS_DEFAULT.figures == 300000, "the defaults");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, work_inside, NULL, NULL) == OK, "nested");

    struct limits none = LIMITS_DEFAULT;
    struct work w = { .kind = 3 };

    /* From nothing up, however early it ends it ends in one way. */
    for (none.memory = 0; none.memory < 300000; none.memory += 4093) {
        w = (struct work){ .kind = 3, .closed = false };
        T(job_run(&none, LANG_VI, work_on, &w, NULL) == FAIL_LIMIT, "%zu bytes", none.memory);
    }
}

void test_job(void)
{
    test_kinds(LANG_VI);
    test_kinds(LANG_EN);
    test_limits();
}
