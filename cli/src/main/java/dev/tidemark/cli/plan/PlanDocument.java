package dev.tidemark.cli.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.document.ErrorDocument;
import dev.tidemark.cli.document.Json;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.process.inspection.ModelForecast;
import java.util.Locale;

/// A plan for programs; docs/plan.md lists its fields.
public record PlanDocument(Plan plan) {

    public ObjectNode json() {
        ObjectNode node = Json.object().put("pipeline", plan.pipeline());
        node.put("something_to_do", !plan.isNothing());
        ingest(node.putObject("ingest"));
        process(node.putObject("process"));
        ObjectNode load = node.putObject("load");
        waiting(load, plan.toLoad());
        Json.texts(load.putArray("migrations"), plan.migrations().pipeline());
        load.put("own_migrations", plan.migrations().own().size());
        Json.texts(node.putArray("notices"), plan.notices());
        ArrayNode problems = node.putArray("problems");
        plan.problems().forEach(each -> ErrorDocument.describe(problems.addObject(), each));
        return node;
    }

    private void ingest(ObjectNode node) {
        plan.ingest().run().ifPresent(run -> node.put("run", run.value()));
        Json.texts(
                node.putArray("because"),
                plan.ingest().because().stream().map(PlanDocument::word).toList());
        ArrayNode tables = node.putArray("tables");
        plan.ingest().tables().forEach(table -> describe(tables.addObject(), table));
    }

    private static void describe(ObjectNode node, TableForecast of) {
        node.put("name", of.table().name().toString());
        node.put("comes", word(of.table().mode()));
        node.put("read", of.table().rowsUpserted());
        of.added().ifPresent(rows -> node.put("new", rows));
        of.changed().ifPresent(rows -> node.put("changed", rows));
        node.put("deleted", of.table().rowsDeleted());
    }

    private void process(ObjectNode node) {
        waiting(node, plan.toProcess());
        ArrayNode models = node.putArray("models");
        for (ModelForecast of : plan.models()) {
            ObjectNode model = models.addObject().put("name", of.model());
            model.put("outcome", word(of.outcome()));
            Json.texts(model.putArray("because"), of.because());
        }
    }

    private static void waiting(ObjectNode node, Queue queue) {
        node.put("runs_waiting", queue.runs());
        ArrayNode runs = node.putArray("waiting");
        for (Queue.Waiting of : queue.shown()) {
            runs.addObject()
                    .put("run", of.run().value())
                    .put("rows", of.brings().rows())
                    .put("deleted", of.brings().deleted());
        }
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
