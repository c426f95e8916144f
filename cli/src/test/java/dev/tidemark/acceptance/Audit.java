package dev.tidemark.acceptance;

import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a statement that no stage knows says a table of the warehouse should hold, asked of the source.
///
/// @param select the statement; its first column is the key
record Audit(String table, String select) {

    private static final Path FOLDER = World.PIPELINES.resolve("totesys/audit");
    private static final String SUFFIX = ".sql";

    static List<Audit> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Audit::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Audit read(Path file) {
        String name = file.getFileName().toString();
        try {
            return new Audit(
                    name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Audit> facts() {
        return all().stream().filter(Audit::isFact).toList();
    }

    boolean isFact() {
        return table.startsWith("fact_");
    }

    /// Days that only an older version of a fact refers to are in the warehouse besides.
    boolean mayHoldMore() {
        return table.equals("dim_date");
    }

    String recordId() {
        return table.replace("fact_", "").replace("_order", "") + "_record_id";
    }

    List<String> columns(TestDatabase source) {
        return Sql.columns(source, select);
    }

    List<List<String>> expected(TestDatabase source) {
        return Sql.rows(source, "select * from (%s) as audited order by 1".formatted(select));
    }

    /// What the warehouse says is so now.
    List<List<String>> actual(TestDatabase source, TestDatabase warehouse) {
        String from = isFact() ? table + "_current" : table + " where deleted_run is null";
        return Sql.rows(
                warehouse,
                "select %s from %s order by 1".formatted(String.join(", ", columns(source)), from));
    }

    /// Every version that the warehouse ever recorded, in the order of its keys and record ids.
    List<List<String>> versions(TestDatabase source, TestDatabase warehouse) {
        return Sql.rows(
                warehouse,
                "select %s from %s order by 1, %s"
                        .formatted(String.join(", ", columns(source)), table, recordId()));
    }
}
