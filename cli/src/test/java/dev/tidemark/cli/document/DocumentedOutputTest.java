package dev.tidemark.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.acceptance.FolderCopy;
import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.local.services.Services;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `--output json` prints the fields that its page of the docs lists, all of them, of the types that it says.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedOutputTest {

    private static final String PIPELINES = Path.of("../pipelines").toAbsolutePath().toString();

    private final Map<String, List<JsonNode>> printed = new HashMap<>();
    private Map<String, String> variables = Map.of();
    private Path home = Path.of("");

    /// A pipeline's life, long enough that each field appears once.
    @BeforeAll
    void liveThrough(@TempDir Path folder) throws IOException, SQLException {
        FileSystem.closeAll(); // Hadoop remembers where a bucket of this name was
        home = folder;
        try (var services = Services.start(folder)) {
            variables = new HashMap<>(services.environment());
            variables.put(Environment.PIPELINES, PIPELINES);
            var environment = new Environment(services.environment());
            var source = new Database(Logins.source(environment), Map.of());
            var totesys = new Totesys(source, 5, 300);
            totesys.seed();
            json("status");
            json("check");
            json("plan");
            json("run");
            json("check", modelWithoutAColumn());
            json("run");
            totesys.play(3);
            tidemark(Map.of(), "ingest", "totesys");
            json("status");
            json("plan", misspeltModel());
            tidemark(Map.of(), "process", "totesys");
            json("plan");
            execute(source, "create table note (note_id integer primary key)");
            json("check");
            json("run");
            skipPayments(totesys, source);
            json("status");
            json("runs");
            json("show", "1", "sales_order");
            json("show", "2", "purchase_order");
            json("show", "2", "fact_sales_order", "--limit", "2");
            fail(services);
        }
    }

    private void skipPayments(Totesys totesys, Database source) throws SQLException {
        totesys.play(4);
        execute(source, "update payment set created_at = 'infinity' where payment_id = 1");
        tidemark(
                Map.of(),
                "skip",
                "totesys",
                "--run",
                "4",
                "--table",
                "payment",
                "--reason",
                "broken dates");
    }

    private static void execute(Database source, String sql) throws SQLException {
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fail(Services services) {
        String nobody = services.endpoints().sourceUrl().replaceFirst(":\\d+/", ":9/");
        String wrong = services.endpoints().warehouseUrl().replaceFirst(":[^:@/]+@", ":guess@");
        var both = Map.of(Environment.SOURCE_URL, nobody, Environment.WAREHOUSE_URL, wrong);
        json("status", both);
        remember("error", tidemark(both, "run", "totesys", "--output", "json"));
        remember("error", tidemark(misspelt(), "run", "shop", "--output", "json"));
        remember("check", tidemark(misspelt(), "check", "shop", "--output", "json"));
        printed.computeIfAbsent("error", name -> new ArrayList<>())
                .add(ErrorDocument.of(twoStagesWithAPlace()));
    }

    private static TerminalFailure twoStagesWithAPlace() {
        TerminalFailure first = TerminalFailure.world("no table is there", "create it");
        first.addSuppressed(
                TerminalFailure.configuration("a file was changed", "bring it back")
                        .at("shop/warehouse/V1__items.sql"));
        return first;
    }

    /// The pipeline with a table that was excluded and is gone, and with a mistake in a model.
    private Map<String, String> misspeltModel() throws IOException {
        Path pipelines = home.resolve("changed");
        FolderCopy.make(Path.of(PIPELINES), pipelines);
        edit(pipelines.resolve("totesys/pipeline.yaml"), "exclude: [", "exclude: [dropped, ");
        edit(pipelines.resolve("totesys/models/dim_staff.sql"), "first_name", "frist_name");
        return Map.of(Environment.PIPELINES, pipelines.toString());
    }

    /// The pipeline with a model that no longer yields a column.
    private Map<String, String> modelWithoutAColumn() throws IOException {
        Path pipelines = home.resolve("smaller");
        FolderCopy.make(Path.of(PIPELINES), pipelines);
        edit(pipelines.resolve("totesys/models/dim_location.sql"), "    district,\n", "");
        return Map.of(Environment.PIPELINES, pipelines.toString());
    }

    private static void edit(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst(Pattern.quote(from), to));
    }

    /// A pipeline whose file has a mistake in its second line.
    private Map<String, String> misspelt() {
        try {
            Path pipelines = home.resolve("pipelines");
            Path shop = Files.createDirectories(pipelines.resolve("shop"));
            Files.writeString(shop.resolve("pipeline.yaml"), "source:\n  exlude: [a]\n");
            return Map.of(Environment.PIPELINES, pipelines.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRun() {
        requireAsDocumented("run", "`run`");
    }

    @Test
    void aTableOfTheSourceIsNamedAlikeByThePlanAndTheRun() {
        assertThat(namesOfTables("run"))
                .contains("public.payment")
                .containsAnyElementsOf(namesOfTables("plan"));
    }

    private List<String> namesOfTables(String command) {
        return printed.getOrDefault(command, List.of()).stream()
                .flatMap(
                        document -> document.at("/ingest/tables").findValuesAsText("name").stream())
                .distinct()
                .toList();
    }

    @Test
    void aStatus() {
        requireAsDocumented("status", "`status`");
    }

    @Test
    void theListOfRuns() {
        requireAsDocumented("runs", "`runs`");
    }

    @Test
    void aTableOfARun() {
        requireAsDocumented("show", "`show`");
    }

    @Test
    void anError() {
        requireAsDocumented("error", "Errors");
    }

    @Test
    void anErrorTakesOneLineAndGoesWithTheWords() {
        Command command = tidemark(Map.of(), "runs", "totesis", "--output", "json");

        assertThat(command.out().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"error\":{\"kind\":\"terminal\",\"problem\":\"there is no pipeline `totesis`")
                .contains("\"fix\":\"did you mean `totesys`?\",\"exit_code\":2,");
        assertThat(command.err()).startsWith("tidemark: there is no pipeline `totesis`");
    }

    @Test
    void aCheck() {
        requireAsDocumented("check", "check.md", "For programs");
    }

    @Test
    void aPlan() {
        requireAsDocumented("plan", "plan.md", "For programs");
    }

    static List<JqLine> linesOfJq() {
        return JqLine.all(Documented.page("output.md"));
    }

    @ParameterizedTest
    @MethodSource("linesOfJq")
    void aLineOfJqReadsWhatItsCommandPrints(JqLine line) {
        assertThat(Documented.fields("output.md", "`%s`".formatted(line.command())).keySet())
                .flatMap(path -> List.of(path.replace("[]", "").split("\\.")))
                .containsAll(line.fields());
        assumeTrue(JqLine.isPossible(), "SKIPPED: jq is missing");
        List<JqLine.Ended> ends =
                printed.getOrDefault(line.command(), List.of()).stream()
                        .map(document -> line.read(document.toString()))
                        .toList();

        assertThat(ends).allMatch(JqLine.Ended::fits).anyMatch(JqLine.Ended::answers);
    }

    @Test
    void noLineOfJqIsOverlooked() {
        assertThat(linesOfJq())
                .hasSameSizeAs(
                        Documented.page("output.md")
                                .lines()
                                .filter(line -> line.contains("jq "))
                                .toList())
                .isNotEmpty();
    }

    private void requireAsDocumented(String command, String heading) {
        requireAsDocumented(command, "output.md", heading);
    }

    private void requireAsDocumented(String command, String page, String heading) {
        Map<String, String> fields = new TreeMap<>();
        printed.getOrDefault(command, List.of())
                .forEach(document -> fields.putAll(Documented.fieldsOf(document)));

        assertThat(fields).isEqualTo(Documented.fields(page, heading));
    }

    private void json(String command, String... more) {
        json(command, Map.of(), more);
    }

    private void json(String command, Map<String, String> others, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "totesys"));
        words.addAll(List.of(more));
        words.addAll(List.of("--output", "json"));
        remember(command, tidemark(others, words.toArray(String[]::new)));
    }

    private void remember(String what, Command command) {
        try {
            printed.computeIfAbsent(what, name -> new ArrayList<>())
                    .add(new ObjectMapper().readTree(command.out()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(command.out() + command.err(), e);
        }
    }

    private Command tidemark(Map<String, String> others, String... words) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(others);
        return Command.run(new Project(home, all), words);
    }
}
