package dev.tidemark.process.model;

import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The relations that a model reads, taken from its SQL.
///
/// @param rowWise the table that makes its rows one by one, if there is one
public record Lineage(SortedSet<Relation> reads, Optional<RowWise> rowWise) {

    /// Refuses SQL that is not one SELECT over known relations, or that could give another result
    /// for the same rows.
    ///
    /// @param tables the source tables that the pipeline follows
    public static Lineage of(Model model, Session session, Collection<String> tables) {
        SyntaxTree tree = SyntaxTree.of(model, session);
        var rules = new SelectRules(model, tree);
        rules.requireRelations();
        rules.requireRepeatable(session.volatileFunctions());
        var names = new RelationNames(model, tables);
        SortedSet<Relation> reads = new TreeSet<>();
        tree.tables().forEach(table -> reads.add(names.relation(table)));
        var lineage = new Lineage(reads, RowWise.in(tree, session.rowFunctions()));
        switch (model.kind()) {
            case FACT -> {
                lineage.requireFact(model);
                rules.requireRowByRow(session.aggregateFunctions());
            }
            case DIMENSION -> lineage.requireDimension(model);
        }
        return lineage;
    }

    /// The source tables behind the relations.
    public Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (Relation relation : reads) {
            switch (relation) {
                case Relation.Delta(var table) -> tables.add(table);
                case Relation.Current(var table) -> tables.add(table);
                case Relation.Calendar calendar -> {}
                case Relation.IsoCurrency currency -> {}
            }
        }
        return tables;
    }

    public boolean readsCalendar() {
        return reads.contains(new Relation.Calendar());
    }

    /// The one table whose delta a fact reads.
    public Optional<String> delta() {
        return deltas().findFirst();
    }

    private Stream<String> deltas() {
        return reads.stream()
                .filter(Relation.Delta.class::isInstance)
                .map(relation -> ((Relation.Delta) relation).table());
    }

    private void requireFact(Model model) {
        List<String> deltas = deltas().toList();
        if (deltas.size() != 1) {
            throw ModelRefusal.of(
                    model,
                    deltas.isEmpty()
                            ? "is a fact but reads no delta.<table>"
                            : "reads the delta of %d tables: a change of one alone would go unseen"
                                    .formatted(deltas.size()),
                    "let a fact read the delta of exactly one table; what other tables know belongs"
                            + " into dimensions");
        }
        reads.stream()
                .filter(relation -> relation instanceof Relation.Current)
                .findFirst()
                .ifPresent(
                        current -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    current.toString(),
                                    "reads delta.%s together with %s: a change of %s alone would go unseen"
                                            .formatted(deltas.getFirst(), current, current),
                                    "let the fact carry the key, and read %s in a dimension"
                                            .formatted(current));
                        });
        if (readsCalendar()) {
            throw ModelRefusal.inSelect(
                    model,
                    "calendar",
                    "is a fact that reads calendar, which is made from the dates of the facts",
                    "take the parts of a date from the date itself");
        }
    }

    private void requireDimension(Model model) {
        delta().ifPresent(
                        table -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    "delta." + table,
                                    "is a dimension but reads delta.%s, the rows of one run only"
                                            .formatted(table),
                                    "read current.%s".formatted(table));
                        });
    }
}
