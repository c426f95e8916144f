package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that was read while a column was missing is told from a wrong model, with the way out.
class ChangedColumnsTest {

    private static final RunNumber SECOND = new RunNumber(2);

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aDoctorWithARating() {
        scene = new Scene(temporary);
        withRating();
        scene.folder.dimension(
                "dim_doctor",
                "doctor_id",
                "select\n    doctor_id,\n    doctor.rating\nfrom current.doctor");
        scene.ingestAndProcess();
    }

    private void withRating() {
        scene.source.table("doctor", "doctor_id", "doctor_id integer", "rating integer");
        scene.source.execute("insert into src.doctor values (1, 5)");
    }

    private void withoutRating() {
        scene.source.table("doctor", "doctor_id", "doctor_id integer");
        scene.source.execute("insert into src.doctor values (1)");
    }

    @Test
    void aColumnThatTheSourceDroppedIsSaidToBeDropped() {
        withoutRating();

        assertThatThrownBy(scene::ingestAndProcess)
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        """
                        sales/models/dim_doctor.sql:8 names the column `rating` (line 3 of its SELECT: `doctor.rating`), which public.doctor does not have in run 2. The run before had it: the source dropped it, and no later run has it.
                          To fix: leave the column out of the model; or put it back in the source, ingest, and then leave the table out of run 2:  tidemark skip sales --run 2 --table public.doctor --reason "…\"""");
    }

    @Test
    void aColumnThatIsBackNamesTheRunInTheWayAndTheRunThatHeals() {
        withoutRating();
        scene.source.ingest();
        scene.source.execute("insert into src.doctor values (2)");
        scene.source.ingest();
        withRating();
        scene.source.ingest();
        scene.source.execute("insert into src.doctor values (3, 4)");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        sales/models/dim_doctor.sql:8 names the column `rating` (line 3 of its SELECT: `doctor.rating`), which public.doctor does not have in run 2. It read: doctor_id. Run 4 has the column.
                          To fix: leave the table out of run 2, and run 4, which reads all its rows, heals it:  tidemark skip sales --run 2 --table public.doctor --reason "…\"""");
    }

    @Test
    void theWayOutHeals() {
        withoutRating();
        scene.source.ingest();
        scene.source.execute("insert into src.doctor values (2)");
        scene.source.ingest();
        withRating();
        scene.source.ingest();

        scene.stage().skip(SECOND, Set.of("public.doctor"), "the rating was dropped for a day");
        scene.process();

        assertThat(scene.rows("dim_doctor")).containsExactly(List.of("1", "5"));
    }

    @Test
    void aModelThatIsAheadOfAPendingRunIsNotCalledWrong() {
        scene.source.execute("insert into src.doctor values (2, 3)");
        scene.source.ingest();
        scene.source.table("doctor", "doctor_id", "doctor_id integer", "room text");
        scene.source.execute("insert into src.doctor values (1, 'A')");
        scene.source.ingest();
        scene.folder.dimension(
                "dim_doctor", "doctor_id", "select doctor_id, room from current.doctor");

        assertThatThrownBy(scene::process)
                .hasMessageContaining(
                        "which public.doctor does not have in run 2. It read: doctor_id, rating. Run 3 has the column.")
                .hasMessageContaining("tidemark skip sales --run 2 --table public.doctor");
        scene.stage().skip(SECOND, Set.of("doctor"), "the room came later");
        scene.process();
        assertThat(scene.rows("dim_doctor")).containsExactly(List.of("1", "A"));
    }

    @Test
    void whatRefersToAModelThatCannotBeMadeYetWaitsWithIt() {
        scene.source.table("visit", "visit_id", "visit_id integer", "doctor_id integer");
        scene.source.execute("insert into src.visit values (7, 1)");
        scene.source.ingest();
        scene.source.table("doctor", "doctor_id", "doctor_id integer", "room text");
        scene.source.execute("insert into src.doctor values (1, 'A')");
        scene.source.ingest();
        scene.folder
                .dimension("dim_doctor", "doctor_id", "select doctor_id, room from current.doctor")
                .model(
                        "fact_visit",
                        """
                        kind: fact
                        grain: a visit
                        key: [visit_id]
                        history: latest
                        checks:
                          - refers: {doctor_id: dim_doctor.doctor_id}""",
                        "select visit_id, doctor_id from delta.visit");

        scene.stage().skip(SECOND, Set.of("doctor"), "the room is new");

        assertThat(scene.model("fact_visit").outcome()).isEqualTo(Outcome.SKIPPED);
        scene.process();
        assertThat(scene.rows("dim_doctor")).containsExactly(List.of("1", "A"));
        assertThat(scene.rows("fact_visit")).containsExactly(List.of("7", "1"));
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
