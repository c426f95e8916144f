package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TransientFailure;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// A login kept in a secret store. Read once, and again when the password is refused: that is how
/// a rotation shows.
public final class SecretLogin implements Login {

    private final String id;
    private final Optional<DatabaseUrl> address;
    private final Function<String, String> store;
    private @Nullable DatabaseUrl known;

    /// @param address where the database is, if the secret need not say it
    /// @param store gives the text of a secret by its id
    public SecretLogin(String id, Optional<DatabaseUrl> address, Function<String, String> store) {
        this.id = id;
        this.address = address;
        this.store = store;
    }

    @Override
    public synchronized DatabaseUrl url() {
        if (known == null) {
            known = read();
        }
        return known;
    }

    @Override
    public synchronized Renewal renew() {
        DatabaseUrl before = known;
        known = read();
        return known.equals(before) ? Renewal.SAME : Renewal.CHANGED;
    }

    private DatabaseUrl read() {
        try {
            return SecretText.parse(id, address, store.apply(id));
        } catch (SdkException e) {
            throw new TransientFailure(
                    "the secret `%s` cannot be read".formatted(id),
                    "check that it exists and that this function may read it"
                            + " (secretsmanager:GetSecretValue)",
                    e);
        }
    }
}
