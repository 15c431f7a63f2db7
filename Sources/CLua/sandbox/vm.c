#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../document/document.h"
#include "../json/json.h"
#include "vm.h"

static int die(lua_State *L) {
    (void)L;
    fputs("pochtar: lua error outside a protected run\n", stderr);
    return 0;
}

static int open_state(lua_State *L) {
    vm_open(L);
    return 0;
}

pochtar_vm *pochtar_vm_new(const pochtar_limits *limits) {
    pochtar_vm *vm = calloc(1, sizeof *vm);
    if (!vm) return NULL;
    vm->limits = *limits;
    vm->L = lua_newstate(vm_allocate, vm);
    if (!vm->L) {
        free(vm);
        return NULL;
    }
    lua_atpanic(vm->L, die);
    *(pochtar_vm **)lua_getextraspace(vm->L) = vm;
    if (vm_run(vm, open_state, NULL) != POCHTAR_OK) {
        pochtar_vm_free(vm);
        return NULL;
    }
    return vm;
}

void pochtar_vm_free(pochtar_vm *vm) {
    lua_close(vm->L);
    document_free_sources(vm);
    vm_free_lines(vm);
    vm_buffer *buffers[] = {&vm->message, &vm->traceback, &vm->verdict_text, &vm->output, &vm->scratch,
                            &vm->path, &vm->trace, &vm->unread, &vm->names};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) free(buffers[i]->bytes);
    free(vm->keys);
    free(vm->objects);
    free(vm->references);
    free(vm->seen);
    free(vm);
}

size_t pochtar_vm_used(const pochtar_vm *vm) { return vm->used; }
const pochtar_fault *pochtar_vm_fault(const pochtar_vm *vm) { return &vm->fault; }
int64_t pochtar_vm_instructions(const pochtar_vm *vm) { return vm->spent; }

static int collect(lua_State *L) {
    lua_gc(L, LUA_GCCOLLECT);
    return 0;
}

void pochtar_vm_collect(pochtar_vm *vm) { vm_run(vm, collect, NULL); }

struct compile_request {
    int unit;
    pochtar_text source;
    int handle;
    bool refused;
};

static int compile(lua_State *L) {
    struct compile_request *request = lua_touserdata(L, 1);
    char name[16];
    snprintf(name, sizeof name, "=F%d", request->unit);
    if (luaL_loadbufferx(L, request->source.bytes, request->source.length, name, "t") != LUA_OK) {
        request->refused = true;
        return lua_error(L);
    }
    request->handle = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

enum pochtar_status pochtar_vm_compile(pochtar_vm *vm, int unit, pochtar_text source, int *handle) {
    struct compile_request request = {unit, source, 0, false};
    enum pochtar_status status = vm_run(vm, compile, &request);
    *handle = request.handle;
    return status == POCHTAR_FAILED && request.refused ? POCHTAR_SYNTAX : status;
}

static int new_libraries(lua_State *L) {
    int *handle = lua_touserdata(L, 1);
    lua_newtable(L);
    *handle = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

enum pochtar_status pochtar_vm_libraries(pochtar_vm *vm, int *handle) { return vm_run(vm, new_libraries, handle); }

struct library_request {
    int libraries, chunk;
    pochtar_text name;
};

static int add_library(lua_State *L) {
    struct library_request *request = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, request->libraries);
    lua_pushlstring(L, request->name.bytes, request->name.length);
    lua_rawgeti(L, LUA_REGISTRYINDEX, request->chunk);
    lua_rawset(L, -3);
    return 0;
}

enum pochtar_status pochtar_vm_add_library(pochtar_vm *vm, int libraries, pochtar_text name, int chunk) {
    struct library_request request = {libraries, chunk, name};
    return vm_run(vm, add_library, &request);
}
