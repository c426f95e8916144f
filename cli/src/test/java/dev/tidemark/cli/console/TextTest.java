package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void groupsThousandsAndKnowsOneFromMany() {
        assertThat(Text.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Text.count(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Text.count(0, "row", "rows")).isEqualTo("0 rows");
    }

    @Test
    void writesBytesInDecimalUnits() {
        assertThat(Text.bytes(999)).isEqualTo("999 B");
        assertThat(Text.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Text.bytes(512_345_678)).isEqualTo("512 MB");
    }

    @Test
    void writesTimesAsLongAsTheyAreInteresting() {
        assertThat(Text.duration(Duration.ofMillis(84))).isEqualTo("0.08 s");
        assertThat(Text.duration(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
        assertThat(Text.duration(Duration.ofSeconds(605))).isEqualTo("10 min 05 s");
        assertThat(Text.duration(Duration.ofHours(26))).isEqualTo("26 h 00 min");
    }

    @Test
    void writesRatesPerSecond() {
        assertThat(Text.rate(500, Duration.ofSeconds(2))).isEqualTo("250 /s");
        assertThat(Text.rate(3_000_000, Duration.ofSeconds(2))).isEqualTo("1.5 M/s");
        assertThat(Text.rate(50_000, Duration.ofSeconds(1))).isEqualTo("50 k/s");
    }

    @Test
    void roundsTheTimeLeftSoThatItDoesNotFlicker() {
        assertThat(Text.left(Duration.ofMillis(300))).isEqualTo("1 s");
        assertThat(Text.left(Duration.ofSeconds(13))).isEqualTo("13 s");
        assertThat(Text.left(Duration.ofSeconds(41))).isEqualTo("45 s");
        assertThat(Text.left(Duration.ofSeconds(84))).isEqualTo("1 min 30 s");
        assertThat(Text.left(Duration.ofSeconds(1_201))).isEqualTo("21 min");
        assertThat(Text.left(Duration.ofSeconds(7_201))).isEqualTo("2 h 01 min");
    }

    @Test
    void wrapsSentencesAtBlanksAndLongWordsNever() {
        assertThat(Text.wrapped("one two three incomprehensible", 8))
                .containsExactly("one two", "three", "incomprehensible");
    }
}
