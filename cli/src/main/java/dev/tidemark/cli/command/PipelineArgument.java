package dev.tidemark.cli.command;

import picocli.CommandLine.Parameters;

/// The pipeline that a command is about.
final class PipelineArgument {

    @Parameters(
            index = "0",
            paramLabel = "PIPELINE",
            description = "A folder under pipelines/, for example totesys.")
    private String name;

    String name() {
        return name;
    }
}
