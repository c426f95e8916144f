package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Grant;
import dev.tidemark.cli.aws.Policy;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import dev.tidemark.run.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks whether each function's role allows what the function needs, and nothing else.
///
/// @param functions the settings of those that are there
record RoleCheck(Look look, NeededGrants needed, Map<Stage, JsonNode> functions) {

    private static final Policy LAMBDA_ALONE =
            Policy.parse(
                    """
                    {"Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow",
                     "Principal": {"Service": "lambda.amazonaws.com"}}]}
                    """);

    Finding finding() {
        int roles = 0;
        for (Stage stage : Stage.values()) {
            roles += inspect(stage) ? 1 : 0;
        }
        return Finding.of(
                Area.RIGHTS,
                Text.count(roles, "role", "roles") + ", each right compared",
                look.problems().found());
    }

    private boolean inspect(Stage stage) {
        String role = look.names().function(stage);
        Optional<JsonNode> found = look.require(place(stage), Question.role(role));
        found.ifPresent(
                answer -> {
                    requireLambdaAlone(stage, answer.path("GetRoleResult").path("Role"));
                    requireNothingAttached(stage);
                    grants(stage).ifPresent(grants -> compare(stage, grants));
                });
        return found.isPresent();
    }

    private String place(Stage stage) {
        return "role " + look.names().function(stage);
    }

    private void requireLambdaAlone(Stage stage, JsonNode role) {
        Policy trusted = Policy.parse(role.path("AssumeRolePolicyDocument").asText());
        if (!trusted.equals(LAMBDA_ALONE)) {
            look.add(
                    place(stage),
                    "may be taken on by others than Lambda, or not by Lambda",
                    Look.APPLY);
        }
    }

    /// Terraform writes each policy into its role; one that is attached besides allows more.
    private void requireNothingAttached(Stage stage) {
        String role = look.names().function(stage);
        look.require(place(stage), Question.attachedTo(role))
                .map(answer -> answer.path("ListAttachedRolePoliciesResult"))
                .ifPresent(
                        found ->
                                found.path("AttachedPolicies")
                                        .forEach(policy -> attached(stage, policy)));
    }

    private void attached(Stage stage, JsonNode policy) {
        look.add(
                place(stage),
                "has the policy %s besides its own, which may allow anything"
                        .formatted(policy.path("PolicyName").asText()),
                look.command(
                        "iam detach-role-policy --role-name %s --policy-arn %s"
                                .formatted(
                                        look.names().function(stage),
                                        policy.path("PolicyArn").asText())));
    }

    /// Empty where AWS refuses to show them, which is a problem already.
    private Optional<Set<Grant>> grants(Stage stage) {
        String role = look.names().function(stage);
        return look.require(place(stage), Question.policiesOf(role))
                .flatMap(
                        answer -> {
                            Set<Grant> grants = new LinkedHashSet<>();
                            for (JsonNode name :
                                    answer.path("ListRolePoliciesResult").path("PolicyNames")) {
                                var policy =
                                        look.require(
                                                place(stage), Question.policy(role, name.asText()));
                                if (policy.isEmpty()) {
                                    return Optional.empty();
                                }
                                grants.addAll(
                                        Policy.parse(
                                                        policy.get()
                                                                .path("GetRolePolicyResult")
                                                                .path("PolicyDocument")
                                                                .asText())
                                                .grants());
                            }
                            return Optional.of(grants);
                        });
    }

    private void compare(Stage stage, Set<Grant> found) {
        Set<Grant> least = needed.of(stage, logins(stage));
        Set<Grant> network = needed.network(stage);
        Set<Grant> known = found.stream().map(this::known).collect(Collectors.toSet());
        Set<Grant> lacking = new LinkedHashSet<>(least);
        if (isInNetwork(stage)) {
            lacking.addAll(network);
        }
        lacking.removeAll(known);
        Set<Grant> beyond = new LinkedHashSet<>(known);
        beyond.removeAll(least);
        if (stage != Stage.PROCESS && (isInNetwork(stage) || !functions.containsKey(stage))) {
            beyond.removeAll(network);
        }
        if (stage == Stage.LOAD && !functions.containsKey(stage)) {
            String migration = look.names().secretArn("migration");
            beyond.removeIf(grant -> grant.resource().startsWith(migration));
        }
        report(stage, "lacks rights that its function needs: ", lacking);
        report(stage, "has rights that its function does not need: ", beyond);
    }

    private void report(Stage stage, String what, Set<Grant> grants) {
        if (!grants.isEmpty()) {
            String all =
                    grants.stream().map(Grant::toString).sorted().collect(Collectors.joining("; "));
            look.add(place(stage), what + all, Look.APPLY);
        }
    }

    private boolean isInNetwork(Stage stage) {
        JsonNode function = functions.get(stage);
        return function != null && !function.path("VpcConfig").path("SubnetIds").isEmpty();
    }

    /// The logins whose secrets a function reads.
    private List<String> logins(Stage stage) {
        return switch (stage) {
            case INGEST -> List.of("source");
            case PROCESS -> List.of();
            case LOAD -> DeploymentCheck.logins(functions);
        };
    }

    /// A secret that is not there has no ARN to compare with: then what AWS drew counts as any.
    private Grant known(Grant grant) {
        String resource = grant.resource();
        for (String login : List.of("source", "warehouse", "migration")) {
            String begin = look.names().secretArn(login) + "-";
            if (!needed.secrets().containsKey(login)
                    && resource.startsWith(begin)
                    && resource.length() == begin.length() + 6) {
                return new Grant(
                        grant.allowed(),
                        grant.action(),
                        look.names().secretArn(login) + NeededGrants.DRAWN,
                        grant.condition());
            }
        }
        return grant;
    }
}
