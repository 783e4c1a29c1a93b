/* drift_rule.c -- passages that a resolution or a list of tasks repeats from its report with
 * another figure, date or name.
 *
 * Which of the two is right is not known: it is a warning where both stand. A sentence that
 * comes again about something else ("Thu ngân sách đạt 620 tỷ đồng" done, "1.300 tỷ đồng" to
 * be done) is no repetition: unless much of the sentence agrees, kinds must agree, the figure
 * may not be told in the first document for the same thing, and it must be near. */
#include "check/dossier/across_int.h"

enum {
    MUCH_ALIKE = 16,            /* words; of so many a figure may differ by any amount */
    NEAR_PERCENT = 25,
    EXCERPT = 90                /* bytes shown at either side of what differs */
};

static bool wanted_result(enum statement_kind k)
{
    return k == KIND_PLAN || k == KIND_TARGET;
}

/* Is this statement's value what stands there? */
static bool is_value_at(const struct statement *s, uint32_t at)
{
    return s && s->value.has_value && s->value.where.start == at;
}

static bool figures_belong(struct checker *c, const struct across_drift *x,
                           const struct drift_spot *spot, dec first, dec second)
{
    uint32_t at = flow_source(spot->first.flow, spot->first.from);
    uint32_t here = flow_source(spot->second.flow, spot->second.from);
    const struct statement *a = across_statement_at(c, x->first, at);
    const struct statement *b = across_statement_at(c, x->second, here);
    enum diag_remark remark;

    if (spot->alike >= MUCH_ALIKE)
        return true;
    if (a && b && wanted_result(a->kind) != wanted_result(b->kind))
        return false;
    if (is_value_at(b, here) && across_tells(c, x->first, b))
        return false;
    return slip_between(second, first, &remark) || near_enough(second, first, NEAR_PERCENT);
}

static str words_of(const struct drift_words *w)
{
    return str_sub(w->flow->text, w->from, w->to);
}

/* The passage round the words; cut at blanks. */
static str excerpt(struct checker *c, const struct drift_words *w)
{
    str text = w->flow->text;
    size_t from = w->passage, to = w->passage_end;

    if (w->from > from + EXCERPT) {
        from = w->from - EXCERPT;
        while (from < w->from && text.ptr[from] != ' ')
            from++;
    }
    if (to > w->to + EXCERPT) {
        to = w->to + EXCERPT;
        while (to > w->to && text.ptr[to] != ' ')
            to--;
    }
    return arena_printf(c->job->arena, "%s%.*s%s", from > w->passage ? "…" : "",
                        STRF(str_trim(str_sub(text, from, to))), to < w->passage_end ? "…" : "");
}

static struct diag *add_drift(struct checker *c, const struct across_drift *x,
                              const struct drift_spot *spot, enum diag_code code)
{
    const struct drift_words *a = &spot->first, *b = &spot->second;
    struct diag *d = diag_add(c->diags, code, flow_span(b->flow, b->from, b->to));

    diag_arg(d, words_of(b));
    diag_arg(d, words_of(a));
    diag_arg(d, across_name(c, x->first));
    diag_stated(d, words_of(b));
    note_arg(diag_note_in(c->diags, d, REMARK_PASSAGE_THERE, across_source(c->across, x->first),
                          flow_span(a->flow, a->from, a->to)), excerpt(c, a));
    c->diags->checked++;
    return d;
}

static void add_figure_drift(struct checker *c, const struct across_drift *x,
                             const struct drift_spot *spot)
{
    dec first, second;

    if (dec_parse_vi(words_of(&spot->first), &first)
        && dec_parse_vi(words_of(&spot->second), &second)) {
        if (!figures_belong(c, x, spot, first, second))
            return;
        diag_computed(c->diags, add_drift(c, x, spot, DIAG_DRIFT_FIGURE), first);
    } else if (spot->alike >= MUCH_ALIKE) {
        add_drift(c, x, spot, DIAG_DRIFT_FIGURE);
    }
}

void check_drift(struct checker *c)
{
    static const enum diag_code code[] = {
        [DRIFT_DATE] = DIAG_DRIFT_DATE, [DRIFT_UNIT] = DIAG_DRIFT_FIGURE,
        [DRIFT_SIGN] = DIAG_DRIFT_SIGN, [DRIFT_NAME] = DIAG_DRIFT_NAME,
    };

    for (size_t i = 0; c->across && i < c->across->ndrifts; i++) {
        const struct across_drift *x = &c->across->drift[i];

        for (size_t k = 0; x->second == c->self && k < x->n; k++)
            if (x->spot[k].kind == DRIFT_FIGURE)
                add_figure_drift(c, x, &x->spot[k]);
            else
                add_drift(c, x, &x->spot[k], code[x->spot[k].kind]);
    }
}
