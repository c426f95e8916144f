package dev.tidemark.cli;

import dev.tidemark.cli.project.Project;
import java.io.PrintWriter;
import java.io.StringWriter;

/// How a `tidemark` command ended, and all that it printed. For tests of other packages.
public record Command(int exitCode, String out, String err) {

    public static Command run(Project project, String... arguments) {
        return run(project, new StringWriter(), arguments);
    }

    /// A command that goes on until it is interrupted, which it is with the first words that it prints.
    public static Command runOnce(Project project, String... arguments) {
        var out =
                new StringWriter() {
                    @Override
                    public void write(String text, int from, int length) {
                        super.write(text, from, length);
                        Thread.currentThread().interrupt();
                    }
                };
        try {
            return run(project, out, arguments);
        } finally {
            Thread.interrupted();
        }
    }

    private static Command run(Project project, StringWriter out, String... arguments) {
        var err = new StringWriter();
        int exitCode =
                Main.commandLine(project)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Command(exitCode, out.toString(), err.toString());
    }
}
