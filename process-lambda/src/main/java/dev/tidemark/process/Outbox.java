package dev.tidemark.process;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Files that a run will publish. They leave for the zone only after all checks have passed.
final class Outbox {

    private final Zone zone;
    private final WorkFolder work;
    private final Map<Key, Path> waiting = new LinkedHashMap<>();

    Outbox(Zone zone, WorkFolder work) {
        this.zone = zone;
        this.work = work;
    }

    /// @param prefix a key that `00000.parquet` and so on complete
    List<DataFile> add(String prefix, List<LocalFile> files) {
        List<DataFile> added = new ArrayList<>();
        for (LocalFile file : files) {
            String name = String.format(Locale.ROOT, "%s%05d.parquet", prefix, added.size());
            DataFile data = describe(new Key(name), file);
            work.adopt(data, file.path());
            waiting.put(data.key(), file.path());
            added.add(data);
        }
        return added;
    }

    void send() {
        waiting.forEach(zone::upload);
        waiting.clear();
    }

    private DataFile describe(Key key, LocalFile file) {
        return new DataFile(key, file.rows(), file.bytes(), work.sha256(file.path()));
    }
}
