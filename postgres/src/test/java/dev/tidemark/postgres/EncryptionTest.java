package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.junit.Authority;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `sslmode` and `sslrootcert` of an address do what libpq's do, against a server whose certificate is of the host
/// `localhost`.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class EncryptionTest {

    private static final String USED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    private static final String DRIVERS_WORDS = "org.postgresql.ssl.PGjdbcHostnameVerifier";

    private final TestDatabase plain;
    private final TestDatabase encrypted;
    private Authority authority = new Authority(Path.of(""), "none");
    private Path folder = Path.of("");

    EncryptionTest(TestDatabase database) {
        plain = database;
        encrypted = database.onAnotherServer();
    }

    @BeforeAll
    void sign(@TempDir Path folder) throws Exception {
        this.folder = folder;
        authority = Authority.in(folder, "ours");
        authority.sign(encrypted, "localhost");
    }

    @Test
    void verifyFullTrustsTheAuthorityThatIsNamed() throws SQLException {
        String url = at("localhost", encrypted) + "?sslmode=verify-full&sslrootcert=";

        assertThat(isEncrypted(url + authority.file())).isTrue();
    }

    @Test
    void withoutAnyOptionWhatTheServerOffersIsUsed() throws SQLException {
        assertThat(isEncrypted(encrypted.url())).isTrue();
        assertThat(isEncrypted(plain.url())).isFalse();
        assertThat(isEncrypted(encrypted.url() + "?sslmode=disable")).isFalse();
    }

    @Test
    void verifyFullRefusesACertificateOfAnotherHostWhichVerifyCaTakes() throws SQLException {
        String options = "&sslrootcert=" + authority.file();

        refused(connecting(encrypted.url() + "?sslmode=verify-full" + options))
                .hasMessageContaining("the certificate of 127.0.0.1:")
                .hasMessageContaining(" is of another host")
                .hasMessageContaining("To fix: write the host in THE_URL as the certificate names");
        assertThat(Logger.getLogger(DRIVERS_WORDS).isLoggable(Level.SEVERE)).isFalse();
        assertThat(isEncrypted(encrypted.url() + "?sslmode=verify-ca" + options)).isTrue();
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        Path others = Authority.in(folder, "others").file();
        String url = at("localhost", encrypted) + "?sslmode=verify-full&sslrootcert=";

        refused(connecting(url + others))
                .hasMessageContaining("is not vouched for by " + others + ": ")
                .hasMessageContaining("sslrootcert=/path/to/ca.pem in THE_URL");
        refused(connecting(url + "system")).hasMessageContaining("is not vouched for by system: ");
    }

    @Test
    void anAuthorityThatIsNoFileIsNamed() {
        refused(connecting(encrypted.url() + "?sslmode=verify-full&sslrootcert=/no/ca.pem"))
                .hasMessageContaining("and there is no file /no/ca.pem")
                .hasMessageContaining("correct the path");
    }

    @Test
    void aFileThatHoldsNoCertificateIsNotTrusted() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear server,");

        refused(connecting(encrypted.url() + "?sslmode=verify-ca&sslrootcert=" + letter))
                .hasMessageContaining(letter.toString());
    }

    @Test
    void aServerThatOffersNoEncryptionIsRefusedWhereItIsAskedFor() {
        refused(connecting(plain.url() + "?sslmode=require"))
                .hasMessageContaining("offers no encryption, and sslmode=require asks for it")
                .hasMessageContaining("take sslmode out of THE_URL");
    }

    /// What providers hand out beside `sslmode=require`: nobody in between can hand on a login that is bound to its channel.
    @Test
    void aLoginCanBeBoundToTheEncryptedChannel() throws SQLException {
        String bound = "?sslmode=require&channel_binding=require";

        assertThat(isEncrypted(encrypted.url() + bound)).isTrue();
        refused(connecting(plain.url() + "?channel_binding=require"))
                .hasMessageContaining(" binds no login to an encrypted channel")
                .hasMessageContaining("or take channel_binding out of THE_URL");
    }

    private static String at(String host, TestDatabase database) {
        return database.url().replace("127.0.0.1", host);
    }

    private static boolean isEncrypted(String url) throws SQLException {
        try (Connection connection = database(url).connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(USED)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static ThrowingCallable connecting(String url) {
        return () -> database(url).connect().close();
    }

    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable connecting) {
        return assertThatThrownBy(connecting)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageNotContaining("try again");
    }

    private static Database database(String url) {
        return new Database(new FixedLogin(DatabaseUrl.parse("THE_URL", url)), Map.of());
    }
}
