/* test_geography.c -- units with identity: the shipped data, names on a day, successions,
 * and what a hostile file is told. */
#include "model/geography.h"

#include <stdio.h>
#include <string.h>

#include "base/os.h"
#include "t.h"

static epoch_day at_day(const char *iso)
{
    epoch_day d = 0;

    T(day_parse(str_from(iso), &d), "%s", iso);
    return d;
}

static const char *said_id(const struct area *u)
{
    static char text[32];

    snprintf(text, sizeof text, "%.*s", STRF(u ? u->id : STR("none")));
    return text;
}

/* -- the shipped data -- */

static size_t count_successors(const struct area *u)
{
    size_t n = 0;

    for (const struct succession *s = u->became; s; s = s->next_became)
        n++;
    return n;
}

static size_t count_predecessors(const struct area *u)
{
    size_t n = 0;

    for (const struct succession *s = u->made_of; s; s = s->next_made_of)
        n++;
    return n;
}

/* 52 provinces became 23, 11 did not change; Đồng Nai became a city in 2026. */
static void test_provinces(const struct geography *g, struct arena *a)
{
    struct area_list old = { 0 }, now = { 0 }, today = { 0 };
    size_t unchanged = 0, merged = 0;

    geography_children(g, a, NULL, at_day("2025-06-30"), &old);
    geography_children(g, a, NULL, at_day("2025-07-01"), &now);
    geography_children(g, a, NULL, at_day("2026-11-01"), &today);
    T(old.n == 63 && now.n == 34 && today.n == 34, "%zu, %zu, %zu", old.n, now.n, today.n);
    for (size_t i = 0; i < old.n; i++)
        unchanged += area_list_has(&now, old.area[i]);
    for (size_t i = 0; i < now.n; i++)
        merged += count_predecessors(now.area[i]) > 0;
    T(unchanged == 11 && merged == 23, "%zu unchanged, %zu new", unchanged, merged);
    for (size_t i = 0; i < old.n; i++)
        T(area_list_has(&now, old.area[i]) ||
          (count_successors(old.area[i]) == 1 && old.area[i]->became->whole &&
           str_eq(old.area[i]->became->act, STR("202/2025/QH15"))), "%s", said_id(old.area[i]));

    const struct area *city = geography_find(g, STR("75/2026-04-30"));
    if (T(city && city->made_of, "Đồng Nai of 2026")) {
        T(str_eq(city->kind, STR("thành phố")), "a city");
        T(str_eq(city->made_of->before->id, STR("75/2025-07-01")), "out of the province");
        geography_ground(a, city, at_day("2020-01-01"), &old);
        T(old.n == 2 && str_eq(old.area[0]->name, STR("Bình Phước")) &&
          str_eq(old.area[1]->name, STR("Đồng Nai")), "two steps back: %zu", old.n);
    }
    T(str_eq(geography_find(g, STR("15"))->name, STR("Yên Bái")) &&
      str_eq(geography_find(g, STR("15/2025-07-01"))->name, STR("Lào Cai")),
      "a code is no identity");
}

/* 129 communes of 10 districts became 45, each whole; sizes as the ministry counts them. */
static void test_dien_bien(const struct geography *g, struct arena *a)
{
    static const size_t communes[10] = { 12, 3, 11, 12, 12, 19, 21, 14, 10, 15 };
    const struct area *province = geography_find(g, STR("11"));
    struct area_list districts = { 0 }, old = { 0 }, now = { 0 };
    size_t size[8] = { 0 }, total = 0;

    geography_children(g, a, province, at_day("2025-06-30"), &districts);
    geography_communes(g, a, province, at_day("2025-06-30"), &old);
    geography_children(g, a, province, at_day("2025-07-01"), &now);
    if (!T(districts.n == 10 && old.n == 129 && now.n == 45, "%zu, %zu, %zu", districts.n, old.n,
           now.n))
        return;
    for (size_t i = 0; i < 10; i++) {
        struct area_list in = { 0 };

        geography_children(g, a, districts.area[i], at_day("2025-06-30"), &in);
        T(in.n == communes[i], "%s: %zu", said_id(districts.area[i]), in.n);
    }
    for (size_t i = 0; i < old.n; i++)
        T(count_successors(old.area[i]) == 1 && old.area[i]->became->whole &&
          str_eq(old.area[i]->became->act, STR("1661/NQ-UBTVQH15")) &&
          area_list_has(&now, old.area[i]->became->after), "%s", said_id(old.area[i]));
    for (size_t i = 0; i < now.n; i++) {
        size_t n = count_predecessors(now.area[i]);

        size[n < 8 ? n : 7]++;
        total += n;
    }
    T(size[2] == 16 && size[3] == 22 && size[4] == 5 && size[5] == 1 && size[6] == 1 &&
      total == 129, "sizes %zu %zu %zu %zu %zu, %zu", size[2], size[3], size[4], size[5], size[6],
      total);
}

