package dev.tidemark.failure;

/// A number with what it counts, as a sentence says it.
public final class Counted {

    private Counted() {}

    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
