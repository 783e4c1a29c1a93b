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

/* Where the commune of this name (without its kind) lay until districts ended
 * on 2025-06-30: "huyện Mường Ảng". A name that is not known as written is tried
 * without its diacritics ("Ảng Cang" for Ẳng Cang). Empty for an unknown name and
 * for a name that communes of several districts had. */
str area_names_district(const struct area_names *n, struct arena *a, str commune);

/* "thành phố Điện Biên Phủ", what "thành phố" alone means in a province that
 * had one city of district rank; empty where it had none or several. */
str area_names_city(const struct area_names *n);

#endif
