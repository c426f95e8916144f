package dev.tidemark.runlog;

import java.time.LocalDate;

/// The days that `calendar` covers, both ends included.
public record CalendarRange(LocalDate from, LocalDate to) {

    public CalendarRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a calendar ends after it begins");
        }
    }

    public CalendarRange including(CalendarRange other) {
        return new CalendarRange(
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to);
    }
}
