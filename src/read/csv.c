/* csv.c -- lines of fields: what Excel and databases write as CSV.
 *
 * A text is taken for one only when it is a table and nothing else: every record has the
 * same number of fields, and enough of them are figures. */
#include "read/formats.h"

enum {
    CSV_PROBE = 64 * 1024,
    CSV_LINES_ABOVE = 8,        /* lines without a delimiter above a table */
    CSV_COLUMNS = 16384,
    CSV_ROWS = 1 << 20,
    CSV_NUMBER = 40             /* bytes of a figure, at most */
};

/* -- fields -- */

struct csv {
    str text;
    size_t at;
    char delimiter;
    bool owed;                  /* a delimiter was passed: another field comes */
    bool ended;                 /* the field told last ended its record */
    size_t plain_until;         /* quotes before it are no field's: none is looked at twice */
    struct buf *room;           /* for fields with doubled quotes; NULL: they are left */
};

static bool ends_field(const struct csv *c, size_t at)
{
    return at >= c->text.len || c->text.ptr[at] == c->delimiter || c->text.ptr[at] == '\n' ||
           c->text.ptr[at] == '\r';
}

/* The end of the field whose quote stands at `at`, behind its last quote; SIZE_MAX where
 * the quotes are none of a field ("TP" Hà Nội). *twice: it has doubled ones. */
static size_t quotes_end(struct csv *c, size_t at, bool *twice)
{
    *twice = false;
    for (at++; at < c->text.len;) {
        const char *quote = memchr(c->text.ptr + at, '"', c->text.len - at);

        if (!quote)
            break;
        at = (size_t)(quote - c->text.ptr) + 1;
        if (ends_field(c, at))
            return at;
        if (c->text.ptr[at] != '"') {
            c->plain_until = at;
            return SIZE_MAX;
        }
        *twice = true;
        at++;
    }
    c->plain_until = c->text.len;
    return SIZE_MAX;
}

static str without_doubled_quotes(struct buf *room, str s)
{
    room->len = 0;
    for (size_t i = 0; i < s.len; i++) {
        buf_char(room, s.ptr[i]);
        i += s.ptr[i] == '"';
    }
    return buf_str(room);
}

/* The next field; false behind the last one. */
static bool csv_field(struct csv *c, str *out)
{
    size_t from = c->at, end = from;
    bool twice, quoted = false;

    if (from >= c->text.len && !c->owed)
        return false;
    if (from < c->text.len && c->text.ptr[from] == '"' && from >= c->plain_until) {
        end = quotes_end(c, from, &twice);
        quoted = end != SIZE_MAX;
    }
    if (quoted) {
        *out = str_sub(c->text, from + 1, end - 1);
        if (twice && c->room)
            *out = without_doubled_quotes(c->room, *out);
    } else {
        for (end = from; !ends_field(c, end);)
            end++;
        *out = str_sub(c->text, from, end);
    }
    c->owed = end < c->text.len && c->text.ptr[end] == c->delimiter;
    c->ended = !c->owed;
    if (c->ended && end + 1 < c->text.len && c->text.ptr[end] == '\r' &&
        c->text.ptr[end + 1] == '\n')
        end++;
    c->at = end + 1;
    return true;
}

/* -- numbers -- */

/* How a number's signs are to be read. */
enum csv_notation {
    CSV_PLAIN,                  /* digits alone, or no number */
    CSV_EITHER,                 /* "1.234": a thousand, or a little more than one */
    CSV_VIETNAMESE,             /* 1.234,5 */
    CSV_ENGLISH                 /* 1,234.5 */
};

static bool csv_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Is the field a number, with an optional sign and per cent? */
static bool is_csv_number(str s)
{
    bool digit = false;

    s = str_trim(s);
    if (!s.len || s.len > CSV_NUMBER)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        digit = digit || csv_digit(c);
        if (!csv_digit(c) && c != '.' && c != ',' && !(i == 0 && (c == '-' || c == '+')) &&
            !(i + 1 == s.len && c == '%'))
            return false;
    }
    return digit;
}

