#include <stdlib.h>
#include <string.h>

#include "guards.h"

/* Lua walks a table in an order that differs from run to run; here it is the same every time: numbers, then strings. */
typedef struct {
    int rank;
    lua_Integer integer;
    const char *text;
    size_t length;
    int position;
} sort_key;

static int compare(const void *left, const void *right) {
    const sort_key *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->rank == 0 && a->integer != b->integer) return a->integer < b->integer ? -1 : 1;
    if (a->rank == 1) {
        int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
        if (order) return order;
        if (a->length != b->length) return a->length < b->length ? -1 : 1;
    }
    return a->position < b->position ? -1 : a->position > b->position;
}

static sort_key key_at(lua_State *L, int index, int position) {
    sort_key key = {2, 0, NULL, 0, position};
    if (lua_isinteger(L, index)) {
        key.rank = 0;
        key.integer = lua_tointeger(L, index);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        key.rank = 1;
        key.text = lua_tolstring(L, index, &key.length);
    }
    return key;
}

/* Replaces the array of keys at the top by a sorted one. */
static void sort_keys(lua_State *L, int count) {
    int keys = lua_gettop(L);
    sort_key *order = lua_newuserdatauv(L, sizeof(sort_key) * (size_t)(count ? count : 1), 0);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, keys, i + 1);
        order[i] = key_at(L, -1, i + 1);
        lua_pop(L, 1);
    }
    qsort(order, (size_t)count, sizeof *order, compare);
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, keys, order[i].position);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, keys);
    lua_settop(L, keys);
}

static int step(lua_State *L) {
    lua_Integer position = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        position++;
        if (lua_rawgeti(L, lua_upvalueindex(2), position) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;
        lua_pop(L, 2);
        vm_charge(L, 1);
    }
    lua_pushinteger(L, position);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

int iteration_pairs(lua_State *L) {
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_pushvalue(L, 1);
    lua_newtable(L);
    int count = 0;
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        lua_rawseti(L, 3, ++count);
    }
    vm_charge(L, count * 4);
    sort_keys(L, count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, step, 3);
    return 1;
}

/* `next(t) == nil` asks whether a table is empty; further keys come from pairs, in order. */
static int first(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnoneornil(L, 2)) return luaL_error(L, "next(t, ключ) не разрешён: перебирайте через pairs(t)");
    sort_key best = {3, 0, NULL, 0, 0};
    int count = 0;
    lua_settop(L, 1);
    lua_pushnil(L);
    lua_pushnil(L);
    for (; lua_next(L, 1); lua_pop(L, 1)) {
        sort_key key = key_at(L, -2, count);
        if (compare(&key, &best) < 0) {
            best = key;
            lua_pushvalue(L, -2);
            lua_replace(L, 2);
        }
        count++;
    }
    vm_charge(L, count);
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) return 1;
    lua_pushvalue(L, 2);
    lua_rawget(L, 1);
    return 2;
}

void iteration_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"pairs", iteration_pairs}, {"next", first}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
