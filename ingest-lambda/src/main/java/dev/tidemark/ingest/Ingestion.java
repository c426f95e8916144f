package dev.tidemark.ingest;

import dev.tidemark.failure.Problems;
import dev.tidemark.ingest.archive.RunFiles;
import dev.tidemark.ingest.catalog.PastRuns;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.ingest.catalog.SourceNotices;
import dev.tidemark.ingest.source.Look;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.ingest.source.Visit;
import dev.tidemark.ingest.table.GuardRail;
import dev.tidemark.ingest.table.NamedTables;
import dev.tidemark.ingest.table.Planner;
import dev.tidemark.ingest.table.TablePlan;
import dev.tidemark.ingest.table.TableReader;
import dev.tidemark.lake.Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Identities;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.Publication;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.scratch.ScratchFolder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The ingest stage: looks at the source, and archives one consistent instant of it if something
/// changed since the newest run.
public final class Ingestion {

    private final Pipeline pipeline;
    private final Source source;
    private final Zone zone;
    private final RunLog<IngestLog> runLog;
    private final Clock clock;
    private final Identities identities;
    private final Progress progress;
    private final Steps steps;
    private final AtomicReference<@Nullable Glance> lastGlance = new AtomicReference<>();

    public Ingestion(
            Pipeline pipeline,
            Source source,
            Zone zone,
            Clock clock,
            Identities identities,
            Progress progress,
            Steps steps) {
        this.pipeline = pipeline;
        this.source = source;
        this.zone = zone;
        this.runLog = RunLog.ingested(zone, pipeline.name());
        this.clock = clock;
        this.identities = identities;
        this.progress = progress;
        this.steps = steps;
    }

    /// One tick of the schedule.
    public IngestResult tick(Deadline deadline) {
        return tick(IngestOptions.usual(), deadline);
    }

    public IngestResult tick(IngestOptions options, Deadline deadline) {
        Instant startedAt = clock.instant();
        Optional<IngestLog> newest = runLog.newest();
        Wishes wishes = wishes(options, newest);
        try (Visit visit = source.visit(deadline)) {
            if (isIdle(newest, wishes, visit)) {
                return nothingNew(newest);
            }
            try (OpenSnapshot snapshot = visit.settle(selection(wishes, newest))) {
                new SourceNotices(pipeline, newest)
                        .of(snapshot.identity(), snapshot.catalog())
                        .forEach(notice -> progress.notice(Stage.INGEST, notice));
                wishes.requireKnown(snapshot.catalog(), newest);
                return look(snapshot, newest, wishes, startedAt);
            }
        }
    }

    /// What a tick would find if it came now. Costs a scan of each table where something ran.
    public Outlook outlook(Deadline deadline) {
        Optional<IngestLog> newest = runLog.newest();
        Wishes wishes = wishes(IngestOptions.usual(), newest);
        try (Visit visit = source.visit(deadline)) {
            if (isIdle(newest, wishes, visit)) {
                return new Outlook(Outlook.News.NOTHING, Map.of(), Optional.empty());
            }
            try (OpenSnapshot snapshot = visit.settle(selection(wishes, newest))) {
                return outlook(snapshot, newest, wishes);
            }
        }
    }

    private Outlook outlook(OpenSnapshot snapshot, Optional<IngestLog> newest, Wishes wishes) {
        List<TablePlan> plans =
                new Planner(newest, pipeline.source(), wishes::inFull).plans(snapshot);
        new NamedTables(pipeline).require(plans);
        var reader = new RunReader(pipeline.name(), snapshot, plans);
        boolean comes =
                reader.findsSomething()
                        || wishes.areForARun()
                        || newest.filter(log -> !mustPublish(log)).isEmpty();
        var guardRail = new GuardRail(pipeline.name(), pipeline.deletes(), wishes::acceptsDeletes);
        return new Outlook(
                comes ? Outlook.News.SOMETHING : Outlook.News.NOTHING,
                reader.refusedDeletes(guardRail),
                new SourceNotices(pipeline, newest).ofAnother(snapshot.identity()));
    }

    /// What a tick would archive if it came now. Costs a scan of each table where something ran, and
    /// the reading of keys where only they tell which rows are new.
    ///
    /// @param problems hears of what the tick would be refused for
    public Forecast forecast(Deadline deadline, Problems problems) {
        Optional<IngestLog> newest = runLog.newest();
        Wishes wishes = wishes(IngestOptions.usual(), newest);
        try (Visit visit = source.visit(deadline)) {
            if (isIdle(newest, wishes, visit)) {
                return Forecast.ofNothing();
            }
            RunNumber run = nextAfter(newest);
            try (OpenSnapshot snapshot = visit.settle(selection(wishes, newest));
                    ScratchFolder scratch = ScratchFolder.open(Stage.INGEST)) {
                var files =
                        new RunFiles(
                                zone, pipeline.name(), run, identities.attempt(), scratch.path());
                return new Foresight(pipeline, newest, wishes, problems, progress)
                        .of(run, snapshot, files);
            }
        }
    }

