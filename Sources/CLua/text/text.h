#ifndef POCHTAR_TEXT_H
#define POCHTAR_TEXT_H

#include "../sandbox/vm.h"

/* Steps over one character of UTF-8 and gives its code point; a stray byte is a character of its own. */
unsigned text_next(const char **at, const char *end);
/* Writes a code point; answers how many bytes. */
size_t text_put(unsigned point, char *bytes);
unsigned text_lower(unsigned point);
unsigned text_upper(unsigned point);
bool text_is_space(unsigned point);

/* Pushes the library `text`, and sets inn, kpp and phone in the table below it. */
void text_open(lua_State *L);
/* Sets url and guid in the table at the top. */
void text_open_plugin(lua_State *L);
void requisites_open(lua_State *L);

/* SHA-1 of some bytes: what UUID version 5 is made of. */
void sha1(const unsigned char *bytes, size_t length, unsigned char digest[20]);

#endif
