#include <string.h>

#include "../answer/answer.h"
#include "../document/document.h"
#include "../json/json.h"
#include "../numbers/numbers.h"
#include "../text/text.h"
#include "../library/guards.h"

const char vm_array_key, vm_null_key, vm_decimal_key, vm_reference_key, vm_mark_key, vm_mapping_key, vm_plugin_key,
    vm_needs_key;

static const char not_stored;

/* Closes the metatable at the top to scripts. */
void vm_protect(lua_State *L, const char *name) {
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
}

static int read_only(lua_State *L) {
    return luaL_error(L, "менять это нельзя: «%s» принадлежит почтарю", luaL_tolstring(L, 2, NULL));
}

/* Replaces the library at the top by an empty table that reads from it. */
void vm_seal(lua_State *L) {
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, read_only);
    lua_setfield(L, -2, "__newindex");
    vm_protect(L, "library");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

static void set_library(lua_State *L, const char *name) {
    vm_seal(L);
    lua_setfield(L, -2, name);
}

/* Names that scripts must not have, with what to say. */
static int unknown_global(lua_State *L) {
    static const char *const forbidden[][2] = {
        {"load", ""}, {"loadstring", ""}, {"loadfile", ""}, {"dofile", ""}, {"collectgarbage", ""}, {"coroutine", ""},
        {"debug", ": следы пишет trace(…)"}, {"os", ": время сообщения — в ctx.now"},
        {"io", ": файлы и сеть — дело почтаря, скрипт только считает ответ"},
        {"package", ": библиотеки берут через require"}, {"rawset", ""}, {"utf8", ": буквы — в text.len, text.sub"},
        {"print", ": следы пишет trace(…)"}, {NULL, NULL},
    };
    const char *name = lua_tostring(L, 2);
    for (int i = 0; name && forbidden[i][0]; i++) {
        if (!strcmp(name, forbidden[i][0])) return luaL_error(L, "%s скриптам не даётся%s", name, forbidden[i][1]);
    }
    return luaL_error(L, "имя «%s» не определено", name ? name : "?");
}

static int assign_global(lua_State *L) {
    const char *name = luaL_tolstring(L, 2, NULL);
    return luaL_error(L, "глобальную переменную «%s» завести нельзя: объявите её через local", name);
}

/* Pushes what both kinds of script share. */
static void push_shared(lua_State *L) {
    lua_newtable(L);
    guards_open(L);
    iteration_open(L);
    number_open_globals(L);
    strings_open(L);
    set_library(L, "string");
    tables_open(L);
    set_library(L, "table");
    number_open_math(L);
    set_library(L, "math");
    text_open(L);
    set_library(L, "text");
    lua_pushlightuserdata(L, (void *)&vm_null_key);
    lua_setfield(L, -2, "null");
}

/* Keeps the table at the top as the metatable-to-be of environments, under a registry key. */
static void keep(lua_State *L, const char *key) {
    lua_newtable(L);
    lua_pushcfunction(L, unknown_global);
    lua_setfield(L, -2, "__index");
    vm_protect(L, "environment");
    lua_setmetatable(L, -2);
    lua_newtable(L);
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, assign_global);
    lua_setfield(L, -2, "__newindex");
    vm_protect(L, "environment");
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

void vm_open(lua_State *L) {
    number_open(L);
    json_open_values(L);
    push_shared(L);
    document_open(L);
    answer_open(L);
    keep(L, &vm_mapping_key);
    push_shared(L);
    json_open_library(L);
    set_library(L, "json");
    text_open_plugin(L);
    keep(L, &vm_plugin_key);
}

/* A fresh environment: empty, so that nothing of one run is there in the next. */
void vm_push_environment(lua_State *L, bool plugin) {
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, plugin ? &vm_plugin_key : &vm_mapping_key);
    lua_setmetatable(L, -2);
}

/* Runs a module of mappings/lib once per run. The modules of this run and their environment are kept by `vm`. */
int vm_require(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    const char *name = luaL_checkstring(L, 1);
    lua_settop(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->modules);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 2) != LUA_TNIL) {
        if (lua_touserdata(L, -1) == (void *)&not_stored) return luaL_error(L, "модуль «%s» требует сам себя", name);
        return 1;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->libraries);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) == LUA_TNIL) return luaL_error(L, "модуля «%s» нет в mappings/lib", name);
    lua_pushvalue(L, 1);
    lua_pushlightuserdata(L, (void *)&not_stored);
    lua_rawset(L, 2);
    lua_rawgeti(L, 2, 1);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) return luaL_error(L, "модуль «%s» ничего не вернул", name);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}
