package dev.tidemark.cli.project;

import dev.tidemark.failure.TidemarkFailure;
import java.nio.file.Path;

/// The name of a pipeline. A shell completes the path of its folder, which is as good.
public record PipelineName(String value) {

    /// Any other path is kept as it is: no pipeline has that name.
    static PipelineName typed(Project project, String word) {
        String text = word.replaceFirst("(?<=.)/+$", "");
        if (!text.contains("/")) {
            return new PipelineName(text);
        }
        try {
            Path pipelines = project.pipelines().toAbsolutePath().normalize();
            Path folder = project.folder().resolve(text).toAbsolutePath().normalize();
            return new PipelineName(
                    pipelines.equals(folder.getParent()) ? folder.getFileName().toString() : text);
        } catch (TidemarkFailure e) {
            return new PipelineName(text); // the command meets the same failure, and says it
        }
    }
}
