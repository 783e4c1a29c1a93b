/* html_link.c -- which links are the marks of notes, and where the notes' bodies begin.
 *
 * A mark is a link whose words are a number alone, to a place behind it. What makes it a
 * note's: its own class, role or target (Word's _ftn1, LibreOffice's sdfootnote1sym,
 * pandoc's fn1), which a roman number must have; else that it is raised, or glued to a
 * word. */
#include "read/html_int.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { WORDS_LONGEST = 24, NOTES_LAST = 998, NAME_LONGEST_KEPT = 200 };

struct link_finder {
    struct arena *arena;
    struct html_links found;
    uint32_t tags;
    uint32_t raised;            /* open elements that raise */
    bool titled;                /* in a heading */
    bool running;               /* in a link */
    struct buf words;           /* of it, without blanks and brackets */
    bool too_long;
    bool blank;                 /* the text so far ends in one, or in a bracket */
};

bool html_is_link(const struct html_token *tag)
{
    str href = html_at(tag, HTML_AT_href);

    return tag->element == HTML_a && href.len > 1 && href.ptr[0] == '#';
}

str html_place_name(const struct html_token *tag)
{
    if (html_at(tag, HTML_AT_id).len)
        return html_at(tag, HTML_AT_id);
    return tag->element == HTML_a ? html_at(tag, HTML_AT_name) : (str){ NULL, 0 };
}

static bool begins_like_note(str target)
{
    static const char *const known[] = { "_ftn", "_edn", "ftn", "edn", "sdfootnote",
                                         "sdendnote", "fn", "footnote", "endnote", "cite_note",
                                         "chu-thich" };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(target, str_from(known[i])))
            return true;
    return false;
}

static bool says_note(const struct html_token *tag, str target)
{
    str class = str_sub(html_at(tag, HTML_AT_class), 0, NAME_LONGEST_KEPT);
    str style = str_sub(html_at(tag, HTML_AT_style), 0, NAME_LONGEST_KEPT);

    return str_eq(html_at(tag, HTML_AT_role), STR("doc-noteref")) ||
           str_find(class, STR("noteref")) != SIZE_MAX ||
           str_find(class, STR("footnote")) != SIZE_MAX ||
           str_find(class, STR("endnote")) != SIZE_MAX ||
           str_find(style, STR("mso-footnote-id")) != SIZE_MAX ||
           str_find(style, STR("mso-endnote-id")) != SIZE_MAX || begins_like_note(target);
}

/* -- the pass over the whole -- */

static struct html_link *running_link(struct link_finder *f)
{
    return &f->found.link[f->found.nlinks - 1];
}

/* "iv", "XII": how Word and LibreOffice number endnotes. */
static bool roman_words(str words)
{
    for (size_t i = 0; i < words.len; i++)
        if (!words.ptr[i] || !strchr(words.ptr[0] < 'a' ? "IVXLC" : "ivxlc", words.ptr[i]))
            return false;
    return words.len > 0;
}

/* `sure`: it is a note's mark, or leads back to one. */
static enum html_link_kind words_kind(str words, bool sure, uint16_t *printed)
{
    bool digits = words.len > 0 && words.len <= 3, stars = words.len > 0;

    for (size_t i = 0; i < words.len; i++) {
        digits = digits && words.ptr[i] >= '0' && words.ptr[i] <= '9';
        stars = stars && words.ptr[i] == '*';
    }
    *printed = 0;
    for (size_t i = 0; digits && i < words.len; i++)
        *printed = (uint16_t)(*printed * 10 + (words.ptr[i] - '0'));
    if (digits || stars || (sure && roman_words(words)))
        return HTML_LINK_NUMBER;
    return str_starts(words, STR("\xE2\x86")) || str_starts(words, STR("\xE2\xA4")) ||
           str_eq(words, STR("^")) ? HTML_LINK_BACK : HTML_LINK_TEXT;
}

static void end_link(struct link_finder *f)
{
    struct html_link *l = f->running ? running_link(f) : NULL;

    if (l && !f->too_long)
        l->kind = words_kind(buf_str(&f->words), l->sure, &l->printed);
    f->running = false;
}

static void begin_link(struct link_finder *f, const struct html_token *tag)
{
    str target = str_sub(html_at(tag, HTML_AT_href), 1, html_at(tag, HTML_AT_href).len);

    *arena_push(f->arena, f->found.link, f->found.nlinks, f->found.link_cap) = (struct html_link){
        .target = target, .at = f->tags, .sure = says_note(tag, target), .raised = f->raised > 0,
        .glued = !f->blank };
    f->running = true;
    f->too_long = false;
    f->words.len = 0;
}

static bool raises(const struct html_token *tag)
{
    return tag->element == HTML_sup;
}

static bool is_title(enum html_element e)
{
    return e >= HTML_h1 && e <= HTML_h6;
}

