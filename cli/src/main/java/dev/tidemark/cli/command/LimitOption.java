package dev.tidemark.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `--limit`: how much a command prints.
final class LimitOption {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many to print at most; 20 by default.")
    private int limit;

    int require(CommandSpec spec) {
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is a number from 1 on, not " + limit);
        }
        return limit;
    }
}
