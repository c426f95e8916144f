package dev.tidemark.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.runlog.SourceIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A source that is not the one of the newest run says so, and what that means.
class SourceNoticesTest {

    @ParameterizedTest
    @CsvSource({
        "78, shop, 1, 501, 'is another database than the one that run 1 was read from: it was `shop` of system 77, and is `shop` of system 78'",
        "77, shed, 1, 501, 'is another database than the one that run 1 was read from: it was `shop` of system 77, and is `shed` of system 77'",
        "77, shop, 2, 501, 'was restored or failed over since run 1: its timeline was 1, and is 2'",
        "77, shop, 1, 499, was set back to an earlier state than that of run 1"
    })
    void anotherSourceIsReadInFullAndSaysSo(
            String system, String database, long timeline, long position, String what) {
        assertThat(notices(Optional.of(run()), system, database, timeline, position))
                .containsExactly(
                        "the source "
                                + what
                                + ". Every table is read in full and compared with what is archived: rows that are the same make no new version,"
                                + " rows that are not here count as deleted. If that is not meant,"
                                + " correct TIDEMARK_SOURCE_URL or TIDEMARK_SOURCE_SECRET");
    }

    @Test
    void theSameSourceLaterSaysNothingAndNeitherDoesTheFirstOne() {
        assertThat(notices(Optional.of(run()), "77", "shop", 1, 501)).isEmpty();
        assertThat(notices(Optional.empty(), "77", "shop", 1, 501)).isEmpty();
    }

    private static List<String> notices(
            Optional<IngestLog> newest,
            String system,
            String database,
            long timeline,
            long position) {
        var pipeline =
                new Pipeline(
                        "shop",
                        Path.of("none"),
                        new SourceSettings(List.of("public"), Set.of(), Map.of()),
                        DeleteGuard.DEFAULT,
                        new WarehouseSettings("public", Optional.empty()),
                        List.of(),
                        "definition");
        return new SourceNotices(pipeline, newest)
                .of(
                        new SourceIdentity(system, database, timeline, position),
                        new Catalog(List.of(), List.of(), List.of()));
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
