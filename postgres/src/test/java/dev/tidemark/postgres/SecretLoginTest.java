package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretLoginTest {

    private static final String SECRET =
            """
            {"engine": "postgres", "host": "db.example", "port": 5433, "dbname": "shop",
             "username": "anna", "password": "%s"}
            """;

    @Test
    void readsTheFormThatRdsWrites() {
        var login = new SecretLogin("shop/source", id -> SECRET.formatted("old"));
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
        var login = new SecretLogin("shop/source", id -> texts.remove());
        login.url();
        login.url();
        assertThat(login.renew()).isEqualTo(Login.Renewal.CHANGED);
        assertThat(login.url().password()).contains("new");
        assertThat(login.renew()).isEqualTo(Login.Renewal.SAME);
    }

    @Test
    void aSecretOfAnotherFormIsRefusedWithoutShowingIt() {
        var login = new SecretLogin("shop/source", id -> "not json: s3cret");
        assertThatThrownBy(login::url)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith("the secret `shop/source` is no JSON object")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void aMissingFieldIsNamed() {
        var login = new SecretLogin("shop/source", id -> "{\"host\": \"db.example\"}");
        assertThatThrownBy(login::url)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("has no `dbname`");
    }
}
