package dev.tidemark.services.junit;

import dev.tidemark.services.EmbeddedS3;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 of a test JVM.
public final class TestS3 {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final EmbeddedS3 server;
    private final S3Client client;

    TestS3(EmbeddedS3 server, S3Client client) {
        this.server = server;
        this.client = client;
    }

    /// The name of a new, empty bucket.
    public String freshBucket() {
        String name = "test-bucket-" + COUNTER.incrementAndGet();
        server.createBucket(name);
        return name;
    }

    /// A client that all tests share; do not close it.
    public S3Client client() {
        return client;
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /// The variables of the AWS SDK that lead here.
    public Map<String, String> environment() {
        return server.environment();
    }
}
