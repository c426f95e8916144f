package dev.tidemark.lambda;

import static dev.tidemark.lambda.Outcomes.answer;
import static dev.tidemark.lambda.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A function is killed, runs out of time, and is used again; the warehouse follows all the same.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class LifeTest {

    private static final int ORDERS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS_MAX = 10;
    private static final int ROOM_MEGABYTES = 16;

    @TempDir Path work;

    private final Shop shop;
    private final TestS3 s3;
    private Deployment deployment;

    LifeTest(TestDatabase source, TestS3 s3) {
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

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "process", "load"})
    void aFunctionKilledInTheMiddleOfARunLeavesItToTheNextCall(String stage) throws SQLException {
        for (String before : FunctionPackage.STAGES) {
            if (before.equals(stage)) {
                killInTheMiddle(stage);
            }
            answer(deployment.invoke(before, Events.SCHEDULED));
        }

        assertThat(shop.loadedRuns()).containsExactly("1");
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    private void killInTheMiddle(String stage) {
        Function function = deployment.function(stage);
        CompletableFuture<Outcome> call = function.begin(Events.SCHEDULED);
        Instant end = Instant.now().plus(PATIENCE);
        while (function.log().stream().noneMatch(line -> line.contains("run started"))) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        function.kill();

        assertThat(call.join()).isInstanceOf(Outcome.Ended.class);
        deployment.forget(stage);
    }

    /// The time is what the stage keeps back for its end, and a moment for one run.
    @ParameterizedTest
    @CsvSource({"process, 10900", "load, 10900"})
    void aStageThatRunsOutOfTimeStopsAfterARunAndGoesOnInTheNextCall(
            String stage, long milliseconds) throws SQLException, JsonProcessingException {
        deployment.configure(
                stage, deployment.settings(stage).with(Duration.ofMillis(milliseconds)));
        answer(deployment.invoke(stage, Events.SCHEDULED));
        for (int run = 1; run <= 3; run++) {
            answer(deployment.invoke("ingest", Events.SCHEDULED));
            if (stage.equals("load")) {
                answer(deployment.invoke("process", Events.SCHEDULED));
            }
            shop.trade();
        }

        String first = answer(deployment.invoke(stage, Events.SCHEDULED));
        JsonNode behind = lastLook(stage);
        int calls = 1;
        for (String next = first; !next.contains("nothing new"); calls++) {
            assertThat(calls).isLessThan(CALLS_MAX);
            next = answer(deployment.invoke(stage, Events.SCHEDULED));
        }

        assertThat(first).contains(stage.equals("load") ? "is next" : "out of time before run");
        assertThat(behind.path("message").asText()).isEqualTo("runs wait");
        assertThat(behind.path("LagSeconds").asLong()).isPositive();
        assertThat(lastLook(stage).path("message").asText()).isEqualTo("caught up");
        assertThat(lastLook(stage).path("LagSeconds")).hasToString("0");
        answer(deployment.invoke("ingest", Events.SCHEDULED));
        answer(deployment.invoke("process", Events.SCHEDULED));
        deployment.configure("load", deployment.settings("load").with(Duration.ofMinutes(1)));
        deployment.forget("load");
        answer(deployment.invoke("load", Events.SCHEDULED));
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    /// What the log last said of how far the stage is behind.
    private JsonNode lastLook(String stage) throws JsonProcessingException {
        return new JsonMapper()
                .readTree(
                        deployment.function(stage).log().stream()
                                .filter(line -> line.contains("LagSeconds"))
                                .reduce((former, latter) -> latter)
                                .orElseThrow());
    }

    /// Somebody holds a table for longer than the call has time. What it keeps back for its end is 5 seconds.
    @Test
    void anIngestThatRunsOutOfTimeSaysSoBeforeItIsStopped() throws SQLException {
        deployment.configure("ingest", deployment.settings("ingest").with(Duration.ofSeconds(8)));
        answer(deployment.invoke("ingest", Events.TEST));
        try (var holder = shop.source.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table sales_order in access exclusive mode");

            assertThat(failure(deployment.invoke("ingest", Events.SCHEDULED)))
                    .containsPattern("due to (statement|transaction) timeout");
        }
    }

    /// On Lambda every file of a run passes through so much of `/tmp` as the configuration says.
    @Test
    void aFunctionWithoutRoomSaysWhatGivesItMoreAndGoesOnOnceThereIsSome()
            throws IOException, SQLException {
        assumeTrue(Confinement.missingFileSystem().isEmpty());
        for (String stage : FunctionPackage.STAGES) {
            deployment.configure(stage, deployment.settings(stage).withRoom(ROOM_MEGABYTES));
            answer(deployment.invoke(stage, Events.TEST));
            Path filler = fill(deployment.function(stage).temporaryFolder());

            assertThat(failure(deployment.invoke(stage, Events.SCHEDULED)))
                    .as(stage)
                    .contains("temporary folder")
                    .contains("temporary_mb in terraform/terraform.tfvars");
            assertNothingWasMadeBy(stage);

            Files.delete(filler);
            answer(deployment.invoke(stage, Events.SCHEDULED));
        }
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    private static Path fill(Path folder) throws IOException {
        Path filler = folder.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            out.write(new byte[(int) Files.getFileStore(folder).getUsableSpace()]);
        }
        return filler;
    }

    private void assertNothingWasMadeBy(String stage) throws SQLException {
        switch (stage) {
            case "ingest" -> assertThat(deployment.queryLogs(deployment.ingestion)).isEmpty();
            case "process" -> assertThat(deployment.queryLogs(deployment.processed)).isEmpty();
            default -> assertThat(shop.loadedRuns()).isEmpty();
        }
    }

    @Test
    void aFunctionThatLacksAVariableSaysWhich() throws IOException {
        FunctionSettings ingest = deployment.settings("ingest");
        deployment.configure(
                "ingest",
                new FunctionSettings(ingest.name(), Map.of("TIDEMARK_PIPELINE", "totesys")));

        assertThat(deployment.invoke("ingest", Events.SCHEDULED).toString())
                .contains("the environment variable TIDEMARK_INGESTION_BUCKET is not set");
        assertThat(MailFilter.in("terraform/alarms.tf").of(deployment.function("ingest").log()))
                .as("what the mail shows of it")
                .anyMatch(line -> line.contains("TIDEMARK_INGESTION_BUCKET"));
    }

    @Test
    void aWarmFunctionGoesOnWhereItWasWithoutAskingForItsSecretAgain() throws SQLException {
        deployment.tick();
        Function warm = deployment.function("load");
        shop.trade();
        deployment.tick();
        deployment.tick();

        assertThat(deployment.function("load")).isSameAs(warm);
        assertThat(deployment.secrets.asked())
                .containsExactly(Deployment.SOURCE_SECRET, Deployment.WAREHOUSE_SECRET);
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }
}
