package dev.tidemark.cli.skip;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the tables that somebody names among those of a run.
final class TablesOfRun {

    private TablesOfRun() {}

    /// @param wanted as `table` or `schema.table`; empty for all that the run changed
    static Set<TableName> named(IngestLog log, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return log.tables().stream()
                    .filter(IngestedTable::isChanged)
                    .map(IngestedTable::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        List<TableName> known = log.tables().stream().map(IngestedTable::name).toList();
        return wanted.stream()
                .map(name -> named(name, known))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TableName named(String wanted, List<TableName> known) {
        return known.stream()
                .filter(name -> name.isCalled(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                TerminalFailure.configuration(
                                        "the run has no table `%s`".formatted(wanted),
                                        NearestName.hint(
                                                wanted, TableName.spelledLike(wanted, known))));
    }

    static String text(Collection<TableName> names) {
        return names.stream().map(TableName::toString).collect(Collectors.joining(", "));
    }
}
