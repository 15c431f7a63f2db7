#include <string.h>

#include "../numbers/numbers.h"
#include "answer.h"

/* Pushes the letter of a kind and those of a value's user values that tell it apart, each on a line of its own. */
static void push_parts(lua_State *L, const char *kind, int index, int first, int last) {
    int base = lua_gettop(L);
    lua_pushstring(L, kind);
    for (int part = first; part <= last; part++) {
        if (lua_getiuservalue(L, index, part) == LUA_TNIL) lua_pop(L, 1);
        lua_pushliteral(L, "\n");
    }
    lua_concat(L, lua_gettop(L) - base);
}

/* A find is told apart by what it would be written as. */
static void push_find(lua_State *L, int index) {
    pochtar_vm *vm = vm_of(L);
    size_t start = vm->output.length;
    lua_getiuservalue(L, index, MARK_SECOND);
    json_write_plain(L, lua_gettop(L));
    lua_pop(L, 1);
    lua_pushliteral(L, "f");
    lua_getiuservalue(L, index, MARK_FIRST);
    lua_pushlstring(L, vm->output.bytes + start, vm->output.length - start);
    lua_concat(L, 3);
    vm->output.length = start;
}

static bool push_mark(lua_State *L, int index) {
    switch (((answer_mark *)lua_touserdata(L, index))->kind) {
    case MARK_EMPTY: lua_pushliteral(L, "e"); return true;
    case MARK_OWN: push_parts(L, "o", index, MARK_FIRST, MARK_FIRST); return true;
    case MARK_FIND: push_find(L, index); return true;
    case MARK_REFERENCE:
        lua_getiuservalue(L, index, MARK_SECOND);
        push_parts(L, "t", lua_gettop(L), REFERENCE_ID, REFERENCE_TYPE);
        lua_getiuservalue(L, index, MARK_FIRST);
        lua_concat(L, 2);
        lua_remove(L, -2);
        return true;
    default: return false;
    }
}

static bool push_number(lua_State *L, int index) {
    decimal value;
    if (!number_at(L, index, &value)) return false;
    lua_pushliteral(L, "n");
    number_push(L, value, true);
    luaL_tolstring(L, -1, NULL);
    lua_remove(L, -2);
    lua_concat(L, 2);
    return true;
}

bool answer_push_key(lua_State *L, int index) {
    luaL_checkstack(L, 16, NULL);
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TNIL: lua_pushliteral(L, "z"); return true;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "b1" : "b0"); return true;
    case LUA_TNUMBER: return push_number(L, index);
    case LUA_TSTRING:
        lua_pushliteral(L, "s");
        lua_pushvalue(L, index);
        lua_concat(L, 2);
        return true;
    case LUA_TUSERDATA: break;
    default: return false;
    }
    switch (vm_tag(L, index)) {
    case VM_DECIMAL: return push_number(L, index);
    case VM_MARK: return push_mark(L, index);
    case VM_REFERENCE: push_parts(L, "r", index, REFERENCE_ID, REFERENCE_TYPE); return true;
    default: return false;
    }
}
