package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.AwsApi;
import dev.tidemark.cli.aws.Identity;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.CheckReport;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at all of a deployment. What is missing in one area does not keep the others from being looked at.
public final class DeploymentCheck {

    private final Deployment deployment;
    private final Environment environment;
    private final List<Finding> findings = new ArrayList<>();

    /// @param environment says region, endpoints and credentials
    public DeploymentCheck(Deployment deployment, Environment environment) {
        this.deployment = deployment;
        this.environment = environment;
    }

    public CheckReport run() {
        var problems = new Problems();
        problems.attempt(() -> AwsApi.of(environment)).ifPresent(aws -> look(aws, problems));
        if (findings.isEmpty()) {
            findings.add(Finding.of(Area.ACCOUNT, "who asks", problems.found()));
        }
        return new CheckReport(
                deployment.pipeline(),
                "%s in %s is as Terraform made it"
                        .formatted(deployment.pipeline(), deployment.environment()),
                findings);
    }

    private void look(AwsApi aws, Problems problems) {
        try (aws) {
            Optional<Identity> identity = problems.attempt(aws::whoAsks);
            identity.ifPresent(
                    account -> {
                        findings.add(
                                Finding.of(
                                        Area.ACCOUNT,
                                        "%s, %s, as %s"
                                                .formatted(
                                                        account.account(),
                                                        aws.region().id(),
                                                        account.arn()),
                                        List.of()));
                        look(aws, new Names(deployment, aws.region(), account));
                    });
        }
    }

    private void look(AwsApi aws, Names names) {
        var functionCheck = new FunctionCheck(Look.at(aws, names));
        Map<Stage, JsonNode> functions = functionCheck.found();
        if (functionCheck.isElsewhere(functions)) {
            findings.add(functionCheck.nowhere());
            return;
        }
        findings.add(functionCheck.finding(functions));
        var secretCheck = new SecretCheck(Look.at(aws, names));
        Map<String, String> secrets =
                secretCheck.found(
                        Stream.concat(Stream.of("source"), logins(functions).stream()).toList());
        findings.add(
                new RoleCheck(Look.at(aws, names), new NeededGrants(names, secrets), functions)
                        .finding());
        findings.add(secretCheck.finding(secrets));
        try (var s3 = LakeClient.from(environment)) {
            findings.add(new ZoneCheck(Look.at(aws, names), s3).finding());
        }
        findings.add(new ScheduleCheck(Look.at(aws, names)).finding());
        findings.add(new QueueCheck(Look.at(aws, names)).finding(functions.keySet()));
        findings.add(new AlarmCheck(Look.at(aws, names)).finding());
        findings.add(new MailCheck(Look.at(aws, names)).finding());
    }

    /// The secrets of load: where it was given one for migrations, that one too.
    static List<String> logins(Map<Stage, JsonNode> functions) {
        JsonNode load = functions.get(Stage.LOAD);
        boolean migrates =
                load != null
                        && load.path("Environment")
                                .path("Variables")
                                .has(Environment.MIGRATION_SECRET);
        return migrates ? List.of("warehouse", "migration") : List.of("warehouse");
    }
}
