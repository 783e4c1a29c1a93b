/* html_token.h -- HTML as a row of tags and texts, parted as browsers part it (WHATWG HTML,
 * 13.2.5): whatever the bytes are, in one pass over them, in step with their number.
 *
 * Own code and no library, by measure: libxml2's parser looks through all attributes of a
 * tag for each of them, and through all open elements at each end (10 MB take minutes),
 * loses memory when a job ends inside it, and its libicu costs 4 ms at every start. */
#ifndef READ_HTML_TOKEN_H
#define READ_HTML_TOKEN_H

#include "base/str.h"

/* What an element is to a reader. */
enum html_nature {
    HTML_INLINE = 0,
    HTML_BLOCK = 1,             /* begins and ends a paragraph */
    HTML_VOID = 2,              /* has no content */
    HTML_RAW = 4,               /* its content is bytes up to its end tag */
    HTML_SILENT = 8,            /* its content is no text of the document */
    HTML_SCOPE = 16,            /* ends inside it do not reach beyond it */
    HTML_OPTIONAL = 32,         /* its end may be left out */
    HTML_HEAD = 64,             /* may stand in the head */
    HTML_BOLD = 128
};

#define HTML_ELEMENTS(X)                                                                       \
    X(a, 0) X(address, HTML_BLOCK) X(area, HTML_VOID) X(article, HTML_BLOCK)                   \
    X(aside, HTML_BLOCK) X(audio, HTML_SILENT) X(b, HTML_BOLD) X(base, HTML_VOID | HTML_HEAD)  \
    X(basefont, HTML_VOID | HTML_HEAD) X(bgsound, HTML_VOID | HTML_HEAD)                       \
    X(blockquote, HTML_BLOCK) X(body, HTML_BLOCK) X(br, HTML_VOID) X(canvas, HTML_SILENT)      \
    X(caption, HTML_BLOCK | HTML_SCOPE | HTML_OPTIONAL) X(center, HTML_BLOCK)                  \
    X(col, HTML_VOID) X(colgroup, HTML_OPTIONAL) X(datalist, HTML_SILENT)                      \
    X(dd, HTML_BLOCK | HTML_OPTIONAL) X(del, HTML_SILENT) X(details, HTML_BLOCK)               \
    X(dialog, HTML_BLOCK) X(dir, HTML_BLOCK) X(div, HTML_BLOCK) X(dl, HTML_BLOCK)              \
    X(dt, HTML_BLOCK | HTML_OPTIONAL) X(embed, HTML_VOID) X(fieldset, HTML_BLOCK)              \
    X(figcaption, HTML_BLOCK) X(figure, HTML_BLOCK) X(footer, HTML_BLOCK)                      \
    X(form, HTML_BLOCK) X(frame, HTML_VOID) X(h1, HTML_BLOCK) X(h2, HTML_BLOCK)                \
    X(h3, HTML_BLOCK) X(h4, HTML_BLOCK) X(h5, HTML_BLOCK) X(h6, HTML_BLOCK)                    \
    X(head, HTML_SILENT | HTML_OPTIONAL) X(header, HTML_BLOCK) X(hgroup, HTML_BLOCK)           \
    X(hr, HTML_BLOCK | HTML_VOID) X(html, HTML_BLOCK | HTML_OPTIONAL)                          \
    X(iframe, HTML_RAW | HTML_SILENT) X(img, HTML_VOID) X(input, HTML_VOID)                    \
    X(keygen, HTML_VOID) X(legend, HTML_BLOCK) X(li, HTML_BLOCK | HTML_OPTIONAL)               \
    X(link, HTML_VOID | HTML_HEAD) X(listing, HTML_BLOCK) X(main, HTML_BLOCK)                  \
    X(menu, HTML_BLOCK) X(meta, HTML_VOID | HTML_HEAD) X(nav, HTML_BLOCK)                      \
    X(noembed, HTML_RAW | HTML_SILENT) X(noframes, HTML_RAW | HTML_SILENT | HTML_HEAD)         \
    X(noscript, HTML_SILENT | HTML_HEAD) X(object, HTML_SILENT) X(ol, HTML_BLOCK)              \
    X(optgroup, HTML_OPTIONAL) X(option, HTML_OPTIONAL) X(p, HTML_BLOCK | HTML_OPTIONAL)       \
    X(param, HTML_VOID) X(plaintext, HTML_BLOCK | HTML_RAW) X(pre, HTML_BLOCK)                 \
    X(rp, HTML_SILENT | HTML_OPTIONAL) X(rt, HTML_SILENT | HTML_OPTIONAL)                      \
    X(script, HTML_RAW | HTML_SILENT | HTML_HEAD) X(search, HTML_BLOCK)                        \
    X(section, HTML_BLOCK) X(select, HTML_SILENT) X(source, HTML_VOID) X(strong, HTML_BOLD)    \
    X(style, HTML_RAW | HTML_SILENT | HTML_HEAD) X(sub, 0) X(summary, HTML_BLOCK) X(sup, 0)    \
    X(svg, HTML_SILENT) X(table, HTML_BLOCK | HTML_SCOPE)                                      \
    X(tbody, HTML_BLOCK | HTML_OPTIONAL) X(td, HTML_BLOCK | HTML_SCOPE | HTML_OPTIONAL)        \
    X(template, HTML_SILENT | HTML_SCOPE | HTML_HEAD)                                          \
    X(textarea, HTML_RAW | HTML_SILENT) X(tfoot, HTML_BLOCK | HTML_OPTIONAL)                   \
    X(th, HTML_BLOCK | HTML_SCOPE | HTML_OPTIONAL | HTML_BOLD)                                 \
    X(thead, HTML_BLOCK | HTML_OPTIONAL) X(title, HTML_RAW | HTML_SILENT | HTML_HEAD)          \
    X(tr, HTML_BLOCK | HTML_OPTIONAL) X(track, HTML_VOID) X(ul, HTML_BLOCK)                    \
    X(video, HTML_SILENT) X(wbr, HTML_VOID) X(xmp, HTML_BLOCK | HTML_RAW)

