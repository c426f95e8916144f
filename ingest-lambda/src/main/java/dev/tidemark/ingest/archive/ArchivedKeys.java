package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.lake.DataFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key set of a table as the archive knows it: several sorted files, merged while they are read,
/// each key once.
public final class ArchivedKeys implements AutoCloseable {

    private final List<KeyFile> files = new ArrayList<>();
    private @Nullable KeyFile least;

    public ArchivedKeys(RunFiles run, List<DataFile> keyFiles) {
        try {
            for (DataFile file : keyFiles) {
                files.add(new KeyFile(run.fetch(file)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        find();
    }

    boolean isPresent() {
        return least != null;
    }

    ColumnBatch batch() {
        return current().batch();
    }

    int row() {
        return current().row();
    }

    void advance() {
        KeyFile taken = current();
        for (KeyFile file : files) {
            if (file != taken && file.isPresent() && compare(file, taken) == 0) {
                file.advance();
            }
        }
        taken.advance();
        find();
    }

    private KeyFile current() {
        if (least == null) {
            throw new IllegalStateException("no key is left");
        }
        return least;
    }

    private void find() {
        KeyFile found = null;
        for (KeyFile file : files) {
            if (file.isPresent() && (found == null || compare(file, found) < 0)) {
                found = file;
            }
        }
        least = found;
    }

    private static int compare(KeyFile left, KeyFile right) {
        return KeyOrder.compare(left.batch(), left.row(), right.batch(), right.row());
    }

    @Override
    public void close() {
        files.forEach(KeyFile::close);
    }
}
