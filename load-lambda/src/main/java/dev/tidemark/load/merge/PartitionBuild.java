package dev.tidemark.load.merge;

import dev.tidemark.load.target.Target;
import dev.tidemark.postgres.Identifier;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A partition that is built beside its fact and then attached. Nobody sees it before the commit,
/// and nobody who reads waits: `ATTACH` locks the fact and what it refers to against changes of
/// their definition and, the dimensions, against other writers only.
///
/// Foreign keys are left to `ATTACH`, which makes and checks them all: attached with keys of its
/// own, the partition would have to drop their triggers on the dimensions, and that locks readers
/// of the dimensions out.
final class PartitionBuild {

    /// Equal indexes on fact and partition are joined by `ATTACH`; a missing one it would build.
    private static final String INDEXES =
            """
            select
                pg_get_constraintdef(key.oid) as constraint,
                index.indisunique as is_unique,
                pg_get_indexdef(index.indexrelid) as definition,
                format('CREATE %sINDEX %I ON ONLY %I.%I ',
                    case when index.indisunique then 'UNIQUE ' else '' end,
                    name.relname, schema.nspname, fact.relname) as beginning
            from pg_index as index
            join pg_class as name on name.oid = index.indexrelid
            join pg_class as fact on fact.oid = index.indrelid
            join pg_namespace as schema on schema.oid = fact.relnamespace
            left join pg_constraint as key on key.conindid = index.indexrelid
                and key.conrelid = fact.oid and key.contype in ('p', 'u', 'x')
            where fact.oid = cast(? as regclass)
            order by index.indisprimary desc, name.relname
            """;

    private final RunTransaction transaction;
    private final Target target;
    private final long first;
    private final long count;
    private final String name;

    PartitionBuild(RunTransaction transaction, Target target, long first, long count) {
        this.transaction = transaction;
        this.target = target;
        this.first = first;
        this.count = count;
        this.name = name(target.table().name(), "_p" + first);
    }

    /// Facts with long names that begin alike must not meet.
    private static String name(String fact, String ending) {
        int room = Identifier.BYTES_MAX - ending.length();
        if (fact.getBytes(StandardCharsets.UTF_8).length <= room) {
            return fact + ending;
        }
        String hash = "_" + Integer.toHexString(fact.hashCode());
        String start = fact;
        while (start.getBytes(StandardCharsets.UTF_8).length > room - hash.length()) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + hash + ending;
    }

    /// As SQL names it.
    String sql() {
        return Identifier.quote(target.table().schema(), name);
    }

    void create() throws SQLException {
        transaction.define(
                """
                create table %s (
                    like %s including all excluding indexes excluding identity,
                    constraint %s check (%s >= %d and %s < %d)
                )
                """
                        .formatted(
                                sql(),
                                target.table().sql(),
                                bound(),
                                recordId(),
                                first,
                                recordId(),
                                first + count));
    }

    /// To be called when the rows are in: an index is built faster than it is kept up.
    void index() throws SQLException {
        for (String statement : indexes()) {
            transaction.define(statement);
        }
        transaction.define("analyze " + sql());
    }

    /// The check constraint spares `ATTACH` a look at every row; then the bounds say the same.
    void attach() throws SQLException {
        transaction.define(
                "alter table %s attach partition %s for values from (%d) to (%d)"
                        .formatted(target.table().sql(), sql(), first, first + count));
        transaction.define("alter table %s drop constraint %s".formatted(sql(), bound()));
        transaction.attachments().add(target.table().sql());
    }

    private List<String> indexes() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = transaction.connection().prepareStatement(INDEXES)) {
            query.setString(1, target.table().sql());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    statements.add(index(row));
                }
            }
        }
        return statements;
    }

    private String index(ResultSet row) throws SQLException {
        @Nullable String constraint = row.getString("constraint");
        if (constraint != null) {
            return "alter table %s add %s".formatted(sql(), constraint);
        }
        String definition = row.getString("definition");
        String beginning = row.getString("beginning");
        if (!definition.startsWith(beginning)) {
            throw new IllegalStateException("no index of a partitioned table: " + definition);
        }
        return "create %sindex on %s %s"
                .formatted(
                        row.getBoolean("is_unique") ? "unique " : "",
                        sql(),
                        definition.substring(beginning.length()));
    }

    private String bound() {
        return Identifier.quote(name("tidemark", "_p" + first));
    }

    private String recordId() {
        return Identifier.quote(target.recordId());
    }
}
