package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/// Finds a login in the environment.
public final class Logins {

    private Logins() {}

    public static Login source(Environment environment) {
        return from(environment, Environment.SOURCE_URL, Environment.SOURCE_SECRET);
    }

    public static Login warehouse(Environment environment) {
        return from(environment, Environment.WAREHOUSE_URL, Environment.WAREHOUSE_SECRET);
    }

    /// The login that applies migrations, where the environment names one of its own.
    public static Optional<Login> migration(Environment environment) {
        boolean named =
                environment.optional(Environment.MIGRATION_URL).isPresent()
                        || environment.optional(Environment.MIGRATION_SECRET).isPresent();
        return named
                ? Optional.of(
                        from(environment, Environment.MIGRATION_URL, Environment.MIGRATION_SECRET))
                : Optional.empty();
    }

    /// The URL where it is set, else the secret.
    private static Login from(Environment environment, String url, String secret) {
        if (environment.optional(url).isPresent() || environment.optional(secret).isEmpty()) {
            return new FixedLogin(DatabaseUrl.parse(url, environment.require(url)));
        }
        SecretsManagerClient client = client(environment);
        return new SecretLogin(
                environment.require(secret),
                id -> client.getSecretValue(r -> r.secretId(id)).secretString());
    }

    private static SecretsManagerClient client(Environment environment) {
        SecretsManagerClientBuilder builder =
                SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        environment.optional("AWS_REGION").map(Region::of).ifPresent(builder::region);
        environment
                .optional("AWS_ENDPOINT_URL_SECRETS_MANAGER")
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
