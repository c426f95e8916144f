package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.progress.Looks;
import dev.tidemark.progress.Progress;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever event calls the function, it loads what is there to load, and nothing else calls it.
@ExtendWith(PostgresExtension.class)
class LoadHandlerTest {

    private static final String SCHEDULED =
            """
            {"source": "aws.events", "detail-type": "Scheduled Event"}
            """;

    private static final String CREATED =
            """
            {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {
                "bucket": {"name": "%s"}, "object": {"key": "shop/runs/000000001/query_log.json"}}}]}
            """;

    private final Shop shop;
    private final List<String> looks = new ArrayList<>();
    private final Progress progress = new Looks(looks::add);

    LoadHandlerTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String call(String event) throws IOException {
        var answer = new ByteArrayOutputStream();
        new LoadHandler(shop.loading(), Shop.PIPELINE, "processed", progress)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        answer,
                        new MinuteContext());
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theScheduleLoadsWhatIsThere() throws IOException {
        shop.runs.publish(customers().row(1, "Ada", null));

        assertThat(call(SCHEDULED)).contains("loaded 1 run:");
        assertThat(call(SCHEDULED)).contains("nothing new since run 1");
    }

    @Test
    void aNotificationLoadsEveryRunWhateverOneItNames() throws IOException {
        assertThat(call(CREATED.formatted("processed"))).contains("no run to load yet");
        shop.runs.publish(customers().row(1, "Ada", null));
        shop.runs.publish(customers().row(2, "Bo", null));

        assertThat(call(CREATED.formatted("processed"))).contains("loaded 2 runs");
    }

    @Test
    void everyCallSaysHowFarTheWarehouseIsBehind() throws IOException {
        call(SCHEDULED);

        assertThat(looks).containsExactly("load has caught up");
    }

    @Test
    void aNotificationOfAnotherBucketIsRefused() {
        assertThatThrownBy(() -> call(CREATED.formatted("ingestion")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("is no query log of pipeline shop in s3://processed");
        assertThat(looks).containsExactly("load failed");
    }

    /// A call with a minute left.
    private static final class MinuteContext implements Context {
        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "load";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 60_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
