package dev.tidemark.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that a misspelt one most likely meant.
public final class NearestName {

    private static final int DISTANCE_MAX = 3;

    private NearestName() {}

    /// The known name within an edit distance of three and of half the word's length, if any.
    public static Optional<String> of(String word, Collection<String> known) {
        int limit = Math.min(DISTANCE_MAX, Math.max(1, word.length() / 2));
        return known.stream()
                .filter(name -> distance(word, name) <= limit)
                .min(
                        Comparator.comparingInt((String name) -> distance(word, name))
                                .thenComparing(Comparator.naturalOrder()));
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

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
