package dev.tidemark.postgres;

import dev.tidemark.environment.AwsClient;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

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

    /// Who logs in is said by the secret where one is named; where to, by the URL or else by the secret too.
    private static Login from(Environment environment, String url, String secret) {
        if (environment.optional(secret).isEmpty()) {
            return new FixedLogin(environment.require(url, text -> DatabaseUrl.parse(url, text)));
        }
        Optional<DatabaseUrl> address =
                environment.optional(url, text -> addressWithoutLogin(url, text, secret));
        SecretsManagerClient client =
                AwsClient.build(SecretsManagerClient.builder(), environment, "SECRETS_MANAGER");
        return new SecretLogin(
                environment.require(secret),
                address,
                id -> client.getSecretValue(r -> r.secretId(id)).secretString());
    }

    private static DatabaseUrl addressWithoutLogin(String url, String text, String secret) {
        DatabaseUrl address = DatabaseUrl.address(url, text);
        if (!address.user().isEmpty()) {
            throw TerminalFailure.configuration(
                    "%s and %s both name a user".formatted(url, secret),
                    "with a secret, write the URL as postgresql://%s, or unset one of the two"
                            .formatted(address.place()));
        }
        return address;
    }
}
