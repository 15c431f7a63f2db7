#ifndef POCHTAR_TYPE_H
#define POCHTAR_TYPE_H

#include <stddef.h>

#include "../include/CLua.h"

typedef struct {
    char *name;
    size_t length;
    uint32_t hash;
    enum pochtar_kind kind;
    int size, fraction;
    char **targets;
    int target_count;
    pochtar_type *rows;
} type_field;

struct pochtar_type {
    char *name;
    /* Names that are not here are an error. */
    bool strict;
    type_field *fields;
    int count, capacity;
};

const type_field *type_find(const pochtar_type *type, const char *name, size_t length);
uint32_t type_hash(const char *name, size_t length);
/* The declared name nearest to a mistyped one, NULL when none is near. */
const char *type_nearest(const pochtar_type *type, const char *name, size_t length);

#endif
