#include "../numbers/numbers.h"
#include "answer.h"

/* What OData calls the type of an attribute's value; nil of a reference, which says itself what it is of. */
static const char *type_of_value(lua_State *L, int index, const char *name) {
    decimal number;
    size_t length;
    const char *text;
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN: return "Edm.Boolean";
    case LUA_TSTRING:
        text = lua_tolstring(L, index, &length);
        return answer_is_date(text, length) ? "Edm.DateTime" : "Edm.String";
    default: break;
    }
    if (number_at(L, index, &number)) return "Edm.Double";
    if (vm_tag(L, index) == VM_MARK && !answer_is_mark(L, index, MARK_MERGE)
        && !answer_is_mark(L, index, MARK_INITIAL) && !answer_is_mark(L, index, MARK_DEFERRED))
        return NULL;
    if (lua_type(L, index) == LUA_TNUMBER)
        luaL_error(L, "extra: «%s» — неточное число: считайте через dec и div", name);
    if (vm_tag(L, index) == VM_REFERENCE)
        luaL_error(L, "extra: «%s» — ссылка источника; напишите ref(\"Тип\", …)", name);
    luaL_error(
        L, "extra: «%s» — %s; значением бывает текст, число, дата, true/false, ref, find или empty", name,
        luaL_tolstring(L, index, NULL));
    return NULL;
}

/* Pushes one row of additional attributes, whose name and value are at the two indices. */
static void push_attribute(lua_State *L, int name, int value) {
    const char *type = type_of_value(L, value, lua_tostring(L, name));
    lua_createtable(L, 0, 3);
    answer_push_mark(L, MARK_FIND, 2);
    lua_pushliteral(L, "ПланВидовХарактеристик.ДополнительныеРеквизитыИСведения");
    lua_setiuservalue(L, -2, MARK_FIRST);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, name);
    lua_setfield(L, -2, "Наименование");
    lua_setiuservalue(L, -2, MARK_SECOND);
    lua_setfield(L, -2, "Свойство");
    lua_pushvalue(L, value);
    lua_setfield(L, -2, "Значение");
    if (!type) return;
    lua_pushstring(L, type);
    lua_setfield(L, -2, "Значение_Type");
}

/* Pushes what merges the rows at the index by their attribute. */
static void push_merge(lua_State *L, int rows) {
    answer_push_mark(L, MARK_MERGE, 2);
    lua_createtable(L, 1, 0);
    json_mark_array(L);
    lua_pushliteral(L, "Свойство");
    lua_rawseti(L, -2, 1);
    lua_setiuservalue(L, -2, MARK_FIRST);
    lua_pushvalue(L, rows);
    lua_setiuservalue(L, -2, MARK_SECOND);
}

/* extra { ["Имя"] = value }: additional attributes of УТ 11, to be merged into those of the object; none is nil. */
static int extra(lua_State *L) {
    size_t first;
    pochtar_vm *vm = vm_of(L);
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "extra { [\"Имя\"] = значение }: нужна таблица, а здесь %s", luaL_typename(L, 1));
    size_t count = json_fields(L, 1, &first, "extra");
    json_sort(vm, first, count);
    luaL_checkstack(L, 16, NULL);
    lua_newtable(L);
    json_mark_array(L);
    int rows = lua_gettop(L);
    for (size_t i = 0; i < count; i++) {
        vm_key key = vm->keys[first + i];
        if (key.length == 0) return luaL_error(L, "extra: имя реквизита пусто");
        lua_pushlstring(L, key.name, key.length);
        push_attribute(L, rows + 1, key.value);
        lua_rawseti(L, rows, (lua_Integer)i + 1);
        lua_settop(L, rows);
    }
    vm->key_count = first;
    vm_charge(L, (int64_t)count * 16);
    if (count == 0) lua_pushnil(L);
    else push_merge(L, rows);
    return 1;
}

void extra_open(lua_State *L) {
    lua_pushcfunction(L, extra);
    lua_setfield(L, -2, "extra");
}
