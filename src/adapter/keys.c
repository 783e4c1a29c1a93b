/* keys.c -- texts by number: codes, and figures that have been told. */
#include "adapter/adapter_int.h"

void key_set_init(struct key_set *s, struct arena *a)
{
    *s = (struct key_set){ .arena = a, .nslots = 64 };
    s->slot = arena_array(a, uint32_t, s->nslots);
}

/* The slot of the key, or a free one. */
static uint32_t *key_slot(const struct key_set *s, str key)
{
    size_t i = (size_t)str_hash(key) & (s->nslots - 1);

    while (s->slot[i] && !str_eq(s->key[s->slot[i] - 1], key))
        i = (i + 1) & (s->nslots - 1);
    return &s->slot[i];
}

uint32_t key_set_find(const struct key_set *s, str key)
{
    return *key_slot(s, key);
}

static void grow_key_set(struct key_set *s)
{
    s->nslots *= 2;
    s->slot = arena_array(s->arena, uint32_t, s->nslots);
    for (uint32_t i = 0; i < s->n; i++)
        *key_slot(s, s->key[i]) = i + 1;
}

uint32_t key_set_put(struct key_set *s, str key, bool *is_new)
{
    uint32_t *slot;

    if (2 * s->n >= s->nslots)
        grow_key_set(s);
    slot = key_slot(s, key);
    *is_new = !*slot;
    if (*is_new) {
        *arena_push(s->arena, s->key, s->n, s->cap) = key;
        *slot = (uint32_t)s->n;
    }
    return *slot;
}
