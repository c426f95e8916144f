package dev.tidemark.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One folder under `pipelines/`: one source, its tables, its models, its destination.
///
/// @param folder the folder itself; its `warehouse` folder holds the Flyway migrations
/// @param models in the order of their names
/// @param definition the SHA-256 over pipeline.yaml, the models and the migrations, and their names
public record Pipeline(
        String name,
        Path folder,
        SourceSettings source,
        DeleteGuard deletes,
        WarehouseSettings warehouse,
        List<Model> models,
        String definition) {

    public Pipeline {
        models = List.copyOf(models);
    }

    public Path migrations() {
        return folder.resolve("warehouse");
    }

    public Optional<Model> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
