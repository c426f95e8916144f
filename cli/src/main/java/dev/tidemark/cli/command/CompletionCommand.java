package dev.tidemark.cli.command;

import dev.tidemark.cli.project.Project;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark completion`: the script that lets a shell complete commands, options and pipelines.
@Command(
        name = "completion",
        description = "Prints the script that lets a shell complete commands and pipelines.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark completion bash > ~/.tidemark-completion.bash",
            "  tidemark completion zsh > ~/.tidemark-completion.zsh",
            "then let your shell read that file at its start, for example by",
            "  echo '. ~/.tidemark-completion.bash' >> ~/.bashrc",
            "and fish, which finds its own:",
            "  tidemark completion fish > ~/.config/fish/completions/tidemark.fish"
        })
public final class CompletionCommand implements Runnable {

    /// The shells that there is a script for. zsh reads that of bash, by `bashcompinit`.
    enum Shell {
        BASH,
        ZSH,
        FISH;

        /// As it is typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String HEAD =
            """
            # Completes the words of tidemark, in bash and in zsh. Made by: tidemark completion

            """;

    /// The folders are listed when somebody asks: pipelines come and go.
    private static final String LISTING =
            """
            find -L "$folder" -mindepth 2 -maxdepth 2 -name pipeline.yaml 2>/dev/null |
                sed -e 's|/pipeline.yaml$||' -e 's|.*/||' -e '/^\\./d' | sort""";

    private final Project project;
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell;

    public CompletionCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        CommandLine tidemark = spec.root().commandLine();
        Terminal.of(spec, project)
                .line(
                        switch (shell) {
                            case BASH, ZSH ->
                                    HEAD
                                            + pipelines()
                                            + body(AutoComplete.bash("tidemark", tidemark));
                            case FISH ->
                                    new FishScript(tidemark, project.pipelines(), LISTING).text();
                        });
    }

    /// Without picocli's advice on installing, and with the pipelines as words, not as one.
    private static String body(String script) {
        return script.substring(script.indexOf("if [ -n \"$BASH_VERSION\""))
                .replace('"' + PipelineArgument.CANDIDATES + '"', PipelineArgument.CANDIDATES);
    }

    private String pipelines() {
        String folder = project.pipelines().toString().replace("'", "'\\''");
        return """
        function _tidemark_pipelines() {
          local folder='%s'
          folder="${TIDEMARK_PIPELINES:-$folder}"
          %s
        }

        """
                .formatted(folder, LISTING);
    }
}
