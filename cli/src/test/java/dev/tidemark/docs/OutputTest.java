package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {

    @Test
    void durationsSizesInstantsAndBlanksMayDiffer() {
        assertThat(tells("  run 1   777 kB    1.5 s", "  run 1    1.2 MB  12 ms")).isTrue();
        assertThat(tells("2026-11-21 09:21:27   2", "2027-01-01 00:00:00  2")).isTrue();
        assertThat(tells("at 127.0.0.1:33003/shop", "at 127.0.0.1:41999/shop")).isTrue();
    }

    @Test
    void nothingElseMay() {
        assertThat(tells("ingest 42,185 rows", "ingest 42,186 rows")).isFalse();
        assertThat(tells("first", "first\nsecond")).isFalse();
        assertThat(tells("first\nsecond", "first")).isFalse();
    }

    @Test
    void anEllipsisStandsForAnyLines() {
        assertThat(tells("first\n…\nlast", "first\n2\n3\nlast")).isTrue();
        assertThat(tells("first\n…\nlast", "first\nlast")).isTrue();
        assertThat(tells("…", "1\n2")).isTrue();
        assertThat(tells("first\n…\nlast", "first\n2\n3")).isFalse();
    }

    private static boolean tells(String said, String printed) {
        return Output.of(List.of(said.split("\n"))).tells(Output.of(List.of(printed.split("\n"))));
    }
}
