#include <stdlib.h>
#include <string.h>

#include "vm.h"

/* Outside Lua's heap, but not outside its limit. */
static void reserve(lua_State *L, vm_buffer *buffer, size_t length) {
    if (buffer->length + length <= buffer->capacity) return;
    size_t capacity = buffer->capacity ? buffer->capacity : 512;
    while (capacity < buffer->length + length) capacity *= 2;
    if (capacity > vm_of(L)->limits.memory) vm_breach(L, vm_limit_memory);
    char *moved = realloc(buffer->bytes, capacity);
    if (!moved) vm_breach(L, vm_limit_memory);
    buffer->bytes = moved;
    buffer->capacity = capacity;
}

void vm_append(lua_State *L, vm_buffer *buffer, const char *bytes, size_t length) {
    if (length == 0) return;
    reserve(L, buffer, length);
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void vm_append_again(lua_State *L, vm_buffer *buffer, size_t start, size_t length) {
    reserve(L, buffer, length);
    memcpy(buffer->bytes + buffer->length, buffer->bytes + start, length);
    buffer->length += length;
}

void vm_append_text(lua_State *L, vm_buffer *buffer, const char *text) { vm_append(L, buffer, text, strlen(text)); }

void vm_append_char(lua_State *L, vm_buffer *buffer, char character) {
    reserve(L, buffer, 1);
    buffer->bytes[buffer->length++] = character;
}

/* Makes room for one more element; the array's owner keeps the answer. */
void *vm_grow(lua_State *L, void *array, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity) return array;
    size_t wanted = *capacity ? *capacity * 2 : 32;
    if (wanted * size > vm_of(L)->limits.memory) vm_breach(L, vm_limit_memory);
    void *moved = realloc(array, wanted * size);
    if (!moved) vm_breach(L, vm_limit_memory);
    *capacity = wanted;
    return moved;
}
