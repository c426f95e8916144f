package dev.tidemark.load.migration;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/// The pending migrations, tried in a transaction that is to be rolled back. What is wrong with one
/// file keeps neither the others from being tried, nor tables that it does not name from being
/// compared.
///
/// @param pending those of the pipeline that were tried
/// @param untold what files say that were not applied in the transaction
public record Rehearsal(List<String> pending, List<String> untold) {

    /// A file may say `commit`: Postgres then finds a row without its parent, and takes all back.
    private static final String NO_COMMIT =
            """
            create temporary table rehearsal (
                id integer primary key,
                parent integer constraint a_rehearsed_migration_must_not_commit
                    references rehearsal deferrable initially deferred
            ) on commit drop;
            insert into pg_temp.rehearsal values (1, 2)
            """;

    public Rehearsal {
        pending = List.copyOf(pending);
        untold = List.copyOf(untold);
    }

    /// @param session of the login of the migrations, in auto-commit mode; afterwards it is in the
    ///     transaction
    /// @param problems hears of every file that something is wrong with
    public static Rehearsal in(
            Connection session, Database database, Pipeline pipeline, Problems problems)
            throws SQLException {
        DataSource shared = OneSession.of(session);
        History own = History.own(database);
        Optional<History> history = History.of(database, pipeline);
        List<String> ownPending = own.pending(shared);
        History.Prospect prospect =
                history.map(of -> of.prospect(shared)).orElse(History.Prospect.NOTHING);
        prospect.mistakes().forEach(problems::add);
        session.setAutoCommit(false);
        if (!ownPending.isEmpty() || !prospect.pending().isEmpty()) {
            begin(session);
        }
        if (!ownPending.isEmpty()) {
            own.rehearse(OneSession.rehearsing(session));
        }
        return history.isPresent()
                ? of(history.get(), prospect, session, problems)
                : new Rehearsal(List.of(), List.of());
    }

    private static Rehearsal of(
            History history, History.Prospect prospect, Connection session, Problems problems)
            throws SQLException {
        List<String> untold = new ArrayList<>(prospect.aside());
        if (!prospect.pending().isEmpty() && !isApplied(history, prospect, session, problems)) {
            session.rollback();
            untold.addAll(prospect.pending());
        }
        return new Rehearsal(
                prospect.pending(),
                history.files().map(files -> files.texts(untold)).orElse(List.of()));
    }

    private static void begin(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(NO_COMMIT);
        }
    }

    private static boolean isApplied(
            History history, History.Prospect prospect, Connection session, Problems problems) {
        try {
            history.rehearse(OneSession.rehearsing(session));
            return true;
        } catch (TerminalFailure e) {
            boolean mayBeBrought =
                    !prospect.aside().isEmpty() && MigrationFailure.isOfMissingObject(e);
            if (!mayBeBrought) {
                problems.add(e);
            }
            return false;
        }
    }

    /// Whether all files are applied in the transaction.
    public boolean isWhole() {
        return untold.isEmpty();
    }

    /// Whether a table is in the transaction what it will be: no other file names it.
    public boolean settles(String table) {
        String name = table.toLowerCase(Locale.ROOT);
        return untold.stream().noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(name));
    }
}
