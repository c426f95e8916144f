package dev.tidemark.cli.plan;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.LostRows;
import dev.tidemark.cli.report.RunHistory;
import dev.tidemark.cli.report.Totals;
import dev.tidemark.cli.report.Waiting;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.Forecast;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.load.Misfits;
import dev.tidemark.load.RefusedRuns;
import dev.tidemark.load.migration.PendingMigrations;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
import dev.tidemark.postgres.WriteAccess;
import dev.tidemark.process.Completions;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ModelForecast;
import dev.tidemark.process.inspection.ModelForecasts;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.QueryLog;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.scratch.ScratchFolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Asks each stage what it would do next. Nothing is written anywhere.
public final class Planning {

    private static final int MEMORY_MEGABYTES = 200;

    /// Runs that wait beyond this many say nothing of the models that is worth reading them all.
    private static final int RUNS_READ_MAX = 100;

    private static final PendingMigrations NO_MIGRATIONS =
            new PendingMigrations(List.of(), List.of());

    private final Workplace workplace;
    private final Progress progress;
    private final RunHistory history;
    private final Problems problems = new Problems();

    /// @param progress hears of the tables of the source that are looked at
    public Planning(Workplace workplace, Progress progress) {
        this.workplace = workplace;
        this.progress = progress;
        this.history = workplace.history();
    }

    public Plan plan() {
        return workplace.hasUnfilledSource() ? ofAnUnfilledSource() : ofAllStages();
    }

    private Plan ofAnUnfilledSource() {
        var ingest =
                new Forecast(
                        Optional.of(RunNumber.FIRST),
                        List.of(Forecast.Reason.FIRST_RUN),
                        List.of(),
                        List.of("the embedded source is empty: the run fills it first"));
        return new Plan(
                workplace.pipeline().name(),
                ingest,
                Queue.EMPTY,
                List.of(),
                Queue.EMPTY,
                migrations().orElse(NO_MIGRATIONS),
                Optional.empty(),
                problems.found());
    }

    private Plan ofAllStages() {
        Forecast ingest = problems.attempt(this::forecast).orElseGet(Forecast::ofNothing);
        // Where the zone cannot be read, nothing is known of what waits before it and behind it.
        Optional<RunLog<ProcessLog>> runs = problems.attempt(this::readable);
        Optional<ProcessLog> processed = runs.flatMap(RunLog::newest);
        Optional<Backlog<IngestLog>> backlog = runs.flatMap(this::toProcess);
        Optional<Backlog<ProcessLog>> toLoad = runs.flatMap(this::toLoad);
        Optional<TerminalFailure> refusal = toLoad.flatMap(this::refusal);
        refusal.ifPresent(problems::add);
        List<ModelForecast> models = models(ingest, processed, backlog);
        Optional<PendingMigrations> pending = migrations();
        // Nothing is known of the tables that migrations leave, nor of models if runs before are
        // refused.
        if (refusal.isEmpty() && pending.filter(of -> of.pipeline().isEmpty()).isPresent()) {
            misfits(models).forEach(problems::add);
        }
        PendingMigrations migrations = pending.orElse(NO_MIGRATIONS);
        Set<Login> writing = new LinkedHashSet<>();
        if (ingest.run().isPresent() || backlog.isPresent() || toLoad.isPresent()) {
            writing.add(Logins.warehouse(workplace.environment()));
        }
        if (!migrations.areNone()) {
            writing.add(owner());
        }
        writing.forEach(login -> readOnly(login).ifPresent(problems::add));
        return new Plan(
                workplace.pipeline().name(),
                ingest,
                backlog.map(of -> queue(of, history.ingested(), Totals::of)).orElse(Queue.EMPTY),
                models,
                toLoad.map(of -> queue(of, history.processed(), Totals::of)).orElse(Queue.EMPTY),
                migrations,
                lost(processed),
                problems.found());
    }

    /// Of a warehouse that gives no answer, whoever asks it for its runs has said so.
    private static Optional<TerminalFailure> readOnly(Login login) {
        try (Connection connection = new Database(login, Map.of()).connect()) {
            return new WriteAccess(login.url()).lacking(connection);
        } catch (SQLException | TidemarkFailure e) {
            return Optional.empty();
        }
    }

