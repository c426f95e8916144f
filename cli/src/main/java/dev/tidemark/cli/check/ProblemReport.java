package dev.tidemark.cli.check;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.failure.TidemarkFailure;
import java.util.ArrayList;
import java.util.List;

/// Problems, numbered: each with its place, what is wrong, and what to type.
public record ProblemReport(List<TidemarkFailure> problems) {

    public ProblemReport {
        problems = List.copyOf(problems);
    }

    public void print(Console console) {
        console.line();
        console.line(Text.count(problems.size(), "problem", "problems"));
        for (int i = 0; i < problems.size(); i++) {
            lines(i + 1, problems.get(i)).forEach(console::line);
        }
    }

    private static List<String> lines(int number, TidemarkFailure problem) {
        List<String> lines = new ArrayList<>();
        String first = "%3d  ".formatted(number);
        for (String line : problem.placed().lines().toList()) {
            lines.add((lines.isEmpty() ? first : "     ") + line);
        }
        String fix = "     To fix: ";
        for (String line : TypedCommand.in(problem.fix()).lines().toList()) {
            lines.add(fix + line);
            fix = "       ";
        }
        return lines;
    }
}
