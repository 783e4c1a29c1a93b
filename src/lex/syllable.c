/* syllable.c -- onset, rhyme and tone of a syllable.
 *
 *   syllable = [onset] rhyme tone
 *
 * A rhyme that ends with p, t, c or ch is said with sắc or nặng alone; k, gh and ngh
 * stand before i, e, ê and y, where c, g and ng do not. Loans written as one word are
 * several of these ("ôtô"), but two tones tell that a blank is missing ("sảnxuất"). */
#include "lex/syllable.h"

#include "base/utf8.h"

#include <string.h>

enum { SYLLABLE_BYTES = 20, ONSETS = 27, SEVERAL = 3 };

/* Longer ones first, so that the first that fits is the onset. */
static const char *const onset[] = {
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
};

/* In the order of their bytes. */
static const char *const rhyme[] = {
    "a", "ac", "ach", "ai", "ak", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e",
    "ec", "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it",
    "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai",
    "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oem", "oen", "oeng",
    "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng",
    "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn",
    "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên",
    "uênh", "uêu", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uăng", "uơ", "y", "ych", "yn",
    "ynh", "yp", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât",
    "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn",
    "ông", "ôp", "ôt", "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp",
    "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn",
    "ương", "ươp", "ươt", "ươu",
};

static int rhyme_cmp(const char *r, size_t len, const char *known)
{
    int order = strncmp(r, known, len);

    return order ? order : -(known[len] != '\0');
}

static bool known_rhyme(const char *r, size_t len)
{
    size_t lo = 0, hi = sizeof rhyme / sizeof *rhyme;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = rhyme_cmp(r, len, rhyme[mid]);

        if (order == 0)
            return true;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return false;
}

/* The letters without tones, and the tone. */
struct toneless {
    char text[SYLLABLE_BYTES * 2];
    size_t len;
    int tone;
    bool marked;                /* has a letter beyond ASCII */
    bool vowel;
    bool foreign;               /* has one that is no letter of Vietnamese */
};

/* One letter more; false when it has a second tone. */
static bool put_toneless(struct toneless *s, uint32_t cp)
{
    int tone = 0;
    uint32_t base = utf8_untone(cp, &tone);
    char bytes[4];
    size_t n;

    if (tone && s->tone)
        return false;
    s->tone = tone ? tone : s->tone;
    s->marked = s->marked || cp >= 0x80;
    s->vowel = s->vowel || (base < 0x80 ? strchr("aeiouy", (int)base) != NULL : base != 0x111);
    if (base < 0x80) {
        s->foreign = s->foreign || base < 'a' || base > 'z' || base == 'f' || base == 'j'
                     || base == 'w' || base == 'z';
        s->text[s->len++] = (char)base;
        return true;
    }
    s->foreign = s->foreign || !(base == 0x103 || base == 0xE2 || base == 0xEA || base == 0xF4
                                 || base == 0x1A1 || base == 0x1B0 || base == 0x111);
    if (base >= 0x800)
        return false;
    bytes[0] = (char)(0xC0 | base >> 6);
    bytes[1] = (char)(0x80 | (base & 0x3F));
    for (n = 0; n < 2; n++)
        s->text[s->len++] = bytes[n];
    return true;
}

static bool before_front(const char *r, size_t len)
{
    return len > 0 && (r[0] == 'i' || r[0] == 'e' || r[0] == 'y'
                       || (len > 1 && (unsigned char)r[0] == 0xC3 && (unsigned char)r[1] == 0xAA));
}

static bool is_stopped(const char *r, size_t len)
{
    char last = len ? r[len - 1] : 0;

    return last == 'p' || last == 't' || last == 'c' || last == 'k'
           || (last == 'h' && len > 1 && r[len - 2] == 'c');
}

/* Does the rest behind the onset make a rhyme that may follow it, in this tone? */
static bool rhyme_follows(const char *on, const char *r, size_t len, int tone)
{
    bool front = before_front(r, len);

    if (strcmp(on, "gi") == 0 && len == 0)
        return true;            /* gì */
    if (len == 0 || !known_rhyme(r, len) || (is_stopped(r, len) && tone != 2 && tone != 5))
        return false;
    if (strcmp(on, "gh") == 0 || strcmp(on, "ngh") == 0)
        return front;
    if (strcmp(on, "ng") == 0 || strcmp(on, "c") == 0)
        return !front;
    return strcmp(on, "g") != 0 || !front || r[0] == 'i';
}

static bool is_syllable(const struct toneless *s)
{
    if (known_rhyme(s->text, s->len) && rhyme_follows("", s->text, s->len, s->tone))
        return true;
    for (size_t i = 0; i < ONSETS; i++) {
        size_t n;

        if (onset[i][0] != s->text[0])
            continue;
        n = strlen(onset[i]);
        if (s->len >= n && memcmp(s->text, onset[i], n) == 0
            && rhyme_follows(onset[i], s->text + n, s->len - n, s->tone))
            return true;
    }
    return false;
}

static bool read_toneless(str fold, struct toneless *s)
{
    uint32_t cp;

    for (size_t i = 0; i < fold.len;) {
        i += utf8_next(fold, i, &cp);
        if (!put_toneless(s, cp))
            return false;
    }
    return true;
}

/* Is it several syllables written as one: "ôtô", "kilôgam"? */
static bool is_several(str fold, int most)
{
    for (size_t cut = 1; cut < fold.len && most > 1; cut++) {
        str tail = str_sub(fold, cut, fold.len);
        struct toneless head = { 0 }, rest = { 0 };

        if (((unsigned char)fold.ptr[cut] & 0xC0) == 0x80
            || !read_toneless(str_sub(fold, 0, cut), &head) || !is_syllable(&head))
            continue;
        if ((read_toneless(tail, &rest) && is_syllable(&rest)) || is_several(tail, most - 1))
            return true;
    }
    return false;
}

bool syllable_fits(str fold)
{
    struct toneless s = { 0 };
    uint32_t cp;
    bool one_tone = true;

    if (fold.len < 2 || fold.len > SYLLABLE_BYTES)
        return true;
    for (size_t i = 0; i < fold.len;) {
        i += utf8_next(fold, i, &cp);
        if (cp < 0x80 && !(cp >= 'a' && cp <= 'z'))
            return true;
        one_tone = put_toneless(&s, cp) && one_tone;
    }
    if (!s.marked || !s.vowel || s.foreign)
        return true;
    return one_tone && (is_syllable(&s) || is_several(fold, SEVERAL));
}
