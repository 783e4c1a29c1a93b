/* html_charset.c -- the bytes of an HTML file in UTF-8, by what its head says of them. */
#include "base/utf8.h"
#include "read/charset.h"
#include "read/html_int.h"

enum { DECLARED_BEFORE = 4096, NAME_ROOM = 32 };

enum html_charset { BY_CONTENT, WESTERN, VIETNAMESE };

static enum html_charset charset_named(str name)
{
    static const struct { const char *name; enum html_charset set; } known[] = {
        { "windows-1252", WESTERN }, { "iso-8859-1", WESTERN }, { "us-ascii", WESTERN },
        { "ascii", WESTERN }, { "latin1", WESTERN }, { "cp1252", WESTERN },
        { "windows-1258", VIETNAMESE }, { "cp1258", VIETNAMESE }, { "x-cp1258", VIETNAMESE },
    };
    char lower[NAME_ROOM];

    if (name.len >= sizeof lower)
        return BY_CONTENT;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32
                                                                   : name.ptr[i]);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq((str){ lower, name.len }, str_from(known[i].name)))
            return known[i].set;
    return BY_CONTENT;
}

/* "text/html; charset=windows-1252" */
static str charset_in(str content)
{
    size_t at = str_find(content, STR("charset="));
    size_t end = at == SIZE_MAX ? 0 : at + strlen("charset=");

    if (at == SIZE_MAX)
        return (str){ NULL, 0 };
    content = str_sub(content, end, content.len);
    for (end = 0; end < content.len && !strchr(" ;\"'", content.ptr[end]);)
        end++;
    return str_sub(content, 0, end);
}

static enum html_charset declared_charset(str bytes)
{
    struct html_scan scan = { .bytes = str_sub(bytes, 0, DECLARED_BEFORE) };
    struct html_token t;

    for (html_next(&scan, &t); t.kind != HTML_END; html_next(&scan, &t)) {
        str name = html_at(&t, HTML_AT_charset);

        if (t.kind != HTML_OPEN || t.element != HTML_meta)
            continue;
        if (!name.len)
            name = charset_in(html_at(&t, HTML_AT_content));
        if (name.len)
            return charset_named(str_trim(name));
    }
    return BY_CONTENT;
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

status html_bytes(struct job *j, str name, str bytes, str *out)
{
    enum html_charset set = declared_charset(bytes);
    struct buf text;

    if (set == BY_CONTENT)
        return charset_text(j, name, bytes, out);
    *out = bytes;
    if (is_ascii(bytes))
        return OK;
    buf_init(&text, j->arena);
    for (size_t at = 0; at < bytes.len;) {
        uint32_t cp = (unsigned char)bytes.ptr[at];

        if (set == VIETNAMESE)
            at += charset_next(CHARSET_1258, bytes, at, false, &cp);
        else
            at++;
        utf8_put(&text, html_meant_letter(cp));
    }
    *out = buf_str(&text);
    return OK;
}
