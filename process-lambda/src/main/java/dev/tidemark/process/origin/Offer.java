package dev.tidemark.process.origin;

import dev.tidemark.process.model.Relation;
import dev.tidemark.process.origin.Origin.SourceColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The columns that a part of a model's SQL offers to what stands around it, each with its origin.
///
/// @param named in the order of the SQL, by their names in lower case
/// @param open the relations of which any column may be there; empty for one that nothing is known of
record Offer(Map<String, Origin> named, List<Optional<Relation>> open) {

    /// Whatever it offers, the SQL alone does not tell where it comes from.
    static final Offer UNKNOWN = new Offer(Map.of(), List.of(Optional.empty()));

    Offer {
        named = new LinkedHashMap<>(named);
        open = List.copyOf(open);
    }

    static Offer all(Relation relation) {
        return new Offer(Map.of(), List.of(Optional.of(relation)));
    }

    static Offer only(Relation relation, List<String> columns) {
        var named = new LinkedHashMap<String, Origin>();
        for (String column : columns) {
            named.put(column, new Origin.Plain(new SourceColumn(relation, column)));
        }
        return new Offer(named, List.of());
    }

    static Offer one(String column, Origin origin) {
        return new Offer(Map.of(column, origin), List.of());
    }

    /// What all of them offer; of two columns with one name, the first.
    static Offer of(Collection<Offer> offers) {
        var named = new LinkedHashMap<String, Origin>();
        var open = new ArrayList<Optional<Relation>>();
        for (Offer offer : offers) {
            offer.named.forEach(named::putIfAbsent);
            open.addAll(offer.open);
        }
        return new Offer(named, open);
    }

    Origin find(String column) {
        Origin origin = named.get(key(column));
        if (origin != null) {
            return origin;
        }
        if (open.isEmpty()) {
            return new Origin.Unclear("the model's SQL does not name it");
        }
        return open.size() == 1 && open.getFirst().isPresent()
                ? new Origin.Plain(new SourceColumn(open.getFirst().get(), column))
                : new Origin.Unclear("`%s` is written without its table".formatted(column));
    }

    /// SQL names do not tell upper from lower case.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
