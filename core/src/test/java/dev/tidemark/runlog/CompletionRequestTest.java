package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.MemoryZone;
import dev.tidemark.run.RunNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionRequestTest {

    private static final RunNumber RUN = new RunNumber(42);

    private final MemoryZone zone = new MemoryZone();

    @Test
    void namesItsModelsBesideItsRunAndNoOther() {
        lay("dim_date", "fact_payment");

        assertThat(CompletionRequest.modelsBeside(RUN, zone, "totesys"))
                .containsExactly("dim_date", "fact_payment");
        assertThat(CompletionRequest.modelsBeside(RUN.next(), zone, "totesys")).isEmpty();
    }

    @Test
    void severalBesideARunAllCount() {
        lay("dim_date");
        lay("dim_staff");
        lay("dim_staff");

        assertThat(CompletionRequest.modelsBeside(RUN, zone, "totesys"))
                .containsExactly("dim_date", "dim_staff");
    }

    private void lay(String... models) {
        new CompletionRequest(List.of(models), "run 42 was skipped")
                .layBeside(RUN, zone, "totesys");
    }
}
