package dev.tidemark.acceptance.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.World;
import dev.tidemark.acceptance.WorldExtension;
import dev.tidemark.cli.Command;
import dev.tidemark.cli.ToldCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A mistake ends in one message that says what to type, leaves nothing half done, and once it is mended the next run
/// brings everything. docs/errors.md is the table of them: what it says is what is printed.
@Tag("slow")
@ExtendWith(WorldExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class ErrorsTest {

    private static final int MISTAKES_MIN = 25;

    private final World world;
    private final Map<Mistake, Row> rows = new HashMap<>();
    private final ErrorPage page = ErrorPage.read();
    private Scene scene;

    ErrorsTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void follow(@TempDir Path folder) {
        scene = Scene.open(world, folder);
        scene.run();
    }

    static List<Mistake> mistakes() {
        return Mistakes.EVERYWHERE.stream().flatMap(place -> place.all().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWithWhatToTypeAndLeavesNothingHalfDone(Mistake mistake) {
        scene.change();
        mistake.make().accept(scene);
        Surroundings before = scene.surroundings();

        Optional<Command> check =
                mistake.isOfARun() ? Optional.of(scene.check()) : Optional.empty();
        Command ended = scene.type(mistake.command());

        Surroundings after = scene.surroundings();
        var row = Row.of(mistake, ended.exitCode(), scene.asToldToAnybody(ended.err()));
        rows.put(mistake, row);
        try {
            requireReadable(ended);
            after.requireNothingHalfDoneSince(before);
            page.requireRow(row);
            check.ifPresent(told -> requireForesight(mistake.foresight(), told, ended));
        } finally {
            cure(mistake);
        }
    }

    /// What the message says is done, and then the command does what was wanted.
    private void cure(Mistake mistake) {
        try {
            if (mistake.cure() instanceof Cure.Typed typed) {
                List<String> again = typed.again().apply(scene.advice());
                typed.mend().accept(scene);
                scene.run(again);
                requireEverything(mistake);
            }
        } finally {
            mistake.tidy().accept(scene);
        }
    }

    private void requireEverything(Mistake mistake) {
        if (mistake.isOfARun()) {
            scene.audit();
        }
    }

    private static void requireForesight(Foresight foresight, Command check, Command ended) {
        switch (foresight) {
            case Foresight.Untold untold -> {}
            case Foresight.Unforeseen unforeseen ->
                    assertThat(check.out()).contains("shop is ready");
            case Foresight.Foreseen(var words) -> {
                String told = check.out() + check.err();
                assertThat(check.exitCode()).as(told).isEqualTo(ended.exitCode());
                assertThat(words.map(List::of).orElseGet(() -> problem(ended)))
                        .as(told)
                        .anyMatch(told::contains);
            }
        }
    }

    /// The lines before what to type.
    private static List<String> problem(Command ended) {
        return ended.err()
                .lines()
                .takeWhile(line -> !line.startsWith("  To fix: "))
                .map(line -> line.replaceFirst("^(tidemark: | *- )", ""))
                .toList();
    }

    private void recover() {
        scene.run();
        scene.audit();
    }

    @Test
    void theTableHasARowForEachMistakeAndNoOther() {
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(MISTAKES_MIN);
        assertThat(page.rows()).hasSize(mistakes().size());
    }

    @AfterAll
    void bringEverything() throws IOException {
        page.rewriteIfAsked(rows);
        recover();
    }

    private static void requireReadable(Command ended) {
        assertThat(ended.exitCode()).as(ended.err()).isBetween(1, 3);
        assertThat(ended.err())
                .startsWith("tidemark: ")
                .containsAnyOf("To fix: ", "See:  tidemark", "Usage: tidemark")
                .doesNotContain("a defect", "Exception", "\tat ", " null)");
        ToldCommands.requireUnderstood(ended.err());
    }
}
