package dev.tidemark.parquet;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.jspecify.annotations.Nullable;

/// Reads a Parquet file on the local disk into column batches: flat columns in pages of either version, zstd or not
/// compressed. Holds one page of each column. What is damaged or cannot be read is a [TerminalFailure] naming the file.
public final class ParquetReader implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final FileLayout layout;
    private final Columns columns;
    private final @Nullable ParsedVersion writer;
    private int nextGroup;
    private @Nullable RowGroupReader group;

    private ParquetReader(Path file, FileChannel channel, FileLayout layout, Columns columns) {
        this.file = file;
        this.channel = channel;
        this.layout = layout;
        this.columns = columns;
        this.writer = version(layout.createdBy());
    }

    /// All columns of the file.
    public static ParquetReader open(Path file) throws IOException {
        return open(file, FileLayout::columns);
    }

    /// The named columns, in the order of the names; the others are not read.
    public static ParquetReader open(Path file, List<String> names) throws IOException {
        return open(file, layout -> layout.columns(names));
    }

    private static ParquetReader open(Path file, Function<FileLayout, Columns> choice)
            throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            FileLayout layout = FileLayout.read(channel);
            return new ParquetReader(file, channel, layout, choice.apply(layout));
        } catch (RuntimeException | IOException e) {
            channel.close();
            throw unreadable(file, e);
        }
    }

    public Columns columns() {
        return columns;
    }

    /// Rows in the whole file.
    public long rows() {
        return layout.rows();
    }

    /// The file's key-value metadata.
    public Map<String, String> metadata() {
        return layout.metadata();
    }

    /// An empty batch of the columns that are read.
    public ColumnBatch newBatch() {
        return ColumnBatch.of(columns);
    }

    /// Fills the batch with the next rows, and says whether there were any.
    public boolean read(ColumnBatch batch) {
        batch.clear();
        try {
            while (batch.rows() == 0 && hasRows()) {
                current().read(batch);
            }
            return batch.rows() > 0;
        } catch (RuntimeException | IOException e) {
            throw unreadable(file, e);
        }
    }

    private boolean hasRows() {
        return (group != null && group.hasRows()) || nextGroup < layout.rowGroups().size();
    }

    private RowGroupReader current() throws IOException {
        if (group == null || !group.hasRows()) {
            group = new RowGroupReader(channel, layout, columns, nextGroup++, writer);
        }
        return group;
    }

    /// Whoever wrote the file: parquet-java reads around known faults of early releases.
    private static @Nullable ParsedVersion version(String createdBy) {
        try {
            return VersionParser.parse(createdBy);
        } catch (VersionParseException | RuntimeException e) {
            return null;
        }
    }

    private static TerminalFailure unreadable(Path file, Exception e) {
        String why =
                e instanceof CorruptFileException
                        ? e.getMessage()
                        : "its content is damaged (" + e + ")";
        return TerminalFailure.world(
                "the Parquet file %s cannot be read: %s".formatted(file, why),
                "fetch the file again; if that does not help, it was damaged where it was written",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
