#include "../library/guards.h"
#include "answer.h"

static int read_only(lua_State *L) { return luaL_error(L, "таблицы соответствий из скрипта не меняют"); }

static int length(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
    return 1;
}

static int pairs(lua_State *L) {
    lua_pushcfunction(L, iteration_pairs);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_call(L, 1, 3);
    return 3;
}

static int unknown_table(lua_State *L) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL)
        return luaL_error(L, "таблицы «%s» нет в mappings/tables", luaL_tolstring(L, 2, NULL));
    return 1;
}

/* Replaces the table at the top by an empty one that reads from it; `strict`: unknown names are an error. */
static void protect(lua_State *L, bool strict) {
    luaL_checkstack(L, 12, NULL);
    int real = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, real)) {
        if (lua_istable(L, -1)) {
            protect(L, false);
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, real);
        } else lua_pop(L, 1);
    }
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, real);
    if (strict) lua_pushcclosure(L, unknown_table, 1);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, real);
    lua_pushcclosure(L, pairs, 1);
    lua_setfield(L, -2, "__pairs");
    lua_pushvalue(L, real);
    lua_pushcclosure(L, length, 1);
    lua_setfield(L, -2, "__len");
    lua_pushcfunction(L, read_only);
    lua_setfield(L, -2, "__newindex");
    vm_protect(L, "lookup");
    lua_setmetatable(L, -2);
    lua_replace(L, real);
    lua_settop(L, real);
}

struct tables_request {
    pochtar_text json;
    int handle;
};

static int make(lua_State *L) {
    struct tables_request *request = lua_touserdata(L, 1);
    vm_of(L)->deadline += 5000;
    json_read_plain(L, request->json.bytes, request->json.length);
    luaL_checktype(L, -1, LUA_TTABLE);
    protect(L, true);
    request->handle = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

enum pochtar_status pochtar_vm_tables(pochtar_vm *vm, pochtar_text json, int *handle) {
    struct tables_request request = {json, 0};
    enum pochtar_status status = vm_run(vm, make, &request);
    *handle = request.handle;
    return status;
}
