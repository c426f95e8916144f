package dev.tidemark.load;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.environment.Environment;
import dev.tidemark.event.Answer;
import dev.tidemark.event.InvocationEvent;
import dev.tidemark.progress.FunctionLog;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/// Lets Lambda start a load. Translates in, translates out, decides nothing.
public final class LoadHandler implements RequestStreamHandler {

    /// What the call needs to end by itself.
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final Loading loading;
    private final String pipeline;
    private final String bucket;
    private final Progress progress;

    public LoadHandler() {
        this(new Environment(System.getenv()));
    }

    private LoadHandler(Environment environment) {
        this(environment, FunctionLog.of(environment));
    }

    public LoadHandler(Environment environment, Progress progress) {
        this(
                Wiring.loading(environment, progress),
                environment.require(Environment.PIPELINE),
                environment.require(Environment.PROCESSED_BUCKET),
                progress);
    }

    LoadHandler(Loading loading, String pipeline, String bucket, Progress progress) {
        this.loading = loading;
        this.pipeline = pipeline;
        this.bucket = bucket;
        this.progress = progress;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            answer(event, answer, context);
        } catch (IOException | RuntimeException | Error e) {
            progress.failed(Stage.LOAD, e);
            throw e;
        }
    }

    private void answer(InputStream event, OutputStream answer, Context context)
            throws IOException {
        Answer.write(
                answer,
                switch (InvocationEvent.parse(event)) {
                    case InvocationEvent.TestEvent() -> "a test event: nothing to do";
                    case InvocationEvent.Scheduled() -> load(context);
                    case InvocationEvent.ObjectsCreated created -> {
                        created.requireQueryLogs(bucket, pipeline);
                        yield load(context);
                    }
                });
    }

    private String load(Context context) {
        Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        LoadResult result = loading.catchUp(Deadline.in(remaining, Clock.systemUTC()));
        progress.looked(Stage.LOAD, result.waitsSince());
        return result.text();
    }
}
