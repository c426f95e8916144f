package dev.tidemark.cli.report;

import dev.tidemark.cli.console.Text;
import dev.tidemark.ingest.horizon.HeldHorizon;
import dev.tidemark.ingest.horizon.Holder;
import dev.tidemark.ingest.source.SnapshotText;
import dev.tidemark.runlog.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// Says in words who keeps transactions of the source open, what that costs, and what to type.
public final class HorizonReport {

    private HorizonReport() {}

    /// @param user who asked the source
    public static List<String> lines(Snapshot snapshot, HeldHorizon held, String user) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "the source's oldest transaction was %s ids behind at the newest run, which saw %s of them; beyond %s their rows are read again in each run"
                        .formatted(
                                Text.count(snapshot.xmax() - snapshot.xmin()),
                                Text.count(snapshot.seen().size()),
                                Text.count(SnapshotText.SEEN_MAX)));
        held.holders().forEach(holder -> lines.add("  " + line(holder)));
        switch (held.sight()) {
            case WHOLE -> {
                if (held.holders().isEmpty()) {
                    lines.add("  nobody holds it back any more: the next run forgets those ids");
                }
            }
            case IDENTITIES ->
                    lines.add(
                            "  what others do, and since when, is not shown to `%1$s`: grant pg_read_all_stats to %1$s"
                                    .formatted(user));
            case STANDBY ->
                    lines.add(
                            "  the source is a standby: who holds it back shows in pg_stat_activity and pg_prepared_xacts of its primary");
        }
        return lines;
    }

    private static String line(Holder holder) {
        String open = holder.open().map(time -> ", open for " + Text.duration(time)).orElse("");
        return switch (holder) {
            case Holder.Backend backend ->
                    "process %d of user `%s`%s%s%s%s: to end it, type  %s"
                            .formatted(
                                    backend.pid(),
                                    backend.user(),
                                    named(" (", backend.application(), ")"),
                                    named(" in database `", backend.database(), "`"),
                                    named(", ", backend.state(), ""),
                                    open,
                                    backend.cure());
            case Holder.Prepared prepared ->
                    "a prepared transaction of user `%s`%s: to end it, type in database `%s`  %s"
                            .formatted(prepared.user(), open, prepared.database(), prepared.cure());
        };
    }

    private static String named(String before, String name, String after) {
        return name.isEmpty() ? "" : before + name + after;
    }
}
