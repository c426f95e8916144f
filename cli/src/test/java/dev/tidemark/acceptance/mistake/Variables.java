package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.file;
import static dev.tidemark.acceptance.mistake.Mistake.variable;
import static dev.tidemark.environment.Environment.SOURCE_SECRET;
import static dev.tidemark.environment.Environment.SOURCE_URL;

import java.util.List;

/// Variables that are misspelt, or whose values are none.
final class Variables {

    private static final String MISSPELT = "TIDEMARK_SOURCE_URI";
    private static final String OF_PASSWORD = ":[^:@/]*@";

    private Variables() {}

    static List<Mistake> mistakes() {
        return List.of(
                variable("a misspelt variable: `TIDEMARK_SOURCE_URI`", MISSPELT, unset -> "")
                        .and(scene -> scene.set(MISSPELT, scene.variable(SOURCE_URL)))
                        .and(scene -> scene.unset(SOURCE_URL)),
                file("a line of `.env` that is no variable", "../../.env", "TIDEMARK_HOME work\n"),
                file(
                        "a variable that stands in `.env` twice",
                        "../../.env",
                        "TIDEMARK_HOME=work\nTIDEMARK_HOME=play\n"),
                variable(
                        "a `%` in the password that is not written `%25`",
                        SOURCE_URL, url -> url.replaceFirst(OF_PASSWORD, ":100%safe@")),
                variable(
                        "no database in the URL",
                        SOURCE_URL,
                        url -> url.replaceFirst("/[^/]*$", "")),
                variable(
                        "an option that the URL cannot have",
                        SOURCE_URL,
                        url -> url + "?sslcert=/etc/client.pem"),
                variable("a misspelt `sslmode`", SOURCE_URL, url -> url + "?sslmode=prefre"),
                variable(
                        "`sslmode=require`, and the server offers no encryption",
                        SOURCE_URL,
                        url -> url + "?sslmode=require"),
                variable("a user in the URL, and a secret besides", SOURCE_SECRET, id -> "shop"),
                variable("a secret that cannot be read", SOURCE_URL, url -> "")
                        .and(scene -> scene.set(SOURCE_SECRET, "shop/source"))
                        .and(
                                scene ->
                                        scene.set(
                                                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                                                "http://127.0.0.1:1")));
    }
}
