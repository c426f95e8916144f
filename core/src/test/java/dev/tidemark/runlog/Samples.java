package dev.tidemark.runlog;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Query logs of a pipeline named `sales`.
public final class Samples {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private Samples() {}

    public static IngestLog first() {
        return firstBy(0);
    }

    /// Run 1 as the n-th of several rivals would publish it.
    public static IngestLog firstBy(int n) {
        return log(
                RunNumber.FIRST, attempt(0xA000 + n), Optional.empty(), new LogId(hex(0xF000 + n)));
    }

    /// The same run by another attempt, of another log where it is run 1.
    public static IngestLog rivalOf(IngestLog log) {
        RunHeader header = log.header();
        return log(
                header.run(),
                attempt(0xB000 + header.run().value()),
                header.previous(),
                new LogId(hex(0xE000)));
    }

    public static IngestLog after(IngestLog log) {
        RunHeader header = log.header();
        RunNumber next = header.run().next();
        return log(
                next,
                attempt(0xA000 + next.value()),
                Optional.of(header.attempt()),
                header.logId());
    }

    /// Publishes until the log has that many runs, and returns those published.
    public static List<IngestLog> publish(RunLog<IngestLog> log, int runs) {
        List<IngestLog> published = new ArrayList<>();
        Optional<IngestLog> newest = log.newest();
        while (newest.map(n -> n.header().run().value()).orElse(0L) < runs) {
            IngestLog next = newest.map(Samples::after).orElseGet(Samples::first);
            log.publish(next);
            published.add(next);
            newest = Optional.of(next);
        }
        return published;
    }

    private static IngestLog log(
            RunNumber run, Attempt attempt, Optional<Attempt> previous, LogId logId) {
        return new IngestLog(
                new RunHeader(
                        "sales",
                        Stage.INGEST,
                        run,
                        attempt,
                        previous,
                        logId,
                        NOON,
                        NOON.plusSeconds(2),
                        NOON.plusSeconds(1),
                        "d".repeat(64)),
                new Snapshot("7483:7486:7483", 7483, 7486, List.of(7484L, 7485L)),
                new SourceIdentity("7345123412341234123", "totesys", 1, 23_456_789),
                List.of(table(run, attempt)));
    }

    private static IngestedTable table(RunNumber run, Attempt attempt) {
        Key key = Key.of("sales", "runs", run.padded(), "public.staff", attempt + "-00000.parquet");
        return new IngestedTable(
                new TableName("public", "staff"),
                IngestedTable.Mode.DELTA,
                "f1",
                List.of(
                        new TableColumn("staff_id", "int4", false),
                        new TableColumn("first_name", "text", true)),
                List.of("staff_id"),
                20,
                3,
                0,
                List.of(new DataFile(key, 3, 1_234, "0".repeat(64))),
                List.of(),
                List.of());
    }

    private static Attempt attempt(long n) {
        return new Attempt(hex(n));
    }

    private static String hex(long n) {
        return String.format(Locale.ROOT, "%016x", n);
    }
}
