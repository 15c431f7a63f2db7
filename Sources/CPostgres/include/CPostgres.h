#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <stdbool.h>
#include <stdint.h>

#include <postgresql/libpq-fe.h>

/* libpq itself, and the few words of POSIX that waiting for it takes. */

enum pochtar_waited {
    POCHTAR_TIME_IS_UP = 0,
    /* The socket can be read, can be written, or has ended: libpq finds out which. */
    POCHTAR_SOCKET = 1,
    /* The bell was rung. */
    POCHTAR_RUNG = 2,
    /* A signal came in between: look at the time and wait again. */
    POCHTAR_AGAIN = 4,
};

/* Waits for a socket and, unless it is -1, for a bell; a negative time is for ever. The answer is a set of bits. */
int pochtar_wait(int socket, bool writing, int bell, int milliseconds);

/* A bell wakes a thread that waits: -1 when the system has none left. Rung often, it is heard at least once. */
int pochtar_bell_new(void);
void pochtar_bell_ring(int bell);
/* Makes it silent again. */
void pochtar_bell_clear(int bell);
void pochtar_bell_free(int bell);

/* How many rows a statement changed; 0 when it is not one that changes rows. */
int64_t pochtar_affected(PGresult *result);

/* Gives the calling thread a name for the system's tools, which cut it at 15 bytes. */
void pochtar_name_thread(const char *name);

#endif