    private Selection selection(Wishes wishes, Optional<IngestLog> newest) {
        return Selection.of(pipeline, wishes::leavesOut, PastRuns.of(pipeline, newest, runLog));
    }

    private static RunNumber nextAfter(Optional<IngestLog> newest) {
        return newest.map(log -> log.header().run().next()).orElse(RunNumber.FIRST);
    }

    private Wishes wishes(IngestOptions options, Optional<IngestLog> newest) {
        return new Wishes(
                options, newest.flatMap(log -> new FullReads(zone, pipeline.name()).asked(log)));
    }

    /// Whether no transaction ran since the last time that everything was in order. Then not even a
    /// scan is needed.
    private boolean isIdle(Optional<IngestLog> newest, Wishes wishes, Visit visit) {
        if (newest.isEmpty() || !wishes.areNone() || mustPublish(newest.get())) {
            return false;
        }
        IngestLog log = newest.get();
        Look look = visit.look();
        Glance glance = lastGlance.get();
        return look.nothingRanSince(log.source(), log.snapshot().text())
                || (glance != null && glance.stillHolds(log.header().attempt(), look));
    }

    /// A changed definition is something found, and so is a table that was left out.
    private boolean mustPublish(IngestLog newest) {
        return !newest.header().definition().equals(pipeline.definition())
                || leftSomethingOut(newest);
    }

    static boolean leftSomethingOut(IngestLog newest) {
        return newest.tables().stream()
                .anyMatch(table -> table.mode() == IngestedTable.Mode.SKIPPED);
    }

    private IngestResult look(
            OpenSnapshot snapshot, Optional<IngestLog> newest, Wishes wishes, Instant startedAt) {
        var planner = new Planner(newest, pipeline.source(), wishes::inFull);
        List<TablePlan> plans = planner.plans(snapshot);
        new NamedTables(pipeline).require(plans);
        var reader = new RunReader(pipeline.name(), snapshot, plans);
        if (!reader.findsSomething()
                && !wishes.areForARun()
                && newest.filter(log -> !mustPublish(log)).isPresent()) {
            remember(newest.get(), snapshot);
            return nothingNew(newest);
        }
        RunNumber run = nextAfter(newest);
        Attempt attempt = identities.attempt();
        progress.runStarted(Stage.INGEST, run);
        try (ScratchFolder scratch = ScratchFolder.open(Stage.INGEST)) {
            var files = new RunFiles(zone, pipeline.name(), run, attempt, scratch.path());
            var guardRail =
                    new GuardRail(pipeline.name(), pipeline.deletes(), wishes::acceptsDeletes);
            List<IngestedTable> tables =
                    reader.read(new TableReader(snapshot, files, guardRail, progress));
            steps.beforePublication();
            return publish(
                    new IngestLog(
                            header(run, attempt, newest, startedAt, snapshot.instant()),
                            wishes.options().skip().map(IngestOptions.Skip::reason),
                            snapshot.text().with(reader.seen(), seenBefore(newest, snapshot)),
                            snapshot.identity(),
                            tables));
        }
    }

    /// Ids of another history say nothing about this one.
    private static List<Long> seenBefore(Optional<IngestLog> newest, OpenSnapshot snapshot) {
        return newest.filter(log -> Planner.continues(log, snapshot))
                .map(log -> log.snapshot().seen())
                .orElse(List.of());
    }

    private RunHeader header(
            RunNumber run,
            Attempt attempt,
            Optional<IngestLog> newest,
            Instant startedAt,
            Instant snapshotAt) {
        return new RunHeader(
                pipeline.name(),
                Stage.INGEST,
                run,
                attempt,
                newest.map(log -> log.header().attempt()),
                newest.map(log -> log.header().logId()).orElseGet(identities::logId),
                startedAt,
                clock.instant(),
                snapshotAt,
                pipeline.definition());
    }

    private IngestResult publish(IngestLog log) {
        return switch (runLog.publish(log)) {
            case Publication.Published() -> {
                progress.runDone(Stage.INGEST, log.header().run());
                yield new IngestResult.Published(log);
            }
            case Publication.Overtaken(var by) -> {
                progress.overtaken(Stage.INGEST, log.header().run());
                yield new IngestResult.Overtaken(log.header().run());
            }
        };
    }

    private void remember(IngestLog newest, OpenSnapshot snapshot) {
        lastGlance.set(
                new Glance(newest.header().attempt(), snapshot.identity(), snapshot.text().text()));
    }

    private static IngestResult nothingNew(Optional<IngestLog> newest) {
        return new IngestResult.NothingNew(newest.map(log -> log.header().run()));
    }
}
