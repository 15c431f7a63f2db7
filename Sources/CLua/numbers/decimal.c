#include "decimal.h"

typedef unsigned __int128 magnitude;

static const int64_t small_powers[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
    1000000000000, 10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
    1000000000000000000,
};

/* 10^exponent, for exponents from 0 to DECIMAL_DIGITS. */
static decimal_int power(int exponent) {
    decimal_int value = 1;
    for (; exponent > 18; exponent -= 18) value *= small_powers[18];
    return value * small_powers[exponent];
}

/* Most numbers are small, and a division of 128 bits is a call of many times its cost. */
static bool is_small(decimal_int value) { return value == (int64_t)value; }

static magnitude absolute(decimal_int value) { return value < 0 ? -(magnitude)value : (magnitude)value; }

static bool scale_up(decimal_int *value, int digits) {
    if (*value == 0) return true;
    if (digits > DECIMAL_DIGITS) return false;
    if (absolute(*value) >= (magnitude)power(DECIMAL_DIGITS - digits)) return false;
    *value *= power(digits);
    return true;
}

static bool fits(decimal_int value) { return absolute(value) < (magnitude)power(DECIMAL_DIGITS); }

decimal decimal_trim(decimal a) {
    if (is_small(a.coefficient)) {
        int64_t coefficient = (int64_t)a.coefficient;
        while (a.scale > 0 && coefficient % 10 == 0) {
            coefficient /= 10;
            a.scale--;
        }
        a.coefficient = coefficient;
        return a;
    }
    while (a.scale > 0 && a.coefficient % 10 == 0) {
        a.coefficient /= 10;
        a.scale--;
    }
    return a;
}

bool decimal_add(decimal a, decimal b, decimal *sum) {
    int scale = a.scale > b.scale ? a.scale : b.scale;
    if (!scale_up(&a.coefficient, scale - a.scale) || !scale_up(&b.coefficient, scale - b.scale)) {
        a = decimal_trim(a);
        b = decimal_trim(b);
        int trimmed = a.scale > b.scale ? a.scale : b.scale;
        if (trimmed == scale) return false;
        return decimal_add(a, b, sum);
    }
    *sum = (decimal){a.coefficient + b.coefficient, scale};
    return fits(sum->coefficient);
}

bool decimal_multiply(decimal a, decimal b, decimal *product) {
    a = decimal_trim(a);
    b = decimal_trim(b);
    if (a.coefficient == 0 || b.coefficient == 0) {
        *product = (decimal){0, 0};
        return true;
    }
    int scale = a.scale + b.scale;
    if (is_small(a.coefficient) && is_small(b.coefficient)) {
        *product = decimal_trim((decimal){a.coefficient * b.coefficient, scale});
        return product->scale <= DECIMAL_DIGITS && fits(product->coefficient);
    }
    magnitude limit = (magnitude)power(DECIMAL_DIGITS) - 1;
    if (absolute(a.coefficient) > limit / absolute(b.coefficient)) return false;
    *product = decimal_trim((decimal){a.coefficient * b.coefficient, scale});
    return product->scale <= DECIMAL_DIGITS;
}

/* Rounds quotient + remainder / divisor half-even; all are magnitudes. */
static magnitude half_even(magnitude quotient, magnitude remainder, magnitude divisor) {
    magnitude rest = divisor - remainder;
    if (remainder > rest || (remainder == rest && (quotient & 1))) quotient++;
    return quotient;
}

bool decimal_divide(decimal a, decimal b, int scale, decimal *quotient) {
    a = decimal_trim(a);
    b = decimal_trim(b);
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);
    magnitude divisor = absolute(b.coefficient);
    int digits = scale + b.scale - a.scale;
    if (digits < 0) {
        decimal_int longer = (decimal_int)divisor;
        if (!scale_up(&longer, -digits)) return false;
        divisor = (magnitude)longer;
        digits = 0;
    }
    magnitude result = absolute(a.coefficient) / divisor;
    magnitude remainder = absolute(a.coefficient) % divisor;
    magnitude limit = (magnitude)power(DECIMAL_DIGITS) / 10;
    if (divisor >= limit && digits > 0) return false;
    for (int i = 0; i < digits; i++) {
        if (result >= limit) return false;
        if (remainder == 0 && result == 0) break;
        remainder *= 10;
        result = result * 10 + remainder / divisor;
        remainder %= divisor;
    }
    result = half_even(result, remainder, divisor);
    *quotient = (decimal){negative ? -(decimal_int)result : (decimal_int)result, scale};
    return fits(quotient->coefficient);
}

