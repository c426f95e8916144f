package dev.tidemark.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.environment.Environment;
import dev.tidemark.event.Answer;
import dev.tidemark.event.InvocationEvent;
import dev.tidemark.failure.Counted;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.progress.FunctionLog;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Lets Lambda start an ingest. Translates in, translates out, decides nothing.
public final class IngestHandler implements RequestStreamHandler {

    /// Kept back for the answer and for closing what is open.
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final Ingestion ingestion;
    private final Progress progress;

    public IngestHandler() {
        this(new Environment(System.getenv()));
    }

    private IngestHandler(Environment environment) {
        this(environment, FunctionLog.of(environment));
    }

    private IngestHandler(Environment environment, Progress progress) {
        this(Wiring.ingestion(environment, progress), progress);
    }

    public IngestHandler(Ingestion ingestion) {
        this(ingestion, Progress.SILENT);
    }

    IngestHandler(Ingestion ingestion, Progress progress) {
        this.ingestion = ingestion;
        this.progress = progress;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            answer(event, answer, context);
        } catch (IOException | RuntimeException | Error e) {
            progress.failed(Stage.INGEST, e);
            throw e;
        }
    }

    private void answer(InputStream event, OutputStream answer, Context context)
            throws IOException {
        switch (InvocationEvent.parse(event)) {
            case InvocationEvent.Scheduled() -> Answer.write(answer, tick(context));
            case InvocationEvent.TestEvent() -> Answer.write(answer, "a test event: nothing to do");
            case InvocationEvent.ObjectsCreated(var objects) ->
                    throw TerminalFailure.configuration(
                            "ingest was called by a notification of %s; it is called by the schedule only"
                                    .formatted(objects.getFirst()),
                            "remove that notification from the bucket");
        }
    }

    private String tick(Context context) {
        Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        IngestResult result = ingestion.tick(Deadline.in(remaining, Clock.systemUTC()));
        progress.looked(Stage.INGEST, Optional.empty());
        return switch (result) {
            case IngestResult.Published published ->
                    "published run %s: %s inserted or updated, %d deleted"
                            .formatted(
                                    published.run(),
                                    Counted.of(published.rowsUpserted(), "row", "rows"),
                                    published.rowsDeleted());
            case IngestResult.NothingNew(var since) ->
                    "nothing new" + since.map(run -> " since run " + run).orElse("");
            case IngestResult.Overtaken(var run) -> "another attempt published run " + run;
        };
    }
}
