package dev.tidemark.load;

import dev.tidemark.column.Columns;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.parquet.ParquetWriter;
import dev.tidemark.parquet.WrittenFile;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Identities;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.TableColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Publishes runs in a processed zone, as the process stage would.
final class ProcessedRuns {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Zone zone;
    private final String pipeline;
    private final RunLog<ProcessLog> log;
    private final Identities identities;
    private String definition = "d".repeat(64);

    ProcessedRuns(Zone zone, String pipeline, long seed) {
        this.zone = zone;
        this.pipeline = pipeline;
        this.log = RunLog.processed(zone, pipeline);
        this.identities = new Identities(new Random(seed));
    }

    /// From now on, runs are made by that definition.
    void define(String hash) {
        definition = hash;
    }

    /// The next run, with those models; others did not change.
    ProcessLog publish(ModelRows... models) {
        Optional<ProcessLog> before = log.newest();
        RunNumber run = before.map(b -> b.header().run().next()).orElse(RunNumber.FIRST);
        Attempt attempt = identities.attempt();
        LogId logId = before.map(b -> b.header().logId()).orElseGet(identities::logId);
        var header =
                new RunHeader(
                        pipeline,
                        Stage.PROCESS,
                        run,
                        attempt,
                        before.map(b -> b.header().attempt()),
                        logId,
                        NOON,
                        NOON,
                        NOON,
                        definition);
        var processed =
                new ProcessLog(
                        header,
                        identities.attempt(),
                        Optional.empty(),
                        List.of(),
                        Stream.of(models).map(model -> model(model, run, attempt)).toList());
        log.publish(processed);
        return processed;
    }

    private ProcessedModel model(ModelRows model, RunNumber run, Attempt attempt) {
        return new ProcessedModel(
                model.name(),
                model.kind(),
                model.history(),
                ProcessedModel.Outcome.RAN,
                "e".repeat(64),
                List.of("delta.public.order"),
                model.key(),
                model.columns().list().stream()
                        .map(c -> new TableColumn(c.name(), c.type().name(), true))
                        .toList(),
                model.complete(),
                model.rows().size(),
                model.left().size(),
                files(model.rows(), model.columns(), folder(model, run), attempt + "-00000"),
                files(
                        model.left(),
                        model.columns().project(model.key()),
                        folder(model, run),
                        attempt + "-left-00000"));
    }

    private Key folder(ModelRows model, RunNumber run) {
        return Key.of(pipeline, "runs", run.padded(), Key.encode(model.name()));
    }

    private List<DataFile> files(
            List<@Nullable Object[]> rows, Columns columns, Key folder, String name) {
        if (rows.isEmpty()) {
            return List.of();
        }
        try {
            Path file = Files.createTempFile("processed-", ".parquet");
            WrittenFile written;
            try (ParquetWriter writer = ParquetWriter.create(file, columns)) {
                writer.write(ModelRows.batch(columns, rows));
                written = writer.finish();
            }
            Key key = Key.of(folder.value(), name + ".parquet");
            zone.upload(key, file);
            Files.delete(file);
            return List.of(new DataFile(key, written.rows(), written.bytes(), written.sha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
