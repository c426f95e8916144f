package dev.tidemark.local.totesys;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a totesys says when asked.
record Rows(TestDatabase database) {

    static final List<String> TABLES =
            List.of(
                    "address",
                    "counterparty",
                    "currency",
                    "department",
                    "design",
                    "payment",
                    "payment_type",
                    "purchase_order",
                    "sales_order",
                    "staff",
                    "transaction");

    Totesys totesys(long seed, int salesOrders) {
        var url = DatabaseUrl.parse("TIDEMARK_SOURCE_URL", database.url());
        return new Totesys(new Database(new FixedLogin(url), Map.of()), seed, salesOrders);
    }

    /// The first column of every row.
    List<String> all(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    String one(String sql) throws SQLException {
        return all(sql).getFirst();
    }

    int count(String rest) throws SQLException {
        return Integer.parseInt(one("select count(*) from " + rest));
    }

    /// A fingerprint of every table's content.
    Map<String, String> content() throws SQLException {
        var content = new TreeMap<String, String>();
        for (String table : TABLES) {
            content.put(
                    table,
                    one(
                            "select md5(string_agg(t::text, '|' order by %s_id)) from %s t"
                                    .formatted(table, table)));
        }
        return content;
    }
}
