package dev.tidemark.cli.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cli.dictionary.CatalogColumn.Presence;
import dev.tidemark.cli.dictionary.CatalogColumn.Role;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.PipelineFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Says of each column what catalog, model and SQL know, and where they know nothing, that.
class DictionaryTest {

    private static final CatalogColumn RECORD =
            column("record_id", "bigint", Presence.REQUIRED, Role.PRIMARY_KEY, "");

    @TempDir private Path pipelines;
    private final List<CatalogTable> tables = new ArrayList<>();

    @BeforeEach
    void aSaleByAPerson() throws IOException {
        Files.createDirectories(pipelines.resolve("shop/models"));
        Files.writeString(pipelines.resolve("shop/pipeline.yaml"), "warehouse: {schema: mart}");
        Files.writeString(
                pipelines.resolve("shop/models/fact_sale.sql"),
                """
                /*
                kind: fact
                grain: one row per version of a sale
                key: [sale_id]
                history: every_version
                checks:
                  - refers: {person_id: dim_person.person_id}
                */
                select sale_id, seller as person_id, cast(paid as decimal(10, 2)) as paid from delta.sale
                """);
        tables.add(
                table(
                        "fact_sale",
                        RECORD,
                        column("sale_id", "integer", Presence.REQUIRED, Role.ATTRIBUTE, ""),
                        column("person_id", "integer", Presence.MAY_BE_NULL, Role.ATTRIBUTE, ""),
                        column(
                                "paid",
                                "numeric(10,2)",
                                Presence.REQUIRED,
                                Role.ATTRIBUTE,
                                "In | <b>_cents_</b>\n, of a_b."),
                        column("seen", "text", Presence.REQUIRED, Role.ATTRIBUTE, "")));
    }

    @Test
    void tellsWhereEachColumnComesFrom() {
        assertThat(page())
                .contains(
                        "| `record_id` | bigint | primary key | the loader |  |",
                        "| `sale_id` | integer |  | `sale.sale_id` |  |",
                        "| `person_id` | integer, may be null | [`dim_person.person_id`](#dim_person) | `sale.seller` |  |",
                        "| `paid` | numeric(10,2) |  | `sale.paid`, by `CAST(paid AS DECIMAL(10,2))` | In \\| \\<b\\>\\_cents\\_\\</b\\> , of a_b. |",
                        "| `seen` | text |  | unclear: the model's SQL does not name it |  |");
    }

    @Test
    void drawsTheStarWithTheKeysThatMayBeMissing() {
        assertThat(page())
                .containsSequence(
                        "erDiagram",
                        "    fact_sale }o--o| dim_person : \"person_id\"",
                        "    fact_sale {",
                        "        bigint record_id PK",
                        "        integer sale_id",
                        "        integer person_id FK",
                        "        numeric_10_2 paid",
                        "        text seen",
                        "    }",
                        "```");
    }

    @Test
    void saysOfAViewOnlyWhatItsFactDoesNotHave() {
        tables.add(
                new CatalogTable(
                        "fact_sale_history",
                        CatalogTable.Form.VIEW,
                        "Every version.",
                        List.of(
                                RECORD,
                                column(
                                        "deleted",
                                        "boolean",
                                        Presence.UNTOLD,
                                        Role.ATTRIBUTE,
                                        "Gone."))));
        assertThat(page())
                .containsSequence(
                        "### fact_sale_history",
                        "",
                        "Every version.",
                        "",
                        "A view with the columns of `fact_sale`, and:",
                        "",
                        "| column | type | meaning |",
                        "|---|---|---|",
                        "| `deleted` | boolean | Gone. |");
    }

    @Test
    void listsWhatNoModelFills() {
        tables.add(table("target"));
        assertThat(page()).containsSequence("## target", "", "No model fills it.");
    }

    @Test
    void saysTheSameToPrograms() {
        assertThat(new JsonPage(dictionary()).text())
                .contains("\"pipeline\" : \"shop\"", "\"schema\" : \"mart\"")
                .contains("\"kind\" : \"loader\"")
                .contains("\"columns\" : [ \"sale.seller\" ]")
                .contains("\"sql\" : \"CAST(paid AS DECIMAL(10,2))\"")
                .contains("\"table\" : \"dim_person\"");
    }

    @Test
    void refusesAModelWithoutATable() {
        tables.clear();
        assertThatThrownBy(this::dictionary)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "shop/models/fact_sale.sql has no table: no migration creates `fact_sale`")
                .hasMessageContaining("To fix: add a migration with `create table fact_sale (…)`");
    }

    @Test
    void refusesAPipelineWhoseTablesAreMadeElsewhere() {
        assertThatThrownBy(() -> Dictionary.of(PipelineFolder.read(pipelines, "shop")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("pipeline shop has no folder `warehouse`");
    }

    private List<String> page() {
        return new MarkdownPage(dictionary()).lines();
    }

    private Dictionary dictionary() {
        return Dictionary.of(PipelineFolder.read(pipelines, "shop"), tables);
    }

    private static CatalogTable table(String name, CatalogColumn... columns) {
        return new CatalogTable(name, CatalogTable.Form.TABLE, "", List.of(columns));
    }

    private static CatalogColumn column(
            String name, String type, Presence presence, Role role, String comment) {
        return new CatalogColumn(name, type, presence, role, Optional.empty(), comment);
    }
}
