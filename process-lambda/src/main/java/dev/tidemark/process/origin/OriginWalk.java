package dev.tidemark.process.origin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.origin.Origin.SourceColumn;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Follows columns through the engine's syntax tree, from a SELECT inwards. What it does not know it
/// calls unclear.
final class OriginWalk {

    private static final List<String> CALENDAR = List.of("date");
    private static final List<String> ISO_CURRENCY = List.of("currency_code", "currency_name");

    /// What is in them is of other scopes, or of any number of columns.
    private static final List<String> NOT_FOLLOWED = List.of("SUBQUERY", "LAMBDA", "STAR");

    private final Function<JsonNode, String> text;

    /// @param text writes an expression of the tree as SQL
    OriginWalk(Function<JsonNode, String> text) {
        this.text = text;
    }

    /// A relation that models may read.
    static Optional<Relation> relation(String schema, String table) {
        return switch (Offer.key(schema)) {
            case "delta" -> Optional.of(new Relation.Delta(table));
            case "current" -> Optional.of(new Relation.Current(table));
            case "" ->
                    switch (Offer.key(table)) {
                        case "calendar" -> Optional.of(new Relation.Calendar());
                        case "iso_currency" -> Optional.of(new Relation.IsoCurrency());
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    /// The columns of a SELECT.
    Offer columns(JsonNode select) {
        return columns(select, Map.of());
    }

    private Offer columns(JsonNode node, Map<String, Offer> outer) {
        Map<String, Offer> ctes = new HashMap<>(outer);
        for (JsonNode cte : node.path("cte_map").path("map")) {
            ctes.put(
                    Offer.key(cte.path("key").asText()),
                    renamed(
                            cte.path("value").path("aliases"),
                            columns(cte.path("value").path("query").path("node"), ctes)));
        }
        return switch (node.path("type").asText()) {
            case "SELECT_NODE" ->
                    listed(node.path("select_list"), from(node.path("from_table"), ctes));
            case "SET_OPERATION_NODE" -> united(node, ctes);
            default -> Offer.UNKNOWN;
        };
    }

    private Map<String, Offer> from(JsonNode from, Map<String, Offer> ctes) {
        var tables = new LinkedHashMap<String, Offer>();
        switch (from.path("type").asText()) {
            case "EMPTY" -> {}
            case "JOIN" -> {
                tables.putAll(from(from.path("left"), ctes));
                tables.putAll(from(from.path("right"), ctes));
            }
            case "BASE_TABLE" -> tables.put(alias(from, "table_name"), table(from, ctes));
            case "SUBQUERY" -> {
                Offer inner = columns(from.path("subquery").path("node"), ctes);
                tables.put(alias(from, "alias"), renamed(from.path("column_name_alias"), inner));
            }
            default -> tables.put(alias(from, "alias"), Offer.UNKNOWN);
        }
        return tables;
    }

    private static String alias(JsonNode from, String otherwise) {
        String alias = from.path("alias").asText();
        return Offer.key(alias.isEmpty() ? from.path(otherwise).asText() : alias);
    }

    private static Offer table(JsonNode base, Map<String, Offer> ctes) {
        String schema = base.path("schema_name").asText();
        String name = base.path("table_name").asText();
        Offer cte = schema.isEmpty() ? ctes.get(Offer.key(name)) : null;
        Offer offer =
                cte == null
                        ? relation(schema, name).map(OriginWalk::offer).orElse(Offer.UNKNOWN)
                        : cte;
        return renamed(base.path("column_name_alias"), offer);
    }

    private static Offer offer(Relation relation) {
        return switch (relation) {
            case Relation.Delta delta -> Offer.all(delta);
            case Relation.Current current -> Offer.all(current);
            case Relation.Calendar calendar -> Offer.only(calendar, CALENDAR);
            case Relation.IsoCurrency currency -> Offer.only(currency, ISO_CURRENCY);
        };
    }

    /// Columns that get new names by position are not followed.
    private static Offer renamed(JsonNode names, Offer offer) {
        return names.isEmpty() ? offer : Offer.UNKNOWN;
    }

    private Offer united(JsonNode node, Map<String, Offer> ctes) {
        Offer left = columns(node.path("left"), ctes);
        Offer right = columns(node.path("right"), ctes);
        if (!left.open().isEmpty()
                || !right.open().isEmpty()
                || left.named().size() != right.named().size()) {
            return Offer.UNKNOWN;
        }
        var named = new LinkedHashMap<String, Origin>();
        Iterator<Origin> others = right.named().values().iterator();
        left.named().forEach((name, origin) -> named.put(name, either(origin, others.next())));
        return new Offer(named, List.of());
    }

    private static Origin either(Origin one, Origin other) {
        if (one.equals(other) || one instanceof Origin.Unclear) {
            return one;
        }
        if (other instanceof Origin.Unclear) {
            return other;
        }
        var sources = new TreeSet<>(one.sources());
        sources.addAll(other.sources());
        return new Origin.Computed(sources, written(one) + " or " + written(other));
    }

    private static String written(Origin origin) {
        return switch (origin) {
            case Origin.Plain plain -> plain.source().toString();
            case Origin.Computed computed -> computed.sql();
            case Origin.Unclear unclear -> unclear.why();
        };
    }

    private Offer listed(JsonNode list, Map<String, Offer> tables) {
        var listed = new Offer(Map.of(), List.of());
        for (JsonNode item : list) {
            Offer next =
                    item.path("class").asText().equals("STAR")
                            ? star(item, tables)
                            : Offer.one(name(item), origin(item, tables, listed.named()));
            listed = Offer.of(List.of(listed, next));
        }
        return listed;
    }

    /// All columns of the tables, or of one.
    private static Offer star(JsonNode star, Map<String, Offer> tables) {
        boolean plain =
                star.path("replace_list").isEmpty()
                        && star.path("rename_list").isEmpty()
                        && !star.path("columns").asBoolean()
                        && star.path("expr").isEmpty();
        String of = Offer.key(star.path("relation_name").asText());
        if (!plain) {
            return Offer.UNKNOWN;
        }
        return of.isEmpty() ? Offer.of(tables.values()) : tables.getOrDefault(of, Offer.UNKNOWN);
    }

    private String name(JsonNode item) {
        String alias = item.path("alias").asText();
        JsonNode names = item.path("column_names");
        if (alias.isEmpty()) {
            return Offer.key(
                    names.isEmpty() ? text.apply(item) : names.get(names.size() - 1).asText());
        }
        return Offer.key(alias);
    }

    private Origin origin(JsonNode item, Map<String, Offer> tables, Map<String, Origin> siblings) {
        return item.path("class").asText().equals("COLUMN_REF")
                ? reference(item.path("column_names"), tables, siblings)
                : computed(item, tables, siblings);
    }

    private Origin computed(
            JsonNode item, Map<String, Offer> tables, Map<String, Origin> siblings) {
        var sources = new TreeSet<SourceColumn>();
        for (String part : NOT_FOLLOWED) {
            if (item.findValuesAsText("class").contains(part)) {
                return new Origin.Unclear("its expression has a " + Offer.key(part));
            }
        }
        for (JsonNode names : item.findValues("column_names")) {
            Origin origin = reference(names, tables, siblings);
            if (origin instanceof Origin.Unclear) {
                return origin;
            }
            sources.addAll(origin.sources());
        }
        return new Origin.Computed(sources, text.apply(item));
    }

    private static Origin reference(
            JsonNode names, Map<String, Offer> tables, Map<String, Origin> siblings) {
        String column = names.path(names.size() - 1).asText();
        if (names.size() > 1) {
            return tables.getOrDefault(
                            Offer.key(names.get(names.size() - 2).asText()), Offer.UNKNOWN)
                    .find(column);
        }
        Origin found = Offer.of(tables.values()).find(column);
        Origin sibling = siblings.getOrDefault(Offer.key(column), found);
        return found.equals(sibling)
                ? found
                : new Origin.Unclear(
                        "`%s` may be the table's or the model's own".formatted(column));
    }
}
