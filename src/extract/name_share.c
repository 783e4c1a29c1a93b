/* name_share.c -- words that a figure shares with the one before it, or does not. */
#include "extract/name_int.h"

enum { SHARED_VERBS = 9 };

/* "6 vụ, 15 đối tượng phạm tội về ma túy": what stands behind the parties is of the
 * cases too. */
void draft_share_behind(struct name_draft *d)
{
    const struct scan *s = d->s;
    uint32_t i = d->r->unit_to, end;
    unit u;

    i += scan_is_mark(s, i, ',') || scan_word(s, i) == W_VA;
    if (!scan_is_number(s, i) || !name_is_case(d->r->unit_text))
        return;
    end = scan_known_unit(s, i + 1, &u);
    if (end > i + 1 && name_is_party(scan_text(s, i + 1, end)))
        name_pick_behind(s, end, d->r->behind_to, false, true, &d->post);
}

/* A head that counts of things cannot have: "vốn cấp mới có 25 dự án". */
bool draft_money_or_land(const struct scan *s, uint32_t i)
{
    static const uint16_t head[][2] = {
        { W_VON, W_OTHER }, { W_KINH, W_PHI }, { W_GIA, W_TRI }, { W_KIM, W_NGACH },
        { W_DOANH, W_THU_COLLECT }, { W_LOI, W_NHUAN }, { W_THU_COLLECT, W_NHAP },
        { W_DU_LEFT, W_NO }, { W_DIEN, W_TICH },
    };

    i += scan_word(s, i) == W_TONG;
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (scan_word(s, i) == head[k][0] &&
            (head[k][1] == W_OTHER || scan_word(s, i + 1) == head[k][1]))
            return true;
    return false;
}

/* UBND, sở, công an ...: who acts, at the head of a clause. */
static bool is_agent(const struct scan *s, uint32_t i)
{
    static const char *const agent[] = { "ubnd", "hđnd", "ủy", "hội", "sở", "ngành", "công",
                                         "cơ", "đơn", "lực", "ban", "chính", "bộ", "đội" };

    for (size_t k = 0; k < sizeof agent / sizeof *agent; k++)
        if (str_is(s->t[i].fold, agent[k]))
            return true;
    return false;
}

/* Of the words before a count: "UBND xã đã ban hành 3 quyết định" tells what was done,
 * not who did it; a row of proper names tells where. */
void draft_keep_verbs(struct name_draft *d)
{
    const struct scan *s = d->s;
    bool proper = d->pre.n > 1;

    for (uint32_t i = 0; i < d->pre.n; i++)
        proper &= s->t[d->pre.tok[i]].upper || s->t[d->pre.tok[i]].kind == TOKEN_MARK;
    if (proper)
        d->pre.n = 0;
    if (d->pre.n == 0 || !is_agent(s, d->pre.tok[0]))
        return;
    for (uint32_t i = d->pre.n; i-- > 1;)
        if (scan_word(s, d->pre.tok[i]) == W_DA_DONE && i + 1 < d->pre.n) {
            name_keep_last(&d->pre, d->pre.n - i - 1);
            break;
        }
}

/* The figure before, when its words are still known. */
const struct named_figure *draft_last(const struct scan *s, const struct name_request *r)
{
    const struct named_figure *n = s->memo ? &s->memo->named : NULL;

    return n && n->text == s->text.ptr && n->number == r->before_number ? n : NULL;
}

void draft_keep(const struct name_draft *d)
{
    if (!d->s->memo)
        return;
    d->s->memo->named = (struct named_figure){
        d->s->text.ptr, d->r->number, d->r->unit_from, d->r->unit_to, d->counts,
        d->pre, d->post,
    };
}

/* "phát hiện 36 vụ vi phạm đất đai, đã xử lý 20 vụ": the same noun again is of the same
 * kind. Of people there may be others. */
void draft_repeat_behind(struct name_draft *d)
{
    static const char *const noun[] = { "vụ", "vụ việc", "vụ án", "ca", "trường hợp", "đơn",
                                        "hồ sơ", "dự án", "công trình", "cuộc" };
    const struct name_request *r = d->r;

    if (d->last && r->before_alike && d->pre.n && d->pre.n <= SHARED_VERBS &&
        name_is_one_of(r->unit_text, noun, sizeof noun / sizeof *noun) &&
        str_eq(r->unit_text, scan_text(d->s, d->last->unit_from, d->last->unit_to)))
        d->post = d->last->post;
}

/* Is there nothing between the figure before and this one but a mark or "và"? */
static bool follows_at_once(const struct name_draft *d)
{
    const struct name_request *r = d->r;
    uint32_t i = r->from;

    if (r->opens)       /* of a new clause too: "thu giữ 2 kg heroin; 15 xe máy" */
        return i == r->number && i > 0 && scan_is_mark(d->s, i - 1, ';') &&
               r->unit.class != UNIT_PERCENT;
    while (i < r->number && (scan_is_mark(d->s, i, ',') || scan_word(d->s, i) == W_VA))
        i++;
    return i == r->number && i > r->from;
}

/* "được hỗ trợ", "đã thoát nghèo": words that have a verb need no other. */
static bool has_verb(const struct scan *s, const struct name_part *w)
{
    for (uint32_t i = 0; i < w->n; i++)
        if (scan_word(s, w->tok[i]) == W_DUOC || scan_word(s, w->tok[i]) == W_DA_DONE ||
            scan_word(s, w->tok[i]) == W_BI)
            return true;
    return false;
}

/* "thu giữ 2 kg heroin, 15 xe máy", "xử phạt 7 tổ chức, 20 cá nhân": objects in a row
 * share their verb. */
void draft_share_verbs(struct name_draft *d)
{
    const struct name_request *r = d->r;
    const struct named_figure *n = d->last;

    if (!n || d->pre.n || n->pre.n == 0 || n->pre.n > SHARED_VERBS || r->total.len)
        return;
    if ((d->post.n == 0 || n->post.n == 0) && !(n->counts && d->counts))
        return;
    if (!follows_at_once(d) || has_verb(d->s, &d->post))
        return;
    if (!name_is_head(d->s, n->pre.tok[0]))
        d->pre = n->pre;
}
