package dev.tidemark.local.totesys;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Moment;
import dev.tidemark.local.totesys.order.Order;
import dev.tidemark.local.totesys.seed.Design;
import dev.tidemark.local.totesys.seed.History;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Changes to rows that exist, and new designs. Each returns how many rows it changed.
///
/// @param watchedOrder the sales order that only [#watchedSale] touches
record Edits(Connection connection, History history, int watchedOrder, Dice dice) {

    /// So many payments make a batch at most.
    private static final int BATCH_MAX = 37;

    private static final String PAY_DUE =
            """
            update payment set paid = true, last_updated = ? where payment_id in
                (select payment_id from payment where not paid and payment_date <= ? order by payment_id desc limit ?)
            """;
    private static final String ADD_DESIGN =
            """
            insert into design (created_at, last_updated, design_name, file_location, file_name) values (?, ?, ?, ?, ?)
            """;
    private static final String MOVE_DEPARTMENT =
            """
            update department set location = case location when 'Manchester' then 'Leeds' else 'Manchester' end
            where department_id = ?
            """;

    /// All but Dispatch, whose misspelt location stays.
    private static final List<Integer> MOVING_DEPARTMENTS = List.of(1, 2, 3, 5, 6, 7, 8);

    int payDue(int day) throws SQLException {
        var batch = Moment.within(day, dice).dateTime();
        return update(PAY_DUE, batch, Moment.date(day).toString(), BATCH_MAX);
    }

    int watchedSale(SaleColumn column) throws SQLException {
        return editSale(column, watchedOrder);
    }

    int anySale() throws SQLException {
        return editSale(dice.oneOf(List.of(SaleColumn.values())), existingSale());
    }

    private int editSale(SaleColumn column, int salesOrderId) throws SQLException {
        return update(
                "update sales_order set %s = %s where sales_order_id = ?"
                        .formatted(column.column(), column.value(dice)),
                salesOrderId);
    }

    /// Writes a row again as it is: a new version of the tuple and none of the order.
    int rewriteSale() throws SQLException {
        return update(
                "update sales_order set units_sold = units_sold where sales_order_id = ?",
                existingSale());
    }

    int anyItemCode() throws SQLException {
        return update(
                "update purchase_order set item_code = lpad(((item_code::int + ?) % 10000000)::text, 7, '0')"
                        + " where purchase_order_id = ?",
                dice.between(1, 999), existingPurchase());
    }

    int moveDesignFile() throws SQLException {
        return update(
                "update design set file_location = file_location || '/' || ? where design_id = ?",
                String.format(Locale.ROOT, "%03x", dice.between(0, 0xfff)),
                dice.between(1, History.DESIGNS));
    }

    int addDesign(int day) throws SQLException {
        var created = Moment.within(day, dice).dateTime();
        var design = Design.numbered(history.seed(), History.DESIGNS + day);
        return update(
                ADD_DESIGN,
                created,
                created,
                design.name(),
                design.fileLocation(),
                design.fileName());
    }

    int changeAddress() throws SQLException {
        return update(
                "update address set phone = ? where address_id = ?",
                String.format(
                        Locale.ROOT, "%04d %06d", dice.between(0, 9_999), dice.between(0, 999_999)),
                dice.between(1, Order.ADDRESSES));
    }

    int moveDepartment() throws SQLException {
        return update(MOVE_DEPARTMENT, dice.oneOf(MOVING_DEPARTMENTS));
    }

    /// Deletes an order with all that belongs to it, in the one order that its keys allow.
    int deleteSale() throws SQLException {
        connection.setAutoCommit(false);
        int id = existingSale();
        update(
                "delete from payment using transaction"
                        + " where transaction.transaction_id = payment.transaction_id and sales_order_id = ?",
                id);
        update("delete from transaction where sales_order_id = ?", id);
        int deleted = update("delete from sales_order where sales_order_id = ?", id);
        connection.commit();
        connection.setAutoCommit(true);
        return deleted;
    }

    /// Deletes an order alone: the key of its transaction becomes null.
    int deletePurchase() throws SQLException {
        return update("delete from purchase_order where purchase_order_id = ?", existingPurchase());
    }

    /// Some order of the history, or the next one where it was deleted; never the watched one.
    private int existingSale() throws SQLException {
        return first(
                "select coalesce(min(sales_order_id), 0) from sales_order"
                        + " where sales_order_id >= ? and sales_order_id <> ?",
                dice.between(1, history.salesOrders()),
                watchedOrder);
    }

    private int existingPurchase() throws SQLException {
        return first(
                "select coalesce(min(purchase_order_id), 0) from purchase_order where purchase_order_id >= ?",
                dice.between(1, Math.max(1, history.purchaseOrders())));
    }

    private int update(String sql, Object... values) throws SQLException {
        try (var statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private int first(String sql, Object... values) throws SQLException {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
