package dev.tidemark.local.bus;

import dev.tidemark.event.Answer;
import dev.tidemark.event.InvocationEvent;
import dev.tidemark.event.InvocationEvent.ObjectsCreated;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stages that move no data, but follow each other's run logs and read their events as real ones do.
final class FakeStages {

    static final String PIPELINE = "sales";

    final RunLog<IngestLog> ingested = RunLog.ingested(new MemoryZone(), PIPELINE);
    final RunLog<ProcessLog> processed = RunLog.processed(new MemoryZone(), PIPELINE);
    final List<RunNumber> loaded = new ArrayList<>();

    /// What called process and load: `schedule`, or how many objects the notification named.
    final List<String> calls = new ArrayList<>();

    private Optional<Position> ledger = Optional.empty();

    Zones zones() {
        return new Zones(PIPELINE, "ingestion-bucket", ingested, "processed-bucket", processed);
    }

    Handlers handlers() {
        return new Handlers(
                (event, answer, context) -> ingest(event, answer),
                (event, answer, context) -> process(event),
                (event, answer, context) -> load(event));
    }

    /// One more run in the ingestion zone.
    void ingest(InputStream event, OutputStream answer) throws IOException {
        if (!(InvocationEvent.parse(event) instanceof InvocationEvent.Scheduled)) {
            throw new IllegalStateException("ingest is called by the schedule only");
        }
        publishOne();
        Answer.write(answer, "published");
    }

    void publishOne() {
        long newest = ingested.newest().map(log -> log.header().run().value()).orElse(0L);
        Samples.publish(ingested, (int) newest + 1);
    }

    private void process(InputStream event) {
        note("process", event, "ingestion-bucket");
        Optional<Position> position =
                processed
                        .newest()
                        .map(log -> new Position(log.header().logId(), run(log), log.upstream()));
        var backlog = Backlog.of("process", position, ingested);
        backlog.ifPresent(
                work -> {
                    for (RunNumber run = work.next(); work.reaches(run); run = run.next()) {
                        processed.publish(processed(ingested.require(run)));
                    }
                });
    }

    private void load(InputStream event) {
        note("load", event, "processed-bucket");
        Backlog.of("load", ledger, processed)
                .ifPresent(
                        work -> {
                            for (RunNumber run = work.next(); work.reaches(run); run = run.next()) {
                                RunHeader header = processed.require(run).header();
                                loaded.add(run);
                                ledger =
                                        Optional.of(
                                                new Position(
                                                        header.logId(), run, header.attempt()));
                            }
                        });
    }

    private void note(String stage, InputStream json, String bucket) {
        InvocationEvent event = InvocationEvent.parse(json);
        if (event instanceof ObjectsCreated created) {
            created.requireQueryLogs(bucket, PIPELINE);
            calls.add(stage + " by " + created.objects().size());
        } else {
            calls.add(stage + " by schedule");
        }
    }

    private static RunNumber run(ProcessLog log) {
        return log.header().run();
    }

    private static ProcessLog processed(IngestLog log) {
        RunHeader header = log.header();
        return new ProcessLog(
                new RunHeader(
                        PIPELINE,
                        Stage.PROCESS,
                        header.run(),
                        header.attempt(),
                        header.previous(),
                        header.logId(),
                        header.startedAt(),
                        header.completedAt(),
                        header.lastSuccessfulQuery(),
                        header.definition()),
                header.attempt(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
