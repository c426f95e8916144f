package dev.tidemark.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.document.ErrorDocument;
import dev.tidemark.cli.document.Json;
import dev.tidemark.failure.TidemarkFailure;
import java.util.List;
import java.util.Locale;

/// What a check found, for people and for programs.
///
/// @param fine what to say where there is no problem
public record CheckReport(String pipeline, String fine, List<Finding> findings) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    public boolean isFine() {
        return problems().isEmpty();
    }

    public List<TidemarkFailure> problems() {
        return findings.stream().flatMap(finding -> finding.problems().stream()).toList();
    }

    public void print(Console console) {
        findings.forEach(finding -> console.line(line(finding, console.style())));
        findings.stream()
                .flatMap(finding -> finding.notices().stream())
                .forEach(notice -> console.line("note: " + TypedCommand.in(notice)));
        List<TidemarkFailure> problems = problems();
        if (problems.isEmpty()) {
            console.line(TypedCommand.in(fine));
            return;
        }
        new ProblemReport(problems).print(console);
    }

    private static String line(Finding finding, Style style) {
        String mark =
                switch (finding.outcome()) {
                    case FINE -> style.green("✓");
                    case WRONG -> style.red("✗");
                    case NOT_LOOKED_AT -> style.dim("-");
                };
        return "%s %-11s  %s".formatted(mark, finding.area(), finding.said());
    }

    public String json() {
        ObjectNode node = Json.object().put("pipeline", pipeline).put("ok", isFine());
        ArrayNode areas = node.putArray("areas");
        ArrayNode notices = node.putArray("notices");
        ArrayNode problems = node.putArray("problems");
        for (Finding finding : findings) {
            areas.addObject()
                    .put("area", finding.area().toString())
                    .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
                    .put("said", finding.said());
            finding.problems().forEach(problem -> describe(problems, finding.area(), problem));
            finding.notices()
                    .forEach(
                            notice ->
                                    notices.addObject()
                                            .put("area", finding.area().toString())
                                            .put("notice", notice));
        }
        return node.toPrettyString();
    }

    private static void describe(ArrayNode problems, Area area, TidemarkFailure problem) {
        ObjectNode node = problems.addObject().put("area", area.toString());
        ErrorDocument.describe(node, problem);
    }
}
