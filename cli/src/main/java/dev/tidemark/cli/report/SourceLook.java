package dev.tidemark.cli.report;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.Ingestion;
import dev.tidemark.ingest.Outlook;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How the newest run compares with the source as it is now.
///
/// @param trouble why that run does not show it; empty when it does
/// @param remarks what somebody should know before the next run, what it would be refused for, and what to type
public record SourceLook(Optional<String> trouble, List<String> remarks) {

    public SourceLook {
        remarks = List.copyOf(remarks);
    }

    /// A source that gives no answer is an answer here.
    public static SourceLook of(Ingestion ingestion, Optional<RunNumber> newest) {
        try {
            return of(ingestion.outlook(Deadline.none()), newest);
        } catch (TidemarkFailure e) {
            return switch (e) {
                case TransientFailure passing ->
                        trouble("unknown: " + firstLine(e.what()), List.of());
                case TerminalFailure lasting -> trouble("refused", List.of(refusal(e)));
            };
        }
    }

    /// Of an embedded source that has no table yet.
    public static SourceLook toBeFilled(String pipeline) {
        return trouble(
                "the source is empty",
                List.of("  tidemark run %s  fills the embedded source".formatted(pipeline)));
    }

    private static SourceLook of(Outlook outlook, Optional<RunNumber> newest) {
        if (!outlook.refusedDeletes().isEmpty()) {
            return trouble(
                    "refused",
                    Stream.concat(
                                    outlook.another().stream(),
                                    outlook.refusedDeletes().values().stream()
                                            .map(SourceLook::refusal))
                            .toList());
        }
        return switch (outlook.news()) {
            case NOTHING -> new SourceLook(Optional.empty(), List.of());
            case SOMETHING ->
                    trouble(
                            newest.map(run -> "the source has changed since run " + run)
                                    .orElse("no run yet"),
                            outlook.another().stream().toList());
        };
    }

    private static SourceLook trouble(String text, List<String> remarks) {
        return new SourceLook(Optional.of(text), remarks);
    }

    private static String refusal(TidemarkFailure e) {
        return "the next run will be refused: " + e.getMessage();
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
