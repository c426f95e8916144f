package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.reload.Reload;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark reload`: the way back for a warehouse that lost rows.
@Command(
        name = "reload",
        description = {
            "Asks for all rows of models once more, where their tables in the warehouse were"
                    + " dropped, emptied or changed by hand. The next run brings them; rows that"
                    + " are there as they should be stay."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark reload totesys dim_staff",
            "  tidemark reload totesys           all models",
        })
public final class ReloadCommand implements Runnable {

    private static final String REASON = "asked for by command";

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "MODEL",
            description = "A model. Without one, all of them.")
    private Set<String> models = new LinkedHashSet<>();

    public ReloadCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            var reload = Reload.of(workplace, models, REASON);
            reload.request();
            console.line(
                    "asked for all rows of %s; the next run brings them:  tidemark run %s"
                            .formatted(String.join(", ", reload.models()), pipeline.name()));
        }
    }
}
