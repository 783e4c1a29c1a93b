/* docx_comment.h -- findings as comments in the user's own Word file.
 *
 * The copy differs from the file in four members at most: comments stand in
 * word/comments.xml, its relationship and its content type are added where they lack, and
 * in the document the marks of each comment stand exactly around its figure. There a run
 * that a mark falls into is closed and opened again; no other byte changes. */
#ifndef WRITE_DOCX_COMMENT_H
#define WRITE_DOCX_COMMENT_H

#include "diag/diag.h"
#include "doc/doc.h"

struct docx_commenting {
    str name, bytes;            /* the file, and what messages call it */
    const struct doc *doc;      /* as it was read from these bytes */
    const struct diags *found;
    int64_t now;                /* of the comments, where the file tells no time of its own */
};

/* Builds the copy in the job's arena; without findings it is the file itself. Findings in
 * notes are told at the note's mark, those in text boxes at the box, those without a place
 * at the title. FAIL_FORMAT where the file is not what was read. */
status docx_write_comments(struct job *j, const struct docx_commenting *c, str *out);

#endif
