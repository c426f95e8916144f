package dev.tidemark.load.loss;

import dev.tidemark.load.loss.KnownTable.Identity;
import dev.tidemark.load.target.Contract;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The table `tidemark.load_log_table` of one pipeline: which tables its runs were loaded into. Where
/// it is not there yet, or this login may not use it, nothing is remembered and nothing is missed.
///
/// @param schema of the pipeline's tables
public record TableMemory(String pipeline, String schema) {

    private static final String MAY_READ =
            "select has_table_privilege(to_regclass('tidemark.load_log_table'), 'select')";

    private static final String MAY_WRITE =
            """
            select has_table_privilege(memory, 'insert') and has_table_privilege(memory, 'update')
            from to_regclass('tidemark.load_log_table') as memory
            """;

    /// A dump takes the notes along but not the numbers: there the ledger has another one as well.
    private static final String LEDGER =
            """
            select concat_ws('/', control.system_identifier, database.oid,
                cast(cast('tidemark.load_log' as regclass) as oid))
            from pg_control_system() as control, pg_database as database
            where database.datname = current_database()
            """;

    private static final String READ =
            """
            select wanted.name, found.oid is not null as is_there, memory.run as since,
                memory.oid = found.oid as is_same, memory.oid = 0 as is_emptied,
                coalesce(memory.filled, false) or exists (
                    select from tidemark.load_log_fact as fact
                    where fact.pipeline = ? and fact.fact = wanted.name
                ) as filled,
                memory.ledger = (%s) as is_of_here
            from unnest(?) with ordinality as wanted (name, place)
            left join (
                select relation.relname, relation.oid from pg_class as relation
                join pg_namespace as schema on schema.oid = relation.relnamespace
                where schema.nspname = ? and relation.relkind in ('r', 'p')
            ) as found on found.relname = wanted.name
            left join tidemark.load_log_table as memory
                on memory.pipeline = ? and memory.name = wanted.name
            where has_table_privilege(found.oid, 'select') is distinct from false
            order by wanted.place
            """
                    .formatted(LEDGER);

    private static final String NOTE =
            """
            insert into tidemark.load_log_table (pipeline, name, oid, ledger, filled, run)
            values (?, ?, coalesce(cast(cast(nullif(?, '') as regclass) as oid), 0), (%s), ?, ?)
            on conflict (pipeline, name) do update set oid = excluded.oid,
                ledger = excluded.ledger, filled = excluded.filled, run = excluded.run
            """
                    .formatted(LEDGER);

    /// Noted as the number 0.
    private static final String NO_TABLE = "";

    public static TableMemory of(Pipeline pipeline) {
        return new TableMemory(pipeline.name(), pipeline.warehouse().schema());
    }

    /// The tables of the models that this login may read, and those that are missing.
    List<KnownTable> read(Connection connection, Collection<ProcessedModel> models)
            throws SQLException {
        Map<String, String> modelOfTable = new LinkedHashMap<>();
        models.forEach(
                model ->
                        Contract.tablesOf(model)
                                .forEach(table -> modelOfTable.put(table, model.name())));
        if (modelOfTable.isEmpty() || !is(connection, MAY_READ)) {
            return List.of();
        }
        Array names = connection.createArrayOf("text", modelOfTable.keySet().toArray());
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, pipeline);
            query.setArray(2, names);
            query.setString(3, schema);
            query.setString(4, pipeline);
            List<KnownTable> known = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    known.add(table(modelOfTable, row));
                }
            }
            return known;
        } finally {
            names.free();
        }
    }

    private static KnownTable table(Map<String, String> modelOfTable, ResultSet row)
            throws SQLException {
        String name = row.getString("name");
        return new KnownTable(
                modelOfTable.getOrDefault(name, name),
                name,
                identity(row),
                row.getLong("since"),
                row.getBoolean("filled"));
    }

    private static Identity identity(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_there")) {
            return Identity.MISSING;
        }
        if (row.getBoolean("is_emptied")) {
            return Identity.EMPTIED;
        }
        if (!row.getBoolean("is_of_here")) {
            return Identity.UNKNOWN;
        }
        return row.getBoolean("is_same") ? Identity.SAME : Identity.ANOTHER;
    }

    /// Notes that the tables, as they are now, hold what was loaded up to a run.
    void note(Connection connection, Collection<KnownTable> tables, RunNumber run)
            throws SQLException {
        if (tables.isEmpty() || !is(connection, MAY_WRITE)) {
            return;
        }
        Set<String> empty = empty(connection, tables);
        note(
                connection,
                run,
                tables.stream()
                        .map(
                                table ->
                                        new Note(
                                                table.name(),
                                                Identifier.quote(schema, table.name()),
                                                !empty.contains(table.name())))
                        .toList());
    }

    /// Notes that the tables were emptied before a run, which may put rows into them again. Theirs is
    /// the number of no table: wherever a dump takes it, the rows are missing.
    void noteEmptied(Connection connection, Collection<KnownTable> tables, RunNumber run)
            throws SQLException {
        if (tables.isEmpty() || !is(connection, MAY_WRITE)) {
            return;
        }
        note(
                connection,
                run,
                tables.stream().map(table -> new Note(table.name(), NO_TABLE, true)).toList());
    }

    private void note(Connection connection, RunNumber run, List<Note> notes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            for (Note note : notes) {
                insert.setString(1, pipeline);
                insert.setString(2, note.table());
                insert.setString(3, note.relation());
                insert.setBoolean(4, note.filled());
                insert.setLong(5, run.value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// @param relation whose number is noted, as it is written in SQL
    private record Note(String table, String relation, boolean filled) {}

    /// The names of those that hold no row.
    Set<String> empty(Connection connection, Collection<KnownTable> tables) throws SQLException {
        Set<String> empty = new LinkedHashSet<>();
        if (tables.isEmpty()) {
            return empty;
        }
        String sql =
                tables.stream()
                        .map(
                                table ->
                                        "select %s where not exists (select from %s)"
                                                .formatted(
                                                        literal(table.name()),
                                                        Identifier.quote(schema, table.name())))
                        .collect(Collectors.joining(" union all "));
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                empty.add(row.getString(1));
            }
        }
        return empty;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean is(Connection connection, String select) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(select)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
