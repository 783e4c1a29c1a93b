/* home.h -- the area that a report is of.
 *
 * Inside extract only. */
#ifndef EXTRACT_HOME_H
#define EXTRACT_HOME_H

#include "doc/doc.h"

/* "tỉnh Lào Cai", "thành phố Hà Nội", "cả nước"; empty when d does not tell. */
str home_find(struct arena *a, const struct doc *d);

#endif
