package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.json.JsonTree;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The parts of a query log that all stages write alike.
final class HeaderFormat {

    static final String FORMAT = "tidemark/1";

    private HeaderFormat() {}

    static ObjectNode write(RunHeader header) {
        ObjectNode node = JsonTree.object();
        node.put("format", FORMAT);
        node.put("pipeline", header.pipeline());
        node.put("stage", header.stage().toString());
        node.put("run", header.run().value());
        node.put("attempt", header.attempt().value());
        header.previous().ifPresent(previous -> node.put("previous", previous.value()));
        node.put("log_id", header.logId().value());
        node.put("started_at", header.startedAt().toString());
        node.put("completed_at", header.completedAt().toString());
        node.put("last_successful_query", header.lastSuccessfulQuery().toString());
        node.put("definition", header.definition());
        return node;
    }

    static RunHeader read(JsonFields fields) {
        String format = fields.text("format");
        if (!format.equals(FORMAT)) {
            throw TerminalFailure.world(
                    "the query log of %s has format %s; this version of Tidemark reads %s"
                            .formatted(fields.place(), format, FORMAT),
                    "run the version of Tidemark that wrote it, or a later one");
        }
        try {
            return new RunHeader(
                    fields.text("pipeline"),
                    fields.value("stage", name -> constant(Stage.class, name)),
                    new RunNumber(fields.number("run")),
                    fields.value("attempt", Attempt::new),
                    fields.optionalText("previous").map(Attempt::new),
                    fields.value("log_id", LogId::new),
                    fields.instant("started_at"),
                    fields.instant("completed_at"),
                    fields.instant("last_successful_query"),
                    fields.text("definition"));
        } catch (IllegalArgumentException e) {
            throw JsonFields.refused(fields.place(), "contradicts itself", e);
        }
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <T> void array(
            ObjectNode node, String name, List<T> values, Function<T, ObjectNode> write) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(write.apply(value)));
    }

    static void files(ObjectNode node, String name, List<DataFile> files) {
        array(
                node,
                name,
                files,
                file -> {
                    ObjectNode entry = JsonTree.object();
                    entry.put("key", file.key().value());
                    entry.put("rows", file.rows());
                    entry.put("bytes", file.bytes());
                    entry.put("sha256", file.sha256());
                    return entry;
                });
    }

    static List<DataFile> files(JsonFields fields, String name) {
        return fields.array(
                name,
                file ->
                        new DataFile(
                                file.value("key", Key::new),
                                file.number("rows"),
                                file.number("bytes"),
                                file.text("sha256")));
    }

    static void columns(ObjectNode node, List<TableColumn> columns) {
        array(
                node,
                "columns",
                columns,
                column -> {
                    ObjectNode entry = JsonTree.object();
                    entry.put("name", column.name());
                    entry.put("type", column.type());
                    entry.put("nullable", column.nullable());
                    return entry;
                });
    }

    static List<TableColumn> columns(JsonFields fields) {
        return fields.array(
                "columns",
                column ->
                        new TableColumn(
                                column.text("name"),
                                column.text("type"),
                                column.truth("nullable")));
    }

    static void table(ObjectNode node, TableName name) {
        node.put("schema", name.schema());
        node.put("table", name.table());
    }

    static TableName table(JsonFields fields) {
        return new TableName(fields.text("schema"), fields.text("table"));
    }
}
