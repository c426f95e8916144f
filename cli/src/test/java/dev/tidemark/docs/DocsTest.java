package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.FolderCopy;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever types what the pages say, in their order, sees what they say. Only durations, sizes and instants differ, and
/// a line `…` stands for some that are left out.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class DocsTest {

    private static final int NOT_RUN_MAX = 6;
    private static final String TERMINAL = "tidemark.terminal";
    private static final String TYPED = "tidemark.command";

    private static final String REWRITE =
            "./mvnw -q -pl cli -am test -Dtest=DocsTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtidemark.docs=write";

    static List<Path> everyPage() throws IOException {
        return Markdown.files();
    }

    /// Those that say something to type, or to do before.
    static List<Path> pages() throws IOException {
        return everyPage().stream()
                .filter(page -> Page.read(page).blocks().stream().anyMatch(Block::isFollowed))
                .toList();
    }

    @BeforeAll
    static void somebodyLooks() {
        System.setProperty(TERMINAL, "true");
        System.setProperty(TYPED, "./tidemark");
    }

    @AfterAll
    static void nobodyLooks() {
        System.clearProperty(TERMINAL);
        System.clearProperty(TYPED);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void printsWhatThePageSays(
            Path file, TestDatabase source, TestDatabase warehouse, @TempDir Path folder) {
        Page page = Page.read(file);
        var desk = Desk.open(folder, source, warehouse);
        FolderCopy.make(Markdown.PIPELINE, folder.resolve("pipelines/totesys"));
        for (Block block : page.blocks().stream().filter(Block::isFollowed).toList()) {
            desk.follow(block);
            if (block.isConsole()) {
                page = type(desk, page, block);
            }
        }
    }

    private static Page type(Desk desk, Page page, Block block) {
        List<String> written = new ArrayList<>();
        for (Block.Typed typed : block.typed()) {
            List<String> printed = desk.type(typed.command());
            boolean right = Output.of(typed.printed()).tells(Output.of(printed));
            if (!right && !isRewriting()) {
                assertThat(Output.of(printed).lines())
                        .as("$ %s%nTo write the page anew: %s", typed.command(), REWRITE)
                        .isEqualTo(Output.of(typed.printed()).lines());
            }
            if (!written.isEmpty()) {
                written.add("");
            }
            written.add("$ " + typed.command());
            written.addAll(stripped(right ? typed.printed() : printed));
        }
        return isRewriting() ? rewritten(page, block, written) : page;
    }

    private static List<String> stripped(List<String> lines) {
        return String.join("\n", lines).stripTrailing().lines().dropWhile(String::isEmpty).toList();
    }

    /// Blocks keep their order, however many lines they come to have.
    private static Page rewritten(Page page, Block block, List<String> written) {
        Page now = Page.read(page.file());
        int index = page.blocks().indexOf(block);
        now.with(now.blocks().get(index), written).write();
        return page;
    }

    private static boolean isRewriting() {
        return "write".equals(System.getProperty("tidemark.docs"));
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void everyBlockIsRunOrReadOrSaysWhyNot(Path file) {
        List<Block> blocks = Page.read(file).blocks();

        assertThat(blocks).allMatch(block -> isAccountedFor(file, block));
        assertThat(blocks)
                .filteredOn(block -> block.typist() == Block.Typist.NOBODY)
                .hasSizeLessThanOrEqualTo(NOT_RUN_MAX);
    }

    private static boolean isAccountedFor(Path page, Block block) {
        return switch (block.typist()) {
            case DESK -> block.isFollowed() || block.isPicture();
            case EMULATOR -> block.isConsole() && isTypedOnEmulator(page);
            case READER -> isReadBy(block.reader(), page);
            case NOBODY -> !block.isConsole();
        };
    }

    /// By name, or by a page that leads to it.
    private static boolean isTypedOnEmulator(Path page) {
        return Stream.of("terraform/verify", "docs/deploy.md")
                .map(file -> Markdown.read(Markdown.PROJECT.resolve(file)))
                .anyMatch(
                        text ->
                                text.contains(" then " + page.getFileName() + " -->")
                                        || text.contains(
                                                "docs/%s\" \"$run/project\""
                                                        .formatted(page.getFileName())));
    }

    /// A test or a script that names the page.
    private static boolean isReadBy(String reader, Path page) {
        return source(reader)
                .filter(file -> Markdown.read(file).contains(page.getFileName().toString()))
                .isPresent();
    }

    private static Optional<Path> source(String reader) {
        Path script = Markdown.PROJECT.resolve(reader);
        if (Files.isRegularFile(script)) {
            return Optional.of(script);
        }
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.endsWith(reader + ".java")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