enum html_element {
    HTML_OTHER,
#define X(name, nature) HTML_##name,
    HTML_ELEMENTS(X)
#undef X
    HTML_NELEMENTS
};

/* The attributes that are looked at. */
#define HTML_ATTRIBUTES(X)                                                                     \
    X(class, "class") X(colspan, "colspan") X(content, "content") X(charset, "charset")        \
    X(hidden, "hidden") X(href, "href") X(id, "id") X(name, "name") X(reversed, "reversed")    \
    X(role, "role") X(rowspan, "rowspan") X(start, "start") X(style, "style")                  \
    X(title, "title") X(type, "type") X(value, "value")

enum html_attribute {
#define X(name, text) HTML_AT_##name,
    HTML_ATTRIBUTES(X)
#undef X
    HTML_NATTRIBUTES
};

enum html_kind { HTML_END, HTML_TEXT, HTML_OPEN, HTML_CLOSE };

struct html_token {
    enum html_kind kind;
    enum html_element element;  /* of tags */
    str text;                   /* as it is written, see html_letter */
    uint32_t has;               /* attributes, a bit each; only theirs are filled: */
    str attr[HTML_NATTRIBUTES]; /* as they are written */
};

static inline bool html_has(const struct html_token *tag, enum html_attribute a)
{
    return (tag->has >> a & 1) != 0;
}

/* Empty where the tag has no such attribute. */
static inline str html_at(const struct html_token *tag, enum html_attribute a)
{
    return html_has(tag, a) ? tag->attr[a] : (str){ NULL, 0 };
}

/* A text being read; starts as { .bytes = ... }. */
struct html_scan {
    str bytes;
    size_t at;
    enum html_element raw;      /* inside this one, up to its end tag */
};

/* The next token; HTML_END behind the last one, for ever. Comments are none, and of
 * Word's conditional ones only what browsers show is there. */
void html_next(struct html_scan *s, struct html_token *out);

/* In whatever letters; HTML_OTHER for one that is not known. */
enum html_element html_element_of(str name);
unsigned html_nature_of(enum html_element e);

/* The character at s[at], references resolved ("&#7855;", "&nbsp;"); gives the bytes it
 * takes. at < s.len. */
size_t html_letter(str s, size_t at, uint32_t *cp);

/* Of ASCII. */
bool html_is_letter(char c);

/* Numbers 128..159 are meant in Windows-1252; U+FFFD for those of no letter. */
uint32_t html_meant_letter(uint32_t cp);

#endif
