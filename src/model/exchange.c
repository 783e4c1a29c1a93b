/* exchange.c -- columns, actions and words of tables of facts. */
#include "model/exchange.h"

#include "base/utf8.h"

static const struct {
    const char *word, *title;
    const char *also;           /* other names, folded, parted by '|' */
} exchange_column[FACT_FIELDS] = {
    { "indicator", "Chỉ tiêu", "mã chỉ tiêu|tên chỉ tiêu" },
    { "area", "Đơn vị hành chính", "địa bàn|đơn vị|mã đơn vị hành chính" },
    { "period", "Kỳ", "kỳ báo cáo|thời kỳ" },
    { "kind", "Loại số", "loại số liệu" },
    { "value", "Giá trị", "số liệu" },
    { "unit", "Đơn vị tính", "đvt" },
    { "status", "Trạng thái", "mức độ chính thức" },
    { "source", "Nguồn", "nguồn số liệu" },
    { "revision", "Lần sửa", "" },
    { "as_of", "Tính đến ngày", "" },
    { "state", "Tình trạng số", "tình trạng" },
    { "hedge", "Từ ước lượng", "" },
    { "upper", "Đến (cận trên)", "cận trên" },
    { "book", "Sổ kế hoạch", "" },
    { "breakdown", "Phân tổ", "" },
    { "published", "Ngày công bố", "" },
    { "name", "Tên trong nguồn", "" },
    { "note", "Ghi chú", "" },
    { "reason", "Lý do", "lý do điều chỉnh|giải trình" },
    { "document", "Văn bản", "" },
    { "entry", "Mục nhật ký", "" },
    { "action", "Thao tác", "" },
    { "indicator_name", "Tên chỉ tiêu (danh mục)", "" },
    { "area_name", "Tên đơn vị hành chính", "" },
};

const char *fact_field_word(enum fact_field c)
{
    return exchange_column[c].word;
}

const char *fact_field_title(enum fact_field c)
{
    return exchange_column[c].title;
}

bool fact_field_is_number(enum fact_field c)
{
    return c == FACTS_VALUE || c == FACTS_UPPER || c == FACTS_REVISION ||
           c == FACTS_ENTRY || c == FACTS_DOCUMENT;
}

static bool is_one_folded(struct arena *a, str folded, const char *words)
{
    str rest = str_from(words), one;

    while (str_split(&rest, '|', &one))
        if (one.len && str_eq(folded, fold_text(a, one)))
            return true;
    return false;
}

bool fact_field_parse(struct arena *a, str header, enum fact_field *out)
{
    enum { LONGEST_HEADER = 120 };
    str folded = header.len <= LONGEST_HEADER ? fold_text(a, str_trim(header)) : (str){ NULL, 0 };

    for (int c = 0; folded.len && c < FACT_FIELDS; c++)
        if (str_is(folded, exchange_column[c].word) ||
            is_one_folded(a, folded, exchange_column[c].title) ||
            is_one_folded(a, folded, exchange_column[c].also)) {
            *out = (enum fact_field)c;
            return true;
        }
    return false;
}

/* -- words -- */

static const struct { const char *word; char letter; } row_action_name[ROW_ACTIONS] = {
    { "replace", 'R' }, { "append", 'A' }, { "merge", 'M' }, { "delete", 'D' },
    { "information", 'I' },
};

const char *row_action_word(enum row_action a)
{
    return row_action_name[a].word;
}

char row_action_letter(enum row_action a)
{
    return row_action_name[a].letter;
}

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_for_case(str s, const char *word)
{
    if (s.len != strlen(word))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (small_letter(s.ptr[i]) != small_letter(word[i]))
            return false;
    return true;
}

bool row_action_parse(str word, enum row_action *out)
{
    for (int i = 0; i < ROW_ACTIONS; i++) {
        char letter[2] = { row_action_name[i].letter, '\0' };

        if (same_but_for_case(word, row_action_name[i].word) || same_but_for_case(word, letter)) {
            *out = (enum row_action)i;
            return true;
        }
    }
    return false;
}

