#include "answer.h"

/* Appends the results of one call above `base` to the array at `target`: none, one or several rows. */
static lua_Integer append(lua_State *L, int target, int base, lua_Integer count) {
    for (int i = base + 1; i <= lua_gettop(L); i++) {
        if (lua_isnil(L, i)) continue;
        if (lua_isboolean(L, i)) luaL_error(L, "функция строки вернула %s; верните строку, несколько строк или nil",
            lua_toboolean(L, i) ? "true" : "false");
        lua_pushvalue(L, i);
        lua_rawseti(L, target, ++count);
    }
    lua_settop(L, base);
    return count;
}

/* rows(list, function(row, number) … end): a table part made row by row; nil is an empty list. */
static int rows(lua_State *L) {
    if (!lua_isfunction(L, 2)) return luaL_error(L, "rows(список, функция): вторым идёт функция");
    bool absent = lua_isnil(L, 1);
    if (!absent && lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "rows(список, функция): первым идёт табличная часть, а здесь %s", luaL_typename(L, 1));
    lua_settop(L, 2);
    lua_newtable(L);
    json_mark_array(L);
    lua_Integer length = absent ? 0 : luaL_len(L, 1), count = 0;
    for (lua_Integer i = 1; i <= length; i++) {
        lua_pushvalue(L, 2);
        lua_geti(L, 1, i);
        if (lua_isnil(L, -1)) return luaL_error(L, "rows: в списке нет элемента %I", (LUAI_UACINT)i);
        lua_pushinteger(L, i);
        lua_call(L, 2, LUA_MULTRET);
        count = append(L, 3, 3, count);
        vm_charge(L, 4);
    }
    return 1;
}

void rows_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"rows", rows}, {"each", rows}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
