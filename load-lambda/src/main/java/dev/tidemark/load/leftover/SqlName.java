package dev.tidemark.load.leftover;

import dev.tidemark.load.target.TargetTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Names as a person types them: quoted only where they have to be, which the server knows.
record SqlName(Connection connection) {

    String of(TargetTable table) throws SQLException {
        return of(table.schema(), table.name());
    }

    String of(String schema, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select format('%I.%I', ?, ?)")) {
            query.setString(1, schema);
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
