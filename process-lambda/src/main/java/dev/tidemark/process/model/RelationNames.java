package dev.tidemark.process.model;

import dev.tidemark.failure.NearestName;
import dev.tidemark.pipeline.Model;
import java.util.Collection;
import java.util.List;

/// The relations behind the names that a model's SQL reads from.
///
/// @param tables the source tables that the pipeline follows
record RelationNames(Model model, Collection<String> tables) {

    Relation relation(SyntaxTree.Table named) {
        String name = named.name();
        return switch (named.catalog().isEmpty() ? named.schema() : "?") {
            case "delta" -> new Relation.Delta(known("delta", name));
            case "current" -> new Relation.Current(known("current", name));
            case "" -> reference(name);
            default ->
                    throw ModelRefusal.inSelect(
                            model,
                            named.schema() + "." + name,
                            "reads `%s.%s`; models read the schemas delta and current only"
                                    .formatted(named.schema(), name),
                            "read delta.%s or current.%s".formatted(name, name));
        };
    }

    private Relation reference(String name) {
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

    private String known(String schema, String name) {
        return tables.stream()
                .filter(table -> table.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ModelRefusal.inSelect(
                                        model,
                                        schema + "." + name,
                                        "reads the unknown table `%s.%s`".formatted(schema, name),
                                        hint(name)));
    }

    /// Where no table is called alike, it is one that is not followed.
    private String hint(String name) {
        return NearestName.of(name, tables).isPresent()
                ? NearestName.hint(name, tables)
                : NearestName.hint(name, tables)
                        + "; another is followed once pipeline.yaml names its schema under `source.schemas`, and not the table under `source.exclude`";
    }
}
