#include <string.h>

#include "document.h"

static bool read_value(lua_State *L, json_reader *reader, document_shape *shape, int number);

static int field_number(lua_State *L, document_shape *shape, const char *name, size_t length, int expected) {
    int number = length <= 400 ? shape_field_number(shape, name, length, expected) : -1;
    if (number < 0) vm_breach(L, vm_limit_fields);
    return number;
}

static document_shape *child_of(lua_State *L, document_shape *shape, int number) {
    document_shape *child = shape_child(shape, number);
    if (!child) vm_breach(L, vm_limit_fields);
    return child;
}

/* й and ё may come as a letter and a mark: 1С never sends that, file systems and scripts of others do. */
static void compose(lua_State *L, const char **name, size_t *length) {
    static const char *const pairs[][2] = {
        {"и\xCC\x86", "й"}, {"И\xCC\x86", "Й"}, {"е\xCC\x88", "ё"}, {"Е\xCC\x88", "Ё"},
        {"у\xCC\x86", "ў"}, {"У\xCC\x86", "Ў"}, {"і\xCC\x88", "ї"}, {"І\xCC\x88", "Ї"},
    };
    if (!memchr(*name, 0xCC, *length)) return;
    vm_buffer *names = &vm_of(L)->path;
    names->length = 0;
    for (size_t i = 0; i < *length;) {
        size_t k = 0;
        while (k < 8 && (*length - i < 4 || memcmp(*name + i, pairs[k][0], 4))) k++;
        if (k < 8) vm_append(L, names, pairs[k][1], 2);
        else vm_append_char(L, names, (*name)[i]);
        i += k < 8 ? 4 : 1;
    }
    *name = names->bytes;
    *length = names->length;
}

static void push_object(lua_State *L, document_shape *shape, int count) {
    document_object *object = lua_newuserdatauv(L, sizeof *object, count);
    *object = (document_object){VM_DOCUMENT, count, shape};
    document_push_metatable(L, shape);
    lua_setmetatable(L, -2);
}

/* Replaces the object at the index by one with room for all fields that its shape knows now. */
static void widen(lua_State *L, int index, document_shape *shape) {
    int old = ((document_object *)lua_touserdata(L, index))->count;
    push_object(L, shape, shape->count + 8);
    for (int i = 1; i <= old; i++) {
        lua_getiuservalue(L, index, i);
        lua_setiuservalue(L, -2, i);
    }
    lua_replace(L, index);
}

static void read_object(lua_State *L, json_reader *reader, document_shape *shape) {
    const char *name;
    size_t length;
    int expected = 0;
    reader->next++;
    json_enter(L, reader);
    push_object(L, shape, shape->count);
    int object = lua_gettop(L);
    json_skip_space(reader);
    bool more = !json_take(reader, '}');
    while (more) {
        json_string(L, reader, &name, &length);
        compose(L, &name, &length);
        int number = field_number(L, shape, name, length, expected);
        expected = number + 1;
        json_expect(L, reader, ':');
        if (read_value(L, reader, shape, number)) shape->fields[number].flags |= FIELD_FILLED;
        if (number >= ((document_object *)lua_touserdata(L, object))->count) {
            widen(L, object, shape);
        }
        lua_setiuservalue(L, object, number + 1);
        json_skip_space(reader);
        more = json_take(reader, ',');
        if (!more) json_expect(L, reader, '}');
    }
    reader->depth--;
}

static void push_guid(lua_State *L, const char *text, size_t length) {
    char guid[36];
    if (reference_normalize(text, length, guid)) lua_pushlstring(L, guid, 36);
    else lua_pushlstring(L, text, length);
}

/* The type that a bare GUID has: the only one that the contract allows. */
static void push_only_type(lua_State *L, const type_field *declared) {
    if (declared && declared->target_count == 1) lua_pushstring(L, declared->targets[0]);
    else lua_pushnil(L);
}

/* Reads {"ref","type","name"} into a reference. */
static bool read_reference(lua_State *L, json_reader *reader, const type_field *declared) {
    const char *bytes;
    size_t length;
    reader->next++;
    json_enter(L, reader);
    lua_pushliteral(L, "");
    push_only_type(L, declared);
    lua_pushnil(L);
    int id = lua_gettop(L) - 2;
    json_skip_space(reader);
    bool more = !json_take(reader, '}');
    while (more) {
        json_string(L, reader, &bytes, &length);
        int place = length == 3 && !memcmp(bytes, "ref", 3) ? id
            : length == 4 && !memcmp(bytes, "type", 4) ? id + 1
            : length == 4 && !memcmp(bytes, "name", 4) ? id + 2 : 0;
        json_expect(L, reader, ':');
        json_skip_space(reader);
        if (place && reader->next < reader->end && *reader->next == '"') {
            json_string(L, reader, &bytes, &length);
            if (place == id) push_guid(L, bytes, length);
            else lua_pushlstring(L, bytes, length);
            if (place == id || length > 0) lua_replace(L, place);
            else lua_pop(L, 1);
        } else {
            json_read_plain_value(L, reader);
            lua_pop(L, 1);
        }
        json_skip_space(reader);
        more = json_take(reader, ',');
        if (!more) json_expect(L, reader, '}');
    }
    reader->depth--;
    reference_push(L);
    return !((document_reference *)lua_touserdata(L, -1))->empty;
}

