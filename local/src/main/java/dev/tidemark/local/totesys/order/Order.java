package dev.tidemark.local.totesys.order;

/// A sale or a purchase with the payment that settles it.
///
/// @param article the design of a sale, the number within the item code of a purchase
/// @param unitPriceCents price of one unit in hundredths of the currency
/// @param deliveryDay agreed working day of delivery
/// @param paymentDay agreed working day of payment
public record Order(
        Kind kind,
        Moment created,
        int article,
        int staffId,
        int counterpartyId,
        int units,
        int unitPriceCents,
        int currencyId,
        int deliveryDay,
        int paymentDay,
        int locationId,
        int paymentTypeId,
        int companyAccount,
        int counterpartyAccount) {

    /// Addresses, counterparties, staff and currencies are seeded; none is ever deleted.
    public static final int ADDRESSES = 30;

    public static final int COUNTERPARTIES = 20;
    public static final int STAFF = 20;
    public static final int CURRENCIES = 3;

    private static final int DELIVERY_DAYS_MAX = 15;
    private static final int PAYMENT_DAYS_MAX = 10;
    private static final int REFUND_ONCE_IN = 40;
    private static final int ACCOUNT_MIN = 10_000_000;
    private static final int ACCOUNT_MAX = 99_999_999;

    /// Ranges of the source's own data: facts of the trade, prices in cents.
    public enum Kind {
        SALE(1_000, 100_000, 2_00, 4_00, 1, 2),
        PURCHASE(1, 1_000, 3_00, 1_000_00, 3, 4);

        static final int ITEM_CODES = 10_000_000;

        private final int unitsMin;
        private final int unitsMax;
        private final int centsMin;
        private final int centsMax;
        private final int paymentTypeId;
        private final int refundTypeId;

        Kind(
                int unitsMin,
                int unitsMax,
                int centsMin,
                int centsMax,
                int paymentTypeId,
                int refundTypeId) {
            this.unitsMin = unitsMin;
            this.unitsMax = unitsMax;
            this.centsMin = centsMin;
            this.centsMax = centsMax;
            this.paymentTypeId = paymentTypeId;
            this.refundTypeId = refundTypeId;
        }

        private int article(int designs, Dice dice) {
            return switch (this) {
                case SALE -> dice.between(1, designs);
                case PURCHASE -> dice.between(0, ITEM_CODES - 1);
            };
        }

        private int paymentType(Dice dice) {
            return dice.onceIn(REFUND_ONCE_IN) ? refundTypeId : paymentTypeId;
        }
    }

    /// An order of a working day.
    ///
    /// @param designs how many designs there are to choose from, numbered from 1
    public static Order on(int day, Kind kind, int designs, Dice dice) {
        return new Order(
                kind,
                Moment.within(day, dice),
                kind.article(designs, dice),
                dice.between(1, STAFF),
                dice.between(1, COUNTERPARTIES),
                dice.between(kind.unitsMin, kind.unitsMax),
                dice.between(kind.centsMin, kind.centsMax),
                dice.between(1, CURRENCIES),
                day + dice.between(1, DELIVERY_DAYS_MAX),
                day + dice.between(1, PAYMENT_DAYS_MAX),
                dice.between(1, ADDRESSES),
                kind.paymentType(dice),
                dice.between(ACCOUNT_MIN, ACCOUNT_MAX),
                dice.between(ACCOUNT_MIN, ACCOUNT_MAX));
    }

    /// Seven digits that may begin with zeros.
    public String itemCode() {
        return itemCode(article);
    }

    public static String itemCode(int number) {
        return Integer.toString(Kind.ITEM_CODES + number).substring(1);
    }

    public long amountCents() {
        return (long) units * unitPriceCents;
    }
}
