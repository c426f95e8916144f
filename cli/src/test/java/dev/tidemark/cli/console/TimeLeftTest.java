package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final OptionalLong THOUSAND = OptionalLong.of(1_000);

    private final Ticking clock = new Ticking();
    private final TimeLeft left = new TimeLeft(clock);

    @Test
    void isWhatTheRestTakesAtThePaceSoFar() {
        clock.forward(Duration.ofSeconds(10));

        assertThat(left.after(250, THOUSAND)).contains(Duration.ofSeconds(30));
    }

    @Test
    void isNotKnownAtOnce() {
        clock.forward(TimeLeft.SETTLING.minusMillis(1));

        assertThat(left.after(250, THOUSAND)).isEmpty();
    }

    @Test
    void isNeverKnownWithoutAnExpectation() {
        clock.forward(Duration.ofSeconds(10));

        assertThat(left.after(250, OptionalLong.empty())).isEmpty();
    }

    @Test
    void isNotKnownOnceMoreCameThanWasExpected() {
        clock.forward(Duration.ofSeconds(10));

        assertThat(left.after(1_000, THOUSAND)).isEmpty();
        assertThat(left.after(2_000, THOUSAND)).isEmpty();
    }

    @Test
    void countsDownAtASteadyPace() {
        for (int second = 2; second < 100; second++) {
            clock.forward(second == 2 ? Duration.ofSeconds(2) : SECOND);

            assertThat(left.after(second * 10L, THOUSAND))
                    .contains(Duration.ofSeconds(100 - second));
        }
    }

    @Test
    void doesNotJumpWhenThePaceDoes() {
        clock.forward(Duration.ofSeconds(10));
        Duration before = left.after(500, THOUSAND).orElseThrow();

        clock.forward(Duration.ofMillis(100));
        Duration after = left.after(900, THOUSAND).orElseThrow();

        assertThat(before).isEqualTo(Duration.ofSeconds(10));
        assertThat(after).isBetween(Duration.ofMillis(9_500), Duration.ofMillis(9_900));
    }

    @Test
    void followsAPaceThatStaysDifferent() {
        clock.forward(Duration.ofSeconds(10));
        left.after(500, THOUSAND);
        Optional<Duration> last = Optional.empty();
        for (int second = 1; second <= 20; second++) {
            clock.forward(SECOND);
            last = left.after(500 + second, THOUSAND);
        }

        assertThat(last.orElseThrow().toSeconds()).isBetween(18L, 28L);
    }
}
