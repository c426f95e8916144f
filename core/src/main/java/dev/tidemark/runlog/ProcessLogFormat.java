package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.json.JsonTree;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Stage;
import java.time.LocalDate;

/// The query log of the processed zone as JSON.
final class ProcessLogFormat implements QueryLogFormat<ProcessLog> {

    @Override
    public Stage stage() {
        return Stage.PROCESS;
    }

    @Override
    public byte[] write(ProcessLog log) {
        ObjectNode node = HeaderFormat.write(log.header());
        node.put("upstream_attempt", log.upstream().value());
        log.skipped().ifPresent(reason -> node.put("skipped", reason));
        log.calendar()
                .ifPresent(
                        range -> {
                            ObjectNode calendar = node.putObject("calendar");
                            calendar.put("from", range.from().toString());
                            calendar.put("to", range.to().toString());
                        });
        HeaderFormat.array(node, "state", log.state(), ProcessLogFormat::state);
        HeaderFormat.array(node, "models", log.models(), ProcessLogFormat::model);
        return JsonTree.page(node);
    }

    @Override
    public ProcessLog read(byte[] content, String place) {
        JsonFields fields = JsonFields.parse(content, place);
        return new ProcessLog(
                HeaderFormat.read(fields),
                fields.value("upstream_attempt", Attempt::new),
                fields.optionalText("skipped"),
                fields.optionalFields("calendar")
                        .map(
                                calendar ->
                                        new CalendarRange(
                                                calendar.value("from", LocalDate::parse),
                                                calendar.value("to", LocalDate::parse))),
                fields.array("state", ProcessLogFormat::state),
                fields.array("models", ProcessLogFormat::model));
    }

    private static ObjectNode state(StateTable table) {
        ObjectNode node = JsonTree.object();
        HeaderFormat.table(node, table.name());
        node.put("stale", table.stale());
        node.set("key", JsonFields.texts(table.key()));
        HeaderFormat.columns(node, table.columns());
        HeaderFormat.files(node, "files", table.files());
        return node;
    }

    private static StateTable state(JsonFields fields) {
        return new StateTable(
                HeaderFormat.table(fields),
                HeaderFormat.columns(fields),
                fields.texts("key"),
                fields.truth("stale"),
                HeaderFormat.files(fields, "files"));
    }

    private static ObjectNode model(ProcessedModel model) {
        ObjectNode node = JsonTree.object();
        node.put("model", model.name());
        node.put("kind", HeaderFormat.name(model.kind()));
        node.put("history", HeaderFormat.name(model.history()));
        node.put("outcome", HeaderFormat.name(model.outcome()));
        node.put("definition", model.definition());
        node.put("complete", model.complete());
        node.put("rows", model.rows());
        node.put("rows_left", model.rowsLeft());
        node.set("reads", JsonFields.texts(model.reads()));
        node.set("key", JsonFields.texts(model.key()));
        HeaderFormat.columns(node, model.columns());
        HeaderFormat.files(node, "files", model.files());
        HeaderFormat.files(node, "left_files", model.leftFiles());
        return node;
    }

    private static ProcessedModel model(JsonFields fields) {
        return new ProcessedModel(
                fields.text("model"),
                fields.value("kind", name -> HeaderFormat.constant(ModelKind.class, name)),
                fields.value("history", name -> HeaderFormat.constant(History.class, name)),
                fields.value(
                        "outcome",
                        name -> HeaderFormat.constant(ProcessedModel.Outcome.class, name)),
                fields.text("definition"),
                fields.texts("reads"),
                fields.texts("key"),
                HeaderFormat.columns(fields),
                fields.truth("complete"),
                fields.number("rows"),
                fields.number("rows_left"),
                HeaderFormat.files(fields, "files"),
                HeaderFormat.files(fields, "left_files"));
    }
}
