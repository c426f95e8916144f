package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.console.Console.Target;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final RunNumber RUN = new RunNumber(7);

    private final StringWriter out = new StringWriter();

    @Test
    void rewritesOneLinePerTableOnATerminal() {
        var progress = new LiveProgress(terminal(), Afterwards.KEEP);

        ingestTwoTables(progress);

        List<String> screen = Screen.after(out.toString());
        assertThat(screen.getFirst()).isEqualTo("  ingest run 7");
        assertThat(screen).filteredOn(line -> line.contains("public.staff")).hasSize(1);
        assertThat(screen)
                .filteredOn(line -> line.contains("public.sales_order"))
                .singleElement()
                .asString()
                .contains("10,000", "/s", "812 kB");
    }

    @Test
    void leavesNothingOnTheTerminalWhenASummaryFollows() {
        var progress = new LiveProgress(terminal(), Afterwards.ERASE);

        ingestTwoTables(progress);

        assertThat(Screen.after(out.toString())).containsOnly("");
    }

    @Test
    void doesNotShowTablesThatDidNotMove() {
        var progress = new LiveProgress(terminal(), Afterwards.KEEP);

        progress.runStarted(Stage.INGEST, RUN);
        progress.relationDone(Stage.INGEST, "public.staff", 0, 0);
        progress.runDone(Stage.INGEST, RUN);

        assertThat(out.toString()).doesNotContain("staff");
    }

    @Test
    void writesOneLinePerTableThatIsDoneElsewhere() {
        var progress = new PlainProgress(Console.to(new PrintWriter(out), new PrintWriter(out)));

        ingestTwoTables(progress);

        assertThat(out.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("ingest   "))
                .noneMatch(line -> line.contains("\033"));
        assertThat(out.toString())
                .contains("public.sales_order: 10,000 rows, 812 kB in")
                .contains("run 7 done");
    }

    private static void ingestTwoTables(Progress progress) {
        progress.runStarted(Stage.INGEST, RUN);
        progress.moved(Stage.INGEST, "public.sales_order", 5_000, 400_000);
        progress.moved(Stage.INGEST, "public.staff", 10, 1_000);
        progress.relationDone(Stage.INGEST, "public.staff", 20, 2_000);
        progress.moved(Stage.INGEST, "public.sales_order", 8_000, 600_000);
        progress.relationDone(Stage.INGEST, "public.sales_order", 10_000, 812_345);
        progress.runDone(Stage.INGEST, RUN);
    }

    private Console terminal() {
        var writer = new PrintWriter(out);
        return new Console(writer, writer, Target.TERMINAL, Style.COLOURED, 100);
    }
}
