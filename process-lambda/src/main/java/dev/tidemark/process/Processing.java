package dev.tidemark.process;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.ProcessResult.NothingNew;
import dev.tidemark.process.ProcessResult.OutOfTime;
import dev.tidemark.process.ProcessResult.Overtaken;
import dev.tidemark.process.ProcessResult.Published;
import dev.tidemark.process.ProcessResult.PublishedRun;
import dev.tidemark.process.engine.Engine;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.KeptFiles;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.process.model.ModelRefusal;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Identities;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.Publication;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The process stage: carries runs from the ingestion zone to the processed zone.
public final class Processing {

    private final Pipeline pipeline;
    private final Zones zones;
    private final RunLog<IngestLog> ingested;
    private final RunLog<ProcessLog> processed;
    private final FullReads fullReads;
    private final Engine engine;
    private final Path temporary;
    private final KeptFiles kept;
    private final Identities identities;
    private final Clock clock;
    private final Progress progress;

    /// @param temporary where work folders are made
    /// @param kept what the runs of this process need not fetch again
    public Processing(
            Pipeline pipeline,
            Zones zones,
            Engine engine,
            Path temporary,
            KeptFiles kept,
            Identities identities,
            Clock clock,
            Progress progress) {
        this.pipeline = pipeline;
        this.zones = zones;
        this.ingested = RunLog.ingested(zones.ingestion(), pipeline.name());
        this.processed = RunLog.processed(zones.processed(), pipeline.name());
        this.fullReads = new FullReads(zones.ingestion(), pipeline.name());
        this.engine = engine;
        this.temporary = temporary;
        this.kept = kept;
        this.identities = identities;
        this.clock = clock;
        this.progress = progress;
    }

    /// Processes every run between its own newest and the newest ingested one, in order, and stops
    /// between two runs before its time is up.
    public ProcessResult catchUp(Deadline deadline) {
        Optional<ProcessLog> newest = processed.newest();
        Optional<Backlog<IngestLog>> backlog =
                Backlog.of("process", newest.map(ProcessLog::position), ingested);
        if (backlog.isPresent()) {
            return catchUp(backlog.get(), newest, deadline);
        }
        newest.ifPresent(fullReads::request);
        return new NothingNew(newest.map(log -> log.header().run()));
    }

    /// Publishes the next run without some of its tables and the models that read them, or, if no
    /// table is named, without any. What was left out is read in full by a later run.
    ///
    /// @param tables as `schema.table`, or `table` where that is clear
    public ProcessResult skip(RunNumber run, Set<String> tables, String reason) {
        Optional<ProcessLog> newest = processed.newest();
        Backlog<IngestLog> backlog =
                Backlog.of("process", newest.map(ProcessLog::position), ingested)
                        .filter(of -> of.next().equals(run))
                        .orElseThrow(() -> notNext(run, newest));
        IngestLog upstream = upstream(run, backlog, newest);
        ProcessLog log = attempt(upstream, newest, Skip.of(upstream, tables, reason));
        if (processed.publish(log) instanceof Publication.Overtaken) {
            return new Overtaken(run);
        }
        if (!backlog.reaches(run.next())) {
            fullReads.request(log);
        }
        return new Published(List.of(published(log)));
    }

    private TerminalFailure notNext(RunNumber run, Optional<ProcessLog> newest) {
        RunNumber next = newest.map(log -> log.header().run().next()).orElse(RunNumber.FIRST);
        String finding =
                run.compareTo(next) < 0
                        ? "is processed already"
                        : run.equals(next) ? "is not ingested yet" : "waits for run " + next;
        return TerminalFailure.configuration(
                "run %s of %s %s; only the next run to process can be skipped"
                        .formatted(run, pipeline.name(), finding),
                "see where each stage stands:  tidemark runs %s".formatted(pipeline.name()));
    }

    private ProcessResult catchUp(
            Backlog<IngestLog> backlog, Optional<ProcessLog> newest, Deadline deadline) {
        List<PublishedRun> runs = new ArrayList<>();
        Duration longest = Duration.ZERO;
        Optional<ProcessLog> previous = newest;
        RunNumber next = backlog.next();
        while (backlog.reaches(next)) {
            if (!deadline.allows(longest.multipliedBy(2)) || deadline.remaining().isZero()) {
                return new OutOfTime(
                        runs,
                        next,
                        upstream(next, backlog, previous).header().lastSuccessfulQuery());
            }
            Instant begin = clock.instant();
            ProcessLog log =
                    attempt(upstream(next, backlog, previous), previous, new Skip.Nothing());
            if (processed.publish(log) instanceof Publication.Published) {
                runs.add(published(log));
                previous = Optional.of(log);
            } else {
                progress.overtaken(Stage.PROCESS, next);
                previous = processed.newest();
            }
            longest = longer(longest, Duration.between(begin, clock.instant()));
            next = previous.orElseThrow().header().run().next();
        }
        previous.ifPresent(fullReads::request);
        return runs.isEmpty() ? new Overtaken(next.previous()) : new Published(runs);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private IngestLog upstream(
            RunNumber run, Backlog<IngestLog> backlog, Optional<ProcessLog> previous) {
        IngestLog log =
                run.equals(backlog.newest().header().run())
                        ? backlog.newest()
                        : ingested.require(run);
        if (!log.header().previous().equals(previous.map(ProcessLog::upstream))) {
            throw TerminalFailure.world(
                    "in %s run %s does not continue the run before it: objects of two logs are mixed"
                            .formatted(ingested.place(), run),
                    "restore the objects of one of the two logs");
        }
        return log;
    }

    private ProcessLog attempt(IngestLog upstream, Optional<ProcessLog> previous, Skip skip) {
        Instant startedAt = clock.instant();
        Attempt attempt = identities.attempt();
        progress.runStarted(Stage.PROCESS, upstream.header().run());
        RunAttempt.Made made;
        try (WorkFolder work = WorkFolder.in(temporary, kept);
                Session session = engine.open(work.path())) {
            made =
                    new RunAttempt(
                                    pipeline, attempt, upstream, previous, skip, zones, session,
                                    work, progress)
                            .make();
            work.keep(made.state().stream().flatMap(table -> table.files().stream()).toList());
        } catch (EngineFailure e) {
            throw ModelRefusal.engine("run " + upstream.header().run(), e);
        }
        RunHeader header = upstream.header();
        return new ProcessLog(
                new RunHeader(
                        pipeline.name(),
                        Stage.PROCESS,
                        header.run(),
                        attempt,
                        previous.map(log -> log.header().attempt()),
                        header.logId(),
                        startedAt,
                        clock.instant(),
                        header.lastSuccessfulQuery(),
                        pipeline.definition()),
                header.attempt(),
                skip.reason(),
                made.calendar(),
                made.state(),
                made.models());
    }

    private PublishedRun published(ProcessLog log) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (ProcessedModel model : log.models()) {
            if (model.outcome() == ProcessedModel.Outcome.RAN) {
                rows.put(model.name(), model.rows() + model.rowsLeft());
            }
        }
        progress.runDone(Stage.PROCESS, log.header().run());
        return new PublishedRun(log.header().run(), rows);
    }
}
