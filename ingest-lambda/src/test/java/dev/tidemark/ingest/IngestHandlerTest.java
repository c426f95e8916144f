package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.progress.Looks;
import dev.tidemark.progress.Progress;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class IngestHandlerTest {

    private static final String SCHEDULED =
            """
            {"version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "source": "aws.events",
             "detail-type": "Scheduled Event", "account": "123456789012",
             "time": "2026-03-01T10:00:00Z", "region": "eu-west-2", "resources": [], "detail": {}}
            """;

    private final List<String> looks = new ArrayList<>();
    private final Progress progress = new Looks(looks::add);
    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders values (1), (2)");
    }

    @Test
    void aScheduledEventIsATick() throws IOException {
        assertThat(answerTo(SCHEDULED))
                .isEqualTo(
                        "{\"answer\":\"published run 1: 2 rows inserted or updated, 0 deleted\"}");
        assertThat(answerTo(SCHEDULED)).isEqualTo("{\"answer\":\"nothing new since run 1\"}");
    }

    @Test
    void anyOtherEventIsRefusedAndNothingIsDone() {
        String notification =
                """
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "zone"}, "object": {"key": "shop/x.json"}}}]}
                """;
        assertThatThrownBy(() -> answerTo(notification))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("called by a notification of s3://zone/shop/x.json");
        assertThatThrownBy(() -> answerTo("{\"hello\": 1}"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("neither a scheduled event nor an S3 notification");
        assertThat(shop.zone.keys()).isEmpty();
        assertThat(looks).containsExactly("ingest failed", "ingest failed");
    }

    private String answerTo(String event) throws IOException {
        var answer = new ByteArrayOutputStream();
        new IngestHandler(shop.ingestion(), progress)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        answer,
                        fiveMinutes());
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyTickSaysThatItLooked() throws IOException {
        answerTo(SCHEDULED);
        answerTo(SCHEDULED);

        assertThat(looks).containsExactly("ingest has caught up", "ingest has caught up");
    }

    /// A context of which only the remaining time is asked for.
    private Context fiveMinutes() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getRemainingTimeInMillis")) {
                                return 300_000;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}
