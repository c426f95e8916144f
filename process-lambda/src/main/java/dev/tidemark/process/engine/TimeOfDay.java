package dev.tidemark.process.engine;

import java.util.Map;

/// The names that DuckDB takes for the time where no column has them, quoted or not. A macro that
/// wants an argument stands before each function behind them, so that the name of a column that is
/// not there is refused, and never tells the time.
final class TimeOfDay {

    /// The function that is called, and the name that calls it.
    static final Map<String, String> CALLS =
            Map.of(
                    "current_date", "current_date",
                    "get_current_time", "current_time",
                    "get_current_timestamp", "current_timestamp",
                    "current_localtime", "localtime",
                    "current_localtimestamp", "localtimestamp");

    private TimeOfDay() {}

    static String shadowOf(String call) {
        return "create macro %s(no_column) as no_column".formatted(call);
    }
}
