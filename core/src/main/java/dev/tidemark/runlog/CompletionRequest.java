package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.json.JsonTree;
import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A request to the process stage: make all rows of these models in the run after the one that the
/// request lies beside. It is laid when the warehouse missed what a run made of them. Several may
/// lie beside a run, numbered from 0 without a gap.
public record CompletionRequest(List<String> models, String reason) {

    private static final int REQUESTS_MAX = 100;

    public CompletionRequest {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a completion is of at least one model");
        }
        models = List.copyOf(models);
    }

    /// The models that the requests beside a run of the processed zone name.
    public static Set<String> modelsBeside(RunNumber run, Zone processed, String pipeline) {
        Set<String> models = new LinkedHashSet<>();
        for (int number = 0; number < REQUESTS_MAX; number++) {
            Optional<CompletionRequest> request = at(keyOf(pipeline, run, number), processed);
            if (request.isEmpty()) {
                break;
            }
            models.addAll(request.get().models());
        }
        return models;
    }

    /// Lays the request beside that run, unless one that asks for the same lies there.
    public void layBeside(RunNumber run, Zone processed, String pipeline) {
        for (int number = 0; number < REQUESTS_MAX; number++) {
            Key key = keyOf(pipeline, run, number);
            Optional<CompletionRequest> there = at(key, processed);
            if (there.isPresent()
                    ? there.get().models().containsAll(models)
                    : lay(key, processed)) {
                return;
            }
        }
        throw TerminalFailure.world(
                "%d requests lie beside run %s of %s already"
                        .formatted(REQUESTS_MAX, run, pipeline),
                "let the process stage publish its next run");
    }

    /// Whether the request lies there now; another one may have come first.
    private boolean lay(Key key, Zone processed) {
        ObjectNode node = JsonTree.object();
        node.set("models", JsonFields.texts(models));
        node.put("reason", reason);
        return switch (processed.create(key, JsonTree.page(node))) {
            case Creation.Created() -> true;
            case Creation.Refused() -> false;
            case Creation.Unknown unused ->
                    throw new TransientFailure(
                            "whether %s/%s was written is unknown: the bucket gave no answer"
                                    .formatted(processed.name(), key),
                            "repeat the command");
        };
    }

    private static Optional<CompletionRequest> at(Key key, Zone processed) {
        return processed.read(key).map(content -> parse(content, processed.name() + "/" + key));
    }

    private static CompletionRequest parse(byte[] content, String place) {
        JsonFields fields = JsonFields.parse(content, place);
        try {
            return new CompletionRequest(fields.texts("models"), fields.text("reason"));
        } catch (IllegalArgumentException e) {
            throw JsonFields.refused(place, "contradicts itself", e);
        }
    }

    private static Key keyOf(String pipeline, RunNumber run, int number) {
        String name = String.format(Locale.ROOT, "complete-%d.json", number);
        return Key.of(pipeline, "runs", run.padded(), name);
    }
}
