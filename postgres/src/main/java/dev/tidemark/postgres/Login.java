package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;

/// Knows where a database is and who asks.
public sealed interface Login permits FixedLogin, SecretLogin {

    DatabaseUrl url();

    /// Called when the password was refused; tells whether another try may succeed.
    Renewal renew();

    /// What looking again brought.
    enum Renewal {
        CHANGED,
        SAME
    }
}
