package dev.tidemark.local.totesys;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.seed.History;
import dev.tidemark.local.totesys.seed.Seed;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;

/// The operational database of a trader in tote bags, in a database of Postgres.
///
/// The same seed, the same number of orders and the same days in the same order give the same data, ids and instants
/// included.
public final class Totesys {

    private static final String DUPLICATE_TABLE = "42P07";

    private final Database database;
    private final History history;

    /// @param database empty for [#seed], seeded with the same numbers for all else
    /// @param seed what chance is drawn from
    /// @param salesOrders how many sales orders the history has; two purchases come with five sales
    public Totesys(Database database, long seed, int salesOrders) {
        this.database = database;
        this.history = new History(seed, salesOrders);
    }

    /// Creates the schema and fills it with history. All or nothing.
    public Seeding seed() {
        try (Connection connection = database.connect()) {
            new Seed(history).sow(connection);
            return new Seeding(history.salesOrders(), history.purchaseOrders(), history.orders());
        } catch (SQLException e) {
            throw DUPLICATE_TABLE.equals(e.getSQLState())
                    ? occupied()
                    : database.failure(e, "seeding totesys");
        }
    }

    private TerminalFailure occupied() {
        return TerminalFailure.configuration(
                database.place()
                        + " already holds tables of totesys, which seeding would mix with others",
                "seed an empty database");
    }

    /// Plays one business day.
    ///
    /// @param day number of the working day, from 1
    public BusinessDay play(int day) {
        if (day < 1) {
            throw new IllegalArgumentException("Business days are numbered from 1, not " + day);
        }
        try (Connection connection = database.connect()) {
            return new Trade(connection, history, watchedOrder(), day).play();
        } catch (SQLException e) {
            throw database.failure(e, "playing business day " + day);
        }
    }

    /// Writes an order, its transaction and its payment under a savepoint, on a connection of its own, and leaves the
    /// transaction open.
    ///
    /// @param day business day that the order is dated
    public LateTransaction openLateTransaction(int day) {
        try {
            return LateTransaction.open(database, history, day);
        } catch (SQLException e) {
            throw database.failure(e, "writing an order that commits late");
        }
    }

    /// A sales order of the history that every business day changes silently and that is never deleted.
    public int watchedOrder() {
        return Dice.of(history.seed(), Dice.Topic.WATCHED_ORDER, 0)
                .between(1, history.salesOrders());
    }
}
