#ifndef POCHTAR_JSON_H
#define POCHTAR_JSON_H

#include "../sandbox/vm.h"

/* Walks over JSON text. The caller owns the bytes for as long as the walk goes on. */
typedef struct {
    const char *start, *next, *end;
    int depth;
} json_reader;

/* Ends the run with the place of the fault. */
_Noreturn void json_fail(lua_State *L, const json_reader *reader, const char *what);
void json_skip_space(json_reader *reader);
bool json_take(json_reader *reader, char character);
void json_expect(lua_State *L, json_reader *reader, char character);
/* Reads a string: its bytes are in the text itself, or in the state's scratch buffer until the next string. */
void json_string(lua_State *L, json_reader *reader, const char **bytes, size_t *length);
/* Pushes true, false, null (a light userdata) or a number. */
void json_scalar(lua_State *L, json_reader *reader);
void json_enter(lua_State *L, json_reader *reader);
/* How many bytes at the beginning, in eights, are ASCII that needs no escape, or Russian letters. */
size_t json_plain_run(const char *bytes, size_t length);
/* How long the letter beyond ASCII at the beginning is; 0 when the bytes are not UTF-8. */
size_t json_letter(const char *bytes, size_t length);

/*
 * Plain values: objects are tables, arrays are tables with the array's metatable, so that [] stays []. A null member of
 * an object reads as nil and is written again; a null element of an array is `null`.
 */
void json_read_plain(lua_State *L, const char *bytes, size_t length);
void json_read_plain_value(lua_State *L, json_reader *reader);
void json_read_end(lua_State *L, json_reader *reader);
/* Appends the value at `index` to the output: keys sorted, nothing between the tokens. */
void json_write_plain(lua_State *L, int index);
/* As above, with {"$function":<line>} for functions. */
void json_write_declaration(lua_State *L, int index);

/* Appends a string in quotes; false when it is not UTF-8, with the output spoilt. */
bool json_append_string(lua_State *L, const char *bytes, size_t length);
/* As above; what is not UTF-8 is an error. */
void json_write_string(lua_State *L, const char *bytes, size_t length, const char *what);
/* Appends a number; a float is an error. */
void json_write_number(lua_State *L, int index, const char *what);
/* Whether the table at `index` is an array: marked as one, or its keys are 1…n with n > 0. */
bool json_is_array(lua_State *L, int index, lua_Integer *count);
void json_check_array(lua_State *L, int index, lua_Integer count, const char *what);
/* Pushes the values of a table whose keys are strings; the keys are in vm->keys from `first`, as they came. */
size_t json_fields(lua_State *L, int index, size_t *first, const char *what);
/* Puts so many keys from `first` in order. */
void json_sort(pochtar_vm *vm, size_t first, size_t count);
void json_count_node(lua_State *L);
void json_mark_array(lua_State *L);

void json_open_values(lua_State *L);
void json_open_library(lua_State *L);

#endif
