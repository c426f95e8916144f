package dev.tidemark.load.target;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.postgres.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The order in which the tables of a run are filled: members come before the rows that name them,
/// as the warehouse's foreign keys say.
public final class LoadOrder {

    private final String schema;
    private final List<ForeignKey> keys;

    private LoadOrder(String schema, List<ForeignKey> keys) {
        this.schema = schema;
        this.keys = keys;
    }

    public static LoadOrder read(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return new LoadOrder(
                schema,
                names.size() < 2 ? List.of() : ForeignKey.between(connection, schema, names));
    }

    /// Whether some keys are better checked when all tables are filled.
    public boolean hasDeferrableKeys() {
        return keys.stream().anyMatch(LoadOrder::isDeferrable);
    }

    /// The targets in an order that satisfies the keys; otherwise as they stand. In a circle, keys
    /// that may be checked later do not count.
    public List<Target> sort(List<Target> targets) {
        List<Target> waiting = new ArrayList<>(targets);
        List<Target> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Target next =
                    first(waiting, key -> true)
                            .or(() -> first(waiting, key -> !isDeferrable(key)))
                            .orElseThrow(() -> circle(names(waiting)));
            waiting.remove(next);
            sorted.add(next);
        }
        return sorted;
    }

    private Optional<Target> first(List<Target> waiting, Predicate<ForeignKey> counts) {
        Set<String> names = names(waiting);
        return waiting.stream()
                .filter(
                        target ->
                                keys.stream()
                                        .filter(counts)
                                        .filter(key -> !key.isWithinOneTable())
                                        .filter(key -> key.table().equals(target.table().name()))
                                        .noneMatch(key -> names.contains(key.members())))
                .findFirst();
    }

    private static Set<String> names(List<Target> targets) {
        return targets.stream()
                .map(target -> target.table().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isDeferrable(ForeignKey key) {
        return key.checking() == ForeignKey.Checking.DEFERRABLE;
    }

    private TerminalFailure circle(Set<String> waiting) {
        List<ForeignKey> circle = within(waiting);
        ForeignKey first = circle.getFirst();
        return TerminalFailure.configuration(
                "the warehouse's foreign keys form a circle, so that no table can be filled first: %s"
                        .formatted(
                                circle.stream()
                                        .map(
                                                key ->
                                                        "%s (%s names %s)"
                                                                .formatted(
                                                                        key.name(),
                                                                        key.table(),
                                                                        key.members()))
                                        .collect(Collectors.joining(", "))),
                "add a migration that lets one of them wait: alter table %s alter constraint %s deferrable"
                        .formatted(
                                Identifier.quote(schema, first.table()),
                                Identifier.quote(first.name())));
    }

    /// The keys between those tables, without the tables that nobody names: they only wait.
    private List<ForeignKey> within(Set<String> waiting) {
        Set<String> tables = new LinkedHashSet<>(waiting);
        boolean changed = true;
        while (changed) {
            Set<String> named =
                    among(tables).stream().map(ForeignKey::members).collect(Collectors.toSet());
            changed = tables.retainAll(named);
        }
        return among(tables);
    }

    private List<ForeignKey> among(Set<String> tables) {
        return keys.stream()
                .filter(key -> !key.isWithinOneTable() && !isDeferrable(key))
                .filter(key -> tables.contains(key.table()) && tables.contains(key.members()))
                .toList();
    }
}
