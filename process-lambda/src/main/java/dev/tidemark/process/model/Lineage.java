package dev.tidemark.process.model;

import dev.tidemark.failure.NearestName;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The relations that a model reads, taken from its SQL.
///
/// @param rowWise the table that makes its rows one by one, if there is one
public record Lineage(SortedSet<Relation> reads, Optional<RowWise> rowWise) {

    /// Functions that make rows of nothing but their arguments.
    private static final Set<String> HARMLESS = Set.of("unnest", "range", "generate_series");

    private static final Set<String> ALWAYS_ANOTHER =
            Stream.concat(SyntaxTree.BARE_CALLS.stream(), Stream.of("tablesample"))
                    .collect(Collectors.toUnmodifiableSet());

    /// Refuses SQL that is not one SELECT over known relations, or that could give another result
    /// for the same rows.
    ///
    /// @param tables the source tables that the pipeline follows
    public static Lineage of(Model model, Session session, Collection<String> tables) {
        SyntaxTree tree = SyntaxTree.of(model.sql(), session);
        requireOneSelect(model, tree);
        requireRelations(model, tree);
        requireRepeatable(model, tree, session.volatileFunctions());
        SortedSet<Relation> reads = new TreeSet<>();
        tree.tables().forEach(table -> reads.add(relation(model, table, tables)));
        var lineage = new Lineage(reads, RowWise.in(tree, session.rowFunctions()));
        switch (model.kind()) {
            case FACT -> {
                lineage.requireFact(model);
                requireRowByRow(model, tree, session.aggregateFunctions());
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

    /// Refuses a name that stands for two tables.
    ///
    /// @param all the names of the source tables that the pipeline follows
    public void requireUnambiguous(Model model, Collection<String> all) {
        tables().stream()
                .filter(table -> all.stream().filter(table::equals).count() > 1)
                .findFirst()
                .ifPresent(
                        table -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    table,
                                    "reads `%s`, and two schemas of the source have a table of that name"
                                            .formatted(table),
                                    "exclude one of them in pipeline.yaml");
                        });
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

    private static void requireOneSelect(Model model, SyntaxTree tree) {
        if (tree.isWrong() && tree.errorType().equals("parser")) {
            throw ModelRefusal.syntax(model, tree.error(), tree.errorPosition());
        }
        if (tree.isWrong()) {
            throw ModelRefusal.of(
                    model, "is not a SELECT; a model only reads", "write the model as one SELECT");
        }
        if (tree.statements() != 1) {
            throw ModelRefusal.of(
                    model,
                    "has %d statements where one SELECT is expected".formatted(tree.statements()),
                    "keep one of them; use common table expressions (with … as) for steps");
        }
    }

    private static void requireRelations(Model model, SyntaxTree tree) {
        Stream.concat(tree.tableFunctions().stream(), tree.otherSources().stream())
                .filter(source -> !HARMLESS.contains(source))
                .findFirst()
                .ifPresent(
                        source -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    source,
                                    "reads from `%s`; models read relations, never files or functions"
                                            .formatted(source),
                                    "read delta.<table>, current.<table>, calendar or iso_currency");
                        });
    }

    /// The keys that leave a model are found by running it again over the former rows.
    private static void requireRepeatable(Model model, SyntaxTree tree, List<String> volatiles) {
        tree.calls().stream()
                .filter(call -> volatiles.contains(call) || ALWAYS_ANOTHER.contains(call))
                .findFirst()
                .ifPresent(
                        call -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    call,
                                    "calls `%s`, which gives another value each time: a repeated run would differ"
                                            .formatted(call),
                                    "compute from the columns of the rows only");
                        });
    }

    /// A fact sees a part of its table: what it says of several rows would be of that part.
    private static void requireRowByRow(Model model, SyntaxTree tree, List<String> aggregates) {
        Stream.concat(tree.overRows().stream(), tree.calls().stream().filter(aggregates::contains))
                .findFirst()
                .ifPresent(
                        clause -> {
                            throw ModelRefusal.inSelect(
                                    model,
                                    clause,
                                    "is a fact with `%s`, but it sees only the rows of one run"
                                            .formatted(clause),
                                    "make each row of one row of the delta; sum up in a dimension over current.<table>, or in the warehouse");
                        });
    }

    private static Relation relation(
            Model model, SyntaxTree.Table named, Collection<String> tables) {
        String name = named.name();
        return switch (named.catalog().isEmpty() ? named.schema() : "?") {
            case "delta" -> new Relation.Delta(known(model, "delta", name, tables));
            case "current" -> new Relation.Current(known(model, "current", name, tables));
            case "" -> reference(model, name, tables);
            default ->
                    throw ModelRefusal.inSelect(
                            model,
                            named.schema() + "." + name,
                            "reads `%s.%s`; models read the schemas delta and current only"
                                    .formatted(named.schema(), name),
                            "read delta.%s or current.%s".formatted(name, name));
        };
    }

    private static Relation reference(Model model, String name, Collection<String> tables) {
        if (name.equalsIgnoreCase("calendar")) {
            return new Relation.Calendar();
        }
        if (name.equalsIgnoreCase("iso_currency")) {
            return new Relation.IsoCurrency();
        }
        if (tables.contains(name)) {
            throw ModelRefusal.inSelect(
                    model,
                    name,
                    "reads `%s` without saying of which kind".formatted(name),
                    "read delta.%s (the rows of the run) or current.%s (the whole table)"
                            .formatted(name, name));
        }
        throw ModelRefusal.inSelect(
                model,
                name,
                "reads the unknown table `%s`".formatted(name),
                NearestName.hint(name, List.of("calendar", "iso_currency"))
                        + "; source tables are read as delta.<table> or current.<table>");
    }

    private static String known(
            Model model, String schema, String name, Collection<String> tables) {
        return tables.stream()
                .filter(table -> table.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ModelRefusal.inSelect(
                                        model,
                                        schema + "." + name,
                                        "reads the unknown table `%s.%s`".formatted(schema, name),
                                        NearestName.hint(name, tables)));
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
