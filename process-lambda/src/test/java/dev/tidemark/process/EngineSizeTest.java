package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.process.engine.DuckDb;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine takes what the function has.
class EngineSizeTest {

    @ParameterizedTest
    @CsvSource({
        "512, 2, 200, 2",
        "1024, 2, 712, 2",
        "3538, 2, 3226, 2",
        "4096, 3, 3784, 3",
        "10240, 6, 9928, 6"
    })
    void aFunctionWithMoreMemoryHasMoreThreads(
            String memory, int processors, int megabytes, int threads) {
        var variables = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory);

        assertThat(Wiring.engine(new Environment(variables), processors))
                .isEqualTo(new DuckDb(megabytes, threads));
    }

    @Test
    void threadsAreNoMoreThanTheProcessorsThatThereAre() {
        var variables = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "10240");

        assertThat(Wiring.engine(new Environment(variables), 4).threads()).isEqualTo(4);
    }

    @Test
    void aLaptopOfManyProcessorsHasTheBoundsOfTheSmallestFunction() {
        assertThat(Wiring.engine(new Environment(Map.of()), 32)).isEqualTo(new DuckDb(200, 2));
    }
}
