package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tidemark.environment.Environment;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.progress.Looks;
import dev.tidemark.progress.Progress;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestS3;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The function as Lambda calls it, on the real S3 protocol.
@Tag("slow")
@ExtendWith(S3Extension.class)
class ProcessHandlerTest {

    private static final String SCHEDULED =
            """
            {"source":"aws.events","detail-type":"Scheduled Event","detail":{}}""";

    @TempDir private Path temporary;
    private final List<String> looks = new ArrayList<>();
    private final Progress progress = new Looks(looks::add);
    private final TestS3 s3;
    private final String ingestion;
    private final String processed;
    private ProcessHandler handler;
    private IngestedSource source;

    ProcessHandlerTest(TestS3 s3) {
        this.s3 = s3;
        this.ingestion = s3.freshBucket();
        this.processed = s3.freshBucket();
    }

    @BeforeEach
    void aFunction() throws IOException {
        new Folder(temporary.resolve("pipelines"))
                .fact("fact_order", "order_id", "select order_id from delta.orders");
        Map<String, String> variables = new HashMap<>(s3.environment());
        variables.put(Environment.PIPELINES, temporary.resolve("pipelines").toString());
        variables.put(Environment.PIPELINE, Folder.NAME);
        variables.put(Environment.INGESTION_BUCKET, ingestion);
        variables.put(Environment.PROCESSED_BUCKET, processed);
        handler = new ProcessHandler(new Environment(variables), progress);
        source =
                new IngestedSource(
                        new S3Zone(s3.client(), ingestion),
                        Folder.NAME,
                        Files.createDirectories(temporary.resolve("source")),
                        1);
        source.table("orders", "order_id", "order_id integer");
        source.execute("insert into src.orders values (1), (2)");
        source.ingest();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void saysHowFarItIsBehind() throws IOException {
        call(SCHEDULED);

        assertThat(looks).containsExactly("process has caught up");
    }

    @Test
    void anEventIsAHintAndTheBacklogIsWhatCounts() throws IOException {
        source.execute("insert into src.orders values (3)");
        source.ingest();

        assertThat(call(notification(ingestion, "sales/runs/000000001/query_log.json")))
                .isEqualTo("{\"answer\":\"processed run 1 with 2 rows, run 2 with 1 row\"}");
        assertThat(call(notification(ingestion, "sales%2Fruns%2F000000001%2Fquery_log.json")))
                .isEqualTo("{\"answer\":\"nothing new since run 2\"}");
        assertThat(call(notification(ingestion, "sales/runs/000000002/query_log.json")))
                .isEqualTo("{\"answer\":\"nothing new since run 2\"}");
    }

    @Test
    void theScheduleCallsItToo() throws IOException {
        assertThat(call(SCHEDULED)).isEqualTo("{\"answer\":\"processed run 1 with 2 rows\"}");
    }

    @Test
    void theTestEventIsAnsweredAndNothingElse() throws IOException {
        assertThat(call("{\"Event\":\"s3:TestEvent\"}"))
                .isEqualTo("{\"answer\":\"notifications are set up\"}");
        assertThat(s3.client().listObjectsV2(r -> r.bucket(processed)).contents()).isEmpty();
    }

    @Test
    void anEventOfItsOwnZoneIsRefused() {
        assertThatThrownBy(
                        () -> call(notification(processed, "sales/runs/000000001/query_log.json")))
                .hasMessageContaining(
                        "which is no query log of pipeline sales in s3://" + ingestion);
        assertThat(looks).containsExactly("process failed");
    }

    private String call(String event) throws IOException {
        var answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                answer,
                new TestContext());
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static String notification(String bucket, String key) {
        return """
                {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put",
                 "s3":{"bucket":{"name":"%s"},"object":{"key":"%s"}}}]}"""
                .formatted(bucket, key);
    }

    /// What Lambda says of an invocation; only the time left is ever asked for.
    private static final class TestContext implements Context {

        @Override
        public int getRemainingTimeInMillis() {
            return 300_000;
        }

        @Override
        public String getAwsRequestId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getLogGroupName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getLogStreamName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getFunctionName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getFunctionVersion() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getInvokedFunctionArn() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getMemoryLimitInMB() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
