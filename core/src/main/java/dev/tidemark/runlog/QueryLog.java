package dev.tidemark.runlog;

/// The content of a `query_log.json`: the completion marker of a run in a zone.
public sealed interface QueryLog permits IngestLog, ProcessLog {

    RunHeader header();
}
