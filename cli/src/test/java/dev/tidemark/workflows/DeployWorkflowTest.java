package dev.tidemark.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// deploy.yml: from a commit to the functions that run, each by what stands before it.
class DeployWorkflowTest {

    private static final Workflow DEPLOY = Workflow.read("deploy.yml");
    private static final String CREDENTIALS = "aws-actions/configure-aws-credentials";
    private static final String ENVIRONMENT =
            "${{ inputs.environment || vars.TIDEMARK_ENVIRONMENT || 'prod' }}";
    private static final String DIGESTS = "${{ needs.packages.outputs.digests }}";
    private static final String DEPLOYED = "${{ inputs.run || github.run_id }}";

    private final Yaml packages = DEPLOY.job("packages");
    private final Yaml attest = DEPLOY.job("attest");
    private final Yaml plan = DEPLOY.job("plan");
    private final Yaml apply = DEPLOY.job("apply");

    @Test
    void oneDeploymentFollowsTheOther() {
        assertThat(DEPLOY.yaml().in("concurrency").keys())
                .isEqualTo(
                        Map.of(
                                "group",
                                "deploy-${{ github.event_name == 'pull_request' && github.ref || 'apply' }}",
                                "cancel-in-progress",
                                "${{ github.event_name == 'pull_request' }}"));
    }

    /// A repository that deploys nothing is told so by nothing that fails.
    @Test
    void nothingIsDoneUntilThereIsARoleToDeployWith() {
        assertThat(DEPLOY.job("where").text("if"))
                .isEqualTo(
                        "vars.TIDEMARK_DEPLOY_ROLE != '' && github.event_name != 'pull_request'");
        assertThat(packages.text("if")).isEqualTo("vars.TIDEMARK_DEPLOY_ROLE != '' && !inputs.run");
    }

    @Test
    void whoStartsItByHandNeedsToSayNothing() {
        Yaml inputs = DEPLOY.yaml().in("on").in("workflow_dispatch").in("inputs");

        assertThat(inputs.keys().keySet()).isEqualTo(Set.of("environment", "run"));
        assertThat(List.of(inputs.in("environment"), inputs.in("run")))
                .extracting(input -> input.text("required"))
                .containsOnly("false");
    }

