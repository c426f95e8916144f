package dev.tidemark.ingest;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Tables as a person names them: `table` or `schema.table`.
record TableNames(Set<String> names) {

    boolean contains(TableName table) {
        return names.stream().anyMatch(table::isCalled);
    }

    /// A misspelt name would silently ask for nothing, and one that two schemas have, for more than was
    /// meant.
    void requireAmong(Collection<TableName> known) {
        for (String name : new TreeSet<>(names)) {
            if (known.stream().noneMatch(table -> table.isCalled(name))) {
                throw TerminalFailure.configuration(
                        "no followed table has the name `%s`".formatted(name),
                        NearestName.hint(name, TableName.spelledLike(name, known)));
            }
            requireOne(name, known);
        }
    }

    private static void requireOne(String name, Collection<TableName> known) {
        List<String> called =
                known.stream()
                        .filter(table -> table.isCalled(name))
                        .map(TableName::toString)
                        .distinct()
                        .sorted()
                        .toList();
        if (called.size() > 1) {
            throw TerminalFailure.configuration(
                    "%d followed tables have the name `%s`".formatted(called.size(), name),
                    "write which is meant with its schema, or name each: "
                            + String.join(", ", called));
        }
    }
}
