package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Applies what is pending before a load: first the migrations of Tidemark's own schema, then the
/// pipeline's. All pending ones of a schema are one transaction. Looks once per definition of the
/// pipeline; two that look at once take turns.
public final class Migrations {

    /// The schema of the ledger.
    public static final String SCHEMA = "tidemark";

    private final Database database;
    private final Optional<LoaderRights> rights;
    private final Progress progress;
    private final AtomicReference<@Nullable String> applied = new AtomicReference<>();

    /// @param database with a login that may define tables
    /// @param rights for the login of the load, where that is another one
    public Migrations(Database database, Optional<LoaderRights> rights, Progress progress) {
        this.database = database;
        this.rights = rights;
        this.progress = progress;
    }

    /// What is pending on tables that are there waits for the models that it is meant for: they might
    /// turn out to be wrong, and what is applied is not taken back.
    ///
    /// @param fit asked for if something is pending, and looked at while it can still be taken back;
    ///     empty while nothing was made by these models
    /// @param deadline what is not applied by then is undone
    public void apply(Pipeline pipeline, Supplier<Optional<Fit>> fit, Deadline deadline) {
        if (pipeline.definition().equals(applied.get())) {
            return;
        }
        boolean current = bringUpToDate(pipeline, fit, new TimeLimit(pipeline.name(), deadline));
        pipeline.warehouse().analysts().ifPresent(role -> grant(pipeline, role));
        if (current) {
            applied.set(pipeline.definition());
        }
    }

    /// Returns whether nothing waits. Flyway would wrap a wrong password into a message of its own: it gets a session that is
    /// open.
    private boolean bringUpToDate(Pipeline pipeline, Supplier<Optional<Fit>> fit, TimeLimit limit) {
        try (Connection session = database.connect()) {
            History own = History.own(database);
            if (!own.isApplied(session)) {
                limit.begin(session);
                own.migrate(OneSession.of(session), limit);
            }
            rights.ifPresent(LoaderRights::grant);
            Optional<History> history = History.of(database, pipeline);
            if (history.isEmpty() || history.get().isApplied(session)) {
                return true;
            }
            limit.begin(session);
            return isCurrent(history.get(), OneSession.of(session), fit, limit);
        } catch (SQLException e) {
            throw database.failure(e, "closing the session of the migrations");
        }
    }

    private static boolean isCurrent(
            History history, DataSource session, Supplier<Optional<Fit>> fit, TimeLimit limit) {
        List<String> pending = history.pending(session);
        if (pending.isEmpty()) {
            return true;
        }
        Optional<Fit> known = fit.get();
        if (known.isEmpty() && history.hasBegun(session)) {
            return false;
        }
        history.migrate(session, limit, new FitBeforeCommit(pending, known.orElse(Fit.UNKNOWN)));
        return true;
    }

    private void grant(Pipeline pipeline, String role) {
        try (Connection connection = database.connect()) {
            new AnalystRights(pipeline, role)
                    .grant(connection)
                    .ifPresent(notice -> progress.notice(Stage.LOAD, notice));
        } catch (SQLException e) {
            throw database.failure(e, "granting what is loaded to `%s`".formatted(role));
        }
    }
}
