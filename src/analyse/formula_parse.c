/* formula_parse.c -- the text of a formula to a tree, and back.
 *
 *   formula  = sum
 *   sum      = product { ( "+" | "-" ) product }
 *   product  = signed { ( "*" | "/" ) signed }
 *   signed   = "-" signed | primary
 *   primary  = number [ text ] | call | read | "(" sum ")"
 *   number   = digits [ "," digits ]         1000,5; a dot is refused: 1.000 has two readings
 *   text     = '"' anything but '"' '"'      behind a number: its unit
 *   call     = word "(" sum { ";" sum } ")"
 *   read     = word [ "[" selector { ";" selector } "]" ]
 *   selector = word | word "=" ( value | text )
 *   word     = letter { letter | digit | "_" | "-" letter-or-digit }
 *   value    = { letter | digit | "_" | "-" | "." }
 *
 * A hyphen with a letter or digit on both sides belongs to the word, so that "a-b" is one
 * name and "a - b" a difference. A word in front of "(" is a call, any other an indicator of
 * the catalogue. Arguments are parted by ";" because "," opens decimals. Letters are those of
 * ASCII and whatever stands beyond it. */
#include "analyse/formula_int.h"

#include "base/utf8.h"

/* One way to write a word is canonical, the others are Vietnamese. */
struct formula_word {
    const char *word[3];
    int what;
};

static const struct formula_word call_words[] = {
    { { "growth", "tang", "tăng" }, OP_GROWTH },
    { { "share", "ty-trong", "tỷ-trọng" }, OP_SHARE },
    { { "per", "binh-quan", "bình-quân" }, OP_PER },
    { { "pct_of_plan", "dat-ke-hoach", "đạt-kế-hoạch" }, OP_PLAN },
    { { "parts", "cac-phan", "các-phần" }, OP_PARTS },
    { { "areas", "dia-ban", "địa-bàn" }, OP_AREAS },
    { { "cumulative", "luy-ke", "lũy-kế" }, OP_CUMULATE },
    { { "in_period", "trong-ky", "trong-kỳ" }, OP_IN_PERIOD },
    { { "min", "nho-nhat", "nhỏ-nhất" }, OP_MIN },
    { { "max", "lon-nhat", "lớn-nhất" }, OP_MAX },
    { { "abs", "tri-tuyet-doi", "trị-tuyệt-đối" }, OP_ABS },
    { { "round", "lam-tron", "làm-tròn" }, OP_ROUND },
};

/* Kinds come first, then the steps in time, then in place. */
static const struct formula_word selector_words[] = {
    { { "actual", "thuc-hien", "thực-hiện" }, FACT_ACTUAL },
    { { "estimate", "uoc", "ước" }, FACT_ESTIMATE },
    { { "plan", "ke-hoach", "kế-hoạch" }, FACT_PLAN },
    { { "target", "muc-tieu", "mục-tiêu" }, FACT_TARGET },
    { { "same-period", "cung-ky", "cùng-kỳ" }, STEP_SAME_PERIOD },
    { { "previous", "ky-truoc", "kỳ-trước" }, STEP_PREVIOUS },
    { { "year", "ca-nam", "cả-năm" }, STEP_YEAR },
    { { "last-year-end", "cuoi-nam-truoc", "cuối-năm-trước" }, STEP_YEAR_END },
    { { "to-date", "luy-ke", "lũy-kế" }, STEP_TO_DATE },
    { { "parent", "cap-tren", "cấp-trên" }, STEP_PARENT },
    { { "province", "tinh", "tỉnh" }, STEP_PROVINCE },
};

#define FORMULA_WORDS(list) list, sizeof list / sizeof *list

/* SIZE_MAX when there is none. */
static size_t formula_word_find(const struct formula_word *list, size_t n, str word)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < 3; k++)
            if (str_is(word, list[i].word[k]))
                return i;
    return SIZE_MAX;
}

/* How many arguments a call has. */
static void call_arguments(enum formula_op op, uint8_t *least, uint8_t *most)
{
    *least = *most = op == OP_SHARE || op == OP_PER || op == OP_ROUND ? 2 : 1;
    if (op == OP_MIN || op == OP_MAX) {
        *least = 2;
        *most = FORMULA_ARGS;
    }
}

