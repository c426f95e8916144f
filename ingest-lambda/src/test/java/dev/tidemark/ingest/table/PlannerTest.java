package dev.tidemark.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.source.SnapshotText;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.runlog.SourceIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        "77, shop, 1, 500, 100, 110, true, the same moment",
        "77, shop, 1, 501, 105, 120, true, a later one",
        "78, shop, 1, 501, 105, 120, false, another cluster",
        "77, shed, 1, 501, 105, 120, false, another database",
        "77, shop, 2, 501, 105, 120, false, another timeline",
        "77, shop, 1, 499, 105, 120, false, a position that went back",
        "77, shop, 1, 501,  99, 120, false, an xmin that went back",
        "77, shop, 1, 501, 105, 109, false, an xmax that went back"
    })
    void aSnapshotContinuesARunOnlyAsALaterMomentOfTheSameHistory(
            String system,
            String database,
            long timeline,
            long position,
            long xmin,
            long xmax,
            String continues,
            String what) {
        var now = new SourceIdentity(system, database, timeline, position);
        var text = new SnapshotText(xmin + ":" + xmax + ":", xmin, xmax);

        assertThat(Planner.continues(run(), now, text))
                .as(what)
                .isEqualTo(Boolean.parseBoolean(continues));
    }

    private static IngestLog run() {
        return new IngestLog(
                new RunHeader(
                        "shop",
                        Stage.INGEST,
                        RunNumber.FIRST,
                        new Attempt("0123456789abcdef"),
                        Optional.empty(),
                        new LogId("0123456789abcdef"),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "definition"),
                new Snapshot("100:110:100", 100, 110, List.of()),
                new SourceIdentity("77", "shop", 1, 500),
                List.of());
    }
}
