package dev.tidemark.process;

import dev.tidemark.process.engine.Advance;
import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.Row;
import dev.tidemark.process.engine.Session;
import java.nio.file.Path;
import java.util.List;

/// A session that says of every SELECT once that it is half done, however short it is.
record HalfwaySession(Session session) implements Session {

    @Override
    public List<LocalFile> write(String select, List<String> order, Path folder, Advance advance) {
        advance.reached(0.5, 0);
        return session.write(select, order, folder, advance);
    }

    @Override
    public String syntaxTree(String sql) {
        return session.syntaxTree(sql);
    }

    @Override
    public List<String> volatileFunctions() {
        return session.volatileFunctions();
    }

    @Override
    public List<String> aggregateFunctions() {
        return session.aggregateFunctions();
    }

    @Override
    public List<String> rowFunctions() {
        return session.rowFunctions();
    }

    @Override
    public void define(String relation, String select) {
        session.define(relation, select);
    }

    @Override
    public List<EngineColumn> describe(String select) {
        return session.describe(select);
    }

    @Override
    public List<Row> rows(String select) {
        return session.rows(select);
    }

    @Override
    public long count(String select) {
        return session.count(select);
    }

    @Override
    public void close() {
        session.close();
    }
}
