package dev.tidemark.process;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person decided to leave out of a run, and why.
sealed interface Skip {

    boolean covers(TableName table);

    Optional<String> reason();

    /// Nothing is left out.
    record Nothing() implements Skip {
        @Override
        public boolean covers(TableName table) {
            return false;
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /// These tables, and with them the models that read them.
    record Tables(Set<TableName> tables, Optional<String> reason) implements Skip {

        public Tables {
            tables = Set.copyOf(tables);
            requireReason(reason);
        }

        @Override
        public boolean covers(TableName table) {
            return tables.contains(table);
        }
    }

    /// The whole run: no model is run, not even looked at.
    record Everything(Optional<String> reason) implements Skip {

        public Everything {
            requireReason(reason);
        }

        @Override
        public boolean covers(TableName table) {
            return true;
        }
    }

    /// Finds the tables that a person named, as `schema.table` or `table`, among those of a run.
    ///
    /// @param named none means the whole run
    static Skip of(IngestLog upstream, Set<String> named, String reason) {
        if (reason.isBlank()) {
            throw TerminalFailure.configuration(
                    "a skip needs a reason: whoever reads the query log later wants to know",
                    "add --reason \"…\"");
        }
        if (named.isEmpty()) {
            return new Everything(Optional.of(reason));
        }
        List<TableName> known = upstream.tables().stream().map(IngestedTable::name).toList();
        return new Tables(
                named.stream().map(name -> find(name, known)).collect(Collectors.toSet()),
                Optional.of(reason));
    }

    private static TableName find(String name, List<TableName> known) {
        List<TableName> found = known.stream().filter(table -> table.isCalled(name)).toList();
        if (found.size() != 1) {
            throw TerminalFailure.configuration(
                    found.isEmpty()
                            ? "the run has no table `%s`".formatted(name)
                            : "the run has two tables `%s`".formatted(name),
                    found.isEmpty()
                            ? NearestName.hint(name, TableName.spelledLike(name, known))
                            : "name it with its schema");
        }
        return found.getFirst();
    }

    private static void requireReason(Optional<String> reason) {
        if (reason.filter(text -> !text.isBlank()).isEmpty()) {
            throw new IllegalArgumentException("a skip has a reason");
        }
    }
}
