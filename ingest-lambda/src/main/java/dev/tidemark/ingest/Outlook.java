package dev.tidemark.ingest;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.runlog.TableName;
import java.util.Map;
import java.util.Optional;

/// What the next tick would meet, told by scans that count. Nothing is read, nothing is written.
///
/// @param refusedDeletes tables that lost so many rows that the guard rail stops the run, as far as
///     counts alone show it
/// @param another that the source is another database than that of the newest run, if it is
public record Outlook(
        News news, Map<TableName, TerminalFailure> refusedDeletes, Optional<String> another) {

    /// Whether there would be a run.
    public enum News {
        NOTHING,
        SOMETHING
    }

    public Outlook {
        refusedDeletes = Map.copyOf(refusedDeletes);
    }
}
