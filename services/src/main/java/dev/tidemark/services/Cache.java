package dev.tidemark.services;

import java.nio.file.Path;

/// Where unpacked programs are kept: what `TIDEMARK_CACHE` names, else the cache folder of the user, else, where root
/// runs them as somebody else who cannot look into root's home, the cache folder of the system.
final class Cache {

    private Cache() {}

    static Path folder(Identity identity) {
        String own = System.getenv().getOrDefault("TIDEMARK_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        if (identity == Identity.NOBODY) {
            return Path.of("/var/cache/tidemark");
        }
        String shared = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                shared.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(shared);
        return base.resolve("tidemark").toAbsolutePath();
    }
}
