package dev.tidemark.ingest;

import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.run.RunNumber;
import java.util.List;
import java.util.Optional;

/// What the next tick would archive, as exactly as it can be said without writing.
///
/// @param run the number that it would have; nothing if there would be no run
/// @param because why there would be one
/// @param tables all tables of that run, also those that bring nothing
/// @param notices what the tick would say besides
public record Forecast(
        Optional<RunNumber> run,
        List<Reason> because,
        List<TableForecast> tables,
        List<String> notices) {

    /// Why there is a run.
    public enum Reason {
        FIRST_RUN,
        ROWS_CHANGED,
        FOLDER_CHANGED,
        /// The run before left a table out, or a later stage waits for a full read.
        FULL_READ_DUE
    }

    public Forecast {
        because = List.copyOf(because);
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
    }

    /// No run.
    public static Forecast ofNothing() {
        return new Forecast(Optional.empty(), List.of(), List.of(), List.of());
    }
}
