package dev.tidemark.ingest;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// A reader of the usual kind: asks for the rows whose `last_updated` is beyond, or not before, the
/// newest one that it has seen.
final class CursorReader {

    private static final String ROW =
            "order_id, concat_ws('|', order_id, coalesce(note, 'null'), amount,"
                    + " (extract(epoch from last_updated) * 1000000)::bigint)";

    private final String operator;
    private final Map<String, String> rows = new TreeMap<>();
    private String cursor = "-infinity";
    private long repeated;

    CursorReader(String operator) {
        this.operator = operator;
    }

    void read(Shop shop) throws SQLException {
        Map<String, String> found =
                shop.rows(
                        "select %s from orders where last_updated %s '%s'"
                                .formatted(ROW, operator, cursor));
        found.forEach((key, row) -> repeated += row.equals(rows.put(key, row)) ? 1 : 0);
        cursor =
                shop.rows(
                                "select 1, greatest(max(last_updated), '%s')::text from orders"
                                        .formatted(cursor))
                        .values()
                        .iterator()
                        .next();
    }

    /// Rows that came although they had not changed.
    long repeated() {
        return repeated;
    }

    /// Keys whose row is not what the source has.
    long wrong(Shop shop) throws SQLException {
        Map<String, String> expected = shop.inSource();
        var keys = new TreeMap<>(rows);
        keys.putAll(expected);
        return keys.keySet().stream()
                .filter(key -> !expected.getOrDefault(key, "").equals(rows.getOrDefault(key, "")))
                .count();
    }
}
