#include "../sandbox/chunks.h"
#include "answer.h"

static int map(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    const pochtar_map_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    needs_start(L, request);
    document_read(L, request->source, request->id, request->name, request->data);
    vm->budget += vm->nodes * vm->limits.instructions_per_node;
    chunk_push_declaration(L, request->chunk, request->libraries, false);
    lua_getfield(L, -1, "map");
    lua_pushvalue(L, 1);
    lua_createtable(L, 0, 2);
    lua_pushlstring(L, request->now.bytes, request->now.length);
    lua_setfield(L, -2, "now");
    lua_rawgeti(L, LUA_REGISTRYINDEX, request->tables);
    lua_setfield(L, -2, "tables");
    lua_call(L, 2, 1);
    answer_write(L, request, lua_gettop(L));
    return 0;
}

enum pochtar_status pochtar_vm_map(pochtar_vm *vm, const pochtar_map_request *request) {
    vm->verdict = POCHTAR_OBJECTS;
    enum pochtar_status status = vm_run(vm, map, (void *)request);
    vm->request = NULL;
    return status;
}

enum pochtar_verdict pochtar_vm_verdict(const pochtar_vm *vm, pochtar_text *first, pochtar_text *second) {
    const vm_buffer *text = &vm->verdict_text;
    *first = (pochtar_text){text->bytes, vm->verdict_split};
    *second = (pochtar_text){text->bytes + vm->verdict_split, text->length - vm->verdict_split};
    return (enum pochtar_verdict)vm->verdict;
}

int pochtar_vm_object_count(const pochtar_vm *vm) { return vm->object_count; }

void pochtar_vm_object(const pochtar_vm *vm, int index, int *slot, pochtar_text *content) {
    const vm_object *object = &vm->objects[index];
    *slot = object->slot;
    *content = (pochtar_text){vm->output.bytes + object->start, object->end - object->start};
}

int pochtar_vm_reference_count(const pochtar_vm *vm, int object) { return vm->objects[object].reference_count; }

pochtar_reference pochtar_vm_reference(const pochtar_vm *vm, int object, int index) {
    const size_t *at = &vm->references[vm->objects[object].first_reference + index * 4];
    const char *names = vm->names.bytes;
    return (pochtar_reference){names + at[0], names + at[1], names + at[2], names[at[3]] ? names + at[3] : NULL};
}

uint64_t pochtar_vm_owns(const pochtar_vm *vm, int object) { return vm->objects[object].owns; }
pochtar_text pochtar_vm_trace(const pochtar_vm *vm) { return (pochtar_text){vm->trace.bytes, vm->trace.length}; }
