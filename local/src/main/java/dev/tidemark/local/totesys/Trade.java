package dev.tidemark.local.totesys;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Moment;
import dev.tidemark.local.totesys.order.Order;
import dev.tidemark.local.totesys.order.OrderBook;
import dev.tidemark.local.totesys.seed.History;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// Plays one business day through a connection in auto-commit mode.
final class Trade {

    private static final int SALES_MIN = 20;
    private static final int SALES_MAX = 30;
    private static final int PURCHASES_MIN = 8;
    private static final int PURCHASES_MAX = 12;
    private static final int SALES_EDITED_MAX = 3;

    /// Rare things have their days in turn, so that three days show them all.
    private static final int RARE_CYCLE_DAYS = 3;

    private final Connection connection;
    private final Dice dice;
    private final Edits edits;
    private final int day;
    private final Map<Change, Integer> changes = new EnumMap<>(Change.class);

    Trade(Connection connection, History history, int watchedOrder, int day) {
        this.connection = connection;
        this.dice = Dice.of(history.seed(), Dice.Topic.BUSINESS_DAY, day);
        this.edits = new Edits(connection, history, watchedOrder, dice);
        this.day = day;
    }

    BusinessDay play() throws SQLException {
        var watchedColumn = SaleColumn.of(day);
        enter(Order.Kind.SALE, Change.SALE_ENTERED, dice.between(SALES_MIN, SALES_MAX));
        enter(
                Order.Kind.PURCHASE,
                Change.PURCHASE_ENTERED,
                dice.between(PURCHASES_MIN, PURCHASES_MAX));
        count(Change.PAYMENT_PAID, edits.payDue(day));
        count(Change.SALE_EDITED, edits.watchedSale(watchedColumn));
        editSilently();
        haveSomethingRareHappen();
        var watched = new SilentChange(edits.watchedOrder(), watchedColumn.column());
        return new BusinessDay(day, Moment.date(day), changes, watched);
    }

    private void enter(Order.Kind kind, Change change, int orders) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < orders; i++) {
            new OrderBook(connection).enter(Order.on(day, kind, History.DESIGNS, dice));
            connection.commit();
        }
        connection.setAutoCommit(true);
        count(change, orders);
    }

    private void editSilently() throws SQLException {
        for (int i = dice.between(1, SALES_EDITED_MAX); i > 0; i--) {
            count(Change.SALE_EDITED, edits.anySale());
        }
        count(Change.PURCHASE_EDITED, edits.anyItemCode());
        count(Change.DESIGN_MOVED, edits.moveDesignFile());
        count(Change.ROW_REWRITTEN, edits.rewriteSale());
    }

    private void haveSomethingRareHappen() throws SQLException {
        switch (day % RARE_CYCLE_DAYS) {
            case 1 -> {
                count(Change.DESIGN_ADDED, edits.addDesign(day));
                count(Change.ADDRESS_CHANGED, edits.changeAddress());
            }
            case 2 -> {
                count(Change.SALE_DELETED, edits.deleteSale());
                count(Change.DEPARTMENT_CHANGED, edits.moveDepartment());
            }
            default -> count(Change.PURCHASE_DELETED, edits.deletePurchase());
        }
    }

    private void count(Change change, int rows) {
        if (rows > 0) {
            changes.merge(change, rows, Integer::sum);
        }
    }
}
