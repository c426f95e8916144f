package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import org.junit.jupiter.api.Test;

class RecorderTest {

    @Test
    void forgetsTheOldestRunsSoThatItDoesNotGrowForEver() {
        var recorder = new Recorder();
        for (long run = 1; run <= Recorder.RUNS_MAX + 1; run++) {
            recorder.runStarted(Stage.LOAD, new RunNumber(run));
            recorder.relationDone(Stage.LOAD, "fact_sales_order", 7, 0);
        }

        assertThat(recorder.of(new RunNumber(1)).rows()).isZero();
        assertThat(recorder.of(new RunNumber(2)).rows()).isEqualTo(7);
        assertThat(recorder.of(new RunNumber(Recorder.RUNS_MAX + 1)).rows()).isEqualTo(7);
    }
}
