package dev.tidemark.process.reference;

import dev.tidemark.runlog.CalendarRange;
import java.time.LocalDate;
import java.util.Optional;

/// The calendar: whole years that cover every date referred to, within three hundred years.
public final class CalendarYears {

    /// A date outside is far more often a slip of the keyboard than a fact.
    public static final CalendarRange LIMIT =
            new CalendarRange(LocalDate.of(1900, 1, 1), LocalDate.of(2199, 12, 31));

    private CalendarYears() {}

    public static boolean covers(LocalDate date) {
        return !date.isBefore(LIMIT.from()) && !date.isAfter(LIMIT.to());
    }

    /// The former range, widened to the whole years of both dates.
    public static CalendarRange widened(
            Optional<CalendarRange> former, LocalDate first, LocalDate last) {
        var years =
                new CalendarRange(
                        LocalDate.of(first.getYear(), 1, 1), LocalDate.of(last.getYear(), 12, 31));
        return former.map(years::including).orElse(years);
    }

    /// A SELECT of `date`: every day of the range.
    public static String select(Optional<CalendarRange> range) {
        return range.map(
                        days ->
                                "select cast(day as date) as date from range(date '%s', date '%s', interval 1 day) as days(day)"
                                        .formatted(days.from(), days.to().plusDays(1)))
                .orElse("select cast(null as date) as date where false");
    }
}
