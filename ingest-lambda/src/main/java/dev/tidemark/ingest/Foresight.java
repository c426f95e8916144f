package dev.tidemark.ingest;

import dev.tidemark.failure.Problems;
import dev.tidemark.ingest.Forecast.Reason;
import dev.tidemark.ingest.archive.RunFiles;
import dev.tidemark.ingest.catalog.SourceNotices;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.table.Forecaster;
import dev.tidemark.ingest.table.GuardRail;
import dev.tidemark.ingest.table.NamedTables;
import dev.tidemark.ingest.table.Planner;
import dev.tidemark.ingest.table.TablePlan;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans the next run as a tick would, and says what it would bring instead of reading it.
///
/// @param problems hears of what the tick would be refused for
record Foresight(
        Pipeline pipeline,
        Optional<IngestLog> newest,
        Wishes wishes,
        Problems problems,
        Progress progress) {

    /// @param files fetches archived keys
    Forecast of(RunNumber run, OpenSnapshot snapshot, RunFiles files) {
        progress.runStarted(Stage.INGEST, run);
        List<TablePlan> plans =
                new Planner(newest, pipeline.source(), wishes::inFull).plans(snapshot);
        problems.attempt(() -> new NamedTables(pipeline).require(plans));
        var reader = new RunReader(pipeline.name(), snapshot, plans);
        List<Reason> because = because(reader.findsSomething(progress));
        if (because.isEmpty()) {
            return Forecast.ofNothing();
        }
        var guardRail = new GuardRail(pipeline.name(), pipeline.deletes(), wishes::acceptsDeletes);
        return new Forecast(
                Optional.of(run),
                because,
                reader.forecast(new Forecaster(snapshot, files, progress), guardRail, problems),
                new SourceNotices(pipeline, newest).of(snapshot.identity(), snapshot.catalog()));
    }

    private List<Reason> because(boolean foundSomething) {
        if (newest.isEmpty()) {
            return List.of(Reason.FIRST_RUN);
        }
        List<Reason> because = new ArrayList<>();
        if (foundSomething) {
            because.add(Reason.ROWS_CHANGED);
        }
        if (!newest.get().header().definition().equals(pipeline.definition())) {
            because.add(Reason.FOLDER_CHANGED);
        }
        if (wishes.areForARun() || Ingestion.leftSomethingOut(newest.get())) {
            because.add(Reason.FULL_READ_DUE);
        }
        return because;
    }
}
