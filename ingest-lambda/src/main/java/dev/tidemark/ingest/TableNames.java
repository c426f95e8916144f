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
        return names.contains(table.table()) || names.contains(table.toString());
    }

    /// A misspelt name would silently ask for nothing.
    void requireAmong(Collection<TableName> known) {
        for (String name : new TreeSet<>(names)) {
            if (known.stream().noneMatch(new TableNames(Set.of(name))::contains)) {
                throw TerminalFailure.configuration(
                        "no followed table has the name `%s`".formatted(name),
                        NearestName.hint(name, known.stream().map(TableName::toString).toList()));
            }
        }
    }
}
