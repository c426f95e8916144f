package dev.tidemark.lambda;

import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/// A trader's database, and the warehouse that shall follow it.
final class Shop {

    private static final long SEED = 7;

    final TestDatabase source;
    final TestDatabase warehouse;
    private final Orders orders;
    private final Totesys totesys;
    private int days;

    Shop(TestDatabase source, int orders) {
        this.source = source;
        this.warehouse = source.another();
        this.orders = Orders.at(source.url(), warehouse.url());
        this.totesys = new Totesys(this.orders.source(), SEED, orders);
        totesys.seed();
    }

    /// A business day: orders are entered, changed and deleted.
    void trade() {
        totesys.play(++days);
    }

    List<String> ordersOfTheSource() throws SQLException {
        return orders.ofTheSource();
    }

    List<String> ordersOfTheWarehouse() throws SQLException {
        return orders.ofTheWarehouse();
    }

    List<String> loadedRuns() throws SQLException {
        return orders.loadedRuns();
    }
}
