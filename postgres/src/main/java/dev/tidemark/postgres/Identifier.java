package dev.tidemark.postgres;

import java.util.regex.Pattern;

/// Names of the catalog as SQL writes them. The only place where a name becomes SQL; values are
/// bound, never written.
public final class Identifier {

    /// The server cuts off what is longer.
    public static final int BYTES_MAX = 63;

    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_]*");

    private Identifier() {}

    /// The name between double quotes, whatever it contains.
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no name of a database object");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The name as a person would type it: bare where that means the same.
    public static String quoteIfNeeded(String name) {
        return BARE.matcher(name).matches() ? name : quote(name);
    }

    public static String quote(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }
}
