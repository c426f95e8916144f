package dev.tidemark.services.junit;

import java.sql.Connection;
import java.sql.SQLException;

/// A Postgres server that tests share: in a container where Docker answers, from the embedded binaries elsewhere.
interface TestServer extends AutoCloseable {

    /// `postgresql://user:password@host:port/database` for the superuser.
    String url(String database);

    String url(String database, String role, String password);

    Connection connect(String database) throws SQLException;

    @Override
    void close();
}
