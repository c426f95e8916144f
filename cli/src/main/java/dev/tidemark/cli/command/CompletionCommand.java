package dev.tidemark.cli.command;

import dev.tidemark.cli.project.Project;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark completion`: the script that lets a shell complete commands, options and pipelines.
@Command(
        name = "completion",
        description = "Prints the script that lets bash or zsh complete commands and pipelines.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark completion bash > ~/.tidemark-completion.bash",
            "  tidemark completion zsh > ~/.tidemark-completion.zsh",
            "then let your shell read that file at its start, for example by",
            "  echo '. ~/.tidemark-completion.bash' >> ~/.bashrc"
        })
public final class CompletionCommand implements Runnable {

    /// The shells that the script is for. It is the same: zsh reads it by `bashcompinit`.
    enum Shell {
        BASH,
        ZSH;

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
    private static final String PIPELINES =
            """
            function _tidemark_pipelines() {
              local folder=%s
              find -L "${TIDEMARK_PIPELINES:-$folder}" -mindepth 2 -maxdepth 2 -name pipeline.yaml 2>/dev/null |
                sed -e 's|/pipeline.yaml$||' -e 's|.*/||' -e '/^\\./d' | sort
            }

            """;

    private final Project project;
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("UnusedVariable") // the script is the same
    private Shell shell;

    public CompletionCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        String script = AutoComplete.bash("tidemark", spec.root().commandLine());
        Terminal.of(spec, project).line(HEAD + pipelines() + body(script));
    }

    /// Without picocli's advice on installing, and with the pipelines as words, not as one.
    private static String body(String script) {
        return script.substring(script.indexOf("if [ -n \"$BASH_VERSION\""))
                .replace('"' + PipelineArgument.CANDIDATES + '"', PipelineArgument.CANDIDATES);
    }

    private String pipelines() {
        String folder = project.pipelines().toString().replace("'", "'\\''");
        return PIPELINES.replace("%s", "'" + folder + "'");
    }
}
