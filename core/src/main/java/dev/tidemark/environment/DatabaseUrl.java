package dev.tidemark.environment;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final int PORT_MAX = 65535;

    /// Anything else could load classes or write files through the driver.
    private static final List<String> ALLOWED_OPTIONS =
            List.of(
                    "sslmode",
                    "sslrootcert",
                    "channel_binding",
                    "connect_timeout",
                    "application_name");

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final List<String> CHANNEL_BINDINGS = List.of("disable", "prefer", "require");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    public DatabaseUrl {
        options = Map.copyOf(options);
    }

    /// @param variable the environment variable that held the text, for messages
    public static DatabaseUrl parse(String variable, String text) {
        DatabaseUrl url = address(variable, text);
        if (url.user.isEmpty()) {
            throw refused(variable, "lacks a user");
        }
        return url;
    }

    /// The same, but the user may be left out, and is the empty text then: a secret names it.
    public static DatabaseUrl address(String variable, String text) {
        URI uri = uri(variable, text);
        String scheme = uri.getScheme();
        String path = uri.getPath();
        if (scheme == null || !(scheme.equals("postgresql") || scheme.equals("postgres"))) {
            throw refused(variable, "does not begin with postgresql://");
        }
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw refused(variable, "lacks a host or a database");
        }
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        return new DatabaseUrl(
                uri.getHost(),
                port(variable, uri),
                path.substring(1),
                decode(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                colon < 0 ? Optional.empty() : Optional.of(decode(userInfo.substring(colon + 1))),
                options(variable, uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                variable);
    }

    private static int port(String variable, URI uri) {
        if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) {
            throw refused(variable, "has the port %d".formatted(uri.getPort()));
        }
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
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
                throw TerminalFailure.configuration(
                        "%s cannot have the option `%s`".formatted(variable, name),
                        NearestName.hint(name, ALLOWED_OPTIONS));
            }
            options.put(name, equals < 0 ? "" : decode(option.substring(equals + 1)));
        }
        requireOneOf(SSL_MODES, variable, "sslmode", options);
        requireOneOf(CHANNEL_BINDINGS, variable, "channel_binding", options);
        requireSeconds(variable, options.getOrDefault("connect_timeout", "0"));
        return options;
    }

    private static void requireSeconds(String variable, String timeout) {
        if (!SECONDS.matcher(timeout).matches()) {
            throw TerminalFailure.configuration(
                    "%s has the connect_timeout `%s`, which is no number of seconds"
                            .formatted(variable, timeout),
                    "write whole seconds, such as connect_timeout=10; 0 waits for ever");
        }
    }

    private static void requireOneOf(
            List<String> known, String variable, String option, Map<String, String> options) {
        String value = options.getOrDefault(option, known.getFirst());
        if (!known.contains(value)) {
            throw TerminalFailure.configuration(
                    "%s has the unknown %s `%s`".formatted(variable, option, value),
                    NearestName.hint(value, known));
        }
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

    /// The mode of encryption; the driver's own where none is named: encrypted where the server offers it.
    public String sslMode() {
        return options.getOrDefault("sslmode", "prefer");
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
