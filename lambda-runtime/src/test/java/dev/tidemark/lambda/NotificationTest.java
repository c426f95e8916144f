package dev.tidemark.lambda;

import static dev.tidemark.lambda.Outcomes.answer;
import static dev.tidemark.lambda.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// AWS delivers a notification twice, late, in another order, or not at all; somebody may connect a function to what is not
/// its own. No row is missed or doubled for it.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class NotificationTest {

    private static final int ORDERS = 100;
    private static final int RUNS = 3;

    @TempDir Path work;

    private final Shop shop;
    private final TestS3 s3;
    private Deployment deployment;

    NotificationTest(TestDatabase source, TestS3 s3) {
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

    private String notify(String stage, String bucket, int run) {
        return answer(
                deployment.invoke(
                        stage,
                        Events.created(bucket, "totesys/runs/%09d/query_log.json".formatted(run))));
    }

    @Test
    void doubledLateAndReorderedNotificationsLoadEachRunOnce() throws SQLException {
        for (int run = 1; run <= RUNS; run++) {
            answer(deployment.invoke("ingest", Events.SCHEDULED));
            shop.trade();
        }
        answer(deployment.invoke("ingest", Events.SCHEDULED));

        assertThat(notify("process", deployment.ingestion, 3)).contains("run 1 ", "run 4 ");
        assertThat(List.of(1, 1, 4, 2))
                .allSatisfy(
                        run ->
                                assertThat(notify("process", deployment.ingestion, run))
                                        .contains("nothing new since run 4"));
        assertThat(notify("load", deployment.processed, 2)).contains("loaded 4 runs");
        assertThat(List.of(2, 1, 4, 3))
                .allSatisfy(
                        run ->
                                assertThat(notify("load", deployment.processed, run))
                                        .contains("nothing new since run 4"));

        assertThat(shop.loadedRuns()).containsExactly("1", "2", "3", "4");
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    @Test
    void theScheduleFindsWhatNoNotificationTold() throws SQLException {
        for (String stage : FunctionPackage.STAGES) {
            answer(deployment.invoke(stage, Events.SCHEDULED));
        }

        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }

    @Test
    void aKeyIsUnderstoodEncodedAndAsItIs() {
        answer(deployment.invoke("ingest", Events.SCHEDULED));

        String encoded = "totesys%2Fruns%2F000000001%2Fquery_log.json";
        assertThat(
                        answer(
                                deployment.invoke(
                                        "process", Events.created(deployment.ingestion, encoded))))
                .contains("processed run 1");
        assertThat(notify("process", deployment.ingestion, 1)).contains("nothing new since run 1");
    }

    @Test
    void whatIsNotForAStageIsAnErrorThatSaysWhatToConnect() {
        String ownFile = "totesys/runs/000000001/public.staff/00000000-00000.parquet";
        String otherPipeline = "sales/runs/000000001/query_log.json";
        String ownLog = "totesys/runs/000000001/query_log.json";

        assertThat(failure(deployment.invoke("process", Events.created("others", ownLog))))
                .contains("is no query log of pipeline totesys in s3://" + deployment.ingestion);
        assertThat(
                        failure(
                                deployment.invoke(
                                        "process", Events.created(deployment.ingestion, ownFile))))
                .contains("let s3://%s notify this function only".formatted(deployment.ingestion));
        assertThat(
                        failure(
                                deployment.invoke(
                                        "load",
                                        Events.created(deployment.processed, otherPipeline))))
                .contains(otherPipeline);
        assertThat(
                        failure(
                                deployment.invoke(
                                        "ingest", Events.created(deployment.ingestion, ownLog))))
                .contains("it is called by the schedule only");
    }

    @Test
    void whatIsNoEventIsAnErrorAndTheFunctionLivesOn() {
        assertThat(List.of("{}", "[]", "42", "no JSON", "{\"Records\": []}", "{\"Records\": [{}]}"))
                .allSatisfy(
                        event ->
                                assertThat(failure(deployment.invoke("load", event)))
                                        .contains("Nothing was done"));
        assertThat(answer(deployment.invoke("load", Events.SCHEDULED))).contains("no run to load");
    }

    @Test
    void whatS3SaysWhenANotificationIsSetUpDoesNothing() {
        assertThat(answer(deployment.invoke("process", Events.TEST))).contains("set up");
        assertThat(answer(deployment.invoke("load", Events.TEST))).contains("nothing to do");
        assertThat(deployment.queryLogs(deployment.processed)).isEmpty();
    }
}
