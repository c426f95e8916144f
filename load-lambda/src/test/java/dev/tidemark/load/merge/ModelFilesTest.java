package dev.tidemark.load.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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

class ModelFilesTest {

    @TempDir private Path elsewhere;
    @TempDir private Path temporary;

    @Test
    void leavesNothingBehindAndSweepsWhatAKilledLoadLeft() throws IOException {
        Path left = Files.createDirectory(temporary.resolve("tidemark-load-1"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("rows.parquet"), "half a file");
        var zone = new MemoryZone();
        Path local = Files.writeString(elsewhere.resolve("local"), "no Parquet at all");
        Key key = Key.of("sales", "file");
        zone.upload(key, local);
        var file = new DataFile(key, 1, 17, DataFiles.sha256(local));

        Throwable failure =
                catchThrowable(
                        () ->
                                new ModelFiles(new DataFiles(zone), temporary)
                                        .read(file, List.of("id"), batch -> {}));

        assertThat(failure).isNotNull();
        assertThat(temporary).isEmptyDirectory();
    }
}
