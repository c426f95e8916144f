package dev.tidemark.process.check;

import dev.tidemark.failure.ShellWord;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Stops a run whose rows break a check, before anything of it is published.
public final class CheckFailure {

    private static final int FINDINGS_SHOWN = 10;

    private CheckFailure() {}

    /// @param tables those that the models concerned read, as `--table` wants them
    public static TerminalFailure of(
            String pipeline, RunNumber run, List<Finding> findings, Collection<String> tables) {
        String text =
                findings.stream()
                        .limit(FINDINGS_SHOWN)
                        .map(Finding::text)
                        .collect(Collectors.joining("\n"));
        String options =
                tables.stream()
                        .map(table -> " --table " + ShellWord.of(table))
                        .collect(Collectors.joining());
        return TerminalFailure.check(
                "%s\n  Nothing of run %s is published, and no later run before it."
                        .formatted(text, run),
                "correct the model and process again. If the source is wrong, correct it and then leave this run out:  tidemark skip %s --run %s%s --reason \"…\""
                        .formatted(pipeline, run, options));
    }
}
