package dev.tidemark.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers that `numeric` can hold, as text, in 16 bytes and in 8.
class NumericTextTest {
    private static final int BYTES_MAX = 1 << 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyNumberComesBackWithItsZeros(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String text = number(random, 1 + random.nextInt(400), random.nextInt(200));

            assertThat(through(text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void decimalsSpeakTheSameBytesWhateverTheirWidth(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            int precision = 19 + random.nextInt(20);
            WideDecimalType wide = new WideDecimalType(precision, random.nextInt(precision + 1));
            String text = number(random, precision, wide.scale());
            BytesVector kept = new BytesVector();
            Bytes wire = encoded(text);

            wide.decode(wire.array(), Integer.BYTES, wire.size() - Integer.BYTES, kept);

            assertThat(wide.text(kept, 0)).as("seed %d, %s", seed, wide).isEqualTo(text);
            Bytes back = new Bytes(BYTES_MAX);
            wide.encode(kept, 0, back);
            assertThat(bytes(back)).as("seed %d, %s", seed, wide).isEqualTo(bytes(wire));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shortDecimalsSpeakTheSameBytesToo(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            int precision = 1 + random.nextInt(18);
            DecimalType type = new DecimalType(precision, random.nextInt(precision + 1));
            LongVector value = new LongVector();
            String text = number(random, precision, type.scale());
            value.add(new BigDecimal(text).unscaledValue().longValueExact());
            Bytes wire = new Bytes(BYTES_MAX);

            type.encode(value, 0, wire);

            assertThat(bytes(encoded(text))).as("seed %d, %s", seed, type).isEqualTo(bytes(wire));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void malformedBytesAreRefusedAndNeverRunAway(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] wire = new byte[random.nextInt(24)];
            random.nextBytes(wire);
            if (wire.length >= 8 && random.nextBoolean()) {
                wire[0] = 0;
                wire[1] = (byte) ((wire.length - 8) / 2);
                wire[4] = 0;
                wire[5] = 0;
            }
            for (ColumnType type : Samples.types()) {
                try {
                    type.decode(wire, 0, wire.length, type.newVector());
                } catch (ValueException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.2.3", "1e5", " 1", "+1", "nan", "--1", "٣", "-NaN"})
    void whatIsNoPlainNumberIsRefused(String text) {
        assertThatThrownBy(() -> encoded(text))
                .isInstanceOf(ValueException.class)
                .hasMessage("is no plain decimal number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "-0", ".5", "1.", "-00.0"})
    void otherSpellingsMeanWhatTheyMean(String text) {
        assertThat(new BigDecimal(through(text))).isEqualByComparingTo(new BigDecimal(text));
    }

    private static String number(Random random, int precision, int scale) {
        BigInteger unscaled = new BigInteger(1 + random.nextInt(4 * precision), random);
        BigInteger zeros = BigInteger.TEN.pow(random.nextInt(precision));
        BigInteger kept = unscaled.multiply(zeros).remainder(BigInteger.TEN.pow(precision));
        BigDecimal number = new BigDecimal(kept, scale);
        return (random.nextBoolean() ? number : number.negate()).toPlainString();
    }

    private static String through(String text) {
        Bytes wire = encoded(text);
        BytesVector texts = new BytesVector();
        NumericType.UNBOUNDED.decode(
                wire.array(), Integer.BYTES, wire.size() - Integer.BYTES, texts);
        return texts.text(0);
    }

    private static Bytes encoded(String text) {
        BytesVector texts = new BytesVector();
        texts.add(text);
        Bytes wire = new Bytes(BYTES_MAX);
        NumericType.UNBOUNDED.encode(texts, 0, wire);
        return wire;
    }

    private static byte[] bytes(Bytes wire) {
        return Arrays.copyOf(wire.array(), wire.size());
    }
}