/* Every unit ends the day before its successors begin, and every commune of the country has
 * both neighbours. */
static void test_country(const struct geography *g)
{
    size_t units = 0, old = 0, divided = 0;

    for (const struct area *u; (u = geography_each(g, units)) != NULL; units++) {
        for (const struct succession *s = u->became; s; s = s->next_became)
            T(s->before == u && s->effective == u->to + 1 && s->after->from == s->effective, "%s",
              said_id(u));
        if (u->level == AREA_COMMUNE && u->from == DAY_FIRST) {
            old++;
            T(u->became != NULL, "%s leads nowhere", said_id(u));
            divided += u->became && !u->became->whole;
        }
        if (u->level == AREA_COMMUNE && u->from != DAY_FIRST)
            T(u->made_of != NULL, "%s came from nowhere", said_id(u));
        T(u->level == AREA_PROVINCE || u->to != DAY_LAST || geography_parent(g, u, 99999),
          "%s lies nowhere", said_id(u));
    }
    T(units == 14149 && old == 10035 && divided == 471, "%zu units, %zu old communes, %zu divided",
      units, old, divided);
}

/* -- names -- */

static const struct {
    const char *province, *name, *on, *want;
} name_case[] = {
    { "11", "Mường Chà", "2025-06-30", "none" },                /* a district and a town */
    { "11", "huyện Mường Chà", "2025-06-30", "097" },
    { "11", "thị trấn Mường Chà", "2025-06-30", "03172" },
    { "11", "TT. Mường Chà", "2025-06-30", "03172" },
    { "11", "xã Mường Chà", "2025-06-30", "none" },             /* there was none yet */
    { "11", "Mường Chà", "2025-07-01", "03166/2025-07-01" },    /* and it is elsewhere */
    { "11", "XÃ MƯỜNG CHÀ", "2026-01-01", "03166/2025-07-01" },
    { "11", "huyện Mường Chà", "2025-07-01", "none" },
    { "11", "Mường Thanh", "2024-05-05", "03136" },
    { "11", "P. Mường Thanh", "2025-08-01", "03334/2025-07-01" },
    { "11", "Sam Mứn", "2025-01-01", "03355" },
    { "11", "Sam Mứn", "2025-07-01", "03356/2025-07-01" },
    { "11", "TX. Mường Lay", "2025-03-01", "095" },
    { "11", "thị xã  mường lay", "2025-03-01", "095" },
    { "11", "thành phố Mường Lay", "2025-03-01", "none" },
    { "11", "Tp.Điện Biên Phủ", "2025-03-01", "094" },
    { "11", "Điện Biên", "2025-03-01", "none" },                /* the province, a district */
    { "11", "tỉnh Điện Biên", "2025-03-01", "11" },
    { "11", "huyện Điện Biên", "2025-03-01", "100" },
    { "11", "Điện Biên", "2025-09-01", "11" },
    { "11", "Xá Nhè", "2025-03-01", "03244" },                  /* as the state's map has it */
    { "11", "Sáng Nhè", "2025-09-01", "03244/2025-07-01" },
    { "11", "Muong Cha", "2025-09-01", "none" },                /* never without diacritics */
    { "11", "Nà Tòng", "2025-03-01", "03263" },
    { "11", "", "2025-03-01", "none" },
    { "11", "xã", "2025-03-01", "none" },
    { "46", "Thuận Hoá", "2025-08-01", "19789/2025-07-01" },    /* the place of the tone */
    { "15/2025-07-01", "thành phố Lào Cai", "2024-12-31", "080" },  /* the ground of the province */
    { "15/2025-07-01", "thành phố Yên Bái", "2024-12-31", "132" },
    { NULL, "Lào Cai", "2024-12-31", "10" },
    { NULL, "Lào Cai", "2025-12-31", "15/2025-07-01" },
    { NULL, "Yên Bái", "2025-12-31", "none" },
    { NULL, "TP. Hồ Chí Minh", "2024-12-31", "79" },
    { NULL, "tỉnh Đồng Nai", "2025-12-31", "75/2025-07-01" },
    { NULL, "thành phố Đồng Nai", "2025-12-31", "none" },
    { NULL, "Đồng Nai", "2026-05-01", "75/2026-04-30" },
    { NULL, "Thừa Thiên Huế", "2024-12-31", "46" },
    { NULL, "Thừa Thiên Huế", "2025-01-01", "none" },
    { NULL, "Huế", "2024-12-31", "none" },
    { NULL, "Huế", "2025-01-01", "46" },
    { NULL, "Bà Rịa-Vũng Tàu", "2025-01-01", "77" },
    { NULL, "Mường Chà", "2025-09-01", "none" },                /* no province */
    { "48", "phường Phường Đúc", "2025-01-01", "none" },
};

