package dev.tidemark.load.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The record ids of a fact, given out run by run. Safe only in the transaction that has claimed its
/// run: the claim keeps other loads out.
public record RecordIds(String pipeline, String fact) {

    private static final String LAST =
            """
            select last_record_id from tidemark.load_log_fact
            where pipeline = ? and fact = ? order by first_record_id desc limit 1
            """;

    private static final String GIVE =
            """
            insert into tidemark.load_log_fact (pipeline, fact, run, first_record_id, last_record_id)
            values (?, ?, ?, ?, ?)
            """;

    /// The highest id given so far; empty before the first.
    public Optional<Long> last(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST)) {
            query.setString(1, pipeline);
            query.setString(2, fact);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /// Notes that a run took the ids from `first` on.
    public void give(Connection connection, long run, long first, long count) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(GIVE)) {
            insert.setString(1, pipeline);
            insert.setString(2, fact);
            insert.setLong(3, run);
            insert.setLong(4, first);
            insert.setLong(5, first + count - 1);
            insert.executeUpdate();
        }
    }
}
