/* items.c -- totals against the items listed below them.
 *
 *     Toàn tỉnh xảy ra 16 ổ dịch với 520 ca mắc, tử vong 01 ca, trong đó:
 *     - 04 ổ dịch thủy đậu với 187 ca mắc;
 *     - 03 ổ dịch than với 13 ca mắc; ...
 *
 * A lead has several totals at once, and each item gives its part of each. An item
 * without a figure of its own has those of the items below it. Totals prove each other:
 * where the outbreaks add up the list is complete, and the cases must add up too. In a
 * note the lead is the figures that its mark hangs on. */
#include "check/parts/items.h"

#include "base/utf8.h"

enum {
    LEAD_REACH = 240,           /* before a note's mark */
    LIST_BLOCKS = 160,          /* items and what stands below them; longer ones are no list */
    SHORT_LEAD = 160            /* an item that leads on to others without a colon */
};

static const struct block *list_block(const struct checker *c, int32_t i)
{
    return &c->report->doc->block[i];
}

static bool is_dash_item(str text)
{
    return str_starts(text, STR("- ")) || str_starts(text, STR("+ ")) ||
           str_starts(text, STR("– "));
}

/* Depth of an item; the first line of a note may be one, its dash still before it. */
static uint8_t item_level(const struct block *b)
{
    if (b->kind == BLOCK_NOTE && b->level == 0 && is_dash_item(b->flow.text))
        return 10;
    return b->kind == BLOCK_ITEM || b->kind == BLOCK_NOTE ? b->level : 0;
}

static bool ends_open(const struct block *b)
{
    str text = str_trim(b->flow.text);

    return text.len && text.ptr[text.len - 1] == ':';
}

/* Are the two in the same run of text: a note with its items, or the text beside notes?
 * The items of a note that begins with one, or ends with a colon, may stand as paragraphs
 * of their own; those that the text itself announces are the text's. */
static bool same_run(const struct checker *c, const struct block *a, const struct block *b)
{
    if (a->kind != BLOCK_NOTE)
        return b->kind != BLOCK_NOTE;
    if (b->kind == BLOCK_NOTE)
        return a->note == b->note && a->anchor == b->anchor;
    return b->kind == BLOCK_ITEM && a->anchor >= 0 && !ends_open(list_block(c, a->anchor)) &&
           (ends_open(a) || (a->level == 0 && is_dash_item(a->flow.text)));
}

/* The next block of the run, past the notes that a page ends with; nblocks for none. */
static int32_t next_block(const struct checker *c, int32_t i)
{
    int32_t n = (int32_t)c->report->doc->nblocks;
    const struct block *b = list_block(c, i);

    for (i++; i < n && list_block(c, i)->kind == BLOCK_NOTE && b->kind != BLOCK_NOTE;)
        i++;
    return i < n && same_run(c, b, list_block(c, i)) ? i : n;
}

/* The end of the items of a level that begin with block i. */
static int32_t items_end(const struct checker *c, int32_t i, uint8_t level)
{
    int32_t n = (int32_t)c->report->doc->nblocks;

    for (int seen = 0; i < n && seen < LIST_BLOCKS && item_level(list_block(c, i)) >= level &&
                       list_block(c, i)->kind != BLOCK_TABLE; seen++)
        i = next_block(c, i);
    return i;
}

/* The last words of a lead: "trong đó:", "gồm:", "cụ thể như sau:". */
enum lead_kind lead_kind_of(struct checker *c, str text)
{
    static const char *const all[] = { "gom", "bao gom", "cu the", "nhu sau", "chia ra", "la",
                                       "phan theo", "cu the nhu sau", "chia theo" };
    str f = str_trim(fold_strip(c->job->arena, text.len > 60 ? str_sub(text, text.len - 60,
                                                                      text.len) : text));

    while (f.len && (f.ptr[f.len - 1] == ':' || f.ptr[f.len - 1] == ' '))
        f.len--;
    if (str_ends(f, STR("trong do")) || str_ends(f, STR("trong do co")))
        return LEAD_AMONG;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_ends(f, str_from(all[i])))
            return LEAD_ALL;
    return LEAD_BARE;
}

bool item_amount(const struct statement *s)
{
    return s->row < 0 && s->value.has_value && !s->value.is_range && !s->is_rank &&
           (s->unit.class == UNIT_COUNT || s->unit.class == UNIT_MEASURE ||
            s->unit.class == UNIT_MONEY) && s->kind != KIND_PLAN &&
           s->value.hedge != HEDGE_AT_LEAST && s->value.hedge != HEDGE_AT_MOST;
}

void item_list_add(struct item_list *l, const struct statement *s)
{
    if (l->ntotals < ITEM_TOTALS && item_amount(s))
        l->total[l->ntotals++] = (struct item_total){ .of = s,
                                                      .within = range_exact((dec){ 0, 0 }) };
}

