#ifndef POCHTAR_GUARDS_H
#define POCHTAR_GUARDS_H

#include "../sandbox/vm.h"

/* Each sets its functions in the table at the top. */
void guards_open(lua_State *L);
void iteration_open(lua_State *L);
/* pairs, in an order that is the same every time. */
int iteration_pairs(lua_State *L);
/* Each pushes its library. */
void strings_open(lua_State *L);
void tables_open(lua_State *L);
/* The pattern may look through the subject, or the run ends. */
void patterns_check(lua_State *L, const char *pattern, size_t pattern_length, const char *subject, size_t length);
void patterns_check_plain(lua_State *L, size_t wanted, size_t length);
/* Pushes the value as text: as tostring, but without addresses, so that a replay says the same. */
const char *guards_text(lua_State *L, int index, size_t *length);

#endif
