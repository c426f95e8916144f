package dev.tidemark.load.loss;

import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables as a run found them, so that afterwards those can be noted that lack nothing. Within
/// the transaction of the run.
///
/// @param lost what could not be told from the tables afterwards
public record TablesOfRun(
        TableMemory memory, ProcessLog log, List<KnownTable> known, List<Loss> lost) {

    public static TablesOfRun before(Connection connection, TableMemory memory, ProcessLog log)
            throws SQLException {
        List<KnownTable> known = memory.read(connection, log.models());
        List<Loss> lost =
                known.stream().anyMatch(KnownTable::isAnother)
                        ? Losses.among(connection, memory, known)
                        : List.of();
        return new TablesOfRun(memory, log, known, lost);
    }

    /// To be called when the rows are in.
    public void note(Connection connection) throws SQLException {
        Set<String> whole = whole();
        memory.note(
                connection,
                known.stream().filter(table -> isNew(table, whole)).toList(),
                log.header().run());
    }

    /// The models of which the run brought every row, to where they belong.
    private Set<String> whole() {
        Set<String> undecided = Losses.undecided(lost).collect(Collectors.toSet());
        return log.models().stream()
                .filter(ProcessedModel::complete)
                .map(ProcessedModel::name)
                .filter(model -> !undecided.contains(model))
                .collect(Collectors.toSet());
    }

    private boolean isNew(KnownTable table, Set<String> whole) {
        return switch (table.identity()) {
            case UNKNOWN -> true;
            case SAME -> !table.filled() && isChanged(table.model());
            case ANOTHER -> !table.filled() || whole.contains(table.model());
            case MISSING -> false;
        };
    }

    private boolean isChanged(String model) {
        return log.model(model)
                .filter(of -> of.outcome() == ProcessedModel.Outcome.RAN)
                .isPresent();
    }
}
