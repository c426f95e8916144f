package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.ValueException;

/// The binary wire format of `numeric` (Postgres source, `numeric_send`): count of base-10000 digits, weight of the
/// first one, sign, decimal places shown, digits. All are 16-bit.
final class NumericWire {
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    static final int HEADER_BYTES = 8;
    static final int POSITIVE = 0x0000;
    static final int NEGATIVE = 0x4000;
    static final int NAN = 0xC000;
    static final int POSITIVE_INFINITY = 0xD000;
    static final int NEGATIVE_INFINITY = 0xF000;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private NumericWire() {}

    static long decode(byte[] wire, int offset, int length, DecimalType type) {
        int digits = digits(wire, offset, length);
        int sign = sign(wire, offset);
        requireFinite(sign);
        if (BigEndian.shortAt(wire, offset + 6) > type.scale()) {
            throw new ValueException("has more decimal places than " + type.name());
        }
        long unsigned = unscaled(wire, offset, digits, type);
        return sign == NEGATIVE ? -unsigned : unsigned;
    }

    /// How many base-10000 digits follow the header; refuses another length than theirs.
    static int digits(byte[] wire, int offset, int length) {
        int digits = length < HEADER_BYTES ? -1 : BigEndian.shortAt(wire, offset);
        if (digits < 0 || length != HEADER_BYTES + digits * Short.BYTES) {
            throw new ValueException("came as a malformed numeric of " + length + " bytes");
        }
        return digits;
    }

    static int sign(byte[] wire, int offset) {
        return BigEndian.shortAt(wire, offset + 4) & 0xFFFF;
    }

    static int digitAt(byte[] wire, int offset, int index) {
        int digit = BigEndian.shortAt(wire, offset + HEADER_BYTES + index * Short.BYTES);
        if (digit < 0 || digit >= BASE) {
            throw new ValueException("came as a numeric with the digit " + digit);
        }
        return digit;
    }

    static void requireFinite(int sign) {
        switch (sign) {
            case POSITIVE, NEGATIVE -> {}
            case NAN -> throw new ValueException("is NaN, which Parquet decimals do not have");
            case POSITIVE_INFINITY, NEGATIVE_INFINITY ->
                    throw new ValueException("is infinite, which Parquet decimals are not");
            default -> throw new ValueException("came as a numeric of unknown sign " + sign);
        }
    }

    private static long unscaled(byte[] wire, int offset, int digits, DecimalType type) {
        int weight = BigEndian.shortAt(wire, offset + 2);
        long sum = 0;
        for (int i = 0; i < digits; i++) {
            int digit = digitAt(wire, offset, i);
            sum += shifted(digit, BASE_DIGITS * (weight - i) + type.scale(), type);
            if (sum < 0 || sum >= POWERS_OF_TEN[type.precision()]) {
                throw outOfRange(type);
            }
        }
        return sum;
    }

    /// `digit` times ten to the power of `exponent`, which must come out whole.
    private static long shifted(int digit, int exponent, DecimalType type) {
        if (digit == 0) {
            return 0;
        }
        if (exponent > type.precision()) {
            throw outOfRange(type);
        }
        if (exponent >= 0) {
            return multiplied(digit, POWERS_OF_TEN[exponent], type);
        }
        long divisor = exponent <= -BASE_DIGITS ? BASE : POWERS_OF_TEN[-exponent];
        if (digit % divisor != 0) {
            throw new ValueException("has more decimal places than " + type.name());
        }
        return digit / divisor;
    }

    private static long multiplied(int digit, long power, DecimalType type) {
        if (digit > POWERS_OF_TEN[type.precision()] / power) {
            throw outOfRange(type);
        }
        return digit * power;
    }

    private static ValueException outOfRange(DecimalType type) {
        return new ValueException("is out of the range of " + type.name());
    }

    static void encode(long unscaled, int scale, Bytes wire) {
        long magnitude = Math.abs(unscaled);
        int top = topDigit(magnitude, scale);
        int bottom = magnitude == 0 ? top + 1 : bottomDigit(magnitude, scale, top);
        int digits = top - bottom + 1;
        wire.writeInt(HEADER_BYTES + digits * Short.BYTES);
        wire.writeShort(digits);
        wire.writeShort(digits == 0 ? 0 : top);
        wire.writeShort(unscaled < 0 ? NEGATIVE : POSITIVE);
        wire.writeShort(scale);
        for (int position = top; position >= bottom; position--) {
            wire.writeShort(digitAt(magnitude, scale, position));
        }
    }

    /// The position of the first base-10000 digit that is not zero; digits left of the point count from 0 up.
    private static int topDigit(long magnitude, int scale) {
        int position = (DecimalType.PRECISION_MAX - scale) / BASE_DIGITS;
        while (position > -BASE_DIGITS - 1 && digitAt(magnitude, scale, position) == 0) {
            position--;
        }
        return position;
    }

    private static int bottomDigit(long magnitude, int scale, int top) {
        int position = -(scale + BASE_DIGITS - 1) / BASE_DIGITS;
        while (position < top && digitAt(magnitude, scale, position) == 0) {
            position++;
        }
        return position;
    }

    private static int digitAt(long magnitude, int scale, int position) {
        int exponent = position * BASE_DIGITS + scale;
        if (exponent >= POWERS_OF_TEN.length) {
            return 0;
        }
        if (exponent >= 0) {
            return (int) (magnitude / POWERS_OF_TEN[exponent] % BASE);
        }
        if (exponent <= -BASE_DIGITS) {
            return 0;
        }
        return (int) (magnitude % POWERS_OF_TEN[exponent + BASE_DIGITS] * POWERS_OF_TEN[-exponent]);
    }

    private static long[] powersOfTen() {
        long[] powers = new long[DecimalType.PRECISION_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
