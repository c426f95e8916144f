package dev.tidemark.cli.show;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.DataFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// Reads data files of a bucket with parquet-avro over S3A.
public final class LakeReader {

    private final Configuration configuration;
    private final String bucket;

    public LakeReader(Environment environment, String bucket) {
        this.configuration = S3aConfiguration.of(environment);
        this.bucket = bucket;
    }

    /// The first rows of some files of one table, as text; a null value is null.
    ///
    /// Hadoop keeps what it opened by the name of the bucket, wherever that lies. Closed, it is
    /// forgotten, and a bucket of that name elsewhere is not taken for this one.
    public Rows first(List<DataFile> files, long rowsMax) {
        List<String> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (FileSystem lake = new Path("s3a://" + bucket).getFileSystem(configuration)) {
            for (DataFile file : files) {
                if (rows.size() < rowsMax) {
                    read(lake, file, rowsMax, columns, rows);
                }
            }
        } catch (IOException e) {
            throw unreadable("s3://" + bucket, e);
        }
        return new Rows(columns, rows);
    }

    private void read(
            FileSystem lake,
            DataFile file,
            long rowsMax,
            List<String> columns,
            List<List<@Nullable String>> rows) {
        Path path = lake.makeQualified(new Path("/" + file.key()));
        try {
            var input = HadoopInputFile.fromPath(path, configuration);
            MessageType schema;
            try (var footer = ParquetFileReader.open(input)) {
                schema = footer.getFileMetaData().getSchema();
            }
            if (columns.isEmpty()) {
                schema.getFields().forEach(field -> columns.add(field.getName()));
            }
            rows(path, input, schema, rowsMax, rows);
        } catch (IOException e) {
            throw unreadable("s3://%s/%s".formatted(bucket, file.key()), e);
        }
    }

    private static TransientFailure unreadable(String what, IOException e) {
        return new TransientFailure(
                what + " cannot be read",
                "try again; if it lasts, see whether the object is still there",
                e);
    }

    /// Avro knows fewer names than Postgres: a table with another one is read as Parquet's own groups.
    private void rows(
            Path path,
            HadoopInputFile input,
            MessageType schema,
            long rowsMax,
            List<List<@Nullable String>> rows)
            throws IOException {
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(input)
                        .withDataModel(GenericData.get())
                        .withConf(configuration)
                        .build()) {
            copy(reader, schema, rowsMax, rows);
        } catch (SchemaParseException e) {
            GroupRows.copy(path, configuration, schema, rowsMax, rows);
        }
    }

    private static void copy(
            ParquetReader<GenericRecord> reader,
            MessageType schema,
            long rowsMax,
            List<List<@Nullable String>> rows)
            throws IOException {
        for (@Nullable GenericRecord row = reader.read();
                row != null && rows.size() < rowsMax;
                row = reader.read()) {
            List<@Nullable String> cells = new ArrayList<>();
            for (Type field : schema.getFields()) {
                cells.add(Cell.text(field, row.get(field.getName())));
            }
            rows.add(cells);
        }
    }

    /// Some rows of a table.
    public record Rows(List<String> columns, List<List<@Nullable String>> cells) {}
}