static void test_names(const struct geography *g, struct arena *a)
{
    for (size_t i = 0; i < sizeof name_case / sizeof *name_case; i++) {
        const struct area *in =
            name_case[i].province ? geography_find(g, str_from(name_case[i].province)) : NULL;
        const char *got = said_id(geography_resolve(g, a, in, str_from(name_case[i].name),
                                                    at_day(name_case[i].on)));

        T(strcmp(got, name_case[i].want) == 0, "%s on %s: %s", name_case[i].name,
          name_case[i].on, got);
    }
    T(geography_resolve(g, a, geography_find(g, STR("46")), STR("Phường Đúc"),
                        at_day("2025-01-01")), "a name that begins like a kind");
}

static void test_named(const struct geography *g, struct arena *a)
{
    struct area_list all = { 0 }, like = { 0 };

    geography_named(g, a, STR("Mường Chà"), &all);
    T(all.n == 3, "three units bore the name: %zu", all.n);
    geography_named_like(g, a, STR("muong cha"), &like);
    T(like.n >= 3 && area_list_has(&like, all.area[0]), "%zu", like.n);
}

/* -- successions and districts -- */

static str read_shared(struct job *j, const char *path)
{
    const char *found = t_shared(path);
    str text = { NULL, 0 };

    if (found)
        T(os_read_file(j, str_from(found), &text) == OK, "%s", found);
    return text;
}

static bool read_tsv_row(str *rest, str *field, size_t n)
{
    str line;

    if (!str_split(rest, '\n', &line) || line.len == 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        field[i] = (str){ NULL, 0 };
        str_split(&line, '\t', &field[i]);
    }
    return true;
}

/* The table of old districts by new communes, which another program made. */
static void test_overlap(struct job *j, const struct geography *g)
{
    str rest = read_shared(j, "areas/dienbien_district_overlap.tsv"), f[7];
    size_t rows = 0, pairs = 0;
    struct area_list now = { 0 }, straddling = { 0 };

    if (rest.len == 0)
        return;
    geography_children(g, j->arena, geography_find(g, STR("11")), at_day("2025-07-01"), &now);
    for (size_t i = 0; i < now.n; i++) {
        struct area_list districts = { 0 };

        geography_former_districts(g, j->arena, now.area[i], &districts);
        pairs += districts.n;
    }
    for (read_tsv_row(&rest, f, 7); read_tsv_row(&rest, f, 7); rows++) {
        const struct area *district = geography_find(g, f[0]);
        const struct area *commune =
            geography_find(g, arena_printf(j->arena, "%.*s/2025-07-01", STRF(f[2])));
        struct area_list districts = { 0 };

        if (!T(district && commune, "row %zu", rows))
            continue;
        geography_former_districts(g, j->arena, commune, &districts);
        T(area_list_has(&districts, district), "row %zu", rows);
        T((districts.n == 1) == str_eq(f[6], STR("whole")), "row %zu", rows);
        straddling.n = 0;
        geography_straddling(g, j->arena, district, at_day("2025-07-01"), &straddling);
        T(area_list_has(&straddling, commune) == str_eq(f[6], STR("part")), "row %zu", rows);
    }
    T(rows == 53 && pairs == 53, "%zu rows, %zu pairs", rows, pairs);
}

/* Each name of Điện Biên that several units bear means its own unit on each day; the three
 * that moved do not lead to the commune of their name. */
