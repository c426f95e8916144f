package dev.tidemark.runlog;

import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import java.nio.file.Path;
import java.util.Optional;

/// Counts the requests that reach a zone.
final class CountingZone implements Zone {

    private final Zone zone;
    private int requests;

    CountingZone(Zone zone) {
        this.zone = zone;
    }

    int requests() {
        return requests;
    }

    @Override
    public String name() {
        return zone.name();
    }

    @Override
    public Optional<byte[]> read(Key key) {
        requests++;
        return zone.read(key);
    }

    @Override
    public boolean holds(Key key) {
        requests++;
        return zone.holds(key);
    }

    @Override
    public Optional<Key> firstAfter(Key folder, Key after) {
        requests++;
        return zone.firstAfter(folder, after);
    }

    @Override
    public Creation create(Key key, byte[] content) {
        requests++;
        return zone.create(key, content);
    }

    @Override
    public void upload(Key key, Path file) {
        requests++;
        zone.upload(key, file);
    }

    @Override
    public void download(Key key, Path target, long bytes) {
        requests++;
        zone.download(key, target, bytes);
    }
}
