package dev.tidemark.lambda;

import static dev.tidemark.lambda.Outcomes.answer;
import static dev.tidemark.lambda.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Passwords live in Secrets Manager. They change there without a deployment, and stand in no log.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class SecretsTest {

    private static final int ORDERS = 100;
    private static final String FIRST = "canary-first-27c1";
    private static final String SECOND = "canary-second-90ab";

    @TempDir Path work;

    private final Shop shop;
    private final TestS3 s3;
    private final String reader;
    private Deployment deployment;

    SecretsTest(TestDatabase source, TestS3 s3) {
        this.shop = new Shop(source, ORDERS);
        this.s3 = s3;
        this.reader = "reader_" + source.name();
    }

    @BeforeEach
    void deploy() throws SQLException {
        shop.source.execute(
                "create role %s login password '%s'".formatted(reader, FIRST),
                "grant select on all tables in schema public to " + reader);
        deployment = new Deployment(shop.source.url(reader, FIRST), shop.warehouse.url(), s3, work);
    }

    @AfterEach
    void remove() {
        deployment.close();
    }

    @Test
    void aRotatedPasswordIsPickedUpByAWarmFunction() throws SQLException {
        answer(deployment.invoke("ingest", Events.SCHEDULED));
        shop.source.execute("alter role %s password '%s'".formatted(reader, SECOND));
        deployment.secrets.put(Deployment.SOURCE_SECRET, shop.source.url(reader, SECOND));
        shop.trade();

        assertThat(answer(deployment.invoke("ingest", Events.SCHEDULED)))
                .contains("published run 2");
        answer(deployment.invoke("ingest", Events.SCHEDULED));
        assertThat(deployment.secrets.asked())
                .containsExactly(Deployment.SOURCE_SECRET, Deployment.SOURCE_SECRET);
    }

    @Test
    void aPasswordThatIsRefusedIsAnErrorUntilTheSecretIsCuredAndStandsInNoLog()
            throws IOException, SQLException {
        shop.source.execute("alter role %s password '%s'".formatted(reader, SECOND));

        assertThat(failure(deployment.invoke("ingest", Events.SCHEDULED)))
                .contains(reader)
                .doesNotContain(FIRST, SECOND);
        assertThat(MailFilter.in("terraform/alarms.tf").of(deployment.function("ingest").log()))
                .filteredOn(line -> line.startsWith("{"))
                .singleElement()
                .asString()
                .contains("\"level\":\"ERROR\"", "\"stage\":\"ingest\"", reader);
        deployment.secrets.put(Deployment.SOURCE_SECRET, shop.source.url(reader, SECOND));
        assertThat(answer(deployment.invoke("ingest", Events.SCHEDULED)))
                .contains("published run 1");
        assertThat(deployment.function("ingest").log())
                .noneMatch(line -> line.contains(FIRST) || line.contains(SECOND));
    }

    @Test
    void aSecretThatIsStillEmptyIsAnErrorThatNamesIt() {
        deployment.secrets.remove(Deployment.SOURCE_SECRET);

        assertThat(failure(deployment.invoke("ingest", Events.SCHEDULED)))
                .contains("the secret `%s` cannot be read".formatted(Deployment.SOURCE_SECRET));
    }

    @Test
    void migrationsAreAppliedByALoginOfTheirOwn() throws SQLException {
        String loader = "loader_" + shop.warehouse.name();
        shop.warehouse.execute(
                "create role %s login password '%s'".formatted(loader, FIRST),
                "alter default privileges grant select, insert, update on tables to " + loader,
                "alter default privileges grant usage on sequences to " + loader);
        deployment.secrets.put(Deployment.WAREHOUSE_SECRET, shop.warehouse.url(loader, FIRST));
        String migration = Deployment.WAREHOUSE_SECRET.replace("warehouse", "migration");
        deployment.secrets.put(migration, shop.warehouse.url());
        FunctionSettings load = deployment.settings("load");
        Map<String, String> variables = new HashMap<>(load.environment());
        variables.put("TIDEMARK_MIGRATION_SECRET", migration);
        deployment.configure("load", new FunctionSettings(load.name(), variables));

        assertThat(deployment.tick()).hasSize(3).allMatch(Outcome.Answered.class::isInstance);
        assertThat(shop.ordersOfTheWarehouse()).isEqualTo(shop.ordersOfTheSource());
    }
}