static void test_homonyms(struct job *j, const struct geography *g)
{
    str rest = read_shared(j, "areas/homonyms.tsv"), f[9];
    size_t rows = 0, moved = 0;

    if (rest.len == 0)
        return;
    for (read_tsv_row(&rest, f, 9); read_tsv_row(&rest, f, 9); rows++) {
        bool now = str_eq(f[2], STR("new"));
        str id = now ? arena_printf(j->arena, "%.*s/2025-07-01", STRF(f[1])) : f[1];
        epoch_day on = at_day(now ? "2025-07-01" : "2025-06-30");
        const struct area *province = geography_find(g, STR("11"));
        const struct area *u = geography_resolve(g, j->arena, province, f[3], on);
        struct area_list after = { 0 };

        if (!T(u && str_eq(u->id, id), "%.*s: %s", STRF(f[3]), said_id(u)) || f[8].len == 0)
            continue;
        geography_ground(j->arena, u, at_day("2025-07-01"), &after);

        const struct area *same = geography_resolve(g, j->arena, province, u->name,
                                                    at_day("2025-07-01"));
        T(after.n == 1 && str_eq(after.area[0]->code, f[7]), "%.*s", STRF(f[3]));
        T(same && area_list_has(&after, same) == str_eq(f[8], STR("yes")), "%.*s", STRF(f[3]));
        moved += str_eq(f[8], STR("MOVED"));
    }
    T(rows == 95 && moved == 3, "%zu rows, %zu moved", rows, moved);
}

static void test_districts(const struct geography *g, struct arena *a)
{
    const struct area *east = geography_find(g, STR("101")), *chua = geography_find(g, STR("098"));
    struct area_list list = { 0 }, ground = { 0 };

    geography_former_districts(g, a, geography_find(g, STR("03172")), &list);
    T(list.n == 0, "nothing is known from before the lists");
    geography_straddling(g, a, east, at_day("2025-07-01"), &list);
    T(list.n == 0, "the communes of Điện Biên Đông stayed together");
    geography_straddling(g, a, chua, at_day("2025-07-01"), &list);
    T(list.n == 2, "of Tủa Chùa, two straddle: %zu", list.n);
    T(!geography_ground(a, chua, at_day("2025-07-01"), &ground) && ground.n == 0,
      "no unit follows a district");
    T(geography_ground(a, geography_find(g, STR("755")), at_day("2025-07-01"), &ground) &&
      ground.n == 1 && str_eq(ground.area[0]->kind, STR("đặc khu")), "but islands have one");
}

static status shipped(struct job *j, void *arg)
{
    const struct geography *g, *province;

    (void)arg;
    if (!T(geography_load(j, GEOGRAPHY_COUNTRY, NULL, 0, &g) == OK, "%.*s", STRF(j->message)))
        return OK;
    test_provinces(g, j->arena);
    test_dien_bien(g, j->arena);
    test_country(g);
    test_names(g, j->arena);
    test_named(g, j->arena);
    test_overlap(j, g);
    test_homonyms(j, g);
    test_districts(g, j->arena);
    if (!T(geography_load(j, GEOGRAPHY_PROVINCE, NULL, 0, &province) == OK, "%.*s",
           STRF(j->message)))
        return OK;
    test_provinces(province, j->arena);
    test_dien_bien(province, j->arena);
    T(!geography_find(province, STR("00001"))->became, "communes elsewhere are not loaded");
    return OK;
}

/* -- an office's own lines, and hostile ones -- */

#define UNITS "code\tname\tkind\tparent\tvalid_from\tvalid_to\n"
#define MOVES "old\tnew\teffective\tshare\tact\n"
#define A_UNIT "01\tA\ttỉnh\t\t\t\n00001\tX\txã\t01\t\t2024-12-31\n" \
    "00001\tX\txã\t01\t2025-01-01\t\n"

