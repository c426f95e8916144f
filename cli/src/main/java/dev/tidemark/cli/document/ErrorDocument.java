package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.report.ExitCode;
import dev.tidemark.cli.report.StageFailures;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import java.util.List;

/// `{"error": {…}}`: why a command failed, and whether trying again may help.
public final class ErrorDocument {

    private ErrorDocument() {}

    /// @param thrown by the command; with the failures of other stages suppressed in it
    public static ObjectNode of(Exception thrown) {
        List<TidemarkFailure> failures = StageFailures.of(thrown);
        ObjectNode document = Json.object();
        ObjectNode error = document.putObject("error");
        describe(error, failures.getFirst());
        error.put("exit_code", ExitCode.of(thrown));
        var others = error.putArray("others");
        failures.stream().skip(1).forEach(each -> describe(others.addObject(), each));
        return document;
    }

    public static void describe(ObjectNode node, TidemarkFailure failure) {
        node.put("kind", kind(failure));
        failure.place().ifPresent(place -> node.put("place", place));
        node.put("problem", failure.what());
        node.put("fix", TypedCommand.in(failure.fix()));
    }

    private static String kind(TidemarkFailure failure) {
        return switch (failure) {
            case TransientFailure passing -> "transient";
            case TerminalFailure lasting -> "terminal";
        };
    }
}
