#include <string.h>

#include "../library/guards.h"
#include "document.h"

/* Upvalues of the reading functions: the shape, and a table of field numbers by name. */
static document_shape *shape_of(lua_State *L) { return lua_touserdata(L, lua_upvalueindex(1)); }

static bool is_standard(const char *name) { return !strcmp(name, "ПометкаУдаления") || !strcmp(name, "Проведен"); }

static const char *place_of(const document_shape *shape) {
    return *shape->path ? shape->path : shape->source->name;
}

static int unknown(lua_State *L, document_shape *shape, const char *name, size_t length, bool came) {
    if (!shape->type || !shape->type->strict || is_standard(name)) {
        lua_pushnil(L);
        return 1;
    }
    if (came)
        return luaL_error(L, "поле «%s» пришло, но контракт %s (%s) его не знает: добавьте его туда", name,
            shape->source->system, place_of(shape));
    const char *nearest = type_nearest(shape->type, name, length);
    if (nearest) return luaL_error(L, "у %s нет поля «%s»; может быть, %s?", place_of(shape), name, nearest);
    return luaL_error(L, "у %s нет поля «%s»", place_of(shape), name);
}

/* The number of the field named at stack index 2, or -1. */
static int number_of(lua_State *L, document_shape *shape) {
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, lua_upvalueindex(2));
    int number = type == LUA_TNUMBER ? (int)lua_tointeger(L, -1) : -1;
    lua_pop(L, 1);
    if (number >= 0 || lua_type(L, 2) != LUA_TSTRING) return number;
    size_t length;
    const char *name = lua_tolstring(L, 2, &length);
    for (int i = 0; i < shape->count; i++) {
        shape_field *field = &shape->fields[i];
        if (field->length != length || memcmp(field->name, name, length)) continue;
        lua_pushvalue(L, 2);
        lua_pushinteger(L, i);
        lua_rawset(L, lua_upvalueindex(2));
        return i;
    }
    return -1;
}

/* Turns what came, at the top, into what a script reads: nothing where 1С means nothing. */
static void soften(lua_State *L, const shape_field *field) {
    bool blank = false;
    size_t length;
    const char *text;
    switch (lua_type(L, -1)) {
    case LUA_TSTRING:
        text = lua_tolstring(L, -1, &length);
        blank = (length == 0 || length == 36 || (length >= 10 && length <= 30)) && document_is_blank(text, length);
        break;
    case LUA_TLIGHTUSERDATA: blank = true; break;
    case LUA_TUSERDATA:
        blank = vm_tag(L, -1) == VM_REFERENCE && ((document_reference *)lua_touserdata(L, -1))->empty;
        break;
    default: break;
    }
    if (blank) {
        lua_pop(L, 1);
        lua_pushnil(L);
    }
    if (lua_isnil(L, -1) && field->declared && field->declared->kind == POCHTAR_TABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
        json_mark_array(L);
    }
}

static int read_field(lua_State *L) {
    document_shape *shape = shape_of(L);
    int number = number_of(L, shape);
    if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "имя поля — строка, а здесь %s", luaL_typename(L, 2));
    size_t length;
    const char *name = lua_tolstring(L, 2, &length);
    if (number < 0) return unknown(L, shape, name, length, false);
    shape_field *field = &shape->fields[number];
    if (!(field->flags & FIELD_DECLARED) && shape->type && shape->type->strict && !is_standard(name))
        return unknown(L, shape, name, length, field->flags & FIELD_FILLED);
    field->flags |= FIELD_READ;
    if (number >= ((document_object *)lua_touserdata(L, 1))->count) lua_pushnil(L);
    else lua_getiuservalue(L, 1, number + 1);
    soften(L, field);
    return 1;
}

static int new_index(lua_State *L) {
    return luaL_error(L, "документ менять нельзя (поле «%s»): верните новые значения", luaL_tolstring(L, 2, NULL));
}

/* All filled fields, as a plain table in which pairs walks in order. */
static int pairs(lua_State *L) {
    document_shape *shape = shape_of(L);
    int count = ((document_object *)lua_touserdata(L, 1))->count;
    lua_settop(L, 1);
    lua_pushcfunction(L, iteration_pairs);
    lua_newtable(L);
    for (int i = 0; i < count && i < shape->count; i++) {
        shape->fields[i].flags |= FIELD_READ;
        lua_pushlstring(L, shape->fields[i].name, shape->fields[i].length);
        lua_getiuservalue(L, 1, i + 1);
        soften(L, &shape->fields[i]);
        lua_rawset(L, -3);
    }
    lua_call(L, 1, 3);
    return 3;
}

void document_push_metatable(lua_State *L, document_shape *shape) {
    static const luaL_Reg metamethods[] = {
        {"__index", read_field}, {"__newindex", new_index}, {"__pairs", pairs}, {NULL, NULL},
    };
    if (shape->metatable) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, shape->metatable);
        return;
    }
    luaL_newlibtable(L, metamethods);
    lua_pushlightuserdata(L, shape);
    lua_newtable(L);
    luaL_setfuncs(L, metamethods, 2);
    vm_protect(L, "document");
    lua_pushvalue(L, -1);
    shape->metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void reference_table(lua_State *L, int index) {
    static const char *const names[] = {"ref", "type", "name"};
    index = lua_absindex(L, index);
    lua_newtable(L);
    for (int i = 0; i < 3; i++) {
        lua_getiuservalue(L, index, i + 1);
        lua_setfield(L, -2, names[i]);
    }
}

/* raw(doc, "Поле"): what came, the empty included; a reference as a table. */
static int raw(lua_State *L) {
    size_t length;
    if (vm_tag(L, 1) != VM_DOCUMENT)
        return luaL_error(L, "raw(doc, \"Поле\"): первым идёт документ или строка таблицы");
    const char *name = luaL_checklstring(L, 2, &length);
    document_object *object = lua_touserdata(L, 1);
    for (int i = 0; i < object->count && i < object->shape->count; i++) {
        shape_field *field = &object->shape->fields[i];
        if (field->length != length || memcmp(field->name, name, length)) continue;
        field->flags |= FIELD_READ;
        lua_getiuservalue(L, 1, i + 1);
        if (vm_tag(L, -1) == VM_REFERENCE) reference_table(L, -1);
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

void document_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"raw", raw}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
    references_open(L);
}
