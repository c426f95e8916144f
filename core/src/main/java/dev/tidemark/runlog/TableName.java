package dev.tidemark.runlog;

import dev.tidemark.lake.Key;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// The name of a source table. Schema and table are as the catalog spells them.
public record TableName(String schema, String table) implements Comparable<TableName> {

    public TableName {
        if (schema.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("a table has a schema and a name");
        }
    }

    /// The part of a key that stands for this table; two tables never share one, because the dot
    /// between schema and table is the only one that is not encoded.
    public String keyPart() {
        return Key.encode(schema).replace(".", "%2E") + "." + Key.encode(table).replace(".", "%2E");
    }

    /// The table whose [#keyPart] that is.
    public static TableName ofKeyPart(String part) {
        int dot = part.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("schema.table expected");
        }
        return new TableName(decode(part.substring(0, dot)), decode(part.substring(dot + 1)));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Whether somebody who wrote that name may mean this table: a schema may be left out.
    public boolean isCalled(String name) {
        return table.equals(name) || toString().equals(name);
    }

    /// The tables as somebody spells them who wrote that name: with their schemas if it has one.
    public static List<String> spelledLike(String name, Collection<TableName> tables) {
        return tables.stream()
                .map(each -> name.contains(".") ? each.toString() : each.table())
                .distinct()
                .toList();
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
