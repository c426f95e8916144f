package dev.tidemark.load.target;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rights on the tables in which Tidemark keeps its own books: the ledger, which the load
/// writes, and the histories of the migrations.
///
/// @param loader the user of the load
/// @param owner the user of the migrations
public record LedgerAccess(Pipeline pipeline, String loader, String owner) {

    /// Without it, everything is loaded nevertheless.
    private static final String MEMORY = "load_log_table";

    /// Looked up in the catalog, since a name cannot be resolved in a schema that one may not use. Who may create tables applies
    /// migrations, and notes them. What the login of the migrations owns, it grants to the load by itself.
    private static final String RIGHTS =
            """
            select schema.nspname, book.relname, wanted.login,
                has_schema_privilege(wanted.login, schema.oid, 'usage') as in_schema,
                array(
                    select what from unnest(
                        wanted.always || case
                            when has_schema_privilege(wanted.login, schema.oid, 'create')
                            then wanted.migrating else '{}' end
                    ) as what
                    where not has_table_privilege(wanted.login, book.oid, what)
                ) as lacking
            from (values
                (1, 'tidemark', 'schema_history', ?::text, array['select'], array['insert']),
                (2, ?, ?, ?, array['select'], array['insert']),
                (3, 'tidemark', 'load_log', ?, array['select', 'insert', 'update'], '{}'),
                (4, 'tidemark', 'load_log_fact', ?, array['select', 'insert'], '{}'),
                (5, 'tidemark', ?, ?, array['select', 'insert', 'update'], '{}')
            ) as wanted (place, schema, name, login, always, migrating)
            join pg_namespace as schema on schema.nspname = wanted.schema
            join pg_class as book
                on book.relnamespace = schema.oid and book.relname = wanted.name
            where wanted.login = ?
                or not pg_has_role(book.relowner, 'usage')
                or not pg_has_role(schema.nspowner, 'usage')
            order by wanted.place
            """;

    /// A table that a login may not use as it must.
    ///
    /// @param rights that are missing on the table
    public record Lacking(
            String user, String schema, String table, boolean inSchema, List<String> rights) {

        public Lacking {
            rights = List.copyOf(rights);
        }

        /// Whether no run can be loaded.
        public boolean stops() {
            return !inSchema || !table.equals(MEMORY);
        }

        /// Whether not even what lies in it can be known.
        public boolean blinds(String reader) {
            return stops() && user.equals(reader) && (!inSchema || rights.contains("select"));
        }

        public TerminalFailure failure() {
            return TerminalFailure.world(
                    finding() + ", where Tidemark notes what is in the warehouse", grants());
        }

        /// Of rights that stop nothing.
        public String notice() {
            return "%s: rows that the warehouse loses are not noticed. To be typed by who may:  %s"
                    .formatted(finding(), grants());
        }

        private String finding() {
            return "the user `%s` lacks rights on %s.%s".formatted(user, schema, table);
        }

        private String grants() {
            List<String> grants = new ArrayList<>();
            String role = Identifier.quote(user);
            if (!inSchema) {
                grants.add(
                        "grant usage on schema %s to %s;"
                                .formatted(Identifier.quote(schema), role));
            }
            if (!rights.isEmpty()) {
                grants.add(
                        "grant %s on %s to %s;"
                                .formatted(
                                        String.join(", ", rights),
                                        Identifier.quote(schema, table),
                                        role));
            }
            return String.join(" ", grants);
        }
    }

    /// @param connection of the login of the migrations
    public List<Lacking> lacking(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
            query.setString(1, owner);
            query.setString(2, pipeline.warehouse().schema());
            query.setString(3, "schema_history_" + pipeline.name());
            query.setString(4, owner);
            query.setString(5, loader);
            query.setString(6, loader);
            query.setString(7, MEMORY);
            query.setString(8, loader);
            query.setString(9, owner);
            try (ResultSet row = query.executeQuery()) {
                return lacking(row);
            }
        }
    }

    private static List<Lacking> lacking(ResultSet row) throws SQLException {
        List<Lacking> lacking = new ArrayList<>();
        while (row.next()) {
            String schema = row.getString("nspname");
            boolean inSchema =
                    row.getBoolean("in_schema")
                            || lacking.stream().anyMatch(said -> said.schema().equals(schema));
            List<String> rights = List.of((String[]) row.getArray("lacking").getArray());
            if (!inSchema || !rights.isEmpty()) {
                lacking.add(
                        new Lacking(
                                row.getString("login"),
                                schema,
                                row.getString("relname"),
                                inSchema,
                                rights));
            }
        }
        return lacking;
    }
}
