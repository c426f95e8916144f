package dev.tidemark.process.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A promise of a model's SQL: each of its rows is made of one row of that table, whatever the
/// table's other rows are. So a change of the table is followed by looking at the changed rows only.
///
/// What SQL is not known to keep the promise does not give it: then the whole model is made.
///
/// @param table whose rows the model's rows are made of, as SQL names it
/// @param columns the model's columns that are columns of the table as they are, by the model's name
/// @param everyColumn whether the model's columns are those of the table, with the same names
public record RowWise(String table, Map<String, String> columns, boolean everyColumn) {

    /// Expressions whose value follows from one row. Subqueries, windows and lambdas are not here.
    private static final Set<String> OF_ONE_ROW =
            Set.of(
                    "COLUMN_REF",
                    "CONSTANT",
                    "FUNCTION",
                    "CAST",
                    "COMPARISON",
                    "CONJUNCTION",
                    "OPERATOR",
                    "CASE",
                    "BETWEEN");

    /// Joins that keep the left side's rows apart from each other.
    private static final Set<String> JOINS = Set.of("INNER", "LEFT");

    public RowWise {
        columns = Map.copyOf(columns);
    }

    /// @param functions those whose value follows from the arguments of one call
    static Optional<RowWise> in(SyntaxTree tree, Collection<String> functions) {
        JsonNode select = tree.select();
        return isPlain(select)
                ? driving(select.path("from_table"))
                        .filter(from -> from.isOnce(select.path("from_table")))
                        .flatMap(from -> of(select, from, functions))
                : Optional.empty();
    }

    /// Whether the table's primary key is the model's key, so that no two of its rows share one.
    public boolean isKeyed(List<String> modelKey, List<String> tableKey) {
        List<String> sources = modelKey.stream().map(this::source).toList();
        return sources.size() == tableKey.size()
                && tableKey.stream()
                        .allMatch(name -> sources.stream().anyMatch(name::equalsIgnoreCase));
    }

    private String source(String column) {
        return everyColumn ? column : columns.getOrDefault(key(column), "");
    }

    private static Optional<RowWise> of(JsonNode select, From from, Collection<String> functions) {
        boolean everyColumn = from.alone() && isStar(select.path("select_list"));
        boolean ofOneRow =
                (everyColumn || isOfOneRow(select.path("select_list"), functions))
                        && isOfOneRow(select.path("where_clause"), functions)
                        && isOfOneRow(select.path("from_table"), functions);
        return ofOneRow
                ? Optional.of(
                        new RowWise(
                                from.table(),
                                columns(select.path("select_list"), from),
                                everyColumn))
                : Optional.empty();
    }

    /// No grouping, ordering, limit, distinct, sample, set operation or common table expression.
    private static boolean isPlain(JsonNode select) {
        return select.path("type").asText().equals("SELECT_NODE")
                && select.path("modifiers").isEmpty()
                && select.path("cte_map").path("map").isEmpty()
                && select.path("group_expressions").isEmpty()
                && select.path("group_sets").isEmpty()
                && select.path("aggregate_handling").asText().equals("STANDARD_HANDLING")
                && isAbsent(select, "having")
                && isAbsent(select, "qualify")
                && isAbsent(select, "sample");
    }

    /// The leftmost table of joins that multiply or drop its rows, and never mix them.
    private static Optional<From> driving(JsonNode from) {
        return switch (from.path("type").asText()) {
            case "BASE_TABLE" -> From.of(from);
            case "JOIN" ->
                    isOrdinary(from)
                            ? driving(from.path("left")).map(From::joined)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isOrdinary(JsonNode join) {
        return JOINS.contains(join.path("join_type").asText())
                && join.path("ref_type").asText().equals("REGULAR")
                && join.path("alias").asText().isEmpty()
                && isAbsent(join, "sample")
                && join.path("right").path("type").asText().equals("BASE_TABLE")
                && isAbsent(join.path("right"), "sample");
    }

    /// The model's columns that are nothing but a column of the table; a name that comes twice names
    /// none.
    private static Map<String, String> columns(JsonNode list, From from) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (JsonNode item : list) {
            String name = key(name(item));
            String column = columns.containsKey(name) ? "" : from.column(item).orElse("");
            columns.put(name, column);
        }
        return columns;
    }

    private static String name(JsonNode item) {
        String alias = item.path("alias").asText();
        JsonNode names = item.path("column_names");
        return alias.isEmpty() && !names.isEmpty() ? names.get(names.size() - 1).asText() : alias;
    }

    private static boolean isStar(JsonNode list) {
        JsonNode star = list.path(0);
        return list.size() == 1
                && star.path("class").asText().equals("STAR")
                && star.path("relation_name").asText().isEmpty()
                && star.path("exclude_list").isEmpty()
                && star.path("qualified_exclude_list").isEmpty()
                && star.path("replace_list").isEmpty()
                && star.path("rename_list").isEmpty()
                && !star.path("columns").asBoolean()
                && isAbsent(star, "expr");
    }

    private static boolean isOfOneRow(JsonNode node, Collection<String> functions) {
        String kind = node.path("class").asText();
        if (!kind.isEmpty() && !OF_ONE_ROW.contains(kind)) {
            return false;
        }
        if (kind.equals("FUNCTION")
                && !functions.contains(key(node.path("function_name").asText()))) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isOfOneRow(child, functions)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbsent(JsonNode node, String field) {
        return node.path(field).isNull() || node.path(field).isMissingNode();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// @param name by which columns of the table are told from those of others
    private record From(String table, String name, boolean alone) {

        static Optional<From> of(JsonNode base) {
            String table = base.path("table_name").asText();
            String alias = base.path("alias").asText();
            return base.path("schema_name").asText().equals("current")
                            && isAbsent(base, "sample")
                            && base.path("column_name_alias").isEmpty()
                    ? Optional.of(new From(table, alias.isEmpty() ? table : alias, true))
                    : Optional.empty();
        }

        From joined() {
            return new From(table, name, false);
        }

        /// Whether no other table of the joins is the same one, or has its name.
        boolean isOnce(JsonNode from) {
            return switch (from.path("type").asText()) {
                case "JOIN" -> isOnce(from.path("left")) && isAnother(from.path("right"));
                default -> true;
            };
        }

        private boolean isAnother(JsonNode base) {
            return !table.equalsIgnoreCase(base.path("table_name").asText())
                    && !name.equalsIgnoreCase(base.path("table_name").asText())
                    && !name.equalsIgnoreCase(base.path("alias").asText());
        }

        /// Beside others, a column without its table's name could be another's.
        Optional<String> column(JsonNode item) {
            JsonNode names = item.path("column_names");
            boolean qualified = names.size() == 2 && name.equalsIgnoreCase(names.get(0).asText());
            boolean bare = names.size() == 1 && alone;
            return qualified || bare
                    ? Optional.of(names.get(names.size() - 1).asText())
                    : Optional.empty();
        }
    }
}
