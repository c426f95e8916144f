package dev.tidemark.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Sessions that write to the orders of a shop, one step at a time, and leave transactions open in
/// between. Each owns some of the keys, so that none waits for another.
final class Writers implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final int KEYS_PER_WRITER = 40;
    private static final int PREPARED_MAX = 2;

    private final Shop shop;
    private final Random random;
    private final List<Connection> sessions = new ArrayList<>();
    private final List<Deque<Savepoint>> savepoints = new ArrayList<>();
    private final Deque<Prepared> prepared = new ArrayDeque<>();
    private final boolean[] busy = new boolean[WRITERS];
    private int names;

    private record Prepared(int writer, String name) {}

    Writers(Shop shop, Random random) throws SQLException {
        this.shop = shop;
        this.random = random;
        for (int i = 0; i < WRITERS; i++) {
            sessions.add(shop.transaction());
            savepoints.add(new ArrayDeque<>());
        }
    }

    void step(int steps) throws SQLException {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() throws SQLException {
        int writer = random.nextInt(WRITERS);
        if (busy[writer]) {
            finishPrepared();
            return;
        }
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> write(writer);
            case 7, 8 -> savepoints.get(writer).push(sessions.get(writer).setSavepoint());
            case 9 -> back(writer);
            case 10, 11, 12, 13 -> end(writer);
            case 14 -> prepare(writer);
            default -> finishPrepared();
        }
    }

    private void write(int writer) throws SQLException {
        int id = random.nextInt(KEYS_PER_WRITER) * WRITERS + writer;
        String note = "note " + random.nextInt(1000);
        switch (random.nextInt(4)) {
            case 0, 1 ->
                    execute(
                            writer,
                            "insert into orders values (%d, '%s') on conflict do nothing"
                                    .formatted(id, note));
            case 2 ->
                    execute(
                            writer,
                            "update orders set note = '%s'%s where order_id = %d"
                                    .formatted(
                                            note,
                                            random.nextBoolean() ? ", last_updated = now()" : "",
                                            id));
            default -> execute(writer, "delete from orders where order_id = " + id);
        }
    }

    private void back(int writer) throws SQLException {
        Deque<Savepoint> open = savepoints.get(writer);
        if (open.isEmpty()) {
            return;
        }
        Savepoint savepoint = open.pop();
        if (random.nextBoolean()) {
            sessions.get(writer).rollback(savepoint);
        } else {
            sessions.get(writer).releaseSavepoint(savepoint);
        }
    }

    private void end(int writer) throws SQLException {
        savepoints.get(writer).clear();
        if (random.nextInt(4) == 0) {
            sessions.get(writer).rollback();
        } else {
            sessions.get(writer).commit();
        }
    }

    /// Its keys stay locked until the prepared transaction ends, so the writer pauses.
    private void prepare(int writer) throws SQLException {
        if (prepared.size() >= PREPARED_MAX) {
            return;
        }
        String name = shop.reader() + "_" + names++;
        execute(writer, "prepare transaction '%s'".formatted(name));
        sessions.get(writer).commit();
        savepoints.get(writer).clear();
        busy[writer] = true;
        prepared.add(new Prepared(writer, name));
    }

    private void finishPrepared() throws SQLException {
        if (prepared.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        Prepared first = prepared.remove();
        shop.execute("commit prepared '%s'".formatted(first.name()));
        busy[first.writer()] = false;
    }

    /// Commits everything that is open.
    void endAll() throws SQLException {
        for (Prepared open : prepared) {
            shop.execute("commit prepared '%s'".formatted(open.name()));
        }
        prepared.clear();
        for (Connection session : sessions) {
            session.commit();
        }
    }

    private void execute(int writer, String sql) throws SQLException {
        try (Statement statement = sessions.get(writer).createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Prepared open : prepared) {
            shop.execute("rollback prepared '%s'".formatted(open.name()));
        }
        for (Connection session : sessions) {
            session.close();
        }
    }
}
