package dev.tidemark.cli.init;

import dev.tidemark.cli.init.FoundTable.Obstacle;
import dev.tidemark.postgres.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a first pipeline does with each table that was found.
///
/// @param user who reads the source, for what has to be granted
record Sketch(
        List<String> schemas, String user, List<SketchedModel> models, List<LeftOut> leftOut) {

    /// Bytes that a number may need behind a name.
    private static final int ROOM_FOR_NUMBER = 4;

    private static final Pattern BOOKKEEPING =
            Pattern.compile(
                    "_prisma_migrations|schema_migrations|ar_internal_metadata|flyway_schema_history"
                            + "|schema_history_.*|alembic_version|django_migrations|__efmigrationshistory"
                            + "|databasechangelog(lock)?|knex_migrations(_lock)?|goose_db_version"
                            + "|sequelizemeta|typeorm_metadata",
                    Pattern.CASE_INSENSITIVE);

    static Sketch of(List<FoundTable> tables, List<String> schemas, String user, Shape shape) {
        List<SketchedModel> models = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        Map<String, FoundTable> followed = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (FoundTable table : tables) {
            Optional<String> why =
                    obstacle(table, user)
                            .or(() -> twin(Optional.ofNullable(followed.get(table.folded()))));
            if (why.isPresent()) {
                leftOut.add(new LeftOut(table, why.get()));
            } else {
                followed.put(table.folded(), table);
                models.add(new SketchedModel(free(name(table, shape), taken), table));
            }
        }
        return new Sketch(schemas, user, List.copyOf(models), List.copyOf(leftOut));
    }

    private static Optional<String> obstacle(FoundTable table, String user) {
        String quoted = Identifier.quote(table.name().schema(), table.name().table());
        if (BOOKKEEPING.matcher(table.name().table()).matches()) {
            return Optional.of("keeps the book of the source's own migrations");
        }
        if (!table.obstacles().isEmpty()) {
            return Optional.of(
                    switch (table.obstacles().getFirst()) {
                        case OF_AN_EXTENSION -> "belongs to an extension of the server";
                        case UNREADABLE ->
                                "may not be read: grant usage on schema %1$s to %3$s; grant select on %2$s to %3$s;"
                                        .formatted(
                                                Identifier.quote(table.name().schema()),
                                                quoted,
                                                Identifier.quote(user));
                        case FILTERED ->
                                "hides rows by row-level security: alter role %s bypassrls;"
                                        .formatted(Identifier.quote(user));
                        case FOREIGN_PARTITION ->
                                "has partitions in another database, whose changes do not show";
                    });
        }
        if (table.key().isEmpty()) {
            return Optional.of(
                    "has no primary key, which tells its rows apart: alter table %s add primary key %s;"
                            .formatted(
                                    quoted,
                                    table.unique()
                                            .map(index -> "using index " + Identifier.quote(index))
                                            .orElse("(…)")));
        }
        Set<String> folded = new HashSet<>();
        return table.columns().stream()
                .filter(column -> !folded.add(column.folded()))
                .findFirst()
                .map(
                        column ->
                                "has two columns %s that only capitals tell apart, and models know no capitals"
                                        .formatted(column.folded()));
    }

    private static Optional<String> twin(Optional<FoundTable> first) {
        return first.map(
                twin ->
                        "has the name of %s: models know tables without schema and capitals; a second pipeline can follow it"
                                .formatted(twin.name()));
    }

    private static String name(FoundTable table, Shape shape) {
        String name = table.name().table();
        return switch (shape) {
            case MIRROR -> Names.isFileName(name) ? name : Names.slug(name);
            case DIMENSIONS -> "dim_" + Names.slug(name);
        };
    }

    private static String free(String wanted, Set<String> taken) {
        String name = Names.cut(wanted, Identifier.BYTES_MAX);
        String stem = Names.cut(wanted, Identifier.BYTES_MAX - ROOM_FOR_NUMBER);
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = stem + "_" + number;
        }
        return name;
    }

    /// Tables that would be followed if they could be read.
    List<FoundTable> unreadable() {
        return leftOut.stream()
                .map(LeftOut::table)
                .filter(table -> table.obstacles().contains(Obstacle.UNREADABLE))
                .toList();
    }
}
