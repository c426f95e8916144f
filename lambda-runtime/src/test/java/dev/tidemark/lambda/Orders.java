package dev.tidemark.lambda;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The orders of a trader, in the database of the shop and in the warehouse that shall follow it. Each is a line of words, the
/// same on both sides when the warehouse has caught up.
record Orders(Database source, Database warehouse) {

    /// @param source URL with user and password, as the warehouse's
    static Orders at(String source, String warehouse) {
        return new Orders(database("the source", source), database("the warehouse", warehouse));
    }

    private static Database database(String name, String url) {
        return new Database(new FixedLogin(DatabaseUrl.parse(name, url)), Map.of());
    }

    /// One row of one table.
    void changeOne() throws SQLException {
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update sales_order set units_sold = units_sold + 1
                    where sales_order_id = (select min(sales_order_id) from sales_order)
                    """);
        }
    }

    List<String> ofTheSource() throws SQLException {
        return rows(
                source,
                """
                select concat_ws(' ', sales_order_id, staff_id, counterparty_id, units_sold, unit_price, design_id)
                from sales_order order by sales_order_id
                """);
    }

    List<String> ofTheWarehouse() throws SQLException {
        return rows(
                warehouse,
                """
                select concat_ws(' ', sales_order_id, sales_staff_id, counterparty_id, units_sold, unit_price, design_id)
                from fact_sales_order_current order by sales_order_id
                """);
    }

    /// The runs that the ledger knows, each as often as it was loaded.
    List<String> loadedRuns() throws SQLException {
        return rows(warehouse, "select run from tidemark.load_log order by run");
    }

    private static List<String> rows(Database database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
