#ifndef POCHTAR_NUMBERS_H
#define POCHTAR_NUMBERS_H

#include "../sandbox/vm.h"
#include "decimal.h"

/*
 * A number of a script is a Lua integer when it is whole and has 64 bits, else a decimal: so equality never lies.
 * Floats have no place; where one appears, it is an error that says what to write instead.
 */

/* Pushes the value in the form above; `computed` drops the zeros that end a fraction. */
void number_push(lua_State *L, decimal value, bool computed);
/* Reads a number of JSON and pushes it. False: malformed. Too many digits is an error. */
bool number_push_text(lua_State *L, const char *text, size_t length);
/* Whether the value is an integer or a decimal. */
bool number_at(lua_State *L, int index, decimal *value);
/* The same, or an error that names the argument. */
decimal number_check(lua_State *L, int index);
/* Reads a number as people and 1С write it: `1 234,56`. */
bool number_read_lenient(const char *text, size_t length, decimal *value);

/* Writes the number with exactly so many digits behind the point; at most 2 * DECIMAL_TEXT bytes. */
size_t number_fixed(decimal value, int digits, char *text);

void number_open(lua_State *L);
/* Pushes the table of `math`. */
void number_open_math(lua_State *L);
/* Sets dec, tonumber, round and div in the table at the top. */
void number_open_globals(lua_State *L);

#endif
