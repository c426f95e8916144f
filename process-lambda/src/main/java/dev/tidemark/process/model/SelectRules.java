package dev.tidemark.process.model;

import dev.tidemark.pipeline.Model;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a model's SELECT may not do, whatever it reads.
record SelectRules(Model model, SyntaxTree tree) {

    /// Functions that make rows of nothing but their arguments.
    private static final Set<String> HARMLESS = Set.of("unnest", "range", "generate_series");

    private static final Set<String> ALWAYS_ANOTHER =
            Stream.concat(SyntaxTree.BARE_CALLS.stream(), Stream.of("tablesample"))
                    .collect(Collectors.toUnmodifiableSet());

    void requireRelations() {
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
    void requireRepeatable(List<String> volatiles) {
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
    void requireRowByRow(List<String> aggregates) {
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
}
