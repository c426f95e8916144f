package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TidemarkFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// A Postgres database that connections are opened to, each in zone UTC and with the settings that
/// its user asked for.
public final class Database {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// How long the server may stay silent: as long as a function may run at most.
    private static final Duration SILENCE_MAX = Duration.ofMinutes(15);

    private static final String WRONG_PASSWORD = "28P01";

    /// At its finest level the driver writes down what it hears from the server, rows included: that stays unsaid however a
    /// function logs. Held here, since a logger that nobody holds forgets its filter.
    private static final Logger PROTOCOL =
            Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    /// Would say what our own message says, before it, in words of the driver.
    private static final Logger SERVER_NAME =
            Logger.getLogger("org.postgresql.ssl.PGjdbcHostnameVerifier");

    static {
        PROTOCOL.setFilter(said -> !said.getLevel().equals(Level.FINEST));
        SERVER_NAME.setLevel(Level.OFF);
    }

    private final Login login;
    private final Map<String, String> settings;

    /// @param settings server parameters of every session, such as `search_path`
    public Database(Login login, Map<String, String> settings) {
        this.login = login;
        var all = new TreeMap<>(settings);
        all.put("TimeZone", "UTC");
        this.settings = all;
    }

    /// Host, port and database, as messages name it.
    public String place() {
        return login.url().place();
    }

    /// Who connects, for messages.
    public String user() {
        return login.url().user();
    }

    /// A new connection, in auto-commit mode. A refused password is looked up again once.
    public Connection connect() {
        try {
            return open();
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState()) && login.renew() == Login.Renewal.CHANGED) {
                return connectAgain();
            }
            throw PostgresFailure.ofConnecting(e, login.url());
        }
    }

    private Connection connectAgain() {
        try {
            return open();
        } catch (SQLException e) {
            throw PostgresFailure.ofConnecting(e, login.url());
        }
    }

    /// The failure that a driver's exception means.
    ///
    /// @param doing what was being done, such as `reading public.payment`
    public TidemarkFailure failure(SQLException e, String doing) {
        return PostgresFailure.of(e, login.url(), doing);
    }

    private Connection open() throws SQLException {
        Connection connection = source(login.url()).getConnection();
        try {
            apply(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void apply(Connection connection) throws SQLException {
        String calls = "select " + "set_config(?, ?, false),".repeat(settings.size());
        String sql = calls.substring(0, calls.length() - 1);
        try (PreparedStatement set = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (var setting : settings.entrySet()) {
                set.setString(parameter++, setting.getKey());
                set.setString(parameter++, setting.getValue());
            }
            set.execute();
        }
    }

    private static PGSimpleDataSource source(DatabaseUrl url) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setUser(url.user());
        url.password().ifPresent(source::setPassword);
        source.setApplicationName(url.options().getOrDefault("application_name", "tidemark"));
        source.setConnectTimeout(connectTimeoutSeconds(url));
        source.setLoginTimeout(connectTimeoutSeconds(url));
        source.setSocketTimeout((int) SILENCE_MAX.toSeconds());
        source.setTcpKeepAlive(true);
        // Connections may come through a pooler, which keeps no prepared statements.
        source.setPrepareThreshold(0);
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        source.setProperty(PGProperty.GSS_ENC_MODE, "disable");
        encrypt(source, url.options());
        return source;
    }

    private static int connectTimeoutSeconds(DatabaseUrl url) {
        try {
            return Integer.parseInt(url.options().getOrDefault("connect_timeout", ""));
        } catch (NumberFormatException e) {
            return (int) CONNECT_TIMEOUT.toSeconds();
        }
    }

    private static void encrypt(PGSimpleDataSource source, Map<String, String> options) {
        if (options.containsKey("sslmode")) {
            source.setSslMode(options.get("sslmode"));
        }
        if (options.containsKey("channel_binding")) {
            source.setChannelBinding(options.get("channel_binding"));
        }
        String root = options.get("sslrootcert");
        if ("system".equals(root)) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        } else if (root != null) {
            source.setSslRootCert(root);
        }
    }
}
