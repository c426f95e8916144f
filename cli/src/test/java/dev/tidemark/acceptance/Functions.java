package dev.tidemark.acceptance;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.environment.Environment;
import dev.tidemark.ingest.IngestHandler;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.load.LoadHandler;
import dev.tidemark.local.bus.EventBus;
import dev.tidemark.local.bus.Handlers;
import dev.tidemark.local.bus.Invocation;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.local.bus.Zones;
import dev.tidemark.process.ProcessHandler;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.RunLog;
import java.time.Clock;
import java.util.List;

/// The three functions after a cold start, connected by the event bus.
final class Functions {

    private static final RequestStreamHandler IDLE = (event, answer, context) -> {};

    private final EventBus bus;

    private Functions(Handlers handlers, Environment environment, Transport transport) {
        this.bus = new EventBus(handlers, zones(environment), Clock.systemUTC(), transport);
    }

    static Functions all(Environment environment, Transport transport) {
        return new Functions(
                new Handlers(ingest(environment), process(environment), load(environment)),
                environment,
                transport);
    }

    /// One of them; the others do nothing when they are called.
    static Functions only(Stage stage, Environment environment, Transport transport) {
        return new Functions(
                switch (stage) {
                    case INGEST -> new Handlers(ingest(environment), IDLE, IDLE);
                    case PROCESS -> new Handlers(IDLE, process(environment), IDLE);
                    case LOAD -> new Handlers(IDLE, IDLE, load(environment));
                },
                environment,
                transport);
    }

    private static RequestStreamHandler ingest(Environment environment) {
        return new IngestHandler(
                dev.tidemark.ingest.Wiring.ingestion(environment, Progress.SILENT));
    }

    private static RequestStreamHandler process(Environment environment) {
        return new ProcessHandler(environment, Progress.SILENT);
    }

    private static RequestStreamHandler load(Environment environment) {
        return new LoadHandler(environment, Progress.SILENT);
    }

    private static Zones zones(Environment environment) {
        var client = LakeClient.from(environment);
        String pipeline = environment.require(Environment.PIPELINE);
        String ingestion = environment.require(Environment.INGESTION_BUCKET);
        String processed = environment.require(Environment.PROCESSED_BUCKET);
        return new Zones(
                pipeline,
                ingestion,
                RunLog.ingested(new S3Zone(client, ingestion), pipeline),
                processed,
                RunLog.processed(new S3Zone(client, processed), pipeline));
    }

    List<Invocation> tick() {
        return bus.tick();
    }
}
