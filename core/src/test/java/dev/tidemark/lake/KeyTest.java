package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.runlog.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a//b", "a/../b", "..", "a/./b", "a/b/", "a b", "a\nb", "ä"})
    void refusesWhatCouldClimbOutOfItsFolder(String value) {
        assertThatThrownBy(() -> new Key(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "a/b",
                "a\"b",
                "%2F",
                "; drop table x;--",
                "Çay\uD83D\uDE00",
                " "
            })
    void makesOnePlainPartOfAnyName(String name) {
        assertThat(Key.of("p", Key.encode(name)).value()).matches("p/[A-Za-z0-9_.%=-]+");
    }

    @Test
    void givesDifferentTablesDifferentParts() {
        assertThat(new TableName("a.b", "c").keyPart())
                .isEqualTo("a%2Eb.c")
                .isNotEqualTo(new TableName("a", "b.c").keyPart());
    }

    @Test
    void leavesAnOrdinaryNameAsItIs() {
        assertThat(new TableName("public", "sales_order").keyPart())
                .isEqualTo("public.sales_order");
    }
}