/* The figures of the lead's last sentence that has any; the text behind them only
 * leads on. */
static void totals_of_lead(struct item_list *l, int32_t lead)
{
    struct extent e = statements_of(l->c, lead, lead);
    const struct statement *all = l->c->report->statement;
    uint32_t last = e.to;
    str text = block_text(l->c, lead);

    while (last > e.from && (all[last - 1].block != lead || all[last - 1].row >= 0))
        last--;
    if (last == e.from || text.len - all[last - 1].end > LEAD_REACH / 2)
        return;
    for (uint32_t i = e.from; i < last; i++)
        if (all[i].block == lead && all[i].sentence == all[last - 1].sentence &&
            all[i].part_group == 0)
            item_list_add(l, &all[i]);
}

/* The figures before a note's mark, in the sentence that bears it. */
static void totals_of_mark(struct item_list *l, const struct block *note)
{
    struct extent e = statements_of(l->c, note->anchor, note->anchor);
    const struct statement *all = l->c->report->statement, *last = NULL;

    for (uint32_t i = e.from; i < e.to; i++)
        if (all[i].block == note->anchor && all[i].row < 0 && all[i].at < note->anchor_at &&
            note->anchor_at - all[i].at <= LEAD_REACH)
            last = &all[i];
    for (uint32_t i = e.from; last && i < e.to; i++)
        if (all[i].block == note->anchor && all[i].sentence == last->sentence &&
            all[i].at <= last->at && note->anchor_at - all[i].at <= LEAD_REACH)
            item_list_add(l, &all[i]);
}

struct item_total *item_list_total(struct item_list *l, const struct statement *s)
{
    struct item_total *best = NULL;
    uint32_t most = 0, same = 0;

    for (uint32_t i = 0; i < l->ntotals; i++)
        same += unit_same_base(l->total[i].of->unit, s->unit);
    for (uint32_t i = 0; i < l->ntotals && same > 0; i++) {
        struct item_total *t = &l->total[i];
        uint32_t shared;

        if (!unit_same_base(t->of->unit, s->unit))
            continue;
        shared = same == 1 ? 1 : names_alike(l->c, t->of->name, s->name).shared * 2 +
                                 (t->of->name.len == 0);
        if (shared > most) {
            most = shared;
            best = t;
        }
    }
    return best;
}

/* The first figure of the block that is a part of the total. */
static const struct statement *own_part(struct item_list *l, int32_t block,
                                        const struct item_total *t)
{
    struct extent e = statements_of(l->c, block, block);

    for (uint32_t i = e.from; i < e.to; i++) {
        const struct statement *s = &l->c->report->statement[i];

        if (s->block == block && item_amount(s) && item_list_total(l, s) == t)
            return s;
    }
    return NULL;
}

/* The part that item `block` gives of the total: its own figure, else those of the items
 * below it, to `end`. */
static bool take_parts(struct item_list *l, int32_t block, int32_t end, struct item_total *t)
{
    const struct statement *own = own_part(l, block, t);
    bool any = false;

    if (own && t->n < ITEM_PARTS) {
        t->part[t->n++] = own;
        return true;
    }
    for (int32_t i = next_block(l->c, block); i < end; i = next_block(l->c, i)) {
        uint8_t level = item_level(list_block(l->c, i));
        const struct statement *below = own_part(l, i, t);
        int32_t after = next_block(l->c, i);

        if (!below || t->n == ITEM_PARTS)
            continue;
        t->part[t->n++] = below;
        any = true;
        /* what stands deeper is within it */
        while (after < end && item_level(list_block(l->c, after)) > level) {
            i = after;
            after = next_block(l->c, i);
        }
    }
    return any;
}

static void gather_parts(struct item_list *l, struct item_total *t)
{
    for (int32_t i = l->first; i < l->end;) {
        int32_t after = next_block(l->c, i);

        while (after < l->end && item_level(list_block(l->c, after)) > l->level)
            after = next_block(l->c, after);
        t->empty += !take_parts(l, i, after, t);
        i = after;
    }
}

static bool items_sum(const struct item_total *t, uint32_t n, range *within, dec *sum)
{
    *within = range_exact((dec){ 0, 0 });
    *sum = (dec){ 0, 0 };
    for (uint32_t i = 0; i < n; i++) {
        const struct statement *p = t->part[i];
        range r;
        dec v;

        if (!amount_range(&p->value, p->unit, &r) || !range_add(*within, r, within) ||
            !dec_shift(p->value.value, p->unit.power - t->of->unit.power, &v) ||
            !dec_add(*sum, v, sum))
            return false;
    }
    return true;
}

