package dev.tidemark.process.origin;

import dev.tidemark.process.model.Relation;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where the values of a model's column come from, as far as its SQL tells.
public sealed interface Origin {

    /// A column of a relation that the model reads.
    record SourceColumn(Relation relation, String column) implements Comparable<SourceColumn> {

        private static final Comparator<SourceColumn> ORDER =
                Comparator.comparing(SourceColumn::relation).thenComparing(SourceColumn::column);

        /// With the table's own name: a fact's delta and a dimension's current state are the same
        /// table.
        @Override
        public String toString() {
            return relation.source() + "." + column;
        }

        @Override
        public int compareTo(SourceColumn other) {
            return ORDER.compare(this, other);
        }
    }

    /// The values of that column as they are.
    record Plain(SourceColumn source) implements Origin {
        @Override
        public SortedSet<SourceColumn> sources() {
            return new TreeSet<>(Set.of(source));
        }
    }

    /// Values computed of those columns; of none, if it is a constant.
    ///
    /// @param sql the expression as the engine writes it
    record Computed(SortedSet<SourceColumn> sources, String sql) implements Origin {}

    /// The SQL alone does not tell.
    record Unclear(String why) implements Origin {
        @Override
        public SortedSet<SourceColumn> sources() {
            return new TreeSet<>();
        }
    }

    SortedSet<SourceColumn> sources();
}
