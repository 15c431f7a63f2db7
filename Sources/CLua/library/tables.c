#include "../numbers/numbers.h"
#include "guards.h"

/* These work on plain arrays: a metatable could lie about the length while C loops without instructions. */
static lua_Integer plain(lua_State *L, int index) {
    static const char *const liars[] = {"__index", "__newindex", "__len"};
    luaL_checktype(L, index, LUA_TTABLE);
    for (int i = 0; i < 3; i++) {
        if (luaL_getmetafield(L, index, liars[i]) != LUA_TNIL)
            luaL_error(L, "функции table работают с простыми таблицами, без %s", liars[i]);
    }
    return (lua_Integer)lua_rawlen(L, index);
}

static int insert(lua_State *L) {
    lua_Integer count = plain(L, 1), position = count + 1;
    int top = lua_gettop(L);
    if (top == 3) position = luaL_checkinteger(L, 2);
    else if (top != 2) return luaL_error(L, "table.insert(t, [место,] значение)");
    if (position < 1 || position > count + 1) return luaL_error(L, "место %I вне таблицы", (LUAI_UACINT)position);
    vm_charge(L, (count - position) / 4);
    for (lua_Integer i = count; i >= position; i--) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 1, i + 1);
    }
    lua_rawseti(L, 1, position);
    return 0;
}

static int removed(lua_State *L) {
    lua_Integer count = plain(L, 1), position = luaL_optinteger(L, 2, count);
    if (count == 0 && lua_isnoneornil(L, 2)) {
        lua_pushnil(L);
        return 1;
    }
    if (position < 1 || position > count + 1) return luaL_error(L, "место %I вне таблицы", (LUAI_UACINT)position);
    vm_charge(L, (count - position) / 4);
    lua_rawgeti(L, 1, position);
    for (lua_Integer i = position; i < count; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    lua_pushnil(L);
    lua_rawseti(L, 1, position > count ? position : count);
    return 1;
}

static int concat(lua_State *L) {
    lua_Integer count = plain(L, 1);
    size_t separator_length, length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, count);
    if (first < 1 || last > count) return luaL_error(L, "table.concat: границы вне таблицы");
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (lua_Integer i = first; i <= last; i++) {
        if (i > first) luaL_addlstring(&buffer, separator, separator_length);
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1) && vm_tag(L, -1) != VM_DECIMAL)
            return luaL_error(L, "table.concat: элемент %I — %s", (LUAI_UACINT)i, luaL_typename(L, -1));
        guards_text(L, -1, &length);
        lua_remove(L, -2);
        luaL_addvalue(&buffer);
        vm_charge(L, 1 + (int64_t)(length / 64));
        if (luaL_bufflen(&buffer) > VM_TEXT_LIMIT) vm_breach(L, vm_limit_text);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int unpack(lua_State *L) {
    lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_optinteger(L, 3, plain(L, 1));
    if (first > last) return 0;
    if ((uint64_t)last - (uint64_t)first >= 250) return luaL_error(L, "table.unpack: больше 250 значений");
    luaL_checkstack(L, 260, NULL);
    for (lua_Integer i = first;; i++) {
        lua_rawgeti(L, 1, i);
        if (i == last) break;
    }
    return (int)(last - first + 1);
}

static int pack(lua_State *L) {
    int count = lua_gettop(L);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

static int merge_less(lua_State *L, int comparator, int left, int right) {
    if (comparator == 0) return lua_compare(L, left, right, LUA_OPLT);
    lua_pushvalue(L, comparator);
    lua_pushvalue(L, left);
    lua_pushvalue(L, right);
    lua_call(L, 2, 1);
    int less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

/* Merges two sorted runs of `from` into `to`; equal elements keep their order. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high, int less) {
    lua_Integer left = low, right = middle;
    int base = lua_gettop(L);
    for (lua_Integer target = low; target < high; target++) {
        bool take_right = left >= middle;
        if (left < middle && right < high) {
            lua_rawgeti(L, from, left);
            lua_rawgeti(L, from, right);
            take_right = merge_less(L, less, base + 2, base + 1);
            lua_settop(L, base);
        }
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, to, target);
    }
}

static int sort(lua_State *L) {
    lua_Integer count = plain(L, 1);
    int comparator = 0;
    if (!lua_isnoneornil(L, 2)) {
        luaL_checktype(L, 2, LUA_TFUNCTION);
        comparator = 2;
    }
    lua_settop(L, 2);
    lua_createtable(L, (int)count, 0);
    int from = 1, to = 3;
    for (lua_Integer width = 1; width < count; width *= 2) {
        vm_charge(L, count);
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            lua_Integer middle = low + width <= count + 1 ? low + width : count + 1;
            lua_Integer high = low + 2 * width <= count + 1 ? low + 2 * width : count + 1;
            merge(L, from, to, low, middle, high, comparator);
        }
        int swapped = from;
        from = to;
        to = swapped;
    }
    for (lua_Integer i = 1; from == 3 && i <= count; i++) {
        lua_rawgeti(L, 3, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

void tables_open(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"insert", insert}, {"remove", removed}, {"concat", concat}, {"unpack", unpack}, {"pack", pack},
        {"sort", sort}, {NULL, NULL},
    };
    luaL_newlib(L, functions);
}
