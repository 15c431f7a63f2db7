#include <string.h>

#include "../numbers/numbers.h"
#include "json.h"

_Noreturn void json_fail(lua_State *L, const json_reader *reader, const char *what) {
    luaL_error(L, "JSON, байт %I: %s", (LUAI_UACINT)(reader->next - reader->start), what);
    __builtin_unreachable();
}

void json_skip_space(json_reader *reader) {
    while (reader->next < reader->end) {
        char c = *reader->next;
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
        reader->next++;
    }
}

bool json_take(json_reader *reader, char character) {
    if (reader->next >= reader->end || *reader->next != character) return false;
    reader->next++;
    return true;
}

void json_expect(lua_State *L, json_reader *reader, char character) {
    char what[] = "ожидается ' '";
    json_skip_space(reader);
    if (json_take(reader, character)) return;
    what[strlen(what) - 2] = character;
    json_fail(L, reader, what);
}

void json_enter(lua_State *L, json_reader *reader) {
    luaL_checkstack(L, 8, NULL);
    if (++reader->depth > VM_VALUE_DEPTH) vm_breach(L, vm_limit_nesting);
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static unsigned hex_unit(lua_State *L, json_reader *reader) {
    unsigned unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = reader->next < reader->end ? hex_digit(*reader->next) : -1;
        if (digit < 0) json_fail(L, reader, "после \\u нужны четыре шестнадцатеричные цифры");
        unit = unit * 16 + (unsigned)digit;
        reader->next++;
    }
    return unit;
}

static void append_scalar(lua_State *L, unsigned scalar) {
    vm_buffer *scratch = &vm_of(L)->scratch;
    char bytes[4];
    size_t count = 0;
    if (scalar < 0x80) bytes[count++] = (char)scalar;
    else if (scalar < 0x800) bytes[count++] = (char)(0xC0 | scalar >> 6);
    else if (scalar < 0x10000) {
        bytes[count++] = (char)(0xE0 | scalar >> 12);
        bytes[count++] = (char)(0x80 | (scalar >> 6 & 63));
    } else {
        bytes[count++] = (char)(0xF0 | scalar >> 18);
        bytes[count++] = (char)(0x80 | (scalar >> 12 & 63));
        bytes[count++] = (char)(0x80 | (scalar >> 6 & 63));
    }
    if (scalar >= 0x80) bytes[count++] = (char)(0x80 | (scalar & 63));
    vm_append(L, scratch, bytes, count);
}

static void escape(lua_State *L, json_reader *reader) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (reader->next >= reader->end) json_fail(L, reader, "строка не закрыта");
    char c = *reader->next++;
    const char *found = c ? strchr(names, c) : NULL;
    if (found) {
        vm_append_char(L, &vm_of(L)->scratch, values[found - names]);
        return;
    }
    if (c != 'u') json_fail(L, reader, "такого сочетания с \\ нет");
    unsigned unit = hex_unit(L, reader);
    if (unit >= 0xD800 && unit < 0xDC00) {
        if (!json_take(reader, '\\') || !json_take(reader, 'u')) json_fail(L, reader, "половина суррогатной пары");
        unsigned low = hex_unit(L, reader);
        if (low < 0xDC00 || low > 0xDFFF) json_fail(L, reader, "половина суррогатной пары");
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit < 0xE000) json_fail(L, reader, "половина суррогатной пары");
    append_scalar(L, unit);
}

void json_string(lua_State *L, json_reader *reader, const char **bytes, size_t *length) {
    vm_buffer *scratch = &vm_of(L)->scratch;
    json_expect(L, reader, '"');
    const char *run = reader->next;
    bool copied = false;
    for (;;) {
        reader->next += json_plain_run(reader->next, (size_t)(reader->end - reader->next));
        if (reader->next >= reader->end) json_fail(L, reader, "строка не закрыта");
        unsigned char c = (unsigned char)*reader->next;
        if (c == '"') break;
        if (c < 0x20) json_fail(L, reader, "управляющий символ в строке");
        size_t letter = c < 0x80 ? 1 : json_letter(reader->next, (size_t)(reader->end - reader->next));
        if (letter == 0) json_fail(L, reader, "строка не в UTF-8");
        reader->next += letter;
        if (c != '\\') continue;
        if (!copied) scratch->length = 0;
        copied = true;
        vm_append(L, scratch, run, (size_t)(reader->next - 1 - run));
        escape(L, reader);
        run = reader->next;
    }
    *bytes = run;
    *length = (size_t)(reader->next - run);
    if (copied) {
        vm_append(L, scratch, run, *length);
        *bytes = scratch->bytes;
        *length = scratch->length;
    }
    reader->next++;
}

static bool word(lua_State *L, json_reader *reader, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(reader->end - reader->next) < length || memcmp(reader->next, text, length)) {
        json_fail(L, reader, "нужно значение JSON");
    }
    reader->next += length;
    return true;
}

static void number(lua_State *L, json_reader *reader) {
    const char *start = reader->next;
    bool negative = json_take(reader, '-');
    int64_t value = 0;
    const char *digits = reader->next;
    while (reader->next < reader->end && *reader->next >= '0' && *reader->next <= '9') {
        if (reader->next - digits < 18) value = value * 10 + (*reader->next - '0');
        reader->next++;
    }
    char c = reader->next < reader->end ? *reader->next : ' ';
    size_t count = (size_t)(reader->next - digits);
    if (count > 0 && count <= 18 && c != '.' && c != 'e' && c != 'E' && (count == 1 || *digits != '0')) {
        lua_pushinteger(L, negative ? -value : value);
        return;
    }
    while (reader->next < reader->end && strchr("0123456789.eE+-", *reader->next)) reader->next++;
    if (!number_push_text(L, start, (size_t)(reader->next - start))) json_fail(L, reader, "нужно значение JSON");
}

void json_scalar(lua_State *L, json_reader *reader) {
    if (reader->next >= reader->end) json_fail(L, reader, "текст кончился раньше значения");
    switch (*reader->next) {
    case 't': lua_pushboolean(L, word(L, reader, "true")); return;
    case 'f': lua_pushboolean(L, !word(L, reader, "false")); return;
    case 'n':
        word(L, reader, "null");
        lua_pushlightuserdata(L, (void *)&vm_null_key);
        return;
    default: number(L, reader);
    }
}
