/* profiles.h -- the profiles of other systems, by name or file. */
#ifndef APP_PROFILES_H
#define APP_PROFILES_H

#include "adapter/adapter.h"

/* The profile of that name among those that are shipped ("ckan-csv"), or of the file that it is
 * the path of (it has a '/' or ends in .tsv). FAIL_USAGE when there is none of that name; else
 * the failures of adapter_open(). */
status app_profile(struct job *j, str name, const struct indicators *catalogue,
                   const struct geography *places, const struct adapter **out);

#endif
