package dev.tidemark.local.totesys;

import dev.tidemark.local.totesys.order.Dice;
import dev.tidemark.local.totesys.order.Order;
import java.util.Locale;

/// The columns of a sales order that totesys edits without telling. Every edit gives another value.
enum SaleColumn {
    STAFF_ID,
    DESIGN_ID,
    AGREED_DELIVERY_DATE,
    AGREED_DELIVERY_LOCATION_ID;

    private static final int POSTPONED_DAYS_MAX = 20;
    private static final int FAR_ONCE_IN = 8;
    private static final int FAR_YEARS_MAX = 6;
    private static final int YEAR_DAYS = 365;

    /// The column of a day: each has its turn.
    static SaleColumn of(int day) {
        return values()[(day - 1) % values().length];
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The new value as SQL.
    String value(Dice dice) {
        return switch (this) {
            case STAFF_ID -> "staff_id %% %d + 1".formatted(Order.STAFF);
            case DESIGN_ID -> "design_id % (select max(design_id) from design) + 1";
            case AGREED_DELIVERY_DATE ->
                    "to_char(agreed_delivery_date::date + %d, 'YYYY-MM-DD')"
                            .formatted(postponedDays(dice));
            case AGREED_DELIVERY_LOCATION_ID ->
                    "agreed_delivery_location_id %% %d + 1".formatted(Order.ADDRESSES);
        };
    }

    /// Now and then an edit puts the delivery years away.
    private static int postponedDays(Dice dice) {
        return dice.onceIn(FAR_ONCE_IN)
                ? YEAR_DAYS * dice.between(1, FAR_YEARS_MAX)
                : dice.between(1, POSTPONED_DAYS_MAX);
    }
}