    @Test
    void packagesAreTestedBeforeTheyGoOn() {
        assertThat(packages.list("steps").get(2).text("run"))
                .isEqualTo(
                        "./mvnw -q -B -ntp -pl lambda-runtime -am integration-test -Dtest=PackageTest -Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(Workflow.step(packages, "actions/setup-java").in("with").keys())
                .isEqualTo(Map.of("distribution", "temurin", "java-version", 21));
        assertThat(packages.list("steps")).noneMatch(step -> step.has("if"));
    }

    @Test
    void theirDigestsGoApartFromThem() {
        Yaml digests = Workflow.step(packages, "terraform/digests");

        assertThat(digests.text("run"))
                .isEqualTo(
                        "digests=$(terraform/digests \"$ENVIRONMENT\") echo \"digests=$digests\" >> \"$GITHUB_OUTPUT\"");
        assertThat(packages.in("outputs").text("digests"))
                .isEqualTo("${{ steps.%s.outputs.digests }}".formatted(digests.text("id")));
    }

    @Test
    void theyCanBeDeployedAgainForAsLongAsThePageSays() throws IOException {
        Yaml kept = Workflow.step(packages, "actions/upload-artifact").in("with");

        assertThat(Files.readString(Path.of("../docs/deploy.md")).replaceAll("\\s+", " "))
                .contains(
                        "deploys its packages again, for %s days"
                                .formatted(kept.text("retention-days")));
        assertThat(kept.keys())
                .isEqualTo(
                        Map.of(
                                "name",
                                "packages",
                                "path",
                                "*-lambda/target/*-lambda-*.zip\n*-lambda/target/*.cdx.json\n",
                                "if-no-files-found",
                                "error",
                                "retention-days",
                                90));
    }

    @Test
    void whatWasBuiltIsAttestedAndNothingElse() {
        assertThat(attest.text("needs")).isEqualTo("packages");
        assertThat(attest.text("if")).isEqualTo("github.event_name != 'pull_request'");
        assertThat(attest.list("steps")).hasSize(2).noneMatch(step -> step.has("run"));
        assertThat(Workflow.step(attest, "actions/attest-build-provenance").in("with").keys())
                .isEqualTo(Map.of("subject-path", "*-lambda/target/*-lambda-*.zip"));
    }

    @Test
    void aPullRequestIsPlannedByTheRoleThatReadsAndNoForkIs() {
        assertThat(plan.text("if"))
                .isEqualTo(
                        "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository");
        assertThat(role(plan)).isEqualTo("${{ vars.TIDEMARK_PLAN_ROLE }}");
        assertThat(plan.has("environment")).isFalse();
        assertThat(Workflow.step(plan, "terraform plan").in("env").text("TF_VAR_package_digests"))
                .isEqualTo(DIGESTS);
    }

    /// The role that reads may not write a lock.
    @Test
    void thePlanTakesNoLock() {
        assertThat(Workflow.step(plan, "terraform plan").text("run"))
                .isEqualTo(
                        "options=$(./choose \"$ENVIRONMENT\") terraform plan -lock=false -no-color -out=plan ${options:+\"$options\"} terraform show -no-color plan > plan.txt");
    }

    /// GitHub takes 65,536 characters.
    @Test
    void thePlanIsACommentOfThePullRequest() {
        Yaml comment = plan.list("steps").getLast();

        assertThat(comment.has("if")).isFalse();
        assertThat(comment.text("run"))
                .isEqualTo(
                        "{ echo '### What this would change' echo '```' head -c 60000 terraform/plan.txt echo echo '```' } > comment.md gh pr comment \"$PULL_REQUEST\" --repo \"$GITHUB_REPOSITORY\" --edit-last --create-if-none --body-file comment.md");
        assertThat(comment.in("env").text("PULL_REQUEST"))
                .isEqualTo("${{ github.event.pull_request.number }}");
    }

    @Test
    void onlyMainIsAppliedOnceItIsKnownWhereToAndWhatWasBuilt() {
        assertThat(apply.keys().get("needs")).isEqualTo(List.of("where", "packages", "attest"));
        assertThat(apply.text("if"))
                .isEqualTo(
                        "!cancelled() && github.ref == 'refs/heads/main' && needs.where.result == 'success' && (needs.attest.result == 'success' || (inputs.run && needs.packages.result == 'skipped'))");
    }

    /// The one that is protected is the one whose settings are read, in a plan as well.
    @Test
    void eachJobMeansTheSameEnvironment() {
        assertThat(DEPLOY.yaml().in("env").text("ENVIRONMENT")).isEqualTo(ENVIRONMENT);
        assertThat(DEPLOY.jobs().values())
                .noneMatch(job -> job.in("env").has("ENVIRONMENT"))
                .allMatch(
                        job ->
                                job.list("steps").stream()
                                        .noneMatch(step -> step.in("env").has("ENVIRONMENT")));
        assertThat(DEPLOY.steps())
                .filteredOn(step -> Workflow.says(step, "./choose "))
                .hasSize(2)
                .allMatch(step -> Workflow.says(step, "options=$(./choose \"$ENVIRONMENT\") "));
        assertThat(Workflow.step(DEPLOY.job("where"), "terraform/choose look").text("run"))
                .isEqualTo("terraform/choose look \"$ENVIRONMENT\"");
    }

    @Test
    void theRoleThatChangesIsForTheProtectedEnvironment() {
        assertThat(DEPLOY.jobs().values())
                .filteredOn(job -> job.toString().contains("role-to-assume"))
                .containsExactly(plan, apply);
        assertThat(role(apply)).isEqualTo("${{ vars.TIDEMARK_DEPLOY_ROLE }}");
        assertThat(apply.text("environment")).isEqualTo(ENVIRONMENT);
    }

    private static String role(Yaml job) {
        return Workflow.step(job, CREDENTIALS).in("with").text("role-to-assume");
    }

    @Test
    void nothingIsAppliedButWhatWasAttestedOnMain() {
        Yaml verified = Workflow.step(apply, "gh attestation verify");

        assertThat(verified.text("run"))
                .isEqualTo(
                        "for package in *-lambda/target/*-lambda-*.zip; do gh attestation verify \"$package\" --repo \"$GITHUB_REPOSITORY\" \\ --signer-workflow \"$GITHUB_REPOSITORY/.github/workflows/deploy.yml\" --source-ref refs/heads/main done");
        assertThat(verified.has("if")).isFalse();
        assertThat(apply.list("steps"))
                .extracting(DeployWorkflowTest::does)
                .containsSubsequence(
                        "actions/download-artifact",
                        "gh attestation verify",
                        CREDENTIALS,
                        "terraform apply",
                        "terraform/smoke");
    }

    /// What was asked for in this order.
    private static String does(Yaml step) {
        return List.of("gh attestation verify", "terraform apply", "terraform/smoke").stream()
                .filter(command -> Workflow.says(step, command))
                .findFirst()
                .orElse(step.text("uses").replaceAll("@.*", ""));
    }

    @Test
    void theApplyRefusesOtherPackagesAndWaitsForTheLock() {
        Yaml step = Workflow.step(apply, "terraform apply");

        assertThat(step.has("if")).isFalse();
        assertThat(step.in("env").text("DIGESTS")).isEqualTo(DIGESTS);
        assertThat(step.text("run"))
                .contains(
                        "export TF_VAR_package_digests=\"${DIGESTS:-$(./digests \"$ENVIRONMENT\")}\" ")
                .endsWith(
                        "terraform apply -auto-approve -lock-timeout=10m ${options:+\"$options\"}");
        assertThat(apply.toString()).doesNotContain("-lock=false");
    }

    @Test
    void whatWasDeployedIsCalled() {
        assertThat(Workflow.step(apply, "terraform/smoke").keys().keySet())
                .isEqualTo(Set.of("name", "run"));
    }

    @Test
    void theWayBackDeploysThePackagesOfTheRunThatIsNamed() {
        assertThat(Workflow.step(apply, "actions/download-artifact").in("with").keys())
                .isEqualTo(
                        Map.of(
                                "name",
                                "packages",
                                "run-id",
                                DEPLOYED,
                                "github-token",
                                "${{ github.token }}"));
    }

    @Test
    void theWayBackIsSaidAlsoWhereADeploymentFailed() {
        Yaml said = Workflow.step(apply, "gh workflow run");

        assertThat(said.text("if")).isEqualTo("always()");
        assertThat(said.in("env").keys()).isEqualTo(Map.of("DEPLOYED", DEPLOYED));
        assertThat(said.text("run"))
                .isEqualTo(
                        "{ echo \"The packages of run $DEPLOYED were deployed to $ENVIRONMENT. To deploy them again, whatever main is then:\" echo '```' echo \"gh workflow run deploy.yml --repo $GITHUB_REPOSITORY --field run=$DEPLOYED --field environment=$ENVIRONMENT\" echo '```' } >> \"$GITHUB_STEP_SUMMARY\"");
    }
}
