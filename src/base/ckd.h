/* ckd.h -- checked arithmetic: each returns true when the result does not fit,
 * and then leaves *out unspecified. The one place that uses compiler builtins
 * and the 128-bit integer. */
#ifndef BASE_CKD_H
#define BASE_CKD_H

#include <stdbool.h>

#define ckd_add(out, a, b) __builtin_add_overflow((a), (b), (out))
#define ckd_sub(out, a, b) __builtin_sub_overflow((a), (b), (out))
#define ckd_mul(out, a, b) __builtin_mul_overflow((a), (b), (out))

__extension__ typedef __int128 int128;

#endif
