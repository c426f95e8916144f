package dev.tidemark.cli.report;

import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The failures of a command, out of the one that it throws: that of each stage behind it is
/// suppressed in it.
public final class StageFailures {

    private StageFailures() {}

    /// In the order of the stages. Two stages that miss the same thing say it once.
    public static List<TidemarkFailure> of(Exception thrown) {
        Map<String, TidemarkFailure> byMessage = new LinkedHashMap<>();
        Stream<Throwable> behind =
                Stream.of(thrown.getSuppressed()).filter(RuntimeException.class::isInstance);
        Stream.concat(Stream.of(thrown), behind)
                .map(StageFailures::failure)
                .forEach(each -> byMessage.putIfAbsent(String.valueOf(each.getMessage()), each));
        return new ArrayList<>(byMessage.values());
    }

    /// One message each, with commands as they are typed here.
    public static void print(Exception thrown, PrintWriter err) {
        of(thrown).stream()
                .map(failure -> TypedCommand.in(String.valueOf(failure.getMessage())))
                .forEach(text -> err.println("tidemark: " + text));
    }

    /// Whether the next try may meet none of them again.
    public static boolean arePassing(Exception thrown) {
        return of(thrown).stream().allMatch(TransientFailure.class::isInstance);
    }

    /// The text of an unexpected exception is kept back: it may quote a row. That of a local file's
    /// names the file and what is wrong with it.
    private static TidemarkFailure failure(Throwable thrown) {
        return switch (thrown) {
            case TidemarkFailure failure -> failure;
            case UncheckedIOException file ->
                    new TransientFailure(
                            "a local file cannot be read or written: " + file.getCause(),
                            "make sure that its disk has room and that nothing else removes it, then try again",
                            file);
            default ->
                    TerminalFailure.world(
                            "a defect: " + thrown.getClass().getName(),
                            "run it again with --stacktrace and report what it prints");
        };
    }
}
