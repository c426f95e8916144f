package dev.tidemark.lambda;

import static dev.tidemark.lambda.Outcomes.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The packages carry rows from the source to the warehouse by the schedule and the notifications of S3 alone.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class PipelineTest {

    private static final int ORDERS = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir Path work;

    private final Shop shop;
    private final TestS3 s3;
    private Deployment deployment;

    PipelineTest(TestDatabase source, TestS3 s3) {
        this.shop = new Shop(source, ORDERS);
        this.s3 = s3;
    }

    @BeforeEach
    void deploy() {
        deployment = new Deployment(shop.source.url(), shop.warehouse.url(), s3, work);
    }

    @AfterEach
    void remove() {
        deployment.close();
    }

    @Test
    void everyOrderArrivesAndFollowsItsChanges() throws SQLException {
        tick();
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());

        shop.trade();
        tick();
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    @Test
    void aRunCanBeFollowedThroughTheLogsOfAllStages() throws IOException {
        tick();
        answer(deployment.invoke("ingest", Events.SCHEDULED));

        for (String stage : FunctionPackage.STAGES) {
            assertThat(MailFilter.in("terraform/alarms.tf").of(deployment.function(stage).log()))
                    .as("what passes for a failure of " + stage)
                    .isEmpty();
            List<JsonNode> lines = lines(stage);
            assertThat(lines)
                    .filteredOn(line -> line.path("run").asInt() == 1)
                    .extracting(line -> line.path("message").asText())
                    .as(stage)
                    .containsExactly("run started", "run done");
            assertThat(lines)
                    .filteredOn(line -> line.path("message").asText().equals("run done"))
                    .allSatisfy(
                            line -> {
                                assertThat(line.path("stage").asText()).isEqualTo(stage);
                                assertThat(line.path("pipeline").asText()).isEqualTo("totesys");
                                assertThat(line.path("Rows").asLong()).isGreaterThan(ORDERS);
                                assertThat(line.path("Bytes").asLong()).isPositive();
                                assertThat(line.path("RunMilliseconds").asLong()).isPositive();
                            });
        }
    }

    /// The names stand in Terraform's alarms and dashboard as well. Ten metrics of an account cost nothing.
    @Test
    void threeMetricsPerFunctionAreTakenFromItsLog() throws JsonProcessingException {
        tick();

        for (String stage : FunctionPackage.STAGES) {
            List<String> metrics = new ArrayList<>();
            for (JsonNode line : lines(stage)) {
                for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
                    assertThat(directive.path("Namespace").asText()).isEqualTo("Tidemark");
                    assertThat(directive.path("Dimensions")).hasToString("[[\"FunctionName\"]]");
                    assertThat(line.path("FunctionName").asText())
                            .isEqualTo("tidemark-prod-totesys-" + stage);
                    directive
                            .path("Metrics")
                            .forEach(metric -> metrics.add(metric.path("Name").asText()));
                }
            }
            assertThat(metrics).as(stage).containsExactly("Rows", "RunMilliseconds", "LagSeconds");
        }
    }

    private void tick() {
        assertThat(deployment.tick()).hasSize(3).allMatch(Outcome.Answered.class::isInstance);
    }

    private List<JsonNode> lines(String stage) throws JsonProcessingException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : deployment.function(stage).log()) {
            if (line.startsWith("{")) {
                lines.add(MAPPER.readTree(line));
            }
        }
        return lines;
    }
}
