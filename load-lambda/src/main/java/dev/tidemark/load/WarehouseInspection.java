package dev.tidemark.load;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.load.ledger.Ledger;
import dev.tidemark.load.ledger.LoadedRuns;
import dev.tidemark.load.leftover.Leftovers;
import dev.tidemark.load.loss.Losses;
import dev.tidemark.load.loss.TableMemory;
import dev.tidemark.load.migration.AnalystRights;
import dev.tidemark.load.migration.PendingMigrations;
import dev.tidemark.load.migration.Rehearsal;
import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.LedgerAccess;
import dev.tidemark.load.target.LoaderAccess;
import dev.tidemark.load.target.OwnerAccess;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.RefusedLogin;
import dev.tidemark.postgres.WriteAccess;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks at the warehouse as a load would meet it. Pending migrations are applied in a transaction
/// that is rolled back, so that models are compared with the tables that they will find.
///
/// @param loader the login of the load
/// @param owner the login of the migrations
/// @param processed the runs so far; empty where they cannot be read
/// @param asked the models of which all rows come with the next run
/// @param problems hears of everything that would stop a load
public record WarehouseInspection(
        Pipeline pipeline,
        Login loader,
        Login owner,
        Optional<RunLog<ProcessLog>> processed,
        Set<String> asked,
        Problems problems) {

    public WarehouseInspection {
        asked = Set.copyOf(asked);
    }

    /// What the warehouse looked like.
    ///
    /// @param pending migrations of the pipeline that the next load applies
    /// @param notices what stops no load, and what to type
    public record Found(List<String> pending, List<String> notices) {
        public Found {
            pending = List.copyOf(pending);
            notices = List.copyOf(notices);
        }
    }

    /// @param models as the next run would make them
    /// @return empty if the warehouse cannot be looked at
    public Optional<Found> inspect(List<ProcessedModel> models) {
        boolean loads = loader.equals(owner) || isReachable();
        return problems.attempt(this::connected)
                .filter(connection -> closingUnless(loads, connection))
                .flatMap(connection -> problems.attempt(() -> inspect(connection, models)))
                .flatMap(found -> found);
    }

    private boolean isReachable() {
        return problems.attempt(
                        () -> {
                            Connection connection = new Database(loader, Limits.SESSION).connect();
                            boolean writes = mayWrite(loader, connection);
                            close(connection);
                            return writes;
                        })
                .orElse(false);
    }

    private boolean mayWrite(Login login, Connection connection) {
        try {
            Optional<TerminalFailure> lacking = new WriteAccess(login.url()).lacking(connection);
            lacking.ifPresent(problems::add);
            return lacking.isEmpty();
        } catch (SQLException e) {
            throw new Database(login, Limits.SESSION).failure(e, "looking at the warehouse");
        }
    }

    private Connection connected() {
        return new RefusedLogin(new OwnerAccess(pipeline, owner).role())
                .explain(database()::connect);
    }

    private Database database() {
        return new Database(owner, Limits.SESSION);
    }

    private boolean closingUnless(boolean wanted, Connection connection) {
        if (!wanted) {
            close(connection);
        }
        return wanted;
    }

    private Optional<Found> inspect(Connection connection, List<ProcessedModel> models) {
        try {
            if (!mayWrite(owner, connection) || !mayReadBooks(connection)) {
                return Optional.empty();
            }
            List<TerminalFailure> lacking = new OwnerAccess(pipeline, owner).lacking(connection);
            if (!lacking.isEmpty() && !isUpToDate(connection)) {
                lacking.forEach(problems::add);
                return Optional.empty();
            }
            requireSameRuns();
            var loading = new LoaderAccess(pipeline.warehouse().schema(), loader.url().user());
            Optional<TerminalFailure> staging = loading.lackingStaging(connection);
            if (staging.isPresent()) {
                problems.add(staging.get());
                return Optional.empty();
            }
            Rehearsal rehearsal = Rehearsal.in(connection, database(), pipeline, problems);
            return rehearsal.isWhole()
                    ? Optional.of(found(connection, models, rehearsal, loading))
                    : foundSettled(connection, models, rehearsal);
        } catch (SQLException e) {
            throw database().failure(e, "looking at the warehouse");
        } finally {
            rollback(connection);
        }
    }

    private boolean mayReadBooks(Connection connection) throws SQLException {
        List<LedgerAccess.Lacking> lacking = lackingOfBooks(connection);
        lacking.stream()
                .filter(LedgerAccess.Lacking::stops)
                .map(LedgerAccess.Lacking::failure)
                .forEach(problems::add);
        return lacking.stream().noneMatch(right -> right.blinds(owner.url().user()));
    }

    private List<LedgerAccess.Lacking> lackingOfBooks(Connection connection) throws SQLException {
        return new LedgerAccess(pipeline, loader.url().user(), owner.url().user())
                .lacking(connection);
    }

    private Found found(
            Connection connection,
            List<ProcessedModel> models,
            Rehearsal rehearsal,
            LoaderAccess loading)
            throws SQLException {
        Map<String, TargetTable> tables = tables(connection, models);
        List<String> misfits = compare(connection, models, tables);
        waiting(connection)
                .filter(refusal -> refusal.saysMoreThan(misfits))
                .map(refusal -> refusal.failure(pipeline.name()))
                .ifPresent(problems::add);
        loading.lacking(connection, tables.values()).forEach(problems::add);
        List<String> notices = new ArrayList<>(leftovers(connection, models, tables));
        analysts(connection).ifPresent(notices::add);
        lackingOfBooks(connection).stream()
                .filter(right -> !right.stops())
                .map(LedgerAccess.Lacking::notice)
                .forEach(notices::add);
        lost(connection).ifPresent(notices::add);
        return new Found(rehearsal.pending(), notices);
    }

    /// Of tables that no file will change any more, it is known what they lack.
    private Optional<Found> foundSettled(
            Connection connection, List<ProcessedModel> models, Rehearsal rehearsal)
            throws SQLException {
        List<ProcessedModel> settled =
                models.stream().filter(model -> rehearsal.settles(model.name())).toList();
        compare(connection, settled, tables(connection, settled));
        return Optional.empty();
    }

    /// The ledger and the processed zone speak of the same runs.
    private void requireSameRuns() {
        var loaded = new LoadedRuns(database(), pipeline.name());
        processed.ifPresent(runs -> problems.attempt(() -> loaded.backlog(runs)));
    }

    /// A login that may make nothing is enough where everything is made.
    private boolean isUpToDate(Connection connection) {
        try {
            return PendingMigrations.of(database(), pipeline, connection).areNone();
        } catch (TidemarkFailure e) {
            // Without rights it cannot be told, and the rights that are missing are said.
            return false;
        }
    }

    private Map<String, TargetTable> tables(Connection connection, List<ProcessedModel> models)
            throws SQLException {
        List<String> names = models.stream().flatMap(Contract::tablesOf).toList();
        return Catalog.read(connection, pipeline.warehouse().schema(), names);
    }

    /// What was said of the models need not be said of the runs that wait.
    private Optional<Refusal> waiting(Connection connection) throws SQLException {
        if (processed.isEmpty()) {
            return Optional.empty();
        }
        RunNumber next =
                new Ledger(pipeline.name())
                        .position(connection)
                        .map(position -> position.run().next())
                        .orElse(RunNumber.FIRST);
        return new RefusedRuns(pipeline, processed.get()).from(connection, next);
    }

    private List<String> compare(
            Connection connection, List<ProcessedModel> models, Map<String, TargetTable> tables)
            throws SQLException {
        String schema = pipeline.warehouse().schema();
        List<String> findings =
                Contract.findings(schema, models, tables, Catalog.names(connection, schema));
        findings.stream().map(new Misfits(pipeline)::failure).forEach(problems::add);
        return findings;
    }

    private List<String> leftovers(
            Connection connection, List<ProcessedModel> models, Map<String, TargetTable> tables)
            throws SQLException {
        return processed.isEmpty()
                ? List.of()
                : new Leftovers(pipeline, processed.get(), connection).notices(models, tables);
    }

    private Optional<String> lost(Connection connection) throws SQLException {
        Optional<ProcessLog> newest = processed.flatMap(RunLog::newest);
        return newest.isEmpty()
                ? Optional.empty()
                : Losses.of(connection, TableMemory.of(pipeline), newest.get())
                        .beside(asked)
                        .notice();
    }

    /// Also a migration may make the role.
    private Optional<String> analysts(Connection connection) throws SQLException {
        Optional<String> role = pipeline.warehouse().analysts();
        return role.isEmpty()
                ? Optional.empty()
                : new AnalystRights(pipeline, role.get()).missing(connection);
    }

    private static void rollback(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and its transaction with it.
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
    }
}
