package dev.tidemark.local.totesys.order;

import java.util.List;
import java.util.SplittableRandom;

/// Chance that repeats itself: the same seed, topic and number give the same throws, whatever was thrown for others
/// before.
public final class Dice {

    /// Keeps the numbers of two topics apart; any odd constant does.
    private static final long TOPIC_STRIDE = 0x9E6C63D0876A9A47L;

    private static final long SEED_STRIDE = 0xD1342543DE82EF95L;

    private final SplittableRandom random;

    private Dice(long state) {
        this.random = new SplittableRandom(state);
    }

    public static Dice of(long seed, Topic topic, long number) {
        return new Dice(seed * SEED_STRIDE + topic.name().hashCode() * TOPIC_STRIDE + number);
    }

    /// What is thrown for.
    public enum Topic {
        HISTORIC_ORDER,
        HISTORIC_BATCH,
        DESIGN,
        BUSINESS_DAY,
        LATE_ORDER,
        WATCHED_ORDER
    }

    /// @param last included
    public int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
