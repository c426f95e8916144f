package dev.tidemark.bench.warm;

/// What happens in the source before each tick.
public enum Interlude {
    NOTHING(0, "nothing"),
    /// Something ran that concerns us not, so that the tables have to be looked at.
    TRANSACTION(0, "a transaction that changes nothing"),
    CHANGES_10(10, "10 changed orders"),
    CHANGES_1000(1_000, "1,000 changed orders");

    private final int rows;
    private final String words;

    Interlude(int rows, String words) {
        this.rows = rows;
        this.words = words;
    }

    public int rows() {
        return rows;
    }

    @Override
    public String toString() {
        return words;
    }
}