/* Do three digits stand behind each sign? 15.06.2025 is no number. */
static bool grouped_by(str s, char sign)
{
    size_t run = 0;

    for (size_t i = s.len; i-- > 0;) {
        if (s.ptr[i] == sign && run != 3)
            return false;
        run = s.ptr[i] == sign ? 0 : run + csv_digit(s.ptr[i]);
    }
    return true;
}

/* What a number proves of the file's way of writing them. */
static enum csv_notation notation_of(str s)
{
    size_t dots = 0, commas = 0, last = 0, before = 0, behind = 0;
    char sign;

    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        dots += s.ptr[i] == '.';
        commas += s.ptr[i] == ',';
        if (s.ptr[i] == '.' || s.ptr[i] == ',')
            last = i;
    }
    if (!dots && !commas)
        return CSV_PLAIN;
    sign = s.ptr[last];
    if (dots && commas)
        return (sign == '.' ? dots : commas) > 1 ? CSV_EITHER
               : sign == '.' ? CSV_ENGLISH : CSV_VIETNAMESE;
    if (dots + commas > 1)      /* groups of thousands */
        return !grouped_by(s, sign) ? CSV_PLAIN : sign == '.' ? CSV_VIETNAMESE : CSV_ENGLISH;
    for (size_t i = 0; i < s.len; i++)
        if (csv_digit(s.ptr[i]))
            ++*(i < last ? &before : &behind);

    bool zero = before == 1 && (s.ptr[0] == '0' || (s.ptr[0] == '-' && s.ptr[1] == '0'));

    if (behind == 3 && before >= 1 && before <= 3 && !zero)
        return CSV_EITHER;
    return sign == '.' ? CSV_ENGLISH : CSV_VIETNAMESE;
}

/* The way in which all numbers of the file are written; CSV_EITHER where that is not sure:
 * they are then told as they stand. */
static enum csv_notation tell_notation(str text, char delimiter)
{
    struct csv c = { .text = text, .delimiter = delimiter };
    bool english = false, vietnamese = false;
    str field;

    while (csv_field(&c, &field)) {
        enum csv_notation n = is_csv_number(field) ? notation_of(field) : CSV_PLAIN;

        english = english || n == CSV_ENGLISH;
        vietnamese = vietnamese || n == CSV_VIETNAMESE;
        if (english && vietnamese)
            return CSV_EITHER;
    }
    return english ? CSV_ENGLISH : vietnamese ? CSV_VIETNAMESE : CSV_EITHER;
}

/* The same number in Vietnamese writing: points and commas change places. */
static str to_vietnamese(str s, char room[CSV_NUMBER])
{
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++)
        room[i] = s.ptr[i] == '.' ? ',' : s.ptr[i] == ',' ? '.' : s.ptr[i];
    return (str){ room, s.len };
}

/* -- telling a table from a text -- */

struct csv_probe {
    uint32_t records, fields;   /* of each record */
    uint32_t with_figures;      /* records that have some */
    uint32_t above;             /* lines above the table */
};

/* A line of prose goes on behind its commas with a blank. */
static bool commas_of_prose(str text)
{
    size_t commas = 0, spaced = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        quoted = quoted != (text.ptr[i] == '"');
        if (quoted || text.ptr[i] != ',')
            continue;
        commas++;
        spaced += i + 1 < text.len && text.ptr[i + 1] == ' ';
    }
    return spaced * 10 > commas;
}

/* Does every record have as many fields? Only whole records of the text count. */
static bool probe_records(str text, char delimiter, bool lines_above, struct csv_probe *p)
{
    struct csv c = { .text = text, .delimiter = delimiter };
    uint32_t n = 0;
    bool figure = false, empty = true;
    str field;

    *p = (struct csv_probe){ .records = 0 };
    while (csv_field(&c, &field)) {
        n++;
        figure = figure || is_csv_number(field);
        empty = empty && str_trim(field).len == 0;
        if (!c.ended)
            continue;
        if (n == 1 && !p->records && !empty && lines_above && p->above < CSV_LINES_ABOVE) {
            p->above++;
        } else if (n > 1 || !empty) {
            if (n < 2 || (p->records && n != p->fields))
                return false;
            p->fields = n;
            p->records++;
            p->with_figures += figure;
        }
        n = 0;
        figure = false;
        empty = true;
    }
    return true;
}

