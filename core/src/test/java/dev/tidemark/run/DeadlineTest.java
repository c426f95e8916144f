package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void allowsWhatFitsIntoTheTimeThatIsLeft() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(deadline.allows(Duration.ofSeconds(10))).isTrue();
        assertThat(deadline.allows(Duration.ofSeconds(11))).isFalse();
    }

    @Test
    void hasNothingLeftWhenItHasPassed() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(-1), Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void neverEndsWhereNobodyWaits() {
        assertThat(Deadline.none().allows(Duration.ofDays(1))).isTrue();
    }
}