static const struct {
    const char *text, *want;    /* NULL: it is good */
} text_case[] = {
    { "", NULL },
    { UNITS A_UNIT, NULL },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t2025-01-01\twhole\tNQ\n", NULL },
    { "\xEF\xBB\xBF# xin chào\r\n\r\n" UNITS "01\tA\ttỉnh\r\n", NULL },
    { UNITS "01\tA\ttỉnh\t\t\t\n01\tB\tthành phố\t\t\t2020-01-01\n", NULL },
    { "01\tA\ttỉnh\t\t\t\n", "tep:1: " },
    { UNITS "1\tA\ttỉnh\t\t\t\n", "tep:2: " },
    { UNITS "0x\tA\ttỉnh\t\t\t\n", "tep:2: " },
    { UNITS "01\t\ttỉnh\t\t\t\n", "tep:2: " },
    { UNITS "01\tA\txã\t\t\t\n", "tep:2: " },
    { UNITS "01\tA\ttỉnh\t02\t\t\n", "tep:2: " },
    { UNITS "01\tA\ttỉnh\t\t2025-02-30\t\n", "tep:2: " },
    { UNITS "01\tA\ttỉnh\t\t2025-02-20\t2025-02-19\n", "tep:2: " },
    { UNITS "01\tA\ttỉnh\t\t\t\tthừa\n", "tep:2: " },
    { UNITS "01\tA\n", "tep:2: " },
    { UNITS "00001\tA\txã\t00002\t\t\n", "tep:2: " },
    { UNITS "00001\tA\txã\t02\t\t\n", "tep:2: " },
    { UNITS A_UNIT "00001\tY\txã\t01\t2024-01-01\t\n", "tep:5: " },
    { UNITS A_UNIT "00001\tY\txã\t001\t2025-01-01\t\n", "tep:5: " },
    { UNITS A_UNIT MOVES "00001\t00002\t2025-01-01\twhole\tNQ\n", "tep:6: " },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t2025-01-02\twhole\tNQ\n", "tep:6: " },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t\twhole\tNQ\n", "tep:6: " },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t2025-01-01\thalf\tNQ\n", "tep:6: " },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t2025-01-01\tpart\tNQ\n", "tep:3: " },
    { UNITS A_UNIT MOVES "00001/2025-01-01\t00001/2025-01-01\t2025-01-01\twhole\tNQ\n",
      "tep:6: " },
    { UNITS A_UNIT MOVES "00001\t00001/2025-01-01\t2025-01-01\twhole\tNQ\n"
      "00001\t00001/2025-01-01\t2025-01-01\twhole\tNQ\n", "tep:7: " },
};

static status read_texts(struct job *j, void *arg)
{
    const struct geography *g;

    (void)arg;
    for (size_t i = 0; i < sizeof text_case / sizeof *text_case; i++) {
        struct geography_text text = { STR("tep"), str_from(text_case[i].text) };
        status st = geography_read(j, &text, 1, &g);
        str want = str_from(text_case[i].want);

        T((st == OK) == !text_case[i].want && str_starts(j->message, want), "case %zu: %.*s", i,
          STRF(j->message));
        T(str_find(j->message, STR("\n")) == SIZE_MAX, "case %zu: one line", i);
        job_forgive(j);
    }
    return OK;
}

/* A commune of the shipped data merges with another in 2027. */
static status add_lines(struct job *j, void *arg)
{
    struct geography_text text = { STR("tep"), STR(
        UNITS "03166\tMường Chà Mới\txã\t11\t2027-01-01\t\n"
        MOVES "03166/2025-07-01\t03166/2027-01-01\t2027-01-01\twhole\t1/NQ\n"
        "03172/2025-07-01\t03166/2027-01-01\t2027-01-01\twhole\t1/NQ\n") };
    const struct geography *g;
    struct area_list old = { 0 };

    (void)arg;
    if (!T(geography_load(j, GEOGRAPHY_PROVINCE, &text, 1, &g) == OK, "%.*s", STRF(j->message)))
        return OK;
    geography_ground(j->arena, geography_find(g, STR("03166/2027-01-01")), at_day("2025-06-30"),
                     &old);
    T(old.n == 8, "four and four: %zu", old.n);
    T(geography_find(g, STR("03172/2025-07-01"))->to == at_day("2026-12-31"), "it ends");
    T(!geography_resolve(g, j->arena, geography_find(g, STR("11")), STR("Na Sang"),
                         at_day("2027-01-01")), "and its name with it");
    return OK;
}

/* Damaged bytes of a good file are read or refused, in one line. */
static status read_damaged(struct job *j, void *arg)
{
    static const char good[] = UNITS A_UNIT MOVES
        "00001\t00001/2025-01-01\t2025-01-01\twhole\tNQ\n";
    static const char bytes[] = "\t\n\r/-0129#\xC3\xFF wp";
    uint64_t seed = t_seed();
    char copy[sizeof good];

    (void)arg;
    for (int i = 0; i < 400; i++) {
        const struct geography *g;
        struct geography_text text = { STR("tep"), { copy, sizeof good - 1 } };

        memcpy(copy, good, sizeof good);
        for (int k = 0; k < 3; k++) {
            uint64_t at = t_draw(&seed) % (sizeof good - 1);

            copy[at] = bytes[t_draw(&seed) % (sizeof bytes - 1)];
        }
        status st = geography_read(j, &text, 1, &g);
        T(st == OK || str_find(j->message, STR("\n")) == SIZE_MAX, "%.*s", STRF(j->message));
        job_forgive(j);
    }
    return OK;
}

void test_geography(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, shipped, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_texts, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, add_lines, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_damaged, NULL, NULL);
}
