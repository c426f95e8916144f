package dev.tidemark.process.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.json.JsonTree;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// What SQL names, found in the engine's own syntax tree: so that comments, texts and the names of
/// common table expressions are never taken for tables.
public final class SyntaxTree {

    /// A table as SQL names it; schema and catalog may be empty.
    public record Table(String catalog, String schema, String name) {}

    /// Functions that SQL writes like columns; all of them tell the time. Between quotes such a name
    /// is a column's.
    static final Set<String> BARE_CALLS =
            Set.of(
                    "current_date",
                    "current_time",
                    "current_timestamp",
                    "localtime",
                    "localtimestamp");

    private final JsonNode root;
    private final byte[] sql;
    private final Set<Table> tables = new LinkedHashSet<>();
    private final Set<String> tableFunctions = new LinkedHashSet<>();
    private final Set<String> otherSources = new LinkedHashSet<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final Set<String> overRows = new LinkedHashSet<>();

    private SyntaxTree(JsonNode root, String sql) {
        this.root = root;
        this.sql = bytes(sql);
        walk(root.path("statements"), Set.of());
    }

    /// Refuses what is not one SELECT.
    public static SyntaxTree of(Model model, Session session) {
        SyntaxTree tree = of(model.sql(), session);
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
        return tree;
    }

    public static SyntaxTree of(String sql, Session session) {
        try {
            return new SyntaxTree(JsonTree.read(bytes(session.syntaxTree(sql))), sql);
        } catch (IOException e) {
            throw new IllegalStateException("the engine's syntax tree is no JSON", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isWrong() {
        return root.path("error").asBoolean();
    }

    private String errorType() {
        return root.path("error_type").asText();
    }

    private String error() {
        return root.path("error_message").asText();
    }

    /// In characters from the start of the SQL.
    private int errorPosition() {
        return root.path("position").asInt();
    }

    private int statements() {
        return root.path("statements").size();
    }

    /// The tree as the engine printed it.
    public JsonNode whole() {
        return root;
    }

    /// The root of the first statement.
    public JsonNode select() {
        return root.path("statements").path(0).path("node");
    }

    public Set<Table> tables() {
        return tables;
    }

    Set<String> tableFunctions() {
        return tableFunctions;
    }

    /// Ways to read that are neither a table, a function nor a subquery, such as PIVOT.
    Set<String> otherSources() {
        return otherSources;
    }

    /// Functions, with or without parentheses.
    Set<String> calls() {
        return calls;
    }

    /// Clauses that look at several rows at once, aggregate functions aside.
    Set<String> overRows() {
        return overRows;
    }

    private void walk(JsonNode node, Set<String> ctes) {
        Set<String> scope = ctes;
        if (node.path("cte_map").path("map").size() > 0) {
            scope = walkCtes(node.path("cte_map").path("map"), ctes);
        }
        note(node, scope);
        for (var child : node.properties()) {
            if (!child.getKey().equals("cte_map")) {
                walk(child.getValue(), scope);
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                walk(element, scope);
            }
        }
    }

    /// A common table expression sees those before it, and itself only if it is recursive.
    private Set<String> walkCtes(JsonNode ctes, Set<String> outer) {
        Set<String> scope = new HashSet<>(outer);
        for (JsonNode cte : ctes) {
            String name = key(cte.path("key").asText());
            JsonNode query = cte.path("value").path("query");
            Set<String> own = new HashSet<>(scope);
            if (query.path("node").path("type").asText().equals("RECURSIVE_CTE_NODE")) {
                own.add(name);
            }
            walk(query, own);
            scope.add(name);
        }
        return scope;
    }

    private void note(JsonNode node, Set<String> ctes) {
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> noteTable(node, ctes);
            case "TABLE_FUNCTION" ->
                    tableFunctions.add(key(node.path("function").path("function_name").asText()));
            case "PIVOT", "SHOW_REF" -> otherSources.add(node.path("type").asText());
            case "FUNCTION" -> calls.add(key(node.path("function_name").asText()));
            case "COLUMN_REF" -> noteName(node);
            case "SELECT_NODE" -> noteGroups(node);
            case "DISTINCT_MODIFIER" -> overRows.add("distinct");
            case "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER" -> overRows.add("limit");
            default -> {}
        }
        if (node.path("class").asText().equals("WINDOW")) {
            overRows.add(key(node.path("function_name").asText()) + "() over");
        }
        if (node.path("sample").isObject()) {
            calls.add("tablesample");
        }
    }

    private void noteGroups(JsonNode select) {
        boolean all = select.path("aggregate_handling").asText().equals("FORCE_AGGREGATES");
        if (all || !select.path("group_expressions").isEmpty()) {
            overRows.add("group by");
        }
    }

    private void noteTable(JsonNode node, Set<String> ctes) {
        var table =
                new Table(
                        node.path("catalog_name").asText(),
                        node.path("schema_name").asText(),
                        node.path("table_name").asText());
        boolean isCte = table.schema().isEmpty() && ctes.contains(key(table.name()));
        if (!isCte) {
            tables.add(table);
        }
    }

    private void noteName(JsonNode reference) {
        JsonNode names = reference.path("column_names");
        boolean bare = names.size() == 1 && !isQuoted(reference.path("query_location"));
        if (bare && BARE_CALLS.contains(key(names.get(0).asText()))) {
            calls.add(key(names.get(0).asText()));
        }
    }

    /// @param location in bytes of UTF-8; the tree itself says nothing of quotes
    private boolean isQuoted(JsonNode location) {
        return location.canConvertToInt()
                && location.intValue() < sql.length
                && sql[location.intValue()] == '"';
    }

    /// SQL names do not tell upper from lower case.
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
