package dev.tidemark.pipeline;

import java.util.List;
import java.util.Optional;

/// One SQL `SELECT` that builds one dimension or fact, with what its head says about it.
///
/// @param file where it stands, relative to the folder of pipelines, for messages
/// @param grain what one row stands for; facts state it
/// @param definition the SHA-256 of the file's content
public record Model(
        String name,
        String file,
        ModelKind kind,
        Optional<String> grain,
        List<String> key,
        History history,
        List<Check> checks,
        String sql,
        String definition) {

    public Model {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }
}
