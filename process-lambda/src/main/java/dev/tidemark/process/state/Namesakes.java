package dev.tidemark.process.state;

import dev.tidemark.process.state.SourceTable.Presence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The source tables, each of another schema, that have the name which a model reads.
///
/// @param tables those that are followed first, those that left before last
public record Namesakes(List<SourceTable> tables) {

    public Namesakes {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("a name that no table has");
        }
        tables =
                tables.stream()
                        .sorted(
                                Comparator.comparing(SourceTable::presence)
                                        .thenComparing(SourceTable::name))
                        .toList();
    }

    public static Namesakes of(String name, Collection<SourceTable> all) {
        return new Namesakes(all.stream().filter(t -> t.name().table().equals(name)).toList());
    }

    /// The one that the name stands for, unless it is [#contested()].
    public SourceTable meant() {
        return tables.getFirst();
    }

    /// The tables that the name may stand for with equal right; none if one has more right than any
    /// other. Of tables that left no row is left, so that any of them will do.
    public List<SourceTable> contested() {
        Presence best = meant().presence();
        List<SourceTable> equals = tables.stream().filter(t -> t.presence() == best).toList();
        boolean hasLeft = best == Presence.GONE || best == Presence.ABSENT;
        return equals.size() == 1 || hasLeft ? List.of() : equals;
    }

    /// Those in the run that the name does not stand for: before it, it may have stood for them.
    public List<SourceTable> others() {
        return tables.stream().skip(1).filter(t -> t.presence() != Presence.ABSENT).toList();
    }
}
