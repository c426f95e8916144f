package dev.tidemark.load.merge;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The partitions of a fact by ranges of its record id. Those for small loads are made ahead, for
/// many runs; a large load makes its own.
record Partitions(RunTransaction transaction, Target target) {

    /// Record ids in a partition that small loads share.
    private static final long RECORDS_AHEAD = 1_000_000;

    private static final String BOUNDS =
            """
            select
                coalesce(max(cast(
                    (regexp_match(bound.text, 'TO \\(''?(-?[0-9]+)''?\\)'))[1] as bigint)), 1) as end,
                coalesce(bool_or(bound.text = 'DEFAULT' or bound.text like '%TO (MAXVALUE)'), false)
                    as open_ended
            from pg_inherits as inheritance
            join pg_class as partition on partition.oid = inheritance.inhrelid
            cross join lateral (select pg_get_expr(partition.relpartbound, partition.oid) as text)
                as bound
            where inheritance.inhparent = cast(? as regclass)
            """;

    /// How far partitions reach.
    ///
    /// @param end the first record id that no partition takes
    /// @param isOpenEnded whether one takes all others
    private record Reach(long end, boolean isOpenEnded) {}

    /// Whether so many new versions are worth a partition of their own, and this login may make it.
    boolean takesLarge(long versions) throws SQLException {
        return versions >= transaction.largeRows()
                && target.table().isPartitioned()
                && target.table().ownership() == TargetTable.Ownership.OURS
                && !reach().isOpenEnded();
    }

    /// The first record id beyond all partitions.
    long end() throws SQLException {
        return reach().end();
    }

    boolean hasRoom(long first, long count) throws SQLException {
        Reach reach = reach();
        return reach.isOpenEnded() || first + count <= reach.end();
    }

    /// Sees to it that the versions from `first` on have a partition.
    void makeRoom(long first, long count) throws SQLException {
        if (!target.table().isPartitioned() || hasRoom(first, count)) {
            return;
        }
        Reach reach = reach();
        long beyond = first + count;
        if (target.table().ownership() == TargetTable.Ownership.FOREIGN) {
            throw noRoom(beyond);
        }
        long from = Math.max(first, reach.end());
        var build =
                new PartitionBuild(
                        transaction, target, from, Math.max(RECORDS_AHEAD, beyond - from));
        build.create();
        build.attach();
    }

    private Reach reach() throws SQLException {
        try (PreparedStatement query = transaction.connection().prepareStatement(BOUNDS)) {
            query.setString(1, target.table().sql());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Reach(row.getLong("end"), row.getBoolean("open_ended"));
            }
        }
    }

    private TerminalFailure noRoom(long beyond) {
        return TerminalFailure.configuration(
                "%s has no partition for record ids up to %d, and this login may not make one"
                        .formatted(target.table(), beyond - 1),
                "grant the role that owns the table to the login of the load, or make the partition");
    }
}
