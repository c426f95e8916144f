package dev.tidemark.lake;

import dev.tidemark.failure.TransientFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A zone whose next requests to create meet the faults that a test has planned.
public final class FaultyZone implements Zone {

    private final Zone zone;
    private final Deque<Fault> planned = new ArrayDeque<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private int creates;

    /// What happens to one request to create.
    public enum Fault {
        /// The request arrives, its answer does not.
        REPLY_LOST,
        /// Neither arrives.
        REQUEST_LOST,
        /// The request arrives after everything else that the caller then tries once.
        ARRIVES_LATE,
        /// S3's 409: another request for the key is under way, nothing is there yet.
        CONFLICT
    }

    public FaultyZone(Zone zone) {
        this.zone = zone;
    }

    public FaultyZone plan(Fault... faults) {
        planned.addAll(List.of(faults));
        return this;
    }

    /// How many requests to create were made.
    public int creates() {
        return creates;
    }

    /// Lets the requests that were held back arrive now.
    public void deliverLate() {
        while (!late.isEmpty()) {
            late.removeFirst().run();
        }
    }

    @Override
    public String name() {
        return zone.name();
    }

    @Override
    public Optional<byte[]> read(Key key) {
        return zone.read(key);
    }

    @Override
    public boolean holds(Key key) {
        return zone.holds(key);
    }

    @Override
    public Optional<Key> firstAfter(Key folder, Key after) {
        return zone.firstAfter(folder, after);
    }

    @Override
    public Creation create(Key key, byte[] content) {
        creates++;
        if (planned.isEmpty()) {
            return zone.create(key, content);
        }
        return switch (planned.removeFirst()) {
            case REPLY_LOST -> {
                zone.create(key, content);
                yield unknown();
            }
            case REQUEST_LOST -> unknown();
            case ARRIVES_LATE -> {
                late.add(() -> zone.create(key, content));
                yield unknown();
            }
            case CONFLICT -> new Creation.Refused();
        };
    }

    @Override
    public void upload(Key key, Path file) {
        zone.upload(key, file);
    }

    @Override
    public void download(Key key, Path target, long bytes) {
        zone.download(key, target, bytes);
    }

    private static Creation unknown() {
        return new Creation.Unknown(new TransientFailure("no answer", "try again"));
    }
}
