package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.Lineage;
import dev.tidemark.process.model.Relation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every model of every pipeline makes the rows that the example beside it expects.
class ModelExamplesTest {

    private static final Path PIPELINES = Path.of("..", "pipelines");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyModelMakesTheRowsOfItsExample() {
        return PipelineFolder.names(PIPELINES).stream()
                .map(name -> PipelineFolder.read(PIPELINES, name))
                .flatMap(
                        pipeline -> pipeline.models().stream().map(model -> test(pipeline, model)));
    }

    private DynamicTest test(Pipeline pipeline, Model model) {
        Path example = pipeline.folder().resolve("models").resolve(model.name() + ".example.yaml");
        return DynamicTest.dynamicTest(
                model.file(),
                () -> {
                    assertThat(example).exists();
                    verify(model, ModelExample.read(example, model.name()));
                });
    }

    private void verify(Model model, ModelExample example) {
        try (Session session = new DuckDb(200, 1).open(folder)) {
            List<String> tables =
                    example.given().keySet().stream()
                            .map(relation -> relation.substring(relation.indexOf('.') + 1))
                            .toList();
            Lineage lineage = Lineage.of(model, session, tables);
            assertThat(lineage.reads().stream().map(Relation::toString))
                    .containsExactlyInAnyOrderElementsOf(example.given().keySet());
            example.given().forEach(session::define);
            assertThat(session.describe(model.sql())).isEqualTo(example.columns());
            assertThat(texts(session, model.sql()))
                    .containsExactlyInAnyOrderElementsOf(texts(session, example.expected()));
        }
    }

    private static List<String> texts(Session session, String select) {
        return session
                .rows("select cast(r as varchar) from %s as r".formatted(Sql.nested(select)))
                .stream()
                .map(row -> row.require(0))
                .toList();
    }
}
