package dev.tidemark.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.run.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a stage is behind what it follows, as a line of the log that CloudWatch turns into a metric
/// (embedded metric format). Printed by every invocation that ends well, also by one that found
/// nothing: a line that stays away is what the alarm listens for.
///
/// @param lag zero when the stage looked and found nothing left to do
public record Lag(Stage stage, String pipeline, Duration lag, Instant at) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// @param waitingSince the instant of the source that the oldest run still to handle shows
    public static Lag of(
            Stage stage, String pipeline, Optional<Instant> waitingSince, Clock clock) {
        Instant now = clock.instant();
        Duration lag =
                waitingSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        return new Lag(stage, pipeline, lag.isNegative() ? Duration.ZERO : lag, now);
    }

    /// One line of JSON: `LagSeconds` by `Pipeline` and `Stage`.
    public String line() {
        ObjectNode line = MAPPER.createObjectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", at.toEpochMilli());
        ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
        metrics.put("Namespace", "Tidemark");
        metrics.putArray("Dimensions").addArray().add("Pipeline").add("Stage");
        metrics.putArray("Metrics").addObject().put("Name", "LagSeconds").put("Unit", "Seconds");
        line.put("Pipeline", pipeline);
        line.put("Stage", stage.toString());
        line.put("LagSeconds", lag.toSeconds());
        return line.toString();
    }
}