/* Lines of pipes are markdown when they begin with one or are ruled off. */
static bool pipes_of_markdown(str text)
{
    return str_starts(str_trim(text), STR("|")) || str_find(text, STR("---")) != SIZE_MAX ||
           str_find(text, STR("\n|")) != SIZE_MAX;
}

static bool is_delimiter(str text, char delimiter)
{
    struct csv_probe p;

    if (!memchr(text.ptr, delimiter, text.len) ||
        !probe_records(text, delimiter, delimiter == ';', &p) || p.records < 3 ||
        p.with_figures * 4 < p.records || (p.above && p.fields < 3))
        return false;
    switch (delimiter) {
    case ',':
        return (p.fields > 2 || (p.records >= 5 && p.with_figures * 2 >= p.records)) &&
               !commas_of_prose(text);
    case '|':
        return !pipes_of_markdown(text);
    case ';':                   /* lists in prose are parted so, too */
        return p.fields > 2 || p.with_figures * 2 >= p.records;
    default:
        return true;
    }
}

/* A first line without any delimiter, and none soon below it, begins a text. */
static bool begins_like_text(str text)
{
    str line;
    unsigned lines = 0;

    while (lines <= CSV_LINES_ABOVE && str_split(&text, '\n', &line)) {
        if (memchr(line.ptr ? line.ptr : "", ';', line.len))
            return false;
        if (lines == 0 && str_find(line, STR(",")) != SIZE_MAX)
            return false;
        if (lines == 0 && (str_find(line, STR("\t")) != SIZE_MAX ||
                           str_find(line, STR("|")) != SIZE_MAX))
            return false;
        lines++;
    }
    return true;
}

static str without_mark(str bytes)
{
    return str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_sub(bytes, 3, bytes.len) : bytes;
}

char csv_delimiter(str bytes)
{
    static const char delimiters[] = ";\t,|";
    str text = without_mark(bytes), probe = str_sub(text, 0, CSV_PROBE);

    if (!probe.len || begins_like_text(probe) || memchr(probe.ptr, '\0', probe.len))
        return '\0';
    while (probe.len < text.len && probe.len && probe.ptr[probe.len - 1] != '\n')
        probe.len--;            /* the last line is cut */
    for (const char *d = delimiters; *d; d++)
        if (probe.len && is_delimiter(probe, *d))
            return *d;
    return '\0';
}

/* -- reading -- */

static status too_many_rows(struct job *j, str name)
{
    return job_fail(j, FAIL_LIMIT, "«%.*s» có quá %d dòng hoặc %d cột, hãy chia nhỏ tệp",
                    "«%.*s» has more than %d rows or %d columns, split the file", STRF(name),
                    CSV_ROWS, CSV_COLUMNS);
}

status csv_read(struct job *j, str name, str bytes, struct tree *t)
{
    struct buf room;
    char delimiter = csv_delimiter(bytes);
    struct csv c = { .text = without_mark(bytes), .delimiter = delimiter ? delimiter : ';',
                     .room = &room };
    enum csv_notation notation = tell_notation(c.text, c.delimiter);
    uint32_t row = 0, col = 0;
    char number[CSV_NUMBER];
    str field;

    buf_init(&room, j->arena);
    tree_sheet(t, (str){ NULL, 0 });
    while (csv_field(&c, &field)) {
        if (row >= CSV_ROWS || col >= CSV_COLUMNS)
            return too_many_rows(j, name);
        if (notation == CSV_ENGLISH && is_csv_number(field) &&
            notation_of(field) != CSV_PLAIN)
            field = to_vietnamese(field, number);
        tree_sheet_put(t, row, col, field, TREE_PLAIN);
        col = c.ended ? 0 : col + 1;
        row += c.ended;
    }
    return OK;
}
