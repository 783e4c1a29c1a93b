/* document.h -- what a document is among those of one file of papers. */
#ifndef ANALYSE_DOCUMENT_H
#define ANALYSE_DOCUMENT_H

#include "extract/statement.h"
#include "model/fact.h"

/* In the order in which one is written from the other: a report before what repeats it. */
enum document_kind {
    DOCUMENT_REPORT,            /* báo cáo */
    DOCUMENT_LETTER,            /* công văn, tờ trình */
    DOCUMENT_OTHER,
    DOCUMENT_APPENDIX,          /* phụ lục, biểu: nearly all of it is tables */
    DOCUMENT_TASKS,             /* danh mục nhiệm vụ, phân công thực hiện */
    DOCUMENT_RESOLUTION         /* (dự thảo) nghị quyết */
};

/* Told by the titles it begins with, else by how much of it stands in tables. */
enum document_kind document_kind_of(struct arena *a, const struct report *r);

/* The district or commune that issued it, as its letterhead has it ("XÃ NÀ TẤU" behind UBND):
 * its figures are of there, not of the province. Empty for none. */
str document_unit_of(struct arena *a, const struct report *r);

/* The day its letterhead bears ("Điện Biên, ngày 29 tháng 6 năm 2025"), in days since 1970; 0 when
 * none is told. */
epoch_day document_day_of(const struct report *r);

/* "báo cáo", "draft resolution": for people. */
const char *document_kind_name(enum document_kind k, enum lang lang);

#endif
