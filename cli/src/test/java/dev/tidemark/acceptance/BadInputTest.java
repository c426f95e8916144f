package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Bad input ends in one readable message with the fix, and nothing is lost: the next good tick brings everything.
@Tag("slow")
@ExtendWith(WorldExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final int ORDERS = 200;
    private static final int FAILED = 1;
    private static final int CONFIGURATION = 2;

    /// What stays as it is.
    private static final String BOTH = "both zones";

    private static final String PROCESSED = "the processed zone";
    private static final String NEITHER = "neither zone";

    private final World world;
    private int changes;
    @TempDir private Path folder;

    BadInputTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void follow() {
        world.seed(ORDERS);
        world.tick();
    }

    @Test
    void aWrongPassword() {
        String url = variable(Environment.SOURCE_URL);
        refused(
                Environment.SOURCE_URL,
                url.replaceFirst(":[^:@]*@", ":wrong@"),
                CONFIGURATION,
                """
                tidemark: 127.0.0.1:%1$d/%2$s refuses the login of user `%3$s`: password authentication failed for user "%3$s"
                  To fix: check user and password in TIDEMARK_SOURCE_URL, and pg_hba.conf
                """
                        .formatted(
                                world.port(Environment.SOURCE_URL),
                                world.source().name(),
                                world.reader()),
                BOTH);
    }

    @Test
    void anUnknownHost() {
        refused(
                Environment.SOURCE_URL,
                variable(Environment.SOURCE_URL).replace("127.0.0.1", "nowhere.invalid"),
                CONFIGURATION,
                """
                tidemark: the host `nowhere.invalid` is unknown
                  To fix: correct the host in TIDEMARK_SOURCE_URL
                """,
                BOTH);
    }

    @Test
    void aHostThatDoesNotListen() {
        refused(
                Environment.SOURCE_URL,
                variable(Environment.SOURCE_URL)
                        .replace(":" + world.port(Environment.SOURCE_URL) + "/", ":1/"),
                FAILED,
                """
                tidemark: nothing listens at 127.0.0.1:1: the connection was refused
                  To fix: start the database, or correct host and port in TIDEMARK_SOURCE_URL
                  This may pass by itself. Running it again is safe: what is done is not done twice.
                """,
                BOTH);
    }

    @Test
    void aMissingBucket() {
        refused(
                Environment.INGESTION_BUCKET,
                "no-such-bucket",
                CONFIGURATION,
                """
                tidemark: the bucket `no-such-bucket` does not exist
                  To fix: create it, or correct TIDEMARK_INGESTION_BUCKET or TIDEMARK_PROCESSED_BUCKET
                """,
                BOTH);
    }

    @Test
    void aMissingRightNamesTheTable() {
        change();
        Sql.run(world.source(), "revoke select on payment from " + world.reader());
        try {
            requireRefusal(
                    FAILED,
                    """
                    tidemark: the user `%1$s` may not read public.payment: a run holds every table that is not excluded, also those that no model reads, so nothing is read
                      To fix: GRANT USAGE ON SCHEMA public TO %1$s; GRANT SELECT ON public.payment TO %1$s; or exclude it in totesys/pipeline.yaml
                    """
                            .formatted(world.reader()),
                    "totesys",
                    BOTH);
        } finally {
            Sql.run(world.source(), "grant select on payment to " + world.reader());
        }
        recover();
    }

    @Test
    void aTableWithoutPrimaryKey() {
        change();
        Sql.run(world.source(), "create table note (said text)");

        try {
            requireRefusal(
                    CONFIGURATION,
                    """
                tidemark: table public.note has no primary key, so its rows cannot be told apart
                  To fix: ALTER TABLE public.note ADD PRIMARY KEY (…); or add `public.note` to source.exclude in totesys/pipeline.yaml
                """,
                    "totesys",
                    BOTH);
        } finally {
            Sql.run(world.source(), "drop table note");
        }
        recover();
    }

    @Test
    void aMisspeltPipeline() {
        change();

        requireRefusal(
                CONFIGURATION,
                """
                tidemark: there is no pipeline `totesis` in %s
                  To fix: did you mean `totesys`?
                """
                        .formatted(World.PIPELINES),
                "totesis",
                BOTH);

        recover();
    }

    @Test
    void anUnknownKeyInThePipeline() {
        refusedFolder(
                new Edit("pipeline.yaml", "max_share", "max_shares"),
                """
                tidemark: totesys/pipeline.yaml, deletes has the unknown key `max_shares`; did you mean `max_share`?
                  To fix: correct the file; pipelines/README.md describes its keys
                """);
    }

    @Test
    void aModelWithASyntaxError() {
        refusedModel(
                new Edit("models/dim_design.sql", "select", "selekt"),
                """
                tidemark: totesys/models/dim_design.sql has a syntax error at or near "selekt" (line 1 of its SELECT: `selekt`)
                  To fix: correct the SQL
                """);
    }

    @Test
    void aModelThatNamesAnUnknownTable() {
        refusedModel(
                new Edit("models/dim_design.sql", "current.design", "current.desing"),
                """
                tidemark: totesys/models/dim_design.sql reads the unknown table `current.desing`
                  To fix: did you mean `design`?
                """);
    }

    @Test
    void aModelThatNamesAnUnknownColumn() {
        refusedModel(
                new Edit("models/dim_design.sql", "file_name", "filename"),
                """
                tidemark: totesys/models/dim_design.sql names the unknown column `filename` (line 5 of its SELECT: `filename`)
                  To fix: did you mean `file_name`?
                """);
    }

    @Test
    void aModelThatNamesAPrivateColumn() {
        refusedModel(
                new Edit(
                        "models/fact_payment.sql",
                        "    paid,",
                        "    company_ac_number > 0 as paid,"),
                """
                tidemark: totesys/models/fact_payment.sql names the column `company_ac_number` \
                (line 12 of its SELECT: `company_ac_number > 0 as paid,`), which is private: models cannot see it
                  To fix: leave the column out, or take it from `source.private` in pipeline.yaml
                """);
    }

    @Test
    void aWarehouseThatRefusesThePassword() {
        refused(
                Environment.WAREHOUSE_URL,
                variable(Environment.WAREHOUSE_URL).replaceFirst(":[^:@]*@", ":wrong@"),
                CONFIGURATION,
                """
                tidemark: 127.0.0.1:%d/%s refuses the login of user `tidemark`: password authentication failed for user "tidemark"
                  To fix: check user and password in TIDEMARK_WAREHOUSE_URL, and pg_hba.conf
                """
                        .formatted(world.port(Environment.WAREHOUSE_URL), world.warehouse().name()),
                NEITHER);
    }

    /// A pipeline that is wrong before anything is read.
    private void refusedFolder(Edit edit, String message) {
        refused(Environment.PIPELINES, edited(edit), CONFIGURATION, message, BOTH);
    }

    /// A model that is wrong for the rows that ingest has read: the run waits in the ingestion zone for a better one.
    private void refusedModel(Edit edit, String message) {
        refused(Environment.PIPELINES, edited(edit), CONFIGURATION, message, PROCESSED);
    }

    private String edited(Edit edit) {
        return edit.of(World.PIPELINES, folder.resolve("edited")).toString();
    }

    /// With one variable changed, a tick fails; with the former value, the next brings what changed meanwhile.
    private void refused(
            String variable, String value, int exitCode, String message, String untouched) {
        change();
        String former = variable(variable);
        world.set(variable, value);
        try {
            requireRefusal(exitCode, message, World.PIPELINE, untouched);
        } finally {
            world.set(variable, former);
        }
        recover();
    }

    /// @param untouched what the keys of all objects that may not change contain
    private void requireRefusal(int exitCode, String message, String pipeline, String untouched) {
        List<String> objects = objects(untouched);
        var command = world.command("run", pipeline);
        assertThat(command.err()).isEqualTo(message);
        assertThat(command.exitCode()).isEqualTo(exitCode);
        assertThat(objects(untouched)).isEqualTo(objects);
    }

    private List<String> objects(String untouched) {
        return switch (untouched) {
            case BOTH -> world.objects();
            case PROCESSED -> world.objectsOf(Environment.PROCESSED_BUCKET);
            default -> List.of();
        };
    }

    private void change() {
        changes++;
        Sql.run(
                world.source(),
                "update sales_order set units_sold = units_sold + 1 where sales_order_id = "
                        + changes,
                "delete from payment where payment_id = " + changes,
                "update design set file_name = file_name || 'x' where design_id = 2");
    }

    private void recover() {
        world.tick();
        world.audit();
    }

    private String variable(String name) {
        return world.environment().require(name);
    }
}
