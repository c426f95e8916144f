package dev.tidemark.environment;

import dev.tidemark.failure.TerminalFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The address of a Postgres database with its credentials:
/// `postgresql://user:password@host:port/database?options`. The password never shows in its text
/// form.
///
/// @param options connection options from an allowed list, such as `sslmode`
/// @param origin where it was written, for messages: the name of a variable, or a secret
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Map<String, String> options,
        String origin) {

    private static final int DEFAULT_PORT = 5432;

    /// Anything else could load classes or write files through the driver.
    private static final List<String> ALLOWED_OPTIONS =
            List.of("sslmode", "sslrootcert", "connect_timeout", "application_name");

    public DatabaseUrl {
        options = Map.copyOf(options);
    }

    /// @param variable the environment variable that held the text, for messages
    public static DatabaseUrl parse(String variable, String text) {
        URI uri = uri(variable, text);
        String scheme = uri.getScheme();
        String path = uri.getPath();
        String userInfo = uri.getRawUserInfo();
        if (scheme == null || !(scheme.equals("postgresql") || scheme.equals("postgres"))) {
            throw refused(variable, "does not begin with postgresql://");
        }
        if (uri.getHost() == null || userInfo == null || path == null || path.length() < 2) {
            throw refused(variable, "lacks a user, a host or a database");
        }
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        Optional<String> password =
                colon < 0 ? Optional.empty() : Optional.of(decode(userInfo.substring(colon + 1)));
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                path.substring(1),
                user,
                password,
                options(variable, uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                variable);
    }

    private static URI uri(String variable, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            // The exception quotes the text, password included: it is not kept as a cause.
            throw refused(variable, "is no URL");
        }
    }

    private static Map<String, String> options(String variable, String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : query.split("&", -1)) {
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String name = decode(equals < 0 ? option : option.substring(0, equals));
            if (!ALLOWED_OPTIONS.contains(name)) {
                throw refused(
                        variable,
                        "has the option `%s`; allowed are %s"
                                .formatted(name, String.join(", ", ALLOWED_OPTIONS)));
            }
            options.put(name, equals < 0 ? "" : decode(option.substring(equals + 1)));
        }
        return options;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static TerminalFailure refused(String variable, String finding) {
        return TerminalFailure.configuration(
                "%s %s".formatted(variable, finding),
                "write it as postgresql://user:password@host:5432/database?sslmode=verify-full; special"
                        + " characters in a password are written %XX: / is %2F, @ is %40, % is %25");
    }

    /// Host, port and database, as messages name it.
    public String place() {
        return host + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return "postgresql://" + user + ":***@" + place();
    }
}
