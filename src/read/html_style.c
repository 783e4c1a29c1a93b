/* html_style.c -- what style sheets and styles say of weight, place and sight. */
#include "read/html_int.h"

enum { SHEET_SLOTS = 1024, RULES_MOST = 512, VALUE_LONGEST = 24, CLASSES_LONGEST = 256 };

/* "p.loud { font-weight: bold }" */
struct sheet_rule {
    bool used;
    enum html_element element;  /* HTML_OTHER: of any */
    str class;                  /* empty: of any */
    struct html_look look;
};

/* The rules by their selectors. */
struct html_sheet {
    struct sheet_rule slot[SHEET_SLOTS];
    size_t n;
};

static const struct html_look look_untold = { HTML_UNTOLD, HTML_UNTOLD, HTML_UNTOLD, HTML_UNTOLD,
                                              HTML_UNTOLD, false, false, false };

static char css_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool css_is(str s, const char *word)
{
    size_t i = 0;

    for (; i < s.len && word[i]; i++)
        if (css_lower(s.ptr[i]) != word[i])
            return false;
    return i == s.len && !word[i];
}

static bool css_has(str s, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= s.len; i++)
        if (css_is(str_sub(s, i, i + len), word))
            return true;
    return false;
}

static int8_t css_weight(str value)
{
    if (css_is(value, "bold") || css_is(value, "bolder"))
        return 1;
    if (value.len == 3 && value.ptr[0] >= '1' && value.ptr[0] <= '9')
        return value.ptr[0] >= '6';
    return css_is(value, "normal") || css_is(value, "lighter") ? 0 : HTML_UNTOLD;
}

