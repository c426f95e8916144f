package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A `numeric` of any size between its wire format and its decimal text, as `numeric_out` prints it.
final class NumericText {
    private static final int BASE_DIGITS = 4;
    private static final int[] POWERS = {1, 10, 100, 1_000};
    private static final byte[] NAN = ascii("NaN");
    private static final byte[] INFINITY = ascii("Infinity");
    private static final byte[] NEGATIVE_INFINITY = ascii("-Infinity");

    /// Postgres source, `NUMERIC_DSCALE_MAX` and `NUMERIC_WEIGHT_MAX`.
    private static final int SCALE_MAX = 16_383;

    private static final int WHOLE_DIGITS_MAX = 131_072;

    private NumericText() {}

    /// Appends the text.
    static void decode(byte[] wire, int offset, int length, Bytes text) {
        int digits = NumericWire.digits(wire, offset, length);
        int sign = NumericWire.sign(wire, offset);
        switch (sign) {
            case NumericWire.NAN -> text.write(NAN, 0, NAN.length);
            case NumericWire.POSITIVE_INFINITY -> text.write(INFINITY, 0, INFINITY.length);
            case NumericWire.NEGATIVE_INFINITY ->
                    text.write(NEGATIVE_INFINITY, 0, NEGATIVE_INFINITY.length);
            case NumericWire.POSITIVE -> finite(wire, offset, digits, text);
            case NumericWire.NEGATIVE -> {
                text.write('-');
                finite(wire, offset, digits, text);
            }
            default -> throw new ValueException("came as a numeric of unknown sign " + sign);
        }
    }

    private static void finite(byte[] wire, int offset, int digits, Bytes text) {
        int weight = BigEndian.shortAt(wire, offset + 2);
        int scale = BigEndian.shortAt(wire, offset + 6);
        if (scale < 0 || scale > SCALE_MAX) {
            throw new ValueException("came as a numeric with " + scale + " decimal places");
        }
        whole(wire, offset, digits, weight, text);
        if (scale > 0) {
            text.write('.');
        }
        for (int place = 0; place < scale; place++) {
            int group = digit(wire, offset, digits, weight + 1 + place / BASE_DIGITS);
            text.write('0' + group / POWERS[BASE_DIGITS - 1 - place % BASE_DIGITS] % 10);
        }
    }

    private static void whole(byte[] wire, int offset, int digits, int weight, Bytes text) {
        int before = text.size();
        for (int i = 0; i <= weight; i++) {
            int group = digit(wire, offset, digits, i);
            for (int power = BASE_DIGITS - 1; power >= 0; power--) {
                int figure = group / POWERS[power] % 10;
                if (figure > 0 || text.size() > before) {
                    text.write('0' + figure);
                }
            }
        }
        if (text.size() == before) {
            text.write('0');
        }
    }

    private static int digit(byte[] wire, int offset, int digits, int index) {
        return index < 0 || index >= digits ? 0 : NumericWire.digitAt(wire, offset, index);
    }

    /// Writes the length as four bytes and the wire format. A text that is no plain decimal number is refused.
    static void encode(byte[] text, int offset, int length, Bytes wire) {
        int end = offset + length;
        if (is(NAN, text, offset, end)) {
            special(NumericWire.NAN, wire);
        } else if (is(INFINITY, text, offset, end)) {
            special(NumericWire.POSITIVE_INFINITY, wire);
        } else if (is(NEGATIVE_INFINITY, text, offset, end)) {
            special(NumericWire.NEGATIVE_INFINITY, wire);
        } else {
            boolean negative = length > 0 && text[offset] == '-';
            int start = negative ? offset + 1 : offset;
            finite(text, start, end, negative ? NumericWire.NEGATIVE : NumericWire.POSITIVE, wire);
        }
    }

    private static boolean is(byte[] word, byte[] text, int from, int to) {
        return Arrays.equals(word, 0, word.length, text, from, to);
    }

    private static void special(int sign, Bytes wire) {
        header(0, 0, sign, 0, wire);
    }

    private static void finite(byte[] text, int start, int end, int sign, Bytes wire) {
        int point = point(text, start, end);
        int scale = Math.max(0, end - point - 1);
        if (scale > SCALE_MAX || point - start > WHOLE_DIGITS_MAX) {
            throw new ValueException("has more digits than numeric");
        }
        int top = Math.ceilDiv(point - start, BASE_DIGITS) - 1;
        int bottom = -Math.ceilDiv(scale, BASE_DIGITS);
        while (top >= bottom && group(text, start, point, end, top) == 0) {
            top--;
        }
        while (bottom < top && group(text, start, point, end, bottom) == 0) {
            bottom++;
        }
        int digits = top - bottom + 1;
        header(
                digits,
                digits == 0 ? 0 : top,
                digits == 0 ? NumericWire.POSITIVE : sign,
                scale,
                wire);
        for (int position = top; position >= bottom; position--) {
            wire.writeShort(group(text, start, point, end, position));
        }
    }

    /// Where the decimal point is, or would be.
    private static int point(byte[] text, int start, int end) {
        int point = end;
        int figures = 0;
        for (int i = start; i < end; i++) {
            if (text[i] == '.' && point == end) {
                point = i;
            } else if (text[i] >= '0' && text[i] <= '9') {
                figures++;
            } else {
                throw new ValueException("is no plain decimal number");
            }
        }
        if (figures == 0) {
            throw new ValueException("is no plain decimal number");
        }
        return point;
    }

    /// The base-10000 digit of that position; positions left of the point count from 0 up.
    private static int group(byte[] text, int start, int point, int end, int position) {
        int group = 0;
        for (int i = BASE_DIGITS - 1; i >= 0; i--) {
            int place = position * BASE_DIGITS + i;
            int at = place >= 0 ? point - 1 - place : point - place;
            group = group * 10 + (at >= start && at < end ? text[at] - '0' : 0);
        }
        return group;
    }

    private static void header(int digits, int weight, int sign, int scale, Bytes wire) {
        wire.writeInt(NumericWire.HEADER_BYTES + digits * Short.BYTES);
        wire.writeShort(digits);
        wire.writeShort(weight);
        wire.writeShort(sign);
        wire.writeShort(scale);
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
