/* cited_form.c -- numbers and signs of cited documents that are written otherwise than the
 * State and the Party write them.
 *
 *     34/2019-NĐ-CP  -> 34/2019/NĐ-CP         10/KL/TW -> 10-KL/TW
 *     Hướng dẫn số 2965/HĐ-BNV -> HD-BNV      56/NĐ-CP lacks its year
 *
 * Decree 30/2020/NĐ-CP, appendices I and III: number/sign, the sign being the abbreviation
 * of the kind, a dash, the issuer's. Decree 34/2016/NĐ-CP, article 10: legal documents have
 * their year between (decrees, circulars, laws). The Party writes number-kind/issuer
 * (Guidance 36-HD/VPTW of 2018). */
#include "check/date/moment.h"
#include "check/wording/phrase.h"

#include "base/utf8.h"

enum { FORM_BYTES = 96 };

/* Kinds of documents and the abbreviations in use; the first is that of the rules. */
static const struct {
    const char *words;
    const char *sign[4];
} kind_table[] = {
    { "thông tư liên tịch", { "TTLT" } },
    { "nghị quyết", { "NQ", "NQLT" } },
    { "nghị định", { "NĐ" } },
    { "quyết định", { "QĐ" } },
    { "chỉ thị", { "CT" } },
    { "thông tư", { "TT", "TTLT" } },
    { "hướng dẫn", { "HD", "HDLT", "HDLN" } },
    { "kế hoạch", { "KH", "KHPH", "KHLT" } },
    { "báo cáo", { "BC" } },
    { "tờ trình", { "TTr" } },
    { "kết luận", { "KL", "KLTTr", "KLTT", "TB" } },
    { "thông báo", { "TB", "TBKL", "KL" } },
    { "công điện", { "CĐ" } },
    { "đề án", { "ĐA" } },
    { "chương trình", { "CTr", "CTHĐ", "CT", "CTPH" } },
};

enum { NKINDS = sizeof kind_table / sizeof kind_table[0], NSIGNS = 4 };

/* A cited number taken apart: "34", '/', "2019", '-', "NĐ", '-', "CP". */
struct designation {
    str number, year, kind, issuer;
    char first, second, joint;  /* before the kind or year, behind the year, before the issuer */
};

static bool designation_of(const struct checker *c, const struct moment *m, struct designation *d)
{
    str text = moment_text(c, m);
    str sign = str_sub(text, m->sign, text.len);
    size_t at = 0;

    *d = (struct designation){ .number = str_sub(text, 0, m->number),
                               .first = text.ptr[m->number] };
    if (m->year) {
        d->year = str_sub(text, m->number + 1u, m->sign - 1u);
        d->second = text.ptr[m->sign - 1];
    }
    while (at < sign.len && sign.ptr[at] != '-' && sign.ptr[at] != '/')
        at++;
    d->kind = str_sub(sign, 0, at);
    if (at < sign.len) {
        d->joint = sign.ptr[at];
        d->issuer = str_sub(sign, at + 1, sign.len);
    }
    return d->issuer.len == 0 || !memchr(d->issuer.ptr, ' ', d->issuer.len);
}

static bool one_of(str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n && list[i]; i++)
        if (str_eq(word, str_from(list[i])))
            return true;
    return false;
}

/* The row of the kind whose words end at s[at]; NKINDS for none. */
static size_t cited_kind(str s, size_t at)
{
    size_t i = 0;

    while (i < NKINDS && !phrase_before(s, at, kind_table[i].words))
        i++;
    return i;
}

/* The row whose abbreviation this is. */
static size_t kind_of_sign(str sign)
{
    size_t i = 0;

    while (i < NKINDS && !str_eq(sign, str_from(kind_table[i].sign[0])))
        i++;
    return i;
}

/* Where the words before the number end: "số", "số:" passed over. */
static size_t kind_words_end(str s, size_t at)
{
    while (at > 0 && (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == ':'))
        at--;
    return phrase_before(s, at, "số") ? at - (sizeof "số" - 1) : at;
}

/* In a heading of capitals a sign loses its small letters. */
static bool heading_word(str s, size_t at)
{
    str word = phrase_word_before(s, at);
    uint32_t cp = 0;

    for (size_t i = 0; i < word.len;) {
        i += utf8_next(word, i, &cp);
        if (utf8_is_letter(cp) && !utf8_is_upper(cp))
            return false;
    }
    return word.len > 0;
}

static bool same_letters(struct checker *c, str a, const char *b)
{
    return str_eq(fold_strip(c->job->arena, a), fold_strip(c->job->arena, str_from(b)));
}

static bool party_issuer(str issuer)
{
    static const char *const name[] = { "TW", "TU", "HU", "ĐU", "TVTU", "BTVTU", "ThU" };

    return one_of(issuer, name, sizeof name / sizeof *name);
}

static bool state_issuer(str issuer)
{
    static const char *const name[] = { "CP", "TTg", "UBND", "HĐND", "VPCP", "UBTVQH" };

    return one_of(issuer, name, sizeof name / sizeof *name);
}

/* The kind as its own words demand it, when what is written differs in case or accents
 * alone: HĐ for a hướng dẫn, ND for a nghị định. */
