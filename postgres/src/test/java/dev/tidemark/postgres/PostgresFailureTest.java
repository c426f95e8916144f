package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresFailureTest {

    private static final DatabaseUrl URL =
            DatabaseUrl.parse("TIDEMARK_SOURCE_URL", "postgresql://anna:s3cret@db.example/shop");

    @Test
    void aWrongPasswordNamesTheUserAndNotThePassword() {
        TidemarkFailure failure = of("28P01", "password authentication failed for user \"anna\"");
        assertThat(failure)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("refuses the login of user `anna`")
                .hasMessageContaining(
                        "check user and password in TIDEMARK_SOURCE_URL, and pg_hba.conf");
        assertThat(failure.getMessage()).doesNotContain("s3cret");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        assertThat(of("3D000", "database \"shop\" does not exist"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("there is no database `shop` at db.example:5432")
                .hasMessageContaining("correct the name in TIDEMARK_SOURCE_URL");
    }

    @Test
    void aMissingRightNamesTheObject() {
        assertThat(of("42501", "permission denied for table payment"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("permission denied for table payment");
    }

    @Test
    void aSessionThatMayNotWriteComesWithBothWaysOut() {
        assertThat(of("25006", "cannot execute INSERT in a read-only transaction"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageEndingWith(
                        "was refused: transactions of the user `anna` are read-only there\n"
                                + "  To fix: if it is a standby, name its primary server in TIDEMARK_SOURCE_URL;"
                                + " otherwise  begin read write; alter role \"anna\" in database \"shop\" set default_transaction_read_only = off; commit;");
    }

    @Test
    void aSessionThatMayNotBeOpenedComesWithTheGrant() {
        var refused = new SQLException("permission denied for database \"shop\"", "42501");

        assertThat(PostgresFailure.ofConnecting(refused, URL))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        """
                        the user `anna` may not connect to db.example:5432/shop
                          To fix: grant connect on database "shop" to "anna";""");
    }

    @Test
    void anUnknownHostNeedsAPersonAndARefusedConnectionPasses() {
        assertThat(unreachable(new UnknownHostException("db.example")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the host `db.example` is unknown")
                .hasMessageContaining("correct the host in TIDEMARK_SOURCE_URL");
        assertThat(unreachable(new ConnectException("Connection refused")))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("nothing listens at db.example:5432")
                .hasMessageContaining("correct host and port in TIDEMARK_SOURCE_URL");
        assertThat(unreachable(new SocketTimeoutException("timed out")))
                .hasMessageContaining("network rules and sslmode in TIDEMARK_SOURCE_URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"40001", "40P01", "55P03", "57P01", "57014", "53300", "08006", "25P03", ""})
    void whatPassesByItselfIsTransient(String state) {
        assertThat(of(state, "something that passes")).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23505", "P0001"})
    void whatQuotesValuesIsNotRepeated(String state) {
        TidemarkFailure failure = of(state, "invalid input syntax: \"4929 1234\"");
        assertThat(failure).isInstanceOf(TerminalFailure.class).hasNoCause();
        assertThat(failure.getMessage())
                .doesNotContain("4929")
                .contains("a value was refused by table `card`, constraint `card_pk`");
    }

    private static TidemarkFailure of(String state, String message) {
        var server =
                new ServerErrorMessage(
                        "SERROR\0C%s\0M%s\0DKey (card)=(4929 1234) exists.\0tcard\0ncard_pk\0"
                                .formatted(state, message));
        return PostgresFailure.of(new PSQLException(server, false), URL, "reading public.card");
    }

    private static TidemarkFailure unreachable(Throwable cause) {
        return PostgresFailure.of(
                new SQLException("The connection attempt failed.", "08001", cause), URL, "x");
    }
}
