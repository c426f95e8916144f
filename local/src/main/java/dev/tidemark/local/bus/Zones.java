package dev.tidemark.local.bus;

import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.time.Clock;

/// The two buckets of a pipeline whose query logs the bus notices.
public record Zones(
        String pipeline,
        String ingestionBucket,
        RunLog<IngestLog> ingested,
        String processedBucket,
        RunLog<ProcessLog> processed) {

    ZoneWatch watchIngested(Clock clock) {
        return new ZoneWatch(ingestionBucket, pipeline, ingested, clock);
    }

    ZoneWatch watchProcessed(Clock clock) {
        return new ZoneWatch(processedBucket, pipeline, processed, clock);
    }
}
