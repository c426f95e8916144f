package dev.tidemark.cli.init;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/// Makes a first pipeline of what a source holds.
public final class Drafting {

    private final Database source;

    public Drafting(Database source) {
        this.source = source;
    }

    /// The schema of the warehouse that a pipeline of that name gets: a name that nobody has to quote.
    public static String schema(String pipeline) {
        return pipeline.replace('-', '_');
    }

    /// @param wanted the schemas to look at; all that hold tables if none is named
    public Written write(String pipeline, List<String> wanted, Shape shape, Destination into) {
        into.requireFree();
        List<String> known = Survey.schemas(source);
        requireKnown(wanted, known);
        List<String> schemas = wanted.isEmpty() ? known : wanted;
        List<FoundTable> tables = Survey.tables(source, schemas);
        Sketch sketch = Sketch.of(tables, schemas, source.user(), shape);
        requireSome(sketch);
        var draft = new Draft(pipeline, sketch);
        into.write(draft.files());
        return Written.of(draft, Survey.unfollowed(source, schemas));
    }

    private void requireKnown(List<String> wanted, List<String> known) {
        wanted.stream()
                .filter(schema -> !known.contains(schema))
                .findFirst()
                .ifPresent(
                        schema -> {
                            throw TerminalFailure.configuration(
                                    "no schema `%s` of %s holds a table"
                                            .formatted(schema, source.place()),
                                    NearestName.hint(schema, known));
                        });
    }

    private void requireSome(Sketch sketch) {
        if (!sketch.models().isEmpty()) {
            return;
        }
        if (!sketch.unreadable().isEmpty()) {
            throw TerminalFailure.world(
                    "the user `%s` may read no table of %s"
                            .formatted(source.user(), source.place()),
                    "as the owner of the tables, type\n" + grants(sketch));
        }
        if (sketch.leftOut().isEmpty()) {
            throw TerminalFailure.configuration(
                    "%s has no table".formatted(source.place()),
                    "name another database in TIDEMARK_SOURCE_URL");
        }
        throw TerminalFailure.world(
                "no table of %s can be followed:\n  %s"
                        .formatted(
                                source.place(),
                                sketch.leftOut().stream()
                                        .map(left -> left.table().name() + " " + left.why())
                                        .collect(Collectors.joining("\n  "))),
                "change one of them, and try again");
    }

    private String grants(Sketch sketch) {
        String user = Identifier.quote(source.user());
        return sketch.unreadable().stream()
                .map(table -> Identifier.quote(table.name().schema()))
                .distinct()
                .map(
                        schema ->
                                """
                                    grant usage on schema %1$s to %2$s;
                                    grant select on all tables in schema %1$s to %2$s;
                                    alter default privileges in schema %1$s grant select on tables to %2$s;"""
                                        .formatted(schema, user))
                .collect(Collectors.joining("\n"));
    }
}
