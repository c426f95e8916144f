package dev.tidemark.cli.command;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/// `--accept-deletes`: what the guard rail stopped is meant.
final class AcceptDeletesOption {

    @Option(
            names = "--accept-deletes",
            paramLabel = "TABLE",
            description =
                    "Lets the deletions of this table pass the guard rail, this once. Repeatable.")
    private Set<String> tables = new LinkedHashSet<>();

    Set<String> tables() {
        return tables;
    }
}
