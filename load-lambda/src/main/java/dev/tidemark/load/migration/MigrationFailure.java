package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.postgres.Database;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/// Says in our words what Flyway has thrown: which file, which line, and that nothing was changed.
///
/// @param files where they lie; none for those of our own
/// @param limit of the call
record MigrationFailure(
        Database database, String whose, Optional<MigrationFiles> files, TimeLimit limit) {

    /// Table, column, schema, function, any other object.
    private static final Set<String> UNDEFINED =
            Set.of("42P01", "42703", "3F000", "42883", "42704");

    /// What Flyway says, and gives no code for, when it asked for its lock as often as it may.
    private static final String NO_TURN = "retries exceeded";

    TidemarkFailure of(FlywayException e) {
        Optional<TidemarkFailure> ours = cause(e, TidemarkFailure.class);
        if (ours.isPresent()) {
            return ours.get();
        }
        Optional<FlywaySqlScriptException> script = cause(e, FlywaySqlScriptException.class);
        Optional<SQLException> sql = cause(e, SQLException.class);
        if (sql.filter(limit::hasEnded).isPresent()) {
            return outOfTime(script, sql.get());
        }
        if (script.isPresent() && sql.isPresent()) {
            return broken(script.get(), sql.get());
        }
        if (sql.isPresent()) {
            return database.failure(sql.get(), "applying the migrations of " + whose);
        }
        if (String.valueOf(e.getMessage()).contains(NO_TURN)) {
            return new TransientFailure(
                    "another load is applying the migrations of %s at %s"
                            .formatted(whose, database.place()),
                    "wait until it has ended: what it applies is there for the next call",
                    e);
        }
        return TerminalFailure.configuration(
                "the migrations of %s cannot be applied".formatted(whose),
                "look into the files of the warehouse folder, and into the table that says which are applied",
                e);
    }

    /// Trying again would take as long.
    private TerminalFailure outOfTime(Optional<FlywaySqlScriptException> script, SQLException sql) {
        String where = script.flatMap(this::line).orElse("the migrations of " + whose);
        return TerminalFailure.world(
                "%s at %s takes longer than this call may, and was undone. The warehouse is as it was before, and no run is loaded until it is applied."
                        .formatted(where, database.place()),
                "apply it from a machine, where nothing limits it:  tidemark load %s  (or raise timeout_seconds of load in terraform/terraform.tfvars)"
                        .formatted(limit.pipeline()),
                sql);
    }

    private Optional<String> line(FlywaySqlScriptException script) {
        return files.map(
                folder ->
                        "%s:%d"
                                .formatted(
                                        folder.place(script.getResource().getFilename()),
                                        script.getLineNumber()));
    }

    private TidemarkFailure broken(FlywaySqlScriptException script, SQLException sql) {
        Optional<String> file =
                files.map(folder -> folder.place(script.getResource().getFilename()));
        return switch (database.failure(sql, file.orElseGet(() -> ownFile(script)))) {
            case TransientFailure passing ->
                    file.map(in -> in + ":" + script.getLineNumber())
                            .<TidemarkFailure>map(line -> database.failure(sql, line))
                            .orElse(passing);
            case TerminalFailure lasting -> {
                TerminalFailure kept = asBefore(lasting);
                yield file.map(in -> kept.at(in + ":" + script.getLineNumber())).orElse(kept);
            }
        };
    }

    private String ownFile(FlywaySqlScriptException script) {
        return "applying %s, line %d of %s"
                .formatted(script.getResource().getFilename(), script.getLineNumber(), whose);
    }

    /// Whether something was not there that another file may bring.
    static boolean isOfMissingObject(TerminalFailure failure) {
        return failure.getCause() instanceof SQLException sql
                && UNDEFINED.contains(String.valueOf(sql.getSQLState()));
    }

    private static TerminalFailure asBefore(TerminalFailure lasting) {
        String what = lasting.what() + ". The warehouse is as it was before.";
        String fix = "correct the file; one that is applied stays, and another one follows";
        return lasting.getCause() == null
                ? TerminalFailure.configuration(what, fix)
                : TerminalFailure.configuration(what, fix, lasting.getCause());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
