package dev.tidemark.lambda;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A trader's database, and the warehouse that shall follow it.
final class Shop {

    private static final long SEED = 7;

    final TestDatabase source;
    final TestDatabase warehouse;
    private final Totesys totesys;
    private int days;

    Shop(TestDatabase source, int orders) {
        this.source = source;
        this.warehouse = source.another();
        var login = new FixedLogin(DatabaseUrl.parse("the source", source.url()));
        this.totesys = new Totesys(new Database(login, Map.of()), SEED, orders);
        totesys.seed();
    }

    /// A business day: orders are entered, changed and deleted.
    void trade() {
        totesys.play(++days);
    }

    /// Each order once in the source's own words and once in the warehouse's: equal when the warehouse has caught up.
    List<String> ordersOfTheSource() throws SQLException {
        return rows(
                source,
                """
                select concat_ws(' ', sales_order_id, staff_id, counterparty_id, units_sold, unit_price, design_id)
                from sales_order order by sales_order_id
                """);
    }

    List<String> ordersOfTheWarehouse() throws SQLException {
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

    static List<String> rows(TestDatabase database, String sql) throws SQLException {
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
