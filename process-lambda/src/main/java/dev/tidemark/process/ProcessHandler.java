package dev.tidemark.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.environment.Environment;
import dev.tidemark.event.Answer;
import dev.tidemark.event.InvocationEvent;
import dev.tidemark.event.InvocationEvent.ObjectsCreated;
import dev.tidemark.event.InvocationEvent.Scheduled;
import dev.tidemark.event.InvocationEvent.TestEvent;
import dev.tidemark.progress.FunctionLog;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/// Lets Lambda start the process stage. Translates in, translates out, decides nothing.
public final class ProcessHandler implements RequestStreamHandler {

    /// Kept back from the function's time, so that the stage stops before it is stopped.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Processing processing;
    private final String bucket;
    private final String pipeline;
    private final Progress progress;

    public ProcessHandler() {
        this(new Environment(System.getenv()));
    }

    private ProcessHandler(Environment environment) {
        this(environment, FunctionLog.of(environment));
    }

    /// For whoever calls the function in its own process and wants to watch.
    public ProcessHandler(Environment environment, Progress progress) {
        this.processing = Wiring.processing(environment, progress);
        this.bucket = environment.require(Environment.INGESTION_BUCKET);
        this.pipeline = environment.require(Environment.PIPELINE);
        this.progress = progress;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            answer(event, answer, context);
        } catch (IOException | RuntimeException | Error e) {
            progress.failed(Stage.PROCESS, e);
            throw e;
        }
    }

    private void answer(InputStream event, OutputStream answer, Context context)
            throws IOException {
        Answer.write(
                answer,
                switch (InvocationEvent.parse(event)) {
                    case Scheduled() -> catchUp(context);
                    case ObjectsCreated created -> {
                        created.requireQueryLogs(bucket, pipeline);
                        yield catchUp(context);
                    }
                    case TestEvent() -> "notifications are set up";
                });
    }

    private String catchUp(Context context) {
        Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        ProcessResult result = processing.catchUp(Deadline.in(remaining, Clock.systemUTC()));
        progress.looked(Stage.PROCESS, result.waitsSince());
        return result.text();
    }
}
