package dev.tidemark.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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

    /// Within which a job ends: long enough for a cold machine, and short enough that one which hangs is noticed.
    private static final Map<String, Integer> MINUTES =
            Map.of(
                    "analyse codeql", 60,
                    "analyse dependencies", 10,
                    "deploy where", 5,
                    "deploy packages", 30,
                    "deploy attest", 10,
                    "deploy plan", 15,
                    "deploy apply", 45,
                    "verify verify", 60);

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
        assertThat(ofEachJob(job -> job.in("permissions").keys())).isEqualTo(RIGHTS);
    }

    @Test
    void aJobEndsInItsTime() {
        assertThat(ofEachJob(job -> job.keys().get("timeout-minutes"))).isEqualTo(MINUTES);
    }

    /// By the names of workflow and job.
    private static Map<String, Object> ofEachJob(Function<Yaml, Object> what) {
        Map<String, Object> found = new TreeMap<>();
        Workflow.all()
                .forEach(
                        workflow ->
                                workflow.jobs()
                                        .forEach(
                                                (name, job) ->
                                                        found.put(
                                                                workflow.name() + " " + name,
                                                                what.apply(job))));
        return found;
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
    }

    @Test
    void everythingIsVerifiedOnBothReleasesOfJava() {
        Yaml verify = Workflow.read("verify.yml").job("verify");

        assertThat(verify.in("strategy").keys())
                .isEqualTo(Map.of("fail-fast", false, "matrix", Map.of("jdk", List.of(21, 25))));
        assertThat(Workflow.step(verify, "actions/setup-java").in("with").text("java-version"))
                .isEqualTo("${{ matrix.jdk }}");
        assertThat(Workflow.step(verify, ".ci/run").keys()).isEqualTo(Map.of("run", ".ci/run"));
        assertThat(verify.has("if")).isFalse();
    }

    @Test
    void whatFailedCanBeRead() {
        Yaml kept =
                Workflow.step(Workflow.read("verify.yml").job("verify"), "actions/upload-artifact");

        assertThat(kept.text("if")).isEqualTo("failure()");
        assertThat(kept.in("with").keys())
                .isEqualTo(
                        Map.of(
                                "name",
                                "verify-${{ matrix.jdk }}",
                                "path",
                                "target/verify.log\n*/target/surefire-reports/\n",
                                "retention-days",
                                7));
    }

    @Test
    void eachLanguageIsAnalysed() {
        Yaml codeql = Workflow.read("analyse.yml").job("codeql");

        assertThat(codeql.in("strategy").keys())
                .isEqualTo(
                        Map.of(
                                "fail-fast",
                                false,
                                "matrix",
                                Map.of("language", List.of("java-kotlin", "python", "actions"))));
        assertThat(Workflow.step(codeql, "github/codeql-action/init").in("with").keys())
                .isEqualTo(Map.of("languages", "${{ matrix.language }}", "build-mode", "none"));
        assertThat(Workflow.step(codeql, "github/codeql-action/analyze").has("if")).isFalse();
        assertThat(codeql.has("if")).isFalse();
    }

    /// What is found to be unsafe after it was merged is heard of within a week.
    @Test
    void everythingIsAnalysedEachWeek() {
        assertThat(Workflow.read("analyse.yml").yaml().in("on").list("schedule"))
                .extracting(Yaml::keys)
                .containsExactly(Map.of("cron", "17 4 * * 1"));
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
        assertThat(Yaml.read("dependabot.yml").list("updates"))
                .extracting(WorkflowsTest::takenUp)
                .containsExactly(
                        "maven in /, weekly, {default-days=7, semver-major-days=30}",
                        "github-actions in /, weekly, {default-days=14}",
                        "terraform in [/terraform, /terraform/bootstrap], weekly, {default-days=7}",
                        "pip in [/terraform/emulator, /.ci], weekly, {default-days=7}",
                        "npm in /terraform/emulator, weekly, {default-days=7}");
    }

    private static String takenUp(Yaml update) {
        return "%s in %s, %s, %s"
                .formatted(
                        update.text("package-ecosystem"),
                        update.text("directory") + update.text("directories"),
                        update.in("schedule").text("interval"),
                        update.in("cooldown").keys());
    }
}
