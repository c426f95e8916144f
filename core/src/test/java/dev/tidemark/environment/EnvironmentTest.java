package dev.tidemark.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @Test
    void namesTheVariableThatAMisspeltOneMeant() {
        var misspelt = new Environment(Map.of("TIDEMARK_SOURCE_URI", "hunter2"));

        assertThat(misspelt.misspelt())
                .singleElement()
                .satisfies(e -> assertThat(e.kind()).isEqualTo(TerminalFailure.Kind.CONFIGURATION))
                .extracting(TerminalFailure::getMessage)
                .isEqualTo(
                        "there is no variable TIDEMARK_SOURCE_URI, in the environment or in .env\n"
                                + "  To fix: did you mean `TIDEMARK_SOURCE_URL`?");
    }

    @Test
    void namesEveryMisspeltVariable() {
        var misspelt = new Environment(Map.of("TIDEMARK_SOURCE_URI", "a", "TIDEMARK_HOM", "b"));

        assertThat(misspelt.misspelt().stream().map(TerminalFailure::fix))
                .containsExactly(
                        "did you mean `TIDEMARK_HOME`?", "did you mean `TIDEMARK_SOURCE_URL`?");
    }

    @ParameterizedTest
    @CsvSource({
        "TIDEMARK_SORUCE, did you mean `TIDEMARK_SOURCE_URL` or `TIDEMARK_SOURCE_SECRET`?",
        "TIDEMARK_WAREHOUSE, did you mean `TIDEMARK_WAREHOUSE_URL` or `TIDEMARK_WAREHOUSE_SECRET`?",
        "TIDEMARK_SORUCE_URL, did you mean `TIDEMARK_SOURCE_URL`?",
        "TIDEMRK_SOURCE_URL, did you mean `TIDEMARK_SOURCE_URL`?",
        "TIDEMARK_INGESTION, did you mean `TIDEMARK_INGESTION_BUCKET`?"
    })
    void aNameThatLacksItsEndOrHasASlipInItIsRecognised(String name, String fix) {
        assertThat(new Environment(Map.of(name, "a")).misspelt().stream().map(TerminalFailure::fix))
                .containsExactly(fix);
    }

    @Test
    void pointsToWhereARefusedValueWasWritten() {
        var environment =
                new Environment(Map.of("A", "x", "B", "x"), Map.of("A", ".env:3"))
                        .with(Map.of("C", "x"));

        assertThatThrownBy(() -> environment.require("A", EnvironmentTest::refused))
                .hasMessage(".env:3: it is wrong\n  To fix: correct it");
        assertThatThrownBy(() -> environment.optional("B", EnvironmentTest::refused))
                .hasMessage("it is wrong\n  To fix: correct it");
        var others = environment.with(Map.of("A", "y"));
        assertThatThrownBy(() -> others.require("A", EnvironmentTest::refused))
                .hasMessage("it is wrong\n  To fix: correct it");
    }

    private static String refused(String value) {
        throw TerminalFailure.configuration("it is wrong", "correct it");
    }

    @Test
    void theReadmeNamesEachVariable() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String table = readme.substring(readme.indexOf("| variable | meaning |"));

        assertThat(
                        table.lines()
                                .takeWhile(line -> line.startsWith("|"))
                                .map(EnvironmentTest::firstCell)
                                .flatMap(names -> Pattern.compile("\\w+").matcher(names).results())
                                .map(MatchResult::group)
                                .filter(name -> name.startsWith("TIDEMARK_")))
                .containsExactlyInAnyOrderElementsOf(Environment.KNOWN);
    }

    private static String firstCell(String row) {
        return row.substring(1, row.indexOf('|', 1));
    }

    @Test
    void leavesTheVariablesOfOthersAlone() {
        var environment =
                new Environment(
                        Map.of(
                                "PATH", "/bin",
                                "AWS_REGION", "eu-west-2",
                                "TIDEMARK_JAVA_OPTS", "-Xmx2g",
                                "TIDEMARK_HOME", "here"));

        assertThat(environment.misspelt()).isEmpty();
    }
}
