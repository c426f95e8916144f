package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks whether each secret is there and has a value, without reading one.
record SecretCheck(Look look) {

    /// The ARNs of those that are there, by login.
    ///
    /// @param logins `source`, `warehouse` and, where migrations log in by themselves, `migration`
    Map<String, String> found(List<String> logins) {
        Map<String, String> arns = new TreeMap<>();
        for (String login : logins) {
            String id = look.names().secret(login);
            look.require("secret " + id, Question.secret(id))
                    .ifPresent(
                            secret -> {
                                arns.put(login, secret.path("ARN").asText());
                                inspect(id, secret);
                            });
        }
        return arns;
    }

    Finding finding(Map<String, String> found) {
        String said =
                Text.count(found.size(), "secret", "secrets") + ", whose values were not read";
        return Finding.of(Area.SECRETS, said, look.problems().found());
    }

    private void inspect(String id, JsonNode secret) {
        if (secret.hasNonNull("DeletedDate")) {
            look.add(
                    "secret " + id,
                    "is about to be deleted, and cannot be read any more",
                    look.command("secretsmanager restore-secret --secret-id " + id));
        } else if (!isSet(secret)) {
            look.add(
                    "secret " + id,
                    "is empty: Terraform makes it, and somebody has to set it",
                    look.command(
                            "secretsmanager put-secret-value --secret-id %s --secret-string file://%s.json"
                                    .formatted(id, id.substring(id.lastIndexOf('/') + 1))));
        }
    }

    private static boolean isSet(JsonNode secret) {
        for (JsonNode stages : secret.path("VersionIdsToStages")) {
            for (JsonNode stage : stages) {
                if (stage.asText().equals("AWSCURRENT")) {
                    return true;
                }
            }
        }
        return false;
    }
}
