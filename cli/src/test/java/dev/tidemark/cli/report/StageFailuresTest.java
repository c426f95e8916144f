package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.TransientFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageFailuresTest {

    private static final String TYPED = "tidemark.command";

    @Test
    void areToldWithCommandsAsTheyAreTypedHere() {
        System.setProperty(TYPED, "./tidemark");
        var away = new TransientFailure("the source is away", "look:  tidemark status shop");
        away.addSuppressed(new TransientFailure("so is the warehouse", "wait"));

        assertThat(told(away))
                .isEqualTo(
                        """
                        tidemark: the source is away
                          To fix: look:  ./tidemark status shop
                        tidemark: so is the warehouse
                          To fix: wait
                        """);
    }

    private static String told(Exception thrown) {
        var err = new StringWriter();
        StageFailures.print(thrown, new PrintWriter(err, true));
        return err.toString();
    }

    @AfterEach
    void forget() {
        System.clearProperty(TYPED);
    }
}
