package dev.tidemark.cli.console;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// A table or model whose rows move, or will.
final class Moving {

    private final String relation;
    private final LongSupplier nanos;
    private Optional<Stopwatch> watch = Optional.empty();
    private Optional<TimeLeft> forecast = Optional.empty();
    private OptionalLong expected = OptionalLong.empty();
    private long rows;
    private long bytes;
    private Duration elapsed = Duration.ZERO;
    private boolean done;

    Moving(String relation, LongSupplier nanos) {
        this.relation = relation;
        this.nanos = nanos;
    }

    /// What was done begins anew with that: a table is scanned, and then its keys are read.
    void expect(long rowCount) {
        if (done) {
            done = false;
            watch = Optional.empty();
            forecast = Optional.empty();
            rows = 0;
            bytes = 0;
        }
        expected = OptionalLong.of(rowCount);
    }

    void moved(long rowCount, long byteCount) {
        if (watch.isEmpty()) {
            watch = Optional.of(Stopwatch.start(nanos));
            forecast = Optional.of(new TimeLeft(nanos));
        }
        rows = rowCount;
        bytes = byteCount;
        elapsed = watch.get().elapsed();
    }

    void done(long rowCount, long byteCount) {
        if (watch.isPresent()) {
            moved(rowCount, byteCount);
        }
        rows = rowCount;
        bytes = byteCount;
        done = true;
    }

    String relation() {
        return relation;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    Duration elapsed() {
        return elapsed;
    }

    boolean isDone() {
        return done;
    }

    boolean hasMoved() {
        return rows > 0;
    }

    /// Whether there is something to show: it is at work, or has brought rows.
    boolean isVisible() {
        return hasMoved() || (watch.isPresent() && !done);
    }

    /// Empty for what came at once.
    String rate() {
        return hasMoved() && elapsed.toMillis() >= 10 ? Text.rate(rows, elapsed) : "";
    }

    /// What it counts for in the whole: a table that is done counts as it was foreseen, so that a
    /// wrong guess at it does no harm any more.
    long weight() {
        return expected.orElse(0);
    }

    long moved() {
        return done ? weight() : Math.min(rows, weight());
    }

    boolean isForeseen() {
        return done || expected.isPresent();
    }

    /// A word on what is to come: the time left, that only the finish is left, or nothing.
    String left() {
        if (done || !hasMoved() || expected.isEmpty()) {
            return "";
        }
        return rows >= expected.getAsLong()
                ? "finishing"
                : forecast.flatMap(known -> known.after(rows, expected)).map(Text::left).orElse("");
    }
}
