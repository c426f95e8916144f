package dev.tidemark.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    @AfterEach
    void forget() {
        System.clearProperty("tidemark.terminal");
        System.clearProperty("tidemark.columns");
    }

    @Test
    void coloursOnATerminalOnly() {
        assertThat(Console.system(Map.of()).style()).isEqualTo(Style.PLAIN);

        System.setProperty("tidemark.terminal", "true");

        assertThat(Console.system(Map.of()).style()).isEqualTo(Style.COLOURED);
    }

    @Test
    void honoursNoColor() {
        System.setProperty("tidemark.terminal", "true");

        var console = Console.system(Map.of("NO_COLOR", "1"));

        assertThat(console.style()).isEqualTo(Style.PLAIN);
        assertThat(console.isTerminal()).isTrue();
    }

    @Test
    void isAHundredColumnsWideUnlessTheTerminalIsKnown() {
        System.setProperty("tidemark.columns", "");
        assertThat(Console.system(Map.of()).columns()).isEqualTo(100);

        System.setProperty("tidemark.columns", "72");
        assertThat(Console.system(Map.of()).columns()).isEqualTo(72);
    }
}
