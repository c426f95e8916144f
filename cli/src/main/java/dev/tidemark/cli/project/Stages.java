package dev.tidemark.cli.project;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.cli.console.Audience;
import dev.tidemark.cli.report.Recorder;
import dev.tidemark.cli.report.Tick;
import dev.tidemark.ingest.IngestHandler;
import dev.tidemark.ingest.IngestOptions;
import dev.tidemark.ingest.Ingestion;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.load.LoadHandler;
import dev.tidemark.local.bus.EventBus;
import dev.tidemark.local.bus.Handlers;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.local.bus.Zones;
import dev.tidemark.process.ProcessHandler;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// Connects the three handlers of a pipeline by the local event bus.
public final class Stages {

    private Stages() {}

    public static Tick connect(Workplace workplace, Progress shown) {
        return connect(workplace, shown, Set.of());
    }

    /// @param acceptDeletes tables whose deletions the guard rail lets pass, in every tick
    /// @param shown hears what the stages do, for a person to see
    public static Tick connect(Workplace workplace, Progress shown, Set<String> acceptDeletes) {
        var recorder = new Recorder();
        var progress = new Audience(List.of(shown, recorder));
        var environment = workplace.requireTwoBuckets().environment();
        var handlers =
                new Handlers(
                        ingest(Wiring.ingestion(environment, progress), acceptDeletes),
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

    /// No event can carry what somebody confirmed: then the stage is called without its handler.
    private static RequestStreamHandler ingest(Ingestion ingestion, Set<String> acceptDeletes) {
        if (acceptDeletes.isEmpty()) {
            return new IngestHandler(ingestion);
        }
        var options = IngestOptions.usual().acceptingDeletes(acceptDeletes);
        return (event, answer, context) -> {
            var result = ingestion.tick(options, Deadline.none());
            answer.write(result.toString().getBytes(StandardCharsets.UTF_8));
        };
    }
}
