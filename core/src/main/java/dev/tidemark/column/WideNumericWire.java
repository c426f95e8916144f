package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.ValueException;
import java.math.BigInteger;

/// A `numeric` of up to 38 digits from its wire format to a whole number of 128 bits, in two longs.
final class WideNumericWire {
    private static final int BASE_DIGITS = 4;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

    /// Ten to the power of the index, the upper and the lower 64 bits.
    private static final long[] HIGH = new long[WideDecimalType.PRECISION_MAX + 1];

    private static final long[] LOW = new long[WideDecimalType.PRECISION_MAX + 1];

    static {
        for (int i = 0; i < HIGH.length; i++) {
            BigInteger power = BigInteger.TEN.pow(i);
            HIGH[i] = power.shiftRight(Long.SIZE).longValue();
            LOW[i] = power.longValue();
        }
    }

    private WideNumericWire() {}

    /// Appends 16 bytes.
    static void decode(byte[] wire, int offset, int length, WideDecimalType type, Bytes into) {
        int digits = NumericWire.digits(wire, offset, length);
        int sign = NumericWire.sign(wire, offset);
        NumericWire.requireFinite(sign);
        if (BigEndian.shortAt(wire, offset + 6) > type.scale()) {
            throw tooManyPlaces(type);
        }
        int weight = BigEndian.shortAt(wire, offset + 2);
        long high = 0;
        long low = 0;
        for (int i = 0; i < digits || (high | low) != 0; i++) {
            int exponent = BASE_DIGITS * (weight - i) + type.scale();
            int digit = i < digits ? NumericWire.digitAt(wire, offset, i) : 0;
            if (exponent <= -BASE_DIGITS) {
                requireNone(digit, type);
                if (i >= digits) {
                    break;
                }
                continue;
            }
            int taken = BASE_DIGITS + Math.min(0, exponent);
            requireBelow(high, low, WideDecimalType.PRECISION_MAX - taken, type);
            long factor = POWERS[taken];
            long carry = Math.unsignedMultiplyHigh(low, factor);
            low *= factor;
            high = high * factor + carry;
            int dropped = POWERS[BASE_DIGITS - taken];
            requireNone(digit % dropped, type);
            long sum = low + digit / dropped;
            high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
            low = sum;
        }
        requireBelow(high, low, type.precision(), type);
        boolean negative = sign == NumericWire.NEGATIVE;
        into.writeLong(negative ? ~high + (low == 0 ? 1 : 0) : high);
        into.writeLong(negative ? -low : low);
    }

    private static void requireNone(int rest, WideDecimalType type) {
        if (rest != 0) {
            throw tooManyPlaces(type);
        }
    }

    private static void requireBelow(long high, long low, int power, WideDecimalType type) {
        boolean below =
                high < HIGH[power]
                        || (high == HIGH[power] && Long.compareUnsigned(low, LOW[power]) < 0);
        if (!below) {
            throw new ValueException("is out of the range of " + type.name());
        }
    }

    private static ValueException tooManyPlaces(WideDecimalType type) {
        return new ValueException("has more decimal places than " + type.name());
    }
}
