package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.services.Services;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

    private Path home;
    private Services services;
    private Totesys totesys;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        services = Services.start(home);
        var source = new Database(Logins.source(new Environment(services.environment())), Map.of());
        totesys = new Totesys(source, 5, 300);
        totesys.seed();
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
                .startsWith("{\"runs\":[1],\"ingest\":{\"rows\":")
                .contains("\"sales_order\":300")
                .contains("\"fact_sales_order\":300");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    @Order(3)
    void aRunThatFindsNothingSaysSo() {
        assertThat(tidemark("run", "totesys")).isZero();
        assertThat(out.toString()).startsWith("totesys: nothing new, looked for ");
    }

    @Test
    @Order(4)
    void theStagesCanBeCalledOneByOne() {
        totesys.play(1);

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
    }

    @Test
    @Order(6)
    void showNamesTheNearestTable() {
        assertThat(tidemark("show", "totesys", "1", "fact_sales_ordr")).isEqualTo(2);
        assertThat(err.toString())
                .contains("run 1 has no table and no model `fact_sales_ordr`")
                .contains("did you mean `fact_sales_order`?");
        assertThat(tidemark("show", "totesys", "9", "staff")).isEqualTo(2);
        assertThat(err.toString()).contains("has no run 9");
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
        assertThat(out.toString()).contains("\"runs\":[4]").contains("\"fact_payment\":");
        assertThat(tidemark("runs", "totesys")).isZero();
        assertThat(out.toString()).contains("load: test of the way out");
    }

    @Test
    @Order(8)
    void aRunStuckInIngestIsSkippedTableByTable() {
        totesys.play(3);

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
        assertThat(out.toString()).contains("ingest left out public.payment");
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

    private int tidemark(String... arguments) {
        return tidemark(Map.of(), arguments);
    }

    private int tidemark(Map<String, String> more, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Map<String, String> variables = new HashMap<>(services.environment());
        variables.put(Environment.PIPELINES, PIPELINES);
        variables.putAll(more);
        return Main.commandLine(new Project(home, variables))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
