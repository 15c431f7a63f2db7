#include "json.h"

/* The metatable of an object that has null members: writes them again; reading them gives nil. */
static void push_nulls(lua_State *L, int object) {
    if (lua_getmetatable(L, object)) {
        lua_getfield(L, -1, "__nulls");
        lua_remove(L, -2);
        return;
    }
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__nulls");
    lua_insert(L, -2);
    vm_protect(L, "object");
    lua_setmetatable(L, object);
}

static void read_object(lua_State *L, json_reader *reader) {
    const char *bytes;
    size_t length;
    reader->next++;
    json_enter(L, reader);
    lua_newtable(L);
    int object = lua_gettop(L);
    json_skip_space(reader);
    bool more = !json_take(reader, '}');
    while (more) {
        json_string(L, reader, &bytes, &length);
        lua_pushlstring(L, bytes, length);
        json_expect(L, reader, ':');
        json_read_plain_value(L, reader);
        if (lua_islightuserdata(L, -1)) {
            lua_pop(L, 1);
            push_nulls(L, object);
            lua_insert(L, -2);
            lua_pushboolean(L, 1);
            lua_rawset(L, -3);
            lua_pop(L, 1);
        } else lua_rawset(L, object);
        json_skip_space(reader);
        more = json_take(reader, ',');
        if (!more) json_expect(L, reader, '}');
    }
    reader->depth--;
}

static void read_array(lua_State *L, json_reader *reader) {
    reader->next++;
    json_enter(L, reader);
    lua_newtable(L);
    json_mark_array(L);
    json_skip_space(reader);
    bool more = !json_take(reader, ']');
    for (lua_Integer i = 1; more; i++) {
        json_read_plain_value(L, reader);
        lua_rawseti(L, -2, i);
        json_skip_space(reader);
        more = json_take(reader, ',');
        if (!more) json_expect(L, reader, ']');
    }
    reader->depth--;
}

void json_read_plain_value(lua_State *L, json_reader *reader) {
    const char *bytes;
    size_t length;
    vm_of(L)->nodes++;
    json_skip_space(reader);
    if (reader->next >= reader->end) json_fail(L, reader, "текст кончился раньше значения");
    switch (*reader->next) {
    case '{': read_object(L, reader); return;
    case '[': read_array(L, reader); return;
    case '"':
        json_string(L, reader, &bytes, &length);
        lua_pushlstring(L, bytes, length);
        return;
    default: json_scalar(L, reader);
    }
}

void json_read_end(lua_State *L, json_reader *reader) {
    json_skip_space(reader);
    if (reader->next != reader->end) json_fail(L, reader, "после значения есть лишний текст");
}

void json_read_plain(lua_State *L, const char *bytes, size_t length) {
    json_reader reader = {bytes, bytes, bytes + length, 0};
    json_read_plain_value(L, &reader);
    json_read_end(L, &reader);
}

void json_mark_array(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_array_key);
    lua_setmetatable(L, -2);
}

static int null_text(lua_State *L) {
    lua_pushliteral(L, "null");
    return 1;
}

static int null_index(lua_State *L) { return luaL_error(L, "у null нет поля «%s»", luaL_tolstring(L, 2, NULL)); }

void json_open_values(lua_State *L) {
    lua_newtable(L);
    vm_protect(L, "array");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &vm_array_key);
    lua_pushlightuserdata(L, (void *)&vm_null_key);
    lua_newtable(L);
    lua_pushcfunction(L, null_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushcfunction(L, null_index);
    lua_setfield(L, -2, "__index");
    vm_protect(L, "null");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static int decode(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    vm_check_text(L, length);
    int64_t before = vm_of(L)->nodes;
    json_read_plain(L, text, length);
    vm_charge(L, (vm_of(L)->nodes - before) * 4);
    return 1;
}

static int encode(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    luaL_checkany(L, 1);
    size_t start = vm->output.length;
    json_write_plain(L, 1);
    lua_pushlstring(L, vm->output.bytes + start, vm->output.length - start);
    vm->output.length = start;
    return 1;
}

/* array(t): marks a table as an array, so that an empty one is written as []. */
static int array(lua_State *L) {
    if (lua_isnoneornil(L, 1)) lua_newtable(L);
    else {
        luaL_checktype(L, 1, LUA_TTABLE);
        lua_pushvalue(L, 1);
    }
    json_mark_array(L);
    return 1;
}

void json_open_library(lua_State *L) {
    static const luaL_Reg functions[] = {{"decode", decode}, {"encode", encode}, {"array", array}, {NULL, NULL}};
    luaL_newlib(L, functions);
    lua_pushlightuserdata(L, (void *)&vm_null_key);
    lua_setfield(L, -2, "null");
}
