package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretLoginTest {

    private static final String SECRET =
            """
            {"engine": "postgres", "host": "db.example", "port": 5433, "dbname": "shop",
             "username": "anna", "password": "%s"}
            """;

    @Test
    void readsTheFormThatRdsWrites() {
        var login = new SecretLogin("shop/source", Optional.empty(), id -> SECRET.formatted("old"));
        assertThat(login.url().place()).isEqualTo("db.example:5433/shop");
        assertThat(login.url().user()).isEqualTo("anna");
        assertThat(login.url().password()).contains("old");
        assertThat(login.url().origin()).isEqualTo("the secret `shop/source`");
    }

    @Test
    void readsOnceAndAgainWhenThePasswordWasRefused() {
        var texts =
                new ArrayDeque<>(
                        List.of(
                                SECRET.formatted("old"),
                                SECRET.formatted("new"),
                                SECRET.formatted("new")));
        var login = new SecretLogin("shop/source", Optional.empty(), id -> texts.remove());
        login.url();
        login.url();
        assertThat(login.renew()).isEqualTo(Login.Renewal.CHANGED);
        assertThat(login.url().password()).contains("new");
        assertThat(login.renew()).isEqualTo(Login.Renewal.SAME);
    }

    @Test
    void aSecretOfAnotherFormIsRefusedWithoutShowingIt() {
        var login = new SecretLogin("shop/source", Optional.empty(), id -> "not json: s3cret");
        assertThatThrownBy(login::url)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith("the secret `shop/source` is no JSON object")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void aMissingFieldIsNamed() {
        var login =
                new SecretLogin(
                        "shop/source", Optional.empty(), id -> "{\"host\": \"db.example\"}");
        assertThatThrownBy(login::url)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("has no `dbname`");
    }

    /// RDS keeps nothing but user and password in the secret of an instance, and no secret knows an sslmode.
    @Test
    void anAddressBesideItSaysWhereAndHow() {
        var address =
                DatabaseUrl.address(
                        "TIDEMARK_SOURCE_URL", "postgresql://db.example/shop?sslmode=verify-full");
        var login =
                new SecretLogin(
                        "rds!db-1",
                        Optional.of(address),
                        id -> "{\"username\": \"anna\", \"password\": \"new\"}");

        assertThat(login.url().place()).isEqualTo("db.example:5432/shop");
        assertThat(login.url().user()).isEqualTo("anna");
        assertThat(login.url().password()).contains("new");
        assertThat(login.url().sslMode()).isEqualTo("verify-full");
        assertThat(login.url().origin()).isEqualTo("TIDEMARK_SOURCE_URL and the secret `rds!db-1`");
    }

    @Test
    void aUserInBothIsRefused() {
        var environment =
                new Environment(
                        Map.of(
                                "TIDEMARK_SOURCE_URL", "postgresql://anna:s3cret@db.example/shop",
                                "TIDEMARK_SOURCE_SECRET", "shop/source"));

        assertThatThrownBy(() -> Logins.source(environment))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "TIDEMARK_SOURCE_URL and TIDEMARK_SOURCE_SECRET both name a user\n"
                                + "  To fix: with a secret, write the URL as postgresql://db.example:5432/shop,"
                                + " or unset one of the two");
    }
}
