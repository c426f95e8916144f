package dev.tidemark.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lambda.FunctionSettings.Processors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A page says how long each function takes from nothing to its first answer.
class FunctionResultsTest {

    @Test
    void theMedianIsWhatCounts() {
        assertThat(markdown(start(1.0, 100), start(3.0, 300), start(1.2, 200)))
                .contains("| ingest | all | 1.20 | 100 | 2.40 | 200 | met |\n");
    }

    @Test
    void aMissedAimStandsOut() {
        assertThat(markdown(start(1.51, 200))).contains("| **missed** |");
        assertThat(markdown(start(1.0, 513))).contains("| **missed** |");
    }

    private static String markdown(StartTimes... times) {
        return new FunctionResults(List.of(times), 10_000, times.length).markdown();
    }

    /// Idle in half the time and memory of the first call.
    private static StartTimes start(double idleSeconds, long firstMegabytes) {
        return new StartTimes(
                "ingest",
                Processors.ALL,
                new Call(Duration.ofMillis((long) (idleSeconds * 1000)), firstMegabytes << 19),
                new Call(Duration.ofMillis((long) (idleSeconds * 2000)), firstMegabytes << 20));
    }
}
