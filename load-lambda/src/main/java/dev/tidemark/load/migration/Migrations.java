package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.progress.Progress;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/// Applies what is pending before a load: first the migrations of Tidemark's own schema, then the
/// pipeline's. All pending ones of a schema are one transaction. Looks once per definition of the
/// pipeline; two that look at once take turns.
public final class Migrations {

    /// The schema of the ledger.
    public static final String SCHEMA = "tidemark";

    private static final String OWN_LOCATION = "classpath:dev/tidemark/load/migrations";
    private static final String OWN_HISTORY = "schema_history";

    /// Readers must not queue behind a migration that waits for others.
    private static final String LIMITS = "set lock_timeout = '5s'";

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

    /// @param fit asked for if something is pending, and looked at while it can still be taken back
    public void apply(Pipeline pipeline, Supplier<Fit> fit) {
        if (pipeline.definition().equals(applied.get())) {
            return;
        }
        migrate("Tidemark's own tables", session -> own().dataSource(session).load().migrate());
        rights.ifPresent(LoaderRights::grant);
        if (Files.isDirectory(pipeline.migrations())) {
            migrate("pipeline " + pipeline.name(), session -> migrate(pipeline, session, fit));
        }
        pipeline.warehouse().analysts().ifPresent(role -> grant(pipeline, role));
        applied.set(pipeline.definition());
    }

    private void grant(Pipeline pipeline, String role) {
        try (Connection connection = database.connect()) {
            new AnalystRights(pipeline, role, progress).grant(connection);
        } catch (SQLException e) {
            throw database.failure(e, "granting what is loaded to `%s`".formatted(role));
        }
    }

    private static void migrate(Pipeline pipeline, DataSource session, Supplier<Fit> fit) {
        var files = new MigrationFiles(pipeline.migrations());
        files.requireNames();
        new AppliedFiles(of(pipeline).dataSource(session), files).requireUnchanged();
        FluentConfiguration configuration = of(pipeline).dataSource(session);
        List<String> pending =
                Stream.of(configuration.load().info().pending())
                        .map(MigrationInfo::getScript)
                        .toList();
        if (!pending.isEmpty()) {
            configuration.callbacks(new FitBeforeCommit(pending, fit.get())).load().migrate();
        }
    }

    private static FluentConfiguration own() {
        return common().locations(OWN_LOCATION).defaultSchema(SCHEMA).table(OWN_HISTORY);
    }

    private static FluentConfiguration of(Pipeline pipeline) {
        return common().locations("filesystem:" + pipeline.migrations().toAbsolutePath())
                .defaultSchema(pipeline.warehouse().schema())
                .table("schema_history_" + pipeline.name());
    }

    /// A schema may hold tables of others: the history then begins before the first migration.
    private static FluentConfiguration common() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .initSql(LIMITS)
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .validateMigrationNaming(true);
    }

    /// Flyway would wrap a wrong password into a message of its own: it gets a session that is open.
    private void migrate(String whose, Consumer<DataSource> work) {
        try (Connection session = database.connect()) {
            work.accept(OneSession.of(session));
        } catch (FlywayException e) {
            throw new MigrationFailure(database, whose).of(e);
        } catch (SQLException e) {
            throw database.failure(e, "closing the session of the migrations");
        }
    }
}
