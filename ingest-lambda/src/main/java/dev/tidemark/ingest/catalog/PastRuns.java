package dev.tidemark.ingest.catalog;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.TableName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What earlier runs say about a name in `pipeline.yaml` that the source does not know.
///
/// @param definition the pipeline's as it is now
/// @param at the query log of an earlier run
public record PastRuns(
        String definition,
        Optional<IngestLog> newest,
        Function<RunNumber, Optional<IngestLog>> at) {

    /// Far more than ever wait. Each costs a request, and only where a name looks misspelt.
    private static final int RUNS_SEARCHED_MAX = 100;

    public static PastRuns of(
            Pipeline pipeline, Optional<IngestLog> newest, RunLog<IngestLog> runs) {
        return new PastRuns(pipeline.definition(), newest, runs::at);
    }

    public static PastRuns none() {
        return new PastRuns("", Optional.empty(), run -> Optional.empty());
    }

    /// The tables of the newest run.
    Set<TableName> followed() {
        return newest.map(PastRuns::tables).orElse(Set.of());
    }

    /// The same, if it was made by this definition: nobody has agreed to them otherwise.
    Set<TableName> agreed() {
        return newest.filter(log -> log.header().definition().equals(definition))
                .map(PastRuns::tables)
                .orElse(Set.of());
    }

    /// Whether one of them has a table of that name, as `table` or `schema.table`.
    boolean have(String name) {
        long last = newest.map(log -> log.header().run().value()).orElse(0L);
        return LongStream.iterate(last, run -> run > 0, run -> run - 1)
                .limit(RUNS_SEARCHED_MAX)
                .mapToObj(RunNumber::new)
                .flatMap(run -> at.apply(run).stream())
                .flatMap(log -> tables(log).stream())
                .anyMatch(table -> name.equals(table.table()) || name.equals(table.toString()));
    }

    private static Set<TableName> tables(IngestLog log) {
        return log.tables().stream().map(IngestedTable::name).collect(Collectors.toSet());
    }
}
