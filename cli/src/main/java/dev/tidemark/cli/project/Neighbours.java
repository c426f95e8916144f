package dev.tidemark.cli.project;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import java.nio.file.Path;
import java.util.List;

/// The pipelines that lie beside one. They mostly fill the same warehouse, where two that fill the
/// same tables would overwrite each other's rows.
///
/// @param pipelines the folder of all
public record Neighbours(Path pipelines, String name) {

    /// Those that fill that schema, as far as they can be read.
    public List<Pipeline> filling(String schema) {
        return PipelineFolder.filling(pipelines, schema).stream()
                .filter(other -> !other.name().equals(name))
                .toList();
    }
}
