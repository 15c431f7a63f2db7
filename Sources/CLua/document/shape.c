#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"

/* Fields of one source type, at all its paths together. */
static const int field_limit = 8192;

static bool rehash(document_shape *shape) {
    int count = shape->bucket_count ? shape->bucket_count * 2 : 32;
    int *buckets = malloc(sizeof *buckets * (size_t)count);
    if (!buckets) return false;
    for (int i = 0; i < count; i++) buckets[i] = -1;
    for (int i = 0; i < shape->count; i++) {
        uint32_t at = type_hash(shape->fields[i].name, shape->fields[i].length);
        while (buckets[at & (uint32_t)(count - 1)] >= 0) at++;
        buckets[at & (uint32_t)(count - 1)] = i;
    }
    free(shape->buckets);
    shape->buckets = buckets;
    shape->bucket_count = count;
    return true;
}

static int add(document_shape *shape, const char *name, size_t length) {
    if (shape->source->field_count >= field_limit) return -1;
    if (shape->count == shape->capacity) {
        int capacity = shape->capacity ? shape->capacity * 2 : 16;
        shape_field *moved = realloc(shape->fields, sizeof *moved * (size_t)capacity);
        if (!moved) return -1;
        shape->fields = moved;
        shape->capacity = capacity;
    }
    if ((shape->count + 1) * 2 > shape->bucket_count && !rehash(shape)) return -1;
    char *copy = strndup(name, length);
    if (!copy) return -1;
    int number = shape->count++;
    shape->source->field_count++;
    shape->fields[number] = (shape_field){.name = copy, .length = length};
    uint32_t at = type_hash(name, length);
    while (shape->buckets[at & (uint32_t)(shape->bucket_count - 1)] >= 0) at++;
    shape->buckets[at & (uint32_t)(shape->bucket_count - 1)] = number;
    return number;
}

static bool is(const shape_field *field, const char *name, size_t length) {
    return field->length == length && !memcmp(field->name, name, length);
}

/* Rows repeat their names in the same order, so the next one is tried before the table. */
int shape_field_number(document_shape *shape, const char *name, size_t length, int expected) {
    if (expected < shape->count && is(&shape->fields[expected], name, length)) return expected;
    for (uint32_t at = type_hash(name, length); shape->bucket_count > 0; at++) {
        int number = shape->buckets[at & (uint32_t)(shape->bucket_count - 1)];
        if (number < 0) break;
        if (is(&shape->fields[number], name, length)) return number;
    }
    return add(shape, name, length);
}

document_shape *shape_new(pochtar_source *source, const pochtar_type *type, const char *path) {
    document_shape *shape = calloc(1, sizeof *shape);
    if (!shape) return NULL;
    shape->source = source;
    shape->type = type;
    shape->path = strdup(path);
    for (int i = 0; type && i < type->count; i++) {
        int number = add(shape, type->fields[i].name, type->fields[i].length);
        if (number < 0) continue;
        shape->fields[number].declared = &type->fields[i];
        shape->fields[number].flags = FIELD_DECLARED;
    }
    return shape;
}

document_shape *shape_child(document_shape *shape, int number) {
    shape_field *field = &shape->fields[number];
    if (field->child) return field->child;
    char path[512];
    size_t length = strlen(shape->path);
    if (length + field->length + 2 > sizeof path) return NULL;
    memcpy(path, shape->path, length);
    if (length > 0) path[length++] = '.';
    memcpy(path + length, field->name, field->length + 1);
    const pochtar_type *rows = field->declared ? field->declared->rows : NULL;
    document_shape *child = shape_new(shape->source, rows, path);
    shape->fields[number].child = child;
    return child;
}

void shape_reset(document_shape *shape) {
    for (int i = 0; i < shape->count; i++) {
        shape->fields[i].flags &= FIELD_DECLARED;
        if (shape->fields[i].child) shape_reset(shape->fields[i].child);
    }
}

void shape_free(document_shape *shape) {
    if (!shape) return;
    for (int i = 0; i < shape->count; i++) {
        free(shape->fields[i].name);
        shape_free(shape->fields[i].child);
    }
    free(shape->fields);
    free(shape->buckets);
    free(shape->path);
    free(shape);
}

pochtar_source *pochtar_source_new(pochtar_vm *vm, const char *system, const char *name, const pochtar_type *type) {
    pochtar_source *source = calloc(1, sizeof *source);
    if (!source) return NULL;
    source->vm = vm;
    source->system = strdup(system);
    source->name = strdup(name);
    source->next = vm->sources;
    vm->sources = source;
    source->root = shape_new(source, type, "");
    return source;
}

void document_free_sources(pochtar_vm *vm) {
    while (vm->sources) {
        pochtar_source *source = vm->sources;
        vm->sources = source->next;
        shape_free(source->root);
        free(source->system);
        free(source->name);
        free(source);
    }
}

static void list_unread(pochtar_vm *vm, document_shape *shape) {
    for (int i = 0; i < shape->count; i++) {
        shape_field *field = &shape->fields[i];
        bool read = field->flags & FIELD_READ;
        if (read && field->child) list_unread(vm, field->child);
        if (read || !(field->flags & FIELD_FILLED)) continue;
        size_t wanted = vm->unread.length + strlen(shape->path) + field->length + 3;
        if (wanted > vm->unread.capacity) {
            char *moved = realloc(vm->unread.bytes, wanted * 2);
            if (!moved) return;
            vm->unread.bytes = moved;
            vm->unread.capacity = wanted * 2;
        }
        vm->unread.length += (size_t)sprintf(vm->unread.bytes + vm->unread.length, "%s%s%s\n", shape->path,
            *shape->path ? "." : "", field->name);
    }
}

pochtar_text pochtar_vm_unread(pochtar_vm *vm, pochtar_source *source) {
    vm->unread.length = 0;
    list_unread(vm, source->root);
    return (pochtar_text){vm->unread.bytes, vm->unread.length};
}
