package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs that the warehouse's tables do not take. Some between the first and the last may fit.
record Refusal(RunNumber first, RunNumber last, List<String> findings) {

    Refusal {
        findings = List.copyOf(findings);
    }

    Refusal and(Refusal later) {
        Set<String> all = new LinkedHashSet<>(findings);
        all.addAll(later.findings);
        return new Refusal(first, later.last, List.copyOf(all));
    }

    boolean saysMoreThan(Collection<String> said) {
        return !said.containsAll(findings);
    }

    TerminalFailure failure(String pipeline) {
        return TerminalFailure.configuration(
                "load refuses %s, because the warehouse does not fit:\n  - %s"
                        .formatted(runs(), String.join("\n  - ", findings)),
                "add a migration to %s/warehouse, or correct the models. %s"
                        .formatted(pipeline, wayOut(pipeline)));
    }

    /// A run stays what the models made of it: who corrects them has to leave it out.
    String wayOut(String pipeline) {
        return isOne()
                ? "Run %s was made by the models as they were: having corrected them, leave it out, and the next run brings its rows:  tidemark skip %s --run %s --reason \"…\""
                        .formatted(first, pipeline, first)
                : "Runs %s to %s were made by the models as they were: having corrected them, leave them out, and the next run brings their rows:  tidemark skip %s --run %s --through %s --reason \"…\""
                        .formatted(first, last, pipeline, first, last);
    }

    private String runs() {
        return isOne() ? "run " + first : "runs %s to %s".formatted(first, last);
    }

    private boolean isOne() {
        return first.equals(last);
    }
}
