package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.report.RunRow;
import dev.tidemark.cli.report.Totals;
import dev.tidemark.load.ledger.LedgerRow;
import dev.tidemark.runlog.QueryLog;
import java.util.List;

/// The newest runs, newest first: what `runs` prints. A stage that has not handled a run is left out.
public record RunsDocument(String pipeline, List<RunRow> runs) {

    public RunsDocument {
        runs = List.copyOf(runs);
    }

    public ObjectNode json() {
        ObjectNode document = Json.object().put("pipeline", pipeline);
        ArrayNode array = document.putArray("runs");
        runs.forEach(run -> describe(array.addObject(), run));
        return document;
    }

    private static void describe(ObjectNode node, RunRow run) {
        node.put("run", run.run().value());
        run.ingested()
                .ifPresent(
                        log -> {
                            node.put("as_of", log.header().lastSuccessfulQuery().toString());
                            stage(node.putObject("ingest"), log, Totals.of(log));
                        });
        run.processed().ifPresent(log -> stage(node.putObject("process"), log, Totals.of(log)));
        run.loaded().ifPresent(row -> load(node.putObject("load"), row));
        Json.texts(node.putArray("skipped"), run.skipped());
    }

    private static void stage(ObjectNode node, QueryLog log, Totals moved) {
        node.put("completed_at", log.header().completedAt().toString())
                .put("rows", moved.rows())
                .put("deleted", moved.deleted())
                .put("bytes", moved.bytes());
    }

    private static void load(ObjectNode node, LedgerRow row) {
        node.put("completed_at", row.loadedAt().toString())
                .put("rows", row.rows())
                .put("deleted", row.deleted());
    }
}
