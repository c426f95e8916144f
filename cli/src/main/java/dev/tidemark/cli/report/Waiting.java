package dev.tidemark.cli.report;

import dev.tidemark.ingest.FullReads;
import dev.tidemark.lake.Zone;
import dev.tidemark.process.Completions;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the newest runs left behind for the next one: until then no stage shows the source whole,
/// though it has handled every run.
///
/// @param tables those that ingest is to read in full
/// @param models those that process is to make whole
public record Waiting(Set<String> tables, Set<String> models) {

    public Waiting {
        tables = Set.copyOf(tables);
        models = Set.copyOf(models);
    }

    public static Waiting of(RunHistory history, Zone ingestion, Zone processed, String pipeline) {
        Set<String> tables = new TreeSet<>();
        history.ingested().newest().ifPresent(log -> add(tables, log, ingestion, pipeline));
        var newest = history.processed().newest();
        newest.ifPresent(log -> add(tables, log));
        return new Waiting(tables, modelsOf(newest, processed, pipeline));
    }

    /// The models of which the next run of process makes all rows.
    public static Set<String> modelsOf(
            Optional<ProcessLog> newest, Zone processed, String pipeline) {
        Set<String> models = new TreeSet<>();
        newest.stream()
                .flatMap(log -> log.models().stream())
                .filter(model -> model.outcome() == ProcessedModel.Outcome.SKIPPED)
                .forEach(model -> models.add(model.name()));
        models.addAll(new Completions(processed, pipeline).asked(newest));
        return models;
    }

    private static void add(Set<String> tables, IngestLog log, Zone ingestion, String pipeline) {
        new FullReads(ingestion, pipeline)
                .asked(log)
                .ifPresent(asked -> asked.stream().map(TableName::toString).forEach(tables::add));
        log.tables().stream()
                .filter(table -> table.mode() == IngestedTable.Mode.SKIPPED)
                .forEach(table -> tables.add(table.name().toString()));
    }

    private static void add(Set<String> tables, ProcessLog log) {
        log.state().stream()
                .filter(StateTable::stale)
                .forEach(table -> tables.add(table.name().toString()));
    }

    /// Everything that waits, tables first.
    List<String> all() {
        return Stream.concat(tables.stream().sorted(), models.stream().sorted()).toList();
    }
}
