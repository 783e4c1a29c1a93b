/* sectors.c -- the growth of an economy or a branch against the growths of all it is made of.
 *
 *     GRDP tăng 8,4%, trong đó nông, lâm nghiệp và thủy sản tăng 3,1%; công nghiệp và xây
 *     dựng tăng 9,6%; dịch vụ tăng 8,8%; thuế sản phẩm tăng 5,2%
 *
 * No values are told, but a whole never grows more than the fastest of its parts, nor less
 * than the slowest. What the parts of some wholes are is known. */
#include "check/check_int.h"

#include "base/utf8.h"

enum { SECTORS_MOST = 6, SECTOR_KINDS = 4, SECTOR_BETWEEN = 140 };

struct economy {
    const char *whole[6];       /* words one of which the whole's name has, folded */
    const char *kind[SECTOR_KINDS][4];  /* the same of each part */
    uint8_t kinds;
    const char *without;        /* a word that makes the whole a wider one */
    bool taxes;                 /* product taxes are a further part, often untold */
};

static const struct economy economies[] = {
    { { "grdp", "gdp", "tong san pham", "gia tri san xuat", "kinh te", NULL },
      { { "nong", "khu vuc i ", NULL }, { "cong nghiep", "khu vuc ii ", NULL },
        { "dich vu", "khu vuc iii ", NULL }, { NULL } },
      3, NULL, true },
    { { "cong nghiep", "iip", NULL },
      { { "khai khoang", "khai thac", NULL }, { "che bien", NULL }, { "dien", NULL },
        { "nuoc", NULL } },
      4, "xay dung", false },
    { { "nong, lam", "nong lam", "nong - lam", "nong nghiep, lam", NULL },
      { { "nong nghiep ", NULL }, { "lam nghiep ", NULL }, { "thuy san ", NULL }, { NULL } },
      3, NULL, false },
};

struct sector {
    const struct figure *figure;
    dec growth;
};

/* A name as the words above are looked for in: folded, with a blank at its end. */
static str sector_name(struct checker *c, str name)
{
    return arena_printf(c->job->arena, "%.*s ", STRF(fold_strip(c->job->arena, name)));
}

static bool sector_is(str name, const char *const *word)
{
    for (; *word; word++)
        if (str_find(name, str_from(*word)) != SIZE_MAX)
            return true;
    return false;
}

/* Which part of the branch the name is: the last that fits, for "khu vuc i" stands in the
 * others' too; kinds for its taxes, -1 for none. */
static int sector_kind(const struct economy *b, str name)
{
    static const char *const tax[] = { "thue ", NULL };
    int found = -1;

    if (b->taxes && sector_is(name, tax))
        return b->kinds;
    for (int k = 0; k < b->kinds; k++)
        if (sector_is(name, b->kind[k])) {
            if (found >= 0)
                return -1;      /* "công nghiệp, dịch vụ": two at once */
            found = k;
        }
    return found;
}

bool is_economy(struct checker *c, str indicator)
{
    return sector_is(sector_name(c, indicator), economies[0].whole);
}

int sector_of_economy(struct checker *c, str indicator)
{
    return sector_kind(&economies[0], sector_name(c, indicator));
}

/* The one yearly growth that a statement tells; false when it tells another as well. */
static bool only_growth(const struct statement *s, struct sector *out)
{
    dec hundred = { 100, 0 };

    if (s->row >= 0 || s->ncompares != 1)
        return false;
    const struct comparison *k = &s->compare[0];

    if (!k->amount.has_value || k->amount.is_range || k->amount.hedge != HEDGE_NONE ||
        k->unit.class != UNIT_PERCENT || k->base == BASE_PLAN || k->base == BASE_OTHER ||
        k->base == BASE_PREVIOUS)
        return false;
    *out = (struct sector){ &k->amount, k->amount.value };
    if (k->kind == CMP_DECREASE)
        out->growth = dec_neg(k->amount.value);
    else if (k->kind == CMP_EQUAL)
        return dec_sub(k->amount.value, hundred, &out->growth);
    return k->kind == CMP_INCREASE || k->kind == CMP_DECREASE;
}

