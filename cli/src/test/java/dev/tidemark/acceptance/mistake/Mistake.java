package dev.tidemark.acceptance.mistake;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Something that was done wrong, and the command that meets it.
///
/// @param what what was done, as a row of the table tells it
/// @param make does it
/// @param tidy makes all as it was, whatever became of the rest
record Mistake(
        String what,
        List<String> command,
        Foresight foresight,
        Consumer<Scene> make,
        Cure cure,
        Consumer<Scene> tidy) {

    private static final List<String> RUN = List.of("run", "shop");

    /// A command line that is wrong by itself.
    static Mistake typed(String what, String... command) {
        List<String> words = List.of(command);
        return new Mistake(
                what,
                words,
                new Foresight.Untold(),
                scene -> {},
                new Cure.Typed(scene -> {}, advice -> advice.in(words)),
                scene -> {});
    }

    /// A variable with another value; `%s` in it is the right one.
    static Mistake variable(String what, String name, Change change) {
        return ofARun(what, scene -> scene.set(name, change.of(scene.variable(name))))
                .mendedBy(Scene::mendVariables)
                .tidiedBy(Scene::resetVariables);
    }

    /// A file of the pipeline in which a word is another one.
    static Mistake edit(String what, String file, String from, String to) {
        return ofFiles(what, scene -> scene.edit(file, from, to));
    }

    /// A file of the pipeline with this text.
    static Mistake file(String what, String file, String text) {
        return ofFiles(what, scene -> scene.write(file, text));
    }

    private static Mistake ofFiles(String what, Consumer<Scene> make) {
        return ofARun(what, make).mendedBy(Scene::mendFile).tidiedBy(Scene::resetFiles);
    }

    /// A statement at the source; `reader` in it is the role that Tidemark reads as.
    static Mistake source(String what, String make) {
        return ofARun(what, scene -> scene.source(make));
    }

    /// The same, and the statement that undoes it.
    static Mistake source(String what, String make, String mend) {
        return source(what, make).mendedBy(scene -> scene.source(mend));
    }

    /// A statement in the warehouse, and the one that undoes it.
    static Mistake warehouse(String what, String make, String mend) {
        return ofARun(what, scene -> scene.warehouse(make))
                .mendedBy(scene -> scene.warehouse(mend));
    }

    private static Mistake ofARun(String what, Consumer<Scene> make) {
        return new Mistake(
                what,
                RUN,
                new Foresight.Foreseen(Optional.empty()),
                make,
                new Cure.Typed(scene -> {}, advice -> RUN),
                scene -> {});
    }

    /// The same, with something done besides.
    Mistake and(Consumer<Scene> more) {
        return new Mistake(what, command, foresight, make.andThen(more), cure, tidy);
    }

    /// The message is followed by this.
    Mistake mendedBy(Consumer<Scene> mend) {
        return cured(new Cure.Typed(mend, advice -> advice.in(command)));
    }

    /// The message is followed by this, and then by typing these words.
    Mistake mendedAndRetyped(Consumer<Scene> mend, String... words) {
        return cured(new Cure.Typed(mend, advice -> List.of(words)));
    }

    /// The message is followed by typing this.
    Mistake retyped(String... words) {
        return mendedAndRetyped(scene -> {}, words);
    }

    Mistake cured(Cure other) {
        return new Mistake(what, command, foresight, make, other, tidy);
    }

    /// What following the message leaves behind goes.
    Mistake tidiedBy(Consumer<Scene> other) {
        return new Mistake(what, command, foresight, make, cure, other);
    }

    /// @param why `check` says that the pipeline is ready
    Mistake unforeseen(String why) {
        return expected(new Foresight.Unforeseen(why));
    }

    /// @param words `check` says this, which the run says in others
    Mistake foreseenAs(String words) {
        return expected(new Foresight.Foreseen(Optional.of(words)));
    }

    private Mistake expected(Foresight other) {
        return new Mistake(what, command, other, make, cure, tidy);
    }

    boolean isOfARun() {
        return command.equals(RUN);
    }

    @Override
    public String toString() {
        return what;
    }

    /// What becomes of the right value.
    interface Change {
        String of(String right);
    }
}
