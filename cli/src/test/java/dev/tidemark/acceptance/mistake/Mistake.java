package dev.tidemark.acceptance.mistake;

import java.util.List;
import java.util.function.Consumer;

/// Something that was done wrong, and the command that meets it.
///
/// @param what what was done, as a row of the table tells it
/// @param make does it
/// @param mend undoes it, as the message says
record Mistake(String what, List<String> command, Consumer<Scene> make, Consumer<Scene> mend) {

    private static final List<String> RUN = List.of("run", "shop");

    /// A command line that is wrong by itself.
    static Mistake typed(String what, String... command) {
        return new Mistake(what, List.of(command), scene -> {}, scene -> {});
    }

    /// A variable with another value; `%s` in it is the right one.
    static Mistake variable(String what, String name, Change change) {
        return new Mistake(
                what,
                RUN,
                scene -> scene.set(name, change.of(scene.variable(name))),
                Scene::resetVariables);
    }

    /// A file of the pipeline in which a word is another one.
    static Mistake edit(String what, String file, String from, String to) {
        return new Mistake(what, RUN, scene -> scene.edit(file, from, to), Scene::resetFiles);
    }

    /// A file of the pipeline with this text.
    static Mistake file(String what, String file, String text) {
        return new Mistake(what, RUN, scene -> scene.write(file, text), Scene::resetFiles);
    }

    /// A statement at the source, and the one that undoes it; `reader` in them is the role that Tidemark reads as.
    static Mistake source(String what, String make, String mend) {
        return new Mistake(what, RUN, scene -> scene.source(make), scene -> scene.source(mend));
    }

    /// A statement in the warehouse, and the one that undoes it.
    static Mistake warehouse(String what, String make, String mend) {
        return new Mistake(
                what, RUN, scene -> scene.warehouse(make), scene -> scene.warehouse(mend));
    }

    /// The same, with something done besides.
    Mistake and(Consumer<Scene> more) {
        return new Mistake(what, command, make.andThen(more), mend);
    }

    /// Whether it may be found before a run.
    boolean isOfARun() {
        return command.equals(RUN);
    }

    Mistake mendedBy(Consumer<Scene> other) {
        return new Mistake(what, command, make, other);
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
