package dev.tidemark.local.bus;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/// The entry points of the three functions.
public record Handlers(
        RequestStreamHandler ingest, RequestStreamHandler process, RequestStreamHandler load) {}
