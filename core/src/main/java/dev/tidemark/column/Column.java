package dev.tidemark.column;

/// A column of a table, a model's result or a file.
public record Column(String name, ColumnType type, Nullability nullability) {
    /// Whether a row may lack a value.
    public enum Nullability {
        NULLABLE,
        REQUIRED
    }

    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }

    public static Column nullable(String name, ColumnType type) {
        return new Column(name, type, Nullability.NULLABLE);
    }

    public static Column required(String name, ColumnType type) {
        return new Column(name, type, Nullability.REQUIRED);
    }

    public boolean isNullable() {
        return nullability == Nullability.NULLABLE;
    }
}
