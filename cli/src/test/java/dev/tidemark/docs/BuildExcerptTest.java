package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the README shows of a build that no test can run, because it is the build that the tests are in.
class BuildExcerptTest {

    private static final Path PROJECT = Path.of("..");

    @Test
    void namesTheLastModulesOfTheBuildInTheirOrder() throws IOException {
        List<String> shown = found("\\[INFO\\] Tidemark (\\S+) \\.+ SUCCESS", "README.md");
        List<String> modules = found("<module>(\\S+)</module>", "pom.xml");

        assertThat(shown)
                .hasSizeGreaterThan(1)
                .isEqualTo(modules.subList(modules.size() - shown.size(), modules.size()));
    }

    private static List<String> found(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(PROJECT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
