package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `show` never guesses which table is meant: in a mirror, tables and models have the same names,
/// and two schemas may have a table each.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
@TestInstance(Lifecycle.PER_CLASS)
class ShowTest {

    private final Map<String, String> variables = new HashMap<>();
    private Path folder = Path.of("");

    @BeforeAll
    void mirror(@TempDir Path home, TestDatabase source, TestS3 s3) throws IOException {
        folder = home;
        Sql.run(
                source,
                "create schema stock",
                "create table sale (sale_id int primary key)",
                "create table customer (id int primary key, name text)",
                "create table stock.customer (id int primary key)",
                "create table stock.bin (place int primary key)",
                "insert into sale values (1)",
                "insert into customer values (1, 'public'), (2, 'public')",
                "insert into stock.customer values (7)");
        variables.putAll(s3.environment());
        variables.put(Environment.SOURCE_URL, source.url());
        variables.put(Environment.WAREHOUSE_URL, source.another().url());
        variables.put(Environment.INGESTION_BUCKET, s3.freshBucket());
        variables.put(Environment.PROCESSED_BUCKET, s3.freshBucket());
        done("init", "mirror", "--raw", "--schema", "public");
        followBothSchemas(home.resolve("pipelines/mirror"));
        done("run", "mirror");
    }

    /// No model can read a table that two schemas have.
    private static void followBothSchemas(Path pipeline) throws IOException {
        Path settings = pipeline.resolve("pipeline.yaml");
        String text = Files.readString(settings);
        Files.writeString(settings, text.replace("[public]", "[public, stock]"));
        Files.delete(pipeline.resolve("models/customer.sql"));
    }

    @Test
    void aTableAndAModelOfOneNameHaveAFullNameEach() {
        Command show = tidemark("show", "mirror", "1", "sale");

        assertThat(show.exitCode()).isEqualTo(2);
        assertThat(show.err())
                .isEqualTo(
                        """
                        tidemark: run 1 has more than one `sale`
                          To fix: say which
                            tidemark show mirror 1 public.sale
                            tidemark show mirror 1 models/sale
                        """);
        assertThat(shown("public.sale")).startsWith("public.sale, run 1  full: 1 inserted");
        assertThat(shown("models/sale")).startsWith("sale, run 1  ran: 1 row");
    }

    @Test
    void tablesOfTwoSchemasAreToldApart() {
        assertThat(tidemark("show", "mirror", "1", "customer").err())
                .containsSubsequence(
                        "has more than one `customer`\n",
                        "  tidemark show mirror 1 public.customer\n",
                        "  tidemark show mirror 1 stock.customer\n");
        assertThat(shown("stock.customer")).startsWith("stock.customer, run 1  full: 1 inserted");
        assertThat(shown("public.customer")).startsWith("public.customer, run 1  full: 2 inserted");
    }

    @Test
    void aNameThatOnlyOneHasIsEnough() {
        assertThat(shown("bin")).startsWith("stock.bin, run 1  full: 0 inserted");
    }

    @Test
    void aMisspeltFullNameNamesTheNearest() {
        assertThat(tidemark("show", "mirror", "1", "models/sael").err())
                .contains("did you mean `models/sale`?");
        assertThat(tidemark("show", "mirror", "1", "public.sael").err())
                .contains("did you mean `public.sale`?");
    }

    private String shown(String name) {
        return done("show", "mirror", "1", name).out();
    }

    private Command done(String... arguments) {
        Command command = tidemark(arguments);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    private Command tidemark(String... arguments) {
        return Command.run(new Project(folder, variables), arguments);
    }
}
