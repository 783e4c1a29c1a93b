/* xml.c -- expat behind the face of xml.h. */
#include "pack/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>

enum { NAME_SLOTS = 512, SPACES_SEEN = 16, PIECE = 1 << 20 };

static const char PART = ' ';   /* between a namespace and a local name */

/* A namespace of the file and the prefix it goes under, NULL for a strange one. */
struct space_seen {
    const char *uri;
    size_t len;
    const char *prefix;
};

struct xml {
    struct job *job;
    str file, part;
    XML_Parser parser;
    const struct xml_language *language;
    const struct xml_events *events;
    void *arg;
    uint16_t slot[NAME_SLOTS];       /* numbers of names, from 1, by hash of the local name */
    struct space_seen seen[SPACES_SEEN];
    uint32_t nseen;
    uint32_t depth;
    bool stopped;
    status stopped_with;
};

static uint32_t name_hash(const char *local, size_t len)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)local[i]) * 16777619u;
    return h;
}

static void index_names(struct xml *x)
{
    const struct xml_language *l = x->language;

    for (size_t i = 0; i < l->nnames && i < NAME_SLOTS / 2; i++) {
        uint32_t at = name_hash(l->name[i].local, strlen(l->name[i].local)) % NAME_SLOTS;

        while (x->slot[at])
            at = (at + 1) % NAME_SLOTS;
        x->slot[at] = (uint16_t)(i + 1);
    }
}

static const char *known_prefix(const struct xml_language *l, const char *uri, size_t len)
{
    for (size_t i = 0; i < l->nspaces; i++)
        if (strlen(l->space[i].uri) == len && memcmp(l->space[i].uri, uri, len) == 0)
            return l->space[i].prefix;
    return NULL;
}

/* A file has few namespaces and names each of them thousands of times. */
static const char *space_prefix(struct xml *x, const char *uri, size_t len)
{
    for (uint32_t i = 0; i < x->nseen; i++)
        if (x->seen[i].len == len && memcmp(x->seen[i].uri, uri, len) == 0)
            return x->seen[i].prefix;

    const char *prefix = known_prefix(x->language, uri, len);

    if (x->nseen < SPACES_SEEN)
        x->seen[x->nseen++] = (struct space_seen){
            arena_str(x->job->arena, (str){ uri, len }).ptr, len, prefix };
    return prefix;
}

static uint16_t element_id(struct xml *x, const char *name)
{
    const char *part = strrchr(name, PART), *local = part ? part + 1 : name;
    const char *prefix = part ? space_prefix(x, name, (size_t)(part - name)) : "";
    uint32_t at = name_hash(local, strlen(local)) % NAME_SLOTS;

    for (; prefix && x->slot[at]; at = (at + 1) % NAME_SLOTS) {
        const struct xml_name *n = &x->language->name[x->slot[at] - 1];

        if (strcmp(n->local, local) == 0 && strcmp(n->prefix, prefix) == 0)
            return n->id;
    }
    return 0;
}

void xml_stop(struct xml *x, status st)
{
    if (x->stopped)
        return;
    x->stopped = true;
    x->stopped_with = st;
    XML_StopParser(x->parser, XML_FALSE);
}

uint32_t xml_at(struct xml *x)
{
    return (uint32_t)XML_GetCurrentByteIndex(x->parser);
}

uint32_t xml_end(struct xml *x)
{
    return xml_at(x) + (uint32_t)XML_GetCurrentByteCount(x->parser);
}

uint32_t xml_depth(const struct xml *x)
{
    return x->depth;
}

str xml_attr(xml_attrs attrs, const char *local)
{
    for (; *attrs; attrs += 2) {
        const char *part = strrchr(attrs[0], PART);

        if (strcmp(part ? part + 1 : attrs[0], local) == 0)
            return str_from(attrs[1]);
    }
    return (str){ NULL, 0 };
}

long xml_number(xml_attrs attrs, const char *local, long other)
{
    str s = xml_attr(attrs, local);
    char *end;
    long n;

    if (!s.len || s.len > 18)
        return other;
    n = strtol(s.ptr, &end, 10);
    return end == s.ptr ? other : n;
}

