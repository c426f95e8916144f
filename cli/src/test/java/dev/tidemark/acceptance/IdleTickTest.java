package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.bus.Invocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A tick that finds nothing writes nothing, and says so.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class IdleTickTest {

    private static final String NOTHING = "nothing new since run 1";

    @Test
    void writesNoObject(World world) {
        world.seed(200);
        world.tick();
        var objects = world.objects();
        assertThat(objects).isNotEmpty();

        assertThat(world.tick())
                .extracting(Invocation::answer)
                .hasSize(3)
                .allMatch(it -> it.contains(NOTHING));

        assertThat(world.objects()).isEqualTo(objects);
    }

    @Test
    void writesNoObjectEvenAfterAColdStart(World world) {
        world.seed(200);
        world.tick();
        var objects = world.objects();

        world.coldStart();
        assertThat(world.tick())
                .extracting(Invocation::answer)
                .allMatch(it -> it.contains(NOTHING));

        assertThat(world.objects()).isEqualTo(objects);
        world.audit();
    }
}
