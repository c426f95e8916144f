package dev.tidemark.cli.report;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What one tick moved through each stage, and how long that took.
///
/// @param runs those that the tick published or loaded, in their order; empty when nothing was new
/// @param done which of these runs a stage is done with, in their order
/// @param here which of those were done by this command, and not by another one
/// @param totals of what was done here
/// @param took by stage, over all calls of it in the tick
/// @param notices what somebody should know, though nothing stopped
public record TickReport(
        List<RunNumber> runs,
        Map<Stage, List<RunNumber>> done,
        Map<Stage, List<RunNumber>> here,
        Map<Stage, Totals> totals,
        Map<Stage, Duration> took,
        List<String> notices) {

    /// Why the stages count differently.
    public static final String LEGEND =
            "ingest counts rows of the source, process those of the models, load those new to the warehouse";

    private static final int PARTS_MAX = 4;
    private static final int COLUMNS_BEFORE_PARTS = 55;
    private static final int COLUMNS_OF_A_REMARK = 30;
    private static final int COLUMNS_NARROW = 40;

    public TickReport {
        runs = List.copyOf(runs);
        done = Map.copyOf(done);
        here = Map.copyOf(here);
        totals = Map.copyOf(totals);
        took = Map.copyOf(took);
        notices = List.copyOf(notices);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /// Those of the runs that a stage is done with: fewer than all where it failed.
    public List<RunNumber> done(Stage stage) {
        return done.getOrDefault(stage, List.of());
    }

    /// Those of the runs that the stage did in this command.
    public List<RunNumber> here(Stage stage) {
        return here.getOrDefault(stage, List.of());
    }

    public Duration tookInAll() {
        return took.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /// An aligned table, a line for each stage; a narrow window gets what matters most.
    public void print(Console console) {
        boolean fits = console.columns() >= COLUMNS_BEFORE_PARTS + COLUMNS_OF_A_REMARK;
        (fits ? wide(console) : narrow(console)).print(console);
    }

    private Grid wide(Console console) {
        Style style = console.style();
        // Blanks make columns as wide in each tick, so that ticks below each other line up.
        var grid =
                new Grid(
                        "  ",
                        style,
                        String.format(Locale.ROOT, "%-10s", title()),
                        ">      rows",
                        "> deleted",
                        ">    size",
                        ">   time",
                        "");
        for (Stage stage : List.of(INGEST, PROCESS, LOAD)) {
            Totals moved = totals.getOrDefault(stage, Totals.of(List.of(), 0));
            grid.row(
                    stage.toString(),
                    rows(stage, moved),
                    deleted(moved),
                    moved.bytes() == 0 ? "" : Text.bytes(moved.bytes()),
                    time(stage),
                    style.dim(remark(stage, moved, console.columns() - COLUMNS_BEFORE_PARTS)));
        }
        return grid;
    }

    /// Within forty columns, or within sixty with what is to be said of a stage.
    private Grid narrow(Console console) {
        int columns = console.columns() - COLUMNS_NARROW;
        var grid = new Grid("  ", console.style(), title(), ">rows", ">deleted", ">time", "");
        for (Stage stage : List.of(INGEST, PROCESS, LOAD)) {
            Totals moved = totals.getOrDefault(stage, Totals.of(List.of(), 0));
            String remark = remark(stage, moved, columns);
            grid.row(
                    stage.toString(),
                    rows(stage, moved),
                    deleted(moved),
                    time(stage),
                    remark.length() <= columns ? console.style().dim(remark) : "");
        }
        return grid;
    }

    private String rows(Stage stage, Totals moved) {
        return here(stage).isEmpty() ? "–" : Text.count(moved.rows());
    }

    /// What the stage moved, behind how far it came where it failed.
    private String remark(Stage stage, Totals moved, int columns) {
        List<RunNumber> its = done(stage);
        if (its.isEmpty()) {
            return "not done";
        }
        if (its.size() < runs.size()) {
            return "done up to run %s".formatted(its.getLast());
        }
        return here(stage).size() < its.size() ? elsewhere(stage) : parts(moved, columns);
    }

    private String elsewhere(Stage stage) {
        List<RunNumber> others =
                done(stage).stream().filter(run -> !here(stage).contains(run)).toList();
        return here(stage).isEmpty()
                ? "done by another command"
                : "%s done by another command".formatted(title(others));
    }

    private static String deleted(Totals moved) {
        return moved.deleted() == 0 ? "" : Text.count(moved.deleted());
    }

    private String time(Stage stage) {
        return Text.duration(took.getOrDefault(stage, Duration.ZERO));
    }

    /// `run 7`, or `runs 7 to 9`.
    public String title() {
        return title(runs);
    }

    private static String title(List<RunNumber> runs) {
        return runs.size() == 1
                ? "run " + runs.getFirst()
                : "runs %s to %s".formatted(runs.getFirst(), runs.getLast());
    }

    /// As many of the largest as fit, if any does.
    private static String parts(Totals moved, int columns) {
        for (int shown = Math.min(PARTS_MAX, moved.parts().size()); shown > 0; shown--) {
            String text = parts(moved, moved.parts().size() - shown, shown);
            if (text.length() <= columns) {
                return text;
            }
        }
        return "";
    }

    private static String parts(Totals moved, int hidden, int shown) {
        String names =
                moved.parts().stream()
                        .limit(shown)
                        .map(
                                part ->
                                        moved.label(part)
                                                + " "
                                                + Text.count(part.rows() + part.deleted()))
                        .collect(Collectors.joining(", "));
        return hidden > 0 ? names + " +" + hidden + " more" : names;
    }
}
