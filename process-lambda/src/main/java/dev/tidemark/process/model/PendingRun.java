package dev.tidemark.process.model;

import dev.tidemark.failure.ShellWord;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A run that is to be processed, and what was ingested after it.
public record PendingRun(String pipeline, RunNumber run, RunLog<IngestLog> ingested) {

    /// Beyond it the newest run that has the column is named, which is as good.
    private static final int RUNS_LOOKED_AT_MAX = 100;

    /// The first later run in which the table has that column.
    Optional<RunNumber> laterWith(TableName table, String column) {
        return ingested.newest()
                .filter(log -> has(log, table, column))
                .map(log -> log.header().run())
                .filter(newest -> newest.compareTo(run) > 0)
                .map(newest -> first(table, column, newest));
    }

    private RunNumber first(TableName table, String column, RunNumber newest) {
        return LongStream.range(run.value() + 1, newest.value())
                .limit(RUNS_LOOKED_AT_MAX)
                .mapToObj(RunNumber::new)
                .filter(later -> has(ingested.require(later), table, column))
                .findFirst()
                .orElse(newest);
    }

    private static boolean has(IngestLog log, TableName table, String column) {
        return log.table(table)
                .filter(found -> found.mode() != IngestedTable.Mode.GONE)
                .filter(found -> found.columns().stream().anyMatch(c -> isNamed(c, column)))
                .isPresent();
    }

    /// As the engine compares names.
    static boolean isNamed(TableColumn column, String name) {
        return column.name().equalsIgnoreCase(name);
    }

    /// The command that leaves those tables out of the run, as messages show one: behind two blanks.
    public String skip(Collection<TableName> tables) {
        return "  tidemark skip %s --run %s%s --reason \"…\""
                .formatted(
                        pipeline,
                        run,
                        new TreeSet<>(tables)
                                .stream()
                                        .map(table -> " --table " + ShellWord.of(table.toString()))
                                        .collect(Collectors.joining()));
    }
}
