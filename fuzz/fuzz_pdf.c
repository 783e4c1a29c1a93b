/* fuzz_pdf.c -- any bytes as the words of a PDF: as pdftotext tells them, or as a picture of
 * the pages, a letter a place, from which what pdftotext would tell is made. */
#include "hold.h"

#include "base/utf8.h"
#include "read/formats.h"
#include "read/pdf_int.h"

/* In a picture: a form feed begins a page, a tab goes half a line up, a line of small
 * letters begins with _, a raised word with ^; a letter is three points wide. */
struct picture {
    struct buf tsv;
    unsigned page, x, y, small;
};

static void draw_page(struct picture *d)
{
    buf_printf(&d->tsv, "1\t%u\t0\t0\t0\t0\t0\t0\t300.0\t800.0\t-1\t###PAGE###\n", ++d->page);
    d->x = 20;
    d->y = 30;
}

static void draw_word(struct picture *d, str word)
{
    bool raised = word.len > 1 && word.ptr[0] == '^';
    unsigned height = raised ? 7 : d->small ? 9 : 12;

    if (raised)
        word = str_sub(word, 1, word.len);
    buf_printf(&d->tsv, "5\t%u\t0\t0\t0\t0\t%u.0\t%u.0\t%zu\t%u.0\t100\t%.*s\n", d->page, d->x,
               d->y, utf8_count(word) * 3, height, STRF(word));
    d->x += (unsigned)utf8_count(word) * 3;
}

static void draw_sign(struct picture *d, char c)
{
    switch (c) {
    case '\f':
        draw_page(d);
        break;
    case '\n':
        d->x = 20;
        d->y += d->small ? 11 : 14;
        d->small = 0;
        break;
    case '\t':
        d->y -= d->y > 7 ? 7 : 0;
        break;
    default:
        d->x += 3;
    }
}

static str draw(struct arena *a, str text)
{
    struct picture d = { .page = 0 };

    buf_init(&d.tsv, a);
    draw_page(&d);
    for (size_t i = 0, end; i < text.len; i = end) {
        end = i;
        while (end < text.len && !memchr(" \n\t\f\r\0", text.ptr[end], 6))
            end++;
        if (end == i) {
            draw_sign(&d, text.ptr[end++]);
        } else if (text.ptr[i] == '_' && d.x == 20) {
            d.small = 1;
            end = i + 1;
        } else {
            draw_word(&d, str_sub(text, i, end));
        }
    }
    return buf_str(&d.tsv);
}

static status read_words(struct job *j, void *arg)
{
    str text = *(str *)arg;
    struct tree *t = tree_new(j, STR("fuzz.pdf"));
    bool told = str_starts(text, STR("1\t")) || str_starts(text, STR("5\t"));

    return hold_tree(t, pdf_layout(j, STR("fuzz.pdf"), told ? text : draw(j->arena, text), t));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hold_in_jobs(data, size, 200 * 1024, read_words);
    return 0;
}
