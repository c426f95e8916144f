package dev.tidemark.ingest;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Tables as a person names them: `table` or `schema.table`.
record TableNames(Set<String> names) {

    boolean contains(TableName table) {
        return names.stream().anyMatch(table::isCalled);
    }

    /// A misspelt name would silently ask for nothing.
    void requireAmong(Collection<TableName> known) {
        for (String name : new TreeSet<>(names)) {
            if (known.stream().noneMatch(table -> table.isCalled(name))) {
                throw TerminalFailure.configuration(
                        "no followed table has the name `%s`".formatted(name),
                        NearestName.hint(name, TableName.spelledLike(name, known)));
            }
        }
    }
}
