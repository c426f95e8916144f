package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.console.Console.Target;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final RunNumber RUN = new RunNumber(7);

    private final StringWriter out = new StringWriter();
    private final Ticking clock = new Ticking();

    @Test
    void rewritesOneLinePerTableOnATerminal() {
        ingestTwoTables(live(100, Afterwards.KEEP));

        assertThat(screen())
                .containsExactly(
                        "  ingest run 7",
                        "    table                 rows   rows/s    size   time",
                        "    public.sales_order  10,000  3333 /s  812 kB  3.0 s",
                        "    public.staff            20           2.0 kB",
                        "");
    }

    @Test
    void takesAwayTheRowsOfARunThatAnotherAttemptDid() {
        var progress = live(100, Afterwards.KEEP);
        progress.runStarted(Stage.INGEST, RUN);
        progress.relationDone(Stage.INGEST, "public.staff", 20, 2_000);

        progress.overtaken(Stage.INGEST, RUN);

        assertThat(screen()).allMatch(String::isBlank);
    }

    @Test
    void saysHowLongItTakesWhereTheTotalIsKnown() {
        var progress = live(100, Afterwards.KEEP);

        startLargeTable(progress);

        assertThat(screen().getFirst()).isEqualTo("  ingest run 7   0 of 2 done   24 %, 30 s left");
        assertThat(screen().get(1)).endsWith("  left");
        assertThat(screen().get(2)).endsWith("10.0 s  30 s");
    }

    @Test
    void saysNothingOfTheWholeWhereATableIsNotMeasured() {
        var progress = live(100, Afterwards.KEEP);
        startLargeTable(progress);
        progress.unmeasured(Stage.INGEST, "public.visit");
        clock.forward(Duration.ofMillis(100));

        progress.moved(Stage.INGEST, "public.sales_order", 252_500, 20_200_000);

        assertThat(screen().getFirst()).isEqualTo("  ingest run 7   0 of 3 done");
        assertThat(screen().get(2)).endsWith("10.1 s  30 s");
    }

    @Test
    void leavesColumnsOutOfANarrowWindow() {
        startLargeTable(live(40, Afterwards.KEEP));

        assertThat(screen())
                .allMatch(line -> line.length() < 40)
                .contains(
                        "  ingest run 7   0 of 2 done",
                        "    table                  rows  left",
                        "    public.sales_order  250,000  30 s");
    }

    @Test
    void shortensNamesWhereNoColumnIsLeftToLeaveOut() {
        startLargeTable(live(26, Afterwards.KEEP));

        assertThat(screen())
                .allMatch(line -> line.length() < 26)
                .contains("    …sales_order  250,000");
    }

    @Test
    void showsTheNewestTablesWhereTheWindowIsLow() {
        var writer = new PrintWriter(out);
        var console = new Console(writer, writer, Target.TERMINAL, Style.PLAIN, 80, 6);
        var progress = new LiveProgress(console, Afterwards.KEEP, clock);
        progress.runStarted(Stage.LOAD, RUN);
        for (int table = 1; table <= 9; table++) {
            progress.relationDone(Stage.LOAD, "dim_" + table, 1, 0);
        }

        assertThat(screen().stream().map(String::strip).toList())
                .startsWith("load run 7")
                .contains("dim_7     1", "dim_9     1")
                .hasSize(6);
    }

    @Test
    void saysWhenOnlyTheFinishIsLeft() {
        var progress = live(100, Afterwards.KEEP);
        progress.runStarted(Stage.LOAD, RUN);
        progress.expected(Stage.LOAD, "fact_sale", 500);
        progress.moved(Stage.LOAD, "fact_sale", 100, 1_000);
        clock.forward(Duration.ofSeconds(5));

        progress.moved(Stage.LOAD, "fact_sale", 500, 5_000);

        assertThat(screen().get(2)).endsWith("finishing");
    }

    @Test
    void leavesNothingOnTheTerminalWhenASummaryFollows() {
        ingestTwoTables(live(100, Afterwards.ERASE));

        assertThat(Screen.after(out.toString())).containsOnly("");
    }

    @Test
    void doesNotShowTablesThatDidNotMove() {
        var progress = live(100, Afterwards.KEEP);

        progress.runStarted(Stage.INGEST, RUN);
        progress.relationDone(Stage.INGEST, "public.staff", 0, 0);
        progress.runDone(Stage.INGEST, RUN);

        assertThat(out.toString()).doesNotContain("staff");
    }

    @Test
    void writesOneLinePerTableThatIsDoneElsewhere() {
        ingestTwoTables(plain());

        assertThat(out.toString().lines())
                .containsExactly(
                        "ingest   public.staff: 20 rows, 2.0 kB",
                        "ingest   public.sales_order: 10,000 rows, 812 kB in 3.0 s",
                        "ingest   run 7 done in 3.0 s");
    }

    @Test
    void saysNowAndThenHowFarALongTableIs() {
        var progress = plain();
        startLargeTable(progress);
        clock.forward(PlainProgress.PATIENCE);

        progress.moved(Stage.INGEST, "public.sales_order", 800_000, 64_000_000);
        progress.moved(Stage.INGEST, "public.sales_order", 810_000, 65_000_000);

        assertThat(out.toString().lines())
                .containsExactly(
                        "ingest   public.sales_order: 800,000 rows, 64.0 MB, 20 k/s, 10 s left");
    }

    @Test
    void saysNothingOfTablesThatAreSoonDoneWhereThatIsNoNews() {
        var progress = plain(Duration.ofSeconds(3));
        progress.runStarted(Stage.INGEST, RUN);
        progress.moved(Stage.INGEST, "public.staff", 10, 0);
        clock.forward(Duration.ofSeconds(1));
        progress.relationDone(Stage.INGEST, "public.staff", 20, 0);
        progress.moved(Stage.INGEST, "public.sales_order", 0, 0);
        clock.forward(Duration.ofSeconds(3));

        progress.relationDone(Stage.INGEST, "public.sales_order", 10_000, 0);

        assertThat(out.toString().lines())
                .containsExactly("ingest   public.sales_order: 10,000 rows in 3.0 s");
    }

    @Test
    void countsAnewWhatIsExpectedAnew() {
        var progress = live(100, Afterwards.KEEP);
        startLargeTable(progress);
        progress.relationDone(Stage.INGEST, "public.sales_order", 1_000_000, 0);
        progress.expected(Stage.INGEST, "public.sales_order", 400_000);
        progress.moved(Stage.INGEST, "public.sales_order", 0, 0);
        clock.forward(Duration.ofSeconds(10));

        progress.moved(Stage.INGEST, "public.sales_order", 100_000, 0);

        assertThat(screen().getFirst()).startsWith("  ingest run 7   0 of 2 done");
        assertThat(screen().get(2)).contains("100,000").endsWith("10.0 s  30 s");
    }

    private void ingestTwoTables(Progress progress) {
        progress.runStarted(Stage.INGEST, RUN);
        progress.moved(Stage.INGEST, "public.sales_order", 5_000, 400_000);
        progress.relationDone(Stage.INGEST, "public.staff", 20, 2_000);
        clock.forward(Duration.ofSeconds(3));
        progress.moved(Stage.INGEST, "public.sales_order", 8_000, 600_000);
        progress.relationDone(Stage.INGEST, "public.sales_order", 10_000, 812_345);
        progress.runDone(Stage.INGEST, RUN);
    }

    /// A quarter of a million rows in ten seconds, of a million.
    private void startLargeTable(Progress progress) {
        progress.runStarted(Stage.INGEST, RUN);
        progress.expected(Stage.INGEST, "public.sales_order", 1_000_000);
        progress.expected(Stage.INGEST, "public.staff", 20);
        progress.moved(Stage.INGEST, "public.sales_order", 8_192, 640_000);
        clock.forward(Duration.ofSeconds(10));
        progress.moved(Stage.INGEST, "public.sales_order", 250_000, 20_000_000);
    }

    private List<String> screen() {
        return Screen.after(out.toString());
    }

    private LiveProgress live(int columns, Afterwards afterwards) {
        var writer = new PrintWriter(out);
        var console = new Console(writer, writer, Target.TERMINAL, Style.COLOURED, columns, 24);
        return new LiveProgress(console, afterwards, clock);
    }

    private PlainProgress plain() {
        return plain(Duration.ZERO);
    }

    private PlainProgress plain(Duration worthALine) {
        var console = Console.to(new PrintWriter(out), new PrintWriter(out));
        return new PlainProgress(console, worthALine, clock);
    }
}
