/* pdf_layout.c -- lines into paragraphs, and everything to the tree.
 *
 * Vietnamese is not hyphenated, so a line ends where its paragraph does if the next word
 * would still have had room on it. A full line ends one only where the next is indented,
 * stands lower or begins an item. */
#include "read/pdf_int.h"

/* -- paragraphs -- */

/* The paragraph that is being told. */
struct pdf_para {
    const struct pdf_line *last;
    uint32_t lines;
    int32_t down;               /* between its last two lines, 0: not known */
};

/* Width of what cannot be parted at a line's front. */
static int32_t first_width(const struct pdf *p, const struct pdf_line *l)
{
    const struct pdf_word *w = p->word + l->word;
    int32_t right = w[0].x1;

    for (uint32_t i = 1; i < l->nwords && w[i].x0 - right < l->height / 14; i++)
        right = w[i].x1;
    return right - w[0].x0;
}

/* Blank at the line's end beyond what the next line's first word needs. */
static int32_t spare_width(const struct pdf *p, const struct pdf_line *a, const struct pdf_line *b)
{
    return a->right - a->x1 - pdf_em(a->height) / 4 - first_width(p, b);
}

static bool is_centred(const struct pdf_line *l)
{
    int32_t left = l->x0 - l->left, right = l->right - l->x1;

    return left > 2 * pdf_em(l->height) && left - right < l->height && right - left < l->height;
}

/* Is b further below a than lines of one paragraph are? */
static bool stands_lower(const struct pdf *p, const struct pdf_para *para,
                         const struct pdf_line *b)
{
    int64_t usual = para->down ? para->down
                               : (int64_t)p->pitch * para->last->height / p->height;
    int32_t down = pdf_down(para->last, b);

    if (b->stands_apart)
        return true;
    if (para->last->page == b->page && para->last->left != b->left)
        return down >= 0;       /* else the head of the next column */
    return para->last->page == b->page && (down > usual * 5 / 4 || down < 0);
}

/* Where lines behind the first begin: at the second's edge, or a step left of an indent. */
static bool is_indented(const struct pdf *p, const struct pdf_para *para, const struct pdf_line *b)
{
    int32_t em = pdf_em(b->height), left = b->left;

    if (para->lines > 1) {
        int32_t edge = para->last->x0 - para->last->left;

        return b->x0 - left > edge + em / 2 || b->x0 - left < edge - em;
    }
    return b->x0 > para->last->x0 + em / 2 && !pdf_is_item(p->word[para->last->word].text);
}

static bool same_para(const struct pdf *p, const struct pdf_para *para, const struct pdf_line *b)
{
    const struct pdf_line *a = para->last;
    str text = p->word[b->word].text;
    bool goes_on = !pdf_is_finished(p, a) && pdf_goes_on(text);
    int32_t spare = spare_width(p, a, b);

    if (!pdf_same_size(a->height, b->height) || stands_lower(p, para, b))
        return false;
    if (spare > pdf_em(a->height) / 3)
        return goes_on && !is_indented(p, para, b);
    if (is_indented(p, para, b))
        return false;
    if (pdf_is_item(text) && pdf_is_finished(p, a))
        return false;
    /* no indent tells one paragraph from the next: an indent that all have */
    return !(para->lines == 1 && pdf_is_finished(p, a) && !pdf_goes_on(text) &&
             a->x0 - a->left > pdf_em(a->height) &&
             a->x0 - a->left == b->x0 - b->left);
}

/* Lines of one title, broken by hand. */
static bool same_title(const struct pdf *p, const struct pdf_para *para, const struct pdf_line *b)
{
    return is_centred(para->last) && is_centred(b) &&
           pdf_same_size(para->last->height, b->height) && !stands_lower(p, para, b);
}

void pdf_tell_words(struct pdf *p, struct tree *t, const struct pdf_line *l, uint32_t from,
                    uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const struct pdf_word *w = &p->word[i];

        if (i > from && w->x0 - p->word[i - 1].x1 > l->height / 14)
            tree_blank(t);
        tree_text(t, w->text, w->raised ? TREE_RAISED : TREE_PLAIN, NO_ORIGIN);
    }
}

static void tell_line(struct pdf *p, struct tree *t, const struct pdf_line *l, uint32_t skip)
{
    pdf_tell_words(p, t, l, l->word + skip, l->word + l->nwords);
    if (!pdf_is_glued(p->word[l->word + l->nwords - 1].text))
        tree_blank(t);
}

