/* test_sort.c -- sorting by whole numbers. */
#include "t.h"

#include "base/job.h"
#include "base/sort.h"

void test_sort(void);

/* Keys of these many bits, by a fixed row of chance. */
static void fill(struct sort_item *item, size_t n, unsigned bits)
{
    uint64_t chance = n * 64 + bits;

    for (size_t i = 0; i < n; i++) {
        chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        item[i] = (struct sort_item){ (chance ^ chance >> 29) >> (64 - bits), (uint32_t)i };
    }
}

static bool is_sorted(const struct sort_item *item, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (item[i - 1].key > item[i].key
            || (item[i - 1].key == item[i].key && item[i - 1].what >= item[i].what))
            return false;
    return true;
}

static status sort_some(struct job *j, void *arg)
{
    static const size_t many[] = { 0, 1, 2, 24, 25, 300, 5000 };
    static const unsigned bits[] = { 1, 7, 8, 17, 32, 64 };
    struct sort_item *item = arena_array(j->arena, struct sort_item, 5000);

    (void)arg;
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        for (size_t k = 0; k < sizeof bits / sizeof *bits; k++) {
            fill(item, many[i], bits[k]);
            sort_items(j->arena, item, many[i]);
            T(is_sorted(item, many[i]), "%zu keys of %u bits", many[i], bits[k]);
            sort_items(j->arena, item, many[i]);
            T(is_sorted(item, many[i]), "%zu keys of %u bits, again", many[i], bits[k]);
        }
    return OK;
}

/* The same items by two keys, the second one first. */
static status sort_twice(struct job *j, void *arg)
{
    enum { MANY = 400 };
    struct sort_item item[MANY];

    (void)arg;
    for (uint32_t i = 0; i < MANY; i++)
        item[i] = (struct sort_item){ i * 7919 % 100, i };
    sort_items(j->arena, item, MANY);
    for (size_t i = 0; i < MANY; i++)
        item[i].key = item[i].what % 3;
    sort_items(j->arena, item, MANY);
    for (size_t i = 1; i < MANY; i++)
        T(item[i - 1].key < item[i].key
              || (item[i - 1].key == item[i].key
                  && item[i - 1].what * 7919 % 100 <= item[i].what * 7919 % 100), "item %zu", i);
    return OK;
}

void test_sort(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, sort_some, NULL, NULL) == OK, "sorts");
    T(job_run(&LIMITS_DEFAULT, LANG_VI, sort_twice, NULL, NULL) == OK, "sorts by two keys");
}
