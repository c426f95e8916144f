package dev.tidemark.process;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a destination makes of the processed zone that it follows: the newest row of each key, less
/// those that left.
final class MergedModels implements AutoCloseable {

    private final Database database = new Database();
    private final Zone zone;
    private final RunLog<ProcessLog> log;
    private final Path folder;
    private long merged;

    MergedModels(Zone zone, String pipeline, Path folder) {
        this.zone = zone;
        this.log = RunLog.processed(zone, pipeline);
        this.folder = folder;
    }

    void catchUp() {
        long newest = log.newest().map(l -> l.header().run().value()).orElse(0L);
        while (merged < newest) {
            merged++;
            for (ProcessedModel model : log.require(new RunNumber(merged)).models()) {
                if (model.outcome() == ProcessedModel.Outcome.RAN) {
                    merge(model);
                }
            }
        }
    }

    List<List<String>> rows(String model) {
        return database.rows("select * from " + model);
    }

    /// What the newest run brought of a model: its rows, then the keys that left.
    List<List<List<String>>> brought(String model) {
        ProcessedModel of = log.require(new RunNumber(merged)).model(model).orElseThrow();
        return List.of(brought(of.files()), brought(of.leftFiles()));
    }

    private List<List<String>> brought(List<DataFile> files) {
        return files.isEmpty() ? List.of() : database.rows("select * from " + read(files));
    }

    private void merge(ProcessedModel model) {
        if (model.complete()) {
            database.execute("drop table if exists " + model.name());
        }
        String key = String.join(", ", model.key());
        if (!model.leftFiles().isEmpty()) {
            delete(model, "select %s from %s".formatted(key, read(model.leftFiles())));
        }
        if (!model.files().isEmpty() && !model.complete()) {
            delete(model, "select %s from %s".formatted(key, read(model.files())));
            database.execute(
                    "insert into %s select * from %s".formatted(model.name(), read(model.files())));
        } else if (model.complete()) {
            database.execute(
                    "create table %s as %s"
                            .formatted(
                                    model.name(),
                                    model.files().isEmpty()
                                            ? empty(model)
                                            : "select * from " + read(model.files())));
        }
    }

    private void delete(ProcessedModel model, String keys) {
        database.execute(
                "delete from %s where (%s) in (%s)"
                        .formatted(
                                model.name(),
                                model.key().size() == 1
                                        ? model.key().getFirst()
                                        : "row(%s)".formatted(String.join(", ", model.key())),
                                keys));
    }

    private static String empty(ProcessedModel model) {
        return "select %s where false"
                .formatted(
                        model.columns().stream()
                                .map(
                                        column ->
                                                "cast(null as %s) as %s"
                                                        .formatted(column.type(), column.name()))
                                .collect(Collectors.joining(", ")));
    }

    private String read(List<DataFile> files) {
        List<String> paths = new ArrayList<>();
        for (DataFile file : files) {
            Path target = folder.resolve(file.sha256() + ".parquet");
            new DataFiles(zone).fetch(file, target);
            paths.add("'" + target + "'");
        }
        return "read_parquet([%s])".formatted(String.join(", ", paths));
    }

    @Override
    public void close() {
        database.close();
    }
}