static unsigned size_rank(const struct pdf *p, const struct pdf_line *l)
{
    return l->height * 10 > p->height * 13 ? 1 : l->height * 100 > p->height * 112 ? 2 : 0;
}

/* Counts the line as the last one of the paragraph. */
static void follow_para(struct pdf_para *para, const struct pdf_line *l)
{
    if (para->last && para->last->page == l->page)
        para->down = pdf_down(para->last, l);
    para->last = l;
    para->lines++;
}

/* Tells the line: in the running paragraph, or as the first of a new one. */
static void tell_body_line(struct pdf *p, struct tree *t, struct pdf_para *para,
                           const struct pdf_line *l)
{
    bool goes_on = para->last && same_para(p, para, l);

    if (!goes_on && para->last && same_title(p, para, l)) {
        tree_break(t);
    } else if (!goes_on) {
        tree_page(t, p->page[l->page].number);
        tree_para(t, size_rank(p, l));
        *para = (struct pdf_para){ .last = NULL };
    }
    tell_line(p, t, l, 0);
    follow_para(para, l);
}

static void tell_paras(struct pdf *p, struct tree *t, uint32_t from, uint32_t to)
{
    struct pdf_para para = { .last = NULL };

    for (uint32_t i = from; i < to; i++)
        tell_body_line(p, t, &para, pdf_body(p, i));
}

static void tell_body(struct pdf *p, struct tree *t)
{
    struct pdf_table table;
    uint32_t at = 0;

    while (pdf_next_table(p, at, &table)) {
        tell_paras(p, t, at, table.from);
        tree_page(t, p->page[pdf_body(p, table.from)->page].number);
        pdf_tell_table(p, t, &table);
        at = table.to;
    }
    tell_paras(p, t, at, p->nbody);
}

/* -- notes -- */

static void open_note(struct pdf *p, struct tree *t, const struct pdf_line *l, bool open)
{
    if (open)
        tree_note_end(t);
    tree_page(t, p->page[l->page].number);
    tree_note(t, l->note);
    tree_para(t, 0);
}

static void tell_notes(struct pdf *p, struct tree *t)
{
    struct pdf_para para = { .last = NULL };

    for (size_t i = 0; i < p->nlines; i++) {
        const struct pdf_line *l = &p->line[i];

        if (l->role != PDF_NOTE)
            continue;
        if (l->starts_note || !para.last) {
            open_note(p, t, l, para.last != NULL);
            para = (struct pdf_para){ .last = NULL };
        } else if (!same_para(p, &para, l)) {
            tree_para(t, 0);
            para = (struct pdf_para){ .last = NULL };
        }
        tell_line(p, t, l, l->skips_word ? 1 : 0);
        follow_para(&para, l);
    }
    if (para.last)
        tree_note_end(t);
}

/* -- the whole -- */

static void list_body(struct pdf *p)
{
    p->body = arena_array(p->job->arena, uint32_t, p->nlines + 1);
    for (uint32_t i = 0; i < p->nlines; i++)
        if (p->line[i].role == PDF_BODY)
            p->body[p->nbody++] = i;
}

/* Pages that are pictures: no words, or just a stamp on one of them. */
static bool is_scanned(const struct pdf *p)
{
    enum { FEW = 5 };
    size_t empty = 0;

    for (size_t i = 0; i < p->npages; i++)
        empty += p->page[i].nwords < FEW;
    return p->nwords == 0 || (p->npages > 1 && empty * 5 >= p->npages * 4);
}

status pdf_layout(struct job *j, str name, str tsv, struct tree *t)
{
    struct pdf *p = arena_new(j->arena, struct pdf);
    status st;

    p->job = j;
    p->name = name;
    st = pdf_read_words(p, tsv);
    if (st != OK)
        return st;
    if (is_scanned(p))
        return job_fail(j, FAIL_FORMAT,
                        "«%.*s» là bản quét, trang chỉ có ảnh, không có chữ: hãy dùng tệp Word "
                        "gốc hoặc nhận dạng chữ (OCR) trước",
                        "«%.*s» is a scan, its pages are pictures without text: use the Word "
                        "file it was made from, or recognise the text (OCR) first", STRF(name));
    pdf_make_lines(p);
    pdf_measure(p);
    pdf_drop_furniture(p);
    pdf_find_notes(p);
    pdf_measure(p);             /* again, without what is no running text */
    pdf_part_columns(p);
    list_body(p);
    tell_body(p, t);
    tell_notes(p, t);
    return OK;
}
