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
        List<KnownTable> touched = known.stream().filter(table -> isTouched(table, log)).toList();
        return new TablesOfRun(memory, log, known, Losses.among(connection, memory, touched));
    }

    /// To be called when the rows are in.
    public void note(Connection connection) throws SQLException {
        Set<String> whole = whole();
        memory.note(
                connection,
                known.stream().filter(table -> isNew(table, whole)).toList(),
                log.header().run());
        memory.noteEmptied(
                connection,
                known.stream().filter(table -> isHidden(table, whole)).toList(),
                log.header().run());
    }

    /// Of a table that the run leaves alone and that is noted already, it is told at any time
    /// whether it is empty.
    private static boolean isTouched(KnownTable table, ProcessLog log) {
        return table.identity() != KnownTable.Identity.SAME || isChanged(table.model(), log);
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
            case UNKNOWN -> !isEmptied(table) || whole.contains(table.model());
            case SAME ->
                    isEmptied(table)
                            ? whole.contains(table.model())
                            : !table.filled() && isChanged(table.model(), log);
            case ANOTHER, EMPTIED -> !table.filled() || whole.contains(table.model());
            case MISSING -> false;
        };
    }

    /// Whether it was emptied, and is not seen to be once the run has put rows into it.
    private boolean isHidden(KnownTable table, Set<String> whole) {
        return isEmptied(table) && !whole.contains(table.model());
    }

    private boolean isEmptied(KnownTable table) {
        return table.showsLossByBeingEmpty()
                && lost.stream().anyMatch(loss -> loss.table().equals(table.name()));
    }

    private static boolean isChanged(String model, ProcessLog log) {
        return log.model(model)
                .filter(of -> of.outcome() == ProcessedModel.Outcome.RAN)
                .isPresent();
    }
}