void formula_tell(struct formula_trouble *t, uint32_t column, const char *vi, const char *en, ...)
{
    va_list ap;

    if (t->told)
        return;
    t->told = true;
    *t->problem = (struct formula_problem){ .column = column };
    va_start(ap, en);
    t->problem->vi = arena_vprintf(t->arena, vi, ap);
    va_end(ap);
    va_start(ap, en);
    t->problem->en = arena_vprintf(t->arena, en, ap);
    va_end(ap);
}

str formula_clip(str s)
{
    size_t n = s.len < 60 ? s.len : 60;

    while (n > 0 && n < s.len && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}

/* -- the text -- */

struct formula_parser {
    struct arena *arena;
    const struct indicators *catalogue;
    struct formula_trouble *trouble;
    str text;
    size_t at;
    uint32_t depth, nodes;
};

/* A node in the making; NULL stands for a problem that was told. */
static struct formula_node *parse_sum(struct formula_parser *p);

static uint32_t parser_column(const struct formula_parser *p, size_t at)
{
    return (uint32_t)utf8_count(str_sub(p->text, 0, at)) + 1;
}

static char parser_peek(struct formula_parser *p)
{
    while (p->at < p->text.len && strchr(" \t\r\n", p->text.ptr[p->at]))
        p->at++;
    return p->at < p->text.len ? p->text.ptr[p->at] : '\0';
}

static bool parser_take(struct formula_parser *p, char c)
{
    if (parser_peek(p) != c)
        return false;
    p->at++;
    return true;
}

static bool letter_stands(str s, size_t at)
{
    unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : 0;

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool digit_stands(str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static bool word_goes_on(str s, size_t at)
{
    return letter_stands(s, at) || digit_stands(s, at);
}

static str parser_word(struct formula_parser *p)
{
    size_t from = p->at;

    if (letter_stands(p->text, p->at))
        while (word_goes_on(p->text, p->at) ||
               (p->at < p->text.len && p->text.ptr[p->at] == '_') ||
               (p->at > from && p->at < p->text.len && p->text.ptr[p->at] == '-' &&
                word_goes_on(p->text, p->at + 1)))
            p->at++;
    return str_sub(p->text, from, p->at);
}

/* What stands at the place, for a message: a word, or one character. */
static str parser_shown(struct formula_parser *p)
{
    size_t from = p->at;
    uint32_t cp;
    str word;

    parser_peek(p);
    from = p->at;
    word = parser_word(p);
    p->at = from;
    if (!word.len && from < p->text.len)
        word = str_sub(p->text, from, from + utf8_next(p->text, from, &cp));
    return formula_clip(word);
}

static void parser_expected(struct formula_parser *p, const char *vi, const char *en)
{
    str shown = parser_shown(p);

    if (p->at == p->text.len)
        formula_tell(p->trouble, parser_column(p, p->at), "công thức hết ở chỗ phải có %s%.0s",
                     "the formula ends where %.0s%s must stand", vi, en);
    else
        formula_tell(p->trouble, parser_column(p, p->at), "phải có %s%.0s, không phải «%.*s»",
                     "%.0s%s must stand here, not «%.*s»", vi, en, STRF(shown));
}

/* The text between quotes; false, and told, when it does not end. */
static bool parser_quoted(struct formula_parser *p, str *out)
{
    size_t from = ++p->at;

    while (p->at < p->text.len && p->text.ptr[p->at] != '"')
        p->at++;
    if (p->at == p->text.len) {
        formula_tell(p->trouble, parser_column(p, from - 1), "dấu \" không được đóng",
                     "the \" is not closed");
        return false;
    }
    *out = str_sub(p->text, from, p->at++);
    return true;
}

static struct formula_node *node_new(struct formula_parser *p, enum formula_op op, size_t at)
{
    struct formula_node *node;

    if (p->nodes++ == FORMULA_NODES) {
        formula_tell(p->trouble, parser_column(p, at), "công thức có hơn %d số hạng",
                     "the formula has more than %d terms", FORMULA_NODES);
        return NULL;
    }
    node = arena_new(p->arena, struct formula_node);
    node->op = op;
    node->column = parser_column(p, at);
    return node;
}

static struct formula_node *node_of_two(struct formula_parser *p, enum formula_op op, size_t at,
                                        struct formula_node *a, struct formula_node *b)
{
    struct formula_node *node = a && b ? node_new(p, op, at) : NULL;

    if (node) {
        node->arg[0] = a;
        node->arg[1] = b;
        node->nargs = 2;
    }
    return node;
}

/* -- numbers -- */

static struct formula_node *parse_number(struct formula_parser *p)
{
    size_t from = p->at;
    struct formula_node *node = node_new(p, OP_NUMBER, from);

    if (!node)
        return NULL;
    while (digit_stands(p->text, p->at) || (p->at < p->text.len && p->text.ptr[p->at] == '.') ||
           (p->at < p->text.len && p->text.ptr[p->at] == ','))
        p->at++;

    str written = str_sub(p->text, from, p->at);
    if (str_find(written, STR(".")) != SIZE_MAX) {
        formula_tell(p->trouble, node->column,
                     "«%.*s» đọc được hai cách: phần lẻ viết sau dấu phẩy, không viết dấu chấm",
                     "«%.*s» has two readings: decimals stand behind a comma, and dots nowhere",
                     STRF(formula_clip(written)));
        return NULL;
    }
    if (letter_stands(p->text, p->at) || !dec_parse_vi(written, &node->number)) {
        formula_tell(p->trouble, node->column,
                     "«%.*s» không phải là số (nhiều nhất 18 chữ số, phần lẻ sau dấu phẩy)",
                     "«%.*s» is no number (of 18 digits at most, decimals behind a comma)",
                     STRF(formula_clip(written)));
        return NULL;
    }
    if (parser_peek(p) == '"' && !parser_quoted(p, &node->unit_text))
        return NULL;
    return node;
}

/* -- references -- */

static bool put_step(struct formula_parser *p, struct formula_node *node,
                     struct formula_step step, size_t at)
{
    if (node->nsteps == FORMULA_STEPS) {
        formula_tell(p->trouble, parser_column(p, at), "quá %d lựa chọn trong một ngoặc vuông",
                     "more than %d selectors in one pair of brackets", FORMULA_STEPS);
        return false;
    }
    for (uint8_t i = 0; i < node->nsteps; i++)
        if ((step.op == STEP_DIMENSION && node->step[i].op == STEP_DIMENSION &&
             str_eq(step.name, node->step[i].name)) ||
            (step.op == STEP_KIND && node->step[i].op == STEP_KIND)) {
            formula_tell(p->trouble, parser_column(p, at), "lựa chọn này đã có rồi",
                         "this is selected twice");
            return false;
        }
    node->step[node->nsteps++] = step;
    return true;
}

static str parser_value(struct formula_parser *p)
{
    size_t from = p->at;

    while (word_goes_on(p->text, p->at) ||
           (p->at < p->text.len && strchr("_-.", p->text.ptr[p->at])))
        p->at++;
    return str_sub(p->text, from, p->at);
}

/* "plan=2025-hdnd", "sex=nữ": the name has been read. */
static bool parse_named_selector(struct formula_parser *p, struct formula_node *node, str name,
                                 size_t at)
{
    size_t which = formula_word_find(FORMULA_WORDS(selector_words), name);
    struct fact_part d = { .name = name };

    if (parser_peek(p) != '"')
        d.value = parser_value(p);
    else if (!parser_quoted(p, &d.value))
        return false;
    if (which != SIZE_MAX && which < FACT_KINDS) {
        enum fact_kind kind = (enum fact_kind)selector_words[which].what;

        if (d.value.len && (kind == FACT_PLAN || kind == FACT_TARGET))
            return put_step(p, node,
                            (struct formula_step){ STEP_KIND, kind, { NULL, 0 }, d.value }, at);
    }
    if (which != SIZE_MAX || !fact_breakdown(p->arena, &d, 1).len) {
        formula_tell(p->trouble, parser_column(p, at),
                     "«%.*s=» không chọn được gì (chỉ plan=, target= và tên phân tổ)",
                     "«%.*s=» selects nothing (plan=, target= and names of breakdowns do)",
                     STRF(formula_clip(name)));
        return false;
    }
    return put_step(p, node, (struct formula_step){ STEP_DIMENSION, 0, d.name, d.value }, at);
}

static bool parse_selector(struct formula_parser *p, struct formula_node *node)
{
    size_t at, which;
    str name;

    parser_peek(p);
    at = p->at;
    name = parser_word(p);
    if (!name.len) {
        parser_expected(p, "một lựa chọn (kỳ, loại số liệu, địa bàn, phân tổ)",
                        "a selector (period, kind, area, breakdown)");
        return false;
    }
    if (parser_take(p, '='))
        return parse_named_selector(p, node, name, at);
    which = formula_word_find(FORMULA_WORDS(selector_words), name);
    if (which == SIZE_MAX) {
        formula_tell(p->trouble, parser_column(p, at), "không có lựa chọn «%.*s»",
                     "there is no selector «%.*s»", STRF(formula_clip(name)));
        return false;
    }
    struct formula_step step = { .op = STEP_KIND };
    if (which < FACT_KINDS)
        step.kind = (enum fact_kind)selector_words[which].what;
    else
        step.op = (enum formula_step_op)selector_words[which].what;
    return put_step(p, node, step, at);
}

static bool parse_selectors(struct formula_parser *p, struct formula_node *node)
{
    do
        if (!parse_selector(p, node))
            return false;
    while (parser_take(p, ';'));
    if (parser_take(p, ']'))
        return true;
    parser_expected(p, "«;» hoặc «]»", "«;» or «]»");
    return false;
}

/* "a-b" where a and b are indicators: a difference was meant. */
static bool is_missing_blank(struct formula_parser *p, str word)
{
    for (size_t i = 1; i + 1 < word.len; i++)
        if (word.ptr[i] == '-' && indicators_find(p->catalogue, str_sub(word, 0, i)) &&
            indicators_find(p->catalogue, str_sub(word, i + 1, word.len)))
            return true;
    return false;
}

static struct formula_node *parse_read(struct formula_parser *p, str word, size_t at)
{
    struct formula_node *node = node_new(p, OP_READ, at);

    if (!node)
        return NULL;
    node->read = indicators_find(p->catalogue, word);
    if (!node->read && is_missing_blank(p, word))
        formula_tell(p->trouble, node->column,
                     "danh mục không có «%.*s»; phép trừ phải có dấu cách hai bên",
                     "the catalogue has no «%.*s»; a minus needs blanks round it",
                     STRF(formula_clip(word)));
    if (!node->read) {
        formula_tell(p->trouble, node->column, "danh mục không có chỉ tiêu «%.*s»",
                     "the catalogue has no indicator «%.*s»", STRF(formula_clip(word)));
        return NULL;
    }
    return parser_take(p, '[') && !parse_selectors(p, node) ? NULL : node;
}

/* -- calls and parentheses -- */

/* One more pair of parentheses: false, and told, when they are too many. */
static bool parser_enter(struct formula_parser *p, size_t at)
{
    if (p->depth++ < FORMULA_DEPTH)
        return true;
    formula_tell(p->trouble, parser_column(p, at), "quá %d lớp ngoặc, hàm và dấu trừ lồng nhau",
                 "more than %d parentheses, calls and signs in each other", FORMULA_DEPTH);
    return false;
}

static bool check_arguments(struct formula_parser *p, const struct formula_node *node, size_t word)
{
    const char *name = call_words[word].word[0];
    const struct formula_node *first = node->arg[0], *last = node->arg[node->nargs - 1];
    uint8_t least, most;

    call_arguments(node->op, &least, &most);
    if (node->nargs < least || node->nargs > most) {
        formula_tell(p->trouble, node->column, "hàm %s cần %d đối số trở lên, nhiều nhất %d",
                     "%s takes %d arguments or more, %d at most", name, least, most);
        return false;
    }
    if (node->op == OP_PARTS && first->op != OP_READ) {
        formula_tell(p->trouble, first->column, "đối số của %s phải là một chỉ tiêu",
                     "the argument of %s must be an indicator", name);
        return false;
    }
    if (node->op == OP_ROUND &&
        (last->op != OP_NUMBER || last->unit_text.len || last->number.scale != 0 ||
         last->number.coef > FORMULA_DECIMALS)) {
        formula_tell(p->trouble, last->column, "số chữ số lẻ phải là số nguyên từ 0 đến %d",
                     "the decimals must be a whole number from 0 to %d", FORMULA_DECIMALS);
        return false;
    }
    return true;
}

static struct formula_node *parse_call(struct formula_parser *p, str word, size_t at)
{
    size_t which = formula_word_find(FORMULA_WORDS(call_words), word);
    struct formula_node *node;

    if (which == SIZE_MAX) {
        formula_tell(p->trouble, parser_column(p, at), "không có hàm «%.*s»",
                     "there is no function «%.*s»", STRF(formula_clip(word)));
        return NULL;
    }
    node = node_new(p, (enum formula_op)call_words[which].what, at);
    if (!node || !parser_enter(p, at))
        return NULL;
    do {
        if (node->nargs == FORMULA_ARGS) {
            parser_expected(p, "«)»", "«)»");
            return NULL;
        }
        node->arg[node->nargs] = parse_sum(p);
        if (!node->arg[node->nargs++])
            return NULL;
    } while (parser_take(p, ';'));
    p->depth--;
    if (!parser_take(p, ')')) {
        parser_expected(p, "«)», «;» hoặc phép tính", "«)», «;» or an operator");
        return NULL;
    }
    return check_arguments(p, node, which) ? node : NULL;
}

static struct formula_node *parse_primary(struct formula_parser *p)
{
    char c = parser_peek(p);
    size_t at = p->at;
    struct formula_node *node;
    str word;

    if (digit_stands(p->text, at))
        return parse_number(p);
    if (c == '(') {
        p->at++;
        node = parser_enter(p, at) ? parse_sum(p) : NULL;
        p->depth--;
        if (node && !parser_take(p, ')')) {
            parser_expected(p, "«)» hoặc phép tính", "«)» or an operator");
            return NULL;
        }
        return node;
    }
    word = parser_word(p);
    if (!word.len) {
        parser_expected(p, "một chỉ tiêu, số hoặc hàm", "an indicator, number or function");
        return NULL;
    }
    return parser_take(p, '(') ? parse_call(p, word, at) : parse_read(p, word, at);
}

static struct formula_node *parse_signed(struct formula_parser *p)
{
    char c = parser_peek(p);
    size_t at = p->at;
    struct formula_node *node;

    if (c != '-')
        return parse_primary(p);
    p->at++;
    node = parser_enter(p, at) ? node_new(p, OP_NEG, at) : NULL;
    if (!node)
        return NULL;
    node->arg[0] = parse_signed(p);
    node->nargs = 1;
    p->depth--;
    return node->arg[0] ? node : NULL;
}

static struct formula_node *parse_product(struct formula_parser *p)
{
    struct formula_node *node = parse_signed(p);

    while (node) {
        char c = parser_peek(p);
        size_t at = p->at;

        if (c != '*' && c != '/')
            break;
        p->at++;
        node = node_of_two(p, c == '*' ? OP_MUL : OP_DIV, at, node, parse_signed(p));
    }
    return node;
}

static struct formula_node *parse_sum(struct formula_parser *p)
{
    struct formula_node *node = parse_product(p);

    while (node) {
        char c = parser_peek(p);
        size_t at = p->at;

        if (c != '+' && c != '-')
            break;
        p->at++;
        node = node_of_two(p, c == '+' ? OP_ADD : OP_SUB, at, node, parse_product(p));
    }
    return node;
}

/* Only text that can be shown: no control characters, no broken UTF-8. */
static bool check_text(struct formula_parser *p)
{
    uint32_t cp;

    if (p->text.len > FORMULA_BYTES) {
        formula_tell(p->trouble, 0, "công thức dài %zu byte, quá giới hạn %d",
                     "the formula is %zu bytes long, over the limit of %d", p->text.len,
                     FORMULA_BYTES);
        return false;
    }
    for (size_t at = 0, len; at < p->text.len; at += len) {
        len = utf8_next(p->text, at, &cp);
        if (cp == UTF8_BAD || cp == 127 || (cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r')) {
            formula_tell(p->trouble, parser_column(p, at),
                         "ký tự điều khiển hoặc UTF-8 hỏng", "a control character or bad UTF-8");
            return false;
        }
    }
    return true;
}

struct formula_node *formula_parse(const struct indicators *catalogue, str text,
                                         struct formula_trouble *t)
{
    struct formula_parser p = {
        .arena = t->arena, .catalogue = catalogue, .trouble = t, .text = text
    };
    struct formula_node *node = check_text(&p) ? parse_sum(&p) : NULL;

    if (node && parser_peek(&p) != '\0') {
        parser_expected(&p, "phép tính hoặc hết công thức", "an operator or the end");
        return NULL;
    }
    return node;
}

/* -- writing -- */

static void put_value(struct buf *b, str value)
{
    size_t n = 0;

    while (n < value.len && (word_goes_on(value, n) || strchr("_-.", value.ptr[n])))
        n++;
    buf_printf(b, n == value.len ? "%.*s" : "\"%.*s\"", STRF(value));
}

static void put_selector(struct buf *b, const struct formula_step *step)
{
    size_t from = step->op == STEP_KIND ? 0 : FACT_KINDS;
    int what = step->op == STEP_KIND ? (int)step->kind : (int)step->op;

    if (step->op == STEP_DIMENSION) {
        buf_put(b, step->name);
    } else {
        while (selector_words[from].what != what)
            from++;
        buf_put(b, str_from(selector_words[from].word[0]));
    }
    if (step->value.len) {
        buf_char(b, '=');
        put_value(b, step->value);
    }
}

static void put_read(struct buf *b, const struct formula_node *node)
{
    buf_put(b, node->read->id);
    for (uint8_t i = 0; i < node->nsteps; i++) {
        buf_put(b, i ? STR("; ") : STR("["));
        put_selector(b, &node->step[i]);
    }
    if (node->nsteps)
        buf_char(b, ']');
}

/* Digits without dots: a dot is refused. */
static void put_constant(struct buf *b, const struct formula_node *node)
{
    char text[DEC_TEXT];
    size_t len = dec_format_plain(node->number, text);

    for (size_t i = 0; i < len; i++)
        buf_char(b, text[i] == '.' ? ',' : text[i]);
    if (node->unit_text.len)
        buf_printf(b, " \"%.*s\"", STRF(node->unit_text));
}

/* How tight an operator binds. */
static int binding_of(const struct formula_node *node)
{
    switch (node->op) {
    case OP_ADD:
    case OP_SUB:
        return 1;
    case OP_MUL:
    case OP_DIV:
        return 2;
    default:
        return 3;
    }
}

static void put_operand(struct buf *b, const struct formula_node *node, int binding)
{
    bool bare = binding_of(node) >= binding;

    if (!bare)
        buf_char(b, '(');
    formula_print_node(b, node);
    if (!bare)
        buf_char(b, ')');
}

static void put_call(struct buf *b, const struct formula_node *node)
{
    size_t which = 0;

    while (call_words[which].what != (int)node->op)
        which++;
    buf_printf(b, "%s(", call_words[which].word[0]);
    for (uint8_t i = 0; i < node->nargs; i++) {
        if (i)
            buf_put(b, STR("; "));
        formula_print_node(b, node->arg[i]);
    }
    buf_char(b, ')');
}

void formula_print_node(struct buf *b, const struct formula_node *node)
{
    static const char *const sign[] = { [OP_ADD] = " + ", [OP_SUB] = " - ",
                                        [OP_MUL] = " * ", [OP_DIV] = " / " };

    switch (node->op) {
    case OP_NUMBER:
        put_constant(b, node);
        break;
    case OP_READ:
        put_read(b, node);
        break;
    case OP_NEG:
        buf_char(b, '-');
        put_operand(b, node->arg[0], 3);
        break;
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
        put_operand(b, node->arg[0], binding_of(node));
        buf_put(b, str_from(sign[node->op]));
        put_operand(b, node->arg[1], binding_of(node) + 1);
        break;
    default:
        put_call(b, node);
    }
}

void formula_print(struct buf *b, const struct formula *f)
{
    formula_print_node(b, f->tree->root);
}
