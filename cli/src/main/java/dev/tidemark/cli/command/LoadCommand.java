package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.load.LoadResult;
import dev.tidemark.load.Wiring;
import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.run.Deadline;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark load`: the load stage alone.
@Command(
        name = "load",
        description = "Merges the runs that the processed zone holds into the warehouse.",
        footerHeading = "%nExample:%n",
        footer = "  tidemark load totesys")
public final class LoadCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    public LoadCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Terminal.open(
                        console, project, pipeline.name(), Workplace.Needs.LAKE_AND_WAREHOUSE)) {
            var progress = Terminal.progress(console, Afterwards.KEEP);
            var loading = Wiring.loading(workplace.environment(), progress);
            console.line(
                    switch (loading.catchUp(Deadline.none())) {
                        case LoadResult.Loaded(var runs) -> loaded(runs);
                        case LoadResult.NothingNew(var newest) ->
                                newest.map(run -> "nothing new since run " + run)
                                        .orElse("the processed zone holds no run yet");
                        case LoadResult.OutOfTime(var runs, var next, var since) ->
                                loaded(runs) + "; run " + next + " is next";
                    });
        }
    }

    private static String loaded(List<LoadedRun> runs) {
        long rows = runs.stream().mapToLong(LoadedRun::rows).sum();
        long deleted = runs.stream().mapToLong(LoadedRun::deleted).sum();
        return "loaded %s: %s inserted or updated, %s deleted"
                .formatted(
                        Text.count(runs.size(), "run", "runs"),
                        Text.count(rows, "row", "rows"),
                        Text.count(deleted));
    }
}
