package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 protocol over a folder, in this process. Objects survive restarts. `If-None-Match: *` is exact, also between
/// concurrent writers: an object gets its name by a hard link, which fails if the name exists.
public final class EmbeddedS3 implements AutoCloseable {

    /// Any region will do; this one is named in signatures.
    public static final String REGION = "eu-west-2";

    public static final String ACCESS_KEY_ID = "tidemark";
    public static final String SECRET_ACCESS_KEY = "tidemark-embedded";

    /// Waiting for the requests under way would leave the stop to clients, who may never end theirs.
    private static final long NO_GRACE = 0;

    private final S3Proxy proxy;
    private final Path objects;

    private EmbeddedS3(S3Proxy proxy, Path objects) {
        this.proxy = proxy;
        this.objects = objects;
    }

    /// @param folder keeps the port, and the objects of each bucket below `objects`
    public static EmbeddedS3 start(Path folder) {
        Path objects = folder.toAbsolutePath().resolve("objects");
        create(objects);
        var proxy = proxy(objects, Port.preferring(folder.resolve("port")));
        WholeRequests.in(proxy);
        try {
            proxy.start();
        } catch (Exception e) {
            throw new ServicesFailure("The embedded S3 in " + folder + " does not start", e);
        }
        return new EmbeddedS3(proxy, objects);
    }

    private static S3Proxy proxy(Path objects, int port) {
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", objects.toString());
        return S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
                .ignoreUnknownHeaders(true)
                .stopTimeout(NO_GRACE)
                .build();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /// The variables of the AWS SDK that lead here.
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint().toString(),
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    }

    /// Creates the bucket unless it is there.
    public void createBucket(String name) {
        create(objects.resolve(name));
    }

    /// A new client, to be closed by the caller.
    public S3Client client() {
        return client(unchanged -> {});
    }

    /// A new client with settings of its own, such as a retry strategy.
    public S3Client client(Consumer<ClientOverrideConfiguration.Builder> settings) {
        var credentials = AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
        return S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(settings)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new ServicesFailure("The embedded S3 does not stop", e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
