package dev.tidemark.process.inspection;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.Lineage;
import dev.tidemark.process.model.Relation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Runs the examples beside the models of a pipeline: the rows given, and no others.
///
/// @param models the folder that models and examples lie in
/// @param problems hears of each example that does not hold
public record ExampleInspection(Path models, Session session, Problems problems) {

    /// Whether the model has an example.
    public boolean isThere(Model model) {
        return Files.isRegularFile(file(model));
    }

    public void inspect(Model model) {
        problems.attempt(() -> ModelExample.read(file(model), name(model), model.name(), problems))
                .ifPresent(example -> attempt(model, example));
    }

    private void attempt(Model model, ModelExample example) {
        try {
            compare(model, example);
        } catch (EngineFailure e) {
            boolean isStatement = e.kind() == EngineFailure.Kind.STATEMENT;
            refuse(
                    example,
                    "given",
                    "cannot be run" + (isStatement ? ": " + e.said() : ""),
                    "correct the example or the model");
        } catch (TerminalFailure e) {
            problems.add(e);
        }
    }

    private void compare(Model model, ModelExample example) {
        List<String> reads =
                Lineage.of(model, session, tables(example)).reads().stream()
                        .map(Relation::toString)
                        .toList();
        if (!new TreeSet<>(reads).equals(new TreeSet<>(example.given().keySet()))) {
            refuse(
                    example,
                    "given",
                    "gives %s, but the model reads %s"
                            .formatted(
                                    listed(example.given().keySet().stream().toList()),
                                    listed(reads)),
                    "give the rows of each relation that the model reads; [] for none");
            return;
        }
        example.given().forEach(session::define);
        List<EngineColumn> made = session.describe(model.sql());
        if (!made.equals(example.columns())) {
            refuse(
                    example,
                    model.name(),
                    "says that the model makes (%s), but it makes (%s)"
                            .formatted(described(example.columns()), described(made)),
                    "correct `types` of the model in the example, or the model");
            return;
        }
        compareRows(example, texts(model.sql()), texts(example.expected()));
    }

    private void compareRows(ModelExample example, List<String> made, List<String> expected) {
        List<String> lacking = without(expected, made);
        List<String> beyond = without(made, expected);
        if (!lacking.isEmpty() || !beyond.isEmpty()) {
            refuse(
                    example,
                    "expect",
                    "does not hold: %s".formatted(difference(lacking, beyond)),
                    "correct the model, or what the example expects");
        }
    }

    /// Rows of an example are the author's own, and may be shown.
    private static String difference(List<String> lacking, List<String> beyond) {
        List<String> parts = new ArrayList<>();
        if (!lacking.isEmpty()) {
            parts.add("the model does not make " + String.join(", ", lacking));
        }
        if (!beyond.isEmpty()) {
            parts.add("it makes %s, which is not expected".formatted(String.join(", ", beyond)));
        }
        return String.join("; ", parts);
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private List<String> texts(String select) {
        return session
                .rows("select cast(r as varchar) from %s as r".formatted(Sql.nested(select)))
                .stream()
                .map(row -> row.require(0))
                .toList();
    }

    private static List<String> tables(ModelExample example) {
        return example.given().keySet().stream()
                .map(relation -> relation.substring(relation.indexOf('.') + 1))
                .toList();
    }

    private static String described(List<EngineColumn> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /// @param key of the example that says something else
    private void refuse(ModelExample example, String key, String finding, String fix) {
        problems.add(
                TerminalFailure.configuration(example.file().file() + " " + finding, fix)
                        .at(example.file().of(key, 0)));
    }

    private Path file(Model model) {
        return models.resolve(model.name() + ".example.yaml");
    }

    private static String name(Model model) {
        return model.file().replaceFirst("\\.sql$", ".example.yaml");
    }
}
