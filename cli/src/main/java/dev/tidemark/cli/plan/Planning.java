package dev.tidemark.cli.plan;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.RunHistory;
import dev.tidemark.cli.report.Totals;
import dev.tidemark.failure.Problems;
import dev.tidemark.ingest.Forecast;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.load.migration.PendingMigrations;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
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
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.scratch.ScratchFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Asks each stage what it would do next. Nothing is written anywhere.
public final class Planning {

    private static final int MEMORY_MEGABYTES = 200;

    /// Runs that wait beyond this many say nothing of the models that is worth reading them all.
    private static final int RUNS_READ_MAX = 100;

    private final Workplace workplace;
    private final RunHistory history;
    private final Problems problems = new Problems();

    public Planning(Workplace workplace) {
        this.workplace = workplace;
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
                        List.of("The embedded source is empty: the run fills it first."));
        return new Plan(
                workplace.pipeline().name(),
                ingest,
                Queue.EMPTY,
                List.of(),
                Queue.EMPTY,
                migrations(),
                problems.found());
    }

    private Plan ofAllStages() {
        Forecast ingest = problems.attempt(this::forecast).orElseGet(Forecast::ofNothing);
        Optional<ProcessLog> processed = newestProcessed();
        Optional<Backlog<IngestLog>> backlog = backlog(processed);
        return new Plan(
                workplace.pipeline().name(),
                ingest,
                backlog.map(this::toProcess).orElse(Queue.EMPTY),
                models(ingest, processed, backlog),
                toLoad(processed),
                migrations(),
                problems.found());
    }

    private Forecast forecast() {
        return Wiring.ingestion(workplace.environment(), workplace.pipeline(), Progress.SILENT)
                .forecast(Deadline.none(), problems);
    }

    private Optional<ProcessLog> newestProcessed() {
        return problems.attempt(() -> history.processed().newest()).flatMap(newest -> newest);
    }

    private Optional<Backlog<IngestLog>> backlog(Optional<ProcessLog> processed) {
        Optional<Position> position =
                processed.map(
                        log ->
                                new Position(
                                        log.header().logId(), log.header().run(), log.upstream()));
        return problems.attempt(() -> Backlog.of("process", position, history.ingested()))
                .flatMap(found -> found);
    }

    private static long runs(Backlog<IngestLog> backlog) {
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

    private Queue toProcess(Backlog<IngestLog> backlog) {
        return queue(
                backlog.next().value(),
                backlog.newest().header().run().value(),
                run -> Totals.of(history.ingested().require(run)));
    }

    private Queue toLoad(Optional<ProcessLog> processed) {
        long newest = processed.map(log -> log.header().run().value()).orElse(0L);
        return problems.attempt(history::newestLoaded)
                .map(loaded -> loaded.map(RunNumber::value).orElse(0L) + 1)
                .map(
                        next ->
                                queue(
                                        next,
                                        newest,
                                        run -> Totals.of(history.processed().require(run))))
                .orElse(Queue.EMPTY);
    }

    private static Queue queue(long first, long last, Function<RunNumber, Totals> brings) {
        List<Queue.Waiting> shown =
                LongStream.rangeClosed(Math.max(first, last - Queue.SHOWN_MAX + 1), last)
                        .mapToObj(RunNumber::new)
                        .map(run -> new Queue.Waiting(run, brings.apply(run)))
                        .toList();
        return new Queue(Math.max(0, last - first + 1), shown);
    }

    private PendingMigrations migrations() {
        return problems.attempt(() -> PendingMigrations.of(owner(), workplace.pipeline()))
                .orElseGet(() -> new PendingMigrations(List.of(), List.of()));
    }

    private Login owner() {
        return Logins.migration(workplace.environment())
                .orElseGet(() -> Logins.warehouse(workplace.environment()));
    }
}
