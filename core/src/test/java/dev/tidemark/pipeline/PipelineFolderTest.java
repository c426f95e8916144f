package dev.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFolderTest {

    private static final String MODEL =
            """
            /*
            kind: fact
            grain: one row per version of an order
            key: [order_id]
            history: every_version
            checks:
              - not_null: [staff_id]
              - unique: [order_id]
              - refers: {staff_id: dim_staff.staff_id, location_id: dim_location.location_id}
            */
            select order_id, staff_id from delta.orders;
            """;

    @TempDir private Path pipelines;

    @BeforeEach
    void writeAPipeline() throws IOException {
        Files.createDirectories(pipelines.resolve("sales/models"));
        write(
                "pipeline.yaml",
                """
                source:
                  schemas: [public, shop]
                  exclude: [_migrations]
                  private:
                    payment: [account]
                deletes:
                  max_share: 0.5
                warehouse:
                  schema: stars
                  analysts: readers
                """);
        write("models/fact_order.sql", MODEL);
    }

    @Test
    void readsWhatThePipelineSays() {
        Pipeline sales = read();

        assertThat(sales.source().schemas()).containsExactly("public", "shop");
        assertThat(sales.source().excludes("public", "_migrations")).isTrue();
        assertThat(sales.source().privateColumns("public", "payment")).containsExactly("account");
        assertThat(sales.deletes()).isEqualTo(new DeleteGuard(0.5, 1_000));
        assertThat(sales.warehouse().schema()).isEqualTo("stars");
        assertThat(sales.warehouse().analysts()).hasValue("readers");
    }

    @Test
    void readsAModelWithItsHead() {
        Model model = read().model("fact_order").orElseThrow();

        assertThat(model.kind()).isEqualTo(ModelKind.FACT);
        assertThat(model.history()).isEqualTo(History.EVERY_VERSION);
        assertThat(model.key()).containsExactly("order_id");
        assertThat(model.sql()).isEqualTo("select order_id, staff_id from delta.orders");
        assertThat(model.checks())
                .containsExactlyInAnyOrder(
                        new Check.NotNull(List.of("staff_id")),
                        new Check.Unique(List.of("order_id")),
                        new Check.Refers("staff_id", "dim_staff", "staff_id"),
                        new Check.Refers("location_id", "dim_location", "location_id"));
    }

    @Test
    void changesItsDefinitionWithAnyFileThatDecidesWhatAStageDoes() throws IOException {
        String before = read().definition();
        write("models/fact_order.example.yaml", "given: {}");
        write("audit/fact_order.sql", "select 1");
        assertThat(read().definition()).isEqualTo(before);

        write("warehouse/V1__star.sql", "create table t ();");

        assertThat(read().definition()).isNotEqualTo(before);
    }

    @Test
    void suggestsThePipelineThatWasMeant() {
        assertRefused(
                () -> PipelineFolder.read(pipelines, "slaes"),
                "there is no pipeline `slaes`",
                "`sales`");
    }

    @Test
    void aFolderThatIsBeingWrittenIsNoPipeline() throws IOException {
        Files.createDirectories(pipelines.resolve(".shop.unfinished"));
        Files.writeString(pipelines.resolve(".shop.unfinished/pipeline.yaml"), "");

        assertThat(PipelineFolder.names(pipelines)).containsExactly("sales");
        assertRefused(
                () -> PipelineFolder.read(pipelines, ".shop.unfinished"),
                "there is no pipeline `.shop.unfinished`",
                "known are: sales");
    }

    @Test
    void suggestsTheKeyThatWasMeant() throws IOException {
        write("pipeline.yaml", "source:\n  excludes: [a]\n");

        assertRefused(
                this::read,
                "sales/pipeline.yaml:2, source has the unknown key `excludes`",
                "`exclude`");
    }

    @Test
    void saysWhereTheYamlIsBroken() throws IOException {
        write("pipeline.yaml", "source: [");

        assertRefused(this::read, "sales/pipeline.yaml:1 is no valid YAML", "line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    max_share: 30 |wants a share from 0 to 1 under `max_share`, such as 0.3
                    max_share: -1 |wants a share from 0 to 1 under `max_share`, such as 0.3
                    max_share: .nan|wants a share from 0 to 1 under `max_share`, such as 0.3
                    min_rows: -5  |wants a whole number from 0 on under `min_rows`
                    min_rows: 0.5 |wants a whole number from 0 on under `min_rows`
                    """)
    void refusesALimitOfDeletionsThatIsNoneWhereItStands(String key, String why)
            throws IOException {
        write("pipeline.yaml", "source: {}\ndeletes:\n  # of mine\n  " + key + "\n");

        assertRefused(this::read, "sales/pipeline.yaml:4, deletes " + why, "correct the file");
    }

    @Test
    void understandsTheExampleOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("../pipelines/README.md"));
        String begin = "```yaml file pipelines/clinic/pipeline.yaml\n";
        String example = readme.substring(readme.indexOf(begin) + begin.length());
        write("pipeline.yaml", example.substring(0, example.indexOf("```")));

        Pipeline clinic = read();

        assertThat(clinic.source().privateColumns("public", "patient"))
                .containsExactlyInAnyOrder("email", "birthday");
        assertThat(clinic.source().excludes("stock", "log")).isTrue();
        assertThat(clinic.deletes()).isEqualTo(DeleteGuard.DEFAULT);
        assertThat(clinic.warehouse().analysts()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pg_stars|but Postgres keeps names that begin with pg_ for itself
                    information_schema|which is the server's own
                    tidemark|which holds the ledger that all pipelines share
                    ''|which is no name
                    aéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaé|which has 66 bytes: Postgres cuts off what is longer than 63
                    """)
    void saysOfASchemaWhyItCannotBeAndWhatCan(String schema, String why) throws IOException {
        write("pipeline.yaml", "deletes: {}\nwarehouse:\n  schema: '" + schema + "'\n");

        assertThatThrownBy(this::read)
                .hasMessage(
                        """
                        sales/pipeline.yaml:3, warehouse names the schema `%s`, %s
                          To fix: write under `schema` any name of up to 63 bytes that does not begin with pg_, but not information_schema and not tidemark; without the key it is public"""
                                .formatted(schema, why))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure -> assertThat(failure.place()).hasValue("sales/pipeline.yaml:3"));
    }

    @Test
    void refusesAModelWithoutAHead() throws IOException {
        write("models/fact_order.sql", "select 1");

        assertRefused(
                this::read, "sales/models/fact_order.sql:1 does not begin with a head", "YAML");
    }

    @Test
    void refusesAFactWithoutAGrain() throws IOException {
        write("models/fact_order.sql", MODEL.replaceAll("grain:.*", ""));

        assertRefused(
                this::read, "sales/models/fact_order.sql:4 lacks a grain", "correct the file");
    }

    @Test
    void refusesAnUnknownCheck() throws IOException {
        write("models/fact_order.sql", MODEL.replace("- unique", "- uniqe"));

        assertRefused(this::read, "checks has the unknown key `uniqe`", "`unique`");
    }

    @Test
    void goesOnAfterAMistakeAndSaysTheLineOfEach() throws IOException {
        write(
                "pipeline.yaml",
                """
                source:
                  exclud: [log]
                deletes:
                  max_share: 30
                warehouse:
                  shcema: stars
                """);
        write("models/dim_kind.sql", MODEL.replace("kind: fact", "kind: fcat"));
        write("models/dim_none.sql", "select 1");
        write("models/dim_yaml.sql", MODEL.replace("key: [order_id]", "key: [order_id"));
        write("models/fact_check.sql", MODEL.replace("- unique", "- uniqe"));
        var problems = new Problems();

        Pipeline sales = PipelineFolder.inspect(pipelines, "sales", problems).orElseThrow();

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly(
                        "sales/pipeline.yaml:2",
                        "sales/pipeline.yaml:4",
                        "sales/pipeline.yaml:6",
                        "sales/models/dim_kind.sql:2",
                        "sales/models/dim_none.sql:1",
                        "sales/models/dim_yaml.sql:5",
                        "sales/models/fact_check.sql:8");
        assertThat(sales.models().stream().map(Model::name))
                .containsExactly("fact_check", "fact_order");
    }

    @Test
    void takesAMisspeltKeyForTheOneThatWasMeantAndSaysSo() throws IOException {
        write(
                "pipeline.yaml",
                "source:\n  schemas: [shop]\n  exclud: [log]\nwarehose: {schema: s}\n");
        write("models/fact_order.sql", MODEL.replace("history:", "histroy:"));
        var problems = new Problems();

        Pipeline sales = PipelineFolder.inspect(pipelines, "sales", problems).orElseThrow();

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly(
                        "sales/pipeline.yaml:4",
                        "sales/pipeline.yaml:3",
                        "sales/models/fact_order.sql:5");
        assertThat(sales.source().exclude()).containsExactly("log");
        assertThat(sales.source().places()).containsEntry("exclude/log", "sales/pipeline.yaml:3");
        assertThat(sales.warehouse().schema()).isEqualTo("s");
        assertThat(sales.model("fact_order")).isPresent();
    }

    @Test
    void saysEveryMistakeOfAHead() throws IOException {
        write(
                "models/fact_order.sql",
                MODEL.replace("every_version", "every_verson")
                        .replace("key: [order_id]", "key: []")
                        .replace("grain: one row per version of an order\n", ""));
        var problems = new Problems();

        PipelineFolder.inspect(pipelines, "sales", problems);

        assertThat(problems.found().stream().map(TidemarkFailure::placed))
                .containsExactly(
                        "sales/models/fact_order.sql:3 lacks a key",
                        "sales/models/fact_order.sql:3 lacks a grain",
                        "sales/models/fact_order.sql:4 wants `every_version` or `latest` under `history`");
    }

    @Test
    void remembersTheLineOfEachNameOfTheSource() {
        assertThat(read().source().places())
                .containsEntry("schemas/shop", "sales/pipeline.yaml:2")
                .containsEntry("exclude/_migrations", "sales/pipeline.yaml:3")
                .containsEntry("private/payment", "sales/pipeline.yaml:5")
                .containsEntry("private/payment/account", "sales/pipeline.yaml:5");
    }

    @Test
    void saysWhatIsReadByNobody() throws IOException {
        write("warehose/V1__stars.sql", "select 1;");
        write("models/dim_staff.sq", "select 1");
        write("models/fact_oder.example.yaml", "given: {}");
        write("models/.fact_order.sql.swp", "");
        write("models/README.md", "");
        write("notes.txt", "");
        var problems = new Problems();

        PipelineFolder.reportUnread(pipelines, "sales", problems);

        assertThat(problems.found().stream().map(TidemarkFailure::getMessage))
                .containsExactly(
                        "sales/warehose is read by nobody\n  To fix: did you mean `warehouse`?",
                        "sales/models/dim_staff.sq is read by nobody\n  To fix: end the name of a model in .sql, and that of its example in .example.yaml",
                        "sales/models/fact_oder.example.yaml is read by nobody\n  To fix: give it the name of its model: did you mean `fact_order`?");
    }

    @Test
    void whereEverythingIsReadNothingIsSaid() throws IOException {
        write("models/fact_order.example.yaml", "given: {}");
        write("warehouse/V1__stars.sql", "select 1;");
        write("audit/orders.sql", "select 1");
        var problems = new Problems();

        PipelineFolder.reportUnread(pipelines, "sales", problems);

        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aFolderWithPipelineYmlIsNamed() throws IOException {
        Files.move(
                pipelines.resolve("sales/pipeline.yaml"), pipelines.resolve("sales/pipeline.yml"));

        assertRefused(
                this::read,
                "there is no pipeline `sales`",
                "rename sales/pipeline.yml to pipeline.yaml");
    }

    private Pipeline read() {
        return PipelineFolder.read(pipelines, "sales");
    }

    private void write(String file, String content) throws IOException {
        Path path = pipelines.resolve("sales").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static void assertRefused(ThrowingCallable call, String what, String hint) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isEqualTo(TerminalFailure.Kind.CONFIGURATION))
                .hasMessageContaining(what)
                .hasMessageContaining(hint);
    }
}
