package dev.tidemark.local.bus;

import dev.tidemark.lake.Key;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.RunLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Notices query logs that appear in a zone, as S3 would, by asking its run log.
final class ZoneWatch {

    private final String bucket;
    private final String pipeline;
    private final RunLog<?> runLog;
    private final Clock clock;
    private long announced;

    ZoneWatch(String bucket, String pipeline, RunLog<?> runLog, Clock clock) {
        this.bucket = bucket;
        this.pipeline = pipeline;
        this.runLog = runLog;
        this.clock = clock;
        this.announced = newest();
    }

    /// One event for each query log that appeared since the last call.
    List<Event> appeared() {
        List<Event> events = new ArrayList<>();
        long newest = newest();
        for (long run = announced + 1; run <= newest; run++) {
            Key key = RunLog.keyOf(pipeline, new RunNumber(run));
            events.add(new Event.ObjectsCreated(clock.instant(), bucket, List.of(key)));
        }
        announced = newest;
        return events;
    }

    private long newest() {
        return runLog.newest().map(log -> log.header().run().value()).orElse(0L);
    }
}
