/* name_text.c -- words put together to a name, and what of a name tells it from others. */
#include "extract/name_int.h"

#include "base/utf8.h"
#include "lex/vocab.h"

#include <string.h>

enum { NAME_BYTES = 300 };

/* The lexicon's word, W_OTHER for what is none. */
static uint16_t name_word(const struct scan *s, str word)
{
    const struct vocab_word *w = vocab_find(s->vocab, s->arena, word);

    return w ? w->look.word : (uint16_t)W_OTHER;
}

static bool is_generic(uint16_t word)
{
    static const bool generic[W_COUNT] = {
        [W_TONG] = true, [W_KIM] = true, [W_NGACH] = true,
        [W_SO_COUNT] = true, [W_DIEN] = true, [W_TICH] = true, [W_SAN] = true,
        [W_LUONG] = true, [W_NANG_YIELD] = true, [W_SUAT] = true, [W_GIEO] = true,
        [W_TRONG_PLANT] = true, [W_CAY] = true, [W_THU_COLLECT] = true, [W_HOACH] = true,
        [W_BINH] = true, [W_QUAN] = true, [W_HIEN] = true, [W_CO] = true, [W_GIA] = true,
        [W_TRI] = true, [W_KHAI] = true, [W_THAC] = true, [W_KINH] = true, [W_PHI] = true,
        [W_MOI] = true, [W_KHOI] = true, [W_QUY_MO] = true, [W_MO] = true, [W_TY] = true,
        [W_LE] = true, [W_TRONG_WEIGHT] = true, [W_VON] = true, [W_DANG_REGISTER] = true,
        [W_KY_SIGN] = true, [W_THUC] = true, [W_CA] = true, [W_UOC] = true, [W_CHIEM] = true,
        [W_DAT] = true, [W_DUOC] = true, [W_VA] = true, [W_CUA] = true, [W_TIEN] = true,
        [W_PHAT] = true, [W_XAY] = true, [W_RA] = true, [W_GHI] = true, [W_NHAN] = true,
        [W_XU] = true, [W_LY] = true, [W_TO_GROUP] = true, [W_CHUC] = true, [W_DA_DONE] = true,
        [W_TIEP] = true, [W_CAC] = true, [W_LOAI] = true, [W_LUY] = true, [W_KE] = true,
        [W_CAP] = true, [W_BI] = true, [W_LAM] = true, [W_TRIEN] = true, [W_HO_HELP] = true,
        [W_TRO_HELP] = true, [W_VU] = true, [W_CA_CASE] = true, [W_NGUOI] = true,
        [W_CON_HEAD] = true, [W_CAN] = true, [W_KHAU] = true,
        [W_HO] = true, [W_LUOT] = true, [W_CAI] = true,
        [W_CHIEC] = true, [W_CUOC] = true, [W_DOT] = true, [W_CO_BASE] = true,
        [W_SO_BUREAU] = true, [W_DON] = true, [W_VI] = true, [W_XAY_BUILD] = true,
        [W_DUNG_BUILD] = true, [W_PHE] = true, [W_DUYET] = true, [W_CONG_ADD] = true,
        [W_TANG] = true, [W_GIAM] = true, [W_LIEU] = true, [W_XA] = true, [W_BAN] = true,
        [W_THON] = true,
    };
    return generic[word];
}

bool name_is_generic_word(const struct scan *s, str word)
{
    return is_generic(name_word(s, word));
}

/* Appends s behind other words: the capital of a common noun that began its
 * sentence goes ("Tỷ lệ số xã", not "Tỷ lệ Số xã"). */
static void put_lowered(struct buf *b, const struct scan *s, str text)
{
    const char *space = b->len ? memchr(text.ptr, ' ', text.len) : NULL;
    str first = str_sub(text, 0, space ? (size_t)(space - text.ptr) : text.len);
    uint32_t cp;

    if (b->len && first.len && name_is_generic_word(s, first)) {
        size_t n = utf8_next(text, 0, &cp);

        utf8_put(b, utf8_lower(cp));
        text = str_sub(text, n, text.len);
    }
    buf_put(b, text);
}

static void put_without_capital(struct buf *b, str s)
{
    uint32_t cp;
    size_t n = utf8_next(s, 0, &cp);

    utf8_put(b, utf8_lower(cp));
    buf_put(b, str_sub(s, n, s.len));
}

