/* html_int.h -- between the files that read HTML. */
#ifndef READ_HTML_INT_H
#define READ_HTML_INT_H

#include "base/job.h"
#include "read/html_token.h"
#include "read/label.h"

/* The file's text in UTF-8, by the charset its head declares, else by its content. */
status html_bytes(struct job *j, str name, str bytes, str *out);

/* -- how text is set -- */

enum { HTML_UNTOLD = -1 };

/* What an element's own style says; HTML_UNTOLD where it says nothing. */
struct html_look {
    int8_t bold, raised, hidden, pre;
    int8_t label;               /* enum label_format, of lists */
    bool symbols;               /* a font of signs: its letters are bullets */
    bool bullet;                /* Word's mso-list:Ignore: a printed number or bullet */
    bool note;                  /* Word's mso-element: a note's body */
};

/* The rules of a document's style sheets that matter here: of elements and classes. */
struct html_sheet;

struct html_sheet *html_sheet_new(struct arena *a);
void html_sheet_add(struct html_sheet *s, str css);

/* What the sheet, the element's attributes and its style together say. */
struct html_look html_look_of(const struct html_sheet *s, const struct html_token *tag);

/* -- links to notes -- */

enum html_link_kind {
    HTML_LINK_TEXT,             /* its words are text */
    HTML_LINK_NUMBER,           /* a number alone: a note's mark, or its way back */
    HTML_LINK_BACK              /* an arrow alone */
};

/* Each link to a place of the document, in the order of their tags. */
struct html_link {
    str target;
    uint32_t at;                /* count of tags before it */
    uint16_t note;              /* the note whose mark it is, 0 for none */
    enum html_link_kind kind : 8;
    bool sure;                  /* says by itself that it is a mark */
    bool raised, glued;
    uint16_t printed;           /* the number that is its words */
};

/* Each place that has a name, in the order of their tags. */
struct html_place {
    str name;
    uint32_t at;
    uint16_t note;              /* whose body begins here, 0 for none */
    uint16_t printed;           /* the number its mark shows, 0 for a star */
    enum html_element element;
    bool titled;                /* in a heading */
};

struct html_links {
    struct html_link *link;
    struct html_place *place;
    size_t nlinks, link_cap, nplaces, place_cap;
};

/* Is the tag one that has a link, and the name of the place it is, if any? Both passes
 * count them by these. */
bool html_is_link(const struct html_token *tag);
str html_place_name(const struct html_token *tag);

/* Finds marks and bodies of notes, in one pass over the whole. */
struct html_links html_links_find(struct arena *a, str bytes);

/* Does the list of words (a class) have this one? */
bool html_has_word(str words, str word);

#endif
