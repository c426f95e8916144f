package dev.tidemark.cli.command;

import picocli.CommandLine.Option;

/// `--output`: for people or for programs.
final class OutputOption {

    /// The forms that a command can print in.
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to print: text (default) or json.")
    private Format format;

    boolean isJson() {
        return format == Format.JSON;
    }
}
