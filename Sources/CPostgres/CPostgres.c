#define _GNU_SOURCE
#include "CPostgres.h"

#include <pthread.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

int pochtar_wait(int socket, bool writing, int bell, int milliseconds) {
    struct pollfd descriptors[2] = {
        {.fd = socket, .events = (short)(writing ? POLLIN | POLLOUT : POLLIN)},
        {.fd = bell, .events = POLLIN},
    };
    int ready = poll(descriptors, 2, milliseconds);
    if (ready < 0) return errno == EINTR ? POCHTAR_AGAIN : POCHTAR_SOCKET;
    int heard = POCHTAR_TIME_IS_UP;
    if (descriptors[0].revents) heard |= POCHTAR_SOCKET;
    if (descriptors[1].revents) heard |= POCHTAR_RUNG;
    return heard;
}

int pochtar_bell_new(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void pochtar_bell_ring(int bell) {
    uint64_t one = 1;
    while (write(bell, &one, sizeof one) < 0 && errno == EINTR) {}
}

void pochtar_bell_clear(int bell) {
    uint64_t count;
    while (read(bell, &count, sizeof count) < 0 && errno == EINTR) {}
}

void pochtar_bell_free(int bell) { close(bell); }

int64_t pochtar_affected(PGresult *result) { return strtoll(PQcmdTuples(result), NULL, 10); }

void pochtar_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
