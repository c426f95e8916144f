package dev.tidemark.lake;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A zone that is an S3 bucket.
public final class S3Zone implements Zone {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /// Query logs are small; whatever is larger is not read into memory.
    private static final long READ_BYTES_MAX = 64 << 20;

    /// How Linux words what Java has no type for.
    private static final String DISK_FULL = "No space left on device";

    private final S3Client client;
    private final String bucket;

    /// Whether an answer has shown that the bucket is there.
    private volatile boolean bucketSeen;

    public S3Zone(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public String name() {
        return "s3://" + bucket;
    }

    @Override
    public Optional<byte[]> read(Key key) {
        return reading(
                key,
                () -> {
                    try (var body = client.getObject(r -> r.bucket(bucket).key(key.value()))) {
                        if (body.response().contentLength() > READ_BYTES_MAX) {
                            throw TerminalFailure.world(
                                    "%s/%s is too large to be read into memory"
                                            .formatted(name(), key),
                                    "restore the object from the bucket's history");
                        }
                        return body.readAllBytes();
                    } catch (IOException e) {
                        throw new TransientFailure(
                                "reading %s/%s broke off".formatted(name(), key), "try again", e);
                    }
                });
    }

    /// A bucket that is removed after it was seen is no longer told from an absent object here; the other requests still
    /// tell.
    @Override
    public boolean holds(Key key) {
        return reading(key, () -> isThere(key)).orElse(false);
    }

    /// The answer to a HEAD has no body that would tell a missing bucket from a missing object.
    private boolean isThere(Key key) {
        try {
            client.headObject(r -> r.bucket(bucket).key(key.value()));
            return true;
        } catch (NoSuchKeyException e) {
            if (!bucketSeen) {
                requireBucket(key);
            }
            return false;
        }
    }

    @Override
    public Optional<Key> firstAfter(Key folder, Key after) {
        return reading(
                        folder,
                        () ->
                                client.listObjectsV2(
                                        r ->
                                                r.bucket(bucket)
                                                        .prefix(folder.value() + "/")
                                                        .startAfter(after.value())
                                                        .maxKeys(1)))
                .flatMap(found -> found.contents().stream().findFirst())
                .map(object -> new Key(object.key()));
    }

    @Override
    public Creation create(Key key, byte[] content) {
        try {
            client.putObject(
                    r ->
                            r.bucket(bucket)
                                    .key(key.value())
                                    .ifNoneMatch("*")
                                    .contentType("application/json"),
                    RequestBody.fromBytes(content));
            return new Creation.Created();
        } catch (SdkException e) {
            return refusal(key, e);
        }
    }

    @Override
    public void upload(Key key, Path file) {
        try {
            client.putObject(r -> r.bucket(bucket).key(key.value()), file);
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    @Override
    public void download(Key key, Path target, long bytes) {
        try {
            Files.deleteIfExists(target);
            client.getObject(r -> r.bucket(bucket).key(key.value()), target);
            if (Files.size(target) != bytes) {
                throw TerminalFailure.world(
                        "%s/%s has %d bytes where its query log says %d"
                                .formatted(name(), key, Files.size(target), bytes),
                        "restore that version of the object from the bucket's history");
            }
        } catch (NoSuchKeyException e) {
            throw TerminalFailure.world(
                    "%s/%s is named by a query log but is not there".formatted(name(), key),
                    "restore the object from the bucket's history",
                    e);
        } catch (SdkException e) {
            throw isOfTheDisk(e, target, bytes) ? noRoom(key, target, bytes, e) : failure(key, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The SDK says of a file that cannot be written what it says of an answer that cannot be read.
    private static boolean isOfTheDisk(SdkException e, Path target, long bytes) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(DISK_FULL)) {
                return true;
            }
        }
        return e instanceof SdkClientException && !hasRoom(target, bytes);
    }

    private static boolean hasRoom(Path target, long bytes) {
        try {
            Path folder = target.toAbsolutePath().resolveSibling(".");
            return Files.getFileStore(folder).getUsableSpace() >= bytes;
        } catch (IOException unknown) {
            return true;
        }
    }

    private TransientFailure noRoom(Key key, Path target, long bytes, SdkException e) {
        return new TransientFailure(
                "%s/%s, which has %d bytes, finds no room in the temporary folder: %s"
                        .formatted(name(), key, bytes, target),
                ScratchFolder.MORE_ROOM,
                e);
    }

    private Creation refusal(Key key, SdkException e) {
        if (e instanceof S3Exception answer) {
            int status = answer.statusCode();
            if (status == PRECONDITION_FAILED || status == CONFLICT) {
                return new Creation.Refused();
            }
            if (status < SERVER_ERROR && status != TOO_MANY_REQUESTS) {
                throw failure(key, e);
            }
        }
        return new Creation.Unknown(e);
    }

    /// Empty only when S3 says that the key is absent.
    private <T> Optional<T> reading(Key key, Supplier<T> request) {
        try {
            T answer = request.get();
            bucketSeen = true;
            return Optional.of(answer);
        } catch (NoSuchBucketException e) {
            throw failure(key, e);
        } catch (NoSuchKeyException e) {
            bucketSeen = true;
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                requireBucket(key);
                return Optional.empty();
            }
            throw failure(key, e);
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    private void requireBucket(Key key) {
        try {
            client.headBucket(r -> r.bucket(bucket));
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    private RuntimeException failure(Key key, SdkException e) {
        return switch (e) {
            case SdkException trouble when isEmbedded() ->
                    new TransientFailure(
                            "the embedded %s does not answer as it should: %s"
                                    .formatted(name(), firstLine(trouble)),
                            "try again: a command starts it anew; if it lasts, look for room where TIDEMARK_HOME is",
                            e);
            case S3Exception answer when answer.statusCode() == NOT_FOUND ->
                    TerminalFailure.configuration(
                            "the bucket `%s` does not exist".formatted(bucket),
                            "create it, or correct TIDEMARK_INGESTION_BUCKET or TIDEMARK_PROCESSED_BUCKET",
                            e);
            case S3Exception answer
                    when answer.statusCode() < SERVER_ERROR
                            && answer.statusCode() != TOO_MANY_REQUESTS ->
                    TerminalFailure.configuration(
                            "%s refuses access to %s (%s)".formatted(name(), key, code(answer)),
                            "check the credentials and their rights on the bucket, its region and"
                                    + " AWS_ENDPOINT_URL_S3",
                            e);
            case SdkClientException client when !client.retryable() ->
                    new TransientFailure(
                            "%s cannot be reached: %s".formatted(name(), firstLine(client)),
                            "check AWS_ENDPOINT_URL_S3, AWS_REGION and the credentials",
                            e);
            default ->
                    new TransientFailure(
                            "%s does not answer: %s".formatted(name(), firstLine(e)),
                            "try again; if it lasts, check AWS_ENDPOINT_URL_S3 and the service",
                            e);
        };
    }

    /// Where no bucket is named, an S3 on this machine holds buckets of these names. None of its addresses and keys was set by
    /// anybody who could correct them.
    private boolean isEmbedded() {
        return bucket.startsWith("tidemark-")
                && client.serviceClientConfiguration()
                        .endpointOverride()
                        .filter(endpoint -> "127.0.0.1".equals(endpoint.getHost()))
                        .isPresent();
    }

    /// An answer to a HEAD has no body that would name the code.
    private static String code(S3Exception answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? String.valueOf(answer.statusCode())
                : answer.statusCode() + " " + details.errorCode();
    }

    private static String firstLine(SdkException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
