package dev.tidemark.ingest.source;

import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.ingest.catalog.Catalog;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.run.Deadline;
import dev.tidemark.runlog.SourceIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// One consistent instant of all tables, held open: whatever is read from it belongs together.
public final class OpenSnapshot implements AutoCloseable {

    private final Source source;
    private final Session leader;
    private final Deadline deadline;
    private final SourceIdentity identity;
    private final Catalog catalog;
    private final SnapshotText text;
    private final Instant instant;
    private final Horizon horizon;
    private final List<Session> workers = new ArrayList<>();
    private Help help = Help.NOT_ASKED;

    /// Whether the source was asked for a second session. It is asked once: a refusal takes its time.
    private enum Help {
        NOT_ASKED,
        ASKED
    }

    OpenSnapshot(
            Source source,
            Session leader,
            Deadline deadline,
            SourceIdentity identity,
            Catalog catalog,
            String text,
            Instant instant)
            throws SQLException {
        this.source = source;
        this.leader = leader;
        this.deadline = deadline;
        this.identity = identity;
        this.catalog = catalog;
        this.text = SnapshotText.parse(text);
        this.instant = instant;
        this.horizon = leader.horizon(this.text.xmax());
    }

    /// Who the source was, and how far it had come just before.
    public SourceIdentity identity() {
        return identity;
    }

    public Catalog catalog() {
        return catalog;
    }

    public SnapshotText text() {
        return text;
    }

    public Instant instant() {
        return instant;
    }

    /// Whether so much is left of the time that the snapshot may be held. No statement outlasts it.
    public boolean allows(Duration work) {
        if (!deadline.allows(work)) {
            return false;
        }
        try {
            leader.limit(deadline.remaining());
            for (Session worker : workers) {
                worker.limit(deadline.remaining());
            }
            return true;
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "limiting the time of the next statement");
        }
    }

    /// Whether the rows since that snapshot can be told by their age.
    public boolean reaches(Changes changes) {
        return horizon.reaches(changes.since().xmin());
    }

    /// One scan of the table.
    public Probe probe(SourceTable table, Changes changes) {
        return probe(table, changes.condition(horizon));
    }

    /// The ids at or above the snapshot's own xmin among the rows of a table that is read in full.
    /// No scan is needed where no id can be: between xmin and xmax.
    public List<Long> seen(SourceTable table) {
        return text.xmin() == text.xmax() ? List.of() : probe(table, "true").seen();
    }

    /// How many rows the table has.
    public long count(SourceTable table) {
        return probe(table, "true").rows();
    }

    private Probe probe(SourceTable table, String changed) {
        String sql = TableSql.probe(table, changed, horizon.since(text.xmin()), horizon);
        try (Statement statement = leader.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Long> seen = new ArrayList<>();
            if (row.getArray("seen") != null) {
                seen.addAll(List.of((Long[]) row.getArray("seen").getArray()));
            }
            return new Probe(row.getLong("rows"), row.getLong("changed"), seen, extent(table, row));
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "scanning " + table.name());
        }
    }

    /// In a partitioned table a `ctid` names one row of each partition.
    private static String extent(SourceTable table, ResultSet row) throws SQLException {
        return switch (table.kind()) {
            case PARTITIONED -> "";
            case ORDINARY ->
                    row.getString("first") == null
                            ? ""
                            : "ctid between '%s'::tid and '%s'::tid"
                                    .formatted(row.getString("first"), row.getString("last"));
        };
    }

    /// All rows of the table.
    public Part all(SourceTable table) {
        return new Part(table, "");
    }

    /// The rows that a probe found changed.
    public Part changed(SourceTable table, Changes changes, Probe probe) {
        String rule = changes.condition(horizon);
        return new Part(table, probe.extent().isEmpty() ? rule : probe.extent() + " and " + rule);
    }

    /// Reads rows with all columns, in no order.
    ///
    /// @param sinks makes one sink for each session that reads
    public long read(Part part, Supplier<? extends BatchSink> sinks) {
        List<Part> parts = part.condition().isEmpty() ? split(part.table()) : List.of(part);
        List<Session> sessions = new ArrayList<>(List.of(leader));
        sessions.addAll(workers);
        return new Reading(source.database(), sessions).read(parts, sinks);
    }

    /// Reads the key columns in the order of the key.
    public long readKeys(Part part, BatchSink sink) {
        String sql = TableSql.copySorted(part, part.table().key());
        return new Reading(source.database(), List.of(leader))
                .read(part.table(), sql, part.table().keyColumns(), sink);
    }

    /// A large table is read in two halves, the second one by a session of its own that shares the
    /// snapshot.
    private List<Part> split(SourceTable table) {
        long blocks = blocks(table);
        if (blocks == 0 || worker().isEmpty()) {
            return List.of(all(table));
        }
        String middle = "'(%d,0)'::tid".formatted(blocks / 2);
        return List.of(new Part(table, "ctid < " + middle), new Part(table, "ctid >= " + middle));
    }

    /// Zero for a table that is not worth splitting.
    private long blocks(SourceTable table) {
        if (table.kind() != SourceTable.Kind.ORDINARY) {
            return 0;
        }
        String sql =
                "select pg_relation_size(%d), current_setting('block_size')::bigint"
                        .formatted(table.oid());
        try (Statement statement = leader.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long bytes = row.getLong(1);
            return bytes < ReadLimits.SPLIT_BYTES_MIN ? 0 : bytes / row.getLong(2);
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "measuring " + table.name());
        }
    }

    /// About how many rows a table has, by what the source's last `analyze` found on a page, or empty
    /// where a part of it was never analysed. No row is read for it.
    public OptionalLong estimatedRows(SourceTable table) {
        try (Statement statement = leader.connection().createStatement();
                ResultSet row = statement.executeQuery(TableSql.estimate(table))) {
            row.next();
            long rows = row.getLong("rows");
            return row.getBoolean("known") ? OptionalLong.of(rows) : OptionalLong.empty();
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "estimating " + table.name());
        }
    }

    /// The second session, opened when it is first needed. Without one the read is slower, that is
    /// all: when the source has no connection to spare, or somebody waits for a stronger lock.
    private Optional<Session> worker() {
        if (help == Help.NOT_ASKED) {
            help = Help.ASKED;
            WorkerSession.open(source, leader, deadline, catalog).ifPresent(workers::add);
        }
        return workers.stream().findFirst();
    }

    @Override
    public void close() {
        workers.forEach(Session::close);
    }
}
