/* test_signs.c -- digits and signs found once, a window of bytes at a time. */
#include "t.h"

#include "base/window.h"
#include "check/signs.h"

#include <stdlib.h>

void test_signs(void);

static void no_room(void *arg)
{
    (void)arg;
    abort();
}

static lanes blanks(lanes bytes)
{
    return lanes_equal(bytes, ' ');
}

static lanes from_a_to_z(lanes bytes)
{
    return lanes_within(bytes, 'a', 'z');
}

/* Every window against byte by byte, at every length round its end. */
static void test_windows(void)
{
    char text[3 * WINDOW];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 37 + i / 7);
    for (size_t len = WINDOW - 9; len <= sizeof text; len += 3) {
        str s = { text, len };
        bool right = true;

        for (size_t at = 0; at < len; at += WINDOW)
            for (size_t i = 0; i < WINDOW; i++) {
                char byte = at + i < len ? text[at + i] : '\0';

                right &= (window_of(s, at, blanks) >> i & 1) == (byte == ' ');
                right &= (window_of(s, at, from_a_to_z) >> i & 1) == (byte >= 'a' && byte <= 'z');
            }
        T(right, "windows of %zu bytes", len);
    }
    T(first_of_window(UINT64_C(1) << 63) == 63 && first_of_window(6) == 1, "the first place");
}

static void test_found(struct arena *a)
{
    struct block block[] = {
        { .kind = BLOCK_PARA, .flow = { .text = STR("Có 12 xã (3 huyện), đạt 94 ,87%.. xx") } },
        { .kind = BLOCK_TABLE, .flow = { .text = STR("7 (8)") } },
        { .kind = BLOCK_NOTE, .flow = { .text = STR("“Quý 2” tăng 1.234,5, x y.") } },
        { .kind = BLOCK_PARA, .flow = { .text = { NULL, 0 } } },
    };
    struct doc doc = { .block = block, .nblocks = 4 };
    const struct block_signs *of = signs_of(a, &doc);
    struct digit_walk w = digit_walk(&of[2]);

    T(of[0].nruns == 4 && of[0].run[0].from == 4 && of[0].run[0].to == 6, "runs of digits");
    T(of[0].nsigns == 4 && block[0].flow.text.ptr[of[0].sign[0]] == '(', "brackets");
    T(block[0].flow.text.ptr[of[0].sign[2]] == '.' && block[0].flow.text.ptr[of[0].sign[3]] == 'x',
      "two marks, two letters");
    T(of[1].nruns == 0 && of[1].nsigns == 0, "no tables");
    T(of[2].nsigns == 2 && of[2].nruns == 4, "quotation marks, and no mark alone");
    T(of[3].nruns == 0 && digit_from(&(struct digit_walk){ of[3].run, of[3].run }, 0) == SIZE_MAX,
      "no text");
    T(digit_from(&w, 0) == of[2].run[0].from, "the first digit");
    T(digit_from(&w, of[2].run[2].from + 1) == of[2].run[2].from + 1, "inside a run");
    T(digit_from(&w, of[2].run[3].to) == SIZE_MAX, "and none behind the last");
}

void test_signs(void)
{
    struct arena *a = arena_open(1 << 20, no_room, NULL);

    if (!T(a, "an arena"))
        return;
    test_windows();
    test_found(a);
    arena_close(a);
}
