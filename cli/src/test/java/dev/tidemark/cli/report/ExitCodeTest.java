package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void saysWhatKindOfFailureItWas() {
        assertThat(ExitCode.of(new TransientFailure("busy", "try again"))).isEqualTo(1);
        assertThat(ExitCode.of(TerminalFailure.world("gone", "restore it"))).isEqualTo(1);
        assertThat(ExitCode.of(TerminalFailure.configuration("typo", "mend it"))).isEqualTo(2);
        assertThat(ExitCode.of(TerminalFailure.check("null", "mend it"))).isEqualTo(3);
    }

    @Test
    void ofSeveralTheFirstThatStaysDecides() {
        var several = new TransientFailure("away", "try again");
        several.addSuppressed(TerminalFailure.check("null", "mend it"));
        several.addSuppressed(TerminalFailure.world("gone", "restore it"));

        assertThat(ExitCode.of(several)).isEqualTo(3);
    }

    @Test
    void aLookAheadEndsAsTheRunWould() {
        var away = new TransientFailure("away", "try again");
        TerminalFailure gone = TerminalFailure.world("gone", "restore it");

        assertThat(ExitCode.of(List.of(away))).isEqualTo(1);
        assertThat(ExitCode.of(List.of(away, TerminalFailure.configuration("typo", "mend"), gone)))
                .isEqualTo(2);
        assertThat(ExitCode.of(List.of(gone, TerminalFailure.configuration("typo", "mend"))))
                .isEqualTo(1);
    }

    @Test
    void aDefectDoesNotPass() {
        assertThat(ExitCode.of(new IllegalStateException("a row"))).isEqualTo(1);
        assertThat(StageFailures.of(new IllegalStateException("a row")).getFirst())
                .hasMessageStartingWith("a defect: java.lang.IllegalStateException");
    }

    @Test
    void aFileThatIsGoneOrADiskThatIsFullSaysSo() {
        var full = new UncheckedIOException(new IOException("No space left on device"));

        assertThat(StageFailures.of(full).getFirst())
                .isInstanceOf(TransientFailure.class)
                .hasMessage(
                        "a local file cannot be read or written: java.io.IOException: No space left on device\n"
                                + "  To fix: make sure that its disk has room and that nothing else removes it, then try again");
    }
}