bool decimal_round(decimal a, int scale, decimal *rounded) {
    if (scale >= a.scale) {
        *rounded = a;
        return true;
    }
    magnitude divisor = (magnitude)power(a.scale - scale);
    magnitude value = absolute(a.coefficient), quotient, rest;
    if (is_small((decimal_int)value) && is_small((decimal_int)divisor)) {
        quotient = (uint64_t)value / (uint64_t)divisor;
        rest = (uint64_t)value % (uint64_t)divisor;
    } else {
        quotient = value / divisor;
        rest = value % divisor;
    }
    magnitude result = half_even(quotient, rest, divisor);
    *rounded = (decimal){a.coefficient < 0 ? -(decimal_int)result : (decimal_int)result, scale};
    return true;
}

decimal decimal_floor(decimal a) {
    decimal_int divisor = power(a.scale);
    decimal_int whole = a.coefficient / divisor;
    if (a.coefficient % divisor < 0) whole--;
    return (decimal){whole, 0};
}

bool decimal_floor_divide(decimal a, decimal b, decimal *quotient) {
    int scale = a.scale > b.scale ? a.scale : b.scale;
    if (!scale_up(&a.coefficient, scale - a.scale) || !scale_up(&b.coefficient, scale - b.scale)) return false;
    decimal_int whole = a.coefficient / b.coefficient;
    if (a.coefficient % b.coefficient != 0 && (a.coefficient < 0) != (b.coefficient < 0)) whole--;
    *quotient = (decimal){whole, 0};
    return true;
}

bool decimal_remainder(decimal a, decimal b, decimal *remainder) {
    int scale = a.scale > b.scale ? a.scale : b.scale;
    if (!scale_up(&a.coefficient, scale - a.scale) || !scale_up(&b.coefficient, scale - b.scale)) return false;
    decimal_int rest = a.coefficient % b.coefficient;
    if (rest != 0 && (rest < 0) != (b.coefficient < 0)) rest += b.coefficient;
    *remainder = decimal_trim((decimal){rest, scale});
    return true;
}

int decimal_compare(decimal a, decimal b) {
    if (a.scale == b.scale) return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient;
    decimal_int left = a.coefficient / power(a.scale), right = b.coefficient / power(b.scale);
    if (left != right) return left < right ? -1 : 1;
    int scale = a.scale > b.scale ? a.scale : b.scale;
    left = a.coefficient % power(a.scale) * power(scale - a.scale);
    right = b.coefficient % power(b.scale) * power(scale - b.scale);
    return left < right ? -1 : left > right;
}

bool decimal_is_below(decimal a, int digits) {
    if (digits < 0) digits = 0;
    int exponent = digits + a.scale;
    return exponent > DECIMAL_DIGITS || absolute(a.coefficient) < (magnitude)power(exponent);
}

bool decimal_is_int64(decimal a, int64_t *integer) {
    if (a.scale == 0 && is_small(a.coefficient)) {
        *integer = (int64_t)a.coefficient;
        return true;
    }
    if (a.scale <= 18 && is_small(a.coefficient)) {
        *integer = (int64_t)a.coefficient / small_powers[a.scale];
        return (int64_t)a.coefficient % small_powers[a.scale] == 0;
    }
    decimal_int divisor = power(a.scale);
    if (a.coefficient % divisor != 0) return false;
    decimal_int whole = a.coefficient / divisor;
    if (whole < INT64_MIN || whole > INT64_MAX) return false;
    *integer = (int64_t)whole;
    return true;
}
