package dev.tidemark.local.totesys.order;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// A millisecond within the working hours of a working day.
///
/// @param day number of the working day; 1 is the first that is played, history ends with 0
/// @param millis milliseconds since midnight
public record Moment(int day, int millis) {

    /// Everything is dated from here, never from a clock.
    private static final LocalDate FIRST_MONDAY = LocalDate.of(2026, 11, 2);

    private static final int WEEK_DAYS = 5;
    private static final int SECOND_MILLIS = 1_000;
    private static final int OPENING_SECOND = 8 * 3_600;
    private static final int CLOSING_SECOND = 18 * 3_600;

    /// Some programs write whole seconds.
    private static final int WHOLE_SECOND_ONCE_IN = 8;

    public static LocalDate date(int day) {
        int sinceFirst = day - 1;
        return FIRST_MONDAY
                .plusWeeks(Math.floorDiv(sinceFirst, WEEK_DAYS))
                .plusDays(Math.floorMod(sinceFirst, WEEK_DAYS));
    }

    /// Some moment of a working day.
    public static Moment within(int day, Dice dice) {
        int second = dice.between(OPENING_SECOND, CLOSING_SECOND - 1);
        int fraction = dice.onceIn(WHOLE_SECOND_ONCE_IN) ? 0 : dice.between(0, SECOND_MILLIS - 1);
        return new Moment(day, second * SECOND_MILLIS + fraction);
    }

    public LocalDateTime dateTime() {
        return date(day).atTime(LocalTime.MIDNIGHT.plus(millis, ChronoUnit.MILLIS));
    }
}
