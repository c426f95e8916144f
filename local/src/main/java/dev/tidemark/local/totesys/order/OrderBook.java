package dev.tidemark.local.totesys.order;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Enters orders with their transaction and payment through a connection, as totesys does.
///
/// @param connection whoever owns it decides where its transactions begin and end
public record OrderBook(Connection connection) {

    private static final String SALE =
            """
            insert into sales_order (created_at, last_updated, design_id, staff_id, counterparty_id, units_sold,
                unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sales_order_id
            """;
    private static final String PURCHASE =
            """
            insert into purchase_order (created_at, last_updated, item_code, staff_id, counterparty_id, item_quantity,
                item_unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning purchase_order_id
            """;
    private static final String SALE_TRANSACTION =
            """
            insert into transaction (created_at, last_updated, transaction_type, sales_order_id)
            values (?, ?, 'SALE', ?) returning transaction_id
            """;
    private static final String PURCHASE_TRANSACTION =
            """
            insert into transaction (created_at, last_updated, transaction_type, purchase_order_id)
            values (?, ?, 'PURCHASE', ?) returning transaction_id
            """;
    private static final String PAYMENT =
            """
            insert into payment (created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
            values (?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?) returning payment_id
            """;

    /// Inserts the order, its transaction and its payment; returns the id of the order.
    public int enter(Order order) throws SQLException {
        var created = order.created().dateTime();
        var price = BigDecimal.valueOf(order.unitPriceCents(), 2);
        var delivery = Moment.date(order.deliveryDay()).toString();
        var payment = Moment.date(order.paymentDay()).toString();
        boolean sale = order.kind() == Order.Kind.SALE;
        int orderId =
                insert(
                        sale ? SALE : PURCHASE,
                        created,
                        created,
                        sale ? (Object) order.article() : order.itemCode(),
                        order.staffId(),
                        order.counterpartyId(),
                        order.units(),
                        price,
                        order.currencyId(),
                        delivery,
                        payment,
                        order.locationId());
        int transactionId =
                insert(sale ? SALE_TRANSACTION : PURCHASE_TRANSACTION, created, created, orderId);
        insert(
                PAYMENT,
                created,
                created,
                transactionId,
                order.counterpartyId(),
                BigDecimal.valueOf(order.amountCents(), 2),
                order.currencyId(),
                order.paymentTypeId(),
                payment,
                order.companyAccount(),
                order.counterpartyAccount());
        return orderId;
    }

    private int insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var id = statement.executeQuery()) {
                id.next();
                return id.getInt(1);
            }
        }
    }
}
