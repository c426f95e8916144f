package dev.tidemark.lake;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A zone in memory, which keeps the same contract as S3.
public final class MemoryZone implements Zone {

    private final ConcurrentSkipListMap<Key, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public String name() {
        return "memory://zone";
    }

    @Override
    public Optional<byte[]> read(Key key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public boolean holds(Key key) {
        return objects.containsKey(key);
    }

    @Override
    public Optional<Key> firstAfter(Key folder, Key after) {
        return Optional.ofNullable(objects.higherKey(after))
                .filter(key -> key.value().startsWith(folder.value() + "/"));
    }

    @Override
    public Creation create(Key key, byte[] content) {
        return objects.putIfAbsent(key, content.clone()) == null
                ? new Creation.Created()
                : new Creation.Refused();
    }

    @Override
    public void upload(Key key, Path file) {
        try {
            objects.put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void download(Key key, Path target, long bytes) {
        byte[] content = objects.get(key);
        if (content == null || content.length != bytes) {
            throw TerminalFailure.world(
                    "%s/%s is named by a query log but is not there, or of another length"
                            .formatted(name(), key),
                    "restore the object from the bucket's history");
        }
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All keys, in their order.
    public List<Key> keys() {
        return List.copyOf(objects.keySet());
    }

    /// What a person with too many rights does to a bucket.
    public void remove(Key key) {
        objects.remove(key);
    }
}
