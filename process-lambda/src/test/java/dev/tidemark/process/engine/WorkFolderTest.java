package dev.tidemark.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.MemoryZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir private Path temporary;

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        try (WorkFolder work = WorkFolder.in(temporary, 1000)) {
            Files.createDirectory(work.newFolder());
            Files.writeString(work.path().resolve("file"), "text");
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        Path left = Files.createDirectory(temporary.resolve("tidemark-process-1"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("file.parquet"), "text");

        try (WorkFolder work = WorkFolder.in(temporary, 1000)) {
            assertThat(work.path()).exists();
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void fetchesAFileOnceAndNoMoreThanItMayHold() throws IOException {
        var zone = new MemoryZone();
        Path local = Files.writeString(temporary.resolve("local"), "0123456789");
        Key key = Key.of("sales", "file");
        zone.upload(key, local);
        var file = new DataFile(key, 1, 10, DataFiles.sha256(local));

        try (WorkFolder work = WorkFolder.in(temporary, 15)) {
            List<Path> once = work.fetch(new DataFiles(zone), List.of(file));
            zone.remove(key);

            assertThat(work.fetch(new DataFiles(zone), List.of(file))).isEqualTo(once);
            assertThatThrownBy(() -> work.adopt(file, local))
                    .hasMessageStartingWith(
                            "the run needs more than the 0 MB of temporary storage");
        }
    }
}
