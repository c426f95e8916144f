package dev.tidemark.local.totesys.seed;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Moment;
import dev.tidemark.local.totesys.order.Order;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes the tables that grow with the history.
record LargeTables(Connection connection, History history) {

    void copy() throws SQLException {
        designs();
        sales();
        purchases();
        transactions();
        payments();
    }

    private void designs() throws SQLException {
        try (var rows = new CopyRows(connection, "design")) {
            for (int id = 1; id <= History.DESIGNS; id++) {
                design(rows, Design.numbered(history.seed(), id), id);
            }
            rows.finish();
        }
    }

    private void design(CopyRows rows, Design design, int id) throws SQLException {
        var dice = Dice.of(history.seed(), Dice.Topic.DESIGN, -id);
        var created = Moment.within(dice.between(history.firstDay(), 0), dice);
        rows.number(id)
                .moment(created)
                .text(design.name())
                .text(design.fileLocation())
                .text(design.fileName())
                .moment(created)
                .end();
    }

    private void sales() throws SQLException {
        try (var rows = new CopyRows(connection, "sales_order")) {
            for (int number = 1; number <= history.orders(); number++) {
                if (History.kind(number) == Order.Kind.SALE) {
                    sale(rows, History.orderId(number), history.order(number));
                }
            }
            rows.finish();
        }
    }

    private static void sale(CopyRows rows, int id, Order order) throws SQLException {
        rows.number(id)
                .moment(order.created())
                .moment(order.created())
                .number(order.article())
                .number(order.staffId())
                .number(order.counterpartyId())
                .number(order.units())
                .cents(order.unitPriceCents())
                .number(order.currencyId())
                .date(order.deliveryDay())
                .date(order.paymentDay())
                .number(order.locationId())
                .end();
    }

    private void purchases() throws SQLException {
        try (var rows = new CopyRows(connection, "purchase_order")) {
            for (int number = 1; number <= history.orders(); number++) {
                if (History.kind(number) == Order.Kind.PURCHASE) {
                    purchase(rows, History.orderId(number), history.order(number));
                }
            }
            rows.finish();
        }
    }

    private void purchase(CopyRows rows, int id, Order order) throws SQLException {
        rows.number(id)
                .moment(order.created())
                .moment(order.created())
                .number(order.staffId())
                .number(order.counterpartyId())
                .text(history.itemCode(order, id))
                .number(order.units())
                .cents(order.unitPriceCents())
                .number(order.currencyId())
                .date(order.deliveryDay())
                .date(order.paymentDay())
                .number(order.locationId())
                .end();
    }

    private void transactions() throws SQLException {
        try (var rows = new CopyRows(connection, "transaction")) {
            for (int number = 1; number <= history.orders(); number++) {
                rows.number(number);
                int orderId = History.orderId(number);
                switch (History.kind(number)) {
                    case SALE -> rows.text("SALE").number(orderId).nothing();
                    case PURCHASE -> rows.text("PURCHASE").nothing().number(orderId);
                }
                var created = history.order(number).created();
                rows.moment(created).moment(created).end();
            }
            rows.finish();
        }
    }

    private void payments() throws SQLException {
        try (var rows = new CopyRows(connection, "payment")) {
            for (int number = 1; number <= history.orders(); number++) {
                payment(rows, number, history.order(number));
            }
            rows.finish();
        }
    }

    private void payment(CopyRows rows, int number, Order order) throws SQLException {
        rows.number(number)
                .moment(order.created())
                .moment(history.paymentUpdated(order, number))
                .number(number)
                .number(order.counterpartyId())
                .cents(order.amountCents())
                .number(order.currencyId())
                .number(order.paymentTypeId())
                .truth(History.isPaid(order))
                .date(order.paymentDay())
                .number(order.companyAccount())
                .number(order.counterpartyAccount())
                .end();
    }
}
