package dev.tidemark.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Terraform made is found to be fine, to the last right; each defect is found, said once, and nothing else with it.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class DeploymentCheckTest {

    private static final String SET_SECRETS =
            "[a.secretsmanager.put_secret_value(SecretId='tidemark/check/totesys/' + s,"
                    + " SecretString='{}') for s in ['source', 'warehouse', 'migration']]";

    private static final String LACK =
            "Terraform with its AWS provider, or Python with moto, is missing, so that `check --aws`"
                    + " was not tried: terraform/verify prepare";

    private Optional<Emulator> emulator = Optional.empty();

    @BeforeAll
    void deploy(@TempDir Path folder) throws IOException {
        emulator = Emulator.start(folder);
        assertThat(emulator.isPresent() || System.getenv("GITHUB_ACTIONS") == null)
                .as(LACK)
                .isTrue();
        if (emulator.isPresent()) {
            setSecrets();
        }
    }

    private void setSecrets() throws IOException {
        assertThat(problems())
                .as("right after the first apply")
                .extracting(Tuple::toList)
                .allMatch(problem -> problem.get(1).toString().startsWith("is empty"))
                .hasSize(3);
        aws().administer(SET_SECRETS);
    }

    /// On GitHub, where verify.yml installs the tools, nothing is left out; elsewhere each test counts as skipped.
    @BeforeEach
    void requireDeployed() {
        assumeThat(emulator).as(LACK).isPresent();
    }

    @AfterAll
    void stop() {
        emulator.ifPresent(Emulator::close);
    }

    static Stream<Defect> defects() {
        return Defects.all();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aDeploymentThatIsCompleteIsFine() {
        Command check = tidemark("--environment", "check");

        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .isEqualTo(
                        """
                        ✓ account      123456789012, eu-central-1, as arn:aws:sts::123456789012:user/moto
                        ✓ functions    3 functions of tidemark-check-totesys, java21 on arm64
                        ✓ rights       3 roles, each right compared
                        ✓ secrets      3 secrets, whose values were not read
                        ✓ buckets      s3://tidemark-check-totesys-ingestion-123456789012, s3://tidemark-check-totesys-processed-123456789012
                        ✓ schedule     tidemark-check-totesys-tick, rate(10 minutes)
                        ✓ failures     tidemark-check-totesys-failures, 0 calls in it
                        ✓ alarms       10 alarms
                        ✓ mail         1 subscription, 1 confirmed
                        totesys in check is as Terraform made it
                        """);
        assertThat(check.exitCode()).isZero();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD)
    @MethodSource("defects")
    void eachDefectIsTheOneProblem(Defect defect) throws IOException {
        aws().administer(defect.make());
        try {
            assertThat(problems()).containsExactly(tuple(defect.place(), defect.problem()));
        } finally {
            aws().administer(defect.mend());
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void whatIsNotDeployedAtAllIsOneProblem() {
        Command check = tidemark("--environment", "nowhere");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out())
                .isEqualTo(
                        """
                        ✓ account      123456789012, eu-central-1, as arn:aws:sts::123456789012:user/moto
                        ✗ functions    0 functions of tidemark-nowhere-totesys

                        1 problem
                          1  deployment tidemark-nowhere-totesys: is not there: none of its functions is in eu-central-1
                             To fix: name another --environment or --region, or deploy it:  ./setup.sh --aws
                        """);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aRegionIsAnOption() throws IOException {
        assertThat(
                        problems(
                                tidemark(
                                        "--environment",
                                        "check",
                                        "--region",
                                        "eu-west-2",
                                        "--output",
                                        "json")))
                .containsExactly(
                        tuple(
                                "deployment tidemark-check-totesys",
                                "is not there: none of its functions is in eu-west-2"));
    }

    private List<Tuple> problems() throws IOException {
        return problems(tidemark("--environment", "check", "--output", "json"));
    }

    private static List<Tuple> problems(Command check) throws IOException {
        List<Tuple> problems = new ArrayList<>();
        for (JsonNode problem : new JsonMapper().readTree(check.out()).path("problems")) {
            assertThat(problem.path("fix").asText()).isNotEmpty();
            problems.add(tuple(problem.path("place").asText(), problem.path("problem").asText()));
        }
        return problems;
    }

    private Command tidemark(String... options) {
        List<String> words = new ArrayList<>(List.of("check", "totesys", "--aws"));
        words.addAll(List.of(options));
        Map<String, String> variables = new HashMap<>(aws().environment());
        variables.put("NO_COLOR", "whatever other tests say of a terminal");
        var project = new Project(Path.of("target"), variables);
        return Command.run(project, words.toArray(String[]::new));
    }

    private Emulator aws() {
        return emulator.orElseThrow();
    }
}
