/* area.h -- the names of places inside a province. */
#ifndef MODEL_AREA_H
#define MODEL_AREA_H

#include "base/arena.h"

/* The districts and communes, former and present, of one province. */
struct area_names;

/* Of the province named like this ("Điện Biên", "tỉnh Điện Biên"); an unknown
 * name gives an empty set. */
const struct area_names *area_names_open(struct arena *a, str province);

/* The kind of the place of this name ("huyện", "xã"; a district before a
 * commune of the same name), or empty. Any case and tone placement. */
str area_names_kind(const struct area_names *n, str name);

#endif
