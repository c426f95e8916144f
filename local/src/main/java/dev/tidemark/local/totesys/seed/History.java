package dev.tidemark.local.totesys.seed;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Moment;
import dev.tidemark.local.totesys.order.Order;

/// The orders before the first business day. Each is computed from its number alone, so that every table can be
/// written by itself and nothing is kept in memory.
///
/// The number of an order is the id of its transaction and of its payment. Of seven numbers, two are purchases.
public record History(long seed, int salesOrders) {

    /// The designs that exist when the history ends.
    public static final int DESIGNS = 100;

    /// Transactions outnumber sales, and ids are integers.
    private static final int SALES_MAX = 500_000_000;

    private static final int SALES_PER_DAY = 25;
    private static final int YEARS_MAX_IN_DAYS = 780;

    /// How far the days of neighbouring orders lie apart: ids do not tell what came first.
    private static final int DISORDER_DAYS = 3;

    /// On average; few batches are then larger than totesys' largest.
    private static final int PAYMENTS_PER_BATCH = 20;

    private static final String ITEM_CODE_OF_FIRST_PURCHASE = "9002744";

    public History {
        if (salesOrders < 1 || salesOrders > SALES_MAX) {
            throw new IllegalArgumentException(
                    "totesys is seeded with 1 to %d sales orders, not %d"
                            .formatted(SALES_MAX, salesOrders));
        }
    }

    /// How many orders there are, sales and purchases; they are numbered from 1.
    public int orders() {
        return salesOrders + salesOrders * 2 / 5;
    }

    public int purchaseOrders() {
        return purchasesUpTo(orders());
    }

    /// How many of the orders up to a number are purchases.
    static int purchasesUpTo(int number) {
        return (int) (number * 2L / 7);
    }

    static Order.Kind kind(int number) {
        return purchasesUpTo(number) > purchasesUpTo(number - 1)
                ? Order.Kind.PURCHASE
                : Order.Kind.SALE;
    }

    /// The id of an order among those of its kind.
    static int orderId(int number) {
        return switch (kind(number)) {
            case SALE -> number - purchasesUpTo(number);
            case PURCHASE -> purchasesUpTo(number);
        };
    }

    public Order order(int number) {
        var dice = Dice.of(seed, Dice.Topic.HISTORIC_ORDER, number);
        int evenly = firstDay() + (int) ((number - 1L) * days() / orders());
        int day = evenly + dice.between(-DISORDER_DAYS, DISORDER_DAYS);
        return Order.on(Math.clamp(day, firstDay(), 0), kind(number), DESIGNS, dice);
    }

    String itemCode(Order order, int purchaseOrderId) {
        return purchaseOrderId == 1 ? ITEM_CODE_OF_FIRST_PURCHASE : order.itemCode();
    }

    static boolean isPaid(Order order) {
        return order.paymentDay() <= 0;
    }

    /// When a payment was last touched: by the batch of its day, or when it was entered.
    Moment paymentUpdated(Order order, int number) {
        if (!isPaid(order)) {
            return order.created();
        }
        int batchesPerDay = 1 + orders() / days() / PAYMENTS_PER_BATCH;
        long batch = (long) order.paymentDay() * batchesPerDay + number % batchesPerDay;
        return Moment.within(order.paymentDay(), Dice.of(seed, Dice.Topic.HISTORIC_BATCH, batch));
    }

    int firstDay() {
        return 1 - days();
    }

    private int days() {
        return Math.clamp(salesOrders / SALES_PER_DAY, 1, YEARS_MAX_IN_DAYS);
    }
}
