package dev.tidemark.cli.show;

import dev.tidemark.environment.AwsAddress;
import dev.tidemark.environment.Environment;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;

/// Tells Hadoop's S3A what the SDK's own variables say: endpoint, region and credentials.
final class S3aConfiguration {

    private static final String TRIES_MAX = "3";

    private S3aConfiguration() {}

    static Configuration of(Environment environment) {
        var configuration = new Configuration(false);
        configuration.set("fs.s3a.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
        // The default reads ahead on the common pool, where closing may wait for it for ever.
        configuration.set("fs.s3a.input.stream.type", "classic");
        configuration.set("fs.s3a.attempts.maximum", TRIES_MAX);
        configuration.set("fs.s3a.retry.limit", TRIES_MAX);
        AwsAddress.region(environment)
                .ifPresent(region -> configuration.set("fs.s3a.endpoint.region", region.id()));
        AwsAddress.endpoint(environment, "S3")
                .ifPresent(endpoint -> endpoint(configuration, endpoint));
        credentials(configuration, environment);
        return configuration;
    }

    private static void endpoint(Configuration configuration, URI endpoint) {
        configuration.set("fs.s3a.endpoint", endpoint.toString());
        configuration.setBoolean("fs.s3a.path.style.access", true);
        configuration.setBoolean(
                "fs.s3a.connection.ssl.enabled", "https".equals(endpoint.getScheme()));
    }

    private static void credentials(Configuration configuration, Environment environment) {
        if (environment.optional("AWS_ACCESS_KEY_ID").isEmpty()) {
            provider(
                    configuration,
                    "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
            return;
        }
        configuration.set("fs.s3a.access.key", environment.require("AWS_ACCESS_KEY_ID"));
        configuration.set("fs.s3a.secret.key", environment.require("AWS_SECRET_ACCESS_KEY"));
        var token = environment.optional("AWS_SESSION_TOKEN");
        token.ifPresent(text -> configuration.set("fs.s3a.session.token", text));
        provider(
                configuration,
                token.isPresent()
                        ? "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider"
                        : "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    }

    private static void provider(Configuration configuration, String name) {
        configuration.set("fs.s3a.aws.credentials.provider", name);
    }
}
