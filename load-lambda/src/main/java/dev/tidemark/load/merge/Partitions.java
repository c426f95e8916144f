package dev.tidemark.load.merge;

import dev.tidemark.failure.ShellWord;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.postgres.Identifier;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The partitions of a fact by ranges of its record id. Those for small loads are made ahead, for
/// many runs; a large load makes its own.
record Partitions(RunTransaction transaction, Target target) {

    /// Record ids in a partition that small loads share.
    private static final long RECORDS_AHEAD = 1_000_000;

    private static final String BOUNDS =
            """
            select
                cast((regexp_match(bound.text, 'FROM \\(''?(-?[0-9]+)''?\\)'))[1] as bigint) as first,
                cast((regexp_match(bound.text, 'TO \\(''?(-?[0-9]+)''?\\)'))[1] as bigint) as end,
                bound.text = 'DEFAULT' or bound.text like '%TO (MAXVALUE)' as open_ended
            from pg_inherits as inheritance
            join pg_class as partition on partition.oid = inheritance.inhrelid
            cross join lateral (select pg_get_expr(partition.relpartbound, partition.oid) as text)
                as bound
            where inheritance.inhparent = cast(? as regclass)
            """;

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
        return reach().hasRoomUpTo(first + count);
    }

    /// Sees to it that the versions from `first` on have a partition.
    void makeRoom(long first, long count) throws SQLException {
        if (!target.table().isPartitioned()) {
            return;
        }
        Reach reach = reach();
        long beyond = first + count;
        Optional<Reach.Range> gap = reach.gap(first, beyond);
        if (gap.isPresent()) {
            throw gap(gap.get());
        }
        if (reach.hasRoomUpTo(beyond)) {
            return;
        }
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
                List<Reach.Range> ranges = new ArrayList<>();
                boolean openEnded = false;
                while (row.next()) {
                    openEnded |= row.getBoolean("open_ended");
                    ranges.add(new Reach.Range(row.getLong("first"), row.getLong("end")));
                }
                return new Reach(ranges, openEnded);
            }
        }
    }

    /// A partition that somebody took away took its versions along.
    private TerminalFailure gap(Reach.Range gap) {
        String fact = target.table().name();
        String bare = Identifier.quoteIfNeeded(target.table().schema()) + ".";
        return TerminalFailure.world(
                "%s has no partition for its record ids %d to %d, which run %s needs: somebody dropped or detached it. Nothing of the run was loaded."
                        .formatted(target.table(), gap.first(), gap.end() - 1, transaction.run()),
                "attach it again. Or, if it is gone, make an empty one:  create table %s%s partition of %s%s for values from (%d) to (%d);  and ask for its rows once more:  tidemark reload %s %s"
                        .formatted(
                                bare,
                                Identifier.quoteIfNeeded(fact + "_p" + gap.first()),
                                bare,
                                Identifier.quoteIfNeeded(fact),
                                gap.first(),
                                gap.end(),
                                transaction.pipeline(),
                                ShellWord.of(fact)));
    }

    private TerminalFailure noRoom(long beyond) {
        return TerminalFailure.configuration(
                "%s has no partition for record ids up to %d, and this login may not make one"
                        .formatted(target.table(), beyond - 1),
                "grant the role that owns the table to the login of the load, or make the partition");
    }
}
