#include "vm.h"

/* A name a line; a function has "()" behind it. */
static void write(lua_State *L, const char *library, const char *name) {
    vm_buffer *output = &vm_of(L)->output;
    if (library) {
        vm_append_text(L, output, library);
        vm_append_char(L, output, '.');
    }
    vm_append_text(L, output, name);
    vm_append_text(L, output, lua_isfunction(L, -1) ? "()\n" : "\n");
}

/* Puts the table that the one at the top reads from in its place; false when it reads from none. */
static bool unseal(lua_State *L) {
    if (!lua_istable(L, -1) || !lua_getmetatable(L, -1)) return false;
    lua_getfield(L, -1, "__index");
    lua_replace(L, -3);
    lua_pop(L, 1);
    return lua_istable(L, -1);
}

/* The pairs of the table at the top; names that begin with _ are the host's own. */
static void list(lua_State *L, const char *library) {
    luaL_checkstack(L, 8, NULL);
    for (lua_pushnil(L); lua_next(L, -2); lua_settop(L, -2)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "_";
        if (name[0] == '_') continue;
        write(L, library, name);
        if (!library && unseal(L)) list(L, name);
    }
}

static int vocabulary(lua_State *L) {
    const bool *plugin = lua_touserdata(L, 1);
    vm_push_environment(L, *plugin);
    if (unseal(L)) list(L, NULL);
    return 0;
}

enum pochtar_status pochtar_vm_vocabulary(pochtar_vm *vm, bool plugin, pochtar_text *names) {
    enum pochtar_status status = vm_run(vm, vocabulary, &plugin);
    *names = (pochtar_text){vm->output.bytes, vm->output.length};
    return status;
}
