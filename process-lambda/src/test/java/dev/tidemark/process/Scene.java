package dev.tidemark.process;

import dev.tidemark.lake.MemoryZone;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Engine;
import dev.tidemark.process.engine.KeptFiles;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Identities;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/// A source, both zones and a process stage between them, all in memory.
final class Scene implements AutoCloseable {

    final MemoryZone ingestion = new MemoryZone();
    final MemoryZone processed = new MemoryZone();
    final Folder folder;
    final IngestedSource source;
    final MergedModels merged;
    final KeptFiles kept;
    private final Path temporary;
    private long seed;

    Scene(Path temporary) {
        this.temporary = temporary;
        this.kept = new KeptFiles(made("kept"));
        this.folder = new Folder(made("pipelines"));
        this.source = new IngestedSource(ingestion, Folder.NAME, made("source"), 1);
        this.merged = new MergedModels(processed, Folder.NAME, made("merged"));
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(temporary.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A stage that has only just started, with the pipeline as its folder is now.
    Processing stage() {
        return stage(new DuckDb(200, 2), Progress.SILENT);
    }

    Processing stage(Engine engine, Progress progress) {
        seed++;
        return new Processing(
                folder.read(),
                new Zones(ingestion, processed),
                engine,
                made("work"),
                kept,
                new Identities(new Random(1000 + seed)),
                Clock.systemUTC(),
                progress);
    }

    ProcessResult process() {
        return stage().catchUp(Deadline.none());
    }

    ProcessResult ingestAndProcess() {
        source.ingest();
        return process();
    }

    ProcessLog newest() {
        return RunLog.processed(processed, Folder.NAME).newest().orElseThrow();
    }

    ProcessLog run(long number) {
        return RunLog.processed(processed, Folder.NAME).require(new RunNumber(number));
    }

    ProcessedModel model(String name) {
        return newest().model(name).orElseThrow();
    }

    /// The model's rows as a destination has them after all runs so far.
    List<List<String>> rows(String model) {
        merged.catchUp();
        return merged.rows(model);
    }

    /// How many files the stage left in its temporary folder.
    long leftovers() {
        try (var files = Files.list(made("work"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        source.close();
        merged.close();
        kept.close();
    }
}
