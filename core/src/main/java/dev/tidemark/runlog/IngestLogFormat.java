package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.json.JsonTree;
import dev.tidemark.run.Stage;

/// The query log of the ingestion zone as JSON.
final class IngestLogFormat implements QueryLogFormat<IngestLog> {

    @Override
    public Stage stage() {
        return Stage.INGEST;
    }

    @Override
    public byte[] write(IngestLog log) {
        ObjectNode node = HeaderFormat.write(log.header());
        log.skipped().ifPresent(reason -> node.put("skipped", reason));
        ObjectNode snapshot = node.putObject("snapshot");
        snapshot.put("text", log.snapshot().text());
        snapshot.put("xmin", log.snapshot().xmin());
        snapshot.put("xmax", log.snapshot().xmax());
        log.snapshot().seen().forEach(snapshot.putArray("seen")::add);
        ObjectNode source = node.putObject("source");
        source.put("system", log.source().system());
        source.put("database", log.source().database());
        source.put("timeline", log.source().timeline());
        source.put("position", log.source().position());
        HeaderFormat.array(node, "tables", log.tables(), IngestLogFormat::table);
        return JsonTree.page(node);
    }

    @Override
    public IngestLog read(byte[] content, String place) {
        JsonFields fields = JsonFields.parse(content, place);
        RunHeader header = HeaderFormat.read(fields);
        JsonFields snapshot = fields.fields("snapshot");
        JsonFields source = fields.fields("source");
        return new IngestLog(
                header,
                fields.optionalText("skipped"),
                new Snapshot(
                        snapshot.text("text"),
                        snapshot.number("xmin"),
                        snapshot.number("xmax"),
                        snapshot.numbers("seen")),
                new SourceIdentity(
                        source.text("system"),
                        source.text("database"),
                        source.number("timeline"),
                        source.number("position")),
                fields.array("tables", IngestLogFormat::table));
    }

    private static ObjectNode table(IngestedTable table) {
        ObjectNode node = JsonTree.object();
        HeaderFormat.table(node, table.name());
        node.put("mode", HeaderFormat.name(table.mode()));
        node.put("fingerprint", table.fingerprint());
        node.put("rows_in_source", table.rowsInSource());
        node.put("rows_upserted", table.rowsUpserted());
        node.put("rows_deleted", table.rowsDeleted());
        node.set("key", JsonFields.texts(table.key()));
        HeaderFormat.columns(node, table.columns());
        HeaderFormat.files(node, "files", table.files());
        HeaderFormat.files(node, "deleted_files", table.deletedFiles());
        HeaderFormat.files(node, "key_files", table.keyFiles());
        return node;
    }

    private static IngestedTable table(JsonFields fields) {
        return new IngestedTable(
                HeaderFormat.table(fields),
                fields.value("mode", name -> HeaderFormat.constant(IngestedTable.Mode.class, name)),
                fields.text("fingerprint"),
                HeaderFormat.columns(fields),
                fields.texts("key"),
                fields.number("rows_in_source"),
                fields.number("rows_upserted"),
                fields.number("rows_deleted"),
                HeaderFormat.files(fields, "files"),
                HeaderFormat.files(fields, "deleted_files"),
                HeaderFormat.files(fields, "key_files"));
    }
}
