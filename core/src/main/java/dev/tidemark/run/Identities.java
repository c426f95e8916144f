package dev.tidemark.run;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Draws attempts and log ids. Handed in, so that tests can foresee them.
public record Identities(RandomGenerator random) {

    public Attempt attempt() {
        return new Attempt(hex());
    }

    public LogId logId() {
        return new LogId(hex());
    }

    private String hex() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
