package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.load.ledger.Claim;
import dev.tidemark.load.ledger.Ledger;
import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.load.loss.Losses;
import dev.tidemark.load.loss.TableMemory;
import dev.tidemark.load.migration.Fit;
import dev.tidemark.load.migration.Migrations;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The load stage of one pipeline. Whatever it is called for, it loads every run that the processed
/// zone holds beyond the ledger, in order, each in a transaction of its own.
public final class Loading {

    private final Pipeline pipeline;
    private final RunLog<ProcessLog> processed;
    private final Database warehouse;
    private final Migrations migrations;
    private final RunLoad runLoad;
    private final Progress progress;
    private final AtomicReference<Optional<String>> lost = new AtomicReference<>(Optional.empty());

    Loading(
            Pipeline pipeline,
            RunLog<ProcessLog> processed,
            Database warehouse,
            Migrations migrations,
            RunLoad runLoad,
            Progress progress) {
        this.pipeline = pipeline;
        this.processed = processed;
        this.warehouse = warehouse;
        this.migrations = migrations;
        this.runLoad = runLoad;
        this.progress = progress;
    }

    /// Loads what is there to load, and stops between two runs when the time is up.
    public LoadResult catchUp(Deadline deadline) {
        migrations.apply(pipeline, this::fit, deadline);
        try {
            return load(deadline);
        } catch (TidemarkFailure e) {
            sayWhatIsLost(e);
            throw e;
        }
    }

    /// A tick that finds nothing to load logs in once.
    private LoadResult load(Deadline deadline) {
        Optional<Backlog<ProcessLog>> backlog;
        try (Connection connection = warehouse.connect()) {
            Optional<Position> position = new Ledger(pipeline.name()).position(connection);
            backlog = backlog(position);
            if (backlog.isEmpty()) {
                sayWhatIsLost(connection);
                return new LoadResult.NothingNew(position.map(Position::run));
            }
        } catch (SQLException e) {
            throw warehouse.failure(e, "reading the ledger");
        }
        LoadResult result = load(backlog.get(), deadline);
        sayWhatIsLost();
        return result;
    }

    /// After the runs: they may have brought it.
    private void sayWhatIsLost() {
        if (processed.lastFound().isEmpty()) {
            return;
        }
        try (Connection connection = warehouse.connect()) {
            sayWhatIsLost(connection);
        } catch (SQLException e) {
            throw warehouse.failure(e, "looking for what was lost");
        }
    }

    /// Once, until it is something else.
    private void sayWhatIsLost(Connection connection) throws SQLException {
        Optional<ProcessLog> newest = processed.lastFound();
        if (newest.isEmpty()) {
            return;
        }
        Optional<String> notice =
                Losses.of(connection, TableMemory.of(pipeline), newest.get()).notice();
        if (!notice.equals(lost.getAndSet(notice))) {
            notice.ifPresent(text -> progress.notice(Stage.LOAD, text));
        }
    }

    /// It may be why the run failed.
    private void sayWhatIsLost(TidemarkFailure failure) {
        try {
            sayWhatIsLost();
        } catch (TidemarkFailure e) {
            failure.addSuppressed(e);
        }
    }

    /// Leaves out a run that cannot be loaded: the ledger says so, and the next run follows. What it
    /// would have brought comes with the next complete result of each model.
    public void skip(RunNumber run, String reason) {
        migrations.apply(pipeline, this::fit, Deadline.none());
        ProcessLog log = processed.require(run);
        try (Connection connection = warehouse.connect()) {
            connection.setAutoCommit(false);
            var ledger = new Ledger(pipeline.name());
            switch (ledger.claim(connection, log.header())) {
                case Claim.Ours() -> ledger.skip(connection, run, reason);
                case Claim.Loaded() -> throw loadedAlready(run);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new RunFailures(warehouse, pipeline.name(), run).of(e);
        }
    }

    /// Empty while the newest run was made by other models than those of the folder.
    private Optional<Fit> fit() {
        Optional<ProcessLog> newest = processed.newest();
        if (newest.isEmpty()) {
            return Optional.of(Fit.UNKNOWN);
        }
        return newest.filter(log -> log.header().definition().equals(pipeline.definition()))
                .map(log -> connection -> runLoad.requireFit(connection, log));
    }

    private TerminalFailure loadedAlready(RunNumber run) {
        return TerminalFailure.world(
                "run %s of %s is in the warehouse already and cannot be left out any more"
                        .formatted(run, pipeline.name()),
                "correct the source or the model: the next run follows");
    }

    private LoadResult load(Backlog<ProcessLog> backlog, Deadline deadline) {
        List<LoadedRun> loaded = new ArrayList<>();
        for (RunNumber run = backlog.next(); backlog.reaches(run); run = run.next()) {
            if (!deadline.allows(Limits.RUN_TIME_MIN)) {
                return new LoadResult.OutOfTime(
                        loaded, run, log(backlog, run).header().lastSuccessfulQuery());
            }
            progress.runStarted(Stage.LOAD, run);
            Optional<LoadedRun> ours = runLoad.load(log(backlog, run), deadline);
            ours.ifPresent(loaded::add);
            if (ours.isPresent()) {
                progress.runDone(Stage.LOAD, run);
            } else {
                progress.overtaken(Stage.LOAD, run);
            }
        }
        return new LoadResult.Loaded(loaded);
    }

    private ProcessLog log(Backlog<ProcessLog> backlog, RunNumber run) {
        ProcessLog newest = backlog.newest();
        return newest.header().run().equals(run) ? newest : processed.require(run);
    }

    private Optional<Backlog<ProcessLog>> backlog(Optional<Position> position) {
        return Backlog.of("the warehouse " + warehouse.place(), position, processed);
    }
}