/* Do "trong đó" or a colon, and little else, stand between the whole and its first part? */
static bool leads_to_parts(const struct checker *c, const struct statement *s,
                           const struct sector *whole, const struct statement *first)
{
    uint32_t from = flow_at(c, s->block, whole->figure->text);
    uint32_t to = flow_at(c, first->block, first->compare[0].amount.text);
    str text;

    if (from == UINT32_MAX || to == UINT32_MAX || from >= to || to - from > SECTOR_BETWEEN)
        return false;
    text = str_sub(block_text(c, s->block), from, to);
    return str_find(text, STR("rong đó")) != SIZE_MAX || str_find(text, STR("ụ thể")) != SIZE_MAX;
}

static str signed_sector(struct checker *c, dec g)
{
    return arena_printf(c->job->arena, "%s%.*s%%", g.coef > 0 ? "+" : "", STRF(dec_text(c, g)));
}

/* Is g beyond the bound by more than rounding, `margin` more where parts go untold? */
static bool beyond(dec g, dec bound, bool above, int64_t margin)
{
    dec off, ulp = { 1, g.scale < bound.scale ? g.scale : bound.scale }, more = { margin, 0 };

    return (above ? dec_sub(g, bound, &off) : dec_sub(bound, g, &off)) &&
           dec_add(ulp, more, &ulp) && dec_cmp(off, ulp) > 0;
}

/* Would the whole be beyond the others' growths without part i? Then a wrong part shows. */
static bool bears_bound(const struct sector *whole, const struct sector *part, size_t n, size_t i)
{
    int side = dec_cmp(part[i].growth, whole->growth);
    size_t beside = 0;

    for (size_t k = 0; k < n; k++)
        beside += dec_cmp(part[k].growth, whole->growth) * side >= 0;
    return side != 0 && beside == 1;
}

static void judge_sectors(struct checker *c, const struct sector *whole,
                          const struct sector *part, size_t n, bool all)
{
    dec lo = part[0].growth, hi = part[0].growth;

    for (size_t i = 1; i < n; i++) {
        lo = dec_cmp(part[i].growth, lo) < 0 ? part[i].growth : lo;
        hi = dec_cmp(part[i].growth, hi) > 0 ? part[i].growth : hi;
    }
    checked(c, whole->figure);
    for (size_t i = 0; i < n; i++)
        if (bears_bound(whole, part, n, i))
            covered(c, part[i].figure);
    if (!beyond(whole->growth, hi, true, all ? 0 : 1) &&
        !beyond(whole->growth, lo, false, all ? 0 : 1))
        return;
    struct diag *d = diag_add(c->diags, DIAG_GROWTH_OUTSIDE, whole->figure->where);

    diag_arg(d, signed_sector(c, whole->growth));
    diag_arg(d, signed_sector(c, lo));
    diag_arg(d, signed_sector(c, hi));
    diag_stated(d, whole->figure->text);
    if (!all)
        d->severity = SEVERITY_WARNING;
    for (size_t i = 0; i < n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, part[i].figure->where),
                 signed_sector(c, part[i].growth));
}

static void check_economy(struct checker *c, uint32_t at, const struct sector *whole,
                         const struct economy *b)
{
    const struct statement *all = c->report->statement, *s = &all[at];
    struct sector part[SECTORS_MOST];
    uint32_t told = 0;
    size_t n = 0;

    for (uint32_t i = at + 1; i < c->report->nstatements && n < SECTORS_MOST; i++) {
        const struct statement *p = &all[i];
        int kind;

        if (p->block != s->block || p->sentence > s->sentence + 1 || p->value.has_value ||
            !only_growth(p, &part[n]) ||
            (kind = sector_kind(b, sector_name(c, p->indicator))) < 0 || (told >> kind & 1))
            break;
        told |= UINT32_C(1) << kind;
        n++;
    }
    if (n >= b->kinds && (told & ((1u << b->kinds) - 1)) == (1u << b->kinds) - 1)
        judge_sectors(c, whole, part, n, !b->taxes || told >> b->kinds & 1);
}

void check_sectors(struct checker *c)
{
    for (uint32_t i = 0; i + 3 < c->report->nstatements; i++) {
        const struct statement *s = &c->report->statement[i];
        struct sector whole, first;
        str name;

        if (!only_growth(s, &whole) || s[1].value.has_value || s[1].block != s->block ||
            !only_growth(&s[1], &first) || !leads_to_parts(c, s, &whole, &s[1]))
            continue;
        name = sector_name(c, s->indicator);
        for (size_t b = 0; b < sizeof economies / sizeof *economies; b++)
            if (sector_is(name, economies[b].whole))
                check_economy(c, i, &whole, &economies[b]);
    }
}
