package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The migrations of one schema, and the table in it that says which of them are applied.
///
/// @param whose for messages
/// @param files those of a pipeline's folder; none for those of our own
record History(
        Database database,
        String whose,
        String location,
        String schema,
        String table,
        Optional<MigrationFiles> files) {

    private static final String OWN_LOCATION = "classpath:dev/tidemark/load/migrations";
    private static final String OWN_TABLE = "schema_history";

    /// Readers must not queue behind a migration that waits for others.
    private static final String LIMITS = "set lock_timeout = '5s'";

    static History own(Database database) {
        return new History(
                database,
                "Tidemark's own tables",
                OWN_LOCATION,
                Migrations.SCHEMA,
                OWN_TABLE,
                Optional.empty());
    }

    /// None where somebody else has prepared the warehouse.
    static Optional<History> of(Database database, Pipeline pipeline) {
        if (!Files.isDirectory(pipeline.migrations())) {
            return Optional.empty();
        }
        return Optional.of(
                new History(
                        database,
                        "pipeline " + pipeline.name(),
                        "filesystem:" + pipeline.migrations().toAbsolutePath(),
                        pipeline.warehouse().schema(),
                        "schema_history_" + pipeline.name(),
                        Optional.of(new MigrationFiles(pipeline.migrations()))));
    }

    /// The files that are to be applied, in order. Writes nothing.
    List<String> pending(DataSource session) {
        return worded(
                () -> {
                    files.ifPresent(of -> requireSound(of, session));
                    return Stream.of(on(session).load().info().pending())
                            .map(MigrationInfo::getScript)
                            .toList();
                });
    }

    private void requireSound(MigrationFiles of, DataSource session) {
        of.requireNames();
        new AppliedFiles(on(session), of).requireUnchanged();
    }

    void migrate(DataSource session, Callback... callbacks) {
        worded(() -> on(session).callbacks(callbacks).load().migrate());
    }

    /// A schema may hold tables of others: the history then begins before the first migration.
    private FluentConfiguration on(DataSource session) {
        return Flyway.configure(History.class.getClassLoader())
                .dataSource(session)
                .locations(location)
                .defaultSchema(schema)
                .table(table)
                .initSql(LIMITS)
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .validateMigrationNaming(true);
    }

    private <T> T worded(Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw new MigrationFailure(database, whose, files).of(e);
        }
    }
}
