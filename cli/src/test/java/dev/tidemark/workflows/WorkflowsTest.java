package dev.tidemark.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of each workflow, and of those that verify.
class WorkflowsTest {

    /// Read from the tags of their repositories. Another one runs here when somebody has looked at it and put it here.
    private static final List<String> ACTIONS =
            List.of(
                    "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
                    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
                    "actions/dependency-review-action@a1d282b36b6f3519aa1f3fc636f609c47dddb294",
                    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
                    "actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961",
                    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
                    "aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c",
                    "github/codeql-action/analyze@5595ccaf912efad79be6eef63a5619ff05969be3",
                    "github/codeql-action/init@5595ccaf912efad79be6eef63a5619ff05969be3",
                    "hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e");

    /// What the token of each job may do.
    private static final Map<String, Map<String, String>> RIGHTS =
            Map.of(
                    "analyse codeql", Map.of("contents", "read", "security-events", "write"),
                    "analyse dependencies", Map.of("contents", "read"),
                    "deploy where", Map.of("contents", "read"),
                    "deploy packages", Map.of("contents", "read"),
                    "deploy attest", Map.of("id-token", "write", "attestations", "write"),
                    "deploy plan",
                            Map.of(
                                    "contents",
                                    "read",
                                    "id-token",
                                    "write",
                                    "pull-requests",
                                    "write"),
                    "deploy apply",
                            Map.of(
                                    "actions",
                                    "read",
                                    "attestations",
                                    "read",
                                    "contents",
                                    "read",
                                    "id-token",
                                    "write"),
                    "verify verify", Map.of("contents", "read"));

    static Stream<Workflow> all() {
        return Workflow.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void runsActionsThatSomebodyLookedAt(Workflow workflow) {
        assertThat(workflow.steps())
                .extracting(step -> step.text("uses"))
                .filteredOn(action -> !action.isEmpty())
                .isNotEmpty()
                .isSubsetOf(ACTIONS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void ownsNoRightsButThoseOfItsJobs(Workflow workflow) {
        assertThat(workflow.yaml().has("permissions")).isTrue();
        assertThat(workflow.yaml().in("permissions").keys()).isEmpty();
    }

    @Test
    void aJobHasTheRightsThatItNeeds() {
        Map<String, Object> found = new TreeMap<>();
        Workflow.all()
                .forEach(
                        workflow ->
                                workflow.jobs()
                                        .forEach(
                                                (name, job) ->
                                                        found.put(
                                                                workflow.name() + " " + name,
                                                                job.in("permissions").keys())));

        assertThat(found).isEqualTo(RIGHTS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void knowsNoSecretAndRunsForNobodyElsesEvent(Workflow workflow) {
        assertThat(workflow.yaml().toString()).doesNotContain("secrets.");
        assertThat(workflow.yaml().in("on").keys().keySet())
                .extracting(String::valueOf)
                .isSubsetOf("pull_request", "push", "schedule", "workflow_dispatch");
        assertThat(workflow.yaml().in("on").in("push").keys())
                .isEqualTo(Map.of("branches", List.of("main")));
        assertThat(workflow.yaml().in("on").has("pull_request")).isTrue();
    }

    /// A check that may fail, or that tests nothing, is none.
    @ParameterizedTest
    @MethodSource("all")
    void failsWhereAStepFails(Workflow workflow) {
        assertThat(workflow.yaml().toString())
                .doesNotContain("continue-on-error")
                .doesNotContainPattern("(?i)skipTests|maven\\.test\\.skip|\\|\\| true");
        assertThat(workflow.jobs().values()).allMatch(job -> job.has("timeout-minutes"));
    }

    @Test
    void everythingIsVerifiedOnBothReleasesOfJava() {
        Yaml verify = Workflow.read("verify.yml").job("verify");

        assertThat(verify.in("strategy").in("matrix").keys())
                .isEqualTo(Map.of("jdk", List.of(21, 25)));
        assertThat(Workflow.step(verify, "actions/setup-java").in("with").text("java-version"))
                .isEqualTo("${{ matrix.jdk }}");
        assertThat(Workflow.step(verify, ".ci/run").keys()).isEqualTo(Map.of("run", ".ci/run"));
        assertThat(verify.has("if")).isFalse();
    }

    @Test
    void eachLanguageIsAnalysed() {
        Yaml codeql = Workflow.read("analyse.yml").job("codeql");

        assertThat(codeql.in("strategy").in("matrix").keys())
                .isEqualTo(Map.of("language", List.of("java-kotlin", "python", "actions")));
        assertThat(Workflow.step(codeql, "github/codeql-action/init").in("with").text("languages"))
                .isEqualTo("${{ matrix.language }}");
        assertThat(Workflow.step(codeql, "github/codeql-action/analyze").has("if")).isFalse();
        assertThat(codeql.has("if")).isFalse();
    }

    @Test
    void aDependencyThatIsKnownToBeUnsafeIsRefused() {
        Yaml dependencies = Workflow.read("analyse.yml").job("dependencies");

        assertThat(dependencies.text("if")).isEqualTo("github.event_name == 'pull_request'");
        assertThat(
                        Workflow.step(dependencies, "actions/dependency-review-action")
                                .in("with")
                                .text("fail-on-severity"))
                .isEqualTo("high");
    }

    @Test
    void aReleaseIsTakenUpAfterAWhile() {
        List<Yaml> updates = Yaml.read("dependabot.yml").list("updates");

        assertThat(updates)
                .extracting(update -> update.text("package-ecosystem"))
                .containsExactly("maven", "github-actions", "terraform", "pip", "npm");
        assertThat(updates)
                .allMatch(
                        update ->
                                Integer.parseInt(update.in("cooldown").text("default-days")) >= 7);
    }
}
