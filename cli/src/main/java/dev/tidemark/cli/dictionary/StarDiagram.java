package dev.tidemark.cli.dictionary;

import dev.tidemark.cli.dictionary.CatalogColumn.Presence;
import dev.tidemark.cli.dictionary.CatalogColumn.Reference;
import dev.tidemark.cli.dictionary.CatalogColumn.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A fact with its dimensions, as an entity relationship diagram of Mermaid.
record StarDiagram(Dictionary dictionary, Entry fact) {

    /// What Mermaid takes for a word: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
    private static final String NO_WORD = "[^A-Za-z0-9_]+";

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("erDiagram");
        Map<String, List<CatalogColumn>> arms = arms();
        arms.forEach((dimension, columns) -> lines.add(arm(dimension, columns)));
        lines.addAll(entity(fact));
        for (String dimension : arms.keySet()) {
            dictionary.entry(dimension).ifPresent(entry -> lines.addAll(entity(entry)));
        }
        return lines;
    }

    /// The columns of the fact that name a member of each table, tables in the order of the columns.
    private Map<String, List<CatalogColumn>> arms() {
        var arms = new LinkedHashMap<String, List<CatalogColumn>>();
        for (CatalogColumn column : fact.table().columns()) {
            fact.reference(column)
                    .map(Reference::table)
                    .ifPresent(
                            table ->
                                    arms.computeIfAbsent(table, unused -> new ArrayList<>())
                                            .add(column));
        }
        return arms;
    }

    private String arm(String dimension, List<CatalogColumn> columns) {
        boolean optional =
                columns.stream().anyMatch(column -> column.presence() == Presence.MAY_BE_NULL);
        return "    %s }o--%s %s : \"%s\""
                .formatted(
                        word(fact.table().name()),
                        optional ? "o|" : "||",
                        word(dimension),
                        columns.stream()
                                .map(column -> word(column.name()))
                                .collect(Collectors.joining(", ")));
    }

    private static List<String> entity(Entry entry) {
        var lines = new ArrayList<String>();
        lines.add("    %s {".formatted(word(entry.table().name())));
        for (CatalogColumn column : entry.table().columns()) {
            lines.add("        " + attribute(entry, column));
        }
        lines.add("    }");
        return lines;
    }

    private static String attribute(Entry entry, CatalogColumn column) {
        String attribute = word(column.type()) + " " + word(column.name());
        if (column.role() == Role.PRIMARY_KEY) {
            return attribute + " PK";
        }
        return entry.reference(column).isPresent() ? attribute + " FK" : attribute;
    }

    /// `numeric(10,2)` becomes `numeric_10_2`.
    private static String word(String name) {
        return name.replaceAll(NO_WORD, "_").replaceAll("_$", "");
    }
}
