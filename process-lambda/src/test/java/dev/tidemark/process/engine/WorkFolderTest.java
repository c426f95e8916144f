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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir private Path temporary;
    @TempDir private Path keeping;
    private KeptFiles kept;

    @BeforeEach
    void keepNothing() {
        kept = new KeptFiles(keeping);
    }

    @AfterEach
    void forget() {
        kept.close();

        assertThat(keeping).isEmptyDirectory();
    }

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
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

        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            assertThat(work.path()).exists();
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void fetchesAFileOnce() throws IOException {
        var zone = new MemoryZone();
        Path local = Files.writeString(temporary.resolve("local"), "0123456789");
        Key key = Key.of("sales", "file");
        zone.upload(key, local);
        var file = new DataFile(key, 1, 10, DataFiles.sha256(local));

        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            List<Path> once = work.fetch(new DataFiles(zone), List.of(file));
            zone.remove(key);

            assertThat(work.fetch(new DataFiles(zone), List.of(file))).isEqualTo(once);
        }
    }

    @Test
    void whatIsKeptNeedNotBeFetchedAgain() throws IOException {
        var zone = new MemoryZone();
        DataFile one = uploaded(zone, "one");
        DataFile other = uploaded(zone, "other");
        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            work.fetch(new DataFiles(zone), List.of(one, other));
            work.keep(List.of(one));
        }
        zone.remove(one.key());
        zone.remove(other.key());

        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            assertThat(work.fetch(new DataFiles(zone), List.of(one)).getFirst())
                    .hasParent(work.path())
                    .hasContent("one");
            assertThatThrownBy(() -> work.fetch(new DataFiles(zone), List.of(other)))
                    .hasMessageContaining("other");
        }
    }

    @Test
    void whatIsKeptNoLongerLeavesTheDisk() throws IOException {
        var zone = new MemoryZone();
        DataFile one = uploaded(zone, "one");
        DataFile other = uploaded(zone, "other");
        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            work.fetch(new DataFiles(zone), List.of(one, other));
            work.keep(List.of(one));
            work.keep(List.of(other));
        }

        try (Stream<Path> files = Files.walk(keeping)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(other.sha256() + ".parquet")
                    .doesNotContain(one.sha256() + ".parquet");
        }
    }

    @Test
    void aFetchedFileIsNotReadAgainForItsHashAndAnyOtherIs() throws IOException {
        var zone = new MemoryZone();
        DataFile file = uploaded(zone, "one");
        try (WorkFolder work = WorkFolder.in(temporary, kept)) {
            Path fetched = work.fetch(new DataFiles(zone), List.of(file)).getFirst();
            Path other = Files.copy(fetched, work.path().resolve("0.parquet"));
            Files.writeString(fetched, "none would change it");

            assertThat(work.sha256(fetched)).isEqualTo(file.sha256());
            assertThat(work.sha256(other)).isEqualTo(file.sha256());
        }
    }

    private DataFile uploaded(MemoryZone zone, String content) throws IOException {
        Path local = Files.writeString(keeping.resolve("local"), content);
        Key key = Key.of("sales", content);
        zone.upload(key, local);
        var file = new DataFile(key, 1, content.length(), DataFiles.sha256(local));
        Files.delete(local);
        return file;
    }
}
