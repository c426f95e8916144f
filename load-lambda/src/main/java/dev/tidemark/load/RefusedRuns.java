package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.migration.PendingMigrations;
import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds, among the runs that wait to be loaded, those whose columns the warehouse's tables do not
/// take: a run stays what the models made of it. What its rows violate, a load tells.
public record RefusedRuns(Pipeline pipeline, RunLog<ProcessLog> processed) {

    /// Whoever has more waiting is told of these first.
    private static final int RUNS_READ_MAX = 100;

    /// What a load would say before it has tried. Where migrations are pending, nothing is known of
    /// the tables that it will find.
    ///
    /// @param owner the login of the migrations
    /// @param next the run that load goes on with
    public Optional<TerminalFailure> foreseen(Database warehouse, Login owner, RunNumber next) {
        if (!PendingMigrations.of(owner, pipeline).pipeline().isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = warehouse.connect()) {
            return from(connection, next).map(refusal -> refusal.failure(pipeline.name()));
        } catch (SQLException e) {
            throw warehouse.failure(e, "comparing the runs that wait with the tables");
        }
    }

    /// @param next the run that load goes on with
    Optional<Refusal> from(Connection connection, RunNumber next) throws SQLException {
        List<ProcessLog> waiting = waiting(next);
        String schema = pipeline.warehouse().schema();
        Map<String, TargetTable> tables = Catalog.read(connection, schema, tablesOf(waiting));
        List<String> others = Catalog.names(connection, schema);
        Optional<Refusal> refused = Optional.empty();
        for (ProcessLog log : waiting) {
            List<String> findings = Contract.findings(schema, RunLoad.models(log), tables, others);
            if (!findings.isEmpty()) {
                var one = new Refusal(log.header().run(), log.header().run(), findings);
                refused = Optional.of(refused.map(before -> before.and(one)).orElse(one));
            }
        }
        return refused;
    }

    private List<ProcessLog> waiting(RunNumber next) {
        Optional<RunNumber> newest = processed.newest().map(log -> log.header().run());
        return newest.isEmpty()
                ? List.of()
                : Stream.iterate(next, run -> run.compareTo(newest.get()) <= 0, RunNumber::next)
                        .limit(RUNS_READ_MAX)
                        .map(processed::require)
                        .toList();
    }

    private static Set<String> tablesOf(Collection<ProcessLog> runs) {
        Set<String> names = new LinkedHashSet<>();
        for (ProcessLog log : runs) {
            RunLoad.models(log).forEach(model -> Contract.tablesOf(model).forEach(names::add));
        }
        return names;
    }
}
