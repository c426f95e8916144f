package dev.tidemark.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void readsEveryPart() {
        DatabaseUrl url =
                parse(
                        "postgresql://reader:p%40ss+w%2Ford@db.example:6432/totesys?sslmode=verify-full");

        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.database()).isEqualTo("totesys");
        assertThat(url.user()).isEqualTo("reader");
        assertThat(url.password()).hasValue("p@ss+w/ord");
        assertThat(url.options()).isEqualTo(Map.of("sslmode", "verify-full"));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(parse("postgresql://reader:secret@db/totesys"))
                .hasToString("postgresql://reader:***@db:5432/totesys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@h/d",
                "postgresql://h/d",
                "postgresql://u:secret@h",
                "postgresql://u:sec ret@h/d",
                "postgresql://u:secret/more@h/d",
                "postgresql://u:secret@more@h/d",
                "postgresql://u:secret%more@h/d",
                "postgresql://u:secret@h:99999/d"
            })
    void refusesOthersWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("TIDEMARK_SOURCE_URL")
                .hasMessageContaining("write it as postgresql://")
                .hasMessageContaining(
                        "special characters in a password are written %XX: / is %2F, @ is %40, % is %25")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("sec ret")
                .hasNoCause();
    }

    @Test
    void namesTheModeThatAMisspeltOneMeant() {
        assertThatThrownBy(() -> parse("postgresql://u:secret@h/d?sslmode=verifyfull"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "TIDEMARK_SOURCE_URL has the unknown sslmode `verifyfull`\n"
                                + "  To fix: did you mean `verify-full`?");
    }

    @Test
    void namesTheChannelBindingThatAMisspeltOneMeant() {
        assertThatThrownBy(() -> parse("postgresql://u:secret@h/d?channel_binding=requires"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "TIDEMARK_SOURCE_URL has the unknown channel_binding `requires`\n"
                                + "  To fix: did you mean `require`?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "10s", "-1", "1.5", "", "9999999"})
    void refusesATimeoutThatIsNoNumberOfSeconds(String timeout) {
        assertThatThrownBy(() -> parse("postgresql://u:secret@h/d?connect_timeout=" + timeout))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "TIDEMARK_SOURCE_URL has the connect_timeout `%s`, which is no number of seconds\n"
                                        .formatted(timeout)
                                + "  To fix: write whole seconds, such as connect_timeout=10; 0 waits for ever");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmod|did you mean `sslmode`?",
                "conect_timeout|did you mean `connect_timeout`?",
                "socketFactory|known are: application_name, channel_binding, connect_timeout, sslmode, sslrootcert"
            })
    void namesTheOptionThatAnotherOneMeant(String option, String fix) {
        assertThatThrownBy(() -> parse("postgresql://u:secret@h/d?%s=x".formatted(option)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "TIDEMARK_SOURCE_URL cannot have the option `%s`\n  To fix: %s"
                                .formatted(option, fix));
    }

    private static DatabaseUrl parse(String text) {
        return DatabaseUrl.parse("TIDEMARK_SOURCE_URL", text);
    }
}
