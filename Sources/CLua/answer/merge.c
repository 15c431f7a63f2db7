#include "answer.h"

/* Replaces the key at index 1 by a list of column names. */
static void check_key(lua_State *L) {
    static const char form[] = "merge(ключ, строки): ключ — имя колонки или список имён";
    lua_Integer count;
    if (lua_type(L, 1) == LUA_TSTRING) {
        lua_newtable(L);
        json_mark_array(L);
        lua_pushvalue(L, 1);
        lua_rawseti(L, -2, 1);
        lua_replace(L, 1);
        return;
    }
    if (lua_type(L, 1) != LUA_TTABLE) luaL_error(L, "%s, а здесь %s", form, luaL_typename(L, 1));
    json_is_array(L, 1, &count);
    if (count == 0) luaL_error(L, "%s, а здесь ни одного имени", form);
    json_check_array(L, 1, count, "merge(ключ, строки): ключ");
    lua_createtable(L, (int)count, 0);
    json_mark_array(L);
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_rawgeti(L, 1, i) != LUA_TSTRING) luaL_error(L, "%s, а имя %I — %s", form, (LUAI_UACINT)i,
            luaL_typename(L, -1));
        lua_rawseti(L, -2, i);
    }
    lua_replace(L, 1);
}

/* merge(key, rows): these rows take the place of those with the same key, all others stay; nil stays nil. */
static int merge(lua_State *L) {
    lua_settop(L, 2);
    check_key(L);
    if (lua_isnil(L, 2)) return 1;
    if (lua_type(L, 2) != LUA_TTABLE)
        return luaL_error(L, "merge(ключ, строки): строки — это список строк, а здесь %s", luaL_typename(L, 2));
    answer_push_mark(L, MARK_MERGE, 2);
    lua_insert(L, 1);
    lua_setiuservalue(L, 1, MARK_SECOND);
    lua_setiuservalue(L, 1, MARK_FIRST);
    return 1;
}

/* What 1С calls unfilled can be nobody's key. */
static bool is_filled(lua_State *L, int index) {
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING) return !lua_isnil(L, index) && !answer_is_mark(L, index, MARK_EMPTY);
    const char *text = lua_tolstring(L, index, &length);
    return !document_is_blank(text, length);
}

/* Replaces a GUID that stands for a reference, at the top, by its one spelling. */
static void unify(lua_State *L, const type_field *field) {
    char guid[36];
    size_t length;
    if (!field || field->kind != POCHTAR_REFERENCE || lua_type(L, -1) != LUA_TSTRING) return;
    const char *text = lua_tolstring(L, -1, &length);
    if (!reference_normalize(text, length, guid)) return;
    lua_pushlstring(L, guid, sizeof guid);
    lua_replace(L, -2);
}

/* Pushes the text of a row's key. The key's columns stand in the list at `key`. */
static void push_row_key(lua_State *L, const answer_place *row, const type_field *part, int key, int index) {
    int base = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, key);
    luaL_checkstack(L, (int)count * 2 + 16, NULL);
    for (lua_Integer i = 1; i <= count; i++) {
        size_t length;
        answer_place cell = *row;
        lua_rawgeti(L, key, i);
        cell.name = lua_tolstring(L, -1, &length);
        const type_field *field = answer_field(L, &cell, part ? part->rows : NULL, cell.name, length);
        lua_rawget(L, index);
        if (!is_filled(L, -1))
            answer_fail(L, &cell, "колонка ключа merge не заполнена: по ней строка узнаётся в приёмнике");
        unify(L, field);
        if (!answer_push_key(L, -1)) answer_fail(L, &cell, "такое значение ключом merge не бывает");
        lua_pushfstring(L, "\n%I\n", (LUAI_UACINT)lua_rawlen(L, -1));
        lua_remove(L, -3);
    }
    lua_concat(L, lua_gettop(L) - base);
}

static void check_keys(lua_State *L, const answer_place *place, const type_field *part, int key, int rows) {
    answer_place row = *place;
    row.table = place->name;
    lua_newtable(L);
    int seen = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, rows);
    for (row.row = 1; row.row <= count; row.row++) {
        row.name = "";
        lua_rawgeti(L, rows, row.row);
        push_row_key(L, &row, part, key, seen + 1);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, seen) != LUA_TNIL)
            answer_fail(L, &row, "тот же ключ merge, что и в строке %I", (LUAI_UACINT)lua_tointeger(L, -1));
        lua_pop(L, 1);
        lua_pushinteger(L, row.row);
        lua_rawset(L, seen);
        lua_settop(L, seen);
        vm_charge(L, 8);
    }
    lua_pop(L, 1);
}

/* The key's columns must be there even when there is no row. */
static void check_columns(lua_State *L, const answer_place *place, const type_field *part, int key) {
    answer_place column = *place;
    column.table = place->name;
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, key); i++) {
        size_t length;
        lua_rawgeti(L, key, i);
        column.name = lua_tolstring(L, -1, &length);
        answer_field(L, &column, part ? part->rows : NULL, column.name, length);
        lua_pop(L, 1);
    }
}

void answer_write_merge(lua_State *L, answer_place *place, const type_field *part, int index) {
    pochtar_vm *vm = vm_of(L);
    int base = lua_gettop(L), key = base + 1, rows = base + 2;
    luaL_checkstack(L, 16, NULL);
    lua_getiuservalue(L, index, MARK_FIRST);
    lua_getiuservalue(L, index, MARK_SECOND);
    check_columns(L, place, part, key);
    vm_append_text(L, &vm->output, "{\"$merge\":{\"key\":");
    json_write_plain(L, key);
    vm_append_text(L, &vm->output, ",\"rows\":");
    answer_write_rows(L, place, part, rows);
    vm_append_text(L, &vm->output, "}}");
    check_keys(L, place, part, key, rows);
    lua_settop(L, base);
}

void merge_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"merge", merge}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
