package dev.tidemark.load.target;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.postgres.Login;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rights that the login of the migrations needs before there is any table.
public record OwnerAccess(Pipeline pipeline, Login owner) {

    /// The ledger lies in a schema of its own.
    private static final String LEDGER = "tidemark";

    private static final String RIGHTS =
            """
            select to_regnamespace(quote_ident(wanted)) is not null as present,
                has_database_privilege(current_database(), 'create') as may_add,
                case when to_regnamespace(quote_ident(wanted)) is not null
                    then has_schema_privilege(wanted, 'usage')
                        and has_schema_privilege(wanted, 'create') end as may_create
            from unnest(?::text[]) as wanted
            """;

    /// One failure for each right that is missing, with the SQL that grants it.
    public List<TerminalFailure> lacking(Connection connection) throws SQLException {
        List<String> schemas = schemas();
        List<TerminalFailure> lacking = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = query.executeQuery()) {
                for (String schema : schemas) {
                    row.next();
                    boolean there = row.getBoolean("present");
                    if (there && !row.getBoolean("may_create")) {
                        lacking.add(mayNotCreate(schema));
                    } else if (!there && !row.getBoolean("may_add")) {
                        lacking.add(mayNotAdd(schema));
                    }
                }
            }
        }
        return lacking;
    }

    /// A warehouse that somebody else has prepared has no migrations.
    private List<String> schemas() {
        return Files.isDirectory(pipeline.migrations())
                ? List.of(LEDGER, pipeline.warehouse().schema())
                : List.of(LEDGER);
    }

    /// The SQL that makes the role, with all that it needs.
    public String role() {
        String role = Identifier.quote(user());
        return """
        create role %1$s login password '…';
        grant connect, create, temporary on database %2$s to %1$s;
        create schema if not exists %3$s;
        grant usage, create on schema %3$s to %1$s;"""
                .formatted(
                        role,
                        Identifier.quote(owner.url().database()),
                        Identifier.quote(pipeline.warehouse().schema()));
    }

    private TerminalFailure mayNotAdd(String schema) {
        return TerminalFailure.world(
                "the warehouse %s has no schema `%s`, and the user `%s` may not create it"
                        .formatted(owner.url().place(), schema, user()),
                "grant create on database %s to %s;"
                        .formatted(
                                Identifier.quote(owner.url().database()),
                                Identifier.quote(user())));
    }

    private TerminalFailure mayNotCreate(String schema) {
        return TerminalFailure.world(
                "the user `%s` may not create tables in the schema `%s` of the warehouse %s"
                        .formatted(user(), schema, owner.url().place()),
                "grant usage, create on schema %s to %s;"
                        .formatted(Identifier.quote(schema), Identifier.quote(user())));
    }

    private String user() {
        return owner.url().user();
    }
}
