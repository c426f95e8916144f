package dev.tidemark.progress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.json.JsonTree;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Writes what a function does as lines of JSON. Each names pipeline and stage, and the run where it is about one, so that a
/// run can be followed through all stages. Two kinds of lines are metrics as well, which CloudWatch takes from the log
/// ("Embedded metric format specification"): three per function, so that three functions stay within the ten that cost nothing.
public final class FunctionLog implements Progress {

    static final String NAMESPACE = "Tidemark";

    /// Sets functions of several environments apart, which the name of a pipeline would not.
    private static final String DIMENSION = "FunctionName";

    private final Consumer<String> lines;
    private final String function;
    private final String pipeline;
    private final Clock clock;
    private Totals totals;
    private Optional<RunNumber> running = Optional.empty();

    FunctionLog(Consumer<String> lines, String function, String pipeline, Clock clock) {
        this.lines = lines;
        this.function = function;
        this.pipeline = pipeline;
        this.clock = clock;
        this.totals = Totals.from(clock.instant());
    }

    /// The log of the function that the environment describes. It goes to standard output, which Lambda hands on line by
    /// line; Lambda's own logger would wrap each line into one of its own, in which CloudWatch finds no metric.
    public static FunctionLog of(Environment environment) {
        return new FunctionLog(
                System.out::println,
                environment.optional("AWS_LAMBDA_FUNCTION_NAME").orElse("tidemark"),
                environment.require(Environment.PIPELINE),
                Clock.systemUTC());
    }

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        totals = Totals.from(clock.instant());
        running = Optional.of(run);
        write(line(stage, "INFO", "run started").put("run", run.value()));
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rows, long bytes) {
        totals = totals.plus(rows, bytes);
    }

    @Override
    public synchronized void runDone(Stage stage, RunNumber run) {
        running = Optional.empty();
        Duration took = Duration.between(totals.begin(), clock.instant());
        ObjectNode line = line(stage, "INFO", "run done").put("run", run.value());
        line.put("Rows", totals.rows()).put("Bytes", totals.bytes());
        line.put("RunMilliseconds", took.toMillis());
        write(measured(line, Map.of("Rows", "Count", "RunMilliseconds", "Milliseconds")));
    }

    /// The line whose staying away is what the alarm listens for. Zero seconds say that nothing waits, and nothing else does.
    @Override
    public synchronized void looked(Stage stage, Optional<Instant> waitingSince) {
        running = Optional.empty();
        long lagSeconds =
                waitingSince
                        .map(since -> Duration.between(since, clock.instant()).toSeconds())
                        .map(seconds -> Math.max(1, seconds))
                        .orElse(0L);
        ObjectNode line = line(stage, "INFO", waitingSince.isEmpty() ? "caught up" : "runs wait");
        line.put("LagSeconds", lagSeconds);
        write(measured(line, Map.of("LagSeconds", "Seconds")));
    }

    @Override
    public synchronized void notice(Stage stage, String text) {
        write(line(stage, "WARN", text));
    }

    /// The line that the alarm's mail tells its reader to look for. What others than Tidemark say in their messages may be a
    /// secret or a row, so of their failures it names the class alone.
    @Override
    public synchronized void failed(Stage stage, Throwable failure) {
        String text =
                failure instanceof TidemarkFailure known
                        ? known.getMessage()
                        : "an unforeseen " + failure.getClass().getName();
        ObjectNode line = line(stage, "ERROR", text);
        running.ifPresent(run -> line.put("run", run.value()));
        running = Optional.empty();
        write(line);
    }

    private ObjectNode line(Stage stage, String level, String message) {
        return JsonTree.object()
                .put("timestamp", clock.instant().toString())
                .put("level", level)
                .put("message", message)
                .put("pipeline", pipeline)
                .put("stage", stage.toString());
    }

    /// @param units of the metrics, which are fields of the line
    private ObjectNode measured(ObjectNode line, Map<String, String> units) {
        line.put(DIMENSION, function);
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(DIMENSION);
        var metrics = directive.putArray("Metrics");
        new TreeMap<>(units)
                .forEach((name, unit) -> metrics.addObject().put("Name", name).put("Unit", unit));
        return line;
    }

    private void write(ObjectNode line) {
        lines.accept(JsonTree.line(line));
    }

    /// What a run has moved since it began.
    private record Totals(Instant begin, long rows, long bytes) {

        static Totals from(Instant begin) {
            return new Totals(begin, 0, 0);
        }

        Totals plus(long moreRows, long moreBytes) {
            return new Totals(begin, rows + moreRows, bytes + moreBytes);
        }
    }
}
