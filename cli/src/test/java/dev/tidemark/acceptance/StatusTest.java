package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A run that waits for a stage is named, with why or with what says why.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class StatusTest {

    private static final String STAFF =
            """
            /*
            kind: dimension
            key: [staff_id]
            history: latest
            checks:
              - not_null: [name]
            */
            select staff_id, name from current.staff
            """;

    private final World world;

    StatusTest(World world) {
        this.world = world;
    }

    @BeforeEach
    void aShopWithOneRun(@TempDir Path pipelines) throws IOException {
        Sql.run(
                world.source(),
                "create table staff (staff_id integer primary key, name text)",
                "insert into staff values (1, 'Ann')");
        Path shop = pipelines.resolve("shop");
        Files.createDirectories(shop.resolve("models"));
        Files.createDirectories(shop.resolve("warehouse"));
        Files.writeString(shop.resolve("pipeline.yaml"), "");
        Files.writeString(shop.resolve("models/dim_staff.sql"), STAFF);
        Files.writeString(
                shop.resolve("warehouse/V1__star.sql"),
                "create table dim_staff (staff_id integer primary key, name text, deleted_run bigint);");
        world.set(Environment.PIPELINES, pipelines.toString());
        world.set(Environment.PIPELINE, "shop");
        world.command("run", "shop");
    }

    @Test
    void aRunThatTheModelsCannotTakeIsSaidAsProcessSaysIt() {
        Sql.run(world.source(), "alter table staff drop column name");
        String refusal = world.command("run", "shop").err();
        Picture before = Picture.of(world);

        String status = world.command("status", "shop").out();

        assertThat(refusal).contains("The run before had it: the source dropped it");
        assertThat(status)
                .contains(
                        "1 run behind",
                        refusal.replace("tidemark: shop", "process refuses run 2: shop"));
        assertThat(Picture.of(world)).isEqualTo(before);
    }

    @Test
    void aRunThatFailedACheckPointsToWhatSaysWhy() {
        Sql.run(world.source(), "insert into staff values (2, null)");
        world.command("run", "shop");

        assertThat(world.command("status", "shop").out())
                .endsWith(
                        """
                        run 2 waits for process
                          tidemark process shop  goes on with it, or says why it cannot
                        """);
    }
}
