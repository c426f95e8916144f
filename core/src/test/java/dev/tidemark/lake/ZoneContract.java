package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every zone promises, S3 or not.
public abstract class ZoneContract {

    private static final Key KEY = Key.of("sales", "runs", "000000001", "query_log.json");

    /// An empty zone.
    protected abstract Zone zone();

    @Test
    void saysThatAnObjectIsAbsentUntilItIsCreated() {
        Zone zone = zone();

        assertThat(zone.read(KEY)).isEmpty();
        assertThat(zone.holds(KEY)).isFalse();

        assertThat(zone.create(KEY, bytes("first"))).isInstanceOf(Creation.Created.class);

        assertThat(zone.read(KEY)).hasValue(bytes("first"));
        assertThat(zone.holds(KEY)).isTrue();
    }

    @Test
    void createsAnObjectOnlyOnce() {
        Zone zone = zone();
        zone.create(KEY, bytes("first"));

        assertThat(zone.create(KEY, bytes("second"))).isInstanceOf(Creation.Refused.class);

        assertThat(zone.read(KEY)).hasValue(bytes("first"));
    }

    @Test
    void letsExactlyOneOfManyWinARace() throws Exception {
        Zone zone = zone();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Creation>> racers =
                    IntStream.range(0, 16)
                            .<Callable<Creation>>mapToObj(
                                    racer -> () -> zone.create(KEY, bytes("racer " + racer)))
                            .toList();
            List<String> winners = new ArrayList<>();
            var results = pool.invokeAll(racers);
            for (int racer = 0; racer < results.size(); racer++) {
                if (results.get(racer).get() instanceof Creation.Created) {
                    winners.add("racer " + racer);
                }
            }
            String content = new String(zone.read(KEY).orElseThrow(), StandardCharsets.UTF_8);
            // A winner whose reply was lost does not know that it won; nobody else may believe so.
            assertThat(winners).isSubsetOf(content);
        }
    }

    @Test
    void findsTheFirstKeyThatFollowsAnother() {
        Zone zone = zone();
        Key third = Key.of("sales", "runs", "000000003", "query_log.json");
        zone.create(KEY, bytes("first"));
        zone.create(third, bytes("third"));
        zone.create(Key.of("sales2", "runs", "000000009", "query_log.json"), bytes("foreign"));
        Key runs = Key.of("sales", "runs");

        assertThat(zone.firstAfter(runs, Key.of("sales", "runs", "000000002"))).hasValue(third);
        assertThat(zone.firstAfter(runs, third)).isEmpty();
    }

    @Test
    void bringsADataFileBackAsItWas(@TempDir Path folder) throws IOException {
        Zone zone = zone();
        Path file = Files.write(folder.resolve("sent"), bytes("parquet"));
        zone.upload(KEY, file);

        zone.download(KEY, folder.resolve("received"), 7);

        assertThat(folder.resolve("received")).hasBinaryContent(bytes("parquet"));
    }

    @Test
    void refusesADataFileThatIsMissingOrOfAnotherLength(@TempDir Path folder) throws IOException {
        Zone zone = zone();
        Path target = folder.resolve("received");
        assertThatThrownBy(() -> zone.download(KEY, target, 7))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("is named by a query log but is not there");

        zone.upload(KEY, Files.write(folder.resolve("sent"), bytes("cut")));
        assertThatThrownBy(() -> zone.download(KEY, target, 7))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("restore");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
