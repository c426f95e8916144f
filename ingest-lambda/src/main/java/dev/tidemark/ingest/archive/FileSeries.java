package dev.tidemark.ingest.archive;

import dev.tidemark.column.Columns;
import dev.tidemark.lake.DataFile;
import dev.tidemark.parquet.WrittenFile;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The files of one kind that a run writes for a table. Several writers may fill it at once, each
/// its own file after the other.
public final class FileSeries {

    private final RunFiles files;
    private final TableName table;
    private final FileKind kind;
    private final Columns columns;
    private final Progress progress;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<SeriesWriter> writers = new ArrayList<>();
    private final List<DataFile> written = new ArrayList<>();

    public FileSeries(
            RunFiles files, TableName table, FileKind kind, Columns columns, Progress progress) {
        this.files = files;
        this.table = table;
        this.kind = kind;
        this.columns = columns;
        this.progress = progress;
    }

    public Columns columns() {
        return columns;
    }

    public synchronized SeriesWriter writer() {
        SeriesWriter writer = new SeriesWriter(this);
        writers.add(writer);
        return writer;
    }

    /// Ends all writers; the files in the order of their names. Without rows there is no file.
    public synchronized List<DataFile> finish() {
        writers.forEach(SeriesWriter::finish);
        return written.stream().sorted(Comparator.comparing(DataFile::key)).toList();
    }

    /// Drops what was written so far. What is uploaded already stays, named by no query log; new files
    /// take new names.
    public synchronized void restart() {
        writers.forEach(SeriesWriter::discard);
        writers.clear();
        synchronized (written) {
            written.clear();
        }
    }

    Path scratch() {
        return files.scratch();
    }

    void moved(long batchRows, long batchBytes) {
        progress.moved(
                Stage.INGEST,
                table.toString(),
                rows.addAndGet(batchRows),
                bytes.addAndGet(batchBytes));
    }

    void upload(Path local, WrittenFile file) {
        DataFile uploaded = files.upload(table, kind, local, file);
        synchronized (written) {
            written.add(uploaded);
        }
    }
}
