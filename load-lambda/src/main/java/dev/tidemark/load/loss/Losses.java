package dev.tidemark.load.loss;

import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of a pipeline that miss rows which its runs have brought.
///
/// @param models the names of all its models
public record Losses(TableMemory memory, Set<String> models, List<Loss> found) {

    public Losses {
        models = Set.copyOf(models);
        found = List.copyOf(found);
    }

    /// Looks at the tables of all models of a run.
    public static Losses of(Connection connection, TableMemory memory, ProcessLog log)
            throws SQLException {
        return new Losses(
                memory,
                log.models().stream().map(ProcessedModel::name).collect(Collectors.toSet()),
                among(connection, memory, memory.read(connection, log.models())));
    }

    static List<Loss> among(
            Connection connection, TableMemory memory, Collection<KnownTable> tables)
            throws SQLException {
        List<KnownTable> telling =
                tables.stream().filter(KnownTable::showsLossByBeingEmpty).toList();
        Set<String> empty = memory.empty(connection, telling);
        return tables.stream().flatMap(table -> loss(table, empty).stream()).toList();
    }

    private static Optional<Loss> loss(KnownTable table, Set<String> empty) {
        return kind(table, empty)
                .map(kind -> new Loss(table.name(), table.model(), kind, table.since()));
    }

    /// A table that no run ever filled lacks nothing.
    private static Optional<Loss.Kind> kind(KnownTable table, Set<String> empty) {
        if (!table.filled()) {
            return Optional.empty();
        }
        return switch (table.identity()) {
            case ANOTHER -> Optional.of(Loss.Kind.MADE_ANEW);
            case MISSING -> Optional.of(Loss.Kind.GONE);
            case EMPTIED -> Optional.of(Loss.Kind.EMPTIED);
            case SAME, UNKNOWN ->
                    Optional.of(Loss.Kind.EMPTIED).filter(kind -> empty.contains(table.name()));
        };
    }

    /// Those whose rows are not on their way yet.
    ///
    /// @param asked the models of which all rows come with the next run
    public Losses beside(Set<String> asked) {
        return new Losses(
                memory,
                models,
                found.stream().filter(loss -> !asked.contains(loss.model())).toList());
    }

    public boolean areNone() {
        return found.isEmpty();
    }

    /// The models of which something is lost.
    Stream<String> affected() {
        return found.stream().map(Loss::model).distinct().sorted();
    }

    /// The facts that are there, but of which nobody knows which versions are current.
    static Stream<String> undecided(List<Loss> lost) {
        Set<String> tables = lost.stream().map(Loss::table).collect(Collectors.toSet());
        return lost.stream()
                .filter(Loss::isOfSuperseded)
                .map(Loss::model)
                .filter(fact -> !tables.contains(fact));
    }

    /// What to do about tables that are gone, once they are there again; empty where none is.
    public Optional<String> afterwards() {
        Losses gone =
                new Losses(
                        memory,
                        models,
                        found.stream().filter(loss -> loss.kind() == Loss.Kind.GONE).toList());
        return gone.areNone() ? Optional.empty() : Optional.of(new LossNotice(gone).afterwards());
    }

    /// What was lost and what to type; empty where nothing was.
    public Optional<String> notice() {
        return areNone() ? Optional.empty() : Optional.of(new LossNotice(this).text());
    }
}
