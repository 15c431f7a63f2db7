#include "chunks.h"

#include <string.h>

#include "../json/json.h"

void chunk_push_declaration(lua_State *L, int chunk, int libraries, bool plugin) {
    pochtar_vm *vm = vm_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, chunk);
    vm_push_environment(L, plugin);
    if (vm->modules == 0) {
        lua_pushboolean(L, 0);
        vm->modules = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, vm->modules);
    vm->libraries = libraries;
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    if (!lua_istable(L, -1)) luaL_error(L, "файл должен вернуть таблицу: return { api_level = 1, … }");
}

struct declaration_request {
    int chunk, libraries;
    bool plugin;
};

static int declare(lua_State *L) {
    struct declaration_request *request = lua_touserdata(L, 1);
    chunk_push_declaration(L, request->chunk, request->libraries, request->plugin);
    json_write_declaration(L, lua_gettop(L));
    return 0;
}

enum pochtar_status pochtar_vm_declaration(pochtar_vm *vm, int chunk, int libraries, bool plugin, pochtar_text *json) {
    struct declaration_request request = {chunk, libraries, plugin};
    enum pochtar_status status = vm_run(vm, declare, &request);
    *json = (pochtar_text){vm->output.bytes, vm->output.length};
    return status;
}

struct call_request {
    int chunk, libraries;
    pochtar_text function, arguments;
    bool missing;
};

static int call(lua_State *L) {
    struct call_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    json_read_plain(L, request->arguments.bytes, request->arguments.length);
    vm_of(L)->budget += vm_of(L)->nodes * vm_of(L)->limits.instructions_per_node;
    chunk_push_declaration(L, request->chunk, request->libraries, true);
    lua_pushlstring(L, request->function.bytes, request->function.length);
    lua_gettable(L, 2);
    if (!lua_isfunction(L, -1)) {
        request->missing = true;
        return luaL_error(L, "функции «%s» в скрипте нет", request->function.bytes);
    }
    lua_remove(L, 2);
    int count = (int)lua_rawlen(L, 1);
    luaL_checkstack(L, count, NULL);
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, 1, i);
        if (lua_islightuserdata(L, -1)) {
            lua_pop(L, 1);
            lua_pushnil(L);
        }
    }
    lua_call(L, count, 1);
    json_write_plain(L, lua_gettop(L));
    return 0;
}

enum pochtar_status pochtar_vm_call(
    pochtar_vm *vm, int chunk, int libraries, pochtar_text function, pochtar_text arguments, pochtar_text *json) {
    struct call_request request = {chunk, libraries, function, arguments, false};
    enum pochtar_status status = vm_run(vm, call, &request);
    *json = (pochtar_text){vm->output.bytes, vm->output.length};
    return status == POCHTAR_FAILED && request.missing ? POCHTAR_MISSING : status;
}
