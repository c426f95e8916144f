package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.json.JsonTree;
import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import java.util.List;
import java.util.Optional;

/// A request to ingest: read these tables in full in the run after the one that the request lies
/// beside. Ingest looks for one at each tick; a later stage makes one when it lost track of a table.
/// That run comes though nothing changed, and a request that names no table asks for no more.
public record FullReadRequest(List<TableName> tables, String reason) {

    public FullReadRequest {
        tables = List.copyOf(tables);
    }

    /// The request beside a run of the ingestion zone, if somebody made one.
    public static Optional<FullReadRequest> beside(RunNumber run, Zone ingestion, String pipeline) {
        Key key = keyOf(pipeline, run);
        return ingestion.read(key).map(content -> parse(content, ingestion.name() + "/" + key));
    }

    /// Lays the request beside that run. The first request beside a run stays the only one; repeat
    /// it beside the next run for what it did not name.
    public Creation layBeside(RunNumber run, Zone ingestion, String pipeline) {
        ObjectNode node = JsonTree.object();
        node.set("tables", JsonFields.texts(tables.stream().map(TableName::keyPart).toList()));
        node.put("reason", reason);
        return ingestion.create(keyOf(pipeline, run), JsonTree.page(node));
    }

    private static FullReadRequest parse(byte[] content, String place) {
        JsonFields fields = JsonFields.parse(content, place);
        try {
            return new FullReadRequest(
                    fields.texts("tables").stream().map(TableName::ofKeyPart).toList(),
                    fields.text("reason"));
        } catch (IllegalArgumentException e) {
            throw JsonFields.refused(place, "contradicts itself", e);
        }
    }

    private static Key keyOf(String pipeline, RunNumber run) {
        return Key.of(pipeline, "runs", run.padded(), "read_in_full.json");
    }
}
