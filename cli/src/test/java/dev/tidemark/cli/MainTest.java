package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysItsVersionAndTheJavaItRunsOn() {
        assertThat(tidemark("--version")).isZero();
        assertThat(out.toString())
                .matches("tidemark \\S+ \\(Java " + Runtime.version().feature() + ".*\\)\\R");
    }

    @Test
    void withoutACommandItIsAUsageErrorThatNamesTheCommands() {
        assertThat(tidemark()).isEqualTo(2);
        assertThat(err.toString())
                .contains("Say which command to run.")
                .contains("Usage: tidemark");
    }

    private int tidemark(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