static int8_t css_label(str value)
{
    static const struct { const char *name; int8_t label; } known[] = {
        { "decimal", LABEL_DECIMAL }, { "decimal-leading-zero", LABEL_DECIMAL_ZERO },
        { "lower-alpha", LABEL_LOWER_COLUMN }, { "lower-latin", LABEL_LOWER_COLUMN },
        { "upper-alpha", LABEL_UPPER_COLUMN }, { "upper-latin", LABEL_UPPER_COLUMN },
        { "lower-roman", LABEL_LOWER_ROMAN }, { "upper-roman", LABEL_UPPER_ROMAN },
        { "disc", LABEL_BULLET }, { "circle", LABEL_BULLET }, { "square", LABEL_BULLET },
        { "none", LABEL_NONE },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (css_is(value, known[i].name))
            return known[i].label;
    return HTML_UNTOLD;
}

static bool font_of_signs(str value)
{
    return css_has(str_sub(value, 0, 64), "symbol") || css_has(str_sub(value, 0, 64), "wingdings");
}

static void declare(str name, str value, struct html_look *look)
{
    str word = str_sub(value, 0, VALUE_LONGEST);

    if (css_is(name, "font-weight"))
        look->bold = css_weight(word);
    else if (css_is(name, "vertical-align"))
        look->raised = css_is(word, "super");
    else if (css_is(name, "display"))
        look->hidden = css_is(word, "none");
    else if (css_is(name, "visibility"))
        look->hidden = css_is(word, "hidden") || css_is(word, "collapse");
    else if (css_is(name, "mso-hide"))
        look->hidden = css_is(word, "all");
    else if (css_is(name, "white-space"))
        look->pre = css_is(word, "pre") || css_is(word, "pre-wrap") || css_is(word, "pre-line");
    else if (css_is(name, "list-style-type") || css_is(name, "list-style"))
        look->label = css_label(word);
    else if (css_is(name, "font-family") || css_is(name, "font"))
        look->symbols = font_of_signs(value);
    else if (css_is(name, "mso-list"))
        look->bullet = css_is(word, "ignore");
    else if (css_is(name, "mso-element") && (css_is(word, "footnote") || css_is(word, "endnote")))
        look->note = true;
    else if (css_is(name, "mso-element") && (css_is(word, "comment-list") ||
                                             css_is(word, "header") || css_is(word, "footer")))
        look->hidden = 1;
}

static str css_trim(str s)
{
    size_t bang;

    s = str_trim(s);
    bang = str_find(str_sub(s, 0, 2 * VALUE_LONGEST), STR("!"));
    return bang == SIZE_MAX ? s : str_trim(str_sub(s, 0, bang));
}

static void declare_all(str css, struct html_look *look)
{
    str one;

    while (css.len && str_split(&css, ';', &one)) {
        const char *colon = one.len ? memchr(one.ptr, ':', one.len) : NULL;
        size_t at = colon ? (size_t)(colon - one.ptr) : 0;

        if (colon)
            declare(str_trim(str_sub(one, 0, at)), css_trim(str_sub(one, at + 1, one.len)), look);
    }
}

/* -- style sheets -- */

struct html_sheet *html_sheet_new(struct arena *a)
{
    return arena_new(a, struct html_sheet);
}

static bool says_nothing(const struct html_look *l)
{
    return memcmp(l, &look_untold, sizeof *l) == 0;
}

static void lay_over(struct html_look *look, const struct html_look *over)
{
    if (over->bold != HTML_UNTOLD)
        look->bold = over->bold;
    if (over->raised != HTML_UNTOLD)
        look->raised = over->raised;
    if (over->hidden != HTML_UNTOLD)
        look->hidden = over->hidden;
    if (over->pre != HTML_UNTOLD)
        look->pre = over->pre;
    if (over->label != HTML_UNTOLD)
        look->label = over->label;
    look->symbols = look->symbols || over->symbols;
    look->bullet = look->bullet || over->bullet;
    look->note = look->note || over->note;
}

/* The slot of the rule for the element of that class, or a free one. */
static size_t rule_slot(const struct html_sheet *s, enum html_element element, str class)
{
    size_t at = (size_t)(str_hash(class) + 31 * (uint64_t)element) % SHEET_SLOTS;

    while (s->slot[at].used &&
           (s->slot[at].element != element || !str_eq(s->slot[at].class, class)))
        at = (at + 1) % SHEET_SLOTS;
    return at;
}

static void put_rule(struct html_sheet *s, enum html_element element, str class,
                     const struct html_look *look)
{
    struct sheet_rule *r = &s->slot[rule_slot(s, element, class)];

    if (r->used) {
        lay_over(&r->look, look);
    } else if (s->n < RULES_MOST) {
        *r = (struct sheet_rule){ true, element, class, *look };
        s->n++;
    }
}

static void apply_rule(const struct html_sheet *s, enum html_element element, str class,
                       struct html_look *look)
{
    const struct sheet_rule *r = &s->slot[rule_slot(s, element, class)];

    if (r->used)
        lay_over(look, &r->look);
}

static void apply_rules(const struct html_sheet *s, const struct html_token *tag,
                        struct html_look *look)
{
    str classes = str_sub(html_at(tag, HTML_AT_class), 0, CLASSES_LONGEST), class;

    if (!s->n)
        return;
    if (tag->element != HTML_OTHER)
        apply_rule(s, tag->element, (str){ NULL, 0 }, look);
    while (classes.len && str_split(&classes, ' ', &class))
        if (class.len) {
            apply_rule(s, HTML_OTHER, class, look);
            apply_rule(s, tag->element, class, look);
        }
}

/* "p", ".loud", "p.loud"; others (descendants, states) are left. */
static void add_rule(struct html_sheet *s, str selector, const struct html_look *look)
{
    enum html_element element = HTML_OTHER;
    str name, class = { NULL, 0 };
    size_t dot;

    selector = str_trim(selector);
    for (size_t i = 0; i < selector.len; i++)
        if (strchr(" >+~:[#*\n\t\r", selector.ptr[i]))
            return;
    dot = str_find(selector, STR("."));
    name = str_sub(selector, 0, dot);
    if (dot != SIZE_MAX)
        class = str_sub(selector, dot + 1, selector.len);
    if (name.len && (element = html_element_of(name)) == HTML_OTHER)
        return;
    if (str_find(class, STR(".")) == SIZE_MAX && (name.len || class.len))
        put_rule(s, element, class, look);
}

/* The selectors without the comments before them. */
static str without_comments(str selectors)
{
    static const char *const end[] = { "-->", "*/", "<!--" };

    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        for (size_t at; (at = str_find(selectors, str_from(end[i]))) != SIZE_MAX;)
            selectors = str_sub(selectors, at + strlen(end[i]), selectors.len);
    return selectors;
}

void html_sheet_add(struct html_sheet *s, str css)
{
    str rule;

    while (str_split(&css, '}', &rule)) {
        size_t brace = str_find(rule, STR("{"));
        struct html_look look = look_untold;
        str selectors, one;

        if (brace == SIZE_MAX)
            continue;
        declare_all(str_sub(rule, brace + 1, rule.len), &look);
        if (says_nothing(&look))
            continue;
        selectors = without_comments(str_sub(rule, 0, brace));
        while (str_split(&selectors, ',', &one))
            add_rule(s, one, &look);
    }
}

bool html_has_word(str words, str word)
{
    str one;

    while (str_split(&words, ' ', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

/* <ol type="a"> */
static int8_t typed_label(str type)
{
    if (type.len != 1)
        return HTML_UNTOLD;
    switch (type.ptr[0]) {
    case '1': return LABEL_DECIMAL;
    case 'a': return LABEL_LOWER_COLUMN;
    case 'A': return LABEL_UPPER_COLUMN;
    case 'i': return LABEL_LOWER_ROMAN;
    case 'I': return LABEL_UPPER_ROMAN;
    default:  return HTML_UNTOLD;
    }
}

/* What is no text of the document though browsers show it: contents with the numbers of
 * pages, headers and footers of pages, marks of comments. */
static bool is_furniture(const struct html_token *tag)
{
    str class = html_at(tag, HTML_AT_class), title = html_at(tag, HTML_AT_title);

    if (tag->element == HTML_div &&
        (str_eq(title, STR("header")) || str_eq(title, STR("footer")) ||
         str_starts(html_at(tag, HTML_AT_id), STR("Table of Contents"))))
        return true;
    return str_starts(class, STR("MsoToc")) || str_eq(class, STR("msocomanchor")) ||
           str_eq(html_at(tag, HTML_AT_role), STR("doc-toc"));
}

static void lay_element(enum html_element e, struct html_look *look)
{
    if ((html_nature_of(e) & HTML_BOLD) && look->bold == HTML_UNTOLD)
        look->bold = 1;
    if (e == HTML_sup || e == HTML_sub)
        look->raised = e == HTML_sup;
    if (e == HTML_pre || e == HTML_listing || e == HTML_xmp || e == HTML_plaintext)
        look->pre = 1;
}

static void lay_attributes(const struct html_token *tag, struct html_look *look)
{
    str class = html_at(tag, HTML_AT_class);

    if (str_eq(class, STR("MsoFootnoteReference")) || str_eq(class, STR("MsoEndnoteReference")))
        look->raised = 1;
    if (html_has(tag, HTML_AT_hidden) || is_furniture(tag))
        look->hidden = 1;
    if (html_has(tag, HTML_AT_type))
        look->label = typed_label(html_at(tag, HTML_AT_type));
    declare_all(html_at(tag, HTML_AT_style), look);
}

struct html_look html_look_of(const struct html_sheet *s, const struct html_token *tag)
{
    struct html_look look = look_untold;

    apply_rules(s, tag, &look);
    lay_element(tag->element, &look);
    if (tag->has)
        lay_attributes(tag, &look);
    return look;
}
