package dev.tidemark.cli.plan;

import dev.tidemark.cli.check.ProblemReport;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.ingest.Forecast;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.process.inspection.ModelForecast;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A plan for people.
public record PlanReport(Plan plan) {

    public void print(Console console) {
        ingest(console);
        process(console);
        load(console);
        plan.notices().forEach(notice -> console.line("note: " + TypedCommand.in(notice)));
        if (!plan.problems().isEmpty()) {
            new ProblemReport(plan.problems()).print(console);
        } else if (plan.isNothing()) {
            console.line(
                    plan.lost().isEmpty()
                            ? "Nothing to do: every stage is up to date."
                            : "Nothing to do for a run: no stage is behind.");
        }
    }

    private void ingest(Console console) {
        Forecast ingest = plan.ingest();
        if (ingest.run().isEmpty()) {
            return;
        }
        console.line(
                "ingest would archive run %s: %s"
                        .formatted(
                                ingest.run().get(),
                                ingest.because().stream()
                                        .map(PlanReport::because)
                                        .collect(Collectors.joining(", "))));
        List<TableForecast> bringing =
                ingest.tables().stream().filter(of -> isWorthALine(of.table())).toList();
        if (!bringing.isEmpty()) {
            tables(bringing, console.style()).print(console);
        }
    }

    private static String because(Forecast.Reason reason) {
        return switch (reason) {
            case FIRST_RUN -> "the first one";
            case ROWS_CHANGED -> "rows changed";
            case FOLDER_CHANGED -> "the pipeline's folder changed";
            case FULL_READ_DUE -> "a full read is due";
        };
    }

    private static boolean isWorthALine(IngestedTable table) {
        return table.isChanged() || table.mode() == Mode.SKIPPED;
    }

    private static Grid tables(List<TableForecast> tables, Style style) {
        var grid = new Grid("  ", style, "table", ">new", ">changed", ">deleted", "");
        for (TableForecast of : tables) {
            grid.row(
                    of.table().name().toString(),
                    count(of.added()),
                    count(of.changed()),
                    Text.count(of.table().rowsDeleted()),
                    remark(of));
        }
        return grid;
    }

    private static String count(OptionalLong rows) {
        return rows.isPresent() ? Text.count(rows.getAsLong()) : "?";
    }

    private static String remark(TableForecast of) {
        return switch (of.table().mode()) {
            case FULL ->
                    of.added().isPresent() && of.added().getAsLong() == of.table().rowsUpserted()
                            ? ""
                            : "read in full: %s"
                                    .formatted(
                                            Text.count(of.table().rowsUpserted(), "row", "rows"));
            case GONE -> "followed no more";
            case SKIPPED -> "left out";
            case DELTA, UNCHANGED -> "";
        };
    }

    private void process(Console console) {
        waiting(console, plan.toProcess(), "process");
        if (plan.models().isEmpty()) {
            return;
        }
        List<ModelForecast> named =
                plan.models().stream()
                        .filter(of -> of.outcome() != ModelForecast.Outcome.UNCHANGED)
                        .toList();
        long running = plan.models().stream().filter(ModelForecast::runs).count();
        console.line(
                "process would run %s of %s%s"
                        .formatted(
                                Text.count(running),
                                Text.count(plan.models().size(), "model", "models"),
                                runs() > 1
                                        ? ", in %s together"
                                                .formatted(Text.count(runs(), "run", "runs"))
                                        : ""));
        if (!named.isEmpty()) {
            models(named, console.style()).print(console);
        }
    }

    /// Those that process would handle.
    private long runs() {
        return plan.toProcess().runs() + plan.ingest().run().stream().count();
    }

    private static void waiting(Console console, Queue queue, String stage) {
        if (queue.runs() == 0) {
            return;
        }
        console.line(Text.count(queue.runs(), "run waits", "runs wait") + " for " + stage);
        if (queue.runs() > 1) {
            runs(queue, console.style()).print(console);
        }
    }

    private static Grid runs(Queue queue, Style style) {
        var grid = new Grid("  ", style, ">run", ">rows", ">deleted");
        if (queue.runs() > queue.shown().size()) {
            grid.row("…", "", "");
        }
        for (Queue.Waiting of : queue.shown()) {
            grid.row(
                    of.run().toString(),
                    Text.count(of.brings().rows()),
                    Text.count(of.brings().deleted()));
        }
        return grid;
    }

    private static Grid models(List<ModelForecast> models, Style style) {
        var grid = new Grid("  ", style, "model", "rows", "because of");
        for (ModelForecast of : models) {
            grid.row(of.model(), rows(of.outcome()), String.join(", ", of.because()));
        }
        return grid;
    }

    private static String rows(ModelForecast.Outcome outcome) {
        return switch (outcome) {
            case WHOLE -> "all";
            case CHANGED -> "changed";
            case PERHAPS -> "if dates are new";
            case WAITS -> "waits for a full read";
            case UNCHANGED -> "";
        };
    }

    private void load(Console console) {
        waiting(console, plan.toLoad(), "load");
        List<String> steps = new ArrayList<>();
        if (!plan.migrations().own().isEmpty()) {
            steps.add("make Tidemark's own tables");
        }
        if (!plan.migrations().pipeline().isEmpty()) {
            steps.add("apply " + String.join(", ", plan.migrations().pipeline()));
        }
        if (!steps.isEmpty()) {
            console.line("load would " + String.join(", then ", steps));
        }
    }
}
