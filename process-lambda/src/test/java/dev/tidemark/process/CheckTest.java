package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run whose rows break a check is not published.
class CheckTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aSource() {
        scene = new Scene(temporary);
        scene.source.table("staff", "staff_id", "staff_id integer", "email text");
        scene.source.table(
                "orders", "order_id", "order_id integer", "staff_id integer", "note text");
        scene.folder
                .model(
                        "dim_staff",
                        """
                        kind: dimension
                        key: [staff_id]
                        history: latest
                        checks:
                          - unique: [email]""",
                        "select staff_id, email from current.staff")
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: every_version
                        checks:
                          - not_null: [note]
                          - refers: {staff_id: dim_staff.staff_id}""",
                        "select order_id, staff_id, note from delta.orders");
        scene.source.execute("insert into src.staff values (1, 'ann@x'), (2, null), (3, null)");
        scene.source.execute("insert into src.orders values (10, 1, 'a'), (11, null, 'b')");
        scene.ingestAndProcess();
    }

    @Test
    void nullsNeitherReferNorRepeat() {
        assertThat(scene.rows("fact_order")).hasSize(2);
    }

    @Test
    void aReferenceToNobodyStopsTheRunAndNamesTheKeys() {
        scene.source.execute(
                "insert into src.orders values (204, 7, 'c'), (17, 8, 'd'), (18, 2, 'e')");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        sales/models/fact_order.sql, check refers: 2 rows name a staff_id that dim_staff.staff_id does not have
                          Keys: order_id 17, 204.
                          Nothing of run 2 is published, and no later run before it.
                          To fix: correct the model and process again. If the source is wrong, correct it and then leave this run out:  tidemark skip sales --run 2 --table public.orders --reason "…\"""")
                .asInstanceOf(InstanceOfAssertFactories.type(TerminalFailure.class))
                .returns(TerminalFailure.Kind.CHECK, TerminalFailure::kind);
        assertThat(scene.newest().header().run().value()).isEqualTo(1);
        assertThat(scene.processed.keys()).noneMatch(key -> key.value().contains("/000000002"));
    }

    @Test
    void aReferenceIsCheckedAgainstThoseThatCameInTheSameRun() {
        scene.source.execute("insert into src.staff values (7, 'new@x')");
        scene.source.execute("insert into src.orders values (12, 7, 'c')");

        scene.ingestAndProcess();

        assertThat(scene.rows("fact_order")).hasSize(3);
    }

    @Test
    void aRowThatStaysMustNotReferToOneThatGoes() {
        scene.source.table("team", "team_id", "team_id integer", "part_of integer");
        scene.source.execute("insert into src.team values (1, null), (2, 1), (3, 2)");
        scene.folder.model(
                "dim_team",
                """
                kind: dimension
                key: [team_id]
                history: latest
                checks:
                  - refers: {part_of: dim_team.team_id}""",
                "select team_id, part_of from current.team");
        scene.ingestAndProcess();
        scene.source.execute("delete from src.team where team_id = 1");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessageContaining(
                        """
                        dim_team.sql, check refers: 1 row names a part_of that dim_team.team_id does not have
                          Keys: team_id 2.""");
    }

    @Test
    void everyBrokenCheckIsNamedAtOnceAndTextKeysNever() {
        scene.folder.dimension("dim_email", "email", "select email from current.staff");
        scene.source.execute("insert into src.staff values (4, 'ann@x')");
        scene.source.execute("insert into src.orders values (20, 1, null)");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessageStartingWith(
                        """
                        sales/models/dim_email.sql, check not_null: 2 rows have no email
                          Keys: email null.
                        sales/models/dim_email.sql, check unique: 2 rows share their email with another
                          Keys: email #""")
                .hasMessageContaining(
                        """
                        sales/models/dim_staff.sql, check unique: 2 rows share their email with another
                          Keys: staff_id 1, 4.
                        sales/models/fact_order.sql, check not_null: 1 row have no note
                          Keys: order_id 20."""
                                .replace("row have", "row has"))
                .hasMessageContaining("--table public.staff --table public.orders")
                .message()
                .doesNotContain("ann@x");
    }

    @Test
    void manyRowsAreCheckedAsFewAre() {
        scene.source.execute("insert into src.staff select i, null from range(4, 150000) r(i)");
        scene.source.execute("insert into src.orders select i, i, 'n' from range(20, 150001) r(i)");
        scene.folder.dimension(
                "dim_order",
                "staff_id",
                "select if(staff_id = 77, 78, staff_id) as staff_id from current.orders where staff_id > 4");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessageContaining(
                        """
                        dim_order.sql, check unique: 2 rows share their staff_id with another
                          Keys: staff_id 78.""")
                .hasMessageContaining(
                        """
                        fact_order.sql, check refers: 1 row names a staff_id that dim_staff.staff_id does not have
                          Keys: order_id 150000.""")
                .message()
                .doesNotContain("not_null");
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
