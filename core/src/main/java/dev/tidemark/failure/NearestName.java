package dev.tidemark.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that a misspelt one most likely meant.
public final class NearestName {

    private static final int DISTANCE_MAX = 3;

    private static final int LETTERS_PER_SLIP = 3;

    private NearestName() {}

    /// The known name that differs by as few slips as its length lets pass, three at most, if any.
    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(word, name) <= slipsMax(word, name))
                .min(
                        Comparator.comparingInt((String name) -> distance(word, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Two short words that share half of their letters are two words.
    private static int slipsMax(String word, String name) {
        int letters = Math.max(word.length(), name.length());
        return Math.max(1, Math.min(DISTANCE_MAX, (letters + 1) / LETTERS_PER_SLIP));
    }

    /// A sentence that names the nearest known name, or lists the known ones.
    public static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(name -> "did you mean `" + name + "`?")
                .orElseGet(
                        () ->
                                known.isEmpty()
                                        ? "there is none at all"
                                        : "known are: "
                                                + String.join(
                                                        ", ", known.stream().sorted().toList()));
    }

    /// How many letters have to be put in, taken out, replaced, or swapped with their neighbour.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int fewest(String a, String b, int i, int j, int[][] edits) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
    }
}
