package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.ledger.Claim;
import dev.tidemark.load.ledger.Ledger;
import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.load.loss.Losses;
import dev.tidemark.load.loss.TableMemory;
import dev.tidemark.load.loss.TablesOfRun;
import dev.tidemark.load.merge.Merge;
import dev.tidemark.load.merge.ModelFiles;
import dev.tidemark.load.merge.ReadersStayed;
import dev.tidemark.load.merge.RoomAhead;
import dev.tidemark.load.merge.RunTransaction;
import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.LoadOrder;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads one run in one transaction: the ledger first, then members before the rows that name them.
///
/// @param owner who makes partitions, where the load's own login may not
record RunLoad(
        Pipeline pipeline,
        RunLog<ProcessLog> processed,
        Database warehouse,
        Optional<Database> owner,
        ModelFiles files,
        Limits limits,
        Retry retry,
        Progress progress) {

    /// What the tries of a run leave to the next one.
    private static final class Tries {
        /// What was about to be committed when the answer got lost.
        private Optional<LoadedRun> committing = Optional.empty();

        private Way way = Way.LARGE;
    }

    /// How many new versions may go.
    private enum Way {
        /// Beside the fact, to be attached under a short lock.
        LARGE,
        /// One by one into partitions that everybody knows.
        SMALL
    }

    /// Empty when another load has brought the run in.
    Optional<LoadedRun> load(ProcessLog log, Deadline deadline) {
        var failures = new RunFailures(warehouse, pipeline.name(), log.header().run());
        var tries = new Tries();
        try {
            return retry.run(() -> attempt(log, deadline, tries));
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    /// When the answer to a commit is lost, the next attempt finds out from the ledger how it ended.
    private Optional<LoadedRun> attempt(ProcessLog log, Deadline deadline, Tries tries)
            throws SQLException {
        try (Connection connection = warehouse.connect()) {
            connection.setAutoCommit(false);
            limits.whileClaiming(connection, deadline);
            var ledger = new Ledger(pipeline.name());
            return switch (ledger.claim(connection, log.header())) {
                case Claim.Loaded() -> tries.committing;
                case Claim.Ours() -> {
                    limits.whileLoading(connection);
                    yield Optional.of(load(connection, log, deadline, tries));
                }
            };
        }
    }

    private LoadedRun load(Connection connection, ProcessLog log, Deadline deadline, Tries tries)
            throws SQLException {
        List<Target> targets = targets(connection, log);
        RunTransaction transaction = transaction(connection, log, tries.way);
        makeRoom(transaction, log, targets, deadline, tries.way);
        TablesOfRun tables = TablesOfRun.before(connection, TableMemory.of(pipeline), log);
        LoadedRun loaded = merge(transaction, log, targets, deadline);
        tables.note(connection);
        new Ledger(pipeline.name()).complete(connection, loaded);
        tries.committing = Optional.of(loaded);
        try {
            transaction.commit();
        } catch (ReadersStayed e) {
            tries.committing = Optional.empty();
            tries.way = Way.SMALL;
            throw e;
        }
        return loaded;
    }

    /// In a transaction of its own, while the claim keeps other loads out. If nothing comes of the
    /// run, the next one finds the room.
    private void makeRoom(
            RunTransaction run, ProcessLog log, List<Target> targets, Deadline deadline, Way way)
            throws SQLException {
        List<Target> narrow = RoomAhead.lacking(run, targets);
        if (narrow.isEmpty()) {
            return;
        }
        try (Connection connection = owner.orElse(warehouse).connect()) {
            connection.setAutoCommit(false);
            limits.whileClaiming(connection, deadline);
            limits.whileLoading(connection);
            new RoomAhead(transaction(connection, log, way)).make(narrow);
        }
    }

    private LoadedRun merge(
            RunTransaction transaction, ProcessLog log, List<Target> targets, Deadline deadline)
            throws SQLException {
        LoadOrder order = order(transaction.connection(), targets);
        if (order.hasDeferrableKeys()) {
            transaction.define("set constraints all deferred");
        }
        targets.forEach(
                target ->
                        progress.expected(
                                Stage.LOAD, target.model().name(), target.model().rows()));
        List<TableChange> changes = new ArrayList<>();
        for (Target target : order.sort(targets)) {
            limits.whileMerging(transaction.connection(), deadline);
            changes.add(merge(transaction, target));
        }
        if (order.hasDeferrableKeys()) {
            transaction.define("set constraints all immediate");
        }
        return new LoadedRun(log.header().run(), changes);
    }

    private LoadOrder order(Connection connection, List<Target> targets) throws SQLException {
        List<String> names = targets.stream().map(target -> target.table().name()).toList();
        return LoadOrder.read(connection, pipeline.warehouse().schema(), names);
    }

    private RunTransaction transaction(Connection connection, ProcessLog log, Way way) {
        return RunTransaction.of(
                connection,
                pipeline.name(),
                log.header().run(),
                files,
                progress,
                way == Way.LARGE ? limits.largeRows() : Long.MAX_VALUE);
    }

    private TableChange merge(RunTransaction transaction, Target target) throws SQLException {
        TableChange change = Merge.of(transaction, target).run();
        ProcessedModel model = target.model();
        long bytes = model.files().stream().mapToLong(file -> file.bytes()).sum();
        long changed = change.inserted() + change.updated() + change.left();
        progress.relationDone(Stage.LOAD, model.name(), changed, bytes);
        return change;
    }

    /// Whether the tables that the connection sees take all models of the run.
    void requireFit(Connection connection, ProcessLog log) throws SQLException {
        targets(
                connection,
                log,
                log.models().stream().filter(model -> !model.columns().isEmpty()).toList());
    }

    private List<Target> targets(Connection connection, ProcessLog log) throws SQLException {
        return targets(connection, log, models(log));
    }

    private List<Target> targets(Connection connection, ProcessLog log, List<ProcessedModel> models)
            throws SQLException {
        String schema = pipeline.warehouse().schema();
        List<String> names = models.stream().flatMap(Contract::tablesOf).toList();
        Map<String, TargetTable> tables = Catalog.read(connection, schema, names);
        List<String> others =
                tables.keySet().containsAll(names) ? List.of() : Catalog.names(connection, schema);
        try {
            return Contract.require(schema, models, tables, others);
        } catch (TerminalFailure misfit) {
            throw withWayOut(misfit, connection, log);
        }
    }

    /// Runs that wait behind it may be refused as well.
    private TerminalFailure withWayOut(
            TerminalFailure misfit, Connection connection, ProcessLog log) throws SQLException {
        RunNumber run = log.header().run();
        String wayOut =
                new RefusedRuns(pipeline, processed)
                        .from(connection, run)
                        .orElseGet(() -> new Refusal(run, run, List.of()))
                        .wayOut(pipeline.name());
        String fix =
                Losses.of(connection, TableMemory.of(pipeline), log)
                        .afterwards()
                        .map(afterwards -> misfit.fix() + ". " + afterwards)
                        .orElse(misfit.fix());
        return TerminalFailure.configuration(
                misfit.what(), "%s. %s".formatted(fix, wayOut), misfit);
    }

    /// What the run changes, dimensions before facts.
    static List<ProcessedModel> models(ProcessLog log) {
        return log.models().stream()
                .filter(RunLoad::brings)
                .sorted(
                        Comparator.comparing(
                                        (ProcessedModel model) -> model.kind() == ModelKind.FACT)
                                .thenComparing(ProcessedModel::name))
                .toList();
    }

    private static boolean brings(ProcessedModel model) {
        return model.outcome() == ProcessedModel.Outcome.RAN
                && (model.complete() || model.rows() > 0 || model.rowsLeft() > 0);
    }
}
