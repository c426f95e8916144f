package dev.tidemark.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.document.ErrorDocument;
import dev.tidemark.cli.document.Json;
import dev.tidemark.failure.TidemarkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a check found, for people and for programs.
public record CheckReport(String pipeline, List<Finding> findings) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    public boolean isFine() {
        return problems().isEmpty();
    }

    private List<TidemarkFailure> problems() {
        return findings.stream().flatMap(finding -> finding.problems().stream()).toList();
    }

    public void print(Console console) {
        findings.forEach(finding -> console.line(line(finding, console.style())));
        List<TidemarkFailure> problems = problems();
        if (problems.isEmpty()) {
            console.line(TypedCommand.in(pipeline + " is ready:  tidemark run " + pipeline));
            return;
        }
        console.line();
        console.line(Text.count(problems.size(), "problem", "problems"));
        for (int i = 0; i < problems.size(); i++) {
            lines(i + 1, problems.get(i)).forEach(console::line);
        }
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

    private static List<String> lines(int number, TidemarkFailure problem) {
        List<String> lines = new ArrayList<>();
        String first = "%3d  ".formatted(number);
        for (String line : text(problem).lines().toList()) {
            lines.add((lines.isEmpty() ? first : "     ") + line);
        }
        String fix = "     To fix: ";
        for (String line : TypedCommand.in(problem.fix()).lines().toList()) {
            lines.add(fix + line);
            fix = "       ";
        }
        return lines;
    }

    /// Begins with the place, if there is one; many a message begins with the file already.
    private static String text(TidemarkFailure problem) {
        String what = problem.what();
        return problem.place()
                .map(
                        place ->
                                what.startsWith(file(place))
                                        ? place + what.substring(file(place).length())
                                        : place + ": " + what)
                .orElse(what);
    }

    private static String file(String place) {
        return place.replaceFirst(":\\d+$", "");
    }

    public String json() {
        ObjectNode node = Json.object().put("pipeline", pipeline).put("ok", isFine());
        ArrayNode areas = node.putArray("areas");
        ArrayNode problems = node.putArray("problems");
        for (Finding finding : findings) {
            areas.addObject()
                    .put("area", finding.area().toString())
                    .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
                    .put("said", finding.said());
            finding.problems().forEach(problem -> describe(problems, finding.area(), problem));
        }
        return node.toPrettyString();
    }

    private static void describe(ArrayNode problems, Area area, TidemarkFailure problem) {
        ObjectNode node = problems.addObject().put("area", area.toString());
        ErrorDocument.describe(node, problem);
    }
}
