/* test_str.c -- borrowed slices. */
#include "t.h"

#include "base/str.h"

#include <string.h>

void test_str(void);

static const str nothing = { NULL, 0 };

static void test_compare(void)
{
    T(str_eq(STR("hộ"), STR("hộ")) && !str_eq(STR("hộ"), STR("hội")), "equal");
    T(str_eq(nothing, STR("")) && str_eq(nothing, nothing), "the empty slices are one");
    T(str_cmp(STR("a"), STR("b")) < 0 && str_cmp(STR("b"), STR("a")) > 0, "order");
    T(str_cmp(STR("ab"), STR("abc")) < 0 && str_cmp(STR("abc"), STR("ab")) > 0, "shorter first");
    T(str_cmp(STR("đ"), STR("z")) > 0, "bytes, not signed characters");
    T(str_cmp(nothing, STR("")) == 0 && str_cmp(nothing, STR("a")) < 0, "empty");
    T(str_starts(STR("nghìn tấn"), STR("nghìn")) && !str_starts(STR("ng"), STR("nghìn")), "starts");
    T(str_ends(STR("nghìn tấn"), STR("tấn")) && !str_ends(STR("n"), STR("tấn")), "ends");
    T(str_starts(nothing, nothing) && str_ends(STR("a"), nothing), "all begin with nothing");
    T(str_from(NULL).len == 0 && str_from("abc").len == 3, "from C");
    T(str_is(STR("hộ"), "hộ") && !str_is(STR("hộ"), "hộ nghèo") && !str_is(STR("hộ nghèo"), "hộ") &&
      !str_is(STR("hộ"), "xã") && str_is(nothing, "") && !str_is(nothing, "a"), "of C");
}

static void test_cut(void)
{
    str s = STR("tổng số");

    T(str_eq(str_sub(s, 0, 4), STR("tổ")), "sub");
    T(str_sub(s, 5, 4).len == 0 && str_sub(s, 99, 120).len == 0, "nothing to cut");
    T(str_eq(str_sub(s, 0, SIZE_MAX), s), "clipped");
    T(str_sub(nothing, 0, 9).len == 0, "of nothing");
    T(str_eq(str_trim(STR(" \t5 hộ\r\n")), STR("5 hộ")), "trim");
    T(str_trim(STR(" \r\n\t")).len == 0 && str_trim(nothing).len == 0, "only blanks");
}

static const struct {
    const char *s, *needle;
    size_t want;
} find_cases[] = {
    { "so với cùng kỳ", "cùng", 9 },
    { "abab", "ab", 0 },
    { "aab", "ab", 1 },
    { "aaaab", "aab", 2 },
    { "abc", "abc", 0 },
    { "abc", "c", 2 },
    { "abc", "cd", SIZE_MAX },
    { "abc", "abcd", SIZE_MAX },
    { "", "a", SIZE_MAX },
    { "abc", "", 0 },
    { "", "", 0 },
};

static void test_find(void)
{
    for (size_t i = 0; i < sizeof find_cases / sizeof *find_cases; i++)
        T(str_find(str_from(find_cases[i].s), str_from(find_cases[i].needle)) ==
          find_cases[i].want, "«%s» in «%s»", find_cases[i].needle, find_cases[i].s);
    T(str_find(nothing, STR("a")) == SIZE_MAX && str_find(nothing, nothing) == 0, "in nothing");
}

/* The same as a byte at a time, from each offset. */
static void test_find_kinds(void)
{
    str s = STR("huyện 5 xã, `@[{/:~ 12.450,5 tỷ đồng (GRDP) và Z9; đạt 0 tấn ẤỘ A");

    for (size_t from = 0; from <= s.len; from++) {
        size_t digit = from, capital = from;

        while (digit < s.len && !(s.ptr[digit] >= '0' && s.ptr[digit] <= '9'))
            digit++;
        while (capital < s.len && !(s.ptr[capital] >= 'A' && s.ptr[capital] <= 'Z'))
            capital++;
        T(str_find_digit(s, from) == digit, "a digit from %zu", from);
        T(str_find_capital(s, from) == capital, "a capital from %zu", from);
    }
}

/* The fields joined by '|'. */
static const struct {
    const char *s, *want;
} split_cases[] = {
    { "a;b;c", "a|b|c|" },
    { "a", "a|" },
    { "a;", "a||" },
    { ";a", "|a|" },
    { ";;", "|||" },
    { "", "|" },
};

static void test_split(void)
{
    str field;

    for (size_t i = 0; i < sizeof split_cases / sizeof *split_cases; i++) {
        char got[64] = "";
        str rest = str_from(split_cases[i].s);

        while (str_split(&rest, ';', &field)) {
            strncat(got, field.ptr ? field.ptr : "", field.len);
            strncat(got, "|", 2);
        }
        T(strcmp(got, split_cases[i].want) == 0, "«%s» gives %s", split_cases[i].s, got);
    }

    str none = nothing;

    T(!str_split(&none, ';', &field), "nothing has no field");
}

static void test_hash(void)
{
    T(str_hash(nothing) == UINT64_C(0xCBF29CE484222325), "FNV-1a of nothing");
    T(str_hash(STR("a")) == UINT64_C(0xAF63DC4C8601EC8C), "FNV-1a of a");
    T(str_hash(STR("foobar")) == UINT64_C(0x85944171F73967E8), "FNV-1a of foobar");
    T(str_hash_more(str_hash(STR("foo")), STR("bar")) == str_hash(STR("foobar")), "bit by bit");
}

static void test_quick_hash(void)
{
    static const char text[] = "sản lượng lương thực có hạt";
    str copy = { NULL, 0 };
    char other[sizeof text];

    T(str_quick_hash(nothing) == str_quick_hash(STR("")), "the empty slices are one");
    for (size_t len = 0; len < sizeof text; len++) {
        str s = { text, len };

        memcpy(other, text, sizeof text);
        copy = (str){ other, len };
        T(str_quick_hash(s) == str_quick_hash(copy), "the same text, %zu bytes", len);
        other[len ? len / 2 : 0] ^= 1;
        T(len == 0 || str_quick_hash(s) != str_quick_hash(copy), "another text, %zu bytes", len);
    }
}

void test_str(void)
{
    test_compare();
    test_cut();
    test_find();
    test_find_kinds();
    test_split();
    test_hash();
    test_quick_hash();
}