static str kind_meant(struct checker *c, str written, size_t kind)
{
    if (kind < NKINDS && !one_of(written, kind_table[kind].sign, NSIGNS)
        && same_letters(c, written, kind_table[kind].sign[0]))
        return str_from(kind_table[kind].sign[0]);
    return written;
}

static str issuer_meant(str written)
{
    return str_eq(written, STR("TTG")) ? STR("TTg") : written;
}

/* The designation in the form of its issuer; what is right already stays. */
static str right_form(struct checker *c, const struct designation *d, size_t kind)
{
    str meant = kind_meant(c, d->kind, kind), issuer = issuer_meant(d->issuer);
    bool known = kind_of_sign(meant) < NKINDS;
    char first = d->first, second = d->second, joint = d->joint;

    if (joint && known && party_issuer(issuer) && d->year.len == 0) {
        first = '-';
        joint = '/';
    } else if (joint && known && state_issuer(issuer)) {
        first = second = '/';
        joint = '-';
    } else if (d->year.len) {
        second = '/';
    }
    struct buf b;

    buf_init(&b, c->job->arena);
    buf_put(&b, d->number);
    buf_char(&b, first);
    if (d->year.len) {
        buf_put(&b, d->year);
        buf_char(&b, second);
    }
    buf_put(&b, meant);
    if (joint) {
        buf_char(&b, joint);
        buf_put(&b, issuer);
    }
    return arena_str(c->job->arena, buf_str(&b));
}

static struct diag *add_form(struct checker *c, enum diag_code code, const struct moment *m)
{
    struct diag *d = diag_add(c->diags, code, moment_span(c, m));

    diag_arg(d, moment_text(c, m));
    diag_stated(d, moment_text(c, m));
    return d;
}

static void offer(struct checker *c, struct diag *d, str right)
{
    diag_arg(d, right);
    d->repair = right;
    note_arg(diag_hint(c->diags, d, REMARK_WRITE), right);
}

/* Decrees, circulars of ministries and what the National Assembly passes have a year. */
static bool needs_year(const struct designation *d)
{
    if (d->year.len || d->first != '/')
        return false;
    if (str_eq(d->kind, STR("NĐ")))
        return str_eq(d->issuer, STR("CP"));
    if (str_eq(d->kind, STR("TT")))
        return d->issuer.len > 1 && d->issuer.ptr[0] == 'B' && d->joint == '-';
    return d->joint == 0 && d->kind.len == 4 && str_starts(d->kind, STR("QH"))
           && d->kind.ptr[2] >= '0' && d->kind.ptr[2] <= '9';
}

/* The year of the day that stands behind the number, for the repair; 0 for none. */
static int32_t year_of_day(const struct moment *m, const struct moment *next)
{
    enum { NEAR = 12 };         /* " ngày " and its letters */

    return next && next->block == m->block && next->kind == MOMENT_DAY
           && next->from < m->to + NEAR && next->year ? next->year : 0;
}

static void tell_missing_year(struct checker *c, const struct moment *m, const struct moment *next,
                       const struct designation *d)
{
    int32_t year = year_of_day(m, next);
    struct diag *g = add_form(c, DIAG_SIGN_YEAR, m);

    if (year)
        offer(c, g, arena_printf(c->job->arena, "%.*s/%d/%.*s%s%.*s", STRF(d->number), (int)year,
                                 STRF(d->kind), d->joint ? "-" : "", STRF(d->issuer)));
}

/* The kind of document is called otherwise than its sign says, and nothing else of the
 * sentence is of the sign's kind. */
static bool kind_differs(str s, const struct moment *m, const struct designation *d, size_t kind)
{
    size_t told = kind_of_sign(d->kind), from = phrase_sentence(s, m->from);

    return d->joint && kind < NKINDS && told < NKINDS
           && !one_of(d->kind, kind_table[kind].sign, NSIGNS)
           && phrase_find(str_sub(s, from, m->from), kind_table[told].words) == SIZE_MAX;
}

static void check_designation(struct checker *c, const struct moment *m, const struct moment *next)
{
    str s = moment_block(c, m), right;
    size_t at = kind_words_end(s, m->from), kind;
    struct designation d;

    if (m->to - m->from > FORM_BYTES || !designation_of(c, m, &d) || heading_word(s, at))
        return;
    kind = cited_kind(s, at);
    right = right_form(c, &d, kind);
    if (!str_eq(right, moment_text(c, m)))
        offer(c, add_form(c, DIAG_SIGN_FORM, m), right);
    else if (needs_year(&d))
        tell_missing_year(c, m, next, &d);
    else if (kind_differs(s, m, &d, kind)) {
        struct diag *g = add_form(c, DIAG_SIGN_KIND, m);

        diag_arg(g, str_from(kind_table[kind].words));
        diag_arg(g, str_from(kind_table[kind].sign[0]));
    }
}

void check_cited_forms(struct checker *c)
{
    struct moments all = moments_of(c);

    for (size_t i = 0; i < all.n; i++)
        if (all.m[i].kind == MOMENT_CITED)
            check_designation(c, &all.m[i], i + 1 < all.n ? &all.m[i + 1] : NULL);
}
