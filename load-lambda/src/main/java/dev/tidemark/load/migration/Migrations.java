package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
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
    private final AtomicReference<@Nullable String> applied = new AtomicReference<>();

    /// @param database with a login that may define tables
    /// @param rights for the login of the load, where that is another one
    public Migrations(Database database, Optional<LoaderRights> rights) {
        this.database = database;
        this.rights = rights;
    }

    public void apply(Pipeline pipeline) {
        if (pipeline.definition().equals(applied.get())) {
            return;
        }
        migrate(own(), "Tidemark's own tables");
        rights.ifPresent(LoaderRights::grant);
        if (Files.isDirectory(pipeline.migrations())) {
            migrate(of(pipeline), "pipeline " + pipeline.name());
        }
        applied.set(pipeline.definition());
    }

    private FluentConfiguration own() {
        return common().locations(OWN_LOCATION).defaultSchema(SCHEMA).table(OWN_HISTORY);
    }

    private FluentConfiguration of(Pipeline pipeline) {
        return common().locations("filesystem:" + pipeline.migrations().toAbsolutePath())
                .defaultSchema(pipeline.warehouse().schema())
                .table("schema_history_" + pipeline.name());
    }

    /// A schema may hold tables of others: the history then begins before the first migration.
    private FluentConfiguration common() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .initSql(LIMITS)
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .validateMigrationNaming(true);
    }

    /// Flyway would wrap a wrong password into a message of its own: it gets a session that is open.
    private void migrate(FluentConfiguration configuration, String whose) {
        try (Connection session = database.connect()) {
            configuration.dataSource(OneSession.of(session)).load().migrate();
        } catch (FlywayException e) {
            throw new MigrationFailure(database, whose).of(e);
        } catch (SQLException e) {
            throw database.failure(e, "closing the session of the migrations");
        }
    }
}
