package dev.tidemark.ingest;

import java.util.Optional;
import java.util.Set;

/// What somebody asks of one tick beyond the usual. Tables are named as `table` or `schema.table`.
///
/// @param full which tables to read whole, whatever changed
/// @param acceptDeletes tables whose deletions the guard rail lets pass this once
/// @param skip tables to leave out of this run
public record IngestOptions(Full full, Set<String> acceptDeletes, Optional<Skip> skip) {

    /// Which tables to read whole.
    public sealed interface Full {
        record AsNeeded() implements Full {}

        record All() implements Full {}

        record Tables(Set<String> names) implements Full {
            public Tables {
                names = Set.copyOf(names);
            }
        }
    }

    /// A run that leaves tables out, so that the others go on.
    ///
    /// @param tables the tables left out; empty for all of them
    public record Skip(Set<String> tables, String reason) {
        public Skip {
            tables = Set.copyOf(tables);
        }
    }

    public IngestOptions {
        acceptDeletes = Set.copyOf(acceptDeletes);
    }

    public static IngestOptions usual() {
        return new IngestOptions(new Full.AsNeeded(), Set.of(), Optional.empty());
    }

    public IngestOptions full(Full wanted) {
        return new IngestOptions(wanted, acceptDeletes, skip);
    }

    public IngestOptions acceptingDeletes(Set<String> tables) {
        return new IngestOptions(full, tables, skip);
    }

    public IngestOptions skipping(Skip left) {
        return new IngestOptions(full, acceptDeletes, Optional.of(left));
    }

    boolean isUsual() {
        return equals(usual());
    }
}
