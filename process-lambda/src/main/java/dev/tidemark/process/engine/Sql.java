package dev.tidemark.process.engine;

import java.util.Collection;
import java.util.stream.Collectors;

/// Writes names and texts so that nothing in them is taken for SQL.
public final class Sql {

    private Sql() {}

    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    public static String identifiers(Collection<String> names) {
        return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A SELECT as a part of another. It stands on lines of its own, so that a comment at its end
    /// ends there and an error's line can be found again.
    public static String nested(String select) {
        return "(\n" + select + "\n)";
    }
}
