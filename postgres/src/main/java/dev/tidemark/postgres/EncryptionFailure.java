package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/// What goes wrong with encryption: trying again does not help. The driver reports most of it as a lost connection,
/// in the language of the machine, so that states, causes and the mode that was asked for tell it apart.
final class EncryptionFailure {

    private static final String REJECTED = "08004";
    private static final String LOST = "08006";
    private static final Set<String> REQUIRING = Set.of("require", "verify-ca", "verify-full");
    private static final Set<String> VERIFYING = Set.of("verify-ca", "verify-full");

    private EncryptionFailure() {}

    static Optional<TidemarkFailure> of(SQLException e, DatabaseUrl url) {
        boolean saidByServer =
                e instanceof PSQLException psql && psql.getServerErrorMessage() != null;
        if (saidByServer) {
            return Optional.empty();
        }
        if (REJECTED.equals(e.getSQLState())
                && "require".equals(url.options().get("channel_binding"))) {
            return Optional.of(notBound(e, url));
        }
        if (!REQUIRING.contains(url.sslMode())) {
            return Optional.empty();
        }
        if (REJECTED.equals(e.getSQLState())) {
            return Optional.of(notOffered(e, url));
        }
        return LOST.equals(e.getSQLState()) ? ofHandshake(e, url) : Optional.empty();
    }

    private static Optional<TidemarkFailure> ofHandshake(SQLException e, DatabaseUrl url) {
        if (lacksAuthority(url)) {
            return Optional.of(noAuthority(e, url));
        }
        if (has(e, CertPathBuilderException.class)
                || has(e, CertPathValidatorException.class)
                || has(e, CertificateException.class)) {
            return Optional.of(notTrusted(e, url));
        }
        if (has(e, SSLException.class)) {
            return Optional.of(noAgreement(e, url));
        }
        boolean othersName = e.getCause() == null && url.sslMode().equals("verify-full");
        return othersName ? Optional.of(othersName(e, url)) : Optional.empty();
    }

    private static TidemarkFailure notBound(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "%s binds no login to an encrypted channel, and channel_binding=require asks for it: %s"
                        .formatted(server(url), e.getMessage()),
                "switch on encryption (ssl = on) and SCRAM passwords there, and write sslmode=require beside it; or take channel_binding out of %s"
                        .formatted(url.origin()),
                e);
    }

    private static TidemarkFailure notOffered(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "%s offers no encryption, and sslmode=%s asks for it"
                        .formatted(server(url), url.sslMode()),
                "switch it on there (ssl = on), or where the network can be trusted take sslmode out of %s"
                        .formatted(url.origin()),
                e);
    }

    private static TidemarkFailure noAuthority(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "sslmode=%s needs the certificate of the authority that signed the server's, and there is no file %s"
                        .formatted(url.sslMode(), authority(url)),
                "correct the path: sslrootcert=/path/to/ca.pem in %s, or sslrootcert=system for an authority that Java knows"
                        .formatted(url.origin()),
                e);
    }

    private static TidemarkFailure notTrusted(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "the certificate of %s is not vouched for by %s: %s"
                        .formatted(server(url), authority(url), root(e).getMessage()),
                "name the file of the authority that signed it: sslrootcert=/path/to/ca.pem in %s"
                        .formatted(url.origin()),
                e);
    }

    private static TidemarkFailure noAgreement(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "no encryption could be agreed on with %s: %s"
                        .formatted(server(url), root(e).getMessage()),
                "check that a Postgres with ssl = on listens there, and sslmode in %s"
                        .formatted(url.origin()),
                e);
    }

    private static TidemarkFailure othersName(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "the certificate of %s is of another host, so that whoever answers may be another server"
                        .formatted(server(url)),
                "write the host in %s as the certificate names it, or sslmode=verify-ca to look at the authority alone"
                        .formatted(url.origin()),
                e);
    }

    private static String server(DatabaseUrl url) {
        return url.host() + ":" + url.port();
    }

    private static boolean lacksAuthority(DatabaseUrl url) {
        String file = authority(url);
        return VERIFYING.contains(url.sslMode())
                && !file.equals("system")
                && !Files.isReadable(Path.of(file));
    }

    /// The file that the driver looks for where none is named is libpq's.
    private static String authority(DatabaseUrl url) {
        return url.options()
                .getOrDefault(
                        "sslrootcert",
                        Path.of(System.getProperty("user.home"), ".postgresql", "root.crt")
                                .toString());
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        return causes(e).anyMatch(kind::isInstance);
    }

    private static Throwable root(Throwable e) {
        return causes(e).reduce(e, (before, after) -> after);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }
}
