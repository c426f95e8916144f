package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.services.Services;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One pipeline's life as its operator sees it; each command finds what the ones before left.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsTest {

    private static final String PIPELINES = Path.of("../pipelines").toAbsolutePath().toString();

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS_MAX = 1_200;

    private Path home;
    private Services services;
    private Database source;
    private Totesys totesys;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        FileSystem.closeAll(); // Hadoop remembers where a bucket of this name was
        home = folder;
        services = Services.start(home);
        source = new Database(Logins.source(new Environment(services.environment())), Map.of());
        totesys = new Totesys(source, 5, 300);
        totesys.seed();
        sql("create table shelf (shelf_id int primary key, \"unit price\" numeric(6, 2))");
        sql("insert into shelf select n, n / 7.0 from generate_series(1, 2000) n");
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @Test
    @Order(1)
    void beforeTheFirstRunThereIsNothingToLookAt() {
        assertThat(tidemark("runs", "totesys")).isZero();
        assertThat(out.toString()).contains("totesys has no run yet");
        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString()).contains("none");
    }

    @Test
    @Order(2)
    void aRunSaysWhatItMovedThroughEachStage() {
        assertThat(tidemark("run", "totesys", "--output", "json")).isZero();
        assertThat(out.toString())
                .startsWith("{\"pipeline\":\"totesys\",\"runs\":[1],\"took_milliseconds\":")
                .contains("{\"name\":\"public.sales_order\",\"rows\":300,\"deleted\":0}")
                .contains("{\"name\":\"fact_sales_order\",\"rows\":300,\"deleted\":0}");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    @Order(3)
    void aRunThatFindsNothingSaysSo() {
        assertThat(tidemark("run", "totesys")).isZero();
        assertThat(out.toString()).startsWith("totesys: nothing new, looked for ");
        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString())
                .contains("up to date with the source")
                .contains("up to date with ingest")
                .contains("up to date with process");
    }

    @Test
    @Order(4)
    void theStagesCanBeCalledOneByOne() {
        totesys.play(1);

        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString()).contains("the source has changed since run 1");
        assertThat(tidemark("ingest", "totesys")).isZero();
        assertThat(out.toString()).contains("published run 2: ").contains("public.sales_order");
        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString()).contains("1 run behind");
        assertThat(tidemark("process", "totesys")).isZero();
        assertThat(out.toString()).contains("processed run 2 with ");
        assertThat(tidemark("load", "totesys")).isZero();
        assertThat(out.toString()).contains("loaded 1 run: ");
        assertThat(tidemark("load", "totesys")).isZero();
        assertThat(out.toString()).contains("nothing new since run 2");
    }

    @Test
    @Order(5)
    void showReadsTheLakeBackThroughAnotherReader() {
        assertThat(tidemark("show", "totesys", "1", "currency")).isZero();
        assertThat(out.toString())
                .contains("public.currency, run 1  full: 3 inserted or updated, 0 deleted")
                .contains("GBP");
        assertThat(tidemark("show", "totesys", "1", "fact_sales_order", "--limit", "2")).isZero();
        assertThat(out.toString().lines())
                .filteredOn(
                        line -> line.matches("\\d+ .* \\d\\d:\\d\\d:\\d\\d.* [234]\\.\\d\\d .*"))
                .hasSize(2);
        assertThat(out.toString()).contains("298 more; --limit shows them");
        assertThat(tidemark("show", "totesys", "1", "shelf", "--limit", "2")).isZero();
        assertThat(out.toString()).contains("shelf_id  unit price", "0.14", "0.29");
    }

    @Test
    @Order(6)
    void showNamesTheNearestTable() {
        assertThat(tidemark("show", "totesys", "1", "fact_sales_ordr")).isEqualTo(2);
        assertThat(err.toString())
                .contains("run 1 has no table and no model `fact_sales_ordr`")
                .contains("did you mean `fact_sales_order`?");
        assertThat(tidemark("show", "totesys", "9", "staff")).isEqualTo(2);
        assertThat(err.toString())
                .contains("has no run 9", "which there are:  tidemark runs totesys\n");
        assertThat(tidemark("show", "totesys", "1", "public.staf")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean `public.staff`?");
    }

    @Test
    @Order(7)
    void aRunStuckInLoadIsSkippedAndItsTablesAreReadInFull() {
        totesys.play(2);
        tidemark("ingest", "totesys");
        tidemark("process", "totesys");

        assertThat(tidemark("skip", "totesys", "--run", "3", "--reason", "test of the way out"))
                .isZero();
        assertThat(out.toString()).contains("load left out run 3; the next run brings ");
        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString())
                .contains("incomplete")
                .contains("to be made whole by the next process: ")
                .contains("fact_payment")
                .contains("tidemark run totesys  does it");
        assertThat(tidemark("run", "totesys", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"runs\":[4]").contains("\"name\":\"fact_payment\"");
        assertThat(tidemark("runs", "totesys")).isZero();
        assertThat(out.toString()).contains("load: test of the way out");
        assertThat(tidemark(Map.of("COLUMNS", "50"), "runs", "totesys")).isZero();
        assertThat(out.toString()).contains("run  as of (UTC)", "warehouse");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 50);
    }

    @Test
    @Order(8)
    void aRunStuckInIngestIsSkippedTableByTable() {
        totesys.play(3);
        sql("update payment set created_at = 'infinity' where payment_id = 1");

        assertThat(
                        tidemark(
                                "skip",
                                "totesys",
                                "--run",
                                "5",
                                "--table",
                                "payment",
                                "--reason",
                                "broken"))
                .isZero();
        assertThat(out.toString()).contains("ingest left payment out of run 5");
        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString())
                .contains("incomplete")
                .contains("to be read in full by the next ingest: public.payment\n");
        assertThat(tidemark("status", "totesys", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"incomplete\" : [ \"public.payment\" ]");
        assertThat(tidemark("runs", "totesys")).isZero();
        assertThat(out.toString()).contains("\n     ingest left out public.payment: broken\n");
        sql("update payment set created_at = last_updated where payment_id = 1");
    }

    @Test
    @Order(9)
    void aRunThatIsStuckNowhereIsNotSkipped() {
        assertThat(tidemark("skip", "totesys", "--run", "99", "--reason", "why not")).isEqualTo(2);
        assertThat(err.toString()).contains("run 99 is stuck nowhere: ingest goes on with run 6");
    }

    @Test
    @Order(10)
    void aFailureIsOneMessageWithTheFixAndWithoutThePassword() {
        String wrong = services.endpoints().sourceUrl().replaceFirst(":[^:@/]+@", ":guess@");

        assertThat(tidemark(Map.of(Environment.SOURCE_URL, wrong), "ingest", "totesys"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("tidemark: ")
                .contains("To fix: ")
                .doesNotContain("guess")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(11)
    void aRunWhoseSourceIsAwayLoadsWhatLiesThereAndSaysBoth() {
        totesys.play(4);
        assertThat(tidemark("ingest", "totesys")).isZero();
        String away = services.endpoints().sourceUrl().replaceFirst(":\\d+/", ":9/");

        assertThat(tidemark(Map.of(Environment.SOURCE_URL, away), "run", "totesys")).isEqualTo(1);

        assertThat(out.toString()).contains("load").contains("6").doesNotContain("nothing new");
        assertThat(err.toString()).startsWith("tidemark: ").containsOnlyOnce("tidemark: ");
        assertThat(tidemark("load", "totesys")).isZero();
        assertThat(out.toString()).contains("nothing new since run 6");
    }

    @Test
    @Order(12)
    void aRunThatFailsInSeveralStagesSaysOneMessageForEach() {
        totesys.play(5);
        String wrong = services.endpoints().sourceUrl().replaceFirst(":[^:@/]+@", ":guess@");
        String elsewhere = services.endpoints().warehouseUrl().replaceFirst(":[^:@/]+@", ":guess@");
        var both = Map.of(Environment.SOURCE_URL, wrong, Environment.WAREHOUSE_URL, elsewhere);

        assertThat(tidemark(both, "run", "totesys")).isEqualTo(2);

        assertThat(err.toString().lines()).filteredOn(l -> l.startsWith("tidemark: ")).hasSize(2);
        assertThat(err.toString())
                .contains("/totesys refuses", "/warehouse refuses")
                .doesNotContain("guess");
    }

    @Test
    @Order(13)
    void statusShowsWhatItCanSeeWhenTheWarehouseIsAway() {
        String away = services.endpoints().warehouseUrl().replaceFirst(":\\d+/", ":9/");

        assertThat(tidemark(Map.of(Environment.WAREHOUSE_URL, away), "status", "totesys")).isZero();

        assertThat(out.toString())
                .contains("up to date with ingest")
                .containsPattern(
                        "(?m)^load +\\? +unknown: nothing listens at 127.0.0.1:9: the connection was refused$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    @Order(13)
    void whatAWarehouseThatIsAwayWouldSayIsLeftOutOfJson() {
        String away = services.endpoints().warehouseUrl().replaceFirst(":\\d+/", ":9/");

        tidemark(Map.of(Environment.WAREHOUSE_URL, away), "status", "totesys", "--output", "json");

        assertThat(out.toString())
                .contains("  \"load\" : {\n    \"trouble\" : \"unknown: nothing listens");
    }

    @Test
    @Order(14)
    void theDeleteGuardIsAnsweredByAcceptingAndNotBySkipping() {
        sql("delete from shelf where shelf_id > 500");

        assertThat(tidemark("status", "totesys")).isZero();
        assertThat(out.toString())
                .contains("refused")
                .contains(
                        "the next run will be refused: public.shelf lost 1500 of its 2000 rows (75 %)");
        assertThat(tidemark("skip", "totesys", "--run", "7", "--table", "shelf", "--reason", "x"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("This is the delete guard: the next run would meet it again.")
                .contains("tidemark run totesys --accept-deletes public.shelf");
        assertThat(tidemark("run", "totesys")).isEqualTo(1);
        assertThat(err.toString())
                .contains("30 % (deletes.max_share) and 1000 rows (deletes.min_rows)")
                .doesNotContain("Running it again");

        assertThat(tidemark("run", "totesys", "--accept-deletes", "shelf")).isZero();
        assertThat(out.toString()).contains("run 7").contains(TickReport.LEGEND);
        assertThat(tidemark("show", "totesys", "7", "shelf", "--limit", "1")).isZero();
        assertThat(out.toString()).contains("1,500 deleted", "deleted keys", "1,499 more");
    }

    @Test
    @Order(15)
    void onlyWhatIsNotNamedIsEmbeddedAndThatIsSaid() {
        Map<String, String> named = new HashMap<>(services.environment());
        named.remove(Environment.INGESTION_BUCKET);
        named.remove(Environment.PROCESSED_BUCKET);
        named.put(Environment.HOME, home.resolve("other").toString());

        assertThat(tidemark(new Project(home, withPipelines(named)), "status", "totesys")).isZero();

        assertThat(err.toString())
                .isEqualTo("Embedded, because the environment does not name them: lake\n");
        assertThat(home.resolve("other/s3")).exists();
        assertThat(home.resolve("other/source")).doesNotExist();
        assertThat(home.resolve("other/warehouse")).doesNotExist();
    }

    @Test
    @Order(16)
    void anEmbeddedSourceThatIsToBeFilledIsNoReasonToRefuse() {
        Map<String, String> named = new HashMap<>(services.environment());
        named.remove(Environment.SOURCE_URL);
        named.put(Environment.HOME, home.resolve("another").toString());

        assertThat(tidemark(new Project(home, withPipelines(named)), "status", "totesys")).isZero();

        assertThat(out.toString())
                .contains("the source is empty")
                .contains("  tidemark run totesys  fills the embedded source")
                .doesNotContain("refused");
    }

    @Test
    @Order(17)
    void aFullIngestReadsEveryTableWhateverChanged() {
        assertThat(tidemark("run", "totesys")).isZero();

        assertThat(tidemark("ingest", "totesys", "--full")).isZero();

        assertThat(out.toString()).contains("public.currency", "published run ", ", 0 deleted");
        assertThat(tidemark("run", "totesys")).isZero();
    }

    /// Who redirects the document still wants to see how far it is, and what was noticed.
    @Test
    @Order(18)
    void progressAndNotesOfARunForAProgramGoToStandardError() {
        sql("create table loft (loft_id int primary key)");
        sql("insert into loft values (1)");

        assertThat(tidemark("run", "totesys", "--output", "json")).isZero();

        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("\"notices\":[\"new table public.loft: ");
        assertThat(err.toString())
                .contains("ingest   note: new table public.loft: archived, no model reads it yet\n")
                .contains("ingest   public.loft: 1 row", "load     run ");
    }

    @Test
    @Order(19)
    void aRunGoesOnEveryIntervalUntilItIsInterrupted() throws InterruptedException {
        var exitCode = new AtomicInteger(-1);
        var running =
                Thread.ofPlatform()
                        .start(() -> exitCode.set(tidemark("run", "totesys", "--every", "1s")));
        try {
            for (int looks = 0; looks < LOOKS_MAX && ticksThatFoundNothing() < 2; looks++) {
                Thread.sleep(LOOK);
            }
            assertThat(ticksThatFoundNothing()).isGreaterThanOrEqualTo(2);
        } finally {
            running.interrupt();
            running.join();
        }

        assertThat(exitCode).hasValue(0);
    }

    private long ticksThatFoundNothing() {
        return out.toString().lines().filter(line -> line.contains("nothing new")).count();
    }

    private void sql(String statement) {
        try (var connection = source.connect();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw source.failure(e, "preparing a test");
        }
    }

    private static Map<String, String> withPipelines(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(Environment.PIPELINES, PIPELINES);
        return all;
    }

    private int tidemark(String... arguments) {
        return tidemark(Map.of(), arguments);
    }

    private int tidemark(Map<String, String> more, String... arguments) {
        Map<String, String> variables = withPipelines(services.environment());
        variables.putAll(more);
        return tidemark(new Project(home, variables), arguments);
    }

    private int tidemark(Project project, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine(project)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
