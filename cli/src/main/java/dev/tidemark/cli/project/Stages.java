package dev.tidemark.cli.project;

import dev.tidemark.cli.console.Audience;
import dev.tidemark.cli.report.LoadRecorder;
import dev.tidemark.cli.report.Tick;
import dev.tidemark.ingest.IngestHandler;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.load.LoadHandler;
import dev.tidemark.local.bus.EventBus;
import dev.tidemark.local.bus.Handlers;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.local.bus.Zones;
import dev.tidemark.process.ProcessHandler;
import dev.tidemark.progress.Progress;
import java.time.Clock;
import java.util.List;

/// Connects the three handlers of a pipeline by the local event bus.
public final class Stages {

    private Stages() {}

    /// @param shown hears what the stages do, for a person to see
    public static Tick connect(Workplace workplace, Progress shown) {
        var recorder = new LoadRecorder();
        var progress = new Audience(List.of(shown, recorder));
        var environment = workplace.environment();
        var handlers =
                new Handlers(
                        new IngestHandler(Wiring.ingestion(environment, progress)),
                        new ProcessHandler(environment, progress),
                        new LoadHandler(environment, progress));
        var zones =
                new Zones(
                        workplace.pipeline().name(),
                        workplace.ingestionBucket(),
                        workplace.ingested(),
                        workplace.processedBucket(),
                        workplace.processed());
        var bus = new EventBus(handlers, zones, Clock.systemUTC(), Transport.FAITHFUL);
        return new Tick(bus, workplace.history(), recorder);
    }
}