/* The first items alone make the total: the others tell of something else. */
static void fit_first_items(struct item_total *t, range whole)
{
    range within = range_exact((dec){ 0, 0 });

    for (uint32_t n = 0; n + 1 < t->n && !t->fits; n++) {
        range r;

        if (!amount_range(&t->part[n]->value, t->part[n]->unit, &r) ||
            !range_add(within, r, &within))
            return;
        t->fits = n > 0 && range_meets(within, whole);
        if (t->fits)
            t->n = n + 1;
    }
}

/* All items, or the first of them: what follows may tell of something else. */
static void judge_items(struct item_total *t)
{
    range whole;

    t->judged = t->n >= 2 && t->n < ITEM_PARTS && items_sum(t, t->n, &t->within, &t->sum) &&
                amount_range(&t->of->value, t->of->unit, &whole);
    if (!t->judged)
        return;
    t->fits = range_meets(t->within, whole);
    if (!t->fits)
        fit_first_items(t, whole);
}

static bool items_hedged(const struct item_total *t)
{
    bool hedged = t->of->value.hedge != HEDGE_NONE;

    for (uint32_t i = 0; i < t->n; i++)
        hedged = hedged || t->part[i]->value.hedge != HEDGE_NONE;
    return hedged;
}

static str items_words(struct checker *c, const struct item_total *t)
{
    struct buf b;

    buf_init(&b, c->job->arena);
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            buf_put(&b, STR(" + "));
        buf_put(&b, t->part[i]->value.text);
    }
    buf_put(&b, STR(" = "));
    buf_put(&b, dec_text(c, t->sum));
    return arena_str(c->job->arena, buf_str(&b));
}

/* Keeps the sum for the judgement of all: with the finding when it does not hold. */
static struct equation *equate_items(const struct item_list *l, const struct item_total *t,
                                     enum verdict v, struct diag *d)
{
    struct operand o[ITEM_PARTS + 1] = { { &t->of->value, t->of->unit, CMP_NONE } };

    for (uint32_t i = 0; i < t->n; i++)
        o[i + 1] = (struct operand){ &t->part[i]->value, t->part[i]->unit, CMP_NONE };
    struct equation *e = equate(l->c, EQUATION_SUM, v, o, t->n + 1, 0);

    e->finding = d;
    return e;
}

/* Says that the items do not make the total; gives the equation where one is kept. */
static struct equation *items_finding(const struct item_list *l, const struct item_total *t,
                                      enum diag_code code, bool certain)
{
    struct checker *c = l->c;
    const struct figure *f = &t->of->value;
    struct diag *d = diag_add(c->diags, code, f->where);
    enum diag_remark remark;
    dec difference;

    diag_arg_dec(c->diags, d, t->sum);
    diag_arg(d, f->text);
    diag_stated(d, f->text);
    diag_computed(c->diags, d, t->sum);
    add_computation(c, d, items_words(c, t));
    for (uint32_t i = 0; i < t->n; i++)
        note_arg(diag_note_at(c->diags, d, REMARK_PART_HERE, t->part[i]->value.where),
                 t->part[i]->value.text);
    if (dec_sub(f->value, t->sum, &difference))
        note_arg_dec(c->diags, diag_note(c->diags, d, REMARK_DIFFERENCE), difference);
    if (slip_between(f->value, t->sum, &remark))
        add_slip(c, d, remark, t->sum);
    if (!certain)
        d->severity = SEVERITY_WARNING;
    return code == l->code ? equate_items(l, t, VERDICT_WRONG, d) : NULL;
}

/* So far off that the items may be of something else: only a slip of the pen would tell.
 * Of a/b the b are asked, too (parallel.c). */
static void hold_items(const struct item_list *l, const struct item_total *t, bool proven)
{
    struct equation *e;

    if (t->of->whole->has_value && l->kind != LEAD_ALL)
        return;
    e = items_finding(l, t, l->code, l->kind == LEAD_ALL && !items_hedged(t));
    e->loose = !proven && l->kind != LEAD_ALL;
    e->doubtful = !proven && l->kind == LEAD_BARE && l->level == 0;
    e->whole = proven;
    e->finding->held = true;
}

/* Does another total of the lead add up over the same items? */
static bool proven_by_others(const struct item_list *l, const struct item_total *t)
{
    for (uint32_t i = 0; i < l->ntotals; i++) {
        const struct item_total *o = &l->total[i];

        if (o != t && o->judged && o->fits && o->of->value.value.coef > 1 &&
            o->empty <= t->empty)
            return true;
    }
    return false;
}