/* The title shown, other words behind it. */
static const char *const kind_titles[FACT_KINDS][2] = {
    { "Thực hiện", "số thực hiện" }, { "Ước thực hiện", "ước" },
    { "Kế hoạch", "dự toán|chỉ tiêu kế hoạch" }, { "Mục tiêu", "" },
};
static const char *const state_titles[FACT_STATES][2] = {
    { "số", "có số" }, { "chưa có số", "chưa có|không rõ" },
    { "không áp dụng", "không phát sinh chỉ tiêu" }, { "chưa đến hạn", "chưa đến kỳ" },
    { "đã rút", "rút số" },
};
static const char *const status_titles[FACT_STATUSES][2] = {
    { "dự thảo", "nháp" }, { "ước tính", "ước" }, { "sơ bộ", "" }, { "chính thức", "" },
};

static bool find_title(struct arena *a, const char *const (*titles)[2], int n, str word, int *out)
{
    enum { LONGEST_WORD = 80 };
    str folded = word.len <= LONGEST_WORD ? fold_text(a, str_trim(word)) : (str){ NULL, 0 };

    for (int i = 0; folded.len && i < n; i++)
        if (is_one_folded(a, folded, titles[i][0]) || is_one_folded(a, folded, titles[i][1])) {
            *out = i;
            return true;
        }
    return false;
}

bool fact_kind_read(struct arena *a, str word, enum fact_kind *out)
{
    int i;

    if (fact_kind_parse(word, out))
        return true;
    if (!find_title(a, kind_titles, FACT_KINDS, word, &i))
        return false;
    *out = (enum fact_kind)i;
    return true;
}

bool fact_state_read(struct arena *a, str word, enum fact_state *out)
{
    int i;

    if (fact_state_parse(word, out))
        return true;
    if (!find_title(a, state_titles, FACT_STATES, word, &i))
        return false;
    *out = (enum fact_state)i;
    return true;
}

bool fact_status_read(struct arena *a, str word, enum fact_status *out)
{
    int i;

    if (fact_status_parse(word, out))
        return true;
    if (!find_title(a, status_titles, FACT_STATUSES, word, &i))
        return false;
    *out = (enum fact_status)i;
    return true;
}

const char *fact_kind_title(enum fact_kind k)
{
    return kind_titles[k][0];
}

const char *fact_state_title(enum fact_state s)
{
    return state_titles[s][0];
}

const char *fact_status_title(enum fact_status s)
{
    return status_titles[s][0];
}

/* -- fields -- */

/* Apostrophes, if any, and then a sign that begins a formula. */
static bool looks_like_formula(str s)
{
    size_t at = 0;

    while (at < s.len && s.ptr[at] == '\'')
        at++;
    return at < s.len && memchr("=+-@\t\r\n", s.ptr[at], 7);
}

void exchange_put_neutral(struct buf *b, str text)
{
    if (looks_like_formula(text))
        buf_char(b, '\'');
    buf_put(b, text);
}

str exchange_neutral(struct arena *a, str text)
{
    return looks_like_formula(text) ? arena_printf(a, "'%.*s", STRF(text)) : text;
}

str exchange_restore(str text)
{
    return text.len && text.ptr[0] == '\'' && looks_like_formula(text)
               ? str_sub(text, 1, text.len) : text;
}

static bool needs_quotes(str s, char separator, bool first)
{
    if (!s.len)
        return false;
    if (s.ptr[0] == ' ' || s.ptr[0] == '\t' || s.ptr[s.len - 1] == ' ' ||
        s.ptr[s.len - 1] == '\t' || (first && s.ptr[0] == '#'))
        return true;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == separator || memchr("\"\r\n\t;,", s.ptr[i], 6))
            return true;
    return first && str_starts(s, STR("\xEF\xBB\xBF"));
}

void exchange_put_field(struct buf *b, str text, char separator, bool first)
{
    if (!needs_quotes(text, separator, first)) {
        buf_put(b, text);
        return;
    }
    buf_char(b, '"');
    for (size_t i = 0; i < text.len; i++) {
        buf_char(b, text.ptr[i]);
        if (text.ptr[i] == '"')
            buf_char(b, '"');
    }
    buf_char(b, '"');
}
