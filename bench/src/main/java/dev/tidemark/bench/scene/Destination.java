package dev.tidemark.bench.scene;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.environment.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two buckets and a warehouse database of a site.
///
/// @param warehouse the database's name
public record Destination(Site site, String warehouse, String ingestion, String processed) {

    /// The command of the launcher, as a user types it, on this destination.
    public Command tidemark(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addFirst(site.project().resolve("tidemark").toString());
        all.add("--stacktrace");
        return Command.of(all.toArray(String[]::new)).with(variables());
    }

    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(site.lakeVariables());
        variables.put(Environment.SOURCE_URL, site.sourceUrl());
        variables.put(Environment.WAREHOUSE_URL, warehouseUrl());
        variables.put(Environment.INGESTION_BUCKET, ingestion);
        variables.put(Environment.PROCESSED_BUCKET, processed);
        variables.put(Environment.PIPELINES, site.pipelines().toString());
        return variables;
    }

    public String warehouseUrl() {
        return site.warehouseUrl(warehouse);
    }

    /// The same buckets with another processed one, so that the same run is processed again.
    public Destination withProcessed(Destination other) {
        return new Destination(site, warehouse, ingestion, other.processed);
    }

    /// The same buckets with another warehouse, so that the same run is loaded again.
    public Destination withWarehouse(Destination other) {
        return new Destination(site, other.warehouse, ingestion, processed);
    }

    /// Where the embedded S3 keeps what a run of the ingestion zone holds.
    public Path ingestedFiles() {
        return site.objects(ingestion).resolve(SalesPipeline.NAME).resolve("runs/000000001");
    }

    public void drop() {
        site.drop(warehouse);
    }
}
