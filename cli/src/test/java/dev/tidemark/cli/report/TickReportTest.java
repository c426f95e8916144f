package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Console.Target;
import dev.tidemark.cli.console.Style;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TickReportTest {

    private static final RunNumber SEVEN = new RunNumber(7);
    private static final RunNumber EIGHT = new RunNumber(8);

    private static final TickReport REPORT =
            report(
                    List.of(SEVEN),
                    Map.of(Stage.INGEST, List.of(SEVEN), Stage.PROCESS, List.of(SEVEN)));

    private static TickReport report(List<RunNumber> runs, Map<Stage, List<RunNumber>> done) {
        return report(runs, done, done);
    }

    private static TickReport report(
            List<RunNumber> runs,
            Map<Stage, List<RunNumber>> done,
            Map<Stage, List<RunNumber>> here) {
        return new TickReport(
                runs,
                done,
                here,
                Map.of(
                        Stage.INGEST,
                        new Totals(
                                1_234_567,
                                12,
                                812_345,
                                List.of(new Totals.Part("sales_order", 1_234_567, 12)))),
                Map.of(Stage.INGEST, Duration.ofMillis(1_500)),
                List.of());
    }

    @Test
    void aLineForEachStageAndTheLargestTables() {
        assertThat(printed(100))
                .containsExactly(
                        "  run 7             rows   deleted      size     time",
                        "  ingest       1,234,567        12    812 kB    1.5 s  sales_order 1,234,579",
                        "  process              0                       0.00 s",
                        "  load                 –                       0.00 s  not done");
    }

    @Test
    void aNarrowWindowGetsWhatMattersMost() {
        assertThat(printed(40))
                .allMatch(line -> line.length() < 40)
                .startsWith(
                        "  run 7         rows  deleted    time",
                        "  ingest   1,234,567       12   1.5 s");
    }

    @Test
    void noWindowGetsALineThatItHasToBreak() {
        for (int columns = 40; columns <= 120; columns++) {
            int width = columns;
            assertThat(printed(columns)).allMatch(line -> line.length() <= width);
        }
        assertThat(printed(60)).contains("  load             –           0.00 s  not done");
    }

    @Test
    void aStageThatFailedSaysHowFarItCame() {
        TickReport failed =
                report(
                        List.of(SEVEN, EIGHT),
                        Map.of(Stage.INGEST, List.of(SEVEN, EIGHT), Stage.PROCESS, List.of(SEVEN)));

        assertThat(printed(failed, 100))
                .anyMatch(line -> line.matches("  process +0 .* done up to run 7"))
                .anyMatch(line -> line.matches("  load +– .* not done"));
    }

    @Test
    void whatAnotherCommandDidIsNotClaimed() {
        var all = List.of(SEVEN, EIGHT);
        TickReport raced =
                report(
                        all,
                        Map.of(Stage.INGEST, all, Stage.PROCESS, all, Stage.LOAD, all),
                        Map.of(
                                Stage.INGEST,
                                List.of(),
                                Stage.PROCESS,
                                List.of(EIGHT),
                                Stage.LOAD,
                                all));

        assertThat(printed(raced, 100))
                .anyMatch(line -> line.matches("  ingest +– .* done by another command"))
                .anyMatch(line -> line.matches("  process +0 .* run 7 done by another command"))
                .anyMatch(line -> line.matches("  load +0 +0.00 s"));
    }

    private static List<String> printed(int columns) {
        return printed(REPORT, columns);
    }

    private static List<String> printed(TickReport report, int columns) {
        var out = new StringWriter();
        var writer = new PrintWriter(out);
        report.print(new Console(writer, writer, Target.TERMINAL, Style.PLAIN, columns, 24));
        return out.toString().lines().toList();
    }
}
