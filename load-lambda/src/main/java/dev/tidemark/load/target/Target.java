package dev.tidemark.load.target;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DoubleType;
import dev.tidemark.column.FloatType;
import dev.tidemark.column.JsonType;
import dev.tidemark.column.NumericType;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// A model and the table that it fits.
public record Target(ProcessedModel model, TargetTable table) {

    /// The model's columns with the types of the table, as a binary COPY needs them.
    public Columns columns() {
        return Columns.of(model.columns().stream().map(this::column).toList());
    }

    public List<String> names() {
        return model.columns().stream().map(TableColumn::name).toList();
    }

    public List<String> key() {
        return model.key();
    }

    /// The columns beside the key.
    public List<String> values() {
        return names().stream().filter(name -> !model.key().contains(name)).toList();
    }

    /// The column of a fact's record ids: its primary key.
    public String recordId() {
        return table.primaryKey().getFirst();
    }

    /// The table that says which versions are no longer current.
    public String superseded() {
        return Identifier.quote(table.schema(), supersededName(table.name()));
    }

    public static String supersededName(String fact) {
        return fact + "_superseded";
    }

    /// Names as a list of SQL, each under the alias of its table: `s."a", s."b"`.
    public static String list(String alias, Collection<String> names) {
        return names.stream()
                .map(name -> alias + "." + Identifier.quote(name))
                .collect(Collectors.joining(", "));
    }

    public static String list(Collection<String> names) {
        return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    /// The condition that two aliases agree in all the columns: none of a key is null.
    public static String equal(String left, String right, Collection<String> names) {
        return names.stream()
                .map(Identifier::quote)
                .map(name -> left + "." + name + " = " + right + "." + name)
                .collect(Collectors.joining(" and "));
    }

    /// The condition that two aliases differ in a column beside the key, null being a value like
    /// others.
    public String distinct(String left, String right) {
        return values().isEmpty()
                ? "false"
                : "row(%s) is distinct from row(%s)".formatted(compared(left), compared(right));
    }

    private String compared(String alias) {
        return columns().project(values()).list().stream()
                .map(column -> compared(column, alias + "." + Identifier.quote(column.name())))
                .collect(Collectors.joining(", "));
    }

    /// What is compared in place of a value where the type takes different values for equal, such as
    /// 1.0 and 1.00, zero and negative zero, or where it has no equality at all.
    private static String compared(Column column, String value) {
        return switch (column.type()) {
            case JsonType json -> value + "::text";
            case NumericType numeric -> value + "::text";
            case FloatType f -> "float4send(" + value + ")";
            case DoubleType d -> "float8send(" + value + ")";
            default -> value;
        };
    }

    private Column column(TableColumn column) {
        return Column.nullable(
                column.name(),
                table.column(column.name())
                        .flatMap(target -> target.accept(column.type()))
                        .orElseThrow());
    }
}
