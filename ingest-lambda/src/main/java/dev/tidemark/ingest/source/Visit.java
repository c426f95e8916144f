package dev.tidemark.ingest.source;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.catalog.Catalog;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.run.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/// One tick's stay at the source: first a glance, then, if that is worth it, one consistent instant
/// of all tables.
public final class Visit implements AutoCloseable {

    /// A table that was there a moment ago is not there any more.
    private static final Set<String> VANISHED = Set.of("42P01", "3F000");

    private final Source source;
    private final Session leader;
    private final Deadline deadline;

    Visit(Source source, Session leader, Deadline deadline) {
        this.source = source;
        this.leader = leader;
        this.deadline = deadline;
    }

    /// Costs a few round trips, and reads no table.
    public Look look() {
        try {
            return IdentityReader.look(leader.connection(), source.standbyLagMax());
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "looking at the source");
        }
    }

    /// The tables as they are now, without locks and without a snapshot.
    ///
    /// @param problems hears of everything that keeps a run from following them
    public Catalog inspect(Selection selection, Problems problems) {
        try {
            return selection.read(leader.connection(), source.database().user(), problems);
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "looking at the tables of the source");
        }
    }

    /// Locks all tables, and only then takes the snapshot: a TRUNCATE or a rewriting ALTER that
    /// slipped in between would show the table empty. The catalog is read before, to know what to
    /// lock, and again inside; when the two differ, everything begins anew.
    public OpenSnapshot settle(Selection selection) {
        for (int tries = 0; tries < ReadLimits.CATALOG_TRIES_MAX; tries++) {
            Optional<OpenSnapshot> settled = trySettle(selection);
            if (settled.isPresent()) {
                source.steps().beforeRows();
                return settled.get();
            }
        }
        throw new TransientFailure(
                "the definition of the source's tables changed again and again while they were looked at",
                "try again when the migration of the source is through");
    }

    private Optional<OpenSnapshot> trySettle(Selection selection) {
        try {
            String user = source.database().user();
            Look look = IdentityReader.look(leader.connection(), source.standbyLagMax());
            Catalog before = selection.read(leader.connection(), user);
            source.steps().beforeLocks();
            leader.begin();
            if (!locked(before)) {
                return Optional.empty();
            }
            source.steps().beforeSnapshot();
            Taken taken = take();
            Catalog inside = selection.read(leader.connection(), user);
            if (!inside.equals(before)) {
                leader.rollback();
                return Optional.empty();
            }
            return Optional.of(
                    new OpenSnapshot(
                            source,
                            leader,
                            deadline,
                            look.identity(),
                            inside,
                            taken.text(),
                            taken.instant()));
        } catch (SQLException e) {
            throw SourceFailure.of(source.database(), e, "locking the tables to read");
        }
    }

    private boolean locked(Catalog catalog) throws SQLException {
        try {
            leader.lock(catalog.tables());
            return true;
        } catch (SQLException e) {
            if (VANISHED.contains(e.getSQLState())) {
                leader.rollback();
                return false;
            }
            throw e;
        }
    }

    private record Taken(String text, Instant instant) {}

    /// The first query of the transaction: it takes the snapshot.
    private Taken take() throws SQLException {
        try (Statement statement = leader.connection().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_current_snapshot()::text, clock_timestamp()")) {
            row.next();
            return new Taken(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    @Override
    public void close() {
        leader.close();
    }
}
