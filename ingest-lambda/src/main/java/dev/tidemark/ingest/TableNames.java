package dev.tidemark.ingest;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
                        NearestName.hint(name, spellings(known)));
            }
        }
    }

    private static List<String> spellings(Collection<TableName> known) {
        return known.stream().flatMap(t -> Stream.of(t.table(), t.toString())).toList();
    }
}
