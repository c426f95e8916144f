package dev.tidemark.cli.command;

import dev.tidemark.cli.project.PipelineName;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The pipeline that a command is about.
final class PipelineArgument {

    /// What a shell completes: a command that lists the pipelines, in the script of `completion`.
    static final String CANDIDATES = "$(_tidemark_pipelines)";

    /// Made by picocli.
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(CANDIDATES).iterator();
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "PIPELINE",
            completionCandidates = Candidates.class,
            description = "A folder under pipelines/, for example totesys.")
    private PipelineName name;

    String name() {
        return name.value();
    }
}
