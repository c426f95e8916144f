package dev.tidemark.lambda;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The script `terraform/smoke`, which calls the functions where the endpoint says that Lambda is.
record SmokeScript(Path script) {

    private static final String FINE =
            """
            ingest answers
            process answers
            load answers
            the warehouse has caught up
            """;

    void requireSuccess(URI lambda) throws IOException {
        require(lambda, "1", 0, FINE);
    }

    /// It does not wait for the warehouse.
    void requireFailure(URI lambda, String... sayings) throws IOException {
        require(lambda, "0", 1, sayings);
    }

    private void require(URI lambda, String minutes, int expectedCode, String... sayings)
            throws IOException {
        var builder = new ProcessBuilder(script.toString(), minutes).redirectErrorStream(true);
        builder.environment().put("AWS_ENDPOINT_URL_LAMBDA", lambda.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        for (String saying : sayings) {
            if (code != expectedCode || !said.contains(saying)) {
                throw new IllegalStateException(
                        "the smoke test ended with %d and said:\n%s".formatted(code, said));
            }
        }
    }
}
