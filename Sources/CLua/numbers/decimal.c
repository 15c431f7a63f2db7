#include "decimal.h"

typedef unsigned __int128 magnitude;

static decimal_int power(int exponent) {
    decimal_int value = 1;
    while (exponent-- > 0) value *= 10;
    return value;
}

static magnitude absolute(decimal_int value) { return value < 0 ? -(magnitude)value : (magnitude)value; }

static bool scale_up(decimal_int *value, int digits) {
    if (*value == 0) return true;
    if (digits > DECIMAL_DIGITS) return false;
    magnitude limit = (magnitude)power(DECIMAL_DIGITS) / (magnitude)power(digits);
    if (absolute(*value) >= limit) return false;
    *value *= power(digits);
    return true;
}

static bool fits(decimal_int value) { return absolute(value) < (magnitude)power(DECIMAL_DIGITS); }

decimal decimal_trim(decimal a) {
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
    magnitude value = absolute(a.coefficient);
    magnitude result = half_even(value / divisor, value % divisor, divisor);
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
    decimal_int left = a.coefficient / power(a.scale), right = b.coefficient / power(b.scale);
    if (left != right) return left < right ? -1 : 1;
    int scale = a.scale > b.scale ? a.scale : b.scale;
    left = a.coefficient % power(a.scale) * power(scale - a.scale);
    right = b.coefficient % power(b.scale) * power(scale - b.scale);
    return left < right ? -1 : left > right;
}

bool decimal_is_int64(decimal a, int64_t *integer) {
    decimal_int divisor = power(a.scale);
    if (a.coefficient % divisor != 0) return false;
    decimal_int whole = a.coefficient / divisor;
    if (whole < INT64_MIN || whole > INT64_MAX) return false;
    *integer = (int64_t)whole;
    return true;
}
