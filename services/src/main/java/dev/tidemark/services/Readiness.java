package dev.tidemark.services;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Waits until a server takes connections, which after a crash means: until it has recovered.
final class Readiness {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    @FunctionalInterface
    interface Attempt {
        Connection connect() throws SQLException;
    }

    static void await(Attempt attempt, String what) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                attempt.connect().close();
                return;
            } catch (SQLException e) {
                if (!isStarting(e) || System.nanoTime() > end) {
                    throw new ServicesFailure("Cannot connect to " + what, e);
                }
            }
            pause(what);
        }
    }

    /// 57P03: the server is starting up; 08…: it does not listen yet.
    private static boolean isStarting(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.equals("57P03") || state.startsWith("08");
    }

    private static void pause(String what) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServicesFailure("Interrupted while waiting for " + what, e);
        }
    }
}
