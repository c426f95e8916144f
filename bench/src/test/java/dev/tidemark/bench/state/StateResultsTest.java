package dev.tidemark.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What reading the current state took is told as it was.
class StateResultsTest {

    @Test
    void theMediansAreCompared() {
        var times =
                StateTimes.of(
                        List.of(
                                "something else",
                                StateTimes.line(9, 300, 200),
                                StateTimes.line(9, 900, 210),
                                StateTimes.line(9, 310, 190)));

        assertThat(new StateResults(times, 5_000_000, 100).markdown())
                .startsWith(StateResults.TITLE)
                .contains("All columns of 5,000,000 orders after 100 runs", "(9 files)")
                .contains("310 ms and 200 ms")
                .contains("1.55 of the plain file's time; the aim is at most 1.60: met.");
    }

    @Test
    void aMissedAimStandsOut() {
        assertThat(new StateResults(new StateTimes(9, 400, 200), 10, 1).markdown())
                .contains("2.00 of the plain file's time; the aim is at most 1.60: **missed**.");
    }
}
