package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void quotesWhateverANameContains() {
        assertThat(Identifier.quote("We\"ird;--'x")).isEqualTo("\"We\"\"ird;--'x\"");
    }

    @Test
    void quotesSchemaAndNameApart() {
        assertThat(Identifier.quote("a.b", "c")).isEqualTo("\"a.b\".\"c\"");
    }

    @Test
    void refusesWhatIsNoName() {
        assertThatThrownBy(() -> Identifier.quote(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no name of a database object");
        assertThatThrownBy(() -> Identifier.quote("a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPersonIsShownQuotesOnlyWhereTheyAreNeeded() {
        assertThat(Identifier.quoteIfNeeded("invoice_line")).isEqualTo("invoice_line");
        assertThat(Identifier.quoteIfNeeded("Patient")).isEqualTo("\"Patient\"");
        assertThat(Identifier.quoteIfNeeded("2nd")).isEqualTo("\"2nd\"");
    }
}
