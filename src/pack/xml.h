/* xml.h -- XML read as a row of events, under limits; elements by number.
 *
 * A format tells the elements it knows (a short prefix, a local name, a number of its
 * own); names are told apart by their namespace, whatever prefix the file uses, and the
 * strict and the transitional namespaces of one vocabulary are one. Everything else
 * has number 0. DOCTYPE and entities are refused, so is nesting beyond the job's limit. */
#ifndef PACK_XML_H
#define PACK_XML_H

#include "base/job.h"
#include "pack/zip.h"

/* A namespace by the prefix it goes under here; several may share one. */
struct xml_space {
    const char *prefix;         /* "w" */
    const char *uri;
};

struct xml_name {
    const char *prefix, *local;
    uint16_t id;                /* from 1 */
};

struct xml_language {
    const struct xml_space *space;
    size_t nspaces;
    const struct xml_name *name;
    size_t nnames;
};

struct xml;                     /* a running parse */
typedef const char **xml_attrs; /* name, value, ..., NULL */

/* What a format does at each event; id 0: an element it does not know. */
struct xml_events {
    void (*start)(struct xml *x, uint16_t id, xml_attrs attrs, void *arg);
    void (*end)(struct xml *x, uint16_t id, void *arg);
    void (*text)(struct xml *x, str text, void *arg);   /* pieces, as they come; may be NULL */
};

/* Parses `bytes`, the member `part` of the file `file` (both for messages). FAIL_FORMAT
 * for what is not well formed, FAIL_LIMIT for nesting; or what an event failed with. */
status xml_parse(struct job *j, str file, str part, str bytes, const struct xml_language *l,
                 const struct xml_events *events, void *arg);

/* The same of the member `part` of a packed file; nothing where it has none. */
status xml_parse_member(struct job *j, struct zip *z, str part, const struct xml_language *l,
                        const struct xml_events *events, void *arg);

/* The value of the attribute with that local name, in whatever namespace; empty and
 * with a null pointer when there is none. */
str xml_attr(xml_attrs attrs, const char *local);

/* The same as a number; `other` when it is absent or none. */
long xml_number(xml_attrs attrs, const char *local, long other);

/* Where the running event begins in the bytes. */
uint32_t xml_at(struct xml *x);

/* Where the running event ends: for a start tag, behind its ">". */
uint32_t xml_end(struct xml *x);

/* Elements open around the running event, itself not counted. */
uint32_t xml_depth(const struct xml *x);

/* Ends the parse: the event has failed the job, or has seen enough (OK). */
void xml_stop(struct xml *x, status st);

#endif
