package dev.tidemark.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

    @Test
    void leavesPlainNamesAsTheyAre() {
        assertThat(ShellWord.of("public.sales_order")).isEqualTo("public.sales_order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.Order Items", "it's", "$HOME", "50% off", "a;b", "\"q\"", "*"})
    void aShellReadsAnyNameAsOneWord(String name) throws IOException {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(name)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }
}