    private Forecast forecast() {
        return Wiring.ingestion(workplace.environment(), workplace.pipeline(), progress)
                .forecast(Deadline.none(), problems);
    }

    private RunLog<ProcessLog> readable() {
        history.processed().newest();
        return history.processed();
    }

    private Optional<Backlog<IngestLog>> toProcess(RunLog<ProcessLog> processed) {
        return problems.attempt(
                        () ->
                                Backlog.of(
                                        "process",
                                        processed.newest().map(ProcessLog::position),
                                        history.ingested()))
                .flatMap(found -> found);
    }

    private Optional<Backlog<ProcessLog>> toLoad(RunLog<ProcessLog> processed) {
        return problems.attempt(() -> history.loaded().backlog(processed)).flatMap(found -> found);
    }

    private Optional<TerminalFailure> refusal(Backlog<ProcessLog> toLoad) {
        return problems.attempt(
                        () ->
                                new RefusedRuns(workplace.pipeline(), history.processed())
                                        .foreseen(workplace.warehouse(), owner(), toLoad.next()))
                .flatMap(found -> found);
    }

    private static long runs(Backlog<?> backlog) {
        return backlog.newest().header().run().value() - backlog.next().value() + 1;
    }

    private List<ModelForecast> models(
            Forecast ingest, Optional<ProcessLog> processed, Optional<Backlog<IngestLog>> backlog) {
        List<List<IngestedTable>> runs = new ArrayList<>();
        backlog.ifPresent(of -> waiting(of).forEach(runs::add));
        ingest.run()
                .ifPresent(
                        run ->
                                runs.add(
                                        ingest.tables().stream()
                                                .map(TableForecast::table)
                                                .toList()));
        if (runs.isEmpty()) {
            return List.of();
        }
        try (var scratch = ScratchFolder.open(Stage.PROCESS);
                Session session = new DuckDb(MEMORY_MEGABYTES, 1).open(scratch.path())) {
            var asked =
                    new Completions(workplace.processedZone(), workplace.pipeline().name())
                            .asked(processed);
            return new ModelForecasts(workplace.pipeline(), session, processed, asked, problems)
                    .of(MergedTables.of(runs));
        }
    }

    private Stream<List<IngestedTable>> waiting(Backlog<IngestLog> backlog) {
        return Stream.iterate(backlog.next(), backlog::reaches, RunNumber::next)
                .skip(Math.max(0, runs(backlog) - RUNS_READ_MAX))
                .map(run -> history.ingested().require(run).tables());
    }

    private static <L extends QueryLog> Queue queue(
            Backlog<L> backlog, RunLog<L> upstream, Function<L, Totals> totals) {
        List<Queue.Waiting> shown =
                Stream.iterate(backlog.next(), backlog::reaches, RunNumber::next)
                        .skip(Math.max(0, runs(backlog) - Queue.SHOWN_MAX))
                        .map(run -> new Queue.Waiting(run, totals.apply(upstream.require(run))))
                        .toList();
        return new Queue(runs(backlog), shown);
    }

    private List<TerminalFailure> misfits(List<ModelForecast> models) {
        List<ProcessedModel> made =
                models.stream().flatMap(model -> model.made().stream()).toList();
        return made.isEmpty()
                ? List.of()
                : problems.attempt(
                                () ->
                                        new Misfits(workplace.pipeline())
                                                .of(made, workplace.warehouse()))
                        .orElse(List.of());
    }

    private Optional<String> lost(Optional<ProcessLog> processed) {
        if (processed.isEmpty()) {
            return Optional.empty();
        }
        Set<String> asked =
                Waiting.modelsOf(processed, workplace.processedZone(), workplace.pipeline().name());
        return new LostRows(workplace.pipeline(), history, workplace::warehouse).notice(asked);
    }

    private Optional<PendingMigrations> migrations() {
        return problems.attempt(() -> PendingMigrations.of(owner(), workplace.pipeline()));
    }

    private Login owner() {
        return Logins.migration(workplace.environment())
                .orElseGet(() -> Logins.warehouse(workplace.environment()));
    }
}
