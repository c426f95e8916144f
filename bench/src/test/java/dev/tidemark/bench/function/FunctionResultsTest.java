package dev.tidemark.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lambda.FunctionSettings.Processors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A page says how long each function takes from nothing to its first answer.
class FunctionResultsTest {

    @Test
    void theMedianIsWhatCounts() {
        assertThat(markdown(start(1.0, 100), start(3.0, 300), start(1.2, 200)))
                .contains("| ingest | all | 0.90 | 1.20 | 100 | 2.40 | 200 | met |\n");
    }

    @Test
    void aMissedAimStandsOut() {
        assertThat(markdown(start(2.02, 200))).contains("| **missed** |");
        assertThat(markdown(start(1.0, 513))).contains("| **missed** |");
    }

    @Test
    void theAimIsTheFirstQuery() {
        assertThat(markdown(start(1.99, 200))).contains("| 1.49 | 1.99 |", "| met |");
    }

    @Test
    void aStageWithoutADatabaseIsMeasuredByItsAnswer() {
        var slow = new Call(Duration.ofMillis(1510), Optional.empty(), 100 << 20);
        assertThat(markdown(new StartTimes("process", Processors.ALL, slow, slow)))
                .contains("| process | all | – | 1.51 |", "| **missed** |");
    }

    private static String markdown(StartTimes... times) {
        return new FunctionResults(List.of(times), 10_000, times.length).markdown();
    }

    /// The first query after three quarters of an idle call, which takes half the time and memory of the first call.
    private static StartTimes start(double idleSeconds, long firstMegabytes) {
        return new StartTimes(
                "ingest",
                Processors.ALL,
                call(idleSeconds, firstMegabytes << 19),
                call(idleSeconds * 2, firstMegabytes << 20));
    }

    private static Call call(double seconds, long bytes) {
        return new Call(millis(seconds), Optional.of(millis(seconds * 3 / 4)), bytes);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
