package dev.tidemark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"\"",
                "-0",
                "0.1",
                "1e300",
                "2147483648",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "\"line\\nquote\\\"slash\\\\ tab\\t bell\\u0007 ünïcødé 𝄞 \\u2028 null\\u0000\"",
                "{\"a\": {\"b\": [1, [], {}, [{\"c\": false}], null]}, \"\": \"x\", \"ü\": -1.5}",
                " \n {\"a\": 1} \n ",
            })
    void readsAndPrintsAsTheMapperDoes(String text) throws IOException {
        JsonNode tree = JsonTree.read(bytes(text));
        assertThat(tree).isEqualTo(MAPPER.readTree(text));
        assertThat(JsonTree.line(tree)).isEqualTo(MAPPER.readTree(text).toString());
        assertThat(JsonTree.page(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
    }

    @Test
    void takesAnEmptyTextForAMissingValue() throws IOException {
        assertThat(JsonTree.read(bytes(" ")).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1, ",
                "{\"a\"",
                "{\"a\": ",
                "{\"a\": 1",
                "{\"a\": 1]",
                "tru",
                "\"",
                "NaN",
                "}",
                "{'a': 1}",
                "[1,]",
                "\"a\\q\""
            })
    void refusesAPartOfAText(String text) {
        assertThatThrownBy(() -> JsonTree.read(bytes(text)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesWhatFollows() {
        assertThatThrownBy(() -> JsonTree.read(bytes("{\"a\": 1} {\"a\": 2}")))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("Something follows the value");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        assertThatThrownBy(() -> JsonTree.read(bytes("{\"a\": 1, \"a\": 2}")))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("Duplicate field 'a'");
    }

    @Test
    void refusesADepthThatWouldNotEnd() {
        assertThatThrownBy(() -> JsonTree.read(bytes("[".repeat(1_000_000))))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("nesting depth");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
