package dev.tidemark.cli.dictionary;

import dev.tidemark.cli.dictionary.CatalogColumn.Presence;
import dev.tidemark.cli.dictionary.CatalogColumn.Reference;
import dev.tidemark.cli.dictionary.CatalogColumn.Role;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a schema of the warehouse holds, from Postgres's catalog. No row is read.
///
/// @param history the table in which the migrations keep their own record
record Catalog(Database database, String schema, String history) {

    private static final String RELATIONS =
            """
            select class.oid, class.relname, class.relkind in ('v', 'm'), obj_description(class.oid, 'pg_class')
            from pg_catalog.pg_class as class
            where class.relnamespace = to_regnamespace(quote_ident(?))
                and class.relkind in ('r', 'p', 'v', 'm')
                and not class.relispartition
                and class.relname <> ?
            order by class.relname
            """;

    private static final String COLUMNS =
            """
            select
                attribute.attname,
                format_type(attribute.atttypid, attribute.atttypmod),
                case
                    when class.relkind in ('v', 'm') then 'UNTOLD'
                    when attribute.attnotnull then 'REQUIRED'
                    else 'MAY_BE_NULL'
                end,
                coalesce(attribute.attnum = any (own.conkey), false),
                target.relname,
                referred.attname,
                col_description(attribute.attrelid, attribute.attnum)
            from pg_catalog.pg_attribute as attribute
            join pg_catalog.pg_class as class on class.oid = attribute.attrelid
            left join pg_catalog.pg_constraint as own
                on own.conrelid = attribute.attrelid and own.contype = 'p'
            left join lateral (
                select made.confrelid, made.confkey[array_position(made.conkey, attribute.attnum)] as attnum
                from pg_catalog.pg_constraint as made
                where made.conrelid = attribute.attrelid
                    and made.contype = 'f'
                    and attribute.attnum = any (made.conkey)
                order by cardinality(made.conkey), made.conname
                limit 1
            ) as foreign_key on true
            left join pg_catalog.pg_class as target on target.oid = foreign_key.confrelid
            left join pg_catalog.pg_attribute as referred
                on referred.attrelid = foreign_key.confrelid and referred.attnum = foreign_key.attnum
            where attribute.attrelid = ? and attribute.attnum > 0 and not attribute.attisdropped
            order by attribute.attnum
            """;

    /// Tables and views by name, partitions left out.
    List<CatalogTable> tables() {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(RELATIONS)) {
            query.setString(1, schema);
            query.setString(2, history);
            var tables = new ArrayList<CatalogTable>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(table(connection, row));
                }
            }
            return tables;
        } catch (SQLException e) {
            throw database.failure(e, "reading the tables of schema " + schema);
        }
    }

    private static CatalogTable table(Connection connection, ResultSet row) throws SQLException {
        return new CatalogTable(
                row.getString(2),
                row.getBoolean(3) ? CatalogTable.Form.VIEW : CatalogTable.Form.TABLE,
                text(row, 4).orElse(""),
                columns(connection, row.getLong(1)));
    }

    private static List<CatalogColumn> columns(Connection connection, long oid)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setLong(1, oid);
            var columns = new ArrayList<CatalogColumn>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(column(row));
                }
            }
            return columns;
        }
    }

    private static CatalogColumn column(ResultSet row) throws SQLException {
        Optional<String> target = text(row, 5);
        Optional<String> referred = text(row, 6);
        return new CatalogColumn(
                row.getString(1),
                row.getString(2),
                Presence.valueOf(row.getString(3)),
                row.getBoolean(4) ? Role.PRIMARY_KEY : Role.ATTRIBUTE,
                target.flatMap(table -> referred.map(column -> new Reference(table, column))),
                text(row, 7).orElse(""));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
