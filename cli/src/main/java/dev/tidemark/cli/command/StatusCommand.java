package dev.tidemark.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.Standing;
import dev.tidemark.run.RunNumber;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark status`: where each stage stands.
@Command(
        name = "status",
        description = "Says where each stage stands, and how old the warehouse's picture is.",
        footerHeading = "%nExamples:%n",
        footer = {"  tidemark status totesys", "  tidemark status totesys --output json"})
public final class StatusCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    public StatusCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Workplace.open(project, pipeline.name(), Workplace.Needs.LAKE_AND_WAREHOUSE)) {
            var standings = Standing.of(workplace.history(), Clock.systemUTC());
            if (output.isJson()) {
                ObjectNode node = JSON.createObjectNode().put("pipeline", pipeline.name());
                standings.forEach(standing -> describe(node, standing));
                console.line(node.toPrettyString());
                return;
            }
            Style style = console.style();
            var grid = new Grid("", style, pipeline.name(), ">newest run", "as of", "");
            for (Standing standing : standings) {
                grid.row(
                        standing.stage().toString(),
                        standing.run().map(RunNumber::toString).orElse("none"),
                        standing.age().map(age -> Text.duration(age) + " ago").orElse(""),
                        behind(style, standing));
            }
            grid.print(console);
        }
    }

    private static String behind(Style style, Standing standing) {
        return standing.runsBehind() == 0
                ? style.green("up to date")
                : style.red(Text.count(standing.runsBehind(), "run behind", "runs behind"));
    }

    private static void describe(ObjectNode node, Standing standing) {
        ObjectNode of = node.putObject(standing.stage().toString());
        standing.run().ifPresent(run -> of.put("run", run.value()));
        standing.asOf().ifPresent(instant -> of.put("as_of", instant.toString()));
        standing.age().map(Duration::toSeconds).ifPresent(age -> of.put("age_seconds", age));
        of.put("runs_behind", standing.runsBehind());
    }
}
