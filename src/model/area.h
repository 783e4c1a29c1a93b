/* area.h -- the names of provinces and of the places inside one. */
#ifndef MODEL_AREA_H
#define MODEL_AREA_H

#include "base/arena.h"

/* The districts and communes, former and present, of one province. */
struct area_names;

/* Of the province named like this ("Điện Biên", "tỉnh Điện Biên"), or of "cả
 * nước", whose places are the provinces; an unknown name gives an empty set. */
const struct area_names *area_names_open(struct arena *a, str province);

/* The same set for the many questions of one report: it remembers what it was asked. */
const struct area_names *area_names_remember(struct arena *a, const struct area_names *n);

/* "tỉnh Điện Biên", "thành phố Hà Nội", "cả nước"; empty for the empty set. */
str area_names_title(const struct area_names *n);

/* The kind of the place of this name ("huyện", "xã"; a district before a
 * commune of the same name) at a time with districts or, `now`, without; empty
 * for a name the province has no place of. Any case and tone placement. */
str area_names_kind(const struct area_names *n, str name, bool now);

/* The same for text that lost diacritics ("Mường Áng" for Mường Ảng). It takes
 * too much for a name to go without a list of places round it. */
str area_names_kind_stripped(const struct area_names *n, struct arena *a, str name, bool now);

/* The one name, folded, that has these letters without their diacritics: "điện biên" for
 * "Điên Biên"; empty when none has, several have, or the name is right as it is. */
str area_names_mended(const struct area_names *n, struct arena *a, str name);

/* "tỉnh" or "thành phố" for the name of a province of any time, or empty. */
str area_names_province(str name);

/* Is this the folded name (see fold_word) of a province, or of a place of n? */
bool area_names_known(const struct area_names *n, str fold);

/* Where the commune of this name (without its kind) lay until districts ended
 * on 2025-06-30: "huyện Mường Ảng". A name that is not known as written is tried
 * without its diacritics ("Ảng Cang" for Ẳng Cang). Empty for an unknown name and
 * for a name that communes of several districts had. */
str area_names_district(const struct area_names *n, struct arena *a, str commune);

/* "thành phố Điện Biên Phủ", what "thành phố" alone means in a province that
 * had one city of district rank; empty where it had none or several. */
str area_names_city(const struct area_names *n);

#endif
