package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;

/// A login that was handed in and never changes.
public record FixedLogin(DatabaseUrl url) implements Login {

    @Override
    public Renewal renew() {
        return Renewal.SAME;
    }
}
