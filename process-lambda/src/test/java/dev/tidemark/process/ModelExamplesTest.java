package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.Problems;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ExampleInspection;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every model of the pipeline that comes with the project makes the rows that the example beside it expects. Pipelines
/// that somebody adds need no example, and `check` runs those they have.
class ModelExamplesTest {

    private static final Path PIPELINES = Path.of("..", "pipelines");
    private static final String PIPELINE = "totesys";

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyModelMakesTheRowsOfItsExample() {
        Pipeline pipeline = PipelineFolder.read(PIPELINES, PIPELINE);
        return pipeline.models().stream().map(model -> test(pipeline, model));
    }

    private DynamicTest test(Pipeline pipeline, Model model) {
        return DynamicTest.dynamicTest(model.file(), () -> verify(pipeline, model));
    }

    private void verify(Pipeline pipeline, Model model) {
        var problems = new Problems();
        try (Session session = new DuckDb(200, 1).open(folder)) {
            var examples =
                    new ExampleInspection(pipeline.folder().resolve("models"), session, problems);
            assertThat(examples.isThere(model)).isTrue();
            examples.inspect(model);
        }
        assertThat(problems.found()).isEmpty();
    }
}
