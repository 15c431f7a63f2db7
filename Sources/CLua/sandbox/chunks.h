#ifndef POCHTAR_CHUNKS_H
#define POCHTAR_CHUNKS_H

#include "vm.h"

/* Runs a chunk in a fresh environment, with fresh modules, and pushes the table that it returns. */
void chunk_push_declaration(lua_State *L, int chunk, int libraries, bool plugin);

#endif
