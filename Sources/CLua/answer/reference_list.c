#include <stdlib.h>
#include <string.h>

#include "answer.h"

static size_t keep_name(lua_State *L, int index) {
    pochtar_vm *vm = vm_of(L);
    size_t length, start = vm->names.length;
    const char *text = lua_tolstring(L, index, &length);
    vm_append(L, &vm->names, text ? text : "", text ? length + 1 : 1);
    return start;
}

static const char *name_at(const pochtar_vm *vm, int reference, int part) {
    const vm_object *object = &vm->objects[vm->object_count - 1];
    return vm->names.bytes + vm->references[object->first_reference + reference * 4 + part];
}

static uint32_t hash_of(const char *type, const char *source, const char *id) {
    return type_hash(type, strlen(type)) ^ type_hash(source, strlen(source)) * 31 ^ type_hash(id, strlen(id)) * 17;
}

static void put(pochtar_vm *vm, uint32_t hash, int reference) {
    while (vm->seen[hash & (uint32_t)(vm->seen_capacity - 1)]) hash++;
    vm->seen[hash & (uint32_t)(vm->seen_capacity - 1)] = reference + 1;
}

/* Makes room for one more reference of the current object, and forgets those of the object before. */
static void prepare(lua_State *L, int count) {
    pochtar_vm *vm = vm_of(L);
    if (count > 0 && count * 2 < vm->seen_capacity) return;
    if (count * 2 >= vm->seen_capacity) {
        int capacity = vm->seen_capacity ? vm->seen_capacity * 2 : 64;
        int *moved = realloc(vm->seen, sizeof *moved * (size_t)capacity);
        if (!moved) vm_breach(L, vm_limit_memory);
        vm->seen = moved;
        vm->seen_capacity = capacity;
    }
    memset(vm->seen, 0, sizeof *vm->seen * (size_t)vm->seen_capacity);
    for (int i = 0; i < count; i++) put(vm, hash_of(name_at(vm, i, 0), name_at(vm, i, 1), name_at(vm, i, 2)), i);
}

void answer_keep_reference(lua_State *L, const int order[4]) {
    pochtar_vm *vm = vm_of(L);
    vm_object *object = &vm->objects[vm->object_count - 1];
    const char *type = lua_tostring(L, order[0]), *source = lua_tostring(L, order[1]), *id = lua_tostring(L, order[2]);
    prepare(L, object->reference_count);
    uint32_t hash = hash_of(type, source, id);
    for (uint32_t at = hash;; at++) {
        int known = vm->seen[at & (uint32_t)(vm->seen_capacity - 1)] - 1;
        if (known < 0) break;
        bool same = !strcmp(name_at(vm, known, 2), id) && !strcmp(name_at(vm, known, 0), type)
            && !strcmp(name_at(vm, known, 1), source);
        if (same) return;
    }
    for (int i = 0; i < 4; i++) {
        size_t capacity = (size_t)vm->reference_capacity;
        vm->references = vm_grow(L, vm->references, (size_t)vm->reference_count, &capacity, sizeof *vm->references);
        vm->reference_capacity = (int)capacity;
        vm->references[vm->reference_count++] = keep_name(L, order[i]);
    }
    put(vm, hash, object->reference_count++);
}
