package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.document.RunsDocument;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.RunRow;
import dev.tidemark.cli.report.Totals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark runs`: the newest runs and how far each came.
@Command(
        name = "runs",
        description = "Lists the newest runs: when, how much, how far, and what was skipped.",
        footerHeading = "%nExamples:%n",
        footer = {"  tidemark runs totesys", "  tidemark runs totesys --limit 100 --output json"})
public final class RunsCommand implements Runnable {

    private static final String REASON_INDENT = "     ";

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    @Mixin private LimitOption limit;

    public RunsCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        int most = limit.require(spec);
        try (var workplace =
                Terminal.open(
                        console, project, pipeline.name(), Workplace.Needs.LAKE_AND_WAREHOUSE)) {
            List<RunRow> runs = workplace.history().newest(most);
            if (output.isJson()) {
                console.line(new RunsDocument(pipeline.name(), runs).json().toPrettyString());
            } else if (runs.isEmpty()) {
                console.line("%s has no run yet".formatted(pipeline.name()));
            } else {
                print(console, runs);
            }
        }
    }

    private static void print(Console console, List<RunRow> runs) {
        List<String> wide = wide(console.style(), runs).lines();
        boolean fits = wide.stream().allMatch(line -> Style.width(line) <= console.columns());
        List<String> lines = fits ? wide : narrow(console.style(), runs).lines();
        console.line(lines.getFirst());
        for (int i = 0; i < runs.size(); i++) {
            console.line(lines.get(i + 1));
            for (String reason : runs.get(i).skipped()) {
                Text.wrapped(reason, console.columns() - REASON_INDENT.length())
                        .forEach(line -> console.line(REASON_INDENT + line));
            }
        }
    }

    private static Grid wide(Style style, List<RunRow> runs) {
        var grid =
                new Grid("", style, ">run", "as of (UTC)", ">rows", ">deleted", ">size", "came to");
        for (RunRow run : runs) {
            Totals moved = moved(run);
            grid.row(
                    run.run().toString(),
                    asOf(run),
                    Text.count(moved.rows()),
                    moved.deleted() == 0 ? "" : Text.count(moved.deleted()),
                    Text.bytes(moved.bytes()),
                    stage(style, run));
        }
        return grid;
    }

    /// Within fifty columns.
    private static Grid narrow(Style style, List<RunRow> runs) {
        var grid = new Grid("", style, ">run", "as of (UTC)", ">rows", "came to");
        for (RunRow run : runs) {
            grid.row(
                    run.run().toString(),
                    asOf(run),
                    Text.count(moved(run).rows()),
                    stage(style, run));
        }
        return grid;
    }

    private static Totals moved(RunRow run) {
        return run.ingested().map(Totals::of).orElseGet(() -> Totals.of(List.of(), 0));
    }

    private static String asOf(RunRow run) {
        return run.ingested().map(log -> seconds(log.header().lastSuccessfulQuery())).orElse("");
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", "");
    }

    private static String stage(Style style, RunRow run) {
        if (run.loaded().isPresent()) {
            return run.loaded().get().skipped().isPresent()
                    ? style.red("skipped by load")
                    : style.green("warehouse");
        }
        return run.processed().isPresent() ? "processed zone" : "ingestion zone";
    }
}
