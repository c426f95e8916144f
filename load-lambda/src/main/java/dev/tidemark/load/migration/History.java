package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

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

    static final String OWN_FOLDER = "dev/tidemark/load/migrations";

    /// A jar does not list what it holds.
    static final List<String> OWN_FILES = List.of("V1__load_log.sql", "V2__load_log_table.sql");

    private static final String OWN_TABLE = "schema_history";

    /// Readers must not queue behind a migration that waits for others.
    private static final String LIMITS = "set lock_timeout = '5s'";

    static History own(Database database) {
        return new History(
                database,
                "Tidemark's own tables",
                "classpath:" + OWN_FOLDER,
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

    /// Whether just these files are applied, as they are. Where it is not certain that they are, Flyway tells what they lack.
    boolean isApplied(Connection session) {
        try {
            return AppliedScripts.in(schema, table, session)
                    .filter(applied -> applied.checksums().equals(checksums()))
                    .isPresent();
        } catch (SQLException e) {
            throw database.failure(
                    e, "reading which migrations of %s are applied".formatted(whose));
        }
    }

    private Map<String, Integer> checksums() {
        return files.map(MigrationFiles::checksums).orElseGet(History::checksumsOfOwn);
    }

    private static Map<String, Integer> checksumsOfOwn() {
        Map<String, Integer> checksums = new HashMap<>();
        for (String name : OWN_FILES) {
            InputStream text =
                    History.class.getResourceAsStream("/%s/%s".formatted(OWN_FOLDER, name));
            checksums.put(name, AppliedScripts.checksum(Objects.requireNonNull(text, name)));
        }
        return checksums;
    }

    /// What a load would find.
    ///
    /// @param mistakes the files that it would refuse before it applies any
    /// @param pending the others that it would apply, in order
    /// @param aside the files that it would not come to, because something is wrong with them
    record Prospect(List<TerminalFailure> mistakes, List<String> pending, List<String> aside) {

        static final Prospect NOTHING = new Prospect(List.of(), List.of(), List.of());

        Prospect {
            mistakes = List.copyOf(mistakes);
            pending = List.copyOf(pending);
            aside = List.copyOf(aside);
        }
    }

    /// The files that are to be applied, in order. Writes nothing.
    List<String> pending(DataSource session) {
        Prospect prospect = prospect(session);
        if (!prospect.mistakes().isEmpty()) {
            throw prospect.mistakes().getFirst();
        }
        return prospect.pending();
    }

    /// Whether a file was ever applied.
    boolean hasBegun(DataSource session) {
        return worded(
                () ->
                        Stream.of(on(session).load().info().applied())
                                .anyMatch(migration -> !migration.getType().isSynthetic()));
    }

    /// Everything that is wrong with the files, and what is left. Writes nothing.
    Prospect prospect(DataSource session) {
        List<TerminalFailure> misnamed = files.map(MigrationFiles::mistakes).orElse(List.of());
        List<String> ambiguous = files.map(MigrationFiles::ambiguous).orElse(List.of());
        return worded(
                () -> {
                    List<TerminalFailure> mistakes = new ArrayList<>(misnamed);
                    files.ifPresent(
                            of ->
                                    new AppliedFiles(on(session), of)
                                            .mistakes().stream()
                                                    .filter(mistake -> !isOf(mistake, ambiguous))
                                                    .forEach(mistakes::add));
                    MigrationInfoService info = on(session).load().info();
                    List<TerminalFailure> unwhole = unwhole(info);
                    mistakes.addAll(unwhole);
                    List<String> aside = new ArrayList<>(ambiguous);
                    mistakes.forEach(mistake -> name(mistake).ifPresent(aside::add));
                    aside.removeAll(scripts(info.applied()));
                    if (!unwhole.isEmpty()) {
                        aside.addAll(scripts(info.pending()));
                        return new Prospect(mistakes, List.of(), aside);
                    }
                    return new Prospect(mistakes, scripts(info.pending()), aside);
                });
    }

    /// One for each pending file that Flyway would not run in a transaction.
    private List<TerminalFailure> unwhole(MigrationInfoService info) {
        return Stream.of(info.pending())
                .filter(
                        pending ->
                                pending instanceof MigrationInfoImpl migration
                                        && !migration.canExecuteInTransaction())
                .flatMap(pending -> files.map(of -> of.unwhole(pending.getScript())).stream())
                .toList();
    }

    private static boolean isOf(TerminalFailure mistake, List<String> files) {
        return name(mistake).filter(files::contains).isPresent();
    }

    private static Optional<String> name(TerminalFailure mistake) {
        return mistake.place().map(place -> place.substring(place.lastIndexOf('/') + 1));
    }

    private static List<String> scripts(MigrationInfo[] migrations) {
        return Stream.of(migrations).map(MigrationInfo::getScript).toList();
    }

    /// Applies what is pending, whatever is wrong with files that are applied.
    void rehearse(DataSource session) {
        worded(() -> on(session).validateOnMigrate(false).load().migrate());
    }

    /// Returns how many files it applied.
    int migrate(DataSource session, TimeLimit limit, Callback... callbacks) {
        Callback[] all =
                Stream.concat(Stream.of(limit), Stream.of(callbacks)).toArray(Callback[]::new);
        return worded(
                limit,
                () ->
                        on(session)
                                .lockRetryCount(limit.turnSeconds())
                                .callbacks(all)
                                .load()
                                .migrate()
                                .migrationsExecuted);
    }

    /// A schema may hold tables of others: the history then begins before the first migration.
    private FluentConfiguration on(DataSource session) {
        FluentConfiguration configuration = Flyway.configure(History.class.getClassLoader());
        files.filter(of -> !of.ambiguous().isEmpty())
                .ifPresent(of -> configuration.resourceProvider(of.clear()));
        return configuration
                .dataSource(session)
                .locations(location)
                .defaultSchema(schema)
                .table(table)
                .initSql(LIMITS)
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true);
    }

    private <T> T worded(Supplier<T> work) {
        return worded(TimeLimit.NONE, work);
    }

    private <T> T worded(TimeLimit limit, Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw new MigrationFailure(database, whose, files, limit).of(e);
        }
    }
}
