package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.FolderCopy;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Who types the SQL of docs/deploy.md as the owner of both databases, and nothing else, comes to its first query: with its
/// pipeline, and with the logins that the SQL makes and step 4 names.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class DeployPageTest {

    private static final Page PAGE = Page.read(Markdown.PROJECT.resolve("docs/deploy.md"));
    private static final Page LATER = Page.read(Markdown.PROJECT.resolve("docs/operations.md"));
    private static final int ORDERS = 200;

    private static final Pattern LOGIN =
            Pattern.compile("create role (\\w+) login password '([^']+)'");
    private static final Pattern GRANT = Pattern.compile("on database (\\w+) to (\\w+);");
    private static final Pattern EXPORT = Pattern.compile("export (\\w+_URL)='([^']+)'");

    private TestDatabase source;
    private TestDatabase warehouse;
    private Path folder;
    private Desk desk;

    /// On a server of its own: roles are of a whole server.
    @BeforeEach
    void sell(TestDatabase database, @TempDir Path folder) {
        this.source = database.onAnotherServer();
        this.warehouse = source.another();
        this.folder = folder;
        this.desk = Desk.open(folder, source, warehouse);
        FolderCopy.make(Markdown.PIPELINE, folder.resolve("pipelines/totesys"));
        new Totesys(Desk.asOwner(source), 7, ORDERS).seed();
    }

    @Test
    void comesToItWithALoaderThatDefinesItsTablesUntilAnotherRoleDoes() throws IOException {
        blocks().filter(block -> !speaksOfMigrations(block)).forEach(desk::follow);
        keep(url("tidemark_ingest", source), url("tidemark_load", warehouse), "");

        requireAnswer();

        blocks().filter(DeployPageTest::speaksOfMigrations).forEach(desk::follow);
        blocks(LATER).forEach(desk::follow);
        keepWithMigrations();

        requireAnswer();
    }

    @Test
    void comesToItWhereAnotherRoleDefinesThem() throws IOException {
        blocks().forEach(desk::follow);
        keepWithMigrations();

        requireAnswer();
    }

    @Test
    void deploysTheLoginsThatItMade() {
        Map<String, String> granted =
                GRANT.matcher(sql())
                        .results()
                        .collect(Collectors.toMap(m -> m.group(2), m -> m.group(1), (a, b) -> b));
        List<DatabaseUrl> deployed =
                EXPORT.matcher(String.join("\n", PAGE.lines()))
                        .results()
                        .map(found -> DatabaseUrl.parse(found.group(1), found.group(2)))
                        .toList();

        assertThat(deployed)
                .hasSize(2)
                .allSatisfy(url -> assertThat(granted).containsEntry(url.user(), url.database()));
    }

    private void requireAnswer() {
        assertThat(desk.type("./tidemark check totesys"))
                .anyMatch(line -> line.startsWith("totesys is ready"));
        desk.type("./tidemark run totesys");

        Block.Typed query = query();
        assertThat(Output.of(desk.type(query.command())).lines())
                .isEqualTo(Output.of(query.printed()).lines());
    }

    private static Block.Typed query() {
        return PAGE.blocks().stream()
                .filter(block -> isMine(block) && block.isConsole())
                .flatMap(block -> block.typed().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Block> blocks() {
        return blocks(PAGE);
    }

    private static Stream<Block> blocks(Page page) {
        return page.blocks().stream().filter(block -> isMine(block) && !block.isConsole());
    }

    private static boolean isMine(Block block) {
        return block.typist() == Block.Typist.READER
                && block.reader().equals(DeployPageTest.class.getSimpleName());
    }

    private static boolean speaksOfMigrations(Block block) {
        return block.text().contains("tidemark_migrate") || block.file().isPresent();
    }

    private static String sql() {
        return blocks().map(Block::text).collect(Collectors.joining());
    }

    private static String url(String role, TestDatabase database) {
        return LOGIN.matcher(sql())
                .results()
                .filter(found -> found.group(1).equals(role))
                .map(found -> database.url(role, found.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private void keepWithMigrations() throws IOException {
        keep(
                url("tidemark_ingest", source),
                url("tidemark_load", warehouse),
                "TIDEMARK_MIGRATION_URL=" + url("tidemark_migrate", warehouse));
    }

    private void keep(String ingest, String load, String besides) throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                """
                TIDEMARK_SOURCE_URL=%s
                TIDEMARK_WAREHOUSE_URL=%s
                %s
                """
                        .formatted(ingest, load, besides));
    }
}
