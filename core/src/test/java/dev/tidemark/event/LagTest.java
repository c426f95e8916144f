package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.run.Stage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @Test
    void isZeroWhenNothingIsLeftToDo() {
        assertThat(lag(Optional.empty()).line())
                .isEqualTo(
                        """
                        {"_aws":{"Timestamp":1793534400000,"CloudWatchMetrics":[{"Namespace":"Tidemark",\
                        "Dimensions":[["Pipeline","Stage"]],\
                        "Metrics":[{"Name":"LagSeconds","Unit":"Seconds"}]}]},\
                        "Pipeline":"sales","Stage":"load","LagSeconds":0}""");
    }

    @Test
    void isTheAgeOfTheOldestRunThatWaits() {
        assertThat(lag(Optional.of(NOON.minusSeconds(90))).line()).endsWith("\"LagSeconds\":90}");
    }

    @Test
    void isNeverNegativeWhereClocksDiffer() {
        assertThat(lag(Optional.of(NOON.plusSeconds(5))).line()).endsWith("\"LagSeconds\":0}");
    }

    private static Lag lag(Optional<Instant> waitingSince) {
        return Lag.of(Stage.LOAD, "sales", waitingSince, CLOCK);
    }
}
