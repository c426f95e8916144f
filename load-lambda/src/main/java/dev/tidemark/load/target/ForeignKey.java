package dev.tidemark.load.target;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A foreign key between two tables that a run fills.
///
/// @param table the table whose rows name members
/// @param members the table that holds them
record ForeignKey(String name, String table, String members, Checking checking) {

    /// When the server looks whether the member is there.
    enum Checking {
        AT_ONCE,
        /// May wait until all tables are filled.
        DEFERRABLE
    }

    private static final String BETWEEN =
            """
            select key.conname, child.relname, parent.relname, key.condeferrable
            from pg_constraint as key
            join pg_class as child on child.oid = key.conrelid
            join pg_class as parent on parent.oid = key.confrelid
            join pg_namespace as child_schema on child_schema.oid = child.relnamespace
            where key.contype = 'f' and key.conparentid = 0
                and child.relnamespace = parent.relnamespace
                and child_schema.nspname = ?
                and child.relname = any (?) and parent.relname = any (?)
            order by child.relname, key.conname
            """;

    static List<ForeignKey> between(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        Array array = connection.createArrayOf("text", names.toArray());
        try (PreparedStatement query = connection.prepareStatement(BETWEEN)) {
            query.setString(1, schema);
            query.setArray(2, array);
            query.setArray(3, array);
            try (ResultSet row = query.executeQuery()) {
                List<ForeignKey> keys = new ArrayList<>();
                while (row.next()) {
                    keys.add(key(row));
                }
                return keys;
            }
        } finally {
            array.free();
        }
    }

    private static ForeignKey key(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4) ? Checking.DEFERRABLE : Checking.AT_ONCE);
    }

    /// One statement brings all rows of a table, so a table may name itself.
    boolean isWithinOneTable() {
        return table.equals(members);
    }
}
