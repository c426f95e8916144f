package dev.tidemark.cli;

import dev.tidemark.cli.project.Project;
import java.io.PrintWriter;
import java.io.StringWriter;

/// How a `tidemark` command ended, and all that it printed. For tests of other packages.
public record Command(int exitCode, String out, String err) {

    public static Command run(Project project, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode =
                Main.commandLine(project)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Command(exitCode, out.toString(), err.toString());
    }
}
