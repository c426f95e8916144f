package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Key;
import dev.tidemark.process.ProcessResult.NothingNew;
import dev.tidemark.process.ProcessResult.OutOfTime;
import dev.tidemark.process.ProcessResult.Overtaken;
import dev.tidemark.process.ProcessResult.Published;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call handles every run that there is, in order, whatever called it.
class CatchUpTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void threeRuns() {
        scene = new Scene(temporary);
        scene.source.table("orders", "order_id", "order_id integer", "price integer");
        scene.folder.fact("fact_order", "order_id", "select order_id, price from delta.orders");
        for (int run = 1; run <= 3; run++) {
            scene.source.execute("insert into src.orders values (%d, %d)".formatted(run, run));
            scene.source.execute("update src.orders set price = price + 1");
            scene.source.ingest();
        }
    }

    @Test
    void handlesTheWholeBacklogInOrder() {
        ProcessResult result = scene.process();

        assertThat(((Published) result).runs())
                .extracting(run -> run.run().value())
                .containsExactly(1L, 2L, 3L);
        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("1", "4"), List.of("2", "4"), List.of("3", "4"));
    }

    @Test
    void everyQueryLogContinuesTheOneBefore() {
        scene.process();

        for (long run = 2; run <= 3; run++) {
            assertThat(scene.run(run).header().previous())
                    .contains(scene.run(run - 1).header().attempt());
            assertThat(scene.run(run).upstream()).isEqualTo(upstream(run).header().attempt());
            assertThat(scene.run(run).header().logId()).isEqualTo(upstream(run).header().logId());
            assertThat(scene.run(run).header().lastSuccessfulQuery())
                    .isEqualTo(upstream(run).header().lastSuccessfulQuery());
            assertThat(scene.run(run).header().definition())
                    .isEqualTo(scene.folder.read().definition());
        }
    }

    @Test
    void stopsBetweenTwoRunsBeforeItsTimeIsUp() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        ProcessResult result = scene.stage().catchUp(Deadline.in(Duration.ZERO, clock));

        Instant since = upstream(1).header().lastSuccessfulQuery();
        assertThat(result).isEqualTo(new OutOfTime(List.of(), RunNumber.FIRST, since));
        assertThat(scene.processed.keys()).isEmpty();
    }

    @Test
    void goesOnWhereTheLastCallEnded() {
        scene.process();
        scene.source.execute("update src.orders set price = 0 where order_id = 2");
        scene.source.ingest();

        scene.process();

        assertThat(scene.rows("fact_order")).contains(List.of("2", "0")).hasSize(3);
    }

    @Test
    void manyCallsAtOncePublishEachRunOnce() throws Exception {
        List<Callable<ProcessResult>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Processing stage = scene.stage();
            calls.add(() -> stage.catchUp(Deadline.none()));
        }

        List<RunNumber> published = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<ProcessResult> call : threads.invokeAll(calls)) {
                switch (call.get()) {
                    case Published(var runs) -> runs.forEach(run -> published.add(run.run()));
                    case Overtaken overtaken -> {}
                    case NothingNew nothing -> {}
                    case OutOfTime outOfTime -> throw new AssertionError(outOfTime);
                }
            }
        }

        assertThat(published)
                .containsExactlyInAnyOrder(RunNumber.FIRST, new RunNumber(2), new RunNumber(3));
        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("1", "4"), List.of("2", "4"), List.of("3", "4"));
    }

    @Test
    void twoAttemptsAtARunMakeTheSameRows() {
        scene.process();
        var first = scene.model("fact_order");
        scene.processed.remove(RunLog.keyOf(Folder.NAME, new RunNumber(3)));

        scene.process();

        assertThat(scene.model("fact_order").files())
                .extracting(file -> file.sha256())
                .isEqualTo(first.files().stream().map(file -> file.sha256()).toList());
        assertThat(scene.model("fact_order").files()).isNotEqualTo(first.files());
    }

    @Test
    void anEmptiedUpstreamZoneStops() {
        scene.process();
        List.copyOf(scene.ingestion.keys()).forEach(scene.ingestion::remove);

        assertThatThrownBy(scene::process)
                .hasMessageContaining("holds no run at all: it was emptied or swapped");
    }

    @Test
    void aSwappedUpstreamZoneStops() {
        scene.process();
        List.copyOf(scene.ingestion.keys()).forEach(scene.ingestion::remove);
        try (var other =
                new IngestedSource(scene.ingestion, Folder.NAME, temporary.resolve("source"), 99)) {
            other.table("orders", "order_id", "order_id integer", "price integer");
            for (int run = 1; run <= 4; run++) {
                other.ingest();
            }
        }

        assertThatThrownBy(scene::process)
                .hasMessageContaining("holds another run 3 than the one that was followed");
    }

    @Test
    void aChangedDataFileStops() throws Exception {
        Key key =
                scene.ingestion.keys().stream()
                        .filter(k -> k.value().contains("000000002/public.orders"))
                        .findFirst()
                        .orElseThrow();
        byte[] content = scene.ingestion.read(key).orElseThrow();
        content[content.length / 2]++;
        Path file = temporary.resolve("changed");
        Files.write(file, content);
        scene.ingestion.upload(key, file);

        assertThatThrownBy(scene::process)
                .hasMessageContaining("is not the file that the query log describes");
        assertThat(scene.newest().header().run()).isEqualTo(RunNumber.FIRST);
    }

    @Test
    void nothingIngestedIsNothingNew() {
        scene.process();

        assertThat(scene.process())
                .isEqualTo(new NothingNew(Optional.of(new RunNumber(3))))
                .returns("nothing new since run 3", ProcessResult::text);
    }

    private IngestLog upstream(long run) {
        return RunLog.ingested(scene.ingestion, Folder.NAME).require(new RunNumber(run));
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
