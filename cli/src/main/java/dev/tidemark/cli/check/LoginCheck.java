package dev.tidemark.cli.check;

import dev.tidemark.failure.Problems;
import dev.tidemark.pipeline.DraftPipeline.Section;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks whether a database lets somebody in, where nothing else of it can be judged yet.
record LoginCheck(Area area, Supplier<Login> login) {

    /// @param section what has to be mended first
    Finding look(Section section) {
        var problems = new Problems();
        Optional<Login> found = problems.attempt(login);
        found.ifPresent(to -> problems.attempt(() -> opened(new Database(to, Map.of()))));
        return Finding.of(
                area,
                "%s: the login alone, because `%s` in pipeline.yaml cannot be read"
                        .formatted(
                                found.map(to -> to.url().place()).orElse(area.toString()), section),
                problems.found());
    }

    private static String opened(Database database) {
        try (Connection connection = database.connect()) {
            return connection.getCatalog();
        } catch (SQLException e) {
            throw database.failure(e, "looking at the database");
        }
    }
}
