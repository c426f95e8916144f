package dev.tidemark.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TransientFailure;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir private Path temporary;

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        try (ScratchFolder folder = ScratchFolder.in(temporary, Stage.LOAD)) {
            Path inner = Files.createDirectory(folder.path().resolve("inner"));
            Files.writeString(inner.resolve("file"), "text");
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isLeftAloneWhileItsProcessLivesAndSweptAwayOnceItWasKilled() throws IOException {
        try (Tenant tenant = Tenant.in(temporary, Stage.INGEST)) {
            ScratchFolder.in(temporary, Stage.INGEST).close();
            ScratchFolder.in(temporary, Stage.INGEST).close();
            assertThat(tenant.folder().resolve("file")).exists();

            tenant.kill();
            ScratchFolder.in(temporary, Stage.INGEST).close();

            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void isLeftAloneByAnotherInTheSameProcess() {
        try (ScratchFolder first = ScratchFolder.in(temporary, Stage.INGEST);
                ScratchFolder second = ScratchFolder.in(temporary, Stage.INGEST)) {
            assertThat(first.path()).exists().isNotEqualTo(second.path());
        }
    }

    @Test
    void takesNothingForItsOwnThatIsAnothers() throws IOException {
        Path foreign = Files.createDirectory(temporary.resolve("tidemark-process-1"));
        Files.writeString(foreign.resolve(Leftovers.LOCK), "");
        Path fresh = Files.createDirectory(temporary.resolve("tidemark-ingest-1"));

        ScratchFolder.in(temporary, Stage.INGEST).close();

        assertThat(temporary).isDirectoryContaining(foreign::equals);
        assertThat(temporary).isDirectoryContaining(fresh::equals);
    }

    @Test
    void saysWhereItCannotBeMade() {
        Path missing = temporary.resolve("missing");

        assertThatThrownBy(() -> ScratchFolder.in(missing, Stage.LOAD))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("no temporary folder can be made in " + missing)
                .hasMessageContaining("java.io.tmpdir");
    }
}
