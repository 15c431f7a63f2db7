#include "guards.h"

#include <string.h>

/* Stock functions that need no guard. */
static const char *const stock[] = {"assert", "error", "ipairs", "select", "rawequal", "rawlen", "getmetatable", NULL};

static int finish(lua_State *L, int status) {
    if (status == LUA_OK) return lua_gettop(L);
    if (vm_is_final(L, status, -1)) return lua_error(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int guarded_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return finish(L, lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0));
}

/* The script's handler sees errors, but not the end of the run. */
static int handle(lua_State *L) {
    if (vm_is_final(L, LUA_ERRRUN, 1)) return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int guarded_xpcall(lua_State *L) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcall(L, lua_gettop(L) - 4, LUA_MULTRET, 2);
    if (status != LUA_OK) return finish(L, status);
    return lua_gettop(L) - 2;
}

static void forbid(lua_State *L, const char *name) {
    lua_pushstring(L, name);
    if (lua_rawget(L, 2) != LUA_TNIL) luaL_error(L, "метаметод %s не разрешён", name);
    lua_pop(L, 1);
}

static int guarded_setmetatable(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        forbid(L, "__gc");
        forbid(L, "__close");
        forbid(L, "__mode");
    }
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "метатаблица защищена");
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

const char *guards_text(lua_State *L, int index, size_t *length) {
    index = lua_absindex(L, index);
    int type = lua_type(L, index);
    bool addressed = type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
    if (addressed && luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
        lua_pushstring(L, lua_typename(L, type));
        return lua_tolstring(L, -1, length);
    }
    if (addressed) lua_pop(L, 1);
    return luaL_tolstring(L, index, length);
}

static int to_string(lua_State *L) {
    luaL_checkany(L, 1);
    guards_text(L, 1, NULL);
    return 1;
}

static int type_of_value(lua_State *L) {
    luaL_checkany(L, 1);
    switch (vm_tag(L, 1)) {
    case VM_DECIMAL: lua_pushliteral(L, "number"); return 1;
    case VM_DOCUMENT: lua_pushliteral(L, "table"); return 1;
    case VM_REFERENCE: lua_pushliteral(L, "reference"); return 1;
    case VM_MARK: lua_pushliteral(L, "value"); return 1;
    default: break;
    }
    if (lua_type(L, 1) == LUA_TLIGHTUSERDATA) lua_pushliteral(L, "null");
    else lua_pushstring(L, luaL_typename(L, 1));
    return 1;
}

static int guarded_rawget(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    lua_rawget(L, 1);
    return 1;
}

/* Keeps a line for whoever runs the mapping by hand. */
static int trace(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    int count = lua_gettop(L);
    for (int i = 1; i <= count; i++) {
        size_t length;
        const char *text = guards_text(L, i, &length);
        if (vm->trace.length + length + 2 > VM_TRACE_LIMIT) return 0;
        if (i > 1) vm_append_char(L, &vm->trace, '\t');
        for (size_t k = 0; k < length; k++) vm_append_char(L, &vm->trace, text[k] == '\n' ? ' ' : text[k]);
        lua_pop(L, 1);
    }
    vm_append_char(L, &vm->trace, '\n');
    return 0;
}

/* What the lexer writes for `object:Метод(…)`: the object stands once, the name is a string. */
static int call_method(lua_State *L) {
    lua_pushvalue(L, 2);
    lua_gettable(L, 1);
    if (!lua_isfunction(L, -1)) {
        if (luaL_getmetafield(L, -1, "__call") == LUA_TNIL)
            return luaL_error(L, "у значения (%s) нет метода «%s»", luaL_typename(L, 1), lua_tostring(L, 2));
        lua_pop(L, 1);
    }
    lua_insert(L, 1);
    lua_remove(L, 3);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

void guards_open(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"pcall", guarded_pcall}, {"xpcall", guarded_xpcall}, {"setmetatable", guarded_setmetatable},
        {"tostring", to_string}, {"type", type_of_value}, {"rawget", guarded_rawget}, {"trace", trace},
        {"require", vm_require}, {"_pochtar_method", call_method}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    int target = lua_gettop(L);
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    for (int i = 0; stock[i]; i++) {
        lua_getfield(L, -1, stock[i]);
        lua_setfield(L, target, stock[i]);
    }
    lua_settop(L, target);
}
