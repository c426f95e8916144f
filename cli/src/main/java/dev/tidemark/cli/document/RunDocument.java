package dev.tidemark.cli.document;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.cli.report.Totals;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.List;

/// What one tick moved, and where it lies: a line for each tick of `run`.
public record RunDocument(Places places, TickReport report) {

    public ObjectNode json() {
        ObjectNode document = Json.object().put("pipeline", places.pipeline());
        ArrayNode numbers = document.putArray("runs");
        report.runs().forEach(run -> numbers.add(run.value()));
        document.put("took_milliseconds", report.tookInAll().toMillis());
        for (Stage stage : List.of(INGEST, PROCESS, LOAD)) {
            describe(document.putObject(stage.toString()), stage);
        }
        Json.texts(document.putArray("notices"), report.notices());
        return document;
    }

    private void describe(ObjectNode node, Stage stage) {
        Totals moved = report.totals().getOrDefault(stage, Totals.of(List.of(), 0));
        Duration took = report.took().getOrDefault(stage, Duration.ZERO);
        node.put("rows", moved.rows()).put("deleted", moved.deleted());
        if (stage != LOAD) {
            node.put("bytes", moved.bytes());
        }
        node.put("took_milliseconds", took.toMillis());
        ArrayNode runs = node.putArray("runs");
        report.here(stage).forEach(run -> runs.add(run.value()));
        if (!report.done(stage).isEmpty()) {
            node.put("place", places.of(stage, report.done(stage)));
        }
        ArrayNode tables = node.putArray("tables");
        moved.parts()
                .forEach(
                        part ->
                                tables.addObject()
                                        .put("name", part.name())
                                        .put("rows", part.rows())
                                        .put("deleted", part.deleted()));
    }
}
