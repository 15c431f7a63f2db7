#define _GNU_SOURCE
#include "type.h"

#include <stdlib.h>
#include <string.h>

uint32_t type_hash(const char *name, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    return hash;
}

pochtar_type *pochtar_type_new(const char *name, bool strict) {
    pochtar_type *type = calloc(1, sizeof *type);
    if (!type) return NULL;
    type->name = strdup(name);
    type->strict = strict;
    return type;
}

void pochtar_type_free(pochtar_type *type) {
    if (!type) return;
    for (int i = 0; i < type->count; i++) {
        type_field *field = &type->fields[i];
        for (int k = 0; k < field->target_count; k++) free(field->targets[k]);
        free(field->targets);
        free(field->name);
        pochtar_type_free(field->rows);
    }
    free(type->fields);
    free(type->name);
    free(type);
}

static type_field *add(pochtar_type *type, const char *name, enum pochtar_kind kind) {
    if (type->count == type->capacity) {
        int capacity = type->capacity ? type->capacity * 2 : 16;
        type_field *moved = realloc(type->fields, sizeof *moved * (size_t)capacity);
        if (!moved) return NULL;
        type->fields = moved;
        type->capacity = capacity;
    }
    type_field *field = &type->fields[type->count];
    size_t length = strlen(name);
    *field = (type_field){
        .name = strdup(name), .length = length, .hash = type_hash(name, length), .kind = kind};
    if (!field->name) return NULL;
    type->count++;
    return field;
}

static bool add_targets(type_field *field, const char *targets) {
    while (targets && *targets) {
        const char *end = strchrnul(targets, '\n');
        char **moved = realloc(field->targets, sizeof *moved * (size_t)(field->target_count + 1));
        if (!moved) return false;
        field->targets = moved;
        moved[field->target_count] = strndup(targets, (size_t)(end - targets));
        if (!moved[field->target_count]) return false;
        field->target_count++;
        targets = *end ? end + 1 : end;
    }
    return true;
}

bool pochtar_type_add(
    pochtar_type *type, const char *name, enum pochtar_kind kind, int size, int fraction, const char *targets) {
    type_field *field = add(type, name, kind);
    if (!field) return false;
    field->size = size;
    field->fraction = fraction;
    return add_targets(field, targets);
}

bool pochtar_type_add_table(pochtar_type *type, const char *name, pochtar_type *rows) {
    type_field *field = add(type, name, POCHTAR_TABLE);
    if (field) field->rows = rows;
    return field != NULL;
}

const type_field *type_find(const pochtar_type *type, const char *name, size_t length) {
    uint32_t hash = type_hash(name, length);
    for (int i = 0; i < type->count; i++) {
        const type_field *field = &type->fields[i];
        if (field->hash == hash && field->length == length && !memcmp(field->name, name, length)) return field;
    }
    return NULL;
}

/* Letters as code points, lower and upper case alike for Cyrillic and ASCII. */
static int letters(const char *text, size_t length, int *out, int limit) {
    int count = 0;
    for (size_t i = 0; i < length && count < limit;) {
        unsigned char c = (unsigned char)text[i];
        int size = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        int point = size == 1 ? c : c & (0xFF >> (size + 1));
        for (int k = 1; k < size && i + (size_t)k < length; k++) point = point << 6 | (text[i + (size_t)k] & 63);
        if ((point >= 'A' && point <= 'Z') || (point >= 0x410 && point <= 0x42F)) point += 32;
        out[count++] = point;
        i += (size_t)size;
    }
    return count;
}

/* Edits between two names; two letters that changed places are one edit. */
static int distance(const int *a, int a_count, const int *b, int b_count) {
    int rows[3][65];
    int *older = rows[0], *old = rows[1], *row = rows[2];
    for (int j = 0; j <= b_count; j++) old[j] = j;
    for (int i = 1; i <= a_count; i++) {
        row[0] = i;
        for (int j = 1; j <= b_count; j++) {
            int best = old[j - 1] + (a[i - 1] != b[j - 1]);
            if (old[j] + 1 < best) best = old[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && older[j - 2] + 1 < best) best = older[j - 2] + 1;
            row[j] = best;
        }
        int *free_row = older;
        older = old;
        old = row;
        row = free_row;
    }
    return old[b_count];
}

const char *type_nearest(const pochtar_type *type, const char *name, size_t length) {
    int wanted[64], other[64];
    int count = letters(name, length, wanted, 64);
    int best = count / 3 + 1;
    const char *nearest = NULL;
    for (int i = 0; i < type->count; i++) {
        int other_count = letters(type->fields[i].name, type->fields[i].length, other, 64);
        int edits = distance(wanted, count, other, other_count);
        if (edits < best || (edits == best && !nearest)) {
            best = edits;
            nearest = type->fields[i].name;
        }
    }
    return nearest;
}