static void tell_items(const struct item_list *l, const struct item_total *t)
{
    enum diag_code code = l->code;
    dec stated = t->of->value.value;
    enum diag_remark remark;
    bool proven = proven_by_others(l, t), over = dec_cmp(t->sum, stated) > 0;
    bool slip = slip_between(stated, t->sum, &remark), near = near_enough(stated, t->sum, 5);
    bool closed = t->n == 2 && names_complement(l->c, t->part[0]->name, t->part[1]->name);
    range whole;

    if (amount_range(&t->of->value, t->of->unit, &whole) && stated.scale > 0 &&
        judge_equal(t->within, whole) == VERDICT_SLIGHT) {
        items_finding(l, t, DIAG_SUM_ROUNDING, true);
        return;
    }
    if (t->empty > 0 && !(proven && over))
        return;
    if ((proven || closed) && near_enough(stated, t->sum, 25))
        items_finding(l, t, code, !items_hedged(t));
    else if (l->kind == LEAD_BARE && l->level == 0) {
        if (near && t->n >= 3)          /* a colon alone may lead on to some of them */
            items_finding(l, t, code, false);
        else
            hold_items(l, t, proven);
    } else if (l->kind == LEAD_ALL ? slip || near : slip && near)
        items_finding(l, t, code, !items_hedged(t) && (l->kind == LEAD_ALL || t->n >= 3));
    else if (l->kind == LEAD_AMONG && over && near)
        items_finding(l, t, DIAG_SUM_EXCEEDS, false);
    else
        hold_items(l, t, proven);
}

void item_list_judge(struct item_list *l)
{
    for (uint32_t i = 0; i < l->ntotals; i++)
        judge_items(&l->total[i]);
    for (uint32_t i = 0; i < l->ntotals; i++) {
        struct item_total *t = &l->total[i];

        if (!t->judged || t->elsewhere)
            continue;
        for (uint32_t k = 0; k < t->n && (t->fits || proven_by_others(l, t)); k++)
            check_share_of(l->c, t->part[k], t->of);
        if (t->fits)
            equate_items(l, t, VERDICT_FITS, NULL);
        else
            tell_items(l, t);
    }
}

static void check_items(struct item_list *l)
{
    for (uint32_t i = 0; i < l->ntotals; i++)
        gather_parts(l, &l->total[i]);
    item_list_judge(l);
}

/* Does the list go on behind its end? So long a one is not judged. */
static bool too_long(const struct item_list *l)
{
    return l->end < (int32_t)l->c->report->doc->nblocks &&
           list_block(l->c, l->end)->kind != BLOCK_TABLE &&
           item_level(list_block(l->c, l->end)) >= l->level;
}

/* Does the block lead on to the items behind it? */
static bool leads_on_to_items(const struct block *b)
{
    if (b->kind == BLOCK_TABLE || b->kind == BLOCK_HEADING || b->flow.text.len == 0)
        return false;
    return ends_open(b) || (item_level(b) > 0 && b->flow.text.len <= SHORT_LEAD);
}

static void check_lead(struct checker *c, int32_t lead, int32_t first)
{
    const struct block *b = list_block(c, lead);
    uint8_t level = item_level(list_block(c, first));
    struct item_list l = { .c = c, .first = first, .level = level, .code = DIAG_SUM_ITEMS,
                           .end = items_end(c, first, level),
                           .kind = lead_kind_of(c, str_trim(b->flow.text)) };

    totals_of_lead(&l, lead);
    if (l.ntotals == 0 && b->kind == BLOCK_NOTE && b->level == 0 && b->anchor >= 0) {
        l.code = DIAG_SUM_NOTE_LIST;            /* "Cụ thể:" over the items of a note */
        l.kind = l.kind == LEAD_AMONG ? LEAD_AMONG : LEAD_ALL;
        totals_of_mark(&l, b);
    }
    if (l.ntotals > 0 && !too_long(&l))
        check_items(&l);
}

/* A note that is nothing but items. */
static void check_note_items(struct checker *c, int32_t note)
{
    const struct block *b = list_block(c, note);
    uint8_t level = item_level(b);
    struct item_list l = { .c = c, .first = note, .level = level, .code = DIAG_SUM_NOTE_LIST,
                           .end = items_end(c, note, level) };

    totals_of_mark(&l, b);
    if (l.ntotals > 0 && !too_long(&l))
        check_items(&l);
}

void check_item_lists(struct checker *c)
{
    for (int32_t i = 0; i < (int32_t)c->report->doc->nblocks; i++) {
        const struct block *b = list_block(c, i);
        int32_t next = next_block(c, i);

        if (b->kind == BLOCK_NOTE && b->level == 0 && b->anchor >= 0 && item_level(b) > 0)
            check_note_items(c, i);
        if (next < (int32_t)c->report->doc->nblocks &&
            item_level(list_block(c, next)) > item_level(b) && leads_on_to_items(b))
            check_lead(c, i, next);
    }
}
