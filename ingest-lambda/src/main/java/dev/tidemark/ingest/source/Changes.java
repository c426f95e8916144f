package dev.tidemark.ingest.source;

import dev.tidemark.runlog.Snapshot;
import java.util.stream.Collectors;

/// The rows that are new or changed since an earlier snapshot: those whose transaction is at or
/// above its xmin and not among the ids that it had already seen there. Exact, because all rows of a
/// transaction, or of a subtransaction, become visible together.
///
/// `pg_visible_in_snapshot` would be wrong: it takes a subtransaction for visible whose parent was
/// still open, and loses its rows.
public record Changes(Snapshot since) {

    String condition(Horizon horizon) {
        String young = horizon.since(since.xmin());
        if (since.seen().isEmpty()) {
            return young;
        }
        // COPY takes no parameters. These are numbers of our own, never a text from outside.
        String seen =
                since.seen().stream().map(id -> Long.toString(id)).collect(Collectors.joining(","));
        return "%s and not (%s = any ('{%s}'::bigint[]))".formatted(young, horizon.id(), seen);
    }
}
