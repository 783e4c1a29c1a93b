/* indicator_built.c -- the shipped catalogue as the build has indexed it. */
#include "model/indicator_int.h"

#include "catalogue.inc"        /* made by tools/catalogue.c */