/* Two capitals in a row, or one of several letters: "Huổi Chan", "PCI". */
static bool begins_proper_name(const struct scan *s, const struct name_part *w)
{
    const struct token *t = &s->t[w->tok[0]];
    str word = str_sub(s->text, t->at, t->end);
    uint32_t cp;
    size_t first = utf8_next(word, 0, &cp);

    if (w->n > 1 && w->tok[1] == w->tok[0] + 1 && s->t[w->tok[1]].upper)
        return true;
    if (first >= word.len)
        return false;
    utf8_next(word, first, &cp);
    return utf8_is_upper(cp);
}

static bool needs_no_blank(const struct token *t)
{
    return t->kind == TOKEN_MARK && strchr(",;:.)%", t->mark);
}

/* The index behind those of w from i on that stand in the text as they will in the name. */
static uint32_t as_written(const struct scan *s, const struct name_part *w, uint32_t i)
{
    for (i++; i < w->n && w->tok[i] == w->tok[i - 1] + 1; i++) {
        const struct token *t = &s->t[w->tok[i]];

        if ((!t->glued && needs_no_blank(t)) || t->at > t[-1].end + 1)
            break;
    }
    return i;
}

void name_put_words(struct buf *b, const struct scan *s, const struct name_part *w)
{
    for (uint32_t i = 0, next; i < w->n; i = next) {
        const struct token *t = &s->t[w->tok[i]];
        bool glued = i > 0 && t->glued && w->tok[i] == w->tok[i - 1] + 1;
        str words;

        next = as_written(s, w, i);
        words = str_sub(s->text, t->at, s->t[w->tok[next - 1]].end);
        if (b->len && !glued && b->ptr[b->len - 1] != ' ' && !needs_no_blank(t))
            buf_char(b, ' ');
        if (i == 0 && b->len && t->upper && !begins_proper_name(s, w))
            put_without_capital(b, words);
        else
            buf_put(b, words);
    }
}

void name_put(struct buf *b, const struct scan *s, str text)
{
    if (text.len == 0 || b->len > NAME_BYTES)
        return;
    /* names of names do not grow without end: whole words, as many as there is room for */
    if (text.len > NAME_BYTES - b->len) {
        text.len = NAME_BYTES - b->len;
        while (text.len && text.ptr[text.len] != ' ')
            text.len--;
        if (text.len == 0)
            return;
    }
    if (b->len && b->ptr[b->len - 1] != ' ')
        buf_char(b, ' ');
    put_lowered(b, s, text);
}

/* The lexicon's word at name[*at], W_OTHER for what is none; moves *at to the next one. */
static uint16_t next_name_word(const struct scan *s, str name, size_t *at)
{
    const struct vocab_word *w = NULL;
    size_t end = *at;

    if (end < name.len && name.ptr[end] != ' ') {
        w = vocab_at(s->vocab, s->arena, name, end);
        end += w->len;
    }
    while (end < name.len && name.ptr[end] != ' ') {
        w = NULL;               /* more than a word */
        end++;
    }
    *at = end + 1;
    return w ? w->look.word : (uint16_t)W_OTHER;
}

/* Half of a generic word is half of others too: kinh phí but kinh tế, sản lượng but sản
 * xuất, đơn vị but vị trí; thu hoạch but thu hút. Is the word generic as it stands, behind
 * `before` and before name[next]? */
static bool is_whole(const struct scan *s, str name, size_t next, uint16_t before, uint16_t word)
{
    switch (word) {
    case W_KINH:        return next_name_word(s, name, &next) == W_PHI;
    case W_SAN:         return next_name_word(s, name, &next) == W_LUONG;
    case W_GIA:         return before == W_TRI || next_name_word(s, name, &next) == W_TRI;
    case W_KIM:         return next_name_word(s, name, &next) == W_NGACH;
    case W_VI:          return before == W_DON;
    case W_TANG:        return next_name_word(s, name, &next) != W_TRUONG_GROW;
    case W_THU_COLLECT: return next_name_word(s, name, &next) == W_HOACH;
    default:            return true;
    }
}

str name_telling(const struct scan *s, str name)
{
    uint16_t before = W_OTHER;

    for (size_t at = 0; at < name.len;) {
        size_t word = at;
        uint16_t this = next_name_word(s, name, &at);

        if (name.ptr[word] != ' ' && (!is_generic(this) || !is_whole(s, name, at, before, this)))
            return str_sub(name, word, name.len);
        before = this;
    }
    return (str){ NULL, 0 };
}

