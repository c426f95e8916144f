package dev.tidemark.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.archive.RunFiles;
import dev.tidemark.ingest.archive.SortedKeys;
import dev.tidemark.ingest.catalog.PastRuns;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.Changes;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.Probe;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.ingest.source.Visit;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Where counts and keys contradict each other, nothing is taken for deleted.
@ExtendWith(PostgresExtension.class)
class KeyReaderTest {

    @TempDir private Path folder;
    private Visit visit;
    private OpenSnapshot snapshot;
    private SourceTable table;
    private KeyReader reader;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        database.execute(
                "create table item (id int primary key)", "insert into item values (1), (2), (3)");
        var login = new FixedLogin(DatabaseUrl.parse("TEST", database.url()));
        visit = new Source(login, Steps.UNDISTURBED).visit(Deadline.none());
        var settings = new SourceSettings(List.of("public"), Set.of(), Map.of());
        snapshot = visit.settle(new Selection("shop", settings, name -> false, PastRuns.none()));
        table = snapshot.catalog().tables().getFirst();
        var files =
                new RunFiles(
                        new MemoryZone(),
                        "shop",
                        RunNumber.FIRST,
                        new Attempt("0123456789abcdef"),
                        folder);
        reader = new KeyReader(snapshot, files);
    }

    @AfterEach
    void close() {
        snapshot.close();
        visit.close();
    }

    @Test
    void anArchiveThatIsNotWhatItsRunCountedIsRefused() {
        KeyUpdate archived = reader.whole(table, keys(), List.of(), 3);

        assertThatThrownBy(() -> reader.after(table, before(archived, 4), nothingChanged(), keys()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "the archived key set of public.item has 3 keys where its run counted 4:"
                                + " deletions cannot be told")
                .hasMessageContaining("read the tables in full:  tidemark ingest shop --full");
    }

    @Test
    void anArchiveThatIsWhatItsRunCountedIsCarriedOn() {
        KeyUpdate archived = reader.whole(table, keys(), List.of(), 3);

        assertThat(reader.after(table, before(archived, 3), nothingChanged(), keys()).deleted())
                .isZero();
    }

    @Test
    void keysThatAreNotAsManyAsTheRowsOfTheSameSnapshotAreRefused() {
        assertThatThrownBy(() -> reader.whole(table, keys(), List.of(), 2))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(
                        "public.item: 2 rows were expected and 3 keys read in the same snapshot")
                .hasMessageContaining("try again; nothing was published");
    }

    private SortedKeys keys() {
        return sink -> snapshot.readKeys(snapshot.all(table), sink);
    }

    private Probe nothingChanged() {
        long next = snapshot.text().xmax();
        return snapshot.probe(table, new Changes(new Snapshot("", next, next, List.of())));
    }

    private IngestedTable before(KeyUpdate keys, long rows) {
        return new IngestedTable(
                table.name(),
                IngestedTable.Mode.FULL,
                table.fingerprint(),
                table.described(),
                table.key(),
                rows,
                rows,
                0,
                List.of(),
                List.of(),
                keys.keyFiles());
    }
}