static void link_open_tag(struct link_finder *f, const struct html_token *tag)
{
    str name = html_place_name(tag);

    f->tags++;
    f->titled = f->titled || is_title(tag->element);
    if (tag->element == HTML_a)
        end_link(f);
    if (name.len)
        *arena_push(f->arena, f->found.place, f->found.nplaces, f->found.place_cap) =
            (struct html_place){ .name = str_sub(name, 0, NAME_LONGEST_KEPT), .at = f->tags,
                                 .element = tag->element, .titled = f->titled };
    if (html_is_link(tag))
        begin_link(f, tag);
    f->raised += raises(tag);
    if (f->running && raises(tag))
        running_link(f)->raised = true;
    if (html_nature_of(tag->element) & (HTML_BLOCK | HTML_VOID))
        f->blank = true;
}

static void link_close_tag(struct link_finder *f, const struct html_token *tag)
{
    if (is_title(tag->element))
        f->titled = false;
    if (tag->element == HTML_a)
        end_link(f);
    if (raises(tag) && f->raised)
        f->raised--;
    if (html_nature_of(tag->element) & HTML_BLOCK)
        f->blank = true;
}

static bool stands_around(uint32_t cp)
{
    return cp <= ' ' || cp == 0xA0 || cp == '[' || cp == ']' || cp == '(' || cp == ')' ||
           cp == 0xFE0E;
}

static void link_words(struct link_finder *f, str text)
{
    for (size_t at = 0; at < text.len && !f->too_long;) {
        uint32_t cp;
        size_t n = html_letter(text, at, &cp);

        if (!stands_around(cp))
            utf8_put(&f->words, cp);
        f->too_long = f->words.len > WORDS_LONGEST;
        at += n;
    }
}

static void link_text(struct link_finder *f, str text)
{
    char last = text.len ? text.ptr[text.len - 1] : ' ';

    if (f->running)
        link_words(f, text);
    if (text.len)
        f->blank = last == ' ' || last == '\n' || last == '\t' || last == '\r' || last == '(';
}

/* -- marks and bodies -- */

static int places_by_name(const void *a, const void *b)
{
    const struct html_place *l = *(struct html_place *const *)a;
    const struct html_place *r = *(struct html_place *const *)b;
    int order = str_cmp(l->name, r->name);

    return order ? order : (l->at > r->at) - (l->at < r->at);
}

/* The places sorted by their names. */
struct place_index {
    struct html_place **by_name;
    size_t n;
};

static struct place_index index_places(struct arena *a, struct html_links *of)
{
    struct place_index x = { arena_array(a, struct html_place *, of->nplaces), of->nplaces };

    for (size_t i = 0; i < x.n; i++)
        x.by_name[i] = &of->place[i];
    qsort(x.by_name, x.n, sizeof(struct html_place *), places_by_name);
    return x;
}

/* Of two of one name the first. */
static struct html_place *find_place(const struct place_index *x, str name)
{
    size_t lo = 0, hi = x->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (str_cmp(x->by_name[mid]->name, name) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < x->n && str_eq(x->by_name[lo]->name, name) ? x->by_name[lo] : NULL;
}

/* The body: the element that has the name, or, where Word and LibreOffice name a link at
 * its front ("_ftn1", "sdfootnote1sym"), the division around it ("ftn1", "sdfootnote1"). */
static struct html_place *find_body(const struct place_index *x, str target)
{
    struct html_place *around = NULL;

    if (target.ptr[0] == '_')
        around = find_place(x, str_sub(target, 1, target.len));
    else if (str_ends(target, STR("sym")))
        around = find_place(x, str_sub(target, 0, target.len - 3));
    return around && around->element == HTML_div ? around : find_place(x, target);
}

/* A body may be missing where the link itself says that it is a mark. */
static bool is_note_mark(const struct html_link *l, const struct html_place *body)
{
    if (l->kind != HTML_LINK_NUMBER)
        return false;
    if (!body)
        return l->sure;
    return body->at > l->at && !body->titled && (l->sure || l->raised || l->glued);
}

static void match_notes(struct arena *a, struct html_links *of)
{
    struct place_index x = index_places(a, of);
    uint16_t notes = 0;

    for (size_t i = 0; i < of->nlinks; i++) {
        struct html_link *l = &of->link[i];
        struct html_place *body = find_body(&x, str_sub(l->target, 0, NAME_LONGEST_KEPT));

        if (!is_note_mark(l, body) || notes == NOTES_LAST)
            continue;
        l->note = body && body->note ? body->note : ++notes;
        if (body && !body->note) {
            body->note = l->note;
            body->printed = l->printed;
        }
    }
}

struct html_links html_links_find(struct arena *a, str bytes)
{
    struct link_finder f = { .arena = a, .blank = true };
    struct html_scan scan = { .bytes = bytes };
    struct html_token token;

    buf_init(&f.words, a);
    for (html_next(&scan, &token); token.kind != HTML_END; html_next(&scan, &token)) {
        if (token.kind == HTML_OPEN)
            link_open_tag(&f, &token);
        else if (token.kind == HTML_CLOSE)
            link_close_tag(&f, &token);
        else
            link_text(&f, token.text);
    }
    end_link(&f);
    if (f.found.nlinks)
        match_notes(a, &f.found);
    return f.found;
}
