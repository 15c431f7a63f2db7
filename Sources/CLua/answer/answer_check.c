#include <stdarg.h>
#include <string.h>

#include "../numbers/numbers.h"
#include "answer.h"

static void push_place(lua_State *L, const answer_place *place) {
    const char *slot = place->request->single ? place->slot->type_name : place->slot->slot;
    if (place->table && !*place->name)
        lua_pushfstring(L, "%s.%s[%I]", slot, place->table, (LUAI_UACINT)place->row);
    else if (place->table)
        lua_pushfstring(L, "%s.%s[%I].%s", slot, place->table, (LUAI_UACINT)place->row, place->name);
    else if (place->name) lua_pushfstring(L, "%s.%s", slot, place->name);
    else lua_pushstring(L, slot);
}

/* The place goes in front; the message has no line, because map has returned. */
_Noreturn void answer_fail(lua_State *L, const answer_place *place, const char *format, ...) {
    va_list arguments;
    push_place(L, place);
    lua_pushliteral(L, ": ");
    va_start(arguments, format);
    lua_pushvfstring(L, format, arguments);
    va_end(arguments);
    lua_concat(L, 3);
    lua_error(L);
    __builtin_unreachable();
}

static size_t characters(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void check_text(lua_State *L, const answer_place *place, const type_field *field, int index) {
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        answer_fail(L, place, "здесь строка, а пришло %s", luaL_typename(L, index));
    const char *text = lua_tolstring(L, index, &length);
    size_t count = field->size > 0 ? characters(text, length) : 0;
    if (field->size > 0 && count > (size_t)field->size)
        answer_fail(L, place, "%d знаков, а в поле помещается %d: сократите через text.left", (int)count, field->size);
}

static void check_number(lua_State *L, const answer_place *place, const type_field *field, int index) {
    decimal value;
    if (!number_at(L, index, &value)) {
        answer_fail(L, place, lua_type(L, index) == LUA_TNUMBER
            ? "неточное число: считайте через dec и div" : "здесь число, а пришло %s", luaL_typename(L, index));
    }
    if (field->size == 0) return;
    value = decimal_trim(value);
    if (value.scale > field->fraction)
        answer_fail(
            L, place, "знаков после запятой %d, а в поле %d: округлите через round", value.scale, field->fraction);
    int whole = field->size - field->fraction < DECIMAL_DIGITS - 1 ? field->size - field->fraction : DECIMAL_DIGITS - 1;
    if (!decimal_is_below(value, whole)) answer_fail(L, place, "число не помещается в %d знаков", field->size);
}

static bool allows(const type_field *field, const char *type) {
    for (int i = 0; i < field->target_count; i++) {
        if (!strcmp(field->targets[i], type)) return true;
    }
    return field->target_count == 0;
}

/* Pushes the types that a field holds, the first few of them. */
static void push_targets(lua_State *L, const type_field *field) {
    int shown = field->target_count < 3 ? field->target_count : 3;
    lua_pushliteral(L, "");
    for (int i = 0; i < shown; i++) {
        lua_pushstring(L, i ? ", " : "");
        lua_pushstring(L, field->targets[i]);
        lua_concat(L, 3);
    }
    if (shown < field->target_count) {
        lua_pushliteral(L, " и другие");
        lua_concat(L, 2);
    }
}

/* The type name of a slot without its system is what contracts speak of. */
static const pochtar_slot *slot_named(const pochtar_map_request *request, const char *name) {
    for (int i = 0; i < request->slot_count; i++) {
        if (!request->single && !strcmp(request->slots[i].slot, name)) return &request->slots[i];
    }
    return NULL;
}

static void check_mark(lua_State *L, const answer_place *place, const type_field *field, int index) {
    answer_mark *mark = lua_touserdata(L, index);
    if (mark->kind == MARK_EMPTY) return;
    if (mark->kind == MARK_AFTER) {
        if (place->table || !place->name || strcmp(place->name, "Проведен"))
            answer_fail(
                L, place, "after(…) — значение реквизита Проведен: ждать подтверждения может только проведение");
        return;
    }
    lua_getiuservalue(L, index, MARK_FIRST);
    if (mark->kind == MARK_INITIAL || mark->kind == MARK_DEFERRED) {
        if (place->table)
            answer_fail(L, place, "в строке таблицы initial и deferred не бывают: строки пишутся целиком");
        answer_check(L, place, field, lua_gettop(L));
        lua_pop(L, 1);
        return;
    }
    if (mark->kind == MARK_MERGE) {
        if (place->table) answer_fail(L, place, "в строке табличной части merge не бывает");
        if (field && field->kind != POCHTAR_TABLE)
            answer_fail(L, place, "merge(…) — значение табличной части, а это реквизит");
        lua_pop(L, 1);
        return;
    }
    const char *type = lua_tostring(L, -1);
    if (mark->kind == MARK_OWN) {
        const pochtar_slot *slot = slot_named(place->request, type);
        if (!slot) answer_fail(L, place, "own(\"%s\"): такого слота нет в to", type);
        type = slot->type_name;
    }
    if (field && field->kind != POCHTAR_REFERENCE && field->kind != POCHTAR_ANY)
        answer_fail(L, place, "поле не хранит ссылок: дайте само значение");
    if (field && !allows(field, type)) {
        push_targets(L, field);
        answer_fail(L, place, "поле не хранит ссылок на %s, а хранит на %s", type, lua_tostring(L, -1));
    }
    lua_pop(L, 1);
}

static void check_reference(lua_State *L, const answer_place *place, int index) {
    size_t length;
    char guid[36];
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
    if (!text) answer_fail(L, place, "здесь ссылка: ref(…), own(…) или GUID, а пришло %s", luaL_typename(L, index));
    if (!reference_normalize(text, length, guid)) answer_fail(L, place, "«%s» — не GUID; нужна ссылка ref(…)", text);
}

bool answer_is_date(const char *text, size_t length) {
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    bool good = length == sizeof shape - 1;
    for (size_t i = 0; good && i < length; i++) {
        good = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
    }
    return good;
}

static void check_date(lua_State *L, const answer_place *place, int index) {
    size_t length = 0;
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : "";
    if (!answer_is_date(text, length)) answer_fail(L, place, "здесь дата вида 2026-11-27T09:30:00");
}

void answer_check(lua_State *L, const answer_place *place, const type_field *field, int index) {
    switch (vm_tag(L, index)) {
    case VM_MARK: check_mark(L, place, field, index); return;
    case VM_REFERENCE: answer_fail(L, place, "ссылка источника; напишите ref(\"Тип\", …)");
    case VM_DOCUMENT: answer_fail(L, place, "объект источника; возьмите его поля");
    default: break;
    }
    if (lua_islightuserdata(L, index)) answer_fail(L, place, "null; чтобы очистить поле, напишите empty");
    if (!field) return;
    switch (field->kind) {
    case POCHTAR_STRING: check_text(L, place, field, index); return;
    case POCHTAR_NUMBER: check_number(L, place, field, index); return;
    case POCHTAR_DATE: check_date(L, place, index); return;
    case POCHTAR_REFERENCE: check_reference(L, place, index); return;
    case POCHTAR_BOOLEAN:
        if (!lua_isboolean(L, index))
            answer_fail(L, place, "здесь true или false, а пришло %s", luaL_typename(L, index));
        return;
    case POCHTAR_ENUM:
        if (lua_type(L, index) != LUA_TSTRING) answer_fail(L, place, "здесь имя значения перечисления");
        return;
    case POCHTAR_ANY:
        if (lua_istable(L, index)) answer_fail(L, place, "здесь одно значение, а пришла таблица");
        return;
    case POCHTAR_TABLE:
        if (!lua_istable(L, index))
            answer_fail(L, place, "здесь табличная часть, а пришло %s", luaL_typename(L, index));
    }
}
