package dev.tidemark.local.totesys;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Order;
import dev.tidemark.local.totesys.order.OrderBook;
import dev.tidemark.local.totesys.seed.History;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;

/// A transaction that wrote an order, its transaction and its payment under a savepoint and has not committed: its rows
/// carry an id of their own, younger than the transaction that they belong to. Closed uncommitted, it is rolled back.
public final class LateTransaction implements AutoCloseable {

    private final Database database;
    private final Connection connection;
    private final int salesOrderId;

    private LateTransaction(Database database, Connection connection, int salesOrderId) {
        this.database = database;
        this.connection = connection;
        this.salesOrderId = salesOrderId;
    }

    static LateTransaction open(Database database, History history, int day) throws SQLException {
        var dice = Dice.of(history.seed(), Dice.Topic.LATE_ORDER, day);
        var order = Order.on(day, Order.Kind.SALE, History.DESIGNS, dice);
        Connection connection = database.connect();
        try {
            return new LateTransaction(database, connection, enter(connection, order));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static int enter(Connection connection, Order order) throws SQLException {
        connection.setAutoCommit(false);
        var savepoint = connection.setSavepoint();
        int id = new OrderBook(connection).enter(order);
        connection.releaseSavepoint(savepoint);
        return id;
    }

    /// The order that nobody else sees yet.
    public int salesOrderId() {
        return salesOrderId;
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw database.failure(e, "committing a late order");
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw database.failure(e, "closing a late transaction");
        }
    }
}
