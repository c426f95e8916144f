package dev.tidemark.lake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/// Notes what is requested of S3, each request being billed.
public final class WatchedClient extends DelegatingS3Client {

    private final List<String> requests = new CopyOnWriteArrayList<>();

    public WatchedClient(S3Client client) {
        super(client);
    }

    /// The kinds of the requests since the last time, in their order, such as `HeadObject`.
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        requests.add(request.getClass().getSimpleName().replace("Request", ""));
        return operation.apply(request);
    }

    /// The client belongs to somebody else.
    @Override
    public void close() {}
}