static void on_start(void *arg, const char *name, const char **attrs)
{
    struct xml *x = arg;

    if (x->stopped)
        return;
    if (x->depth >= x->job->limits.nesting) {
        xml_stop(x, job_fail(x->job, FAIL_LIMIT,
                             "«%.*s»: «%.*s» lồng nhau quá %u tầng: không đọc",
                             "«%.*s»: «%.*s» is nested more than %u deep: not read",
                             STRF(x->file), STRF(x->part), x->job->limits.nesting));
        return;
    }
    x->events->start(x, element_id(x, name), attrs, x->arg);
    x->depth++;
}

static void on_end(void *arg, const char *name)
{
    struct xml *x = arg;

    if (x->stopped)
        return;
    x->depth--;
    x->events->end(x, element_id(x, name), x->arg);
}

static void on_text(void *arg, const char *text, int len)
{
    struct xml *x = arg;

    if (!x->stopped)
        x->events->text(x, (str){ text, (size_t)len }, x->arg);
}

static void on_doctype(void *arg, const char *name, const char *system, const char *public,
                       int internal)
{
    struct xml *x = arg;

    (void)name, (void)system, (void)public, (void)internal;
    xml_stop(x, job_fail(x->job, FAIL_FORMAT,
                         "«%.*s»: «%.*s» có khai báo DOCTYPE, tệp văn phòng không bao giờ có: "
                         "không đọc",
                         "«%.*s»: «%.*s» has a DOCTYPE, which no office file has: not read",
                         STRF(x->file), STRF(x->part)));
}

static void close_parser(void *arg)
{
    XML_ParserFree(arg);
}

static status not_well_formed(struct xml *x)
{
    return job_fail(x->job, FAIL_FORMAT,
                    "«%.*s»: «%.*s» hỏng ở dòng %lu, cột %lu (%s), hãy lưu lại tệp này từ phần "
                    "mềm đã soạn nó",
                    "«%.*s»: «%.*s» is damaged at line %lu, column %lu (%s), save the file again "
                    "from the program it was made with", STRF(x->file), STRF(x->part),
                    (unsigned long)XML_GetCurrentLineNumber(x->parser),
                    (unsigned long)XML_GetCurrentColumnNumber(x->parser),
                    XML_ErrorString(XML_GetErrorCode(x->parser)));
}

/* Expat counts in int, and keeps what it was given: pieces bound both. */
static status feed(struct xml *x, str bytes)
{
    size_t at = 0;

    do {
        size_t n = bytes.len - at < PIECE ? bytes.len - at : PIECE;
        bool last = at + n == bytes.len;

        if (XML_Parse(x->parser, bytes.ptr + at, (int)n, last) != XML_STATUS_OK)
            return x->stopped ? x->stopped_with : not_well_formed(x);
        at += n;
    } while (at < bytes.len);
    return OK;
}

status xml_parse(struct job *j, str file, str part, str bytes, const struct xml_language *l,
                 const struct xml_events *events, void *arg)
{
    struct xml *x = arena_new(j->arena, struct xml);

    *x = (struct xml){ .job = j, .file = file, .part = part, .language = l, .events = events,
                       .arg = arg };
    index_names(x);
    x->parser = XML_ParserCreateNS(NULL, PART);
    if (!x->parser)
        return job_fail(j, FAIL_SYSTEM, "máy hết bộ nhớ", "the machine is out of memory");
    arena_defer(j->arena, close_parser, x->parser);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    if (events->text)
        XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    return feed(x, bytes);
}

status xml_parse_member(struct job *j, struct zip *z, str part, const struct xml_language *l,
                        const struct xml_events *events, void *arg)
{
    const struct zip_member *m = part.len ? zip_find(z, part) : NULL;
    str bytes;

    if (!m)
        return OK;

    status st = zip_read(j, z, m, &bytes);
    return st == OK ? xml_parse(j, z->name, part, bytes, l, events, arg) : st;
}
