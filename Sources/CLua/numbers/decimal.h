#ifndef POCHTAR_DECIMAL_H
#define POCHTAR_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Digits that a decimal may have in all, and behind the point. */
#define DECIMAL_DIGITS 38
#define DECIMAL_TEXT 48

typedef __int128 decimal_int;

/* coefficient / 10^scale, exactly; 0 <= scale <= 38, |coefficient| < 10^38. */
typedef struct {
    decimal_int coefficient;
    int scale;
} decimal;

/* Each answers false when the exact result has too many digits. */
bool decimal_add(decimal a, decimal b, decimal *sum);
bool decimal_multiply(decimal a, decimal b, decimal *product);
/* Half-even to `scale` digits behind the point. The divisor is not zero. */
bool decimal_divide(decimal a, decimal b, int scale, decimal *quotient);
bool decimal_round(decimal a, int scale, decimal *rounded);
/* Toward minus infinity. */
decimal decimal_floor(decimal a);
bool decimal_floor_divide(decimal a, decimal b, decimal *quotient);
bool decimal_remainder(decimal a, decimal b, decimal *remainder);

int decimal_compare(decimal a, decimal b);
/* Whether the number, whatever its sign, is below 10^digits. */
bool decimal_is_below(decimal a, int digits);
/* Without the zeros that end the fraction. */
decimal decimal_trim(decimal a);
bool decimal_is_int64(decimal a, int64_t *integer);

enum decimal_parse { DECIMAL_OK, DECIMAL_MALFORMED, DECIMAL_TOO_LONG };
/* A number of JSON: `-12.30e2`. */
enum decimal_parse decimal_read(const char *text, size_t length, decimal *number);
/* Writes at most DECIMAL_TEXT bytes, no terminator; all digits of the fraction. */
size_t decimal_write(decimal a, char *text);

#endif
