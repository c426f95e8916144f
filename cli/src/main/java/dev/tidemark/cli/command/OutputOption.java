package dev.tidemark.cli.command;

import java.util.Locale;
import picocli.CommandLine.Option;

/// `--output`: for people or for programs.
final class OutputOption {

    /// The forms that a command can print in.
    enum Format {
        TEXT,
        JSON;

        /// As it is typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description =
                    "How to print: text (default), or json, whose fields docs/output.md lists.")
    private Format format;

    boolean isJson() {
        return format == Format.JSON;
    }
}
