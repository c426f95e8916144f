package dev.tidemark.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.demo.Demo.Ending;
import dev.tidemark.cli.project.Project;
import dev.tidemark.local.services.DetachedServices;
import dev.tidemark.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class DemoTest {

    private static final int ORDERS = 500;

    @TempDir Path folder;

    /// One journey: a demo takes its time.
    @Test
    void tellsTheSameStoryAgainWhileTheServicesOfTheFirstAreStillRunning() {
        var services = new DetachedServices(folder.resolve("home/demo"));
        try {
            String first = demo(Ending.KEEP);
            assertThat(first).contains("psql postgresql://", "./tidemark services stop");
            assertThat(services.running()).isPresent();

            String second = demo(Ending.REMOVE);
            assertThat(second).contains("services of an earlier demo were still running");
            assertThat(second)
                    .contains("--keep leaves the services running and prints the psql lines")
                    .doesNotContain("postgresql://");
            assertThat(services.running()).isEmpty();
            assertThat(folder.resolve("home/demo")).doesNotExist();
            assertThat(movements(second)).isEqualTo(movements(first)).isNotEmpty();
            isWellTold(second);
        } finally {
            services.stop();
        }
    }

    private static void isWellTold(String story) {
        assertThat(story)
                .contains("First load", "run 1", "Day 3 of 3", "run 4", "✓ all")
                .doesNotContain("✗");
        assertThat(story.lines()).allMatch(line -> line.length() <= 100);
        assertThat(story.substring(story.indexOf("its last_updated never")).lines())
                .filteredOn(line -> line.contains("→") || line.contains("first version"))
                .hasSize(4);
    }

    /// The rows that moved, without sizes and times.
    private static List<String> movements(String story) {
        return story.lines()
                .filter(line -> line.matches("  (ingest|process|load) .*"))
                .map(line -> line.replaceFirst("( +[\\d.]+ (B|kB|MB))? +[\\d.]+ s ", ""))
                .toList();
    }

    private String demo(Ending ending) {
        var out = new StringWriter();
        var writer = new PrintWriter(out, true);
        Map<String, String> variables =
                Map.of(
                        "TIDEMARK_HOME", folder.resolve("home").toString(),
                        "TIDEMARK_PIPELINES", Path.of("../pipelines").toAbsolutePath().toString());
        var project = new Project(folder, variables);
        new Demo(project, Console.to(writer, writer), Progress.SILENT, ORDERS, 7).play(ending);
        return out.toString();
    }
}
