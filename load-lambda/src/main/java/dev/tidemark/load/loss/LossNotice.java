package dev.tidemark.load.loss;

import dev.tidemark.failure.ShellWord;
import dev.tidemark.load.target.Target;
import dev.tidemark.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says what a warehouse lost, and what to type.
record LossNotice(Losses losses) {

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("rows are missing that were loaded, and no run brings them again by itself");
        losses.found().forEach(loss -> lines.add("  " + finding(loss)));
        Losses.undecided(losses.found()).forEach(fact -> lines.add("  " + emptying(fact)));
        lines.add(
                "  %s:  tidemark reload %s%s"
                        .formatted(when(), losses.memory().pipeline(), models()));
        return String.join("\n", lines);
    }

    String afterwards() {
        return "A table that is made anew is empty:  tidemark reload %s%s  then asks for what was loaded into it"
                .formatted(losses.memory().pipeline(), models());
    }

    private String finding(Loss loss) {
        String table = losses.memory().schema() + "." + loss.table();
        return switch (loss.kind()) {
            case MADE_ANEW ->
                    "%s was dropped and made anew since run %d".formatted(table, loss.since());
            case GONE -> "%s is gone".formatted(table);
            case EMPTIED -> "%s was emptied".formatted(table);
        };
    }

    private String emptying(String fact) {
        return "Nobody knows which versions are current. First, to be typed by who owns %s:  truncate %s;"
                .formatted(
                        fact,
                        Stream.of(fact, Target.supersededName(fact))
                                .map(this::sql)
                                .collect(Collectors.joining(", ")));
    }

    private String sql(String table) {
        return Identifier.quoteIfNeeded(losses.memory().schema())
                + "."
                + Identifier.quoteIfNeeded(table);
    }

    private String when() {
        return losses.found().stream().anyMatch(loss -> loss.kind() == Loss.Kind.GONE)
                ? "When the tables are there again, ask for all rows"
                : "To ask for all rows once more";
    }

    /// All of them need not be named.
    private String models() {
        List<String> affected = losses.affected().toList();
        return affected.size() == losses.models().size()
                ? ""
                : affected.stream()
                        .map(name -> " " + ShellWord.of(name))
                        .collect(Collectors.joining());
    }
}