/* Whether an object is a reference: where the contract says so, or where its first name does. */
static bool is_reference(const json_reader *reader, const type_field *declared) {
    if (declared && declared->kind == POCHTAR_REFERENCE) return true;
    if (declared) return false;
    json_reader ahead = *reader;
    ahead.next++;
    json_skip_space(&ahead);
    return ahead.end - ahead.next > 5 && !memcmp(ahead.next, "\"ref\"", 5);
}

static bool read_array(lua_State *L, json_reader *reader, document_shape *shape, int number) {
    reader->next++;
    json_enter(L, reader);
    lua_newtable(L);
    json_mark_array(L);
    json_skip_space(reader);
    bool more = !json_take(reader, ']');
    lua_Integer count = 0;
    while (more) {
        read_value(L, reader, shape, number);
        lua_rawseti(L, -2, ++count);
        json_skip_space(reader);
        more = json_take(reader, ',');
        if (!more) json_expect(L, reader, ']');
    }
    reader->depth--;
    return count > 0;
}

static bool is_empty_date(const char *text, size_t length) {
    return length >= 10 && !memcmp(text, "0001-01-01", 10)
        && (length == 10 || (length >= 19 && !memcmp(text + 10, "T00:00:00", 9)));
}

/* What 1С means by «не заполнено». */
bool document_is_blank(const char *text, size_t length) {
    return length == 0 || (length == 36 && reference_is_empty(text, length)) || is_empty_date(text, length);
}

static bool read_string(lua_State *L, json_reader *reader, const type_field *declared) {
    const char *bytes;
    size_t length;
    json_string(L, reader, &bytes, &length);
    if (declared && declared->kind == POCHTAR_REFERENCE) {
        push_guid(L, bytes, length);
        push_only_type(L, declared);
        lua_pushnil(L);
        reference_push(L);
        return !((document_reference *)lua_touserdata(L, -1))->empty;
    }
    lua_pushlstring(L, bytes, length);
    return !document_is_blank(bytes, length);
}

/* Pushes a value; true when 1С would call it filled. */
static bool read_value(lua_State *L, json_reader *reader, document_shape *shape, int number) {
    const type_field *declared = shape->fields[number].declared;
    vm_of(L)->nodes++;
    json_skip_space(reader);
    if (reader->next >= reader->end) json_fail(L, reader, "текст кончился раньше значения");
    switch (*reader->next) {
    case '{':
        if (is_reference(reader, declared)) return read_reference(L, reader, declared);
        read_object(L, reader, child_of(L, shape, number));
        return true;
    case '[': return read_array(L, reader, shape, number);
    case '"': return read_string(L, reader, declared);
    default: break;
    }
    json_scalar(L, reader);
    if (lua_islightuserdata(L, -1)) return false;
    if (lua_isboolean(L, -1)) return lua_toboolean(L, -1);
    return !(lua_isinteger(L, -1) && lua_tointeger(L, -1) == 0);
}

void document_read(lua_State *L, pochtar_source *source, pochtar_text id, pochtar_text name, pochtar_text data) {
    json_reader reader = {data.bytes, data.bytes, data.bytes + data.length, 0};
    static const char self[] = "Ссылка";
    shape_reset(source->root);
    int number = field_number(L, source->root, self, sizeof self - 1, 0);
    json_skip_space(&reader);
    if (reader.next >= reader.end || *reader.next != '{') json_fail(L, &reader, "data должно быть объектом");
    read_object(L, &reader, source->root);
    json_read_end(L, &reader);
    int object = lua_gettop(L);
    if (number >= ((document_object *)lua_touserdata(L, object))->count) widen(L, object, source->root);
    push_guid(L, id.bytes, id.length);
    lua_pushstring(L, source->name);
    if (name.length > 0) lua_pushlstring(L, name.bytes, name.length);
    else lua_pushnil(L);
    reference_push(L);
    lua_setiuservalue(L, object, number + 1);
    source->root->fields[number].flags |= FIELD_READ | FIELD_DECLARED;
}
