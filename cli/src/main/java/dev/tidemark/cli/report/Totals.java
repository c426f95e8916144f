package dev.tidemark.cli.report;

import dev.tidemark.lake.DataFile;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a stage moved in a run, in all and by table.
///
/// @param rows inserted or updated
/// @param deleted keys that were deleted or left a model
public record Totals(long rows, long deleted, long bytes, List<Part> parts) {

    /// What moved of one table or model.
    ///
    /// @param schema of a table of the source; a model has none
    public record Part(Optional<String> schema, String table, long rows, long deleted) {

        public Part(String model, long rows, long deleted) {
            this(Optional.empty(), model, rows, deleted);
        }

        Part(TableName table, long rows, long deleted) {
            this(Optional.of(table.schema()), table.table(), rows, deleted);
        }

        /// No other part of the same stage has it.
        public String name() {
            return schema.map(in -> in + "." + table).orElse(table);
        }

        private Part plus(Part other) {
            return new Part(schema, table, rows + other.rows, deleted + other.deleted);
        }
    }

    public Totals {
        parts = List.copyOf(parts);
    }

    public static Totals of(IngestLog log) {
        List<Part> parts = new ArrayList<>();
        List<DataFile> files = new ArrayList<>();
        log.tables().stream()
                .filter(table -> table.isChanged())
                .forEach(
                        table -> {
                            parts.add(
                                    new Part(
                                            table.name(),
                                            table.rowsUpserted(),
                                            table.rowsDeleted()));
                            files.addAll(table.files());
                            files.addAll(table.deletedFiles());
                        });
        return of(parts, files.stream());
    }

    public static Totals of(ProcessLog log) {
        List<Part> parts = new ArrayList<>();
        log.models()
                .forEach(
                        model -> parts.add(new Part(model.name(), model.rows(), model.rowsLeft())));
        return of(
                parts,
                log.models().stream()
                        .flatMap(m -> Stream.concat(m.files().stream(), m.leftFiles().stream())));
    }

    public static Totals of(List<Part> parts, long bytes) {
        return new Totals(
                parts.stream().mapToLong(Part::rows).sum(),
                parts.stream().mapToLong(Part::deleted).sum(),
                bytes,
                parts.stream()
                        .filter(part -> part.rows() + part.deleted() > 0)
                        .sorted(Comparator.comparingLong(Part::rows).reversed())
                        .toList());
    }

    /// As short as it can be told from the others.
    String label(Part part) {
        long others = parts.stream().filter(each -> each.table().equals(part.table())).count();
        return others == 1 ? part.table() : part.name();
    }

    /// Over several runs, table by table.
    public static Totals sum(List<Totals> totals) {
        if (totals.size() == 1) {
            return totals.getFirst();
        }
        Map<String, Part> byName = new LinkedHashMap<>();
        totals.stream()
                .flatMap(each -> each.parts().stream())
                .forEach(part -> byName.merge(part.name(), part, Part::plus));
        Totals sum =
                of(List.copyOf(byName.values()), totals.stream().mapToLong(Totals::bytes).sum());
        return new Totals(
                totals.stream().mapToLong(Totals::rows).sum(),
                totals.stream().mapToLong(Totals::deleted).sum(),
                sum.bytes(),
                sum.parts());
    }

    private static Totals of(List<Part> parts, Stream<DataFile> files) {
        return of(parts, files.mapToLong(DataFile::bytes).sum());
    }
}
