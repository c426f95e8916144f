package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ExampleInspection;
import dev.tidemark.process.inspection.ModelInspection;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models are looked at without a run: everything that is wrong with any of them is said, each with
/// its line.
class ModelInspectionTest {

    private static final String EXAMPLE =
            """
            types:
              current.staff: {staff_id: integer, name: varchar}
              dim_staff: {staff_id: integer}
            given:
              current.staff: [{staff_id: 1, name: Ann}]
            expect:
              - {staff_id: 1}
            """;

    @TempDir private Path temporary;
    private Folder folder;
    private final Problems problems = new Problems();

    @BeforeEach
    void aModel() {
        folder = new Folder(temporary.resolve("pipelines"));
        folder.dimension("dim_staff", "staff_id", "select staff_id\nfrom current.staff\n");
    }

    @Test
    void saysWhatEachModelMakes() {
        List<ProcessedModel> models = inspect();

        assertThat(problems.found()).isEmpty();
        assertThat(models.stream().map(ProcessedModel::name)).containsExactly("dim_staff");
        assertThat(models.getFirst().columns())
                .containsExactly(new TableColumn("staff_id", "integer", false));
    }

    @Test
    void showsTheLineOfEachMistake() {
        folder.dimension(
                        "dim_column",
                        "staff_id",
                        "select\n    staff_id,\n    nam\nfrom current.staff")
                .dimension("dim_key", "staf_id", "select staff_id from current.staff")
                .dimension("dim_syntax", "staff_id", "select staff_id\nfrm current.staff")
                .dimension("dim_table", "staff_id", "select staff_id\n\nfrom current.staf")
                .dimension(
                        "dim_type",
                        "staff_id",
                        "select staff_id,\n[name] as names from current.staff")
                .fact(
                        "fact_two",
                        "staff_id",
                        "select staff_id\nfrom delta.staff\njoin current.staff using (staff_id)")
                .model(
                        "fact_refers",
                        """
                        kind: fact
                        grain: one
                        key: [staff_id]
                        history: latest
                        checks:
                          - refers: {staff_id: dim_staf.staff_id}
                          - refers: {staff_id: dim_staff.staf_id}""",
                        "select staff_id from delta.staff");

        List<ProcessedModel> models = inspect();

        assertThat(problems.found().stream().map(p -> p.place().orElse("") + " " + p.fix()))
                .containsExactly(
                        "sales/models/dim_column.sql:8 did you mean `name`?",
                        "sales/models/dim_key.sql:3 did you mean `staff_id`?",
                        "sales/models/dim_syntax.sql:7 correct the SQL",
                        "sales/models/dim_table.sql:8 did you mean `staff`?",
                        "sales/models/dim_type.sql:7 cast(… as string) as names",
                        "sales/models/fact_two.sql:9 let the fact carry the key, and read current.staff in a dimension",
                        "sales/models/fact_refers.sql:7 did you mean `dim_staff`?",
                        "sales/models/fact_refers.sql:8 did you mean `staff_id`?");
        assertThat(models.stream().map(ProcessedModel::name))
                .containsExactly("dim_staff", "fact_refers");
    }

    @Test
    void namesEveryColumnThatIsNotThere() {
        folder.dimension(
                "dim_columns",
                "staff_id",
                """
                select
                    s.staff_id,
                    upper(s.nam) as name,
                    staff_idd + 1 as next_id,
                    s.price
                from current.staff as s
                where staf_id > 0
                order by nam
                """);

        inspect();

        assertThat(problems.found().stream().map(p -> p.place().orElse("") + " " + p.fix()))
                .containsExactly(
                        "sales/models/dim_columns.sql:8 did you mean `name`?",
                        "sales/models/dim_columns.sql:9 did you mean `staff_id`?",
                        "sales/models/dim_columns.sql:10 known are: name, staff_id",
                        "sales/models/dim_columns.sql:12 did you mean `staff_id`?");
    }

    @Test
    void namesAlsoColumnsBehindOneThatASubqueryDoesNotPassOn() {
        folder.dimension(
                "dim_columns",
                "staff_id",
                """
                with named as (select staff_id, nam from current.staff)
                select staff_id, named.name,
                    other, another
                from named
                """);

        inspect();

        assertThat(problems.found().stream().map(p -> p.place().orElse("") + " " + p.fix()))
                .containsExactly(
                        "sales/models/dim_columns.sql:6 did you mean `name`?",
                        "sales/models/dim_columns.sql:7 the table has it, but what stands in `from` there does not pass it on",
                        "sales/models/dim_columns.sql:8 known are: name, staff_id",
                        "sales/models/dim_columns.sql:8 known are: name, staff_id");
    }

    @Test
    void anExampleThatHoldsIsNoProblem() {
        folder.example("dim_staff", EXAMPLE);

        examples();

        assertThat(problems.found()).isEmpty();
    }

    @Test
    void showsTheLineOfAnExampleThatDoesNotHold() {
        folder.example("dim_staff", EXAMPLE.replace("- {staff_id: 1}", "- {staff_id: 2}"));

        examples();

        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.place()).hasValue("sales/models/dim_staff.example.yaml:6");
                            assertThat(p.what())
                                    .isEqualTo(
                                            "sales/models/dim_staff.example.yaml does not hold: the model does not make {'staff_id': 2}; it makes {'staff_id': 1}, which is not expected");
                        });
    }

    @Test
    void suggestsTheKeysThatAnExampleMeantAndGoesOnWithThem() {
        folder.example(
                "dim_staff", EXAMPLE.replace("types:", "typs:").replace("expect:", "exspect:"));

        examples();

        assertThat(problems.found().stream().map(TidemarkFailure::placed))
                .containsExactly(
                        "sales/models/dim_staff.example.yaml:1 has the unknown key `typs`; did you mean `types`?",
                        "sales/models/dim_staff.example.yaml:6 has the unknown key `exspect`; did you mean `expect`?");
    }

    @Test
    void suggestsTheRelationThatTheTypesOfAnExampleMeant() {
        folder.example("dim_staff", EXAMPLE.replaceFirst("current.staff:", "current.staf:"));

        examples();

        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        p ->
                                assertThat(p.placed())
                                        .isEqualTo(
                                                "sales/models/dim_staff.example.yaml:2, types has the unknown key `current.staf`; did you mean `current.staff`?"));
    }

    @Test
    void suggestsTheColumnThatAnExampleMeant() {
        folder.example("dim_staff", EXAMPLE.replace("name: Ann", "nam: Ann"));

        examples();

        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.place()).hasValue("sales/models/dim_staff.example.yaml:5");
                            assertThat(p.what()).endsWith("did you mean `name`?");
                        });
    }

    private List<ProcessedModel> inspect() {
        var staff =
                new IngestedTable(
                        new TableName("public", "staff"),
                        Mode.FULL,
                        "fingerprint",
                        List.of(
                                new TableColumn("staff_id", "integer", false),
                                new TableColumn("name", "text", true)),
                        List.of("staff_id"),
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of());
        try (Session session = new DuckDb(200, 1).open(temporary)) {
            return new ModelInspection(folder.read(), session, problems).inspect(List.of(staff));
        }
    }

    private void examples() {
        Pipeline pipeline = folder.read();
        try (Session session = new DuckDb(200, 1).open(temporary)) {
            var examples =
                    new ExampleInspection(pipeline.folder().resolve("models"), session, problems);
            pipeline.models().forEach(examples::inspect);
        }
    }
}
