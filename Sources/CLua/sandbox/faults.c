#include <stdlib.h>
#include <string.h>

#include "vm.h"

/* The handler of every outermost pcall: keeps place and calls before the stack is unwound. */
int vm_on_error(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    if (vm->decided) return 1;
    vm_is_final(L, LUA_ERRRUN, 1);
    if (!vm->fault_line) vm_locate(L, &vm->fault_unit, &vm->fault_line);
    if (vm->breach && vm->breach != vm_limit_depth) return 1;
    luaL_traceback(L, L, NULL, 1);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    vm->traceback.length = 0;
    vm_append(L, &vm->traceback, text, length);
    lua_pop(L, 1);
    return 1;
}

/* Steps over `F12:34: `, and takes the place from it: it is where the error was raised. */
static const char *strip_place(pochtar_vm *vm, const char *text, const char *end) {
    if (text >= end || *text != 'F') return text;
    char *after;
    long unit = strtol(text + 1, &after, 10);
    if (after == text + 1 || *after != ':') return text;
    char *rest;
    long line = strtol(after + 1, &rest, 10);
    if (rest == after + 1 || rest + 1 >= end || rest[0] != ':' || rest[1] != ' ') return text;
    vm->fault_unit = (int)unit;
    vm->fault_line = (int)line;
    return rest + 2;
}

static void keep_message(pochtar_vm *vm, const char *text, size_t length) {
    const char *rest = strip_place(vm, text, text + length);
    length -= (size_t)(rest - text);
    if (length > 4096) length = 4096;
    vm_buffer *buffer = &vm->message;
    if (buffer->capacity < length + 1) {
        char *moved = realloc(buffer->bytes, length + 1);
        if (!moved) length = 0;
        else {
            buffer->bytes = moved;
            buffer->capacity = length + 1;
        }
    }
    memcpy(buffer->bytes, rest, length);
    buffer->length = length;
}

static void describe(pochtar_vm *vm) {
    lua_State *L = vm->L;
    size_t length = 0;
    const char *text = "";
    if (lua_type(L, -1) == LUA_TSTRING) text = lua_tolstring(L, -1, &length);
    else if (!vm->breach) {
        text = "ошибка задана не строкой";
        length = strlen(text);
    }
    keep_message(vm, text, length);
    if (!vm->fault_line && vm->breach) {
        vm->fault_unit = vm->last_unit;
        vm->fault_line = vm->last_line;
    }
    vm->fault = (pochtar_fault){
        .message = vm->message.bytes, .message_length = vm->message.length, .limit = vm->breach,
        .unit = vm->fault_unit, .line = vm->fault_line,
        .traceback = vm->traceback.bytes, .traceback_length = vm->traceback.length,
    };
}

/* Runs a body under the limits. Its pushes, errors and allocations all stay below this frame. */
enum pochtar_status vm_run(pochtar_vm *vm, lua_CFunction body, void *request) {
    lua_State *L = vm->L;
    vm_start(vm, 0);
    vm->decided = false;
    vm->traceback.length = vm->output.length = vm->trace.length = vm->names.length = 0;
    vm->object_count = vm->reference_count = 0;
    vm->key_count = 0;
    lua_settop(L, 0);
    lua_pushcfunction(L, vm_on_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, request);
    if (vm->watched) lua_sethook(L, vm_look, LUA_MASKCOUNT | LUA_MASKLINE | LUA_MASKCALL, VM_TICK);
    else lua_sethook(L, vm_tick, LUA_MASKCOUNT, VM_TICK);
    int status = lua_pcall(L, 1, 0, 1);
    lua_sethook(L, NULL, 0, 0);
    enum pochtar_status answer = POCHTAR_OK;
    if (status != LUA_OK) {
        bool final = vm_is_final(L, status, -1);
        if (!(final && vm->decided && !vm->breach)) {
            describe(vm);
            answer = vm->breach ? POCHTAR_LIMIT : POCHTAR_FAILED;
        }
    }
    vm->deadline = 0;
    lua_settop(L, 0);
    return answer;
}
