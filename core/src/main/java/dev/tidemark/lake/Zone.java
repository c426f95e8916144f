package dev.tidemark.lake;

import java.nio.file.Path;
import java.util.Optional;

/// An S3 bucket between two stages.
///
/// An object is created once and never changed. "Absent" is only what the zone itself calls absent:
/// a refused or failed request is a failure.
public interface Zone {

    /// The name that messages use, such as `s3://bucket`.
    String name();

    /// The content of a small object, or empty when the zone says that there is none.
    Optional<byte[]> read(Key key);

    /// Whether the zone holds an object of that key.
    boolean holds(Key key);

    /// The first key under a folder that sorts after the given one, if any.
    Optional<Key> firstAfter(Key folder, Key after);

    /// Tries once to create a small object, only if it is absent, and tells what the answer was.
    Creation create(Key key, byte[] content);

    /// Uploads a data file under a key that carries the attempt; repeats itself on passing faults.
    void upload(Key key, Path file);

    /// Copies a data file of known length to a local path; refuses one that is missing or of another
    /// length.
    void download(Key key, Path target, long bytes);
}