bool name_is_generic(const struct scan *s, str name)
{
    return name_telling(s, name).len == 0;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The acronym that a word is, without its bracket, or empty. */
static str acronym_of(str word)
{
    size_t open = str_starts(word, STR("(")), caps = 0;

    for (size_t i = 0; i < word.len; i++)
        if (is_capital(word.ptr[i]))
            caps++;
        else if (!strchr("(),", word.ptr[i]))
            return (str){ NULL, 0 };
    return caps >= 3 ? str_sub(word, open, open + caps) : (str){ NULL, 0 };
}

static bool is_total(str word)
{
    char folded[128];

    return word.len > 0 && word.len < 40 && (word.ptr[0] == 't' || word.ptr[0] == 'T') &&
           str_eq((str){ folded, fold_word(word, folded) }, STR("tổng"));
}

str name_head(str total)
{
    size_t from = 0, words = 0;
    str word, told;

    /* the first word or bracketed: others are names (kg MTTH) */
    for (str rest = total; str_split(&rest, ' ', &word);)
        if ((word.ptr == total.ptr || str_starts(word, STR("("))) && (told = acronym_of(word)).len)
            return told;
    for (str rest = total; str_split(&rest, ' ', &word);) {
        if (words == 0 && is_total(word))
            from = (size_t)(word.ptr - total.ptr) + word.len + 1;
        else if (++words >= 2 && !str_eq(word, STR("ngân")))    /* "thu ngân sách" */
            return str_sub(total, from, (size_t)(word.ptr - total.ptr) + word.len);
    }
    return str_sub(total, from, total.len);
}

/* What the abbreviation stands for, or empty. Those that are names themselves (GRDP,
 * HIV, OCOP) or that catalogues use (BHYT, UBND) are none. */
static str written_out(str word)
{
    static const struct { const char *from, *to; } full[] = {
        { "HTX", "hợp tác xã" }, { "DTTS", "dân tộc thiểu số" }, { "KCB", "khám chữa bệnh" },
        { "GPLX", "giấy phép lái xe" }, { "MTTH", "ma túy tổng hợp" },
        { "TNGT", "tai nạn giao thông" }, { "CCHC", "cải cách hành chính" },
        { "TTHC", "thủ tục hành chính" }, { "PCI", "năng lực cạnh tranh cấp tỉnh (PCI)" },
        { "SXKD", "sản xuất kinh doanh" }, { "TTCN", "tiểu thủ công nghiệp" },
        { "KCN", "khu công nghiệp" }, { "CCN", "cụm công nghiệp" },
        { "LLVT", "lực lượng vũ trang" },
    };

    for (size_t i = 0; i < sizeof full / sizeof *full; i++)
        if (str_eq(word, str_from(full[i].from)))
            return str_from(full[i].to);
    return (str){ NULL, 0 };
}

/* Do two capitals stand side by side? Few names have an abbreviation. */
static bool has_acronym(str name)
{
    for (size_t i = str_find_capital(name, 0); i + 1 < name.len;
         i = str_find_capital(name, i + 1))
        if (is_capital(name.ptr[i + 1]))
            return true;
    return false;
}

void name_write_out(struct buf *b)
{
    str name = buf_str(b), rest = name, word;
    struct buf out;
    bool found = false;

    if (!has_acronym(name))
        return;
    while (str_split(&rest, ' ', &word))
        found |= word.len > 2 && is_capital(word.ptr[0]) && is_capital(word.ptr[1]) &&
                 written_out(word).len;
    if (!found)
        return;
    buf_init(&out, b->arena);
    for (rest = name; str_split(&rest, ' ', &word);) {
        str full = written_out(word);

        if (out.len)
            buf_char(&out, ' ');
        buf_put(&out, full.len ? full : word);
    }
    *b = out;
}

str name_capitalise(struct buf *b)
{
    str s = buf_str(b);

    if (s.len && s.ptr[0] >= 'a' && s.ptr[0] <= 'z') {
        b->ptr[0] = (char)(s.ptr[0] - 32);
        return s;
    }
    if (s.len >= 2 && (unsigned char)s.ptr[0] == 0xC4 && (unsigned char)s.ptr[1] == 0x91) {
        b->ptr[1] = (char)0x90;     /* đ */
        return s;
    }
    return s;
}
