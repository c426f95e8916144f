package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Creation;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.run.RunNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullReadRequestTest {

    private static final RunNumber RUN = new RunNumber(42);

    private final MemoryZone zone = new MemoryZone();

    @Test
    void isFoundBesideItsRunAndNoOther() {
        var request =
                new FullReadRequest(
                        List.of(new TableName("public", "payment"), new TableName("a.b", "é+ c")),
                        "run 42 was skipped");

        request.layBeside(RUN, zone, "totesys");

        assertThat(FullReadRequest.beside(RUN, zone, "totesys")).contains(request);
        assertThat(FullReadRequest.beside(RUN.next(), zone, "totesys")).isEmpty();
    }

    @Test
    void theFirstOneBesideARunStays() {
        var first = new FullReadRequest(List.of(new TableName("public", "payment")), "one");
        var second = new FullReadRequest(List.of(new TableName("public", "staff")), "two");
        first.layBeside(RUN, zone, "totesys");

        Creation creation = second.layBeside(RUN, zone, "totesys");

        assertThat(creation).isEqualTo(new Creation.Refused());
        assertThat(FullReadRequest.beside(RUN, zone, "totesys")).contains(first);
    }
}
