package dev.tidemark.local.bus;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.run.Stage;

/// The entry points of the three functions.
public record Handlers(
        RequestStreamHandler ingest, RequestStreamHandler process, RequestStreamHandler load) {

    RequestStreamHandler of(Stage stage) {
        return switch (stage) {
            case INGEST -> ingest;
            case PROCESS -> process;
            case LOAD -> load;
        };
    }
}
